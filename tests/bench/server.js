// Serves the built app, the pages of the other engines and the timed module, as a plain host does.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize, sep } from "node:path";
import { fileURLToPath } from "node:url";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const MEDIA_TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".ttf": "font/ttf",
  ".wasm": "application/wasm",
};

/**
 * Starts the server on a free port.
 * @param {{app: string, module: string}} folders the built app, and the module with the queries
 * @returns {Promise<{address: string, close: () => void}>}
 */
export async function serve(folders) {
  const roots = {
    app: folders.app,
    module: folders.module,
    rival: join(HERE, "rival"),
    packages: join(HERE, "node_modules"),
  };
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    const [, root, ...rest] = path.split("/");
    const folder = roots[root];
    const name = folder && normalize(join(folder, rest.join(sep) || "index.html"));
    const bytes = name?.startsWith(folder + sep) ? await readFile(name).catch(() => null) : null;
    if (!bytes) {
      response.writeHead(404).end();
      return;
    }
    const type = MEDIA_TYPES[extname(name)] ?? "application/octet-stream";
    response.writeHead(200, { "content-type": type, "content-length": bytes.length }).end(bytes);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    address: `http://127.0.0.1:${server.address().port}`,
    close: () => server.close(),
  };
}
