//! The dates of a self-check as a calendar file (RFC 5545), for any calendar to take in.
//!
//! A calendar that took in an earlier file moves what was moved and removes what is gone: of two events with
//! one `UID` it keeps that with the higher `SEQUENCE`, and what is gone stays in every later file as cancelled.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use assessment::calendar::Calendar as WorkingDays;
use assessment::civil_date::{is_weekend, long_date, plain_date};
use assessment::deadlines::Mark;
use assessment::deadlines::obligation::Obligation;
use assessment::deadlines::schedule::schedule_with;
use assessment::deadlines::validity::validity_words;
use assessment::results::date_history::{DateHistory, DateLine, Revision};
use assessment::results::findings::Findings;
use assessment::results::plan::{Task, plan};
use assessment::self_check::SelfCheck;
use chrono::{DateTime, Days, Duration, NaiveDate, Utc};
use icalendar::{Alarm, Calendar, Component as _, Event, EventLike as _, EventStatus, Property};

use crate::modified::last_change;
use crate::text::clean;

/// A line holds so many octets at most, its end left out (RFC 5545, 3.1).
const LINE: usize = 75;
/// An alarm rings so many working days ahead.
const AHEAD: [u32; 2] = [7, 1];
/// At this hour of the day, wherever the calendar is read.
const HOUR: i64 = 9;

/// Why there is no calendar file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IcsError {
    /// What was written could not be read back as what was meant.
    #[error("日历文件生成后核对不符（应有 {expected} 个日期），没有交出。请再试一次。")]
    ReadBack {
        /// How many dates should be in it.
        expected: usize,
    },
}

/// A finished calendar file that has been read again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarFile {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many dates stand in it; the cancelled ones are not counted.
    pub dates: usize,
}

/// One date, in the words of the calendar.
struct Entry {
    id: String,
    date: NaiveDate,
    summary: String,
    description: String,
    status: EventStatus,
    revision: Revision,
}

impl Entry {
    fn new(line: DateLine, description: String, history: &DateHistory) -> Self {
        Self {
            revision: history.revision(&line.uid),
            id: line.uid,
            date: line.date,
            summary: one_line(&line.heading),
            description,
            status: EventStatus::Confirmed,
        }
    }

    /// A date that the self-check has no more.
    fn cancelled(line: &DateLine, history: &DateHistory) -> Self {
        let words = format!("已取消：自查里不再有这个日期（原为{}）。", long_date(line.date));
        let entry = Self::new(line.clone(), words, history);
        Self { status: EventStatus::Cancelled, ..entry }
    }

    fn stands(&self) -> bool {
        self.status == EventStatus::Confirmed
    }

    /// How many working days ahead its alarms ring.
    fn alarms(&self) -> &'static [u32] {
        if self.stands() { &AHEAD } else { &[] }
    }

    /// When it was changed last; `unknown` where nothing tells.
    fn modified(&self, unknown: DateTime<Utc>) -> DateTime<Utc> {
        self.revision.last.unwrap_or(unknown)
    }
}

/// Every date of `self_check`, past ones too, and every measure's due date, as an all-day event with
/// alarms; as seen on `today`. Behind them, cancelled, every date that was there once and is no more.
///
/// # Errors
/// Fails when the file does not read back with every date in it.
pub fn ics(self_check: &SelfCheck, today: NaiveDate) -> Result<CalendarFile, IcsError> {
    let working_days = self_check.settings.calendar();
    let entries = entries(self_check, today, &working_days);
    let stamp = last_change(self_check, today);
    let name = one_line(&format!("{} 自查期限", self_check.institution()));
    let mut calendar = Calendar::empty();
    calendar
        .append_property(Property::new("VERSION", "2.0"))
        .append_property(Property::new("PRODID", "-//selfcheck//zh-CN"))
        .append_property(Property::new("CALSCALE", "GREGORIAN"))
        .append_property(Property::new("METHOD", "PUBLISH"))
        .name(&name);
    let mut uids = BTreeSet::new();
    for entry in &entries {
        let uid = unique(&mut uids, &format!("{}-{}", self_check.id, entry.id));
        calendar.push(event(entry, &uid, stamp, &working_days));
    }
    let text = fold(&calendar.to_string());
    read_back(&text, &calendar, &entries, stamp)?;
    let dates = entries.iter().filter(|entry| entry.stands()).count();
    Ok(CalendarFile { bytes: text.into_bytes(), dates })
}

