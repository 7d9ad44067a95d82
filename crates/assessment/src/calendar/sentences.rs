//! Reads a notice in the State Council's own sentences:
//! `二、春节：2月5日（周五）至12日（周五）放假调休，共8天。2月14日（周日）上班。`

use chrono::{Days, NaiveDate};

use crate::civil_date::{is_weekend, weekday};

/// A day that a sentence names: the day, its holiday, and whether it is free.
pub(super) type Named = (NaiveDate, String, bool);

/// The words by which a holiday is known in a notice, and the name that it is given here.
const HOLIDAYS: [(&str, &str); 8] = [
    ("元旦", "元旦"),
    ("春节", "春节"),
    ("清明", "清明节"),
    ("三月三", "壮族三月三"),
    ("劳动", "劳动节"),
    ("端午", "端午节"),
    ("中秋", "中秋节"),
    ("国庆", "国庆节"),
];

/// A holiday in a notice or a list of days: `国庆节、中秋节` where a name has both.
pub(super) fn holidays_in(text: &str) -> impl Iterator<Item = &'static str> {
    HOLIDAYS.iter().filter(|(word, _)| text.contains(word)).map(|(_, name)| *name)
}

/// Whether a line says in a sentence which days are free or worked.
pub(super) fn is_sentence(line: &str) -> bool {
    let first = line.split_whitespace().next().unwrap_or_default();
    line.contains('月')
        && line.contains('日')
        && ["放假", "上班", "补休"].iter().any(|word| line.contains(word))
        && !first.contains('-')
}

/// The days that a line names; `year` where it names none. What is wrong with it stands among them.
pub(super) fn read(line: &str, year: i32) -> Vec<Result<Named, String>> {
    let names: Vec<_> = holidays_in(line).collect();
    let name = if names.is_empty() { "放假".to_owned() } else { names.join("、") };
    let mut reader = Reader { year, name, ..Reader::default() };
    // The number of the sentence, such as `二、`, has no digits that could be taken for a day.
    for clause in line.split(['。', '；', ';']) {
        reader.clause(clause);
    }
    reader.days
}

#[derive(Default)]
struct Reader {
    year: i32,
    name: String,
    days: Vec<Result<Named, String>>,
    /// Dates that wait for the word which says what they are.
    waiting: Vec<NaiveDate>,
    /// That word, where it came before its dates: `放假时间为……`.
    said_before: Option<bool>,
    /// How many days the last word applied to.
    applied: usize,
}

/// A part of a clause.
enum Token {
    Date { year: Option<i32>, month: Option<u32>, day: u32 },
    Weekday(char),
    To,
    Off,
    Work,
    Total(usize),
}

impl Reader {
    fn clause(&mut self, clause: &str) {
        self.waiting.clear();
        self.said_before = None;
        let mut month = None;
        let mut is_range = false;
        let mut rest = clause;
        while !rest.is_empty() {
            let Some((token, after)) = token(rest) else {
                rest = rest.get(rest.chars().next().map_or(1, char::len_utf8)..).unwrap_or("");
                continue;
            };
            rest = after;
            match token {
                Token::Date { year, month: named, day } => {
                    month = named.or(month);
                    self.date(year, month, day, std::mem::take(&mut is_range));
                }
                Token::Weekday(named) => self.check_weekday(named),
                Token::To => is_range = true,
                Token::Off => self.apply(true),
                Token::Work => self.apply(false),
                Token::Total(number) => self.check_total(number),
            }
        }
        if let Some(off) = self.said_before {
            self.apply(off);
        }
    }

    fn date(&mut self, year: Option<i32>, month: Option<u32>, day: u32, ends_a_range: bool) {
        let date =
            month.and_then(|month| NaiveDate::from_ymd_opt(year.unwrap_or(self.year), month, day));
        let Some(date) = date else {
            self.days.push(Err(format!("“{day}日”不是真实的日期，或没有写明月份")));
            return;
        };
        let Some(first) = self.waiting.last().copied().filter(|_| ends_a_range) else {
            self.waiting.push(date);
            return;
        };
        if first < date {
            let more = first.iter_days().skip(1).take_while(|day| *day <= date);
            self.waiting.extend(more.take(MOST));
            return;
        }
        // `12月31日至1月2日`: the first of them lies in the year before.
        match first.checked_sub_months(chrono::Months::new(12)) {
            Some(start) if (date - start).num_days() < 20 => {
                self.waiting.pop();
                self.waiting.extend(start.iter_days().take_while(|day| *day <= date));
            }
            _ => self.days.push(Err(format!("“至”后面的 {date} 早于前面的 {first}"))),
        }
    }

