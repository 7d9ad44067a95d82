// A change is kept, or everybody is told: a storage that fails, a second window.

import { answer, fillProfile, item, newRecord, open, waitSaved } from "./support/app.js";
import { exportRecord } from "./support/files.js";
import { expect, test } from "./support/test.js";

test("a save that fails is loud, loses nothing and can be tried again", async ({ page }) => {
  await newRecord(page);
  await page.evaluate(() => {
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function refuse() {
      throw new DOMException("no room", "QuotaExceededError");
    };
    window.mendStorage = () => {
      IDBObjectStore.prototype.put = put;
    };
  });
  await open(page, "check/17");
  await answer(page, "17.1", "met");
  await expect(page.locator("html")).toHaveAttribute("data-save-state", "failed");
  const alert = page.getByRole("alert").filter({ hasText: "没有保存" });
  await expect(alert).toBeInViewport();
  await expect(page.locator(".saved-now")).toContainText("没有保存");

  // The way out that it names: a file with the very change that the storage refused.
  await alert.getByRole("link", { name: "立即导出" }).click();
  await expect(page.locator('main[data-route="data"]')).toHaveCount(1);
  expect((await exportRecord(page)).answers["17.1"]).toMatchObject({ state: "met" });

  await page.evaluate(() => window.mendStorage());
  await alert.getByRole("button", { name: "再试一次" }).click();
  await waitSaved(page);
  await expect(alert).toHaveCount(0);
  await page.reload();
  await open(page, "check/17");
  await expect(item(page, "17.1")).toHaveAttribute("data-state", "met");
});

test("two windows with one record notice each other, and neither overwrites the other", async ({
  page,
  context,
}) => {
  await newRecord(page);
  await open(page, "check/17");
  const second = await context.newPage();
  // Changes are told apart by their instants: the second window's are a minute later.
  await second.clock.setFixedTime("2026-11-23T10:01:00+08:00");
  await open(second, "check/17");
  await expect(page.getByRole("status").filter({ hasText: "另一个窗口里打开着" })).toBeVisible();

  await answer(second, "17.1", "met");
  await waitSaved(second);
  const warning = page.getByRole("alert").filter({ hasText: "另一个窗口里改动过" });
  await expect(warning).toBeVisible();

  // Who goes on regardless is stopped before anything is overwritten.
  await answer(page, "17.2", "unmet");
  await expect(page.locator("html")).toHaveAttribute("data-save-state", "failed");
  await page.getByRole("button", { name: "放弃本页改动，载入新的" }).click();
  await waitSaved(page);
  await expect(item(page, "17.1")).toHaveAttribute("data-state", "met");
  await expect(item(page, "17.2")).toHaveAttribute("data-state", "unanswered");
  await second.close();
});

test("what is undone after another record was opened touches neither", async ({ page }) => {
  await newRecord(page);
  await fillProfile(page, { name: "第一家" });
  await open(page, "registers");
  await page.locator('[data-action="add-staff"]').click();
  await page.keyboard.type("覃喆");
  await page.getByRole("button", { name: "删除工作人员第 1 行" }).click();
  await newRecord(page);
  await page.locator('.toast [data-action="undo"]').click();
  await expect(page.getByRole("alert").filter({ hasText: "另一份自查" })).toBeVisible();
  expect((await exportRecord(page)).registers.staff).toEqual([]);
});
