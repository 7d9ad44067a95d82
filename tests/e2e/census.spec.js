// Everything in the release that could send something, counted against a list of what is known and why.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";

const dist = process.env.SELFCHECK_DIST;

/** The ways out of a page that a script can name. */
const WAYS_OUT = [
  /\bfetch\s*\(/gu,
  /\bXMLHttpRequest\b/gu,
  /\bsendBeacon\b/gu,
  /\bWebSocket\b/gu,
  /\bWebTransport\b/gu,
  /\bEventSource\b/gu,
  /\bRTC[A-Z]\w*/gu,
  /\bimportScripts\b/gu,
  /\bimport\s*\(/gu,
  /\bnew (?:Image|Audio)\b/gu,
  /\b(?:Shared)?Worker\s*\(/gu,
  /\bserviceWorker\b/gu,
  /\bwindow\.open\b|\.open\s*\(/gu,
  /\.(?:src|action|ping|srcset)\s*=/gu,
  /\.submit\s*\(/gu,
  /\blocation\.(?:assign|replace)\b|\blocation(?:\.href)?\s*=/gu,
];

/** What there is, file by file; whoever adds to it says here what for. */
const KNOWN = {
  // Loads the app's module, which Trunk hands it.
  "start.js": [],
  // fetch: once in wasm-bindgen's loader for its own module, once for `browser/fetch.rs`, which takes
  // only names from the page's list of assets. Worker: started from a Blob, so under the page's policy.
  // open: the IndexedDB database, with and without a version. src: a script element for the sounds of
  // characters, whose address is a Blob with a file of the page's own list.
  "selfcheck.js": [".open(", ".src=", "Worker(", "fetch("],
  // wasm-bindgen's loader; the page hands the module over, so it is never called.
  "documents-worker.js": ["fetch("],
  // The sounds of characters, as its makers wrote it.
  "pinyin.js": [],
  // Looks at what the browser has, and sends nothing.
  "browser-check.js": [],
  // open: the IndexedDB database, to hand its records out as a file when the app has failed.
  "rescue.js": [".open("],
  // fetch: twice for a file of its own list, against its digest; once for what the page asks of this
  // folder and is not stored. open: its cache. offline.spec.js compares what it asks for with the list.
  "service-worker.js": [".open(", "fetch("],
};

/** Addresses that are names and lead nowhere, and links in comments. */
const NAMES = [
  "http://www.w3.org/2000/svg",
  "https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Operators/typeof#description",
];

const files = readdirSync(dist, { recursive: true }).map(String);
/** The file's name without what its content is called. */
const plain = (file) => file.replace(/-[0-9a-f]{12,16}(?=[_.])/u, "");
const text = (file) => readFileSync(join(dist, file), "utf8");
const scripts = files.filter((file) => file.endsWith(".js"));

test("no script in the release has a way out that is not accounted for", () => {
  const found = Object.fromEntries(
    scripts.map((file) => {
      const content = text(file);
      const ways = WAYS_OUT.flatMap((way) => content.match(way) ?? []);
      // Which, not how often: that depends on how far the compiler joins what is alike.
      return [plain(file), [...new Set(ways.map((way) => way.replace(/\s/gu, "")))].sort()];
    }),
  );
  expect(found).toEqual(KNOWN);
});

test("the modules reach nothing but the scripts beside them", () => {
  const modules = files.filter((file) => file.endsWith(".wasm"));
  expect(modules.length).toBeGreaterThan(0);
  for (const file of modules) {
    const module = new WebAssembly.Module(readFileSync(join(dist, file)));
    const script = text(scripts.find((name) => plain(name) === plain(file).replace("_bg.wasm", ".js")));
    const imports = WebAssembly.Module.imports(module);
    expect(imports.length).toBeGreaterThan(0);
    const unknown = imports.filter(({ name }) => !script.includes(name));
    expect(unknown, file).toEqual([]);
  }
});

test("no page, script or style names an address outside", () => {
  const found = files
    .filter((file) => /\.(?:html|css|js|svg|webmanifest)$/u.test(file))
    .flatMap((file) => text(file).match(/\b(?:https?|wss?|ftp):\/\/[^\s"'`<>)\\]+/gu) ?? []);
  expect(found.filter((address) => !NAMES.includes(address))).toEqual([]);
});

test("the page itself embeds, frames and submits nothing", () => {
  const page = text("index.html");
  expect(page.match(/<(?:iframe|frame|object|embed|form|img|video|audio|base)\b/giu)).toBeNull();
  expect(page.match(/\bping=|http-equiv="refresh"/giu)).toBeNull();
  const addresses = [...page.matchAll(/\b(?:href|src)="([^"]*)"/gu)].map(([, address]) => address);
  expect(addresses.length).toBeGreaterThan(3);
  expect(addresses.filter((address) => !address.startsWith("./"))).toEqual([]);
});
