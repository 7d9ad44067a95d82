//! A date or a number being typed.
//!
//! While someone types a year, a browser reports `0002-12-22`, `0020-12-22` and so on. Were the field
//! set back to the accepted value each time, nobody could type a date; so what is typed stays in the
//! field until the accepted value changes to something else.

use std::num::NonZeroU32;

use assessment::parse_date;
use yew::prelude::*;

use crate::browser::dom;

/// More days than ten years are a slip of the keyboard.
const MOST_DAYS: u32 = 3_650;

/// What is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Draft {
    /// A civil date.
    Date,
    /// A number of days.
    Days,
}

impl Draft {
    fn accepted(self, text: &str) -> String {
        let accepted = match self {
            Self::Date => parse_date(text).map(|date| date.to_string()),
            Self::Days => parse_days(text).map(|days| days.to_string()),
        };
        accepted.unwrap_or_default()
    }
}

/// Reads a number of days from 1 to 3650.
pub fn parse_days(text: &str) -> Option<NonZeroU32> {
    text.trim().parse().ok().filter(|days: &NonZeroU32| days.get() <= MOST_DAYS)
}

/// The properties of [`DraftInput`].
#[derive(Properties, PartialEq)]
pub struct DraftInputProps {
    /// Name of the control.
    pub name: AttrValue,
    /// What it is for screen readers, where no visible label surrounds it.
    #[prop_or_default]
    pub label: Option<AttrValue>,
    /// Date or days.
    pub kind: Draft,
    /// The accepted value; empty when there is none.
    pub value: AttrValue,
    /// Called with the accepted value on each input; empty while it is incomplete.
    pub onchange: Callback<String>,
}

/// A field that keeps what is typed while it is incomplete.
#[component]
pub fn DraftInput(props: &DraftInputProps) -> Html {
    let draft = use_state(String::new);
    let kind = props.kind;
    let shown = if kind.accepted(&draft) == props.value.as_str() {
        AttrValue::from((*draft).clone())
    } else {
        props.value.clone()
    };
    let unread = !shown.is_empty() && props.value.is_empty();
    let oninput = {
        let onchange = props.onchange.clone();
        Callback::from(move |event: InputEvent| {
            let text = dom::value_of(&event);
            onchange.emit(kind.accepted(&text));
            draft.set(text);
        })
    };
    html! {
        <input
            type={match kind { Draft::Date => "date", Draft::Days => "number" }}
            min={(kind == Draft::Days).then_some("1")}
            max={(kind == Draft::Days).then(|| MOST_DAYS.to_string())}
            inputmode={(kind == Draft::Days).then_some("numeric")}
            name={props.name.clone()}
            aria-label={props.label.clone()}
            aria-invalid={unread.then_some("true")}
            value={shown}
            {oninput}
        />
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_being_typed_is_not_yet_a_date() {
        assert_eq!(Draft::Date.accepted("0202-12-22"), "");
        assert_eq!(Draft::Date.accepted("2026-12-22"), "2026-12-22");
        assert_eq!(Draft::Days.accepted("0"), "");
        assert_eq!(Draft::Days.accepted("015"), "15");
    }
}
