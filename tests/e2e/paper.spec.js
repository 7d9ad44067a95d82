// The pages on paper, for those who print them without the PDF: nothing that was written is cut off.

import { join } from "node:path";
import { open } from "./support/app.js";
import { importRecord, sampleRecord } from "./support/files.js";
import * as pdf from "./support/pdf.js";
import { expect, test } from "./support/test.js";

/**
 * Prints the page and reads it again, without the white space that lines and cells bring.
 * @param {import("@playwright/test").Page} page
 * @param {import("@playwright/test").TestInfo} info
 */
async function printed(page, info) {
  const path = join(info.outputDir, "paper.pdf");
  await page.pdf({ path, format: "A4" });
  return (await pdf.text(path)).replace(/\s/gu, "");
}

test("a long text is printed whole, and a remark on an item that is met", async ({ page }, info) => {
  const record = sampleRecord();
  const long = Array.from({ length: 100 }, (_, at) => `第${at + 1}处不合`).join("，");
  record.answers["23.1"] = { state: "met", note: "已核对三份制度", evidence: "档案室甲柜" };
  record.answers["23.3"] = { state: "unmet", note: long };
  await importRecord(page, record);
  await open(page, "check/23");
  const text = await printed(page, info);
  for (const words of [long, "已核对三份制度", "档案室甲柜"]) expect(text).toContain(words);
  // On the screen it stays folded as it was.
  await expect(page.locator('[data-item="23.1"] details[open]')).toHaveCount(0);
});

test("a text that is typed makes its field as high as it is", async ({ page }) => {
  const record = sampleRecord();
  record.answers["23.3"] = { state: "unmet", note: "" };
  await importRecord(page, record);
  await open(page, "check/23");
  const note = page.locator('[name="note-23.3"]');
  await note.fill("一行\n".repeat(20));
  const hidden = () => note.evaluate((field) => field.scrollHeight - field.clientHeight);
  await expect.poll(hidden).toBeLessThanOrEqual(1);
});

test("a register is printed with all its rows", async ({ page }, info) => {
  const record = sampleRecord();
  const [person] = record.registers.staff;
  record.registers.staff = Array.from({ length: 50 }, (_, at) => ({ ...person, id: `s${at}`, name: `第${at + 1}人` }));
  await importRecord(page, record);
  await open(page, "registers");
  await expect(page.locator('#register-staff [name="name"]')).toHaveCount(20);
  const text = await printed(page, info);
  for (let at = 1; at <= 50; at += 1) expect(text).toContain(`第${at}人`);
  await expect(page.locator('#register-staff [name="name"]')).toHaveCount(20);
});
