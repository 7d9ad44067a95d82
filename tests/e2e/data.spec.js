// The file is the product: out, in, and never half.

import { readFile } from "node:fs/promises";
import {
  answer,
  download,
  field,
  fillProfile,
  HOME,
  item,
  newRecord,
  open,
  openAndAnswer,
  radio,
  waitSaved,
} from "./support/app.js";
import { asFile, exportRecord, filledRecord, importRecord, offer, sampleRecord } from "./support/files.js";
import { articleOf, RED_LINES } from "./support/regulation.js";
import { expect, test, TODAY } from "./support/test.js";

const confirm = '[data-action="confirm-import"]';

test("what one machine saves another one restores, to the last character", async ({ page, otherPage }) => {
  await newRecord(page);
  await fillProfile(page, {
    name: "南宁市㛃䶮喆技工学校",
    kind: "technical-school",
    first_event: "2026-12-22",
  });
  await openAndAnswer(page, "17.2", "partly", {
    note: '第一行，逗号,引号"与“引号”\n第二行\t制表 <b>&amp;</b> 𬱖',
    measure: "=SUM(A1)；\\反斜杠\\",
    owner: "韦㛃",
    due: "2026-12-05",
  });
  await openAndAnswer(page, "9.1", "not-applicable", { reason: "没有" });
  const saved = await exportRecord(page);
  expect(saved.answers["17.2"].note).toContain('第一行，逗号,引号"与“引号”\n第二行\t制表 <b>&amp;</b> 𬱖');

  await importRecord(otherPage, saved);
  await open(otherPage, "check/17");
  await expect(field(otherPage, "17.2", "note")).toHaveValue(saved.answers["17.2"].note);
  await expect(item(otherPage, "17.2")).toHaveAttribute("data-state", "partly");
  expect(await exportRecord(otherPage)).toEqual(saved);
});

test("a complete file comes back whole, keys unknown today included", async ({ page }) => {
  const record = sampleRecord();
  record.from_the_future = { kept: [1, "二", null] };
  record.answers["10.1"].photo = "留待以后";
  await importRecord(page, record);
  expect(await exportRecord(page)).toEqual(record);
});

test("the backup's name tells whose it is and of which day", async ({ page }) => {
  await newRecord(page);
  await fillProfile(page, { name: '甲/乙\\丙:丁*?"<>|戊' });
  await open(page, "data");
  const name = (await download(page, "json")).suggestedFilename();
  expect(name).toMatch(/^甲.*戊.*\.json$/u);
  expect(name).toContain(TODAY);
  expect(name).not.toMatch(/[/\\:*?"<>|]/u);
  await expect(page.locator("main")).toContainText("已交给浏览器下载");
});

const broken = JSON.stringify(sampleRecord());
/** @type {[string, import("./support/files.js").Picked, string][]} */
const refused = [
  ["a file of something else", asFile({ students: ["甲", "乙"] }), "不是本工具"],
  ["a text", asFile("你好", "说明.txt"), "不是本工具"],
  ["an empty file", asFile("", "空.json"), "不是本工具"],
  ["a file cut off", asFile(broken.slice(0, broken.length / 2)), "损坏"],
  ["a wrong value", asFile({ ...sampleRecord(), answers: { 10.1: { state: "perhaps" } } }), "损坏"],
  ["a file from a later version", asFile({ ...sampleRecord(), version: 2 }), "更新版本"],
  ["another regulation", asFile({ ...sampleRecord(), regulation: "liuzhou-2022" }), "另一份规定"],
];
for (const [what, file, reason] of refused) {
  test(`${what} is refused and nothing is touched`, async ({ page }) => {
    await newRecord(page);
    await fillProfile(page, { name: "原有的机构" });
    const before = await exportRecord(page);

    await offer(page, file);
    await expect(page.getByRole("alert").filter({ hasText: reason })).toBeVisible();
    await expect(page.locator(confirm)).toHaveCount(0);
    expect(await exportRecord(page)).toEqual(before);

    // The same field takes the right file next.
    await importRecord(page, sampleRecord());
    expect(await exportRecord(page)).toEqual(sampleRecord());
  });
}

test("an import shows itself first, and until confirmed changes nothing", async ({ page }) => {
  await newRecord(page);
  await fillProfile(page, { name: "原有的机构" });
  const before = await exportRecord(page);
  await offer(page, asFile(sampleRecord()));
  await expect(page.locator(confirm)).toBeVisible();
  await expect(page.locator("main")).toContainText("南宁市某某技工学校");
  expect(await exportRecord(page)).toEqual(before);

  // Escape gives it up.
  await offer(page, asFile(sampleRecord()));
  await page.locator(confirm).focus();
  await page.keyboard.press("Escape");
  await expect(page.locator(confirm)).toHaveCount(0);
  expect(await exportRecord(page)).toEqual(before);
});

test("importing keeps what was there", async ({ page }) => {
  await newRecord(page);
  await fillProfile(page, { name: "原有的机构" });
  await importRecord(page, sampleRecord());
  await open(page, HOME);
  await expect(page.locator("main")).toContainText("原有的机构");
  await expect(page.locator("main")).toContainText("南宁市某某技工学校");
});

test("an import keeps this window's version and the one that another window saved meanwhile", async ({
  page,
  context,
}) => {
  await importRecord(page, sampleRecord());
  await fillProfile(page, { name: "本窗口的机构" });
  const second = await context.newPage();
  // Changes are told apart by their instants.
  await second.clock.setFixedTime("2026-11-23T10:01:00+08:00");
  await fillProfile(second, { name: "另一窗口的机构" });
  await second.close();

  await importRecord(page, sampleRecord());
  await open(page, HOME);
  const rows = page.locator(".record");
  await expect(rows).toHaveCount(3);
  await expect(rows.filter({ hasText: "本窗口的机构" })).toHaveCount(1);
  await expect(rows.filter({ hasText: "另一窗口的机构" })).toContainText("（另一个窗口）");
});

for (const route of [HOME, "check/11", "report", "data"]) {
  test(`a file dropped on ${route} is an import`, async ({ page }) => {
    if (route !== HOME) await newRecord(page);
    await open(page, route);
    const transfer = await page.evaluateHandle((text) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], "同事.json", { type: "application/json" }));
      return transfer;
    }, JSON.stringify(filledRecord()));
    for (const event of ["dragenter", "dragover", "drop"]) {
      await page.locator("main").dispatchEvent(event, { dataTransfer: transfer });
    }
    await page.locator(confirm).click();
    // Until it is carried out there is nothing to be saved.
    await expect(page.locator(confirm)).toHaveCount(0);
    await waitSaved(page);
    expect(await exportRecord(page)).toEqual(filledRecord());
  });
}

