import { createServer } from "node:net";
import { join } from "node:path";
import { defineConfig } from "@playwright/test";

/**
 * Asks the system for a port that nobody uses.
 * @returns {Promise<number>}
 */
function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = /** @type {import("node:net").AddressInfo} */ (probe.address());
      probe.close(() => resolve(port));
    });
  });
}

// Every worker process reads this file again: the first one decides, the environment hands it on.
process.env.SELFCHECK_PORT ??= String(await freePort());
// Two folders deep, since the release must work under any path. Another host can be walked through instead.
const host = process.env.SELFCHECK_URL;
const address = host || `http://127.0.0.1:${process.env.SELFCHECK_PORT}/a/b/`;

export default defineConfig({
  testDir: ".",
  testMatch: "**/*.spec.js",
  testIgnore: process.env.SELFCHECK_LONG ? [] : "long/**",
  // With what else is made while building and testing, where git looks away.
  outputDir: join(process.env.CARGO_TARGET_DIR || "../../target", "e2e"),
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  // A test that passes only the second time says two things about the same product.
  retries: 0,
  workers: 2,
  reporter: [["list"]],
  timeout: 90_000,
  expect: { timeout: 15_000 },
  use: {
    baseURL: address,
    browserName: "chromium",
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    viewport: { width: 1366, height: 768 },
    actionTimeout: 15_000,
    navigationTimeout: 60_000,
    // Storing everything for offline use would be done anew in every test; offline.spec.js allows it.
    serviceWorkers: "block",
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH || "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        // Chromium's own questions about form fields would fall into the privacy journeys' trap.
        "--disable-features=AutofillServerCommunication",
      ],
    },
  },
  webServer: host ? undefined : {
    command: "node static-server.js",
    url: address,
    reuseExistingServer: false,
    timeout: 20_000,
    stdout: "ignore",
    stderr: "pipe",
  },
});
