// Says in plain words why the app does not start: the browser is too old, or a file is missing.
// Runs before everything else and in old browsers, hence the old language (ES5).
(function () {
  "use strict";

  var FLOOR = "请改用或升级到：Chrome 或 Edge 97 以上、Firefox 113 以上、Safari 16.4 以上。360、QQ、搜狗等浏览器请升级到最新版，并切换到“极速模式”。";

  /** Whether wasm can be compiled here; a browser that does not know the policy's word for it refuses. */
  function compilesWasm() {
    try {
      return new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])) instanceof WebAssembly.Module;
    } catch (refused) {
      return false;
    }
  }

  /** The first thing that the app cannot do without and this browser does not have. */
  function missing() {
    var needed = [
      ["WebAssembly", typeof WebAssembly === "object" && compilesWasm()],
      ["JavaScript 模块", "noModule" in document.createElement("script")],
      ["本机存储（IndexedDB）", !!window.indexedDB],
      ["后台程序（Web Worker）", !!window.Worker],
      ["对话框（dialog）", !!window.HTMLDialogElement],
      ["分段读取文件（ReadableStream）", !!window.ReadableStream],
    ];
    for (var i = 0; i < needed.length; i += 1) {
      if (!needed[i][1]) return needed[i][0];
    }
    return null;
  }

  /** @param {string} text */
  function paragraph(text) {
    var element = document.createElement("p");
    element.appendChild(document.createTextNode(text));
    return element;
  }

  /**
   * Puts a message in the place of the one that the page opens with.
   * @param {string} heading
   * @param {string[]} sentences
   * @param {boolean} [reloads] whether a button offers to load the page anew
   */
  function say(heading, sentences, reloads) {
    var place = document.getElementById("opening");
    // Once the app stands there, it speaks for itself.
    if (!place) return;
    var title = document.createElement("h1");
    title.appendChild(document.createTextNode(heading));
    while (place.firstChild) place.removeChild(place.firstChild);
    place.setAttribute("role", "alert");
    place.appendChild(title);
    for (var i = 0; i < sentences.length; i += 1) place.appendChild(paragraph(sentences[i]));
    if (reloads) {
      var button = document.createElement("button");
      button.className = "btn main";
      button.type = "button";
      button.appendChild(document.createTextNode("重新载入"));
      button.onclick = function () {
        location.reload();
      };
      place.appendChild(button);
    }
  }

  /** @param {() => void} act */
  function whenRead(act) {
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", act);
    else act();
  }

  var lacking = missing();
  if (lacking) {
    // Read by the app: what it cannot do without, it must not start without.
    document.documentElement.setAttribute("data-unfit", "");
    whenRead(function () {
      say("这个浏览器打不开职评自查", [
        "它太旧，或者关闭了本工具需要的功能：" + lacking + "。",
        FLOOR,
        "在这个浏览器里保存过的自查不会因此丢失；升级同一个浏览器后仍在。",
      ]);
    });
    return;
  }

  function failed() {
    whenRead(function () {
      say(
        "职评自查没有打开",
        [
          "程序文件没有取全，或者与页面不配套。请检查网络后重新载入。",
          "仍然不行的，请联系放置本工具的人，确认文件齐全、没有改动。本机保存的自查不受影响。",
        ],
        true
      );
    });
  }

  // In the capturing phase, for a file that cannot be loaded tells only its own element.
  window.addEventListener("error", failed, true);
  window.addEventListener("unhandledrejection", failed);
  window.addEventListener("TrunkApplicationStarted", function () {
    window.removeEventListener("error", failed, true);
    window.removeEventListener("unhandledrejection", failed);
  });
})();
