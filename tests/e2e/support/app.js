// What a person does in the app, by real clicks and keys.

import { expect } from "@playwright/test";
import { articleOf } from "./regulation.js";

/**
 * @typedef {import("@playwright/test").Page} Page
 * @typedef {import("@playwright/test").Download} Download
 * @typedef {"met" | "partly" | "unmet" | "not-applicable"} Choice
 * @typedef {{note?: string, cause?: string, measure?: string, owner?: string, due?: string, reason?: string,
 *   result?: string, completion_evidence?: string, checked_by?: string, completed_on?: string, checked_on?: string}} Fields
 */

/** The name of the page of records, at the address `#/`. */
export const HOME = "records";

/**
 * Goes to a page and waits until it is usable.
 * @param {Page} page
 * @param {string} route such as `check/11`; `records` is at `#/`
 */
export async function open(page, route) {
  await page.goto(`#/${route === HOME ? "" : route}`);
  await expect(page.locator(`main[data-route="${route}"]`)).toHaveCount(1);
}

/**
 * The element of an item.
 * @param {Page} page
 * @param {string} id
 */
export function item(page, id) {
  return page.locator(`[data-item="${id}"]`);
}

/**
 * Waits until everything typed so far is stored.
 * @param {Page} page
 */
export async function waitSaved(page) {
  await expect(page.locator("html")).toHaveAttribute("data-save-state", "saved");
}

/**
 * Loads the page anew, as after a power cut.
 * @param {Page} page
 */
export async function reload(page) {
  await waitSaved(page);
  await page.reload();
  await expect(page.locator("main[data-route]")).toHaveCount(1);
}

/**
 * Starts a new self-check.
 * @param {Page} page
 */
export async function newRecord(page) {
  await open(page, HOME);
  await page.locator('[data-action="new-record"]').click();
  // It goes on by itself; the page of records is left behind.
  await expect(page.locator(`main[data-route]:not([data-route="${HOME}"])`)).toHaveCount(1);
  await waitSaved(page);
}

/**
 * Answers one question about the institution, whichever kind of control it has.
 * @param {Page} page
 * @param {string} key
 * @param {string} value
 */
export async function answerProfile(page, key, value) {
  const control = page.locator(`main [name="${key}"]`).first();
  await expect(control, `control of ${key}`).toBeAttached();
  const kind = await control.evaluate((/** @type {HTMLInputElement} */ element) => `${element.localName}:${element.type ?? ""}`);
  if (kind.startsWith("select:")) {
    await control.selectOption(value);
  } else if (kind === "input:radio") {
    await page.locator(`main [name="${key}"][value="${value}"]`).click();
  } else {
    await control.fill(value);
  }
}

/**
 * Fills in the page about the institution, in the order given.
 * @param {Page} page
 * @param {Record<string, string>} profile
 */
export async function fillProfile(page, profile) {
  await open(page, "profile");
  for (const [key, value] of Object.entries(profile)) await answerProfile(page, key, value);
  await waitSaved(page);
}

/**
 * The radio of a choice.
 * @param {Page} page
 * @param {string} id
 * @param {Choice} choice
 */
export function radio(page, id, choice) {
  return page.locator(`input[type="radio"][name="answer-${id}"][value="${choice}"]`);
}

/**
 * One of the fields that an answer opens.
 * @param {Page} page
 * @param {string} id
 * @param {keyof Fields} key
 */
export function field(page, id, key) {
  return page.locator(`main [name="${key}-${id}"]`);
}

/**
 * The fields that are given, each with its text.
 * @param {Fields} fields
 */
export function entries(fields) {
  return /** @type {[keyof Fields, string][]} */ (Object.entries(fields));
}

/**
 * Answers an item on its article's page; the page must be open.
 * @param {Page} page
 * @param {string} id
 * @param {Choice} choice
 * @param {Fields} fields
 */
export async function answer(page, id, choice, fields = {}) {
  const chosen = radio(page, id, choice);
  await chosen.click();
  await expect(chosen, `${id} ${choice}`).toBeChecked();
  for (const [key, value] of entries(fields)) await field(page, id, key).fill(value);
}

/**
 * Opens the article of an item and answers it.
 * @param {Page} page
 * @param {string} id
 * @param {Choice} choice
 * @param {Fields} fields
 */
export async function openAndAnswer(page, id, choice, fields = {}) {
  await open(page, `check/${articleOf(id)}`);
  await answer(page, id, choice, fields);
  await waitSaved(page);
}

/**
 * Pastes a table into a register's form and has it read; the page of registers must be open.
 * @param {Page} page
 * @param {string} register
 * @param {string} text
 */
export async function paste(page, register, text) {
  const form = page.locator("details.paste", { has: page.locator(`[name="paste-${register}"]`) });
  if ((await form.getAttribute("open")) === null) await form.locator("summary").click();
  await form.locator("textarea").fill(text);
  await form.locator('[data-action="read-paste"]').click();
  return form;
}

/**
 * Downloads a file by one click on a button of the page that is open.
 * @param {Page} page
 * @param {"pdf" | "xlsx" | "ics" | "json"} kind
 * @returns {Promise<Download>}
 */
export async function download(page, kind) {
  // The first report of a session starts the typesetter; on a busy machine that takes a while.
  const started = page.waitForEvent("download", { timeout: 60_000 });
  await page.locator(`[data-action="export-${kind}"]`).click();
  return started;
}
