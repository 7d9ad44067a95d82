//! How grave an item is, as a small label in its colour.

use assessment::regulation::{Severity, item};
use yew::prelude::*;

/// The label of a level.
pub fn severity_tag(severity: Severity) -> Html {
    html! { <span class={classes!("tag", class_of(severity))}>{ severity.label() }</span> }
}

/// The label of an item's level, by the item's id.
pub fn severity_tag_of(id: &str) -> Html {
    item(id).map(|item| severity_tag(item.severity)).unwrap_or_default()
}

fn class_of(severity: Severity) -> &'static str {
    match severity {
        Severity::Redline => "red",
        Severity::Rectify => "fix",
        Severity::Duty => "duty",
        Severity::Oversight => "watch",
        Severity::Opportunity => "chance",
    }
}
