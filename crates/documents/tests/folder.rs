//! The command over a folder of received files, as a bureau runs it.

mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use calamine::{Data, Reader as _, Xlsx, open_workbook};
use common::{autumn, typeset, with, with_a_trail, with_attachment, with_note};
use documents::readback::{RECORD, Reader};

const AUTUMN: &[u8] = include_bytes!("fixtures/autumn.json");

/// The fonts come from `$SELFCHECK_FONTS`; without them the command fails, and so does the test.
fn report(arguments: &[&Path]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_report"))
        .args(arguments)
        .args(["--today", "2026-11-23"])
        .output()
        .unwrap_or_else(|error| panic!("{error}"))
}

/// A fresh folder with these files in it, and the place for the documents beside it.
fn received(name: &str, files: &[(&str, &[u8])]) -> (PathBuf, PathBuf) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    let (received, made) = (folder.join("in"), folder.join("out"));
    fs::create_dir_all(&received).unwrap_or_else(|error| panic!("{error}"));
    for (name, bytes) in files {
        fs::write(received.join(name), bytes).unwrap_or_else(|error| panic!("{error}"));
    }
    (received, made)
}

fn names_in(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("{error}"))
        .filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned()))
        .collect();
    names.sort();
    names
}

#[test]
fn a_file_that_cannot_be_read_stops_no_other_and_is_told() {
    let (received, made) = received(
        "received",
        &[
            ("甲.json", AUTUMN),
            ("乙.json", AUTUMN),
            ("断.json", &AUTUMN[..900]),
            ("说明.txt", b"x"),
        ],
    );
    let folder = made.with_file_name("");
    let overview = folder.join("汇总.xlsx");
    let output = report(&[&received, "-o".as_ref(), &made, "--summary".as_ref(), &overview]);
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("断.json"));
    assert_eq!(names_in(&made), ["乙.ics", "乙.pdf", "乙.xlsx", "甲.ics", "甲.pdf", "甲.xlsx"]);

    let mut file: Xlsx<_> = open_workbook(&overview).unwrap_or_else(|error| panic!("{error}"));
    let mut rows = |sheet: &str| -> Vec<Vec<Data>> {
        let range = file.worksheet_range(sheet).unwrap_or_else(|error| panic!("{error}"));
        range.rows().skip(1).map(<[Data]>::to_vec).collect()
    };
    let institutions = rows("各机构");
    assert_eq!(institutions.len(), 2);
    assert_eq!(institutions[0][1], Data::String("南宁市示例技工学校".to_owned()));
    assert_eq!(institutions[0][2], Data::String("技工院校".to_owned()));
    let unreadable = rows("无法读取");
    assert_eq!(unreadable.len(), 1);
    assert!(unreadable[0][1].to_string().contains("已损坏"));

    // A report carries the self-check, so it can be received as well.
    let again = folder.join("again");
    assert!(report(&[&made, "-o".as_ref(), &again]).status.success());
    assert_eq!(fs::read(again.join("甲.pdf")).ok(), fs::read(made.join("甲.pdf")).ok());
    assert!(!report(&[&made, "-o".as_ref(), &made]).status.success());
}

#[test]
fn a_report_whose_data_were_replaced_is_not_taken_for_a_self_check() {
    let theirs = with(|self_check| self_check.title.push('改')).to_json();
    let altered = with_attachment(typeset(&autumn(), "tier1").bytes, &theirs);
    let (received, made) = received("altered", &[("甲.pdf", &altered)]);
    let overview = made.with_file_name("汇总.xlsx");
    let output = report(&[&received, "-o".as_ref(), &made, "--summary".as_ref(), &overview]);
    assert!(!output.status.success());
    assert_eq!(names_in(&made), [""; 0]);
    let mut file: Xlsx<_> = open_workbook(&overview).unwrap_or_else(|error| panic!("{error}"));
    let range = file.worksheet_range("无法读取").unwrap_or_else(|error| panic!("{error}"));
    let reason = range.get_value((1, 1)).map(ToString::to_string).unwrap_or_default();
    assert!(reason.contains("已被改动"), "{reason}");
    assert_eq!(reason.matches("封记 ").count(), 2, "{reason}");
    // The same for a file alone.
    let single = report(&[&received.join("甲.pdf"), "-o".as_ref(), &made.join("甲.pdf")]);
    assert!(!single.status.success());
    assert!(String::from_utf8_lossy(&single.stderr).contains("已被改动"));
}

