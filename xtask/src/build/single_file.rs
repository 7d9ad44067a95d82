//! `cargo xtask single-file`: the whole product as one HTML file that opens from a disk.

use std::{cell::RefCell, fs, path::Path};

use anyhow::{Context as _, Result, bail};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use lol_html::{
    HandlerResult, RewriteStrSettings, element, html_content::ContentType, html_content::Element,
    rewrite_str,
};
use serde::{Deserialize, Serialize};

use super::{digest_list, html, precompress};
use crate::{context::Context, fingerprint, run};

/// The file that is made, beside the release that it is made from.
pub const FILE: &str = "selfcheck.html";

/// More than this does not fit what people may hand on by mail or message.
const MOST_BYTES: usize = 28_000_000;

/// wasm-bindgen's last line, which an inline script cannot have.
const EXPORT: &str = "export { initSync, __wbg_init as default };";

/// The names of the release's files, as the page knows them.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Assets {
    worker: String,
    worker_wasm: String,
    fonts: Vec<String>,
    full_fonts: Vec<String>,
    licences: String,
    pinyin: String,
    /// The app's own module; only this page needs to be told.
    #[serde(default)]
    app: String,
    /// What only the app reads.
    #[serde(flatten)]
    other: serde_json::Map<String, serde_json::Value>,
}

impl Assets {
    /// Takes them from the page, and leaves out what would make the file too large: rare characters
    /// are carried in the regular weight alone, which stands in for the bold one.
    fn of(page: &str, app: String) -> Result<Self> {
        let list = html::contents(page, html::ASSETS)?.concat();
        let mut assets: Self =
            serde_json::from_str(&list).context("the page's list of assets cannot be read")?;
        let (Some(regular), Some(bold)) = (assets.full_fonts.first(), assets.fonts.last()) else {
            bail!("the release has no fonts");
        };
        assets.full_fonts = vec![regular.clone(), bold.clone()];
        assets.app = app;
        Ok(assets)
    }

    fn files(&self) -> Vec<&str> {
        let mut files = vec![&*self.app, &*self.worker, &*self.worker_wasm];
        files.extend([&*self.licences, &*self.pinyin]);
        files.extend(self.fonts.iter().chain(&self.full_fonts).map(String::as_str));
        files.sort_unstable();
        files.dedup();
        files
    }
}

/// Writes the file from the release in `dist/`.
pub fn write(context: &Context) -> Result<()> {
    let dist = context.dist();
    let bootstrap = read(&context.root().join("assets").join("single-file.js"))?;
    let page = assemble(&dist, &read(&dist.join("index.html"))?, &bootstrap)?;
    if page.len() > MOST_BYTES {
        bail!("{FILE} has {} bytes, more than {MOST_BYTES}", page.len());
    }
    let place = dist.join(FILE);
    fs::write(&place, &page).with_context(|| format!("cannot write {}", place.display()))?;
    // It is part of what is given out.
    digest_list::write(&dist)?;
    println!("{}: {}", place.display(), run::megabytes(page.len()));
    Ok(())
}

fn assemble(dist: &Path, page: &str, bootstrap: &str) -> Result<String> {
    let glue = html::attribute(page, "link[rel=modulepreload]", "href")?;
    let glue = glue.trim_start_matches("./");
    let app = format!("{}_bg.wasm", glue.trim_end_matches(".js"));
    let assets = Assets::of(page, app)?;
    let glue = read(&dist.join(glue))?;
    let Some((glue, _)) = glue.split_once(EXPORT) else {
        bail!("wasm-bindgen's JavaScript does not end as it used to");
    };
    let module = format!("{glue}\n{bootstrap}");
    let carried: String = assets
        .files()
        .into_iter()
        .map(|name| carried(name, &fs::read(dist.join(name))?))
        .collect::<Result<_>>()?;
    let assets = serde_json::to_string(&assets)?;
    inline(dist, page, &module, &assets, &carried)
}

