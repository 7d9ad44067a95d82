//! Which changes count: of each leaf the latest ones, where "later" is what a session knew.

use std::collections::{BTreeMap, HashMap};
use std::ops::Bound;
use std::rc::Rc;

use serde_json::Value;

use super::data::Journal;
use super::knowledge::Knowledge;
use super::leaves::{Leaves, is_row, present, row_of, same};
use super::session::{Origin, Seen, Session, Step, StepId};

/// A part of a journal.
#[derive(Debug, Clone, Copy)]
pub(super) enum View<'a> {
    /// All of it.
    All,
    /// So much of each session.
    Known(&'a Seen),
    /// What comes up to that step, itself included, when all steps are put into one order.
    UpTo(&'a StepId),
}

impl View<'_> {
    fn has(self, session: &str, n: u64) -> bool {
        match self {
            Self::All => true,
            Self::Known(seen) => seen.get(session).is_some_and(|known| *known >= n),
            Self::UpTo(id) => (n, session) <= (id.n, id.session.as_str()),
        }
    }
}

/// A change of one leaf, and where it stands.
#[derive(Clone, Copy)]
pub(super) struct Change<'a> {
    pub(super) id: &'a str,
    pub(super) session: &'a Session,
    pub(super) step: &'a Step,
    pub(super) written: &'a Value,
}

/// Changes by the leaf that they set.
pub(super) type Changes<'a> = BTreeMap<&'a str, Vec<Change<'a>>>;

impl<'a> Change<'a> {
    /// The new value; `None` where the leaf was emptied.
    pub(super) fn value(&self) -> Option<&'a Value> {
        present(self.written)
    }

    /// When it was made. Of a choice that a journal begins with, the instant saved with it is known.
    pub(super) fn at(&self) -> &'a str {
        let with_choice = self.written.get("answered_at").and_then(Value::as_str);
        let is_base = self.session.origin == Origin::Base;
        with_choice.filter(|at| is_base && !at.is_empty()).unwrap_or(&self.step.at)
    }

    /// Whether whoever made the other change knew of this one.
    fn precedes(&self, other: &Self, knowledge: &Knowledge<'_>) -> bool {
        if self.id == other.id {
            self.step.n < other.step.n
        } else {
            knowledge.of_other(other.id, self.id) >= self.step.n
        }
    }
}

/// The latest changes of each leaf, in the order of the paths; of several that did not know of each other,
/// the one that counts until somebody decides comes last.
pub(super) struct Heads<'a> {
    by_path: Changes<'a>,
    /// Rows that somebody took away while another wrote in them: they stay until a person has decided. Each
    /// with the change that put it there. What a row comes to follows from the journal alone, so that copies
    /// agree in whatever order they are put together.
    kept_rows: BTreeMap<&'a str, Change<'a>>,
    knowledge: Rc<Knowledge<'a>>,
}

impl Journal {
    pub(super) fn heads(&self, view: View<'_>) -> Heads<'_> {
        let mut changes = Changes::new();
        for (id, session, step) in self.steps().filter(|(id, _, step)| view.has(id, step.n)) {
            for (path, written) in &step.set {
                changes.entry(path).or_default().push(Change { id, session, step, written });
            }
        }
        Heads::of(changes, Rc::new(Knowledge::of(self)))
    }

    /// The values that the changes come to.
    pub(super) fn leaves(&self, view: View<'_>) -> Leaves {
        self.heads(view).leaves()
    }

    /// Where each row stands: rows stand in the order in which they were made, so that one that was taken
    /// away comes back to its place, and copies that are put together come to the same order.
    pub(super) fn row_order(&self) -> HashMap<&str, (u64, &str, u64)> {
        let mut order = HashMap::new();
        for (id, _, step) in self.steps() {
            for (path, place) in step.set.iter().filter(|(path, _)| is_row(path)) {
                if let Some(place) = place.as_u64() {
                    let made = (step.n, id, place);
                    let first = order.entry(path.as_str()).or_insert(made);
                    *first = made.min(*first);
                }
            }
        }
        order
    }
}

impl<'a> Heads<'a> {
    /// What all the changes of some leaves come to; of a row, all changes of its cells must be among them.
    pub(super) fn of(mut by_path: Changes<'a>, knowledge: Rc<Knowledge<'a>>) -> Self {
        let mut put_there = BTreeMap::new();
        for (path, changes) in &mut by_path {
            if is_row(path) {
                let puts = changes.iter().filter(|change| change.value().is_some());
                let last = puts.max_by_key(|change| (change.step.n, change.id)).copied();
                put_there.extend(last.map(|change| (*path, change)));
            }
            *changes = latest(path, changes, &knowledge);
        }
        let mut heads = Heads { by_path, kept_rows: BTreeMap::new(), knowledge };
        put_there.retain(|row, _| heads.edit_beside_removal(row).is_some());
        heads.kept_rows = put_there;
        heads
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&'a str, &[Change<'a>])> {
        self.by_path.iter().map(|(path, changes)| (*path, changes.as_slice()))
    }

