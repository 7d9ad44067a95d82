//! Keys that this version does not know: kept, and put together when copies meet.

use serde_json::{Map, Value};

/// Adds the keys of `from` that `map` lacks.
pub(super) fn fill_map(map: &mut Map<String, Value>, from: &Map<String, Value>) {
    for (key, value) in from {
        if !map.contains_key(key) {
            map.insert(key.clone(), value.clone());
        }
    }
}
