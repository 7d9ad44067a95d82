//! What a deadline means on a given day.
//!
//! Lateness is only ever said of what a clause, an order or a certificate itself asks. The tool's own
//! advice is never missed but acted on; a clause with several readings names the one by which a day has
//! passed; and where nothing was entered, nothing is known.

use chrono::NaiveDate;
use serde::Serialize;

use super::Computed;
use crate::calendar::Calendar;
use crate::civil_date::plain_date;

/// Why a date before the regulation can bring no lateness.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Early {
    /// The event was held before the day of issue.
    Event,
    /// The last day to act lay before the day of issue, when nobody could know of it.
    Deadline,
}

/// Another reading of the clause, and the last day that it allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Other {
    /// Its name, such as `最后 20 个工作日的窗口`.
    pub reading: &'static str,
    /// The last day by it.
    pub until: NaiveDate,
}

/// The other readings that still hold; the clauses have at most three readings.
pub type Others = [Option<Other>; 2];

/// Where a date stands. Days are calendar days; working days are absent where no calendar covers them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Status {
    /// Past what is asked, and nothing says that it was done.
    Late {
        /// Calendar days.
        days: i64,
        /// Working days.
        working: Option<u32>,
    },
    /// Past by the chosen reading, and nothing says that it was done.
    PastReading {
        /// Name of that reading.
        reading: &'static str,
        /// Calendar days past by it.
        days: i64,
        /// The readings by which it can still be done in time.
        others: Others,
    },
    /// Done after the event that it had to precede; with 0 days, on the day itself where that is too late.
    AfterEvent {
        /// Calendar days after the event's first day.
        days: i64,
    },
    /// Done on the day of the event: whether before it began, only people know.
    OnEventDay,
    /// Past the day that the tool advises, while the event is still ahead.
    PastAdvice {
        /// Calendar days to the event; 0 on its day.
        days: i64,
    },
    /// Past the day that is safe under any arrangement of holidays, but not past the one by the statutory days.
    PastSafeSide {
        /// Calendar days left by the statutory days; 0 on the last of them.
        days: i64,
    },
    /// The day itself: still on time.
    Today,
    /// Ahead.
    Due {
        /// Calendar days.
        days: i64,
        /// Working days.
        working: Option<u32>,
    },
    /// A certificate that is valid for so many more days.
    Valid {
        /// Calendar days.
        days: i64,
    },
    /// Asked for; the answer is still to come, and the event is ahead.
    Awaited {
        /// Calendar days to the event.
        days: i64,
    },
    /// The event is over and nothing was entered: neither done nor missed, as far as the register tells.
    NotRecorded {
        /// What is not entered, such as `上报日`.
        what: &'static str,
    },
    /// Done on time, or on a day that is not recorded.
    Done,
    /// Entered as done on a day that is still to come.
    DoneAhead,
    /// Done, so many calendar days late.
    DoneLate {
        /// Calendar days.
        days: i64,
    },
    /// Done late by the chosen reading.
    DonePastReading {
        /// Name of that reading.
        reading: &'static str,
        /// Working days late by it, where a calendar covers them.
        working: Option<u32>,
        /// The readings by which it was in time.
        others: Others,
    },
    /// A least period that still runs.
    Running {
        /// Calendar days left.
        days: i64,
    },
    /// A least period that has ended.
    Ended {
        /// Calendar days ago.
        days: i64,
    },
    /// The regulation's own validity, while it lasts.
    InForce {
        /// Calendar days left.
        days: i64,
    },
    /// The regulation's own validity, after its end.
    Lapsed {
        /// Calendar days ago.
        days: i64,
    },
    /// An own target that is past, and the self-check does not tell whether it was met.
    Passed {
        /// Calendar days.
        days: i64,
    },
    /// It lies before the regulation: no lateness can follow from it.
    BeforeRegulation {
        /// What lay before it.
        early: Early,
    },
}