    fn check_weekday(&mut self, named: char) {
        let Some(date) = self.waiting.last().copied() else { return };
        let named = if named == '天' { '日' } else { named };
        if weekday(date) != named.to_string() {
            self.days.push(Err(format!(
                "{date} 是周{}，不是周{named}；请核对年份和日期",
                weekday(date)
            )));
        }
    }

    fn apply(&mut self, off: bool) {
        if self.waiting.is_empty() {
            self.said_before = Some(off);
            return;
        }
        self.said_before = None;
        self.applied = self.waiting.len();
        let name = &self.name;
        self.days.extend(self.waiting.drain(..).map(|date| Ok((date, name.clone(), off))));
    }

    /// `共8天` must be the number of days just named; the weekends next to them may be counted in.
    fn check_total(&mut self, number: usize) {
        if let Some(off) = self.said_before {
            self.apply(off);
        }
        let named: Vec<NaiveDate> = self
            .days
            .iter()
            .rev()
            .take(self.applied)
            .filter_map(|day| day.as_ref().ok().map(|(date, ..)| *date))
            .collect();
        let (Some(first), Some(last)) = (named.iter().min(), named.iter().max()) else { return };
        let before = (1..=2).filter(|back| is_weekend(*first - Days::new(*back))).count();
        let after = (1..=2).filter(|ahead| is_weekend(*last + Days::new(*ahead))).count();
        if !(named.len()..=named.len() + before + after).contains(&number) {
            self.days.push(Err(format!("写的是共 {number} 天，读到 {} 天", named.len())));
        }
    }
}

/// No holiday is longer: beyond that, a date was misread.
const MOST: usize = 20;

/// The token at the beginning of `text`, and what follows it.
fn token(text: &str) -> Option<(Token, &str)> {
    for (word, token) in [
        ("放假", Token::Off),
        ("补休", Token::Off),
        ("上班", Token::Work),
        ("至", Token::To),
        ("到", Token::To),
        ("—", Token::To),
        ("－", Token::To),
        ("-", Token::To),
        ("～", Token::To),
        ("~", Token::To),
    ] {
        if let Some(after) = text.strip_prefix(word) {
            return Some((token, after));
        }
    }
    for word in ["周", "星期"] {
        let after = text.strip_prefix(word).and_then(|after| {
            let day = after.chars().next().filter(|day| "一二三四五六日天".contains(*day))?;
            Some((Token::Weekday(day), &after[day.len_utf8()..]))
        });
        if after.is_some() {
            return after;
        }
    }
    if let Some(after) = text.strip_prefix('共') {
        let (number, after) = number(after)?;
        let after = after.trim_start().strip_prefix('天')?;
        return Some((Token::Total(usize::try_from(number).ok()?), after));
    }
    date(text)
}

/// `2027年2月5日`, `2月5日` or `5日`.
fn date(text: &str) -> Option<(Token, &str)> {
    let (mut year, mut month) = (None, None);
    let (mut value, mut rest) = number(text)?;
    if let Some(after) = rest.strip_prefix('年') {
        year = i32::try_from(value).ok();
        (value, rest) = number(after)?;
    }
    if let Some(after) = rest.strip_prefix('月') {
        month = Some(value);
        (value, rest) = number(after)?;
    }
    let rest = rest.strip_prefix('日')?;
    Some((Token::Date { year, month, day: value }, rest))
}

/// A number in half-width or full-width digits, blanks around it left out.
fn number(text: &str) -> Option<(u32, &str)> {
    let text = text.trim_start();
    let digit = |c: char| match c {
        '０'..='９' => Some(c as u32 - '０' as u32),
        _ => c.to_digit(10),
    };
    let end = text.find(|c| digit(c).is_none()).unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    let value = digits
        .chars()
        .filter_map(digit)
        .try_fold(0_u32, |value, digit| value.checked_mul(10)?.checked_add(digit))?;
    (!digits.is_empty()).then_some((value, rest.trim_start()))
}
