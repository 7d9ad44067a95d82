//! From what changed to entries.

use std::sync::Arc;

use serde_json::{Value, json};

use super::leaves::{Leaves, changes, leaves, same};
use super::{Entry, SHAPE, Session, Stamp, StepId, hash, merging};
use crate::self_check::SelfCheck;
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

/// What a step takes back or brings back.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Role {
    pub(super) undoes: Option<StepId>,
    pub(super) redoes: Option<StepId>,
}

/// Notes in the journal of `after` what has changed since `before`. Words that are typed on in one field
/// go on in one entry.
pub(in crate::self_check) fn note(
    before: &SelfCheck,
    after: &mut SelfCheck,
    scope: &Scope,
    stamp: &Stamp,
) {
    let typed = matches!(scope, Scope::Title | Scope::Profile | Scope::Answers(_) | Scope::Row(..));
    note_as(before, after, scope, stamp, typed, &Role::default());
}

/// The same for a step that takes back or brings back another.
pub(super) fn note_as(
    before: &SelfCheck,
    after: &mut SelfCheck,
    scope: &Scope,
    stamp: &Stamp,
    typed: bool,
    role: &Role,
) {
    let changed = changes(&part(before, scope), &part(after, scope));
    if changed.is_empty() {
        return;
    }
    if before.journal.is_empty() {
        after.journal.bases.insert(hash(&part(before, &Scope::All)));
    }
    let lamport = after.journal.next_lamport();
    let seen = after.journal.counts();
    let session = after.journal.sessions.entry(stamp.session.clone()).or_insert_with(|| {
        Arc::new(Session { who: stamp.who.clone(), seen, ..Session::default() })
    });
    let session = Arc::make_mut(session);
    if let ([(path, _, value)], Some(last)) = (changed.as_slice(), session.entries.last_mut())
        && typed
        && goes_on(last, path, value.as_ref())
    {
        last.value.clone_from(value);
        last.at.clone_from(&stamp.at);
        last.lamport = lamport;
    } else {
        let step = session.entries.last().map_or(1, |last| last.step + 1);
        session.entries.extend(changed.into_iter().map(|(path, was, value)| Entry {
            lamport,
            at: stamp.at.clone(),
            step,
            path,
            value,
            was,
            undoes: role.undoes.clone(),
            redoes: role.redoes.clone(),
        }));
    }
    after.journal.v = SHAPE;
}

/// Whether a text is typed on: the same leaf, and both a text.
fn goes_on(last: &Entry, path: &str, value: Option<&Value>) -> bool {
    let is_text = |value: Option<&Value>| value.is_none_or(Value::is_string);
    last.path == path
        && last.undoes.is_none()
        && last.redoes.is_none()
        && is_text(value)
        && is_text(last.value.as_ref())
        && !path.ends_with("/state")
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
    leaves(&state)
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

/// The hash of what the journal of `self_check` comes to, for its file.
pub(in crate::self_check) fn fingerprint(self_check: &SelfCheck) -> String {
    hash(&part(self_check, &Scope::All))
}

/// Takes in what a program without a journal, or a hand, changed in a file: where the state is not what
/// the journal comes to, the difference becomes entries.
pub(in crate::self_check) fn settle(self_check: &mut SelfCheck) {
    let journal = &self_check.journal;
    if journal.is_empty() {
        return;
    }
    let state = part(self_check, &Scope::All);
    let fingerprint = hash(&state);
    if journal.fingerprint == fingerprint {
        self_check.journal.fingerprint.clear();
        return;
    }
    let lamport = journal.next_lamport();
    let newest = merging::newest(journal);
    let entries: Vec<Entry> = newest
        .into_iter()
        .filter_map(|(path, value)| {
            let found = state.get(&path);
            (!same(&path, found, value.as_ref())).then(|| Entry {
                lamport,
                at: self_check.updated_at.clone(),
                step: 1,
                value: found.cloned(),
                was: value,
                path,
                ..Entry::default()
            })
        })
        .collect();
    let seen = journal.counts();
    let journal = &mut self_check.journal;
    if !entries.is_empty() {
        let session = Session { seen, entries, ..Session::default() };
        journal
            .sessions
            .entry(format!("edited-{fingerprint}"))
            .or_insert_with(|| Arc::new(session));
    }
    journal.fingerprint.clear();
}
