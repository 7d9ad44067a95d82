// The report beside the work: the page that is printed, as it stands at the moment.

import { download, field, open, openAndAnswer, radio, waitSaved } from "./support/app.js";
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

test("an answer changes the page beside it, and taking it back brings the former page", async ({ page }) => {
  await open(page, "check/23");
  const note = field(page, "23.3", "note");
  const typed = await note.inputValue();
  await toggle(page).click();
  const { number } = await shown(page);
  // Of the picture itself: on the screen, messages pass over it.
  const look = () =>
    picture(page).evaluate(async (image) => {
      await image.decode();
      const canvas = document.createElement("canvas");
      Object.assign(canvas, { width: 595, height: 842 });
      canvas.getContext("2d").drawImage(image, 0, 0, 595, 842);
      const drawn = new TextEncoder().encode(canvas.toDataURL());
      return new Uint8Array(await crypto.subtle.digest("SHA-256", drawn)).join(" ");
    });
  const before = await look();

  await note.fill("");
  await note.pressSequentially("录像只存了八个月，十二月底前补足");
  await expect(note).toHaveValue("录像只存了八个月，十二月底前补足");
  expect((await shown(page)).number).toBe(number);
  expect(await look()).not.toBe(before);

  await note.fill(typed);
  await shown(page);
  expect(await look()).toBe(before);
});

test("pages turn, stay where they were turned to, and follow again when told to", async ({ page }) => {
  await open(page, "check/17");
  await toggle(page).click();
  const { number } = await shown(page);
  await page.getByRole("button", { name: "下一页" }).click();
  await expect(picture(page)).toHaveAttribute("data-page", String(number + 1));
  await radio(page, "17.3", "met").click();
  expect((await shown(page)).number).toBe(number + 1);
  const follow = page.getByRole("button", { name: "跟随当前页面" });
  await follow.click();
  await expect(picture(page)).toHaveAttribute("data-page", String(number));
  await expect(follow).toBeFocused();
  await expect(follow).toHaveAttribute("aria-pressed", "true");
  await page.getByRole("button", { name: "上一页" }).click();
  await open(page, "plan");
  await expect(follow).toHaveAttribute("aria-pressed", "true");
});

test("every click turns a page, also while one is on its way, from the first page to the last", async ({
  page,
}) => {
  await open(page, "report");
  await toggle(page).click();
  await shown(page);
  const [back, next] = ["上一页", "下一页"].map((name) => page.getByRole("button", { name }));
  await expect(back).toHaveAttribute("aria-disabled", "true");
  // It stands there for those who go by keys, and does nothing.
  await back.click({ force: true });
  const pages = Number((await preview(page).locator(".preview-number").textContent()).split("/")[1]);
  expect(pages).toBeGreaterThan(5);
  for (let number = 1; number < pages; number += 1) await next.click();
  await expect(picture(page)).toHaveAttribute("data-page", String(pages));
  await expect(next).toHaveAttribute("aria-disabled", "true");
  await expect(back).not.toHaveAttribute("aria-disabled");
});

test("below the work the preview covers nothing that has the focus", async ({ page }) => {
  // 1366 × 768 at 125 %.
  await page.setViewportSize({ width: 1093, height: 614 });
  await open(page, "check/17");
  await toggle(page).click();
  await shown(page);
  const { y: edge } = await preview(page).boundingBox();
  const focused = () =>
    page.evaluate(() => {
      const element = document.activeElement;
      const { top, bottom } = element.getBoundingClientRect();
      return { name: element.outerHTML.slice(0, 80), top, bottom, inPage: element.closest("main") !== null };
    });
  await page.locator('[data-item="17.1"]').focus();
  for (let key = 0; key < 5; key += 1) {
    await page.keyboard.press("j");
    // An item may be higher than what is left of the window; it begins where it can be seen.
    const { name, top } = await focused();
    expect.soft(top, name).toBeLessThan(edge - 44);
  }
  let seen = 0;
  for (let key = 0; key < 20; key += 1) {
    await page.keyboard.press("Tab");
    const { name, bottom, inPage } = await focused();
    // From the page's end on it goes through the preview itself.
    if (!inPage) break;
    seen += 1;
    expect.soft(bottom, name).toBeLessThanOrEqual(edge + 1);
  }
  expect(seen).toBeGreaterThan(3);
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
  await expect(toggle(page)).toBeFocused();
  await page.reload();
  await expect(page.locator('main[data-route="profile"]')).toHaveCount(1);
  await expect(preview(page)).toHaveCount(0);
});

test("a character that no font has is named beside the page", async ({ page }) => {
  await openAndAnswer(page, "23.3", "unmet", { note: "实训室🏫" });
  await toggle(page).click();
  await shown(page);
  await expect(preview(page)).toContainText("没有字形，印作“〓”：🏫");
});
