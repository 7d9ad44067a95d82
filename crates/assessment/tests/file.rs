//! The saved file: what comes back from it, and what is refused and how.

#![expect(clippy::unwrap_used, reason = "helpers of tests may stop at the unexpected")]

mod support;

use std::collections::BTreeSet;
use std::num::NonZeroU32;

use assessment::self_check::answers::{Answer, Choice};
use assessment::self_check::registers::{DayCount, Medium, Term, YesNo};
use assessment::self_check::{ReadError, SelfCheck, VERSION};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use support::day;

const SAMPLE: &str = include_str!("sample-record.json");

fn sample() -> Value {
    serde_json::from_str(SAMPLE).unwrap()
}

fn read(value: &Value) -> Result<SelfCheck, ReadError> {
    SelfCheck::from_json(value.to_string().as_bytes())
}

/// The sample with `value` at `pointer`; an object member is added where there is none.
fn sample_with(pointer: &str, value: Value) -> Value {
    let mut sample = sample();
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    match sample.pointer_mut(parent).unwrap() {
        Value::Object(map) => {
            map.insert(key.to_owned(), value);
        }
        Value::Array(items) => items[key.parse::<usize>().unwrap()] = value,
        other => panic!("{pointer} is within {other}"),
    }
    sample
}

fn sample_without(key: &str) -> Value {
    let mut sample = sample();
    sample.as_object_mut().unwrap().remove(key);
    sample
}

