//! Running other programs, and saying where a long one stands.

use std::{
    fmt::Write as _,
    io::{BufRead, BufReader, Read, Write},
    process::{Command, Stdio},
    sync::mpsc::{self, RecvTimeoutError, Sender},
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};

/// Runs a command whose output the user sees; an exit status other than zero is an error.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("cannot start {}", display(command)))?;
    if !status.success() {
        bail!("{} ended with {status}", display(command));
    }
    Ok(())
}

/// Runs a command that takes minutes, and says every minute how many of the usual ones are over.
/// Cargo is silent while it links, which is most of such a build.
pub fn run_long(command: &mut Command, what: &str, usual_minutes: u32) -> Result<()> {
    let _heartbeat = Heartbeat::start(what, usual_minutes);
    run(command)
}

/// Runs a command and returns what it printed to standard output.
pub fn output(command: &mut Command) -> Result<String> {
    let output = command
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("cannot start {}", display(command)))?;
    if !output.status.success() {
        let mut message = format!("{} ended with {}", display(command), output.status);
        let stderr = String::from_utf8_lossy(&output.stderr);
        if !stderr.trim().is_empty() {
            write!(message, ":\n{}", stderr.trim())?;
        }
        bail!(message);
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// What a command that was shown and recorded came to.
#[derive(Debug)]
pub struct Recorded {
    /// Whether it ended with status zero.
    pub success: bool,
    /// Standard output and standard error, each in its own order.
    pub text: String,
}

/// Runs a command, shows its output while it runs, and keeps it.
pub fn record(command: &mut Command) -> Result<Recorded> {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot start {}", display(command)))?;
    let stdout = child.stdout.take().map(|pipe| thread::spawn(|| forward(pipe, std::io::stdout())));
    let stderr = child.stderr.take().map(|pipe| thread::spawn(|| forward(pipe, std::io::stderr())));
    let status = child.wait()?;
    let mut text = String::new();
    for reader in [stdout, stderr].into_iter().flatten() {
        text.push_str(&reader.join().unwrap_or_default());
    }
    Ok(Recorded { success: status.success(), text })
}

fn forward(from: impl Read, mut to: impl Write) -> String {
    let mut reader = BufReader::new(from);
    let mut text = String::new();
    let mut line = Vec::new();
    // Read as bytes: a line that is not UTF-8 must not end the recording.
    while reader.read_until(b'\n', &mut line).is_ok_and(|read| read > 0) {
        // Nobody may be reading any more; the recording still counts.
        let _ = to.write_all(&line).and_then(|()| to.flush());
        text.push_str(&String::from_utf8_lossy(&line));
        line.clear();
    }
    text
}

/// Shows a command as one would type it.
pub fn display(command: &Command) -> String {
    let mut text = command.get_program().to_string_lossy().into_owned();
    for argument in command.get_args() {
        text.push(' ');
        text.push_str(&argument.to_string_lossy());
    }
    text
}

/// Shows a duration in the unit that a reader wants.
pub fn elapsed(duration: Duration) -> String {
    match duration.as_secs() {
        0..10 => format!("{:.1} s", duration.as_secs_f32()),
        seconds @ 10..120 => format!("{seconds} s"),
        seconds => format!("{} min {:02} s", seconds / 60, seconds % 60),
    }
}

/// Prints one line a minute until it is dropped.
struct Heartbeat {
    stop: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Heartbeat {
    fn start(what: &str, usual_minutes: u32) -> Self {
        let (stop, stopped) = mpsc::channel();
        let what = what.to_owned();
        let started = Instant::now();
        let thread = thread::spawn(move || {
            while stopped.recv_timeout(Duration::from_secs(60)) == Err(RecvTimeoutError::Timeout) {
                let minutes = started.elapsed().as_secs() / 60;
                eprintln!("  … {what}: {minutes} min of some {usual_minutes} (on two cores)");
            }
        });
        Self { stop: Some(stop), thread: Some(thread) }
    }
}

impl Drop for Heartbeat {
    fn drop(&mut self) {
        // Dropping the sender wakes the thread at once.
        self.stop.take();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Writes a size in words, as in `12.3 MB`.
pub fn megabytes(bytes: usize) -> String {
    #[allow(clippy::cast_precision_loss)]
    let megabytes = bytes as f64 / 1e6;
    format!("{megabytes:.1} MB")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_naturally() {
        assert_eq!(elapsed(Duration::from_millis(1_240)), "1.2 s");
        assert_eq!(elapsed(Duration::from_secs(75)), "75 s");
        assert_eq!(elapsed(Duration::from_secs(125)), "2 min 05 s");
    }

    #[test]
    fn forwarded_output_is_kept_even_where_it_is_not_utf8() {
        let mut shown = Vec::new();
        let kept = forward(&b"one\n\xff\ntwo"[..], &mut shown);
        assert_eq!(kept, "one\n\u{fffd}\ntwo");
        assert_eq!(shown, b"one\n\xff\ntwo");
    }
}
