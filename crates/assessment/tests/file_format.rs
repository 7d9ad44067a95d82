//! docs/file-format.md is true: it names every key that is written, with its type, and no other.

#![expect(clippy::unwrap_used, reason = "helpers of tests may stop at the unexpected")]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroU32;
use std::sync::Arc;

use assessment::calendar::{Notice, NoticeDay, Region};
use assessment::content::question::{QuestionKind, questions};
use assessment::self_check::SelfCheck;
use assessment::self_check::answers::{Answer, Choice};
use assessment::self_check::journal::{Origin, Session, Step, StepId};
use assessment::self_check::registers::{
    ArchiveBatch, CurrentRule, DayCount, Event, Medium, Order, Registers, Staff, Term, YesNo,
};
use assessment::self_check::settings::{FilingReading, Settings, Target};
use serde_json::{Map, Value, json};

use support::copies::{by, note, sample};
use support::day;

const DOCUMENT: &str = include_str!("../../../docs/file-format.md");

/// Keys with their types, by the heading under which they stand.
type Keys = BTreeMap<String, BTreeMap<String, String>>;

/// What the tables of the document say.
fn documented() -> Keys {
    let mut keys = Keys::new();
    let mut heading = "";
    for line in DOCUMENT.lines() {
        if line.starts_with('#') {
            heading = line.trim_start_matches('#').trim();
        }
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        if let ["", key, since, kind, meaning, ""] = cells[..]
            && let Some(key) = key.strip_prefix('`').and_then(|key| key.strip_suffix('`'))
        {
            assert!(["1", "+"].contains(&since) && !meaning.is_empty(), "{line}");
            let found = keys.entry(heading.to_owned()).or_default();
            assert_eq!(found.insert(key.to_owned(), kind.to_owned()), None, "{line}");
        }
    }
    keys
}

fn text() -> String {
    "甲".to_owned()
}

/// Every field of every row, written out so that a new one does not compile unless it stands here.
fn registers() -> Registers {
    let (extra, date, count) = (Map::new, Some(day("2026-10-20")), Some(3));
    let event = Event {
        id: text(),
        name: text(),
        date,
        end: date,
        site: text(),
        filed_site: YesNo::Yes,
        occupation: text(),
        level: text(),
        reported_on: date,
        offsite_applied_on: date,
        offsite_consent_on: date,
        separation_applied_on: date,
        separation_consent_on: date,
        leader: text(),
        assessors: text(),
        invigilators: text(),
        supervisor: text(),
        enrolled: count,
        sat: count,
        passed: count,
        certified: count,
        recordings: text(),
        intelligent_exam: YesNo::No,
        review: YesNo::No,
        own_trainees: YesNo::No,
        extra: extra(),
    };
    let staff = Staff {
        id: text(),
        name: text(),
        role: text(),
        certificate: text(),
        number: text(),
        expires: date,
        occupation: text(),
        level: text(),
        employment: text(),
        engaged_until: date,
        extra: extra(),
    };
    let archive = ArchiveBatch {
        id: text(),
        name: text(),
        medium: Medium::Paper,
        last_document: date,
        originals: YesNo::Yes,
        extra: extra(),
    };
    let order = |id: &str, term| Order {
        id: id.to_owned(),
        authority: text(),
        clause: text(),
        received: date,
        runs_from: date,
        term,
        done_on: date,
        number: text(),
        report_due: date,
        reported_on: date,
        reinspection: text(),
        reinspected_on: date,
        extra: extra(),
    };
    let days = NonZeroU32::new(15);
    let kind = DayCount::Working;
    let terms = [
        Term::Days { days, kind, other_date: date, extra: extra() },
        Term::Date { date, other_days: days, extra: extra() },
    ];
    let orders = ["甲", "乙"].iter().zip(terms).map(|(id, term)| order(id, term)).collect();
    let current_rule = CurrentRule {
        id: text(),
        name: text(),
        number: text(),
        authority: text(),
        issued: date,
        confirmed_on: date,
        confirmed_by: text(),
        answered_by: text(),
        answer: text(),
        extra: extra(),
    };
    Registers {
        events: vec![event],
        staff: vec![staff],
        archives: vec![archive],
        orders,
        current_rules: vec![current_rule],
        extra: extra(),
    }
}

fn answer() -> Answer {
    let date = Some(day("2026-10-20"));
    Answer {
        state: Some(Choice::Unmet),
        note: text(),
        evidence: text(),
        reason: text(),
        cause: text(),
        measure: text(),
        owner: text(),
        due: date,
        completed_on: date,
        result: text(),
        completion_evidence: text(),
        checked_by: text(),
        checked_on: date,
        answered_at: "2026-11-23T10:00:00Z".to_owned(),
        answered_by: text(),
        extra: Map::new(),
    }
}

fn settings() -> Settings {
    let day =
        NoticeDay { name: text(), date: day("2027-01-01"), is_off_day: true, extra: Map::new() };
    let notice = Notice { year: 2027, region: Region::Guangxi, days: vec![day], extra: Map::new() };
    Settings {
        guangxi: YesNo::Yes,
        filing_reading: FilingReading::Safe,
        retention_rolls: YesNo::No,
        rectification_rolls: YesNo::Yes,
        notices: vec![notice],
        extra: Map::new(),
    }
}

