// The machine is set to another time zone, its clock is wrong, the page runs inside another program, or
// someone types an address: Nanning's day counts, and what cannot be done here is said beforehand.

import { download, fillProfile, HOME, newRecord, open, reload } from "./support/app.js";
import { expect, prepare, test, TODAY } from "./support/test.js";

const IN_APPS = [
  ["微信", "MicroMessenger/8.0.47.2560(0x28002F51) WeChat/arm64 Weixin NetType/WIFI Language/zh_CN"],
  ["钉钉", "AliApp(DingTalk/7.5.0) com.alibaba.android.rimet/35174310"],
  ["QQ", "V1_AND_SQ_8.9.80_4614_YYB_D QQ/8.9.80.12440 NetType/WIFI"],
];
for (const [program, mark] of IN_APPS) {
  test(`inside ${program} it is said beforehand that nothing can be saved as a file`, async ({
    browser,
    complaints,
  }) => {
    const context = await browser.newContext({
      userAgent: `Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Version/4.0 Mobile Safari/537.36 ${mark}`,
    });
    const page = await context.newPage();
    await prepare(page, complaints);
    await open(page, HOME);
    await expect(page.locator("[data-in-app]")).toContainText(`${program}里打开的网页不能保存文件`);
    await newRecord(page);
    await open(page, "data");
    await download(page, "json");
    // Such a browser drops the file without a word.
    await expect(page.locator(".saved-backup")).toHaveText("还没有导出过");
    await context.close();
  });
}

test("on a machine set to another time zone the day is Nanning's, and that is said", async ({
  browser,
  complaints,
}) => {
  // There it is still the evening of the 22nd.
  const context = await browser.newContext({ timezoneId: "America/Los_Angeles" });
  const page = await context.newPage();
  await prepare(page, complaints);
  await newRecord(page);
  await expect(page.locator("[data-time-zone]")).toContainText(`今天是 ${TODAY}`);
  await open(page, "data");
  expect((await download(page, "json")).suggestedFilename()).toContain(TODAY);
  await expect(page.locator(".data-age")).toContainText("2026-11-23 10:00");
  await context.close();
});

test("on a machine set to Nanning's time nothing is said", async ({ page }) => {
  await newRecord(page);
  await expect(page.locator("[data-time-zone], [data-clock], [data-in-app]")).toHaveCount(0);
});

test("a clock that is earlier than what was saved is called wrong, also after the next change", async ({ page }) => {
  await newRecord(page);
  await page.clock.setFixedTime("2026-11-21T10:00:00+08:00");
  await reload(page);
  const told = page.locator('[data-clock="behind"]');
  await expect(told).toContainText("2026-11-21 10:00");
  await expect(told).toContainText("2026-11-23 10:00");
  await fillProfile(page, { name: "之后填的" });
  await expect(told).toBeVisible();
});

test("a file is of the day of the click, however long the page has been open", async ({ page }) => {
  await newRecord(page);
  await open(page, "data");
  await page.clock.setFixedTime("2026-11-24T00:01:00+08:00");
  expect((await download(page, "json")).suggestedFilename()).toContain("2026-11-24");
});

for (const address of ["#//", "#//host/check", "#check/17"]) {
  test(`the address ${address} leads to the page that says there is none`, async ({ page }) => {
    await page.goto(address);
    await expect(page.locator('main[data-route="not-found"]')).toHaveCount(1);
    // Also when it is typed while the app runs.
    await open(page, HOME);
    await page.evaluate((hash) => {
      location.hash = hash;
    }, address);
    await expect(page.locator('main[data-route="not-found"]')).toHaveCount(1);
    await open(page, HOME);
  });
}

test("no title names the institution, and no word is sent to a spelling check", async ({ page }) => {
  await newRecord(page);
  await fillProfile(page, { name: "南宁市某某技工学校" });
  await open(page, HOME);
  await page.getByRole("button", { name: "改名" }).click();
  await page.getByRole("dialog").getByLabel("名称").fill("南宁市某某技工学校 2026");
  await page.getByRole("dialog").getByRole("button", { name: "改名" }).click();
  for (const route of [HOME, "check/17", "report", "data"]) {
    await open(page, route);
    expect(await page.title()).not.toContain("某某");
  }
  await open(page, "check/17");
  await page.locator('[name="answer-17.1"][value="unmet"]').click();
  const checked = await page
    .locator("textarea")
    .evaluateAll((areas) => areas.map((area) => /** @type {HTMLElement} */ (area).spellcheck));
  expect(checked.length).toBeGreaterThan(0);
  expect(new Set(checked)).toEqual(new Set([false]));
});
