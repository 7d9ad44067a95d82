import { open } from "../support/app.js";
import { walk } from "../support/journey.js";
import { expect, test } from "../support/test.js";

// A 技工院校 published by the autonomous region, about to hold its first event in Nanning, with
// trainees of its own under an exception. The name has characters that many fonts lack.
/** @type {import("../support/journey.js").Journey} */
const journey = {
  profile: {
    name: "南宁市㛃䶮喆技工学校",
    period_from: "2026-01-01",
    period_to: "2026-11-20",
    in_scope: "yes",
    kind: "technical-school",
    published_by: "autonomous-region",
    level: "autonomous-region",
    first_event: "2026-12-22",
    intelligent_exam: "yes",
    offsite: "no",
    training: "yes",
    own_trainees: "yes",
    exception_policy: "yes",
    exception_only: "no",
    review: "no",
    fees: "yes",
    withdrawn_certs: "no",
    rectification_order: "no",
    leaving: "no",
  },
  answers: {
    1.2: [
      "partly",
      { note: "制度汇编缺一份文号", measure: "补列文号后重新印发", owner: "覃喆", due: "2026-12-04" },
    ],
    6.1: ["unmet", { note: "今年没有增设的打算" }],
    8.1: ["not-applicable", { reason: "自查期间没有需要反映的诉求" }],
    9.1: ["not-applicable", {}],
    10.2: [
      "unmet",
      { note: "电工三级尚未列入备案表", measure: "停止三级报名并申请增项", owner: "韦㛃", due: "2026-12-11" },
    ],
    13.9: ["partly", { note: "莫䶮的考评员证遗失，正在补办" }],
    14.6: [
      "unmet",
      { note: "两个批次的试卷晚收回一天", measure: "试卷交接当日双人签收", owner: "莫䶮", due: "2027-01-08" },
    ],
    17.2: [
      "partly",
      {
        note: "只公布了标准，没有公布依据：“桂价费”文件, 第3页\n待补",
        measure: "张贴依据",
        owner: "韦㛃",
        due: "2026-12-05",
      },
    ],
    22.5: ["unmet", {}],
    23.3: [
      "unmet",
      { note: "2号实训室缺一路摄像", measure: "增装摄像机并试录", owner: "韦㛃", due: "2026-12-05" },
    ],
    24.3: [
      "partly",
      { note: "第二批的同意还在办理", measure: "取得同意之前不开展第二批", owner: "覃喆", due: "2026-12-18" },
    ],
    26.1: ["not-applicable", {}],
    31.2: ["not-applicable", { reason: "没有收到转办的投诉" }],
  },
  inapplicable: ["6.4", "7.3", "11.6", "14.9", "16.2", "17.5", "27.8", "29.1"],
  derived: [],
  // The filing's safe day, and the end of the regulation's own two years.
  dates: ["2026-11-23", "2023-12-07"],
};

test("a technical school with trainees of its own answers everything and prints its report", async ({
  page,
}) => {
  test.setTimeout(420_000);
  const { headline } = await walk(page, journey);
  expect(headline).toMatch(/(?:未|没有)发现红线/u);

  await open(page, "deadlines/filing");
  await expect(page.locator('output[data-deadline="filing"]:not([data-reading])')).toHaveAttribute(
    "data-date",
    "2026-11-23",
  );

  // Every shortfall without a measure, an owner and a date is in the plan, and said to be missing.
  await open(page, "plan");
  for (const id of ["1.2", "10.2", "13.9", "22.5", "23.3"]) {
    await expect(page.locator("main")).toContainText(id);
  }
  // What is a chance only is no shortfall.
  await expect(page.locator("main")).not.toContainText("今年没有增设的打算");
});