test("the report, given back, restores the self-check", async ({ page, otherPage }) => {
  await importRecord(page, sampleRecord());
  await open(page, "report");
  const report = test.info().outputPath("报告.pdf");
  await (await download(page, "pdf")).saveAs(report);
  // It carries the data, so it is a backup.
  await expect(page.locator(".saved-backup")).toHaveText("今天导出过");
  await open(otherPage, "data");
  await otherPage.locator('main input[type="file"]').setInputFiles(report);
  await otherPage.locator(confirm).click();
  await waitSaved(otherPage);
  expect(await exportRecord(otherPage)).toEqual(sampleRecord());
});

test("a red line that a file answers 不适用 is unanswered, and says why", async ({ page }) => {
  const id = "20.1";
  expect(RED_LINES).toContain(id);
  const record = sampleRecord();
  record.answers[id] = { state: "not-applicable", reason: "没有开展" };
  await importRecord(page, record);
  await open(page, `check/${articleOf(id)}`);
  const why = item(page, id).getByText("红线情形不能这样作答，先按未答计，请在上面选一项");
  await expect(why).toBeVisible();
  await expect(item(page, id)).toHaveAttribute("data-state", "unanswered");
  await expect(radio(page, id, "not-applicable"), "it cannot be chosen").toHaveCount(0);
  // Nothing that the file holds is lost by that.
  expect((await exportRecord(page)).answers[id]).toEqual(record.answers[id]);

  await openAndAnswer(page, id, "met");
  await expect(item(page, id)).toHaveAttribute("data-state", "met");
  await expect(why).toHaveCount(0);
});

test("two records stay apart", async ({ page }) => {
  await newRecord(page);
  await fillProfile(page, { name: "第一家" });
  await open(page, "check/5");
  await answer(page, "5.1", "met");
  await newRecord(page);
  await open(page, "check/5");
  await expect(item(page, "5.1")).toHaveAttribute("data-state", "unanswered");
  await open(page, HOME);
  await expect(page.locator("main")).toContainText("第一家");
});

test("a record that this version cannot read can be saved as it lies there", async ({ page }) => {
  await newRecord(page);
  const text = JSON.stringify({ ...sampleRecord(), version: 2, 来自: "更新的版本" });
  await page.evaluate(
    (json) =>
      new Promise((done, fail) => {
        const opening = indexedDB.open("selfcheck");
        opening.onerror = () => fail(opening.error);
        opening.onsuccess = () => {
          const writing = opening.result.transaction("records", "readwrite");
          writing.objectStore("records").put({ id: "newer", updatedAt: "", json }, "newer");
          writing.oncomplete = () => done(opening.result.close());
          writing.onerror = () => fail(writing.error);
        };
      }),
    text,
  );
  await open(page, HOME);
  await page.reload();
  const row = page.locator(".record", { hasText: "打不开的记录" });
  await expect(row).toContainText("更新版本");
  const started = page.waitForEvent("download");
  await row.getByRole("button", { name: "下载原始数据" }).click();
  expect(await readFile(await (await started).path(), "utf8")).toBe(text);
});
