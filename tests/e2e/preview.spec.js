// The report beside the work: the page that is printed, as it stands at the moment.

import { answer, download, field, open, openAndAnswer, radio, waitSaved } from "./support/app.js";
import { importRecord, sampleRecord } from "./support/files.js";
import * as pdf from "./support/pdf.js";
import { expect, test } from "./support/test.js";

const preview = (page) => page.getByRole("complementary", { name: "报告预览" });
const picture = (page) => preview(page).locator("img");
const toggle = (page) => page.locator('[data-action="preview"]');

/** Waits for a page that is up to date, and returns its address and number. */
async function shown(page) {
  await expect(preview(page)).toHaveAttribute("aria-busy", "false", { timeout: 60_000 });
  // Decoded: the page's policy lets the picture through, and it is one.
  return picture(page).evaluate(async (image) => {
    await image.decode();
    return { url: image.src, number: Number(image.dataset.page), width: image.naturalWidth };
  });
}

test.beforeEach(async ({ page }) => {
  await importRecord(page, sampleRecord());
});

test("the preview shows the page of the PDF that speaks of the article being answered", async ({ page }) => {
  await open(page, "check/23");
  await toggle(page).click();
  const { number, width } = await shown(page);
  expect(width).toBeGreaterThan(0);
  await open(page, "report");
  const file = await (await download(page, "pdf")).path();
  expect(await pdf.text(file, number)).toMatch(/第二十三条\s*场地与录像/u);
  await open(page, "check/31");
  expect((await shown(page)).number).toBeGreaterThan(number);
});

test("an answer changes the page beside it; what is typed is not held up", async ({ page }) => {
  await open(page, "check/23");
  await toggle(page).click();
  const before = await shown(page);
  await answer(page, "23.3", "partly");
  const note = field(page, "23.3", "note");
  await note.fill("");
  await note.pressSequentially("录像只存了八个月，十二月底前补足");
  await expect(note).toHaveValue("录像只存了八个月，十二月底前补足");
  await expect.poll(() => picture(page).getAttribute("src")).not.toBe(before.url);
  expect((await shown(page)).number).toBe(before.number);
});

test("pages turn, stay where they were turned to, and follow again when told to", async ({ page }) => {
  await open(page, "check/17");
  await toggle(page).click();
  const { number } = await shown(page);
  await page.getByRole("button", { name: "下一页" }).click();
  await expect(picture(page)).toHaveAttribute("data-page", String(number + 1));
  await radio(page, "17.3", "met").click();
  expect((await shown(page)).number).toBe(number + 1);
  await page.getByRole("button", { name: "跟随作答" }).click();
  await expect(picture(page)).toHaveAttribute("data-page", String(number));
  await open(page, "plan");
  await expect(page.getByRole("button", { name: "跟随作答" })).toHaveCount(0);
});

test("the first page has none before it, and the last none after", async ({ page }) => {
  await open(page, "report");
  await toggle(page).click();
  await shown(page);
  const back = page.getByRole("button", { name: "上一页" });
  await expect(back).toHaveAttribute("aria-disabled", "true");
  await back.click({ force: true });
  await expect(picture(page)).toHaveAttribute("data-page", "1");
});

test("the preview stays open from page to page and from visit to visit, and goes when it is closed", async ({
  page,
}) => {
  await open(page, "check");
  await toggle(page).click();
  await expect(toggle(page)).toHaveAttribute("aria-pressed", "true");
  await open(page, "profile");
  await shown(page);
  await waitSaved(page);
  await page.reload();
  await shown(page);
  await page.locator('[data-action="close-preview"]').click();
  await expect(preview(page)).toHaveCount(0);
  await page.reload();
  await expect(page.locator('main[data-route="profile"]')).toHaveCount(1);
  await expect(preview(page)).toHaveCount(0);
});

test("a character that no font has is named beside the page", async ({ page }) => {
  await openAndAnswer(page, "23.3", "unmet", { note: "实训室🏫" });
  await toggle(page).click();
  await shown(page);
  await expect(preview(page)).toContainText("没有字形，会印作“〓”：🏫");
});
