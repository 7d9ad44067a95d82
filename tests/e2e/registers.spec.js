// 台账: hundreds of rows stay usable, and nothing that is deleted is gone at once.

import { readFile } from "node:fs/promises";
import { strFromU8, unzipSync } from "fflate";
import { download, fillProfile, newRecord, open, paste, reload, waitSaved } from "./support/app.js";
import { exportRecord, importRecord, sampleRecord } from "./support/files.js";
import * as pdf from "./support/pdf.js";
import { expect, test } from "./support/test.js";

/** @typedef {import("@playwright/test").Page} Page */

/**
 * A self-check with that many people in its register.
 * @param {number} count
 */
function withStaff(count) {
  const record = sampleRecord();
  const [person] = record.registers.staff;
  record.registers.staff = Array.from({ length: count }, (_, index) => ({
    ...person,
    id: `staff-${index + 1}`,
    name: `第${index + 1}人`,
  }));
  return record;
}

/** @param {Page} page @param {number} row */
const staffRow = (page, row) => page.getByRole("group", { name: `工作人员第 ${row} 行`, exact: true });

/** @param {Page} page */
const names = async (page) => (await exportRecord(page)).registers.staff.map((person) => person.name);

test("a deleted row comes back in its place, by the button and by Ctrl+Z", async ({ page }) => {
  await importRecord(page, withStaff(4));
  await open(page, "registers");
  await staffRow(page, 2).getByRole("button", { name: "删除" }).click();
  // The focus is where the row was: at the one that has moved up.
  await expect(staffRow(page, 2)).toBeFocused();
  await expect(staffRow(page, 2).locator('[name="name"]')).toHaveValue("第3人");
  await page.locator(".toast", { hasText: "第2人" }).getByRole("button", { name: "撤销" }).click();
  await expect(staffRow(page, 2).locator('[name="name"]')).toHaveValue("第2人");
  await expect(staffRow(page, 2)).toBeFocused();

  await staffRow(page, 4).getByRole("button", { name: "删除" }).press("Enter");
  await expect(staffRow(page, 3)).toBeFocused();
  await page.keyboard.press("Control+z");
  await expect(staffRow(page, 4)).toBeFocused();
  await waitSaved(page);
  expect(await names(page)).toEqual(["第1人", "第2人", "第3人", "第4人"]);
});

test("Ctrl+Z in a field undoes the typing, not the deletion", async ({ page }) => {
  await importRecord(page, withStaff(2));
  await open(page, "registers");
  await staffRow(page, 1).getByRole("button", { name: "删除" }).click();
  const role = staffRow(page, 1).locator('[name="role"]');
  const before = await role.inputValue();
  await role.press("End");
  await page.keyboard.type("A");
  await expect(role).toHaveValue(`${before}A`);
  await page.keyboard.press("Control+z");
  await expect(role).toHaveValue(before);
  await expect(staffRow(page, 2)).toHaveCount(0);
});

test("a notice of holidays and a row of the profile come back too", async ({ page }) => {
  await newRecord(page);
  await open(page, "profile");
  const sites = page.locator('[data-rows="sites"]');
  await sites.getByRole("button", { name: "增加一行" }).click();
  await expect(sites.locator("input")).toBeFocused();
  await page.keyboard.type("校本部实训楼");
  await sites.getByRole("button", { name: "删除第 1 行" }).click();
  await expect(sites.locator("input")).toHaveCount(0);
  await expect(sites.getByRole("button", { name: "增加一行" })).toBeFocused();
  await page.keyboard.press("Control+z");
  await expect(sites.locator("input")).toHaveValue("校本部实训楼");

  await open(page, "deadlines");
  await page.locator('[name="notice_text"]').fill("2027-01-01 元旦 放假");
  await page.getByRole("button", { name: "录入", exact: true }).click();
  await page.getByRole("button", { name: "删除 2027 年" }).click();
  await expect(page.locator(".entered-notices")).toHaveCount(0);
  await page.locator('.toast [data-action="undo-step"]').click();
  await expect(page.locator(".entered-notices li")).toHaveCount(1);
});

