// What the content adds to the pages: groups and third answers of the profile, the words at a red line, the tool's
// own items, and the documents that came after the regulation.

import { fillProfile, item, newRecord, open, radio, reload } from "./support/app.js";
import { exportRecord } from "./support/files.js";
import { OWN_ITEMS } from "./support/regulation.js";
import { expect, test } from "./support/test.js";

test("a third answer says what to do and is saved beside one that older versions know", async ({ page }) => {
  await newRecord(page);
  await fillProfile(page, {
    published_by: "city",
    kind: "other",
    training: "yes",
    own_trainees: "planned",
    exception_policy: "no",
    exception_only: "no",
  });
  await expect(page.locator("main")).toContainText("按未答处理");
  await reload(page);
  await expect(page.locator('input[name="published_by"][value="city"]')).toBeChecked();
  const { profile } = await exportRecord(page);
  expect(profile).toMatchObject({
    published_by: "unknown",
    city_paper: "yes",
    kind_other: "yes",
    own_trainees: "yes",
    own_trainees_planned: "yes",
  });
  expect(profile).not.toHaveProperty("kind");

  // Neither is a verdict: both items are still to be answered.
  for (const { article, id } of [
    { article: 3, id: "3.1" },
    { article: 24, id: "24.2" },
  ]) {
    await open(page, `check/${article}`);
    await expect(item(page, id)).toHaveAttribute("data-state", "unanswered");
    await expect(item(page, id).getByRole("radio").first()).toBeVisible();
  }
});

test("a red line is answered by whether it happened", async ({ page }) => {
  await newRecord(page);
  await open(page, "check/20");
  /** @type {[import("./support/app.js").Choice, string][]} */
  const labels = [
    ["met", "未发生"],
    ["partly", "有疑点"],
    ["unmet", "已发生"],
  ];
  for (const [choice, label] of labels) {
    await expect(item(page, "20.1").locator("label").filter({ has: radio(page, "20.1", choice) })).toContainText(label);
  }
  await expect(item(page, "20.1")).toContainText("有疑点计为发生");
  await open(page, "check/3");
  await expect(item(page, "3.1").locator("label").filter({ has: radio(page, "3.1", "met") })).toContainText("符合");
});

test("what the tool asks beyond the clauses is marked as its own", async ({ page }) => {
  await newRecord(page);
  for (const id of OWN_ITEMS) {
    await open(page, `check/${id.split(".")[0]}`);
    await expect(item(page, id)).toHaveAttribute("data-own-item", "true");
  }
  await expect(page.locator('[data-own-item][data-item="30.1"]')).toHaveCount(0);
});

test("later documents are listed with their sources as text and no claim to be complete", async ({ page }) => {
  await open(page, "regulation");
  const later = page.getByRole("region", { name: /已知的后续文件/ });
  await expect(later).toContainText("未收全文，以原件为准");
  await expect(later.getByRole("listitem")).not.toHaveCount(0);
  await expect(later).toContainText("三个清单");
  await expect(later).toContainText("rst.gxzf.gov.cn");
  await expect(later.locator('a[href^="http"]')).toHaveCount(0);
  await expect(page.locator("main")).toContainText("转载页未见文号");
});
