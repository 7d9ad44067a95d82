//! The institution's own targets, where the text names no number of days.

use assessment::deadlines::targets::{OFFSITE_LEAD, SEPARATION_LEAD};
use assessment::self_check::Action;
use assessment::self_check::registers::DayCount;
use assessment::self_check::registers::parse_days;
use yew::prelude::*;

use crate::{
    components::{
        day_kind::day_kind,
        draft_input::{Draft, DraftInput},
    },
    hooks::use_self_check,
};

const KNOWN: [(&str, &str); 3] = [
    ("conclusion", "评价结论作出"),
    (OFFSITE_LEAD, "场所外评价提前申请"),
    (SEPARATION_LEAD, "分离例外提前申请"),
];

/// The targets; one without a number is not set.
#[component]
pub fn OwnTargets() -> Html {
    let handle = use_self_check();
    let targets =
        handle.self_check().map(|self_check| self_check.targets.clone()).unwrap_or_default();
    html! {
        <section class="register">
            <h2>{ "本机构自定目标" }</h2>
            <p class="hint">{ "原文只写“按时”“及时”或没有天数；天数留空表示不设。" }</p>
            <div class="register-row own-targets">
                { for KNOWN.map(|(key, label)| {
                    let known = targets.iter().find(|target| target.key == key);
                    let value = known
                        .and_then(|target| target.days)
                        .map(|days| days.to_string())
                        .unwrap_or_default();
                    let kind = known.map_or(DayCount::Working, |target| target.kind);
                    let ondays = {
                        let handle = handle.clone();
                        Callback::from(move |text: String| {
                            handle.dispatch(Action::TargetDays {
                                key: key.to_owned(),
                                label: label.to_owned(),
                                days: parse_days(&text),
                            });
                        })
                    };
                    let onkind = {
                        let handle = handle.clone();
                        Callback::from(move |unit| {
                            handle.dispatch(Action::TargetUnit {
                                key: key.to_owned(),
                                label: label.to_owned(),
                                unit,
                            });
                        })
                    };
                    html! {
                        <div class="own-target" key={key}>
                            <label class="field">
                                <span>{ format!("{label}：天数") }</span>
                                <DraftInput name={format!("target-{key}")} kind={Draft::Days} {value} onchange={ondays} />
                            </label>
                            <label class="field">
                                <span>{ format!("{label}：单位") }</span>
                                { day_kind(format!("target-{key}-kind"), kind, &onkind) }
                            </label>
                        </div>
                    }
                }) }
            </div>
        </section>
    }
}
