//! 期限计算: every date of the self-check, and a calculator for each rule.

mod calendars;
mod certificates;
mod exit;
mod filing;
mod frame;
mod lead;
mod overview;
mod rectification;
mod retention;
mod switches;
mod targets;
mod validity;

use assessment::deadlines::consent::Consent;
use chrono::NaiveDate;
use yew::prelude::*;

use crate::{hooks::use_self_check, route::Route};
use lead::Rule;

/// The properties of [`DeadlinesPage`].
#[derive(Properties, PartialEq)]
pub struct DeadlinesPageProps {
    /// Key of the rule shown; the overview where there is none.
    pub rule: Option<AttrValue>,
    /// Today.
    pub today: NaiveDate,
}

/// 期限计算.
#[component]
pub fn DeadlinesPage(props: &DeadlinesPageProps) -> Html {
    let handle = use_self_check();
    let today = props.today;
    // Another self-check has other defaults: its calculators begin anew.
    let key = handle.self_check().map(|self_check| self_check.id.clone()).unwrap_or_default();
    let Some(rule) = &props.rule else {
        return html! { <overview::OverviewPage {key} {today} /> };
    };
    let lead = |rule| html! { <lead::LeadPage key={format!("{key}:{rule:?}")} {rule} {today} /> };
    match rule.as_str() {
        "filing" => html! { <filing::FilingPage {key} {today} /> },
        "candidate-data" => lead(Rule::CandidateData),
        "offsite-approval" => lead(Rule::Consent(Consent::Offsite)),
        "separation-approval" => lead(Rule::Consent(Consent::Separation)),
        "retention" | "retention-paper" | "retention-electronic" => {
            html! { <retention::RetentionPage {key} {today} /> }
        }
        "certificate-expiry" => html! { <certificates::CertificatesPage {key} {today} /> },
        "rectification" => html! { <rectification::RectificationPage {key} {today} /> },
        "validity" => html! { <validity::ValidityPage {key} {today} /> },
        "exit" => html! { <exit::ExitPage {key} {today} /> },
        "targets" | "target" => html! { <targets::TargetsPage {key} {today} /> },
        _ => html! {
            <section class="empty">
                <h1>{ "没有这个期限" }</h1>
                <a class="btn main" href={Route::Deadlines.href()}>{ "看全部期限" }</a>
            </section>
        },
    }
}
