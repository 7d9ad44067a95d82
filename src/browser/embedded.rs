//! The files that the page carries in itself, where the whole product is one HTML file.
//!
//! Its other half is `assets/single-file.js`.

use js_sys::{Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// The function that such a page defines.
const FUNCTION: &str = "carriedFile";

fn function() -> Option<Function> {
    Reflect::get(&js_sys::global(), &FUNCTION.into()).ok()?.dyn_into().ok()
}

/// Whether this is such a page.
pub fn is_there() -> bool {
    function().is_some()
}

/// Unpacks one file; `None` where the files lie beside the page.
///
/// # Errors
/// What JavaScript threw, when the page does not carry that file or it is damaged.
pub async fn bytes(name: &str) -> Option<Result<Uint8Array, JsValue>> {
    let promise = function()?.call1(&JsValue::UNDEFINED, &name.into());
    Some(match promise.and_then(JsCast::dyn_into::<Promise>) {
        Ok(promise) => JsFuture::from(promise).await.and_then(JsCast::dyn_into),
        Err(error) => Err(error),
    })
}
