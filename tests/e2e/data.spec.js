// The file is the product: out, in, and never half.

import { readFile, writeFile } from "node:fs/promises";
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
import { putRow } from "./support/storage.js";
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
  ["a file of 600 KB of brackets", asFile("[".repeat(600 * 1024)), "层次太深"],
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
  await fillProfile(second, { name: "另一窗口的机构" });
  await second.close();

  await importRecord(page, sampleRecord());
  await open(page, HOME);
  const rows = page.locator(".record");
  await expect(rows).toHaveCount(3);
  await expect(rows.filter({ hasText: "本窗口的机构" })).toHaveCount(1);
  await expect(rows.filter({ hasText: "另一窗口的机构" })).toContainText("（另一个窗口）");
});

test("a file of 60 MB is refused by a sentence, before it is read", async ({ page }, testInfo) => {
  await newRecord(page);
  await fillProfile(page, { name: "原有的机构" });
  const before = await exportRecord(page);
  const file = testInfo.outputPath("大.json");
  await writeFile(file, JSON.stringify(sampleRecord()).padEnd(60 * 1024 * 1024));
  await open(page, "data");
  await page.locator('main input[type="file"]').setInputFiles(file);
  await expect(page.getByRole("alert").filter({ hasText: "超过 20 MB" })).toBeVisible();
  expect(await exportRecord(page)).toEqual(before);
});

test("several files dropped at once are taken one after the other, and a bad one is named", async ({ page }) => {
  await open(page, HOME);
  const texts = ["一", "二", "三"].map((title, index) =>
    JSON.stringify({ ...sampleRecord(), id: `00000000-0000-4000-8000-00000000000${index}`, title: `第${title}份` }),
  );
  const transfer = await page.evaluateHandle(
    (texts) => {
      const transfer = new DataTransfer();
      texts.forEach((text, index) => transfer.items.add(new File([text], `${index + 1}.json`)));
      return transfer;
    },
    [texts[0], "不是自查", texts[1], texts[2]],
  );
  await page.locator("main").dispatchEvent("drop", { dataTransfer: transfer });
  await expect(page.locator(".import-offer h3")).toContainText("1.json");
  await expect(page.locator("[data-waiting]")).toContainText("还有 3 个文件排队：2.json、3.json、4.json");
  await page.locator(confirm).click();
  await expect(page.getByRole("alert").filter({ hasText: "没有导入“2.json”" })).toBeVisible();
  await page.locator('[data-action="next-import"]').click();
  // Giving one up goes on to the next as well.
  await expect(page.locator(".import-offer h3")).toContainText("3.json");
  await page.getByRole("button", { name: "取消" }).click();
  await expect(page.locator(".import-offer h3")).toContainText("4.json");
  await expect(page.locator("[data-waiting]")).toHaveCount(0);
  await page.locator(confirm).click();
  await expect(page.locator(confirm)).toHaveCount(0);
  await waitSaved(page);
  await open(page, HOME);
  await expect(page.locator(".record")).toHaveCount(2);
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
  await putRow(page, "newer", { id: "newer", updatedAt: "", json: text });
  await open(page, HOME);
  await page.reload();
  const row = page.locator(".record", { hasText: "打不开的记录" });
  await expect(row).toContainText("更新版本");
  const started = page.waitForEvent("download");
  await row.getByRole("button", { name: "下载原始数据" }).click();
  expect(await readFile(await (await started).path(), "utf8")).toBe(text);
});

test("a backup is reminded of when that was asked for and it is due", async ({ page }) => {
  await importRecord(page, sampleRecord());
  await open(page, "data");
  await page.locator('[name="backup-reminder"]').selectOption("7");
  await open(page, "check/17");
  const reminder = page.locator("[data-backup-reminder]");
  // The sample was begun three weeks ago and never exported.
  await expect(reminder).toContainText("还没有导出过备份");
  await reminder.getByRole("link", { name: "去导出" }).click();
  await download(page, "json");
  await open(page, "check/17");
  await expect(reminder).toHaveCount(0);
});
