//! A file that the documents worker makes: the button, how far it is, and what came of it.

use assessment::report::Form;
use yew::prelude::*;

use super::icons;
use crate::browser::{documents_client::Stage, dom, files::mime};

/// The files that leave from the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// The report, in one of its forms.
    Pdf(Form),
    /// 整改台账.
    Workbook,
    /// The dates.
    Calendar,
}

impl FileKind {
    /// All of them, the report first.
    pub const ALL: [Self; 5] = [
        Self::Pdf(Form::Full),
        Self::Pdf(Form::Short),
        Self::Pdf(Form::Inspection),
        Self::Workbook,
        Self::Calendar,
    ];

    /// What it is called in a file's name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pdf(Form::Full) => "自查报告",
            Self::Pdf(Form::Short) => "自查报告简式",
            Self::Pdf(Form::Inspection) => "自查报告带检查记录栏",
            Self::Workbook => "整改台账",
            Self::Calendar => "期限日历",
        }
    }

    /// The end of a file's name.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Pdf(_) => "pdf",
            Self::Workbook => "xlsx",
            Self::Calendar => "ics",
        }
    }

    /// What it is, in the browser's words.
    pub fn mime(self) -> &'static str {
        match self {
            Self::Pdf(_) => mime::PDF,
            Self::Workbook => mime::XLSX,
            Self::Calendar => mime::ICS,
        }
    }

    /// The control's name outside; the plain full form has the one that scripts rely on.
    fn action(self) -> &'static str {
        match self {
            Self::Pdf(Form::Full) => "export-pdf",
            Self::Pdf(Form::Short) => "export-pdf-short",
            Self::Pdf(Form::Inspection) => "export-pdf-inspection",
            Self::Workbook => "export-xlsx",
            Self::Calendar => "export-ics",
        }
    }

    /// The full report is what the page is for; its other forms stand back.
    fn weight(self) -> Option<&'static str> {
        match self {
            Self::Pdf(Form::Full) => Some("main"),
            Self::Pdf(_) => Some("quiet"),
            Self::Workbook | Self::Calendar => None,
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::Pdf(Form::Full) => "下载 PDF 报告",
            Self::Pdf(Form::Short) => "简式报告",
            Self::Pdf(Form::Inspection) => "带检查记录栏",
            Self::Workbook => "下载整改台账（Excel）",
            Self::Calendar => "下载期限日历（.ics）",
        }
    }

    /// What else to do where it cannot be made.
    fn instead(self) -> &'static str {
        match self {
            Self::Pdf(_) => {
                "也可以直接打印本页（Ctrl+P），结论和数据相同；目录、月历、数据封记和可恢复的附件只在 PDF 里。"
            }
            Self::Workbook => "整改措施、责任人和完成时限在“整改”页和 PDF 报告里也有。",
            Self::Calendar => "全部日期在“期限”页和 PDF 报告里也有。",
        }
    }
}

/// What came of the last click.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Export {
    /// There was none.
    #[default]
    None,
    /// It is being made.
    Making,
    /// It was handed to the browser.
    Done {
        /// The file's name.
        name: String,
        /// Its size in bytes.
        size: usize,
        /// What is in it, in words.
        content: String,
        /// The characters that stand as 〓.
        missing: Vec<char>,
    },
    /// The user stopped it.
    Stopped,
    /// It could not be made, and why.
    Failed(String),
}

/// A file that can be made, and what is known of it.
pub struct FileExport<'a> {
    /// Which file.
    pub kind: FileKind,
    /// How the worker stands.
    pub stage: &'a Stage,
    /// What came of the last click.
    pub export: &'a Export,
    /// The characters that will stand as 〓, as far as that is known before the click.
    pub missing: &'a [char],
    /// Makes the file.
    pub onexport: Callback<()>,
    /// Stops making it.
    pub onstop: Callback<()>,
}

