// The network may be cut off: everything goes on, the report included.

import { download, fillProfile, newRecord, open, waitSaved } from "./support/app.js";
import { expect, test } from "./support/test.js";

test.use({ serviceWorkers: "allow" });

test("once it says that it is ready, it needs no network", async ({ page, context }) => {
  test.setTimeout(240_000);
  await newRecord(page);
  await fillProfile(page, { name: "南宁市㛃䶮喆技工学校" });
  await expect(page.locator("html")).toHaveAttribute("data-offline", "ready", { timeout: 120_000 });

  await context.setOffline(true);
  await page.reload();
  await open(page, "profile");
  await expect(page.locator('[name="name"]')).toHaveValue("南宁市㛃䶮喆技工学校");
  await expect(page.locator("html")).toHaveAttribute("data-offline", "ready");
  await open(page, "report");
  expect((await download(page, "pdf")).suggestedFilename()).toContain("南宁市㛃䶮喆技工学校");
  await waitSaved(page);
});
