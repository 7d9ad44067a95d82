//! What the pages share, as of one moment, and the pure steps from one to the next.

use std::rc::Rc;

use assessment::self_check::SelfCheck;
use yew::{AttrValue, Reducible};

use super::library::{self, Entry};
use crate::browser::channel::Notice;

/// What another window does with the open self-check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Elsewhere {
    /// Nothing that we know of.
    #[default]
    Closed,
    /// It has it open.
    Open,
    /// It changed it after we had read it.
    Changed,
}

/// The open self-check, as pages see it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Open {
    /// The open self-check.
    pub self_check: Option<Rc<SelfCheck>>,
    /// What another window does with it.
    pub elsewhere: Elsewhere,
    /// The instant of its last export.
    pub last_backup: Option<AttrValue>,
}

/// Everything that the pages share.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Session {
    /// Whether the storage has been looked at.
    pub ready: bool,
    /// The open self-check.
    pub open: Open,
    /// All self-checks kept here.
    pub library: Rc<Vec<Entry>>,
}

/// One step.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    /// The storage has been looked at.
    Ready,
    /// The open self-check was changed.
    Changed(Rc<SelfCheck>),
    /// A self-check was opened, or the open one closed.
    Show {
        /// The self-check.
        self_check: Option<Rc<SelfCheck>>,
        /// When it was exported last.
        last_backup: Option<String>,
    },
    /// A self-check was written.
    Written(Rc<SelfCheck>),
    /// The list was read anew.
    Library(Vec<Entry>),
    /// Another window told something.
    Heard(Notice),
    /// The open self-check was exported at that instant.
    BackedUp(String),
}

impl Reducible for Session {
    type Action = Step;

    fn reduce(self: Rc<Self>, step: Step) -> Rc<Self> {
        let mut next = (*self).clone();
        match step {
            Step::Ready => next.ready = true,
            Step::Changed(self_check) => next.open.self_check = Some(self_check),
            Step::Show { self_check, last_backup } => {
                next.open = Open {
                    self_check,
                    elsewhere: Elsewhere::Closed,
                    last_backup: last_backup.map(AttrValue::from),
                };
            }
            Step::Written(self_check) => {
                next.library = Rc::new(library::with_entry(&self.library, Entry::of(&self_check)));
            }
            Step::Library(entries) => next.library = Rc::new(entries),
            Step::Heard(notice) => next.open.hear(&notice),
            Step::BackedUp(now) => next.open.last_backup = Some(now.into()),
        }
        Rc::new(next)
    }
}

impl Open {
    fn hear(&mut self, notice: &Notice) {
        let Some(self_check) = &self.self_check else { return };
        if notice.id() != self_check.id {
            return;
        }
        self.elsewhere = match (notice, self.elsewhere) {
            // Only reading it anew mends that.
            (_, Elsewhere::Changed) => Elsewhere::Changed,
            (Notice::Saved { updated_at, .. }, _) if *updated_at != self_check.updated_at => {
                Elsewhere::Changed
            }
            (Notice::Left { .. }, _) => Elsewhere::Closed,
            _ => Elsewhere::Open,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn session() -> Rc<Session> {
        let self_check = SelfCheck::new("a".to_owned(), "自查".to_owned(), "2026-01-01T00:00:00Z");
        let self_check = Some(Rc::new(self_check));
        Rc::new(Session::default()).reduce(Step::Show { self_check, last_backup: None })
    }

    fn saved(updated_at: &str) -> Step {
        Step::Heard(Notice::Saved { id: "a".to_owned(), updated_at: updated_at.to_owned() })
    }

    #[test]
    fn another_windows_change_is_not_forgotten_when_that_window_closes() {
        let left = Step::Heard(Notice::Left { id: "a".to_owned() });
        let after = session().reduce(saved("2026-02-01T00:00:00Z")).reduce(left);
        assert_eq!(after.open.elsewhere, Elsewhere::Changed);
    }

    #[test]
    fn notices_about_other_self_checks_mean_nothing() {
        let opened = Step::Heard(Notice::Opened { id: "b".to_owned() });
        assert_eq!(session().reduce(opened).open.elsewhere, Elsewhere::Closed);
    }

    #[test]
    fn a_window_that_leaves_is_gone() {
        let open = session().reduce(Step::Heard(Notice::Present { id: "a".to_owned() }));
        assert_eq!(open.open.elsewhere, Elsewhere::Open);
        let left = open.reduce(Step::Heard(Notice::Left { id: "a".to_owned() }));
        assert_eq!(left.open.elsewhere, Elsewhere::Closed);
    }
}
