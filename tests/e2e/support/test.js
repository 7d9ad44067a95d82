// Playwright's `test`, set up as every journey needs it: a frozen day, and no console error ever.

import { test as base, expect } from "@playwright/test";

/**
 * What a file of journeys adds to the `test` that it extends.
 * @template {object} Added
 * @template {object} [Known={}]
 * @typedef {import("@playwright/test").Fixtures<Added, {}, Known & import("@playwright/test").PlaywrightTestArgs & import("@playwright/test").PlaywrightTestOptions, import("@playwright/test").PlaywrightWorkerArgs & import("@playwright/test").PlaywrightWorkerOptions>} Adding
 */
/**
 * The `test` of a file of journeys.
 * @template {object} Known
 * @typedef {import("@playwright/test").TestType<Known & import("@playwright/test").PlaywrightTestArgs & import("@playwright/test").PlaywrightTestOptions, import("@playwright/test").PlaywrightWorkerArgs & import("@playwright/test").PlaywrightWorkerOptions>} Test
 */
/**
 * @typedef {object} Prepared
 * @property {string[]} complaints what the pages of this test complained about; it must be empty in the end
 * @property {import("@playwright/test").Page} otherPage a page in a browser profile of its own: a colleague's machine
 */

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

/** @type {Adding<Prepared>} */
const prepared = {
  complaints: async ({}, use) => {
    const complaints = [];
    await use(complaints);
    expect(complaints, "complaints in the browser's console").toEqual([]);
  },

  page: async ({ page, complaints }, use) => {
    await prepare(page, complaints);
    await use(page);
  },

  otherPage: async ({ browser, complaints }, use) => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await prepare(page, complaints);
    await use(page);
    await context.close();
  },
};

export const test = /** @type {Test<Prepared>} */ (base.extend(prepared));

/** Where a failure is what the test is about, the browser may complain. */
export const failing = test.extend({
  complaints: async ({}, use) => {
    await use([]);
  },
});

export { expect };
