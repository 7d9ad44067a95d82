//! What the windows tell each other.

use std::{cell::RefCell, rc::Rc};

use selfcheck::browser::{
    channel::{Channel, Notice},
    ids::new_id,
};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::until;

#[wasm_bindgen_test]
async fn whoever_has_the_self_check_open_answers() {
    let id = new_id();
    let answering = {
        let id = id.clone();
        Channel::join(move |notice| {
            (notice == Notice::Opened { id: id.clone() })
                .then(|| Notice::Present { id: id.clone() })
        })
    };
    let heard = Rc::new(RefCell::new(Vec::new()));
    let asking = {
        let heard = Rc::clone(&heard);
        Channel::join(move |notice| {
            heard.borrow_mut().push(notice);
            None
        })
    };
    asking.tell(&Notice::Opened { id: id.clone() });
    until("an answer", || heard.borrow().contains(&Notice::Present { id: id.clone() })).await;
    drop(answering);
}
