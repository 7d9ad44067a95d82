// The main job: answer, reload, report. What tests/e2e looks at closely is not looked at again; this
// finds out whether another engine, or a page opened from a disk, can do it at all.
//
//   BROWSER=firefox|chrome BROWSER_PATH=… node journey.js ADDRESS FOLDER-FOR-THE-REPORT

import assert from "node:assert/strict";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import puppeteer from "puppeteer-core";

const [address, downloads] = process.argv.slice(2);
const NAME = "南宁市某某技工学校";
const NOTE = "缺少 2024 年下半年的考场监控记录（韦㛃核对）。";

/** Waits for the file that a click started, and until the browser no longer writes to it. */
async function downloaded(extension) {
  for (let wait = 0; wait < 600; wait += 1) {
    const names = await readdir(downloads);
    const name = names.find((found) => found.endsWith(extension));
    if (name && !names.some((found) => /\.(?:part|crdownload)$/u.test(found))) return name;
    await sleep(200);
  }
  throw new Error(`the browser saved no ${extension}`);
}

const { BROWSER, BROWSER_PATH } = process.env;
const browser = await puppeteer.launch({
  browser: BROWSER === "chrome" ? "chrome" : "firefox",
  executablePath: BROWSER_PATH,
  headless: true,
  args: BROWSER === "chrome" ? ["--no-sandbox", "--disable-gpu", "--disable-background-networking"] : [],
  ...(BROWSER === "chrome" && { downloadBehavior: { policy: "allow", downloadPath: downloads } }),
  extraPrefsFirefox: {
    "browser.download.dir": downloads,
    "browser.download.folderList": 2,
    "browser.download.always_ask_before_handling_new_types": false,
    "browser.helperApps.neverAsk.saveToDisk": "application/pdf,application/json",
    "pdfjs.disabled": true,
  },
});
let passed = 0;
const step = async (what, act) => {
  await act();
  passed += 1;
  console.log(`ok ${passed} - ${what}`);
};

try {
  const page = await browser.newPage();
  await page.setViewport({ width: 1366, height: 768 });
  const complaints = [];
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  const at = (route) => page.waitForSelector(`main[data-route="${route}"]`);
  const go = async (route) => {
    await page.evaluate((hash) => (location.hash = hash), `#/${route}`);
    await at(route);
  };
  const saved = () => page.waitForSelector('html[data-save-state="saved"]');

  await step("a new self-check is one click away", async () => {
    await page.goto(address);
    await at("records");
    await page.click('[data-action="new-record"]');
    await page.waitForFunction(() => document.querySelector("main")?.dataset.route !== "records");
  });

  await step("the institution is described", async () => {
    await go("profile");
    await page.type('input[name="name"]', NAME);
    await saved();
  });

  await step("an answer opens its reason, and both survive a reload", async () => {
    await go("check/17");
    await page.click('input[name="answer-17.2"][value="unmet"]');
    await page.type('textarea[name="note-17.2"]', NOTE);
    await saved();
    await page.reload();
    await at("check/17");
    await page.waitForSelector('[data-item="17.2"][data-state="unmet"]');
    const note = await page.$eval('textarea[name="note-17.2"]', (area) => area.value);
    assert.equal(note, NOTE);
  });

  await step("a date is computed", async () => {
    await go("deadlines/filing");
    await page.$eval('input[name="event_date"]', (input) => {
      input.value = "2026-12-22";
      input.dispatchEvent(new Event("input", { bubbles: true }));
    });
    await page.waitForSelector('output[data-deadline="filing"][data-date^="2026-11"]');
  });

  await step("the report is typeset, read back and saved", async () => {
    await go("report");
    await page.click('[data-action="export-pdf"]');
    await page.waitForFunction(() => document.body.innerText.includes("已交给浏览器下载"), {
      timeout: 120_000,
    });
    const name = await downloaded(".pdf");
    assert.match(name, new RegExp(`^${NAME}-自查报告-\\d{4}-\\d{2}-\\d{2}\\.pdf$`, "u"));
    assert.ok((await stat(join(downloads, name))).size > 100_000);
  });

  await step("no page complains", () => assert.deepEqual(complaints, []));
} finally {
  await browser.close();
}
console.log(`${passed} passed`);
