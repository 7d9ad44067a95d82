// An answer is one key: 1 to 4, J and K, and / to search.

import { answer, field, fillProfile, item, newRecord, open, radio, reload, waitSaved } from "./support/app.js";
import { expect, test } from "./support/test.js";

test.beforeEach(async ({ page }) => {
  await newRecord(page);
  await open(page, "check/17");
});

test("1 to 4 answer the item at hand, J and K go from one to the next", async ({ page }) => {
  await page.keyboard.press("2");
  await expect(item(page, "17.1")).toHaveAttribute("data-state", "partly");
  await page.keyboard.press("j");
  await page.keyboard.press("2");
  await expect(item(page, "17.2")).toHaveAttribute("data-state", "partly");
  await page.keyboard.press("j");
  await page.keyboard.press("3");
  await expect(item(page, "17.3")).toHaveAttribute("data-state", "unmet");
  await page.keyboard.press("k");
  await page.keyboard.press("3");
  await expect(item(page, "17.2")).toHaveAttribute("data-state", "unmet");
  await page.keyboard.press("k");
  await page.keyboard.press("4");
  await expect(radio(page, "17.1", "not-applicable")).toBeChecked();
  await expect(item(page, "17.1")).toHaveAttribute("data-state", "unanswered");
  await expect(item(page, "17.3")).toHaveAttribute("data-state", "unmet");
  await page.keyboard.press("0");
  await expect(radio(page, "17.1", "not-applicable")).not.toBeChecked();
  await waitSaved(page);
});

test("符合 leaves nothing to fill in and carries on, across articles; a click never does", async ({ page }) => {
  const last = page.locator("[data-item]").last();
  const id = await last.getAttribute("data-item");
  await radio(page, id, "met").click();
  await expect(page.locator('main[data-route="check/17"]')).toHaveCount(1);
  await page.keyboard.press("2");
  await page.keyboard.press("1");
  await expect(page.locator('main[data-route="check/18"]')).toHaveCount(1);
  await expect(item(page, "18.1")).toBeFocused();
  await expect(item(page, "18.1")).toHaveAttribute("data-current", "true");
  await expect(page.locator("[data-current]")).toHaveCount(1);
  await page.keyboard.press("k");
  await expect(item(page, id)).toBeFocused();
  await page.keyboard.press("]");
  await expect(page.locator('main[data-route="check/18"]')).toHaveCount(1);

  await page.locator('[data-action="carry-on"]').click();
  // 18.1 is at hand; the next open one after it is 18.2.
  await page.keyboard.press("n");
  await expect(item(page, "18.2")).toBeFocused();
  await page.keyboard.press("1");
  await expect(item(page, "18.2")).toHaveAttribute("data-state", "met");
  await expect(item(page, "18.2")).toBeFocused();
});

test("what is open in an article is met in one step, red lines left out, and taken back in one", async ({ page }) => {
  await open(page, "check/20");
  const states = async () => {
    const cards = await page.locator("[data-item]").all();
    return Promise.all(cards.map(async (card) => {
      const red = (await card.locator(".item-head").innerText()).includes("红线");
      return { red, state: await card.getAttribute("data-state") };
    }));
  };
  await page.keyboard.press("Shift+A");
  await open(page, "check/20");
  const after = await states();
  expect(after.filter(({ red }) => red).length).toBeGreaterThan(0);
  for (const { red, state } of after) expect(state).toBe(red ? "unanswered" : "met");
  await page.keyboard.press("Control+z");
  await expect(item(page, "20.7")).toHaveAttribute("data-state", "unanswered");
  expect((await states()).every(({ state }) => state === "unanswered")).toBe(true);

  // What was answered before stays as it was.
  await open(page, "check/14");
  await answer(page, "14.2", "unmet");
  await page.locator('[data-action="all-met"]').click();
  await open(page, "check/14");
  await expect(item(page, "14.1")).toHaveAttribute("data-state", "met");
  await expect(item(page, "14.2")).toHaveAttribute("data-state", "unmet");
});

test("the keys answer where the eye is: an item found by search, and none out of sight", async ({ page }) => {
  await open(page, "check/14");
  await page.keyboard.press("/");
  await page.keyboard.type("22.6");
  await page.locator('dialog[open] a[href*="item=22.6"]').first().click();
  await expect(item(page, "22.6")).toBeFocused();
  await expect(item(page, "22.6")).toBeInViewport();
  await expect(item(page, "22.6")).toHaveAttribute("data-current", "true");
  await page.keyboard.press("3");
  await expect(item(page, "22.6")).toHaveAttribute("data-state", "unmet");

  // Scrolled out of sight and without the focus, it is shown when it changes.
  await page.evaluate(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    window.scrollTo(0, document.body.scrollHeight);
  });
  await open(page, "check/22");
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
  await page.keyboard.press("2");
  await expect(page.locator("[data-current]")).toBeInViewport();
});

