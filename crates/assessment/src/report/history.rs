//! Who changed what and when (改动记录), as an annex for those who ask for it.

use super::{HistoryChange, HistoryRow, Report};
use crate::instant;
use crate::self_check::SelfCheck;
use crate::self_check::journal::{history, value_words};

impl Report {
    /// The same with everything that was done to `self_check`, the earliest first.
    #[must_use]
    pub fn with_history(self, self_check: &SelfCheck) -> Self {
        let rows = history(self_check).into_iter().rev().map(|step| HistoryRow {
            at: instant::words(&step.at),
            who: if step.who.is_empty() { "未署名".to_owned() } else { step.who },
            label: step.label.unwrap_or_default(),
            changes: step
                .changes
                .into_iter()
                .map(|change| HistoryChange {
                    was: value_words(&change.path, change.was.as_ref()),
                    now: value_words(&change.path, change.value.as_ref()),
                    place: change.place,
                })
                .collect(),
        });
        Self { history: Some(rows.collect()), ..self }
    }
}
