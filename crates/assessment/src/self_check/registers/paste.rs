//! Rows pasted from a spreadsheet, or read from CSV, for the registers.
//!
//! A row that cannot be read is told with its number, its text and what is expected; the others are kept.

use chrono::NaiveDate;

use crate::calendar::LineError;
use crate::civil_date;
use crate::self_check::registers::{ArchiveBatch, Event, Medium, Staff, YesNo};

/// The readable rows, and what is wrong with the others.
#[derive(Debug, Clone, PartialEq)]
pub struct Parsed<T> {
    /// The readable rows, in order; their ids are still empty.
    pub rows: Vec<T>,
    /// The others.
    pub errors: Vec<LineError>,
    /// The text of the others as it was given, to be put right and read again; a row may span lines.
    pub refused: String,
}

/// Reads 资料批次: 名称, 介质（纸质/电子）, 最后一份资料的日期, 含原件（是/否，可空).
pub fn archive_batches(text: &str) -> Parsed<ArchiveBatch> {
    parse(text, "名称", |cells| {
        let [name, medium, date, rest @ ..] = cells else {
            return Err("应有三栏以上：名称、介质、最后一份资料的日期、是否含原件".to_owned());
        };
        let medium = match medium.as_str() {
            "纸质" | "纸" | "paper" => Medium::Paper,
            "电子" | "electronic" => Medium::Electronic,
            _ => return Err("第二栏应写“纸质”或“电子”".to_owned()),
        };
        Ok(ArchiveBatch {
            name: name.clone(),
            medium,
            last_document: Some(date_cell(date, "第三栏")?),
            originals: yes_no(rest.first())?,
            ..ArchiveBatch::default()
        })
    })
}

/// Reads 工作人员: 姓名, 岗位, 证件, 证件编号, 有效期至.
pub fn staff(text: &str) -> Parsed<Staff> {
    parse(text, "姓名", |cells| {
        let [name, role, certificate, number, expires, ..] = cells else {
            return Err("应有五栏：姓名、岗位、证件、证件编号、有效期至".to_owned());
        };
        Ok(Staff {
            name: name.clone(),
            role: role.clone(),
            certificate: certificate.clone(),
            number: number.clone(),
            expires: if expires.is_empty() { None } else { Some(date_cell(expires, "第五栏")?) },
            ..Staff::default()
        })
    })
}

/// Reads 评价批次: 名称, 开始日期, 结束日期（可空）, 场所, 是否备案场所（是/否）, 职业, 等级.
pub fn events(text: &str) -> Parsed<Event> {
    parse(text, "名称", |cells| {
        let [name, date, rest @ ..] = cells else {
            return Err(
                "应有两栏以上：名称、开始日期、结束日期、场所、是否备案场所、职业、等级".to_owned()
            );
        };
        let cell = |index: usize| rest.get(index).cloned().unwrap_or_default();
        let date = date_cell(date, "第二栏")?;
        let end = match cell(0).as_str() {
            "" => None,
            end => Some(date_cell(end, "第三栏")?),
        };
        if end.is_some_and(|end| end < date) {
            return Err("结束日期早于开始日期".to_owned());
        }
        Ok(Event {
            name: name.clone(),
            date: Some(date),
            end,
            site: cell(1),
            filed_site: yes_no(rest.get(2))?,
            occupation: cell(3),
            level: cell(4),
            ..Event::default()
        })
    })
}

/// Splits into rows and cells; a first row that begins with `heading` is a heading.
fn parse<T>(text: &str, heading: &str, row: impl Fn(&[String]) -> Result<T, String>) -> Parsed<T> {
    let text = text.trim_start_matches('\u{feff}');
    // A spreadsheet's clipboard has tabs, a file of comma-separated values has commas.
    let delimiter = if text.contains('\t') { b'\t' } else { b',' };
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let mut parsed = Parsed { rows: Vec::new(), errors: Vec::new(), refused: String::new() };
    let mut record = csv::StringRecord::new();
    loop {
        let start = reader.position().byte();
        let read = reader.read_record(&mut record);
        if matches!(read, Ok(false)) {
            return parsed;
        }
        let cells: Vec<String> = record.iter().map(str::to_owned).collect();
        let first = parsed.rows.is_empty() && parsed.errors.is_empty();
        let heads = first && cells.first().is_some_and(|cell| cell.starts_with(heading));
        if read.is_ok() && (heads || cells.iter().all(String::is_empty)) {
            continue;
        }
        let outcome = match &read {
            Ok(_) => row(&cells),
            Err(_) => Err("这一行拆不成栏，请检查引号".to_owned()),
        };
        match outcome {
            Ok(row) => parsed.rows.push(row),
            Err(what) => {
                let (line, given) = piece(text, start, reader.position().byte());
                parsed.errors.push(LineError { line, text: cells.join("，"), what });
                if !parsed.refused.is_empty() {
                    parsed.refused.push('\n');
                }
                parsed.refused.push_str(given);
            }
        }
    }
}

/// The text between two places without the line ends around it, and the number of its first line. The
/// reader's own number is that of the line before where lines end as Windows ends them.
fn piece(text: &str, from: u64, to: u64) -> (usize, &str) {
    let [from, to] = [from, to].map(|byte| usize::try_from(byte).unwrap_or(text.len()));
    let given = text.get(from..to).unwrap_or_default();
    let begun = given.trim_start_matches(['\r', '\n']);
    let above = text.get(..to - begun.len()).unwrap_or_default();
    (above.matches('\n').count() + 1, begun.trim_end_matches(['\r', '\n']))
}

/// Dates as people and spreadsheets write them: `2026-10-01`, `2026/10/1`, `2026.10.1`, `2026年10月1日`.
fn date_cell(text: &str, column: &str) -> Result<NaiveDate, String> {
    let parts: Vec<&str> =
        text.trim_end_matches('日').split(['-', '/', '.', '年', '月']).map(str::trim).collect();
    let iso = match parts.as_slice() {
        [year, month, day] => format!("{year}-{month:0>2}-{day:0>2}"),
        _ => text.to_owned(),
    };
    civil_date::parse(&iso).ok_or_else(|| format!("{column}“{text}”不是日期，应如 2026-10-01"))
}

fn yes_no(cell: Option<&String>) -> Result<YesNo, String> {
    match cell.map_or("", String::as_str) {
        "" => Ok(YesNo::Blank),
        "是" | "yes" => Ok(YesNo::Yes),
        "否" | "no" => Ok(YesNo::No),
        other => Err(format!("“{other}”应写“是”或“否”")),
    }
}
