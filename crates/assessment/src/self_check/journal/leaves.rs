//! The state of a self-check as leaves: a path and a value each, such as `/answers/23.3/note`.
//!
//! A leaf is what one person can change without touching what another changes: one text, one cell, one
//! answer of the profile. A choice and who made it when are one leaf, as are lists whose rows have no id.
//! A row of a register is a leaf of its own, which says that the row is there, and where it was put.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::{Map, Value, json};

use crate::self_check::registers::schema::RegisterKey;
use crate::self_check::settings::Target;

/// The leaves of a state, by path. What is empty is absent.
pub(super) type Leaves = BTreeMap<String, Value>;

/// The file's key of a journal of the shape that was never released: kept, and not read.
pub(in crate::self_check) const FORMER_JOURNAL: &str = "journal_1";

/// What identifies a copy, and is not changed by people.
const FIXED: [&str; 7] =
    ["format", "version", "regulation", "id", "created_at", "updated_at", FORMER_JOURNAL];
/// What belongs to a choice and goes with it.
const CHOICE: [&str; 3] = ["state", "answered_at", "answered_by"];

/// The leaves of a saved self-check, or of a part of one.
pub(super) fn leaves(state: &Value) -> Leaves {
    let mut leaves = Leaves::new();
    for (key, value) in state.as_object().into_iter().flatten() {
        match (key.as_str(), value) {
            (fixed, _) if FIXED.contains(&fixed) => {}
            ("profile", Value::Object(fields)) => {
                fields.iter().for_each(|(field, value)| put(&mut leaves, [key, field], value));
            }
            ("settings", Value::Object(fields)) => {
                for (field, value) in fields {
                    match value.as_array().filter(|_| field == "notices") {
                        Some(notices) => notices.iter().for_each(|notice| {
                            put(&mut leaves, [key, field, &notice_key(notice)], notice);
                        }),
                        None => put(&mut leaves, [key, field], value),
                    }
                }
            }
            ("answers", Value::Object(answers)) => {
                answers.iter().for_each(|(item, answer)| put_answer(&mut leaves, item, answer));
            }
            ("registers", Value::Object(registers)) => {
                for (register, rows) in registers {
                    let known = RegisterKey::ALL.into_iter().find(|known| known.key() == register);
                    let blank = known.map(RegisterKey::blank_row).unwrap_or_default();
                    put_rows(&mut leaves, &path(["registers", register]), "id", rows, &blank);
                }
            }
            ("targets", rows) => {
                let blank = serde_json::to_value(Target::default()).unwrap_or_default();
                put_rows(&mut leaves, "/targets", "key", rows, &blank);
            }
            _ => put(&mut leaves, [key], value),
        }
    }
    leaves
}

/// What tells a notice from others: its year and whose it is.
fn notice_key(notice: &Value) -> String {
    let text = |key| notice.get(key).map(Value::to_string).unwrap_or_default();
    format!("{}-{}", text("year"), text("region").trim_matches('"'))
}

fn put_answer(leaves: &mut Leaves, item: &str, answer: &Value) {
    let Value::Object(fields) = answer else {
        return put(leaves, ["answers", item], answer);
    };
    if fields.contains_key("state") {
        let choice: Map<String, Value> = CHOICE
            .iter()
            .filter_map(|key| Some(((*key).to_owned(), fields.get(*key)?.clone())))
            .collect();
        put(leaves, ["answers", item, "state"], &Value::Object(choice));
    }
    for (field, value) in fields.iter().filter(|(field, _)| !CHOICE.contains(&field.as_str())) {
        put(leaves, ["answers", item, field], value);
    }
}

