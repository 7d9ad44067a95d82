//! The keys: 1 to 4 answer, J and K go from item to item, `/` searches. Who speaks to the machine, or
//! hits keys by mistake, switches them off (WCAG 2.1.4).

use assessment::content::Article;
use assessment::self_check::answers::Choice;
use yew::prelude::*;

use crate::browser::{dom, events, preference};

/// Whether the keys are on, and the switch for them.
#[derive(Clone, PartialEq)]
pub(super) struct Shortcuts(UseStateHandle<bool>);

impl Shortcuts {
    /// Whether the keys are on.
    pub(super) fn are_on(&self) -> bool {
        *self.0
    }

    /// The button that switches them.
    pub(super) fn switch(&self) -> Html {
        let on = self.clone();
        let onclick = move |_: MouseEvent| {
            preference::set_shortcuts(!on.are_on());
            on.0.set(!on.are_on());
        };
        html! {
            <button type="button" class="btn quiet" data-action="shortcuts" {onclick}>
                { if self.are_on() { "关闭快捷键" } else { "启用快捷键" } }
            </button>
        }
    }
}

/// The keys as this browser remembers them.
#[hook]
pub(super) fn use_shortcuts() -> Shortcuts {
    Shortcuts(use_state_eq(preference::shortcuts))
}

/// Listens to `/` as long as the page is shown and the keys are on.
#[hook]
pub(super) fn use_search_key(on: bool, onsearch: Callback<()>) {
    use_effect_with((on, onsearch), |(on, onsearch)| {
        let onsearch = onsearch.clone();
        let listener = on.then(|| {
            events::on_key(move |event| {
                if event.key() == "/" && !dom::is_typing(event) {
                    // Otherwise the key would be the first character of the search.
                    event.prevent_default();
                    onsearch.emit(());
                }
            })
        });
        move || drop(listener)
    });
}

/// Listens to the keys that answer and move; `current` is the item at hand while none has the focus.
#[hook]
pub(super) fn use_answer_keys(on: bool, article: &'static Article, current: &'static str) {
    use_effect_with((on, article.number, current), move |_| {
        let listener = on.then(|| {
            events::on_key(move |event| {
                if dom::is_typing(event) || dom::is_dialog_open() {
                    return;
                }
                let at = dom::focused_item();
                let at = at.as_deref().unwrap_or(current);
                match event.key().as_str() {
                    "j" | "J" => go(neighbour(article, at, 1)),
                    "k" | "K" => go(neighbour(article, at, -1)),
                    key => {
                        let Some(choice) = choice_of(key) else { return };
                        // The radio does what a click on it does; where there is none, the key does nothing.
                        dom::click(&format!(
                            r#"input[name="answer-{at}"][value="{}"]"#,
                            choice.value()
                        ));
                    }
                }
            })
        });
        move || drop(listener)
    });
}

/// Brings an item into view and puts the focus on it.
pub(super) fn go(item: Option<&str>) {
    if let Some(item) = item {
        let selector = format!(r#"[data-item="{item}"]"#);
        dom::focus(&selector);
        dom::reveal(&selector);
    }
}

fn choice_of(key: &str) -> Option<Choice> {
    let number: usize = key.parse().ok()?;
    Choice::ALL.get(number.checked_sub(1)?).copied()
}

fn neighbour(article: &Article, item: &str, step: isize) -> Option<&'static str> {
    let at = article.items.iter().position(|other| other.id == item)?;
    article.items.get(at.checked_add_signed(step)?).map(|item| item.id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use assessment::content::article;

    #[test]
    fn keys_are_the_choices_in_their_order() {
        assert_eq!(choice_of("1"), Some(Choice::Met));
        assert_eq!(choice_of("4"), Some(Choice::NotApplicable));
        for key in ["0", "5", "a", "Enter", "-1", ""] {
            assert_eq!(choice_of(key), None, "{key}");
        }
    }

    #[test]
    fn the_ends_have_no_neighbour_beyond() {
        let article = article(17).unwrap_or_else(|| panic!("第十七条"));
        assert_eq!(neighbour(article, "17.1", 1), Some("17.2"));
        assert_eq!(neighbour(article, "17.1", -1), None);
        let last = article.items[article.items.len() - 1].id;
        assert_eq!(neighbour(article, last, 1), None);
        assert_eq!(neighbour(article, "18.1", 1), None);
    }
}
