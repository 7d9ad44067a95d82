//! One self-check among others: whose it is and of when, and which one came before it.

use chrono::{DateTime, NaiveDate, Utc};

use crate::civil_date::plain_date;
use crate::instant;
use crate::self_check::{NAMELESS, SelfCheck};

/// What tells the self-checks of a browser apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// Id of the self-check.
    pub id: String,
    /// Its title; may be empty.
    pub title: String,
    /// Name of the institution; empty where it was not filled in.
    pub institution: String,
    /// First day of the period that it is about.
    pub from: Option<NaiveDate>,
    /// Last day of that period.
    pub to: Option<NaiveDate>,
    /// The instant of the last change, RFC 3339.
    pub updated_at: String,
}

impl Identity {
    /// The identity of `self_check`.
    pub fn of(self_check: &SelfCheck) -> Self {
        Self {
            id: self_check.id.clone(),
            title: self_check.title.trim().to_owned(),
            institution: self_check.profile.text("name").trim().to_owned(),
            from: self_check.profile.date("period_from"),
            to: self_check.profile.date("period_to"),
            updated_at: self_check.updated_at.clone(),
        }
    }

    /// Whether both are of one institution, as far as its name tells; no name is nobody's.
    pub fn is_of_the_same_institution(&self, other: &Self) -> bool {
        !self.institution.is_empty() && self.institution == other.institution
    }

    /// Whether this self-check is earlier than `other`: its period ends earlier. Without an end the
    /// beginning counts, without either the day of the last change; on one and the same day, such as
    /// after copying, the instant of the last change.
    ///
    /// A self-check up to 2026-06-30 is before one up to 2026-11-20, whichever was changed last; none is
    /// before itself.
    pub fn is_before(&self, other: &Self) -> bool {
        self.when() < other.when()
    }

    /// The self-check before this one: of `others`, the latest of the same institution that is earlier.
    pub fn previous<'a>(&self, others: &'a [Self]) -> Option<&'a Self> {
        others
            .iter()
            .filter(|other| other.id != self.id && self.is_of_the_same_institution(other))
            .filter(|other| other.is_before(self))
            .max_by(|a, b| a.when().cmp(&b.when()))
    }

    /// The day of the last change in China; `None` where the self-check does not tell.
    pub fn last_change(&self) -> Option<NaiveDate> {
        instant::date(&self.updated_at)
    }

    /// The title, or words for one that was cleared.
    pub fn title_words(&self) -> &str {
        if self.title.is_empty() { "未命名的自查" } else { &self.title }
    }

    /// The name of the institution, or words for one that was not filled in.
    pub fn institution_words(&self) -> &str {
        if self.institution.is_empty() { NAMELESS } else { &self.institution }
    }

    /// The period in words.
    pub fn period_words(&self) -> String {
        match (self.from, self.to) {
            (Some(from), Some(to)) => {
                let doubt = if to < from { "（止期早于起期，请核对）" } else { "" };
                format!("{}至{}{doubt}", plain_date(from), plain_date(to))
            }
            (Some(from), None) => format!("{}起", plain_date(from)),
            (None, Some(to)) => format!("至{}", plain_date(to)),
            (None, None) => "未填自查期间".to_owned(),
        }
    }

    /// When it took place, to be compared with others.
    fn when(&self) -> (Option<NaiveDate>, Option<DateTime<Utc>>) {
        let (changed, _) = instant::comparable(&self.updated_at);
        (self.to.or(self.from).or_else(|| self.last_change()), changed)
    }
}
