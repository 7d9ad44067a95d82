//! The saved self-check as a file: the button and what came of it.

use yew::prelude::*;

use super::icons;
use crate::browser::dom;

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

/// After how many days a backup can be reminded of; 0 for never.
const REMINDERS: [(i64, &str); 4] = [
    (0, "不提醒"),
    (1, "有改动就每天提醒"),
    (7, "7 天没有导出就提醒"),
    (30, "30 天没有导出就提醒"),
];

/// When a backup is reminded of, to be chosen.
pub fn reminder_choice(chosen: i64, onchoose: &Callback<String>) -> Html {
    let oninput = onchoose.reform(|event: InputEvent| dom::value_of(&event));
    html! {
        <label class="field">
            <span>{ "备份提醒（只在这个浏览器里）" }</span>
            <select name="backup-reminder" {oninput}>
                { for REMINDERS.iter().map(|(days, label)| html! {
                    <option value={days.to_string()} selected={*days == chosen}>{ *label }</option>
                }) }
            </select>
        </label>
    }
}

/// The export of the open self-check: `name` is its title and institution, `age` how old the last backup is in
/// words, `backup` what came of the last click; `onexport` makes the file, and `reminder` stands beneath.
pub fn json_export(
    name: &str,
    age: String,
    backup: &Backup,
    onexport: &Callback<()>,
    reminder: Html,
) -> Html {
    html! {
        <section class="panel">
            <h2>{ "导出备份" }</h2>
            <p>{ format!("当前打开：{name}。") }</p>
            <p class="hint">
                { "文件才是正本，浏览器里的是缓存：清理浏览器、换电脑、重装系统之前，请先导出。" }
            </p>
            <p class="data-age">{ age }</p>
            <button type="button" class="btn main" data-action="export-json"
                onclick={onexport.reform(|_: MouseEvent| ())}>{ "导出自查数据（.json）" }</button>
            <div aria-live="polite">
                if let Backup::Done(words) = backup {
                    <p class="export-done">{ icons::tick() }<span>{ words }</span></p>
                }
            </div>
            { reminder }
            if let Backup::Failed(reason) = backup {
                <div class="notice bad" role="alert">
                    <p><b>{ "没有导出。" }</b>{ reason }</p>
                </div>
            }
        </section>
    }
}
