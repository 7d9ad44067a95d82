//! What is read from and changed in the page that Trunk wrote. Text in, text out.

use std::cell::RefCell;

use anyhow::{Context as _, Result, bail};
use lol_html::{RewriteStrSettings, element, html_content::ContentType, rewrite_str, text};

/// Where the page lists the assets.
pub const ASSETS: &str = "script#assets";

const STYLE: &str = "link[rel=stylesheet]";
const INLINE_MODULE: &str = "script[type=module]:not([src])";

/// Puts the addresses of the assets that Trunk does not know into
/// `<script type="application/json" id="assets">{}</script>`.
pub fn insert_assets(html: &str, assets: &serde_json::Value) -> Result<String> {
    match contents(html, ASSETS)?.as_slice() {
        [placeholder] if placeholder.trim() == "{}" => {}
        [_] => bail!(
            "the script with id=\"assets\" in index.html holds something already; it must hold {{}}"
        ),
        _ => bail!(
            "index.html has no <script type=\"application/json\" id=\"assets\">{{}}</script>: \
             the app would not know where the documents worker and the fonts are"
        ),
    }
    // Inside a script element, only `<` could end it early.
    let json = assets.to_string().replace('<', "\\u003c");
    let settings =
        RewriteStrSettings::new().append_element_content_handler(element!(ASSETS, |element| {
            element.set_inner_content(&json, ContentType::Html);
            Ok(())
        }));
    rewrite_str(html, settings).context("the list of assets cannot be put into the page")
}

/// Moves every inline module script to a file of its own, whose address `write` returns. A page
/// without inline scripts can forbid them all in its content security policy.
pub fn extract_inline_modules(
    html: &str,
    write: impl FnMut(&str) -> Result<String>,
) -> Result<String> {
    let contents = contents(html, INLINE_MODULE)?;
    let addresses = contents.iter().map(|content| content.trim()).map(write);
    let mut addresses = addresses.collect::<Result<Vec<_>>>()?.into_iter();
    let settings = RewriteStrSettings::new().append_element_content_handler(element!(
        INLINE_MODULE,
        |element| {
            let address = addresses.next().context("a script was not there before")?;
            let script = format!("<script type=\"module\" src=\"{address}\"></script>");
            element.replace(&script, ContentType::Html);
            Ok(())
        }
    ));
    rewrite_str(html, settings).context("the page's scripts cannot be moved out")
}

/// Puts one style sheet in the place of all, at the first one's: `join` is given their addresses in order and
/// returns its own. A browser then asks for one file before it paints, not for one a component.
pub fn join_styles(html: &str, join: impl FnOnce(&[String]) -> Result<String>) -> Result<String> {
    let addresses = attributes(html, STYLE, "href")?;
    let link = format!("<link rel=\"stylesheet\" href=\"{}\">", join(&addresses)?);
    let mut first = true;
    let settings =
        RewriteStrSettings::new().append_element_content_handler(element!(STYLE, |element| {
            if std::mem::take(&mut first) {
                element.replace(&link, ContentType::Html);
            } else {
                element.remove();
            }
            Ok(())
        }));
    rewrite_str(html, settings).context("the page's style sheets cannot be joined")
}

/// Returns the text inside each element that a selector finds, in order.
pub fn contents(html: &str, selector: &str) -> Result<Vec<String>> {
    let found = RefCell::new(Vec::<String>::new());
    let settings = RewriteStrSettings::new()
        .append_element_content_handler(element!(selector, |_| {
            found.borrow_mut().push(String::new());
            Ok(())
        }))
        .append_element_content_handler(text!(selector, |chunk| {
            if let Some(last) = found.borrow_mut().last_mut() {
                last.push_str(chunk.as_str());
            }
            Ok(())
        }));
    rewrite_str(html, settings).with_context(|| format!("the page's {selector} cannot be read"))?;
    Ok(found.into_inner())
}

/// Returns an attribute of each element that a selector finds and that has it, in order.
pub fn attributes(html: &str, selector: &str, name: &str) -> Result<Vec<String>> {
    let mut found = Vec::new();
    let settings =
        RewriteStrSettings::new().append_element_content_handler(element!(selector, |element| {
            found.extend(element.get_attribute(name));
            Ok(())
        }));
    rewrite_str(html, settings).with_context(|| format!("the page's {selector} cannot be read"))?;
    Ok(found)
}

/// Returns an attribute of the first element that a selector finds and that has it.
pub fn attribute(html: &str, selector: &str, name: &str) -> Result<String> {
    let first = attributes(html, selector, name)?.into_iter().next();
    first.with_context(|| format!("the page has no {selector} with a {name}"))
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
    fn one_style_sheet_takes_the_place_of_all_in_their_order() -> Result<()> {
        let page = "<link rel=icon href=i><link rel=stylesheet href=./a.css integrity=x>\
                    <link rel=\"stylesheet\" href=\"./b.css\"/><script></script>";
        let page = join_styles(page, |addresses| Ok(format!("./{}.css", addresses.join("+"))))?;
        let joined = "<link rel=\"stylesheet\" href=\"././a.css+./b.css.css\">";
        assert_eq!(page, format!("<link rel=icon href=i>{joined}<script></script>"));
        Ok(())
    }

    #[test]
    fn the_content_of_each_element_is_read_by_itself() -> Result<()> {
        assert_eq!(contents("<p>a<b>b</b></p><p></p>", "p")?, ["ab", ""]);
        Ok(())
    }
}
