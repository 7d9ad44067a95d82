// The calculators, through their pages.

import { open } from "./support/app.js";
import { importRecord, sampleRecord } from "./support/files.js";
import { cases } from "./support/oracle.js";
import * as pdf from "./support/pdf.js";
import { squeeze } from "./support/regulation.js";
import { expect, test } from "./support/test.js";

/** @typedef {import("@playwright/test").Page} Page */

/**
 * The date that a page has chosen.
 * @param {Page} page
 * @param {string} key
 */
function chosen(page, key) {
  return page.locator(`output[data-deadline="${key}"]:not([data-reading])`);
}

/**
 * The date by another reading of the same clause.
 * @param {Page} page
 * @param {string} key
 * @param {string} reading
 */
function other(page, key, reading) {
  return page.locator(`output[data-deadline="${key}"][data-reading="${reading}"]`);
}

/**
 * Switches 三月三 on or off, by a click where one is needed.
 * @param {Page} page
 * @param {boolean} on
 */
async function setGuangxi(page, on) {
  const box = page.locator('input[type="checkbox"][name="guangxi"]');
  if ((await box.isChecked()) !== on) await box.click();
  await expect(box).toBeChecked({ checked: on });
}

test("filing: every case of the oracle", async ({ page }) => {
  test.setTimeout(180_000);
  await open(page, "deadlines/filing");
  const rows = cases("filing");
  expect(rows.length).toBeGreaterThanOrEqual(30);
  for (const row of rows) {
    expect(row.days, "the clause has 20").toBe("20");
    await setGuangxi(page, row.calendar === "guangxi");
    await page.locator('input[type="date"][name="event_date"]').fill(row.event_date);
    const name = `${row.event_date} ${row.calendar}: ${row.note}`;
    await expect.soft(chosen(page, "filing"), name).toHaveAttribute("data-date", row.latest_workday);
    await expect.soft(chosen(page, "filing"), name).toHaveAttribute("data-provisional", "false");
    await expect.soft(other(page, "filing", "literal"), name).toHaveAttribute("data-date", row.literal_day);
    await expect
      .soft(other(page, "filing", "window-start"), name)
      .toHaveAttribute("data-date", row.literal_day);
  }
});

test("retention: every case of the oracle", async ({ page }) => {
  test.setTimeout(180_000);
  await open(page, "deadlines/retention");
  const rows = cases("retention");
  expect(rows.length).toBeGreaterThanOrEqual(16);
  for (const row of rows) {
    await setGuangxi(page, row.rolled_calendar === "guangxi");
    await page.locator('input[type="date"][name="record_date"]').fill(row.record_date);
    const key = { 3: "retention-paper", 5: "retention-electronic" }[row.years];
    const name = `${row.record_date} ${key} ${row.rolled_calendar}: ${row.note}`;
    await expect.soft(chosen(page, key), name).toHaveAttribute("data-date", row.last_day);
    await expect.soft(other(page, key, "rolled"), name).toHaveAttribute("data-date", row.last_day_rolled);
  }
});

test("filing: 三月三 counts unless switched off, and the page tells all readings", async ({ page }) => {
  await open(page, "deadlines/filing");
  await expect(page.locator('input[name="guangxi"]')).toBeChecked();
  const event = page.locator('input[name="event_date"]');
  await event.fill("2026-04-21");
  await expect(chosen(page, "filing")).toHaveAttribute("data-date", "2026-03-18");
  await setGuangxi(page, false);
  await expect(chosen(page, "filing")).toHaveAttribute("data-date", "2026-03-20");

  await setGuangxi(page, true);
  await event.fill("2026-12-22");
  await expect(chosen(page, "filing")).toHaveAttribute("data-date", "2026-11-23");
  await expect(chosen(page, "filing")).toBeVisible();
  await expect(other(page, "filing", "literal")).toHaveAttribute("data-date", "2026-11-24");
  await expect(other(page, "filing", "window-start")).toHaveAttribute("data-date", "2026-11-24");
  await expect(other(page, "filing", "window-end")).toHaveAttribute("data-date", "2026-12-21");
});

test("filing: a year without a published notice is 暂定", async ({ page }) => {
  await open(page, "deadlines/filing");
  const event = page.locator('input[name="event_date"]');
  await event.fill("2026-12-31");
  await expect(chosen(page, "filing")).toHaveAttribute("data-provisional", "false");
  await event.fill("2027-03-10");
  await expect(chosen(page, "filing")).toHaveAttribute("data-provisional", "true");
  await expect(page.locator("main")).toContainText("暂定");
});

