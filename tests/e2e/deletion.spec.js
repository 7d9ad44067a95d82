// A deletion can be taken back for thirty days, and no other window brings the self-check back by saving.

import { HOME, fillProfile, newRecord, open, reload, waitSaved } from "./support/app.js";
import { expect, test } from "./support/test.js";

/** @typedef {import("@playwright/test").Page} Page */

/** @param {Page} page */
const deleted = (page) => page.locator("[data-deleted]");

/** @param {Page} page */
async function deleteIt(page) {
  await open(page, HOME);
  await page.locator(".record").getByRole("button", { name: "删除" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "删除" }).click();
  await expect(page.locator(".record")).toHaveCount(0);
}

test("a deleted self-check comes back whole, also after a reload", async ({ page }) => {
  await newRecord(page);
  await fillProfile(page, { name: "还要的机构" });
  await deleteIt(page);
  await expect(page.locator("main")).toContainText("最近删除的自查（1 份");
  await reload(page);
  await page.getByText("最近删除的自查").click();
  await expect(deleted(page)).toContainText("最晚2026年12月23日可以恢复");
  await page.locator('[data-action="restore"]').click();
  await expect(page.locator(".record")).toContainText("还要的机构");
  await expect(deleted(page)).toHaveCount(0);
  await page.locator(".record").getByRole("button", { name: "打开" }).click();
  await open(page, "profile");
  await expect(page.locator('[name="name"]')).toHaveValue("还要的机构");
});

test("what was typed last is brought back as well, also where it could not be saved", async ({ page }) => {
  await newRecord(page);
  await page.evaluate(() => {
    const { put } = IDBObjectStore.prototype;
    let refused = true;
    IDBObjectStore.prototype.put = function (...row) {
      if (refused && this.name === "records") throw new DOMException("full", "QuotaExceededError");
      return put.apply(this, row);
    };
    addEventListener("roomy", () => (refused = false));
  });
  await open(page, "profile");
  await page.locator('[name="name"]').fill("没存下的机构");
  await expect(page.locator("html")).toHaveAttribute("data-save-state", "failed");
  await deleteIt(page);
  await page.evaluate(() => dispatchEvent(new Event("roomy")));
  await page.getByText("最近删除的自查").click();
  await page.locator('[data-action="restore"]').click();
  await expect(page.locator(".record")).toContainText("没存下的机构");
});

test("after thirty days, or when that is asked for, it is gone for good", async ({ page }) => {
  await newRecord(page);
  await deleteIt(page);
  await page.clock.setFixedTime("2026-12-23T10:00:00+08:00");
  await reload(page);
  await expect(page.locator("main")).toContainText("最近删除的自查");
  await page.clock.setFixedTime("2026-12-24T10:00:00+08:00");
  // The first start tidies up after it has shown what there was.
  await reload(page);
  await reload(page);
  await expect(page.locator("main")).not.toContainText("最近删除的自查");

  await newRecord(page);
  await deleteIt(page);
  await page.getByText("最近删除的自查").click();
  await page.locator('[data-action="forget-deleted"]').click();
  await page.getByRole("dialog").getByRole("button", { name: "彻底删除" }).click();
  await expect(page.locator("main")).not.toContainText("最近删除的自查");
});

test("another window hears of it, and saves nothing over it", async ({ page, context }) => {
  await newRecord(page);
  await fillProfile(page, { name: "甲窗口的" });
  const second = await context.newPage();
  await second.clock.setFixedTime("2026-11-23T10:00:00+08:00");
  await second.goto(page.url());
  await open(second, "profile");
  await deleteIt(page);
  await expect(second.getByRole("alert")).toContainText("在另一个窗口里删除了");
  // What is typed there all the same is not called saved, and can be kept as a self-check of its own.
  await second.locator('[name="name"]').fill("乙窗口的");
  await expect(second.locator("html")).toHaveAttribute("data-save-state", "failed");
  // Not even where it was removed for good.
  await page.getByText("最近删除的自查").click();
  await page.locator('[data-action="forget-deleted"]').click();
  await page.getByRole("dialog").getByRole("button", { name: "彻底删除" }).click();
  await expect(page.locator("main")).not.toContainText("最近删除的自查");
  await second.locator('[name="name"]').fill("乙窗口又写的");
  await expect(second.locator("html")).toHaveAttribute("data-save-state", "failed");
  await reload(page);
  await expect(page.locator(".record")).toHaveCount(0);
  await second.getByRole("button", { name: "把本页内容另存一份" }).click();
  await waitSaved(second);
  await reload(page);
  await open(page, HOME);
  await expect(page.locator(".record")).toContainText("乙窗口又写的");
});
