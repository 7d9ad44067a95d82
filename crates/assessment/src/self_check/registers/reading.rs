//! Reads a cell of a table as people and spreadsheets write it: dates, choices and numbers in any of their
//! usual forms. Texts stay as they were written.

use chrono::{Days, NaiveDate};

use super::schema::{Column, Kind};
use super::{Term, parse_days};
use crate::civil_date;
use crate::compatible::nfkc;

/// More people than this are a slip of the keyboard.
pub const MOST_PEOPLE: u32 = 9_999_999;

/// Reads a number of people from 0 to [`MOST_PEOPLE`].
pub fn parse_count(text: &str) -> Option<u32> {
    text.trim().parse().ok().filter(|count| *count <= MOST_PEOPLE)
}

/// Marks that stand for what is written above them.
const DITTO: [&str; 6] = ["\"", "“", "”", "″", "〃", "同上"];

/// Whether a cell stands for the one above it.
pub(super) fn is_ditto(cell: &str) -> bool {
    DITTO.contains(&cell)
}

/// The value of a cell as the column takes it.
///
/// # Errors
/// A clause that says what is wrong with the cell and what is expected.
pub(super) fn value<T>(cell: &str, column: &Column<T>) -> Result<String, String> {
    let (cell, label) = (without_guard(cell), column.label);
    if cell.is_empty() {
        return Ok(String::new());
    }
    if is_ditto(cell) {
        return Err(format!("{label}写的是“同上”，上面却没有可照填的内容，请写出来"));
    }
    let folded: String = nfkc(cell).chars().filter(|c| !c.is_whitespace()).collect();
    match column.kind {
        Kind::Text => Ok(cell.to_owned()),
        Kind::Date => date(cell).map(|date| date.to_string()).ok_or_else(|| {
            format!("{label}“{cell}”不是日期，应如 2026-10-01 或 2026年10月1日，年份写四位")
        }),
        Kind::Days => parse_days(folded.trim_end_matches(['天', '日']))
            .map(|days| days.to_string())
            .ok_or_else(|| format!("{label}“{cell}”不是天数")),
        Kind::Count => parse_count(&folded.trim_end_matches(['人', '名']).replace(',', ""))
            .map(|count| count.to_string())
            .ok_or_else(|| format!("{label}“{cell}”不是人数")),
        Kind::Choice(choices) => {
            let known = choices.iter().find(|(value, label)| {
                !value.is_empty()
                    && (folded == *value || folded == *label || label.starts_with(&folded))
            });
            known.map(|(value, _)| (*value).to_owned()).ok_or_else(|| {
                let labels: Vec<_> =
                    choices.iter().skip(1).map(|(_, label)| format!("“{label}”")).collect();
                format!("{label}应写{}", labels.join("或"))
            })
        }
        Kind::Term => date(cell)
            .map(|date| Term::until(Some(date)))
            .or_else(|| Term::in_days(&folded))
            .map(|term| term.to_string())
            .ok_or_else(|| format!("{label}“{cell}”应如“15个工作日”“15天”或 2026-10-01")),
    }
}

/// A cell without what keeps a spreadsheet from reading it as a number: an apostrophe or a control
/// character in front, or a formula around it.
pub(super) fn without_guard(cell: &str) -> &str {
    let cell = cell.trim_matches(|c: char| c.is_whitespace() || c.is_control());
    if let Some(quoted) = cell.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"')) {
        return quoted;
    }
    let bare = cell.strip_prefix(['\'', '\u{2019}']).unwrap_or(cell);
    let guards = bare.starts_with(|c: char| c.is_ascii_digit() || "+-=@".contains(c));
    if guards { bare } else { cell }
}

/// The first day of a spreadsheet's count of days; its day 60 does not exist, so later ones are one less.
const SPREADSHEET_EPOCH: (i32, u32, u32) = (1899, 12, 30);

/// The counts of days that are taken for dates, 1990-01-01 to 2099-12-31; other numbers are none.
const COUNTED: std::ops::RangeInclusive<u32> = 32_874..=73_050;

/// Reads a date as people and spreadsheets write it: `2026-10-01`, `2026/10/1 0:00`, `2026.10.1`,
/// `20261001`, `2026年10月1日 星期四`, also in full width, and a spreadsheet's count of days (46296 is
/// 2026-10-01). A year has four digits: nothing is guessed.
pub fn date(text: &str) -> Option<NaiveDate> {
    let text = nfkc(text);
    let text = text.trim();
    let (year, rest) = number(text);
    if rest.is_empty() && year.len() == 8 {
        return civil_date::parse(&format!("{}-{}-{}", &year[..4], &year[4..6], &year[6..]));
    }
    if rest.is_empty() && year.len() == 5 {
        let days = year.parse().ok().filter(|days| COUNTED.contains(days))?;
        let (year, month, day) = SPREADSHEET_EPOCH;
        return NaiveDate::from_ymd_opt(year, month, day)?.checked_add_days(Days::new(days.into()));
    }
    let (month, rest) = number(after(rest, &['-', '/', '.', '年'])?);
    let (day, rest) = number(after(rest, &['-', '/', '.', '月'])?);
    let fits = year.len() == 4
        && matches!(month.len(), 1 | 2)
        && matches!(day.len(), 1 | 2)
        && ends_a_date(rest.trim_start().trim_start_matches(['日', '号']));
    fits.then(|| civil_date::parse(&format!("{year}-{month:0>2}-{day:0>2}"))).flatten()
}

/// The digits in front, and the rest.
fn number(text: &str) -> (&str, &str) {
    text.split_at(text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len()))
}

/// What follows one of the marks.
fn after<'a>(text: &'a str, marks: &[char]) -> Option<&'a str> {
    text.trim_start().strip_prefix(marks).map(str::trim_start)
}

/// Whether nothing but a weekday and a time follows a date.
fn ends_a_date(rest: &str) -> bool {
    let words = rest.split(|c: char| c.is_whitespace() || matches!(c, 'T' | '(' | ')'));
    words.filter(|word| !word.is_empty()).all(|word| {
        let weekday = ["星期", "礼拜", "周"].iter().find_map(|week| word.strip_prefix(week));
        match weekday {
            Some(day) => ["一", "二", "三", "四", "五", "六", "日", "天"].contains(&day),
            None => {
                matches!(word, "上午" | "下午" | "AM" | "PM")
                    || word.contains(':')
                        && word.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | '.'))
            }
        }
    })
}
