// Reads a finished PDF with poppler's programs, that is with other eyes than those that made it.

import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { inflateSync } from "node:zlib";

const run = promisify(execFile);

/**
 * @param {string} program
 * @param {string[]} parameters
 * @returns {Promise<string>}
 */
async function poppler(program, ...parameters) {
  try {
    const { stdout } = await run(program, parameters, { maxBuffer: 64 * 1024 * 1024 });
    return stdout;
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
    throw new Error(`${program} is missing: install poppler-utils`, { cause: error });
  }
}

/**
 * The text of the pages without their headers and footers, in the order in which it was set.
 * @param {string} path
 * @param {number} [page] this page alone, counted from one
 * @returns {Promise<string>}
 */
export function text(path, page) {
  // What lies between 56 pt from the top and 48 pt from the bottom of an A4 page, 842 pt high; as wide as
  // one that lies on its long side. In the order of the page's content a cell stays in one piece; by
  // position, columns would mix.
  const only = page ? ["-f", String(page), "-l", String(page)] : [];
  return poppler("pdftotext", "-raw", ...only, "-x", "0", "-y", "56", "-W", "842", "-H", "738", path, "-");
}

/**
 * The fonts: their name, and whether each is embedded, a subset, and maps back to text.
 * @param {string} path
 * @returns {Promise<{name: string, embedded: boolean, subset: boolean, unicode: boolean}[]>}
 */
export async function fonts(path) {
  const rows = (await poppler("pdffonts", path)).trim().split("\n").slice(2);
  return rows.map((row) => {
    // Name, type and encoding may hold spaces; the five columns at the end do not.
    const [, name, embedded, subset, unicode] =
      row.match(/^(\S+).*?\s(yes|no)\s+(yes|no)\s+(yes|no)\s+\d+\s+\d+$/u) ?? [];
    if (!name) throw new Error(`cannot read pdffonts: ${row}`);
    return { name, embedded: embedded === "yes", subset: subset === "yes", unicode: unicode === "yes" };
  });
}

/**
 * What the document says about itself: title, pages, tags.
 * @param {string} path
 * @returns {Promise<Record<string, string>>}
 */
export async function info(path) {
  const rows = (await poppler("pdfinfo", "-enc", "UTF-8", path)).trim().split("\n");
  return Object.fromEntries(
    rows.map((row) => {
      const colon = row.indexOf(":");
      return [row.slice(0, colon), row.slice(colon + 1).trim()];
    }),
  );
}

/**
 * The content of an attached file.
 * @param {string} path
 * @param {string} name
 * @returns {Promise<string>}
 */
export async function attachment(path, name) {
  const folder = await mkdtemp(join(tmpdir(), "selfcheck-"));
  try {
    const target = join(folder, "attachment");
    await poppler("pdfdetach", "-savefile", name, "-o", target, path);
    return await readFile(target, "utf8");
  } finally {
    await rm(folder, { recursive: true });
  }
}

/**
 * Counts the glyphs that are drawn, and those among them that stand for a missing one.
 *
 * Extracted text cannot tell: a character without a glyph keeps its mapping to text while the page
 * shows an empty box. Glyph 0 is that box in every TrueType font; the fonts here are all addressed
 * with two bytes a glyph.
 * @param {string} path
 * @returns {Promise<{drawn: number, missing: number}>}
 */
export async function glyphs(path) {
  const count = { drawn: 0, missing: 0 };
  for (const content of contentStreams(await readFile(path))) {
    for (const string of shownStrings(content)) {
      for (let index = 0; index + 1 < string.length; index += 2) {
        count.drawn += 1;
        if (string[index] === 0 && string[index + 1] === 0) count.missing += 1;
      }
    }
  }
  return count;
}

/** @param {Buffer} bytes */
function* contentStreams(bytes) {
  const file = bytes.toString("latin1");
  for (const { 0: whole, 1: length, index } of file.matchAll(
    /\/Length (\d+)[^>]*?\/Filter\s*\/FlateDecode[^>]*>>\s*stream\r?\n/gu,
  )) {
    const start = index + whole.length;
    const content = inflateSync(bytes.subarray(start, start + Number(length))).toString("latin1");
    // Fonts and attachments are compressed streams too; only a page's content shows text.
    if (/\bBT\b[^]*?\bTf\b[^]*?\bET\b/u.test(content) && /^[\t\n\r -~]*$/u.test(content.slice(0, 400)))
      yield content;
  }
}

/** @param {string} content */
function* shownStrings(content) {
  const escaped = { n: 10, r: 13, t: 9, b: 8, f: 12 };
  for (const [block] of content.matchAll(/\bBT\b[^]*?\bET\b/gu)) {
    for (const [literal, , hexadecimal] of block.matchAll(/\(((?:\\[^]|[^\\()])*)\)|<([0-9A-Fa-f\s]*)>/gu)) {
      if (hexadecimal !== undefined) {
        yield Buffer.from(hexadecimal.replace(/\s/gu, ""), "hex");
        continue;
      }
      const bytes = [];
      for (const [, octal, other, plain] of literal.slice(1, -1).matchAll(/\\([0-7]{1,3})|\\([^])|([^])/gu)) {
        if (octal) bytes.push(Number.parseInt(octal, 8));
        else if (other) bytes.push(escaped[other] ?? other.charCodeAt(0));
        else bytes.push(plain.charCodeAt(0));
      }
      yield Buffer.from(bytes);
    }
  }
}

/**
 * The forms in which a report may print a civil date.
 * @param {string} date such as `2026-11-23`
 * @returns {string[]}
 */
export function printedForms(date) {
  const [year, month, day] = date.split("-").map(Number);
  return [date, `${year}年${month}月${day}日`, `${year}年${date.slice(5, 7)}月${date.slice(8)}日`];
}
