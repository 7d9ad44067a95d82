//! What two copies of a self-check have that differs, in the words of the forms.

use chrono::NaiveDate;
use indexmap::IndexSet;
use serde_json::{Map, Value};

use crate::calendar::{Notice, Region};
use crate::civil_date::{self, plain_date};
use crate::content;
use crate::content::question::{QuestionKind, question, saved_beside};
use crate::self_check::answers::{Answer, AnswerDay, AnswerText, Choice};
use crate::self_check::registers::{
    ArchiveBatch, CurrentRule, Event, Order, Registers, Staff, YesNo, schema,
};
use crate::self_check::settings::{FilingReading, Settings, Target};
use crate::self_check::{SelfCheck, exact_numbers};

/// One place in which two copies differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What it is about, in words: `要点 11.1`, `机构名称`, `评价批次“秋季批”`.
    pub place: String,
    /// What we have; empty for nothing.
    pub ours: String,
    /// What the other copy has; empty for nothing.
    pub theirs: String,
}

/// Where `theirs` differs from `ours`, in the order of the file.
pub fn differences(ours: &SelfCheck, theirs: &SelfCheck) -> Vec<Difference> {
    let mut found = Vec::new();
    let mut compare = |place: String, ours: String, theirs: String| {
        if ours != theirs {
            found.push(Difference { place, ours, theirs });
        }
    };
    compare("自查名称".to_owned(), ours.title.clone(), theirs.title.clone());
    for key in union(ours.profile.values().keys(), theirs.profile.values().keys()) {
        let text = |self_check: &SelfCheck| {
            let saved = self_check.profile.values().get(key);
            saved.map(|value| profile_words(key, value)).unwrap_or_default()
        };
        compare(profile_place(key), text(ours), text(theirs));
    }
    for id in union(ours.answers.keys(), theirs.answers.keys()) {
        let text = |self_check: &SelfCheck| {
            self_check.answers.get(id).map(|answer| answer_words(id, answer)).unwrap_or_default()
        };
        compare(format!("要点 {id}"), text(ours), text(theirs));
    }
    for (our_row, their_row) in pairs(rows(&ours.registers), rows(&theirs.registers)) {
        let place = our_row.as_ref().or(their_row.as_ref()).map(Row::place).unwrap_or_default();
        let [ours, theirs] = unlike_cells(our_row, their_row);
        compare(place, ours, theirs);
    }
    let target = |self_check: &SelfCheck, key: &str| {
        let own = self_check.targets.iter().find(|target| target.key == key);
        own.map(target_words).unwrap_or_default()
    };
    let keys = |self_check: &SelfCheck| -> Vec<String> {
        self_check.targets.iter().map(|target| target.key.clone()).collect()
    };
    for key in union(&keys(ours), &keys(theirs)) {
        let labelled = |self_check: &SelfCheck| {
            let own = self_check.targets.iter().find(|target| target.key == key);
            own.map(|target| target.label.clone()).filter(|label| !label.is_empty())
        };
        let label = labelled(ours).or_else(|| labelled(theirs)).unwrap_or_else(|| key.to_owned());
        compare(format!("自定目标：{label}"), target(ours, key), target(theirs, key));
    }
    let (our_settings, their_settings) =
        (settings_words(&ours.settings), settings_words(&theirs.settings));
    let places = |words: &[(String, String)]| -> Vec<String> {
        words.iter().map(|(place, _)| place.clone()).collect()
    };
    for place in union(&places(&our_settings), &places(&their_settings)) {
        let said = |words: &[(String, String)]| {
            let found = words.iter().find(|(other, _)| other == place);
            found.map(|(_, words)| words.clone()).unwrap_or_default()
        };
        compare(place.to_owned(), said(&our_settings), said(&their_settings));
    }
    found
}

