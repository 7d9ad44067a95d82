//! All dates of a self-check: which arise, in what order, and what each says of today.

#![expect(clippy::unwrap_used, reason = "helpers of tests may stop at the unexpected")]

mod support;

use std::collections::BTreeSet;
use std::num::NonZeroU32;

use assessment::deadlines::obligation::{Obligation, Reason};
use assessment::deadlines::schedule::{Schedule, schedule};
use assessment::deadlines::status::{Early, Status, Urgency};
use assessment::deadlines::validity;
use assessment::self_check::SelfCheck;
use assessment::self_check::answers::{Answer, Choice};
use assessment::self_check::registers::{
    ArchiveBatch, DayCount, Event, Medium, Order, Registers, Staff, Term, YesNo,
};
use assessment::self_check::settings::Target;
use support::day;

const TODAY: &str = "2026-11-23";

fn self_check(profile: &[(&str, &str)]) -> SelfCheck {
    let mut self_check = SelfCheck::new("id".into(), String::new(), "2026-11-01T00:00:00Z");
    for (key, value) in profile {
        self_check.profile.set(key, (*value).into());
    }
    self_check
}

fn with(registers: Registers) -> SelfCheck {
    SelfCheck { registers, ..self_check(&[]) }
}

fn event(date: &str) -> Event {
    Event { id: "e1".into(), name: "第一批".into(), date: Some(day(date)), ..Event::default() }
}

fn seen(self_check: &SelfCheck) -> Schedule {
    schedule(self_check, day(TODAY))
}

fn one(self_check: &SelfCheck, uid: &str) -> Option<Obligation> {
    seen(self_check).obligations.into_iter().find(|obligation| obligation.uid == uid)
}

fn uids(self_check: &SelfCheck) -> Vec<String> {
    seen(self_check).obligations.into_iter().map(|obligation| obligation.uid).collect()
}

#[test]
fn an_empty_self_check_has_no_dates_and_no_failures() {
    assert_eq!(seen(&self_check(&[])), Schedule::default());
    // Rows without a date lead to none either.
    let blank = with(Registers {
        events: vec![Event::default()],
        staff: vec![Staff::default()],
        archives: vec![ArchiveBatch {
            last_document: Some(day("2026-01-01")),
            ..Default::default()
        }],
        orders: vec![Order::default()],
        ..Registers::default()
    });
    assert_eq!(seen(&blank), Schedule::default());
}

#[test]
fn filing_on_the_last_safe_day_is_still_on_time() {
    let filing = |today| {
        let self_check = self_check(&[("first_event", "2026-12-22"), ("level", "national")]);
        schedule(&self_check, day(today)).obligations.remove(0)
    };
    assert_eq!(filing("2026-11-23").status, Status::Today);
    let next = filing("2026-11-24").status;
    assert_eq!(
        next.text(),
        "按“稳妥”已过 1 天；按“备案当日计入 20 个工作日”至2026年11月24日不迟，按“最后 20 个工作日的窗口”至2026年12月21日不迟"
    );
    assert_eq!(next.urgency(), Urgency::Now);
    assert_eq!(filing("2026-11-23").clause(), "第十一条");
}

#[test]
fn filing_follows_answer_11_1_and_is_no_duty_of_nannings_own_institutions() {
    let mut self_check = self_check(&[("first_event", "2026-11-24"), ("level", "national")]);
    // Past by every reading, and the event is tomorrow.
    let answer = |state| Answer { state: Some(state), ..Answer::default() };
    for state in [None, Some(Choice::Unmet)] {
        if let Some(state) = state {
            self_check.answers.insert("11.1".into(), answer(state));
        }
        let status = one(&self_check, "filing").unwrap().status;
        assert!(matches!(status, Status::PastReading { .. }), "{status:?}");
    }
    self_check.answers.insert("11.1".into(), answer(Choice::Met));
    assert_eq!(one(&self_check, "filing").unwrap().status, Status::Done);
    self_check.profile.set("level", "nanning".into());
    assert_eq!(one(&self_check, "filing"), None);
}

#[test]
fn a_first_event_before_the_regulation_was_issued_is_never_late() {
    for (first, before) in [("2021-12-06", true), ("2021-12-07", false), ("2020-03-02", true)] {
        let self_check = self_check(&[("first_event", first), ("level", "national")]);
        let status = one(&self_check, "filing").unwrap().status;
        let is_before = status == Status::BeforeRegulation { early: Early::Event };
        assert_eq!(is_before, before, "{first}");
    }
}

