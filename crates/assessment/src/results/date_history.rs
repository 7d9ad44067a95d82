//! How often each date of a self-check was changed, when last, and which dates it has no more: what a calendar
//! must be told that took in an earlier file.
//!
//! It follows from the journal alone. After each step, only those dates are computed again that depend on what
//! the step set: of a cell, the dates of its row.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, NaiveDate, Utc};

use crate::calendar::Calendar;
use crate::content::{Item, item, items};
use crate::deadlines::obligation::Obligation;
use crate::deadlines::schedule::{EVENT_QUESTIONS, FILING_ITEM, filing_alone, row_alone};
use crate::instant::comparable;
use crate::results::plan::due_dates;
use crate::self_check::SelfCheck;
use crate::self_check::journal::{Moment, Part, replay};
use crate::self_check::registers::schema::RegisterKey;
use crate::self_check::settings::Settings;

/// Calendars count changes up to this number (RFC 5545, 3.3.8).
const MOST: u32 = i32::MAX.unsigned_abs();

/// The date of an obligation or of a measure, in one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateLine {
    /// Stable over recomputation, unique within the self-check: `candidate-data:e1`, `measure:23.3`.
    pub uid: String,
    /// The day that leads a person.
    pub date: NaiveDate,
    /// What is due.
    pub heading: String,
}

impl DateLine {
    /// The date by which the measure about `item` is due.
    pub fn of_measure(item: &Item, due: NaiveDate) -> Self {
        Self {
            uid: format!("measure:{}", item.id),
            date: due,
            heading: format!("整改完成时限：{} {}", item.id, item.finding_words()),
        }
    }
}

impl From<&Obligation> for DateLine {
    fn from(obligation: &Obligation) -> Self {
        Self {
            uid: obligation.uid.clone(),
            date: obligation.leading(),
            heading: obligation.heading(),
        }
    }
}

/// How a date was changed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Revision {
    /// How many steps moved it, took it away or brought it back.
    pub changes: u32,
    /// The latest instant of these steps, or of the one with which it came; `None` where none is known.
    pub last: Option<DateTime<Utc>>,
}

/// How the dates of a self-check were changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DateHistory {
    revisions: HashMap<String, Revision>,
    gone: Vec<DateLine>,
}

impl DateHistory {
    /// What the journal of `self_check` tells; nothing, where there is none.
    pub fn of(self_check: &SelfCheck, today: NaiveDate) -> Self {
        let calendar = Settings::default().calendar();
        let mut tracker = Tracker { today, calendar, tracks: BTreeMap::new() };
        replay(self_check, |moment| tracker.take(moment));
        let mut history = Self::default();
        for track in tracker.tracks.into_values().flatten() {
            history.revisions.insert(track.line.uid.clone(), track.revision);
            if !track.stands {
                history.gone.push(track.line);
            }
        }
        history.gone.sort_by(|one, other| (one.date, &one.uid).cmp(&(other.date, &other.uid)));
        history
    }

    /// How the date of that uid was changed.
    pub fn revision(&self, uid: &str) -> Revision {
        self.revisions.get(uid).copied().unwrap_or_default()
    }

    /// The dates that were there once and are no more, each as it was last, in the order of the days.
    pub fn gone(&self) -> &[DateLine] {
        &self.gone
    }
}

/// What dates come from; those of one source are computed together.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Source {
    Filing,
    Row(RegisterKey, String),
    /// The measures about an item and the one linked with it; the id is that of the first.
    Measures(&'static str),
}

/// One date through all steps.
struct Track {
    /// As it stands, or stood last.
    line: DateLine,
    stands: bool,
    revision: Revision,
}

impl Track {
    fn new(line: DateLine, moment: &Moment<'_>) -> Self {
        let revision = Revision { changes: at_least(0, moment), last: comparable(moment.at).0 };
        Self { line, stands: true, revision }
    }

    /// Takes how the date stands after a step; `None` where it is not there.
    fn take(&mut self, line: Option<DateLine>, moment: &Moment<'_>) {
        let is_changed = match &line {
            Some(line) => !self.stands || line.date != self.line.date,
            None => self.stands,
        };
        if is_changed {
            let Revision { changes, last } = &mut self.revision;
            *changes = at_least(changes.saturating_add(1), moment);
            // Of two clocks, one may be behind.
            *last = (*last).max(comparable(moment.at).0);
        }
        self.stands = line.is_some();
        self.line = line.unwrap_or_else(|| self.line.clone());
    }
}