fn union<'a>(
    ours: impl IntoIterator<Item = &'a String>,
    theirs: impl IntoIterator<Item = &'a String>,
) -> impl Iterator<Item = &'a str> {
    ours.into_iter().chain(theirs).map(String::as_str).collect::<IndexSet<_>>().into_iter()
}

/// What a key of the profile is about: its question, or the choice that has a key of its own.
pub(super) fn profile_place(key: &str) -> String {
    match (question(key), saved_beside(key)) {
        (Some(question), _) => question.label.to_owned(),
        (None, Some((question, choice))) => format!("{}：{}", question.label, choice.label),
        (None, None) => key.to_owned(),
    }
}

/// What is saved under a key of the profile, as the form shows it.
pub(super) fn profile_words(key: &str, value: &Value) -> String {
    match (question(key), value) {
        (Some(question), Value::String(text)) => match question.kind {
            QuestionKind::Date => civil_date::parse(text).map_or_else(|| text.clone(), plain_date),
            _ => question.choice(text).map_or_else(|| text.clone(), |one| one.label.to_owned()),
        },
        (None, Value::String(text)) if text == "yes" && saved_beside(key).is_some() => {
            "选了这一项".to_owned()
        }
        _ => words(value),
    }
}

/// The choice made at an item, in the words that the item has for it.
pub(super) fn choice_words(item: &str, choice: Choice) -> &'static str {
    content::item(item).map_or_else(|| choice.label(), |item| choice.label_for(item))
}

fn answer_words(item: &str, answer: &Answer) -> String {
    let state = answer.state.map_or("", |choice| choice_words(item, choice)).to_owned();
    let texts = AnswerText::ALL.map(|text| text.of(answer).to_owned());
    let days = AnswerDay::ALL.map(|day| {
        day.of(answer)
            .map(|date| format!("{} {}", day.label(), plain_date(date)))
            .unwrap_or_default()
    });
    std::iter::once(state)
        .chain(texts)
        .chain(days)
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("；")
}

/// One row of a register in words. The id tells rows apart and is shown to nobody.
struct Row {
    register: &'static str,
    id: String,
    name: String,
    cells: Vec<(String, String)>,
}

