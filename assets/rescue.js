// Says that the page itself has failed, and saves what can be saved. It needs nothing of the app: what
// broke may be the module, its memory or the document that it renders into.
//
// The app leaves two things here while it runs (see `browser/rescue.rs`): the newest text of each
// self-check that it changes, before anything is rendered, and the message of a Rust panic.
(function () {
  "use strict";

  const DATABASE = "selfcheck";
  const RECORDS = "records";
  /** How long the browser may take to read what is kept, in milliseconds. */
  const PATIENCE = 4000;
  const PAGE_OF_MEMORY = 64 * 1024;

  /**
   * The newest text of each self-check changed in this page, by id.
   * @type {Map<string, string>}
   */
  const noted = new Map();
  /** @type {string | null} */
  let panic = null;
  /** @type {WebAssembly.Memory | null} */
  let memory = null;
  let started = false;
  let shown = false;

  /** What happened, in the user's words. */
  const WORDS = {
    panic: "程序内部出错，已经停止。",
    stack: "内容的层次太深或太长，程序无法处理，已经停止。",
    memory: "内存不足，程序已经停止。请关闭其他标签页和程序，再重新载入。",
    trap: "程序意外停止。",
    script: "页面出错，不能确定之后的改动会被保存。",
  };

  globalThis.selfcheckRescue = {
    /**
     * Notes how a self-check stands now.
     * @param {string} id
     * @param {string} json
     */
    note(id, json) {
      noted.delete(id);
      noted.set(id, json);
    },
    /**
     * Drops what was noted of a self-check that is gone, or whose changes were given up.
     * @param {string} id
     */
    forget(id) {
      noted.delete(id);
    },
    /**
     * Notes the message of a Rust panic; the trap that follows is reported by the browser.
     * @param {string} message
     */
    panicked(message) {
      panic = message;
      console.error(message);
    },
    /**
     * Takes the module's memory, which tells a lack of memory from other faults.
     * @param {WebAssembly.Memory} moduleMemory
     */
    watch(moduleMemory) {
      memory = moduleMemory;
    },
  };

  window.addEventListener("TrunkApplicationStarted", () => {
    started = true;
  });

  // Files that cannot be loaded do not bubble to the window; browser-check.js speaks of those.
  window.addEventListener("error", (event) => {
    // Extensions run in this page, too. A worker's failure is told where its result was expected.
    if (/^(?:blob:|[a-z-]+-extension:)/u.test(event.filename || "")) return;
    // Says only that the layout took more than one round.
    if (/^ResizeObserver loop/u.test(event.message || "")) return;
    // All that the browser says of a script from elsewhere; none of ours is.
    if (!event.error && event.message === "Script error.") return;
    fail(event.error || event.message);
  });
  window.addEventListener("unhandledrejection", (event) => fail(event.reason));

  /** @param {any} thrown */
  function fail(thrown) {
    // Until the app stands there, browser-check.js says why it does not.
    const opening = !started && panic === null && document.getElementById("opening");
    if (shown || opening || document.documentElement.hasAttribute("data-unfit")) return;
    shown = true;
    holdSaveState();
    const [kind, detail] = cause(thrown);
    show(kind, detail);
  }

  /**
   * The kind of fault, a key of `WORDS`, and what was said of it.
   * @param {any} thrown
   * @returns {[keyof typeof WORDS, string]}
   */
  function cause(thrown) {
    const name = String((thrown && thrown.name) || "");
    const message = String((thrown && thrown.message) || thrown || "");
    if (panic !== null) return ["panic", panic];
    if (/call stack|too much recursion|out of bounds/iu.test(message)) return ["stack", message];
    if (/out of memory|allocation fail/iu.test(message)) return ["memory", message];
    // The module stops without a word of its own where it is given no more memory.
    if (name === "RuntimeError") return [isMemoryFull() ? "memory" : "trap", message];
    return ["script", message];
  }

  /** Whether the module's memory cannot be doubled; it is of no more use, so trying does no harm. */
  function isMemoryFull() {
    if (memory === null) return false;
    try {
      memory.grow(memory.buffer.byteLength / PAGE_OF_MEMORY);
      return false;
    } catch {
      return true;
    }
  }

  /** From now on nothing counts as saved, whatever is left of the app says. */
  function holdSaveState() {
    const root = document.documentElement;
    const hold = () => {
      if (root.getAttribute("data-save-state") !== "failed") root.setAttribute("data-save-state", "failed");
    };
    hold();
    new MutationObserver(hold).observe(root, { attributeFilter: ["data-save-state"] });
  }

  /**
   * @param {string} name
   * @param {string} text
   * @param {Record<string, string>} [attributes]
   */
  function element(name, text, attributes = {}) {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  }

  /**
   * @param {keyof typeof WORDS} kind
   * @param {string} detail
   */
  function show(kind, detail) {
    const dialog = /** @type {HTMLDialogElement} */ (
      element("dialog", "", { class: "dialog rescue", "aria-labelledby": "rescue-title", "data-fault": kind })
    );
    const alert = element("div", "", { role: "alert", "data-rescue": "", class: "dialog-body" });
    const outcome = element("p", "", { "aria-live": "polite", class: "rescue-outcome" });
    const download = element("button", "下载全部自查数据", {
      type: "button",
      class: "btn main",
      "data-action": "rescue-json",
    });
    const reload = element("button", "重新载入本页", { type: "button", class: "btn", "data-action": "rescue-reload" });
    download.addEventListener("click", () => save(outcome));
    reload.addEventListener("click", () => location.reload());
    const actions = element("div", "", { class: "dialog-actions" });
    actions.append(download, reload);
    alert.append(
      element("h2", "本页出了故障", { id: "rescue-title" }),
      element("p", WORDS[kind]),
      element("p", "请先下载全部自查数据，再重新载入。文件里有这个浏览器保存的每一份自查，也有刚才还没有保存的改动；重新载入后，可以在“数据”页导入。"),
    );
    if (detail) alert.append(element("p", `技术信息：${detail.slice(0, 300)}`, { class: "hint" }));
    alert.append(outcome, actions);
    dialog.append(alert);
    // Escape uncovers the page, whose words may be wanted; the way out stays in view.
    dialog.addEventListener("close", () => {
      dialog.classList.add("is-aside");
      dialog.show();
    });
    (document.body || document.documentElement).append(dialog);
    dialog.showModal();
    download.focus();
  }

  /** @param {HTMLElement} outcome */
  async function save(outcome) {
    /** @type {Kept[]} */
    let kept = [];
    let trouble = "";
    try {
      kept = await readKept();
    } catch (error) {
      const reason = error instanceof Error || error instanceof DOMException ? error.message : String(error);
      trouble = `浏览器里保存的自查没有读出来（${reason}），文件里只有本页打开后改动过的。`;
    }
    const lost = kept.filter(({ json }) => json === null).length;
    if (lost > 0) trouble += `另有 ${lost} 份浏览器读不出来。`;
    const { whole, damaged } = collect(kept);
    if (whole.length + damaged.length === 0) {
      outcome.textContent = trouble || "没有可以下载的自查。";
      return;
    }
    // A single self-check is a file like any backup; several are one file that the import takes apart.
    const text = whole.length === 1 && damaged.length === 0 ? whole[0] : bundle(whole, damaged);
    const name = `职评自查-抢救-${today()}.json`;
    startDownload(name, text);
    outcome.textContent = `已交给浏览器下载：${name}，共 ${whole.length + damaged.length} 份。${trouble}`;
  }

  /**
   * A kept row: its text, or what else lies there; `null` where the browser cannot read it.
   * @typedef {{id: string, json: string | null}} Kept
   */

  /**
   * Every kept row, each read by itself, so that a damaged one hides no other.
   * @returns {Promise<Kept[]>}
   */
  function readKept() {
    const reading = (async () => {
      const database = await openDatabase();
      try {
        const keys = await settled(database.transaction(RECORDS).objectStore(RECORDS).getAllKeys());
        return await Promise.all(keys.map((key) => readRow(database, key)));
      } finally {
        database.close();
      }
    })();
    const late = new Promise((_, refuse) => {
      setTimeout(() => refuse(new Error("没有回应")), PATIENCE);
    });
    return Promise.race([reading, /** @type {Promise<never>} */ (late)]);
  }

  /**
   * @param {IDBDatabase} database
   * @param {IDBValidKey} key
   * @returns {Promise<Kept>}
   */
  async function readRow(database, key) {
    const id = String(key);
    try {
      // In a transaction of its own: an error in one ends that one alone.
      const row = await settled(database.transaction(RECORDS).objectStore(RECORDS).get(key));
      return { id, json: typeof row?.json === "string" ? row.json : JSON.stringify(row ?? null) };
    } catch {
      return { id, json: null };
    }
  }

  function openDatabase() {
    const request = indexedDB.open(DATABASE);
    // There is none; one without stores would be taken for the app's.
    request.onupgradeneeded = () => request.transaction?.abort();
    return settled(request);
  }

  /**
   * @template Result
   * @param {IDBRequest<Result>} request
   * @returns {Promise<Result>}
   */
  function settled(request) {
    return new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  }

  /** @param {string} json */
  function parsed(json) {
    try {
      const value = JSON.parse(json);
      return value && typeof value === "object" ? value : null;
    } catch {
      return null;
    }
  }

  /**
   * The newest text of each self-check; both where another window saved a later one.
   * @param {Kept[]} kept
   */
  function collect(kept) {
    const texts = new Set(noted.values());
    for (const { id, json } of kept) {
      if (json === null) continue;
      const ours = parsed(noted.get(id) ?? "");
      const theirs = parsed(json);
      if (!ours || !theirs || String(theirs.updated_at) > String(ours.updated_at)) texts.add(json);
    }
    const all = [...texts];
    return { whole: all.filter(parsed), damaged: all.filter((text) => !parsed(text)) };
  }

  /**
   * The texts as they are, so that no number in them changes.
   * @param {string[]} whole
   * @param {string[]} damaged
   */
  function bundle(whole, damaged) {
    const head = '{"format":"selfcheck-rescue","version":1';
    return `${head},"records":[\n${whole.join(",\n")}\n],"damaged":${JSON.stringify(damaged)}}\n`;
  }

  /** Today in Nanning. */
  function today() {
    return new Date(Date.now() + 8 * 3600 * 1000).toISOString().slice(0, 10);
  }

  /**
   * @param {string} name
   * @param {string} text
   */
  function startDownload(name, text) {
    const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    const anchor = element("a", "", { href: address, download: name, hidden: "" });
    document.documentElement.append(anchor);
    anchor.click();
    anchor.remove();
    // The address must live until the browser has begun to read it.
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  }
})();
