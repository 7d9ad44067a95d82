//! The address, kept to what the router can read.

use gloo::events::EventListener;
use wasm_bindgen::JsValue;

/// Sends addresses such as `#//` to a page: the router's history panics at them. Must be called before the
/// router starts, so that it is asked first.
pub fn guard() {
    mend();
    let Some(window) = web_sys::window() else { return };
    EventListener::new(&window, "popstate", |_| mend()).forget();
}

fn mend() {
    let Some(window) = web_sys::window() else { return };
    let hash = window.location().hash().unwrap_or_default();
    if let (Some(instead), Ok(history)) = (instead_of(&hash), window.history()) {
        // Refused only for addresses of other sites.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(instead));
    }
}

/// The page to show where the router cannot read the address.
fn instead_of(hash: &str) -> Option<&'static str> {
    match hash.trim_start_matches('#').as_bytes() {
        [] => Some("#/"),
        // Two slashes, either way, would begin the name of a host.
        [b'/', b'/' | b'\\', ..] => Some("#/not-found"),
        [b'/', ..] => None,
        _ => Some("#/not-found"),
    }
}

#[cfg(test)]
mod tests {
    use super::instead_of;

    #[test]
    fn what_the_router_cannot_read_is_no_page() {
        for hash in ["#//", "#//host/check", r"#/\", "#check/17", "#http://host/"] {
            assert_eq!(instead_of(hash), Some("#/not-found"), "{hash}");
        }
    }

    #[test]
    fn an_address_without_a_page_is_the_first_one_and_any_other_stays() {
        assert_eq!(instead_of(""), Some("#/"));
        assert_eq!(instead_of("#"), Some("#/"));
        for hash in ["#/", "#/check/17?item=17.2", "#/no-such-page"] {
            assert_eq!(instead_of(hash), None, "{hash}");
        }
    }
}
