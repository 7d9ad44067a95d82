//! Plain objects, as the page and its workers send them to each other.

use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;

/// An object of these properties.
pub(super) fn object<const N: usize>(properties: [(&str, &JsValue); N]) -> Object {
    let object = Object::new();
    for (key, value) in properties {
        // Setting a property of a fresh plain object cannot fail.
        let _ = Reflect::set(&object, &key.into(), value);
    }
    object
}

/// A property of a message; `undefined` where it has none.
pub(super) fn property(message: &JsValue, key: &str) -> JsValue {
    Reflect::get(message, &key.into()).unwrap_or_default()
}

/// A property that is a text.
pub(super) fn text(message: &JsValue, key: &str) -> Option<String> {
    property(message, key).as_string()
}
