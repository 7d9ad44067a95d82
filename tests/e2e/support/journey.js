// One institution's way through the whole self-check, from the first click to the finished PDF.

import { copyFile } from "node:fs/promises";
import {
  answer,
  download,
  entries,
  field,
  fillProfile,
  item,
  newRecord,
  open,
  radio,
  reload,
  waitSaved,
} from "./app.js";
import { exportRecord } from "./files.js";
import * as pdf from "./pdf.js";
import { allItems, articles, itemsOf, label, question, squeeze } from "./regulation.js";
import { expect, test, TODAY } from "./test.js";

/**
 * @typedef {import("@playwright/test").Page} Page
 * @typedef {import("./app.js").Choice} Choice
 * @typedef {import("./app.js").Fields} Fields
 *
 * @typedef {object} Journey
 * @property {Record<string, string>} profile what the page about the institution is told, in order
 * @property {Record<string, [Choice, Fields?]>} answers whatever is not simply 符合
 * @property {string[]} inapplicable the items that the profile takes away
 * @property {string[]} derived the items that the profile decides as 不符合
 * @property {string[]} dates civil dates that the report must print
 */

/** After this article the browser is loaded anew. */
const HALF_WAY = 16;

/**
 * The items that a person is asked.
 * @param {Journey} journey
 */
function asked(journey) {
  return allItems.filter((id) => !journey.inapplicable.includes(id) && !journey.derived.includes(id));
}

/**
 * What an item must come to.
 * @param {Journey} journey
 * @param {string} id
 */
function expectedState(journey, id) {
  if (journey.derived.includes(id)) return "unmet";
  if (journey.inapplicable.includes(id)) return "not-applicable";
  const [choice, fields] = journey.answers[id] ?? ["met"];
  return choice === "not-applicable" && !fields?.reason ? "unanswered" : choice;
}

/**
 * Answers all that is asked in an article, and looks at what became of each item.
 * @param {Page} page
 * @param {Journey} journey
 * @param {number} article
 */
async function answerArticle(page, journey, article) {
  await open(page, `check/${article}`);
  for (const id of itemsOf(article)) {
    if (asked(journey).includes(id)) {
      const [choice, fields] = journey.answers[id] ?? ["met"];
      await answer(page, id, choice, fields);
    }
    await expect(item(page, id), id).toHaveAttribute("data-state", expectedState(journey, id));
  }
  await waitSaved(page);
}

/**
 * Finds everything answered so far where it was left.
 * @param {Page} page
 * @param {Journey} journey
 * @param {number} last the last article answered
 */
async function findAnswers(page, journey, last) {
  for (const article of articles.filter((article) => article <= last)) {
    await open(page, `check/${article}`);
    for (const id of itemsOf(article)) {
      await expect(item(page, id), id).toHaveAttribute("data-state", expectedState(journey, id));
      if (!asked(journey).includes(id)) {
        await expect(item(page, id).getByRole("radio"), `radios of ${id}`).toHaveCount(0);
        continue;
      }
      const [choice, fields = {}] = journey.answers[id] ?? ["met"];
      await expect(radio(page, id, choice), `${id} ${choice}`).toBeChecked();
      for (const [key, value] of entries(fields)) {
        await expect(field(page, id, key), `${key} of ${id}`).toHaveValue(value);
      }
    }
  }
}

/**
 * Compares the saved file with what was told to the page.
 * @param {import("./files.js").SavedRecord} record
 * @param {Journey} journey
 */
function compareRecord(record, journey) {
  expect(record).toMatchObject({ format: "selfcheck", version: 1, regulation: "nanning-2021" });
  expect(record.profile).toMatchObject(journey.profile);
  expect(Object.keys(record.answers).sort()).toEqual(asked(journey).sort());
  for (const id of asked(journey)) {
    const [choice, fields = {}] = journey.answers[id] ?? ["met"];
    expect(record.answers[id], id).toMatchObject({ state: choice, ...fields });
  }
}

/**
 * Downloads the report by one click and keeps it with the test's results.
 * @param {Page} page
 * @param {Journey} journey
 * @returns {Promise<string>} its path
 */
