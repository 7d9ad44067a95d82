//! Two copies of a self-check put together by what was done to each.

use std::collections::HashMap;

use serde_json::Value;

use super::data::Journal;
use super::heads::{Change, View};
use super::leaves::{Leaves, changes, present, row_of, same, set, sort_rows};
use super::record::{Scope, begun, part};
use super::session::{Origin, Stamp, Step};
use crate::instant;
use crate::self_check::SelfCheck;

/// The journal holds a value that a self-check cannot have, as only an altered file does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("改动记录里有不认识的内容，不能照它还原或合并；自查没有变动。")]
pub struct Unusable;

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

/// Merges `theirs` into `ours`: what each side did since they parted stands. Where both changed one leaf
/// without knowing of each other, `decide` says whose value counts; until it does, the provisional one,
/// which does not depend on the sides. A copy without a journal is one that began elsewhere: what only one
/// side has stays, and where both have something else, a person decides.
///
/// # Errors
/// When a journal holds a value that no self-check can have.
pub fn merge(
    ours: &SelfCheck,
    theirs: &SelfCheck,
    decide: impl Fn(&str) -> Option<Side>,
    stamp: &Stamp,
) -> Result<Merged, Unusable> {
    let own = begun(ours);
    let mut all = own.union(&begun(theirs));
    if all.sessions == own.sessions {
        return Ok(Merged { self_check: ours.clone(), conflicts: Vec::new() });
    }
    let sides = Sides { ours: part(ours, &Scope::All), theirs: part(theirs, &Scope::All) };
    let outcome = sides.put_together(&all, decide);
    let changes = changes(&sides.ours, &outcome.values);
    let changes = changes.iter().map(|(path, value)| (path.as_str(), present(value)));
    let mut merged = with_values(ours, changes, &all.row_order())?;
    merged.created_at = earlier(&ours.created_at, &theirs.created_at).to_owned();
    merged.updated_at.clone_from(&stamp.at);
    if ours.journal.is_unread() {
        return Ok(Merged { self_check: merged, conflicts: outcome.conflicts });
    }
    let step = Step { set: outcome.decisions, before: Some(own.essence()), ..Step::default() };
    // A session of its own, so that whoever knows the merge knows all that it took in.
    let mut session = stamp.session.clone();
    while all.sessions.contains_key(&session) {
        session.push('+');
    }
    all.add(&Stamp { session, ..stamp.clone() }, step, Origin::Person);
    merged.journal = all;
    Ok(Merged { self_check: merged, conflicts: outcome.conflicts })
}

/// The earlier of two instants; one that is blank gives way.
fn earlier<'a>(one: &'a str, other: &'a str) -> &'a str {
    match (one, other) {
        ("", other) => other,
        (one, "") => one,
        (one, other) if instant::comparable(one) <= instant::comparable(other) => one,
        (_, other) => other,
    }
}

/// The leaves of the two copies.
struct Sides {
    ours: Leaves,
    theirs: Leaves,
}

/// What two copies come to.
#[derive(Default)]
struct Outcome {
    values: Leaves,
    /// What of that the journals do not say yet.
    decisions: Leaves,
    conflicts: Vec<Conflict>,
    /// The side that was decided for, by the leaf.
    sides: HashMap<String, Side>,
}

/// A leaf about which the journals have something to say.
struct Leaf<'a> {
    path: &'a str,
    /// The latest changes, which differ where people did not know of each other.
    changes: &'a [Change<'a>],
    /// What somebody wrote in the row that it is, while another took the row away.
    edit: Option<Change<'a>>,
    ours: Option<&'a Value>,
    theirs: Option<&'a Value>,
    /// What the journals come to until somebody decides.
    newest: Option<&'a Value>,
}

impl Sides {
    fn of(&self, side: Side) -> &Leaves {
        match side {
            Side::Ours => &self.ours,
            Side::Theirs => &self.theirs,
        }
    }

    fn put_together(&self, all: &Journal, decide: impl Fn(&str) -> Option<Side>) -> Outcome {
        let heads = all.heads(View::All);
        let mut outcome = Outcome::default();
        // A reason comes after the choice to which it belongs.
        let (reasons, others): (Vec<_>, Vec<_>) =
            heads.iter().partition(|(path, _)| choice_of_reason(path).is_some());
        for (path, changes) in others.into_iter().chain(reasons) {
            let leaf = Leaf {
                path,
                changes,
                edit: heads.edit_beside_removal(path),
                ours: self.ours.get(path),
                theirs: self.theirs.get(path),
                newest: heads.value(path),
            };
            let value = match self.given(&leaf, &outcome) {
                Some(value) => value,
                None => outcome.decide(&leaf, &decide, |side| self.of(side).get(path)),
            };
            outcome.take(&leaf, value);
        }
        outcome
    }

