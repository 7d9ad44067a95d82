//! The header: name, navigation, and how saving stands.

use yew::prelude::*;

use super::icons;
use crate::{browser::clock, hooks::saving::SaveState, route::Route};

/// The properties of [`Header`].
#[derive(Properties, PartialEq)]
pub struct HeaderProps {
    /// The page shown.
    pub route: Route,
    /// Title of the open record.
    pub title: Option<AttrValue>,
    /// How the last changes stand.
    pub save: SaveState,
    /// When the open record was exported last.
    pub last_backup: Option<AttrValue>,
}

/// The header of every page.
#[component]
pub fn Header(props: &HeaderProps) -> Html {
    let tab = props.route.tab();
    let tabs = Route::TABS.iter().map(|route| {
        let current = (*route == tab).then_some("page");
        html! {
            <a key={route.name()} href={route.href()} aria-current={current}>
                { route.tab_label() }
            </a>
        }
    });
    let home = (props.route == Route::Records).then_some("page");
    html! {
        <header class="top">
            <a class="brand" href={Route::Records.href()} aria-current={home}>
                <span>{ "职评自查" }</span>
                <small>{ props.title.clone().unwrap_or(AttrValue::Static("全部记录")) }</small>
            </a>
            <nav class="tabs" aria-label="主要页面">{ for tabs }</nav>
            if props.title.is_some() {
                <SaveStatus save={props.save.clone()} last_backup={props.last_backup.clone()} />
            }
        </header>
    }
}

#[derive(Properties, PartialEq)]
struct SaveStatusProps {
    save: SaveState,
    last_backup: Option<AttrValue>,
}

/// Whether everything is kept, and how old the last exported file is.
#[component]
fn SaveStatus(props: &SaveStatusProps) -> Html {
    let (mark, words) = match props.save {
        SaveState::Saved => (icons::tick(), "已保存在本机"),
        SaveState::Saving => (icons::spinner(), "正在保存"),
        SaveState::Failed(_) => (icons::warning(), "没有保存"),
    };
    let days = props.last_backup.as_ref().and_then(|instant| clock::days_since(instant));
    let (backup, old) = match days {
        None => ("尚未备份".to_owned(), true),
        Some(days) if days <= 0 => ("今天已备份".to_owned(), false),
        Some(days) => (format!("上次备份 {days} 天前"), days > 7),
    };
    html! {
        <p class={classes!("saved", format!("is-{}", props.save.value()))}>
            <span class="saved-now" role="status">{ mark }<span>{ words }</span></span>
            <a class={classes!("saved-backup", old.then_some("is-old"))} href={Route::Data.href()}>
                { backup }
            </a>
        </p>
    }
}
