//! The report as a file: the button, how far it is, and what came of it.

use yew::prelude::*;

use super::icons;
use crate::browser::worker::Stage;

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
        /// Its pages.
        pages: usize,
        /// The characters that stand as 〓.
        missing: Vec<char>,
    },
    /// It could not be made, and why.
    Failed(String),
}

/// The properties of [`PdfExport`].
#[derive(Properties, PartialEq)]
pub struct PdfExportProps {
    /// How the worker stands.
    pub stage: Stage,
    /// What came of the last click.
    pub export: Export,
    /// Makes the report.
    pub onexport: Callback<()>,
}

/// The button and everything beside it; the button never waits for anything but its own file.
#[component]
pub fn PdfExport(props: &PdfExportProps) -> Html {
    let making = props.export == Export::Making;
    let onclick = {
        let onexport = props.onexport.clone();
        Callback::from(move |_: MouseEvent| {
            // Not `disabled`, which would take the focus away from the button just pressed.
            if !making {
                onexport.emit(());
            }
        })
    };
    html! {
        <div class="export">
            <button type="button" class="btn main" data-action="export-pdf"
                aria-disabled={making.then_some("true")} {onclick}>
                if making { { icons::spinner() } }
                { if making { "正在生成 PDF" } else { "下载 PDF 报告" } }
            </button>
            <div class="export-state" aria-live="polite">
                { match &props.export {
                    Export::Making => html! {
                        <p class="visually-hidden">{ "正在生成 PDF 报告，页面可以继续使用。" }</p>
                    },
                    Export::Done { name, size, pages, .. } => html! {
                        <p class="export-done">
                            { icons::tick() }
                            <span>{ format!(
                                "已交给浏览器下载：{name}，{}，{pages} 页，附 selfcheck.json（导入此 PDF 可恢复这份自查）。",
                                size_words(*size)
                            ) }</span>
                        </p>
                    },
                    Export::None | Export::Failed(_) => Html::default(),
                } }
            </div>
            // Outside of what is read out: the numbers change several times a second.
            if making { { progress(&props.stage) } }
            if let Export::Done { missing, .. } = &props.export {
                if !missing.is_empty() {
                    <div class="notice warn"><p>{ format!(
                        "PDF 里这些字没有字形，印作“〓”：{}。附件中的数据完整；这些字在网页上照常显示，也可用浏览器打印本页。",
                        missing.iter().map(char::to_string).collect::<Vec<_>>().join(" ")
                    ) }</p></div>
                }
            }
            if let Export::Failed(reason) = &props.export {
                <div class="notice bad" role="alert"><p>
                    <b>{ "没有生成 PDF。" }</b>
                    { format!("{reason} 也可以直接打印本页（Ctrl+P），得到同样内容的纸质或 PDF 报告。") }
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
                <span>{ "正在排版，页面可以继续使用。" }</span>
                <progress />
            </label>
        },
    }
}

/// A size as people say it, such as `312 KB`.
pub fn size_words(size: usize) -> String {
    if size < 1024 * 1024 { format!("{} KB", size.div_ceil(1024)) } else { megabytes(size as u64) }
}

fn megabytes(bytes: u64) -> String {
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
