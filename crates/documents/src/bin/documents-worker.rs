//! The documents worker: hands the browser's messages to [`documents::handler::RequestHandler`] and back.
//!
//! `worker.js` beside this crate's manifest is the other half: it starts this module and owns the
//! worker's message port.

#[cfg(target_arch = "wasm32")]
mod worker {
    use documents::handler::RequestHandler;
    use js_sys::{Array, Object, Reflect, Uint8Array};
    use protocol::Parcel;
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

        /// Answers one message: `json` and `files` of the request in, `{ json, files }` of the answer out.
        ///
        /// # Errors
        /// Fails when the answer cannot be turned into a JavaScript value.
        pub fn answer(&mut self, json: String, files: Vec<Uint8Array>) -> Result<Object, JsValue> {
            let files = files.iter().map(Uint8Array::to_vec).collect();
            let answer = self.0.answer_parcel(Parcel { json, files });
            let answer = answer.map_err(|error| error.to_string())?;
            let files: Array =
                answer.files.iter().map(|file| Uint8Array::from(file.as_slice())).collect();
            let message = Object::new();
            Reflect::set(&message, &"json".into(), &answer.json.into())?;
            Reflect::set(&message, &"files".into(), &files)?;
            Ok(message)
        }
    }
}

#[cfg(target_arch = "wasm32")]
fn main() {}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("documents-worker runs in a web worker; for the command line use `report`.");
    std::process::exit(2);
}
