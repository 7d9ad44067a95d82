// WCAG 2.2 AA, as far as a program can tell, on every page with a record that has everything.

import { AxeBuilder } from "@axe-core/playwright";
import { open } from "./support/app.js";
import { filledRecord, importRecord } from "./support/files.js";
import { calculators, pages } from "./support/routes.js";
import { expect, failing, test } from "./support/test.js";

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

// All articles share one page; these have a red line, a derived item, registers, long lists.
const articles = [3, 11, 13, 17, 20, 24, 27].map((article) => `check/${article}`);
const routes = [...pages, ...calculators, ...articles, "regulation/17"];

// Each scheme and each size once; the long tests look at every pair.
/** @type {{colorScheme: "light" | "dark", width: number, height: number}[]} */
const looks = [
  { colorScheme: "light", width: 390, height: 844 },
  { colorScheme: "dark", width: 1366, height: 768 },
];
if (process.env.SELFCHECK_LONG) {
  looks.push(
    { colorScheme: "light", width: 1366, height: 768 },
    { colorScheme: "dark", width: 390, height: 844 },
  );
}

/**
 * Tries every rule on the page that is open.
 * @param {import("@playwright/test").Page} page
 * @param {string} name for what is found
 */
async function expectOpenToAll(page, name) {
  const { violations, passes } = await new AxeBuilder({ page }).withTags(tags).analyze();
  const grave = violations
    // axe thinks a heading that is out of order of moderate weight; who goes by headings does not.
    .filter(({ id, impact }) => ["serious", "critical"].includes(impact) || id === "heading-order")
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(" | ")}`);
  expect.soft(grave, name).toEqual([]);
  // A page that was not looked at has nothing against it either.
  expect.soft(passes.length, `rules tried on ${name}`).toBeGreaterThan(10);
  await expectNothingSideways(page, name);
}

/**
 * @param {import("@playwright/test").Page} page
 * @param {string} name for what is found
 */
async function expectNothingSideways(page, name) {
  const sideways = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
  expect.soft(sideways, `${name} scrolls sideways`).toBeLessThanOrEqual(0);
}

for (const { colorScheme, width, height } of looks) {
  test(`nothing keeps anyone out: ${colorScheme}, ${width} px`, async ({ page }) => {
    test.setTimeout(240_000);
    await page.setViewportSize({ width, height });
    // A colour on its way from one to another has the contrast of neither.
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await importRecord(page, filledRecord());
    for (const route of routes) {
      await open(page, route);
      await expectOpenToAll(page, route);
    }
    await open(page, "check/23");
    await page.locator('[data-action="search"]').click();
    await page.keyboard.type("录像");
    await expect(page.getByRole("option").first()).toBeVisible();
    await expectOpenToAll(page, "the search");
    await page.keyboard.press("Escape");
    await page.locator('[data-action="preview"]').click();
    await expect(page.locator(".preview img")).toBeVisible({ timeout: 60_000 });
    await expectOpenToAll(page, "check/23 with the preview");
  });
}

for (const { colorScheme, width, height } of looks) {
  failing(`the rescue keeps nobody out either: ${colorScheme}, ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await importRecord(page, filledRecord());
    await page.evaluate(() => queueMicrotask(() => { throw new Error("forced"); }));
    await expect(page.locator('[data-action="rescue-json"]')).toBeFocused();
    await expect(page.locator('[data-action="rescue-reload"]')).toBeInViewport();
    await expectOpenToAll(page, "the rescue");
    await page.keyboard.press("Escape");
    await expect(page.locator(".rescue.is-aside")).toBeInViewport();
    await expectOpenToAll(page, "the rescue beside the page");
  });
}

test("the language and the title of each page are told", async ({ page }) => {
  await importRecord(page, filledRecord());
  await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
  const titles = new Set();
  const told = [...pages, ...calculators];
  for (const route of told) {
    await open(page, route);
    titles.add(await page.title());
  }
  expect(titles.size).toBe(told.length);
});

test("at twice the size nothing is lost", async ({ page }) => {
  await page.setViewportSize({ width: 683, height: 384 });
  await importRecord(page, filledRecord());
  for (const route of [...pages, ...articles]) {
    await open(page, route);
    await expectNothingSideways(page, route);
  }
});
