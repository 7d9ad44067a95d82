// What the pages of both engines share: fonts, the click, and the file handed to the browser.

import { blocksOf } from "./blocks.js";

/** Points in a millimetre. */
export const MM = 72 / 25.4;
/** A4 and the margins of the product's report, in points. */
export const PAGE = { width: 210 * MM, height: 297 * MM };
export const MARGIN = { left: 24 * MM, top: 27 * MM, right: 22 * MM, bottom: 23 * MM };
/** Sizes in points: a heading by its level, words, tables. */
export const SIZE = { heading: [0, 17, 12.5, 10.5], words: 10, small: 8.5, table: 9 };

let fonts;

/** Both engines want their fonts as base64; that is made once and kept, as a page would. */
async function loadFonts() {
  const { regular, bold } = window.benchFonts;
  return Promise.all(
    [regular, bold].map(async (address) => {
      const blob = await (await fetch(address)).blob();
      return new Promise((resolve) => {
        const reader = new FileReader();
        reader.onload = () => resolve(String(reader.result).split(",")[1]);
        reader.readAsDataURL(blob);
      });
    }),
  );
}

/**
 * @param {(blocks: any[], report: any, fonts: string[]) => Promise<Blob>} make
 */
export function onClick(make) {
  window.warmUp = () => (fonts ??= loadFonts());
  document.querySelector('[data-action="export-pdf"]').addEventListener("click", async () => {
    fonts ??= loadFonts();
    const report = JSON.parse(window.benchReport);
    const blob = await make(blocksOf(report), report, await fonts);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = "report.pdf";
    link.click();
  });
}
