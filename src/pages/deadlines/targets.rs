//! 第十四、二十条: 按时 and 及时, by the institution's own number of days.

use assessment::content::article_label;
use assessment::deadlines::targets;
use assessment::self_check::registers::DayCount;
use assessment::self_check::registers::parse_days;
use chrono::NaiveDate;
use yew::prelude::*;

use super::frame::{cannot, date_field, frame, guangxi_box, refusal, typed_date, use_calendar};
use crate::{
    components::{
        day_kind::day_kind,
        deadline_result::deadline_result,
        draft_input::{Draft, DraftInput},
    },
    hooks::use_self_check,
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
    let handle = use_self_check();
    let (guangxi, calendar) = use_calendar();
    let end = use_state_eq(String::new);
    let own = handle.self_check().and_then(|self_check| {
        targets::after_events(&self_check.targets)
            .find_map(|target| Some((target.days?, target.kind)))
    });
    let initial = own.map_or_else(|| "10".to_owned(), |(days, _)| days.to_string());
    let days = use_state_eq(move || initial);
    let kind = use_state_eq(|| own.map_or(DayCount::Working, |(_, kind)| kind));
    let ondays = {
        let days = days.clone();
        Callback::from(move |text| days.set(text))
    };
    let onkind = {
        let kind = kind.clone();
        Callback::from(move |value| kind.set(value))
    };
    let inputs = html! {
        <>
            { date_field("event_end", "该批次评价结束的日期", &end) }
            <label class="field">
                <span>{ "目标天数（本机构自定）" }</span>
                <DraftInput name="target_days" kind={Draft::Days} value={days.to_string()} computes={true} onchange={ondays} />
            </label>
            <label class="field">
                <span>{ "单位" }</span>
                { day_kind("target_kind", *kind, &onkind) }
            </label>
            { guangxi_box(&guangxi) }
            <p class="hint">
                { "原文只写“按时”“及时”，没有天数。" }
                { for [14, 20].map(|article| html! {
                    <a href={Route::RegulationArticle { article }.href()}>
                        { article_label(article) }
                    </a>
                }) }
            </p>
        </>
    };
    let result = typed_date(&end).and_then(|end| {
        let days = parse_days(&days).ok_or_else(|| refusal("天数应是 1 至 3650 的整数。"))?;
        let obligation = targets::obligation(days, *kind, end, props.today, &calendar);
        Ok(deadline_result(&obligation.map_err(cannot)?))
    });
    frame("targets", &[], inputs, result.unwrap_or_else(|instead| instead))
}
