// A week of work without closing the page: nothing is lost, nothing grows, nothing gets slower.

import { answer, download, field, fillProfile, newRecord, open, reload, waitSaved } from "../support/app.js";
import { exportRecord } from "../support/files.js";
import { articles, itemsOf } from "../support/regulation.js";
import { expect, test } from "../support/test.js";

const ROUNDS = 12;
const REPORTS = 40;

/** What JavaScript and the app's module hold once the rubbish is gone. */
async function held(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  await session.detach();
  return usedSize;
}

const median = (numbers) => numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)];

test("hundreds of answers and dozens of reports leave the page as it was", async ({ page }) => {
  test.setTimeout(30 * 60_000);
  await newRecord(page);
  await fillProfile(page, { name: "南宁市某某技工学校", kind: "technical-school" });
  const last = {};
  let early;
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const article of articles) {
      await open(page, `check/${article}`);
      for (const id of itemsOf(article)) {
        const radios = page.locator(`input[name="answer-${id}"]`);
        if ((await radios.count()) === 0) continue;
        const choice = round % 2 ? "met" : "partly";
        await answer(page, id, choice);
        const note = field(page, id, "note");
        if (choice === "partly" && (await note.count())) await note.fill(`第${round + 1}轮：${id}`);
        last[id] = choice;
      }
      await waitSaved(page);
    }
    if (round === 1) early = await held(page);
  }
  expect(await held(page)).toBeLessThan(early * 1.5);

  await reload(page);
  const { answers } = await exportRecord(page);
  const kept = Object.fromEntries(Object.keys(last).map((id) => [id, answers[id]?.state]));
  expect(kept).toEqual(last);

  await open(page, "report");
  const times = [];
  for (let report = 0; report < REPORTS; report += 1) {
    await open(page, "check/2");
    await answer(page, "2.1", "partly", { note: `第 ${report} 份报告` });
    await waitSaved(page);
    await open(page, "report");
    const began = performance.now();
    await download(page, "pdf");
    times.push(performance.now() - began);
  }
  // The first ones wait for the typesetter.
  expect(median(times.slice(-10))).toBeLessThan(2 * median(times.slice(2, 12)));
});
