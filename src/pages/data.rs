//! 数据: out as a file, in from a file, and where everything lies.

use std::rc::Rc;

use assessment::self_check::journal::{self, Side, Stamp, StepId};
use assessment::self_check::{Action, SelfCheck};
use chrono::NaiveDate;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::{
    browser::{
        clock, dom,
        files::{self, mime},
        preference,
    },
    components::{
        data_facts::{DataFacts, data_facts},
        file_export::size_words,
        history::History,
        import_offer::{Decision, ImportPanel, Way, content_words},
        json_export::{Backup, json_export, reminder_choice},
        offline_facts::offline_facts,
    },
    hooks::{
        SelfCheckHandle, use_documents, use_import,
        use_import::{Offer, same_content, unreadable_here},
        use_offline, use_self_check, use_toasts,
    },
};

/// The properties of [`DataPage`].
#[derive(Properties, PartialEq)]
pub struct DataPageProps {
    /// Today.
    pub today: NaiveDate,
}

/// 数据.
#[component]
pub fn DataPage(props: &DataPageProps) -> Html {
    let (self_checks, imports, toasts) = (use_self_check(), use_import(), use_toasts());
    let (offline, documents) = (use_offline(), use_documents());
    let persistent = use_state_eq(|| None::<bool>);
    let policy = use_memo((), |()| AttrValue::from(dom::security_policy()));

    let onconfirm = {
        let (self_checks, imports, toasts) = (self_checks.clone(), imports.clone(), toasts.clone());
        Callback::from(move |(offer, decision): (Offer, Decision)| {
            let (self_checks, imports, toasts) =
                (self_checks.clone(), imports.clone(), toasts.clone());
            spawn_local(async move {
                let file = offer.file.clone();
                match carry_out(&self_checks, &offer, &decision).await {
                    Ok(Imported { done, step }) => {
                        imports.end();
                        // The button that had the focus is gone.
                        dom::focus_in_place("main");
                        match step {
                            Some(_) => self_checks.offer_undo(&toasts, done, step),
                            None => toasts.done(done),
                        }
                    }
                    Err(reason) => {
                        imports.refuse(file, reason);
                        dom::focus("main input[type=\"file\"]");
                    }
                }
            });
        })
    };
    let oncancel = {
        let imports = imports.clone();
        Callback::from(move |()| {
            imports.end();
            // The button that had the focus is gone.
            dom::focus("main input[type=\"file\"]");
        })
    };
    let onstop = {
        let documents = documents.clone();
        Callback::from(move |()| {
            documents.stop();
            dom::focus("main input[type=\"file\"]");
        })
    };
    let onreturn = {
        let (self_checks, toasts) = (self_checks.clone(), toasts.clone());
        Callback::from(move |step: StepId| {
            let step = self_checks.dispatch(Action::ReturnTo { step });
            self_checks.offer_undo(&toasts, "已回到那时的样子。".to_owned(), step);
        })
    };
    let onerase = {
        let (self_checks, toasts) = (self_checks.clone(), toasts.clone());
        Callback::from(move |words: String| {
            self_checks.dispatch(Action::Erase { words: words.clone() });
            if self_checks.holds(&words) {
                toasts.refused("没有抹去：改动记录里有本版本不认识的内容。请用较新的版本再试。");
            } else {
                toasts.done("已抹去；这份自查和它的改动记录里不再有这段文字。");
            }
        })
    };
    let onpersist = {
        let persistent = persistent.setter();
        Callback::from(move |()| {
            let persistent = persistent.clone();
            spawn_local(async move { persistent.set(Some(dom::request_persistence().await)) });
        })
    };
    html! {
        <>
            <div class="page-head"><h1>{ "数据" }</h1></div>
            <div class="data-page">
                if let Some(self_check) = self_checks.self_check() {
                    <Export key={self_check.id.clone()} self_check={Rc::clone(self_check)} today={props.today} />
                }
                <ImportPanel
                    import={imports.state().clone()}
                    waiting={Rc::clone(&imports.waiting)}
                    onfiles={imports.take.clone()}
                    {onconfirm}
                    {oncancel}
                    {onstop}
                />
                if let Some(open) = self_checks.self_check() {
                    <History key={open.id.clone()} self_check={Rc::clone(open)} {onreturn} {onerase} />
                }
                { offline_facts(&offline.offline.stage, &offline.offline.update, &offline.retry) }
                { data_facts(DataFacts {
                    kept: self_checks.library().len(),
                    policy: &policy,
                    persistent: *persistent,
                    onpersist,
                }) }
            </div>
        </>
    }
}

#[derive(Properties, PartialEq)]
struct ExportProps {
    self_check: Rc<SelfCheck>,
    today: NaiveDate,
}

