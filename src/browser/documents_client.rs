//! The documents worker as the page sees it: started when it is needed, asked, stopped, and started anew.

use std::{
    cell::{Cell, RefCell},
    pin::pin,
    rc::Rc,
};

use assessment::report::Form;
use chrono::NaiveDate;
use futures_channel::oneshot;
use futures_util::{
    FutureExt as _,
    future::{Either, LocalBoxFuture, Shared, select},
};
use gloo::timers::future::TimeoutFuture;
use js_sys::Uint8Array;
use protocol::{Answer, Integrity, PreviewTarget, ReportSource, Request};
use wasm_bindgen_futures::spawn_local;

use super::{
    assets::Assets,
    documents_outcome::{DocumentsError, Made, PATIENCE_MINUTES, Picture},
    documents_worker::{DocumentsWorker, Program},
    fetch,
    files::{ObjectUrl, mime},
};

/// How the worker stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Stage {
    /// Not started, stopped or lost; the next request starts it.
    #[default]
    Idle,
    /// Its files are being fetched.
    Loading {
        /// Which.
        what: &'static str,
        /// Bytes that have come.
        loaded: u64,
        /// Bytes there are, where that is known.
        total: Option<u64>,
    },
    /// Started, with nothing to do.
    Ready,
    /// At work.
    Working,
}

impl Stage {
    /// Whether a file may be under way: also before the first one, and when a rare font is fetched for
    /// a report, the worker is loading.
    pub fn is_busy(&self) -> bool {
        matches!(self, Self::Loading { .. } | Self::Working)
    }
}

/// Work that is done once, however many wait for it.
type SharedWork = Shared<LocalBoxFuture<'static, Result<(), DocumentsError>>>;

/// Tells everything that is under way when the worker is ended, and why.
struct Ending {
    tell: oneshot::Sender<DocumentsError>,
    told: Shared<oneshot::Receiver<DocumentsError>>,
}

impl Default for Ending {
    fn default() -> Self {
        let (tell, told) = oneshot::channel();
        Self { tell, told: told.shared() }
    }
}

/// The documents worker, started or not.
pub struct Documents {
    /// Kept when a worker is ended.
    program: RefCell<Option<Program>>,
    worker: RefCell<Option<DocumentsWorker>>,
    /// The start under way or done, for everyone who needs the worker.
    started: RefCell<Option<SharedWork>>,
    /// The same of the complete fonts.
    completed: RefCell<Option<SharedWork>>,
    ending: RefCell<Ending>,
    has_typeset: Cell<bool>,
    on_stage: Box<dyn Fn(Stage)>,
}

impl Documents {
    /// A worker that is not started yet; `on_stage` hears how it stands.
    pub fn new(on_stage: impl Fn(Stage) + 'static) -> Rc<Self> {
        Rc::new(Self {
            program: RefCell::default(),
            worker: RefCell::default(),
            started: RefCell::default(),
            completed: RefCell::default(),
            ending: RefCell::default(),
            has_typeset: Cell::new(false),
            on_stage: Box::new(on_stage),
        })
    }

    /// Starts the worker, unless it is started.
    ///
    /// # Errors
    /// When it cannot be, or was ended meanwhile.
    pub async fn start(self: &Rc<Self>) -> Result<(), DocumentsError> {
        self.until_ended(self.started()).await
    }

    /// Stops whatever is under way, by ending the worker: a module at work hears nothing.
    pub fn stop(&self) {
        self.end(DocumentsError::Stopped);
    }

    /// Whether it has been asked to typeset anything since it was started.
    pub fn has_typeset(&self) -> bool {
        self.has_typeset.get()
    }

    /// Typesets a report; where the small fonts lack a character, once more with the complete ones.
    ///
    /// # Errors
    /// When there is no report.
    pub async fn pdf(
        self: &Rc<Self>,
        source: ReportSource,
        form: Form,
    ) -> Result<Made, DocumentsError> {
        let answer = self.until_ended(self.typeset(Request::Pdf { source, form })).await?;
        let Answer::Pdf { file, pages, missing } = answer else { return Err(unexpected()) };
        let content = format!("{pages} 页，附 selfcheck.json（导入此 PDF 可恢复这份自查）");
        Ok(Made { bytes: file, content, missing })
    }