#[test]
fn an_event_before_the_regulation_was_issued_owes_nothing_late() {
    for (date, before) in [("2021-12-06", true), ("2021-12-07", false)] {
        let events = vec![Event { filed_site: YesNo::No, ..event(date) }];
        let self_check = with(Registers { events, ..Registers::default() });
        for uid in ["candidate-data:e1", "offsite-approval:e1"] {
            let status = one(&self_check, uid).unwrap().status;
            let is_before = status == Status::BeforeRegulation { early: Early::Event };
            assert_eq!(is_before, before, "{uid} {date}");
            // Later ones are past with nothing entered, which is no lateness either.
            assert_eq!(matches!(status, Status::NotRecorded { .. }), !before, "{uid} {date}");
        }
    }
}

#[test]
fn an_event_that_ends_before_it_begins_has_no_target_but_a_sentence() {
    let end = Some(day("2026-11-01"));
    let events = vec![Event { end, ..event("2026-11-02") }];
    let mut self_check = with(Registers { events, ..Registers::default() });
    let days = NonZeroU32::new(10);
    self_check.targets = vec![Target { key: "conclusion".into(), days, ..Target::default() }];
    let overview = seen(&self_check);
    let reasons: Vec<_> = overview.failures.iter().map(|failure| &failure.error).collect();
    assert_eq!(reasons, [&Reason::EndsBeforeItBegins]);
    // What leads up to the first day is not touched by the slip.
    assert!(one(&self_check, "candidate-data:e1").is_some());
}

#[test]
fn an_event_owes_candidate_data_and_more_only_where_it_calls_for_consent() {
    let mut self_check =
        with(Registers { events: vec![event("2026-12-22")], ..Registers::default() });
    assert_eq!(uids(&self_check), ["candidate-data:e1"]);
    self_check.registers.events[0].filed_site = YesNo::Yes;
    assert_eq!(uids(&self_check), ["candidate-data:e1"]);
    self_check.registers.events[0].filed_site = YesNo::No;
    assert!(uids(&self_check).contains(&"offsite-approval:e1".to_owned()));
    self_check.profile.set("training", "yes".into());
    self_check.profile.set("own_trainees", "yes".into());
    assert!(uids(&self_check).contains(&"separation-approval:e1".to_owned()));
}

#[test]
fn the_institutions_own_lead_moves_the_day_by_which_to_ask() {
    let events = vec![Event { filed_site: YesNo::No, ..event("2026-12-22") }];
    let mut self_check = with(Registers { events, ..Registers::default() });
    let due =
        |self_check: &SelfCheck| one(self_check, "offsite-approval:e1").unwrap().computed.date;
    assert_eq!(due(&self_check), day("2026-12-21"));
    let key = "offsite-lead".to_owned();
    self_check.targets = vec![Target {
        key,
        days: NonZeroU32::new(10),
        kind: DayCount::Working,
        ..Target::default()
    }];
    assert_eq!(due(&self_check), day("2026-12-08"));
    // A lead is no target after the event.
    assert_eq!(uids(&self_check).len(), 2);
}

#[test]
fn own_targets_run_from_the_last_day_of_an_event_and_are_never_called_late() {
    let end = Some(day("2026-11-06"));
    let mut self_check = with(Registers {
        events: vec![Event { end, ..event("2026-11-02") }],
        ..Registers::default()
    });
    let kind = DayCount::Calendar;
    self_check.targets = vec![Target {
        key: "conclusion".into(),
        days: NonZeroU32::new(10),
        kind,
        ..Target::default()
    }];
    let target = one(&self_check, "target:e1:conclusion").unwrap();
    assert_eq!(target.computed.date, day("2026-11-16"));
    assert_eq!(target.status, Status::Passed { days: 7 });
}

#[test]
fn paper_runs_three_years_and_electronic_material_five_and_originals_have_no_end() {
    let batch = |id: &str, medium, originals| ArchiveBatch {
        id: id.into(),
        medium,
        originals,
        last_document: Some(day("2023-11-22")),
        ..ArchiveBatch::default()
    };
    let self_check = with(Registers {
        archives: vec![
            batch("p", Medium::Paper, YesNo::No),
            batch("e", Medium::Electronic, YesNo::Blank),
            batch("o", Medium::Paper, YesNo::Yes),
        ],
        ..Registers::default()
    });
    let paper = one(&self_check, "retention-paper:p").unwrap();
    assert_eq!(paper.computed.date, day("2026-11-22"));
    assert_eq!(paper.status, Status::Ended { days: 1 });
    let electronic = one(&self_check, "retention-electronic:e").unwrap();
    assert_eq!(electronic.computed.date, day("2028-11-22"));
    assert!(one(&self_check, "retention-paper:o").unwrap().note.contains("继续保存"));
}