#[component]
fn Export(props: &ExportProps) -> Html {
    let self_checks = use_self_check();
    let backup = use_state_eq(Backup::default);
    let days = use_state_eq(preference::backup_days);
    let onexport = {
        let (self_checks, backup) = (self_checks.clone(), backup.setter());
        let self_check = Rc::clone(&props.self_check);
        Callback::from(move |()| {
            self_checks.end_typing();
            // The day of the click: the page may have been open since yesterday.
            backup.set(match export(&self_check, clock::today()) {
                Ok(words) => {
                    self_checks.note_backup(&self_check.id);
                    Backup::Done(words)
                }
                Err(reason) => Backup::Failed(reason),
            });
        })
    };
    let age = match self_checks.last_backup().zip(self_checks.last_export(props.today)) {
        None => "这份自查还没有导出过。".to_owned(),
        Some((instant, export)) => {
            format!("上次导出：{}（{}）。", clock::local_time(instant), export.words())
        }
    };
    let name = format!("{}（{}）", props.self_check.title, props.self_check.institution());
    let reminder = {
        let onchoose = {
            let days = days.setter();
            Callback::from(move |chosen: String| {
                preference::set_backup_days(&chosen);
                days.set(preference::backup_days());
            })
        };
        reminder_choice(days.unwrap_or_default(), &onchoose)
    };
    json_export(&name, age, &backup, &onexport, reminder)
}

/// Hands the self-check to the browser as a file, once the file has been read again.
fn export(self_check: &SelfCheck, today: NaiveDate) -> Result<String, String> {
    let json = self_check.to_json();
    match SelfCheck::from_json(json.as_bytes()) {
        Ok(again) if again == *self_check => {}
        Ok(_) => return Err("写出的文件读回来与原来不一致，请再试一次。".to_owned()),
        Err(error) => return Err(format!("写出的文件读不回来：{error}")),
    }
    let name = files::file_name(self_check.institution(), "自查数据", today, "json");
    files::download(&name, mime::JSON, json.as_bytes())
        .map_err(|reason| format!("浏览器没有接受下载（{reason}）。"))?;
    Ok(format!(
        "已交给浏览器下载：{name}，{}，{}。写出后已读回核对一致。",
        size_words(json.len()),
        content_words(self_check)
    ))
}

/// What came of an import.
struct Imported {
    /// In words.
    done: String,
    /// The step by which a merge can be taken back.
    step: Option<StepId>,
}

impl From<String> for Imported {
    fn from(done: String) -> Self {
        Self { done, step: None }
    }
}

/// Carries an import out against what is kept now: it may have changed since the offer was shown.
async fn carry_out(
    self_checks: &SelfCheckHandle,
    offer: &Offer,
    decision: &Decision,
) -> Result<Imported, String> {
    let file = &*offer.self_check;
    let Some(here) = self_checks.standing_here(&file.id).await.map_err(unreadable_here)? else {
        self_checks.adopt(file.clone());
        return Ok(format!("已导入并打开“{}”。", file.title).into());
    };
    let (kept, mut copied, mut also) = (here.ours, Vec::new(), String::new());
    if let Some(theirs) = here.elsewhere.filter(|theirs| !same_content(theirs, file)) {
        let title = format!("{}（另一个窗口）", theirs.title);
        also = format!("另一个窗口里的改动另存为“{title}（副本）”。");
        copied.push(SelfCheck { title, ..theirs });
    }
    let same = same_content(&kept, file);
    // What was done to either is known from then on, also where both come to the same.
    let next = if same || decision.way == Way::Merge {
        merged(&kept, file, &decision.sides, &self_checks.fresh_stamp())?
    } else {
        file.clone()
    };
    let mut imported = if same {
        Imported::from(format!("“{}”与文件相同，已打开。", next.title))
    } else if next == kept {
        Imported::from(format!("“{}”里没有本机不知道的改动，本机的没有变。", offer.file))
    } else {
        let (title, copy) = (&next.title, &kept.title);
        let done = format!("已导入并打开“{title}”；本机原来的另存为“{copy}（副本）”。");
        let step = next.journal.last_step().filter(|_| decision.way == Way::Merge);
        copied.push(kept);
        Imported { done, step }
    };
    self_checks.replace(next, &copied, here.version.as_deref()).await?;
    imported.done.push_str(&also);
    Ok(imported)
}

/// Both put together, each conflict as it was decided.
fn merged(
    ours: &SelfCheck,
    theirs: &SelfCheck,
    sides: &[(String, Side)],
    stamp: &Stamp,
) -> Result<SelfCheck, String> {
    let decide = |path: &str| {
        let found = sides.iter().find(|(decided, _)| decided == path);
        found.map(|(_, side)| *side)
    };
    let merged = journal::merge(ours, theirs, decide, stamp).map_err(|error| error.to_string())?;
    if merged.conflicts.iter().any(|conflict| decide(&conflict.path).is_none()) {
        return Err("确认前本机的这份自查又有改动，请重新选择文件，再逐处选定。".to_owned());
    }
    Ok(merged.self_check)
}
