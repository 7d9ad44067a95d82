//! Putting copies of a self-check together: what each side did stands, whoever asks and whatever the clocks
//! say; where both did something to the same, a person decides.

#![expect(clippy::unwrap_used, reason = "helpers of tests may stop at the unexpected")]

mod support;

use std::collections::HashSet;
use std::sync::Arc;

use assessment::self_check::answers::{Answer, AnswerText, Choice};
use assessment::self_check::journal::{Conflict, Merged, Side, Step, merge};
use assessment::self_check::registers::Staff;
use assessment::self_check::{Action, SelfCheck};
use proptest::prelude::*;
use serde_json::{Value, json};

use support::copies::{
    action, add, by, cell, choose, content, has_new_id, merged, name, note, remove, sample, sent,
    staff, stamp, write,
};

/// Puts theirs together with ours, with the same side for every decision.
fn decided(ours: &SelfCheck, theirs: &SelfCheck, side: Side, session: &str) -> Merged {
    merge(ours, theirs, |_| Some(side), &stamp(session, "2026-11-24T00:00:00Z")).unwrap()
}

fn paths(conflicts: &[Conflict]) -> Vec<&str> {
    conflicts.iter().map(|conflict| conflict.path.as_str()).collect()
}

/// A edits a certificate's date, a note and the name at 10:00; B, from the same earlier file, answers only
/// 17.1 at 11:00. All four stand, on either machine.
#[test]
fn what_each_side_did_stands_and_a_later_copy_overwrites_nothing() {
    let a = by(
        &sample(),
        "甲",
        "2026-11-23T10:00:00Z",
        &[cell("s1", "expires", "2028-01-31"), note("23.3", "已增装"), name("南宁市某某学校")],
    );
    let b = by(&sample(), "乙", "2026-11-23T11:00:00Z", &[choose("17.1", Choice::Unmet)]);
    for result in [merged(&a, &sent(&b)), merged(&b, &sent(&a))] {
        assert_eq!(result.conflicts, []);
        let both = result.self_check;
        assert_eq!(both.profile.text("name"), "南宁市某某学校");
        assert_eq!(both.answers["23.3"].note, "已增装");
        assert_eq!(both.answers["17.1"].state, Some(Choice::Unmet));
        assert_eq!(both.registers.staff[0].expires, Some(support::day("2028-01-31")));
    }
}

#[test]
fn what_was_deleted_or_emptied_stays_so_when_an_older_copy_is_merged() {
    let older = by(&sample(), "甲", "2026-11-20T10:00:00Z", &[note("10.1", "逐项对照过")]);
    let newer = by(&older, "乙", "2026-11-21T10:00:00Z", &[remove("s1"), note("10.1", "")]);
    // An earlier copy of the first release: it has no journal, and is not the one that ours begins with.
    let mut first = sample();
    first.profile.set("name", "旧名".into());
    first.updated_at = "2099-01-01T00:00:00Z".into();
    for old in [older, sample(), first] {
        let result = merged(&newer, &sent(&old));
        assert_eq!(staff(&result.self_check), [""; 0]);
        assert_eq!(result.self_check.answers["10.1"].note, "");
        // A name that was never here is shown, and nothing else.
        let shown = paths(&result.conflicts);
        assert!(shown.is_empty() || shown == ["/profile/name"], "{shown:?}");
    }
}

#[test]
fn a_wrong_clock_changes_nothing() {
    let first = by(&sample(), "甲", "2099-01-01T00:00:00Z", &[note("23.3", "钟快的")]);
    let then = by(&first, "乙", "2001-01-01T00:00:00Z", &[note("23.3", "后来改的")]);
    for result in [merged(&first, &then), merged(&then, &first)] {
        assert_eq!(result.conflicts, []);
        assert_eq!(result.self_check.answers["23.3"].note, "后来改的");
    }
    // Of copies without a journal neither wins either.
    let mut fast = SelfCheck { updated_at: "2099-01-01T00:00:00Z".into(), ..sample() };
    fast.title = "钟快的".into();
    assert_eq!(paths(&merged(&sample(), &fast).conflicts), ["/title"]);
}

