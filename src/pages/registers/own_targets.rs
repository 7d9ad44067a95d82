//! The institution's own targets, where the text names no number of days.

use assessment::{
    deadlines::targets::{OFFSITE_LEAD, SEPARATION_LEAD},
    record::{Action, Target},
    registers::DayCount,
};
use yew::prelude::*;

use crate::{
    components::draft_input::{Draft, DraftInput, parse_days},
    hooks::use_record,
};

const KNOWN: [(&str, &str); 3] = [
    ("conclusion", "评价结论作出"),
    (OFFSITE_LEAD, "场所外评价提前申请"),
    (SEPARATION_LEAD, "分离例外提前申请"),
];

/// The targets, in working days; a blank one is not set.
#[component]
pub fn OwnTargets() -> Html {
    let handle = use_record();
    let targets = handle.record().map(|record| record.targets.clone()).unwrap_or_default();
    html! {
        <section class="register">
            <h2>{ "本机构自定目标" }</h2>
            <p class="hint">{ "原文只写“按时”“及时”或没有天数；留空表示不设。单位为工作日。" }</p>
            <div class="register-row">
                { for KNOWN.map(|(key, label)| {
                    let known = targets.iter().find(|target| target.key == key);
                    let value = known.map(|target| target.days.to_string()).unwrap_or_default();
                    let handle = handle.clone();
                    let onchange = Callback::from(move |text: String| {
                        let days = parse_days(&text);
                        handle.edit(move |record| {
                            let mut targets = record.targets.clone();
                            let at = targets.iter().position(|target| target.key == key);
                            match (days, at) {
                                (Some(days), Some(at)) => {
                                    targets[at].days = days;
                                    targets[at].kind = DayCount::Working;
                                }
                                (Some(days), None) => targets.push(Target {
                                    key: key.to_owned(),
                                    label: label.to_owned(),
                                    days,
                                    kind: DayCount::Working,
                                    ..Target::default()
                                }),
                                (None, Some(at)) => drop(targets.remove(at)),
                                (None, None) => {}
                            }
                            Action::Targets(targets)
                        });
                    });
                    html! {
                        <label class="field">
                            <span>{ label }</span>
                            <DraftInput name={format!("target-{key}")} kind={Draft::Days} {value} {onchange} />
                        </label>
                    }
                }) }
            </div>
        </section>
    }
}
