// The journal: what was done can be taken back and done again, copies are put together by it, and it tells
// who changed what.

import {
  answer,
  download,
  field,
  fillProfile,
  item,
  newRecord,
  open,
  openAndAnswer,
  paste,
  reload,
  waitSaved,
} from "./support/app.js";
import { asFile, exportRecord, importRecord, offer, sampleRecord } from "./support/files.js";
import { expect, test } from "./support/test.js";

/**
 * @typedef {import("@playwright/test").Page} Page
 * @typedef {import("./support/files.js").SavedRecord} SavedRecord
 */

const undo = '[data-action="undo"]';
const redo = '[data-action="redo"]';
const confirm = '[data-action="confirm-import"]';

/**
 * What is in the open self-check, without what was done to it and when.
 * @param {Page} page
 */
async function content(page) {
  const { journal, updated_at, ...rest } = await exportRecord(page);
  return rest;
}

/**
 * Offers a file to be put together with the open self-check.
 * @param {Page} page
 * @param {SavedRecord} record
 */
async function offerToMerge(page, record) {
  await offer(page, asFile(record));
  await page.locator('input[name="import-way"][value="merge"]').check();
}

/**
 * Confirms the import that is offered.
 * @param {Page} page
 */
async function confirmImport(page) {
  await page.locator(confirm).click();
  await expect(page.locator(confirm)).toHaveCount(0);
  await waitSaved(page);
}

test("whatever was done last is taken back and done again, also after a reload", async ({ page }) => {
  await newRecord(page);
  await expect(page.locator(undo)).toHaveCount(1);
  await expect(page.locator(redo)).toHaveCount(1);
  await openAndAnswer(page, "17.2", "partly", { note: "公示缺一次", due: "2026-12-05" });
  const before = await content(page);
  await open(page, "check/17");
  await answer(page, "17.2", "met");
  await page.locator(undo).click();
  await expect(item(page, "17.2")).toHaveAttribute("data-state", "partly");
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
  await expect(item(page, "17.2")).toHaveAttribute("data-state", "partly");
  await waitSaved(page);
  expect(await content(page)).toEqual(before);
});

test("a text typed key by key is one step, and so are rows that are pasted", async ({ page }) => {
  await newRecord(page);
  await openAndAnswer(page, "17.2", "partly");
  await field(page, "17.2", "note").pressSequentially("abc");
  await page.locator(undo).click();
  await expect(field(page, "17.2", "note")).toHaveValue("");
  await expect(item(page, "17.2")).toHaveAttribute("data-state", "partly");

  await open(page, "registers");
  const table = "姓名\t证件编号\n莫䶮\t4501\n韦㛃\t4502";
  await (await paste(page, "staff", table)).locator('[data-action="confirm-paste"]').click();
  const rows = page.locator("#register-staff [role=group]");
  await expect(rows).toHaveCount(2);
  await page.locator(undo).click();
  await expect(rows).toHaveCount(0);
  await page.locator(redo).click();
  await expect(rows).toHaveCount(2);
  await expect(rows.nth(1).locator('[name="number"]')).toHaveValue("4502");
});

test("what two machines did to one file stands together, and is taken back in one step", async ({
  page,
  otherPage,
}) => {
  const file = sampleRecord();
  await importRecord(page, file);
  await importRecord(otherPage, file);
  // At ten o'clock here: the date of a certificate, a note and the institution's name.
  await open(page, "registers");
  const person = page.getByRole("group", { name: "工作人员第 1 行", exact: true });
  await person.locator('[name="expires"]').fill("2028-01-31");
  await open(page, "check/23");
  await field(page, "23.3", "note").fill("已增装一路摄像");
  await fillProfile(page, { name: "改过的机构" });
  const ours = await content(page);
  // At eleven there, from the same file: one answer.
  await otherPage.clock.setFixedTime("2026-11-23T11:00:00+08:00");
  await openAndAnswer(otherPage, "17.1", "unmet");

  await offerToMerge(page, await exportRecord(otherPage));
  await expect(page.locator("[data-conflict]")).toHaveCount(0);
  await confirmImport(page);
  const both = await content(page);
  expect(both.registers.staff[0].expires).toBe("2028-01-31");
  expect(both.answers["23.3"].note).toBe("已增装一路摄像");
  expect(both.profile.name).toBe("改过的机构");
  expect(both.answers["17.1"].state).toBe("unmet");

  await page.locator('.toast [data-action="undo-step"]').click();
  await waitSaved(page);
  expect(await content(page)).toEqual(ours);
  await page.locator(redo).click();
  await waitSaved(page);
  expect(await content(page)).toEqual(both);
});

test("what was deleted or emptied here is not brought back by an older copy", async ({ page }) => {
  const older = sampleRecord();
  await importRecord(page, older);
  await open(page, "registers");
  await page.getByRole("button", { name: "删除工作人员第 1 行" }).click();
  await open(page, "check/23");
  await field(page, "23.3", "note").fill("");
  await waitSaved(page);
  const before = await exportRecord(page);
  expect(before.registers.staff).toEqual([]);
  expect(before.answers["23.3"].note).toBeUndefined();

  await offerToMerge(page, older);
  await expect(page.locator("[data-conflict]")).toHaveCount(0);
  await confirmImport(page);
  await expect(page.locator(".toast").filter({ hasText: "没有本机不知道的改动" })).toBeVisible();
  expect(await exportRecord(page)).toEqual(before);
});