#[test]
fn what_both_changed_without_knowing_is_for_a_person_to_decide_and_can_be_undone() {
    let a = by(&sample(), "甲", "2026-11-23T10:00:00Z", &[note("23.3", "甲写的")]);
    let b = by(&sample(), "乙", "2026-11-23T11:00:00Z", &[note("23.3", "乙写的")]);
    let open = merged(&a, &b);
    let [conflict] = open.conflicts.as_slice() else { panic!("{:?}", open.conflicts) };
    assert_eq!(conflict.path, "/answers/23.3/note");
    assert_eq!(conflict.ours.value, Some(json!("甲写的")));
    assert_eq!(conflict.theirs.value, Some(json!("乙写的")));
    let theirs = (conflict.theirs.who.as_str(), conflict.theirs.at.as_str());
    assert_eq!(theirs, ("乙的人", "2026-11-23T11:00:00Z"));
    for (side, words) in [(Side::Ours, "甲写的"), (Side::Theirs, "乙写的")] {
        let decided = decided(&a, &b, side, "合并").self_check;
        assert_eq!(decided.answers["23.3"].note, words);
        // The decision is known from then on: no other copy brings the question up again.
        for copy in [&a, &b, &sample()] {
            for again in [merged(&decided, copy), merged(copy, &decided)] {
                assert_eq!(again.conflicts, []);
                assert_eq!(content(&again.self_check), content(&decided));
            }
        }
    }
    let taken = decided(&a, &b, Side::Theirs, "合并").self_check;
    let undo = Action::Undo { step: None };
    assert_eq!(content(&by(&taken, "丙", "2026-11-25T00:00:00Z", &[undo])), content(&a));
}

#[test]
fn the_same_change_on_both_sides_is_no_conflict() {
    let a =
        by(&sample(), "甲", "2026-11-23T10:00:00Z", &[choose("17.1", Choice::Met), remove("s1")]);
    let b =
        by(&sample(), "乙", "2026-11-23T11:00:00Z", &[choose("17.1", Choice::Met), remove("s1")]);
    let both = merged(&a, &b);
    assert_eq!(both.conflicts, []);
    assert_eq!(both.self_check.answers["17.1"].state, Some(Choice::Met));
    assert_eq!(staff(&both.self_check), [""; 0]);
}

#[test]
fn what_is_typed_on_after_a_copy_was_handed_out_is_not_taken_as_known_there() {
    let half = by(&sample(), "甲", "2026-11-23T10:00:00Z", &[note("23.3", "缺一路")]);
    let theirs = by(&sent(&half), "乙", "2026-11-23T10:05:00Z", &[note("23.3", "已补")]);
    let ours = by(&half, "甲", "2026-11-23T10:06:00Z", &[note("23.3", "缺一路，另缺两盏灯")]);
    let result = merged(&ours, &theirs);
    assert_eq!(paths(&result.conflicts), ["/answers/23.3/note"]);
}

#[test]
fn a_row_that_one_deletes_while_another_writes_in_it_stays_until_a_person_has_decided() {
    let a = by(&sample(), "甲", "2026-11-23T10:00:00Z", &[remove("s1")]);
    let b = by(&sample(), "乙", "2026-11-23T11:00:00Z", &[cell("s1", "number", "45-9")]);
    for (ours, theirs, keeps, writer) in
        [(&a, &b, Side::Theirs, "乙的人"), (&b, &a, Side::Ours, "乙的人")]
    {
        let result = merged(ours, theirs);
        assert_eq!(paths(&result.conflicts), ["/registers/staff/s1"]);
        assert_eq!(result.self_check.registers.staff[0].number, "45-9");
        let conflict = &result.conflicts[0];
        let kept = if keeps == Side::Ours { &conflict.ours } else { &conflict.theirs };
        assert_eq!(kept.who, writer);

        let kept = decided(ours, theirs, keeps, "合并").self_check;
        assert_eq!(kept.registers.staff[0], b.registers.staff[0]);
        let other = if keeps == Side::Ours { Side::Theirs } else { Side::Ours };
        let gone = decided(ours, theirs, other, "合并").self_check;
        assert_eq!(staff(&gone), [""; 0]);
        assert_eq!(staff(&merged(&gone, &b).self_check), [""; 0]);
    }
}

