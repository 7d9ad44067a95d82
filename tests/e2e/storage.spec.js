// The browser's storage breaks in every way that it can: nothing that was called saved is gone, and
// everything else is said.

import { readFile } from "node:fs/promises";
import { answer, fillProfile, HOME, item, newRecord, open, radio, waitSaved } from "./support/app.js";
import { asFile, exportRecord, offer, sampleRecord } from "./support/files.js";
import { breakStorage, putRow } from "./support/storage.js";
import { expect, test } from "./support/test.js";

/** @typedef {import("@playwright/test").Page} Page */

const html = (/** @type {Page} */ page) => page.locator("html");

/**
 * The alert with these words.
 * @param {Page} page
 * @param {string} words
 */
const alert = (page, words) => page.getByRole("alert").filter({ hasText: words });

/** Keeps the app's connection where a test can reach it, and notes what each transaction asked for. */
function watchStorage() {
  const { open } = IDBFactory.prototype;
  const { transaction } = IDBDatabase.prototype;
  window.watched = { database: null, durabilities: [] };
  IDBFactory.prototype.open = function (...asked) {
    const request = open.apply(this, asked);
    request.addEventListener("success", () => {
      window.watched.database = request.result;
    });
    return request;
  };
  IDBDatabase.prototype.transaction = function (...asked) {
    const begun = transaction.apply(this, asked);
    if (begun.mode === "readwrite") window.watched.durabilities.push(begun.durability);
    return begun;
  };
}

/** Never answers, until the page is told to mend its storage. */
function silenceStorage() {
  const { open } = IDBFactory.prototype;
  IDBFactory.prototype.open = () => /** @type {any} */ (new EventTarget());
  window.mendStorage = () => {
    IDBFactory.prototype.open = open;
  };
}

test("a connection that the browser closed is opened again", async ({ page }) => {
  await newRecord(page);
  await open(page, "check/17");
  // Another program asks for a later version and gives up: the app has let go of the database by then.
  await page.evaluate(
    () =>
      new Promise((done) => {
        const opening = indexedDB.open("selfcheck", 99);
        opening.onupgradeneeded = () => opening.transaction.abort();
        opening.onerror = done;
      }),
  );
  await answer(page, "17.1", "met");
  await waitSaved(page);
  await page.reload();
  await open(page, "check/17");
  await expect(item(page, "17.1")).toHaveAttribute("data-state", "met");
});

test("a connection that is gone without a word is opened again by 再试一次", async ({ page }) => {
  await page.addInitScript(watchStorage);
  await newRecord(page);
  await open(page, "check/17");
  await page.evaluate(() => window.watched.database.close());
  await answer(page, "17.1", "met");
  await expect(html(page)).toHaveAttribute("data-save-state", "failed");
  await alert(page, "没有保存").getByRole("button", { name: "再试一次" }).click();
  await waitSaved(page);
  await page.reload();
  await open(page, "check/17");
  await expect(item(page, "17.1")).toHaveAttribute("data-state", "met");
});

test("a database that is deleted under the page is made anew with what is open", async ({ page }) => {
  await newRecord(page);
  await open(page, "check/17");
  await page.evaluate(
    () =>
      new Promise((done) => {
        indexedDB.deleteDatabase("selfcheck").onsuccess = done;
      }),
  );
  await answer(page, "17.1", "met");
  await waitSaved(page);
  await page.reload();
  await open(page, HOME);
  await page.locator(".record").getByRole("button", { name: "打开" }).click();
  await expect(page.locator("main[data-route='check']")).toBeVisible();
  await open(page, "check/17");
  await expect(item(page, "17.1")).toHaveAttribute("data-state", "met");
});

test("a database that never answers is said within seconds, and the page works without it", async ({ page }) => {
  await page.addInitScript(silenceStorage);
  await open(page, HOME);
  await expect(alert(page, "没有回应")).toBeVisible();
  await page.locator('[data-action="new-record"]').click();
  await open(page, "check/17");
  await answer(page, "17.1", "met");
  await expect(html(page)).toHaveAttribute("data-save-state", "failed");
  expect((await exportRecord(page)).answers["17.1"]).toMatchObject({ state: "met" });

  await page.evaluate(() => window.mendStorage());
  await alert(page, "没有保存").getByRole("button", { name: "再试一次" }).click();
  await waitSaved(page);
});

test("a database that answers at last shows what is kept", async ({ page }) => {
  await newRecord(page);
  await fillProfile(page, { name: "保存过的机构" });
  await page.addInitScript(silenceStorage);
  await page.reload();
  await open(page, HOME);
  await expect(page.locator(".record")).toHaveCount(0);
  await page.evaluate(() => window.mendStorage());
  await alert(page, "没有回应").getByRole("button", { name: "再试一次" }).click();
  await expect(page.locator(".record")).toContainText("保存过的机构");
  await expect(alert(page, "没有回应")).toHaveCount(0);
});

test("a write that takes long is said, and no longer once it is done", async ({ page }) => {
  await newRecord(page);
  await open(page, "check/17");
  // Another program's transaction goes on and on; the app's has to wait for it.
  await page.evaluate(
    () =>
      new Promise((begun) => {
        const opening = indexedDB.open("selfcheck");
        opening.onsuccess = () => {
          const store = opening.result.transaction("records", "readwrite").objectStore("records");
          let over = false;
          const hold = () => {
            begun(null);
            if (!over) store.get("").onsuccess = hold;
          };
          store.get("").onsuccess = hold;
          window.mendStorage = () => {
            over = true;
          };
        };
      }),
  );
  await answer(page, "17.1", "met");
  await expect(alert(page, "没有回应")).toBeVisible();
  await expect(html(page)).toHaveAttribute("data-save-state", "saving");
  await page.evaluate(() => window.mendStorage());
  await waitSaved(page);
  await expect(alert(page, "没有回应")).toHaveCount(0);
});

