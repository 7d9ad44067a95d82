//! The command line: what is asked for, and the files it comes from and goes to.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use assessment::report::Form;
use chrono::Local;
use lexopt::prelude::*;

use super::error::{CliError, USAGE};
use super::files::{self, Printing, Targets};
use super::{folder, fonts};

/// What was asked for.
struct Order {
    save: PathBuf,
    output: PathBuf,
    earlier: Option<PathBuf>,
    summary: Option<PathBuf>,
    xlsx: Option<PathBuf>,
    ics: Option<PathBuf>,
    printing: Printing,
    fonts: PathBuf,
}

/// Runs the command; a failure is told on the error output.
pub fn main() -> ExitCode {
    match order().and_then(|order| order.map_or(Ok(()), |order| order.carry_out())) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Reads the arguments; `None` when only the usage was asked for.
fn order() -> Result<Option<Order>, CliError> {
    let mut save = None;
    let mut output = None;
    let mut earlier = None;
    let mut summary = None;
    let mut xlsx = None;
    let (mut form, mut history) = (Form::Full, false);
    let mut ics = None;
    let mut today = None;
    let mut fonts = std::env::var_os("SELFCHECK_FONTS");
    let mut arguments = lexopt::Parser::from_env();
    while let Some(argument) = arguments.next()? {
        match argument {
            Short('o') | Long("output") => output = Some(arguments.value()?),
            Long("earlier") => earlier = Some(PathBuf::from(arguments.value()?)),
            Long("summary") => summary = Some(PathBuf::from(arguments.value()?)),
            Long("xlsx") => xlsx = Some(PathBuf::from(arguments.value()?)),
            Long("short") if form != Form::Inspection => form = Form::Short,
            Long("inspector") if form != Form::Short => form = Form::Inspection,
            Long("history") => history = true,
            Long("ics") => ics = Some(PathBuf::from(arguments.value()?)),
            Long("today") => today = Some(arguments.value()?.parse()?),
            Long("fonts") => fonts = Some(arguments.value()?),
            Short('h') | Long("help") => {
                println!("{USAGE}");
                return Ok(None);
            }
            Value(path) if save.is_none() => save = Some(path),
            other => return Err(other.unexpected().into()),
        }
    }
    let given = |value: Option<OsString>, name: &str| {
        value.map(PathBuf::from).ok_or_else(|| lexopt::Error::from(format!("{name} is missing")))
    };
    let save = given(save, "SAVE")?;
    if save.is_dir() && (xlsx.is_some() || ics.is_some()) {
        let words = "--xlsx and --ics name one file; of a folder all documents are made";
        return Err(lexopt::Error::from(words).into());
    }
    if save.is_dir() && earlier.is_some() {
        let words = "--earlier is compared with one self-check, not with a folder";
        return Err(lexopt::Error::from(words).into());
    }
    if !save.is_dir() && summary.is_some() {
        return Err(lexopt::Error::from("--summary wants a folder of self-checks").into());
    }
    Ok(Some(Order {
        save,
        output: given(output, "-o OUT.pdf")?,
        earlier,
        summary,
        xlsx,
        ics,
        printing: Printing {
            today: today.unwrap_or_else(|| Local::now().date_naive()),
            form,
            history,
        },
        fonts: given(fonts, "--fonts DIR or $SELFCHECK_FONTS")?,
    }))
}

impl Order {
    fn carry_out(&self) -> Result<(), CliError> {
        let typesetter = fonts::typesetter(&self.fonts)?;
        if self.save.is_dir() {
            let summary = self.summary.as_deref();
            return folder::documents(
                &self.save,
                &self.output,
                summary,
                self.printing,
                &typesetter,
            );
        }
        let targets =
            Targets { pdf: self.output.clone(), xlsx: self.xlsx.clone(), ics: self.ics.clone() };
        let inputs = [Some(&self.save), self.earlier.as_ref()].into_iter().flatten();
        files::all_apart(inputs.map(PathBuf::as_path), targets.paths())?;
        let self_check =
            files::open(&self.save).map_err(|error| CliError::Open(self.save.clone(), error))?;
        let earlier = match &self.earlier {
            Some(file) => {
                Some(files::open(file).map_err(|error| CliError::Earlier(file.clone(), error))?)
            }
            None => None,
        };
        let earlier = earlier.as_ref();
        let pdf = files::make(&self_check, earlier, &targets, self.printing, &typesetter)?;
        println!("{}: {} pages, {} bytes", self.output.display(), pdf.pages, pdf.bytes.len());
        if let Some(words) = files::missing_words(&pdf) {
            eprintln!("{words}");
        }
        Ok(())
    }
}
