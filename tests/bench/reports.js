// From the click to the finished file: the product beside pdfmake and jsPDF with the same text, the same
// tables and the same fonts, in turns, in one Chromium.

import { execFileSync } from "node:child_process";
import { median, growth, quantile, ratio, summary } from "./statistics.js";
import { CHANGED, usual, withLongNotes } from "./records.js";

const RIVALS = ["pdfmake", "jspdf"];
const WARM_ROUNDS = 7;
const COLD_ROUNDS = 3;
const SIZES = [10, 100, 1_000];
const SIZE_ROUNDS = 3;
/** How long a person at least takes from the last key to the button. */
const PAUSE = 1_000;
/** Typed while the preview stands beside, at the pace of a quick typist. */
const TYPED = "第二次复查时仍未补齐，已约供应商";
const KEY_DELAY = 120;
/** The largest reports of the slower engines take their time, on a busy machine above all. */
const PATIENCE = 300_000;

/** In every page, before its own scripts: the click, the finished file, and what the worker is asked for. */
function watch() {
  const bench = { started: 0, finished: 0, size: 0, source: null, ready: false, typed: 0, pictured: 0, frames: [] };
  window.bench = bench;
  addEventListener(
    "input",
    (event) => {
      bench.typed = event.timeStamp;
      // In a task after the frame that this event led to.
      requestAnimationFrame(() => setTimeout(() => bench.frames.push(performance.now() - event.timeStamp)));
    },
    true,
  );
  // Events of images do not bubble, but they can be caught on their way down, which begins at the document.
  document.addEventListener(
    "load",
    (event) => {
      if (event.target instanceof Element && event.target.closest(".preview")) bench.pictured = performance.now();
    },
    true,
  );
  addEventListener(
    "click",
    (event) => {
      // The click that a page makes itself, on the link to its file, is not the user's.
      const { target } = event;
      if (event.isTrusted && target instanceof Element && target.closest('[data-action="export-pdf"]')) {
        bench.started = event.timeStamp;
      }
    },
    true,
  );
  const createObjectURL = URL.createObjectURL;
  URL.createObjectURL = (blob) => {
    if (blob instanceof Blob && blob.type === "application/pdf") {
      bench.finished = performance.now();
      bench.size = blob.size;
    }
    return createObjectURL.call(URL, blob);
  };
  const NativeWorker = window.Worker;
  window.Worker = class extends NativeWorker {
    /** @param {ConstructorParameters<typeof Worker>} given */
    constructor(...given) {
      super(...given);
      // The first report that is typeset, for whatever purpose.
      this.addEventListener("message", ({ data }) => (bench.ready ||= /"pages":[1-9]/u.test(data.json)));
    }
    postMessage(message, options) {
      if (message?.json?.startsWith('{"pdf":')) bench.source = JSON.parse(message.json).pdf.source;
      super.postMessage(message, options);
    }
  };
}

/**
 * Clicks, and waits for the finished file.
 * @param {import("playwright-core").Page} page
 */
async function click(page) {
  await page.bringToFront();
  await page.evaluate(() => Object.assign(window.bench, { started: 0, finished: 0 }));
  await page.locator('[data-action="export-pdf"]').click();
  await page.waitForFunction(() => window.bench.finished > 0);
  const { started, finished, size } = await page.evaluate(() => window.bench);
  return { time: finished - started, size };
}

/** The product in its page. */
class Product {
  /** @param {import("playwright-core").Page} page @param {string} address */
  constructor(page, address) {
    this.page = page;
    this.address = address;
  }

  async route(name) {
    await this.page.goto(`${this.address}/app/#/${name}`);
    await this.page.locator(`main[data-route="${name}"]`).waitFor();
  }

  async saved() {
    await this.page.locator('html[data-save-state="saved"]').waitFor();
  }

  async open(record) {
    await this.route("data");
    await this.page.locator('main input[type="file"]').setInputFiles({
      name: "bench.json",
      mimeType: "application/json",
      buffer: Buffer.from(JSON.stringify(record)),
    });
    const confirm = this.page.locator('[data-action="confirm-import"]');
    await confirm.click();
    await confirm.waitFor({ state: "detached" });
    await this.saved();
  }

  async change(note) {
    await this.page.bringToFront();
    await this.route(`check/${CHANGED.article}`);
    await this.page.locator(`textarea[name="note-${CHANGED.item}"]`).fill(note);
    await this.saved();
    await this.route("report");
  }

  /** Loads the page anew where it is, on the report. */
  async reload() {
    await this.page.reload();
    await this.page.locator('main[data-route="report"]').waitFor();
  }

  async warm() {
    await this.page.waitForFunction(() => window.bench.ready);
  }

  /** Time for a person to move the hand; what the product does meanwhile is its own affair. */
  async pause() {
    await this.page.waitForTimeout(PAUSE);
  }

  /**
   * Types into a note with the preview beside it: from the last key to the page that shows it, and from
   * each key to the frame after it.
   */
  async preview(rounds) {
    await this.page.bringToFront();
    await this.route(`check/${CHANGED.article}`);
    await this.page.locator('[data-action="preview"]').click();
    const upToDate = () => this.page.locator('.preview[aria-busy="false"] img').waitFor();
    await upToDate();
    // Before, nothing stood beside.
    await this.page.evaluate(() => (window.bench.frames = []));
    const shown = [];
    const field = this.page.locator(`textarea[name="note-${CHANGED.item}"]`);
    for (let round = 0; round < rounds; round += 1) {
      await field.fill("");
      await upToDate();
      await field.pressSequentially(TYPED, { delay: KEY_DELAY });
      await this.page.waitForFunction(() => window.bench.pictured > window.bench.typed);
      await upToDate();
      shown.push(await this.page.evaluate(() => window.bench.pictured - window.bench.typed));
    }
    await this.page.locator('[data-action="close-preview"]').click();
    return { shown, frames: await this.page.evaluate(() => window.bench.frames) };
  }