/// What may run and style the page: exactly what stands in it.
#[derive(Default)]
struct Policy {
    scripts: Vec<String>,
    styles: Vec<String>,
}

impl Policy {
    fn words(&self) -> String {
        format!(
            "default-src 'none'; script-src {} 'wasm-unsafe-eval' blob:; style-src {}; \
             img-src blob: data:; worker-src blob:; base-uri 'none'; form-action 'none'",
            self.scripts.join(" "),
            self.styles.join(" "),
        )
    }
}

fn hash(text: &str) -> String {
    format!("'{}'", fingerprint::integrity(text.as_bytes()))
}

/// Replaces every address in the page by what lies there.
fn inline(dist: &Path, page: &str, module: &str, assets: &str, carried: &str) -> Result<String> {
    let policy = RefCell::new(Policy::default());
    let file = |element: &Element, attribute: &str| -> Result<String> {
        let address = element.get_attribute(attribute).context("an address is missing")?;
        read(&dist.join(address.trim_start_matches("./")))
    };
    let settings = RewriteStrSettings::new()
        .append_element_content_handler(element!("link[rel=stylesheet]", |element| {
            let style = closed_by(file(element, "href")?, "</style")?;
            policy.borrow_mut().styles.push(hash(&style));
            put(element, &format!("<style>{style}</style>"))
        }))
        .append_element_content_handler(element!("script[src]:not([type])", |element| {
            let script = closed_by(file(element, "src")?, "</script")?;
            policy.borrow_mut().scripts.push(hash(&script));
            put(element, &format!("<script>{script}</script>"))
        }))
        .append_element_content_handler(element!("script[type=module]", |element| {
            let script = closed_by(module.to_owned(), "</script")?;
            policy.borrow_mut().scripts.push(hash(&script));
            put(element, &format!("<script type=\"module\">{script}</script>"))
        }))
        .append_element_content_handler(element!("link[rel=icon]", |element| {
            let picture = BASE64_STANDARD.encode(file(element, "href")?);
            let address = format!("data:image/svg+xml;base64,{picture}");
            Ok(element.set_attribute("href", &address)?)
        }))
        .append_element_content_handler(element!("script#assets", |element| {
            element.set_inner_content(assets, ContentType::Html);
            Ok(())
        }))
        // Not in the body, which the app takes for itself.
        .append_element_content_handler(element!("head", |element| {
            element.append(carried, ContentType::Html);
            Ok(())
        }))
        .append_element_content_handler(element!(
            "link[rel=modulepreload], link[rel=preload], link[rel=manifest], \
             link[rel=apple-touch-icon]",
            |element| {
                element.remove();
                Ok(())
            }
        ));
    let with_contents = rewrite_str(page, settings).context("the page cannot be rewritten")?;
    // Its hashes are known only now.
    let words = policy.borrow().words();
    let settings = RewriteStrSettings::new().append_element_content_handler(element!(
        "meta[http-equiv=Content-Security-Policy]",
        |element| Ok(element.set_attribute("content", &words)?)
    ));
    rewrite_str(&with_contents, settings).context("the page's policy cannot be rewritten")
}

fn put(element: &mut Element, content: &str) -> HandlerResult {
    element.replace(content, ContentType::Html);
    Ok(())
}

/// Refuses text that would end the element it is put into.
fn closed_by(text: String, end: &str) -> Result<String> {
    if text.to_ascii_lowercase().contains(end) {
        bail!("a file of the release contains {end}, which would end its element early");
    }
    Ok(text)
}

