// The 20th working day before an event, and ten thousand record batches: the domain beside packages that
// know the same holidays. Both sides of a ratio run in the same engine and are timed in turns.

import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { quantile, ratio, summary } from "./statistics.js";

const SCRIPT = fileURLToPath(new URL("working_days.py", import.meta.url));
const DAY = 86_400_000;
const ROUNDS = 9;

/** Every event of three published years is asked for. */
const FIRST = Date.UTC(2024, 0, 1) / DAY;
const EVENTS = 1_096;
const BATCHES = 10_000;
const FRAMES = 60;

/**
 * In the page: our module through wasm, and chinese-days in JavaScript.
 * @param {import("playwright-core").Page} page
 * @param {string} address of the server
 */
export async function inPage(page, address) {
  await page.goto(`${address}/rival/queries.html`);
  const measured = await page.evaluate(
    async ({ FIRST, EVENTS, ROUNDS, DAY, BATCHES, FRAMES }) => {
      // An address of the server, not a file that stands there.
      const address = "/module/bench.js";
      const module = await import(address);
      await module.default();
      const queries = new module.Queries();
      const { findWorkday } = window.chineseDays;
      const texts = Array.from({ length: EVENTS }, (_, number) =>
        new Date((FIRST + number) * DAY).toISOString().slice(0, 10),
      );
      const differing = texts.filter(
        (text, number) => Date.parse(findWorkday(-20, text)) / DAY !== queries.filing(FIRST + number),
      );
      // The page's clock ticks every 0.1 ms, so each reading spans many queries.
      const timed = (repeats, query) => {
        const started = performance.now();
        for (let repeat = 0; repeat < repeats; repeat += 1) {
          for (let number = 0; number < EVENTS; number += 1) query(number);
        }
        return ((performance.now() - started) * 1e6) / repeats / EVENTS;
      };
      const ours = [];
      const theirs = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        ours.push(timed(300, (number) => queries.filing(FIRST + number)));
        theirs.push(timed(1, (number) => findWorkday(-20, texts[number])));
      }
      const batches = new module.Batches(BATCHES, Date.UTC(2026, 10, 23) / DAY);
      const frames = [];
      let computed = 0;
      for (let frame = 0; frame < FRAMES; frame += 1) {
        const started = performance.now();
        computed = batches.compute();
        frames.push(performance.now() - started);
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
      return { ours, theirs, differing, frames, computed };
    },
    { FIRST, EVENTS, ROUNDS, DAY, BATCHES, FRAMES },
  );
  if (measured.differing.length > 0) {
    throw new Error(`the counts differ, so their times say nothing: ${measured.differing}`);
  }
  if (measured.computed !== BATCHES) {
    throw new Error(`of ${BATCHES} batches only ${measured.computed} were computed`);
  }
  return {
    filing: sides(measured.ours, measured.theirs),
    batches: {
      number: BATCHES,
      ...summary(measured.frames),
      p95: quantile(measured.frames, 0.95),
    },
  };
}

/**
 * Outside of a browser: our program and Python.
 * @param {{program: string, python: string}} tools
 */
export function natively({ program, python }) {
  const run = (command, ...rest) =>
    JSON.parse(execFileSync(command, rest.map(String), { encoding: "utf8" }));
  const ours = [];
  const theirs = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const one = run(program, FIRST, EVENTS, 2_000);
    const other = run(python, SCRIPT, FIRST, EVENTS);
    if (one.sum !== other.sum) {
      throw new Error("the counts differ, so their times say nothing");
    }
    ours.push(one.ns);
    theirs.push(other.ns);
  }
  return sides(ours, theirs);
}

function sides(ours, theirs) {
  return { ours: summary(ours), theirs: summary(theirs), ratio: ratio(ours, theirs) };
}
