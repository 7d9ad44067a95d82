//! Taking steps back and bringing them back. Both write former values as a new step; where somebody has
//! changed a leaf since, that leaf is left as it is.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::data::Journal;
use super::heads::View;
use super::knowledge::Knowledge;
use super::leaves::{Leaves, is_row, row_of, same};
use super::merging::with_values;
use super::record::{Role, Scope, noted_as, part};
use super::session::{Origin, Seen, Stamp, Step, StepId};
use crate::self_check::SelfCheck;

/// A step by its number and its session, in which order steps come.
type Place<'a> = (u64, &'a str);

/// Of each leaf that a step changed, the value before and after it.
type Effects = BTreeMap<String, (Option<Value>, Option<Value>)>;

/// Whether there is a step to take back, and one to bring back.
pub fn undoable_and_redoable(self_check: &SelfCheck) -> (bool, bool) {
    let (done, undone) = self_check.journal.stacks();
    (!done.is_empty(), !undone.is_empty())
}

/// Whether `step` was done and is not taken back.
pub fn stands(self_check: &SelfCheck, step: &StepId) -> bool {
    self_check.journal.stacks().0.contains(&(step.n, step.session.as_str()))
}

/// Takes back `step`, or the last one that is not taken back and still stands; `None` where there is none.
pub fn undo(self_check: &SelfCheck, step: Option<&StepId>, stamp: &Stamp) -> Option<SelfCheck> {
    let journal = &self_check.journal;
    let (done, _) = journal.stacks();
    let wanted = |place: &Place<'_>| step.is_none_or(|step| *place == (step.n, &*step.session));
    done.into_iter().rev().filter(wanted).find_map(|place| {
        let role = Role { undoes: Some(id_of(place)), redoes: None };
        rewritten(self_check, journal.effects(place)?, stamp, role)
    })
}

/// Brings back the step taken back last; `None` where there is none that can be.
pub fn redo(self_check: &SelfCheck, stamp: &Stamp) -> Option<SelfCheck> {
    let journal = &self_check.journal;
    let (_, undone) = journal.stacks();
    undone.into_iter().rev().find_map(|place| {
        let role = Role { undoes: None, redoes: Some(id_of(place)) };
        let back = |(path, (before, after))| (path, (after, before));
        let effects = journal.effects(place)?.into_iter().map(back).collect();
        rewritten(self_check, effects, stamp, role)
    })
}

fn id_of((n, session): Place<'_>) -> StepId {
    StepId { session: session.to_owned(), n }
}

/// Writes the first value of each pair where the second one still stands.
fn rewritten(
    self_check: &SelfCheck,
    effects: Effects,
    stamp: &Stamp,
    role: Role,
) -> Option<SelfCheck> {
    let now = part(self_check, &Scope::All);
    let rows: BTreeSet<&String> =
        effects.keys().filter(|path| is_row(path) && row_stands(&now, &effects, path)).collect();
    let stands = |path: &String| {
        let row = if is_row(path) { Some(path.as_str()) } else { row_of(path) };
        match row.and_then(|row| effects.get_key_value(row)) {
            Some((row, _)) => rows.contains(row),
            None => same(path, now.get(path), effects[path].1.as_ref()),
        }
    };
    let values = effects.iter().filter(|(path, _)| stands(path));
    let values = values.map(|(path, (value, _))| (path.as_str(), value.as_ref()));
    let order = self_check.journal.row_order();
    let after = with_values(self_check, values, &order).ok()?;
    noted_as(self_check, after, stamp, role)
}

/// Whether a row is as the step left it: gone, or there with the same in all its cells. A row in which
/// somebody wrote since is not taken away with what they wrote.
fn row_stands(now: &Leaves, effects: &Effects, row: &str) -> bool {
    if effects[row].1.is_none() {
        return !now.contains_key(row);
    }
    let begin = format!("{row}/");
    let left = effects.range(begin.clone()..).take_while(|(path, _)| path.starts_with(&begin));
    let left = left.filter_map(|(path, (_, value))| Some((path, value.as_ref()?)));
    let there = now.range(begin.clone()..).take_while(|(path, _)| path.starts_with(&begin));
    now.contains_key(row) && left.eq(there)
}

impl Journal {
    /// The steps that can be taken back, oldest first, and those that can be brought back, the last one
    /// taken back last.
    fn stacks(&self) -> (Vec<Place<'_>>, Vec<Place<'_>>) {
        let taken_in = self.taken_in();
        let mut steps: Vec<(Place<'_>, &Step)> = self
            .steps()
            .filter(|(_, session, step)| session.origin != Origin::Base && step.n > session.trimmed)
            .map(|(id, _, step)| ((step.n, id), step))
            .filter(|(place, _)| !taken_in.contains(place))
            .collect();
        steps.sort_unstable_by_key(|(place, _)| *place);
        let (mut done, mut undone) = (Vec::new(), Vec::new());
        for (place, step) in steps {
            match (&step.undoes, &step.redoes) {
                (Some(undoes), _) => {
                    let undoes = (undoes.n, &*undoes.session);
                    done.retain(|step| *step != undoes);
                    undone.push(undoes);
                }
                (None, Some(redoes)) => {
                    let redoes = (redoes.n, &*redoes.session);
                    undone.retain(|step| *step != redoes);
                    done.push(redoes);
                }
                (None, None) => {
                    done.push(place);
                    undone.clear();
                }
            }
        }
        (done, undone)
    }

    /// The steps that came with another copy: they are taken back all at once, with the merge.
    fn taken_in(&self) -> BTreeSet<Place<'_>> {
        let mut merges: Vec<(Place<'_>, &Seen)> = self
            .steps()
            .filter_map(|(id, _, step)| Some(((step.n, id), step.before.as_ref()?)))
            .collect();
        merges.sort_unstable_by_key(|(place, _)| std::cmp::Reverse(*place));
        let mut taken_in = BTreeSet::new();
        if merges.is_empty() {
            return taken_in;
        }
        let knowledge = Knowledge::of(self);
        for (place, before) in merges {
            // What a merge took in that came with another copy itself belongs to that one.
            if taken_in.contains(&place) {
                continue;
            }
            let (_, merge) = place;
            let before = knowledge.all(before);
            let came = |id: &str, n: u64| {
                knowledge.of_other(merge, id) >= n && before.get(id).is_none_or(|known| *known < n)
            };
            let steps = self.steps().filter(|(id, _, step)| came(id, step.n));
            taken_in.extend(steps.map(|(id, _, step)| (step.n, id)));
        }
        taken_in
    }

    /// What a step changed, all cells of a row included that it took away or brought; `None` where it is
    /// not there.
    fn effects(&self, (n, id): Place<'_>) -> Option<Effects> {
        let session = self.sessions.get(id)?;
        let step = session.steps.iter().find(|step| step.n == n)?;
        let knowledge = Knowledge::of(self);
        let mut known = knowledge.all(&session.seen);
        known.insert(id.to_owned(), n);
        let after = self.leaves(View::Known(&known));
        let before = match &step.before {
            Some(before) => self.leaves(View::Known(&knowledge.all(before))),
            None => {
                known.insert(id.to_owned(), n - 1);
                self.leaves(View::Known(&known))
            }
        };
        let paths: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
        let stays =
            |path: &String| is_row(path) && before.contains_key(path) == after.contains_key(path);
        let changed = paths.into_iter().filter(|path| before.get(*path) != after.get(*path));
        let changed = changed.filter(|path| !stays(path));
        let effect = |path: &String| (before.get(path).cloned(), after.get(path).cloned());
        Some(changed.map(|path| (path.clone(), effect(path))).collect())
    }
}
