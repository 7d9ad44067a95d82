//! 第十四、二十条: 按时 and 及时, by the institution's own number of days.

use assessment::{
    deadlines::{status::Status, targets},
    record::Target,
    registers::DayCount,
    regulation::article_label,
};
use chrono::NaiveDate;
use yew::prelude::*;

use super::frame::{cannot, date_field, frame, guangxi_box, refusal, typed_date, use_calendar};
use crate::{
    browser::dom,
    components::{
        deadline_result::DeadlineResult,
        draft_input::{Draft, DraftInput, parse_days},
    },
    hooks::use_record,
    route::Route,
};

/// The properties of [`TargetsPage`].
#[derive(Properties, PartialEq)]
pub struct TargetsPageProps {
    /// Today.
    pub today: NaiveDate,
}

/// The calculator.
#[component]
pub fn TargetsPage(props: &TargetsPageProps) -> Html {
    let handle = use_record();
    let (guangxi, calendar) = use_calendar();
    let end = use_state_eq(String::new);
    let leads = [targets::OFFSITE_LEAD, targets::SEPARATION_LEAD];
    let own = handle.record().and_then(|record| {
        record.targets.iter().find(|target| !leads.contains(&target.key.as_str())).cloned()
    });
    let initial = own.as_ref().map_or_else(|| "10".to_owned(), |target| target.days.to_string());
    let days = use_state_eq(move || initial);
    let working = use_state_eq(|| own.as_ref().is_none_or(|one| one.kind == DayCount::Working));
    let ondays = {
        let days = days.clone();
        Callback::from(move |text| days.set(text))
    };
    let onkind = {
        let working = working.clone();
        Callback::from(move |event: InputEvent| working.set(dom::value_of(&event) == "working"))
    };
    let inputs = html! {
        <>
            { date_field("event_end", "该批次评价结束的日期", &end) }
            <label class="field">
                <span>{ "目标天数（本机构自定）" }</span>
                <DraftInput name="target_days" kind={Draft::Days} value={days.to_string()} onchange={ondays} />
            </label>
            <label class="field">
                <span>{ "单位" }</span>
                <select name="target_kind" oninput={onkind}>
                    <option value="working" selected={*working}>{ "工作日" }</option>
                    <option value="calendar" selected={!*working}>{ "自然日" }</option>
                </select>
            </label>
            { guangxi_box(&guangxi) }
            <p class="hint">
                { "原文只写“按时”“及时”，没有天数。" }
                { for [14, 20].map(|article| html! {
                    <a class="article-link" href={Route::RegulationArticle { article }.href()}>
                        { article_label(article) }
                    </a>
                }) }
            </p>
        </>
    };
    let result = typed_date(&end).and_then(|end| {
        let days = parse_days(&days).ok_or_else(|| refusal("天数应是 1 至 3650 的整数。"))?;
        let kind = if *working { DayCount::Working } else { DayCount::Calendar };
        let target = Target { days, kind, ..Target::default() };
        let computed = targets::compute(&target, end, &calendar).map_err(cannot)?;
        let status = Status::of_duty(computed.date, props.today, None, &calendar);
        Ok(html! { <DeadlineResult {computed} lead="目标日" {status} note="本机构自定，不是条文的期限。" /> })
    });
    frame("targets", &[], inputs, result.unwrap_or_else(|instead| instead))
}
