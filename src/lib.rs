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

/// Mounts the app on the page's body.
pub fn run() {
    yew::Renderer::<app::App>::new().render();
}
