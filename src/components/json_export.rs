//! The saved self-check as a file: the button and what came of it.

use yew::prelude::*;

use super::icons;

/// What came of the last click.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Backup {
    /// There was none.
    #[default]
    None,
    /// It was handed to the browser; in words.
    Done(String),
    /// It was not, and why.
    Failed(String),
}

/// The properties of [`JsonExport`].
#[derive(Properties, PartialEq)]
pub struct JsonExportProps {
    /// The self-check's title and institution.
    pub name: String,
    /// How old the last backup is, in words.
    pub age: String,
    /// What came of the last click.
    pub backup: Backup,
    /// Makes the file.
    pub onexport: Callback<()>,
}

/// The export of the open self-check.
#[component]
pub fn JsonExport(props: &JsonExportProps) -> Html {
    html! {
        <section class="panel">
            <h2>{ "导出备份" }</h2>
            <p>{ format!("当前打开：{}。", props.name) }</p>
            <p class="hint">
                { "文件才是正本，浏览器里的是缓存：清理浏览器、换电脑、重装系统之前，请先导出。" }
            </p>
            <p class="data-age">{ &props.age }</p>
            <button type="button" class="btn main" data-action="export-json"
                onclick={props.onexport.reform(|_: MouseEvent| ())}>{ "导出自查数据（.json）" }</button>
            <div aria-live="polite">
                if let Backup::Done(words) = &props.backup {
                    <p class="export-done">{ icons::tick() }<span>{ words }</span></p>
                }
            </div>
            if let Backup::Failed(reason) = &props.backup {
                <div class="notice bad" role="alert">
                    <p><b>{ "没有导出。" }</b>{ reason }</p>
                </div>
            }
        </section>
    }
}