#[test]
fn a_row_that_somebody_deletes_who_knew_what_was_written_in_it_is_gone() {
    let wrote = by(&sample(), "乙", "2026-11-23T11:00:00Z", &[cell("s1", "number", "45-9")]);
    let knowing = by(&wrote, "甲", "2026-11-23T12:00:00Z", &[remove("s1")]);
    let unknowing = by(&sample(), "丙", "2026-11-23T10:00:00Z", &[remove("s1")]);
    for (one, other) in [(&wrote, &unknowing), (&unknowing, &wrote)] {
        let kept = merged(one, other).self_check;
        assert_eq!(kept.registers.staff[0].number, "45-9");
        assert_eq!(sent(&kept), kept);
        assert_eq!(staff(&merged(&kept, &knowing).self_check), [""; 0]);
        assert_eq!(staff(&merged(&knowing, &kept).self_check), [""; 0]);
    }
}

#[test]
fn a_row_that_both_wrote_in_and_then_deleted_is_gone() {
    let gone = |session, number| {
        let actions = [cell("s1", "number", number), remove("s1")];
        by(&sample(), session, "2026-11-23T10:00:00Z", &actions)
    };
    let both = merged(&gone("甲", "45-8"), &gone("乙", "45-9"));
    assert_eq!(both.conflicts, []);
    let copies = [sample(), by(&sample(), "丙", "2026-11-23T10:00:00Z", &[name("丙校")])];
    for copy in &copies {
        assert_eq!(staff(&merged(&both.self_check, copy).self_check), [""; 0]);
    }
}

#[test]
fn a_reason_stands_or_falls_with_its_choice() {
    let a = by(
        &sample(),
        "甲",
        "2026-11-23T10:00:00Z",
        &[choose("9.1", Choice::NotApplicable), write("9.1", AnswerText::Reason, "没有办过")],
    );
    let evidence = write("9.1", AnswerText::Evidence, "档案室");
    let b = by(&sample(), "乙", "2026-11-23T11:00:00Z", &[choose("9.1", Choice::Unmet), evidence]);
    for (ours, theirs, b_side) in [(&a, &b, Side::Theirs), (&b, &a, Side::Ours)] {
        let asked = merged(ours, theirs);
        assert_eq!(paths(&asked.conflicts), ["/answers/9.1/state"]);
        let unmet = decided(ours, theirs, b_side, "合并").self_check;
        assert_eq!(unmet.answers["9.1"].state, Some(Choice::Unmet));
        assert_eq!(
            (&*unmet.answers["9.1"].reason, &*unmet.answers["9.1"].evidence),
            ("", "档案室")
        );
        let a_side = if b_side == Side::Ours { Side::Theirs } else { Side::Ours };
        let exempt = decided(ours, theirs, a_side, "合并").self_check;
        assert_eq!(exempt.answers["9.1"].reason, "没有办过");
    }
}

#[test]
fn a_merge_is_taken_back_in_one_step_and_brought_back_in_one() {
    let ours = by(&sample(), "甲", "2026-11-23T10:00:00Z", &[note("23.3", "甲写的"), name("甲校")]);
    let theirs = by(
        &sample(),
        "乙",
        "2026-11-23T11:00:00Z",
        &[note("23.3", "乙写的"), choose("17.1", Choice::Met), remove("s1"), add(&["丙"])],
    );
    let both = sent(&decided(&ours, &theirs, Side::Theirs, "合并").self_check);
    let undo = [Action::Undo { step: None }];
    let back = by(&both, "丁", "2026-11-25T00:00:00Z", &undo);
    assert_eq!(content(&back), content(&ours));
    let again = by(&sent(&back), "戊", "2026-11-25T01:00:00Z", &[Action::Redo]);
    assert_eq!(content(&again), content(&both));
    // What was done here comes next, and never a step that only came with the other copy.
    let former = by(&back, "丁", "2026-11-25T00:00:00Z", &undo);
    assert_eq!(former.profile.text("name"), sample().profile.text("name"));
    assert_eq!(former.answers["23.3"].note, "甲写的");
    let start = by(&former, "丁", "2026-11-25T00:00:00Z", &undo);
    assert_eq!(content(&start), content(&sample()));
    assert_eq!(by(&start, "丁", "2026-11-25T00:00:00Z", &undo), start);
}

