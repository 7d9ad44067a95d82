//! From the rows of the notices to what departs from plain weeks, and how each year is known.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{Attestation, Notice, Region};
use crate::content::{Change, GUANGXI, NATIONAL, STATUTORY};

/// What a calendar is made of besides the notices that the user entered.
#[derive(Debug, Clone, Copy)]
pub struct HolidayRows<'a> {
    /// The State Council's notices.
    pub national: &'a [Change],
    /// Guangxi's own.
    pub guangxi: &'a [Change],
    /// The statutory days of the years without a notice.
    pub statutory: &'a [Change],
}

impl HolidayRows<'_> {
    /// The rows that the product brings along.
    pub const PRODUCT: HolidayRows<'static> =
        HolidayRows { national: NATIONAL, guangxi: GUANGXI, statutory: STATUTORY };
}

/// A day that is not as its weekday has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Override {
    pub(super) off: bool,
    pub(super) name: String,
}

/// Rows and notices, merged.
pub(super) struct Arrangement {
    pub(super) changes: BTreeMap<NaiveDate, Override>,
    /// The covered years, one after another.
    pub(super) years: BTreeMap<i32, Attestation>,
    /// The statutory days that no notice names yet.
    pub(super) statutory: Vec<(NaiveDate, &'static str)>,
}

impl HolidayRows<'_> {
    /// These rows and the user's notices, merged for `region`.
    pub(super) fn arrange(self, region: Region, entered: &[Notice]) -> Arrangement {
        let published = |rows: &[Change]| rows.iter().map(|row| row.year).collect::<BTreeSet<_>>();
        let entered_years = |region| {
            let notices = entered.iter().filter(move |notice| notice.region == region);
            notices.map(move |notice| {
                let is_whole = !self.statutory.iter().any(|row| {
                    row.year == notice.year
                        && is_regional(row) == (region == Region::Guangxi)
                        && notice.leaves_open(row)
                });
                let known =
                    if is_whole { Attestation::Entered } else { Attestation::EnteredInPart };
                (notice.year, known)
            })
        };
        let national: BTreeSet<i32> = published(self.national);
        // Guangxi's silence on a year up to its last notice (2020) means that it changed nothing.
        let last_guangxi = published(self.guangxi).last().copied().unwrap_or(i32::MIN);

        let mut years: BTreeMap<i32, Attestation> =
            self.statutory.iter().map(|row| (row.year, Attestation::StatutoryOnly)).collect();
        years.extend(entered_years(Region::National));
        years.extend(national.iter().map(|year| (*year, Attestation::Published)));
        if region == Region::Guangxi {
            let own: BTreeMap<i32, Attestation> = entered_years(Region::Guangxi).collect();
            for (year, attestation) in &mut years {
                let guangxi = match *year {
                    year if year <= last_guangxi => Attestation::Published,
                    year => own.get(&year).copied().unwrap_or(Attestation::StatutoryOnly),
                };
                *attestation = (*attestation).min(guangxi);
            }
        }

        let mut changes = BTreeMap::new();
        let mut statutory = Vec::new();
        let row = |off, name: &str| Override { off, name: name.to_owned() };
        for change in self.statutory {
            let regional = is_regional(change);
            // The two notices of a year are published apart: each makes way for its own rows alone.
            let published = if regional {
                change.year <= last_guangxi
            } else {
                national.contains(&change.year)
            };
            if published || regional && region == Region::National {
                continue;
            }
            // Free until the notices below say otherwise; open as long as none names it.
            changes.insert(change.date, row(true, change.name));
            let is_named = entered.iter().any(|notice| {
                notice.year == change.year
                    && (notice.region == Region::Guangxi) == regional
                    && !notice.leaves_open(change)
            });
            if !is_named {
                statutory.push((change.date, change.name));
            }
        }
        let own = if region == Region::Guangxi { self.guangxi } else { &[] };
        for change in self.national.iter().chain(own) {
            changes.insert(change.date, row(change.off, change.name));
        }
        let mut notices: Vec<&Notice> = entered
            .iter()
            .filter(|notice| notice.region == Region::National || region == Region::Guangxi)
            .collect();
        notices.sort_by_key(|notice| (notice.region == Region::Guangxi, notice.year));
        for day in notices.iter().flat_map(|notice| &notice.days) {
            changes.insert(day.date, row(day.is_off_day, &day.name));
        }
        // A year entered beyond a gap must not turn the years between into plain weeks.
        let first = self.national.first().or(self.statutory.first()).map_or(0, |row| row.year);
        let (first, last) = consecutive(&years, first);
        years.retain(|year, _| (first..=last).contains(year));
        Arrangement { changes, years, statutory }
    }
}

/// Whether a statutory day is Guangxi's own.
pub(super) fn is_regional(change: &Change) -> bool {
    is_march_third(change.name)
}

/// Whether a holiday of that name is Guangxi's own.
pub(super) fn is_march_third(name: &str) -> bool {
    name.contains("三月三")
}

/// The first and the last of the consecutive years around `year`.
fn consecutive(years: &BTreeMap<i32, Attestation>, year: i32) -> (i32, i32) {
    let end = |step: i32| {
        let follows = |year: &i32| years.contains_key(&(year + step));
        std::iter::successors(Some(year), |year| follows(year).then_some(year + step))
            .last()
            .unwrap_or(year)
    };
    (end(-1), end(1))
}
