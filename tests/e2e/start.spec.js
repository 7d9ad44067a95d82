// What stands there before the app does, and instead of it: never a blank page.

import { expect, failing, test } from "./support/test.js";
import { HOME, open } from "./support/app.js";

const opening = "#opening";

/**
 * What a browser may lack, and what the page must name.
 * @type {[string, () => void, string][]}
 */
const LACKING = [
  ["wasm", () => delete window.WebAssembly, "WebAssembly"],
  [
    "leave to compile wasm",
    () => {
      const refuse = () => {
        throw new Error("refused by the policy");
      };
      Object.assign(WebAssembly, { Module: refuse });
    },
    "WebAssembly",
  ],
  ["storage", () => Object.defineProperty(window, "indexedDB", { value: undefined }), "IndexedDB"],
  ["workers", () => delete window.Worker, "Web Worker"],
  ["dialogs", () => delete window.HTMLDialogElement, "dialog"],
  ["streams", () => delete window.ReadableStream, "ReadableStream"],
];

for (const [what, remove, named] of LACKING) {
  failing(`a browser without ${what} is told what to install`, async ({ page }) => {
    await page.addInitScript(remove);
    await page.goto("");
    const message = page.getByRole("alert");
    await expect(message).toContainText("这个浏览器打不开职评自查");
    await expect(message).toContainText(named);
    for (const floor of ["Edge 97", "Firefox 113", "Safari 16.4"]) await expect(message).toContainText(floor);
    await page.waitForLoadState("networkidle");
    await expect(message).toBeVisible();
    await expect(page.locator("main")).toHaveCount(0);
  });
}

test("while the program is on its way the page says so", async ({ page }) => {
  /** @type {(value?: unknown) => void} */
  let letGo;
  const held = new Promise((resolve) => {
    letGo = resolve;
  });
  await page.route(/selfcheck-.*\.wasm$/u, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto("", { waitUntil: "commit" });
  await expect(page.locator(opening)).toHaveText("正在打开职评自查……");
  letGo();
  await open(page, HOME);
  await expect(page.locator(opening)).toHaveCount(0);
});

/** @type {[string, {status?: number, contentType?: string, body: string}][]} */
const answers = [
  ["does not come", { status: 404, body: "not found" }],
  ["comes from another release", { contentType: "application/wasm", body: "\0asm\u0001\0\0\0" }],
];
for (const [what, answer] of answers) {
  failing(`a program that ${what} is reported, and loading again helps`, async ({ page }) => {
    await page.route(/selfcheck-.*\.wasm$/u, (route) => route.fulfill(answer));
    await page.goto("");
    const message = page.getByRole("alert");
    await expect(message).toContainText("职评自查没有打开");
    await page.unrouteAll();
    await message.getByRole("button", { name: "重新载入" }).click();
    await expect(page.locator(`main[data-route="${HOME}"]`)).toHaveCount(1);
  });
}

test("it can be installed: a manifest with icons of the sizes it names", async ({ page, request, baseURL }) => {
  await open(page, HOME);
  const address = await page.locator('link[rel="manifest"]').evaluate((/** @type {HTMLLinkElement} */ link) => link.href);
  const manifest = await (await request.get(address)).json();
  expect(manifest).toMatchObject({ name: "职评自查", display: "standalone", lang: "zh-CN" });
  for (const key of ["start_url", "scope"]) expect(new URL(manifest[key], address).href).toBe(baseURL);
  const sizes = await page.evaluate(
    (icons) =>
      Promise.all(
        icons.map(async (icon) => {
          const image = new Image();
          image.src = icon;
          await image.decode();
          return `${image.naturalWidth}x${image.naturalHeight}`;
        }),
      ),
    manifest.icons.filter(({ type }) => type === "image/png").map(({ src }) => new URL(src, address).href),
  );
  expect(sizes).toEqual(["192x192", "512x512", "512x512"]);
  expect(manifest.icons.map(({ purpose }) => purpose)).toContain("maskable");
});