#[test]
fn a_row_in_which_somebody_wrote_since_a_merge_is_not_taken_away_with_it() {
    let theirs = by(&sample(), "乙", "2026-11-23T11:00:00Z", &[add(&["丙"])]);
    let both = merged(&by(&sample(), "甲", "2026-11-23T10:00:00Z", &[name("甲校")]), &theirs);
    let step = both.self_check.journal.last_step();
    let after = by(&both.self_check, "丁", "2026-11-25T00:00:00Z", &[cell("丙", "number", "7")]);
    let back = by(&after, "丁", "2026-11-25T00:01:00Z", &[Action::Undo { step }]);
    assert_eq!(back.registers.staff[1].number, "7");
}

#[test]
fn a_session_that_is_there_already_is_never_written_over() {
    let ours = by(&sample(), "甲", "2026-11-23T10:00:00Z", &[note("23.3", "甲写的")]);
    let theirs = by(&sample(), "乙", "2026-11-23T11:00:00Z", &[note("17.2", "乙写的")]);
    for taken in ["甲", "乙"] {
        let both = decided(&ours, &theirs, Side::Ours, taken).self_check;
        // Whoever still has a copy finds nothing new in it.
        for copy in [&ours, &theirs] {
            assert_eq!(merged(&both, copy).self_check, both);
        }
        // The session in which somebody works goes on after it, knowing what came in.
        let on = by(&both, taken, "2026-11-24T00:01:00Z", &[note("17.2", "看过了")]);
        assert_eq!(merged(&on, &theirs).conflicts, []);
        assert_eq!(merged(&theirs, &on).self_check.answers["17.2"].note, "看过了");
    }
}

#[test]
fn what_an_older_build_changed_in_a_file_with_a_journal_is_a_change_like_any_other() {
    let ours = by(&sample(), "甲", "2026-11-23T10:00:00Z", &[note("17.2", "原文")]);
    // It keeps the journal as a key that it does not know, and writes the state beside it.
    let mut file: Value = serde_json::from_str(&ours.to_json()).unwrap();
    file["answers"]["10.1"]["note"] = json!("旧版本里改的");
    file["registers"]["staff"] = json!([]);
    file["answers"]["5.1"] = json!({ "state": "met" });
    let edited = SelfCheck::from_json(file.to_string().as_bytes()).unwrap();
    let meanwhile = by(&ours, "甲", "2026-11-23T10:30:00Z", &[name("甲校")]);
    for result in [merged(&meanwhile, &edited), merged(&edited, &meanwhile)] {
        assert_eq!(result.conflicts, []);
        let both = result.self_check;
        assert_eq!(both.answers["10.1"].note, "旧版本里改的");
        assert_eq!(both.answers["5.1"].state, Some(Choice::Met));
        assert_eq!(staff(&both), [""; 0]);
        assert_eq!(both.profile.text("name"), "甲校");
    }
    // Opened on two machines, it is one change.
    assert_eq!(SelfCheck::from_json(file.to_string().as_bytes()).unwrap().journal, edited.journal);
    assert_eq!(sent(&edited).journal, edited.journal);
}