for (const [name, date] of [
  ["before the calendar", "2018-06-01"],
  ["in its first days", "2019-01-10"],
  ["after the calendar", "2040-05-06"],
]) {
  test(`filing: an event ${name} is refused and stays in its field`, async ({ page }) => {
    await open(page, "deadlines/filing");
    const event = page.locator('input[name="event_date"]');
    await event.fill(date);
    await expect(page.getByRole("alert").filter({ hasText: "日历" })).toBeVisible();
    await expect(event).toHaveValue(date);
    await expect(page.locator('output[data-deadline="filing"][data-date^="20"]')).toHaveCount(0);
    // And the next date is computed as if nothing had been.
    await event.fill("2026-12-22");
    await expect(chosen(page, "filing")).toHaveAttribute("data-date", "2026-11-23");
    await expect(page.getByRole("alert").filter({ hasText: "日历" })).toHaveCount(0);
  });
}

test("filing: before the regulation was issued nobody was late", async ({ page }) => {
  await open(page, "deadlines/filing");
  await page.locator('input[name="event_date"]').fill("2021-10-20");
  await expect(chosen(page, "filing")).toHaveAttribute("data-date", /^2021-/u);
  await expect(page.locator("main")).toContainText("2021-12-07");
});

test("retention: the least period does not depend on the calendar's reach", async ({ page }) => {
  await open(page, "deadlines/retention");
  await page.locator('input[name="record_date"]').fill("2026-11-20");
  await expect(chosen(page, "retention-paper")).toHaveAttribute("data-date", "2029-11-20");
  await expect(chosen(page, "retention-electronic")).toHaveAttribute("data-date", "2031-11-20");
});

test("validity: both ways of counting, long past", async ({ page }) => {
  await open(page, "deadlines/validity");
  await expect(chosen(page, "validity")).toHaveAttribute("data-date", "2023-12-07");
  await expect(other(page, "validity", "first-day-counted")).toHaveAttribute("data-date", "2023-12-06");
});

test("the registers lead to dates of their own", async ({ page }) => {
  await importRecord(page, sampleRecord());
  await open(page, "deadlines");
  const text = squeeze(await page.locator("main").textContent());
  const dates = {
    filing: "2026-11-23",
    "candidate data, the working day before 2026-12-22": "2026-12-21",
    "15 working days from 2026-10-12": "2026-11-02",
    "three years from 2023-10-10": "2026-10-10",
    "a certificate": "2027-03-31",
  };
  for (const [what, date] of Object.entries(dates)) {
    expect(
      pdf.printedForms(date).some((form) => text.includes(form)),
      `${what}: ${date}`,
    ).toBe(true);
  }
});

test("a calculator begins with what the registers hold", async ({ page }) => {
  await importRecord(page, sampleRecord());
  await open(page, "deadlines/rectification");
  await page.locator('[name="from_register"]').selectOption({ index: 1 });
  await expect(chosen(page, "rectification")).toHaveAttribute("data-date", "2026-11-02");
  await open(page, "deadlines/retention");
  await page.locator('[name="from_register"]').selectOption({ index: 1 });
  await expect(chosen(page, "retention-paper")).toHaveAttribute("data-date", "2026-10-10");
  await open(page, "deadlines/candidate-data");
  await page.locator('[name="from_register"]').selectOption({ index: 1 });
  await expect(chosen(page, "candidate-data")).toHaveAttribute("data-date", "2026-12-21");
  await expect(page.locator('[name="event_date"]')).toHaveValue("2026-12-22");
});

test("a notice that leaves holidays at work names them, until it is entered whole", async ({ page }) => {
  await importRecord(page, sampleRecord());
  await open(page, "deadlines");
  const entered = page.getByRole("list", { name: "已录入的安排" });
  /** @param {string[]} lines */
  const enter = async (lines) => {
    await page.locator('[name="notice_year"]').fill("2027");
    await page.locator('[name="notice_text"]').fill(lines.join("\n"));
    await page.getByRole("button", { name: "录入", exact: true }).click();
    await expect(entered.getByRole("listitem")).toHaveCount(1);
    await expect(entered).toContainText(`${lines.length} 天`);
  };
  await enter(["2027-01-01 元旦 放假"]);
  await expect(entered).toContainText("没有列为放假的法定节日：");
  await expect(entered).toContainText("4月5日清明节");
  // A Saturday, and still not arranged.
  await expect(entered).toContainText("5月1日劳动节");

  // The statutory days of 2027 that are no weekend, and one of each holiday that falls on one.
  await enter([
    "2027-01-01 元旦 放假",
    "2027-02-05 春节 放假",
    "2027-02-08 春节 放假",
    "2027-04-05 清明节 放假",
    "2027-05-01 劳动节 放假",
    "2027-06-09 端午节 放假",
    "2027-09-15 中秋节 放假",
    "2027-10-01 国庆节 放假",
  ]);
  await expect(entered).not.toContainText("法定节日");
});

