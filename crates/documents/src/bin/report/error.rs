//! What can go wrong, in the words that the user reads.

use std::path::PathBuf;

use assessment::self_check::ReadError as SelfCheckError;
use documents::ics::IcsError;
use documents::pdf::{FontError, PdfError};
use documents::readback::ReadError;
use documents::xlsx::WorkbookError;

/// How the program is called.
pub(super) const USAGE: &str = "\
Usage: report SAVE -o OUT.pdf [--earlier EARLIER] [--short | --inspector] [--history]
              [--xlsx OUT.xlsx] [--ics OUT.ics] [--today YYYY-MM-DD] [--fonts DIR]
       report FOLDER -o OUTFOLDER [--short | --inspector] [--history] [--summary OUT.xlsx]
              [--today YYYY-MM-DD] [--fonts DIR]

  SAVE                    a saved self-check (.json), or a report (.pdf) that carries one
  -o, --output OUT.pdf    where the PDF goes; of a folder, where all documents go
      --earlier EARLIER   an earlier self-check, to say what has moved since
      --short             cover, the page for the director and the plan alone
      --inspector         with an empty column for an inspector's own entries
      --history           with who changed what and when; the attached data tell it too
      --xlsx OUT.xlsx     where the workbook goes
      --ics OUT.ics       where the dates go as a calendar file
      --summary OUT.xlsx  where one workbook over all self-checks of the folder goes
      --today YYYY-MM-DD  the day of the report, today unless told
      --fonts DIR         the folder of fonts, $SELFCHECK_FONTS unless told";

/// Why there is no document.
#[derive(Debug, thiserror::Error)]
pub(super) enum CliError {
    #[error("{0}\n\n{USAGE}")]
    Usage(#[from] lexopt::Error),
    #[error("{0}: {1}")]
    File(PathBuf, std::io::Error),
    #[error("{0}: no .ttf file in it or in its folders full and tier1")]
    NoFonts(PathBuf),
    #[error("{0}: the documents would stand among the files they come from; name another folder")]
    SameFolder(PathBuf),
    #[error("{0}: another file of this command stands there; name another place")]
    SameFile(PathBuf),
    #[error("{0} files have no documents")]
    Some(usize),
    #[error("{0}: {1}")]
    Open(PathBuf, OpenError),
    #[error(
        "用来比较的自查“{0}”无法读取，请检查 --earlier 之后的文件；不作比较就去掉这个选项。\n{1}"
    )]
    Earlier(PathBuf, OpenError),
    #[error(transparent)]
    Fonts(#[from] FontError),
    #[error(transparent)]
    Pdf(#[from] PdfError),
    #[error(transparent)]
    Ics(#[from] IcsError),
    #[error(transparent)]
    Workbook(#[from] WorkbookError),
}

/// Why there is no self-check in a file. The sentences stand in the summary workbook too.
#[derive(Debug, thiserror::Error)]
pub(super) enum OpenError {
    #[error(transparent)]
    File(#[from] std::io::Error),
    #[error(transparent)]
    Pdf(#[from] ReadError),
    #[error(transparent)]
    SelfCheck(#[from] SelfCheckError),
    #[error(
        "这份 PDF 已被改动：附件不是生成这份报告时的数据（报告的封记 {printed}；附件的封记 {attached}）。请向提供文件的人核实，或请其重新导出。"
    )]
    Altered { printed: String, attached: String },
}
