//! Taking steps back and bringing them back. Both write former values as a new step; where somebody has
//! changed a leaf since, that leaf is left as it is.

use std::collections::BTreeMap;

use serde_json::Value;

use super::leaves::{same, set};
use super::record::{Role, note_as, part};
use super::{Entry, Journal, Scope, Stamp, StepId};
use crate::self_check::SelfCheck;

/// The steps that can be taken back, oldest first, and those that can be brought back, the last one taken
/// back last.
fn stacks(journal: &Journal) -> (Vec<StepId>, Vec<StepId>) {
    let mut steps: BTreeMap<(u64, StepId), &Entry> = BTreeMap::new();
    for (id, session) in &journal.sessions {
        for entry in &session.entries {
            let step = StepId { session: id.clone(), step: entry.step };
            steps.insert((entry.lamport, step), entry);
        }
    }
    let (mut done, mut undone) = (Vec::<StepId>::new(), Vec::<StepId>::new());
    for ((_, id), entry) in steps {
        match (&entry.undoes, &entry.redoes) {
            (Some(undoes), _) => {
                done.retain(|step| step != undoes);
                undone.push(undoes.clone());
            }
            (None, Some(redoes)) => {
                undone.retain(|step| step != redoes);
                done.push(redoes.clone());
            }
            (None, None) => {
                done.push(id);
                undone.clear();
            }
        }
    }
    (done, undone)
}

/// The entries of a step.
fn entries<'a>(journal: &'a Journal, id: &StepId) -> impl Iterator<Item = &'a Entry> + use<'a> {
    let step = id.step;
    let session = journal.sessions.get(&id.session);
    session.into_iter().flat_map(|one| &one.entries).filter(move |entry| entry.step == step)
}

/// Whether there is a step to take back.
pub fn undoable(self_check: &SelfCheck) -> bool {
    !stacks(&self_check.journal).0.is_empty()
}

/// Whether `step` was done and is not taken back.
pub fn stands(self_check: &SelfCheck, step: &StepId) -> bool {
    stacks(&self_check.journal).0.contains(step)
}

/// Whether there is a step to bring back.
pub fn redoable(self_check: &SelfCheck) -> bool {
    !stacks(&self_check.journal).1.is_empty()
}

/// Takes back `step`, or the last one that is not taken back and still stands; `None` where there is none.
pub fn undo(self_check: &SelfCheck, step: Option<&StepId>, stamp: &Stamp) -> Option<SelfCheck> {
    let (done, _) = stacks(&self_check.journal);
    let candidates: Vec<&StepId> = match step {
        Some(step) => done.iter().filter(|one| *one == step).collect(),
        None => done.iter().rev().collect(),
    };
    candidates.into_iter().find_map(|step| {
        let role = Role { undoes: Some(step.clone()), redoes: None };
        rewritten(self_check, step, stamp, &role, |entry| (&entry.value, &entry.was))
    })
}

/// Brings back the step taken back last; `None` where there is none that can be.
pub fn redo(self_check: &SelfCheck, stamp: &Stamp) -> Option<SelfCheck> {
    let (_, undone) = stacks(&self_check.journal);
    undone.iter().rev().find_map(|step| {
        let role = Role { undoes: None, redoes: Some(step.clone()) };
        rewritten(self_check, step, stamp, &role, |entry| (&entry.was, &entry.value))
    })
}

/// Writes the `to` value of each entry of a step where the leaf still has the `from` value.
fn rewritten(
    self_check: &SelfCheck,
    step: &StepId,
    stamp: &Stamp,
    role: &Role,
    ends: impl Fn(&Entry) -> (&Option<Value>, &Option<Value>),
) -> Option<SelfCheck> {
    let state = part(self_check, &Scope::All);
    let mut json = serde_json::to_value(self_check).ok()?;
    let mut changed = false;
    for entry in entries(&self_check.journal, step) {
        let (from, to) = ends(entry);
        if same(&entry.path, state.get(&entry.path), from.as_ref()) {
            set(&mut json, &entry.path, to.as_ref());
            changed = true;
        }
    }
    let mut after: SelfCheck = changed.then(|| serde_json::from_value(json).ok()).flatten()?;
    after.updated_at.clone_from(&stamp.at);
    note_as(self_check, &mut after, &Scope::All, stamp, false, role);
    (after.journal != self_check.journal).then_some(after)
}
