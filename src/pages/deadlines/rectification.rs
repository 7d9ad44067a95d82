//! 第二十七、二十八条: the calculator of a 限期.

use assessment::{
    deadlines::{rectification, status::Status},
    parse_date,
    registers::{DayCount, Term},
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
};

/// The properties of [`RectificationPage`].
#[derive(Properties, PartialEq)]
pub struct RectificationPageProps {
    /// Today.
    pub today: NaiveDate,
}

/// The calculator.
#[component]
pub fn RectificationPage(props: &RectificationPageProps) -> Html {
    let (guangxi, calendar) = use_calendar();
    let received = use_state_eq(String::new);
    let kind = use_state_eq(|| "working".to_owned());
    let days = use_state_eq(|| "15".to_owned());
    let until = use_state_eq(String::new);
    let onkind = {
        let kind = kind.clone();
        Callback::from(move |event: InputEvent| kind.set(dom::value_of(&event)))
    };
    let ondays = {
        let days = days.clone();
        Callback::from(move |text| days.set(text))
    };
    let kinds = [("working", "若干工作日"), ("calendar", "若干自然日"), ("date", "写明日期")];
    let inputs = html! {
        <>
            { date_field("received", "起算日：通知书写明的，没有写的为收到之日", &received) }
            <label class="field">
                <span>{ "限期写法" }</span>
                <select name="term_kind" oninput={onkind}>
                    { for kinds.map(|(value, label)| html! {
                        <option {value} selected={*kind == value}>{ label }</option>
                    }) }
                </select>
            </label>
            if *kind == "date" {
                { date_field("term_date", "写明的届满日期", &until) }
            } else {
                <label class="field">
                    <span>{ "天数" }</span>
                    <DraftInput
                        name="term_days"
                        kind={Draft::Days}
                        value={days.to_string()}
                        onchange={ondays}
                    />
                </label>
            }
            { guangxi_box(&guangxi) }
            <p class="hint">
                { "第二十七条由市培训鉴定指导机构责令，第二十八条由人力资源社会保障部门责令；后果不同，以通知书为准。" }
            </p>
        </>
    };
    let result = typed_date(&received).and_then(|from| {
        let kind = match kind.as_str() {
            "working" => Some(DayCount::Working),
            "calendar" => Some(DayCount::Calendar),
            _ => None,
        };
        let term = match kind {
            None => {
                typed_date(&until)?;
                Term::until(parse_date(&until))
            }
            Some(kind) => {
                let days = parse_days(&days)
                    .ok_or_else(|| refusal("天数应是 1 至 3650 的整数。"))?;
                Term::days(Some(days), kind)
            }
        };
        let computed = rectification::compute(from, &term, &calendar).map_err(cannot)?;
        Ok(computed.map_or_else(Html::default, |computed| {
            let status = Status::of_duty(computed.date, props.today, None, &calendar);
            html! { <DeadlineResult {computed} lead="限期届满" {status} note="期限以通知书写明的为准。" /> }
        }))
    });
    frame("rectification", &["rectification"], inputs, result.unwrap_or_else(|instead| instead))
}
