//! The page itself: attributes of the document, focus, scrolling, the address.

use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Element, Event, FocusOptions, HtmlElement, HtmlInputElement, HtmlSelectElement,
    HtmlTextAreaElement, KeyboardEvent, ScrollIntoViewOptions, ScrollLogicalPosition,
};

fn window() -> Option<web_sys::Window> {
    web_sys::window()
}

fn document() -> Option<web_sys::Document> {
    window()?.document()
}

/// Sets an attribute of `<html>`.
pub fn set_root_attribute(name: &str, value: &str) {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        // Refused only for names that are no names; ours are constants.
        let _ = root.set_attribute(name, value);
    }
}

/// Whether `assets/browser-check.js` missed something in this browser.
pub fn is_unfit() -> bool {
    document()
        .and_then(|document| document.document_element())
        .is_some_and(|root| root.has_attribute("data-unfit"))
}

/// Whether nobody sees the page: another tab is shown, or the window is closing.
pub fn is_hidden() -> bool {
    document().is_some_and(|document| document.hidden())
}

/// Names the browser tab.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Goes to an address such as `#/profile`.
pub fn go_to(href: &str) {
    if let Some(window) = window() {
        let _ = window.location().set_hash(href);
    }
}

/// The part of the address that says which page is shown, such as `#/check/17?item=17.2`.
pub fn address() -> String {
    window().and_then(|window| window.location().hash().ok()).unwrap_or_default()
}

/// The address of the link that was clicked, as it stands in the page.
pub fn link_of(event: &Event) -> Option<String> {
    target_of(event)?.closest("a[href]").ok()??.get_attribute("href")
}

/// Loads the page again.
pub fn reload() {
    if let Some(window) = window() {
        let _ = window.location().reload();
    }
}

/// The text inside the first element that fits the selector.
pub fn text_of(selector: &str) -> Option<String> {
    document()?.query_selector(selector).ok()??.text_content()
}

/// The page's content security policy, as it stands in the page.
pub fn security_policy() -> String {
    document()
        .and_then(|document| {
            document.query_selector("meta[http-equiv=\"Content-Security-Policy\"]").ok()?
        })
        .and_then(|meta| meta.get_attribute("content"))
        .unwrap_or_default()
}

/// Puts the focus on the first element that fits the selector; `false` when there is none.
pub fn focus(selector: &str) -> bool {
    find(selector).is_some_and(|element| element.focus().is_ok())
}

/// Puts the focus on the first element that fits the selector, and scrolls nothing.
pub fn focus_in_place(selector: &str) {
    if let Some(element) = find(selector) {
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        // Refused only by what takes no focus.
        let _ = element.focus_with_options(&options);
    }
}

/// Clicks the first element that fits the selector; `false` when there is none.
pub fn click(selector: &str) -> bool {
    find(selector).map(|element| element.click()).is_some()
}

/// Scrolls the first element that fits the selector into view, no further than needed.
pub fn reveal(selector: &str) {
    if let Some(element) = find(selector) {
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Nearest);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// Scrolls the page to its top.
pub fn scroll_to_top() {
    if let Some(window) = window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
}

fn find(selector: &str) -> Option<HtmlElement> {
    document()?.query_selector(selector).ok()??.dyn_into().ok()
}

/// The item that holds the focus, by its `data-item`.
pub fn focused_item() -> Option<String> {
    let focused = document()?.active_element()?;
    focused.closest("[data-item]").ok()??.get_attribute("data-item")
}

/// Whether any of the element that fits the selector can be seen: it is rendered, and not scrolled away.
pub fn is_in_view(selector: &str) -> bool {
    let height =
        window().and_then(|window| window.inner_height().ok()?.as_f64()).unwrap_or_default();
    find(selector).is_some_and(|element| {
        let place = element.get_bounding_client_rect();
        place.bottom() > 0.0 && place.top() < height
    })
}

/// Takes the focus out of the field that is being typed into, and puts it on the item around it; `false`
/// where no item is around it.
pub fn leave_field(event: &KeyboardEvent) -> bool {
    let card = target_of(event)
        .filter(takes_text)
        .and_then(|field| field.closest("[data-item]").ok()?)
        .and_then(|card| card.dyn_into::<HtmlElement>().ok());
    card.is_some_and(|card| card.focus().is_ok())
}

/// Whether a dialog is open, which has the keys to itself.
pub fn is_dialog_open() -> bool {
    document().and_then(|document| document.query_selector("dialog[open]").ok()?).is_some()
}

/// Whether a key belongs to what is being typed or chosen, or to the browser, and is no short cut.
pub fn is_typing(event: &KeyboardEvent) -> bool {
    if event.ctrl_key() || event.alt_key() || event.meta_key() || is_composing(event) {
        return true;
    }
    let Some(target) = target_of(event) else { return false };
    target.closest("dialog").ok().flatten().is_some() || takes_text(&target)
}

/// Whether a key goes to an input method that is composing a word. Safari reports the key that ends it after
/// the composition, with the code alone.
pub fn is_composing(event: &KeyboardEvent) -> bool {
    const KEY_FOR_INPUT_METHOD: u32 = 229;
    event.is_composing() || event.key_code() == KEY_FOR_INPUT_METHOD
}

/// Whether a key is pressed with Ctrl, on a Mac with Command, and nothing else.
pub fn is_command(event: &KeyboardEvent, key: &str) -> bool {
    (event.ctrl_key() || event.meta_key())
        && !event.alt_key()
        && !event.shift_key()
        && event.key().eq_ignore_ascii_case(key)
}

/// What a key asks of what was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HistoryKey {
    /// Ctrl+Z.
    Undo,
    /// Ctrl+Shift+Z or Ctrl+Y.
    Redo,
}

