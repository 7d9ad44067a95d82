// Serves folders the way a plain static host does: files, media types, nothing else.

import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize, sep } from "node:path";

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
 * Each folder by the path that it is served under, such as `/a/b/`.
 * @typedef {Record<string, string>} Folders
 */

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
 * Finds the file behind a request's path; nothing outside the folders is ever found.
 * @param {Folders} folders
 * @param {string} path
 * @returns {Promise<{name: string, size: number} | null>}
 */
async function find(folders, path) {
  const base = Object.keys(folders).find((base) => path.startsWith(base));
  if (base === undefined) return null;
  const folder = folders[base];
  const name = normalize(join(folder, path.slice(base.length) || "index.html"));
  if (!name.startsWith(folder + sep)) return null;
  const found = await stat(name).catch(() => null);
  return found?.isFile() ? { name, size: found.size } : null;
}

/**
 * @typedef {object} Server
 * @property {string} address without a path
 * @property {string[]} asked the paths of the files asked for
 * @property {() => Promise<void>} stop ends the server and every connection to it
 */

/**
 * Starts serving folders on this machine's own address.
 * @param {Folders} folders may be changed while it runs
 * @param {number} port 0 takes any that is free
 * @returns {Promise<Server>}
 */
export function serve(folders, port = 0) {
  /** @type {string[]} */
  const asked = [];
  const server = createServer(async (request, response) => {
    const path = pathOf(request.url);
    asked.push(path);
    const file = await find(folders, path);
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
        address: `http://127.0.0.1:${/** @type {import("node:net").AddressInfo} */ (server.address()).port}`,
        asked,
        stop: () =>
          new Promise((stopped) => {
            server.close(() => stopped());
            server.closeAllConnections();
          }),
      });
    });
  });
}