test("where both changed the same a person decides, whatever the clocks say, and is not asked again", async ({
  page,
  otherPage,
}) => {
  const file = sampleRecord();
  await importRecord(page, file);
  await importRecord(otherPage, file);
  await open(page, "data");
  await page.locator('[name="journal-name"]').fill("韦㛃");
  await openAndAnswer(page, "18.1", "met");
  await fillProfile(page, { name: "本机改的" });
  const before = await content(page);
  // A clock that is decades behind changes nothing.
  await otherPage.clock.setFixedTime("2001-01-01T00:00:00Z");
  await fillProfile(otherPage, { name: "同事改的" });
  const theirs = await exportRecord(otherPage);

  await offerToMerge(page, theirs);
  const conflict = page.locator("[data-conflict]");
  await expect(conflict).toHaveCount(1);
  await expect(conflict).toHaveAttribute("data-conflict", "/profile/name");
  await expect(conflict).toContainText("机构名称");
  await expect(conflict).toContainText(/本机改的（本机，韦㛃，2026/);
  await expect(conflict).toContainText(/同事改的（文件，未署名，2001/);
  await expect(page.locator(confirm)).toBeDisabled();
  await conflict.locator('input[type="radio"][value="theirs"]').check();
  await confirmImport(page);
  expect((await exportRecord(page)).profile.name).toBe("同事改的");

  await offerToMerge(page, theirs);
  await expect(conflict).toHaveCount(0);
  await expect(page.locator(confirm)).toBeEnabled();
  await page.locator(confirm).focus();
  await page.keyboard.press("Escape");
  await page.locator(undo).click();
  await waitSaved(page);
  expect(await content(page)).toEqual(before);
});

test("of files without a journal, what differs is shown and decided, and no clock wins", async ({ page }) => {
  const ours = sampleRecord();
  const theirs = sampleRecord();
  ours.answers["23.3"].note = "本机的备注";
  theirs.answers["23.3"].note = "文件的备注";
  theirs.answers["5.1"] = { state: "met" };
  theirs.updated_at = "2099-01-01T00:00:00Z";
  await importRecord(page, ours);
  await offerToMerge(page, theirs);
  await expect(page.locator('[data-import="no-journal"]')).toContainText("没有改动记录");
  const conflict = page.locator('[data-conflict="/answers/23.3/note"]');
  await expect(page.locator("[data-conflict]")).toHaveCount(1);
  await expect(page.locator(confirm)).toBeDisabled();
  await conflict.locator('input[type="radio"][value="ours"]').check();
  await confirmImport(page);
  const both = await exportRecord(page);
  expect(both.answers["23.3"].note).toBe("本机的备注");
  expect(both.answers["5.1"].state).toBe("met");
});

test("the page of data tells who changed what, shows how it was and leads back there", async ({ page }) => {
  await newRecord(page);
  await open(page, "data");
  await page.locator('[name="journal-name"]').fill("韦㛃");
  await openAndAnswer(page, "17.1", "met");
  const before = await content(page);
  await page.clock.setFixedTime("2026-11-23T11:00:00+08:00");
  await openAndAnswer(page, "17.2", "unmet");
  const after = await content(page);
  const steps = page.locator(".history-steps > li");
  await expect(steps).toHaveCount(2);
  await expect(steps.first()).toContainText("要点 17.2：作答");
  await expect(steps.first()).toContainText("（空） → 不符合");
  await expect(steps.first()).toContainText("韦㛃");
  const former = steps.filter({ hasText: "要点 17.1" });
  await former.getByRole("button", { name: "看那时的样子" }).click();
  await expect(former.getByRole("region")).toContainText("要点 17.2");
  await former.locator('[data-action="return-to"]').click();
  await waitSaved(page);
  expect(await content(page)).toEqual(before);
  await page.locator(undo).click();
  await waitSaved(page);
  expect(await content(page)).toEqual(after);
});

test("a report tells nobody what was deleted, unless the trail is asked for", async ({ page, otherPage }) => {
  await newRecord(page);
  await openAndAnswer(page, "17.2", "partly");
  await field(page, "17.2", "note").fill("不该留下的话");
  await openAndAnswer(page, "17.1", "met");
  await open(page, "check/17");
  await field(page, "17.2", "note").fill("留下的话");
  await waitSaved(page);
  for (const asked of [false, true]) {
    await open(page, "report");
    await page.locator('input[name="history"]').setChecked(asked);
    const report = test.info().outputPath(`报告-${asked}.pdf`);
    await (await download(page, "pdf")).saveAs(report);
    await open(otherPage, "data");
    await otherPage.locator('main input[type="file"]').setInputFiles(report);
    await confirmImport(otherPage);
    const restored = JSON.stringify(await exportRecord(otherPage));
    expect(restored).toContain("留下的话");
    expect(restored.includes("不该留下的话")).toBe(asked);
  }
});

test("what must not be kept is erased from the self-check and from its trail", async ({ page }) => {
  const number = "450102199001010011";
  await newRecord(page);
  await openAndAnswer(page, "17.2", "partly");
  await field(page, "17.2", "note").fill(`见身份证 ${number} 复印件`);
  await waitSaved(page);
  await open(page, "data");
  await page.locator('[data-action="erase"]').click();
  const dialog = page.getByRole("dialog");
  await dialog.locator('[name="erase-words"]').fill("450");
  await dialog.getByRole("button", { name: "抹去" }).click();
  // Nothing was found, and nothing happens.
  await expect(dialog).toBeVisible();
  await dialog.locator('[name="erase-words"]').fill(number);
  await expect(dialog.getByRole("status")).toContainText("要点 17.2");
  await dialog.getByRole("button", { name: "抹去" }).click();
  await expect(dialog).toHaveCount(0);
  await waitSaved(page);
  const erased = await exportRecord(page);
  expect(erased.answers["17.2"].note).toBe("见身份证  复印件");
  expect(JSON.stringify(erased)).not.toContain(number);
  await page.locator(undo).click();
  await reload(page);
  expect(JSON.stringify(await exportRecord(page))).not.toContain(number);
});