/// The button and everything beside it; the button never waits for anything but its own file.
pub fn file_export(file: FileExport<'_>) -> Html {
    let FileExport { kind, stage, export, missing, onexport, onstop } = file;
    let making = *export == Export::Making;
    // Not `disabled`, which would take the focus away from the button just pressed.
    let onclick = (!making).then(|| onexport.reform(|_: MouseEvent| ()));
    let onstop = onstop.reform(move |_: MouseEvent| {
        // This button goes away; what was asked for can be asked for again.
        dom::focus_in_place(&format!("[data-action=\"{}\"]", kind.action()));
    });
    let missing = match export {
        Export::Done { missing, .. } => missing,
        _ => missing,
    };
    let label =
        if making { format!("正在生成{}", kind.name()) } else { kind.label().to_owned() };
    html! {
        <div class="export">
            <button type="button" class={classes!("btn", kind.weight())}
                data-action={kind.action()}
                aria-disabled={making.then_some("true")} {onclick}>
                if making { { icons::spinner() } }
                { label }
            </button>
            <div aria-live="polite">
                { match export {
                    Export::Making => html! {
                        <p class="visually-hidden">
                            { format!("正在生成{}，页面可以继续使用。", kind.name()) }
                        </p>
                    },
                    Export::Done { name, size, content, .. } => html! {
                        <p class="export-done">
                            { icons::tick() }
                            <span>{ format!(
                                "已交给浏览器下载：{name}，{}，{content}。", size_words(*size)
                            ) }</span>
                        </p>
                    },
                    Export::Stopped => html! {
                        <p>{ format!("已停下，没有生成{}。", kind.name()) }</p>
                    },
                    Export::None | Export::Failed(_) => Html::default(),
                } }
            </div>
            // Outside of what is read out: the numbers change several times a second.
            if making {
                { progress(stage) }
                <button type="button" class="btn quiet" data-action="stop-export" onclick={onstop}>
                    { "停下" }
                </button>
            }
            if let Some(words) = missing_words(missing) {
                <div class="notice warn"><p>
                    { words }
                    { "附件中的数据完整；这些字在网页上照常显示，也可用浏览器打印本页。" }
                </p></div>
            }
            if let Export::Failed(reason) = export {
                <div class="notice bad" role="alert"><p>
                    <b>{ format!("没有生成{}。", kind.name()) }</b>
                    { format!("{reason} {}", kind.instead()) }
                </p></div>
            }
        </div>
    }
}

fn progress(stage: &Stage) -> Html {
    match stage {
        Stage::Loading { what, loaded, total } => {
            let words = match total {
                Some(total) => {
                    format!("正在载入{what}：{} / {}", megabytes(*loaded), megabytes(*total))
                }
                None => format!("正在载入{what}：{}", megabytes(*loaded)),
            };
            html! {
                <label class="export-progress">
                    <span>{ words }</span>
                    <progress
                        value={total.map(|_| loaded.to_string())}
                        max={total.map(|total| total.to_string())}
                    />
                </label>
            }
        }
        _ => html! {
            <label class="export-progress">
                <span>{ "正在生成并核对，页面可以继续使用。" }</span>
                <progress />
            </label>
        },
    }
}

/// Which characters a report prints as 〓; `None` where each has its glyph.
pub fn missing_words(missing: &[char]) -> Option<String> {
    let listed: Vec<String> = missing.iter().map(char::to_string).collect();
    (!listed.is_empty()).then(|| format!("PDF 里这些字没有字形，印作“〓”：{}。", listed.join(" ")))
}

/// A size as people say it, such as `312 KB`.
pub fn size_words(size: usize) -> String {
    if size < 1024 * 1024 { format!("{} KB", size.div_ceil(1024)) } else { megabytes(size as u64) }
}

/// A size in megabytes, such as `2.5 MB`.
pub fn megabytes(bytes: u64) -> String {
    let tenths = bytes * 10 / (1024 * 1024);
    format!("{}.{} MB", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::size_words;

    #[test]
    fn sizes_are_told_in_the_unit_that_fits() {
        assert_eq!(size_words(1), "1 KB");
        assert_eq!(size_words(1024 * 1024 - 1), "1024 KB");
        assert_eq!(size_words(1024 * 1024 * 5 / 2), "2.5 MB");
    }
}
