//! What a leaf and its value are, in the words of the forms.

use serde_json::{Value, json};

use super::leaves::{is_row, segments};
use crate::civil_date::{self, plain_date};
use crate::self_check::SelfCheck;
use crate::self_check::answers::{AnswerDay, AnswerText};
use crate::self_check::differences::{
    choice_words, notice_place, notice_words, profile_place, profile_words, switches, words,
};
use crate::self_check::registers::schema::RegisterKey;
use crate::self_check::settings::Settings;

/// What a leaf is about: `要点 23.3：备注`, `工作人员“莫䶮”：有效期至`. A row is named as it stands in one of
/// the copies.
pub fn place_words(path: &str, copies: &[&SelfCheck]) -> String {
    let parts = segments(path);
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    match parts.as_slice() {
        ["title"] => "自查名称".to_owned(),
        ["profile", key] => profile_place(key),
        ["answers", item, field] => format!("要点 {item}：{}", answer_label(field)),
        ["registers", register, row, cell @ ..] => {
            let Some(register) = register_of(register) else { return parts.join("/") };
            let names = copies.iter().map(|copy| register.row_name(&copy.registers, row));
            let name = names.into_iter().find(|name| !name.trim().is_empty());
            let row = name.map_or_else(
                || register.title().to_owned(),
                |name| format!("{}“{}”", register.title(), name.trim()),
            );
            match cell.first() {
                None => row,
                Some(cell) => format!("{row}：{}", register.column_label(cell)),
            }
        }
        ["targets", key, field @ ..] => {
            let targets = copies.iter().flat_map(|copy| &copy.targets);
            let mut labels = targets.filter(|target| target.key == *key).map(|one| &one.label);
            let target = format!("自定目标：{}", labels.next().map_or(*key, String::as_str));
            match field.first() {
                Some(&"kind") => format!("{target}（天数的算法）"),
                _ => target,
            }
        }
        ["settings", "notices", notice] => {
            let parts = notice.split_once('-');
            let known = parts.and_then(|(year, region)| {
                let region = serde_json::from_value(Value::from(region)).ok()?;
                Some(notice_place(year.parse().ok()?, region))
            });
            known.unwrap_or_else(|| (*notice).to_owned())
        }
        ["settings", key] => {
            let switch =
                switches(&Settings::default()).into_iter().find(|(known, ..)| known == key);
            switch.map_or(*key, |(_, place, _)| place).to_owned()
        }
        parts => parts.join("/"),
    }
}

/// A value as the form shows it; empty for an emptied leaf, or one that was taken away.
pub fn value_words(path: &str, value: Option<&Value>) -> String {
    let Some(value) = value else { return String::new() };
    let parts = segments(path);
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    let known = match parts.as_slice() {
        _ if is_row(path) => Some("在册".to_owned()),
        ["profile", key] => Some(profile_words(key, value)),
        ["answers", item, "state"] => {
            let choice =
                value.get("state").cloned().and_then(|one| serde_json::from_value(one).ok());
            choice.map(|choice| choice_words(item, choice).to_owned())
        }
        ["answers", _, field] if AnswerDay::ALL.iter().any(|day| day.key() == *field) => {
            value.as_str().and_then(civil_date::parse).map(plain_date)
        }
        ["registers", register, _, cell] => {
            register_of(register).and_then(|register| register.cell_words(cell, value))
        }
        ["targets", _, "kind"] => {
            let unit = match value.as_str() {
                Some("working") => "工作日",
                _ => "自然日",
            };
            Some(unit.to_owned())
        }
        ["settings", "notices", _] => {
            let notice = serde_json::from_value(value.clone()).ok();
            notice.map(|notice| notice_words(&notice))
        }
        ["settings", key] => {
            let settings = serde_json::from_value(json!({ *key: value })).ok();
            let switches = settings.map(|settings| switches(&settings)).into_iter().flatten();
            let mut switch = switches.filter(|(known, ..)| known == key);
            switch.next().map(|(.., words)| words.to_owned())
        }
        _ => None,
    };
    known.unwrap_or_else(|| words(value))
}

fn register_of(key: &str) -> Option<RegisterKey> {
    RegisterKey::ALL.into_iter().find(|register| register.key() == key)
}

fn answer_label(field: &str) -> &str {
    let text = AnswerText::ALL.into_iter().find(|text| text.key() == field);
    let day = AnswerDay::ALL.into_iter().find(|day| day.key() == field);
    match (text, day) {
        (Some(text), _) => text.label(),
        (None, Some(day)) => day.label(),
        (None, None) if field == "state" => "作答",
        (None, None) => field,
    }
}
