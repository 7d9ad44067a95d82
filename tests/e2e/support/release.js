// A release of its own for a test: the built one, with some files changed.

import { createHash } from "node:crypto";
import { link, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DIST } from "./site.js";

const WORKER = "service-worker.js";

/**
 * Copies the built release. The files are links: it has 55 MB.
 * @param {string} folder
 */
export async function copyRelease(folder) {
  await mkdir(folder, { recursive: true });
  for (const name of await readdir(DIST)) await link(join(DIST, name), join(folder, name));
  return folder;
}

/**
 * Writes a file anew without touching the one that it was linked to.
 * @param {string} folder
 * @param {string} name
 * @param {string | Buffer} content
 */
export async function rewrite(folder, name, content) {
  await rm(join(folder, name), { force: true });
  await writeFile(join(folder, name), content);
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
  await rewrite(folder, renamed, await readFile(join(folder, worker.path)));
  await rm(join(folder, worker.path));
  page = page
    .replaceAll(worker.path, renamed)
    .replaceAll(`"${old}"`, `"${release}"`)
    .replace('<meta name="description"', `<meta name="release" content="${release}"><meta name="description"`);
  await rewrite(folder, "index.html", page);
  worker.path = renamed;

  const index = files.find(({ path }) => path === "index.html");
  index.bytes = Buffer.byteLength(page);
  index.integrity = `sha256-${createHash("sha256").update(page).digest("base64")}`;
  const list = `const RELEASE = "${release}";\nconst FILES = ${JSON.stringify(files)};\n`;
  await rewrite(folder, WORKER, script.replace(/^const RELEASE.*\nconst FILES.*\n/u, () => list));
  return renamed;
}