/// The number of changes known by now. A report carries only the changes that still count: there can have
/// been one in every step before, and a calendar overlooks a number lower than the one that it has.
fn at_least(changes: u32, moment: &Moment<'_>) -> u32 {
    let before = u32::try_from(moment.n.saturating_sub(1)).unwrap_or(MOST);
    let least = if moment.is_whole { 0 } else { before };
    changes.max(least).min(MOST)
}

struct Tracker {
    today: NaiveDate,
    calendar: Calendar,
    /// By their source, in the order in which they came.
    tracks: BTreeMap<Source, Vec<Track>>,
}

impl Tracker {
    fn take(&mut self, moment: &Moment<'_>) {
        let state = moment.state;
        if moment.parts.iter().any(is_of_calendar) {
            self.calendar = state.settings.calendar();
        }
        let sources: BTreeSet<Source> =
            moment.parts.iter().flat_map(|part| sources(part, state)).collect();
        for source in sources {
            let mut lines = self.lines(&source, state);
            let tracks = self.tracks.entry(source).or_default();
            for track in tracks.iter_mut() {
                let own = lines.iter().position(|line| line.uid == track.line.uid);
                track.take(own.map(|at| lines.remove(at)), moment);
            }
            tracks.extend(lines.into_iter().map(|line| Track::new(line, moment)));
        }
    }

    /// The dates of that source as they stand.
    fn lines(&self, source: &Source, state: &SelfCheck) -> Vec<DateLine> {
        let (today, calendar) = (self.today, &self.calendar);
        let obligations = match source {
            Source::Filing => filing_alone(state, today, calendar),
            Source::Row(register, row) => row_alone(state, (*register, row), today, calendar),
            Source::Measures(first) => {
                let due = due_dates(state, &linked(first));
                return due
                    .into_iter()
                    .map(|(item, due)| DateLine::of_measure(item, due))
                    .collect();
            }
        };
        obligations.iter().map(DateLine::from).collect()
    }
}

fn is_of_calendar(part: &Part) -> bool {
    matches!(part, Part::Setting(key) if key == "guangxi" || key == "notices")
}

/// The sources whose dates depend on that part.
fn sources(part: &Part, state: &SelfCheck) -> Vec<Source> {
    match part {
        Part::Profile(key) => {
            let events = EVENT_QUESTIONS.contains(&key.as_str());
            let events = events.then(|| rows(state, RegisterKey::Events)).into_iter().flatten();
            events.chain(measures(state, |_| true)).chain([Source::Filing]).collect()
        }
        Part::Answer(id) => {
            let measures = linked(id).first().map(|first| Source::Measures(first.id));
            let filing = (id == FILING_ITEM).then_some(Source::Filing);
            measures.into_iter().chain(filing).collect()
        }
        Part::Row(register, row) => {
            let own = Source::Row(*register, row.clone());
            // Rows may contradict the profile, by which an item is left out.
            let measures = measures(state, |item| !item.needs.is_empty());
            std::iter::once(own).chain(measures).collect()
        }
        Part::Targets => rows(state, RegisterKey::Events).collect(),
        Part::Setting(key) => match key.as_str() {
            "filing_reading" => vec![Source::Filing],
            "retention_rolls" => rows(state, RegisterKey::Archives).collect(),
            "rectification_rolls" => rows(state, RegisterKey::Orders).collect(),
            _ if is_of_calendar(part) => {
                let rows = RegisterKey::ALL.into_iter().flat_map(|register| rows(state, register));
                rows.chain([Source::Filing]).collect()
            }
            _ => Vec::new(),
        },
    }
}

fn rows(state: &SelfCheck, register: RegisterKey) -> impl Iterator<Item = Source> {
    let ids = register.ids(&state.registers).into_iter();
    ids.map(move |id| Source::Row(register, id.to_owned()))
}

/// The measures with a date about such items.
fn measures(state: &SelfCheck, which: fn(&Item) -> bool) -> impl Iterator<Item = Source> {
    let dated = state.answers.iter().filter(|(_, answer)| answer.due.is_some());
    let items = dated.filter_map(|(id, _)| item(id));
    items.filter_map(move |item| {
        let linked = linked(item.id);
        let first = linked.first().filter(|_| linked.iter().any(|item| which(item)))?;
        Some(Source::Measures(first.id))
    })
}

/// The item of that id and the one linked with it, in their order.
fn linked(id: &str) -> Vec<&'static Item> {
    items().filter(|item| item.id == id || item.linked == Some(id)).collect()
}