  /** What the last report was made from. */
  source() {
    return this.page.evaluate(() => window.bench.source);
  }
}

/**
 * The report as data, as the product's worker works it out for its own page.
 * @param {string} program
 * @param {{self_check: string, today: string} | null} source
 */
function reportOf(program, source) {
  if (source === null) throw new Error("no report was asked for");
  return execFileSync(program, ["report", source.today], {
    input: source.self_check,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
}

/** Another engine in its page, with the report that the product made last. */
class Rival {
  /**
   * @param {import("playwright-core").Page} page
   * @param {string} address
   * @param {string} engine
   * @param {{regular: string, bold: string}} fonts
   */
  constructor(page, address, engine, fonts) {
    this.page = page;
    this.address = address;
    this.engine = engine;
    this.fonts = fonts;
  }

  async load() {
    await this.page.goto(`${this.address}/rival/${this.engine}.html`);
    await this.page.evaluate((fonts) => (window.benchFonts = fonts), this.fonts);
  }

  async warm() {
    await this.page.evaluate(() => window.warmUp());
  }

  async give(report) {
    await this.page.evaluate((report) => (window.benchReport = report), report);
  }
}

/** Times every engine once on the same report; the product goes first, for it makes the report. */
async function round(product, rivals, note, program, before = {}) {
  await product.change(note);
  await before.product?.();
  const found = { product: await click(product.page) };
  const report = reportOf(program, await product.source());
  if (!report.includes(note)) throw new Error("the report lacks the note that was just changed");
  for (const rival of rivals) {
    await before.rival?.(rival);
    await rival.give(report);
    found[rival.engine] = await click(rival.page);
  }
  return found;
}

const engines = ["product", ...RIVALS];
const timesOf = (rounds, engine) => rounds.map((found) => found[engine].time);

/** Every engine's times, and the ratio of the product's to the better of the two others. */
function sideBySide(rounds) {
  const better = rounds.map((found) => Math.min(...RIVALS.map((rival) => found[rival].time)));
  return {
    times: Object.fromEntries(engines.map((engine) => [engine, summary(timesOf(rounds, engine))])),
    ratio: ratio(timesOf(rounds, "product"), better),
    bytes: Object.fromEntries(
      engines.map((engine) => [engine, median(rounds.map((found) => found[engine].size))]),
    ),
  };
}

/**
 * @param {import("playwright-core").Browser} browser
 * @param {string} address of the server
 * @param {string} program that works reports out
 * @param {(what: string) => void} say
 */
export async function reports(browser, address, program, say) {
  const context = await browser.newContext({ locale: "zh-CN", timezoneId: "Asia/Shanghai" });
  // A page that typesets in its main thread answers nothing, not even that it was clicked, until it is done.
  context.setDefaultTimeout(PATIENCE);
  await context.addInitScript(watch);
  const product = new Product(await context.newPage(), address);
  await product.open(usual());
  const assets = await product.page.locator("#assets").textContent();
  const [regular, bold] = JSON.parse(assets).fonts.map((name) => `${address}/app/${name}`);
  const rivals = [];
  for (const engine of RIVALS) {
    const rival = new Rival(await context.newPage(), address, engine, { regular, bold });
    await rival.load();
    rivals.push(rival);
  }

  let runs = 0;
  const note = () => `2号实训室缺一路摄像，第${(runs += 1)}次复查时仍未补齐`;
  const collect = async (what, number, before) => {
    const rounds = [];
    for (let count = 1; count <= number; count += 1) {
      say(`${what}, round ${count} of ${number}`);
      rounds.push(await round(product, rivals, note(), program, before));
    }
    return rounds;
  };
  const unprepared = { product: () => product.reload(), rival: (rival) => rival.load() };
  const prepared = {
    product: async () => {
      await product.reload();
      await product.warm();
    },
    rival: async (rival) => {
      await rival.load();
      await rival.warm();
    },
  };

  const cold = sideBySide(await collect("first report after loading", COLD_ROUNDS, unprepared));
  const warmed = sideBySide(await collect("first report after warming", COLD_ROUNDS, prepared));
  const warm = sideBySide(await collect("later report", WARM_ROUNDS));
  const paused = sideBySide(
    await collect("later report, a second after the change", WARM_ROUNDS, { product: () => product.pause() }),
  );
  say("preview beside the work");
  const { shown, frames } = await product.preview(WARM_ROUNDS);
  const preview = { shown: summary(shown), frames: { ...summary(frames), p95: quantile(frames, 0.95) } };
  const sizes = [];
  for (const number of SIZES) {
    await product.open(withLongNotes(number));
    await product.change(note());
    await product.warm();
    sizes.push({
      notes: number,
      ...sideBySide(await collect(`${number} long notes`, SIZE_ROUNDS)),
    });
  }
  await context.close();

  const [, middle, largest] = sizes;
  // Of the least times: a larger report takes longer and so meets more of the machine's other work.
  /** @returns {[number, number]} */
  const at = (size, engine) => [size.notes, size.times[engine].least];
  const grows = Object.fromEntries(
    engines.map((engine) => [engine, growth(at(middle, engine), at(largest, engine))]),
  );
  return { cold, warmed, warm, paused, preview, sizes, grows };
}
