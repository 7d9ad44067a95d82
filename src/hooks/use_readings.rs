//! How characters are read, once someone types letters into the search.

use std::rc::Rc;

use assessment::search::Readings;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::browser::pinyin;

/// How far the readings are.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Sounds {
    /// Nobody needs them yet.
    #[default]
    NotAsked,
    /// They are being loaded.
    Loading,
    /// They are there.
    Ready(Rc<Readings>),
    /// They cannot be had, as a sentence for the user.
    Failed(String),
}

/// The readings of the characters, loaded when they are first wanted.
#[hook]
pub fn use_readings(is_wanted: bool, characters: impl FnOnce() -> String + 'static) -> Sounds {
    let sounds = use_state_eq(Sounds::default);
    {
        let sounds = sounds.clone();
        use_effect_with(is_wanted, move |is_wanted| {
            // What failed is tried again with the next letters.
            if *is_wanted && matches!(*sounds, Sounds::NotAsked | Sounds::Failed(_)) {
                sounds.set(Sounds::Loading);
                let (characters, setter) = (characters(), sounds.setter());
                spawn_local(async move {
                    setter.set(match pinyin::readings(characters).await {
                        Ok(readings) => Sounds::Ready(Rc::new(readings)),
                        Err(reason) => Sounds::Failed(reason),
                    });
                });
            }
        });
    }
    (*sounds).clone()
}
