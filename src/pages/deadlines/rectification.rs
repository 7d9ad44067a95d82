//! 第二十七、二十八条: the calculator of a 限期.

use assessment::civil_date;
use assessment::deadlines::rectification;
use assessment::self_check::registers::parse_days;
use assessment::self_check::registers::{DayCount, Term, YesNo};
use chrono::NaiveDate;
use yew::prelude::*;

use super::frame::{
    Known, cannot, date_field, frame, from_register, guangxi_box, known_date, refusal, typed_date,
    use_calendar, use_settings,
};
use crate::{
    browser::dom,
    components::{
        deadline_result::deadline_result,
        draft_input::{Draft, DraftInput},
    },
    hooks::use_self_check,
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
    let rolls = use_settings().rectification_rolls == YesNo::Yes;
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
    let handle = use_self_check();
    let picked = use_state_eq(String::new);
    let orders = handle.self_check().map_or(&[][..], |self_check| &self_check.registers.orders);
    let known: Vec<Known> = orders
        .iter()
        .filter_map(|order| {
            let (_, label) = known_date(&order.authority, order.runs_from.or(order.received))?;
            Some((order.id.clone(), label))
        })
        .collect();
    let onpick = {
        let orders = orders.to_vec();
        let (picked, received, kind, days, until) =
            (picked.clone(), received.clone(), kind.clone(), days.clone(), until.clone());
        Callback::from(move |id: String| {
            if let Some(order) = orders.iter().find(|order| order.id == id) {
                received.set(written(order.runs_from.or(order.received)));
                match &order.term {
                    Term::Date { date, .. } => {
                        kind.set("date".to_owned());
                        until.set(written(*date));
                    }
                    Term::Days { days: number, kind: counted, .. } => {
                        let working = *counted == DayCount::Working;
                        kind.set(if working { "working" } else { "calendar" }.to_owned());
                        days.set(number.map(|number| number.to_string()).unwrap_or_default());
                    }
                }
            }
            picked.set(id);
        })
    };
    let kinds = [("working", "若干工作日"), ("calendar", "若干自然日"), ("date", "写明日期")];
    let inputs = html! {
        <>
            { from_register("整改通知", &known, &picked, onpick) }
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
                        computes={true}
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
                Term::until(civil_date::parse(&until))
            }
            Some(kind) => {
                let days =
                    parse_days(&days).ok_or_else(|| refusal("天数应是 1 至 3650 的整数。"))?;
                Term::days(Some(days), kind)
            }
        };
        let done = orders.iter().find(|order| order.id == *picked).and_then(|order| order.done_on);
        let obligation =
            rectification::obligation(from, &term, rolls, done, props.today, &calendar);
        Ok(obligation
            .map_err(cannot)?
            .map_or_else(Html::default, |obligation| deadline_result(&obligation)))
    });
    frame("rectification", &["rectification"], inputs, result.unwrap_or_else(|instead| instead))
}

/// A date as a field takes it.
fn written(date: Option<NaiveDate>) -> String {
    date.map(|date| date.to_string()).unwrap_or_default()
}
