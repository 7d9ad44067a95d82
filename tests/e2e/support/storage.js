// The browser's storage, reached past the app.

/** @typedef {import("@playwright/test").Page} Page */

/**
 * Puts something into the store of self-checks, whatever it is.
 * @param {Page} page
 * @param {string} key
 * @param {unknown} row
 */
export function putRow(page, key, row) {
  return page.evaluate(
    ([key, row]) =>
      new Promise((done, fail) => {
        const opening = indexedDB.open("selfcheck");
        opening.onerror = () => fail(opening.error);
        opening.onsuccess = () => {
          const writing = opening.result.transaction("records", "readwrite");
          writing.objectStore("records").put(row, /** @type {string} */ (key));
          writing.oncomplete = () => done(opening.result.close());
          writing.onerror = () => fail(writing.error);
        };
      }),
    [key, row],
  );
}

/**
 * Lets every write fail as on a full disk, until `mendStorage` is called in the page.
 * @param {Page} page
 */
export function breakStorage(page) {
  return page.evaluate(() => {
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function refuse() {
      throw new DOMException("no room", "QuotaExceededError");
    };
    window.mendStorage = () => {
      IDBObjectStore.prototype.put = put;
    };
  });
}
