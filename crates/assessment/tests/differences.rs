//! What two copies of a self-check have that differs, in the words of the forms.

use std::num::NonZeroU32;

use assessment::self_check::SelfCheck;
use assessment::self_check::answers::{Answer, Choice};
use assessment::self_check::differences::differences;
use assessment::self_check::registers::{ArchiveBatch, DayCount, Medium, Staff, YesNo};
use assessment::self_check::settings::{FilingReading, Target};

fn start() -> SelfCheck {
    SelfCheck::new("id".into(), "2026年度自查".into(), "2026-11-01T00:00:00Z")
}

fn answered(self_check: &SelfCheck, item: &str, state: Choice, note: &str) -> SelfCheck {
    let mut copy = self_check.clone();
    let answer = Answer { state: Some(state), note: note.to_owned(), ..Answer::default() };
    copy.answers.insert(item.to_owned(), answer);
    copy
}

#[test]
fn what_an_import_would_change_is_told_in_the_words_of_the_form() {
    let mut ours = answered(&start(), "15.3", Choice::Met, "");
    let theirs = answered(&start(), "15.3", Choice::Partly, "票据两张不符");
    ours.profile.set("name", "甲校".into());
    let told: Vec<_> = differences(&ours, &theirs)
        .into_iter()
        .map(|difference| (difference.place, difference.ours, difference.theirs))
        .collect();
    assert!(told.contains(&("机构名称".into(), "甲校".into(), String::new())), "{told:?}");
    let item = ("要点 15.3".into(), "符合".into(), "部分符合；票据两张不符".into());
    assert!(told.contains(&item), "{told:?}");
    assert_eq!(differences(&ours, &ours), []);
}

#[test]
fn a_choice_with_a_key_of_its_own_is_told_by_its_question() {
    let ours = start();
    let mut theirs = ours.clone();
    theirs.profile.set("published_by", "city".into());
    let told = differences(&ours, &theirs);
    let places: Vec<&str> = told.iter().map(|one| one.place.as_str()).collect();
    let expected = ["由谁备案公布（第三条）", "由谁备案公布（第三条）：手里只有市级人社部门的文件"];
    assert_eq!(places, expected);
}

#[test]
fn an_import_is_told_without_the_codes_of_the_file() {
    let (mut ours, mut theirs) = (start(), start());
    let kinds = assessment::content::question::question("kind").unwrap().choices();
    ours.profile.set("kind", kinds[0].value.into());
    theirs.profile.set("kind", kinds[1].value.into());
    let batch = |medium, originals| ArchiveBatch {
        id: "r1".into(),
        name: "春季批".into(),
        medium,
        originals,
        ..ArchiveBatch::default()
    };
    ours.registers.archives = vec![batch(Medium::Paper, YesNo::Yes)];
    theirs.registers.archives = vec![batch(Medium::Electronic, YesNo::Yes)];
    theirs.targets.push(Target {
        key: "conclusion".into(),
        label: "评价结论".into(),
        days: NonZeroU32::new(10),
        kind: DayCount::Working,
        ..Target::default()
    });
    theirs.settings.filing_reading = FilingReading::Literal;
    let told: Vec<_> = differences(&ours, &theirs)
        .into_iter()
        .map(|told| format!("{}|{}|{}", told.place, told.ours, told.theirs))
        .collect();
    let kind = assessment::content::question::question("kind").unwrap().label;
    assert_eq!(
        told,
        [
            &format!("{kind}|{}|{}", kinds[0].label, kinds[1].label),
            "资料批次“春季批”|介质：纸质|介质：电子",
            "自定目标：评价结论||10 个工作日",
            "备案期限的读法|稳妥：中间满 20 个工作日|备案当日计入 20 个工作日",
        ]
    );
}

#[test]
fn rows_without_an_id_or_with_the_same_one_do_not_hide_each_other() {
    let row = |id: &str, name: &str| Staff { id: id.into(), name: name.into(), ..Staff::default() };
    let (mut ours, mut theirs) = (start(), start());
    ours.registers.staff = vec![row("", "甲"), row("a", "乙"), row("a", "丙")];
    theirs.registers.staff = vec![row("", "丁"), row("", "甲"), row("a", "乙"), row("a", "戊")];
    let told: Vec<_> = differences(&ours, &theirs)
        .into_iter()
        .map(|told| (told.place, told.ours, told.theirs))
        .collect();
    let words = |[place, ours, theirs]: [&str; 3]| (place.into(), ours.into(), theirs.into());
    assert_eq!(
        told,
        [words(["工作人员“丙”", "姓名：丙", "姓名：戊"]), words(["工作人员“丁”", "", "姓名：丁"]),]
    );
}

#[test]
fn a_red_line_is_told_in_its_own_words() {
    let (ours, theirs) = (
        answered(&start(), "20.1", Choice::Met, ""),
        answered(&start(), "20.1", Choice::Unmet, ""),
    );
    let told = differences(&ours, &theirs);
    assert_eq!((told[0].ours.as_str(), told[0].theirs.as_str()), ("未发生", "已发生"));
}
