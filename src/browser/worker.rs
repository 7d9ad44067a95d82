//! The documents worker: starts it when it is needed, asks it, and starts it anew after a failure.

use std::{
    cell::{Cell, RefCell},
    collections::HashMap,
    rc::Rc,
};

use assessment::messages::{Answer, Outcome, Request, Task};
use gloo::events::EventListener;
use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use serde::Serialize;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::{ErrorEvent, MessageEvent, Worker};

use super::{assets::Assets, dom, fetch, files::ObjectUrl};

/// How the worker stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Stage {
    /// Not started.
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
    /// It could not be started, or was lost; the next request starts it anew.
    Failed(String),
}

impl Stage {
    /// Whether a file may be under way: also before the first one, and when a rare font is fetched for
    /// a report, the worker is loading.
    pub fn is_busy(&self) -> bool {
        matches!(self, Self::Loading { .. } | Self::Working)
    }
}

type Pending = Rc<RefCell<HashMap<u32, Function>>>;

/// A worker that was started; dropping it ends it.
struct Running {
    worker: Worker,
    pending: Pending,
    _listeners: [EventListener; 2],
}

impl Drop for Running {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

/// The documents worker, started or not.
pub struct Documents {
    running: RefCell<Option<Running>>,
    /// The start under way or done: a promise that everyone who needs the worker awaits.
    started: RefCell<Option<Promise>>,
    /// The same of the complete fonts.
    completed: RefCell<Option<Promise>>,
    has_typeset: Cell<bool>,
    next_id: Cell<u32>,
    at_work: Cell<usize>,
    on_stage: Box<dyn Fn(Stage)>,
}

impl Documents {
    /// A worker that is not started yet; `on_stage` hears how it stands.
    pub fn new(on_stage: impl Fn(Stage) + 'static) -> Rc<Self> {
        Rc::new(Self {
            running: RefCell::default(),
            started: RefCell::default(),
            completed: RefCell::default(),
            has_typeset: Cell::new(false),
            next_id: Cell::new(1),
            at_work: Cell::new(0),
            on_stage: Box::new(on_stage),
        })
    }

    /// Starts the worker, unless it is started.
    ///
    /// # Errors
    /// As a sentence for the user.
    pub async fn start(self: &Rc<Self>) -> Result<(), String> {
        let documents = Rc::clone(self);
        shared(&self.started, async move {
            let launched = documents.launch().await;
            // Here and not where it is awaited: several may wait, and it is lost but once.
            launched.inspect_err(|reason| documents.lose(reason))
        })
        .await
    }

    /// Whether it has been asked to typeset anything since it was started.
    pub fn has_typeset(&self) -> bool {
        self.has_typeset.get()
    }

    /// Remembers that it was asked to typeset something.
    pub(super) fn note_typesetting(&self) {
        self.has_typeset.set(true);
    }

    /// Starts the worker if need be, and asks it.
    ///
    /// # Errors
    /// As a sentence for the user.
    pub(super) async fn request(self: &Rc<Self>, task: Task) -> Result<Outcome, String> {
        self.start().await?;
        self.ask(task, None).await
    }

    async fn launch(self: &Rc<Self>) -> Result<(), String> {
        let assets = Assets::read()?;
        let script = fetch::bytes(&assets.worker, &self.loading("文档程序")).await?;
        let module = fetch::bytes(&assets.worker_wasm, &self.loading("排版程序")).await?;
        let fonts = self.fetch_fonts(&assets.fonts, "字体").await?;

        // Started from a Blob, it is under the page's own content security policy.
        let url = ObjectUrl::of("text/javascript", &script.to_vec())?;
        let worker = Worker::new(url.address()).map_err(|error| dom::reason(&error))?;
        self.run(worker, &module)?;
        self.send_fonts(Task::Fonts { fonts: Vec::new() }, fonts).await?;
        self.completed.take();
        self.has_typeset.set(false);
        Ok(())
    }

    fn run(self: &Rc<Self>, worker: Worker, module: &Uint8Array) -> Result<(), String> {
        let pending = Pending::default();
        let listeners = [self.hear_answers(&worker, &pending), self.hear_errors(&worker)];
        let buffer = module.buffer();
        let message = Object::new();
        set(&message, "wasm", &buffer);
        worker
            .post_message_with_transfer(&message, &Array::of1(&buffer))
            .map_err(|error| dom::reason(&error))?;
        *self.running.borrow_mut() = Some(Running { worker, pending, _listeners: listeners });
        Ok(())
    }

    fn hear_answers(self: &Rc<Self>, worker: &Worker, pending: &Pending) -> EventListener {
        let pending = Rc::clone(pending);
        EventListener::new(worker, "message", move |event| {
            let Some(data) = event.dyn_ref::<MessageEvent>().map(MessageEvent::data) else {
                return;
            };
            let id = Reflect::get(&data, &"id".into()).ok().and_then(|id| id.as_f64());
            // An id is a number of ours; anything else finds nobody waiting.
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            let waiting = id.and_then(|id| pending.borrow_mut().remove(&(id as u32)));
            if let Some(resolve) = waiting {
                let _ = resolve.call1(&JsValue::NULL, &data);
            }
        })
    }

