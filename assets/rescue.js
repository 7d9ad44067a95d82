// Says that the page itself has failed, and saves what can be saved. It needs nothing of the app: what
// broke may be the module, its memory or the document that it renders into.
//
// The app leaves two things here while it runs (see `browser/rescue.rs`): the newest text of each
// self-check that it changes, before anything is rendered, and the message of a Rust panic.
(function () {
  "use strict";

  const DATABASE = "selfcheck";
  const RECORDS = "records";
  const PATIENCE = 4000;
  // Below this a trap without a panic is not put down to memory.
  const MUCH_MEMORY = 512 * 1024 * 1024;

  /** The newest text of each self-check changed in this page, by id. */
  const noted = new Map();
  let panic = null;
  let memory = null;
  let started = false;
  let shown = false;

  globalThis.selfcheckRescue = {
    /** Notes how a self-check stands now. */
    note(id, json) {
      noted.delete(id);
      noted.set(id, json);
    },
    /** Notes the message of a Rust panic; the trap that follows is reported by the browser. */
    panicked(message) {
      panic = message;
    },
    /** Takes the module's memory, whose size tells a lack of memory from other faults. */
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
    fail(event.error || event.message);
  });
  window.addEventListener("unhandledrejection", (event) => fail(event.reason));

  function fail(thrown) {
    // Until the app stands there, browser-check.js says why it does not.
    const opening = !started && panic === null && document.getElementById("opening");
    if (shown || opening || document.documentElement.hasAttribute("data-unfit")) return;
    shown = true;
    holdSaveState();
    show(cause(thrown));
  }

  /** What happened, in the user's words. */
  function cause(thrown) {
    const name = String((thrown && thrown.name) || "");
    const message = String((thrown && thrown.message) || thrown || "");
    if (panic !== null) return ["程序内部出错，已经停止。", panic];
    if (/call stack|too much recursion|out of bounds/iu.test(message)) {
      return ["内容的层次太深或太长，程序无法处理，已经停止。", message];
    }
    const full = memory !== null && memory.buffer.byteLength >= MUCH_MEMORY;
    if (full || /out of memory|allocation fail/iu.test(message)) {
      return ["内存不足，程序已经停止。请关闭其他标签页和程序，再重新载入。", message];
    }
    if (name === "RuntimeError") return ["程序意外停止。", message];
    return ["页面出错，不能确定之后的改动会被保存。", message];
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

  function element(name, text, attributes) {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    for (const [key, value] of Object.entries(attributes || {})) made.setAttribute(key, value);
    return made;
  }

  function show([words, detail]) {
    const dialog = element("dialog", "", { class: "dialog rescue", "aria-labelledby": "rescue-title" });
    const alert = element("div", "", { role: "alert", "data-rescue": "", class: "dialog-body" });
    const outcome = element("p", "", { "aria-live": "polite", class: "rescue-outcome" });
    const download = element("button", "下载全部自查数据", {
      type: "button",
      class: "btn main",
      "data-action": "rescue-json",
    });
    const reload = element("button", "重新载入本页", { type: "button", class: "btn" });
    download.addEventListener("click", () => save(outcome));
    reload.addEventListener("click", () => location.reload());
    const actions = element("div", "", { class: "dialog-actions" });
    actions.append(download, reload);
    alert.append(
      element("h2", "本页出了故障", { id: "rescue-title" }),
      element("p", words),
      element("p", "请先下载全部自查数据，再重新载入。文件里有这个浏览器保存的每一份自查，也有刚才还没有保存的改动；重新载入后，可以在“数据”页导入。"),
      element("p", detail && `技术信息：${detail.slice(0, 300)}`, { class: "hint" }),
      outcome,
      actions,
    );
    dialog.append(alert);
    // Closed, it would leave a page that looks alive.
    dialog.addEventListener("cancel", (event) => event.preventDefault());
    (document.body || document.documentElement).append(dialog);
    dialog.showModal();
    download.focus();
  }

  async function save(outcome) {
    let kept = [];
    let trouble = "";
    try {
      kept = await readKept();
    } catch (error) {
      trouble = `浏览器里保存的自查没有读出来（${error.message || error}），文件里只有本页打开后改动过的。`;
    }
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
   * Every kept row, each read by itself, so that a damaged one hides no other.
   * @returns {Promise<{id: string, json: string}[]>}
   */
  function readKept() {
    const reading = (async () => {
      const database = await openDatabase();
      try {
        const store = database.transaction(RECORDS).objectStore(RECORDS);
        const rows = (await settled(store.getAllKeys())).map(async (key) => {
          // Its own transaction: an error in one ends that one alone.
          const one = database.transaction(RECORDS).objectStore(RECORDS).get(key);
          const row = await settled(one).catch(() => null);
          return { id: String(key), json: row && typeof row.json === "string" ? row.json : JSON.stringify(row) };
        });
        return await Promise.all(rows);
      } finally {
        database.close();
      }
    })();
    const late = new Promise((_, refuse) => {
      setTimeout(() => refuse(new Error("没有回应")), PATIENCE);
    });
    return Promise.race([reading, late]);
  }

  function openDatabase() {
    const request = indexedDB.open(DATABASE);
    // There is none; one without stores would be taken for the app's.
    request.onupgradeneeded = () => request.transaction.abort();
    return settled(request);
  }

  function settled(request) {
    return new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  }

  function parsed(json) {
    try {
      const value = JSON.parse(json);
      return value && typeof value === "object" ? value : null;
    } catch {
      return null;
    }
  }

  /** The newest text of each self-check; both where another window saved a later one. */
  function collect(kept) {
    const texts = new Set(noted.values());
    for (const { id, json } of kept) {
      const ours = noted.has(id) ? parsed(noted.get(id)) : null;
      const theirs = parsed(json);
      if (!ours || !theirs || String(theirs.updated_at) > String(ours.updated_at)) texts.add(json);
    }
    const all = [...texts];
    return { whole: all.filter(parsed), damaged: all.filter((text) => !parsed(text)) };
  }

  /** The texts as they are, so that no number in them changes. */
  function bundle(whole, damaged) {
    const head = '{"format":"selfcheck-rescue","version":1';
    return `${head},"records":[\n${whole.join(",\n")}\n],"damaged":${JSON.stringify(damaged)}}\n`;
  }

  /** Today in Nanning. */
  function today() {
    return new Date(Date.now() + 8 * 3600 * 1000).toISOString().slice(0, 10);
  }

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