test("a row just added has the focus, is marked as blank and counts for nothing", async ({ page }) => {
  await importRecord(page, withStaff(20));
  await open(page, "registers");
  await page.locator('[data-action="add-staff"]').click();
  // It is on the next page, which is shown.
  await expect(staffRow(page, 21).locator('[name="name"]')).toBeFocused();
  await expect(staffRow(page, 21)).toContainText("空行");
  await expect(page.getByRole("heading", { name: "工作人员（20）" })).toBeVisible();
  await page.keyboard.type("韦㛃");
  await expect(staffRow(page, 21)).not.toContainText("空行");
  await expect(page.getByRole("heading", { name: "工作人员（21）" })).toBeVisible();
});

test("a row is found among hundreds, and stays while it is changed", async ({ page }) => {
  await importRecord(page, withStaff(500));
  await open(page, "registers");
  const rows = page.locator("#register-staff [role=group]");
  await expect(rows).toHaveCount(20);
  await page.locator('[name="find-staff"]').fill("第437人");
  await expect(rows).toHaveCount(1);
  await expect(page.locator("#register-staff [role=status]").first()).toContainText("找到 1 行，共 500 行");
  await staffRow(page, 437).locator('[name="name"]').fill("覃喆");
  await expect(rows).toHaveCount(1);
  await page.locator('[name="find-staff"]').fill("");
  await expect(rows).toHaveCount(20);
  await waitSaved(page);
  expect((await names(page))[436]).toBe("覃喆");
});

test("dates the wrong way round are pointed out, and kept", async ({ page }) => {
  await importRecord(page, sampleRecord());
  await open(page, "registers");
  const event = page.getByRole("group", { name: "评价批次第 1 行", exact: true });
  await event.locator('[name="end"]').fill("2026-12-01");
  await expect(event).toContainText("结束日期早于开始日期");
  await fillProfile(page, { period_from: "2026-06-01", period_to: "2026-05-31" });
  await expect(page.locator("main")).toContainText("早于“自查期间自”");
  await reload(page);
  await expect(page.locator('[name="period_to"]')).toHaveValue("2026-05-31");
  await page.locator('[name="period_to"]').fill("2026-06-01");
  await expect(page.locator("main")).not.toContainText("早于“自查期间自”");
});

test("rows of a file without ids are changed and deleted one by one", async ({ page }) => {
  const record = withStaff(3);
  for (const person of record.registers.staff) delete person.id;
  await importRecord(page, record);
  await open(page, "registers");
  await staffRow(page, 3).locator('[name="name"]').fill("覃喆");
  await staffRow(page, 2).getByRole("button", { name: "删除" }).click();
  await waitSaved(page);
  expect(await names(page)).toEqual(["第1人", "覃喆"]);
});

test("the date of an order comes back with its wording, and a file with both wordings can be exported", async ({
  page,
}) => {
  const record = sampleRecord();
  record.registers.orders[0].term = { days: 15, kind: "working", date: "2026-12-01" };
  await importRecord(page, record);
  await open(page, "registers");
  const order = page.getByRole("group", { name: "整改通知第 1 行", exact: true });
  await expect(order.locator('[name="term_days"]')).toHaveValue("15");
  await order.locator('[name="term_kind"]').selectOption("date");
  await expect(order.locator('[name="term_date"]')).toHaveValue("2026-12-01");
  await order.locator('[name="term_kind"]').selectOption("calendar");
  await reload(page);
  await order.locator('[name="term_kind"]').selectOption("date");
  await expect(order.locator('[name="term_date"]')).toHaveValue("2026-12-01");
  await waitSaved(page);
  const [{ term }] = (await exportRecord(page)).registers.orders;
  expect(term).toEqual({ date: "2026-12-01", other_days: 15 });
});

test("pasted rows are shown first and taken on confirmation; what is kept back stays with its heading", async ({
  page,
}) => {
  await newRecord(page);
  await open(page, "registers");
  const text = [
    "证件编号\t姓名\t有效期至\t备注",
    "'4501\t莫䶮\t2027.3.31\t新",
    "4601\t〃\t2027年6月1日 星期二\t",
    "4701\t覃喆\t26-3-1\t",
  ].join("\n");
  const form = await paste(page, "staff", text);
  await expect(form).toContainText("备注");
  await expect(form).toContainText("按上一行填为“莫䶮”");
  await expect(form.getByRole("alert")).toContainText("四位");
  expect(await names(page)).toEqual([]);
  await open(page, "registers");
  await (await paste(page, "staff", text)).locator('[data-action="confirm-paste"]').click();
  await expect(form.locator("textarea")).toHaveValue("证件编号\t姓名\t有效期至\t备注\n4701\t覃喆\t26-3-1\t");
  await waitSaved(page);
  const { staff } = (await exportRecord(page)).registers;
  expect(staff.map(({ name, number, expires }) => [name, number, expires])).toEqual([
    ["莫䶮", "4501", "2027-03-31"],
    ["莫䶮", "4601", "2027-06-01"],
  ]);
});

