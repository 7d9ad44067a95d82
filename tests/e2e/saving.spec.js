// A change is kept, or everybody is told: a storage that fails, a second window.

import { answer, fillProfile, HOME, item, newRecord, open, waitSaved } from "./support/app.js";
import { exportRecord } from "./support/files.js";
import { breakStorage } from "./support/storage.js";
import { expect, test } from "./support/test.js";

test("a save that fails is loud, loses nothing and can be tried again", async ({ page }) => {
  await newRecord(page);
  await breakStorage(page);
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
  // At the same instant: what was written is told apart by more than its time.
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

test("copying a record that another window changed neither hides that nor opens the way to overwrite it", async ({
  page,
  context,
}) => {
  await newRecord(page);
  await open(page, "check/17");
  await answer(page, "17.3", "met");
  await waitSaved(page);
  const second = await context.newPage();
  await open(second, "check/17");
  await answer(second, "17.1", "met");
  await waitSaved(second);

  await open(page, HOME);
  await page.getByRole("button", { name: "复制" }).click();
  const rows = page.locator(".record");
  await expect(rows).toHaveCount(2);
  await waitSaved(page);
  await open(page, "check/17");
  await answer(page, "17.2", "unmet");
  await expect(page.locator("html")).toHaveAttribute("data-save-state", "failed");
  await second.reload();
  await expect(item(second, "17.1")).toHaveAttribute("data-state", "met");

  // The copy is of what is on the screen.
  await second.close();
  await open(page, HOME);
  await rows.filter({ hasText: "（副本）" }).getByRole("button", { name: "打开" }).click();
  // Opening leads to the list of articles; another address comes after it.
  await expect(page.locator("main[data-route='check']")).toBeVisible();
  await open(page, "check/17");
  await expect(item(page, "17.3")).toHaveAttribute("data-state", "met");
  await expect(item(page, "17.1")).toHaveAttribute("data-state", "unanswered");
});

test("a record that cannot be saved stops no other one, and is settled by itself", async ({
  page,
  context,
}) => {
  await newRecord(page);
  await fillProfile(page, { name: "第一家" });
  const second = await context.newPage();
  await open(second, "check/17");
  await answer(second, "17.1", "met");
  await waitSaved(second);
  await second.close();
  await open(page, "check/17");
  await answer(page, "17.2", "unmet");
  await expect(page.locator("html")).toHaveAttribute("data-save-state", "failed");

  // Three more, so that one of them sorts after the first whatever their ids are.
  const alert = page.getByRole("alert").filter({ hasText: "的改动没有保存" });
  for (const name of ["第二家", "第三家", "第四家"]) {
    await open(page, HOME);
    await page.locator('[data-action="new-record"]').click();
    await expect(page.locator('main[data-route="profile"]')).toHaveCount(1);
    await page.locator('main [name="name"]').fill(name);
    await expect(page.locator("html")).toHaveAttribute("data-save-state", "failed");
    await expect(alert).toContainText("2026年度自查");
  }
  await open(page, HOME);
  for (const name of ["第二家", "第三家", "第四家"]) {
    await expect(page.locator(".record", { hasText: name })).toHaveCount(1);
  }

  await alert.getByRole("button", { name: "打开这份自查" }).click();
  await open(page, "check/17");
  await expect(item(page, "17.2")).toHaveAttribute("data-state", "unmet");
  await page.getByRole("button", { name: "放弃本页改动，载入新的" }).click();
  await waitSaved(page);
  await expect(item(page, "17.1")).toHaveAttribute("data-state", "met");
  await expect(item(page, "17.2")).toHaveAttribute("data-state", "unanswered");
});

test("a window that goes on to another record no longer counts as having the first one open", async ({
  page,
  context,
}) => {
  await newRecord(page);
  const second = await context.newPage();
  await open(second, HOME);
  const told = page.getByRole("status").filter({ hasText: "另一个窗口里打开着" });
  await expect(told).toBeVisible();
  await newRecord(second);
  await expect(told).toHaveCount(0);
  await second.close();
});

test("a deletion that the browser refuses leaves the record open and whole", async ({ page }) => {
  await newRecord(page);
  await fillProfile(page, { name: "留下的机构" });
  await page.evaluate(() => {
    IDBObjectStore.prototype.delete = function refuse() {
      throw new DOMException("locked", "InvalidStateError");
    };
  });
  await open(page, HOME);
  await page.getByRole("button", { name: "删除" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "删除" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "本机存储不可用" })).toBeVisible();
  await expect(page.locator(".record.is-open")).toContainText("留下的机构");
  // It goes on being saved.
  await fillProfile(page, { name: "改过的机构" });
  await page.reload();
  await open(page, HOME);
  await expect(page.locator(".record")).toContainText("改过的机构");
});

test("without storage nothing is called lost before anything is changed", async ({ page }) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = function refuse() {
      throw new DOMException("denied", "SecurityError");
    };
  });
  await open(page, HOME);
  await waitSaved(page);
  await expect(page.getByRole("alert")).toContainText("不能保存自查，填写后请导出文件");
  await page.locator('[data-action="new-record"]').click();
  await expect(page.locator("html")).toHaveAttribute("data-save-state", "failed");
  await expect(page.getByRole("alert")).toContainText("刚才的改动没有保存");
});

test("leaving asks first while a change is not kept, and not otherwise", async ({ page }) => {
  await newRecord(page);
  const asked = [];
  page.on("dialog", async (dialog) => {
    asked.push(dialog.type());
    await dialog.accept();
  });
  await page.reload();
  await open(page, "check/17");
  await breakStorage(page);
  expect(asked).toEqual([]);
  await answer(page, "17.1", "met");
  await expect(page.locator("html")).toHaveAttribute("data-save-state", "failed");
  await page.reload();
  expect(asked).toEqual(["beforeunload"]);
});

test("what is undone after another record was opened touches neither", async ({ page }) => {
  await newRecord(page);
  await fillProfile(page, { name: "第一家" });
  await open(page, "registers");
  await page.locator('[data-action="add-staff"]').click();
  await page.keyboard.type("覃喆");
  await page.getByRole("button", { name: "删除工作人员第 1 行" }).click();
  await newRecord(page);
  await page.locator('.toast [data-action="undo-step"]').click();
  await expect(page.getByRole("alert").filter({ hasText: "另一份自查" })).toBeVisible();
  expect((await exportRecord(page)).registers.staff).toEqual([]);
});
