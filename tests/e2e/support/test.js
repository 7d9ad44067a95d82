// Playwright's `test`, set up as every journey needs it: a frozen day, and no console error ever.

import { test as base, expect } from "@playwright/test";

/** The instant at which every journey takes place. */
export const NOW = "2026-11-23T10:00:00+08:00";
/** The same as a civil date in Nanning. */
export const TODAY = "2026-11-23";

/**
 * Freezes the date and notes down what a page complains about.
 * @param {import("@playwright/test").Page} page
 * @param {string[]} complaints
 */
export async function prepare(page, complaints) {
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => complaints.push(`uncaught: ${error.message}`));
  // Timers go on: only the date stands still.
  await page.clock.setFixedTime(NOW);
}

export const test = base.extend({
  /** What the pages of this test complained about; it must be empty in the end. */
  complaints: async ({}, use) => {
    const complaints = [];
    await use(complaints);
    expect(complaints, "complaints in the browser's console").toEqual([]);
  },

  page: async ({ page, complaints }, use) => {
    await prepare(page, complaints);
    await use(page);
  },

  /** A page in a browser profile of its own: a colleague's machine. */
  otherPage: async ({ browser, complaints }, use) => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await prepare(page, complaints);
    await use(page);
    await context.close();
  },
});

export { expect };