#[test]
fn an_order_runs_from_the_day_it_names_else_from_receipt() {
    let order = |runs_from: Option<&str>| {
        let order = Order {
            id: "o1".into(),
            received: Some(day("2026-10-12")),
            runs_from: runs_from.map(day),
            term: Term::days(NonZeroU32::new(15), DayCount::Working),
            ..Order::default()
        };
        let self_check = with(Registers { orders: vec![order], ..Registers::default() });
        one(&self_check, "rectification:o1").unwrap().computed.date
    };
    assert_eq!(order(None), day("2026-11-02"));
    // Two working days later.
    assert_eq!(order(Some("2026-10-14")), day("2026-11-04"));
}

#[test]
fn an_order_without_a_term_or_a_start_is_told_as_long_as_it_is_open() {
    let told = |order: Order| {
        let self_check = with(Registers { orders: vec![order], ..Registers::default() });
        let overview = seen(&self_check);
        assert!(overview.obligations.is_empty());
        overview.failures.into_iter().map(|failure| failure.error).collect::<Vec<_>>()
    };
    let received = Some(day("2026-10-12"));
    let without = |term| Order { term, received, ..Order::default() };
    let no_days = Term::days(None, DayCount::Calendar);
    assert_eq!(told(without(no_days.clone())), [Reason::NoTerm]);
    assert_eq!(told(without(Term::until(None))), [Reason::NoTerm]);
    // Once it is carried out, nobody needs its end; and a row just added says nothing yet.
    assert_eq!(told(Order { done_on: received, ..without(no_days) }), []);
    assert_eq!(told(Order::default()), []);
    let term = Term::days(NonZeroU32::new(15), DayCount::Working);
    assert_eq!(told(Order { term, ..Order::default() }), [Reason::NoStart]);
}

#[test]
fn a_target_or_a_lead_without_a_number_of_days_is_not_set() {
    let events = vec![Event { filed_site: YesNo::No, ..event("2026-12-22") }];
    let mut self_check = with(Registers { events, ..Registers::default() });
    let before = uids(&self_check);
    let open = |key: &str| Target { key: key.into(), ..Target::default() };
    self_check.targets = vec![open("conclusion"), open("offsite-lead")];
    assert_eq!(uids(&self_check), before);
    assert_eq!(one(&self_check, "offsite-approval:e1").unwrap().computed.date, day("2026-12-21"));
}

#[test]
fn a_lead_in_calendar_days_is_counted_in_calendar_days() {
    let events = vec![Event { filed_site: YesNo::No, ..event("2026-12-22") }];
    let mut self_check = with(Registers { events, ..Registers::default() });
    self_check.targets = vec![Target {
        key: "offsite-lead".into(),
        days: NonZeroU32::new(11),
        kind: DayCount::Calendar,
        ..Target::default()
    }];
    assert_eq!(one(&self_check, "offsite-approval:e1").unwrap().computed.date, day("2026-12-11"));
}

#[test]
fn a_certificate_is_on_time_on_its_last_day_and_late_the_day_after() {
    let status = |expires| {
        let staff = Staff { id: "s1".into(), expires: Some(day(expires)), ..Staff::default() };
        let self_check = with(Registers { staff: vec![staff], ..Registers::default() });
        one(&self_check, "certificate-expiry:s1").unwrap().status
    };
    assert_eq!(status("2026-11-23"), Status::Today);
    assert!(matches!(status("2026-11-22"), Status::Late { days: 1, .. }));
}

/// A self-check with dates of every urgency.
fn full() -> SelfCheck {
    let mut self_check: SelfCheck =
        SelfCheck::from_json(include_bytes!("sample-record.json")).unwrap();
    for (id, date) in [("r2", "2020-01-10"), ("r3", "2022-05-05"), ("r4", "2026-05-05")] {
        self_check.registers.archives.push(ArchiveBatch {
            id: id.into(),
            medium: Medium::Paper,
            last_document: Some(day(date)),
            ..ArchiveBatch::default()
        });
    }
    self_check
}