fn entries(self_check: &SelfCheck, today: NaiveDate, working_days: &WorkingDays) -> Vec<Entry> {
    let history = DateHistory::of(self_check, today);
    let obligations = schedule_with(self_check, today, working_days).obligations;
    let tasks = plan(self_check, &Findings::of(self_check), today, working_days);
    let validity = validity_words(&self_check.registers, today);
    let obligations = obligations
        .iter()
        .map(|one| Entry::new(DateLine::from(one), description(one, &validity, today), &history));
    let measures = tasks.iter().filter_map(|task| {
        let line = DateLine::of_measure(task.shortfall.item, task.due?);
        Some(Entry::new(line, measure_description(task), &history))
    });
    let mut entries: Vec<Entry> = obligations.chain(measures).collect();
    let standing: BTreeSet<String> = entries.iter().map(|entry| entry.id.clone()).collect();
    let gone = history.gone().iter().filter(|line| !standing.contains(&line.uid));
    entries.extend(gone.map(|line| Entry::cancelled(line, &history)));
    entries
}

fn measure_description(task: &Task) -> String {
    let item = task.shortfall.item;
    let lines =
        [("自查项", item.finding_words()), ("问题", &task.problem), ("整改措施", &task.measure)];
    let lines = lines.into_iter().chain([("责任人", task.owner.as_str())]);
    let words: Vec<String> = lines
        .filter(|(_, words)| !words.is_empty())
        .map(|(label, words)| format!("{label}：{words}"))
        .collect();
    clean(&words.join("\n"))
}

/// A register of an edited file may give one id twice; a calendar would then keep one of the two.
fn unique(taken: &mut BTreeSet<String>, id: &str) -> String {
    let id: String =
        id.chars().map(|c| if c.is_control() || c.is_whitespace() { '-' } else { c }).collect();
    let free = (1..).map(|nth| if nth == 1 { id.clone() } else { format!("{id}-{nth}") });
    let uid = free.into_iter().find(|id| !taken.contains(id)).unwrap_or(id);
    taken.insert(uid.clone());
    format!("{uid}@selfcheck")
}

fn event(entry: &Entry, uid: &str, stamp: DateTime<Utc>, working_days: &WorkingDays) -> Event {
    let Entry { date, summary, description, .. } = entry;
    let date = *date;
    let mut event = Event::new();
    event
        .uid(uid)
        .timestamp(stamp)
        .sequence(entry.revision.changes)
        .last_modified(entry.modified(stamp))
        .status(entry.status)
        .summary(summary)
        .description(description)
        // The day is no appointment: it must not make anyone look busy.
        .add_property("TRANSP", "TRANSPARENT")
        .starts(date);
    if let Some(next) = date.checked_add_days(Days::new(1)) {
        event.ends(next);
    }
    for &ahead in entry.alarms() {
        let days = days_ahead(date, ahead, working_days);
        let words = format!("{summary}（还有 {ahead} 个工作日，{}）", long_date(date));
        let mut alarm = Alarm::display(&words, Duration::hours(HOUR) - Duration::days(days));
        // Without these the library takes a random id and asks the clock, and no two files are alike.
        alarm.uid(&format!("{ahead}-{uid}")).timestamp(stamp);
        event.alarm(alarm);
    }
    event.done()
}

/// How many days lie between the working day that is so many working days ahead and `date`. Where the
/// calendar knows nothing of a day, its place in the week must do: an alarm is no deadline.
fn days_ahead(date: NaiveDate, working: u32, calendar: &WorkingDays) -> i64 {
    let mut left = working;
    let mut day = date;
    while left > 0 {
        let Some(before) = day.pred_opt() else { break };
        day = before;
        left -= u32::from(calendar.is_working(day).unwrap_or_else(|_| !is_weekend(day)));
    }
    (date - day).num_days()
}

/// Text for a property of one line: a line break in it would begin another property.
fn one_line(text: &str) -> String {
    clean(text).replace('\n', " ")
}

