// The browser gives the app no more memory: that is said, and nothing is lost.

import { writeFile } from "node:fs/promises";
import config from "./playwright.config.js";
import { fillProfile, newRecord, open } from "./support/app.js";
import { exportRecord } from "./support/files.js";
import { expect, failing } from "./support/test.js";

const { launchOptions } = config.use;

// 64 MB, where a browser gives up to 4 GB.
failing.use({
  launchOptions: { ...launchOptions, args: [...launchOptions.args, "--js-flags=--wasm-max-mem-pages=1024"] },
});

failing("a file that needs more memory than there is costs nothing that was kept", async ({ page }, testInfo) => {
  await newRecord(page);
  await fillProfile(page, { name: "留下的机构" });
  const saved = await exportRecord(page);
  // Below the limit for files, and many times as large once it is read.
  const file = testInfo.outputPath("大.json");
  await writeFile(file, `{"format":"selfcheck","version":1,"more":[${"1,".repeat(9_000_000)}1]}`);
  await open(page, "data");
  await page.locator('main input[type="file"]').setInputFiles(file);
  const rescue = page.locator("dialog.rescue");
  await expect(rescue).toBeVisible({ timeout: 60_000 });
  await expect(rescue).toHaveAttribute("data-fault", "memory");

  page.on("dialog", (dialog) => dialog.accept());
  await page.locator('[data-action="rescue-reload"]').click();
  await expect(rescue).toHaveCount(0);
  expect(await exportRecord(page)).toEqual(saved);
});
