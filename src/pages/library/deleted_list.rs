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
    /// Hears how bringing one back went.
    pub onrestored: OnDone,
    /// Hears how removing one for good went.
    pub onforgotten: OnDone,
}

/// The deleted self-checks, folded away; nothing where there are none.
#[component]
pub fn DeletedList(props: &DeletedListProps) -> Html {
    let handle = use_self_check();
    let deleted = use_state_eq(|| Rc::new(Vec::<Deleted>::new()));
    let read = {
        let (handle, deleted) = (handle.clone(), deleted.setter());
        Callback::from(move |()| {
            let (handle, deleted) = (handle.clone(), deleted.clone());
            spawn_local(async move {
                // That the storage fails is told where self-checks are listed.
                deleted.set(Rc::new(handle.deleted().await.unwrap_or_default()));
            });
        })
    };
    {
        let read = read.clone();
        // Whatever is deleted or brought back changes the list of those that are kept.
        use_effect_with(Rc::clone(handle.library()), move |_| read.emit(()));
    }
    if deleted.is_empty() {
        return Html::default();
    }
    let rows = deleted.iter().map(|one| {
        let id = one.kept.id.clone();
        let onrestore = {
            let (handle, id, then) = (handle.clone(), id.clone(), props.onrestored.clone());
            Callback::from(move |_: MouseEvent| handle.restore(&id, then.clone()))
        };
        let onforget = {
            let (handle, id) = (handle.clone(), id.clone());
            let (then, read) = (props.onforgotten.clone(), read.clone());
            let then = Callback::from(move |outcome| {
                read.emit(());
                then.emit(outcome);
            });
            Callback::from(move |_: MouseEvent| handle.forget_deleted(&id, then.clone()))
        };
        html! {
            <li key={id.clone()} class="deleted-record" data-deleted={id}>
                <div>
                    <h3>{ title(one) }</h3>
                    <p class="hint">
                        { format!("{} 删除", clock::local_time(&one.at)) }
                        { one.until().map_or_else(String::new, |until| {
                            format!("，{}之前可以恢复", plain_date(until))
                        }) }
                    </p>
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
            <summary>{ format!("最近删除的自查（{} 份，保留 {KEPT_DAYS} 天）", deleted.len()) }</summary>
            <ul class="record-list">{ for rows }</ul>
        </details>
    }
}

fn title(deleted: &Deleted) -> String {
    match deleted.kept.self_check() {
        Ok(self_check) => Identity::of(&self_check).title_words().to_owned(),
        Err(_) => "打不开的记录".to_owned(),
    }
}
