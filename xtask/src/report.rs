//! `cargo xtask report`: the documents of a saved self-check, made without a browser.

use std::{env, ffi::OsString, path::PathBuf, process::Command};

use anyhow::Result;

use crate::{
    context::{self, Context},
    run,
    setup::fonts::Fonts,
};

/// What the program is asked for; it reads its own options, which `--help` lists.
#[derive(clap::Args, Debug)]
#[command(disable_help_flag = true)]
pub struct Report {
    /// As in: SAVE.json -o OUT.pdf [--today YYYY-MM-DD] [--xlsx OUT.xlsx] [--ics OUT.ics]
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "ARGUMENTS")]
    arguments: Vec<OsString>,
}

impl Report {
    /// Runs that program, which reads paths as the user meant them: from where they are.
    pub fn run(&self, context: &Context) -> Result<()> {
        Fonts::ensure(context)?;
        let mut command = Command::new(program(context)?);
        command.args(&self.arguments).env("SELFCHECK_FONTS", context.fonts());
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

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Parser)]
    struct Whole {
        #[command(flatten)]
        report: Report,
    }

    #[test]
    fn every_option_reaches_the_program_as_it_was_typed() -> Result<()> {
        for typed in [
            "save.json -o out.pdf --today 2026-11-23 --short",
            "--help",
            "-o a save.json --new-option",
        ] {
            let words: Vec<OsString> = typed.split(' ').map(OsString::from).collect();
            let read = Whole::try_parse_from(["report".into()].into_iter().chain(words.clone()))?;
            assert_eq!(read.report.arguments, words);
        }
        Ok(())
    }
}
