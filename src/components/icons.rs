//! Small drawings. All are decoration: the words beside them say the same.

use yew::prelude::*;

fn icon(path: &'static str) -> Html {
    html! {
        <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
            <path
                d={path}
                fill="none"
                stroke="currentColor"
                stroke-width="1.6"
                stroke-linecap="round"
                stroke-linejoin="round"
            />
        </svg>
    }
}

/// A tick.
pub fn tick() -> Html {
    icon("M3 8.5l3.2 3L13 4.5")
}

/// A cross.
pub fn cross() -> Html {
    icon("M4 4l8 8M12 4l-8 8")
}

/// A plus.
pub fn plus() -> Html {
    icon("M8 3v10M3 8h10")
}

/// A pointed-out danger.
pub fn warning() -> Html {
    icon("M8 2.5l6 11H2zM8 6.5v3.2M8 11.6v.1")
}

/// A magnifier.
pub fn search() -> Html {
    icon("M7 2.8a4.2 4.2 0 1 0 0 8.4a4.2 4.2 0 1 0 0-8.4M10.2 10.2l3.3 3.3")
}

/// An arrow to the left.
pub fn back() -> Html {
    icon("M13 8H3.5M7.2 4.2L3.4 8l3.8 3.8")
}

/// An arrow that turns back.
pub fn undo() -> Html {
    icon("M3.2 6.2h6.3a3.6 3.6 0 1 1 0 7.2H6M6 3.2l-3 3l3 3")
}

/// An arrow that turns forward.
pub fn redo() -> Html {
    icon("M12.8 6.2H6.5a3.6 3.6 0 1 0 0 7.2H10M10 3.2l3 3l-3 3")
}

/// A page with lines.
pub fn page() -> Html {
    icon("M3.5 2.2h6l3 3v8.6h-9zM5.8 7h4.4M5.8 9.4h4.4M5.8 11.8h2.6")
}

/// An arrow to the right.
pub fn arrow() -> Html {
    icon("M3 8h9.5M8.8 4.2L12.6 8l-3.8 3.8")
}

/// Something under way.
pub fn spinner() -> Html {
    html! {
        <svg class="icon spinner" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
            <circle cx="8" cy="8" r="5.5" fill="none" stroke="currentColor" stroke-width="2" opacity=".25" />
            <path d="M8 2.5a5.5 5.5 0 0 1 5.5 5.5" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" />
        </svg>
    }
}
