// An answer is one key: 1 to 4, J and K, and / to search.

import { answer, field, fillProfile, item, newRecord, open, radio, reload, waitSaved } from "./support/app.js";
import { expect, test } from "./support/test.js";

test.beforeEach(async ({ page }) => {
  await newRecord(page);
  await open(page, "check/17");
});

test("1 to 4 answer the item at hand, J and K go from one to the next", async ({ page }) => {
  await page.keyboard.press("1");
  await expect(item(page, "17.1")).toHaveAttribute("data-state", "met");
  await page.keyboard.press("j");
  await page.keyboard.press("2");
  await expect(item(page, "17.2")).toHaveAttribute("data-state", "partly");
  await page.keyboard.press("j");
  await page.keyboard.press("3");
  await expect(item(page, "17.3")).toHaveAttribute("data-state", "unmet");
  await page.keyboard.press("k");
  await page.keyboard.press("1");
  await expect(item(page, "17.2")).toHaveAttribute("data-state", "met");
  await page.keyboard.press("k");
  await page.keyboard.press("4");
  await expect(radio(page, "17.1", "not-applicable")).toBeChecked();
  await expect(item(page, "17.1")).toHaveAttribute("data-state", "unanswered");
  await expect(item(page, "17.3")).toHaveAttribute("data-state", "unmet");
  await waitSaved(page);
});

test("a red line has no fourth key", async ({ page }) => {
  await open(page, "check/28");
  await page.keyboard.press("4");
  await expect(item(page, "28.1")).toHaveAttribute("data-state", "unanswered");
  await page.keyboard.press("3");
  await expect(item(page, "28.1")).toHaveAttribute("data-state", "unmet");
});

test("what is typed into a field answers nothing", async ({ page }) => {
  await answer(page, "17.2", "unmet");
  const note = field(page, "17.2", "note");
  await note.click();
  await page.keyboard.type("1jk/3 号公示栏 4");
  await expect(note).toHaveValue("1jk/3 号公示栏 4");
  await expect(item(page, "17.2")).toHaveAttribute("data-state", "unmet");
  await expect(item(page, "17.1")).toHaveAttribute("data-state", "unanswered");
});

test("a key held with Ctrl or Alt belongs to the browser", async ({ page }) => {
  await page.keyboard.press("Alt+1");
  await page.keyboard.press("Control+1");
  await expect(item(page, "17.1")).toHaveAttribute("data-state", "unanswered");
});

test("/ searches, Escape leaves without effect", async ({ page }) => {
  await page.keyboard.press("/");
  const focused = page.locator(":focus");
  await expect(focused).toHaveJSProperty("localName", "input");
  // The key that opened it is not the first character of the search.
  await expect(focused).toHaveValue("");
  await page.keyboard.type("录像");
  await expect(page.locator('dialog[open] a[href*="#/check/23"]').first()).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.locator("dialog[open]")).toHaveCount(0);
  await expect(page.locator('main[data-route="check/17"]')).toHaveCount(1);
  await expect(item(page, "17.1")).toHaveAttribute("data-state", "unanswered");
  // The keys answer again.
  await page.keyboard.press("1");
  await expect(item(page, "17.1")).toHaveAttribute("data-state", "met");
});

test("every control of an item can be reached by Tab, with a focus that is seen", async ({ page }) => {
  await radio(page, "17.1", "met").focus();
  await page.keyboard.press("Space");
  await expect(item(page, "17.1")).toHaveAttribute("data-state", "met");
  await page.keyboard.press("ArrowRight");
  await expect(item(page, "17.1")).toHaveAttribute("data-state", "partly");
  await expect
    .poll(async () => {
      await page.keyboard.press("Tab");
      return page.evaluate(() => document.activeElement?.getAttribute("name"));
    })
    .toBe("note-17.1");
});

test("the profile is filled in without a mouse", async ({ page }) => {
  await fillProfile(page, { name: "" });
  await page.locator('[name="name"]').focus();
  await page.keyboard.type("南宁");
  await page.keyboard.press("1");
  await expect(page.locator('[name="name"]')).toHaveValue("南宁1");
});

for (const route of ["check/17", "plan"]) {
  test(`a due date can be typed digit by digit, also over a former one: ${route}`, async ({ page }) => {
    await answer(page, "17.2", "unmet", { due: "2026-12-18" });
    await open(page, route);
    const due = field(page, "17.2", "due");
    const said = page.getByText("暂不计入");
    // What a browser reports while the year 2027 is typed.
    for (const typed of ["0002-12-05", "0020-12-05", "0202-12-05", "2027-12-05"]) {
      await due.fill(typed);
      await expect(due).toHaveValue(typed);
      await expect(said).toHaveCount(0);
    }
    await due.blur();
    await expect(said).toHaveCount(0);
    await reload(page);
    await expect(due).toHaveValue("2027-12-05");

    // Half a year that is left behind is pointed out, and counts for nothing.
    await due.fill("0202-12-05");
    await due.blur();
    await expect(due).toHaveAccessibleDescription(/暂不计入/u);
    await reload(page);
    await expect(due).toHaveValue("");
  });
}
