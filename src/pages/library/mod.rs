//! The first page: what the tool is, and the self-checks kept in this browser.

mod deleted_list;

use assessment::civil_date::plain_date;
use assessment::content::{articles, items, regulation};
use assessment::deadlines::validity;
use chrono::{Datelike as _, NaiveDate};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use deleted_list::DeletedList;

use crate::{
    browser::{
        deleted::KEPT_DAYS,
        dom,
        files::{self, mime},
    },
    components::{
        dialog::Dialog,
        icons,
        self_check_list::{Wish, self_check_list},
    },
    hooks::{SelfCheckHandle, use_self_check, use_toasts},
    route::Route,
    state::{OnDone, library::Entry},
};

/// The properties of [`LibraryPage`].
#[derive(Properties, PartialEq)]
pub struct LibraryPageProps {
    /// Today.
    pub today: NaiveDate,
}

/// What is being asked about a self-check of the list.
#[derive(Debug, Clone, PartialEq)]
enum Question {
    Rename {
        id: String,
        title: String,
        /// Whether it was to be named nothing.
        refused: bool,
    },
    /// Without a title where it cannot be read.
    Delete { id: String, title: Option<String> },
    /// Of a deleted one: whether it goes for good.
    Forget { id: String, title: String },
}

/// The first page.
#[component]
pub fn LibraryPage(props: &LibraryPageProps) -> Html {
    let handle = use_self_check();
    let toasts = use_toasts();
    let question = use_state(|| None::<Question>);
    let forgotten = use_state(|| 0_u32);
    {
        let handle = handle.clone();
        // Another window may have added or removed some meanwhile.
        use_effect_with((), move |()| handle.refresh());
    }
    let report = |done: &'static str| {
        let toasts = toasts.clone();
        Callback::from(move |outcome: Result<(), String>| match outcome {
            Ok(()) if done.is_empty() => dom::go_to(&Route::Check.href()),
            Ok(()) => toasts.done(done),
            Err(reason) => toasts.refused(reason),
        })
    };
    let oncreate = {
        let (handle, title) = (handle.clone(), new_title(handle.library(), props.today));
        Callback::from(move |_: MouseEvent| {
            handle.create(title.clone());
            dom::go_to(&Route::Profile.href());
        })
    };
    let onwish = {
        let (handle, question) = (handle.clone(), question.setter());
        let (opened, copied) = (report(""), report("已复制，副本在列表里。"));
        let (rescued, today) = (report("原始数据已交给浏览器下载。"), props.today);
        Callback::from(move |(wish, entry): (Wish, Entry)| {
            let title = entry.content.ok().map(|summary| summary.identity.title);
            let id = entry.id;
            match wish {
                Wish::Open => handle.open(&id, opened.clone()),
                Wish::Duplicate => handle.duplicate(&id, copied.clone()),
                Wish::Rename => {
                    let title = title.unwrap_or_default();
                    question.set(Some(Question::Rename { id, title, refused: false }));
                }
                Wish::Rescue => rescue(&handle, id, today, rescued.clone()),
                Wish::Delete => question.set(Some(Question::Delete { id, title })),
            }
        })
    };
    let onanswer = {
        let (handle, question) = (handle.clone(), question.clone());
        let (renamed, deleted) = (report("已改名。"), report("已删除。"));
        let forgotten = {
            let (forgotten, then) = (forgotten.clone(), report("已彻底删除。"));
            Callback::from(move |outcome| {
                forgotten.set(*forgotten + 1);
                dom::focus("#kept");
                then.emit(outcome);
            })
        };
        Callback::from(move |()| {
            match (*question).clone() {
                Some(Question::Rename { id, title, .. }) if title.trim().is_empty() => {
                    question.set(Some(Question::Rename { id, title, refused: true }));
                    return;
                }
                Some(Question::Rename { id, title, .. }) => {
                    handle.rename(&id, title.trim().to_owned(), renamed.clone());
                }
                Some(Question::Delete { id, .. }) => handle.delete(&id, deleted.clone()),
                Some(Question::Forget { id, .. }) => handle.forget_deleted(&id, forgotten.clone()),
                None => return,
            }
            question.set(None);
        })
    };
    let ontitle = {
        let question = question.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(Question::Rename { id, .. }) = &*question {
                let title = dom::value_of(&event);
                question.set(Some(Question::Rename { id: id.clone(), title, refused: false }));
            }
        })
    };
    let onrestored = {
        let then = report("已恢复，在列表里。");
        Callback::from(move |outcome| {
            // The button that had the focus is gone.
            dom::focus("#kept");
            then.emit(outcome);
        })
    };
    let onforget = {
        let question = question.setter();
        Callback::from(move |(id, title)| question.set(Some(Question::Forget { id, title })))
    };
    let oncancel = {
        let question = question.setter();
        Callback::from(move |()| question.set(None))
    };

    html! {
        <div class="stack records">
            <section class="welcome">
                <h1>{ "职业技能等级认定评价机构自查" }</h1>
                <p class="lead">
                    { format!(
                        "对照《{}》三十二条，逐条自查、推算期限，形成可以签字的自查报告。",
                        regulation().title
                    ) }
                </p>
                <div class="actions">
                    <button type="button" class="btn main" data-action="new-record" onclick={oncreate}>
                        { icons::plus() }{ "新建自查" }
                    </button>
                    <a class="btn" href={Route::Data.href()}>{ "从文件导入" }</a>
                    <a class="btn quiet" href={Route::Regulation.href()}>{ "看实施细则原文" }</a>
                </div>
                if handle.library().is_empty() {
                    { promises() }
                }
            </section>
            { out_of_scope(&handle) }
            <section class="stack" aria-labelledby="kept">
                <h2 id="kept" tabindex="-1">{ "这个浏览器里的自查记录" }</h2>
                if handle.library().is_empty() {
                    <p class="none">
                        { "还没有记录。新建一份就可以开始，中途随时可以关闭，回来接着填；别人填好的文件也可以导入。" }
                    </p>
                } else {
                    { self_check_list(
                        handle.library(),
                        handle.self_check().map(|self_check| self_check.id.as_str()),
                        &onwish,
                    ) }
                    <p class="hint">
                        { "浏览器只是暂存的地方：清理浏览器数据、换电脑都会丢失。请经常到" }
                        <a href={Route::Data.href()}>{ "数据页" }</a>
                        { "导出文件备份。" }
                    </p>
                }
            </section>
            <DeletedList forgotten={*forgotten} {onrestored} {onforget} />
            if !handle.library().is_empty() {
                // Who comes back looks for the self-checks first.
                { promises() }
            }
            { steps() }
            { ask((*question).clone(), ontitle, onanswer, oncancel) }
        </div>
    }
}

