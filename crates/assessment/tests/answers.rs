//! How profile and answer make an item's state: nothing is 不适用 or 符合 unless somebody said so.

#![expect(clippy::unwrap_used, reason = "helpers of tests may stop at the unexpected")]

mod support;

use std::collections::BTreeMap;

use assessment::content::question::{QuestionKind, question, questions};
use assessment::content::{Severity, item, items};
use assessment::results::assess::{Assessed, Basis, assess, inapplicable};
use assessment::self_check::answers::{Answer, Answers, Choice, State};
use assessment::self_check::profile::Profile;

fn profile(answers: &[(&str, &str)]) -> Profile {
    let mut profile = Profile::default();
    for (key, value) in answers {
        assert!(question(key).is_some(), "{key}");
        profile.set(key, (*value).into());
    }
    profile
}

fn answer(state: Choice, reason: &str) -> Answer {
    Answer { state: Some(state), reason: reason.to_owned(), ..Answer::default() }
}

fn answers(pairs: &[(&str, Answer)]) -> Answers {
    pairs.iter().map(|(id, answer)| ((*id).to_owned(), answer.clone())).collect()
}

/// What the profile alone makes of an item.
fn by_profile(id: &str, profile: &Profile) -> Assessed {
    assess(item(id).unwrap(), profile, &Answers::new())
}

fn unanswered() -> Assessed {
    Assessed { state: State::Unanswered, basis: Basis::Answered }
}

#[test]
fn in_an_empty_self_check_every_item_is_unanswered() {
    for profile in [Profile::default(), Profile::with_defaults()] {
        for item in items() {
            assert_eq!(assess(item, &profile, &Answers::new()), unanswered(), "{}", item.id);
        }
    }
}

#[test]
fn unknown_never_makes_an_item_inapplicable() {
    let with_unknown: Vec<_> = questions()
        .iter()
        .filter(|question| question.choices().iter().any(|choice| choice.value == "unknown"))
        .collect();
    assert_eq!(with_unknown.iter().map(|q| q.key).collect::<Vec<_>>(), ["published_by", "level"]);
    let mut profile = Profile::default();
    for question in with_unknown {
        profile.set(question.key, "unknown".into());
    }
    for item in items() {
        assert_eq!(assess(item, &profile, &Answers::new()), unanswered(), "{}", item.id);
    }
}

#[test]
fn a_value_that_is_no_option_of_the_question_excludes_nothing() {
    for odd in ["YES", "maybe", "否"] {
        assert_eq!(by_profile("16.2", &profile(&[("offsite", odd)])), unanswered());
    }
}

/// What can only be judged by a batch that was held.
const EVENT_ITEMS: &[&str] = &[
    "10.1", "10.2", "10.3", "10.4", "12.1", "12.2", "12.3", "12.4", "13.1", "13.4", "13.5", "13.7",
    "13.12", "13.13", "14.4", "14.5", "14.6", "14.7", "14.8", "14.9", "14.10", "14.11", "15.1",
    "15.2", "15.3", "15.4", "16.1", "16.2", "19.1", "19.2", "19.3", "20.0", "20.7", "23.4", "27.6",
    "27.10",
];

#[test]
fn without_an_event_in_the_period_no_red_line_and_no_standing_duty_falls_away() {
    let profile = profile(&[("held_events", "no")]);
    for id in ["13.9", "14.1", "17.1", "22.5", "25.3", "30.1"] {
        assert_eq!(by_profile(id, &profile), unanswered(), "{id}");
    }
    for item in items().filter(|item| item.severity == Severity::Redline) {
        assert_eq!(by_profile(item.id, &profile), unanswered(), "{}", item.id);
    }
    let Basis::Profile(reason) = by_profile("14.4", &profile).basis else {
        panic!("14.4 applies without an event");
    };
    assert!(reason.contains("没有开展过评价"), "{reason}");
}

