// What the questionnaire must ask, and the words it must show.

import { readFileSync } from "node:fs";
import { parse } from "smol-toml";

/** How many articles there are. */
export const ARTICLES = 32;

// Written out by hand and not read from the content: an item that goes missing there must be missed
// here. Articles whose items are numbered 1 to n; the others are listed below.
const COUNTS = {
  1: 2,
  2: 1,
  3: 3,
  4: 2,
  5: 1,
  6: 4,
  7: 3,
  8: 1,
  9: 1,
  10: 5,
  11: 6,
  12: 5,
  13: 13,
  14: 11,
  15: 4,
  16: 2,
  17: 6,
  18: 3,
  19: 3,
  21: 7,
  22: 10,
  23: 4,
  24: 4,
  25: 4,
  26: 1,
  29: 1,
  30: 3,
  31: 2,
  32: 1,
};
const LISTED = { 20: [0, 1, 2, 3, 4, 5, 6, 7], 27: [6, 8, 9, 10], 28: [1, 2, 4, 5] };

/** The 红线 items. */
export const RED_LINES = [
  "3.1",
  "20.1",
  "20.2",
  "20.3",
  "20.4",
  "20.5",
  "20.6",
  "28.1",
  "28.2",
  "28.4",
  "28.5",
];

/** The 【机会】 items: never a shortfall. */
export const OPPORTUNITIES = ["6.1", "6.2", "6.3", "6.4", "7.1", "7.3", "8.1"];

/** What the tool asks beyond the list made clause by clause. */
export const OWN_ITEMS = ["3.3", "6.4", "11.6", "25.4", "30.3"];

/**
 * The ids of an article's items.
 * @param {number} article
 * @returns {string[]}
 */
export function itemsOf(article) {
  const numbers = LISTED[article] ?? Array.from({ length: COUNTS[article] ?? 0 }, (_, index) => index + 1);
  return numbers.map((number) => `${article}.${number}`);
}

/** The numbers of all articles, in order. */
export const articles = Array.from({ length: ARTICLES }, (_, index) => index + 1);

/** The ids of all items, in order. */
export const allItems = articles.flatMap(itemsOf);

/**
 * The article that an item belongs to.
 * @param {string} id
 * @returns {number}
 */
export function articleOf(id) {
  return Number(id.split(".")[0]);
}

const contents = new Map();

/**
 * The content of an article as the trade wrote it.
 * @param {number} article
 * @returns {{title: string, text: string[], item: {id: string, ask: string}[]}}
 */
export function content(article) {
  if (!contents.has(article)) {
    const name = `../../../regulation/articles/${String(article).padStart(2, "0")}.toml`;
    contents.set(article, parse(readFileSync(new URL(name, import.meta.url), "utf8")));
  }
  return contents.get(article);
}

/**
 * The question that an item asks.
 * @param {string} id
 * @returns {string}
 */
export function question(id) {
  const item = content(articleOf(id)).item.find((item) => item.id === id);
  if (!item) throw new Error(`there is no item ${id} in the content`);
  return item.ask;
}

/**
 * Writes a number up to 99 the way articles are numbered.
 * @param {number} number
 * @returns {string}
 */
function chinese(number) {
  const digits = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
  const tens = Math.floor(number / 10);
  return `${tens > 1 ? digits[tens] : ""}${tens > 0 ? "十" : ""}${digits[number % 10]}`;
}

/**
 * An article's label: 第十一条 for 11.
 * @param {number} article
 * @returns {string}
 */
export function label(article) {
  return `第${chinese(article)}条`;
}

/**
 * Takes all white space out of a text, and differences of width that mean nothing.
 * @param {string} text
 * @returns {string}
 */
export function squeeze(text) {
  return text.normalize("NFKC").replace(/\s+/gu, "");
}

/**
 * The articles' words as the notice was published, white space and width aside.
 * @returns {Map<number, string>}
 */
export function published() {
  const url = new URL("../../../crates/assessment/tests/source.txt", import.meta.url);
  const texts = new Map();
  let article = 0;
  for (const line of readFileSync(url, "utf8").split(/\r?\n/u)) {
    if (line.startsWith(`${label(article + 1)} `)) {
      article += 1;
      texts.set(article, squeeze(line));
    } else if (article > 0 && !/^第.章/u.test(line)) {
      texts.set(article, texts.get(article) + squeeze(line));
    }
  }
  return texts;
}