async function downloadReport(page, journey) {
  await open(page, "report");
  const file = await download(page, "pdf");
  expect(file.suggestedFilename()).toBe(`${journey.profile.name}-自查报告-${TODAY}.pdf`);
  await expect(page.locator("main")).toContainText("已交给浏览器下载");
  const path = test.info().outputPath("report.pdf");
  await copyFile(await file.path(), path);
  return path;
}

/**
 * Reads the report and compares it with the page, with the answers and with the record.
 * @param {string} path
 * @param {Journey} journey
 * @param {string} headline
 * @param {import("./files.js").SavedRecord} record
 */
async function compareReport(path, journey, headline, record) {
  const text = squeeze(await pdf.text(path));
  /** @param {string} part @param {string} what */
  const says = (part, what) => expect(text.includes(squeeze(part)), `${what}: ${part}`).toBe(true);

  says(journey.profile.name, "institution");
  says(headline, "headline");
  for (const article of articles) says(label(article), "article");
  for (const id of allItems) says(question(id), `question ${id}`);
  for (const id of asked(journey)) {
    const [, fields = {}] = journey.answers[id] ?? ["met"];
    const { due, ...words } = fields;
    for (const [key, value] of Object.entries(words)) says(value, `${key} of ${id}`);
    if (due)
      expect(
        pdf.printedForms(due).some((form) => text.includes(form)),
        `due date of ${id}: ${due}`,
      ).toBe(true);
  }
  for (const date of journey.dates) {
    expect(
      pdf.printedForms(date).some((form) => text.includes(form)),
      `date ${date}`,
    ).toBe(true);
  }

  // 〓 is what a typesetter puts for a character that no font has; U+FFFD, what a reader puts.
  expect(text).not.toMatch(/[\u3013\ufffd\ue000-\uf8ff]/u);
  const glyphs = await pdf.glyphs(path);
  expect(glyphs.missing, "empty boxes").toBe(0);
  expect(glyphs.drawn, "glyphs drawn").toBeGreaterThan(text.length / 2);
  for (const font of await pdf.fonts(path)) {
    expect(font, font.name).toMatchObject({ embedded: true, subset: true, unicode: true });
  }
  expect(await pdf.info(path)).toMatchObject({
    Title: expect.stringContaining(journey.profile.name),
    Tagged: "yes",
    "Page size": expect.stringContaining("A4"),
  });
  // Of what was done to it the report carries only what still counts.
  const attached = JSON.parse(await pdf.attachment(path, "selfcheck.json"));
  expect({ ...attached, journal: record.journal }).toEqual(record);
}

/**
 * Walks the whole way. Leaves the page on the report.
 * @param {Page} page
 * @param {Journey} journey
 * @returns {Promise<{headline: string, record: import("./files.js").SavedRecord}>}
 */
export async function walk(page, journey) {
  await test.step("tells about the institution", async () => {
    await newRecord(page);
    await fillProfile(page, journey.profile);
  });
  await test.step("answers the first half", async () => {
    for (const article of articles.slice(0, HALF_WAY)) await answerArticle(page, journey, article);
  });
  await test.step("finds it all after a reload", async () => {
    await reload(page);
    await findAnswers(page, journey, HALF_WAY);
  });
  await test.step("answers the rest", async () => {
    for (const article of articles.slice(HALF_WAY)) await answerArticle(page, journey, article);
    await findAnswers(page, journey, articles.length);
  });
  const record = await test.step("saves a backup", () => exportRecord(page));
  compareRecord(record, journey);
  return test.step("reads the report", async () => {
    const path = await downloadReport(page, journey);
    const headline = await page.locator("[data-headline]").innerText();
    expect(headline.trim()).not.toBe("");
    const shown = squeeze(await page.locator("main").innerText());
    for (const [state, words] of /** @type {const} */ ([
      ["not-applicable", "不适用"],
      ["unanswered", "未答"],
    ])) {
      const count = countOf(journey, state);
      expect(shown, `${words} beside the headline`).toMatch(new RegExp(`${words}${count}(?!\\d)`, "u"));
    }
    await compareReport(path, journey, headline, record);
    return { headline, record };
  });
}

/**
 * How many items must come to a state.
 * @param {Journey} journey
 * @param {"met" | "partly" | "unmet" | "not-applicable" | "unanswered"} state
 */
function countOf(journey, state) {
  return allItems.filter((id) => expectedState(journey, id) === state).length;
}