/// Rows that their ids tell apart. Cells that a new row has anyway have no leaf.
fn put_rows(leaves: &mut Leaves, at: &str, id: &str, rows: &Value, blank: &Value) {
    let list = rows.as_array().map(Vec::as_slice).unwrap_or_default();
    let ids: Vec<&str> = list.iter().filter_map(|row| row.get(id)?.as_str()).collect();
    let distinct = ids.iter().collect::<BTreeSet<_>>().len();
    if distinct < list.len() || ids.contains(&"") || !rows.is_array() {
        if !is_empty(rows) {
            leaves.insert(at.to_owned(), rows.clone());
        }
        return;
    }
    for (place, (row_id, row)) in ids.iter().zip(list).enumerate() {
        let own = format!("{at}{}", path([*row_id]));
        for (field, value) in row.as_object().into_iter().flatten().filter(|(key, _)| *key != id) {
            if !value.is_null() && blank.get(field) != Some(value) {
                leaves.insert(format!("{own}{}", path([field])), value.clone());
            }
        }
        leaves.insert(own, Value::from(place));
    }
}

fn put<'a>(
    leaves: &mut Leaves,
    segments: impl IntoIterator<Item = impl AsRef<str> + 'a>,
    value: &Value,
) {
    if !is_empty(value) {
        leaves.insert(path(segments), value.clone());
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(rows) => rows.is_empty(),
        _ => false,
    }
}

/// The path of those segments, escaped as in a JSON pointer (RFC 6901).
pub(super) fn path(segments: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    let escaped = |segment: &str| segment.replace('~', "~0").replace('/', "~1");
    segments.into_iter().map(|segment| format!("/{}", escaped(segment.as_ref()))).collect()
}

/// The segments of a path.
pub(super) fn segments(path: &str) -> Vec<String> {
    path.split('/').skip(1).map(|part| part.replace("~1", "/").replace("~0", "~")).collect()
}

/// Whether the leaf says that a row is there.
pub(super) fn is_row(path: &str) -> bool {
    let depth = path.matches('/').count();
    path.starts_with("/registers/") && depth == 3 || path.starts_with("/targets/") && depth == 2
}

/// The row that a leaf belongs to, if it is a cell of one.
pub(super) fn row_of(path: &str) -> Option<&str> {
    let (row, _) = path.rsplit_once('/')?;
    is_row(row).then_some(row)
}

/// Whether two values of a leaf say the same: a row is there wherever it stands, and a choice is the same
/// whoever made it when.
pub(super) fn same(path: &str, one: Option<&Value>, other: Option<&Value>) -> bool {
    let (Some(a), Some(b)) = (one, other) else { return one.is_none() && other.is_none() };
    if is_row(path) {
        return true;
    }
    let is_choice = path.starts_with("/answers/") && path.ends_with("/state");
    if is_choice { a.get("state") == b.get("state") } else { a == b }
}

/// A value of a step; `None` for an emptied leaf.
pub(super) fn present(value: &Value) -> Option<&Value> {
    (!value.is_null()).then_some(value)
}

/// What leads from one state to another; null for a leaf that was emptied. Of a row that went, the row alone.
pub(super) fn changes(before: &Leaves, after: &Leaves) -> Leaves {
    let gone = before.keys().filter(|path| {
        !after.contains_key(*path) && row_of(path).is_none_or(|row| after.contains_key(row))
    });
    let gone = gone.map(|path| (path.clone(), Value::Null));
    let set = after.iter().filter(|(path, value)| match before.get(*path) {
        // A row is there wherever it stands.
        Some(former) => !is_row(path) && former != *value,
        None => true,
    });
    gone.chain(set.map(|(path, value)| (path.clone(), value.clone()))).collect()
}

