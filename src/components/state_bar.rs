//! The items of an article as a bar: one piece each, in its state's colour.

use assessment::content::Severity;
use assessment::results::findings::ArticleState;
use assessment::self_check::answers::State;
use yew::prelude::*;

/// The bar of an article. The words beside it say the same.
pub fn state_bar(article: &ArticleState) -> Html {
    let pieces = article.items.iter().map(|item| {
        let class = match item.assessed.state {
            // An opportunity not taken is no shortfall and must not look like one.
            state if state.falls_short() && !item.is_shortfall() => "na",
            state if state.falls_short() && item.item.severity == Severity::Redline => "red",
            State::Met => "met",
            State::Partly => "partly",
            State::Unmet => "unmet",
            State::NotApplicable => "na",
            State::Unanswered => "",
        };
        html! { <i {class}></i> }
    });
    html! { <span class="bar" aria-hidden="true">{ for pieces }</span> }
}
