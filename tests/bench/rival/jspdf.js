import { MARGIN, MM, onClick, PAGE, SIZE } from "./page.js";

const LINE_HEIGHT = 1.4;

onClick(async (blocks, report, [regular, bold]) => {
  const pdf = new jspdf.jsPDF({ unit: "pt", format: "a4", compress: true });
  pdf.addFileToVFS("regular.ttf", regular);
  pdf.addFileToVFS("bold.ttf", bold);
  pdf.addFont("regular.ttf", "Noto", "normal");
  pdf.addFont("bold.ttf", "Noto", "bold");
  pdf.setProperties({ title: report.title });
  const width = PAGE.width - MARGIN.left - MARGIN.right;
  const bottom = PAGE.height - MARGIN.bottom;
  let y = MARGIN.top;

  const write = (text, size, style) => {
    pdf.setFont("Noto", style).setFontSize(size);
    for (const line of pdf.splitTextToSize(text, width)) {
      if (y + size * LINE_HEIGHT > bottom) {
        pdf.addPage();
        y = MARGIN.top;
      }
      y += size * LINE_HEIGHT;
      pdf.text(line, MARGIN.left, y);
    }
    y += 6;
  };

  for (const block of blocks) {
    if (block.kind === "heading") {
      write(block.text, SIZE.heading[block.level], "bold");
    } else if (block.kind === "words") {
      write(block.text, block.small ? SIZE.small : SIZE.words, "normal");
    } else if (block.kind === "page") {
      pdf.addPage();
      y = MARGIN.top;
    } else {
      const columns = block.widths.map((size) => ({ cellWidth: size === "*" ? "auto" : size * MM }));
      pdf.autoTable({
        startY: y,
        margin: MARGIN,
        head: [block.head],
        body: block.rows,
        tableWidth: block.widths.includes("*") ? "auto" : "wrap",
        columnStyles: { ...columns },
        styles: { font: "Noto", fontSize: SIZE.table, cellPadding: 2 * MM, overflow: "linebreak" },
        headStyles: { fontStyle: "bold" },
      });
      y = pdf.lastAutoTable.finalY + 6;
    }
  }
  const pages = pdf.getNumberOfPages();
  pdf.setFont("Noto", "normal").setFontSize(8);
  for (let page = 1; page <= pages; page += 1) {
    pdf.setPage(page);
    if (page > 1) pdf.text(report.institution, MARGIN.left, 50);
    pdf.text(`第 ${page} 页　共 ${pages} 页`, PAGE.width / 2, PAGE.height - 30, { align: "center" });
  }
  return pdf.output("blob");
});
