// What the outside may rely on in every page.

import {
  answer,
  answerProfile,
  field,
  fillProfile,
  HOME,
  item,
  newRecord,
  open,
  openAndAnswer,
  radio,
  reload,
  waitSaved,
} from "./support/app.js";
import { importRecord, sampleRecord } from "./support/files.js";
import {
  ARTICLES,
  articleOf,
  articles,
  itemsOf,
  OPPORTUNITIES,
  published,
  RED_LINES,
  squeeze,
} from "./support/regulation.js";
import { calculators, pages, routes } from "./support/routes.js";
import { expect, test } from "./support/test.js";

/** @param {import("@playwright/test").Page} page */
async function expectNothingModal(page) {
  await expect(page.locator("dialog[open]:modal, [aria-modal='true']")).toHaveCount(0);
}

test("every page can be opened, and complains about nothing", async ({ page }) => {
  test.setTimeout(180_000);
  await importRecord(page, sampleRecord());
  for (const route of routes) {
    await open(page, route);
    await expect(page.locator("main"), route).toHaveCount(1);
    await expect(page.locator("main h1"), `heading of ${route}`).not.toBeEmpty();
    await expectNothingModal(page);
  }
});

test("every page can be the first one, with no record at all", async ({ page }) => {
  for (const route of [...pages, ...calculators, "check/11", "regulation/11"]) {
    await open(page, route);
    await reload(page);
    await expect(page.locator(`main[data-route="${route}"]`), route).toHaveCount(1);
    await expect(page.locator("html")).toHaveAttribute("data-save-state", "saved");
    await expectNothingModal(page);
  }
});

test("an unknown address says so and leads on", async ({ page }) => {
  await page.goto("#/no/such/page");
  await expect(page.locator("main[data-route]")).toHaveCount(1);
  await expect(page.locator("main a").first()).toBeVisible();
});

test("a new record asks nothing, at 360 px too, and survives a reload", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 640 });
  await open(page, HOME);
  const button = page.locator('[data-action="new-record"]');
  await expect(button).toBeInViewport();
  const { x, width } = await button.boundingBox();
  expect(x).toBeGreaterThanOrEqual(0);
  expect(x + width).toBeLessThanOrEqual(360);

  await newRecord(page);
  await expectNothingModal(page);
  await fillProfile(page, { name: "南宁市某某培训中心" });
  await reload(page);
  await open(page, "profile");
  await expect(page.locator('[name="name"]')).toHaveValue("南宁市某某培训中心");
});

test("Escape closes a dialog without effect", async ({ page }) => {
  await newRecord(page);
  await fillProfile(page, { name: "留下来的机构" });
  await open(page, HOME);
  const kept = await page.locator("main").innerText();
  for (const name of ["删除", "改名"]) {
    await page.getByRole("button", { name, exact: true }).click();
    await expect(page.getByRole("dialog")).toBeVisible();
    if (name === "改名") await page.getByRole("dialog").getByRole("textbox").fill("另一个名称");
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
    expect(await page.locator("main").innerText()).toBe(kept);
  }
  await reload(page);
  await expect(page.locator("main")).toContainText("留下来的机构");
});

test("the page about the institution has a control for each question", async ({ page }) => {
  await newRecord(page);
  await open(page, "profile");
  await answerProfile(page, "training", "yes");
  await answerProfile(page, "own_trainees", "yes");
  const options = {
    kind: ["employer", "technical-school", "training-organization"],
    published_by: ["national", "autonomous-region", "neither", "unknown"],
    level: ["national", "autonomous-region", "other-city", "nanning", "unknown"],
  };
  for (const [key, values] of Object.entries(options)) {
    for (const value of values) {
      const choice = page.locator(
        `input[type="radio"][name="${key}"][value="${value}"], select[name="${key}"] option[value="${value}"]`,
      );
      await expect(choice, `${key}: ${value}`).toHaveCount(1);
    }
  }
  const questions = [
    "in_scope",
    "intelligent_exam",
    "offsite",
    "training",
    "own_trainees",
    "exception_policy",
    "exception_only",
    "review",
    "fees",
    "withdrawn_certs",
    "rectification_order",
    "leaving",
  ];
  for (const key of questions) {
    // 只是打算 is a third answer to whether the institution's own trainees are assessed.
    const choices = key === "own_trainees" ? 3 : 2;
    await expect(page.locator(`input[type="radio"][name="${key}"]`), key).toHaveCount(choices);
    for (const value of ["yes", "no"]) {
      await expect(page.locator(`input[name="${key}"][value="${value}"]`), key).toHaveCount(1);
    }
  }
  for (const key of ["period_from", "period_to", "first_event"]) {
    await expect(page.locator(`input[type="date"][name="${key}"]`), key).toHaveCount(1);
  }
  await expect(page.locator('input[name="name"]')).toHaveCount(1);
});

