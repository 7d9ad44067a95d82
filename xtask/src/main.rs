//! The project's commands: `cargo xtask --help`.

mod bench;
mod build;
mod context;
mod files;
mod fingerprint;
mod oracle;
mod report;
mod run;
mod serve;
mod setup;
mod test;

use std::{path::PathBuf, process::ExitCode};

use anyhow::Result;
use assessment::oracle::Rule;
use clap::{Parser, Subcommand};

use crate::{bench::Bench, build::Profile, context::Context, report::Report, serve::FileServer};

/// The project's commands. Each brings what it needs and asks for nothing.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build the release and serve it on this machine
    Serve {
        /// The port on 127.0.0.1
        #[arg(long, default_value_t = 8080)]
        port: u16,
    },
    /// Build the release into dist/
    Build,
    /// Build the release, and from it one HTML file that opens from a disk
    SingleFile,
    /// Run every check and test that CI runs
    Test {
        /// And the long ones, which need further programs: nginx, Firefox, a second build
        #[arg(long)]
        full: bool,
        /// Only the steps whose name contains this, in any case
        #[arg(long, value_name = "WORDS")]
        only: Option<String>,
    },
    /// Make the documents of a saved self-check without a browser
    Report(Report),
    /// Measure the app beside what others offer
    Bench(Bench),
    /// Compare a calculator with a file of cases that were computed independently
    Oracle {
        /// The rule: filing or retention
        rule: Rule,
        /// The cases
        file: PathBuf,
    },
}

fn main() -> ExitCode {
    match execute(&Arguments::parse().command) {
        Ok(code) => code,
        Err(error) => {
            setup::complain(&error);
            ExitCode::FAILURE
        }
    }
}

fn execute(command: &Command) -> Result<ExitCode> {
    let context = Context::discover()?;
    let success = match command {
        Command::Serve { port } => {
            // Before minutes are spent on the build.
            serve::check_port(*port)?;
            build::dist(&context, Profile::Quick)?;
            let server = FileServer::start(&context.dist(), *port)?;
            println!("{}  (Ctrl+C ends it)", server.url());
            server.wait();
            true
        }
        Command::Build => {
            build::dist(&context, Profile::Small)?;
            true
        }
        Command::SingleFile => {
            build::dist(&context, Profile::Small)?;
            build::single_file(&context)?;
            true
        }
        Command::Test { full, only } => test::all(&context, *full, only.as_deref()),
        Command::Report(report) => {
            report.run(&context)?;
            true
        }
        Command::Bench(bench) => {
            bench.run(&context)?;
            true
        }
        Command::Oracle { rule, file } => {
            let matches = oracle::check(*rule, file)?;
            matches.matching == matches.of
        }
    };
    Ok(if success { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
