//! The address, kept to what the router can read.

use gloo::events::EventListener;

/// Sends addresses such as `#//` to the page that says there is none: the router's history panics at
/// them. Must be called before the router starts, so that it is asked first.
pub fn guard() {
    mend();
    let Some(window) = web_sys::window() else { return };
    for name in ["popstate", "hashchange"] {
        EventListener::new(&window, name, |_| mend()).forget();
    }
}

fn mend() {
    let Some(window) = web_sys::window() else { return };
    let hash = window.location().hash().unwrap_or_default();
    if let (false, Ok(history)) = (is_readable(&hash), window.history()) {
        // Refused only for addresses of other sites.
        let _ =
            history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some("#/not-found"));
    }
}

/// An address that begins with two slashes would name a host.
fn is_readable(hash: &str) -> bool {
    let path = hash.trim_start_matches('#');
    !path.starts_with("//") && !path.starts_with("/\\")
}

#[cfg(test)]
mod tests {
    use super::is_readable;

    #[test]
    fn an_address_that_would_name_a_host_is_not_read_as_a_page() {
        assert!(!is_readable("#//"));
        assert!(!is_readable("#//host/check"));
        for hash in ["", "#/", "#/check/17?item=17.2"] {
            assert!(is_readable(hash), "{hash}");
        }
    }
}
