// The page itself breaks: that is said, and everything can be carried away, the last change included.

import { readFile } from "node:fs/promises";
import { fillProfile, HOME, item, newRecord, open, radio, waitSaved } from "./support/app.js";
import { asFile, exportRecord, importRecord, offer } from "./support/files.js";
import { breakStorage, putRow } from "./support/storage.js";
import { expect, failing, test } from "./support/test.js";

/** @typedef {import("@playwright/test").Page} Page */

const html = (/** @type {Page} */ page) => page.locator("html");
const rescue = (/** @type {Page} */ page) => page.locator("[data-rescue]");

/**
 * The file that the rescue hands out.
 * @param {Page} page
 */
async function rescuedFile(page) {
  const started = page.waitForEvent("download");
  await page.locator('[data-action="rescue-json"]').click();
  return JSON.parse(await readFile(await (await started).path(), "utf8"));
}

/**
 * Lets the app panic as soon as it wants to show something that was not there before.
 * @param {Page} page
 */
function breakDocument(page) {
  return page.evaluate(() => {
    Node.prototype.insertBefore = function refuse() {
      throw new Error("forced");
    };
  });
}

/**
 * Lets a script of the page fail.
 * @param {Page} page
 * @param {string} message
 * @param {"Error" | "RangeError" | "RuntimeError"} kind
 */
function fail(page, message = "forced", kind = "Error") {
  return page.evaluate(
    ([message, kind]) => {
      const kinds = { Error, RangeError, RuntimeError: WebAssembly.RuntimeError };
      // Not in a timer: a stopped clock catches what its timers throw.
      queueMicrotask(() => {
        throw new kinds[kind](message);
      });
    },
    [message, kind],
  );
}

failing("a panic becomes a dialog that hands out every record, with what was changed last", async ({
  page,
  otherPage,
}) => {
  await newRecord(page);
  await fillProfile(page, { name: "第一家" });
  await newRecord(page);
  await fillProfile(page, { name: "第二家" });
  await open(page, "check/17");
  await breakStorage(page);
  await breakDocument(page);
  await radio(page, "17.1", "unmet").click();

  await expect(rescue(page)).toBeVisible();
  await expect(rescue(page)).toHaveAttribute("role", "alert");
  await expect(rescue(page)).toContainText("程序内部出错");
  await expect(page.locator("dialog.rescue")).toHaveAttribute("data-fault", "panic");
  await expect(html(page)).toHaveAttribute("data-save-state", "failed");
  await expect(page.locator(".saved-now", { hasText: "已保存" })).not.toBeVisible();

  const file = await rescuedFile(page);
  await expect(rescue(page)).toContainText("已交给浏览器下载");
  expect(file.format).toBe("selfcheck-rescue");
  expect(file.records.map((record) => record.profile.name).sort()).toEqual(["第一家", "第二家"]);
  // It never came into the storage.
  const last = file.records.find((record) => record.profile.name === "第二家");
  expect(last.answers["17.1"]).toMatchObject({ state: "unmet" });

  // One file, and the import takes it apart.
  await offer(otherPage, asFile(file, "抢救.json"));
  for (const waiting of [1, 0]) {
    await expect(otherPage.locator("[data-waiting]")).toHaveCount(waiting);
    await expect(otherPage.locator(".import-offer h3")).toContainText(`第 ${2 - waiting} 份`);
    await otherPage.locator('[data-action="confirm-import"]').click();
  }
  await expect(otherPage.locator('[data-action="confirm-import"]')).toHaveCount(0);
  await waitSaved(otherPage);
  await open(otherPage, HOME);
  await expect(otherPage.locator(".record")).toHaveCount(2);
});

failing("a single record is handed out as a plain backup, and loading again goes on with it", async ({
  page,
  otherPage,
}) => {
  await newRecord(page);
  await fillProfile(page, { name: "只有一家" });
  const saved = await exportRecord(page);
  await fail(page);
  await expect(rescue(page)).toContainText("页面出错");
  await expect(html(page)).toHaveAttribute("data-save-state", "failed");
  const file = await rescuedFile(page);
  expect(file).toEqual(saved);
  await importRecord(otherPage, file);
  expect(await exportRecord(otherPage)).toEqual(saved);

  page.on("dialog", (dialog) => dialog.accept());
  await page.locator('[data-action="rescue-reload"]').click();
  await expect(page.locator("main[data-route]")).toHaveCount(1);
  await expect(rescue(page)).toHaveCount(0);
  expect(await exportRecord(page)).toEqual(saved);
});

