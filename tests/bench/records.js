// Self-checks to make reports of: a usual one, and ones with any number of long notes.

import { readdirSync, readFileSync } from "node:fs";

const SAMPLE = new URL("../../crates/assessment/tests/sample-record.json", import.meta.url);
const ARTICLES = new URL("../../regulation/articles/", import.meta.url);

const articles = readdirSync(ARTICLES)
  .filter((name) => name.endsWith(".toml"))
  .map((name) => readFileSync(new URL(name, ARTICLES), "utf8"));

/** The ids of all items, in order. */
export const ITEMS = articles.flatMap((text) =>
  [...text.matchAll(/^id = "([\d.]+)"$/gmu)].map((match) => match[1]),
);

/** Sentences as people in this field write them, for notes of real characters. */
const SENTENCES = articles.flatMap((text) =>
  [...text.matchAll(/^explain = "(.+)"$/gmu)].flatMap((match) => match[1].split("。").filter(Boolean)),
);

/** The item whose note is changed before each run, and its article. */
export const CHANGED = { item: "23.3", article: 23 };

/** Characters of a long note, about. */
const LONG_NOTE = 300;

/** @param {number} number which note; the same number always gives the same text */
function longNote(number) {
  let text = `${number}. `;
  for (let next = number * 7; text.length < LONG_NOTE; next += 1) {
    text += `${SENTENCES[next % SENTENCES.length]}。`;
  }
  return text;
}

/**
 * As institutions fill it in: every item answered, every seventh a shortfall with its plan, every third
 * with a remark.
 */
export function usual() {
  const record = JSON.parse(readFileSync(SAMPLE, "utf8"));
  ITEMS.forEach((id, index) => {
    if (record.answers[id]) return;
    const answer = { state: index % 7 === 3 ? "partly" : "met", answered_at: record.updated_at };
    if (index % 7 === 3) {
      Object.assign(answer, { measure: "补齐资料并复核", owner: "覃喆", due: "2026-12-18" });
    }
    if (index % 3 === 0) answer.note = `${SENTENCES[index % SENTENCES.length]}。`;
    record.answers[id] = answer;
  });
  return record;
}

/**
 * The same with so many long notes, dealt out over the items; an item may have several paragraphs.
 * @param {number} number
 */
export function withLongNotes(number) {
  const record = usual();
  record.id = `bench-${number}`;
  const others = ITEMS.filter((id) => id !== CHANGED.item && record.answers[id].state === "met");
  for (let note = 0; note < number; note += 1) {
    const answer = record.answers[others[note % others.length]];
    answer.note = [answer.note, longNote(note)].filter(Boolean).join("\n");
  }
  return record;
}
