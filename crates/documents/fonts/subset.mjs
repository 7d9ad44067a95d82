// Cuts the report's fonts into what a browser fetches at once (tier 1) and what it fetches only for a
// character that tier 1 lacks (the whole fonts). `cargo xtask` runs this: node subset.mjs OUT_FOLDER

import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import subsetFont from 'subset-font';

const here = path.dirname(fileURLToPath(import.meta.url));
const packages = path.join(here, 'node_modules', '@expo-google-fonts');

// Whole Unicode blocks, so that a name or a remark with an unusual mark needs no second download.
// What the font lacks costs nothing.
const blocks = [
  [0x0020, 0x007e], // ASCII
  [0x00a0, 0x017f], // Latin-1 and Latin Extended-A
  [0x01cd, 0x01dc], // pinyin vowels with a tone
  [0x0370, 0x03ff], // Greek
  [0x2000, 0x206f], // general punctuation
  [0x2070, 0x20bf], // superscripts, subscripts, currency signs
  [0x2100, 0x218f], // letterlike symbols, number forms
  [0x2190, 0x22ff], // arrows, mathematical operators
  [0x2300, 0x23ff], // technical signs
  [0x2460, 0x25ff], // enclosed numbers, box drawing, geometric shapes
  [0x2600, 0x27bf], // symbols, check marks
  [0x3000, 0x303f], // Chinese punctuation
  [0xff00, 0xffef], // full-width forms
];

// What people tick and cross with (☑ ☐ ✔ ✘), which Noto Sans SC does not have.
const signs = [
  [0x2610, 0x2612], // boxes, empty, ticked and crossed
  [0x2705, 0x2705], // a tick on a coloured ground
  [0x2713, 0x2718], // ticks and crosses
  [0x274c, 0x274e], // crosses of telephones' keyboards
];

/** Every character of GB 2312: rows and cells 1 to 94, each shifted by 0xA0. */
function gb2312() {
  const decoder = new TextDecoder('gb2312');
  let text = '';
  for (let row = 0xa1; row <= 0xf7; row += 1) {
    for (let cell = 0xa1; cell <= 0xfe; cell += 1) {
      text += decoder.decode(Uint8Array.of(row, cell));
    }
  }
  // A cell without a character decodes to the replacement character or to the private use area.
  return text.replace(/[\ufffd\ue000-\uf8ff]/g, '');
}

async function tier1Text() {
  const characters = new Set(gb2312());
  const standard = await readFile(path.join(here, 'general-standard-8105.txt'), 'utf8');
  for (const character of standard.trim()) {
    characters.add(character);
  }
  return [...characters].join('') + charactersOf(blocks);
}

/** Every character of those blocks. */
function charactersOf(ranges) {
  let text = '';
  for (const [first, last] of ranges) {
    for (let code = first; code <= last; code += 1) {
      text += String.fromCodePoint(code);
    }
  }
  return text;
}

async function main() {
  const out = process.argv[2];
  if (out === undefined) {
    throw new Error('usage: node subset.mjs OUT_FOLDER');
  }
  const text = await tier1Text();
  const fonts = [
    { from: 'noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf', to: 'NotoSansSC-Regular.ttf', text },
    { from: 'noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf', to: 'NotoSansSC-Bold.ttf', text },
    {
      from: 'noto-sans-symbols-2/400Regular/NotoSansSymbols2_400Regular.ttf',
      to: 'NotoSansSymbols2-Regular.ttf',
      text: charactersOf(signs),
    },
  ];
  // A licence has to travel with every copy of its font.
  const licences = [
    { from: 'noto-sans-sc/LICENSE_FONT', to: 'NotoSansSC-OFL.txt' },
    { from: 'noto-sans-symbols-2/LICENSE_FONT', to: 'NotoSansSymbols2-OFL.txt' },
  ];
  for (const tier of ['tier1', 'full']) {
    await mkdir(path.join(out, tier), { recursive: true });
    for (const { from, to } of licences) {
      await copyFile(path.join(packages, from), path.join(out, tier, to));
    }
  }
  for (const { from, to, text: kept } of fonts) {
    const whole = await readFile(path.join(packages, from));
    await writeFile(path.join(out, 'full', to), whole);
    const cut = await subsetFont(whole, kept, { targetFormat: 'truetype' });
    await writeFile(path.join(out, 'tier1', to), cut);
    console.log(`${to}: ${(cut.length / 1e6).toFixed(2)} of ${(whole.length / 1e6).toFixed(1)} MB`);
  }
}

await main();