#[test]
fn what_is_attached_to_a_report_tells_no_deleted_words_and_can_still_be_merged() {
    let old =
        by(&sample(), "甲", "2026-11-23T10:00:00Z", &[note("17.2", "写错的话"), name("甲校")]);
    let typed = [add(&["临时工"]), cell("临时工", "number", "450102"), remove("临时工")];
    let ours = by(&old, "甲", "2026-11-23T10:05:00Z", &typed);
    let ours = by(&ours, "甲", "2026-11-23T10:06:00Z", &[note("17.2", "")]);
    let attached = ours.to_attachment();
    for gone in ["写错的话", "450102", "甲的人"] {
        assert!(!attached.contains(gone), "{gone}");
    }
    let restored = SelfCheck::from_json(attached.as_bytes()).unwrap();
    assert_eq!(content(&restored), content(&ours));
    assert_eq!(sent(&restored), restored);
    // Nothing can be taken back by halves.
    assert_eq!(
        by(&restored, "乙", "2026-11-24T09:00:00Z", &[Action::Undo { step: None }]),
        restored
    );

    let theirs = by(&restored, "乙", "2026-11-24T10:00:00Z", &[choose("17.1", Choice::Met)]);
    let meanwhile = by(&ours, "丙", "2026-11-24T09:00:00Z", &[name("乙校")]);
    // Also where the report knows more than the copy that it is put together with.
    let behind = by(&old, "丁", "2026-11-24T09:00:00Z", &[name("乙校")]);
    for copy in [meanwhile, behind] {
        for result in [merged(&copy, &sent(&theirs)), merged(&theirs, &sent(&copy))] {
            assert_eq!(result.conflicts, []);
            assert_eq!(result.self_check.profile.text("name"), "乙校");
            assert_eq!(result.self_check.answers["17.1"].state, Some(Choice::Met));
            assert_eq!(result.self_check.answers.get("17.2"), None);
        }
    }
    // With the whole journal beside it, everything can be taken back again.
    let whole = merged(&restored, &ours).self_check;
    let back = by(&whole, "戊", "2026-11-25T00:00:00Z", &vec![Action::Undo { step: None }; 3]);
    assert_eq!(back.answers["17.2"].note, "写错的话");
}

#[test]
fn what_is_erased_is_gone_from_the_whole_file_and_no_copy_brings_it_back() {
    let number = "450102199001010011";
    let pasted = note("23.3", &format!("见身份证 {number} 复印件"));
    let start =
        by(&sample(), "甲", "2026-11-23T10:00:00Z", &[pasted, cell("s1", "number", number)]);
    let older = by(&start, "甲", "2026-11-23T10:05:00Z", &[cell("s1", "number", "")]);
    let erase = Action::Erase { words: number.into() };
    let erased = by(&sent(&older), "乙", "2026-11-23T11:00:00Z", &[erase]);
    assert_eq!(erased.answers["23.3"].note, "见身份证  复印件");
    assert_eq!(sent(&erased), erased);
    for copy in [&start, &older] {
        for both in [merged(&erased, copy).self_check, merged(copy, &erased).self_check] {
            assert!(!both.to_json().contains(number) && !both.to_attachment().contains(number));
            assert_eq!(content(&both), content(&erased));
        }
    }
    // Neither does taking back what was done.
    let undone = by(&erased, "丙", "2026-11-23T12:00:00Z", &vec![Action::Undo { step: None }; 3]);
    assert!(!undone.to_json().contains(number));
    // A text so short would be erased out of other words; one that is nowhere changes nothing.
    for words in ["身份", "没有写过的话"] {
        let nothing = Action::Erase { words: words.into() };
        assert_eq!(by(&erased, "丙", "2026-11-23T12:00:00Z", &[nothing]), erased);
    }
    // What is chosen or dated is no text that somebody wrote.
    let nothing = Action::Erase { words: "2027-03-31".into() };
    assert_eq!(by(&erased, "丙", "2026-11-23T12:00:00Z", &[nothing]), erased);
}

/// A copy as the first release saved it after such an answer: without a journal.
fn with_answer(self_check: &SelfCheck, item: &str, answer: Answer) -> SelfCheck {
    let mut copy = self_check.clone();
    copy.answers.insert(item.to_owned(), answer);
    copy
}

fn answer(state: Choice, note: &str) -> Answer {
    Answer { state: Some(state), note: note.to_owned(), ..Answer::default() }
}

#[test]
fn parts_filled_in_without_a_journal_come_together() {
    let mut finance = with_answer(&sample(), "15.3", answer(Choice::Met, "财务"));
    finance.registers.staff.push(Staff {
        id: "s2".into(),
        name: "韦㛃".into(),
        ..Staff::default()
    });
    let mut hall = with_answer(&sample(), "23.2", answer(Choice::Unmet, "考场"));
    hall.registers.staff[0].number = "7".into();
    hall.created_at = "2026-11-01T09:00:00+08:00".into();
    hall.profile.set("contact", "覃喆".into());
    for result in [merged(&finance, &hall), merged(&hall, &finance)] {
        assert_eq!(result.conflicts, []);
        let both = result.self_check;
        assert_eq!(both.answers["15.3"].note, "财务");
        assert_eq!(both.answers["23.2"].note, "考场");
        assert_eq!(both.registers.staff[0].number, "7");
        assert_eq!(staff(&both), ["莫䶮", "韦㛃"]);
        assert_eq!(both.profile.text("contact"), "覃喆");
        // By the instant, not by its text.
        assert_eq!(both.created_at, "2026-11-01T09:00:00+08:00");
    }
}

