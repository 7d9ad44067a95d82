//! The app of 职评自查: what people see and touch.
//!
//! Rules live in `assessment`, documents in their own worker; here are pages, components, hooks, and
//! in [`browser`] everything that talks to the browser.

pub mod app;
pub mod browser;
pub mod components;
pub mod hooks;
pub mod pages;
pub mod route;
pub mod state;

/// Mounts the app on the page's body, unless the page says there why this browser cannot run it.
pub fn run() {
    if !browser::dom::is_unfit() {
        browser::rescue::install();
        browser::address::guard();
        yew::Renderer::<app::App>::new().render();
    }
}