/// The groups of the schedule, gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Urgency {
    /// Past what a clause, an order or a certificate asks.
    Late,
    /// To be done or checked at once.
    Now,
    /// Within 30 days, today included; certificates within 90.
    Soon,
    /// Later.
    Later,
    /// Past, with nothing entered: never called lateness.
    Unrecorded,
    /// Done, ended, or without lateness.
    Settled,
}

impl Urgency {
    /// All groups in their order.
    pub const ALL: [Self; 6] =
        [Self::Late, Self::Now, Self::Soon, Self::Later, Self::Unrecorded, Self::Settled];

    /// The heading of the group.
    pub fn label(self) -> &'static str {
        match self {
            Self::Late => "已过要求的日期",
            Self::Now => "请立即办理",
            Self::Soon => "30 天内（证件 90 天内）",
            Self::Later => "以后",
            Self::Unrecorded => "没有登记",
            Self::Settled => "已办理或已届满",
        }
    }

    /// The name in class attributes and in the report's data.
    pub fn class(self) -> &'static str {
        match self {
            Self::Late => "late",
            Self::Now => "now",
            Self::Soon => "soon",
            Self::Later => "later",
            Self::Unrecorded => "unrecorded",
            Self::Settled => "settled",
        }
    }
}

/// Within so many calendar days a date counts as near.
pub const SOON_DAYS: i64 = 30;
/// The same of a certificate: to renew one takes training and an examination.
pub const CERTIFICATE_SOON_DAYS: i64 = 90;

impl Status {
    /// The status of something to be done by `date` and, if `done` says so, done.
    pub fn of_duty(
        date: NaiveDate,
        today: NaiveDate,
        done: Option<NaiveDate>,
        calendar: &Calendar,
    ) -> Self {
        if let Some(done) = done {
            let days = (done - date).num_days();
            return if days > 0 { Self::DoneLate { days } } else { Self::Done };
        }
        let days = (date - today).num_days();
        match days {
            0 => Self::Today,
            1.. => Self::Due { days, working: calendar.working_between(today, date).ok() },
            _ => Self::Late { days: -days, working: calendar.working_between(date, today).ok() },
        }
    }

    /// The status of a computed day that is not past by the statutory days: the days left run to the day
    /// that is safe under any arrangement of holidays. `None` once the day is past.
    ///
    /// Of a day 2027-10-09 whose safe side is 2027-09-21, 2027-09-20 has `Due` with one day left, and
    /// 2027-09-22 `PastSafeSide` with 17.
    pub(super) fn ahead(
        computed: &Computed,
        today: NaiveDate,
        calendar: &Calendar,
    ) -> Option<Self> {
        let left = (computed.date - today).num_days();
        if left < 0 {
            return None;
        }
        let leading = computed.leading();
        Some(if today > leading {
            Self::PastSafeSide { days: left }
        } else {
            Self::of_duty(leading, today, None, calendar)
        })
    }

    /// The status of a least period that ends with `date`.
    pub fn of_period(date: NaiveDate, today: NaiveDate) -> Self {
        let days = (date - today).num_days();
        if days < 0 { Self::Ended { days: -days } } else { Self::Running { days } }
    }

    /// The group of the schedule for a date with this status.
    pub fn urgency(self) -> Urgency {
        let by_reading = |others: Others, while_one_holds| {
            if others.iter().any(Option::is_some) { while_one_holds } else { Urgency::Late }
        };
        let near = |days: i64, soon: i64| {
            if days <= soon { Urgency::Soon } else { Urgency::Later }
        };
        match self {
            Self::Late { .. } | Self::AfterEvent { .. } => Urgency::Late,
            Self::PastReading { others, .. } => by_reading(others, Urgency::Now),
            Self::DonePastReading { others, .. } => by_reading(others, Urgency::Settled),
            Self::OnEventDay
            | Self::DoneAhead
            | Self::PastAdvice { .. }
            | Self::PastSafeSide { .. } => Urgency::Now,
            Self::Today => Urgency::Soon,
            Self::Due { days, .. }
            | Self::Running { days }
            | Self::Awaited { days }
            | Self::InForce { days } => near(days, SOON_DAYS),
            Self::Valid { days } => near(days, CERTIFICATE_SOON_DAYS),
            Self::NotRecorded { .. } | Self::Passed { .. } => Urgency::Unrecorded,
            Self::Done
            | Self::DoneLate { .. }
            | Self::Ended { .. }
            | Self::Lapsed { .. }
            | Self::BeforeRegulation { .. } => Urgency::Settled,
        }
    }

