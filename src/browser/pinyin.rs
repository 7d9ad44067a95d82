//! How characters are read, by pinyin-pro: too large for the app's first download, so that it is loaded when
//! someone types letters into the search.

use assessment::search::Readings;
use js_sys::{Array, Function, Promise, Uint8Array};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlScriptElement;

use super::{
    assets::Assets,
    dom::reason,
    fetch,
    files::ObjectUrl,
    message::{object, property},
};

/// What the library's script defines.
const LIBRARY: &str = "pinyinPro";

/// How each of the characters is read, as far as the library knows it.
///
/// # Errors
/// As a sentence for the user, when the library cannot be loaded or fails.
pub async fn readings(characters: String) -> Result<Readings, String> {
    if library().is_undefined() {
        let assets = Assets::read()?;
        let script = fetch::bytes(&assets.pinyin, &|_, _| ()).await?;
        run(&script).await.map_err(|error| reason(&error))?;
    }
    let readings = read(&characters).map_err(|error| reason(&error))?;
    Ok(characters.chars().zip(readings).collect())
}

fn library() -> JsValue {
    property(&js_sys::global(), LIBRARY)
}

/// Runs a script from a Blob, which the policies of the page and of the single file both allow.
async fn run(script: &Uint8Array) -> Result<(), JsValue> {
    let url = ObjectUrl::of("text/javascript", script)?;
    let document = web_sys::window().and_then(|window| window.document());
    let document = document.ok_or("没有页面")?;
    let root = document.document_element().ok_or("没有页面")?;
    let element: HtmlScriptElement = document.create_element("script")?.dyn_into()?;
    element.set_src(url.address());
    let done = Promise::new(&mut |resolve, reject| {
        element.set_onload(Some(&resolve));
        element.set_onerror(Some(&reject));
    });
    root.append_child(&element)?;
    let outcome = JsFuture::from(done).await;
    element.remove();
    // What is rejected with is an event, which has no words.
    outcome.map(drop).map_err(|_| JsValue::from("拼音程序无法启动"))
}

/// All readings of each character, in order; none for one that the library does not know.
fn read(characters: &str) -> Result<Vec<Vec<String>>, JsValue> {
    let library = library();
    let polyphonic: Function = property(&library, "polyphonic").dyn_into()?;
    let (none, array) = ("none".into(), "array".into());
    let options = object([("toneType", &none), ("type", &array), ("v", &JsValue::TRUE)]);
    let read: Array = polyphonic.call2(&library, &characters.into(), &options)?.dyn_into()?;
    let spelt = |reading: JsValue| {
        // A character without a reading comes back as it is.
        reading.as_string().filter(|text| text.bytes().all(|byte| byte.is_ascii_lowercase()))
    };
    Ok(read.iter().map(|one| Array::from(&one).iter().filter_map(spelt).collect()).collect())
}