fn session() -> Session {
    let id = StepId { session: text(), n: 1 };
    let seen = BTreeMap::from([(text(), 1)]);
    let step = Step {
        n: 2,
        at: "2026-11-23T10:00:00Z".to_owned(),
        set: BTreeMap::from([("/title".to_owned(), json!("甲"))]),
        erased: BTreeSet::from(["/title".to_owned()]),
        undoes: Some(id.clone()),
        redoes: Some(id),
        before: Some(seen.clone()),
        extra: Map::new(),
    };
    Session {
        who: text(),
        origin: Origin::OtherProgram,
        seen,
        trimmed: 1,
        steps: vec![Arc::new(step)],
        extra: Map::new(),
    }
}

/// A file with everything that is ever written.
fn complete() -> Value {
    let mut self_check = by(&sample(), "甲", "2026-11-23T10:00:00Z", &[note("23.3", "改了")]);
    for question in questions() {
        let value = match question.kind {
            QuestionKind::Text => json!("甲"),
            QuestionKind::Date => json!("2026-10-20"),
            QuestionKind::Rows([]) => json!(["甲"]),
            QuestionKind::Rows(columns) => columns.iter().map(|one| (one.key, "甲")).collect(),
            QuestionKind::YesNo(choices) | QuestionKind::Choice(choices) => {
                json!(choices.iter().find(|choice| choice.beside.is_none()).unwrap().value)
            }
        };
        let value = if matches!(question.kind, QuestionKind::Rows([_, ..])) {
            json!([value])
        } else {
            value
        };
        self_check.profile.set(question.key, value);
    }
    self_check.answers.insert("23.3".to_owned(), answer());
    self_check.registers = registers();
    self_check.targets = vec![Target {
        key: "conclusion".to_owned(),
        label: text(),
        days: NonZeroU32::new(10),
        kind: DayCount::Working,
        extra: Map::new(),
    }];
    self_check.settings = settings();
    self_check.journal.sessions.insert(text(), Arc::new(session()));
    let mut file: Value = serde_json::from_str(&self_check.to_json()).unwrap();
    // Of one question there is one answer, and each choice that is saved beside one is an answer of its own.
    for own_key in questions().iter().flat_map(|one| one.choices()).filter_map(|one| one.beside) {
        file["profile"][own_key] = json!("yes");
    }
    file
}

/// The keys that a file holds, by the heading under which the document has them.
fn written(file: &Value) -> BTreeMap<&'static str, Vec<&Value>> {
    let list = |pointer: &str| file.pointer(pointer).unwrap().as_array().unwrap().iter().collect();
    let registers = |register| list(&format!("/registers/{register}"));
    let orders: Vec<&Value> = registers("orders");
    let session = &file["journal"]["sessions"]["甲"];
    let step = &session["steps"][0];
    BTreeMap::from([
        ("The file", vec![file]),
        ("`profile`", vec![&file["profile"]]),
        ("`answers`", vec![&file["answers"]["23.3"]]),
        ("`registers`", vec![&file["registers"]]),
        ("A row of `events`", registers("events")),
        ("A row of `staff`", registers("staff")),
        ("A row of `records`", registers("records")),
        ("A `term`", orders.iter().map(|order| &order["term"]).collect()),
        ("A row of `orders`", orders),
        ("A row of `current_rules`", registers("current_rules")),
        ("`targets`", list("/targets")),
        ("`settings`", vec![&file["settings"]]),
        ("One of `notices`", list("/settings/notices")),
        ("One of its `days`", list("/settings/notices/0/days")),
        ("`journal`", vec![&file["journal"]]),
        ("A session", vec![session]),
        ("A step", vec![step]),
        ("A step that is named", vec![&step["undoes"], &step["redoes"]]),
    ])
}

#[test]
fn the_document_names_every_key_that_is_written_and_no_other() {
    let file = complete();
    let written = written(&file);
    let documented = documented();
    assert_eq!(
        written.keys().copied().collect::<BTreeSet<_>>(),
        documented.keys().map(String::as_str).collect()
    );
    for (heading, objects) in written {
        let keys: BTreeSet<&str> = objects
            .iter()
            .flat_map(|object| object.as_object().unwrap().keys().map(String::as_str))
            .collect();
        let named: BTreeSet<&str> = documented[heading].keys().map(String::as_str).collect();
        assert_eq!(keys, named, "{heading}");
    }
}

#[test]
fn every_key_has_the_type_that_the_document_names() {
    let file = complete();
    let documented = documented();
    for (heading, objects) in written(&file) {
        for (key, value) in objects.iter().flat_map(|object| object.as_object().unwrap()) {
            let kind = documented[heading][key].as_str();
            let text = value.as_str();
            let fits = match kind {
                "text" | "choice" => text.is_some_and(|text| !text.is_empty()),
                "date" => text.is_some_and(|text| text.parse::<chrono::NaiveDate>().is_ok()),
                "instant" => assessment::instant::in_nanning(text.unwrap()).is_some(),
                "yes-no" => matches!(text, Some("yes" | "no")),
                "number" => value.is_u64(),
                "boolean" => value.is_boolean(),
                "list" => value.is_array(),
                "object" => value.is_object(),
                _ => false,
            };
            assert!(fits, "{heading}, {key}: {kind}, but {value}");
        }
    }
}

#[test]
fn the_example_is_a_file_and_is_written_back_as_it_stands() {
    let (_, rest) = DOCUMENT.split_once("```json\n").unwrap();
    let (example, _) = rest.split_once("```").unwrap();
    let read = SelfCheck::from_json(example.as_bytes()).unwrap();
    assert!(!read.journal.is_empty() && !read.journal.is_unread());
    assert_eq!(read.to_json(), example);
}
