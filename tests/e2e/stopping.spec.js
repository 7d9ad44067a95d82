// A file that takes too long can be stopped, and gives up by itself; a worker that is lost is started anew.

import { download, open } from "./support/app.js";
import { importRecord, sampleRecord } from "./support/files.js";
import { expect, test } from "./support/test.js";

const exportPdf = '[data-action="export-pdf"]';

test("a file under way can be stopped, and asked for again", async ({ page }) => {
  /** @type {() => void} */
  let letThrough = () => {};
  const held = new Promise((resolve) => (letThrough = () => resolve(undefined)));
  await page.route("**/documents-worker*.wasm", async (route) => {
    await held;
    // The page may have given this request up.
    await route.continue().catch(() => {});
  });
  await importRecord(page, sampleRecord());
  await open(page, "report");
  await page.locator(exportPdf).click();
  await page.locator('[data-action="stop-export"]').click();
  await expect(page.locator("main")).toContainText("已停下，没有生成自查报告。");
  await expect(page.locator('[data-action="stop-export"]')).toHaveCount(0);
  await expect(page.locator(exportPdf)).toBeFocused();
  await expect(page.locator('main [role="alert"]')).toHaveCount(0);

  letThrough();
  const file = await download(page, "pdf");
  expect(file.suggestedFilename()).toMatch(/\.pdf$/u);
});

test("a PDF that is being read can be given up, and nothing was imported", async ({ page }) => {
  // Nobody waits for an answer that never comes.
  await page.route("**/documents-worker*.wasm", () => new Promise(() => {}));
  await open(page, "data");
  await page.locator('main input[type="file"]').setInputFiles({
    name: "报告.pdf",
    mimeType: "application/pdf",
    buffer: Buffer.from("%PDF-1.7\n"),
  });
  await page.locator('[data-action="stop-import"]').click();
  await expect(page.locator('main [role="alert"]')).toContainText("没有导入“报告.pdf”。");
  await expect(page.locator('[data-action="stop-import"]')).toHaveCount(0);
  await expect(page.locator('main input[type="file"]')).toBeFocused();
});

test("a worker that never answers is given up, and the page says what to do", async ({ page }) => {
  await page.addInitScript(() => {
    const scope = /** @type {any} */ (window);
    scope.Worker = class extends Worker {
      postMessage() {}
    };
    // A moment in place of the minutes that a request may take.
    const { setTimeout } = scope;
    scope.setTimeout = (/** @type {Function} */ act, /** @type {number} */ delay) =>
      setTimeout(act, delay === 180_000 ? 100 : delay);
  });
  await importRecord(page, sampleRecord());
  await open(page, "report");
  await page.locator(exportPdf).click();
  const alert = page.locator('main [role="alert"]');
  await expect(alert).toContainText("没有生成自查报告。文档程序 3 分钟没有做完，已经停下");
  await expect(page.locator(exportPdf)).not.toHaveAttribute("aria-disabled");
});

test("a worker that is lost is started anew by the next click", async ({ page }) => {
  await page.addInitScript(() => {
    const scope = /** @type {any} */ (window);
    let toBeLost = false;
    addEventListener("click", ({ isTrusted, target }) => {
      toBeLost ||= isTrusted && target instanceof Element && target.closest('[data-action="export-pdf"]') !== null;
    }, { capture: true, once: true });
    scope.Worker = class extends Worker {
      /** @param {any} message @param {any} transfer */
      postMessage(message, transfer) {
        if (!toBeLost || !("id" in message)) {
          super.postMessage(message, transfer);
          return;
        }
        toBeLost = false;
        // What the worker's script says when its module has trapped.
        this.dispatchEvent(new MessageEvent("message", { data: { lost: "文档程序意外停止，请再试一次。" } }));
      }
    };
  });
  await importRecord(page, sampleRecord());
  await open(page, "report");
  await page.reload();
  await page.locator('main[data-route="report"]').waitFor();
  await page.locator(exportPdf).click();
  await expect(page.locator('main [role="alert"]')).toContainText("没有生成自查报告。文档程序意外停止");
  const file = await download(page, "pdf");
  expect(file.suggestedFilename()).toMatch(/\.pdf$/u);
  await expect(page.locator('main [role="alert"]')).toHaveCount(0);
});
