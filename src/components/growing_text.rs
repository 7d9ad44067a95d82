//! A field for a text of any length, as high as what stands in it, on the screen and on paper.

use yew::prelude::*;

/// The field of that name. The copy beneath gives it the height of its text, which CSS alone does not do in
/// every browser that the product runs in; on paper the copy stands in its place.
pub fn growing_text(
    name: String,
    words: &str,
    class: Classes,
    oninput: Callback<InputEvent>,
) -> Html {
    html! {
        <span class="grow">
            <textarea {name} rows="2" value={words.to_owned()} {class} {oninput} />
            // A line break at the end has a height only with something behind it.
            <span class="grow-copy" aria-hidden="true">{ format!("{words}\u{200b}") }</span>
        </span>
    }
}
