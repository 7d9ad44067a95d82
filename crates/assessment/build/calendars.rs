//! Reads `regulation/calendars/*.csv`: dates, what they change, and how well each is attested.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use chrono::{Datelike as _, NaiveDate, Weekday};

use crate::Complaint;
use crate::emit::date;

pub struct Calendars {
    national: Vec<Row>,
    guangxi: Vec<Row>,
    statutory: Vec<Row>,
}

struct Row {
    date: NaiveDate,
    off: bool,
    name: String,
    year: i32,
    note: String,
}

/// Reads the three files; every line that is wrong is reported with its number.
pub fn read(folder: &Path) -> Result<Calendars, Vec<Complaint>> {
    let mut complaints = Vec::new();
    let mut file = |name: &str, row: fn(&[&str]) -> Result<Row, String>| {
        rows(folder, name, row, &mut complaints)
    };
    let national = file("national.csv", notice_row);
    let guangxi = file("guangxi.csv", notice_row);
    let statutory = file("statutory.csv", statutory_row);
    for row in &national {
        let weekend = is_weekend(row.date);
        if row.off == weekend {
            complaints.push(format!(
                "calendars/national.csv: {}: {}",
                row.date,
                if weekend { "周末不用写 off" } else { "工作日不用写 work" }
            ));
        }
    }
    if complaints.is_empty() {
        Ok(Calendars { national, guangxi, statutory })
    } else {
        Err(complaints)
    }
}

fn rows(
    folder: &Path,
    name: &str,
    parse: fn(&[&str]) -> Result<Row, String>,
    complaints: &mut Vec<Complaint>,
) -> Vec<Row> {
    let text = fs::read_to_string(folder.join(name)).unwrap_or_else(|error| {
        complaints.push(format!("calendars/{name}: {error}"));
        String::new()
    });
    let mut rows: Vec<Row> = Vec::new();
    let lines = text.lines().enumerate().filter(|(_, line)| !line.starts_with('#'));
    for (index, line) in lines.skip(1).filter(|(_, line)| !line.trim().is_empty()) {
        let fields: Vec<&str> = line.split(',').map(str::trim).collect();
        match parse(&fields) {
            Ok(row)
                // 清明 and 三月三 may fall on one day; each calendar takes its own.
                if rows.last().is_some_and(|last| {
                    last.date > row.date || last.date == row.date && last.name == row.name
                }) =>
            {
                complaints.push(format!(
                    "calendars/{name}:{}: 日期应从早到晚、不重复：{}",
                    index + 1,
                    row.date
                ));
            }
            Ok(row) => rows.push(row),
            Err(what) => complaints.push(format!("calendars/{name}:{}: {what}", index + 1)),
        }
    }
    rows
}

fn notice_row(fields: &[&str]) -> Result<Row, String> {
    let (date, kind, name, year) = match fields {
        [date, kind, name, year] | [date, kind, name, year, _] => (date, kind, name, year),
        _ => return Err("应有 date,kind,name,notice_year 四栏（广西另有 confidence）".to_owned()),
    };
    let date = parse_date(date)?;
    let year: i32 = year.parse().map_err(|_| format!("notice_year 不是年份：{year}"))?;
    if (date.year() - year).abs() > 1 {
        return Err(format!("{date} 不在 {year} 年内，也不紧挨着它"));
    }
    let off = match *kind {
        "off" => true,
        "work" => false,
        other => return Err(format!("kind 应是 off 或 work：{other}")),
    };
    Ok(Row {
        date,
        off,
        name: (*name).to_owned(),
        year,
        note: fields.get(4).unwrap_or(&"").to_string(),
    })
}

fn statutory_row(fields: &[&str]) -> Result<Row, String> {
    let [date, name, basis] = fields else {
        return Err("应有 date,name,basis 三栏".to_owned());
    };
    let date = parse_date(date)?;
    Ok(Row {
        date,
        off: true,
        name: (*name).to_owned(),
        year: date.year(),
        note: (*basis).to_owned(),
    })
}

fn parse_date(text: &str) -> Result<NaiveDate, String> {
    text.parse().map_err(|_| format!("不是日期（应如 2026-10-01）：{text}"))
}

fn is_weekend(date: NaiveDate) -> bool {
    matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}

/// Rust source defining `NATIONAL`, `GUANGXI` and `STATUTORY`.
pub fn emit(calendars: &Calendars) -> String {
    let mut code = String::new();
    for (name, rows) in [
        ("NATIONAL", &calendars.national),
        ("GUANGXI", &calendars.guangxi),
        ("STATUTORY", &calendars.statutory),
    ] {
        let rows: String = rows
            .iter()
            .map(|row| {
                format!(
                    "Change {{ date: {}, off: {}, name: {:?}, year: {}, note: {:?} }},\n",
                    date(row.date),
                    row.off,
                    row.name,
                    row.year,
                    row.note
                )
            })
            .collect();
        let _ = writeln!(code, "pub(crate) static {name}: &[Change] = &[{rows}];");
    }
    code
}