/// Whether a key asks to undo or redo, and not what is being typed into a field.
pub fn history_key(event: &KeyboardEvent) -> Option<HistoryKey> {
    let command = (event.ctrl_key() || event.meta_key()) && !event.alt_key();
    if !command || is_dialog_open() || target_of(event).is_some_and(|target| takes_text(&target)) {
        return None;
    }
    match (event.key().to_ascii_lowercase().as_str(), event.shift_key()) {
        ("z", false) => Some(HistoryKey::Undo),
        ("z", true) | ("y", false) => Some(HistoryKey::Redo),
        _ => None,
    }
}

fn target_of(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

/// Whether keys mean something to the element itself.
fn takes_text(element: &Element) -> bool {
    match element.dyn_ref::<HtmlInputElement>() {
        Some(input) => !matches!(input.type_().as_str(), "radio" | "checkbox" | "button" | "file"),
        None => {
            element.is_instance_of::<HtmlTextAreaElement>()
                || element.is_instance_of::<HtmlSelectElement>()
        }
    }
}

/// The value of the control that an event comes from.
pub fn value_of(event: &Event) -> String {
    let Some(target) = event.target() else { return String::new() };
    if let Some(input) = target.dyn_ref::<HtmlInputElement>() {
        input.value()
    } else if let Some(area) = target.dyn_ref::<HtmlTextAreaElement>() {
        area.value()
    } else if let Some(select) = target.dyn_ref::<HtmlSelectElement>() {
        select.value()
    } else {
        String::new()
    }
}

/// Whether the `<details>` that was toggled is open now.
pub fn is_open(event: &Event) -> bool {
    let element = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    element.is_some_and(|element| element.has_attribute("open"))
}

/// Whether the checkbox that an event comes from is ticked.
pub fn is_checked(event: &Event) -> bool {
    event
        .target()
        .and_then(|target| target.dyn_into::<HtmlInputElement>().ok())
        .is_some_and(|input| input.checked())
}

/// Whether the field that an event comes from holds something that its type cannot read: half a date, or
/// letters in a number. Its value is empty then.
pub fn is_unreadable(event: &Event) -> bool {
    event
        .target()
        .and_then(|target| target.dyn_into::<HtmlInputElement>().ok())
        .is_some_and(|input| input.validity().bad_input())
}

/// Asks the browser not to clear the storage by itself; whether it agreed.
pub async fn request_persistence() -> bool {
    let Some(window) = window() else { return false };
    let navigator = JsValue::from(window.navigator());
    // Without a secure context there is no storage manager, which web-sys does not expect.
    match js_sys::Reflect::get(&navigator, &"storage".into()) {
        Ok(storage) if storage.is_object() => {}
        _ => return false,
    }
    match window.navigator().storage().persist() {
        Ok(promise) => JsFuture::from(promise).await.is_ok_and(|granted| granted.is_truthy()),
        Err(_) => false,
    }
}

/// Words for what JavaScript threw.
pub fn reason(thrown: &JsValue) -> String {
    js_sys::Reflect::get(thrown, &"message".into())
        .ok()
        .and_then(|message| message.as_string())
        .or_else(|| thrown.as_string())
        .unwrap_or_else(|| "浏览器没有说明原因".to_owned())
}
