// Whether the oldest browsers that the product promises have what the app asks a browser for.

import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { parse } from "smol-toml";

const data = createRequire(import.meta.url)("@mdn/browser-compat-data");
const dist = process.env.SELFCHECK_DIST;

/** As in README.md and in the message that an older browser shows. */
const FLOOR = { chrome: 97, firefox: 113, safari: 16.4 };

const manifest = parse(readFileSync(new URL("../../Cargo.toml", import.meta.url), "utf8"));
/** The interfaces that the app's own code names, and those of the crate for IndexedDB. */
const interfaces = [
  ...manifest.dependencies["web-sys"].features,
  ...["Cursor", "Database", "Factory", "KeyRange", "ObjectStore", "OpenDBRequest", "Request", "Transaction"].map(
    (name) => `IDB${name}`,
  ),
];

/** The members that the compiled app imports; one it does not call is not among them. */
function members() {
  const script = readdirSync(dist).find((name) => /^selfcheck-[0-9a-f]+\.js$/u.test(name));
  const text = readFileSync(join(dist, script), "utf8");
  const names = [...text.matchAll(/__wbg_(?:set_)?(\w+?)_[0-9a-f]{16}/gu)].map(([, name]) => name);
  return [...new Set(names)];
}

/** The browsers of the floor that lack a feature. */
function lacking(feature) {
  return Object.entries(FLOOR)
    .filter(([browser, floor]) => {
      const statements = [feature.__compat.support[browser]].flat();
      const plain = statements.find((statement) => !statement.prefix && !statement.flags);
      const since = plain?.version_added;
      return typeof since !== "string" || plain.version_removed || parseFloat(since.replace("≤", "")) > floor;
    })
    .map(([browser]) => browser);
}

test("nothing that the app calls is newer than the oldest browsers promised", () => {
  const called = members();
  expect(called.length).toBeGreaterThan(100);
  const features = interfaces.flatMap((name) => {
    const described = data.api[name];
    if (!described?.__compat) return [];
    const used = called.filter((member) => described[member]?.__compat);
    return [[name, described], ...used.map((member) => [`${name}.${member}`, described[member]])];
  });
  expect(features.length).toBeGreaterThan(100);
  const missing = features
    .map(([name, feature]) => [name, lacking(feature)])
    .filter(([, browsers]) => browsers.length > 0);
  expect(Object.fromEntries(missing)).toEqual({});
});

test("the floor is the one that README and the page's message promise", () => {
  const words = readFileSync(new URL("../../assets/browser-check.js", import.meta.url), "utf8");
  expect(words).toContain(`Chrome 或 Edge ${FLOOR.chrome} 以上、Firefox ${FLOOR.firefox} 以上、Safari ${FLOOR.safari} 以上`);
  const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
  expect(readme).toContain(`Chrome or Edge ${FLOOR.chrome}, Firefox ${FLOOR.firefox}, Safari ${FLOOR.safari}`);
});
