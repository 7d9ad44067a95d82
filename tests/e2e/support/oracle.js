// The oracle's cases, computed outside the product by two methods.

import { readFileSync } from "node:fs";

/**
 * Reads a file of cases. Their notes may hold commas within quotation marks; no other field does.
 * @param {"filing" | "retention"} rule
 * @returns {Record<string, string>[]}
 */
export function cases(rule) {
  const url = new URL(`../../../crates/assessment/tests/oracle/${rule}.csv`, import.meta.url);
  const [head, ...rows] = readFileSync(url, "utf8").trim().split(/\r?\n/u);
  const keys = head.split(",");
  return rows.map((row) => {
    const cells = row.match(/"(?:[^"]|"")*"|[^,]+|(?<=,)(?=,|$)/gu) ?? [];
    if (cells.length !== keys.length) throw new Error(`cannot read the case ${row}`);
    return Object.fromEntries(keys.map((key, index) => [key, cells[index].replace(/^"|"$/gu, "")]));
  });
}