/// Hands a self-check that cannot be read to the browser as it lies there: a newer build may read it.
fn rescue(handle: &SelfCheckHandle, id: String, today: NaiveDate, then: OnDone) {
    let handle = handle.clone();
    spawn_local(async move {
        let name = files::file_name("打不开的记录", "原始数据", today, "json");
        let outcome = handle.raw(&id).await.and_then(|json| {
            files::download(&name, mime::JSON, json.as_bytes())
                .map_err(|reason| format!("浏览器没有接受下载（{reason}）。"))
        });
        then.emit(outcome);
    });
}

/// `2026年度自查`, with a number where that name is taken.
fn new_title(library: &[Entry], today: NaiveDate) -> String {
    let title = format!("{}年度自查", today.year());
    let taken = |title: &str| {
        library
            .iter()
            .any(|entry| entry.content.as_ref().is_ok_and(|kept| kept.identity.title == title))
    };
    if !taken(&title) {
        return title;
    }
    // One more name than there are self-checks: at least one is free.
    (2..=library.len() + 1)
        .map(|number| format!("{title}（{number}）"))
        .find(|title| !taken(title))
        .unwrap_or(title)
}

fn promises() -> Html {
    let ended = plain_date(validity::compute().date);
    html! {
        <ul class="promises">
            <li>
                <b>{ "效力要先核实" }</b>
                { format!(
                    "细则自{}起施行，有效期二年，已于{ended}届满（第三十二条）。本工具按印发的原文计算，\
                     现行规定请向主管部门核实。",
                    plain_date(regulation().issued)
                ) }
            </li>
            <li>
                <b>{ "结果是自查结果" }</b>
                { "由作答推算得出，供机构内部整改使用，不是主管部门的认定或结论；没有作答的一律算未答。" }
            </li>
            <li>
                <b>{ "数据不离开本机" }</b>
                { format!(
                    "没有账号，存好后断网也能用（见数据页）；{} 条 {} 项的作答只存在这台电脑的浏览器里和您导出的文件里。",
                    articles().len(),
                    items().count()
                ) }
            </li>
        </ul>
    }
}

