//! Two copies of a self-check put together by what was done to each.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::Value;

use super::leaves::{Leaves, is_row, leaves, row_of, same, set};
use super::record::part;
use super::{Entry, Journal, SHAPE, Scope, Session, Stamp, hash};
use crate::self_check::{SelfCheck, merge};

/// One of the two copies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// The copy that is merged into.
    Ours,
    /// The copy that is taken in.
    Theirs,
}

/// A leaf that both sides changed without knowing of each other.
#[derive(Debug, Clone, PartialEq)]
pub struct Conflict {
    /// The leaf.
    pub path: String,
    /// Value, person and instant on our side.
    pub ours: Version,
    /// The same on theirs.
    pub theirs: Version,
    /// Which one stands until a person has decided.
    pub provisional: Side,
}

/// What one side says of a leaf.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Version {
    /// The value; absent where it was emptied or deleted.
    pub value: Option<Value>,
    /// Who wrote it, as far as it is known.
    pub who: String,
    /// When, by that person's clock.
    pub at: String,
}

/// What merging comes to.
#[derive(Debug, Clone, PartialEq)]
pub struct Merged {
    /// The merged self-check. Where sides conflict and nothing was decided, the provisional one.
    pub self_check: SelfCheck,
    /// Every leaf that both changed without knowing of each other, decided or not.
    pub conflicts: Vec<Conflict>,
}

/// An entry, and where it stands.
#[derive(Clone, Copy)]
struct At<'a> {
    session: &'a str,
    index: u64,
    entry: &'a Entry,
}

/// The journal's entries by leaf.
fn by_path(journal: &Journal) -> BTreeMap<&str, Vec<At<'_>>> {
    let mut paths: BTreeMap<&str, Vec<At<'_>>> = BTreeMap::new();
    for (id, session) in &journal.sessions {
        for (index, entry) in (session.skipped..).zip(&session.entries) {
            paths.entry(&entry.path).or_default().push(At { session: id, index, entry });
        }
    }
    paths
}

/// Whether whoever made `b` knew of `a`.
fn precedes(journal: &Journal, a: At<'_>, b: At<'_>) -> bool {
    if a.session == b.session {
        return a.index < b.index;
    }
    let seen = journal.sessions.get(b.session).and_then(|session| session.seen.get(a.session));
    seen.is_some_and(|count| *count > a.index)
}

/// The entries that no other one of the same leaf was made after, the provisional one last.
fn maximal<'a>(journal: &Journal, entries: &[At<'a>]) -> Vec<At<'a>> {
    let mut newest: Vec<At<'a>> = entries
        .iter()
        .filter(|a| !entries.iter().any(|b| precedes(journal, **a, *b)))
        .copied()
        .collect();
    newest.sort_by_key(|at| (at.entry.lamport, at.session));
    newest
}

/// What the journal says of each leaf that has entries.
pub(super) fn newest(journal: &Journal) -> Vec<(String, Option<Value>)> {
    by_path(journal)
        .into_iter()
        .filter_map(|(path, entries)| {
            let last = maximal(journal, &entries).pop()?;
            Some((path.to_owned(), last.entry.value.clone()))
        })
        .collect()
}

/// The state of `self_check` as it was before the entries that `known` does not count.
fn as_known(self_check: &SelfCheck, known: &BTreeMap<String, u64>) -> Leaves {
    let mut json = serde_json::to_value(self_check).unwrap_or_default();
    // In the order of the paths, so that a row is there before its cells.
    for (path, entries) in by_path(&self_check.journal) {
        let is_known = |at: &At<'_>| known.get(at.session).is_some_and(|count| *count > at.index);
        let (before, after): (Vec<At<'_>>, Vec<At<'_>>) = entries.into_iter().partition(is_known);
        let Some(first) = after.iter().min_by_key(|at| (at.entry.lamport, at.session)) else {
            continue;
        };
        let value = match maximal(&self_check.journal, &before).pop() {
            Some(last) => &last.entry.value,
            None => &first.entry.was,
        };
        set(&mut json, path, value.as_ref());
    }
    leaves(&json)
}