test("every item is on its article's page exactly once", async ({ page }) => {
  test.setTimeout(120_000);
  await newRecord(page);
  for (const article of articles) {
    await open(page, `check/${article}`);
    const ids = await page.locator("[data-item]").evaluateAll((all) => all.map((one) => one.dataset.item));
    expect(ids.toSorted()).toEqual(itemsOf(article).toSorted());
    for (const id of ids) {
      // Nothing about the institution is known yet: every item is asked.
      await expect(item(page, id), id).toHaveAttribute("data-state", "unanswered");
      for (const choice of /** @type {const} */ (["met", "partly", "unmet"]))
        await expect(radio(page, id, choice), id).toHaveCount(1);
      await expect(radio(page, id, "not-applicable"), id).toHaveCount(RED_LINES.includes(id) ? 0 : 1);
    }
  }
});

test("the articles stand there word for word", async ({ page }) => {
  test.setTimeout(120_000);
  await newRecord(page);
  const words = published();
  expect(words.size).toBe(ARTICLES);
  for (const article of articles) {
    for (const route of [`regulation/${article}`, `check/${article}`]) {
      await open(page, route);
      const text = page.locator(`[data-article="${article}"]`);
      await expect(text, route).toHaveCount(1);
      expect(squeeze(await text.textContent()), route).toBe(words.get(article));
    }
  }
});

test("what is typed is taken at once", async ({ page }) => {
  await newRecord(page);
  await open(page, "profile");
  const state = await page.locator('[name="name"]').evaluate((/** @type {HTMLInputElement} */ input) => {
    input.value = "南宁";
    input.dispatchEvent(new InputEvent("input", { bubbles: true }));
    return document.documentElement.dataset.saveState;
  });
  expect(state).toBe("saving");

  await open(page, "check/17");
  await answer(page, "17.2", "partly");
  await field(page, "17.2", "note").pressSequentially("还在输入，没有离开");
  await reload(page);
  await open(page, "check/17");
  await expect(field(page, "17.2", "note")).toHaveValue("还在输入，没有离开");
});

test("不适用 counts only with a reason", async ({ page }) => {
  await newRecord(page);
  await openAndAnswer(page, "9.1", "not-applicable");
  await expect(item(page, "9.1")).toHaveAttribute("data-state", "unanswered");
  await expect(field(page, "9.1", "reason")).toBeVisible();
  await field(page, "9.1", "reason").fill("  ");
  await expect(item(page, "9.1")).toHaveAttribute("data-state", "unanswered");
  await field(page, "9.1", "reason").fill("今年没有组织");
  await expect(item(page, "9.1")).toHaveAttribute("data-state", "not-applicable");
});

test("a shortfall opens its four fields, and nothing else does", async ({ page }) => {
  await newRecord(page);
  await open(page, "check/10");
  const fields = /** @type {const} */ (["note", "measure", "owner", "due"]);
  for (const choice of /** @type {const} */ (["partly", "unmet"])) {
    await answer(page, "10.1", choice);
    for (const key of fields) await expect(field(page, "10.1", key), `${choice} ${key}`).toBeVisible();
  }
  await expect(field(page, "10.1", "due")).toHaveAttribute("type", "date");
  await answer(page, "10.1", "met");
  for (const key of /** @type {const} */ (["measure", "owner", "due"])) await expect(field(page, "10.1", key)).toBeHidden();

  for (const id of OPPORTUNITIES) {
    await openAndAnswer(page, id, "unmet");
    await expect(item(page, id)).toHaveAttribute("data-state", "unmet");
    await expect(field(page, id, "measure"), id).toBeHidden();
  }
});

test("the profile decides what it can, and says why", async ({ page }) => {
  await newRecord(page);
  await openAndAnswer(page, "3.1", "met");
  await fillProfile(page, {
    published_by: "neither",
    level: "nanning",
    training: "yes",
    own_trainees: "yes",
    exception_policy: "no",
    exception_only: "no",
  });
  for (const id of ["3.1", "24.2"]) {
    await open(page, `check/${articleOf(id)}`);
    await expect(item(page, id)).toHaveAttribute("data-derived", "true");
    await expect(item(page, id)).toHaveAttribute("data-state", "unmet");
    await expect(item(page, id).getByRole("radio")).toHaveCount(0);
  }
  await open(page, "check/11");
  // What is for the institutions of Nanning itself is asked of them alone.
  await expect(item(page, "11.6")).toHaveAttribute("data-state", "unanswered");
  for (const id of itemsOf(11).filter((id) => id !== "11.6")) {
    await expect(item(page, id)).toHaveAttribute("data-state", "not-applicable");
    await expect(item(page, id).getByRole("radio")).toHaveCount(0);
    await expect(item(page, id)).toContainText("南宁市级");
  }
  // 还不清楚 takes nothing away; what was answered before comes back.
  await fillProfile(page, { published_by: "unknown", level: "unknown" });
  await open(page, "check/11");
  await expect(item(page, "11.1")).toHaveAttribute("data-state", "unanswered");
  await open(page, "check/3");
  await expect(item(page, "3.1")).toHaveAttribute("data-state", "met");
});

test("there is one content security policy, and nothing that it would block", async ({ page }) => {
  await importRecord(page, sampleRecord());
  await expect(page.locator('meta[http-equiv="Content-Security-Policy"]')).toHaveCount(1);
  for (const route of pages) {
    await open(page, route);
    await expect(page.locator("main [style]"), route).toHaveCount(0);
  }
  await waitSaved(page);
});
