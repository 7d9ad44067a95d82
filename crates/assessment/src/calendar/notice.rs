//! Reads a year's notice that a user enters: the State Council's own sentences, a small table, or the widely
//! used JSON shape.

use std::collections::BTreeMap;

use chrono::{Datelike as _, NaiveDate};
use serde::Deserialize;
use serde_json::Map;

use super::rows::is_regional;
use super::sentences::{self, holidays_in};
use super::{Notice, NoticeDay, Region};
use crate::civil_date;
use crate::civil_date::is_weekend;
use crate::content::{Change, STATUTORY};

/// A line that is refused, and why.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("第 {line} 行：{text}：{what}")]
pub struct LineError {
    /// Number of the line, or of the entry in JSON, from 1.
    pub line: usize,
    /// The offending text.
    pub text: String,
    /// What is wrong and what is expected.
    pub what: String,
}

#[derive(Deserialize)]
struct JsonNotice {
    year: Option<i32>,
    days: Vec<JsonDay>,
}

#[derive(Deserialize)]
struct JsonDay {
    name: String,
    date: String,
    #[serde(rename = "isOffDay")]
    is_off_day: bool,
}

/// Reads the notice of `year`, as lines such as `2027-02-14 春节 上班` (blanks, tabs or commas between),
/// as `{"year":2027,"days":[{"name":…,"date":…,"isOffDay":…}]}`, or in the notice's own sentences, of which
/// the lines that name no days are passed over.
///
/// A free day on a weekend is accepted: it may cancel a worked one, as 三月三 did on 2022-04-02.
///
/// # Errors
/// Every line that is no real date, worked on a weekday, given twice, or neither in that year nor next to
/// its ends; and an empty notice.
pub fn parse_notice(text: &str, year: i32, region: Region) -> Result<Notice, Vec<LineError>> {
    let entries = if text.trim_start().starts_with('{') {
        json_entries(text, year).map_err(|error| vec![error])?
    } else {
        line_entries(text, year)
    };
    let mut errors = Vec::new();
    let mut days: BTreeMap<NaiveDate, NoticeDay> = BTreeMap::new();
    for (line, text, entry) in entries {
        let checked = entry.and_then(|day| check(&day, year, &days).map(|()| day));
        match checked {
            Ok(day) => {
                days.insert(day.date, day);
            }
            Err(what) => errors.push(LineError { line, text, what }),
        }
    }
    if errors.is_empty() && days.is_empty() {
        let what = "没有读到任何日期；请粘贴通知原句，或每行写：日期 节日 放假或上班".to_owned();
        errors.push(LineError { line: 1, text: String::new(), what });
    }
    if errors.is_empty() {
        Ok(Notice { year, region, days: days.into_values().collect(), extra: Map::new() })
    } else {
        Err(errors)
    }
}

impl Notice {
    /// The statutory days of its year on which it is silent, in order: it is then not whole, or not of that
    /// year. They stay free, for no arrangement makes a statutory day a worked one, and what lies near them
    /// stays provisional. Empty for a year whose statutory days are not known here.
    ///
    /// With a notice for 2027 that names only 元旦, 清明节 (2027-04-05, a Monday) is open; and 劳动节, though
    /// 2027-05-01 is a Saturday, for its arrangement is not known.
    pub fn open_days(&self) -> Vec<(NaiveDate, &'static str)> {
        STATUTORY
            .iter()
            .filter(|row| is_regional(row) == (self.region == Region::Guangxi))
            .filter(|row| row.year == self.year && self.leaves_open(row))
            .map(|row| (row.date, row.name))
            .collect()
    }

    /// Whether it is silent on a statutory day: it does not list it as free, nor is it a weekend of a
    /// holiday of which it lists other days.
    pub(super) fn leaves_open(&self, row: &Change) -> bool {
        match self.days.iter().find(|day| day.date == row.date) {
            Some(day) => !day.is_off_day,
            None => !(is_weekend(row.date) && self.names(row.name)),
        }
    }

