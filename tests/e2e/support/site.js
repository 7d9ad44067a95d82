// The built app where the journeys find it.

import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { serve } from "../../server/server.js";

/** Two folders deep, since the release must work under any path. */
export const BASE = "/a/b/";

/** The build to walk through. */
export const DIST = resolve(fileURLToPath(new URL("..", import.meta.url)), process.env.SELFCHECK_DIST || "../../dist");

/**
 * @typedef {object} Site
 * @property {string} address where the product is
 * @property {string[]} asked the names of the files asked for so far
 * @property {(folder: string) => void} show puts another folder in the place of the first
 * @property {() => Promise<void>} stop ends the server and every connection to it
 */

/**
 * Starts serving a folder on this machine's own address.
 * @param {string} folder
 * @param {number} port 0 takes any that is free
 * @returns {Promise<Site>}
 */
export async function startSite(folder, port = 0) {
  const folders = { [BASE]: folder };
  const { address, asked, stop } = await serve(folders, port);
  return {
    address: `${address}${BASE}`,
    get asked() {
      return asked.map((path) => path.slice(BASE.length));
    },
    show: (next) => {
      folders[BASE] = next;
    },
    stop,
  };
}
