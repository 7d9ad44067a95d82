//! `cargo xtask report`: the documents of a saved self-check, made without a browser.

use std::{env, path::PathBuf, process::Command};

use anyhow::Result;

use crate::{
    context::{self, Context},
    run,
    setup::fonts::Fonts,
};

/// The saved self-check, or a folder of them, and where the documents go.
#[derive(clap::Args, Debug)]
pub struct Report {
    /// The saved self-check, or a folder of saved files and reports.
    save: PathBuf,
    /// Where the PDF goes; of a folder, the folder for PDF, workbook and calendar of each.
    #[arg(short, long, value_name = "OUT.pdf")]
    output: PathBuf,
    /// An earlier self-check of the institution, to say what has moved since.
    #[arg(long, value_name = "EARLIER")]
    earlier: Option<PathBuf>,
    /// The short form: cover, the page for the director and the plan alone.
    #[arg(long, conflicts_with = "inspector")]
    short: bool,
    /// With an empty column for an inspector's own entries.
    #[arg(long)]
    inspector: bool,
    /// The day on which the report is made, today unless told.
    #[arg(long, value_name = "YYYY-MM-DD")]
    today: Option<String>,
    /// Where one workbook over all self-checks of a folder goes, if one is wanted.
    #[arg(long, value_name = "FILE")]
    summary: Option<PathBuf>,
    /// Where the workbook goes, if one is wanted.
    #[arg(long, value_name = "FILE")]
    xlsx: Option<PathBuf>,
    /// Where the calendar file goes, if one is wanted.
    #[arg(long, value_name = "FILE")]
    ics: Option<PathBuf>,
}

impl Report {
    /// Runs that program, which reads paths as the user meant them: from where they are.
    pub fn run(&self, context: &Context) -> Result<()> {
        Fonts::ensure(context)?;
        let mut command = Command::new(program(context)?);
        command.arg(&self.save).arg("-o").arg(&self.output).env("SELFCHECK_FONTS", context.fonts());
        for (option, wanted) in [("--short", self.short), ("--inspector", self.inspector)] {
            if wanted {
                command.arg(option);
            }
        }
        if let Some(today) = &self.today {
            command.args(["--today", today]);
        }
        let files = [
            ("--earlier", &self.earlier),
            ("--summary", &self.summary),
            ("--xlsx", &self.xlsx),
            ("--ics", &self.ics),
        ];
        for (option, file) in files {
            if let Some(file) = file {
                command.arg(option).arg(file);
            }
        }
        run::run(&mut command)
    }
}

/// Returns the program that makes documents. It is compiled with what the whole workspace asks of
/// its dependencies, as the tests are: else Cargo would compile the typesetter a second time.
pub fn program(context: &Context) -> Result<PathBuf> {
    let mut command = context::cargo();
    command
        .args(["build", "--quiet", "--workspace", "--bin", "report"])
        .current_dir(context.root());
    run::run_long(&mut command, "documents, compiled once", 6)?;
    Ok(context.target().join("debug").join(format!("report{}", env::consts::EXE_SUFFIX)))
}
