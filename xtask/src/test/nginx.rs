//! nginx with the README's own example, on this machine alone.

use std::{
    fs,
    net::{TcpListener, TcpStream},
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, bail};

use crate::{context::Context, setup::programs};

/// Where the example has the release.
const PLACE: &str = "/srv/selfcheck/";

/// Where it listens.
const PORT: &str = "listen 80;";

/// The address under which the example has it.
const ADDRESS: &str = "/selfcheck/";

/// A running nginx; dropping it ends it.
pub struct Nginx {
    process: Child,
    port: u16,
}

impl Nginx {
    /// Starts it over `dist/`.
    pub fn start(context: &Context) -> Result<Self> {
        let program =
            programs::ensure("nginx", "nginx-light", "the README shows how to host with it")?;
        let readme = fs::read_to_string(context.root().join("README.md"))
            .context("cannot read README.md")?;
        let example = example(&readme)?;
        let folder = context.target().join("nginx");
        fs::create_dir_all(&folder)
            .with_context(|| format!("cannot create {}", folder.display()))?;
        let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
        let settings = folder.join("nginx.conf");
        fs::write(&settings, configuration(example, &folder, &context.dist(), port))
            .with_context(|| format!("cannot write {}", settings.display()))?;
        let process = Command::new(program)
            .arg("-e")
            .arg(folder.join("error.log"))
            .arg("-c")
            .arg(&settings)
            .stdin(Stdio::null())
            .spawn()
            .context("cannot start nginx")?;
        let mut nginx = Self { process, port };
        nginx.wait_until_ready()?;
        Ok(nginx)
    }

    /// Returns the address of the first page.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}{ADDRESS}", self.port)
    }

    fn wait_until_ready(&mut self) -> Result<()> {
        let started = Instant::now();
        while started.elapsed() < Duration::from_secs(10) {
            if let Some(status) = self.process.try_wait()? {
                bail!("nginx refused the README's example ({status})");
            }
            if TcpStream::connect(("127.0.0.1", self.port)).is_ok() {
                return Ok(());
            }
            thread::sleep(Duration::from_millis(50));
        }
        bail!("nginx did not start")
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        // The master alone would leave its workers behind: it is asked to end, which ends them too.
        let asked = Command::new("kill").arg(self.process.id().to_string()).status();
        if !asked.is_ok_and(|status| status.success()) {
            let _ = self.process.kill();
        }
        let _ = self.process.wait();
    }
}

/// Returns the code block of nginx in the README.
fn example(readme: &str) -> Result<&str> {
    let (_, after) =
        readme.split_once("```nginx\n").context("README.md shows no nginx configuration")?;
    let (example, _) = after.split_once("```").context("the README's example has no end")?;
    for part in [PLACE, PORT, &format!("location {ADDRESS}")] {
        if !example.contains(part) {
            bail!("the README's example of nginx no longer has {part}");
        }
    }
    Ok(example)
}

/// Puts the example into what every nginx needs around it, with nothing outside `folder` written.
fn configuration(example: &str, folder: &Path, dist: &Path, port: u16) -> String {
    let folder = folder.display();
    let example = example
        .replace(PLACE, &format!("{}/", dist.display()))
        .replace(PORT, &format!("listen 127.0.0.1:{port};"));
    let scratch: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        .iter()
        .map(|name| format!("    {name}_temp_path {folder}/{name};\n"))
        .collect();
    format!(
        "daemon off;\n\
         pid {folder}/pid;\n\
         error_log {folder}/error.log;\n\
         # Started by root it would give up the right to read a checkout in root's home.\n\
         user {user};\n\
         events {{}}\n\
         http {{\n\
         {scratch}    access_log off;\n\
         {example}\
         }}\n",
        user = std::env::var("USER").unwrap_or_else(|_| "root".to_owned()),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_readme_shows_how_to_host_with_nginx() -> Result<()> {
        let context = Context::discover()?;
        let readme = fs::read_to_string(context.root().join("README.md"))?;
        let (folder, dist) = (Path::new("scratch"), Path::new("release"));
        let settings = configuration(example(&readme)?, folder, dist, 1);
        assert!(settings.contains("release/") && settings.contains("listen 127.0.0.1:1;"));
        assert!(!settings.contains(PLACE) && !settings.contains(PORT));
        Ok(())
    }

    #[test]
    fn a_readme_without_the_example_is_refused() {
        assert!(example("```sh\ncargo\n```").is_err());
        assert!(example("```nginx\nlocation / {}\n```").is_err());
    }
}
