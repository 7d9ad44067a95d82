//! Where a file is broken: found by reading it again without parts of it.
//!
//! Keeping the place in mind while a file is read would take code for every type that is read; this takes
//! none until a file is broken.

use serde_json::Value;

use super::SelfCheck;

/// The path of keys to the first thing in a file that cannot be read, such as `registers.staff[0].expires`;
/// empty when it is the file as a whole.
pub(super) fn broken_place(file: &Value) -> String {
    let mut file = file.clone();
    let (mut pointer, mut place) = (String::new(), String::new());
    while let Some(count) = file.pointer(&pointer).map(count).filter(|count| *count > 0) {
        let with_first = |children| {
            let mut part = file.clone();
            if let Some(parent) = part.pointer_mut(&pointer) {
                keep_first(parent, children);
            }
            part
        };
        if fails(with_first(0)) {
            break;
        }
        // The first child with which it fails.
        let (mut good, mut bad) = (0, count);
        while bad - good > 1 {
            let middle = good + (bad - good) / 2;
            if fails(with_first(middle)) { bad = middle } else { good = middle }
        }
        file = with_first(bad);
        match file.pointer(&pointer) {
            Some(Value::Object(map)) => {
                let key = map.keys().next_back().map_or("", String::as_str);
                let dot = if place.is_empty() { "" } else { "." };
                place = format!("{place}{dot}{key}");
                pointer = format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1"));
            }
            _ => {
                place = format!("{place}[{good}]");
                pointer = format!("{pointer}/{good}");
            }
        }
    }
    place
}

fn fails(file: Value) -> bool {
    serde_json::from_value::<SelfCheck>(file).is_err()
}

fn count(parent: &Value) -> usize {
    match parent {
        Value::Object(map) => map.len(),
        Value::Array(list) => list.len(),
        _ => 0,
    }
}

fn keep_first(parent: &mut Value, children: usize) {
    match parent {
        Value::Object(map) => {
            let mut place = 0..;
            map.retain(|_, _| place.next().is_some_and(|place| place < children));
        }
        Value::Array(list) => list.truncate(children),
        _ => {}
    }
}
