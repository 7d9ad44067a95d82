//! 自查报告: the report to read and print, and the files made of it.

use std::rc::Rc;

use assessment::report::{Form, Report};
use assessment::self_check::SelfCheck;
use assessment::self_check::identity::Identity;
use chrono::NaiveDate;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::{
    browser::{clock, documents_outcome::DocumentsError, dom, files},
    components::{
        earlier_select::earlier_select,
        empty::no_self_check,
        file_export::{Export, FileExport, FileKind, file_export},
        report_sheet::ReportSheet,
    },
    hooks::{DocumentsHandle, Setting, use_documents, use_earlier, use_self_check},
    route::{Route, view_href},
};

/// The properties of [`ReportPage`].
#[derive(Properties, PartialEq)]
pub struct ReportPageProps {
    /// Today.
    pub today: NaiveDate,
    /// The characters of the report that no font has, as far as that is known.
    pub missing: Vec<char>,
}

/// 自查报告.
#[component]
pub fn ReportPage(props: &ReportPageProps) -> Html {
    match use_self_check().self_check() {
        Some(self_check) => {
            let key = self_check.id.clone();
            let (today, missing) = (props.today, props.missing.clone());
            html! { <Opened {key} self_check={Rc::clone(self_check)} {today} {missing} /> }
        }
        None => no_self_check("才能生成自查报告"),
    }
}

#[derive(Properties, PartialEq)]
struct OpenedProps {
    self_check: Rc<SelfCheck>,
    today: NaiveDate,
    missing: Vec<char>,
}

#[component]
fn Opened(props: &OpenedProps) -> Html {
    let earlier = use_earlier();
    let report = {
        let on = (Rc::clone(&props.self_check), earlier.self_check.clone(), props.today);
        use_memo(on, |(self_check, earlier, today)| {
            Report::since(earlier.as_deref(), self_check, *today)
        })
    };
    let unanswered = report.tally.unanswered;
    let history = use_state_eq(|| false);
    let onhistory = {
        let history = history.setter();
        Callback::from(move |event: InputEvent| history.set(dom::is_checked(&event)))
    };
    html! {
        <>
            <div class="page-head report-head">
                <div>
                    <h1>{ "自查报告" }</h1>
                    <p class="hint">{ "网页与 PDF 的结论和数据相同；目录、月历、数据封记和可恢复的附件只在 PDF 里。" }</p>
                    <p class="hint">{ "导出之前可以先" }<a href={view_href("answers")}>{ "核对作答" }</a>{ "，逐项看过、更改。" }</p>
                </div>
                <div class="actions">
                    { for FileKind::ALL.map(|kind| html! {
                        <Exporter
                            {kind}
                            self_check={Rc::clone(&props.self_check)}
                            earlier={earlier.chosen.clone()}
                            history={*history}
                            missing={missing_from(kind, &props.missing)}
                        />
                    }) }
                </div>
            </div>
            if unanswered > 0 || report.plan.incomplete > 0 {
                <div class="notice warn report-open">
                    if unanswered > 0 {
                        <p>
                            { format!("还有 {unanswered} 项未答，报告会照实写明。") }
                            <a href={Route::Check.href()}>{ "继续作答" }</a>
                        </p>
                    }
                    if report.plan.incomplete > 0 {
                        <p>
                            { format!(
                                "{} 项不足没有写全措施、责任人和完成时限。",
                                report.plan.incomplete
                            ) }
                            <a href={Route::Plan.href()}>{ "去补全" }</a>
                        </p>
                    }
                </div>
            }
            { earlier_select(&Identity::of(&props.self_check), &earlier) }
            <label class="check-line report-history">
                <input type="checkbox" name="history" checked={*history} oninput={onhistory} />
                <span>
                    { "PDF 报告附上改动记录：谁、什么时候、改了什么。其中有删掉和改掉的内容，PDF 里的可恢复附件也会带上；不勾选都不带。" }
                </span>
            </label>
            <ReportSheet {report} />
        </>
    }
}

/// What the report lacks is said once, beside its plain form.
fn missing_from(kind: FileKind, missing: &[char]) -> Vec<char> {
    if kind == FileKind::Pdf(Form::Full) { missing.to_vec() } else { Vec::new() }
}

#[derive(Properties, PartialEq)]
struct ExporterProps {
    kind: FileKind,
    self_check: Rc<SelfCheck>,
    /// Id of the self-check with which the report compares.
    earlier: Option<AttrValue>,
    /// Whether the report tells what was done to the self-check.
    history: bool,
    /// The characters that will have no glyph.
    missing: Vec<char>,
}

/// One file: a click makes it and hands it to the browser, and nothing else stands in its way.
#[component]
fn Exporter(props: &ExporterProps) -> Html {
    let (self_checks, documents) = (use_self_check(), use_documents());
    let export = use_state_eq(Export::default);
    let kind = props.kind;
    let onexport = {
        let (documents, export) = (documents.clone(), export.setter());
        let (self_check, earlier) = (Rc::clone(&props.self_check), props.earlier.clone());
        let history = props.history;
        Callback::from(move |()| {
            // The day of the click: the page may have been open since yesterday.
            let today = clock::today();
            export.set(Export::Making);
            self_checks.end_typing();
            let (self_checks, documents, export) =
                (self_checks.clone(), documents.clone(), export.clone());
            let (self_check, earlier) = (Rc::clone(&self_check), earlier.clone());
            spawn_local(async move {
                // Not what the page shows: a click may come before it has been read for the page.
                let earlier = match &earlier {
                    Some(id) => self_checks.kept(id).await.ok(),
                    None => None,
                };
                let setting = Setting { earlier: earlier.as_ref(), today, history };
                let handed = hand_over(&documents, kind, &self_check, setting).await;
                if handed.is_ok() && matches!(kind, FileKind::Pdf(_)) {
                    // The PDF carries the self-check: importing it restores everything.
                    self_checks.note_backup(&self_check.id);
                }
                export.set(handed.unwrap_or_else(|error| match error {
                    DocumentsError::Stopped => Export::Stopped,
                    error => Export::Failed(error.to_string()),
                }));
            });
        })
    };
    let onstop = {
        let documents = documents.clone();
        Callback::from(move |()| documents.stop())
    };
    let (stage, export, missing) = (documents.stage(), &*export, &*props.missing);
    file_export(FileExport { kind, stage, export, missing, onexport, onstop })
}

async fn hand_over(
    documents: &DocumentsHandle,
    kind: FileKind,
    self_check: &SelfCheck,
    setting: Setting<'_>,
) -> Result<Export, DocumentsError> {
    let made = documents.make(kind, self_check, setting).await?;
    let (whose, day) = (self_check.institution(), setting.today);
    let name = files::file_name(whose, kind.name(), day, kind.extension());
    let (size, content, missing) = (made.bytes.length() as usize, made.content, made.missing);
    files::download(&name, kind.mime(), made.bytes)
        .map_err(|reason| format!("浏览器没有接受下载（{reason}）。"))?;
    Ok(Export::Done { name, size, content, missing })
}