#[test]
fn notes_taken_without_a_choice_stand_beside_a_choice_made_elsewhere() {
    let noted =
        Answer { note: "票据两张不符".into(), owner: "覃䶮".into(), ..Answer::default() };
    let noted = with_answer(&sample(), "15.3", noted);
    let chosen = with_answer(&sample(), "15.3", answer(Choice::Unmet, ""));
    for result in [merged(&noted, &chosen), merged(&chosen, &noted)] {
        assert_eq!(result.conflicts, []);
        let answer = &result.self_check.answers["15.3"];
        assert_eq!(answer.state, Some(Choice::Unmet));
        assert_eq!((answer.note.as_str(), answer.owner.as_str()), ("票据两张不符", "覃䶮"));
    }
}

#[test]
fn where_copies_without_a_journal_differ_a_person_decides_and_no_clock() {
    let early = Answer { answered_at: "2026-11-02T00:00:00Z".into(), ..answer(Choice::Met, "早") };
    let late =
        Answer { answered_at: "2026-11-03T00:00:00Z".into(), ..answer(Choice::Partly, "晚") };
    let (early, late) =
        (with_answer(&sample(), "15.3", early), with_answer(&sample(), "15.3", late));
    let asked = merged(&early, &late);
    assert_eq!(paths(&asked.conflicts), ["/answers/15.3/note", "/answers/15.3/state"]);
    assert_eq!(asked.conflicts[1].ours.at, "2026-11-02T00:00:00Z");
    for (side, words) in [(Side::Ours, "早"), (Side::Theirs, "晚")] {
        let both = decided(&early, &late, side, "合并").self_check;
        assert_eq!(both.answers["15.3"].note, words);
        // Neither file asks again, nor takes the decision back.
        for copy in [&early, &late] {
            let again = merged(&both, copy);
            assert_eq!((again.conflicts, &again.self_check), (vec![], &both));
        }
        let undo = by(&both, "甲", "2026-11-25T00:00:00Z", &[Action::Undo { step: None }]);
        assert_eq!(content(&undo), content(&early));
    }
}

#[test]
fn a_choice_with_a_key_of_its_own_survives_a_merge() {
    let ours = SelfCheck::new("id".into(), "自查".into(), "2026-11-01T00:00:00Z");
    let city = Action::Profile { key: "published_by".into(), value: "city".into() };
    let theirs = by(&ours, "乙", "2026-11-23T11:00:00Z", &[city]);
    let both = merged(&by(&ours, "甲", "2026-11-23T10:00:00Z", &[name("甲校")]), &theirs);
    assert_eq!(both.self_check.profile.text("city_paper"), "yes");
    assert_eq!(both.self_check.profile.text("published_by"), theirs.profile.text("published_by"));
}

#[test]
fn notices_of_different_years_come_together() {
    let entered = |year, session| {
        let notice = support::notice(year);
        by(&sample(), session, "2026-11-23T10:00:00Z", &[Action::EnterNotice { notice }])
    };
    let both = merged(&entered(2028, "甲"), &entered(2027, "乙"));
    assert_eq!(both.conflicts, []);
    let years: Vec<i32> = both.self_check.settings.notices.iter().map(|one| one.year).collect();
    assert_eq!(years, [2027, 2028]);
}