failing("Escape uncovers the page, and the way out stays", async ({ page }) => {
  await newRecord(page);
  await fail(page);
  await expect(rescue(page)).toBeVisible();
  for (const time of ["first", "second"]) {
    await page.keyboard.press("Escape");
    await expect(page.locator(".rescue.is-aside"), time).toBeVisible();
  }
  await expect(html(page)).toHaveAttribute("data-save-state", "failed");
  expect((await rescuedFile(page)).format).toBe("selfcheck");
});

/**
 * What the browser throws, and what is made of it.
 * @type {[string, "Error" | "RangeError" | "RuntimeError", string, string][]}
 */
const FAULTS = [
  ["Maximum call stack size exceeded", "RangeError", "stack", "层次太深"],
  ["too much recursion", "Error", "stack", "层次太深"],
  ["memory access out of bounds", "RuntimeError", "stack", "层次太深"],
  ["unreachable", "RuntimeError", "trap", "程序意外停止"],
  ["Array buffer allocation failed", "RangeError", "memory", "内存不足"],
];
for (const [message, kind, fault, words] of FAULTS) {
  failing(`“${message}” is told apart`, async ({ page }) => {
    await newRecord(page);
    await fail(page, message, kind);
    await expect(page.locator("dialog.rescue")).toHaveAttribute("data-fault", fault);
    await expect(rescue(page)).toContainText(words);
  });
}

failing("a trap of a module that gets no more memory is put down to memory", async ({ page }) => {
  await newRecord(page);
  await page.evaluate(() => selfcheckRescue.watch(new WebAssembly.Memory({ initial: 1, maximum: 1 })));
  await fail(page, "unreachable", "RuntimeError");
  await expect(page.locator("dialog.rescue")).toHaveAttribute("data-fault", "memory");
});

failing("what is damaged in the storage is handed out as it lies there, beside the rest", async ({ page }) => {
  await newRecord(page);
  const cut = '{"format":"selfcheck","version":1,';
  await putRow(page, "cut", { id: "cut", updatedAt: "", json: cut });
  await fail(page);
  const file = await rescuedFile(page);
  expect(file.records).toHaveLength(1);
  expect(file.damaged).toEqual([cut]);
});

failing("a record that was deleted is not brought back by the rescue", async ({ page }) => {
  await newRecord(page);
  await fillProfile(page, { name: "删掉的" });
  await open(page, HOME);
  await page.getByRole("button", { name: "删除" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "删除" }).click();
  await expect(page.locator(".record")).toHaveCount(0);
  await fail(page);
  await page.locator('[data-action="rescue-json"]').click();
  await expect(rescue(page)).toContainText("没有可以下载的自查");
});

failing("without an answer from the storage what was changed in this page is handed out", async ({ page }) => {
  await newRecord(page);
  await fillProfile(page, { name: "本页的" });
  await page.evaluate(() => {
    IDBFactory.prototype.open = () => /** @type {any} */ (new EventTarget());
  });
  await fail(page);
  expect((await rescuedFile(page)).profile.name).toBe("本页的");
  await expect(rescue(page)).toContainText("没有回应");
});

failing("what is answered in a page whose words were translated is not lost", async ({ page }) => {
  await newRecord(page);
  await open(page, "check/17");
  await expect(html(page)).toHaveAttribute("translate", "no");
  // As page translation does with each text.
  await page.evaluate(() => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (texts.nextNode()) found.push(texts.currentNode);
    for (const text of found) {
      const font = document.createElement("font");
      text.parentNode.replaceChild(font, text);
      font.append(text);
    }
  });
  const answered = [];
  for (const id of ["17.1", "17.2"]) {
    await radio(page, id, "unmet").click();
    // Of the click in which the page breaks the dialog speaks at once.
    if (await rescue(page).isVisible()) break;
    answered.push(id);
    await expect.poll(() => html(page).getAttribute("data-save-state")).not.toBe("saving");
  }
  const broken = await html(page).evaluate((root) => root.dataset.saveState === "failed");
  if (broken) {
    const { answers } = await rescuedFile(page);
    expect(Object.keys(answers)).toEqual(answered);
  } else {
    await page.reload();
    await open(page, "check/17");
    for (const id of answered) await expect(item(page, id)).toHaveAttribute("data-state", "unmet");
  }
});

test("an extension that fails, or a layout that takes two rounds, breaks nothing", async ({ page }) => {
  await newRecord(page);
  await page.evaluate(() => {
    const harmless = [
      { message: "ResizeObserver loop completed with undelivered notifications." },
      { message: "Script error." },
      { message: "Uncaught Error", filename: "chrome-extension://abc/content.js", error: new Error("theirs") },
    ];
    for (const details of harmless) window.dispatchEvent(new ErrorEvent("error", details));
  });
  await waitSaved(page);
  await expect(rescue(page)).toHaveCount(0);
});
