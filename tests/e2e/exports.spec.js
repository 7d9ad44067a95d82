// The workbook and the calendar file; the PDF has journeys of its own.

import { readFile } from "node:fs/promises";
import { strFromU8, unzipSync } from "fflate";
import { download, open } from "./support/app.js";
import { filledRecord, importRecord, sampleRecord } from "./support/files.js";
import { expect, test, TODAY } from "./support/test.js";

const DAY = 86_400_000;

test.beforeEach(async ({ page }) => {
  await importRecord(page, sampleRecord());
  await open(page, "report");
});

test("every dated obligation is an event with an alarm, past ones too", async ({ page }) => {
  const file = await download(page, "ics");
  expect(file.suggestedFilename()).toBe(`南宁市某某技工学校-期限日历-${TODAY}.ics`);
  const bytes = await readFile(await file.path());
  // A line that goes on begins with a blank (RFC 5545, 3.1).
  const text = bytes.toString("utf8").replace(/\r\n[ \t]/gu, "");
  expect(text).toMatch(/^BEGIN:VCALENDAR\r\n/u);
  const events = text.match(/BEGIN:VEVENT[^]*?END:VEVENT/gu) ?? [];
  for (const event of events) {
    expect(event).toContain("BEGIN:VALARM");
    expect(event).toMatch(/^UID:\S/mu);
    expect(event).toMatch(/^SUMMARY[^:]*:.*\p{Script=Han}/mu);
  }
  await expect(page.locator("main")).toContainText(`${events.length} 个日期`);
  const days = events.map((event) => event.match(/^DTSTART[^:]*:(\d{8})/mu)?.[1]);
  const expected = {
    filing: "20261123",
    "candidate data": "20261221",
    "consent to the exception": "20261221",
    // By the statutory days 2027-01-07; until the notice for 2027 is known, the day that holds under any leads.
    "the own target, ten working days after the event": "20270105",
    retention: "20261010",
    certificate: "20270331",
    rectification: "20261102",
    "a measure": "20261205",
  };
  for (const [what, day] of Object.entries(expected)) expect(days, what).toContain(day);
});

test("the workbook has every shortfall's note, measure, owner and date", async ({ page }) => {
  const file = await download(page, "xlsx");
  expect(file.suggestedFilename()).toBe(`南宁市某某技工学校-整改台账-${TODAY}.xlsx`);
  await expect(page.locator("main")).toContainText(/已交给浏览器下载：[^，]+\.xlsx，\d+ KB，整改台账 1 条/u);
  const parts = unzipSync(await readFile(await file.path()));
  const xml = Object.entries(parts)
    .filter(([name]) => /^xl\/(?:sharedStrings|worksheets\/.*)\.xml$/u.test(name))
    .map(([, part]) => strFromU8(part))
    .join("");
  const { note, measure, owner, due } = sampleRecord().answers["23.3"];
  for (const part of [note, measure, owner]) expect(xml).toContain(part);
  // A workbook counts the days from the end of 1899.
  const serial = (Date.parse(due) - Date.UTC(1899, 11, 30)) / DAY;
  expect(xml).toContain(`<v>${serial}</v>`);
  expect(xml).not.toContain("<f>");
});

test("what is incomplete is said beside the buttons, not in their way", async ({ page }) => {
  const beside = page.locator("main .notice");
  await expect(beside).toContainText(/还有 [1-9]\d* 项未答/u);
  for (const kind of ["pdf", "xlsx", "ics"]) {
    await expect(page.locator(`[data-action="export-${kind}"]`)).toBeEnabled();
  }
  await importRecord(page, filledRecord());
  await open(page, "report");
  await expect(beside).toContainText("没有写全措施、责任人和完成时限");
  await expect(beside).not.toContainText("项未答");
});
