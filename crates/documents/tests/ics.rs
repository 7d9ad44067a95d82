//! The calendar file as a calendar takes it in: read back with a parser, and its lines by hand.

use std::collections::BTreeSet;

use assessment::deadlines::schedule::schedule;
use assessment::self_check::answers::AnswerDay;
use assessment::self_check::journal::Stamp;
use assessment::self_check::registers::schema::RegisterKey;
use assessment::self_check::registers::{ArchiveBatch, Event, Medium, YesNo};
use assessment::self_check::{Action, SelfCheck, apply};
use chrono::{Days, NaiveDate};
use documents::ics::ics;
use icalendar::{Calendar, Component as _, DatePerhapsTime, EventStatus};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn self_check() -> SelfCheck {
    let mut self_check = SelfCheck::from_json(include_bytes!("fixtures/autumn.json"))
        .unwrap_or_else(|error| panic!("{error}"));
    self_check.registers.events.push(Event {
        id: "e9".to_owned(),
        name: "电工,四级;第\\九批\n（实训楼）——覃䶮".to_owned(),
        date: Some(day("2026-10-09")),
        filed_site: YesNo::Yes,
        ..Event::default()
    });
    self_check.registers.archives.push(ArchiveBatch {
        id: "r9".to_owned(),
        name: "远".to_owned(),
        medium: Medium::Electronic,
        last_document: Some(day("2026-09-30")),
        ..ArchiveBatch::default()
    });
    self_check
}

fn written(self_check: &SelfCheck) -> String {
    let file = ics(self_check, day("2026-11-23")).unwrap_or_else(|error| panic!("{error}"));
    let text = String::from_utf8(file.bytes).unwrap_or_else(|error| panic!("{error}"));
    let lines = |sought: &str| text.lines().filter(|line| *line == sought).count();
    assert_eq!(file.dates, lines("BEGIN:VEVENT") - lines("STATUS:CANCELLED"));
    text
}

