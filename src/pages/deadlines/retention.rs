//! 第二十二条: the calculator of the least periods for paper and electronic material.

use assessment::deadlines::retention::{self, Material};
use assessment::self_check::registers::YesNo;
use chrono::NaiveDate;
use yew::prelude::*;

use super::frame::{
    Known, cannot, date_field, frame, from_register, guangxi_box, known_date, typed_date,
    use_calendar, use_settings,
};
use crate::{components::deadline_result::deadline_result, hooks::use_self_check};

/// The properties of [`RetentionPage`].
#[derive(Properties, PartialEq)]
pub struct RetentionPageProps {
    /// Today.
    pub today: NaiveDate,
}

/// Whether the material is electronic, and the heading of its result.
const KINDS: [(bool, &str); 2] =
    [(false, "纸质材料（不少于 3 年）"), (true, "电子材料（不少于 5 年）")];

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
    let one = |date, electronic, title: &str| {
        let material = Material { electronic, originals: false, rolls };
        let body = match retention::obligation(material, date, props.today, &calendar) {
            Err(error) => cannot(error),
            Ok(obligation) => deadline_result(&obligation),
        };
        html! { <section><h2>{ title }</h2>{ body }</section> }
    };
    let result = match typed_date(&record_date) {
        Err(instead) => instead,
        Ok(date) => {
            KINDS.map(|(electronic, title)| one(date, electronic, title)).into_iter().collect()
        }
    };
    frame("retention", &["retention-paper", "retention-electronic"], inputs, result)
}