test("rows pasted twice are told and left out, unless they are wanted", async ({ page }) => {
  await importRecord(page, withStaff(2));
  await open(page, "registers");
  const text = "韦㛃\t督导\n覃喆\t考务";
  await (await paste(page, "staff", text)).locator('[data-action="confirm-paste"]').click();
  await waitSaved(page);
  expect(await names(page)).toHaveLength(4);
  await open(page, "registers");
  const form = await paste(page, "staff", text);
  await expect(form).toContainText("韦㛃、覃喆");
  await expect(form.locator('[data-action="confirm-paste"]')).toHaveCount(0);
  await form.locator('[name="take-doubles-staff"]').check();
  await form.locator('[data-action="confirm-paste"]').click();
  await waitSaved(page);
  expect(await names(page)).toHaveLength(6);
});

test("orders are pasted with their term in one cell", async ({ page }) => {
  await newRecord(page);
  await open(page, "registers");
  const text = "责令机关\t收到日期\t限期\n市培训鉴定指导机构\t2026-10-12\t15个工作日";
  await (await paste(page, "orders", text)).locator('[data-action="confirm-paste"]').click();
  const order = page.getByRole("group", { name: "整改通知第 1 行", exact: true });
  await expect(order.locator('[name="term_kind"]')).toHaveValue("working");
  await expect(order.locator('[name="term_days"]')).toHaveValue("15");
});

test("a row that contradicts the profile brings the item back and says which row it is", async ({ page }) => {
  const record = sampleRecord();
  record.profile.offsite = "no";
  record.registers.events[0].filed_site = "yes";
  await importRecord(page, record);
  await open(page, "check/16");
  const item = page.locator('[data-item="16.2"]');
  await expect(item).toHaveAttribute("data-state", "not-applicable");
  await expect(item.getByRole("radio")).toHaveCount(0);

  await open(page, "registers");
  const event = page.getByRole("group", { name: "评价批次第 1 行", exact: true });
  await event.locator('[name="filed_site"]').selectOption("no");
  await open(page, "check/16");
  await expect(item).toHaveAttribute("data-state", "unanswered");
  await expect(item).toContainText("台账评价批次第 1 行");
  // Nothing is answered for anyone.
  await item.locator('[name="answer-16.2"][value="met"]').check();
  await expect(item).toHaveAttribute("data-state", "met");
  await expect(item).toContainText("台账评价批次第 1 行");
});

test("a number that cannot be read leaves the one before it, and says so", async ({ page }) => {
  await importRecord(page, sampleRecord());
  await open(page, "registers");
  const order = page.getByRole("group", { name: "整改通知第 1 行", exact: true });
  const days = order.locator('[name="term_days"]');
  await days.focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("1e");
  await days.blur();
  await expect(days).toHaveAccessibleDescription(/原来填的 1 仍然保留/u);
  await waitSaved(page);
  expect((await exportRecord(page)).registers.orders[0].term.days).toBe(1);
  await open(page, "registers");
  await days.fill("");
  await waitSaved(page);
  expect((await exportRecord(page)).registers.orders[0].term.days).toBeUndefined();
});

test("the registers are annexes of the report and sheets of the workbook, with pass rates", async ({ page }) => {
  const record = sampleRecord();
  Object.assign(record.registers.events[0], { sat: 30, passed: 26 });
  await importRecord(page, record);
  await open(page, "report");
  const report = await pdf.text(await (await download(page, "pdf")).path());
  const annex = report.slice(report.lastIndexOf("附件：台账"));
  for (const words of ["评价批次", "工作人员", "资料批次", "整改通知", "2026年第一批电工四级", "86.7%"]) {
    expect(annex.replace(/\s/gu, "")).toContain(words);
  }
  const parts = unzipSync(await readFile(await (await download(page, "xlsx")).path()));
  const sheets = strFromU8(parts["xl/workbook.xml"]);
  for (const name of ["评价批次", "工作人员", "资料批次", "整改通知"]) expect(sheets).toContain(`name="${name}"`);
  expect(strFromU8(parts["xl/sharedStrings.xml"])).toContain("86.7%");
});
