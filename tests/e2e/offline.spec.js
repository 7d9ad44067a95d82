// The network may be cut off: everything goes on, the report included. A new release comes whole, when
// the user says so, or not at all.

import { readFile, rm, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { answer, download, fillProfile, newRecord, open, radio, waitSaved } from "./support/app.js";
import { copyRelease, makeNext } from "./support/release.js";
import { DIST, startSite } from "./support/site.js";
import { expect, prepare, test as base } from "./support/test.js";

const NEXT = "nextnextnextnext";

/**
 * @typedef {object} Hosted
 * @property {import("./support/site.js").Site} site a server of this test's own, which it may stop, and
 *   which may show another release
 * @property {string} next a copy of the built release, to be made the next one
 */
/** @type {import("./support/test.js").Adding<Hosted, import("./support/test.js").Prepared>} */
const hosted = {
  site: async ({}, use) => {
    const site = await startSite(DIST);
    await use(site);
    await site.stop();
  },
  next: async ({}, use, testInfo) => {
    const folder = testInfo.outputPath("next");
    await use(await copyRelease(folder));
    await rm(folder, { recursive: true });
  },
  baseURL: async ({ site }, use) => use(site.address),
};
const test = /** @type {import("./support/test.js").Test<Hosted & import("./support/test.js").Prepared>} */ (base.extend(hosted));

test.use({ serviceWorkers: "allow" });

/** Storing 55 MB takes a while on a busy machine. */
const STORED = { timeout: 120_000 };

/** @param {import("@playwright/test").Page} page */
async function waitReady(page) {
  await expect(page.locator("html")).toHaveAttribute("data-offline", "ready", STORED);
}

/**
 * The release that a page was loaded from; the built one has no name in its head.
 * @param {import("@playwright/test").Page} page
 */
function releaseOf(page) {
  return page.evaluate(() => document.querySelector('meta[name="release"]')?.getAttribute("content") ?? "built");
}

/**
 * The names of the caches, each without what all have in common.
 * @param {import("@playwright/test").Page} page
 */
function caches(page) {
  return page.evaluate(async () => (await window.caches.keys()).map((name) => name.split(" ").at(-1)));
}

const update = '[data-action="apply-update"]';

test("after the first visit it needs neither network nor server", async ({ page, context, site }) => {
  test.setTimeout(240_000);
  await open(page, "records");
  await waitReady(page);
  await open(page, "data");
  await expect(page.locator("main")).toContainText("离线可用");

  await context.setOffline(true);
  await site.stop();
  await page.reload();
  await newRecord(page);
  await fillProfile(page, { name: "南宁市㛃䶮喆技工学校" });
  await open(page, "check/17");
  await answer(page, "17.2", "unmet", { note: "没有网络时填的" });
  await waitSaved(page);
  await page.reload();
  await open(page, "check/17");
  await expect(radio(page, "17.2", "unmet")).toBeChecked();
  await open(page, "report");
  // With characters that only the fonts stored last have.
  expect((await download(page, "pdf")).suggestedFilename()).toContain("南宁市㛃䶮喆技工学校");
  await expect(page.locator("main")).not.toContainText("〓");
  await waitReady(page);
});

test("the page of the first visit itself needs no network any more", async ({ page, context, site }) => {
  test.setTimeout(240_000);
  await open(page, "records");
  await waitReady(page);
  await context.setOffline(true);
  await site.stop();
  await newRecord(page);
  await open(page, "report");
  expect((await download(page, "pdf")).suggestedFilename()).toContain("自查报告");
});

test("every file is stored once and as it was built", async ({ page, site }) => {
  test.setTimeout(240_000);
  await open(page, "records");
  await waitReady(page);
  const script = await readFile(join(DIST, "service-worker.js"), "utf8");
  const files = JSON.parse(script.match(/^const FILES = (.*);$/mu)[1]);
  const stored = await page.evaluate(async (folder) => {
    const [name] = await window.caches.keys();
    const cache = await window.caches.open(name);
    const found = {};
    for (const request of await cache.keys()) {
      const body = await (await cache.match(request)).arrayBuffer();
      const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
      found[request.url.slice(folder.length).split("?")[0]] = btoa(String.fromCharCode(...digest));
    }
    return found;
  }, site.address);
  const expected = files.map(({ path, integrity }) => [path, integrity.replace("sha256-", "")]);
  expect(stored).toEqual(Object.fromEntries(expected));
  const known = ["", "service-worker.js", ...files.map(({ path }) => path)];
  expect(site.asked.filter((name) => !known.includes(name))).toEqual([]);
  for (const name of ["index.html", "NotoSansSC-OFL.txt", "manifest.webmanifest", "icon-512.png"]) {
    expect(Object.keys(stored)).toContain(name);
  }
});

test("a new release waits for the user, and then comes whole", async ({ page, site, next }) => {
  test.setTimeout(300_000);
  await newRecord(page);
  await fillProfile(page, { name: "更新之前填的" });
  await waitReady(page);
  const worker = await makeNext(next, NEXT);
  const before = site.asked.length;
  site.show(next);

  await page.reload();
  await expect(page.locator(update)).toBeVisible(STORED);
  expect(await releaseOf(page)).toBe("built");
  // Whatever did not change is not fetched again.
  const fetched = new Set(site.asked.slice(before));
  expect([...fetched].sort()).toEqual([worker, "index.html", "service-worker.js"].sort());

  // Nothing happens by itself, not even when the page is loaded again.
  await page.reload();
  await open(page, "profile");
  expect(await releaseOf(page)).toBe("built");
  await expect(page.locator("html")).toHaveAttribute("data-offline", "ready");

  // What is being typed is saved first.
  await page.locator('[name="name"]').fill("更新之前填的，还没保存");
  await page.locator(update).click();
  await expect.poll(() => releaseOf(page).catch(() => ""), STORED).toBe(NEXT);
  await open(page, "profile");
  await expect(page.locator('[name="name"]')).toHaveValue("更新之前填的，还没保存");
  await expect(page.locator(update)).toHaveCount(0);
  await waitReady(page);
  // The release before is gone with its last window.
  await expect.poll(() => caches(page)).toEqual([NEXT]);

  await site.stop();
  await open(page, "report");
  expect((await download(page, "pdf")).suggestedFilename()).toContain("更新之前填的");
});

test("another window goes on with its own release", async ({ page, context, site, next, complaints }) => {
  test.setTimeout(300_000);
  await open(page, "records");
  await waitReady(page);
  const other = await context.newPage();
  await prepare(other, complaints);
  // On a page without a record, nothing has been asked of the documents worker.
  await open(other, "records");
  await makeNext(next, NEXT);
  site.show(next);

  await page.reload();
  await page.locator(update).click(STORED);
  await expect.poll(() => releaseOf(page).catch(() => ""), STORED).toBe(NEXT);
  await waitReady(page);

  // The files that it asks for now are no longer on the server.
  expect(await releaseOf(other)).toBe("built");
  await expect(other.locator(".notice")).toContainText("另一个窗口");
  await newRecord(other);
  await open(other, "report");
  expect((await download(other, "pdf")).suggestedFilename()).toContain("自查报告");
  expect(await releaseOf(other)).toBe("built");

  await other.locator(update).click();
  await expect.poll(() => releaseOf(other).catch(() => ""), STORED).toBe(NEXT);
  await expect(other.locator(update)).toHaveCount(0);
});

/** @type {[string, (folder: string, worker: string) => Promise<void>][]} */
const spoilt = [
  ["lacks a file", (folder, worker) => rm(join(folder, worker))],
  ["has half a file", (folder, worker) => truncate(join(folder, worker), 1000)],
  ["has another page than it lists", (folder) => writeFile(join(folder, "index.html"), "<!doctype html><p>维护中")],
];
for (const [what, spoil] of spoilt) {
  test(`a release that ${what} is not taken`, async ({ page, context, site, next }) => {
    test.setTimeout(300_000);
    await open(page, "records");
    await waitReady(page);
    await spoil(next, await makeNext(next, NEXT));
    site.show(next);

    await page.reload();
    await open(page, "data");
    await expect(page.locator("main")).toContainText("有新版本，但没有存下", STORED);
    await expect(page.locator(update)).toHaveCount(0);
    await context.setOffline(true);
    await page.reload();
    await newRecord(page);
    expect(await releaseOf(page)).toBe("built");
    await waitReady(page);
    await open(page, "report");
    expect((await download(page, "pdf")).suggestedFilename()).toContain("自查报告");
  });
}

test("with no room left it works online and says so", async ({ page, context, site }) => {
  test.setTimeout(240_000);
  const session = await context.newCDPSession(page);
  const { origin } = new URL(site.address);
  await session.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 20_000_000 });
  await open(page, "data");
  await expect(page.locator("main")).toContainText("浏览器给本站的存储空间不够", STORED);
  await expect(page.locator("html")).toHaveAttribute("data-offline", "unavailable");
  // What was stored of it went again: the room belongs to the records.
  expect(await caches(page)).toEqual([]);
  await newRecord(page);
  await open(page, "report");
  expect((await download(page, "pdf")).suggestedFilename()).toContain("自查报告");

  await session.send("Storage.overrideQuotaForOrigin", { origin });
  await open(page, "data");
  await page.getByRole("button", { name: "再试一次" }).click();
  await waitReady(page);
});

test("without room for the rare characters it says what is missing", async ({ page, context, site }) => {
  test.setTimeout(240_000);
  const session = await context.newCDPSession(page);
  const { origin } = new URL(site.address);
  await session.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 45_000_000 });
  await open(page, "data");
  await expect(page.locator("main")).toContainText("离线可用，但缺生僻字字体", STORED);
  await expect(page.locator("html")).toHaveAttribute("data-offline", "partly");
  await context.setOffline(true);
  await page.reload();
  await newRecord(page);
  await open(page, "report");
  expect((await download(page, "pdf")).suggestedFilename()).toContain("自查报告");
});