/// Returns a file as an element that runs nothing.
fn carried(name: &str, content: &[u8]) -> Result<String> {
    let packed = BASE64_STANDARD.encode(precompress::with_gzip(content)?);
    Ok(format!(
        "<script type=\"application/octet-stream\" data-file=\"{name}\">{packed}</script>\n"
    ))
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use flate2::read::GzDecoder;

    use super::*;

    const PAGE: &str = r#"<!doctype html><html><head>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'">
<script src="./check-1.js" integrity="sha384-x"></script>
<script type="module" src="./start-1.js"></script>
<link rel="icon" href="icon.svg"><link rel="manifest" href="m.webmanifest">
<link rel="stylesheet" href="./a-1.css" integrity="sha384-y"/>
<script type="application/json" id="assets">{"worker":"w.js","workerWasm":"w.wasm","fonts":["r.ttf","b.ttf"],"fullFonts":["rf.ttf","bf.ttf"],"licences":"l.json","pinyin":"p.js","release":"1"}</script>
<link rel="modulepreload" href="./app-1.js"><link rel="preload" href="./app-1_bg.wasm"></head>
<body><p>opening</p></body></html>"#;

    fn release() -> Result<tempfile::TempDir> {
        let folder = tempfile::tempdir()?;
        for (name, content) in [
            ("check-1.js", "check();"),
            ("icon.svg", "<svg/>"),
            ("a-1.css", "p{}"),
            ("app-1.js", "function __wbg_init() {}\nexport { initSync, __wbg_init as default };"),
            ("app-1_bg.wasm", "the app"),
            ("w.js", "worker"),
            ("w.wasm", "the worker"),
            ("l.json", "{}"),
            ("p.js", "pinyin"),
            ("r.ttf", "regular"),
            ("b.ttf", "bold"),
            ("rf.ttf", "all regular"),
            ("bf.ttf", "all bold"),
        ] {
            fs::write(folder.path().join(name), content)?;
        }
        Ok(folder)
    }

    #[test]
    fn the_page_refers_to_nothing_outside_itself() -> Result<()> {
        let page = assemble(release()?.path(), PAGE, "boot();")?;
        assert!(!page.contains("src=\"") && !page.contains("href=\"."), "{page}");
        assert!(!page.contains("manifest") && !page.contains("preload"), "{page}");
        assert!(!page.contains("export {"), "{page}");
        Ok(())
    }

    #[test]
    fn the_policy_lets_run_exactly_what_stands_in_the_page() -> Result<()> {
        let page = assemble(release()?.path(), PAGE, "boot();")?;
        let policy = html::attribute(&page, "meta[http-equiv]", "content")?;
        let module = html::contents(&page, "script[type=module]")?.concat();
        assert!(policy.contains(&hash("check();")) && policy.contains(&hash(&module)), "{policy}");
        assert!(policy.contains(&format!("style-src {};", hash("p{}"))), "{policy}");
        assert!(!policy.contains("connect-src") && !policy.contains("'self'"), "{policy}");
        Ok(())
    }

    #[test]
    fn every_file_that_the_app_asks_for_is_carried_whole() -> Result<()> {
        let page = assemble(release()?.path(), PAGE, "boot();")?;
        let assets: Assets = serde_json::from_str(&html::contents(&page, html::ASSETS)?.concat())?;
        assert_eq!(assets.app, "app-1_bg.wasm");
        assert_eq!(assets.full_fonts, ["rf.ttf", "b.ttf"]);
        assert_eq!(assets.other["release"], "1");
        let unpack = |name: &str| -> Result<String> {
            let packed = html::contents(&page, &format!("script[data-file='{name}']"))?.concat();
            let mut text = String::new();
            GzDecoder::new(&*BASE64_STANDARD.decode(packed)?).read_to_string(&mut text)?;
            Ok(text)
        };
        assert_eq!(unpack("w.wasm")?, "the worker");
        assert_eq!(unpack(&assets.app)?, "the app");
        assert_eq!(unpack("rf.ttf")?, "all regular");
        assert!(!page.contains("bf.ttf"));
        // The app empties the body when it starts.
        assert!(html::contents(&page, "body script")?.is_empty());
        Ok(())
    }

    #[test]
    fn a_script_that_would_end_its_element_is_refused() -> Result<()> {
        let folder = release()?;
        fs::write(folder.path().join("check-1.js"), "'</SCRIPT>'")?;
        assert!(assemble(folder.path(), PAGE, "").is_err());
        Ok(())
    }
}