test("a database of a newer version is left alone and said", async ({ page }) => {
  await newRecord(page);
  await page.evaluate(
    () =>
      new Promise((done) => {
        const opening = indexedDB.open("selfcheck", 99);
        opening.onsuccess = () => done(opening.result.close());
      }),
  );
  await page.reload();
  await open(page, HOME);
  await expect(alert(page, "由更新版本的本工具建立")).toBeVisible();
});

test("a row that is damaged says so, can be saved as it is and hides no other", async ({ page }) => {
  await newRecord(page);
  await fillProfile(page, { name: "完好的机构" });
  await putRow(page, "no-text", { id: "no-text", updatedAt: "2026-11-20T00:00:00Z" });
  await putRow(page, "cut", { id: "cut", updatedAt: "", json: '{"format":"selfcheck","version":1,' });
  await putRow(page, "nothing", null);
  await open(page, HOME);
  await page.reload();
  const damaged = page.locator(".record", { hasText: "已损坏" });
  await expect(damaged).toHaveCount(3);
  await expect(page.locator(".record", { hasText: "完好的机构" })).toHaveCount(1);
  const started = page.waitForEvent("download");
  await damaged.first().getByRole("button", { name: "下载原始数据" }).click();
  expect(JSON.parse(await readFile(await (await started).path(), "utf8"))).toMatchObject({ id: "no-text" });
});

test("a row that the browser cannot read hides no other", async ({ page }) => {
  await newRecord(page);
  await fillProfile(page, { name: "完好的机构" });
  await putRow(page, "unreadable", { id: "unreadable" });
  await page.addInitScript(() => {
    const { get } = IDBObjectStore.prototype;
    const fail = () => {
      throw new DOMException("Failed to read large IndexedDB value", "DataError");
    };
    IDBObjectStore.prototype.getAll = fail;
    IDBObjectStore.prototype.get = function (key) {
      return key === "unreadable" ? fail() : get.call(this, key);
    };
  });
  await page.reload();
  await open(page, HOME);
  await expect(page.locator(".record", { hasText: "完好的机构" })).toHaveCount(1);
  await expect(page.locator(".record", { hasText: "浏览器读不出来" })).toHaveCount(1);
});

test("what is called saved was written to the disk itself", async ({ page }) => {
  await page.addInitScript(watchStorage);
  await newRecord(page);
  await open(page, "check/17");
  await answer(page, "17.1", "met");
  await waitSaved(page);
  const asked = await page.evaluate(() => window.watched.durabilities);
  expect(asked.length).toBeGreaterThan(1);
  expect(new Set(asked)).toEqual(new Set(["strict"]));
});

test("an import and the copy of what it replaces are written together or not at all", async ({ page }) => {
  const kept = sampleRecord();
  await offer(page, asFile(kept));
  await page.locator('[data-action="confirm-import"]').click();
  await waitSaved(page);
  // The replacement has room, the copy has not.
  await page.evaluate(() => {
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function (row, key) {
      if (row.json?.includes("（副本）")) throw new DOMException("no room", "QuotaExceededError");
      return put.call(this, row, key);
    };
    window.mendStorage = () => {
      IDBObjectStore.prototype.put = put;
    };
  });
  const file = asFile({ ...kept, title: "换过的", updated_at: "2026-11-21T08:30:00Z" });
  await offer(page, file);
  await page.locator('[data-action="confirm-import"]').click();
  await expect(alert(page, "没有导入")).toContainText("已满");
  await waitSaved(page);
  expect(await exportRecord(page)).toEqual(kept);
  await page.reload();
  await open(page, HOME);
  await expect(page.locator(".record")).toHaveCount(1);

  await offer(page, file);
  await page.locator('[data-action="confirm-import"]').click();
  await expect(page.locator(".toast")).toContainText("另存为");
  // It is said only once it is there.
  await page.reload();
  await open(page, HOME);
  await expect(page.locator(".record")).toHaveCount(2);
  await expect(page.locator(".record.is-open")).toContainText("换过的");
});

test("a page that is hidden tries again to save what was refused", async ({ page }) => {
  await newRecord(page);
  await open(page, "check/17");
  await breakStorage(page);
  await answer(page, "17.1", "met");
  await expect(html(page)).toHaveAttribute("data-save-state", "failed");
  await page.evaluate(() => {
    window.mendStorage();
    Object.defineProperty(document, "hidden", { value: true });
    document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
  });
  await waitSaved(page);
});

test("no time is left between a change and the question before leaving", async ({ page }) => {
  await newRecord(page);
  await open(page, "check/17");
  await expect(radio(page, "17.1", "met")).toBeVisible();
  const outcome = await page.evaluate(() => {
    /** @type {HTMLInputElement} */ (document.querySelector('[name="answer-17.1"][value="met"]')).click();
    const leaving = new Event("beforeunload", { cancelable: true });
    window.dispatchEvent(leaving);
    return { state: document.documentElement.dataset.saveState, asked: leaving.defaultPrevented };
  });
  expect(outcome).toEqual({ state: "saving", asked: true });
  await waitSaved(page);
});