#[test]
fn the_late_come_first_and_the_settled_last_with_the_latest_of_them_on_top() {
    let overview = seen(&full());
    let order: Vec<_> = overview
        .obligations
        .iter()
        .map(|obligation| (obligation.status.urgency(), obligation.computed.date))
        .collect();
    assert!(order.windows(2).all(|pair| pair[0].0 <= pair[1].0), "{order:?}");
    for urgency in [Urgency::Late, Urgency::Soon, Urgency::Later, Urgency::Settled] {
        let dates: Vec<_> =
            overview.group(urgency).map(|obligation| obligation.computed.date).collect();
        assert!(!dates.is_empty(), "{urgency:?}");
        let mut sorted = dates.clone();
        sorted.sort();
        if urgency == Urgency::Settled {
            sorted.reverse();
        }
        assert_eq!(dates, sorted, "{urgency:?}");
    }
}

#[test]
fn every_date_has_a_name_of_its_own_and_its_clause() {
    let overview = seen(&full());
    let unique: BTreeSet<_> = overview.obligations.iter().map(|o| &o.uid).collect();
    assert_eq!(unique.len(), overview.obligations.len());
    for obligation in &overview.obligations {
        assert!(obligation.clause().contains('条'), "{}", obligation.uid);
        assert!(!obligation.note.is_empty(), "{}", obligation.uid);
    }
}

#[test]
fn a_date_that_cannot_be_computed_is_told_and_hides_no_other() {
    let events = vec![
        Event { name: "早年批次".into(), id: "e0".into(), ..event("2017-05-02") },
        event("2026-12-22"),
    ];
    let overview = seen(&with(Registers { events, ..Registers::default() }));
    assert_eq!(overview.obligations.len(), 1);
    let [failure] = overview.failures.as_slice() else { panic!("{:?}", overview.failures) };
    assert!(failure.title.contains("早年批次"), "{}", failure.title);
    assert!(failure.error.to_string().contains("2017-05-02"), "{}", failure.error);
}

#[test]
fn the_switch_for_march_third_moves_the_dates() {
    // Strictly before 2026-04-21: Mon 20 in the rest of China, in Guangxi Thu 16.
    let mut self_check =
        with(Registers { events: vec![event("2026-04-21")], ..Registers::default() });
    for (guangxi, due) in [(YesNo::Yes, "2026-04-16"), (YesNo::No, "2026-04-20")] {
        self_check.settings.guangxi = guangxi;
        assert_eq!(one(&self_check, "candidate-data:e1").unwrap().computed.date, day(due));
    }
}

#[test]
fn the_regulation_itself_has_run_out() {
    assert_eq!(validity::obligation(day("2023-12-07")).status, Status::InForce { days: 0 });
    assert_eq!(validity::obligation(day("2023-12-08")).status, Status::Lapsed { days: 1 });
    let now = validity::obligation(day(TODAY));
    assert!(now.note.contains("核实"));
    assert_eq!(now.clause(), "第三十二条");
}

/// Two years of pasted events without a day of reporting are one line for a person, not forty lateness.
#[test]
fn past_events_without_an_entry_are_gathered_into_one_line() {
    let events = (1..=9)
        .map(|month| Event {
            id: format!("e{month}"),
            name: format!("第{month}批"),
            date: Some(day(&format!("2025-0{month}-12"))),
            ..Event::default()
        })
        .collect();
    let schedule = seen(&with(Registers { events, ..Registers::default() }));
    assert_eq!(schedule.group(Urgency::Late).count(), 0);
    let lines: Vec<String> = schedule.unrecorded().iter().map(|rule| rule.words()).collect();
    assert_eq!(lines, ["开展前上报考生信息：9 个没有登记上报日，请补登或核实"]);
    // The dates themselves stay, for the calendar file and the workbook.
    assert_eq!(schedule.obligations.len(), 9);
}

/// An institution that filed late in 2022 and entered the day: how late, by which reading, and no more
/// lateness with each day that passes since.
#[test]
fn a_filing_that_is_entered_is_judged_by_its_day_and_not_by_today() {
    let facts = [("first_event", "2022-03-01"), ("level", "national"), ("filed_on", "2022-02-14")];
    let self_check = self_check(&facts);
    let filing = |today| schedule(&self_check, day(today)).obligations.remove(0).status;
    // The safe day was 2022-01-24; the window ran until the day before the event.
    assert_eq!(filing("2022-02-15"), filing("2026-11-23"));
    assert_eq!(filing(TODAY).urgency(), Urgency::Settled);
    assert!(
        filing(TODAY).text().contains("按“最后 20 个工作日的窗口”不迟"),
        "{}",
        filing(TODAY).text()
    );
}
