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
    /// It deleted it.
    Deleted,
}

/// Everything that the pages share.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Session {
    /// Whether the storage has been looked at.
    pub ready: bool,
    /// The open self-check.
    pub self_check: Option<Rc<SelfCheck>>,
    /// All self-checks kept here.
    pub library: Rc<Vec<Entry>>,
    /// What another window does with the open self-check.
    pub elsewhere: Elsewhere,
    /// The instant of the last export of the open self-check.
    pub last_backup: Option<AttrValue>,
}

/// One step.
pub enum Step {
    /// The storage has been looked at.
    Ready,
    /// The open self-check was changed to this.
    Changed(Rc<SelfCheck>),
    /// A kept self-check was opened.
    Open {
        /// The self-check.
        self_check: Rc<SelfCheck>,
        /// When it was exported last.
        last_backup: Option<String>,
    },
    /// A self-check that is not kept yet was opened.
    Adopt(Rc<SelfCheck>),
    /// The open self-check was closed.
    Close,
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
            Step::Changed(self_check) => {
                // A change that was made before another one was opened is saved, and not shown.
                if next.self_check.as_ref().is_some_and(|open| open.id == self_check.id) {
                    next.self_check = Some(self_check);
                }
            }
            Step::Open { self_check, last_backup } => {
                next.show(Some(self_check));
                next.last_backup = last_backup.map(AttrValue::from);
            }
            Step::Adopt(self_check) => next.show(Some(self_check)),
            Step::Close => next.show(None),
            Step::Written(self_check) => {
                next.library = Rc::new(library::with_entry(&self.library, Entry::of(&self_check)));
            }
            Step::Library(entries) => next.library = Rc::new(entries),
            Step::Heard(notice) => next.hear(&notice),
            Step::BackedUp(now) => next.last_backup = Some(now.into()),
        }
        Rc::new(next)
    }
}

impl Session {
    fn show(&mut self, self_check: Option<Rc<SelfCheck>>) {
        self.self_check = self_check;
        self.elsewhere = Elsewhere::Closed;
        self.last_backup = None;
    }

    fn hear(&mut self, notice: &Notice) {
        let Some(self_check) = &self.self_check else { return };
        if notice.id() != self_check.id {
            return;
        }
        self.elsewhere = match (notice, self.elsewhere) {
            // Only reading it anew mends that.
            (Notice::Deleted { .. }, _) => Elsewhere::Deleted,
            (Notice::Restored { .. }, Elsewhere::Deleted) => Elsewhere::Open,
            (Notice::Saved { .. }, _) | (_, Elsewhere::Changed) => Elsewhere::Changed,
            (_, Elsewhere::Deleted) => Elsewhere::Deleted,
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
        Rc::new(Session::default()).reduce(Step::Adopt(Rc::new(self_check)))
    }

    fn saved() -> Step {
        Step::Heard(Notice::Saved { id: "a".to_owned(), version: "1".to_owned() })
    }

    #[test]
    fn a_change_is_shown_and_one_of_another_self_check_is_not() {
        let changed = |id: &str| {
            let self_check =
                SelfCheck::new(id.to_owned(), "改了".to_owned(), "2026-01-02T00:00:00Z");
            Step::Changed(Rc::new(self_check))
        };
        let title = |session: Rc<Session>| session.self_check.as_ref().map(|one| one.title.clone());
        assert_eq!(title(session().reduce(changed("a"))), Some("改了".to_owned()));
        assert_eq!(title(session().reduce(changed("b"))), Some("自查".to_owned()));
    }

    #[test]
    fn another_windows_change_is_not_forgotten_when_that_window_closes() {
        let left = Step::Heard(Notice::Left { id: "a".to_owned() });
        let after = session().reduce(saved()).reduce(left);
        assert_eq!(after.elsewhere, Elsewhere::Changed);
    }

    #[test]
    fn a_deletion_stays_known_until_the_self_check_is_saved_again() {
        let deleted = session().reduce(Step::Heard(Notice::Deleted { id: "a".to_owned() }));
        let left = deleted.reduce(Step::Heard(Notice::Left { id: "a".to_owned() }));
        assert_eq!(left.elsewhere, Elsewhere::Deleted);
        assert_eq!(left.clone().reduce(saved()).elsewhere, Elsewhere::Changed);
        let restored = left.reduce(Step::Heard(Notice::Restored { id: "a".to_owned() }));
        assert_eq!(restored.elsewhere, Elsewhere::Open);
    }

    #[test]
    fn notices_about_other_self_checks_mean_nothing() {
        let opened = Step::Heard(Notice::Opened { id: "b".to_owned() });
        assert_eq!(session().reduce(opened).elsewhere, Elsewhere::Closed);
    }

    #[test]
    fn a_window_that_leaves_is_gone() {
        let open = session().reduce(Step::Heard(Notice::Present { id: "a".to_owned() }));
        assert_eq!(open.elsewhere, Elsewhere::Open);
        let left = open.reduce(Step::Heard(Notice::Left { id: "a".to_owned() }));
        assert_eq!(left.elsewhere, Elsewhere::Closed);
    }
}
