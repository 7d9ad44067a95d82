// Serves the built app the way a plain static host does: files, media types, nothing else.
// Takes SELFCHECK_DIST (the folder) and SELFCHECK_PORT from the environment.

import { createReadStream, existsSync } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";

const BASE = "/a/b/";
const HERE = fileURLToPath(new URL(".", import.meta.url));
const DIST = resolve(HERE, process.env.SELFCHECK_DIST || "../../dist");

const MEDIA_TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".ttf": "font/ttf",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
};

/**
 * Finds the file behind a request's path; nothing outside the folder is ever found.
 * @param {string} path
 * @returns {Promise<{name: string, size: number} | null>}
 */
async function find(path) {
  if (!path.startsWith(BASE)) return null;
  const name = normalize(join(DIST, path.slice(BASE.length) || "index.html"));
  if (!name.startsWith(DIST + sep)) return null;
  const found = await stat(name).catch(() => null);
  return found?.isFile() ? { name, size: found.size } : null;
}

if (!existsSync(join(DIST, "index.html"))) {
  console.error(`There is no build in ${DIST}. Run \`cargo xtask build\`, or name one in SELFCHECK_DIST.`);
  process.exit(1);
}

/**
 * Decodes a request's path; one that is no valid encoding names no file.
 * @param {string} target
 * @returns {string}
 */
function pathOf(target) {
  try {
    return decodeURIComponent(new URL(target, "http://localhost").pathname);
  } catch {
    return "";
  }
}

createServer(async (request, response) => {
  const file = await find(pathOf(request.url));
  if (!file) {
    response.writeHead(404, { "content-type": "text/plain" }).end("not found\n");
    return;
  }
  response.writeHead(200, {
    "content-type": MEDIA_TYPES[extname(file.name)] ?? "application/octet-stream",
    "content-length": file.size,
    "cache-control": "no-cache",
  });
  if (request.method === "HEAD") {
    response.end();
  } else {
    createReadStream(file.name)
      .on("error", () => response.destroy())
      .pipe(response);
  }
}).listen(Number(process.env.SELFCHECK_PORT), "127.0.0.1");
