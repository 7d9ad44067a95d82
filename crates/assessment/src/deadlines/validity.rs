//! 第三十二条: how long the regulation itself applies.
//!
//! > 本细则自印发之日起施行，有效期二年。今后国家、自治区有新规定的，从其规定。
//!
//! Issued on 2021-12-07. The first day is not counted (民法典第二百零一条): the two years end with
//! 2023-12-07; were it counted, with 2023-12-06. Whether the period was extended is for the user to check.

use chrono::{Days, NaiveDate};

use super::obligation::Obligation;
use super::status::Status;
use super::trace::{Mark, TraceDay};
use super::{Computed, Method, Reading, retention};
use crate::civil_date::{is_weekend, plain_date};
use crate::content::regulation;
use crate::self_check::registers::Registers;

/// How the rule counts.
pub const METHOD: Method = Method {
    starts: "印发之日",
    first_day: "印发当日不计（民法典第二百零一条）；计入的，早一天届满",
    unit: "二年",
    rolls: "不顺延",
    source: "第三十二条；是否延期、有无新规定，须由使用者核实",
};

/// The last day of the period of validity: 2023-12-07, and 2023-12-06 when the first day counts.
pub fn compute() -> Computed {
    let issued = regulation().issued;
    let date = last_day();
    let day = |date, mark, reason: &'static str| TraceDay {
        date,
        mark,
        working: !is_weekend(date),
        reason: reason.into(),
    };
    Computed {
        key: "validity",
        date,
        chosen: Some("first-day-not-counted"),
        readings: vec![
            Reading::of("validity", "first-day-not-counted", date, false),
            Reading::of("validity", "first-day-counted", date - Days::new(1), false),
        ],
        provisional: None,
        safe_side: None,
        method: METHOD,
        trace: vec![
            day(issued, Mark::Event, "印发并施行，当日不计"),
            day(date, Mark::Result, "有效期届满"),
        ],
    }
}

/// The last day of validity with the first day not counted.
pub fn last_day() -> NaiveDate {
    let regulation = regulation();
    retention::last_day(regulation.issued, regulation.validity_years).unwrap_or(regulation.issued)
}

/// What stands behind `有效期` on `today`: `至2023年12月7日止（…）`, and from the next day
/// `已于2023年12月7日届满（…）`, each with the day by the other reading.
pub fn term_words(today: NaiveDate) -> String {
    let last = last_day();
    let words = plain_date(last);
    let counted = format!("（印发当日计入的，为{}）", plain_date(last - Days::new(1)));
    if today > last {
        format!("已于{words}届满{counted}")
    } else {
        format!("至{words}止{counted}")
    }
}

/// What is to be known about the validity, on `today`: how long it lasted, and the rules that the
/// institution found to be in force, or that they are still to be found out.
pub fn validity_words(registers: &Registers, today: NaiveDate) -> String {
    let rules = registers.confirmed_rules();
    let rules = rules.unwrap_or_else(|| "请先核实是否延期、有无新规定".to_owned());
    format!("本细则有效期二年，{}；{rules}", term_words(today))
}

/// The end of the regulation's own validity, as seen on `today`. It is no duty, and so in no schedule.
pub fn obligation(today: NaiveDate) -> Obligation {
    let computed = compute();
    let status = match (computed.date - today).num_days() {
        days @ 0.. => Status::InForce { days },
        days => Status::Lapsed { days: -days },
    };
    Obligation::new(computed, status)
}
