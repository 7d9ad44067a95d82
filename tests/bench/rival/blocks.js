// The report's text and tables, section by section as the product's own template has them, for engines
// that take a list of blocks. What only the product does is left out in their favour: signs and colours,
// page numbers in the table of contents, bookmarks, tags for screen readers and the attached data.

const present = (pairs) =>
  pairs
    .filter(([, value]) => value)
    .map(([label, value]) => `${label}　${value}`)
    .join("\n");

const named = (date) => (date.subject ? `${date.title}：${date.subject}` : date.title);
const shorten = (text, most) => ([...text].length > most ? `${[...text].slice(0, most).join("")}…` : text);
const heading = (level, text) => ({ kind: "heading", level, text });
const words = (text, small = false) => ({ kind: "words", text, small });
const table = (widths, head, rows) => ({ kind: "table", widths, head, rows });
const PAGE_BREAK = { kind: "page" };

const findings = (list) =>
  table(
    [13, "*", 24],
    ["要点", "自查发现", "结果"],
    list.map((finding) => [
      finding.id,
      [
        finding.ask,
        present([
          ["说明", shorten(finding.note, 400)],
          ["同一事项", finding.also.join("、")],
          ["条件", finding.consequence_note],
        ]),
      ]
        .filter(Boolean)
        .join("\n"),
      finding.state,
    ]),
  );

function cover(report) {
  return [
    heading(1, report.title),
    heading(2, report.institution),
    words(
      present([
        ["自查名称", report.record_title],
        ["自查期间", report.period],
        ["报告日期", report.today_text],
        ["自查依据", `${report.regulation.title}\n${report.regulation.issuer}　${report.regulation.issued} 印发`],
      ]),
    ),
    words(`${report.headline.text}\n${report.headline.beside}`),
    ...["自查人", "内部质量督导员", "机构主要负责人"].map((who) => words(`${who}　　　　日期`)),
    ...report.cautions.map((caution) => words(caution, true)),
    PAGE_BREAK,
  ];
}

function director(report) {
  const { gravest, more, dates, decisions } = report.director;
  return [
    heading(1, "给负责人"),
    words(report.headline.text),
    tally(report.tally),
    table(
      [13, "*", 13, 24, 35],
      ["要点", "事项", "类别", "结果", "所涉条款"],
      gravest.map((finding) => [
        finding.id,
        shorten(finding.ask, 56),
        finding.severity,
        finding.state,
        finding.clauses.join("、"),
      ]),
    ),
    ...(more > 0 ? [words(`另有 ${more} 项不足，见后文。`, true)] : []),
    ...[...new Set(gravest.flatMap((finding) => finding.follows))].map((text) => words(text, true)),
    table(
      [45, "*", 48],
      ["日期", "事项", "状态"],
      dates.map((date) => [date.date_text, shorten(named(date), 40), date.status]),
    ),
    ...decisions.map((decision) => words(decision)),
    PAGE_BREAK,
  ];
}

function shortfalls(report) {
  return [
    heading(1, "红线"),
    ...report.red_lines.flatMap((finding) => [
      heading(2, `${finding.article}（要点 ${finding.id}）`),
      findings([finding]),
      words(`所涉条款　${finding.clauses.join("、")}`),
      words(`可能后果　${finding.follows.join("\n")}`),
    ]),
    heading(1, "整改情形"),
    ...report.situations.flatMap((situation) => [
      heading(2, situation.label),
      words(situation.quote),
      findings(situation.items),
      words(`后果　${situation.follows}`),
    ]),
    ...(report.advice.length > 0 ? [heading(2, "监管事项的建议"), findings(report.advice)] : []),
  ];
}

const daysOf = (date) =>
  date.months.flatMap((month) => month.weeks.flat()).filter((day) => day?.traced);

/** The days left out for another reason than a weekend. */
const skipped = (date) =>
  daysOf(date)
    .filter(({ traced }) => traced.mark === "skipped" && !["", "周末"].includes(traced.reason))
    .map(({ date: day, traced }) => `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日${traced.reason}`)
    .join("；");