#[test]
fn a_journal_of_a_later_version_is_kept_as_it_is_and_the_state_can_be_worked_on() {
    let mut file: Value = serde_json::from_str(&sample().to_json()).unwrap();
    for journal in [
        json!({ "v": 3, "entries": ["later"] }),
        json!("damaged"),
        json!({ "v": 2,
        "sessions": { "a": { "steps": [{ "n": 2 }, { "n": 1 }] } } }),
    ] {
        file["journal"] = journal.clone();
        let opened = SelfCheck::from_json(file.to_string().as_bytes()).unwrap();
        assert!(opened.journal.is_unread());
        let changed = by(&opened, "甲", "2026-11-23T10:00:00Z", &[note("23.3", "改了")]);
        let written: Value = serde_json::from_str(&changed.to_json()).unwrap();
        assert_eq!(written["journal"], journal);
        assert_eq!(written["answers"]["23.3"]["note"], "改了");
        let erase = Action::Erase { words: "later".into() };
        let erased = by(&changed, "甲", "2026-11-23T10:00:00Z", &[erase]);
        assert!(!erased.to_json().contains("later"));
        let theirs = by(&sample(), "乙", "2026-11-23T10:00:00Z", &[choose("17.1", Choice::Met)]);
        let both = merged(&changed, &theirs).self_check;
        assert_eq!(both.answers["17.1"].state, Some(Choice::Met));
        assert_eq!(serde_json::from_str::<Value>(&both.to_json()).unwrap()["journal"], journal);
    }
}

#[test]
fn a_journal_of_the_former_shape_is_put_aside_and_a_new_one_begins() {
    let mut file: Value = serde_json::from_str(&sample().to_json()).unwrap();
    let former = json!({ "v": 1, "sessions": { "a": { "entries": [{ "lamport": 1 }] } } });
    file["journal"] = former.clone();
    let opened = SelfCheck::from_json(file.to_string().as_bytes()).unwrap();
    assert!(opened.journal.is_empty());
    let changed = by(&opened, "甲", "2026-11-23T10:00:00Z", &[note("23.3", "改了")]);
    let written: Value = serde_json::from_str(&changed.to_json()).unwrap();
    assert_eq!((&written["journal_1"], &written["journal"]["v"]), (&former, &json!(2)));
    let undone = by(&changed, "甲", "2026-11-23T11:00:00Z", &[Action::Undo { step: None }]);
    assert_eq!(content(&undone), content(&opened));
}

#[test]
fn a_journal_that_was_altered_cannot_make_another_self_check_of_it() {
    let theirs = by(&sample(), "乙", "2026-11-23T10:00:00Z", &[note("23.3", "改了")]);
    let altered = theirs.to_json().replace("/answers/23.3/note", "/id");
    let altered = SelfCheck::from_json(altered.as_bytes()).unwrap();
    let ours = by(&sample(), "甲", "2026-11-23T10:00:00Z", &[name("甲校")]);
    assert_eq!(merged(&ours, &altered).self_check.id, sample().id);
}

#[test]
fn what_a_session_notes_of_the_others_does_not_grow_with_their_number() {
    let mut state = sample();
    for day in 0..200 {
        let words = format!("第 {day} 天");
        state = by(
            &sent(&state),
            &format!("会话{day}"),
            "2026-11-23T10:00:00Z",
            &[note("23.3", &words)],
        );
    }
    let noted: Vec<usize> =
        state.journal.sessions.values().map(|session| session.seen.len()).collect();
    assert_eq!(noted.iter().max(), Some(&1));
    // What follows from that is known all the same.
    let first = by(&sample(), "会话0", "2026-11-23T10:00:00Z", &[note("23.3", "第 0 天")]);
    assert_eq!(merged(&state, &first).self_check, state);
}

/// What may happen to three copies of one file.
#[derive(Debug, Clone)]
enum Event {
    Does(usize, Action),
    Undoes(usize),
    Redoes(usize),
    /// The first takes in the second.
    Merges(usize, usize),
    Reopens(usize),
}

fn event() -> impl Strategy<Value = Event> {
    let who = || 0..3_usize;
    prop_oneof![
        6 => (who(), action()).prop_map(|(who, action)| Event::Does(who, action)),
        1 => who().prop_map(Event::Undoes),
        1 => who().prop_map(Event::Redoes),
        1 => (who(), who()).prop_map(|(one, other)| Event::Merges(one, other)),
        1 => who().prop_map(Event::Reopens),
    ]
}