test("the State Council's own sentences are read when they are pasted", async ({ page }) => {
  await importRecord(page, sampleRecord());
  await open(page, "deadlines");
  // The journeys run on a day in late November 2026, by which the notice of 2027 is looked for.
  const asked = page.getByRole("note").filter({ hasText: "2027 年的放假安排还没有录入" });
  await expect(asked).toBeVisible();
  await asked.getByRole("button", { name: "去录入" }).click();
  await expect(page.locator('[name="notice_text"]')).toBeFocused();
  await page.locator('[name="notice_year"]').fill("2027");
  // The sentences are shaped as the notices have them; the days are made up.
  await page.locator('[name="notice_text"]').fill(
    [
      "一、元旦：1月1日（周五）至3日（周日）放假，共3天。",
      "二、春节：2月5日（农历除夕、周五）至12日（周五）放假调休，共8天。2月14日（周日）上班。",
      "三、清明节：4月3日（周六）至5日（周一）放假，共3天。",
      "四、劳动节：5月1日（周六）至5日（周三）放假调休，共5天。",
      "五、端午节：6月9日（周三）放假，共1天。",
      "六、中秋节：9月15日（周三）放假，共1天。",
      "七、国庆节：10月1日（周五）至7日（周四）放假调休，共7天。10月9日（周六）上班。",
    ].join("\n"),
  );
  await page.getByRole("button", { name: "录入", exact: true }).click();
  const entered = page.getByRole("list", { name: "已录入的安排" });
  await expect(entered).toContainText("30 天");
  await expect(entered).not.toContainText("没有列为放假");
  await expect(asked).toHaveCount(0);
  // By the national calendar, for Guangxi's own holiday is not known yet.
  await open(page, "deadlines/candidate-data");
  await setGuangxi(page, false);
  await page.locator('[name="event_date"]').fill("2027-02-15");
  await expect(chosen(page, "candidate-data")).toHaveAttribute("data-date", "2027-02-14");
  await expect(chosen(page, "candidate-data")).toHaveAttribute("data-provisional", "false");
});

test("of a provisional date the safe day is what one reads first", async ({ page }) => {
  await open(page, "deadlines/candidate-data");
  await page.locator('[name="event_date"]').fill("2027-02-12");
  const output = chosen(page, "candidate-data");
  // Thu 02-11 by the statutory days; before 春节 by any arrangement.
  await expect(output).toHaveAttribute("data-date", "2027-02-11");
  await expect(output).toHaveAttribute("data-safe-date", "2027-02-02");
  await expect(output).toContainText("2027-02-02");
  await expect(output).not.toContainText("2027-02-11");
  await expect(page.locator("main")).toContainText("按法定节日计为 2027年2月11日");
  await expect(page.locator('output[data-deadline="candidate-data"]')).toHaveCount(1);
});

test("rectification: the day that does not roll leads, unless the switch says otherwise", async ({ page }) => {
  await importRecord(page, sampleRecord());
  const fill = async () => {
    await open(page, "deadlines/rectification");
    await page.locator('[name="received"]').fill("2026-09-01");
    await page.locator('[name="term_kind"]').selectOption("calendar");
    await page.locator('[name="term_days"]').fill("30");
  };
  await fill();
  await expect(chosen(page, "rectification")).toHaveAttribute("data-date", "2026-10-01");
  await expect(other(page, "rectification", "rolled")).toHaveAttribute("data-date", "2026-10-08");
  await open(page, "deadlines");
  await page.locator('[name="rectification_rolls"]').check();
  await fill();
  await expect(chosen(page, "rectification")).toHaveAttribute("data-date", "2026-10-08");
  await expect(other(page, "rectification", "unrolled")).toHaveAttribute("data-date", "2026-10-01");
});

test("a batch reported after its event leads the page, and past ones without an entry are one line", async ({
  page,
}) => {
  const record = sampleRecord();
  /**
   * @param {string} id
   * @param {string} date
   * @param {string} reported_on
   */
  const batch = (id, date, reported_on) => ({ id, name: `批次${id}`, date, reported_on });
  record.registers.events = [
    batch("late", "2026-11-02", "2026-11-03"),
    batch("same", "2026-11-04", "2026-11-04"),
    ...["a", "b", "c", "d"].map((id, index) => batch(id, `2026-0${index + 3}-10`, "")),
  ];
  // Own targets of past batches and the sample's order are groups of their own.
  record.targets = [];
  record.registers.orders = [];
  await importRecord(page, record);
  await open(page, "deadlines");
  const groups = page.locator(".obligation-group");
  await expect(groups.first()).toContainText("已过要求的日期");
  await expect(groups.first()).toContainText("批次late");
  await expect(groups.first()).toContainText("开展之后 1 天才办理：条文要求在前");
  await expect(groups.first().getByRole("link", { name: "见自查项 27.6" })).toHaveAttribute(
    "href",
    "#/check/27?item=27.6",
  );
  // The consents that the sample's profile asks for are a line of their own.
  const missing = groups.locator("details").filter({ hasText: "个没有登记上报日" });
  const line = missing.getByText("开展前上报考生信息：4 个没有登记上报日，请补登或核实");
  await expect(line).toBeVisible();
  await expect(missing.locator(".obligation").first()).toBeHidden();
  await line.click();
  await expect(missing.locator(".obligation")).toHaveCount(4);
  await expect(page.locator("main")).not.toContainText("已逾期");
});
