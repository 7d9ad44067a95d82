// Keeps the release in the browser, so that everything works without a network.
//
// The build puts in front of this file, so that any change to the release changes this script too:
//   RELEASE  the name of the release
//   FILES    its files, { path, bytes, integrity }; from the first with `later` on, they are
//            stored while the app already runs
//
// Each release has a cache of its own, in which a file's key bears its digest. Nothing is fetched but
// this folder's files, and nothing is stored that is not exactly what the build listed.
"use strict";

const SCOPE = registration.scope;
const OURS = `selfcheck ${SCOPE} `; // other folders of this host may hold another copy of the product
const CACHE = OURS + RELEASE;
const PAGE = "index.html";
const TOTAL = FILES.reduce((sum, { bytes }) => sum + bytes, 0);

/**
 * The key of a file in a cache.
 * @param {ListedFile} file
 */
const keyOf = ({ path, integrity }) => `${path}?${integrity}`;

// A release is installed whole or not at all; the one before goes on until the user asks for this one.
addEventListener("install", (event) => event.waitUntil(install()));

// A first visit can go on without a network, too.
addEventListener("activate", (event) => event.waitUntil(clients.claim()));

addEventListener("message", (event) => {
  const { want, release } = event.data;
  if (want === "apply") skipWaiting();
  if (want === "complete") event.waitUntil(complete(release));
});

addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  const address = url.split(/[?#]/u)[0];
  if (method === "GET" && address.startsWith(SCOPE)) event.respondWith(answer(event.request, address));
});

/**
 * @param {Request} request
 * @param {string} address without query and fragment
 */
async function answer(request, address) {
  const path = address.slice(SCOPE.length) || PAGE;
  const file = FILES.find((listed) => listed.path === path);
  const kept = file
    ? await (await caches.open(CACHE)).match(keyOf(file))
    : // A window that still runs the release before asks for files of that one.
      await caches.match(address, { ignoreSearch: true });
  return kept ?? fetch(request);
}

async function install() {
  try {
    await store(FILES.filter(({ later }) => !later));
  } catch (error) {
    // What is not going to run must not take the room that the user's records need.
    if (nameOf(error) === "QuotaExceededError") await caches.delete(CACHE);
    throw error;
  }
}

/** @param {unknown} error */
function nameOf(error) {
  return error instanceof Error ? error.name : String(error);
}

/** @type {Promise<void> | undefined} */
let completing;

/** @param {string} release the one that asks */
async function complete(release) {
  completing ??= store(FILES).finally(() => (completing = undefined));
  try {
    await completing;
  } finally {
    if (release === RELEASE) await tidy();
  }
}

/** @param {ListedFile[]} files */
async function store(files) {
  const cache = await caches.open(CACHE);
  let stored = 0;
  for (const file of files) {
    try {
      if (!(await cache.match(keyOf(file)))) {
        // What did not change since the release before is not fetched again.
        await cache.put(keyOf(file), (await caches.match(new URL(keyOf(file), SCOPE))) ?? (await download(file)));
        await tell({ kind: "storing", stored, total: TOTAL });
      }
    } catch (error) {
      await tell({ kind: "failed", file: file.path, reason: nameOf(error), later: Boolean(file.later) });
      throw error;
    }
    stored += file.bytes;
  }
  await tell({ kind: "storing", stored, total: TOTAL });
}

/** @param {ListedFile} file */
async function download({ path, integrity }) {
  // The browser itself refuses what differs from the digest: an error page, half a file, another release.
  const fresh = () => fetch(path, { integrity, cache: "reload" });
  const response = await fetch(path, { integrity }).catch(fresh);
  // Made anew, for the browser refuses to open a page that was redirected, as hosts do with index.html.
  const body = await response.blob();
  const headers = new Headers(response.headers);
  headers.delete("content-encoding");
  headers.set("content-length", String(body.size));
  return new Response(body, { headers });
}

// The release before goes when no window can still need it; one that is on its way stays.
async function tidy() {
  const names = await caches.keys();
  if (registration.installing || registration.waiting || (await windows()).length > 1) return;
  const old = names.filter((name) => name.startsWith(OURS) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
}

/** @param {Record<string, unknown>} news */
async function tell(news) {
  for (const window of await windows()) window.postMessage({ release: RELEASE, ...news });
}

async function windows() {
  const all = await clients.matchAll({ type: "window", includeUncontrolled: true });
  return all.filter(({ url }) => url.startsWith(SCOPE));
}
