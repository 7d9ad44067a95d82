//! With which earlier self-check the open one is compared.

use std::{cell::Cell, rc::Rc};

use assessment::{occasion::Occasion, record::Record};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::use_record;

/// What a person chose.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
enum Choice {
    /// Nothing yet: the self-check before this one, if there is one.
    #[default]
    Previous,
    /// Not to compare.
    Nothing,
    /// The self-check of that id.
    Record(AttrValue),
}

/// The self-checks to compare with, and the one that is compared.
#[derive(Debug, Clone, PartialEq)]
pub struct Earlier {
    /// All others in this browser that can be read, the one changed last first.
    pub others: Vec<Occasion>,
    /// Id of the chosen one.
    pub chosen: Option<AttrValue>,
    /// The chosen one, once it is read.
    pub record: Option<Rc<Record>>,
    /// Why it could not be read.
    pub trouble: Option<String>,
    /// Chooses another one, or none.
    pub onchoose: Callback<Option<AttrValue>>,
}

/// With which of the other self-checks `record` is compared; one is read each time it is chosen.
#[hook]
pub fn use_earlier(record: &Record) -> Earlier {
    let handle = use_record();
    let choice = use_state_eq(Choice::default);
    let read = use_state_eq(|| None::<(Occasion, Result<Rc<Record>, String>)>);
    let others: Vec<Occasion> = handle
        .shelf()
        .iter()
        .filter_map(|entry| Some(entry.content.as_ref().ok()?.occasion.clone()))
        .filter(|other| other.id != record.id)
        .collect();
    let chosen = match &*choice {
        Choice::Previous => Occasion::of(record).previous(&others),
        Choice::Nothing => None,
        Choice::Record(id) => others.iter().find(|other| other.id == id.as_str()),
    };
    let chosen = chosen.cloned();
    {
        let read = read.setter();
        use_effect_with(chosen.clone(), move |chosen| {
            let wanted = Rc::new(Cell::new(true));
            if let Some(chosen) = chosen.clone() {
                let wanted = Rc::clone(&wanted);
                spawn_local(async move {
                    let outcome = handle.kept(&chosen.id).await.map(Rc::new);
                    // Another one may have been chosen meanwhile.
                    if wanted.get() {
                        read.set(Some((chosen, outcome)));
                    }
                });
            }
            move || wanted.set(false)
        });
    }
    let outcome = (*read).clone().filter(|(of, _)| Some(of) == chosen.as_ref());
    let (record, trouble) = match outcome {
        Some((_, Ok(record))) => (Some(record), None),
        Some((_, Err(reason))) => (None, Some(reason)),
        None => (None, None),
    };
    let onchoose = {
        let choice = choice.setter();
        Callback::from(move |id: Option<AttrValue>| {
            choice.set(id.map_or(Choice::Nothing, Choice::Record));
        })
    };
    Earlier { others, chosen: chosen.map(|chosen| chosen.id.into()), record, trouble, onchoose }
}