/** The month calendars of a date whose days were counted one by one. */
function calendars(date) {
  if (!daysOf(date).some(({ traced }) => traced.mark === "counted")) return [];
  const day = (cell) => (cell ? [cell.day, cell.traced?.nth].filter(Boolean).join(" ") : "");
  return date.months.flatMap((month) => [
    words(month.label, true),
    table(Array(7).fill(11), [..."一二三四五六日"], month.weeks.map((week) => week.map(day))),
  ]);
}

const tally = (counts) =>
  words(
    `符合 ${counts.met}　部分符合 ${counts.partly}　不符合 ${counts.unmet}　不适用 ${counts.not_applicable}　未答 ${counts.unanswered}`,
  );

function dates(report) {
  const cells = (date) => [
    [date.date_text + (date.provisional ? "　暂定" : ""), date.status].join("\n"),
    [
      `${named(date)}　${date.clause}`,
      present([
        ...date.counting,
        ["采用读法", date.readings.find((reading) => reading.chosen)?.label],
        [
          "其他读法",
          date.readings
            .filter((reading) => !reading.chosen)
            .map((reading) => `${reading.label}：${reading.date_text}`)
            .join("；"),
        ],
        ["跳过", skipped(date)],
        ["暂定", date.provisional],
        ["提示", date.note],
      ]),
    ].join("\n"),
  ];
  return [
    heading(1, "期限"),
    ...report.dates.flatMap((group) => [
      heading(2, `${group.label}（${group.rows.length} 个）`),
      table([44, "*"], ["日期", "事项、条款和算法"], group.rows.map(cells)),
      ...group.rows.flatMap(calendars),
    ]),
  ];
}

function plan({ plan: { rows, incomplete } }) {
  return [
    heading(1, "整改计划"),
    ...(incomplete > 0
      ? [words(`有 ${incomplete} 项不足没有写全整改措施、责任人和完成时限，报告尚不完整。`)]
      : []),
    table(
      [12, "*", 46, 21, 42],
      ["要点", "问题", "整改措施", "责任人", "完成时限"],
      rows.map(({ finding, measure, owner, due_text, status, advice }) => [
        finding.id,
        [
          finding.ask,
          finding.state + (advice ? "　建议" : ""),
          finding.note && `说明：${shorten(finding.note, 80)}`,
        ]
          .filter(Boolean)
          .join("\n"),
        measure || "未填",
        owner || "未填",
        `${due_text || "未填"}\n${status}`,
      ]),
    ),
    PAGE_BREAK,
  ];
}

function chapters(report) {
  const items = (article) =>
    table(
      [13, "*", 13, 24],
      ["要点", "自查内容", "类别", "结果"],
      article.items.map((item) => [
        item.id,
        [
          item.ask,
          present([
            ["说明", item.note],
            ["证据", item.evidence],
            ["整改", item.plan],
            [item.state === "not-applicable" ? "理由" : "依据", item.why],
          ]),
        ]
          .filter(Boolean)
          .join("\n"),
        item.severity,
        item.state_label,
      ]),
    );
  return [
    heading(1, "逐条自查结果"),
    ...report.chapters.flatMap((chapter) => [
      heading(2, chapter.heading),
      tally(chapter.tally),
      ...chapter.articles.flatMap((article) => [
        heading(3, `${article.label}　${article.title}　${article.state_label}`),
        ...article.text.map((paragraph) => words(paragraph, true)),
        items(article),
      ]),
    ]),
  ];
}

/** @param {any} report what the product hands to its typesetter */
export function blocksOf(report) {
  const sections = [
    ...director(report),
    ...shortfalls(report),
    ...dates(report),
    ...plan(report),
    ...chapters(report),
    heading(1, "机构画像"),
    table(["*", "*"], ["问题", "填写"], report.profile.map(({ label, answer }) => [label, answer])),
    heading(1, "方法与限度"),
    ...report.method.map((note) => words(`${note.heading}　${note.text}`)),
  ];
  const contents = sections
    .filter((block) => block.kind === "heading" && block.level < 3)
    .map((block) => words(block.text));
  return [...cover(report), heading(2, "目录"), ...contents, PAGE_BREAK, ...sections].filter(
    (block) => block.kind !== "table" || block.rows.length > 0,
  );
}