#[test]
fn a_choice_that_older_versions_do_not_know_is_saved_beside_one_that_they_know() {
    for (key, value, stored, beside) in [
        ("published_by", "city", Some("unknown"), "city_paper"),
        ("own_trainees", "planned", Some("yes"), "own_trainees_planned"),
        ("kind", "other", None, "kind_other"),
    ] {
        let question = question(key).unwrap();
        let mut profile = profile(&[(key, value)]);
        let saved = |profile: &Profile, key: &str| profile.values().get(key).cloned();
        assert_eq!(saved(&profile, key), stored.map(Into::into), "{key}");
        assert_eq!(saved(&profile, beside), Some("yes".into()), "{beside}");
        assert_eq!(profile.chosen(question).unwrap().value, value);
        assert!(profile.has_answered(question), "{key}");
        // Another choice, or none, takes the key of its own away.
        for other in [question.choices()[0].value, ""] {
            profile.set(key, value.into());
            profile.set(key, other.into());
            assert_eq!(saved(&profile, beside), None, "{beside} after {other:?}");
            assert_eq!(profile.chosen(question).map_or("", |choice| choice.value), other);
        }
        // An older version changes the value that it knows and keeps the key that it does not.
        let older = question.choices().iter().filter(|choice| choice.beside.is_none());
        for other in older.filter(|choice| Some(choice.value) != stored) {
            let file = serde_json::json!({ key: other.value, beside: "yes" });
            let read: Profile = serde_json::from_value(file).unwrap();
            assert_eq!(read.chosen(question).unwrap().value, other.value, "{key}");
        }
    }
}

#[test]
fn only_a_city_paper_is_treated_as_not_knowing_and_tells_what_to_do() {
    let profile = profile(&[("published_by", "city"), ("level", "nanning")]);
    assert_eq!(by_profile("3.1", &profile), unanswered());
    assert_eq!(by_profile("6.4", &profile), unanswered());
    let advice = profile.chosen(question("published_by").unwrap()).unwrap().advice.unwrap();
    assert!(advice.contains("按未答处理") && advice.contains("国家、自治区"), "{advice}");
}

#[test]
fn a_mere_plan_to_assess_own_trainees_is_no_breach_of_article_24() {
    let exceptions = [("exception_policy", "no"), ("exception_only", "no"), ("training", "yes")];
    let with = |value| {
        let mut answers = exceptions.to_vec();
        answers.push(("own_trainees", value));
        profile(&answers)
    };
    assert!(matches!(by_profile("24.2", &with("yes")).basis, Basis::Derived(_)));
    // Planned: to be answered, with its exceptions and the consent asked for as well.
    for id in ["24.1", "24.2", "24.3", "24.4"] {
        assert_eq!(by_profile(id, &with("planned")), unanswered(), "{id}");
    }
    assert!(with("planned").asks(question("exception_policy").unwrap()));
}

#[test]
fn combinations_that_cannot_both_be_right_are_told_and_refused_nowhere() {
    let doubts = |answers: &[(&str, &str)], key: &str| profile(answers).doubts(key).count();
    let nanning = ("level", "nanning");
    assert_eq!(doubts(&[("published_by", "neither"), nanning], "published_by"), 1);
    assert_eq!(doubts(&[("published_by", "city"), nanning], "published_by"), 0);
    assert_eq!(doubts(&[("published_by", "national"), nanning], "level"), 1);
    assert_eq!(doubts(&[("published_by", "national"), ("level", "national")], "level"), 0);
}

#[test]
fn a_no_excludes_exactly_the_items_that_need_the_yes() {
    let excluded: BTreeMap<&str, &[&str]> = BTreeMap::from([
        ("intelligent_exam", &["13.5"][..]),
        ("review", &["14.9"]),
        ("fees", &["15.3"]),
        ("offsite", &["16.2"]),
        ("withdrawn_certs", &["17.5"]),
        ("training", &["24.1", "24.2", "24.3", "24.4"]),
        ("rectification_order", &["27.8"]),
        ("leaving", &["29.1"]),
        ("in_scope", &[]),
        ("held_events", EVENT_ITEMS),
    ]);
    for (key, ids) in excluded {
        for (value, expected) in [("no", ids), ("yes", &[][..])] {
            let profile = profile(&[(key, value)]);
            let found: Vec<_> = items()
                .filter(|item| inapplicable(&profile, item).is_some())
                .map(|item| item.id)
                .collect();
            assert_eq!(found, expected, "{key}={value}");
        }
    }
}

