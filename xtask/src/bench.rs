//! `cargo xtask bench`: the app beside what others offer, as ratios taken side by side.
//!
//! This brings and builds what is measured; measuring is done in tests/bench, in Chromium.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use crate::{
    build::{self, Profile, Web},
    context::{self, Context},
    run,
    setup::{browser::Browser, node, python, wasm_target::TARGET},
};

/// Which build is measured.
#[derive(clap::Args, Debug)]
pub struct Bench {
    /// A built app to measure as it is, in place of a new release
    #[arg(long, value_name = "FOLDER")]
    dist: Option<PathBuf>,
}

impl Bench {
    /// Prints the table and leaves it as JSON in the target folder. A missed aim is no failure: the table
    /// says so, and a busy machine misses some.
    pub fn run(&self, context: &Context) -> Result<()> {
        let tests = context.root().join("tests").join("bench");
        node::packages(&tests, "the packages that the app is compared with")?;
        let python = python::environment(
            &context.target().join("bench-python"),
            &tests.join("requirements.txt"),
            "the package that the filing query is compared with",
        )?;
        let browser = Browser::ensure()?;
        let (web, dist) = match &self.dist {
            Some(folder) => {
                let dist = folder
                    .canonicalize()
                    .with_context(|| format!("there is no {}", folder.display()))?;
                (Web::ensure(context)?, dist)
            }
            None => (build::dist(context, Profile::Small)?, context.dist()),
        };
        let module = module(context, &web)?;
        let program = program(context)?;
        let result = context.target().join("bench.json");
        let mut command = node::node();
        command
            .arg("bench.js")
            .current_dir(&tests)
            .env("SELFCHECK_DIST", dist)
            .env("SELFCHECK_BENCH", module)
            .env("SELFCHECK_PROGRAM", program)
            .env("SELFCHECK_RESULT", &result)
            .env("PYTHON", python)
            .env("CHROMIUM_PATH", &browser.program);
        run::run(&mut command)?;
        println!("written to {}", result.display());
        Ok(())
    }
}

fn cargo_build(target: &Path) -> std::process::Command {
    let mut command = context::cargo();
    command.args(["build", "--quiet", "--release", "--package", "bench"]);
    command.env("CARGO_TARGET_DIR", target);
    command
}

/// The queries as a wasm module for a page, in the profile that the app is released in.
fn module(context: &Context, web: &Web) -> Result<PathBuf> {
    let mut build = cargo_build(&context.web_target());
    build.args(["--lib", "--target", TARGET]).current_dir(context.root());
    web.target.apply(&mut build);
    run::run_long(&mut build, "timed module", 2)?;
    let built = context.web_target().join(TARGET).join("release").join("bench.wasm");
    let folder = context.web_target().join("bench");
    let mut bindgen = std::process::Command::new(web.tools.wasm_bindgen());
    bindgen
        .args(["--target", "web", "--no-typescript", "--out-name", "bench", "--out-dir"])
        .arg(&folder)
        .arg(built);
    run::run(&mut bindgen)?;
    Ok(folder)
}

/// The queries as a native program, which also works reports out.
fn program(context: &Context) -> Result<PathBuf> {
    let mut build = cargo_build(context.target());
    build.args(["--bin", "bench"]).current_dir(context.root());
    run::run_long(&mut build, "timed program", 1)?;
    Ok(context
        .target()
        .join("release")
        .join("bench")
        .with_extension(std::env::consts::EXE_EXTENSION))
}
