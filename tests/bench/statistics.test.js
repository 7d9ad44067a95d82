import assert from "node:assert/strict";
import { test } from "node:test";
import { growth, quantile, ratio, summary } from "./statistics.js";

test("a quantile lies between its neighbours", () => {
  assert.equal(quantile([3, 1, 2], 0.5), 2);
  assert.equal(quantile([4, 1, 2, 3], 0.5), 2.5);
  assert.equal(quantile([10], 0.95), 10);
});

test("one slow run does not move a median, but shows in the spread", () => {
  assert.deepEqual(summary([2, 90, 1, 2, 3]), { median: 2, least: 1, most: 90, runs: 5 });
});

test("a round that is slow for both sides leaves the ratio as it is", () => {
  const { median, least, most, runs } = ratio([1, 10, 2], [2, 20, 4]);
  assert.deepEqual({ median, least, most, runs }, { median: 0.5, least: 0.5, most: 0.5, runs: 3 });
});

test("the least times tell the ratio where one side alone was disturbed in most rounds", () => {
  assert.equal(ratio([9, 1, 8], [2, 2, 2]).ofLeast, 0.5);
});

test("ten times the time for ten times the size is linear, a hundred times is square", () => {
  assert.ok(Math.abs(growth([100, 7], [1000, 70]) - 1) < 1e-12);
  assert.ok(Math.abs(growth([100, 7], [1000, 700]) - 2) < 1e-12);
});