#[test]
fn article_11_is_not_for_institutions_of_nanning_itself_and_for_all_others() {
    for (level, applies) in [
        ("national", true),
        ("autonomous-region", true),
        ("other-city", true),
        ("unknown", true),
        ("nanning", false),
    ] {
        for id in ["11.1", "11.2", "11.3", "11.4", "11.5"] {
            let state = by_profile(id, &profile(&[("level", level)])).state;
            assert_eq!(state == State::Unanswered, applies, "{id} at {level}");
        }
    }
}

#[test]
fn only_an_employer_is_asked_about_its_own_staff() {
    assert_eq!(by_profile("7.3", &profile(&[("kind", "employer")])), unanswered());
    for kind in ["technical-school", "training-organization"] {
        assert_eq!(by_profile("7.3", &profile(&[("kind", kind)])).state, State::NotApplicable);
    }
}

#[test]
fn an_inapplicable_item_says_why_in_the_words_of_the_answer() {
    for (id, key, value, words) in [
        ("16.2", "offsite", "no", "没有备案场所以外的评价"),
        ("11.1", "level", "nanning", "第十一条写明“不含”"),
        ("7.3", "kind", "technical-school", "技工院校"),
    ] {
        let Basis::Profile(reason) = by_profile(id, &profile(&[(key, value)])).basis else {
            panic!("{id} applies");
        };
        assert!(reason.starts_with("机构画像：") && reason.ends_with('。'), "{reason}");
        assert!(reason.contains(words), "{reason}");
    }
}

#[test]
fn not_applicable_counts_only_with_a_reason() {
    let missing = Assessed { state: State::Unanswered, basis: Basis::ReasonMissing };
    for item in items().filter(|item| item.severity != Severity::Redline) {
        for blank in ["", "  ", "\n\t", "\u{3000}"] {
            let given = answers(&[(item.id, answer(Choice::NotApplicable, blank))]);
            assert_eq!(assess(item, &Profile::default(), &given), missing, "{}", item.id);
        }
        let given = answers(&[(item.id, answer(Choice::NotApplicable, "没有这项业务"))]);
        let state = assess(item, &Profile::default(), &given).state;
        assert_eq!(state, State::NotApplicable, "{}", item.id);
    }
}

#[test]
fn a_red_line_cannot_be_not_applicable_whatever_the_reason() {
    let redlines: Vec<_> =
        items().filter(|item| item.severity == Severity::Redline).map(|item| item.id).collect();
    let expected =
        ["3.1", "20.1", "20.2", "20.3", "20.4", "20.5", "20.6", "28.1", "28.2", "28.4", "28.5"];
    assert_eq!(redlines, expected);
    for id in redlines {
        let given = answers(&[(id, answer(Choice::NotApplicable, "本期没有评价"))]);
        let state = assess(item(id).unwrap(), &Profile::default(), &given).state;
        assert_eq!(state, State::Unanswered, "{id}");
    }
}

#[test]
fn the_other_choices_are_taken_as_given() {
    for (choice, state) in
        [(Choice::Met, State::Met), (Choice::Partly, State::Partly), (Choice::Unmet, State::Unmet)]
    {
        let given = answers(&[("20.1", answer(choice, ""))]);
        let assessed = assess(item("20.1").unwrap(), &Profile::default(), &given);
        assert_eq!(assessed, Assessed { state, basis: Basis::Answered });
    }
}

#[test]
fn an_answer_with_notes_but_no_choice_is_unanswered() {
    let noted = Answer { note: "等财务回复".into(), ..Answer::default() };
    let assessed = assess(item("15.3").unwrap(), &Profile::default(), &answers(&[("15.3", noted)]));
    assert_eq!(assessed, unanswered());
}

#[test]
fn who_is_published_by_neither_falls_short_of_article_3_whatever_was_answered() {
    let given = answers(&[("3.1", answer(Choice::Met, ""))]);
    for (published_by, derived) in
        [("neither", true), ("national", false), ("autonomous-region", false), ("unknown", false)]
    {
        let profile = profile(&[("published_by", published_by)]);
        let assessed = assess(item("3.1").unwrap(), &profile, &given);
        let expected = if derived { State::Unmet } else { State::Met };
        assert_eq!(assessed.state, expected, "{published_by}");
        assert_eq!(matches!(assessed.basis, Basis::Derived(_)), derived, "{published_by}");
    }
    let Basis::Derived(because) = by_profile("3.1", &profile(&[("published_by", "neither")])).basis
    else {
        panic!("3.1 is asked");
    };
    assert!(because.contains("未规定其后果") && because.contains("核实"), "{because}");
}

