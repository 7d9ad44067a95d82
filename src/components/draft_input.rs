//! A date or a number being typed.
//!
//! While someone types a year, a browser reports `0002-12-22`, `0020-12-22` and so on. Were the field
//! set back to the accepted value each time, nobody could type a date; so what is typed stays in the
//! field until the accepted value changes to something else.

use assessment::civil_date;
use assessment::self_check::registers::{MOST_DAYS, parse_days};
use yew::prelude::*;

use crate::browser::{dom, ids};

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
            Self::Date => civil_date::parse(text).map(|date| date.to_string()),
            Self::Days => parse_days(text).map(|days| days.to_string()),
        };
        accepted.unwrap_or_default()
    }

    /// What is said beside a field that was left with something else in it.
    fn unread(self) -> String {
        match self {
            Self::Date => "日期不完整，或不在 1900 年至 2999 年之间，暂不计入。".to_owned(),
            Self::Days => format!("应是 1 至 {MOST_DAYS} 的整数，暂不计入。"),
        }
    }
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
    /// Classes of the control.
    #[prop_or_default]
    pub class: Classes,
    /// Called with the accepted value on each input; empty while it is incomplete.
    pub onchange: Callback<String>,
}

/// A field that keeps what is typed while it is incomplete.
#[component]
pub fn DraftInput(props: &DraftInputProps) -> Html {
    let draft = use_state(String::new);
    let editing = use_state_eq(|| false);
    let unread_id = use_memo((), |()| format!("unread-{}", ids::new_id()));
    let kind = props.kind;
    let shown = if kind.accepted(&draft) == props.value.as_str() {
        AttrValue::from((*draft).clone())
    } else {
        props.value.clone()
    };
    // Every date is incomplete on its way; that is said once the field is left.
    let unread = !*editing && !shown.is_empty() && props.value.is_empty();
    let edits = |on: bool| {
        let editing = editing.setter();
        Callback::from(move |_: FocusEvent| editing.set(on))
    };
    let oninput = {
        let onchange = props.onchange.clone();
        Callback::from(move |event: InputEvent| {
            let text = dom::value_of(&event);
            onchange.emit(kind.accepted(&text));
            draft.set(text);
        })
    };
    html! {
        <>
            <input
                type={match kind { Draft::Date => "date", Draft::Days => "number" }}
                min={match kind { Draft::Date => "1900-01-01", Draft::Days => "1" }}
                max={match kind {
                    // Without it, a year has six digits to type.
                    Draft::Date => "2999-12-31".to_owned(),
                    Draft::Days => MOST_DAYS.to_string(),
                }}
                inputmode={(kind == Draft::Days).then_some("numeric")}
                name={props.name.clone()}
                class={props.class.clone()}
                aria-label={props.label.clone()}
                aria-invalid={unread.then_some("true")}
                aria-describedby={unread.then(|| (*unread_id).clone())}
                value={shown}
                onfocusin={edits(true)}
                onfocusout={edits(false)}
                {oninput}
            />
            if unread { <span class="error" id={(*unread_id).clone()}>{ kind.unread() }</span> }
        </>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_being_typed_is_not_yet_a_date() {
        for typed in ["0002-12-22", "0020-12-22", "0202-12-22"] {
            assert_eq!(Draft::Date.accepted(typed), "", "{typed}");
        }
        assert_eq!(Draft::Date.accepted("2026-12-22"), "2026-12-22");
        assert_eq!(Draft::Days.accepted("0"), "");
        assert_eq!(Draft::Days.accepted("015"), "15");
    }
}