    /// What each leaf was set to last, whether or not the row is there to which it belongs.
    pub(super) fn value(&self, path: &str) -> Option<&'a Value> {
        match self.kept_rows.get(path) {
            Some(kept) => kept.value(),
            None => self.by_path.get(path)?.last()?.value(),
        }
    }

    /// The changes that count for a leaf: the latest ones, and of a row that is kept the one that put it there.
    pub(super) fn counting(&self, path: &str) -> impl Iterator<Item = &Change<'a>> {
        let latest = self.by_path.get(path).into_iter().flatten();
        latest.chain(self.kept_rows.get(path))
    }

    fn leaves(&self) -> Leaves {
        let mut leaves = Leaves::new();
        for path in self.by_path.keys() {
            // A row comes before its cells.
            let stands = row_of(path).is_none_or(|row| leaves.contains_key(row));
            if let Some(value) = self.value(path).filter(|_| stands) {
                leaves.insert((*path).to_owned(), value.clone());
            }
        }
        leaves
    }

    /// Paths of the cells of a row that were ever set.
    pub(super) fn cells(&self, row: &str) -> Vec<&'a str> {
        let begin = format!("{row}/");
        let from = (Bound::Included(begin.as_str()), Bound::Unbounded);
        let paths = self.by_path.range::<str, _>(from).map(|(path, _)| *path);
        paths.take_while(|path| path.starts_with(&begin)).collect()
    }

    /// What somebody wrote in a row without knowing that it was taken away; `None` for a leaf that is no row.
    pub(super) fn edit_beside_removal(&self, row: &str) -> Option<Change<'a>> {
        let removals = self.by_path.get(row).filter(|_| is_row(row))?;
        removals.last().filter(|last| last.value().is_none())?;
        let is_known =
            |edit: &Change<'_>| removals.iter().any(|gone| edit.precedes(gone, &self.knowledge));
        self.cells(row).into_iter().find_map(|cell| {
            let edits = &self.by_path[cell];
            // The same value from elsewhere is nothing that was written meanwhile.
            let is_new = |edit: &&Change<'_>| {
                let mut known = edits.iter().filter(|other| is_known(other));
                !is_known(edit) && !known.any(|other| same(cell, other.value(), edit.value()))
            };
            edits.iter().rev().find(is_new).copied()
        })
    }
}

/// Of all changes of a leaf, which come in the order of each session, those that no other one was made
/// after.
fn latest<'a>(path: &str, all: &[Change<'a>], knowledge: &Knowledge<'_>) -> Vec<Change<'a>> {
    let mut lasts: Vec<Change<'a>> = Vec::new();
    for change in all {
        match lasts.last_mut().filter(|last| last.id == change.id) {
            Some(last) => *last = *change,
            None => lasts.push(*change),
        }
    }
    let is_latest = |change: &Change<'a>| {
        let is_last = lasts.iter().any(|last| (last.id, last.step.n) == (change.id, change.step.n));
        is_last && !lasts.iter().any(|other| change.precedes(other, knowledge))
    };
    let (mut latest, former): (Vec<_>, Vec<_>) = all.iter().copied().partition(is_latest);
    // A journal that began elsewhere may begin with a value that was known here and changed knowingly: that
    // it stands there still is no change.
    let was_known = |change: &Change<'a>| {
        change.session.origin == Origin::Base
            && former.iter().any(|known| same(path, known.value(), change.value()))
    };
    latest.retain(|change| !was_known(change));
    latest.sort_by_key(|change| (change.step.n, change.id));
    latest
}