/// Puts a value at a path of a saved self-check, or takes it away. A cell of a row that is not there is
/// left out.
pub(super) fn set(state: &mut Value, path: &str, value: Option<&Value>) {
    let segments = segments(path);
    let names: Vec<&str> = segments.iter().map(String::as_str).collect();
    match names.as_slice() {
        ["answers", item, field] => {
            let answers = child(state, "answers", json!({}));
            let answer = child(answers, item, json!({}));
            if *field == "state" {
                CHOICE.iter().for_each(|key| put_in(answer, key, None));
                for (key, value) in value.and_then(Value::as_object).into_iter().flatten() {
                    put_in(answer, key, Some(value));
                }
            } else {
                put_in(answer, field, value);
            }
            if answer.as_object().is_some_and(Map::is_empty) {
                put_in(answers, item, None);
            }
        }
        ["registers", register, id] => {
            set_row(
                child(child(state, "registers", json!({})), register, json!([])),
                "id",
                id,
                value,
            );
        }
        ["targets", id] => set_row(child(state, "targets", json!([])), "key", id, value),
        ["registers", register, id, field] => {
            let rows = child(child(state, "registers", json!({})), register, json!([]));
            set_cell(rows, "id", id, field, value);
        }
        ["targets", id, field] => {
            set_cell(child(state, "targets", json!([])), "key", id, field, value);
        }
        ["settings", "notices", key] => {
            let notices = child(child(state, "settings", json!({})), "notices", json!([]));
            set_notice(notices, key, value);
        }
        // Only an altered journal names what people do not change.
        [only] if !FIXED.contains(only) => put_in(state, only, value),
        [group, key] => put_in(child(state, group, json!({})), key, value),
        _ => {}
    }
}

fn child<'a>(parent: &'a mut Value, key: &str, empty: Value) -> &'a mut Value {
    if !parent.is_object() {
        *parent = json!({});
    }
    match parent {
        Value::Object(map) => map.entry(key.to_owned()).or_insert(empty),
        other => other,
    }
}

fn put_in(parent: &mut Value, key: &str, value: Option<&Value>) {
    if let Value::Object(map) = parent {
        match value {
            Some(value) => {
                map.insert(key.to_owned(), value.clone());
            }
            None => {
                map.shift_remove(key);
            }
        }
    }
}

fn set_row(rows: &mut Value, id_key: &str, id: &str, value: Option<&Value>) {
    let Value::Array(rows) = rows else { return };
    let place = rows.iter().position(|row| row.get(id_key).and_then(Value::as_str) == Some(id));
    match (place, value) {
        (Some(place), None) => {
            rows.remove(place);
        }
        (None, Some(at)) => {
            let at = at.as_u64().and_then(|at| usize::try_from(at).ok());
            rows.insert(at.unwrap_or(rows.len()).min(rows.len()), json!({ id_key: id }));
        }
        _ => {}
    }
}

fn set_notice(notices: &mut Value, key: &str, value: Option<&Value>) {
    let Value::Array(notices) = notices else { return };
    notices.retain(|notice| notice_key(notice) != key);
    notices.extend(value.cloned());
    notices.sort_by_key(|notice| notice.get("year").and_then(Value::as_i64));
}

/// Puts the rows of a saved self-check in the order that `order` gives to their paths.
pub(super) fn sort_rows<K: Ord + Copy>(state: &mut Value, order: &HashMap<&str, K>) {
    let sort = |rows: &mut Value, at: &str, id: &str| {
        let place = |row: &Value| {
            let id = row.get(id).and_then(Value::as_str).unwrap_or_default();
            order.get(format!("{at}{}", path([id])).as_str()).copied()
        };
        if let Value::Array(rows) = rows {
            // Rows of which nothing is known stay behind those that are.
            rows.sort_by_cached_key(|row| place(row).map_or((1, None), |place| (0, Some(place))));
        }
    };
    if let Some(Value::Object(registers)) = state.get_mut("registers") {
        for (register, rows) in registers {
            sort(rows, &path(["registers", register]), "id");
        }
    }
    if let Some(targets) = state.get_mut("targets") {
        sort(targets, "/targets", "key");
    }
}

fn set_cell(rows: &mut Value, id_key: &str, id: &str, field: &str, value: Option<&Value>) {
    let Value::Array(rows) = rows else { return };
    if let Some(row) =
        rows.iter_mut().find(|row| row.get(id_key).and_then(Value::as_str) == Some(id))
    {
        put_in(row, field, value);
    }
}
