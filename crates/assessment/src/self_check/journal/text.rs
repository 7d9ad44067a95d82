//! A journal as it stands in a file: one line a step.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

use super::data::{GREATEST, Journal, SHAPE};
use super::session::Session;

impl Journal {
    /// Reads the value of the file's key. One of a later version, or that was altered, is kept as it is.
    pub(in crate::self_check) fn read(value: Value) -> Self {
        let read = Self::understood(&value);
        read.unwrap_or_else(|| Self { unread: Some(value), ..Self::default() })
    }

    /// Whether the value is a journal of a shape before this one: a journal begins anew then.
    pub(in crate::self_check) fn is_former(value: &Value) -> bool {
        value.get("v").and_then(Value::as_u64).is_some_and(|shape| shape < SHAPE)
    }

    fn understood(value: &Value) -> Option<Self> {
        let journal: Self = serde_json::from_value(value.clone()).ok()?;
        let is_in_order = |session: &Session| {
            let mut former = 0;
            session.steps.iter().all(|step| std::mem::replace(&mut former, step.n) < step.n)
        };
        let is_right = |session: &Session| is_in_order(session) && session.last() < GREATEST;
        let right = journal.v == SHAPE && journal.sessions.values().all(|one| is_right(one));
        right.then_some(journal)
    }

    /// The text of the file's key, indented to stand there.
    pub(in crate::self_check) fn to_text(&self) -> String {
        if let Some(unread) = &self.unread {
            return json(unread);
        }
        let sessions = self.sessions.iter().map(|(id, session)| {
            let steps: Vec<String> = session.steps.iter().map(json).collect();
            let head = Session { steps: Vec::new(), ..(**session).clone() };
            let steps = format!("\"steps\":[\n        {}\n      ]", steps.join(",\n        "));
            format!("      {}: {{{}}}", json(id), keys(&head, &steps, ","))
        });
        let sessions: Vec<String> = sessions.collect();
        let head = Self { sessions: BTreeMap::new(), ..self.clone() };
        let sessions = format!("\"sessions\":{{\n{}\n    }}", sessions.join(",\n"));
        format!("{{\n    {}\n  }}", keys(&head, &sessions, ",\n    "))
    }
}

/// The keys of an object and one more, without the braces.
fn keys(object: &impl Serialize, one_more: &str, separator: &str) -> String {
    let object = json(object);
    let inner = object.strip_prefix('{').and_then(|inner| inner.strip_suffix('}'));
    match inner.filter(|inner| !inner.is_empty()) {
        Some(inner) => format!("{inner}{separator}{one_more}"),
        None => one_more.to_owned(),
    }
}

fn json(what: &impl Serialize) -> String {
    // Texts, numbers and maps with text keys: there is nothing that JSON cannot hold.
    serde_json::to_string(what).unwrap_or_default()
}