    /// A page of the full report as a picture.
    ///
    /// # Errors
    /// When there is none.
    pub async fn page(
        self: &Rc<Self>,
        source: ReportSource,
        target: PreviewTarget,
    ) -> Result<Picture, DocumentsError> {
        let answer = self.until_ended(self.typeset(Request::Page { source, target })).await?;
        let Answer::Page { file, page, pages, missing } = answer else {
            return Err(unexpected());
        };
        Ok(Picture { url: Rc::new(ObjectUrl::of(mime::SVG, &file)?), page, pages, missing })
    }

    /// The 整改台账 as a workbook, of a self-check's file.
    ///
    /// # Errors
    /// When there is none.
    pub async fn workbook(
        self: &Rc<Self>,
        self_check: String,
        today: NaiveDate,
    ) -> Result<Made, DocumentsError> {
        match self.request(Request::Workbook { self_check, today }).await? {
            Answer::Workbook { file, content } => {
                Ok(Made { bytes: file, content, missing: Vec::new() })
            }
            _ => Err(unexpected()),
        }
    }

    /// The dates as a calendar file, of a self-check's file.
    ///
    /// # Errors
    /// When there is none.
    pub async fn calendar(
        self: &Rc<Self>,
        self_check: String,
        today: NaiveDate,
    ) -> Result<Made, DocumentsError> {
        match self.request(Request::Calendar { self_check, today }).await? {
            Answer::Calendar { file, dates } => {
                let content = format!("{dates} 个日期");
                Ok(Made { bytes: file, content, missing: Vec::new() })
            }
            _ => Err(unexpected()),
        }
    }

    /// The saved self-check inside a report, and whether it is the one with which the report was made.
    ///
    /// # Errors
    /// When there is none.
    pub async fn read_pdf(
        self: &Rc<Self>,
        pdf: &[u8],
    ) -> Result<(Vec<u8>, Integrity), DocumentsError> {
        match self.request(Request::ReadPdf { pdf: pdf.into() }).await? {
            Answer::ReadPdf { file, integrity } => Ok((file.to_vec(), integrity)),
            _ => Err(unexpected()),
        }
    }

    /// Starts the worker if need be, and asks it.
    async fn request(
        self: &Rc<Self>,
        request: Request<Uint8Array>,
    ) -> Result<Answer<Uint8Array>, DocumentsError> {
        self.until_ended(async {
            self.started().await?;
            self.ask(request).await
        })
        .await
    }

    /// Without the complete fonts a report still is one; what it lacks is listed beside it.
    async fn typeset(
        self: &Rc<Self>,
        request: Request<Uint8Array>,
    ) -> Result<Answer<Uint8Array>, DocumentsError> {
        self.started().await?;
        self.has_typeset.set(true);
        // Complete fonts that are on their way were asked for by a report like this one.
        let asked_for = self.completed.borrow().is_some();
        let complete = asked_for && self.all_fonts().await.is_ok();
        let first = self.ask(request.clone()).await?;
        if complete || !lacks_glyphs(&first) || self.all_fonts().await.is_err() {
            return Ok(first);
        }
        self.ask(request).await
    }

    /// The outcome of some work, unless the worker is ended before it is done.
    async fn until_ended<T>(
        &self,
        work: impl Future<Output = Result<T, DocumentsError>>,
    ) -> Result<T, DocumentsError> {
        let told = self.ending.borrow().told.clone();
        match select(told, pin!(work)).await {
            Either::Left((reason, _)) => Err(reason.unwrap_or(DocumentsError::Stopped)),
            Either::Right((outcome, _)) => outcome,
        }
    }

    fn started(self: &Rc<Self>) -> SharedWork {
        let documents = Rc::clone(self);
        shared(&self.started, async move {
            let launched = documents.launch().await;
            // Here and not where it is awaited: several may wait, and it is ended but once.
            launched.inspect_err(|reason| documents.end(reason.clone()))
        })
    }

    async fn launch(self: &Rc<Self>) -> Result<(), DocumentsError> {
        let program = self.program().await?;
        let fonts = self.fetch_fonts(&Assets::read()?.fonts, "字体").await?;
        let documents = Rc::downgrade(self);
        let worker = DocumentsWorker::start(&program, move |reason| {
            let Some(documents) = documents.upgrade() else { return };
            // The worker's listeners, one of which calls this, must not be dropped while they run.
            spawn_local(async move { documents.end(reason.into()) });
        })?;
        *self.worker.borrow_mut() = Some(worker);
        self.has_typeset.set(false);
        self.ask(Request::Fonts { fonts }).await.map(|_| ())
    }