fn read(text: &str) -> Calendar {
    text.parse().unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn every_date_is_a_whole_day_with_two_alarms() {
    let self_check = self_check();
    let obligations = schedule(&self_check, day("2026-11-23")).obligations;
    let text = written(&self_check);
    let calendar = read(&text);
    let mut uids = BTreeSet::new();
    let events: Vec<_> = calendar.events().collect();
    let measures = self_check.answers.values().filter(|answer| answer.due.is_some()).count();
    assert!(measures > 0);
    assert_eq!(events.len(), obligations.len() + measures);
    assert!(obligations.len() > 3, "the record has too few dates to tell anything");
    for (event, obligation) in events.iter().zip(&obligations) {
        let date = obligation.leading();
        assert_eq!(event.get_start(), Some(DatePerhapsTime::Date(date)));
        assert_eq!(event.get_end(), Some(DatePerhapsTime::Date(date + Days::new(1))));
        let uid = event.get_uid().unwrap_or_default();
        assert_eq!(uid, format!("{}-{}@selfcheck", self_check.id, obligation.uid));
        assert!(uids.insert(uid.to_owned()), "{uid} stands twice");
        assert_eq!(event.components().len(), 2, "{uid}");
        assert_eq!(event.property_value("DTSTAMP"), Some("20261120T083000Z"));
        let description = event.get_description().unwrap_or_default();
        assert!(description.contains(obligation.clause()), "{description}");
        assert!(description.contains(obligation.note.as_ref()), "{description}");
        let status = format!("状态：{}", obligation.status.text());
        assert!(description.contains(&status), "{description}");
        let provisional = event.get_summary().unwrap_or_default().starts_with("【暂定】");
        assert_eq!(provisional, obligation.computed.provisional.is_some());
    }
}

#[test]
fn a_date_that_is_done_still_rings_and_says_that_it_is_done() {
    let mut self_check = self_check();
    self_check.registers.events[0].reported_on = Some(day("2026-11-20"));
    let text = written(&self_check);
    let calendar = read(&text);
    let done: Vec<_> = calendar
        .events()
        .filter(|event| event.get_description().unwrap_or_default().contains("状态：已办理"))
        .collect();
    assert!(!done.is_empty(), "nothing in the record is done");
    assert!(done.iter().all(|event| event.components().len() == 2));
}

#[test]
fn a_measure_of_a_derived_shortfall_says_why_it_was_derived() {
    let mut self_check = self_check();
    self_check.profile.set("published_by", "neither".into());
    self_check.answers.entry("3.1".to_owned()).or_default().due = Some(day("2026-12-01"));
    let text = written(&self_check);
    let calendar = read(&text);
    let told = calendar.events().filter_map(|event| event.get_description());
    let mut measures = told.filter(|words| words.starts_with("自查项："));
    assert!(measures.any(|words| words.contains("问题：不属第三条所称评价机构")), "{text}");
}

#[test]
fn alarms_count_working_days() {
    // The event is on 2026-10-09, so its data are due on 10-08; 10-01 to 10-07 are free.
    let text = written(&self_check()).replace("\r\n ", "");
    let event = text
        .split("BEGIN:VEVENT")
        .find(|event| event.contains("-candidate-data:e9@selfcheck"))
        .unwrap_or_else(|| panic!("no such event"));
    assert!(event.contains("DTSTART;VALUE=DATE:20261008"), "{event}");
    let triggers: Vec<_> = event.lines().filter_map(|line| line.strip_prefix("TRIGGER")).collect();
    // The working day before is 09-30, eight days earlier.
    let calendar = self_check().settings.calendar();
    let mut back = day("2026-10-08");
    for _ in 0..7 {
        back = calendar.last_before(back).unwrap_or_else(|error| panic!("{error}"));
    }
    let seventh = (day("2026-10-08") - back).num_days();
    assert_eq!(triggers.len(), 2);
    for (trigger, days) in triggers.iter().zip([seventh, 8]) {
        let hours = days * 24 - 9;
        let seconds = hours * 3600;
        assert_eq!(*trigger, format!(":-PT{seconds}S"));
    }
}

#[test]
fn what_was_typed_comes_back() {
    let text = written(&self_check());
    let calendar = read(&text);
    assert!(calendar.events().any(|event| {
        event.get_summary() == Some("开展前上报考生信息：电工,四级;第\\九批 （实训楼）——覃䶮")
    }));
}

#[test]
fn lines_end_and_fold_as_the_format_wants() {
    let text = written(&self_check());
    assert!(text.ends_with("END:VCALENDAR\r\n"));
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    for line in text.split("\r\n") {
        assert!(line.len() <= 75, "{} octets: {line}", line.len());
    }
    assert!(text.contains("\r\n "), "nothing was long enough to be folded");
}

#[test]
fn the_same_self_check_gives_the_same_file() {
    let self_check = self_check();
    assert_eq!(written(&self_check), written(&self_check));
    let mut undated = self_check.clone();
    undated.updated_at = "昨天".to_owned();
    assert!(written(&undated).contains("DTSTAMP:20261123T000000Z"));
}

#[test]
fn ids_cannot_break_the_file_or_hide_a_date() {
    let mut self_check = self_check();
    self_check.id = "a\r\nEND:VCALENDAR".to_owned();
    let twin = self_check.registers.archives.last().cloned();
    self_check.registers.archives.extend(twin);
    let text = written(&self_check);
    let expected = read(&text).events().count();
    assert!(expected > schedule(&self_check, day("2026-11-23")).obligations.len());
    let uids: BTreeSet<_> =
        read(&text).events().filter_map(|event| event.get_uid().map(ToOwned::to_owned)).collect();
    assert_eq!(uids.len(), expected);
}

#[test]
fn no_text_adds_an_event_or_a_property() {
    let injected =
        "校\r\nEND:VCALENDAR\nBEGIN:VEVENT\r\nUID:x\r\nSUMMARY:假\r\nEND:VEVENT\rX-WR-RELCALID:1";
    let plain = written(&self_check());
    let mut self_check = self_check();
    self_check.profile.set("name", injected.into());
    for event in &mut self_check.registers.events {
        event.name = injected.to_owned();
    }
    for answer in self_check.answers.values_mut() {
        answer.measure = injected.to_owned();
        answer.owner = injected.to_owned();
    }
    let text = written(&self_check);
    let lines = |text: &str, start: &str| {
        text.replace("\r\n ", "").lines().filter(|line| line.starts_with(start)).count()
    };
    for start in ["BEGIN:", "END:", "BEGIN:VEVENT", "UID:", "SUMMARY:", "NAME:", "X-WR-"] {
        assert_eq!(lines(&text, start), lines(&plain, start), "{start}");
    }
    let name = read(&text).get_name().map(ToOwned::to_owned);
    assert!(
        name.is_some_and(|name| name.contains("校 END:VCALENDAR") && name.ends_with("自查期限"))
    );
}

/// Somebody does these things, at that time of 2026-11-23.
fn after(self_check: &SelfCheck, time: &str, actions: &[Action]) -> SelfCheck {
    let stamp =
        Stamp { session: time.to_owned(), who: String::new(), at: format!("2026-11-23T{time}Z") };
    let start = self_check.clone();
    actions.iter().fold(start, |state, action| apply(&state, action.clone(), &stamp))
}

fn begins(row: &str, date: &str) -> Action {
    let (register, column) = (RegisterKey::Events, "date".to_owned());
    Action::Cell { register, row: row.to_owned(), column, text: date.to_owned() }
}

/// The events whose id ends so.
fn with_id(text: &str, end: &str) -> Vec<icalendar::Event> {
    let end = format!("{end}@selfcheck");
    let calendar = read(text);
    let own = calendar.events().filter(|event| event.get_uid().unwrap_or_default().ends_with(&end));
    own.cloned().collect()
}

/// Day, number of changes, instant of the last one, and what became of the only event whose id ends so.
fn standing(text: &str, end: &str) -> (NaiveDate, u32, String, EventStatus) {
    let events = with_id(text, end);
    let [event] = events.as_slice() else { panic!("{} events of {end}", events.len()) };
    let Some(DatePerhapsTime::Date(date)) = event.get_start() else { panic!("no day: {event:?}") };
    let modified = event.property_value("LAST-MODIFIED").unwrap_or_default().to_owned();
    let (Some(sequence), Some(status)) = (event.get_sequence(), event.get_status()) else {
        panic!("no sequence or status: {event:?}")
    };
    (date, sequence, modified, status)
}

#[test]
fn a_calendar_is_told_what_moved_since_the_last_file_and_what_is_gone() {
    const REPORTING: &str = "-candidate-data:e9";
    let (confirmed, cancelled) = (EventStatus::Confirmed, EventStatus::Cancelled);
    let plain = self_check();
    let expected = (day("2026-10-08"), 0, "20261120T083000Z".to_owned(), confirmed);
    assert_eq!(standing(&written(&plain), REPORTING), expected);

    let moved = after(&plain, "10:00:00", &[begins("e9", "2026-10-16")]);
    let expected = (day("2026-10-15"), 1, "20261123T100000Z".to_owned(), confirmed);
    assert_eq!(standing(&written(&moved), REPORTING), expected);

    let row = Action::RemoveRow { register: RegisterKey::Events, row: "e9".to_owned() };
    let gone = after(&moved, "11:00:00", &[row]);
    let text = written(&gone);
    let expected = (day("2026-10-15"), 2, "20261123T110000Z".to_owned(), cancelled);
    assert_eq!(standing(&text, REPORTING), expected);
    let [event] = &with_id(&text, REPORTING)[..] else { panic!("not once: {text}") };
    assert_eq!(event.components().len(), 0, "what is cancelled must not ring");
    let summary = "开展前上报考生信息：电工,四级;第\\九批 （实训楼）——覃䶮";
    assert_eq!(event.get_summary(), Some(summary));
    assert!(event.get_description().unwrap_or_default().contains("已取消"));
    // It stays cancelled in every later file, whatever else is changed.
    let later = after(&gone, "12:00:00", &[Action::Title { title: "改名".to_owned() }]);
    assert_eq!(standing(&written(&later), REPORTING), expected);

    let back = after(&gone, "13:00:00", &[Action::Undo { step: None }]);
    let expected = (day("2026-10-15"), 3, "20261123T130000Z".to_owned(), confirmed);
    let text = written(&back);
    assert_eq!(standing(&text, REPORTING), expected);
    assert_eq!(with_id(&text, REPORTING)[0].components().len(), 2);
}

#[test]
fn a_measure_whose_date_was_emptied_is_cancelled() {
    let plain = self_check();
    let dated = plain.answers.iter().find_map(|(id, answer)| Some((id.clone(), answer.due?)));
    let (item, due) = dated.unwrap_or_else(|| panic!("no measure in the record has a date"));
    let uid = format!("-measure:{item}");
    let emptied = Action::Day { item, day: AnswerDay::Due, date: None };
    let text = written(&after(&plain, "10:00:00", &[emptied]));
    let (date, sequence, _, status) = standing(&text, &uid);
    assert_eq!((date, sequence, status), (due, 1, EventStatus::Cancelled));
}