/// Whether two copies began as one file: their journals share a base, or one of them is still what the
/// other's journal began with.
fn are_related(ours: &SelfCheck, theirs: &SelfCheck) -> bool {
    let begins = |copy: &SelfCheck, other: &SelfCheck| {
        copy.journal.is_empty() && other.journal.bases.contains(&hash(&part(copy, &Scope::All)))
    };
    !ours.journal.bases.is_disjoint(&theirs.journal.bases)
        || begins(ours, theirs)
        || begins(theirs, ours)
}

/// What a copy holds that its journal does not carry, as a session of its own: it has no journal, one
/// without entries, or one that began elsewhere. `other` tells what the two had in common.
fn uncarried(copy: &SelfCheck, other: &SelfCheck, related: bool) -> Option<(String, Session)> {
    let known = copy.journal.counts();
    if related && copy.journal.sessions.values().all(|session| session.skipped == 0) {
        return None;
    }
    let state = part(copy, &Scope::All);
    let id = hash(&state);
    let common = as_known(other, &known);
    let lamport = other.journal.next_lamport();
    let mut paths: Vec<&String> = common.keys().chain(state.keys()).collect();
    paths.sort_unstable();
    paths.dedup();
    let entries: Vec<Entry> = paths
        .into_iter()
        .filter(|path| {
            row_of(path).is_none_or(|row| state.contains_key(row) && common.contains_key(row))
        })
        .filter(|path| !same(path, common.get(*path), state.get(*path)))
        // Of copies that did not begin as one file, what one lacks was not deleted there.
        .filter(|path| related || state.contains_key(*path))
        .map(|path| Entry {
            lamport,
            at: copy.updated_at.clone(),
            step: 1,
            path: path.clone(),
            value: state.get(path).cloned(),
            was: common.get(path).cloned(),
            ..Entry::default()
        })
        .collect();
    (!entries.is_empty())
        .then(|| (format!("copy-{id}"), Session { seen: known, entries, ..Session::default() }))
}

/// Merges `theirs` into `ours`: what each side did since they parted stands. Where both changed one leaf
/// without knowing of each other, `decide` says whose value counts; until it does, the provisional one,
/// which does not depend on the sides.
pub fn merge(
    ours: &SelfCheck,
    theirs: &SelfCheck,
    decide: impl Fn(&str) -> Option<Side>,
    stamp: &Stamp,
) -> Merged {
    if ours.journal.is_empty() && theirs.journal.is_empty() {
        // Neither was changed by a build with a journal: all there is to go by are their instants.
        let self_check = merge::merge(ours, theirs);
        return Merged { self_check, conflicts: Vec::new() };
    }
    let mut all = ours.journal.union(&theirs.journal);
    let related = are_related(ours, theirs);
    let uncarried = [uncarried(ours, theirs, related), uncarried(theirs, ours, related)];
    for (id, session) in uncarried.into_iter().flatten() {
        // A copy that was taken in before is in the journal already.
        all.sessions.entry(id).or_insert_with(|| Arc::new(session));
    }
    let (ours_state, theirs_state) = (part(ours, &Scope::All), part(theirs, &Scope::All));
    let paths = by_path(&all);
    let mut conflicts = Vec::new();
    let mut values: Vec<(String, Option<Value>)> = Vec::new();
    for (path, entries) in &paths {
        let newest = maximal(&all, entries);
        let Some(last) = newest.last() else { continue };
        let mut value = last.entry.value.clone();
        let (our_value, their_value) = (ours_state.get(*path), theirs_state.get(*path));
        let mut differ =
            newest.iter().any(|at| !same(path, at.entry.value.as_ref(), value.as_ref()));
        if is_row(path)
            && (differ || value.is_none() && is_edited_elsewhere(&all, &paths, path, &newest))
        {
            // A row that one deletes and another goes on writing in stays until a person has decided.
            value = our_value.or(their_value).cloned();
            differ = true;
        }
        if differ && !same(path, our_value, their_value) {
            let version = |side: Option<&Value>| version(&all, &newest, path, side);
            let provisional =
                if same(path, our_value, value.as_ref()) { Side::Ours } else { Side::Theirs };
            match decide(path) {
                Some(Side::Ours) => value = our_value.cloned(),
                Some(Side::Theirs) => value = their_value.cloned(),
                None => {}
            }
            conflicts.push(Conflict {
                path: (*path).to_owned(),
                ours: version(our_value),
                theirs: version(their_value),
                provisional,
            });
        }
        values.push(((*path).to_owned(), value));
    }
    let self_check = written(ours, theirs, all.clone(), &ours_state, &values, &conflicts, stamp);
    Merged { self_check, conflicts }
}

