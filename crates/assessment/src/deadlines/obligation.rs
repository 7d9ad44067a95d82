//! A date that a self-check leads to, with all that its rule says of it.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::Computed;
use super::status::{Status, Urgency};
use crate::calendar::CalendarError;
use crate::content::{Provision, provision};

/// A date and where it comes from. Pages, report, calendar file and workbook say of it what stands here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Obligation {
    /// Stable over recomputation, unique within the self-check: `filing`, `candidate-data:e1`.
    pub uid: String,
    /// Which event, batch, person or order; empty where there is but one.
    pub subject: String,
    /// What the regulation says of it, and its title, the name of its day and its note.
    pub provision: &'static Provision,
    /// The date and how it was counted.
    pub computed: Computed,
    /// What it means on the given day.
    pub status: Status,
    /// What a person must know besides: the provision's note, or what the facts add to it.
    pub note: Cow<'static, str>,
}

impl Obligation {
    /// The only one of its kind, with the note of its provision.
    pub(super) fn new(computed: Computed, status: Status) -> Self {
        let provision = provision(computed.key).unwrap_or(&NO_PROVISION);
        Self {
            uid: computed.key.to_owned(),
            subject: String::new(),
            provision,
            computed,
            status,
            note: Cow::Borrowed(provision.note),
        }
    }

    /// The same for one row of a register, which has that id and is known by `subject`.
    #[must_use]
    pub(super) fn of_row(mut self, id: &str, subject: String) -> Self {
        self.uid = [self.computed.key, ":", id].concat();
        self.subject = subject;
        self
    }

    /// What is due, such as `首次开展前备案`.
    pub fn title(&self) -> &'static str {
        self.provision.title
    }

    /// What is due and for what, in one line, such as `【暂定】评价结论自定目标：第一批`.
    pub fn heading(&self) -> String {
        let mark = if self.computed.provisional.is_some() { "【暂定】" } else { "" };
        format!("{mark}{}", with_subject(self.title(), &self.subject))
    }

    /// The clause, `第十一条`.
    pub fn clause(&self) -> &'static str {
        self.provision.clause
    }

    /// The item under which a breach falls, where the dates themselves show one.
    pub fn breached_item(&self) -> Option<&'static str> {
        self.provision.item.filter(|_| self.status.urgency() == Urgency::Late)
    }

    /// The day that leads a person.
    pub fn leading(&self) -> NaiveDate {
        self.computed.leading()
    }
}

/// Stands in for a key that the content lacks; the tests look up every key of the rules.
static NO_PROVISION: Provision = Provision {
    key: "",
    clause: "",
    article: 0,
    number: None,
    unit: None,
    quote: "",
    title: "",
    day: "",
    note: "",
    item: None,
    readings: &[],
};

/// A date that could not be computed, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// What was to be computed, and for what.
    pub title: String,
    /// Why not, and what to do.
    pub error: Reason,
}

impl Failure {
    /// The failure to compute the date of the rule `key` for `subject`.
    pub(super) fn new(key: &str, subject: &str, error: Reason) -> Self {
        let title = provision(key).map_or("", |provision| provision.title);
        Self { title: with_subject(title, subject), error }
    }
}

fn with_subject(title: &str, subject: &str) -> String {
    if subject.is_empty() { title.to_owned() } else { format!("{title}：{subject}") }
}

/// Why a date of the self-check could not be computed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    /// The calendar does not reach so far.
    #[error(transparent)]
    Calendar(#[from] CalendarError),
    /// An order whose 限期 is not entered.
    #[error("没有填写限期，算不出届满日。请在台账的整改通知里填写天数或日期")]
    NoTerm,
    /// An order whose 限期 is so many days from no day at all.
    #[error("没有填写收到日期，算不出届满日。请在台账的整改通知里填写")]
    NoStart,
    /// An event whose last day lies before its first.
    #[error("批次的结束日期早于开始日期，算不出目标日。请在台账的评价批次里核对")]
    EndsBeforeItBegins,
}
