// What the page makes and what the command line makes of the same record on the same day.

import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { download, open } from "./support/app.js";
import { filledRecord, importRecord } from "./support/files.js";
import { expect, test, TODAY } from "./support/test.js";

const run = promisify(execFile);

const records = {
  "a record of common characters": filledRecord(),
  // They need the complete fonts on both sides.
  "a record with rare characters": (() => {
    const record = filledRecord();
    record.answers["23.3"].note = "责任人：龘䶮㛃";
    return record;
  })(),
};

for (const [name, record] of Object.entries(records)) {
  test(`of ${name} the page and the command line make the same files`, async ({ page }, info) => {
    const program = process.env.SELFCHECK_REPORT;
    expect(program, "SELFCHECK_REPORT, which `cargo xtask test` sets").toBeTruthy();
    await importRecord(page, record);
    const saved = await download(page, "json");
    const save = info.outputPath("save.json");
    await saved.saveAs(save);
    await open(page, "report");
    const kinds = ["pdf", "xlsx", "ics"];
    const made = [];
    for (const kind of kinds) {
      // Both lie there after a failure, to be compared.
      const path = info.outputPath(`page.${kind}`);
      await (await download(page, kind)).saveAs(path);
      made.push(await readFile(path));
    }

    const targets = kinds.map((kind) => info.outputPath(`native.${kind}`));
    const [pdf, xlsx, ics] = targets;
    await run(program, [save, "-o", pdf, "--xlsx", xlsx, "--ics", ics, "--today", TODAY]);
    for (const [index, target] of targets.entries()) {
      const native = await readFile(target);
      expect(native.equals(made[index]), `the ${kinds[index]} files are the same`).toBe(true);
    }
  });
}