fn description(obligation: &Obligation, validity: &str, today: NaiveDate) -> String {
    let computed = &obligation.computed;
    let method = computed.method;
    let mut text = format!("依据：{}\n", obligation.clause());
    let mut line = |label: &str, words: &str| {
        if !words.is_empty() {
            // Writing to a text cannot fail.
            let _ = writeln!(text, "{label}：{words}");
        }
    };
    // A calendar rings for what is done as well; whoever it rings for can tell here.
    line("状态", &format!("{}（按 {} 计）", obligation.status.text(), plain_date(today)));
    for (label, words) in method.labelled() {
        line(label, words);
    }
    for reading in &computed.readings {
        let chosen = if computed.chosen == Some(reading.key) {
            "采用的读法"
        } else {
            "另一种读法"
        };
        line(chosen, &format!("{}，{}", reading.label, reading.date_words()));
    }
    if let Some(reason) = &computed.provisional {
        line("暂定", reason);
    }
    if computed.safe_side.is_some() {
        line("按法定节日计", &long_date(computed.date));
    }
    line("计数", &trace(obligation));
    line("注意", &obligation.note);
    line("效力", validity);
    clean(text.trim_end())
}

/// The count in one line: from when to when, and which days were passed over.
fn trace(obligation: &Obligation) -> String {
    let days = &obligation.computed.trace;
    let (Some(first), Some(last)) = (days.first(), days.last()) else { return String::new() };
    let mut text = format!("{} 至 {}", first.date, last.date);
    let passed =
        |day: &&assessment::deadlines::TraceDay| matches!(day.mark, Mark::Skipped | Mark::Rolled);
    let skipped = days.iter().filter(passed).count();
    if skipped > 0 {
        let mut reasons: Vec<&str> = Vec::new();
        for day in days.iter().filter(passed) {
            if !day.reason.is_empty() && !reasons.contains(&day.reason.as_ref()) {
                reasons.push(&day.reason);
            }
        }
        let _ = write!(text, "，跳过 {skipped} 天（{}）", reasons.join("、"));
    }
    text
}

/// Folds the lines anew: the library's later lines forget the space that they begin with.
fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len() + text.len() / LINE * 3);
    for line in text.replace("\r\n ", "").split_terminator("\r\n") {
        let mut width = 0;
        for c in line.chars() {
            if width + c.len_utf8() > LINE {
                folded.push_str("\r\n ");
                width = 1;
            }
            folded.push(c);
            width += c.len_utf8();
        }
        folded.push_str("\r\n");
    }
    folded
}

/// The file says what was meant, no more and no less: its own properties, its dates, and in each of these no
/// property or part that was not put in. A date that is cancelled rings no more.
fn read_back(
    text: &str,
    meant: &Calendar,
    entries: &[Entry],
    stamp: DateTime<Utc>,
) -> Result<(), IcsError> {
    let unlike = || IcsError::ReadBack { expected: entries.len() };
    let calendar: Calendar = text.parse().map_err(|_| unlike())?;
    let own = |calendar: &Calendar| -> Vec<(String, String)> {
        let properties = calendar.properties.iter();
        properties.map(|one| (one.key().to_owned(), one.value().to_owned())).collect()
    };
    // The format knows no parts of a second.
    let second = |instant: DateTime<Utc>| instant.timestamp();
    let same = |(event, (meant, entry)): (&Event, (&Event, &Entry))| {
        event.get_start() == Some(entry.date.into())
            && event.get_summary() == Some(&entry.summary)
            && event.get_description() == Some(&entry.description)
            && event.get_status() == Some(entry.status)
            && event.get_sequence() == Some(entry.revision.changes)
            && event.get_last_modified().map(second) == Some(second(entry.modified(stamp)))
            && event.properties().keys().eq(meant.properties().keys())
            && event.components().len() == entry.alarms().len()
    };
    let alike = own(&calendar) == own(meant)
        && calendar.components.len() == meant.components.len()
        && calendar.events().count() == entries.len()
        && calendar.events().zip(meant.events().zip(entries)).all(same);
    if alike { Ok(()) } else { Err(unlike()) }
}
