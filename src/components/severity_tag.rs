//! How grave an item is, as a small label in its colour.

use assessment::content::{Severity, item};
use yew::prelude::*;

/// The label of a level.
pub fn severity_tag(severity: Severity) -> Html {
    html! { <span class={classes!("tag", class_of(severity))}>{ severity.label() }</span> }
}

/// The label of an item's level, by the item's id.
pub fn severity_tag_of(id: &str) -> Html {
    item(id).map(|item| severity_tag(item.severity)).unwrap_or_default()
}

/// Only what is graver or lighter than a duty has a colour of its own.
fn class_of(severity: Severity) -> Option<&'static str> {
    match severity {
        Severity::Redline => Some("red"),
        Severity::Rectify => Some("fix"),
        Severity::Duty | Severity::Oversight => None,
        Severity::Opportunity => Some("chance"),
    }
}
