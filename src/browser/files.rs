//! Files that are handed to the browser, and files that the user hands to the page.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, File, FileList, HtmlAnchorElement, Url};

use super::dom::reason;

/// What the files are, in the browser's words.
pub mod mime {
    /// The saved self-check.
    pub const JSON: &str = "application/json";
    /// The report.
    pub const PDF: &str = "application/pdf";
    /// The workbook.
    pub const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    /// A page of the report.
    pub const SVG: &str = "image/svg+xml";
    /// The dates.
    pub const ICS: &str = "text/calendar";
}

/// Hands bytes to the browser as a download. Whether the disk keeps them, a page cannot see.
///
/// # Errors
/// In the browser's words, when it takes no download.
pub fn download(name: &str, mime: &str, bytes: impl Into<Uint8Array>) -> Result<(), String> {
    let url = ObjectUrl::of(mime, &bytes.into())?;
    let started = start_download(name, url.address());
    // The address must live until the browser has begun to read it.
    gloo::timers::callback::Timeout::new(60_000, move || {
        drop(url);
    })
    .forget();
    started.map_err(|error| reason(&error))
}

fn start_download(name: &str, url: &str) -> Result<(), JsValue> {
    let document = web_sys::window()
        .and_then(|window| window.document())
        .ok_or_else(|| JsValue::from_str("没有页面"))?;
    let anchor: HtmlAnchorElement = document.create_element("a")?.dyn_into()?;
    anchor.set_href(url);
    anchor.set_download(name);
    anchor.set_hidden(true);
    // Firefox ignores clicks on anchors that are not in the page.
    if let Some(body) = document.body() {
        body.append_child(&anchor)?;
    }
    anchor.click();
    anchor.remove();
    Ok(())
}

/// An address under which the page finds some bytes, as long as this is kept.
///
/// `gloo` has such a guard as well; where the browser refuses the address, it panics.
#[derive(Debug, PartialEq, Eq)]
pub struct ObjectUrl(String);

impl ObjectUrl {
    /// Hands the bytes to the browser.
    ///
    /// # Errors
    /// In the browser's words.
    pub fn of(mime: &str, bytes: &Uint8Array) -> Result<Self, String> {
        let options = BlobPropertyBag::new();
        options.set_type(mime);
        let parts = Array::of1(bytes);
        Blob::new_with_u8_array_sequence_and_options(&parts, &options)
            .and_then(|blob| Url::create_object_url_with_blob(&blob))
            .map(Self)
            .map_err(|error| reason(&error))
    }

    /// The address.
    pub fn address(&self) -> &str {
        &self.0
    }
}

impl Drop for ObjectUrl {
    fn drop(&mut self) {
        // Refused only for what is no address.
        let _ = Url::revoke_object_url(&self.0);
    }
}

/// The files of a list, in its order.
pub fn all(list: &FileList) -> Vec<File> {
    (0..list.length()).filter_map(|index| list.get(index)).collect()
}

/// The content of a file that the user chose.
///
/// # Errors
/// In the browser's words, when the file cannot be read.
pub async fn read(file: &File) -> Result<Vec<u8>, String> {
    let buffer = JsFuture::from(file.array_buffer()).await.map_err(|error| reason(&error))?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// `机构名称-自查报告-2026-11-23.pdf`, with what a file system refuses replaced.
pub fn file_name(
    institution: &str,
    kind: &str,
    date: chrono::NaiveDate,
    extension: &str,
) -> String {
    const REFUSED: &str = "\\/:*?\"<>|";
    // Windows drops dots and spaces at the end of a name's parts, and long names fail to be saved.
    let institution: String = institution
        .trim_matches([' ', '.', '　'])
        .chars()
        .take(60)
        .map(|c| if c.is_control() || REFUSED.contains(c) { '_' } else { c })
        .collect();
    let institution = if institution.is_empty() { "未填机构名称" } else { &institution };
    format!("{institution}-{kind}-{date}.{extension}")
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn what_a_file_system_refuses_is_replaced() {
        let date = chrono::NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default();
        assert_eq!(
            file_name("南宁/市:某校", "自查报告", date, "pdf"),
            "南宁_市_某校-自查报告-2026-11-23.pdf"
        );
        assert_eq!(
            file_name(" .. ", "自查数据", date, "json"),
            "未填机构名称-自查数据-2026-11-23.json"
        );
    }
}