/// Every key of an object and of those in it, in the order written.
fn keys(value: &Value) -> Vec<String> {
    match value {
        Value::Object(map) => map
            .iter()
            .flat_map(|(key, value)| {
                let inner = keys(value).into_iter().map(move |inner| format!("{key}/{inner}"));
                std::iter::once(key.clone()).chain(inner)
            })
            .collect(),
        Value::Array(items) => items.iter().flat_map(keys).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn the_sample_file_is_understood() {
    let self_check = SelfCheck::from_json(SAMPLE.as_bytes()).unwrap();
    assert_eq!(self_check.profile.text("kind"), "technical-school");
    assert_eq!(self_check.profile.rows("occupations"), [["电工", "五级、四级、三级"]]);
    assert_eq!(self_check.profile.rows("sites"), [["校本部实训楼"]]);
    let unmet = &self_check.answers["23.3"];
    assert_eq!(unmet.state, Some(Choice::Unmet));
    assert_eq!((unmet.owner.as_str(), unmet.due), ("韦㛃", Some(day("2026-12-05"))));
    let registers = &self_check.registers;
    assert_eq!(registers.events[0].filed_site, YesNo::Yes);
    assert_eq!(registers.events[0].offsite_consent_on, None);
    assert_eq!(registers.archives[0].medium, Medium::Paper);
    assert_eq!(registers.orders[0].term, Term::days(NonZeroU32::new(15), DayCount::Working));
    assert_eq!(self_check.targets[0].days, NonZeroU32::new(10));
    assert_eq!(self_check.institution(), "南宁市某某技工学校");
}

#[test]
fn the_sample_file_is_written_back_as_it_was() {
    let self_check = SelfCheck::from_json(SAMPLE.as_bytes()).unwrap();
    let written: Value = serde_json::from_str(&self_check.to_json()).unwrap();
    assert_eq!(written, sample());
    assert_eq!(SelfCheck::from_json(self_check.to_json().as_bytes()), Ok(self_check));
}

#[test]
fn only_the_four_keys_of_the_contract_are_required() {
    let least = json!({
        "format": "selfcheck", "version": 1, "regulation": "nanning-2021", "id": "a",
    });
    let self_check = read(&least).unwrap();
    assert!(self_check.answers.is_empty());
    assert_eq!(self_check.institution(), "未填机构名称");
    // The defaults of the switches: 三月三 is free.
    assert_eq!(self_check.settings.guangxi, YesNo::Yes);
    for key in least.as_object().unwrap().keys() {
        let mut less = least.clone();
        less.as_object_mut().unwrap().remove(key);
        assert!(read(&less).is_err(), "{key} is not missed");
    }
}

#[test]
fn a_new_self_check_can_be_read_again() {
    let self_check = SelfCheck::new("id-1".into(), "2026年度自查".into(), "2026-11-23T01:02:03Z");
    assert_eq!(self_check.version, VERSION);
    assert_eq!(self_check.profile.text("in_scope"), "yes");
    assert_eq!(SelfCheck::from_json(self_check.to_json().as_bytes()), Ok(self_check));
}

/// The sample with what it does not show: a term by date, and an entered notice.
fn every_shape() -> Value {
    let mut sample = sample();
    sample["registers"]["orders"]
        .as_array_mut()
        .unwrap()
        .push(json!({"id": "o2", "authority": "", "clause": "28", "received": "2026-11-02",
            "term": {"date": "2026-12-01"}, "done_on": ""}));
    sample["settings"]["notices"] = json!([{"year": 2027, "region": "guangxi",
        "days": [{"name": "壮族三月三", "date": "2027-04-12", "isOffDay": true}]}]);
    sample
}

/// The pointers of all objects within `value`, itself included.
fn objects(value: &Value, at: &str) -> Vec<String> {
    match value {
        Value::Object(map) => {
            let inner = map.iter().flat_map(|(key, value)| objects(value, &format!("{at}/{key}")));
            std::iter::once(at.to_owned()).chain(inner).collect()
        }
        Value::Array(items) => {
            let inner = items.iter().enumerate();
            inner.flat_map(|(index, value)| objects(value, &format!("{at}/{index}"))).collect()
        }
        _ => Vec::new(),
    }
}

#[test]
fn an_item_of_a_later_version_is_kept() {
    let mut later = sample();
    later["answers"]["99.9"] = json!({"state": "met"});
    let written: Value = serde_json::from_str(&read(&later).unwrap().to_json()).unwrap();
    assert_eq!(written, later);
    assert_eq!(keys(&written), keys(&later));
}

#[test]
fn a_number_of_days_that_is_absent_stays_absent_and_zero_is_read_as_absent() {
    for days in [json!(0), json!(null)] {
        let file = sample_with("/registers/orders/0/term/days", days.clone());
        let self_check = read(&file).unwrap();
        let open = Term::days(None, DayCount::Working);
        assert_eq!(self_check.registers.orders[0].term, open, "{days}");
        let written: Value = serde_json::from_str(&self_check.to_json()).unwrap();
        assert_eq!(written["registers"]["orders"][0]["term"], json!({"kind": "working"}));
        assert_eq!(read(&written), Ok(self_check));
        assert_eq!(read(&sample_with("/targets/0/days", days)).unwrap().targets[0].days, None);
    }
}

#[test]
fn rows_without_an_id_or_with_that_of_another_get_one_of_their_own_and_always_the_same() {
    let staff = json!([
        {"name": "甲"},
        {"name": "甲"},
        {"id": "", "name": "乙"},
        {"id": "s1", "name": "丙"},
        {"id": "s1", "name": "丁"},
    ]);
    let mut file = sample_with("/registers/staff", staff);
    let ids = |file: &Value| -> Vec<String> {
        read(file).unwrap().registers.staff.iter().map(|row| row.id.clone()).collect()
    };
    let opened = ids(&file);
    let distinct: BTreeSet<_> = opened.iter().filter(|id| !id.is_empty()).collect();
    assert_eq!((distinct.len(), opened[3].as_str()), (5, "s1"));
    assert_eq!(ids(&file), opened);
    // A row gets the same id wherever it stands.
    file["registers"]["staff"].as_array_mut().unwrap().rotate_left(2);
    assert_eq!(ids(&file)[0], opened[2]);
}

#[test]
fn a_term_with_both_wordings_is_read_as_one_and_keeps_what_the_other_says() {
    for (term, read_as) in [
        (
            json!({"days": 15, "kind": "working", "date": "2026-12-01", "x": 0.5}),
            json!({"days": 15, "kind": "working", "other_date": "2026-12-01", "x": 0.5}),
        ),
        (
            json!({"days": 15, "date": "2026-12-01"}),
            json!({"days": 15, "kind": "calendar", "other_date": "2026-12-01"}),
        ),
        (
            json!({"days": 0, "kind": "working", "date": "2026-12-01"}),
            json!({"date": "2026-12-01"}),
        ),
        (json!({"days": 15, "date": ""}), json!({"days": 15, "kind": "calendar"})),
        (json!({"kind": "working", "date": ""}), json!({"kind": "working"})),
    ] {
        let self_check = read(&sample_with("/registers/orders/0/term", term.clone())).unwrap();
        let written: Value = serde_json::from_str(&self_check.to_json()).unwrap();
        assert_eq!(written["registers"]["orders"][0]["term"], read_as, "{term}");
        assert_eq!(read(&written), Ok(self_check), "{term}");
    }
}

#[test]
fn a_byte_order_mark_in_front_is_accepted() {
    let bytes = [b"\xef\xbb\xbf", SAMPLE.as_bytes()].concat();
    assert!(SelfCheck::from_json(&bytes).is_ok());
}

#[test]
fn what_is_no_self_check_is_refused_as_such() {
    let others: [&[u8]; 8] = [
        b"",
        b"hello",
        b"%PDF-1.7",
        b"{}",
        b"[]",
        b"null",
        b"{\"format\":\"other\",\"version\":1}",
        b"\xff\xfe{\x00}\x00",
    ];
    for bytes in others {
        assert_eq!(SelfCheck::from_json(bytes), Err(ReadError::NotOurs), "{bytes:?}");
    }
    let message = ReadError::NotOurs.to_string();
    assert!(message.contains("请选择") && message.contains("原有数据没有变动"));
}

#[test]
fn what_is_nested_too_deep_is_refused_and_ends_no_program() {
    let brackets = "[".repeat(600 * 1024);
    assert_eq!(SelfCheck::from_json(brackets.as_bytes()), Err(ReadError::TooDeep));
    let inside = format!(r#"{{"format":"selfcheck","version":1,"x":{brackets}"#);
    assert_eq!(SelfCheck::from_json(inside.as_bytes()), Err(ReadError::TooDeep));
}

#[test]
fn a_newer_file_is_refused_with_its_version_and_what_to_do() {
    let refused = read(&sample_with("/version", json!(2))).unwrap_err();
    assert_eq!(refused, ReadError::Newer { found: 2 });
    let message = refused.to_string();
    assert!(message.contains("文件版本 2") && message.contains("请用新版本打开"), "{message}");
}

#[test]
fn a_version_that_is_missing_or_no_number_is_refused() {
    for value in [json!("1"), json!(0), json!(-1), json!(1.5), json!(null)] {
        let refused = read(&sample_with("/version", value.clone())).unwrap_err();
        assert!(refused.to_string().contains("version"), "{value}: {refused}");
    }
    assert!(read(&sample_without("version")).unwrap_err().to_string().contains("version"));
}

#[test]
fn a_file_about_another_regulation_is_refused_by_its_name() {
    let refused = read(&sample_with("/regulation", json!("liuzhou-2022"))).unwrap_err();
    assert_eq!(refused, ReadError::OtherRegulation("liuzhou-2022".into()));
    assert!(refused.to_string().contains("liuzhou-2022"));
}

#[test]
fn a_file_that_was_cut_off_is_called_damaged_wherever_it_was_cut() {
    let whole = SAMPLE.trim_end();
    let begun = whole.find("\"version\"").unwrap();
    for (end, _) in whole.char_indices().filter(|(end, _)| *end > begun) {
        let refused = SelfCheck::from_json(&whole.as_bytes()[..end]);
        assert!(matches!(refused, Err(ReadError::Broken { .. })), "cut at {end}: {refused:?}");
    }
    // In the middle of a character as well.
    let within = whole.find('年').unwrap() + 1;
    assert!(SelfCheck::from_json(&whole.as_bytes()[..within]).is_err());
}

#[test]
fn what_is_damaged_is_named_by_its_place() {
    for (pointer, value) in [
        ("/answers/23.3/due", json!("2026-02-30")),
        ("/answers/23.3/due", json!("12/05/2026")),
        ("/answers/23.3/due", json!(20_261_205)),
        ("/answers/10.1/state", json!("great")),
        ("/answers/10.1/note", json!(["a"])),
        ("/profile/kind", json!("club")),
        ("/profile/training", json!(true)),
        ("/profile/first_event", json!("明天")),
        ("/profile/sites", json!("校本部")),
        ("/profile/occupations", json!(["电工"])),
        ("/profile/name", json!(7)),
        ("/registers/events/0/date", json!("2026-13-01")),
        ("/registers/events/0/filed_site", json!("maybe")),
        ("/registers/records/0/medium", json!("stone")),
        ("/registers/orders/0/term/days", json!(-1)),
        ("/targets/0/kind", json!("lunar")),
        ("/settings/filing_reading", json!("lax")),
    ] {
        let refused = read(&sample_with(pointer, value.clone())).unwrap_err();
        let ReadError::Broken { at, .. } = &refused else { panic!("{pointer}: {refused}") };
        let place = pointer[1..].replace("/0", "[0]").replace('/', ".");
        assert_eq!(at, &place, "{value}");
        let message = refused.to_string();
        assert!(message.contains(&place) && message.contains("请换一份备份"), "{message}");
        assert!(message.contains("原有数据没有变动"), "{message}");
    }
}

#[test]
fn a_blank_id_is_refused() {
    for id in [json!(""), json!("  ")] {
        assert!(read(&sample_with("/id", id)).unwrap_err().to_string().contains("id"));
    }
}

/// Texts as people and spreadsheets produce them: separators, quotes, line ends, rare characters.
fn text() -> impl Strategy<Value = String> {
    let awkward = prop::sample::select(vec![
        ",",
        "，",
        "\n",
        "\r\n",
        "\"",
        "\\",
        "'",
        "\t",
        "㛃",
        "䶮",
        "𠮷",
        "👩‍🔧",
        "\u{feff}",
        "\u{0}",
        "\u{2028}",
        "{",
        "}",
        "</script>",
        "=1+1",
        "电工",
        " ",
    ]);
    let piece = prop_oneof![3 => awkward.prop_map(str::to_owned), 1 => any::<String>()];
    vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

/// Something that this version knows nothing of.
fn unknown() -> impl Strategy<Value = Map<String, Value>> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        text().prop_map(Value::from),
    ];
    let value = leaf.prop_recursive(2, 8, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..3).prop_map(Value::from),
            vec((text(), inner), 0..3).prop_map(|pairs| Value::Object(pairs.into_iter().collect())),
        ]
    });
    // The prefix keeps clear of the keys that are known.
    vec((text().prop_map(|key| format!("x-{key}")), value), 0..3)
        .prop_map(|pairs| pairs.into_iter().collect())
}

