//! What has moved since an earlier self-check, as it reads in the report.

mod common;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use assessment::report::{Form, MovedRow, Report};
use assessment::self_check::answers::Choice;
use common::page::{PageText, alternatives, read_pages, read_text, squeezed};
use common::{assert_says, autumn, spring, today, typeset, typeset_since, with};

const HEADING: &str = "二、与上次自查相比";

/// The page on which a section starts: the table of contents, which has its heading too, comes before.
fn starts(pages: &[PageText], heading: &str) -> usize {
    let found = pages.iter().rposition(|page| page.text.contains(heading));
    found.unwrap_or_else(|| panic!("no {heading}"))
}

fn section(pages: &[PageText]) -> String {
    let section = &pages[starts(pages, HEADING)..starts(pages, "三、单位基本情况")];
    section.iter().map(|page| page.text.as_str()).collect()
}

#[test]
fn the_lists_say_what_was_put_right_what_remains_and_what_is_new() {
    let report = Report::since(Some(&spring()), &autumn(), today());
    let moved = report.progress.unwrap_or_else(|| panic!("nothing is compared"));
    for form in [Form::Full, Form::Inspection] {
        let text = section(&read_pages(&typeset_since(&spring(), &autumn(), form).bytes));
        assert_says(&text, "2026年春季自查");
        assert_says(&text, "自查期间：2026年1月1日至2026年6月30日，最后改动于2026年6月30日");
        assert_says(&text, &moved.summary);
        for caution in &moved.cautions {
            assert_says(&text, caution);
        }
        let lists: [(&str, &[MovedRow]); 4] = [
            ("已整改", &moved.shortfalls.resolved),
            ("仍未整改", &moved.shortfalls.remaining),
            ("新出现的不足", &moved.shortfalls.appeared),
            ("本次不适用或未答", &moved.shortfalls.lapsed),
        ];
        for (label, rows) in lists {
            assert!(!rows.is_empty(), "the fixtures have nothing that is {label}");
            let heading = squeezed(&format!("{label}（{} 项）", rows.len()));
            let (_, list) = text.split_once(&heading).unwrap_or_else(|| panic!("no {heading}"));
            for row in rows {
                let words = [row.id, row.ask, row.severity, row.then.label(), row.now.label()];
                assert_says(list, &words.concat());
            }
        }
    }
}

#[test]
fn the_picture_is_told_to_those_who_cannot_see_it() {
    let moved = Report::since(Some(&spring()), &autumn(), today()).progress;
    let pdf = typeset_since(&spring(), &autumn(), Form::Full);
    let alternative = alternatives(&pdf.bytes).into_iter().find(|text| text.contains("前后对照"));
    let alternative = alternative.unwrap_or_else(|| panic!("the picture is not told"));
    for chapter in moved.unwrap_or_else(|| panic!("nothing is compared")).chapters {
        let heading = chapter.heading.replace('　', " ");
        for (when, tally) in [("上次", chapter.then), ("本次", chapter.now)] {
            let words = format!("不适用 {}，未答 {}", tally.not_applicable, tally.unanswered);
            let (_, told) = alternative.split_once(&heading).unwrap_or_else(|| panic!("{heading}"));
            let (_, told) = told.split_once(when).unwrap_or_else(|| panic!("{when}"));
            let told = told.split(['；', '。']).next().unwrap_or_default();
            assert!(told.ends_with(&words), "{heading} {when}: {told}");
        }
    }
}

#[test]
fn without_an_earlier_self_check_nothing_is_compared() {
    let text = read_text(&typeset(&autumn(), "tier1").bytes);
    assert!(!text.contains("上次"), "the report compares");
    assert_says(&text, "二、单位基本情况");
}

#[test]
fn the_short_form_has_it_in_one_sentence() {
    let pages = read_pages(&typeset_since(&spring(), &autumn(), Form::Short).bytes);
    let text: String = pages.iter().map(|page| page.text.as_str()).collect();
    let moved = Report::since(Some(&spring()), &autumn(), today()).progress;
    assert_says(&text, &moved.unwrap_or_else(|| panic!("nothing is compared")).summary);
    assert!(!text.contains(HEADING));
}

#[test]
fn a_table_that_goes_on_says_again_what_its_columns_are() {
    let all = |choice| {
        with(|self_check| {
            for item in assessment::content::items() {
                self_check.answers.entry(item.id.to_owned()).or_default().state = Some(choice);
            }
        })
    };
    let pdf = typeset_since(&all(Choice::Partly), &all(Choice::Unmet), Form::Full);
    let pages = read_pages(&pdf.bytes);
    let (from, to) = (starts(&pages, HEADING), starts(&pages, "三、单位基本情况"));
    assert!(to > from + 3, "{from} to {to} are too few pages to try it");
    for page in &pages[from..to] {
        assert!(page.text.contains("要点事项类别上次本次"), "a page without a head");
    }
    // The page for the director stays one page.
    assert!(pages[from - 1].text.contains("一、给负责人"));
}

/// The fonts come from `$SELFCHECK_FONTS`; without them the command fails, and so does the test.
fn report(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_report"))
        .args(arguments)
        .args(["--today", "2026-11-23"])
        .output()
        .unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn the_command_compares_with_the_file_that_it_is_given() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("earlier");
    fs::create_dir_all(&folder).unwrap_or_else(|error| panic!("{error}"));
    let path = |name: &str| folder.join(name).to_string_lossy().into_owned();
    let (save, earlier, out) = (path("autumn.json"), path("spring.json"), path("out.pdf"));
    for (file, self_check) in [(&save, autumn()), (&earlier, spring())] {
        fs::write(file, self_check.to_json()).unwrap_or_else(|error| panic!("{error}"));
    }
    let made = report(&[&save, "-o", &out, "--earlier", &earlier]);
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let pdf = fs::read(&out).unwrap_or_else(|error| panic!("{error}"));
    assert_says(&read_text(&pdf), HEADING);

    fs::write(&earlier, "no self-check").unwrap_or_else(|error| panic!("{error}"));
    fs::remove_file(&out).unwrap_or_else(|error| panic!("{error}"));
    let refused = report(&[&save, "-o", &out, "--earlier", &earlier]);
    let words = String::from_utf8_lossy(&refused.stderr);
    assert!(!refused.status.success());
    assert!(words.contains("用来比较的自查") && words.contains("spring.json"), "{words}");
    assert!(!folder.join("out.pdf").exists());
}
