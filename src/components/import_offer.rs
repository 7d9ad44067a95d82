//! The import: the field, what the file would change, and the decision.

use std::rc::Rc;

use assessment::self_check::SelfCheck;
use assessment::self_check::differences::Difference;
use assessment::self_check::journal::{Side, Version, place_words, value_words};
use assessment::self_check::registers::schema::RegisterKey;
use protocol::Integrity;
use wasm_bindgen::JsCast as _;
use web_sys::{File, HtmlInputElement};
use yew::prelude::*;

use super::{differences::differences_table, icons};
use crate::{
    browser::{clock, dom, files},
    hooks::use_import::{Import, Offer, is_pdf_name},
};

/// What happens to the kept self-check of the same id.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Way {
    /// The file takes its place, and the former version is kept as a copy.
    #[default]
    Replace,
    /// Both are put together.
    Merge,
}

/// How an import is to be carried out.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Decision {
    /// What happens to the kept self-check.
    pub way: Way,
    /// Where both were changed: the leaf, and the side whose value counts.
    pub sides: Vec<(String, Side)>,
}

/// The properties of [`ImportPanel`].
#[derive(Properties, PartialEq)]
pub struct ImportPanelProps {
    /// How the import stands.
    pub import: Import,
    /// The files whose turn has not come yet, by name.
    pub waiting: Rc<Vec<String>>,
    /// Takes files in.
    pub onfiles: Callback<Vec<File>>,
    /// Carries the import out.
    pub onconfirm: Callback<(Offer, Decision)>,
    /// Gives it up.
    pub oncancel: Callback<()>,
    /// Stops the worker that reads a PDF.
    pub onstop: Callback<()>,
}

/// The import of a file.
#[component]
pub fn ImportPanel(props: &ImportPanelProps) -> Html {
    let onchange = {
        let onfiles = props.onfiles.clone();
        Callback::from(move |event: Event| {
            let input =
                event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
            let Some(input) = input else { return };
            let chosen = input.files().map(|list| files::all(&list)).unwrap_or_default();
            if !chosen.is_empty() {
                onfiles.emit(chosen);
            }
            // The same file can be chosen again after it was mended.
            input.set_value("");
        })
    };
    html! {
        <section class="panel">
            <h2>{ "导入" }</h2>
            <label class="field">
                <span>{ "选择 .json 备份，或本工具生成的 PDF 报告" }</span>
                <input type="file" multiple=true accept=".json,.pdf,application/json,application/pdf" {onchange} />
            </label>
            <p class="hint">{ "也可以把文件拖到任何一页上。导入前会先列出变动，确认之前什么都不改。" }</p>
            if !props.waiting.is_empty() {
                <p data-waiting={props.waiting.len().to_string()}>
                    { format!("还有 {} 个文件排队：{}。", props.waiting.len(), props.waiting.join("、")) }
                </p>
            }
            <div aria-live="polite">
                if let Import::Reading(file) = &props.import {
                    <p>{ icons::spinner() }{ format!(" 正在读取“{file}”……") }</p>
                }
            </div>
            // Anything else is read at once.
            if matches!(&props.import, Import::Reading(file) if is_pdf_name(file)) {
                <button type="button" class="btn quiet" data-action="stop-import"
                    onclick={props.onstop.reform(|_: MouseEvent| ())}>
                    { "停止读取" }
                </button>
            }
            { match &props.import {
                Import::Refused { file, reason } => html! {
                    <div class="notice bad" role="alert"><p>
                        <b>{ format!("没有导入“{file}”。") }</b>{ reason }
                    </p>
                    if !props.waiting.is_empty() {
                        <button type="button" class="btn" data-action="next-import"
                            onclick={props.oncancel.reform(|_: MouseEvent| ())}>
                            { "继续下一个文件" }
                        </button>
                    }
                    </div>
                },
                Import::Offered(offer) => html! {
                    <Offered
                        offer={offer.clone()}
                        onconfirm={props.onconfirm.clone()}
                        oncancel={props.oncancel.clone()}
                    />
                },
                Import::None | Import::Reading(_) => Html::default(),
            } }
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct OfferedProps {
    offer: Offer,
    onconfirm: Callback<(Offer, Decision)>,
    oncancel: Callback<()>,
}

#[component]
fn Offered(props: &OfferedProps) -> Html {
    let way = use_state_eq(Way::default);
    // Of each conflict, by its place, the side chosen.
    let chosen = use_state_eq(|| vec![None::<Side>; props.offer.conflicts.len()]);
    // It comes without a click of its own, perhaps far from where the focus is.
    use_effect_with((), |()| {
        dom::focus(".import-offer h3");
    });
    let offer = &props.offer;
    let self_check = &offer.self_check;
    let asks = *way == Way::Merge && offer.kept.is_some();
    // A second click, while the first is being carried out, would do it twice.
    let busy = use_state_eq(|| false);
    let waits = *busy || asks && chosen.iter().any(Option::is_none);
    let onconfirm = {
        let (onconfirm, offer) = (props.onconfirm.clone(), offer.clone());
        let sides = offer.conflicts.iter().zip(&*chosen).filter(|_| asks);
        let sides = sides.filter_map(|(conflict, side)| Some((conflict.path.clone(), (*side)?)));
        let sides = sides.collect();
        let decision = Decision { way: *way, sides };
        let busy = busy.clone();
        Callback::from(move |_: MouseEvent| {
            if !*busy {
                busy.set(true);
                onconfirm.emit((offer.clone(), decision.clone()));
            }
        })
    };
    let oncancel = props.oncancel.reform(|_: MouseEvent| ());
    let onkeydown = {
        let oncancel = props.oncancel.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                oncancel.emit(());
            }
        })
    };
    html! {
        <div class="import-offer" role="group" aria-label="待确认的导入" {onkeydown}>
            <h3 tabindex="-1">{ format!("“{}”", offer.file) }</h3>
            <dl class="import-facts">
                <div><dt>{ "自查名称" }</dt><dd>{ &self_check.title }</dd></div>
                <div><dt>{ "机构" }</dt><dd>{ self_check.institution() }</dd></div>
                <div><dt>{ "最后改动" }</dt><dd>{ clock::local_time(&self_check.updated_at) }</dd></div>
                <div><dt>{ "内容" }</dt><dd>{ content_words(self_check) }</dd></div>
            </dl>
            { offer.integrity.as_ref().map(integrity_notice).unwrap_or_default() }
            if let Some(kept) = &offer.kept {
                <p><b>{ format!(
                    "本机已有同一份自查“{}”（最后改动 {}）。",
                    kept.title, clock::local_time(&kept.updated_at)
                ) }</b></p>
                { changes(&offer.differences, offer.same) }
                { choice(&way, offer.same) }
                if asks { { without_journal(offer, kept) } { conflicts(offer, kept, &chosen) } }
            } else {
                <p><b>{ "将新增一份自查，并打开它；已有的自查都不变。" }</b></p>
            }
            <div class="actions">
                <button type="button" class="btn main" data-action="confirm-import"
                    disabled={waits} onclick={onconfirm}>{ "确认导入" }</button>
                <button type="button" class="btn" onclick={oncancel}>{ "取消" }</button>
            </div>
        </div>
    }
}