impl Row {
    fn new(
        register: &'static str,
        (id, name): (&str, &str),
        known: Vec<(&'static str, String)>,
        extra: &Map<String, Value>,
    ) -> Self {
        let known = known.into_iter().map(|(label, words)| (label.to_owned(), words));
        // Of cells of a later version nothing is known but the key.
        let later = extra.iter().map(|(key, value)| (key.clone(), words(value)));
        let cells = known.chain(later).filter(|(_, words)| !words.is_empty()).collect();
        Self { register, id: id.to_owned(), name: name.to_owned(), cells }
    }

    fn place(&self) -> String {
        match self.name.trim() {
            "" => format!("{}（未命名）", self.register),
            name => format!("{}“{name}”", self.register),
        }
    }

    /// As in merging: by the id, and without one by all that stands in the row.
    fn is_same(&self, other: &Self) -> bool {
        (self.register, &self.id) == (other.register, &other.id)
            && (!self.id.is_empty() || self.cells == other.cells)
    }
}

/// Each row of ours with the one of theirs, if there is one, then what only they have. An edited file may
/// give one id twice: each row is used once, so that none hides another.
fn pairs(ours: Vec<Row>, mut theirs: Vec<Row>) -> Vec<(Option<Row>, Option<Row>)> {
    let mut pairs: Vec<_> = ours
        .into_iter()
        .map(|row| {
            let place = theirs.iter().position(|other| row.is_same(other));
            (Some(row), place.map(|place| theirs.remove(place)))
        })
        .collect();
    pairs.extend(theirs.into_iter().map(|row| (None, Some(row))));
    pairs
}

/// Of a row that both have, the cells in which they differ; of any other, all.
fn unlike_cells(ours: Option<Row>, theirs: Option<Row>) -> [String; 2] {
    let cells = |row: Option<Row>| row.map(|row| row.cells);
    let (ours, theirs) = (cells(ours), cells(theirs));
    let told = |one: &Option<Vec<(String, String)>>, other: &Option<Vec<(String, String)>>| {
        let Some(cells) = one else { return String::new() };
        let unlike = cells.iter().filter(|cell| !other.as_ref().is_some_and(|o| o.contains(cell)));
        let said: Vec<String> = unlike.map(|(label, words)| format!("{label}：{words}")).collect();
        match said.as_slice() {
            // The row is there, however little stands in it.
            [] if other.is_none() => "（空行）".to_owned(),
            said => said.join("；"),
        }
    };
    [told(&ours, &theirs), told(&theirs, &ours)]
}

fn rows(registers: &Registers) -> Vec<Row> {
    fn of<T: schema::Row>(registers: &Registers) -> impl Iterator<Item = Row> {
        T::list(registers).iter().map(|row| {
            let cells = T::COLUMNS.iter().filter(|column| column.is_asked(row));
            let cells = cells.map(|column| (column.label, column.words(row))).collect();
            Row::new(T::TITLE, (row.id(), row.name()), cells, row.unknown())
        })
    }
    let events = of::<Event>(registers);
    let others = of::<Staff>(registers).chain(of::<ArchiveBatch>(registers));
    let orders = of::<Order>(registers).chain(of::<CurrentRule>(registers));
    events.chain(others).chain(orders).collect()
}

fn target_words(target: &Target) -> String {
    target.days.map(|days| format!("{days} {}", target.kind.unit())).unwrap_or_default()
}

/// Each switch: its key, its name, and how it stands.
pub(super) fn switches(settings: &Settings) -> [(&'static str, &'static str, &'static str); 4] {
    let reading = match settings.filing_reading {
        FilingReading::Safe => "稳妥：中间满 20 个工作日",
        FilingReading::Literal => "备案当日计入 20 个工作日",
        FilingReading::Window => "开展前最后 20 个工作日的窗口",
    };
    [
        ("guangxi", "壮族三月三按放假计", yes_no(settings.guangxi)),
        ("filing_reading", "备案期限的读法", reading),
        ("retention_rolls", "保管期届满日顺延", yes_no(settings.retention_rolls)),
        ("rectification_rolls", "整改限期届满日顺延", yes_no(settings.rectification_rolls)),
    ]
}

/// Each switch and each notice with its name.
fn settings_words(settings: &Settings) -> Vec<(String, String)> {
    let known = switches(settings).map(|(_, place, words)| (place.to_owned(), words.to_owned()));
    let notices = settings.notices.iter();
    let notices = notices.map(|one| (notice_place(one.year, one.region), notice_words(one)));
    let later = settings.extra.iter().map(|(key, value)| (key.clone(), words(value)));
    known.into_iter().chain(notices).chain(later).collect()
}

/// Whose holidays of which year a notice is about.
pub(super) fn notice_place(year: i32, region: Region) -> String {
    format!("{year} 年放假安排（{}）", region.label())
}

/// The days of a notice.
pub(super) fn notice_words(notice: &Notice) -> String {
    let day = |date: NaiveDate, name: &str, off: bool| {
        format!("{} {name} {}", plain_date(date), if off { "放假" } else { "上班" })
    };
    let days = notice.days.iter().map(|one| day(one.date, &one.name, one.is_off_day));
    days.collect::<Vec<_>>().join("；")
}

fn yes_no(answer: YesNo) -> &'static str {
    match answer {
        YesNo::Yes => "是",
        YesNo::No => "否",
        YesNo::Blank => "",
    }
}

/// A value of the file that may have any shape: lists of rows, and what a later version saved.
pub(super) fn words(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => exact_numbers::shown(text).to_owned(),
        Value::Array(rows) => rows.iter().map(words).collect::<Vec<_>>().join("；"),
        Value::Object(cells) => {
            let cells = cells.values().map(words);
            cells.filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join(" · ")
        }
        other => other.to_string(),
    }
}