/// How it goes, for those who see it for the first time.
fn steps() -> Html {
    let steps = [
        ("机构画像", "回答机构类别、级别和开展的业务，不适用的要点由此排除。"),
        ("逐条自查", "对照条文逐项作答；有不足的，当场写明问题、措施、责任人和完成时限。"),
        ("台账和期限", "登记批次、人员、资料和整改通知，备案、保管等日期由此算出。"),
        ("报告和备份", "下载自查报告签字存档，并导出文件备份，也可交给同事合并。"),
    ];
    html! {
        <section class="stack" aria-labelledby="steps">
            <h2 id="steps">{ "四步完成" }</h2>
            <ol class="steps">
                { for steps.iter().map(|(name, what)| html! {
                    <li key={*name}><b>{ *name }</b><span>{ *what }</span></li>
                }) }
            </ol>
        </section>
    }
}

/// 第二条 answered no: the check may go on, but every reader is told.
fn out_of_scope(handle: &SelfCheckHandle) -> Html {
    let outside =
        handle.self_check().is_some_and(|self_check| self_check.profile.text("in_scope") == "no");
    html! {
        if outside {
            <aside class="notice warn">
                { icons::warning() }
                <p>
                    { "机构画像中答了“不在南宁市行政区域内面向劳动者开展认定”：按第二条，本细则可能不适用；\
                       仍可自查，报告会注明这一点。" }
                </p>
            </aside>
        }
    }
}

fn ask(
    question: Option<Question>,
    ontitle: Callback<InputEvent>,
    onconfirm: Callback<()>,
    oncancel: Callback<()>,
) -> Html {
    match question {
        None => Html::default(),
        Some(Question::Rename { title, refused, .. }) => html! {
            <Dialog title="给这份自查改名" confirm="改名" {onconfirm} {oncancel}>
                <label class="field">
                    <span>{ "名称" }</span>
                    <input type="text" name="title" value={title} maxlength="80" autocomplete="off"
                        aria-required="true" aria-invalid={refused.then_some("true")}
                        aria-describedby={refused.then_some("title-refused")} oninput={ontitle} />
                </label>
                if refused {
                    <p class="error" id="title-refused" role="alert">{ "请填写名称。" }</p>
                }
            </Dialog>
        },
        Some(Question::Forget { title, .. }) => html! {
            <Dialog title="彻底删除这份自查？" confirm="彻底删除" danger=true {onconfirm} {oncancel}>
                <p>{ format!("“{title}”会从这个浏览器里彻底删除，不能恢复。已经导出的文件不受影响。") }</p>
            </Dialog>
        },
        Some(Question::Delete { title, .. }) => html! {
            <Dialog title="删除这份自查？" confirm="删除" danger=true {onconfirm} {oncancel}>
                if let Some(title) = title {
                    <p>{ format!("“{title}”的全部作答、台账和整改计划会从列表里删除，{KEPT_DAYS} 天内可以在本页下面恢复。") }</p>
                    <p>{ "已经导出的文件不受影响。" }</p>
                } else {
                    <p>{ format!("这份打不开的记录会从列表里删除，{KEPT_DAYS} 天内可以在本页下面恢复。") }</p>
                }
            </Dialog>
        },
    }
}

#[cfg(test)]
mod tests {
    use assessment::self_check::SelfCheck;

    use super::*;

    fn entry(title: &str) -> Entry {
        Entry::of(&SelfCheck::new(title.to_owned(), title.to_owned(), "2026-01-01T00:00:00Z"))
    }

    #[test]
    fn a_new_self_check_gets_a_name_that_is_free() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default();
        assert_eq!(new_title(&[], today), "2026年度自查");
        let taken = [entry("2026年度自查"), entry("2026年度自查（2）")];
        assert_eq!(new_title(&taken, today), "2026年度自查（3）");
    }
}
