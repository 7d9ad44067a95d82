// Serves a folder the way a plain static host does: files, media types, nothing else.

import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";

/** Two folders deep, since the release must work under any path. */
export const BASE = "/a/b/";

/** The build to walk through. */
export const DIST = resolve(fileURLToPath(new URL("..", import.meta.url)), process.env.SELFCHECK_DIST || "../../dist");

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

/**
 * Finds the file behind a request's path; nothing outside the folder is ever found.
 * @param {string} folder
 * @param {string} path
 * @returns {Promise<{name: string, size: number} | null>}
 */
async function find(folder, path) {
  if (!path.startsWith(BASE)) return null;
  const name = normalize(join(folder, path.slice(BASE.length) || "index.html"));
  if (!name.startsWith(folder + sep)) return null;
  const found = await stat(name).catch(() => null);
  return found?.isFile() ? { name, size: found.size } : null;
}

/**
 * @typedef {object} Site
 * @property {string} address where the product is
 * @property {string[]} asked the names of the files asked for
 * @property {(folder: string) => void} show puts another folder in the place of the first
 * @property {() => Promise<void>} stop ends the server and every connection to it
 */

/**
 * Starts serving a folder on this machine's own address.
 * @param {string} folder
 * @param {number} port 0 takes any that is free
 * @returns {Promise<Site>}
 */
export function startSite(folder, port = 0) {
  let shown = folder;
  const asked = [];
  const server = createServer(async (request, response) => {
    const path = pathOf(request.url);
    asked.push(path.slice(BASE.length));
    const file = await find(shown, path);
    if (!file) {
      response.writeHead(404, { "content-type": "text/plain" }).end("not found\n");
      return;
    }
    response.writeHead(200, {
      "content-type": MEDIA_TYPES[extname(file.name)] ?? "application/octet-stream",
      "content-length": file.size,
      "cache-control": "no-cache",
      // As the README asks of a host: the page's own policy does not reach its service worker.
      ...(file.name.endsWith("service-worker.js") && {
        "content-security-policy": "default-src 'none'; connect-src 'self'",
      }),
    });
    if (request.method === "HEAD") {
      response.end();
    } else {
      createReadStream(file.name)
        .on("error", () => response.destroy())
        .pipe(response);
    }
  });
  return new Promise((done, failed) => {
    server.once("error", failed);
    server.listen(port, "127.0.0.1", () => {
      done({
        address: `http://127.0.0.1:${server.address().port}${BASE}`,
        asked,
        show: (next) => {
          shown = next;
        },
        stop: () =>
          new Promise((stopped) => {
            server.close(() => stopped());
            server.closeAllConnections();
          }),
      });
    });
  });
}
