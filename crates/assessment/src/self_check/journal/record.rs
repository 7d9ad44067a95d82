//! From what changed to steps.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Value, json};

use super::data::{Journal, SHAPE};
use super::heads::View;
use super::knowledge::Knowledge;
use super::leaves::{self, Leaves, changes, is_row};
use super::session::{Origin, Seen, Session, Stamp, Step, StepId};
use crate::self_check::SelfCheck;
use crate::self_check::fnv::Fnv;
use crate::self_check::registers::schema::RegisterKey;

/// The part of a self-check that an action touches, so that nothing else has to be compared.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::self_check) enum Scope {
    /// The title.
    Title,
    /// The profile.
    Profile,
    /// The answers to these items.
    Answers(Vec<String>),
    /// One row of a register.
    Row(RegisterKey, String),
    /// A whole register.
    Register(RegisterKey),
    /// The own targets.
    Targets,
    /// The switches.
    Settings,
    /// Everything.
    All,
}

/// What a step is besides a change.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Role {
    pub(super) undoes: Option<StepId>,
    pub(super) redoes: Option<StepId>,
}

/// Notes in the journal of `after` what has changed since `before`; whether anything has. While a text is
/// `typed` on in one field, one step goes on.
pub(in crate::self_check) fn note(
    before: &SelfCheck,
    after: &mut SelfCheck,
    scope: &Scope,
    stamp: &Stamp,
    typed: bool,
) -> bool {
    let set = changes(&part(before, scope), &part(after, scope));
    if set.is_empty() {
        return false;
    }
    if before.journal.is_unread() {
        return true;
    }
    let mut journal = begun(before);
    let is_same_session = |id: &StepId| id.session.trim_end_matches('+') == stamp.session;
    let before_typing = journal.typing.take().filter(|id| typed && is_same_session(id));
    let goes_on = |session: &Session, step: &Step| {
        session.who == stamp.who && set.len() == 1 && step.set.keys().eq(set.keys())
    };
    // Typing that goes on takes the place of its step under a new number, so that a copy that holds the
    // former text is told from one that knows this one.
    let step = before_typing.and_then(|id| journal.take_last(&id, goes_on));
    let set = journal.without_known_cells(set, after, scope);
    let step = journal.add(stamp, Step { set, ..step.unwrap_or_default() }, Origin::Person);
    journal.typing = typed.then_some(step);
    after.journal = journal;
    true
}

/// Notes a step that changes anything and may take back or bring back another; `None` where nothing changed.
pub(super) fn noted_as(
    before: &SelfCheck,
    mut after: SelfCheck,
    stamp: &Stamp,
    role: Role,
) -> Option<SelfCheck> {
    let set = changes(&part(before, &Scope::All), &part(&after, &Scope::All));
    if set.is_empty() {
        return None;
    }
    let mut journal = begun(before);
    let set = journal.without_known_cells(set, &after, &Scope::All);
    let Role { undoes, redoes } = role;
    journal.add(stamp, Step { set, undoes, redoes, ..Step::default() }, Origin::Person);
    journal.end_typing();
    after.updated_at.clone_from(&stamp.at);
    after.journal = journal;
    Some(after)
}

/// The journal of a self-check, or the one that begins with it.
pub(super) fn begun(self_check: &SelfCheck) -> Journal {
    if self_check.journal.sessions.is_empty() {
        let extra = self_check.journal.extra.clone();
        let state = part(self_check, &Scope::All);
        Journal { extra, ..Journal::begun(state, &self_check.updated_at) }
    } else {
        self_check.journal.clone()
    }
}

impl Journal {
    /// The journal that begins with that state.
    fn begun(state: Leaves, at: &str) -> Self {
        let id = format!("base-{}", hash(&state));
        let step = Step { n: 1, at: at.to_owned(), set: state, ..Step::default() };
        let session =
            Session { origin: Origin::Base, steps: vec![Arc::new(step)], ..Session::default() };
        Self { v: SHAPE, sessions: BTreeMap::from([(id, Arc::new(session))]), ..Self::default() }
    }

    /// How much of each session there is, without what follows from the rest of that.
    pub(super) fn essence(&self) -> Seen {
        Knowledge::of(self).essence(&self.lasts())
    }