prop_compose! {
    fn answer()(
        state in prop::option::of(prop::sample::select(Choice::ALL.to_vec())),
        texts in vec(text(), 11),
        days in vec(prop::option::of(0_u64..40_000), 3),
        extra in unknown(),
    ) -> Answer {
        let [note, evidence, reason, cause, measure, owner, result, completion_evidence, checked_by, answered_at, answered_by] =
            <[String; 11]>::try_from(texts).unwrap();
        let days = days.into_iter().map(|days| Some(day("1950-01-01") + chrono::Days::new(days?)));
        let [due, completed_on, checked_on] =
            <[_; 3]>::try_from(days.collect::<Vec<_>>()).unwrap();
        Answer {
            state, note, evidence, reason, cause, measure, owner, due, completed_on, result,
            completion_evidence, checked_by, checked_on, answered_at, answered_by, extra,
        }
    }
}

prop_compose! {
    fn self_check()(
        title in text(),
        name in text(),
        answers in vec((prop_oneof![Just("10.1".to_owned()), Just("20.1".to_owned()), text()], answer()), 0..5),
        extra in unknown(),
    ) -> SelfCheck {
        let mut self_check = SelfCheck::new("id".into(), title, "2026-11-23T00:00:00Z");
        self_check.profile.set("name", name.into());
        self_check.answers = answers.into_iter().collect();
        self_check.extra = extra;
        self_check
    }
}

