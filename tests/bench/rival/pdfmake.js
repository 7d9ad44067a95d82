import { MARGIN, MM, onClick, SIZE } from "./page.js";

const cellsOf = (row) => row.map((text) => ({ text }));

const content = (block) => {
  switch (block.kind) {
    case "heading":
      return { text: block.text, bold: true, fontSize: SIZE.heading[block.level], margin: [0, 12, 0, 6] };
    case "words":
      return { text: block.text, fontSize: block.small ? SIZE.small : SIZE.words, margin: [0, 0, 0, 6] };
    case "page":
      return { text: "", pageBreak: "after" };
    default:
      return {
        table: {
          headerRows: 1,
          dontBreakRows: false,
          widths: block.widths.map((width) => (width === "*" ? width : (width - 4) * MM)),
          body: [block.head.map((text) => ({ text, bold: true })), ...block.rows.map(cellsOf)],
        },
        layout: "lightHorizontalLines",
        fontSize: SIZE.table,
        margin: [0, 0, 0, 6],
      };
  }
};

onClick(async (blocks, report, [regular, bold]) => {
  pdfMake.addVirtualFileSystem({ "regular.ttf": regular, "bold.ttf": bold });
  pdfMake.addFonts({ Noto: { normal: "regular.ttf", bold: "bold.ttf" } });
  const made = pdfMake.createPdf({
    pageSize: "A4",
    pageMargins: [MARGIN.left, MARGIN.top, MARGIN.right, MARGIN.bottom],
    info: { title: report.title },
    defaultStyle: { font: "Noto", fontSize: SIZE.words, lineHeight: 1.2 },
    header: (page) => (page > 1 ? { text: report.institution, fontSize: 8, margin: [MARGIN.left, 40, 0, 0] } : ""),
    footer: (page, pages) => ({ text: `第 ${page} 页　共 ${pages} 页`, fontSize: 8, alignment: "center" }),
    content: blocks.map(content),
  });
  return made.getBlob();
});
