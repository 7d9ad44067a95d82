//! 最近删除的自查: what can still be brought back.

use std::rc::Rc;

use assessment::civil_date::plain_date;
use assessment::self_check::identity::Identity;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::{
    browser::{
        clock,
        deleted::{Deleted, KEPT_DAYS},
    },
    hooks::use_self_check,
    state::OnDone,
};

/// The properties of [`DeletedList`].
#[derive(Properties, PartialEq)]
pub struct DeletedListProps {
    /// Counts the removals for good, after each of which the list is read anew.
    pub forgotten: u32,
    /// Hears how bringing one back went.
    pub onrestored: OnDone,
    /// Asks whether to remove one for good, by its id and name.
    pub onforget: Callback<(String, String)>,
}

/// What is shown of a deleted self-check.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    id: String,
    title: String,
    when: String,
}

impl Entry {
    fn of(deleted: &Deleted) -> Self {
        let title = match deleted.kept.self_check() {
            Ok(self_check) => Identity::of(&self_check).title_words().to_owned(),
            Err(_) => "打不开的记录".to_owned(),
        };
        let until = deleted.until().map(|until| format!("，最晚{}可以恢复", plain_date(until)));
        let when = format!("{} 删除{}", clock::local_time(&deleted.at), until.unwrap_or_default());
        Self { id: deleted.kept.id.clone(), title, when }
    }
}

/// The deleted self-checks, folded away; nothing where there are none.
#[component]
pub fn DeletedList(props: &DeletedListProps) -> Html {
    let handle = use_self_check();
    let entries = use_state_eq(|| Rc::new(Vec::<Entry>::new()));
    {
        let (handle, entries) = (handle.clone(), entries.setter());
        // Whatever is deleted or brought back changes the list of those that are kept.
        use_effect_with((Rc::clone(handle.library()), props.forgotten), move |_| {
            spawn_local(async move {
                // That the storage fails is told where self-checks are listed.
                let deleted = handle.deleted().await.unwrap_or_default();
                entries.set(Rc::new(deleted.iter().map(Entry::of).collect()));
            });
        });
    }
    if entries.is_empty() {
        return Html::default();
    }
    let rows = entries.iter().map(|entry| {
        let onrestore = {
            let (handle, id, then) = (handle.clone(), entry.id.clone(), props.onrestored.clone());
            Callback::from(move |_: MouseEvent| handle.restore(&id, then.clone()))
        };
        let onforget = {
            let (onforget, entry) = (props.onforget.clone(), entry.clone());
            Callback::from(move |_: MouseEvent| {
                onforget.emit((entry.id.clone(), entry.title.clone()));
            })
        };
        html! {
            <li key={entry.id.clone()} class="deleted-record" data-deleted={entry.id.clone()}>
                <div>
                    <h3>{ &entry.title }</h3>
                    <p class="hint">{ &entry.when }</p>
                </div>
                <div class="actions">
                    <button type="button" class="btn" data-action="restore" onclick={onrestore}>{ "恢复" }</button>
                    <button type="button" class="btn quiet is-grave" data-action="forget-deleted" onclick={onforget}>
                        { "彻底删除" }
                    </button>
                </div>
            </li>
        }
    });
    html! {
        <details class="deleted">
            <summary>{ format!("最近删除的自查（{} 份，保留 {KEPT_DAYS} 天）", entries.len()) }</summary>
            <ul class="record-list">{ for rows }</ul>
        </details>
    }
}
