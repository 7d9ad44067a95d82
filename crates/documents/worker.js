// Runs the documents module in a web worker. Prepended to this file is the module's own glue as
// wasm-bindgen writes it for plain scripts; the app starts the whole from a Blob, so that the
// page's content security policy holds here as well.
//
// First message: { wasm }, a compiled WebAssembly.Module.
// Each later one: { id, json, files } (crates/protocol), answered exactly once by the same with its id.
// When the module is lost, the last message is { lost }, a sentence for the user.
"use strict";

(() => {
  const TOO_DEEP = "文件的层次太深，或者有一段文字太长，文档程序处理不了；自查数据没有变动。";
  const LOST = "文档程序意外停止，正在重新启动，请再试一次。反复出现的，多半是内存不足，请关闭其他标签页再试。";
  const NOT_STARTED = "文档程序无法启动：浏览器可能过旧，或者内存不足。";

  const scope = /** @type {DedicatedWorkerGlobalScope} */ (/** @type {unknown} */ (self));
  /** @type {ReturnType<typeof start> | null} */
  let started = null;

  /** @param {WebAssembly.Module} wasm */
  async function start(wasm) {
    await wasm_bindgen({ module_or_path: wasm });
    return new wasm_bindgen.RequestHandler();
  }

  /**
   * Whatever was thrown, the module's memory can no longer be trusted: the page starts another worker.
   * @param {string} reason in the user's words
   * @param {unknown} cause
   */
  function lose(reason, cause) {
    console.error(cause);
    scope.postMessage({ lost: reason });
  }

  /**
   * What ended the module, in the user's words.
   * @param {unknown} cause
   */
  function wordsFor(cause) {
    const stack = /call stack|too much recursion|out of bounds/iu;
    return stack.test(cause instanceof Error ? cause.message : "") ? TOO_DEEP : LOST;
  }

  scope.addEventListener("message", async ({ data }) => {
    if (started === null) {
      started = start(data.wasm);
      started.catch((cause) => lose(NOT_STARTED, cause));
      return;
    }
    let handler;
    try {
      handler = await started;
    } catch {
      return; // that was said above
    }
    const { id, json, files } = data;
    try {
      const answer = handler.answer(json, files);
      scope.postMessage(
        { id, ...answer },
        answer.files.map(({ buffer }) => buffer),
      );
    } catch (cause) {
      lose(wordsFor(cause), cause);
    }
  });
})();
