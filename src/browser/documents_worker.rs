//! A documents worker that runs, and the messages to and from it.
//!
//! Its other half is `crates/documents/worker.js`; what is said is in `crates/protocol`.

use std::{
    cell::{Cell, RefCell},
    collections::HashMap,
    rc::Rc,
};

use futures_channel::oneshot;
use gloo::events::EventListener;
use js_sys::{Array, Uint8Array, WebAssembly};
use protocol::{Answer, Parcel, Request};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ErrorEvent, MessageEvent, Worker};

use super::{
    dom,
    files::ObjectUrl,
    message::{object, property, text},
};

/// What workers are started from. The module is compiled once: a worker that follows an ended one starts
/// without that wait.
#[derive(Debug, Clone)]
pub(super) struct Program {
    script: Rc<ObjectUrl>,
    module: JsValue,
}

impl Program {
    /// Compiles the module.
    ///
    /// # Errors
    /// As a sentence for the user.
    pub(super) async fn compile(script: &Uint8Array, module: &Uint8Array) -> Result<Self, String> {
        let script = Rc::new(ObjectUrl::of("text/javascript", script)?);
        let module = JsFuture::from(WebAssembly::compile(module)).await.map_err(|error| {
            let reason = dom::reason(&error);
            format!("文档程序无法启动（{reason}）：浏览器可能过旧，或者内存不足。")
        })?;
        Ok(Self { script, module })
    }
}

/// An answer, or why it cannot be read.
type Answered = Result<Answer<Uint8Array>, String>;
type Waiting = Rc<RefCell<HashMap<u32, oneshot::Sender<Answered>>>>;

/// A worker that was started; dropping it ends it, and everything that it was asked for.
pub(super) struct DocumentsWorker {
    worker: Worker,
    waiting: Waiting,
    next_id: Cell<u32>,
    _listeners: [EventListener; 2],
}

impl Drop for DocumentsWorker {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

impl DocumentsWorker {
    /// Starts a worker. `on_lost` hears, as a sentence for the user, why it can no longer be relied on; it
    /// must not drop the worker before it returns.
    ///
    /// # Errors
    /// As a sentence for the user.
    pub(super) fn start(
        program: &Program,
        on_lost: impl Fn(String) + 'static,
    ) -> Result<Self, String> {
        // Started from a Blob, it is under the page's own content security policy.
        let worker = Worker::new(program.script.address()).map_err(|error| dom::reason(&error))?;
        let waiting = Waiting::default();
        let on_lost: Rc<dyn Fn(String)> = Rc::new(on_lost);
        let listeners =
            [hear_messages(&worker, &waiting, &on_lost), hear_errors(&worker, &on_lost)];
        let message = object([("wasm", &program.module)]);
        worker.post_message(&message).map_err(|error| dom::reason(&error))?;
        Ok(Self { worker, waiting, next_id: Cell::new(1), _listeners: listeners })
    }

    /// Asks for something; what files the request has are handed over whole, not copied. The answer is
    /// cancelled when the worker is ended.
    ///
    /// # Errors
    /// As a sentence for the user, when the request cannot be sent.
    pub(super) fn ask(
        &self,
        request: Request<Uint8Array>,
    ) -> Result<oneshot::Receiver<Answered>, String> {
        let id = self.next_id.get();
        self.next_id.set(id.wrapping_add(1));
        let parcel = request.pack().map_err(|error| format!("请求无法送出：{error}"))?;
        let transfer: Array = parcel.files.iter().map(Uint8Array::buffer).collect();
        let files: Array = parcel.files.iter().collect();
        let message =
            object([("id", &id.into()), ("json", &parcel.json.into()), ("files", &files)]);
        let (sender, receiver) = oneshot::channel();
        self.waiting.borrow_mut().insert(id, sender);
        if let Err(error) = self.worker.post_message_with_transfer(&message, &transfer) {
            self.waiting.borrow_mut().remove(&id);
            return Err(dom::reason(&error));
        }
        Ok(receiver)
    }

    /// Whether everything that it was asked for is answered.
    pub(super) fn is_idle(&self) -> bool {
        self.waiting.borrow().is_empty()
    }
}

fn hear_messages(
    worker: &Worker,
    waiting: &Waiting,
    on_lost: &Rc<dyn Fn(String)>,
) -> EventListener {
    let (waiting, on_lost) = (Rc::clone(waiting), Rc::clone(on_lost));
    EventListener::new(worker, "message", move |event| {
        let Some(data) = event.dyn_ref::<MessageEvent>().map(MessageEvent::data) else {
            return;
        };
        if let Some(reason) = text(&data, "lost") {
            on_lost(reason);
            return;
        }
        // An id is a number of ours; anything else finds nobody waiting.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let id = property(&data, "id").as_f64().map(|id| id as u32);
        let sender = id.and_then(|id| waiting.borrow_mut().remove(&id));
        if let Some(sender) = sender {
            // Nobody waits for it any more where the request has timed out.
            let _ = sender.send(answer_in(&data));
        }
    })
}

fn hear_errors(worker: &Worker, on_lost: &Rc<dyn Fn(String)>) -> EventListener {
    let on_lost = Rc::clone(on_lost);
    EventListener::new(worker, "error", move |event| {
        let said = event.dyn_ref::<ErrorEvent>().map(ErrorEvent::message).unwrap_or_default();
        on_lost(format!("文档程序意外停止（{said}），请再试一次。"));
    })
}

fn answer_in(data: &JsValue) -> Answered {
    let files = property(data, "files").dyn_into::<Array>().unwrap_or_default();
    let parcel = Parcel {
        json: text(data, "json").unwrap_or_default(),
        files: files.iter().filter_map(|file| file.dyn_into().ok()).collect(),
    };
    Answer::unpack(parcel).map_err(|error| format!("文档程序的答复无法识别：{error}"))
}