#[test]
fn nothing_is_written_over_what_it_is_made_from() {
    let (folder, made) = received("over", &[("甲.json", AUTUMN), ("乙.json", AUTUMN)]);
    let (first, second) = (folder.join("甲.json"), folder.join("乙.json"));
    let roundabout = folder.join("..").join("in").join("甲.json");
    let one_twice = made.with_file_name("一.pdf");
    let commands: [&[&Path]; 5] = [
        &[&first, "-o".as_ref(), &first],
        &[&first, "-o".as_ref(), &roundabout],
        &[&first, "-o".as_ref(), &second, "--earlier".as_ref(), &second],
        &[&first, "-o".as_ref(), &one_twice, "--xlsx".as_ref(), &one_twice],
        &[&folder, "-o".as_ref(), &made, "--summary".as_ref(), &first],
    ];
    for command in commands {
        let output = report(command);
        assert!(!output.status.success());
        assert!(String::from_utf8_lossy(&output.stderr).contains("stands there"), "{output:?}");
    }
    assert_eq!(names_in(&folder), ["乙.json", "甲.json"]);
    for file in [first, second] {
        assert_eq!(fs::read(file).ok().as_deref(), Some(AUTUMN));
    }
}

#[test]
fn a_document_takes_the_place_of_a_former_one_and_leaves_nothing_beside_it() {
    let (folder, made) = received("again", &[("甲.json", AUTUMN)]);
    for _ in 0..2 {
        assert!(report(&[&folder, "-o".as_ref(), &made]).status.success());
        assert_eq!(names_in(&made), ["甲.ics", "甲.pdf", "甲.xlsx"]);
    }
}

#[test]
fn files_that_share_a_name_do_not_overwrite_each_others_documents() {
    let pdf = typeset(&autumn(), "tier1").bytes;
    let files = [("a.json", AUTUMN), ("a.pdf", &pdf), ("a.pdf.json", AUTUMN), ("A.JSON", AUTUMN)];
    let (received, made) = received("names", &files);
    assert!(report(&[&received, "-o".as_ref(), &made]).status.success());
    let names = names_in(&made);
    assert_eq!(names.len(), 12, "{names:?}");
    let told_apart: std::collections::BTreeSet<_> =
        names.iter().map(|name| name.to_lowercase()).collect();
    assert_eq!(told_apart.len(), 12, "{names:?}");
}

#[test]
fn characters_that_no_font_has_are_told_with_their_file() {
    // A character of the private use area: no font of the product has it.
    let odd = with_note("\u{e000}先生").to_json();
    let (received, made) = received("missing", &[("甲.json", odd.as_bytes()), ("乙.json", AUTUMN)]);
    let output = report(&[&received, "-o".as_ref(), &made]);
    assert!(output.status.success());
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(told.lines().count(), 1, "{told}");
    assert!(told.contains("甲.json") && told.contains('\u{e000}'), "{told}");
}

#[test]
fn a_report_alone_gives_its_documents_again() {
    let pdf = typeset(&autumn(), "tier1").bytes;
    let (received, made) = received("single", &[("甲.pdf", &pdf)]);
    fs::create_dir_all(&made).unwrap_or_else(|error| panic!("{error}"));
    let (again, calendar) = (made.join("甲.pdf"), made.join("甲.ics"));
    let input = received.join("甲.pdf");
    assert!(report(&[&input, "-o".as_ref(), &again, "--ics".as_ref(), &calendar]).status.success());
    assert_eq!(names_in(&made), ["甲.ics", "甲.pdf"]);
}

#[test]
fn what_was_deleted_leaves_with_a_report_only_where_the_trail_is_asked_for() {
    let save = with_a_trail("留下的话").to_json();
    let (received, made) = received("trail", &[("甲.json", save.as_bytes())]);
    fs::create_dir_all(&made).unwrap_or_else(|error| panic!("{error}"));
    let (input, output) = (received.join("甲.json"), made.join("甲.pdf"));
    for asked in [false, true] {
        let mut arguments: Vec<&Path> = vec![&input, "-o".as_ref(), &output];
        if asked {
            arguments.push("--history".as_ref());
        }
        assert!(report(&arguments).status.success());
        let reader = Reader::new(common::read(&output)).unwrap_or_else(|error| panic!("{error}"));
        let attached = reader.attachment(RECORD).unwrap_or_else(|error| panic!("{error}"));
        let attached = String::from_utf8_lossy(&attached);
        assert!(attached.contains("留下的话"));
        assert_eq!(attached.contains("原先写错的话"), asked);
    }
}