    /// One short sentence.
    pub fn text(self) -> String {
        let working = |working: Option<u32>| {
            working.map(|days| format!("（{days} 个工作日）")).unwrap_or_default()
        };
        match self {
            Self::Late { days, working: w } => format!("已逾期 {days} 天{}", working(w)),
            Self::PastReading { reading, days, others } => {
                let rest = match names(others, |other| {
                    format!("按“{}”至{}不迟", other.reading, plain_date(other.until))
                }) {
                    none if none.is_empty() => "其余读法也已过".to_owned(),
                    some => some,
                };
                format!("按“{reading}”已过 {days} 天；{rest}")
            }
            Self::AfterEvent { days: 0 } => "开展当日才办理：条文要求在前".to_owned(),
            Self::AfterEvent { days } => format!("开展之后 {days} 天才办理：条文要求在前"),
            Self::OnEventDay => "当日办理，请核对是否在开考之前".to_owned(),
            Self::PastAdvice { days: 0 } => "今天开展，还没有登记，请立即办理".to_owned(),
            Self::PastAdvice { days } => {
                format!("已过建议日，尚未开展（还有 {days} 天），请立即办理")
            }
            Self::PastSafeSide { days } => {
                format!("已过最稳妥的日子，按法定节日计还有 {days} 天，请立即办理")
            }
            Self::Today => "就是今天，还来得及".to_owned(),
            Self::Due { days, working: w } => format!("还有 {days} 天{}", working(w)),
            Self::Valid { days } => format!("还有 {days} 天到期"),
            Self::Awaited { days } => format!("已递交申请，等待同意，距开展还有 {days} 天"),
            Self::NotRecorded { what } => format!("没有登记{what}，请补登或核实"),
            Self::Done => "已办理".to_owned(),
            Self::DoneAhead => "登记的办理日在今天之后，请核对".to_owned(),
            Self::DoneLate { days } => format!("已办理，迟 {days} 天"),
            Self::DonePastReading { reading, working, others } => {
                let late = working.map(|days| format!(" {days} 个工作日")).unwrap_or_default();
                let rest = match names(others, |other| format!("按“{}”不迟", other.reading))
                {
                    none if none.is_empty() => "按其余读法也迟".to_owned(),
                    some => some,
                };
                format!("已办理；按“{reading}”迟{late}，{rest}")
            }
            Self::Running { days: 0 } => "今天届满，当日仍须保管".to_owned(),
            Self::Running { days } => format!("还须保管 {days} 天"),
            Self::Ended { days } => format!("最短保管期已满 {days} 天"),
            Self::InForce { days: 0 } => "今天届满".to_owned(),
            Self::InForce { days } => format!("还有 {days} 天届满"),
            Self::Lapsed { days } => format!("已届满 {days} 天，请核实现行规定"),
            Self::Passed { days } => format!("已过 {days} 天，请核对是否完成"),
            Self::BeforeRegulation { early: Early::Event } => {
                "开展在本细则印发之前，不计迟延".to_owned()
            }
            Self::BeforeRegulation { early: Early::Deadline } => {
                "最迟日在本细则印发之前，不计迟延".to_owned()
            }
        }
    }
}

/// The readings in words, joined.
fn names(others: Others, words: impl Fn(Other) -> String) -> String {
    others.into_iter().flatten().map(words).collect::<Vec<_>>().join("，")
}