/// What the seal of a report says of the data in it.
fn integrity_notice(integrity: &Integrity) -> Html {
    match integrity {
        Integrity::Intact { seal } => html! {
            <div class="notice" data-integrity="intact">
                <p><b>{ "与数据一致。" }</b>
                    { "附件与生成这份报告时的数据相同。它与签字的纸质报告是否一致，可核对末页的数据封记：" }</p>
                <p><code>{ seal }</code></p>
            </div>
        },
        Integrity::Altered { printed, attached } => html! {
            <div class="notice bad" role="alert" data-integrity="altered">
                <p><b>{ "已被改动。" }</b>
                    { "附件 selfcheck.json 不是生成这份报告时的数据：报告的内容和将要导入的数据可能不同。请向提供文件的人核实，再决定是否导入。" }</p>
                <dl class="import-facts">
                    <div><dt>{ "报告的封记" }</dt><dd><code>{ printed }</code></dd></div>
                    <div><dt>{ "附件的封记" }</dt><dd><code>{ attached }</code></dd></div>
                </dl>
            </div>
        },
        Integrity::Unsealed => html! {
            <p class="hint" data-integrity="unsealed">
                { "这份报告没有数据封记（由较早的版本生成），无法核对附件是否被改动。" }
            </p>
        },
    }
}