proptest! {
    #[test]
    fn keys_of_a_later_version_are_kept_in_every_object_in_their_order(
        added in vec(unknown(), objects(&every_shape(), "").len()),
    ) {
        let mut later = every_shape();
        for (pointer, extra) in objects(&every_shape(), "").iter().zip(added) {
            // By id; an unknown key would be an answer.
            if pointer == "/answers" {
                continue;
            }
            later.pointer_mut(pointer).unwrap().as_object_mut().unwrap().extend(extra);
        }
        let written: Value = serde_json::from_str(&read(&later).unwrap().to_json()).unwrap();
        prop_assert_eq!(&written, &later);
        prop_assert_eq!(keys(&written), keys(&later));
    }

    #[test]
    fn whatever_was_typed_comes_back_and_the_bytes_stay_the_same(self_check in self_check()) {
        let json = self_check.to_json();
        let again = SelfCheck::from_json(json.as_bytes()).unwrap();
        prop_assert_eq!(&again, &self_check);
        prop_assert_eq!(
            again.answers.keys().collect::<Vec<_>>(),
            self_check.answers.keys().collect::<Vec<_>>()
        );
        prop_assert_eq!(again.to_json(), json);
    }

    #[test]
    fn no_bytes_at_all_make_reading_stop_short(bytes in vec(any::<u8>(), 0..200)) {
        prop_assert!(SelfCheck::from_json(&bytes).is_err());
    }

    #[test]
    fn a_damaged_byte_is_refused_or_read_but_never_loses_the_rest_silently(
        at in 0..SAMPLE.len(),
        byte in any::<u8>(),
    ) {
        let mut bytes = SAMPLE.as_bytes().to_vec();
        bytes[at] = byte;
        if let Ok(self_check) = SelfCheck::from_json(&bytes) {
            prop_assert_eq!(SelfCheck::from_json(self_check.to_json().as_bytes()), Ok(self_check));
        }
    }
}

