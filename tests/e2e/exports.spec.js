// The workbook and the calendar file; the PDF has journeys of its own.

import { readFile } from "node:fs/promises";
import { strFromU8, unzipSync } from "fflate";
import { download, open, waitSaved } from "./support/app.js";
import { filledRecord, importRecord, sampleRecord } from "./support/files.js";
import { expect, test, TODAY } from "./support/test.js";

const DAY = 86_400_000;

/**
 * @typedef {import("@playwright/test").Page} Page
 * @typedef {import("@playwright/test").Download} Download
 */

/**
 * The events of a calendar file, each as its text.
 * @param {Download} file
 */
async function eventsOf(file) {
  // A line that goes on begins with a blank (RFC 5545, 3.1).
  const text = (await readFile(await file.path(), "utf8")).replace(/\r\n[ \t]/gu, "");
  expect(text).toMatch(/^BEGIN:VCALENDAR\r\n/u);
  return text.match(/BEGIN:VEVENT[^]*?END:VEVENT/gu) ?? [];
}

/**
 * What the calendar file that is given out now says of the day by which the candidates of the first event are to
 * be reported.
 * @param {Page} page
 */
async function reporting(page) {
  await open(page, "report");
  const events = await eventsOf(await download(page, "ics"));
  const [text, ...more] = events.filter((event) => /^UID:.*-candidate-data:e1@/mu.test(event));
  expect(more, "the event stands once in the file").toEqual([]);
  /** @param {string} name */
  const value = (name) => text.match(new RegExp(`^${name}[^:]*:(.*?)\\r?$`, "mu"))?.[1] ?? "";
  return {
    text,
    day: value("DTSTART"),
    status: value("STATUS"),
    changes: Number(value("SEQUENCE")),
    modified: value("LAST-MODIFIED"),
  };
}

/**
 * The form of the first event, at that time of day.
 * @param {Page} page
 * @param {string} time
 */
async function firstEventAt(page, time) {
  await page.clock.setFixedTime(`${TODAY}T${time}+08:00`);
  await open(page, "registers");
  return page.getByRole("group", { name: "评价批次第 1 行", exact: true });
}

test.beforeEach(async ({ page }) => {
  await importRecord(page, sampleRecord());
  await open(page, "report");
});

test("every dated obligation is an event with an alarm, past ones too", async ({ page }) => {
  const file = await download(page, "ics");
  expect(file.suggestedFilename()).toBe(`南宁市某某技工学校-期限日历-${TODAY}.ics`);
  const events = await eventsOf(file);
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

test("a calendar that takes in file after file moves what was moved and removes what is gone", async ({ page }) => {
  const first = await reporting(page);
  expect(first).toMatchObject({ day: "20261221", status: "CONFIRMED", changes: 0 });
  expect(await reporting(page)).toEqual(first);

  await (await firstEventAt(page, "11:00:00")).locator('[name="date"]').fill("2026-12-24");
  await waitSaved(page);
  const moved = await reporting(page);
  expect(moved).toMatchObject({ day: "20261223", status: "CONFIRMED", changes: 1, modified: "20261123T030000Z" });
  expect(moved.modified > first.modified, `${moved.modified} is later than ${first.modified}`).toBe(true);
  expect(await reporting(page)).toEqual(moved);
  // The same field, once a file was given out, is not typed on but changed anew.
  await (await firstEventAt(page, "12:00:00")).locator('[name="date"]').fill("2026-12-25");
  await waitSaved(page);
  const again = await reporting(page);
  expect(again).toMatchObject({ day: "20261224", status: "CONFIRMED", changes: 2, modified: "20261123T040000Z" });

  await (await firstEventAt(page, "13:00:00")).getByRole("button", { name: "删除" }).click();
  await waitSaved(page);
  const gone = await reporting(page);
  expect(gone).toMatchObject({ day: "20261224", status: "CANCELLED", changes: 3, modified: "20261123T050000Z" });
  expect(gone.text).not.toContain("BEGIN:VALARM");
  expect(gone.text).toContain("2026年第一批电工四级");
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
