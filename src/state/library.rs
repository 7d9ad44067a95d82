//! What the list of self-checks shows of each.

use assessment::content;
use assessment::results::findings::ItemState;
use assessment::self_check::SelfCheck;
use assessment::self_check::answers::State;
use assessment::self_check::identity::Identity;
use assessment::self_check::journal::Journal;

use crate::browser::kept::Kept;

/// One kept self-check, as the list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The self-check's id.
    pub id: String,
    /// The instant of the last change, RFC 3339.
    pub updated_at: String,
    /// What is in it, or why it cannot be read.
    pub content: Result<Summary, String>,
}

/// What is in a self-check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// Whose it is and of when.
    pub identity: Identity,
    /// How many items are not 未答.
    pub answered: usize,
    /// How many items fall short.
    pub short: usize,
    /// All items.
    pub items: usize,
}

impl Entry {
    /// What the list shows of a self-check.
    pub fn of(self_check: &SelfCheck) -> Self {
        let states: Vec<State> =
            content::items().map(|item| ItemState::of(self_check, item).assessed.state).collect();
        Self {
            id: self_check.id.clone(),
            updated_at: self_check.updated_at.clone(),
            content: Ok(Summary {
                identity: Identity::of(self_check),
                answered: states.iter().filter(|state| **state != State::Unanswered).count(),
                short: states.iter().filter(|state| state.falls_short()).count(),
                items: states.len(),
            }),
        }
    }

    fn of_kept(kept: &Kept) -> Self {
        match kept.self_check() {
            Ok(self_check) => Self::of(&self_check),
            Err(reason) => Self {
                id: kept.id.clone(),
                updated_at: kept.updated_at.clone(),
                content: Err(reason),
            },
        }
    }
}

/// The list, the self-check changed last first.
pub fn entries(kept: &[Kept]) -> Vec<Entry> {
    in_order(kept.iter().map(Entry::of_kept).collect())
}

/// The list with the entry of one self-check put in or replaced.
pub fn with_entry(entries: &[Entry], entry: Entry) -> Vec<Entry> {
    let others = entries.iter().filter(|other| other.id != entry.id).cloned();
    in_order(others.chain([entry.clone()]).collect())
}

fn in_order(mut entries: Vec<Entry>) -> Vec<Entry> {
    // RFC 3339 in UTC, as the app writes it, sorts as text.
    entries.sort_by(|a, b| b.updated_at.cmp(&a.updated_at));
    entries
}

/// A copy under an id of its own, named so that the two can be told apart.
pub fn copy_of(self_check: &SelfCheck, id: String, now: &str) -> SelfCheck {
    SelfCheck {
        id,
        title: format!("{}（副本）", self_check.title),
        created_at: now.to_owned(),
        updated_at: now.to_owned(),
        // Its history is that of the original; what is done to the copy begins anew.
        journal: Journal::default(),
        ..self_check.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn self_check(id: &str, updated_at: &str) -> SelfCheck {
        SelfCheck::new(id.to_owned(), format!("自查{id}"), updated_at)
    }

    #[test]
    fn a_changed_self_check_moves_to_the_top_once() {
        let before: Vec<_> = [self_check("a", "2026-01-02"), self_check("b", "2026-01-01")]
            .iter()
            .map(Entry::of)
            .collect();
        let after = with_entry(&before, Entry::of(&self_check("b", "2026-01-03")));
        let ids: Vec<_> = after.iter().map(|entry| entry.id.as_str()).collect();
        assert_eq!(ids, ["b", "a"]);
    }

    #[test]
    fn what_cannot_be_read_says_why_and_stays_in_the_list() {
        let kept = Kept {
            id: "x".to_owned(),
            updated_at: String::new(),
            version: String::new(),
            json: Ok(r#"{"format":"selfcheck","version":2}"#.to_owned()),
        };
        let listed = entries(&[kept]);
        assert!(listed[0].content.as_ref().is_err_and(|reason| reason.contains("更新版本")));
    }

    #[test]
    fn a_copy_has_an_id_and_a_name_of_its_own() {
        let original = self_check("a", "2026-01-01");
        let copy = copy_of(&original, "b".to_owned(), "2026-02-02");
        assert_eq!(copy.title, "自查a（副本）");
        assert_eq!(
            SelfCheck {
                id: "a".into(),
                title: original.title.clone(),
                created_at: original.created_at.clone(),
                updated_at: original.updated_at.clone(),
                ..copy
            },
            original
        );
    }
}
