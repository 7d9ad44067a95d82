// 自查的几种看法: what is open, short, late, one's own; and all answers before the report.

import { answer, item, newRecord, open, openAndAnswer, waitSaved } from "./support/app.js";
import { expect, test } from "./support/test.js";

/** @param {import("@playwright/test").Page} page */
const rows = (page) => page.locator(".item-list li");

test.beforeEach(async ({ page }) => {
  await newRecord(page);
  await openAndAnswer(page, "17.1", "unmet", { owner: "韦㛃", due: "2026-11-20", note: "公示栏空着" });
  await answer(page, "17.2", "partly", { due: "2026-12-18" });
  await answer(page, "17.3", "met");
  await waitSaved(page);
  await open(page, "check");
});

test("each view lists its items, and the way back leads to it", async ({ page }) => {
  const views = page.getByRole("navigation", { name: "看哪些" });
  await expect(views).toContainText("不足 2");
  await expect(views).toContainText("逾期 1");
  await views.getByRole("link", { name: "不足" }).click();
  await expect(rows(page)).toHaveCount(2);
  await expect(rows(page).first()).toContainText("韦㛃");
  await rows(page).nth(1).getByRole("link").click();
  await expect(item(page, "17.2")).toBeFocused();
  await answer(page, "17.2", "met");
  await page.goBack();
  await expect(rows(page)).toHaveCount(1);
  await views.getByRole("link", { name: "逾期" }).click();
  await expect(rows(page)).toContainText("17.1");
  await views.getByRole("link", { name: "未答" }).click();
  await expect(rows(page).filter({ hasText: "17.1" })).toHaveCount(0);
  const link = await views.getByRole("link", { name: "未答" }).innerText();
  await expect(rows(page)).toHaveCount(Number(link.replace(/\D/gu, "")));
});

test("before the report every answer can be looked through and changed", async ({ page }) => {
  await open(page, "report");
  await page.getByRole("link", { name: "核对作答" }).click();
  await expect(rows(page).filter({ hasText: "公示栏空着" })).toContainText("不符合");
  await expect(rows(page).filter({ hasText: "17.3" })).toContainText("符合");
  const all = await rows(page).count();
  expect(all).toBeGreaterThan(124);
});