test("Escape leaves a field for its item; ? shows the keys", async ({ page }) => {
  await answer(page, "17.2", "unmet");
  await field(page, "17.2", "note").click();
  await page.keyboard.press("Escape");
  await expect(item(page, "17.2")).toBeFocused();
  await page.keyboard.press("?");
  await expect(page.locator("dialog[open]")).toContainText("下一个未答项");
  await page.keyboard.press("Escape");
  await expect(page.locator("dialog[open]")).toHaveCount(0);
});

test("a red line has no fourth key", async ({ page }) => {
  await open(page, "check/28");
  await expect(item(page, "28.1").getByRole("radio")).toHaveCount(3);
  await page.keyboard.press("4");
  // 不适用 without a reason would be unanswered as well, so the state alone tells nothing.
  await expect(item(page, "28.1").locator("input:checked")).toHaveCount(0);
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

test("the keys can be switched off, and stay off", async ({ page }) => {
  const button = page.locator('[data-action="shortcuts"]');
  await button.click();
  await page.locator("h1").click();
  for (const off of [true, false]) {
    await page.keyboard.press("j");
    await page.keyboard.press("1");
    await page.keyboard.press("/");
    await expect(page.locator("main input:checked")).toHaveCount(0);
    await expect(page.locator("dialog")).toHaveCount(0);
    if (off) await reload(page);
  }
  await button.click();
  await page.keyboard.press("1");
  await expect(item(page, "17.1")).toHaveAttribute("data-state", "met");
});

test("the arrows choose among the answers", async ({ page }) => {
  await radio(page, "17.1", "met").focus();
  await page.keyboard.press("Space");
  await expect(item(page, "17.1")).toHaveAttribute("data-state", "met");
  await page.keyboard.press("ArrowRight");
  await expect(item(page, "17.1")).toHaveAttribute("data-state", "partly");
});

test("every control of an item can be reached by Tab, with a focus that is seen", async ({ page }) => {
  await answer(page, "17.1", "unmet");
  // Of the radios Tab stops at the chosen one; the browser leaves out what is folded away.
  const controls = await item(page, "17.1").evaluate((card) => {
    /** @type {NodeListOf<HTMLInputElement>} */
    const found = card.querySelectorAll("input, textarea, select, button, a[href], summary");
    const all = [...found];
    const stops = all.filter(
      (element) => element.checkVisibility() && (element.type !== "radio" || element.checked),
    );
    stops.forEach((element, index) => element.setAttribute("data-stop", String(index)));
    return stops.map((element) => element.getAttribute("data-stop"));
  });
  expect(controls.length).toBeGreaterThan(6);
  await radio(page, "17.1", "unmet").focus();
  const reached = new Set();
  // A date has four parts to stop at, of which the browser itself marks the last.
  for (let presses = 0; presses < controls.length + 4 && reached.size < controls.length; presses += 1) {
    const { stop, ring } = await page.evaluate(() => {
      const active = document.activeElement;
      // The ring of a radio is around its label.
      const ringed = [active, active.closest("label")].filter(Boolean).map((element) => getComputedStyle(element));
      return {
        stop: active.getAttribute("data-stop"),
        ring: ringed.some((style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2),
      };
    });
    expect.soft(ring || reached.has(stop), `the focus on control ${stop} is seen`).toBe(true);
    if (stop !== null) reached.add(stop);
    await page.keyboard.press("Tab");
  }
  expect([...reached]).toEqual(controls);
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
    const said = page.getByText("日期不完整");
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

    // Half a year that is left behind is pointed out; the date before it stays.
    await due.fill("0202-12-05");
    await due.blur();
    await expect(due).toHaveAccessibleDescription(/日期不完整.*2027年12月5日 仍然保留/u);
    await reload(page);
    await expect(due).toHaveValue("2027-12-05");

    // So does a date of which one part was deleted.
    await due.focus();
    await page.keyboard.press("Backspace");
    await due.blur();
    await expect(due).toHaveAccessibleDescription(/日期不完整/u);
    await reload(page);
    await expect(due).toHaveValue("2027-12-05");

    // Only an emptied field empties it, in one go or part by part.
    await due.focus();
    for (const key of ["Backspace", "ArrowRight", "Backspace", "ArrowRight", "Backspace"]) {
      await page.keyboard.press(key);
    }
    await due.blur();
    await expect(due).toHaveAccessibleDescription("");
    await reload(page);
    await expect(due).toHaveValue("");
  });
}
