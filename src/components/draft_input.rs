//! A date or a number being typed.
//!
//! While someone types a year, a browser reports `0002-12-22`, `0020-12-22` and so on; of a date with a part
//! deleted, and of `1e` in a number, it reports nothing at all and calls it unreadable. None of these takes
//! the place of what was accepted before: only a field that is really empty does. Until then what is typed
//! stays in the field, the accepted value stays where it is kept, and both are said once the field is left.

use assessment::civil_date;
use assessment::self_check::registers::{MOST_DAYS, MOST_PEOPLE, parse_count, parse_days};
use yew::prelude::*;

use crate::browser::{dom, ids};

/// What is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Draft {
    /// A civil date.
    Date,
    /// A number of days.
    Days,
    /// A number of people.
    Count,
}

impl Draft {
    fn accepted(self, text: &str) -> String {
        let accepted = match self {
            Self::Date => civil_date::parse(text).map(|date| date.to_string()),
            Self::Days => parse_days(text).map(|days| days.to_string()),
            Self::Count => parse_count(text).map(|count| count.to_string()),
        };
        accepted.unwrap_or_default()
    }

    /// The accepted value of what stands in the field; `None` where that is neither read nor empty.
    fn settled(self, text: &str, unreadable: bool) -> Option<String> {
        let accepted = self.accepted(text);
        (!accepted.is_empty() || text.is_empty() && !unreadable).then_some(accepted)
    }

    /// What is said beside a field that was left with something else in it than the accepted `value`.
    fn unread(self, value: &str) -> String {
        let expected = match self {
            Self::Date => "日期不完整，或不在 1900 年至 2999 年之间".to_owned(),
            Self::Days => format!("应是 1 至 {MOST_DAYS} 的整数"),
            Self::Count => format!("应是 0 至 {MOST_PEOPLE} 的整数"),
        };
        if value.is_empty() {
            return format!("{expected}，暂不计入。");
        }
        let kept = match self {
            Self::Date => civil_date::parse(value).map(civil_date::plain_date),
            Self::Days | Self::Count => None,
        };
        let kept = kept.unwrap_or_else(|| value.to_owned());
        format!("{expected}；原来填的 {kept} 仍然保留，要删去请把这一栏清空。")
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
    /// What kind of value it takes.
    pub kind: Draft,
    /// The accepted value; empty when there is none.
    pub value: AttrValue,
    /// Classes of the control.
    #[prop_or_default]
    pub class: Classes,
    /// Whether the value is computed with and not kept: then what cannot be read empties it at once, since
    /// the result of a former number beside a new one would be wrong.
    #[prop_or_default]
    pub computes: bool,
    /// Called with the accepted value on each input that has one, and with an empty one once the field is
    /// empty.
    pub onchange: Callback<String>,
}

/// A field that keeps what is typed while it is incomplete, and the value until there is another.
#[component]
pub fn DraftInput(props: &DraftInputProps) -> Html {
    let draft = use_state(String::new);
    // What was accepted when something was typed that is neither read nor empty. A value that comes from
    // elsewhere since, as by undoing, takes the place of what is typed.
    let unsettled_at = use_state_eq(|| None::<AttrValue>);
    let unsettled = unsettled_at.as_ref() == Some(&props.value);
    let editing = use_state_eq(|| false);
    let unread_id = use_memo((), |()| format!("unread-{}", ids::new_id()));
    let kind = props.kind;
    let shown = if unsettled || kind.accepted(&draft) == props.value.as_str() {
        AttrValue::from((*draft).clone())
    } else {
        props.value.clone()
    };
    // Every date is incomplete on its way; that is said once the field is left.
    let unread = !*editing && (unsettled || !shown.is_empty() && props.value.is_empty());
    let take = {
        let (onchange, computes) = (props.onchange.clone(), props.computes);
        let (draft, unsettled_at) = (draft.setter(), unsettled_at.setter());
        let value = props.value.clone();
        Callback::from(move |event: Event| {
            let text = dom::value_of(&event);
            let settled = kind.settled(&text, dom::is_unreadable(&event));
            unsettled_at.set(settled.is_none().then(|| value.clone()));
            if let Some(value) = settled.or_else(|| computes.then(String::new)) {
                onchange.emit(value);
            }
            draft.set(text);
        })
    };
    // Browsers tell of no input when the last part of an unreadable date goes: the value was empty before.
    let recheck = {
        let take = take.clone();
        Callback::from(move |event: Event| {
            if unsettled {
                take.emit(event);
            }
        })
    };
    let onfocusin = {
        let editing = editing.setter();
        Callback::from(move |_: FocusEvent| editing.set(true))
    };
    let onfocusout = recheck.reform({
        let editing = editing.setter();
        move |event: FocusEvent| {
            editing.set(false);
            event.into()
        }
    });
    let onkeyup = recheck.reform(|event: KeyboardEvent| event.into());
    let oninput = take.reform(|event: InputEvent| event.into());
    html! {
        <>
            <input
                type={match kind { Draft::Date => "date", Draft::Days | Draft::Count => "number" }}
                min={match kind {
                    Draft::Date => "1900-01-01",
                    Draft::Days => "1",
                    Draft::Count => "0",
                }}
                max={match kind {
                    // Without it, a year has six digits to type.
                    Draft::Date => "2999-12-31".to_owned(),
                    Draft::Days => MOST_DAYS.to_string(),
                    Draft::Count => MOST_PEOPLE.to_string(),
                }}
                inputmode={(kind != Draft::Date).then_some("numeric")}
                name={props.name.clone()}
                class={props.class.clone()}
                aria-label={props.label.clone()}
                aria-invalid={unread.then_some("true")}
                aria-describedby={unread.then(|| (*unread_id).clone())}
                value={shown}
                {onfocusin}
                {onfocusout}
                {onkeyup}
                {oninput}
            />
            if unread { <span class="error" id={(*unread_id).clone()}>{ kind.unread(&props.value) }</span> }
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
        assert_eq!(Draft::Count.accepted("0"), "0");
    }

    #[test]
    fn only_a_field_that_is_really_empty_empties_what_was_accepted() {
        assert_eq!(Draft::Date.settled("", true), None);
        assert_eq!(Draft::Date.settled("0026-12-22", false), None);
        assert_eq!(Draft::Days.settled("0", false), None);
        assert_eq!(Draft::Count.settled("", true), None);
        assert_eq!(Draft::Date.settled("", false), Some(String::new()));
        assert_eq!(Draft::Days.settled("15", false), Some("15".to_owned()));
    }

    #[test]
    fn a_value_that_stays_is_named() {
        let said = Draft::Date.unread("2026-12-05");
        assert!(said.starts_with("日期不完整") && said.contains("2026年12月5日"), "{said}");
        assert!(Draft::Days.unread("").ends_with("暂不计入。"));
    }
}
