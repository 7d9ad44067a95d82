// Runs the documents module in a web worker. Prepended to this file is the module's own glue as
// wasm-bindgen writes it for plain scripts; the app starts the whole from a Blob, so that the
// page's content security policy holds here as well.
//
// First message: { wasm }, an ArrayBuffer or a compiled WebAssembly.Module.
// Each later one: { id, kind, … }, answered exactly once by { id, ok, … }.
"use strict";

(() => {
  const TOO_DEEP = "文件的层次太深，或者有一段文字太长，文档程序处理不了；自查数据没有变动。";
  const LOST = "文档程序意外停止，正在重新启动，请再试一次。反复出现的，多半是内存不足，请关闭其他标签页再试。";
  const NOT_STARTED = "文档程序无法启动：浏览器可能过旧，或者内存不足。";

  const scope = /** @type {DedicatedWorkerGlobalScope} */ (/** @type {unknown} */ (self));
  /** @type {ReturnType<typeof start> | null} */
  let started = null;

  /** @param {ArrayBuffer | WebAssembly.Module} wasm */
  async function start(wasm) {
    await wasm_bindgen({ module_or_path: wasm });
    return new wasm_bindgen.RequestHandler();
  }

  /**
   * @param {number} id of the request
   * @param {string} error in the user's words
   * @param {unknown} cause
   */
  function fail(id, error, cause) {
    console.error(cause);
    // Whatever was thrown, the module's memory can no longer be trusted.
    scope.postMessage({ id, ok: false, error, fatal: true });
  }

  /**
   * What ended the module, in the user's words.
   * @param {unknown} cause
   */
  function wordsFor(cause) {
    const stack = /call stack|too much recursion|out of bounds/iu;
    return stack.test(cause instanceof Error ? cause.message : "") ? TOO_DEEP : LOST;
  }

  /** @param {{bytes?: Uint8Array<ArrayBuffer>}} answer */
  function send(answer) {
    const { bytes } = answer;
    if (bytes === undefined) {
      scope.postMessage(answer);
    } else {
      scope.postMessage({ ...answer, bytes: bytes.buffer }, [bytes.buffer]);
    }
  }

  scope.addEventListener("message", async ({ data }) => {
    if (started === null) {
      started = start(data.wasm);
      // Reported with the first request; here it only has to be taken note of.
      started.catch(() => {});
      return;
    }
    let handler;
    try {
      handler = await started;
    } catch (cause) {
      fail(data.id, NOT_STARTED, cause);
      return;
    }
    try {
      send(handler.answer(data));
    } catch (cause) {
      fail(data.id, wordsFor(cause), cause);
    }
  });
})();
