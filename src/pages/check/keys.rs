//! The keys of the walk: they answer the item at hand and go from item to item. Who speaks to the machine,
//! or hits keys by mistake, switches them off (WCAG 2.1.4).

use std::rc::Rc;

use assessment::results::findings::Findings;
use assessment::self_check::answers::Choice;
use yew::prelude::*;

use super::next::{article_beside, item_beside, next_open};
use crate::{
    browser::{dom, events, jump, preference},
    route::{Route, item_href},
};

/// What the keys do, for the sheet that `?` opens.
pub(super) const SHEET: [(&str, &str); 11] = [
    ("1 – 4", "作答：符合、部分符合、不符合、不适用（红线：未发生、有疑点、已发生）"),
    ("Shift+A", "本条未答的全部答符合，红线除外"),
    ("0", "清除这一项的作答"),
    ("J / K", "下一项 / 上一项，跨条"),
    ("N", "下一个未答项"),
    ("] / [", "下一条 / 上一条"),
    ("/ 或 Ctrl+K", "搜索"),
    ("Esc", "离开正在填的栏，回到这一项"),
    ("Ctrl+Z", "撤销上一步"),
    ("Ctrl+Shift+Z", "恢复撤销的一步"),
    ("?", "这张表"),
];

/// Which keys are on, and the switches for them.
#[derive(Clone, PartialEq)]
pub(super) struct Shortcuts {
    on: UseStateHandle<bool>,
    carry_on: UseStateHandle<bool>,
}

impl Shortcuts {
    /// Whether the keys are on.
    pub(super) fn are_on(&self) -> bool {
        *self.on
    }

    /// Whether a key that leaves nothing to fill in carries on to the next open item.
    pub(super) fn carry_on(&self) -> bool {
        *self.carry_on
    }

    /// The buttons that switch them.
    pub(super) fn switches(&self) -> Html {
        let on = switch(&self.on, preference::set_shortcuts);
        let carry_on = switch(&self.carry_on, preference::set_carry_on);
        html! {
            <>
                if self.are_on() {
                    <button type="button" class="btn quiet" data-action="carry-on"
                        aria-pressed={self.carry_on().to_string()} onclick={carry_on}>
                        { if self.carry_on() { "答完自动到下一项：开" } else { "答完自动到下一项：关" } }
                    </button>
                }
                <button type="button" class="btn quiet" data-action="shortcuts" onclick={on}>
                    { if self.are_on() { "关闭快捷键" } else { "启用快捷键" } }
                </button>
            </>
        }
    }
}

fn switch(state: &UseStateHandle<bool>, remember: fn(bool)) -> Callback<MouseEvent> {
    let state = state.clone();
    Callback::from(move |_| {
        remember(!*state);
        state.set(!*state);
    })
}

/// The keys as this browser remembers them.
#[hook]
pub(super) fn use_shortcuts() -> Shortcuts {
    Shortcuts {
        on: use_state_eq(preference::shortcuts),
        carry_on: use_state_eq(preference::carry_on),
    }
}

/// What the keys act on, as of the last rendering.
#[derive(Clone)]
pub(super) struct Walk {
    /// What the answers come to.
    pub(super) findings: Rc<Findings>,
    /// The article that is open; 0 on the list of all.
    pub(super) article: u8,
    /// The item at hand while none has the focus; none on the list of all.
    pub(super) current: Option<&'static str>,
    /// Whether a key that leaves nothing to fill in carries on.
    pub(super) carry_on: bool,
    /// Opens the sheet of the keys.
    pub(super) onhelp: Callback<()>,
}

/// Listens to the keys as long as the page is shown and they are on.
#[hook]
pub(super) fn use_keys(on: bool, walk: Walk) {
    let newest = use_mut_ref(|| walk.clone());
    *newest.borrow_mut() = walk;
    use_effect_with(on, move |on| {
        let listener = on.then(|| {
            events::on_key(move |event| {
                let walk = newest.borrow().clone();
                if event.key() == "Escape" && !dom::is_composing(event) && !dom::is_dialog_open() {
                    dom::leave_field(event);
                } else if !dom::is_typing(event)
                    && !dom::is_dialog_open()
                    && walk.take(&event.key(), event.shift_key())
                {
                    // Firefox would look for the letter in the page.
                    event.prevent_default();
                }
            })
        });
        move || drop(listener)
    });
}

impl Walk {
    /// Does what the key stands for; `false` when it stands for nothing.
    fn take(&self, key: &str, shift: bool) -> bool {
        let focused = dom::focused_item();
        let at = focused.as_deref().or(self.current);
        match key {
            "?" | "？" => self.onhelp.emit(()),
            "n" | "N" => go(next_open(&self.findings, at)),
            // The button goes on by itself.
            // Not by the letter: with Caps Lock on, A is what the key alone gives.
            "a" | "A" if shift => return dom::click(r#"[data-action="all-met"]"#),
            "j" | "J" => go(item_beside(at, 1)),
            "k" | "K" => go(item_beside(at, -1)),
            "]" => go_to_article(article_beside(self.article, 1)),
            "[" => go_to_article(article_beside(self.article, -1)),
            _ => return at.is_some_and(|at| self.answer(at, key)),
        }
        true
    }

    /// Answers the item by the key. One that is out of sight is brought into view: nobody changes what they
    /// do not see.
    fn answer(&self, at: &str, key: &str) -> bool {
        let control = match (choice_of(key), key) {
            (Some(choice), _) => {
                format!(r#"input[name="answer-{at}"][value="{}"]"#, choice.value())
            }
            (None, "0") => format!(r#"{} [data-action="clear-answer"]"#, jump::selector(at)),
            _ => return false,
        };
        if !dom::is_in_view(&jump::selector(at)) {
            jump::to_item(at);
        }
        // The control does what a click on it does; where there is none, the key does nothing.
        if dom::click(&control) && key == "1" && self.carry_on {
            go(next_open(&self.findings, Some(at)));
        }
        true
    }
}

/// Goes to an item, if there is one.
pub(super) fn go(item: Option<&str>) {
    if let Some(item) = item {
        let href = item_href(item);
        if dom::address() == href { jump::to_item(item) } else { dom::go_to(&href) }
    }
}

fn go_to_article(article: Option<u8>) {
    if let Some(article) = article {
        dom::go_to(&Route::CheckArticle { article }.href());
    }
}

fn choice_of(key: &str) -> Option<Choice> {
    let number: usize = key.parse().ok()?;
    Choice::ALL.get(number.checked_sub(1)?).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_the_choices_in_their_order() {
        assert_eq!(choice_of("1"), Some(Choice::Met));
        assert_eq!(choice_of("4"), Some(Choice::NotApplicable));
        for key in ["0", "5", "a", "Enter", "-1", ""] {
            assert_eq!(choice_of(key), None, "{key}");
        }
    }
}
