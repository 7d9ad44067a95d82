// The oracle's cases, computed outside the product by two methods.

import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";

/**
 * Reads a file of cases.
 * @param {"filing" | "retention"} rule
 * @returns {Record<string, string>[]}
 */
export function cases(rule) {
  const url = new URL(`../../../crates/assessment/tests/oracle/${rule}.csv`, import.meta.url);
  return parse(readFileSync(url), { bom: true, columns: true });
}