    async fn program(&self) -> Result<Program, DocumentsError> {
        if let Some(program) = self.program.borrow().clone() {
            return Ok(program);
        }
        let assets = Assets::read()?;
        let script = fetch::bytes(&assets.worker, &self.loading("文档程序")).await?;
        let module = fetch::bytes(&assets.worker_wasm, &self.loading("排版程序")).await?;
        let program = Program::compile(&script, &module).await?;
        *self.program.borrow_mut() = Some(program.clone());
        Ok(program)
    }

    async fn fetch_fonts(
        &self,
        addresses: &[String],
        what: &'static str,
    ) -> Result<Vec<Uint8Array>, String> {
        let mut fonts = Vec::with_capacity(addresses.len());
        for address in addresses {
            fonts.push(fetch::bytes(address, &self.loading(what)).await?);
        }
        Ok(fonts)
    }

    /// Hands the worker the complete fonts, unless it has got them.
    fn all_fonts(self: &Rc<Self>) -> SharedWork {
        let documents = Rc::clone(self);
        shared(&self.completed, async move {
            let loaded = documents.load_all_fonts().await;
            if loaded.is_err() {
                documents.completed.take();
                documents.tell_stage();
            }
            loaded
        })
    }

    async fn load_all_fonts(&self) -> Result<(), DocumentsError> {
        let fonts = self.fetch_fonts(&Assets::read()?.full_fonts, "生僻字字体").await?;
        self.ask(Request::FurtherFonts { fonts }).await.map(|_| ())
    }

    /// Asks the running worker, and ends it when it takes too long.
    async fn ask(
        &self,
        request: Request<Uint8Array>,
    ) -> Result<Answer<Uint8Array>, DocumentsError> {
        let asked = self.worker.borrow().as_ref().map(|worker| worker.ask(request));
        let answer = asked.ok_or(DocumentsError::Stopped)??;
        (self.on_stage)(Stage::Working);
        let answer = match select(answer, TimeoutFuture::new(PATIENCE_MINUTES * 60_000)).await {
            // Without an answer the worker was ended; why, `until_ended` knows.
            Either::Left((answer, _)) => answer.map_err(|_| DocumentsError::Stopped)?,
            Either::Right(_) => {
                self.end(DocumentsError::TimedOut);
                return Err(DocumentsError::TimedOut);
            }
        };
        self.tell_stage();
        match answer? {
            Answer::Failed { reason } => Err(reason.into()),
            answer => Ok(answer),
        }
    }

    fn loading(&self, what: &'static str) -> impl Fn(u64, Option<u64>) + '_ {
        move |loaded, total| (self.on_stage)(Stage::Loading { what, loaded, total })
    }

    /// Says how the worker stands once a request is answered; while others wait it goes on being at work.
    fn tell_stage(&self) {
        let idle = self.worker.borrow().as_ref().map(DocumentsWorker::is_idle);
        (self.on_stage)(match idle {
            Some(true) => Stage::Ready,
            Some(false) => Stage::Working,
            None => Stage::Idle,
        });
    }

    /// Ends the worker; everyone who waits for it is told why.
    fn end(&self, reason: DocumentsError) {
        self.started.take();
        self.completed.take();
        self.worker.take();
        // Nobody hears it when nothing is under way.
        let _ = self.ending.take().tell.send(reason);
        self.tell_stage();
    }
}

/// Awaits what is under way or done, or begins it: who comes later waits for the same.
fn shared(
    slot: &RefCell<Option<SharedWork>>,
    work: impl Future<Output = Result<(), DocumentsError>> + 'static,
) -> SharedWork {
    slot.borrow_mut().get_or_insert_with(|| work.boxed_local().shared()).clone()
}

/// Whether a report was set without some of its characters.
fn lacks_glyphs(answer: &Answer<Uint8Array>) -> bool {
    match answer {
        Answer::Pdf { missing, .. } | Answer::Page { missing, .. } => !missing.is_empty(),
        _ => false,
    }
}

/// What is said of an answer to something else.
fn unexpected() -> DocumentsError {
    "文档程序没有给出结果，请再试一次。".to_owned().into()
}
