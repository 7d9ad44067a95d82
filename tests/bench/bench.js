// Measures the built app beside what others offer, prints a table and writes it as JSON.
//
// From the environment: SELFCHECK_DIST, the built app; SELFCHECK_BENCH, the folder with bench.js and
// bench_bg.wasm; SELFCHECK_PROGRAM, the native program; PYTHON, one that has chinesecalendar;
// CHROMIUM_PATH; SELFCHECK_RESULT, where the JSON goes.

import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { serve } from "../server/server.js";
import { inPage, natively } from "./queries.js";
import { reports } from "./reports.js";
import { table } from "./table.js";

const environment = (name) => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set; run \`cargo xtask bench\``);
  return value;
};

const say = (what) => process.stderr.write(`  … ${what}\n`);
const here = fileURLToPath(new URL(".", import.meta.url));
const server = await serve({
  "/app/": resolve(environment("SELFCHECK_DIST")),
  "/module/": resolve(environment("SELFCHECK_BENCH")),
  "/rival/": join(here, "rival"),
  "/packages/": join(here, "node_modules"),
});
const browser = await chromium.launch({
  executablePath: environment("CHROMIUM_PATH"),
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"],
});
try {
  say("filing queries");
  const page = await browser.newPage();
  const { filing, batches } = await inPage(page, server.address);
  await page.close();
  const program = environment("SELFCHECK_PROGRAM");
  const python = natively({ program, python: environment("PYTHON") });
  const pdf = await reports(browser, server.address, program, say);
  const result = {
    machine: { processor: cpus()[0]?.model, cores: cpus().length },
    browser: browser.version(),
    filing: { "chinese-days": filing, chinesecalendar: python },
    batches,
    pdf,
  };
  console.log(table(result));
  writeFileSync(environment("SELFCHECK_RESULT"), `${JSON.stringify(result, null, 2)}\n`);
} finally {
  await browser.close();
  await server.stop();
}
