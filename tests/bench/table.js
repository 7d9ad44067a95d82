// The results as a table for people: each line with its aim, and whether it is reached.

const ENGINES = { product: "ours", pdfmake: "pdfmake", jspdf: "jsPDF" };

/** @param {number} nanoseconds */
const short = (nanoseconds) =>
  nanoseconds < 10_000 ? `${nanoseconds.toFixed(0)} ns` : `${(nanoseconds / 1_000).toFixed(0)} µs`;
const ms = (time) => (time < 10 ? `${time.toFixed(1)} ms` : `${time.toFixed(0)} ms`);
const times = (factor) => (factor < 0.1 ? factor.toFixed(4) : factor.toFixed(2));
const spread = ({ median, least, most }, unit) => `${unit(median)} (${unit(least)}–${unit(most)})`;
const ratioOf = (ratio) => `${spread(ratio, times)}, of the least times ${times(ratio.ofLeast)}`;

/**
 * A line: what, the value with its spread, and the aim; `reached` is absent where there is none.
 * @typedef {{what: string, value: string, aim?: string, reached?: boolean}} Line
 */

/** @returns {Line[]} */
function queries({ filing, batches }) {
  const lines = Object.entries(filing).flatMap(([name, { ours, theirs, ratio }]) => [
    { what: `filing query, ours beside ${name}`, value: spread(ours, short) },
    { what: `filing query, ${name}`, value: spread(theirs, short) },
    {
      what: `  ratio ours / ${name}`,
      value: ratioOf(ratio),
      aim: "at most 0.01",
      reached: ratio.median <= 0.01,
    },
  ]);
  return [
    ...lines,
    {
      what: `${batches.number} record batches`,
      value: `${spread(batches, ms)}, p95 ${ms(batches.p95)}`,
      aim: "p95 within 16 ms",
      reached: batches.p95 <= 16,
    },
  ];
}

/** @returns {Line[]} */
function pdf({ cold, warmed, warm, paused, preview, sizes, grows }) {
  const part = (name, { times: all, ratio }, most) => [
    ...Object.entries(all).map(([engine, time]) => ({
      what: `${name}, ${ENGINES[engine]}`,
      value: spread(time, ms),
    })),
    {
      what: "  ratio ours / better of the two",
      value: ratioOf(ratio),
      ...(most && { aim: `at most ${most}`, reached: ratio.median <= most }),
    },
  ];
  return [
    ...part("PDF, first after loading", cold, 1),
    ...part("PDF, first after warming", warmed, 1),
    ...part("PDF, later ones, clicked at once", warm, 0.25),
    ...part("PDF, later ones, clicked after a second", paused, 0.25),
    {
      what: "preview, from the last key to the page with it",
      value: spread(preview.shown, ms),
      aim: "within 1000 ms",
      reached: preview.shown.median <= 1_000,
    },
    {
      what: "typing beside the preview, from a key to its frame",
      value: `${spread(preview.frames, ms)}, p95 ${ms(preview.frames.p95)}`,
      aim: "p95 within 50 ms",
      reached: preview.frames.p95 <= 50,
    },
    {
      what: "  size of the usual report, ours, pdfmake, jsPDF",
      value: Object.values(warm.bytes)
        .map((bytes) => `${(bytes / 1_000).toFixed(0)} kB`)
        .join(", "),
      aim: "ours under 600 kB",
      reached: warm.bytes.product < 600_000,
    },
    ...sizes.flatMap((size) => part(`PDF with ${size.notes} long notes`, size)),
    ...Object.entries(grows).map(([engine, power]) => ({
      what: `  growth from 100 to 1000 notes, ${ENGINES[engine]}`,
      value: `notes^${power.toFixed(2)}`,
      ...(engine === "product" && { aim: "at most 1", reached: power <= 1 }),
    })),
  ];
}

/** @returns {string} the table, with the number of aims that were missed in the last line */
export function table(result) {
  const lines = [...queries(result), ...pdf(result.pdf)];
  const width = (key) => Math.max(...lines.map((line) => line[key]?.length ?? 0));
  const rows = lines.map(({ what, value, aim, reached }) =>
    [
      what.padEnd(width("what")),
      value.padEnd(width("value")),
      aim ? `${aim.padEnd(width("aim"))}  ${reached ? "reached" : "MISSED"}` : "",
    ]
      .join("  ")
      .trimEnd(),
  );
  const missed = lines.filter((line) => line.reached === false).length;
  const aims = lines.filter((line) => line.aim).length;
  return [
    `Chromium ${result.browser} on ${result.machine.cores} × ${result.machine.processor}; medians (least–most)`,
    "",
    ...rows,
    "",
    `${aims - missed} of ${aims} aims reached`,
  ].join("\n");
}
