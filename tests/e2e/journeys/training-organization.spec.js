import { walk } from "../support/journey.js";
import { expect, test } from "../support/test.js";

// A 社会培训评价机构 published by the state, of another city, at work in Nanning for years, that
// finds two red lines crossed. Everything that can apply to it does.
/** @type {import("../support/journey.js").Journey} */
const journey = {
  profile: {
    name: "广西启航职业培训评价有限公司（南宁）",
    period_from: "2026-01-01",
    period_to: "2026-10-31",
    in_scope: "yes",
    kind: "training-organization",
    published_by: "national",
    level: "other-city",
    first_event: "2022-05-16",
    intelligent_exam: "no",
    offsite: "yes",
    training: "yes",
    own_trainees: "yes",
    exception_policy: "no",
    exception_only: "no",
    review: "yes",
    fees: "yes",
    withdrawn_certs: "yes",
    rectification_order: "yes",
    leaving: "yes",
  },
  answers: {
    11.1: [
      "unmet",
      {
        note: "2022年4月20日才备案，晚于期限",
        measure: "向市培训鉴定指导机构书面说明",
        owner: "梁颖",
        due: "2026-12-01",
      },
    ],
    14.7: [
      "partly",
      { note: "复评记录不全", measure: "补齐第三批复评记录", owner: "黄䶮", due: "2026-12-10" },
    ],
    20.5: [
      "unmet",
      {
        note: "查出两份证书流向未参评人员",
        measure: "收回证书并报告主管部门",
        owner: "梁颖",
        due: "2026-11-25",
      },
    ],
    28.4: [
      "partly",
      { note: "理论试题提前两小时外传", measure: "更换题库口令，报案", owner: "黄䶮", due: "2026-11-24" },
    ],
    27.8: ["unmet", { note: "10月12日的整改通知还没有办完" }],
  },
  inapplicable: ["6.4", "7.3", "11.6", "13.5"],
  // Trainees of its own and neither exception.
  derived: ["24.2"],
  dates: ["2023-12-07"],
};

test("a training organization finds two red lines, and the report says so first", async ({ page }) => {
  test.setTimeout(420_000);
  const { headline } = await walk(page, journey);
  expect(headline).toMatch(/[2二两] ?[项条个]/u);
  expect(headline).toContain("红线");
});
