// Everything is found from everywhere, however it is typed, and without a mouse.

import { answer, fillProfile, item, newRecord, open, paste, waitSaved } from "./support/app.js";
import { expect, test } from "./support/test.js";

/** @typedef {import("@playwright/test").Page} Page */

/** @param {Page} page */
const searchField = (page) => page.getByRole("combobox", { name: "搜索页面、条文、自查项和已填的内容" });

/** @param {Page} page */
const options = (page) => page.getByRole("listbox", { name: "搜索结果" }).getByRole("option");

/**
 * Opens the search by its key and types into it.
 * @param {Page} page
 * @param {string} words
 */
async function search(page, words) {
  await page.keyboard.press("Control+k");
  await expect(searchField(page)).toBeFocused();
  await searchField(page).fill(words);
}

/**
 * What a browser reports while an input method has the keys.
 * @param {Page} page
 * @param {string} selector
 * @param {{ key: string, ctrlKey?: boolean }} key
 */
async function pressWhileComposing(page, selector, key) {
  await page.locator(selector).evaluate((element, init) => {
    for (const composing of [{ isComposing: true }, { keyCode: 229 }]) {
      element.dispatchEvent(new KeyboardEvent("keydown", { bubbles: true, cancelable: true, ...init, ...composing }));
    }
  }, key);
}

test.beforeEach(async ({ page }) => {
  await newRecord(page);
  await open(page, "check/17");
});

test("width, numerals and blanks make no difference", async ({ page }) => {
  for (const [words, href] of [
    ["１７．２", "#/check/17?item=17.2"],
    ["17。2", "#/check/17?item=17.2"],
    ["第17条", "#/check/17"],
    ["第十七条", "#/check/17"],
    ["台账", "#/registers"],
  ]) {
    await search(page, words);
    await expect(options(page).first(), words).toHaveAttribute("href", href);
    await page.keyboard.press("Escape");
  }
  await search(page, "20个工作日");
  await expect(page.locator('dialog[open] a[href="#/check/11"] mark').first()).toHaveText(/^20\s*个工作日$/u);
});

test("what was written is found where it stands, and marked as it was written", async ({ page }) => {
  await answer(page, "17.2", "unmet", { note: "公示栏是ＡＢ公司做的", owner: "韦㛃" });
  await fillProfile(page, { name: "南宁ＡＢ公司技工学校" });
  await open(page, "registers");
  const form = await paste(page, "staff", "姓名\t证件编号\n莫䶮\tＧＸ-45");
  await form.locator('[data-action="confirm-paste"]').click();
  await waitSaved(page);

  await search(page, "ab公司");
  const note = options(page).filter({ hasText: "备注或存在的问题" });
  await expect(note).toHaveAttribute("href", "#/check/17?item=17.2");
  await expect(note.locator("mark")).toHaveText("ＡＢ公司");
  await expect(options(page).filter({ hasText: "机构画像" })).toHaveAttribute("href", "#/profile");
  await searchField(page).fill("韦㛃");
  await expect(options(page).first()).toContainText("责任人");
  await searchField(page).fill("gx-45");
  await expect(options(page)).toHaveText([/工作人员.*莫䶮/u]);
  await searchField(page).fill("莫䶮");
  await page.keyboard.press("Enter");
  await expect(page.locator("dialog[open]")).toHaveCount(0);
  await expect(page.locator('main[data-route="registers"]')).toHaveCount(1);
});

test("arrows mark a result, Enter goes there, Escape gives the focus back", async ({ page }) => {
  const button = page.locator('[data-action="search"]');
  await button.focus();
  await page.keyboard.press("Enter");
  await expect(searchField(page)).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.locator("dialog[open]")).toHaveCount(0);
  await expect(button).toBeFocused();

  await search(page, "22.");
  const marked = page.locator('[role="option"][aria-selected="true"]');
  await expect(marked).toHaveCount(1);
  const first = await options(page).first().getAttribute("href");
  await expect(marked).toHaveAttribute("href", first ?? "");
  await page.keyboard.press("ArrowDown");
  const second = (await options(page).nth(1).getAttribute("href")) ?? "";
  await expect(marked).toHaveAttribute("href", second);
  await expect(searchField(page)).toHaveAttribute("aria-activedescendant", (await marked.getAttribute("id")) ?? "");
  // Round the end, and back.
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  await expect(options(page).last()).toHaveAttribute("aria-selected", "true");
  await expect(options(page).last()).toBeInViewport();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page.locator("dialog[open]")).toHaveCount(0);
  const found = item(page, second.split("item=")[1]);
  await expect(found).toBeFocused();
  await expect(found).toBeInViewport();
});

test("Ctrl+K opens it on every page, also from a field; / only where nothing is typed", async ({ page }) => {
  for (const route of ["records", "profile", "registers", "plan", "report", "regulation", "data"]) {
    await open(page, route);
    for (const key of ["Control+k", "/"]) {
      await page.keyboard.press(key);
      await expect(searchField(page), `${key} on ${route}`).toBeFocused();
      await expect(searchField(page)).toHaveValue("");
      await page.keyboard.press("Escape");
      await expect(page.locator("dialog[open]")).toHaveCount(0);
    }
  }
  await fillProfile(page, { name: "南宁" });
  await page.locator('[name="name"]').focus();
  await page.keyboard.press("End");
  await page.keyboard.type("/");
  await expect(page.locator('[name="name"]')).toHaveValue("南宁/");
  await search(page, "整改");
  await page.keyboard.press("Enter");
  await expect(page.locator('main[data-route="plan"]')).toBeFocused();
});

test("nothing happens while a word is composed", async ({ page }) => {
  await pressWhileComposing(page, "body", { key: "k", ctrlKey: true });
  await pressWhileComposing(page, "body", { key: "/" });
  await expect(page.locator("dialog[open]")).toHaveCount(0);

  await search(page, "17.");
  const first = options(page).first();
  await expect(first).toHaveAttribute("aria-selected", "true");
  for (const key of ["ArrowDown", "Enter"]) {
    await pressWhileComposing(page, '[name="search"]', { key });
  }
  await expect(first).toHaveAttribute("aria-selected", "true");
  await expect(page.locator("dialog[open]")).toHaveCount(1);

  // Letters on their way to a word are not looked for; the word is.
  const before = await options(page).count();
  const field = searchField(page);
  await field.evaluate((/** @type {HTMLInputElement} */ input) => {
    input.value = "lu'xiang";
    input.dispatchEvent(new InputEvent("input", { bubbles: true, isComposing: true }));
  });
  await expect(options(page)).toHaveCount(before);
  await field.evaluate((/** @type {HTMLInputElement} */ input) => {
    input.value = "录像";
    input.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true }));
  });
  await expect(page.locator('dialog[open] a[href="#/check/23"]')).toBeVisible();
});

test("letters find what they spell, whole or by initials", async ({ page }) => {
  await answer(page, "17.2", "unmet", { owner: "韦㛃" });
  for (const [letters, href, marked] of [
    ["zgjh", "#/plan", "整改计划"],
    ["jigouhuaxiang", "#/profile", "机构画像"],
    ["wei jie", "#/check/17?item=17.2", "韦㛃"],
  ]) {
    await search(page, letters);
    await expect(options(page).first(), letters).toHaveAttribute("href", href);
    await expect(options(page).first().locator("mark")).toHaveText(marked);
    await page.keyboard.press("Escape");
  }
});