/// Whether somebody wrote in a row without knowing that it was deleted.
fn is_edited_elsewhere(
    journal: &Journal,
    paths: &BTreeMap<&str, Vec<At<'_>>>,
    row: &str,
    deleted: &[At<'_>],
) -> bool {
    let cells = format!("{row}/");
    paths
        .range(cells.as_str()..)
        .take_while(|(path, _)| path.starts_with(&cells))
        .flat_map(|(_, entries)| entries)
        .any(|edit| deleted.iter().all(|gone| !precedes(journal, *edit, *gone)))
}

/// Who wrote a value, and when.
fn version(journal: &Journal, newest: &[At<'_>], path: &str, value: Option<&Value>) -> Version {
    let author = newest.iter().rev().find(|at| same(path, at.entry.value.as_ref(), value));
    let session = author.and_then(|at| journal.sessions.get(at.session));
    Version {
        value: value.cloned(),
        who: session.map(|session| session.who.clone()).unwrap_or_default(),
        at: author.map(|at| at.entry.at.clone()).unwrap_or_default(),
    }
}

/// Writes the values into our copy, and the merge as a step that comes after all that both knew.
fn written(
    ours: &SelfCheck,
    theirs: &SelfCheck,
    all: Journal,
    before: &Leaves,
    values: &[(String, Option<Value>)],
    conflicts: &[Conflict],
    stamp: &Stamp,
) -> SelfCheck {
    let mut json = serde_json::to_value(ours).unwrap_or_default();
    for (path, value) in values {
        if !same(path, before.get(path), value.as_ref()) {
            set(&mut json, path, value.as_ref());
        }
    }
    let mut merged: SelfCheck = serde_json::from_value(json).unwrap_or_else(|_| ours.clone());
    if merged.created_at.is_empty()
        || !theirs.created_at.is_empty() && theirs.created_at < merged.created_at
    {
        merged.created_at.clone_from(&theirs.created_at);
    }
    let after = part(&merged, &Scope::All);
    let lamport = all.next_lamport();
    let entries: Vec<Entry> = values
        .iter()
        .filter(|(path, _)| {
            let decided = conflicts.iter().any(|conflict| conflict.path == *path);
            decided || !same(path, before.get(path), after.get(path))
        })
        .map(|(path, _)| Entry {
            lamport,
            at: stamp.at.clone(),
            step: 1,
            path: path.clone(),
            value: after.get(path).cloned(),
            was: before.get(path).cloned(),
            ..Entry::default()
        })
        .collect();
    merged.journal = all;
    if !entries.is_empty() {
        merged.updated_at.clone_from(&stamp.at);
        let session = Session {
            who: stamp.who.clone(),
            seen: merged.journal.counts(),
            entries,
            ..Session::default()
        };
        merged.journal.sessions.insert(stamp.session.clone(), Arc::new(session));
    }
    merged.journal.v = SHAPE;
    merged
}