/// Three copies after all of it; a session goes over five events.
fn copies(events: &[Event]) -> [SelfCheck; 3] {
    let mut copies = [sample(), sample(), sample()];
    let mut used = HashSet::new();
    for (number, event) in events.iter().enumerate() {
        let session = |who: &usize| format!("{who}-{}", number / 5);
        let does = |copy: &SelfCheck, who: &usize, action: &Action| {
            by(copy, &session(who), "2026-11-23T10:00:00Z", std::slice::from_ref(action))
        };
        match event {
            Event::Does(who, action) if has_new_id(action, &mut used) => {
                copies[*who] = does(&copies[*who], who, action);
            }
            Event::Does(..) => {}
            Event::Undoes(who) => {
                copies[*who] = does(&copies[*who], who, &Action::Undo { step: None });
            }
            Event::Redoes(who) => copies[*who] = does(&copies[*who], who, &Action::Redo),
            Event::Merges(one, other) => {
                let now = stamp(&session(one), "2026-11-23T10:00:00Z");
                let both = merge(&copies[*one], &copies[*other], |_| None, &now).unwrap();
                copies[*one] = both.self_check;
            }
            Event::Reopens(who) => copies[*who] = sent(&copies[*who]),
        }
    }
    copies
}

/// What three copies come to that are put together in this order.
fn together([first, second, third]: [&SelfCheck; 3]) -> Value {
    let two = merge(first, second, |_| None, &stamp("x", "2026-11-24T00:00:00Z")).unwrap();
    let all = merge(&two.self_check, third, |_| None, &stamp("y", "2026-11-24T00:00:00Z")).unwrap();
    content(&all.self_check)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn copies_come_to_the_same_in_any_order_and_grouping(
        events in prop::collection::vec(event(), 1..24)
    ) {
        let [a, b, c] = copies(&events);
        let all = together([&a, &b, &c]);
        for order in [[&a, &c, &b], [&b, &a, &c], [&c, &b, &a]] {
            prop_assert_eq!(&together(order), &all);
        }
        let bc = merge(&b, &c, |_| None, &stamp("z", "2026-11-24T00:00:00Z")).unwrap().self_check;
        let grouped = merge(&a, &bc, |_| None, &stamp("w", "2026-11-24T00:00:00Z")).unwrap();
        prop_assert_eq!(&content(&grouped.self_check), &all);
        // Once more is no more.
        let again = merge(&grouped.self_check, &b, |_| None, &stamp("v", "2026-11-24T00:00:00Z"));
        prop_assert_eq!(&again.unwrap().self_check, &grouped.self_check);
    }

    #[test]
    fn the_state_is_what_the_journal_comes_to(events in prop::collection::vec(event(), 1..24)) {
        for copy in copies(&events) {
            // Opening a file notes any difference as a change by another program.
            prop_assert_eq!(&sent(&copy), &copy);
        }
    }

    #[test]
    fn nothing_that_was_typed_vanishes(events in prop::collection::vec(event(), 1..24)) {
        let [a, b, c] = copies(&events);
        let all = merged(&merged(&a, &b).self_check, &c).self_check;
        let steps = || all.journal.sessions.values().flat_map(|session| &session.steps);
        // Whoever typed it may have typed on: one step goes on then, under a greater number.
        let went_on = |copy: &SelfCheck, path: &str, words: &Value| {
            copy.journal.sessions.iter().any(|(id, session)| {
                let sets = |step: &&Arc<Step>| step.set.get(path) == Some(words);
                let typed = session.steps.iter().find(sets).map(|step| step.n);
                let since = &all.journal.sessions[id].steps;
                typed.is_some_and(|n| since.iter().any(|step| step.n > n && step.set.contains_key(path)))
            })
        };
        for copy in [&a, &b, &c] {
            // What stands in a copy stands in the whole, or among what was done to it.
            for (item, answer) in copy.answers.iter().filter(|(_, answer)| !answer.note.is_empty()) {
                let stands = all.answers.get(item).is_some_and(|kept| kept.note == answer.note);
                let path = format!("/answers/{item}/note");
                let words = json!(answer.note);
                let noted = steps().any(|step| step.set.get(&path) == Some(&words));
                let is_there = stands || noted || went_on(copy, &path, &words);
                prop_assert!(is_there, "{item}: {}", answer.note);
            }
        }
    }
}
