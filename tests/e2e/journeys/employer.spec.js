import { item, open } from "../support/app.js";
import { walk } from "../support/journey.js";
import { expect, test } from "../support/test.js";

// A 用人单位 that was never filed and published: 第三条 decides before anything is asked.
/** @type {import("../support/journey.js").Journey} */
const journey = {
  profile: {
    name: "南宁某某机械制造有限公司",
    period_from: "2026-03-01",
    period_to: "2026-11-20",
    in_scope: "no",
    kind: "employer",
    published_by: "neither",
    level: "unknown",
    intelligent_exam: "no",
    offsite: "no",
    training: "no",
    review: "no",
    fees: "no",
    withdrawn_certs: "no",
    rectification_order: "no",
    leaving: "no",
  },
  answers: {
    3.2: ["unmet", { note: "没有备案，谈不上一致" }],
    11.5: [
      "unmet",
      { note: "从未备案", measure: "先核实资质，再办理备案", owner: "李旻", due: "2026-12-31" },
    ],
    21.6: [
      "partly",
      { note: "应急预案三年没有演练", measure: "12月组织演练", owner: "李旻", due: "2026-12-25" },
    ],
  },
  inapplicable: ["13.5", "14.9", "15.3", "16.2", "17.5", "24.1", "24.2", "24.3", "24.4", "27.8", "29.1"],
  derived: ["3.1"],
  dates: ["2023-12-07", "2026-12-31"],
};

test("an employer that nobody published learns that first", async ({ page }) => {
  test.setTimeout(420_000);
  const { headline } = await walk(page, journey);
  expect(headline).toContain("第三条");

  await open(page, "check/3");
  await expect(item(page, "3.1")).toHaveAttribute("data-derived", "true");
  await expect(item(page, "3.1").getByRole("radio")).toHaveCount(0);
  await expect(item(page, "3.1")).toContainText("请先向主管部门核实");

  // With first_event unanswered there is no date to compute, and none is made up.
  await open(page, "deadlines");
  await expect(page.locator('[data-deadline="filing"][data-date]')).toHaveCount(0);
});
