//! Ids for rows of a file that have none, or that of another row.

use std::collections::HashSet;

use super::schema::{RegisterKey, Row, for_register};
use super::{ArchiveBatch, CurrentRule, Event, Order, Registers, Staff};
use crate::self_check::fnv::Fnv;

/// Gives each row of the registers an id of its own: by it a row is changed, deleted and merged.
pub(in crate::self_check) fn complete_ids(registers: &mut Registers) {
    for register in RegisterKey::ALL {
        for_register!(register, T => complete(T::list_mut(registers)));
    }
}

/// A new id comes from what stands in the row, so that two people who open the same file give the same row
/// the same id.
fn complete<T: Row>(rows: &mut [T]) {
    let mut taken: HashSet<String> = rows.iter().map(|row| row.id().to_owned()).collect();
    let mut seen = HashSet::new();
    for row in rows {
        if !row.id().trim().is_empty() && seen.insert(row.id().to_owned()) {
            continue;
        }
        row.set_id(String::new());
        let mut hash = Fnv::default();
        hash.take(serde_json::to_string(row).unwrap_or_default().as_bytes());
        let first = format!("row-{}", hash.hex());
        let mut id = first.clone();
        // Equal rows are told apart by their order.
        let mut count = 1;
        while !taken.insert(id.clone()) {
            count += 1;
            id = format!("{first}-{count}");
        }
        row.set_id(id);
    }
}