#[test]
fn numbers_of_other_programs_come_back_digit_for_digit() {
    let numbers = [
        "0.8463918463918464",
        "12345678901234567890123",
        "1.10",
        "-0",
        "1E3",
        "1e400",
        "-0.1000000000000000055511151231257827",
        "7",
    ];
    for number in numbers {
        let file = format!(
            r#"{{"format": "selfcheck", "version": 1, "regulation": "nanning-2021", "id": "a",
            "x": {number}, "deep": [{{"y": {number}}}, "{number}"],
            "profile": {{"later": {number}}}, "answers": {{"1.1": {{"later": {number}}}}},
            "registers": {{"staff": [{{"id": "s", "later": {number}}}], "later": {number}}},
            "settings": {{"later": {number}}}}}"#
        );
        let read = SelfCheck::from_json(file.as_bytes()).unwrap();
        let written = read.to_json();
        assert_eq!(written.matches(&format!(": {number}")).count(), 7, "{written}");
        assert_eq!(written.matches(&format!("\"{number}\"")).count(), 1, "{written}");
        assert_eq!(SelfCheck::from_json(written.as_bytes()).unwrap(), read);
    }
}

#[test]
fn what_is_no_number_is_still_refused() {
    for number in ["01", "1.", "--1", "1e", "+1", "1e5e5"] {
        let file = format!(
            r#"{{"format": "selfcheck", "version": 1, "regulation": "nanning-2021", "id": "a", "x": {number}}}"#
        );
        assert!(SelfCheck::from_json(file.as_bytes()).is_err(), "{number}");
    }
}