    /// Adds a step of somebody who knows all that is there.
    pub(super) fn add(&mut self, stamp: &Stamp, mut step: Step, origin: Origin) -> StepId {
        // Typing goes on under a greater number than before.
        step.n = self.next_n().max(step.n + 1);
        step.at.clone_from(&stamp.at);
        let knowledge = Knowledge::of(self);
        let lasts = self.lasts();
        let knows_all = |id: &str| {
            lasts.iter().all(|(other, n)| other == id || knowledge.of_other(id, other) >= *n)
        };
        // A session that does not know all that is there goes on as a new one.
        let mut id = stamp.session.clone();
        while self.sessions.get(&id).is_some_and(|one| one.who != stamp.who || !knows_all(&id)) {
            id.push('+');
        }
        let seen = if lasts.contains_key(&id) { Seen::new() } else { knowledge.essence(&lasts) };
        let who = stamp.who.clone();
        let session = self
            .sessions
            .entry(id.clone())
            .or_insert_with(|| Arc::new(Session { who, origin, seen, ..Session::default() }));
        let n = step.n;
        Arc::make_mut(session).steps.push(Arc::new(step));
        self.v = SHAPE;
        StepId { session: id, n }
    }

    /// Takes out the step of that id, if it is the last of its session and fits.
    fn take_last(&mut self, id: &StepId, fits: impl Fn(&Session, &Step) -> bool) -> Option<Step> {
        let session = self.sessions.get_mut(&id.session)?;
        let last = session.steps.last().filter(|last| last.n == id.n && fits(session, last))?;
        let last = Step::clone(last);
        Arc::make_mut(session).steps.pop();
        Some(last)
    }

    /// Of a row that comes back, only the cells that the journal does not hold as they are.
    fn without_known_cells(&self, mut set: Leaves, after: &SelfCheck, scope: &Scope) -> Leaves {
        let comes = |(path, value): &(&String, &Value)| is_row(path) && !value.is_null();
        let rows: Vec<String> = set.iter().filter(comes).map(|(path, _)| path.clone()).collect();
        if rows.is_empty() {
            return set;
        }
        let state = part(after, scope);
        let heads = self.heads(View::All);
        for cell in rows.iter().flat_map(|row| heads.cells(row)) {
            if state.get(cell) == heads.value(cell) {
                set.remove(cell);
            } else {
                set.insert(cell.to_owned(), state.get(cell).cloned().unwrap_or_default());
            }
        }
        set
    }
}

/// The leaves of a part of a self-check.
pub(super) fn part(self_check: &SelfCheck, scope: &Scope) -> Leaves {
    let value = |part: &dyn erased::ToValue| part.to_value();
    let state = match scope {
        Scope::Title => json!({ "title": self_check.title }),
        Scope::Profile => json!({ "profile": value(&self_check.profile) }),
        Scope::Answers(items) => {
            let answers = items
                .iter()
                .filter_map(|item| Some((item.clone(), value(self_check.answers.get(item)?))));
            json!({ "answers": answers.collect::<serde_json::Map<_, _>>() })
        }
        Scope::Row(register, row) => {
            let row = register.row(&self_check.registers, row);
            json!({ "registers": { register.key(): row.into_iter().collect::<Vec<_>>() } })
        }
        Scope::Register(register) => {
            json!({ "registers": { register.key(): register.rows(&self_check.registers) } })
        }
        Scope::Targets => json!({ "targets": value(&self_check.targets) }),
        Scope::Settings => json!({ "settings": value(&self_check.settings) }),
        Scope::All => value(self_check),
    };
    leaves::leaves(&state)
}

/// What the parts of a self-check are turned into, one instance of the code for all of them.
mod erased {
    use serde::Serialize;
    use serde_json::Value;

    pub(super) trait ToValue {
        fn to_value(&self) -> Value;
    }

    impl<T: Serialize> ToValue for T {
        fn to_value(&self) -> Value {
            serde_json::to_value(self).unwrap_or_default()
        }
    }
}

/// Takes in what a program without a journal, or a hand, changed in a file: where the state is not what
/// the journal comes to, the difference becomes a step. Its session's id follows from what was changed, so
/// that two machines that open the same file have the same step.
pub(in crate::self_check) fn settle(self_check: &mut SelfCheck) {
    if self_check.journal.sessions.is_empty() {
        return;
    }
    let noted = self_check.journal.leaves(View::All);
    let set = changes(&noted, &part(self_check, &Scope::All));
    if set.is_empty() {
        return;
    }
    let set = self_check.journal.without_known_cells(set, self_check, &Scope::All);
    let at = self_check.updated_at.clone();
    let session = format!("other-{}-{}", self_check.journal.next_n(), hash(&set));
    let stamp = Stamp { session, who: String::new(), at };
    let step = Step { set, ..Step::default() };
    self_check.journal.add(&stamp, step, Origin::OtherProgram);
}

/// A hash of leaves.
fn hash(leaves: &Leaves) -> String {
    let mut hash = Fnv::default();
    for (path, value) in leaves {
        hash.take(path.as_bytes());
        hash.take(value.to_string().as_bytes());
    }
    hash.hex()
}
