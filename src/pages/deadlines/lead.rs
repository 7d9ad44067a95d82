//! The calculators that lead up to an event: candidate data, and the two consents.

use assessment::deadlines::consent::{self, Consent};
use assessment::deadlines::lead::Lead;
use assessment::deadlines::reporting;
use assessment::self_check::registers::parse_days;
use chrono::NaiveDate;
use yew::prelude::*;

use super::frame::{
    Known, cannot, date_field, frame, from_register, guangxi_box, known_date, refusal, typed_date,
    use_calendar,
};
use crate::{
    components::{
        day_kind::day_kind,
        deadline_result::deadline_result,
        draft_input::{Draft, DraftInput},
    },
    hooks::use_self_check,
};

/// Which of the rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// 第二十七条（六）.
    CandidateData,
    /// 第十六条 or 第二十四条.
    Consent(Consent),
}

/// The properties of [`LeadPage`].
#[derive(Properties, PartialEq)]
pub struct LeadPageProps {
    /// The rule.
    pub rule: Rule,
    /// Today.
    pub today: NaiveDate,
}

/// The calculator.
#[component]
pub fn LeadPage(props: &LeadPageProps) -> Html {
    let handle = use_self_check();
    let (guangxi, calendar) = use_calendar();
    let event_date = use_state_eq(String::new);
    let own_lead = match props.rule {
        Rule::CandidateData => None,
        Rule::Consent(which) => Some(which.lead_key()),
    };
    let known =
        own_lead.and_then(|key| handle.self_check()?.own_lead(key)).unwrap_or(Lead::WORKING_DAY);
    let lead = use_state_eq(move || known.days.to_string());
    let kind = use_state_eq(move || known.kind);
    let onlead = {
        let lead = lead.clone();
        Callback::from(move |days| lead.set(days))
    };
    let onkind = {
        let kind = kind.clone();
        Callback::from(move |value| kind.set(value))
    };
    let events: Vec<Known> = handle.self_check().map_or_else(Vec::new, |self_check| {
        let events = self_check.registers.events.iter();
        events.filter_map(|event| known_date(&event.name, event.date)).collect()
    });
    let onpick = {
        let event_date = event_date.clone();
        Callback::from(move |date| event_date.set(date))
    };
    let inputs = html! {
        <>
            { from_register("评价批次", &events, &event_date, onpick) }
            { date_field("event_date", "该批次开展评价的首日", &event_date) }
            if own_lead.is_some() {
                <label class="field">
                    <span>{ "提前几天（本机构自定）" }</span>
                    <DraftInput
                        name="lead_days"
                        kind={Draft::Days}
                        value={lead.to_string()}
                        computes={true}
                        onchange={onlead}
                    />
                </label>
                <label class="field">
                    <span>{ "单位" }</span>
                    { day_kind("lead_kind", *kind, &onkind) }
                </label>
            }
            { guangxi_box(&guangxi) }
        </>
    };
    let result = typed_date(&event_date).and_then(|event| {
        let today = props.today;
        // What is entered of the event that was picked, so that this page says what the list says.
        let entered = handle.self_check().and_then(|self_check| {
            self_check.registers.events.iter().find(|one| one.date == Some(event))
        });
        let obligation = match props.rule {
            Rule::CandidateData => {
                let reported = entered.and_then(|event| event.reported_on);
                reporting::obligation(event, reported, today, &calendar)
            }
            Rule::Consent(which) => {
                let days =
                    parse_days(&lead).ok_or_else(|| refusal("提前量应是 1 至 3650 的整数。"))?;
                let asked = entered.map(|event| match which {
                    Consent::Offsite => event.offsite(),
                    Consent::Separation => event.separation(),
                });
                let lead = Lead { days, kind: *kind };
                consent::obligation(which, event, asked.unwrap_or_default(), lead, today, &calendar)
            }
        };
        Ok(deadline_result(&obligation.map_err(cannot)?))
    });
    let key = match props.rule {
        Rule::CandidateData => "candidate-data",
        Rule::Consent(which) => which.key(),
    };
    frame(key, &[key], inputs, result.unwrap_or_else(|instead| instead))
}
