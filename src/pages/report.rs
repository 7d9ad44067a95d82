//! 自查报告: the report to read and print, and its files.

use std::rc::Rc;

use assessment::{record::Record, report::Report};
use chrono::NaiveDate;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::{
    browser::files::{self, mime},
    components::{
        empty::NoRecord,
        pdf_export::{Export, PdfExport},
        report_sheet::ReportSheet,
    },
    hooks::{DocumentsHandle, use_documents, use_record},
    route::Route,
};

/// The properties of [`ReportPage`].
#[derive(Properties, PartialEq)]
pub struct ReportPageProps {
    /// Today.
    pub today: NaiveDate,
}

/// 自查报告.
#[component]
pub fn ReportPage(props: &ReportPageProps) -> Html {
    match use_record().record() {
        Some(record) => html! { <Opened record={Rc::clone(record)} today={props.today} /> },
        None => html! { <NoRecord purpose="才能生成自查报告" /> },
    }
}

#[derive(Properties, PartialEq)]
struct OpenedProps {
    record: Rc<Record>,
    today: NaiveDate,
}

#[component]
fn Opened(props: &OpenedProps) -> Html {
    let (records, documents) = (use_record(), use_documents());
    let report = use_memo((Rc::clone(&props.record), props.today), |(record, today)| {
        Report::of(record, *today)
    });
    let export = use_state_eq(Export::default);
    let onexport = {
        let (records, documents, export) = (records.clone(), documents.clone(), export.setter());
        let (record, today) = (Rc::clone(&props.record), props.today);
        Callback::from(move |()| {
            export.set(Export::Making);
            let (records, documents, export, record) =
                (records.clone(), documents.clone(), export.clone(), Rc::clone(&record));
            spawn_local(async move {
                let made = make(&documents, &record, today).await;
                if made.is_ok() {
                    // The PDF carries the record: importing it restores everything.
                    records.note_backup(&record.id);
                }
                export.set(made.unwrap_or_else(Export::Failed));
            });
        })
    };
    let unanswered = report.tally.unanswered;
    html! {
        <>
            <div class="page-head report-head">
                <div>
                    <h1>{ "自查报告" }</h1>
                    <p class="hint">{ "网页与 PDF 内容相同；打印本页（Ctrl+P）也可以得到完整的报告。" }</p>
                </div>
                <div class="actions report-files">
                    <PdfExport stage={documents.stage().clone()} export={(*export).clone()} {onexport} />
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
                                "{} 项不足没有写全措施、责任人和完成日期。",
                                report.plan.incomplete
                            ) }
                            <a href={Route::Plan.href()}>{ "去补全" }</a>
                        </p>
                    }
                </div>
            }
            <ReportSheet {report} />
        </>
    }
}

async fn make(
    documents: &DocumentsHandle,
    record: &Record,
    today: NaiveDate,
) -> Result<Export, String> {
    let pdf = documents.pdf(record, today).await?;
    let name = files::file_name(record.institution(), "自查报告", today, "pdf");
    files::download(&name, mime::PDF, &pdf.bytes)
        .map_err(|reason| format!("浏览器没有接受下载（{reason}）。"))?;
    Ok(Export::Done { name, size: pdf.bytes.len(), pages: pdf.pages, missing: pdf.missing })
}
