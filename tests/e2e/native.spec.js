// What the page makes and what the command line makes of the same record on the same day.

import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { promisify } from "node:util";
import { download, field, open, waitSaved } from "./support/app.js";
import { filledRecord, importRecord, sampleRecord } from "./support/files.js";
import * as pdf from "./support/pdf.js";
import { expect, test, TODAY } from "./support/test.js";

const run = promisify(execFile);

const records = {
  "a record of common characters": filledRecord(),
  // They need the complete fonts on both sides.
  "a record with rare characters": (() => {
    const record = filledRecord();
    record.answers["23.3"].note = "责任人：龘䶮㛃";
    return record;
  })(),
};

/**
 * Makes files of the record that is open, in the page and by the command line, and compares them.
 * @param {import("@playwright/test").Page} page
 * @param {import("@playwright/test").TestInfo} info
 * @param {string[]} more arguments of the command line
 */
async function expectSameFiles(page, info, more = []) {
  const program = process.env.SELFCHECK_REPORT;
  expect(program, "SELFCHECK_REPORT, which `cargo xtask test` sets").toBeTruthy();
  await open(page, "data");
  const save = info.outputPath("save.json");
  await (await download(page, "json")).saveAs(save);
  await open(page, "report");
  // Both files lie there after a failure, to be compared.
  const made = (side, kind) => info.outputPath(`${side}.${kind}`);
  const kinds = /** @type {const} */ (["pdf", "xlsx", "ics"]);
  for (const kind of kinds) await (await download(page, kind)).saveAs(made("page", kind));
  const [report, xlsx, ics] = kinds.map((kind) => made("native", kind));
  await run(program, [save, "-o", report, "--xlsx", xlsx, "--ics", ics, "--today", TODAY, ...more]);
  for (const kind of kinds) {
    const [one, other] = await Promise.all(["page", "native"].map((side) => readFile(made(side, kind))));
    expect(one.equals(other), `the ${kind} files are the same`).toBe(true);
  }
}

for (const [name, record] of Object.entries(records)) {
  test(`of ${name} the page and the command line make the same files`, async ({ page }, info) => {
    await importRecord(page, record);
    await expectSameFiles(page, info);
  });
}

test("a rare character that was typed and deleted leaves no trace in the file", async ({ page }, info) => {
  await importRecord(page, filledRecord());
  await open(page, "check/23");
  const note = field(page, "23.3", "note");
  const typed = await note.inputValue();
  await note.fill("责任人：龘");
  await waitSaved(page);
  await open(page, "report");
  await download(page, "pdf");
  await open(page, "check/23");
  await note.fill(typed);
  await waitSaved(page);
  await expectSameFiles(page, info);
});

test("a comparison with an earlier self-check is the same on both sides", async ({ page }, info) => {
  const earlier = sampleRecord();
  Object.assign(earlier, { id: "earlier", title: "2025年度自查" });
  Object.assign(earlier.profile, { period_from: "2025-01-01", period_to: "2025-12-31" });
  await importRecord(page, earlier);
  await importRecord(page, filledRecord());
  const path = info.outputPath("earlier.json");
  await writeFile(path, JSON.stringify(earlier));
  await expectSameFiles(page, info, ["--earlier", path]);
  await expect(page.locator("[data-progress]")).toContainText("2025年度自查");
});

test("a file asked for while the complete fonts are on their way is set in them", async ({ page }, info) => {
  await importRecord(page, records["a record with rare characters"]);
  /** @type {(value?: unknown) => void} */
  let release;
  const released = new Promise((resolve) => (release = resolve));
  await page.route(/-full-[0-9a-f]+\.ttf$/u, async (route) => {
    await released;
    await route.continue();
  });
  const asked = page.waitForRequest(/-full-[0-9a-f]+\.ttf$/u);
  // The report's page typesets by itself, and finds what the small fonts lack.
  await open(page, "report");
  await asked;
  const made = download(page, "pdf");
  await expect(page.locator('[data-action="export-pdf"]')).toHaveAttribute("aria-disabled", "true");
  // Long enough for the file to be made without them.
  await page.waitForTimeout(2_000);
  release();
  const path = info.outputPath("report.pdf");
  await (await made).saveAs(path);
  const text = await pdf.text(path);
  expect(text).toContain("龘");
  expect(text).not.toContain("〓");
});
