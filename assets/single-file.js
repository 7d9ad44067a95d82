// Starts the app from the page alone: every file of the release lies in it, packed with gzip and
// written in base64. Follows wasm-bindgen's JavaScript in one module, hence `__wbg_init`.
"use strict";

/**
 * Unpacks one of the release's files. The app asks for it, too: see `browser/fetch.rs`.
 * @param {string} name
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 */
globalThis.carriedFile = async (name) => {
  const text = document.querySelector(`script[data-file="${CSS.escape(name)}"]`)?.textContent;
  if (text === undefined) throw new Error(`${name} is not in this page`);
  const packed = atob(text);
  const bytes = new Uint8Array(packed.length);
  // Plain, for it walks over millions of bytes.
  for (let index = 0; index < packed.length; index += 1) bytes[index] = packed.charCodeAt(index);
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(unpacked).arrayBuffer());
};

const { app } = JSON.parse(document.querySelector("#assets")?.textContent ?? "{}");
await __wbg_init({ module_or_path: globalThis.carriedFile(app) });
dispatchEvent(new CustomEvent("TrunkApplicationStarted"));
