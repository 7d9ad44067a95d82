//! The documents worker: hands the browser's messages to [`documents::handler::RequestHandler`] and back.
//!
//! `worker.js` beside this crate's manifest is the other half: it starts this module and owns the
//! worker's message port.

#[cfg(target_arch = "wasm32")]
mod worker {
    use assessment::messages::{Answer, Outcome, Request};
    use documents::handler::RequestHandler;
    use serde::Serialize;
    use wasm_bindgen::prelude::*;

    /// The handler, as the script sees it.
    #[wasm_bindgen(js_name = RequestHandler)]
    #[derive(Default)]
    pub struct BrowserRequestHandler(RequestHandler);

    #[wasm_bindgen(js_class = RequestHandler)]
    impl BrowserRequestHandler {
        /// Sets up a handler without fonts; a panic from now on says in the console where it happened.
        #[wasm_bindgen(constructor)]
        pub fn new() -> Self {
            std::panic::set_hook(Box::new(|panic| {
                web_sys::console::error_1(&panic.to_string().into());
            }));
            Self::default()
        }

        /// Answers one message.
        ///
        /// # Errors
        /// Fails when the answer cannot be turned into a JavaScript value.
        pub fn answer(&mut self, message: JsValue) -> Result<JsValue, JsValue> {
            let id = id_of(&message);
            let answer = match serde_wasm_bindgen::from_value::<Request>(message) {
                Ok(request) => self.0.answer(request),
                Err(error) => refused(id, &error.to_string()),
            };
            let plain =
                serde_wasm_bindgen::Serializer::json_compatible().serialize_bytes_as_arrays(false);
            Ok(answer.serialize(&plain)?)
        }
    }

    fn id_of(message: &JsValue) -> u32 {
        js_sys::Reflect::get(message, &"id".into())
            .ok()
            .and_then(|id| serde_wasm_bindgen::from_value(id).ok())
            .unwrap_or_default()
    }

    fn refused(id: u32, cause: &str) -> Answer {
        let error = Some(format!("文档程序收到了无法识别的请求：{cause}"));
        Answer { id, ok: false, outcome: Outcome { error, ..Outcome::default() } }
    }
}

#[cfg(target_arch = "wasm32")]
fn main() {}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("documents-worker runs in a web worker; for the command line use `report`.");
    std::process::exit(2);
}
