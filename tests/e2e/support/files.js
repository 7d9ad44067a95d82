// The saved self-check: out of the page, into the page, and made by hand.

import { readFile } from "node:fs/promises";
import { readFileSync } from "node:fs";
import { expect } from "@playwright/test";
import { download, open, waitSaved } from "./app.js";
import { allItems, OPPORTUNITIES, RED_LINES } from "./regulation.js";

/**
 * @typedef {import("@playwright/test").Page} Page
 * @typedef {Record<string, any>} SavedRecord
 * @typedef {{name: string, mimeType: string, buffer: Buffer}} Picked a file as a person picks it
 */

const SAMPLE = new URL("../../../crates/assessment/tests/sample-record.json", import.meta.url);

/**
 * The sample of the file format: complete, every key, every shape.
 * @returns {SavedRecord}
 */
export function sampleRecord() {
  return JSON.parse(readFileSync(SAMPLE, "utf8"));
}

/**
 * The sample with every item answered, in a mix of all states.
 * @returns {SavedRecord}
 */
export function filledRecord() {
  const record = sampleRecord();
  allItems.forEach((id, index) => {
    if (record.answers[id]) return;
    const plain = RED_LINES.includes(id) || OPPORTUNITIES.includes(id);
    if (plain || index % 7 !== 3) {
      record.answers[id] = { state: "met" };
    } else if (index % 2 === 0) {
      record.answers[id] = {
        state: "partly",
        note: `${id} 还差一部分`,
        measure: "补齐",
        owner: "覃喆",
        due: "2026-12-18",
      };
    } else {
      record.answers[id] = { state: "unmet", note: `${id} 没有做到` };
    }
  });
  return record;
}

/**
 * A saved self-check as a file for an input.
 * @param {unknown} content an object, or the text itself
 * @param {string} name
 */
export function asFile(content, name = "备份.json") {
  const text = typeof content === "string" ? content : JSON.stringify(content, null, 2);
  return { name, mimeType: "application/json", buffer: Buffer.from(text, "utf8") };
}

/**
 * Gives a file to the page of data; what it would change is shown then.
 * @param {Page} page
 * @param {Picked} file
 */
export async function offer(page, file) {
  await open(page, "data");
  await page.locator('main input[type="file"]').setInputFiles(file);
}

/**
 * Imports a saved self-check and makes it the open one.
 * @param {Page} page
 * @param {SavedRecord} record
 */
export async function importRecord(page, record) {
  await offer(page, asFile(record));
  await page.locator('[data-action="confirm-import"]').click();
  await expect(page.locator('[data-action="confirm-import"]')).toHaveCount(0);
  await waitSaved(page);
}

/**
 * Downloads the open self-check and reads it.
 * @param {Page} page
 * @returns {Promise<SavedRecord>}
 */
export async function exportRecord(page) {
  await open(page, "data");
  const file = await download(page, "json");
  return JSON.parse(await readFile(await file.path(), "utf8"));
}