#[test]
fn an_exception_of_neither_kind_is_judged_without_being_asked() {
    let full = [
        ("training", "yes"),
        ("own_trainees", "yes"),
        ("exception_policy", "no"),
        ("exception_only", "no"),
    ];
    let assessed = by_profile("24.2", &profile(&full));
    assert_eq!(assessed.state, State::Unmet);
    assert!(matches!(assessed.basis, Basis::Derived(because) if because.contains("第二十四条")));
    // Leave out any of the four, or turn it round, and it is not.
    for index in 0..full.len() {
        let mut less = full.to_vec();
        less.remove(index);
        let assessed = by_profile("24.2", &profile(&less));
        assert_eq!(assessed.state, State::Unanswered, "without {}", full[index].0);

        let mut other = full;
        other[index].1 = if full[index].1 == "yes" { "no" } else { "yes" };
        let basis = by_profile("24.2", &profile(&other)).basis;
        assert!(!matches!(basis, Basis::Derived(_)), "{} turned", full[index].0);
    }
}

#[test]
fn the_judgement_on_24_2_does_not_answer_the_items_beside_it() {
    let profile = profile(&[
        ("training", "yes"),
        ("own_trainees", "yes"),
        ("exception_policy", "no"),
        ("exception_only", "no"),
    ]);
    for id in ["24.1", "24.3", "24.4"] {
        assert_eq!(by_profile(id, &profile), unanswered(), "{id}");
    }
}

#[test]
fn without_own_trainees_only_the_exceptions_fall_away() {
    let profile = profile(&[("training", "yes"), ("own_trainees", "no")]);
    assert_eq!(by_profile("24.1", &profile), unanswered());
    for id in ["24.2", "24.3", "24.4"] {
        assert_eq!(by_profile(id, &profile).state, State::NotApplicable, "{id}");
    }
}

#[test]
fn an_answer_left_over_from_a_question_no_longer_asked_decides_nothing() {
    // Nobody has said yet whether there is training; what was once answered below it is hidden.
    for own_trainees in ["yes", "no"] {
        let stale = profile(&[("own_trainees", own_trainees), ("exception_policy", "no")]);
        assert_eq!(by_profile("24.2", &stale), unanswered(), "{own_trainees}");
    }
    // There is none: that is the reason, not the hidden answer.
    for own_trainees in ["yes", "no"] {
        let stale = profile(&[
            ("training", "no"),
            ("own_trainees", own_trainees),
            ("exception_policy", "no"),
            ("exception_only", "no"),
        ]);
        let Basis::Profile(reason) = by_profile("24.2", &stale).basis else {
            panic!("24.2 applies without training");
        };
        assert!(reason.contains("都不开展培训"), "{reason}");
    }
}

#[test]
fn questions_are_asked_only_once_what_they_hang_on_is_answered() {
    let asked = |answers: &[(&str, &str)]| {
        let profile = profile(answers);
        ["own_trainees", "exception_policy", "exception_only"]
            .map(|key| profile.asks(question(key).unwrap()))
    };
    assert_eq!(asked(&[]), [false, false, false]);
    assert_eq!(asked(&[("training", "yes")]), [true, false, false]);
    assert_eq!(asked(&[("training", "yes"), ("own_trainees", "yes")]), [true, true, true]);
    assert_eq!(asked(&[("training", "no"), ("own_trainees", "yes")]), [false, false, false]);
}

#[test]
fn every_possible_answer_can_explain_itself() {
    for question in questions() {
        for choice in question.choices() {
            assert!(!choice.label.is_empty() && !choice.means.is_empty(), "{}", question.key);
        }
        let chosen = matches!(question.kind, QuestionKind::YesNo(_) | QuestionKind::Choice(_));
        assert_eq!(chosen, !question.choices().is_empty(), "{}", question.key);
    }
}
