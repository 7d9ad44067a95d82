//! The product's own files, fetched from beside the page while someone watches how far it is.

use js_sys::{Array, Reflect, Uint8Array};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ReadableStreamDefaultReader, Response, Url};

use super::dom::reason;
use super::embedded;

/// How many bytes between two reports: each one renders.
const STEP: u64 = 256 * 1024;

/// Told how much has come, and how much there is where that is known.
pub type OnBytes<'a> = &'a dyn Fn(u64, Option<u64>);

/// Fetches one file; `address` is relative to the page. The bytes stay with the browser: the app's own
/// memory would keep the size of the largest file for good.
///
/// # Errors
/// As a sentence for the user, when it cannot be fetched.
pub async fn bytes(address: &str, on_bytes: OnBytes<'_>) -> Result<Uint8Array, String> {
    if let Some(bytes) = embedded::bytes(address).await {
        return bytes.map_err(|error| {
            let reason = reason(&error);
            format!("本文件里的程序读不出来（{reason}）。文件可能没有拷贝完整，请重新拷贝。")
        });
    }
    fetch(address, on_bytes).await.map_err(|error| {
        format!(
            "没有取到程序文件（{}）。请检查网络；本工具放在文件服务器上的，请确认文件齐全。",
            reason(&error)
        )
    })
}

async fn fetch(address: &str, on_bytes: OnBytes<'_>) -> Result<Uint8Array, JsValue> {
    let window = web_sys::window().ok_or("没有窗口")?;
    let base = window.document().map(|document| document.base_uri()).transpose()?.flatten();
    let url = match base {
        Some(base) => Url::new_with_base(address, &base)?,
        None => Url::new(address)?,
    };
    let response: Response =
        JsFuture::from(window.fetch_with_str(&url.href())).await?.dyn_into()?;
    if !response.ok() {
        return Err(format!("服务器答复 {}", response.status()).into());
    }
    let total = expected(&response);
    on_bytes(0, total);
    let Some(body) = response.body() else {
        let buffer = JsFuture::from(response.array_buffer()?).await?;
        return Ok(Uint8Array::new(&buffer));
    };
    let reader: ReadableStreamDefaultReader = body.get_reader().dyn_into()?;
    let (chunks, mut loaded, mut told) = (Array::new(), 0, 0);
    loop {
        let chunk = JsFuture::from(reader.read()).await?;
        if Reflect::get(&chunk, &"done".into())?.is_truthy() {
            break;
        }
        let chunk: Uint8Array = Reflect::get(&chunk, &"value".into())?.dyn_into()?;
        loaded += u64::from(chunk.length());
        chunks.push(&chunk);
        if loaded >= told + STEP {
            told = loaded;
            on_bytes(loaded, total);
        }
    }
    let whole = Blob::new_with_u8_array_sequence(&chunks)?;
    Ok(Uint8Array::new(&JsFuture::from(whole.array_buffer()).await?))
}

/// The length that the server announces; that of a packed file says nothing about what comes out of it.
fn expected(response: &Response) -> Option<u64> {
    let headers = response.headers();
    if headers.get("content-encoding").ok().flatten().is_some() {
        return None;
    }
    headers.get("content-length").ok().flatten()?.parse().ok().filter(|length| *length > 0)
}
