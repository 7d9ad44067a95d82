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

/// A calculator in the list: its key, name, and what it tells.
pub const CALCULATORS: [(&str, &str, &str); 10] = [
    ("filing", "首次开展前备案", "“前20个工作日内”的三种读法与最迟备案日"),
    ("candidate-data", "开展前上报考生信息", "开展前的最后一个工作日（本工具建议）"),
    ("offsite-approval", "备案场所外评价取得同意", "按本机构自定的提前量"),
    ("separation-approval", "培训与评价分离的例外取得同意", "按本机构自定的提前量"),
    ("retention", "评价资料最短保管期", "纸质不少于 3 年，电子不少于 5 年"),
    ("certificate-expiry", "持证上岗：证件有效期", "谁的证件已到期或将到期"),
    ("rectification", "限期整改", "工作日、自然日或写明日期的限期"),
    ("validity", "本细则有效期", "二年，两种算法"),
    ("exit", "退出后的后续工作", "退出清单后仍在继续的义务"),
    ("targets", "本机构自定目标", "“按时”“及时”没有天数，可自定"),
];

/// The name of a calculator; of the overview for any other key.
pub fn title_of(key: &str) -> &'static str {
    CALCULATORS
        .iter()
        .find(|(known, ..)| *known == key)
        .map_or("期限计算", |(_, title, _)| *title)
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
