//! `cargo xtask serve`: the release on this machine's own address.

use std::{
    fs::{self, File},
    net::{SocketAddr, TcpListener},
    path::{Component, Path, PathBuf},
    sync::Arc,
    thread,
};

use anyhow::{Context as _, Result, anyhow};
use tiny_http::{Header, Method, Request, Response, Server};

use crate::build;

/// Nobody but this machine is served.
const HOST: &str = "127.0.0.1";

/// A browser asks for several files at once.
const THREADS: usize = 4;

/// Tells early whether the port can be had.
pub fn check_port(port: u16) -> Result<()> {
    TcpListener::bind((HOST, port)).map(drop).with_context(|| taken(port))
}

fn taken(port: u16) -> String {
    format!("cannot listen on port {port}; for another one: --port N")
}

/// A server of static files that runs until the program ends.
pub struct FileServer {
    server: Arc<Server>,
    address: SocketAddr,
    threads: Vec<thread::JoinHandle<()>>,
}

impl FileServer {
    /// Starts serving a folder on 127.0.0.1; port 0 takes any that is free.
    pub fn start(folder: &Path, port: u16) -> Result<Self> {
        let server = Server::http((HOST, port))
            .map_err(|error| anyhow!("{error}"))
            .with_context(|| taken(port))?;
        let address = server
            .server_addr()
            .to_ip()
            .ok_or_else(|| anyhow!("the server has no network address"))?;
        let server = Arc::new(server);
        let threads = (0..THREADS)
            .map(|_| {
                let (server, folder) = (Arc::clone(&server), folder.to_path_buf());
                thread::spawn(move || {
                    for request in server.incoming_requests() {
                        // The other side may be gone; that is its own affair.
                        let _ = answer(request, &folder);
                    }
                })
            })
            .collect();
        Ok(Self { server, address, threads })
    }

    /// Returns the address of the first page.
    pub fn url(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// Serves until the program is ended.
    pub fn wait(mut self) {
        for thread in self.threads.drain(..) {
            let _ = thread.join();
        }
    }
}

impl Drop for FileServer {
    fn drop(&mut self) {
        for _ in 0..THREADS {
            self.server.unblock();
        }
    }
}

fn answer(request: Request, folder: &Path) -> std::io::Result<()> {
    if !matches!(request.method(), Method::Get | Method::Head) {
        return request.respond(Response::empty(405));
    }
    let Some(path) = resolve(folder, request.url()) else {
        return request.respond(Response::from_string("not found").with_status_code(404));
    };
    let mut response = Response::from_file(File::open(&path)?);
    let mut headers = vec![
        ("Content-Type", media_type(&path)),
        // The next build is served from the same address.
        ("Cache-Control", "no-cache"),
        ("X-Content-Type-Options", "nosniff"),
    ];
    // The page's policy stands in the page; a service worker has none but that of its own answer.
    if path.ends_with(build::SERVICE_WORKER) {
        headers.push(("Content-Security-Policy", "default-src 'none'; connect-src 'self'"));
    }
    for (name, value) in headers {
        if let Ok(header) = Header::from_bytes(name, value) {
            response.add_header(header);
        }
    }
    request.respond(response)
}

/// Returns the file that an address names. Every file of a release has a plain ASCII name, so an
/// address with an escape names none.
fn resolve(folder: &Path, url: &str) -> Option<PathBuf> {
    let path = url.split(['?', '#']).next()?.trim_start_matches('/');
    let relative = Path::new(path);
    let inside = relative.components().all(|part| matches!(part, Component::Normal(_)));
    if !inside || path.contains(['\\', ':', '%']) {
        return None;
    }
    let file = folder.join(relative);
    let file = if file.is_dir() { file.join("index.html") } else { file };
    fs::metadata(&file).is_ok_and(|found| found.is_file()).then_some(file)
}

fn media_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("json") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("wasm") => "application/wasm",
        Some("ttf") => "font/ttf",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("txt" | "md") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use std::{
        io::{Read, Write},
        net::TcpStream,
    };

    use super::*;

    fn site() -> Result<tempfile::TempDir> {
        let root = tempfile::tempdir()?;
        fs::write(root.path().join("secret"), "secret")?;
        fs::create_dir_all(root.path().join("dist/sub"))?;
        fs::write(root.path().join("dist/index.html"), "<p>page</p>")?;
        fs::write(root.path().join("dist/sub/index.html"), "<p>sub</p>")?;
        fs::write(root.path().join("dist/a.wasm"), "\0asm")?;
        fs::write(root.path().join("dist/service-worker.js"), "")?;
        Ok(root)
    }

    #[test]
    fn addresses_name_files_inside_the_folder_only() -> Result<()> {
        let root = site()?;
        let dist = root.path().join("dist");
        assert_eq!(resolve(&dist, "/"), Some(dist.join("index.html")));
        assert_eq!(resolve(&dist, "/?a=1#/check"), Some(dist.join("index.html")));
        assert_eq!(resolve(&dist, "/sub/"), Some(dist.join("sub/index.html")));
        assert_eq!(resolve(&dist, "//a.wasm"), Some(dist.join("a.wasm")));
        let outside = root.path().join("secret");
        for url in [
            "/../secret",
            "/sub/../../secret",
            "/%2e%2e/secret",
            "/..\\secret",
            "/missing",
            "/./../secret",
        ] {
            assert_eq!(resolve(&dist, url), None, "{url}");
        }
        assert_eq!(resolve(&dist, &format!("/{}", outside.display())), None);
        Ok(())
    }

    #[test]
    fn a_request_is_answered_over_the_network() -> Result<()> {
        let root = site()?;
        let server = FileServer::start(&root.path().join("dist"), 0)?;
        let ask = |line: &str| -> Result<String> {
            let mut stream = TcpStream::connect(server.address)?;
            write!(stream, "{line} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")?;
            let mut answer = String::new();
            stream.read_to_string(&mut answer)?;
            Ok(answer)
        };
        let wasm = ask("GET /a.wasm")?;
        assert!(wasm.starts_with("HTTP/1.1 200"), "{wasm}");
        assert!(wasm.contains("application/wasm") && wasm.ends_with("\0asm"), "{wasm}");
        assert!(!wasm.contains("Content-Security-Policy"), "{wasm}");
        assert!(ask("GET /service-worker.js")?.contains("connect-src 'self'"));
        assert!(ask("GET /../secret")?.starts_with("HTTP/1.1 404"));
        assert!(ask("POST /")?.starts_with("HTTP/1.1 405"));
        Ok(())
    }
}
