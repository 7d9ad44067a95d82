// A release of its own for a test: the built one, with some files changed.

import { createHash } from "node:crypto";
import { cp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DIST } from "./site.js";

const WORKER = "service-worker.js";

/**
 * Copies the built release.
 * @param {string} folder
 */
export async function copyRelease(folder) {
  await cp(DIST, folder, { recursive: true });
  return folder;
}

/**
 * Makes the release of that folder the next one: its page has another title, its documents worker
 * another name, and its list says so.
 * @param {string} folder
 * @param {string} release
 */
export async function makeNext(folder, release) {
  const script = await readFile(join(folder, WORKER), "utf8");
  const [, old, listed] = script.match(/^const RELEASE = "(\w+)";\nconst FILES = (\[.*\]);\n/u);
  const files = JSON.parse(listed);

  let page = await readFile(join(folder, "index.html"), "utf8");
  const worker = files.find(({ path }) => /^documents-worker-.*\.js$/u.test(path));
  const renamed = `documents-worker-${release}.js`;
  await writeFile(join(folder, renamed), await readFile(join(folder, worker.path)));
  await rm(join(folder, worker.path));
  page = page
    .replaceAll(worker.path, renamed)
    .replaceAll(`"${old}"`, `"${release}"`)
    .replace('<meta name="description"', `<meta name="release" content="${release}"><meta name="description"`);
  await writeFile(join(folder, "index.html"), page);
  worker.path = renamed;

  const index = files.find(({ path }) => path === "index.html");
  index.bytes = Buffer.byteLength(page);
  index.integrity = `sha256-${createHash("sha256").update(page).digest("base64")}`;
  const list = `const RELEASE = "${release}";\nconst FILES = ${JSON.stringify(files)};\n`;
  await writeFile(join(folder, WORKER), script.replace(/^const RELEASE.*\nconst FILES.*\n/u, () => list));
  return renamed;
}
