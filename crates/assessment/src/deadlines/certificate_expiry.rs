//! 第十三条: staff hold a certificate.
//!
//! > ……人员的选派要遵循轮换制、回避制等原则，要持证上岗……
//!
//! That the certificate must be valid on the day is a reading. Its last day is still valid.

use chrono::NaiveDate;

use super::obligation::Obligation;
use super::status::Status;
use super::trace::{Mark, TraceDay};
use super::{Computed, Method};
use crate::calendar::Calendar;
use crate::civil_date::is_weekend;

/// How the rule counts.
pub const METHOD: Method = Method {
    starts: "证件上写明的有效期截止日",
    first_day: "截止当日仍然有效",
    unit: "日期",
    rolls: "不顺延",
    source: "第十三条“持证上岗”；要求证件在有效期内属一种理解",
};

/// The last day on which a certificate that expires on `expires` is valid.
pub fn compute(expires: NaiveDate) -> Computed {
    Computed {
        key: "certificate-expiry",
        date: expires,
        chosen: None,
        readings: Vec::new(),
        provisional: None,
        safe_side: None,
        method: METHOD,
        trace: vec![TraceDay {
            date: expires,
            mark: Mark::Result,
            working: !is_weekend(expires),
            reason: "有效期截止，当日仍有效".into(),
        }],
    }
}

/// The obligation to renew a certificate that expires on `expires`, as seen on `today`.
pub fn obligation(expires: NaiveDate, today: NaiveDate, calendar: &Calendar) -> Obligation {
    let status = match Status::of_duty(expires, today, None, calendar) {
        Status::Due { days, .. } => Status::Valid { days },
        status => status,
    };
    Obligation::new(compute(expires), status)
}
