// The journal: what was done can be taken back and done again, and copies are put together by it.

import {
  answer,
  field,
  fillProfile,
  item,
  newRecord,
  open,
  openAndAnswer,
  reload,
  waitSaved,
} from "./support/app.js";
import { asFile, exportRecord, importRecord, offer, sampleRecord } from "./support/files.js";
import { expect, test } from "./support/test.js";

const undo = '[data-action="undo"]';
const redo = '[data-action="redo"]';
const confirm = '[data-action="confirm-import"]';

/**
 * The self-check without what was done to it.
 * @param {import("@playwright/test").Page} page
 */
async function state(page) {
  const { journal, updated_at, ...rest } = await exportRecord(page);
  expect(journal?.v ?? 1).toBe(1);
  expect(updated_at).toBeTruthy();
  return rest;
}

/**
 * Puts a file together with the open self-check.
 * @param {import("@playwright/test").Page} page
 * @param {unknown} record
 */
async function offerToMerge(page, record) {
  await offer(page, asFile(record));
  await page.locator('input[name="import-way"][value="merge"]').check();
}

test("whatever was done last is taken back and done again, also after a reload", async ({ page }) => {
  await newRecord(page);
  await expect(page.locator(undo)).toHaveCount(1);
  await expect(page.locator(redo)).toHaveCount(1);
  await openAndAnswer(page, "17.2", "partly", { note: "公示缺一次", due: "2026-12-05" });
  const before = await state(page);
  await open(page, "check/17");
  await answer(page, "17.2", "met");
  await page.locator(undo).click();
  await expect(item(page, "17.2")).toHaveAttribute("data-state", "partly");
  await waitSaved(page);
  await reload(page);
  await open(page, "check/17");
  await page.locator(redo).click();
  await expect(item(page, "17.2")).toHaveAttribute("data-state", "met");
  await expect(page.locator(redo)).toBeDisabled();

  await page.locator("h1").first().click();
  await page.keyboard.press("Control+z");
  await expect(item(page, "17.2")).toHaveAttribute("data-state", "partly");
  await page.keyboard.press("Control+Shift+z");
  await expect(item(page, "17.2")).toHaveAttribute("data-state", "met");
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+y");
  await expect(item(page, "17.2")).toHaveAttribute("data-state", "met");
  await page.keyboard.press("Control+z");
  expect(await state(page)).toEqual(before);
});

test("a text typed key by key is one step, and a paste of rows is one", async ({ page }) => {
  await newRecord(page);
  await openAndAnswer(page, "17.2", "partly");
  await field(page, "17.2", "note").pressSequentially("abc");
  await page.locator(undo).click();
  await expect(field(page, "17.2", "note")).toHaveValue("");
  await expect(item(page, "17.2")).toHaveAttribute("data-state", "partly");
});

test("what two machines did to one file stands together, deletions and all", async ({ page, otherPage }) => {
  const file = sampleRecord();
  await importRecord(page, file);
  await importRecord(otherPage, file);
  // Here a text is emptied, a row deleted and the name changed; there, later, one item is answered.
  await fillProfile(page, { name: "改过的机构" });
  const noted = Object.keys(file.answers).find((id) => file.answers[id].state === "partly");
  await open(page, `check/${noted.split(".")[0]}`);
  await field(page, noted, "note").fill("");
  await open(page, "registers");
  await page.getByRole("button", { name: "删除工作人员第 1 行" }).click();
  await openAndAnswer(otherPage, "17.1", "unmet");

  const older = sampleRecord();
  await offerToMerge(page, await exportRecord(otherPage));
  await expect(page.locator("[data-conflict]")).toHaveCount(0);
  await page.locator(confirm).click();
  await waitSaved(page);
  const check = async () => {
    const merged = await exportRecord(page);
    expect(merged.profile.name).toBe("改过的机构");
    expect(merged.answers[noted].note ?? "").toBe("");
    expect(merged.registers.staff).toHaveLength(file.registers.staff.length - 1);
    expect(merged.answers["17.1"].state).toBe("unmet");
  };
  await check();
  // The file from before brings nothing back.
  await offerToMerge(page, older);
  await page.locator(confirm).click();
  await waitSaved(page);
  await check();
});

test("where both changed the same, a person decides, and that can be undone", async ({ page, otherPage }) => {
  const file = sampleRecord();
  await importRecord(page, file);
  await importRecord(otherPage, file);
  await fillProfile(page, { name: "本机改的" });
  // A clock that is years behind changes nothing.
  await otherPage.clock.setFixedTime("2001-01-01T00:00:00Z");
  await fillProfile(otherPage, { name: "同事改的" });
  const before = await state(page);

  await offerToMerge(page, await exportRecord(otherPage));
  const conflict = page.locator("[data-conflict]");
  await expect(conflict).toHaveCount(1);
  await expect(conflict).toContainText("机构名称");
  await expect(conflict).toContainText("本机改的");
  await expect(page.locator(confirm)).toBeDisabled();
  await conflict.getByRole("radio", { name: "同事改的" }).check();
  await page.locator(confirm).click();
  await waitSaved(page);
  expect((await exportRecord(page)).profile.name).toBe("同事改的");

  // Nobody is asked again.
  await offerToMerge(page, await exportRecord(otherPage));
  await expect(page.locator(confirm)).toBeEnabled();
  await page.keyboard.press("Escape");
  await page.locator(undo).click();
  expect(await state(page)).toEqual(before);
});

test("the page of data tells who changed what, and leads back to how it was", async ({ page }) => {
  await newRecord(page);
  await open(page, "data");
  await page.locator('[name="journal-name"]').fill("韦㛃");
  await openAndAnswer(page, "17.1", "met");
  const before = await state(page);
  await page.clock.setFixedTime("2026-11-23T11:00:00+08:00");
  await openAndAnswer(page, "17.2", "unmet");
  await open(page, "data");
  const steps = page.locator(".history-steps > li");
  await expect(steps.first()).toContainText("要点 17.2");
  await expect(steps.first()).toContainText("韦㛃");
  await expect(steps.filter({ hasText: "不符合" })).toHaveCount(1);
  await steps.filter({ hasText: "要点 17.1" }).first().locator('[data-action="return-to"]').click();
  expect(await state(page)).toEqual(before);
});
