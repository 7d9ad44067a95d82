//! 实施细则原文.

use yew::prelude::*;

/// The properties of [`RegulationPage`].
#[derive(Properties, PartialEq)]
pub struct RegulationPageProps {
    /// The article shown; the whole regulation where there is none.
    pub article: Option<u8>,
}

/// 实施细则原文.
#[component]
pub fn RegulationPage(_props: &RegulationPageProps) -> Html {
    html! { <h1>{ "实施细则原文" }</h1> }
}
