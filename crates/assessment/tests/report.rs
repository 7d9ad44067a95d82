//! What the report says, as data.

#![expect(clippy::unwrap_used, reason = "helpers of tests may stop at the unexpected")]

mod support;

use assessment::answers::{Choice, State};
use assessment::record::Record;
use assessment::report::{ItemRow, Report};
use support::day;

const SAMPLE: &str = include_str!("sample-record.json");

fn sample() -> Record {
    Record::from_json(SAMPLE.as_bytes()).unwrap()
}

fn item(record: &Record, id: &str) -> ItemRow {
    let report = Report::of(record, day("2026-11-23"));
    let mut items = report.chapters.iter().flat_map(|chapter| &chapter.articles);
    items.find_map(|article| article.items.iter().find(|item| item.id == id)).unwrap().clone()
}

#[test]
fn a_typed_reason_stands_beside_the_one_that_the_profile_gives() {
    let mut record = sample();
    record.profile.set("training", "no".into());
    let by_profile = item(&record, "24.1");
    assert_eq!(by_profile.state, State::NotApplicable);
    let answer = record.answers.entry("24.1".to_owned()).or_default();
    answer.state = Some(Choice::NotApplicable);
    answer.reason = "从未办过培训班".to_owned();
    let both = item(&record, "24.1");
    assert!(both.why.starts_with(&by_profile.why), "{}", both.why);
    assert!(both.why.ends_with("填写的理由：从未办过培训班"), "{}", both.why);
}

#[test]
fn a_period_that_ends_before_it_begins_says_so() {
    let mut record = sample();
    let period = |record: &Record| Report::of(record, day("2026-11-23")).period;
    assert_eq!(period(&record), "2026年1月1日至2026年11月20日");
    // A period of one day is none that ends before it begins.
    record.profile.set("period_to", "2026-01-01".into());
    assert!(!period(&record).contains("核对"));
    record.profile.set("period_to", "2025-12-31".into());
    assert!(period(&record).contains("止期早于起期"), "{}", period(&record));
}