fn choice(way: &UseStateHandle<Way>, same: bool) -> Html {
    if same {
        return Html::default();
    }
    let option = |value: Way, label: &'static str, about: &'static str| {
        let (checked, way) = (**way == value, way.clone());
        let key = match value {
            Way::Replace => "replace",
            Way::Merge => "merge",
        };
        html! {
            <label class="import-way">
                <input type="radio" name="import-way" value={key} {checked} oninput={move |_| way.set(value)} />
                <span><b>{ label }</b>{ about }</span>
            </label>
        }
    };
    html! {
        <fieldset class="import-ways">
            <legend>{ "怎样处理本机的这一份" }</legend>
            { option(Way::Replace, "替换", "：以文件为准；本机原来的先另存一份副本。") }
            { option(
                Way::Merge,
                "合并",
                "：两边各自改过的都留下，删掉的不会回来；两边互不知情改了同一处的，在下面逐处选定。可以撤销。",
            ) }
        </fieldset>
    }
}

/// That of one of the two nobody knows what was done to it.
fn without_journal(offer: &Offer, kept: &SelfCheck) -> Html {
    let which = match (kept.journal.is_empty(), offer.self_check.journal.is_empty()) {
        (false, false) => return Html::default(),
        (true, true) => "两份都",
        (true, false) => "本机这份",
        (false, true) => "文件",
    };
    html! {
        <p class="hint" data-import="no-journal">{ format!(
            "{which}没有改动记录（由较早的版本保存），不能按改动合并，也不按时间猜测：只有一边填了的都留下，\
             两边填得不同的请在下面逐处选定。"
        ) }</p>
    }
}

/// What both changed without knowing of each other, side by side, with who and when.
fn conflicts(offer: &Offer, kept: &SelfCheck, chosen: &UseStateHandle<Vec<Option<Side>>>) -> Html {
    if offer.conflicts.is_empty() {
        return Html::default();
    }
    let copies = [kept, &*offer.self_check];
    let open = chosen.iter().filter(|side| side.is_none()).count();
    html! {
        <div class="import-conflicts">
            <p role="status">
                { format!("{} 处两边都改过，彼此不知情；", offer.conflicts.len()) }
                { if open == 0 { "都已选定。".to_owned() } else { format!("还有 {open} 处要选定。") } }
            </p>
            { for offer.conflicts.iter().enumerate().map(|(at, conflict)| html! {
                <fieldset class="import-ways" data-conflict={conflict.path.clone()}>
                    <legend>{ place_words(&conflict.path, &copies) }</legend>
                    { side(chosen, at, Side::Ours, &conflict.path, &conflict.ours) }
                    { side(chosen, at, Side::Theirs, &conflict.path, &conflict.theirs) }
                </fieldset>
            }) }
        </div>
    }
}

/// One side of a conflict.
fn side(
    chosen: &UseStateHandle<Vec<Option<Side>>>,
    at: usize,
    side: Side,
    path: &str,
    version: &Version,
) -> Html {
    let oninput = {
        let chosen = chosen.clone();
        move |_: InputEvent| {
            let mut sides = (*chosen).clone();
            if let Some(place) = sides.get_mut(at) {
                *place = Some(side);
            }
            chosen.set(sides);
        }
    };
    let (value, of) = match side {
        Side::Ours => ("ours", "本机"),
        Side::Theirs => ("theirs", "文件"),
    };
    let words = value_words(path, version.value.as_ref());
    let words = if words.is_empty() { "（空或已删除）".to_owned() } else { words };
    let who = if version.who.is_empty() { "未署名" } else { &version.who };
    let when = if version.at.is_empty() { String::new() } else { clock::local_time(&version.at) };
    html! {
        <label class="import-way">
            <input type="radio" name={format!("conflict-{at}")} {value}
                checked={chosen.get(at) == Some(&Some(side))} {oninput} />
            <span><b>{ words }</b>{ format!("（{of}，{who}，{when}）") }</span>
        </label>
    }
}

fn changes(differences: &[Difference], same: bool) -> Html {
    if same {
        return html! { <p>{ "两份内容相同，导入只会打开它。" }</p> };
    }
    if differences.is_empty() {
        return html! { <p>{ "看得见的内容相同，只有内部记载（如作答时间）不同。" }</p> };
    }
    html! {
        <>
            <p>{ format!("共有 {} 处不同：", differences.len()) }</p>
            { differences_table(differences, ["本机", "文件"], "不同之处") }
        </>
    }
}

/// What is in a self-check, counted.
pub fn content_words(self_check: &SelfCheck) -> String {
    let registers = &self_check.registers;
    let rows: usize = RegisterKey::ALL.iter().map(|one| one.ids(registers).len()).sum();
    format!(
        "机构画像 {} 项、作答 {} 项、台账 {rows} 行",
        self_check.profile.values().len(),
        self_check.answers.len()
    )
}
