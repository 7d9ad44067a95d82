//! What is changed in the page that Trunk wrote. Text in, text out.

use anyhow::{Result, bail};

/// Puts the addresses of the assets that Trunk does not know into
/// `<script type="application/json" id="assets">{}</script>`.
pub fn insert_assets(html: &str, assets: &serde_json::Value) -> Result<String> {
    let Some(script) = scripts(html).find(|script| script.attribute("id") == Some("assets")) else {
        bail!(
            "index.html has no <script type=\"application/json\" id=\"assets\">{{}}</script>: \
             the app would not know where the documents worker and the fonts are"
        );
    };
    if script.content.trim() != "{}" {
        bail!(
            "the script with id=\"assets\" in index.html holds something already; it must hold {{}}"
        );
    }
    // Inside a script element, only `<` could end it early.
    let json = assets.to_string().replace('<', "\\u003c");
    Ok(replace(html, script.content, &json))
}

/// Moves every inline module script to a file of its own, whose address `write` returns. A page
/// without inline scripts can forbid them all in its content security policy.
pub fn extract_inline_modules(
    html: &str,
    mut write: impl FnMut(&str) -> Result<String>,
) -> Result<String> {
    let mut page = html.to_owned();
    // The page changes under the search, so each round starts anew.
    loop {
        let Some(script) = scripts(&page).find(|script| {
            script.attribute("type") == Some("module") && script.attribute("src").is_none()
        }) else {
            return Ok(page);
        };
        let address = write(script.content.trim())?;
        let element = format!("<script type=\"module\" src=\"{address}\"></script>");
        page = replace(&page, script.element, &element);
    }
}

/// A script element of a page.
struct Script<'a> {
    /// From `<script` to `</script>`.
    element: &'a str,
    attributes: &'a str,
    content: &'a str,
}

impl<'a> Script<'a> {
    /// Returns the value of an attribute, which Trunk always quotes.
    fn attribute(&self, name: &str) -> Option<&'a str> {
        let mut rest = self.attributes;
        while let Some((key, after)) = rest.split_once("=\"") {
            let (value, next) = after.split_once('"')?;
            // Before the name there may be attributes without a value.
            if key.split_whitespace().next_back() == Some(name) {
                return Some(value);
            }
            rest = next;
        }
        None
    }
}

fn scripts(html: &str) -> impl Iterator<Item = Script<'_>> {
    const OPEN: &str = "<script";
    const CLOSE: &str = "</script>";
    let mut rest = html;
    std::iter::from_fn(move || {
        let element = &rest[rest.find(OPEN)?..];
        let (head, after) = element.split_once('>')?;
        let content = &after[..after.find(CLOSE)?];
        let length = head.len() + 1 + content.len() + CLOSE.len();
        rest = &element[length..];
        Some(Script { element: &element[..length], attributes: &head[OPEN.len()..], content })
    })
}

/// Replaces a part of a text, given as a slice of it: the same words may stand elsewhere too.
fn replace(text: &str, part: &str, by: &str) -> String {
    let start = part.as_ptr() as usize - text.as_ptr() as usize;
    [&text[..start], by, &text[start + part.len()..]].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<!DOCTYPE html><html><head>
<script type="application/json" id="assets">{}</script>
<script src="./theme.js"></script>
<script type="module" nonce="n">
import init from './app.js';
await init();
</script></head><body>{}</body></html>"#;

    #[test]
    fn assets_go_into_their_placeholder_only() -> Result<()> {
        let page = insert_assets(PAGE, &serde_json::json!({ "worker": "w.js" }))?;
        assert!(page.contains(r#"id="assets">{"worker":"w.js"}</script>"#));
        assert!(page.contains("<body>{}</body>"));
        assert_eq!(page.len(), PAGE.len() + r#"{"worker":"w.js"}"#.len() - 2);
        Ok(())
    }

    #[test]
    fn a_page_without_the_placeholder_is_refused() {
        let Err(error) = insert_assets("<html></html>", &serde_json::json!({})) else {
            panic!("a page without the placeholder passed");
        };
        assert!(error.to_string().contains("id=\"assets\""));
    }

    #[test]
    fn a_filled_placeholder_is_refused() {
        let filled = PAGE.replace("id=\"assets\">{}", "id=\"assets\">{\"a\":1}");
        assert!(insert_assets(&filled, &serde_json::json!({})).is_err());
    }

    #[test]
    fn an_asset_cannot_end_the_script() -> Result<()> {
        let page = insert_assets(PAGE, &serde_json::json!({ "worker": "</script>" }))?;
        assert_eq!(page.matches("</script>").count(), PAGE.matches("</script>").count());
        Ok(())
    }

    #[test]
    fn inline_modules_move_out_and_the_rest_stays() -> Result<()> {
        let mut written = Vec::new();
        let page = extract_inline_modules(PAGE, |content| {
            written.push(content.to_owned());
            Ok("./start-1.js".to_owned())
        })?;
        assert_eq!(written, ["import init from './app.js';\nawait init();"]);
        assert!(page.contains(r#"<script type="module" src="./start-1.js"></script></head>"#));
        assert!(page.contains(r#"<script src="./theme.js"></script>"#));
        assert!(page.contains(r#"<script type="application/json" id="assets">{}</script>"#));
        assert!(!page.contains("import init"));
        Ok(())
    }

    #[test]
    fn attributes_are_read_beside_bare_ones() {
        let page = r#"<script defer type="module" data-type="x" src="a.js"></script>"#;
        let found: Vec<_> =
            scripts(page).map(|s| (s.attribute("type"), s.attribute("src"))).collect();
        assert_eq!(found, [(Some("module"), Some("a.js"))]);
    }
}
