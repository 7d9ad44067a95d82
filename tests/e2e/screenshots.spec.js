// The picture in README.md: UPDATE_SCREENSHOT=1 takes it anew; look at it before committing.

import { fileURLToPath } from "node:url";
import { item, open, reload } from "./support/app.js";
import { filledRecord, importRecord } from "./support/files.js";
import { expect, test } from "./support/test.js";

const PICTURE = fileURLToPath(new URL("../../docs/screenshot.png", import.meta.url));

test("an article being answered, as README.md shows it", async ({ page }) => {
  const record = filledRecord();
  record.answers["17.2"] = {
    state: "unmet",
    note: "公示栏只有收费标准，没有收费依据文件",
    measure: "补贴收费依据文件复印件，并在网站同步公布",
    owner: "韦㛃",
    due: "2026-12-05",
  };
  await importRecord(page, record);
  await open(page, "check/17");
  // Without the message about the import, and without the pointer on anything.
  await reload(page);
  await page.mouse.move(0, 0);
  await expect(page.locator('[data-article="17"]')).toBeInViewport();
  await expect(item(page, "17.2")).toBeInViewport();
  await expect(page.locator("h1")).toBeInViewport();
  if (process.env.UPDATE_SCREENSHOT === "1") {
    await page.screenshot({ path: PICTURE, animations: "disabled" });
  }
});