    fn names(&self, holiday: &str) -> bool {
        holidays_in(holiday).any(|name| {
            self.days.iter().any(|day| holidays_in(&day.name).any(|named| named == name))
        })
    }
}

type Entry = (usize, String, Result<NoticeDay, String>);

fn json_entries(text: &str, year: i32) -> Result<Vec<Entry>, LineError> {
    let whole = |line, what: String| LineError { line, text: "JSON".to_owned(), what };
    let notice: JsonNotice = serde_json::from_str(text).map_err(|error| {
        whole(
            error.line(),
            "读不懂，应如 {\"year\":2027,\"days\":[{\"name\":\"元旦\",\"date\":\"2027-01-01\",\"isOffDay\":true}]}"
                .to_owned(),
        )
    })?;
    if let Some(found) = notice.year.filter(|found| *found != year) {
        return Err(whole(1, format!("这是 {found} 年的安排，所选的是 {year} 年")));
    }
    let entries = notice.days.into_iter().enumerate().map(|(index, day)| {
        let text = format!("{} {}", day.date, day.name);
        (index + 1, text, notice_day(&day.date, &day.name, day.is_off_day))
    });
    Ok(entries.collect())
}

fn line_entries(text: &str, year: i32) -> Vec<Entry> {
    let has_sentences = text.lines().any(sentences::is_sentence);
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let mut entries = Vec::new();
    for (index, line) in lines {
        let entry = |entry| (index + 1, line.trim().to_owned(), entry);
        if sentences::is_sentence(line) {
            let days = sentences::read(line, year).into_iter();
            entries.extend(days.map(|day| {
                entry(day.map(|(date, name, is_off_day)| NoticeDay {
                    name,
                    date,
                    is_off_day,
                    extra: Map::new(),
                }))
            }));
        } else if !has_sentences || line.trim_start().starts_with(|c: char| c.is_ascii_digit()) {
            let row = table_row(line);
            // The date below a notice's signature, and its head, name no day.
            if !(has_sentences && row.is_err()) {
                entries.push(entry(row));
            }
        }
    }
    entries
}

fn table_row(line: &str) -> Result<NoticeDay, String> {
    let fields: Vec<&str> = line
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '，'))
        .filter(|field| !field.is_empty())
        .collect();
    let [date, name, kind] = fields.as_slice() else {
        return Err("应是三栏：日期 节日 放假或上班".to_owned());
    };
    let off = match *kind {
        "放假" | "休" | "off" => true,
        "上班" | "班" | "work" => false,
        _ => return Err("第三栏应写“放假”或“上班”".to_owned()),
    };
    notice_day(date, name, off)
}

fn notice_day(date: &str, name: &str, is_off_day: bool) -> Result<NoticeDay, String> {
    let date =
        civil_date::parse(date).ok_or_else(|| "不是真实的日期，应如 2027-10-01".to_owned())?;
    Ok(NoticeDay { name: name.to_owned(), date, is_off_day, extra: Map::new() })
}

/// How far beyond the ends of its year a notice may reach: 元旦 begins in December, 春节 can follow 元旦.
const NEXT_TO_THE_ENDS: i64 = 10;

fn check(day: &NoticeDay, year: i32, days: &BTreeMap<NaiveDate, NoticeDay>) -> Result<(), String> {
    let date = day.date;
    let near = [NaiveDate::from_ymd_opt(year, 1, 1), NaiveDate::from_ymd_opt(year, 12, 31)]
        .into_iter()
        .flatten()
        .any(|end| (date - end).num_days().abs() <= NEXT_TO_THE_ENDS);
    if date.year() != year && !near {
        return Err(format!("既不在 {year} 年内，也不紧挨着年初年末"));
    }
    if !day.is_off_day && !is_weekend(date) {
        return Err("是周一至周五，本来就上班，不会写成调休上班；请核对日期".to_owned());
    }
    if days.contains_key(&date) {
        return Err("这一天写了两次".to_owned());
    }
    Ok(())
}
