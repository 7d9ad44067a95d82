//! The trail: who changed what and when, and the self-check as it stood after a step.

use std::collections::BTreeMap;

use serde_json::Value;

use super::data::Journal;
use super::heads::View;
use super::leaves::present;
use super::merging::{Unusable, with_values};
use super::record::{Role, noted_as};
use super::session::{Origin, Session, Stamp, Step, StepId};
use super::words::place_words;
use crate::self_check::SelfCheck;

/// One step, for people.
#[derive(Debug, Clone, PartialEq)]
pub struct HistoryStep {
    /// Which step.
    pub id: StepId,
    /// When, by the clock of whoever did it.
    pub at: String,
    /// Who, as far as it is known.
    pub who: String,
    /// What it was besides a change of the form: 撤销, 重做, 合并, 其他程序改动.
    pub label: Option<&'static str>,
    /// The leaves that it set.
    pub changes: Vec<LeafChange>,
}

/// A leaf, its former value and its new one; `None` for an empty one.
#[derive(Debug, Clone, PartialEq)]
pub struct LeafChange {
    /// The leaf.
    pub path: String,
    /// What it is about, in the words of the forms; a row that is gone bears the name that it had.
    pub place: String,
    /// The value before.
    pub was: Option<Value>,
    /// The value since.
    pub value: Option<Value>,
}

/// Who changed what and when, the latest first, in an order in which each step comes after those that were
/// known when it was done. The state with which the journal begins is no change, and of what a report
/// carries along nothing is known but that it stands.
pub fn history(self_check: &SelfCheck) -> Vec<HistoryStep> {
    let mut steps: Vec<_> = self_check.journal.steps().collect();
    steps.sort_unstable_by_key(|(id, _, step)| (step.n, *id));
    let everything = with_former_rows(self_check);
    let copies = [self_check, everything.as_ref().unwrap_or(self_check)];
    let mut values: BTreeMap<&str, &Value> = BTreeMap::new();
    let mut history = Vec::new();
    for (id, session, step) in steps {
        let changes = step.set.iter().map(|(path, value)| LeafChange {
            path: path.clone(),
            place: place_words(path, &copies),
            was: values.insert(path, value).and_then(present).cloned(),
            value: present(value).cloned(),
        });
        let changes: Vec<_> = changes.collect();
        if session.origin != Origin::Base && step.n > session.trimmed {
            history.push(HistoryStep {
                id: StepId { session: id.to_owned(), n: step.n },
                at: step.at.clone(),
                who: session.who.clone(),
                label: label(session, step),
                changes,
            });
        }
    }
    history.reverse();
    history
}

/// The self-check with every row that it ever had.
fn with_former_rows(self_check: &SelfCheck) -> Option<SelfCheck> {
    let journal = &self_check.journal;
    let (heads, order) = (journal.heads(View::All), journal.row_order());
    let gone: Vec<&str> = order.keys().copied().filter(|row| heads.value(row).is_none()).collect();
    let row = Value::from(u64::MAX);
    let rows = gone.iter().map(|path| (*path, Some(&row)));
    let cells = gone.iter().flat_map(|row| heads.cells(row));
    let cells = cells.map(|cell| (cell, heads.value(cell)));
    with_values(self_check, rows.chain(cells), &order).ok()
}

fn label(session: &Session, step: &Step) -> Option<&'static str> {
    if session.origin == Origin::OtherProgram {
        return Some("在别的程序里改的");
    }
    match (&step.before, &step.undoes, &step.redoes) {
        (Some(_), ..) => Some("合并"),
        (None, Some(_), _) => Some("撤销"),
        (None, None, Some(_)) => Some("重做"),
        (None, None, None) => None,
    }
}

impl Journal {
    /// The last step of all.
    pub fn last_step(&self) -> Option<StepId> {
        let last = self.steps().max_by_key(|(id, _, step)| (step.n, *id));
        last.map(|(id, _, step)| StepId { session: id.to_owned(), n: step.n })
    }
}

/// The self-check as it stood after that step, without its journal: a copy to look at.
///
/// # Errors
/// When the journal holds a value that no self-check can have.
pub fn as_of(self_check: &SelfCheck, step: &StepId) -> Result<SelfCheck, Unusable> {
    let journal = &self_check.journal;
    let then = journal.leaves(View::UpTo(step));
    let all = journal.heads(View::All);
    let values = all.iter().map(|(path, _)| (path, then.get(path)));
    let former = with_values(self_check, values, &journal.row_order())?;
    Ok(SelfCheck { journal: Journal::default(), ..former })
}

/// Goes back to how the self-check stood after that step; itself a step, which can be taken back. `None`
/// where that changes nothing.
pub fn return_to(self_check: &SelfCheck, step: &StepId, stamp: &Stamp) -> Option<SelfCheck> {
    noted_as(self_check, as_of(self_check, step).ok()?, stamp, Role::default())
}
