//! The command over a folder of received files, as a bureau runs it.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use calamine::{Data, Reader as _, Xlsx, open_workbook};

const AUTUMN: &[u8] = include_bytes!("fixtures/autumn.json");

/// The fonts come from `$SELFCHECK_FONTS`; without them the command fails, and so does the test.
fn report(arguments: &[&Path]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_report"))
        .args(arguments)
        .args(["--today", "2026-11-23"])
        .output()
        .unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn a_file_that_cannot_be_read_stops_no_other_and_is_told() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("received");
    let _ = fs::remove_dir_all(&folder);
    let (received, made) = (folder.join("in"), folder.join("out"));
    fs::create_dir_all(&received).unwrap_or_else(|error| panic!("{error}"));
    for (name, bytes) in
        [("甲.json", AUTUMN), ("乙.json", AUTUMN), ("断.json", &AUTUMN[..900]), ("说明.txt", b"x")]
    {
        fs::write(received.join(name), bytes).unwrap_or_else(|error| panic!("{error}"));
    }
    let overview = folder.join("汇总.xlsx");
    let output = report(&[&received, "-o".as_ref(), &made, "--summary".as_ref(), &overview]);
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("断.json"));
    let mut names: Vec<String> = fs::read_dir(&made)
        .unwrap_or_else(|error| panic!("{error}"))
        .filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned()))
        .collect();
    names.sort();
    assert_eq!(names, ["乙.ics", "乙.pdf", "乙.xlsx", "甲.ics", "甲.pdf", "甲.xlsx"]);

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
