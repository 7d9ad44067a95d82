//! 第二十二条: the calculator of the least periods for paper and electronic material.

use assessment::deadlines::retention::{self, ELECTRONIC_YEARS, PAPER_YEARS};
use assessment::deadlines::status::Status;
use assessment::self_check::registers::YesNo;
use chrono::NaiveDate;
use yew::prelude::*;

use super::frame::{
    Known, cannot, date_field, frame, from_register, guangxi_box, known_date, typed_date,
    use_calendar, use_settings,
};
use crate::{components::deadline_result::DeadlineResult, hooks::use_self_check};

/// The properties of [`RetentionPage`].
#[derive(Properties, PartialEq)]
pub struct RetentionPageProps {
    /// Today.
    pub today: NaiveDate,
}

const KINDS: [(&str, &str, u32); 2] = [
    ("retention-paper", "纸质材料（不少于 3 年）", PAPER_YEARS),
    ("retention-electronic", "电子材料（不少于 5 年）", ELECTRONIC_YEARS),
];

/// The calculator.
#[component]
pub fn RetentionPage(props: &RetentionPageProps) -> Html {
    let settings = use_settings();
    let (guangxi, calendar) = use_calendar();
    let record_date = use_state_eq(String::new);
    let rolls = settings.retention_rolls == YesNo::Yes;
    let batches: Vec<Known> = use_self_check().self_check().map_or_else(Vec::new, |self_check| {
        let batches = self_check.registers.archives.iter();
        batches.filter_map(|batch| known_date(&batch.name, batch.last_document)).collect()
    });
    let onpick = {
        let record_date = record_date.clone();
        Callback::from(move |date| record_date.set(date))
    };
    let inputs = html! {
        <>
            { from_register("资料批次", &batches, &record_date, onpick) }
            { date_field("record_date", "该批资料最后一份形成的日期", &record_date) }
            { guangxi_box(&guangxi) }
            <p class="hint">
                { "届满只表示最短保管期已满，不等于可以销毁。签字盖章的原件应当保存，第二十二条没有写期限。" }
            </p>
        </>
    };
    let one = |date, key, title: &str, years| {
        let body = match retention::compute(key, date, years, rolls, &calendar) {
            Err(error) => cannot(error),
            Ok(computed) => {
                let status = Status::of_period(computed.date, props.today);
                let unknown = computed.readings.iter().all(|reading| reading.key != "rolled");
                let note = unknown
                    .then_some("届满日不在日历范围内，顺延的读法不能计算；不顺延的结果不受影响。");
                html! { <DeadlineResult {computed} lead="最短保管期届满" {status} {note} /> }
            }
        };
        html! { <section><h2>{ title }</h2>{ body }</section> }
    };
    let result = match typed_date(&record_date) {
        Err(instead) => instead,
        Ok(date) => {
            KINDS.map(|(key, title, years)| one(date, key, title, years)).into_iter().collect()
        }
    };
    frame("retention", &["retention-paper", "retention-electronic"], inputs, result)
}