    /// The value of a leaf that nobody has to decide.
    fn given<'a>(&'a self, leaf: &Leaf<'a>, outcome: &Outcome) -> Option<Option<&'a Value>> {
        // A reason stands or falls with its choice.
        let choice = choice_of_reason(leaf.path).and_then(|choice| outcome.sides.get(&choice));
        if let Some(side) = choice {
            return Some(self.of(*side).get(leaf.path));
        }
        let row = row_of(leaf.path);
        // In a row that is gone there is nothing to decide.
        let is_gone = row.is_some_and(|row| !outcome.values.contains_key(row));
        if is_gone || !leaf.is_open() {
            return Some(leaf.newest);
        }
        if same(leaf.path, leaf.ours, leaf.theirs) {
            return Some(leaf.ours);
        }
        // Of a row that only one side has, there is nothing to decide but whether it stays; with it stay the
        // cells of the side that was decided for.
        let row = row?;
        if [&self.ours, &self.theirs].into_iter().all(|side| side.contains_key(row)) {
            return None;
        }
        let decided = outcome.sides.get(row).map(|side| self.of(*side));
        match decided.filter(|side| side.contains_key(row)) {
            Some(side) => Some(side.get(leaf.path)),
            None => Some(leaf.newest),
        }
    }
}

/// The choice to which a leaf belongs that is the reason for it.
fn choice_of_reason(path: &str) -> Option<String> {
    let answer = path.strip_suffix("/reason").filter(|answer| answer.starts_with("/answers/"))?;
    Some(format!("{answer}/state"))
}

impl Leaf<'_> {
    /// Whether people set it to different values without knowing of each other.
    fn is_open(&self) -> bool {
        let mut changes = self.changes.iter();
        self.edit.is_some() || changes.any(|one| !same(self.path, one.value(), self.newest))
    }

    /// What one side says of it. Of a row that was taken away meanwhile, who wrote in it counts as its author.
    fn version(&self, value: Option<&Value>) -> Version {
        let mut authors = self.changes.iter().rev();
        let author = authors.find(|change| same(self.path, change.value(), value));
        let author = author.or(self.edit.as_ref().filter(|_| value.is_some()));
        Version {
            value: value.cloned(),
            who: author.map(|change| change.session.who.clone()).unwrap_or_default(),
            at: author.map(|change| change.at().to_owned()).unwrap_or_default(),
        }
    }
}

impl Outcome {
    /// Notes a conflict; the value that was decided for, or the provisional one.
    fn decide<'a>(
        &mut self,
        leaf: &Leaf<'a>,
        decide: impl Fn(&str) -> Option<Side>,
        of: impl Fn(Side) -> Option<&'a Value>,
    ) -> Option<&'a Value> {
        let is_ours = same(leaf.path, leaf.ours, leaf.newest);
        self.conflicts.push(Conflict {
            path: leaf.path.to_owned(),
            ours: leaf.version(leaf.ours),
            theirs: leaf.version(leaf.theirs),
            provisional: if is_ours { Side::Ours } else { Side::Theirs },
        });
        let Some(side) = decide(leaf.path) else { return leaf.newest };
        self.sides.insert(leaf.path.to_owned(), side);
        of(side)
    }

    /// Takes the value of a leaf, as a decision where the journals do not come to it by themselves.
    fn take(&mut self, leaf: &Leaf<'_>, value: Option<&Value>) {
        let path = leaf.path;
        // Of two instants of one choice, the later change's counts.
        let value = if same(path, value, leaf.newest) { leaf.newest } else { value };
        if self.sides.contains_key(path) || value != leaf.newest {
            self.decisions.insert(path.to_owned(), value.cloned().unwrap_or_default());
        }
        let stands = row_of(path).is_none_or(|row| self.values.contains_key(row));
        if let Some(value) = value.filter(|_| stands) {
            self.values.insert(path.to_owned(), value.clone());
        }
    }
}

/// The self-check with these values, its rows in that order.
pub(super) fn with_values<'a>(
    self_check: &SelfCheck,
    values: impl IntoIterator<Item = (&'a str, Option<&'a Value>)>,
    order: &HashMap<&str, (u64, &str, u64)>,
) -> Result<SelfCheck, Unusable> {
    let mut json = serde_json::to_value(self_check).map_err(|_| Unusable)?;
    for (path, value) in values {
        set(&mut json, path, value);
    }
    sort_rows(&mut json, order);
    let changed: SelfCheck = serde_json::from_value(json).map_err(|_| Unusable)?;
    Ok(SelfCheck { journal: self_check.journal.clone(), ..changed })
}
