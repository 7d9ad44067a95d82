//! Mounting, waiting and acting like a person.

use std::time::Duration;

use assessment::self_check::SelfCheck;
use selfcheck::browser::{ids::new_id, kept::Write, storage::Storage, storage_error::StorageError};
use wasm_bindgen::JsCast as _;
use web_sys::{Element, Event, EventInit, HtmlElement, HtmlInputElement};
use yew::{AppHandle, BaseComponent, Renderer, platform::time::sleep, prelude::*};

/// The properties of [`Shown`].
#[derive(Properties, PartialEq)]
pub struct ShownProps {
    /// What is shown.
    pub html: Html,
}

/// Shows what a function returned that is no component.
#[component]
pub fn Shown(props: &ShownProps) -> Html {
    props.html.clone()
}

/// A component in the page; gone when dropped.
pub struct Mounted<C: BaseComponent> {
    root: Element,
    app: Option<AppHandle<C>>,
}

impl<C: BaseComponent> Mounted<C> {
    /// Renders a component into the page.
    pub async fn new(props: C::Properties) -> Self {
        let document = gloo::utils::document();
        let root = document.create_element("div").expect("a div");
        document.body().expect("a body").append_child(&root).expect("a place in the page");
        let app = Renderer::<C>::with_root_and_props(root.clone(), props).render();
        let mounted = Self { root, app: Some(app) };
        mounted.settle().await;
        mounted
    }

    /// Lets everything be rendered that was asked for.
    pub async fn settle(&self) {
        sleep(Duration::ZERO).await;
    }

    /// The first element that fits.
    pub fn find(&self, selector: &str) -> Option<HtmlElement> {
        self.root.query_selector(selector).expect("a selector")?.dyn_into().ok()
    }

    /// The element that must be there.
    pub fn get(&self, selector: &str) -> HtmlElement {
        self.find(selector).unwrap_or_else(|| panic!("no {selector} in {}", self.root.inner_html()))
    }

    /// The values of an attribute, in the order of the page.
    pub fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        let found = self.root.query_selector_all(selector).expect("a selector");
        (0..found.length())
            .filter_map(|index| found.get(index)?.dyn_into::<Element>().ok()?.get_attribute(name))
            .collect()
    }

    /// Clicks, and lets the answer be rendered.
    pub async fn click(&self, selector: &str) {
        self.get(selector).click();
        self.settle().await;
    }

    /// Types a whole text into an input.
    pub async fn type_into(&self, selector: &str, text: &str) {
        let input: HtmlInputElement = self.get(selector).dyn_into().expect("an input");
        input.set_value(text);
        let bubbling = EventInit::new();
        bubbling.set_bubbles(true);
        let event = Event::new_with_event_init_dict("input", &bubbling).expect("an event");
        input.dispatch_event(&event).expect("a listener that does not throw");
        self.settle().await;
    }
}

impl<C: BaseComponent> Drop for Mounted<C> {
    fn drop(&mut self) {
        if let Some(app) = self.app.take() {
            app.destroy();
        }
        self.root.remove();
    }
}

/// Waits until something holds; fails after five seconds, saying what was waited for.
pub async fn until(what: &str, holds: impl Fn() -> bool) {
    for _ in 0..250 {
        if holds() {
            return;
        }
        sleep(Duration::from_millis(20)).await;
    }
    panic!("waited in vain: {what}");
}

/// `data-save-state` of the document.
pub fn save_state() -> String {
    gloo::utils::document_element().get_attribute("data-save-state").unwrap_or_default()
}

/// Keeps a self-check as a window does that builds on the version `base`; returns the new version.
pub async fn keep(self_check: &SelfCheck, base: Option<&str>) -> Result<String, StorageError> {
    let (json, version) = (self_check.to_json(), new_id());
    let write = Write { self_check, json: &json, version: &version, base };
    Storage::open().await?.put(&[write]).await?;
    Ok(version)
}

/// What is kept of a self-check.
pub async fn kept(id: &str) -> SelfCheck {
    let storage = Storage::open().await.expect("storage");
    let kept = storage.get(id).await.expect("read").expect("there");
    kept.self_check().expect("a self-check")
}
