// What has moved since an earlier self-check: on the page, in the PDF, and not at all when it is not wanted.

import { download, HOME, open } from "./support/app.js";
import { importRecord, sampleRecord } from "./support/files.js";
import * as pdf from "./support/pdf.js";
import { expect, test } from "./support/test.js";

/** @typedef {import("@playwright/test").Page} Page */

/** Half a year before: 10.1 was not met, 13.9 fell short as it still does, 16.1 was in order. */
function spring() {
  const record = sampleRecord();
  Object.assign(record, { id: "spring", title: "2026年春季自查", updated_at: "2026-06-30T08:00:00Z" });
  record.profile.period_to = "2026-06-30";
  Object.assign(record.answers, {
    10.1: { state: "unmet" },
    13.9: { state: "unmet" },
    16.1: { state: "met" },
  });
  return record;
}

function autumn() {
  const record = sampleRecord();
  Object.assign(record.answers, {
    10.1: { state: "met" },
    13.9: { state: "partly" },
    16.1: { state: "partly" },
  });
  return record;
}

/**
 * The PDF's words, without the breaks between lines.
 * @param {Page} page
 */
async function pdfText(page) {
  const file = await download(page, "pdf");
  return (await pdf.text(await file.path())).replace(/\s/gu, "");
}

test("a report says what has moved since the self-check before it", async ({ page }) => {
  await importRecord(page, autumn());
  await open(page, "report");
  const choice = page.getByLabel("与哪次自查比较");
  const section = page.locator("[data-progress]");
  await expect(page.locator(".sheet")).toBeVisible();
  await expect(choice, "there is nothing to compare with").toHaveCount(0);
  await expect(section).toHaveCount(0);

  await importRecord(page, spring());
  await open(page, "report");
  // The spring one is open now, and nothing came before it.
  await expect(choice).toHaveValue("");
  await expect(section).toHaveCount(0);

  await open(page, HOME);
  const row = page.locator(".record", { hasText: autumn().title });
  await row.getByRole("button", { name: "打开" }).click();
  await expect(page.locator("main[data-route='check']")).toBeVisible();
  await open(page, "report");
  await expect(choice).toHaveValue("spring");
  await expect(choice.locator("option:checked")).toHaveText(
    "2026年春季自查（2026年1月1日至2026年6月30日）",
  );
  const list = (name) => section.getByRole("list", { name, exact: true }).locator("[data-moved]");
  await expect(list("已整改")).toHaveCount(1);
  await expect(list("已整改")).toContainText(/要点 10\.1.*上次不符合本次符合/u);
  await expect(list("仍未整改").filter({ hasText: "要点 13.9" })).toContainText("上次不符合本次部分符合");
  await expect(list("新出现的不足")).toHaveCount(1);
  await expect(list("新出现的不足")).toContainText("要点 16.1");

  const compared = await pdfText(page);
  expect(compared).toContain("二、与上次自查相比");
  expect(compared).toMatch(/已整改（1项）要点事项类别上次本次10\.1/u);
  expect(compared).toMatch(/新出现的不足（1项）要点事项类别上次本次16\.1/u);

  await choice.selectOption({ label: "不比较" });
  await expect(section).toHaveCount(0);
  const alone = await pdfText(page);
  expect(alone).not.toContain("与上次自查相比");
  expect(alone).toContain("二、单位基本情况");
});
