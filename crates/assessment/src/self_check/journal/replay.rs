//! The self-check as it stood after each step, from the first step to the last.

use std::collections::BTreeSet;
use std::ops::Bound;
use std::rc::Rc;

use serde_json::{Value, json};

use super::heads::{Change, Changes, Heads};
use super::knowledge::Knowledge;
use super::leaves::{is_row, path, segments, set};
use crate::self_check::registers::schema::RegisterKey;
use crate::self_check::{FORMAT, REGULATION_ID, SelfCheck, VERSION};

/// A part of a self-check that is changed on its own.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The answer to the question of the profile that has that key.
    Profile(String),
    /// The answer to the item of that id.
    Answer(String),
    /// The row of a register that has that id.
    Row(RegisterKey, String),
    /// The own targets.
    Targets,
    /// The switch of that key.
    Setting(String),
}

/// What a step came to.
pub struct Moment<'a> {
    /// Number of the step.
    pub n: u64,
    /// When it was made, by the clock of whoever made it.
    pub at: &'a str,
    /// Whether every step of its session up to this one is carried along.
    pub is_whole: bool,
    /// What it set. Title, unknown keys and registers whose rows have no ids are left out.
    pub parts: BTreeSet<Part>,
    /// The self-check after it, as far as it is made of such parts; rows stand in no particular order.
    pub state: &'a SelfCheck,
}

/// Calls `each` after every step, in the order of numbers and sessions, in which a step comes after those
/// that were known when it was made. What a step did not set is not read again, so that thousands of steps
/// take no longer than reading as many cells.
pub fn replay(self_check: &SelfCheck, mut each: impl FnMut(&Moment<'_>)) {
    let journal = &self_check.journal;
    let mut steps: Vec<_> = journal.steps().collect();
    steps.sort_unstable_by_key(|(id, _, step)| (step.n, *id));
    let mut replay = Replay {
        changes: Changes::new(),
        knowledge: Rc::new(Knowledge::of(journal)),
        state: blank(&self_check.id),
    };
    for (id, session, step) in steps {
        for (path, written) in &step.set {
            replay.changes.entry(path).or_default().push(Change { id, session, step, written });
        }
        let parts: BTreeSet<Part> = step.set.keys().filter_map(|path| part_of(path)).collect();
        let groups: BTreeSet<Group<'_>> = parts.iter().map(Group::of).collect();
        groups.into_iter().for_each(|group| replay.take(group));
        let (n, at, is_whole) = (step.n, step.at.as_str(), step.n > session.trimmed);
        each(&Moment { n, at, is_whole, parts, state: &replay.state });
    }
}

fn blank(id: &str) -> SelfCheck {
    SelfCheck {
        format: FORMAT.to_owned(),
        version: VERSION,
        regulation: REGULATION_ID.to_owned(),
        id: id.to_owned(),
        ..SelfCheck::default()
    }
}

fn part_of(path: &str) -> Option<Part> {
    let parts = segments(path);
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    match parts.as_slice() {
        ["profile", key] => Some(Part::Profile((*key).to_owned())),
        ["answers", item, ..] => Some(Part::Answer((*item).to_owned())),
        ["registers", register, row, ..] => {
            let known = RegisterKey::ALL.into_iter().find(|known| known.key() == *register)?;
            Some(Part::Row(known, (*row).to_owned()))
        }
        ["targets", ..] => Some(Part::Targets),
        ["settings", key, ..] => Some(Part::Setting((*key).to_owned())),
        _ => None,
    }
}

/// What is read at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Group<'a> {
    Profile,
    Answer(&'a str),
    Row(RegisterKey, &'a str),
    Targets,
    Settings,
}

impl<'a> Group<'a> {
    fn of(part: &'a Part) -> Self {
        match part {
            Part::Profile(_) => Self::Profile,
            Part::Answer(item) => Self::Answer(item),
            Part::Row(register, row) => Self::Row(*register, row),
            Part::Targets => Self::Targets,
            Part::Setting(_) => Self::Settings,
        }
    }

    /// The path under which all its leaves lie.
    fn path(self) -> String {
        match self {
            Self::Profile => path(["profile"]),
            Self::Answer(item) => path(["answers", item]),
            Self::Row(register, row) => path(["registers", register.key(), row]),
            Self::Targets => path(["targets"]),
            Self::Settings => path(["settings"]),
        }
    }
}

struct Replay<'a> {
    /// All changes so far, of each leaf in their order.
    changes: Changes<'a>,
    knowledge: Rc<Knowledge<'a>>,
    state: SelfCheck,
}

impl<'a> Replay<'a> {
    /// Reads a group of leaves anew. Values that no self-check can have, as only an altered file has them,
    /// change nothing.
    fn take(&mut self, group: Group<'_>) {
        let Ok(mut read) = self.read(&group.path()) else { return };
        let state = &mut self.state;
        match group {
            Group::Profile => state.profile = read.profile,
            Group::Targets => state.targets = read.targets,
            Group::Settings => state.settings = read.settings,
            Group::Answer(item) => match read.answers.shift_remove(item) {
                Some(answer) => {
                    state.answers.insert(item.to_owned(), answer);
                }
                None => {
                    state.answers.swap_remove(item);
                }
            },
            Group::Row(register, row) => {
                register.replace(&mut state.registers, &mut read.registers, row);
            }
        }
    }

    /// A self-check with nothing but the leaves at or under that path.
    fn read(&self, at: &str) -> serde_json::Result<SelfCheck> {
        let mut json = json!({
            "format": FORMAT, "version": VERSION, "regulation": REGULATION_ID, "id": "",
        });
        for (path, changes) in self.at_or_under(at) {
            let last = changes.last().and_then(Change::value);
            // The cells of a row that is not there are left out when they are set.
            let value = if is_row(path) { last.or_else(|| self.kept(path)) } else { last };
            set(&mut json, path, value);
        }
        serde_json::from_value(json)
    }

    /// Where a row stands that was taken away last, if it stays because somebody wrote in it without
    /// knowing of that.
    fn kept(&self, row: &str) -> Option<&'a Value> {
        let own = self.at_or_under(row).map(|(path, changes)| (path, changes.clone())).collect();
        Heads::of(own, Rc::clone(&self.knowledge)).value(row)
    }

    /// The changes of the leaf at that path, if it is one, and of all that lie under it.
    fn at_or_under(&self, at: &str) -> impl Iterator<Item = (&'a str, &Vec<Change<'a>>)> {
        let begin = format!("{at}/");
        let own = self.changes.get_key_value(at);
        let from = (Bound::Included(begin.as_str()), Bound::Unbounded);
        let under = self.changes.range::<str, _>(from);
        let under = under.take_while(move |(path, _)| path.starts_with(&begin));
        own.into_iter().chain(under).map(|(path, changes)| (*path, changes))
    }
}
