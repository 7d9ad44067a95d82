//! Chromium, its driver, and the system fonts that it needs to show Chinese.

use std::{env, path::PathBuf, process::Command};

use anyhow::Result;

use super::{apt, missing};
use crate::run;

/// A browser and the program that drives it.
#[derive(Debug)]
pub struct Browser {
    /// Chromium or Chrome.
    pub program: PathBuf,
    /// The driver of the same version.
    pub driver: PathBuf,
}

impl Browser {
    /// Finds a browser and its driver; where they are missing, installs Debian's.
    pub fn ensure() -> Result<Self> {
        let why = "the tests run in a browser";
        if apt::is_debian() {
            let packages: Vec<&str> = [("chromium", program()), ("chromium-driver", driver())]
                .into_iter()
                .filter_map(|(package, found)| found.is_none().then_some(package))
                .collect();
            if !packages.is_empty() {
                apt::install(&packages, why)?;
            }
        }
        let program = program().ok_or_else(|| {
            missing(
                "there is no Chromium or Chrome, and on this system it is not installed for you",
                "install Chrome, or name the program in CHROMIUM_PATH",
            )
        })?;
        let driver = driver().ok_or_else(|| {
            missing(
                "there is no chromedriver, and on this system it is not installed for you",
                "install the one of your Chrome's version, or name it in CHROMEDRIVER",
            )
        })?;
        chinese_fonts()?;
        Ok(Self { program, driver })
    }

    /// Returns the capabilities that wasm-bindgen's test runner asks of the driver. The runner
    /// itself adds those for a run without a screen; these keep the browser from reaching outside.
    pub fn capabilities(&self) -> serde_json::Value {
        serde_json::json!({
            "goog:chromeOptions": {
                "binary": self.program,
                "args": [
                    "disable-gpu",
                    "disable-quic",
                    "no-first-run",
                    "disable-background-networking",
                    "disable-component-update",
                    "disable-sync",
                ],
            },
        })
    }
}

fn program() -> Option<PathBuf> {
    named("CHROMIUM_PATH").or_else(|| {
        let names =
            ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
        names.into_iter().find_map(|name| which::which(name).ok()).or_else(usual_place)
    })
}

/// macOS and Windows do not put a browser on `PATH`.
fn usual_place() -> Option<PathBuf> {
    let places = match env::consts::OS {
        "macos" => vec![
            PathBuf::from("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
            PathBuf::from("/Applications/Chromium.app/Contents/MacOS/Chromium"),
        ],
        "windows" => ["ProgramFiles", "ProgramFiles(x86)", "LocalAppData"]
            .into_iter()
            .filter_map(env::var_os)
            .map(|folder| PathBuf::from(folder).join("Google/Chrome/Application/chrome.exe"))
            .collect(),
        _ => Vec::new(),
    };
    places.into_iter().find(|place| place.is_file())
}

fn driver() -> Option<PathBuf> {
    named("CHROMEDRIVER").or_else(|| which::which("chromedriver").ok())
}

/// The report is read again with programs that share no code with it.
pub fn pdf_readers() -> Result<()> {
    if ["pdftotext", "pdfdetach", "pdfinfo", "qpdf"].iter().all(|name| which::which(name).is_ok()) {
        return Ok(());
    }
    let why = "the tests read the report with poppler and qpdf";
    if apt::is_debian() {
        return apt::install(&["poppler-utils", "qpdf"], why);
    }
    Err(missing(why, "install poppler (poppler-utils) and qpdf"))
}

fn named(variable: &str) -> Option<PathBuf> {
    env::var_os(variable).map(PathBuf::from).filter(|path| path.is_file())
}

/// Without any Chinese font a page is boxes, and what a test measures of it means nothing.
fn chinese_fonts() -> Result<()> {
    // macOS and Windows have them.
    if env::consts::OS != "linux" {
        return Ok(());
    }
    let listed = run::output(Command::new("fc-list").args([":lang=zh-cn", "family"]));
    if listed.is_ok_and(|families| !families.trim().is_empty()) {
        return Ok(());
    }
    let why = "without Chinese fonts the browser shows boxes";
    if apt::is_debian() {
        return apt::install(&["fontconfig", "fonts-noto-cjk"], why);
    }
    Err(missing(why, "install Noto Sans CJK, for example the package fonts-noto-cjk"))
}