    fn hear_errors(self: &Rc<Self>, worker: &Worker) -> EventListener {
        let documents = Rc::downgrade(self);
        EventListener::new(worker, "error", move |event| {
            let said = event.dyn_ref::<ErrorEvent>().map(ErrorEvent::message).unwrap_or_default();
            let Some(documents) = documents.upgrade() else { return };
            // This listener must not be dropped while it runs.
            wasm_bindgen_futures::spawn_local(async move {
                documents.lose(&format!("文档程序意外停止（{said}），请再试一次。"));
            });
        })
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

    /// Whether the worker has the complete fonts, or they are on their way.
    pub(super) fn are_all_fonts_asked_for(&self) -> bool {
        self.completed.borrow().is_some()
    }

    /// Hands the worker the complete fonts, unless it has got them.
    ///
    /// # Errors
    /// As a sentence for the user.
    pub(super) async fn add_fonts(self: &Rc<Self>) -> Result<(), String> {
        let documents = Rc::clone(self);
        shared(&self.completed, async move {
            let loaded = documents.load_all_fonts().await;
            if loaded.is_err() {
                documents.completed.take();
                documents.settle();
            }
            loaded
        })
        .await
    }

    async fn load_all_fonts(&self) -> Result<(), String> {
        let fonts = self.fetch_fonts(&Assets::read()?.full_fonts, "生僻字字体").await?;
        self.send_fonts(Task::FurtherFonts { fonts: Vec::new() }, fonts).await
    }

    async fn send_fonts(&self, task: Task, fonts: Vec<Uint8Array>) -> Result<(), String> {
        let fonts: Array = fonts.iter().collect();
        self.ask(task, Some(fonts)).await.map(|_| ())
    }

    /// Asks the running worker. Fonts come beside the task: they are handed over whole, not copied.
    async fn ask(&self, task: Task, fonts: Option<Array>) -> Result<Outcome, String> {
        let id = self.next_id.get();
        self.next_id.set(id.wrapping_add(1));
        let message = to_js(&Request { id, task })?;
        let transfer = Array::new();
        if let Some(fonts) = fonts {
            for font in fonts.iter() {
                transfer.push(&font.unchecked_into::<Uint8Array>().buffer());
            }
            set(message.unchecked_ref(), "fonts", &fonts);
        }
        let (worker, pending) = self
            .running
            .borrow()
            .as_ref()
            .map(|running| (running.worker.clone(), Rc::clone(&running.pending)))
            .ok_or("文档程序没有在运行，请再试一次。")?;
        let answered = Promise::new(&mut |resolve, _| {
            pending.borrow_mut().insert(id, resolve);
        });
        if let Err(error) = worker.post_message_with_transfer(&message, &transfer) {
            pending.borrow_mut().remove(&id);
            return Err(dom::reason(&error));
        }
        self.at_work.set(self.at_work.get() + 1);
        (self.on_stage)(Stage::Working);
        let data = JsFuture::from(answered).await;
        self.at_work.set(self.at_work.get().saturating_sub(1));
        let answer: Answer = serde_wasm_bindgen::from_value(data.unwrap_or_default())
            .map_err(|error| format!("文档程序的答复无法识别：{error}"))?;
        if answer.outcome.fatal {
            let reason = answer.outcome.error.unwrap_or_else(unexpected);
            self.lose(&reason);
            return Err(reason);
        }
        self.settle();
        match answer.outcome.error {
            Some(error) => Err(error),
            None => Ok(answer.outcome),
        }
    }

    fn loading(&self, what: &'static str) -> impl Fn(u64, Option<u64>) + '_ {
        move |loaded, total| (self.on_stage)(Stage::Loading { what, loaded, total })
    }

    /// Says how it stands once a task is done; while others wait it goes on being at work.
    fn settle(&self) {
        if self.running.borrow().is_none() {
            return;
        }
        let idle = self.at_work.get() == 0;
        (self.on_stage)(if idle { Stage::Ready } else { Stage::Working });
    }

    /// Ends a worker that cannot be relied on; everyone who waits for it is told why.
    fn lose(&self, reason: &str) {
        self.started.take();
        self.completed.take();
        let running = self.running.borrow_mut().take();
        if let Some(running) = running {
            let waiting: Vec<_> = running.pending.borrow_mut().drain().collect();
            for (id, resolve) in waiting {
                let error = Some(reason.to_owned());
                let outcome = Outcome { error, ..Outcome::default() };
                if let Ok(answer) = to_js(&Answer { id, ok: false, outcome }) {
                    let _ = resolve.call1(&JsValue::NULL, &answer);
                }
            }
        }
        (self.on_stage)(Stage::Failed(reason.to_owned()));
    }
}

/// Awaits what is under way or done, or begins it: who comes later waits for the same.
async fn shared(
    slot: &RefCell<Option<Promise>>,
    work: impl Future<Output = Result<(), String>> + 'static,
) -> Result<(), String> {
    let begin =
        || future_to_promise(async { work.await.map(|()| JsValue::TRUE).map_err(JsValue::from) });
    let promise = slot.borrow_mut().get_or_insert_with(begin).clone();
    JsFuture::from(promise).await.map(|_| ()).map_err(|error| dom::reason(&error))
}

/// What is said of an answer that lacks what was asked for.
pub(super) fn unexpected() -> String {
    "文档程序没有给出结果，请再试一次。".to_owned()
}

fn to_js(message: &impl Serialize) -> Result<JsValue, String> {
    let plain = serde_wasm_bindgen::Serializer::json_compatible().serialize_bytes_as_arrays(false);
    message.serialize(&plain).map_err(|error| format!("请求无法送出：{error}"))
}

fn set(object: &Object, key: &str, value: &JsValue) {
    // Setting a property of a fresh plain object cannot fail.
    let _ = Reflect::set(object, &key.into(), value);
}
