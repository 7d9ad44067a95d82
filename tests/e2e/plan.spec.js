// The plan of measures, to its end.

import { answer, field, item, newRecord, open, reload, waitSaved } from "./support/app.js";
import { expect, test } from "./support/test.js";

test("a measure is decided, completed, checked and kept when its item is met again", async ({ page }) => {
  await newRecord(page);
  await open(page, "check/23");
  await answer(page, "23.3", "unmet", { note: "只有一个机位", measure: "加装一个机位", owner: "莫䶮", due: "2026-11-10" });

  await open(page, "plan");
  const row = page.locator('[data-task="23.3"]');
  await expect(row).toContainText("已逾期");
  const end = row.locator(".completion");
  await expect(end).toContainText("整改中");
  await end.locator("summary").click();
  await field(page, "23.3", "completed_on").fill("2026-11-09");
  await expect(end).toContainText("已完成待复核");
  await expect(row).not.toContainText("已逾期");
  await field(page, "23.3", "result").fill("两个机位都已录像");
  await field(page, "23.3", "completion_evidence").fill("验收单，档案柜三号");
  await field(page, "23.3", "checked_by").fill("韦兰");
  await field(page, "23.3", "checked_on").fill("2026-11-12");
  await expect(end).toContainText("已销号");
  await waitSaved(page);

  await open(page, "check/23");
  await answer(page, "23.3", "met");
  await expect(item(page, "23.3")).toContainText("整改记录");
  await open(page, "plan");
  await reload(page);
  await expect(page.getByRole("heading", { name: "已整改" })).toBeVisible();
  await expect(row).toContainText("已销号");
  await expect(field(page, "23.3", "measure")).toHaveValue("加装一个机位");
});

test("dates of an end that cannot be are told at once", async ({ page }) => {
  await newRecord(page);
  await open(page, "check/23");
  await answer(page, "23.3", "unmet", { measure: "加装一个机位" });
  await open(page, "plan");
  const row = page.locator('[data-task="23.3"]');
  await row.locator(".completion summary").click();
  await field(page, "23.3", "checked_on").fill("2026-11-12");
  await expect(row).toContainText("没有登记完成日期");
});
