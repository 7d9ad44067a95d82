//! The app: what surrounds every page, and which page is shown.

use std::rc::Rc;

use assessment::self_check::Action;
use yew::prelude::*;
use yew_router::prelude::*;

use crate::{
    browser::{dom, events, jump, printing},
    components::{
        expiry::expiry_banner,
        header::{Header, header},
        host_notices::HostNotices,
        icons,
        report_preview::ReportPreview,
        save_alert::{SaveAlert, save_alert},
        search::Search,
        update_banner::UpdateBanner,
    },
    hooks::{
        DocumentsProvider, EarlierProvider, ImportProvider, OfflineProvider, SelfCheckProvider,
        ToastProvider, use_offline, use_preview_panel, use_search_panel, use_self_check,
        use_toasts, use_today,
    },
    pages,
    route::{Route, item_in_href, item_in_query},
    state::{SelfCheckHandle, saving::SaveState},
};

/// The whole app.
#[component]
pub fn App() -> Html {
    html! {
        <HashRouter>
            <ToastProvider>
                <SelfCheckProvider>
                    <EarlierProvider>
                        <DocumentsProvider>
                            <ImportProvider>
                                <OfflineProvider>
                                    <Shell />
                                </OfflineProvider>
                            </ImportProvider>
                        </DocumentsProvider>
                    </EarlierProvider>
                </SelfCheckProvider>
            </ToastProvider>
        </HashRouter>
    }
}

/// Header, banners and the page.
#[component]
fn Shell() -> Html {
    let handle = use_self_check();
    let toasts = use_toasts();
    let offline = use_offline();
    let today = use_today();
    let route = use_route::<Route>().unwrap_or(Route::NotFound);
    let ready = handle.is_ready();
    let preview_panel = use_preview_panel(&route, today);
    let search_panel = use_search_panel();

    let self_check = handle.self_check();
    // Asking the journal takes time, and the shell renders several times a key.
    let last = self_check.map(|open| (open.id.clone(), open.journal.last_step()));
    let can_undo_and_redo = use_memo(last, |_| handle.can_undo_and_redo());
    // Not with the self-check's title, in which the institution's name may stand: browsers keep the titles
    // of pages in their history, and some send it elsewhere.
    use_effect_with(route.clone(), |route| {
        dom::set_title(&format!("{} · 职评自查", route.title()))
    });
    let last_change =
        handle.library().iter().map(|entry| &entry.updated_at).max().cloned().map(AttrValue::from);
    use_arrival(&route);
    let told = {
        let toasts = toasts.clone();
        Callback::from(move |outcome: Result<(), String>| {
            if let Err(reason) = outcome {
                toasts.refused(reason);
            }
        })
    };
    let on_retry = on_click(&handle, |handle| handle.retry());
    let on_copy = on_click(&handle, |handle| handle.keep_as_copy());
    let on_undo = {
        let toasts = toasts.clone();
        on_click(&handle, move |handle| handle.undo(&toasts))
    };
    let on_redo = on_click(&handle, |handle| drop(handle.dispatch(Action::Redo)));
    use_undo_keys(on_undo.clone(), on_redo.clone());
    use_effect_with((), |()| {
        let listeners = printing::on_printing(printing::unfold);
        move || drop(listeners)
    });
    let on_reload = {
        let (handle, told) = (handle.clone(), told.clone());
        Callback::from(move |()| handle.reload(told.clone()))
    };
    let on_open = {
        let handle = handle.clone();
        Callback::from(move |id: String| handle.open(&id, told.clone()))
    };

    html! {
        <>
            <a class="skip" href={route.href()} onclick={|event: MouseEvent| {
                event.prevent_default();
                dom::focus("main");
            }}>{ "跳到正文" }</a>
            { header(&Header {
                route: &route,
                title: self_check.map(|self_check| self_check.title.as_str()),
                save: handle.save_state(),
                last_export: handle.last_export(today),
                onsearch: search_panel.onopen,
                can_undo_and_redo: *can_undo_and_redo,
                onundo: on_undo,
                onredo: on_redo,
                previewed: preview_panel.is_open,
                onpreview: preview_panel.ontoggle.clone(),
            }) }
            { expiry_banner(self_check.map(Rc::as_ref)) }
            <HostNotices {today} {last_change} />
            if let Some(words) = handle.backup_reminder(today) {
                <div class="notice" role="status" data-backup-reminder="">
                    <p>{ words }</p>
                    <span class="notice-actions">
                        <a class="btn" href={Route::Data.href()}>{ "去导出" }</a>
                    </span>
                </div>
            }
            <UpdateBanner
                update={offline.offline.update.clone()}
                applying={offline.applying}
                unsaved={handle.save_state() == SaveState::Failed}
                onapply={offline.apply.clone()}
            />
            { save_alert(&SaveAlert {
                standing: handle.standing(),
                open: self_check.map(|self_check| self_check.id.as_str()),
                elsewhere: handle.elsewhere(),
                on_retry,
                on_copy,
                on_reload,
                on_open,
            }) }
            <div class="work">
                <main
                    id="main"
                    tabindex="-1"
                    class={classes!("page", format!("page-{}", page_class(&route)))}
                    data-route={ready.then(|| route.name())}
                >
                    if ready {
                        { page(&route, today, preview_panel.preview.missing()) }
                    } else {
                        <p class="loading">{ icons::spinner() }{ "正在打开本机保存的自查……" }</p>
                    }
                </main>
                if ready && preview_panel.is_open {
                    <ReportPreview preview_panel={preview_panel.clone()} />
                }
            </div>
            if search_panel.is_open {
                <Search self_check={self_check.cloned()} onclose={search_panel.onclose} />
            }
        </>
    }
}

/// Takes back and brings back by key. In a field that is typed into, the keys are the browser's.
#[hook]
fn use_undo_keys(on_undo: Callback<()>, on_redo: Callback<()>) {
    let newest = use_mut_ref(|| (on_undo.clone(), on_redo.clone()));
    *newest.borrow_mut() = (on_undo, on_redo);
    use_effect_with((), move |()| {
        let listener = events::on_key(move |event| {
            let (on_undo, on_redo) = newest.borrow().clone();
            let act = match dom::history_key(event) {
                Some(dom::HistoryKey::Undo) => on_undo,
                Some(dom::HistoryKey::Redo) => on_redo,
                None => return,
            };
            event.prevent_default();
            act.emit(());
        });
        move || drop(listener)
    });
}

/// Begins a new page at its top, where a screen reader begins to read, or at the item that its address
/// asks for. A link to an item that the address asks for already leads there again.
#[hook]
fn use_arrival(route: &Route) {
    let asked_for = use_location()
        .and_then(|location| item_in_query(location.query_str()).map(ToOwned::to_owned));
    let former = use_mut_ref(|| None::<Route>);
    use_effect_with((route.clone(), asked_for), move |(route, asked_for)| {
        let former = former.replace(Some(route.clone()));
        let turned = former.as_ref().is_some_and(|former| former != route);
        if turned {
            dom::scroll_to_top();
        }
        match asked_for {
            Some(item) => jump::to_item(item),
            None => {
                jump::cancel();
                if turned {
                    dom::focus_in_place("main");
                }
            }
        }
    });
    use_effect_with((), |()| {
        let listener = events::on_window("click", |event| {
            let again = dom::link_of(event).filter(|href| *href == dom::address());
            if let Some(item) = again.as_deref().and_then(item_in_href) {
                jump::to_item(item);
            }
        });
        move || drop(listener)
    });
}

fn on_click(handle: &SelfCheckHandle, act: impl Fn(&SelfCheckHandle) + 'static) -> Callback<()> {
    let handle = handle.clone();
    Callback::from(move |()| act(&handle))
}

fn page_class(route: &Route) -> String {
    route.name().split('/').next().unwrap_or_default().to_owned()
}

fn page(route: &Route, today: chrono::NaiveDate, missing: &[char]) -> Html {
    match route.clone() {
        Route::Library => html! { <pages::library::LibraryPage {today} /> },
        Route::Profile => html! { <pages::profile::ProfilePage /> },
        Route::Check => html! { <pages::check::CheckPage article={None::<u8>} {today} /> },
        Route::CheckArticle { article } => {
            html! { <pages::check::CheckPage {article} {today} /> }
        }
        Route::Deadlines => {
            html! { <pages::deadlines::DeadlinesPage rule={None::<AttrValue>} {today} /> }
        }
        Route::Deadline { key } => {
            html! { <pages::deadlines::DeadlinesPage rule={AttrValue::from(key)} {today} /> }
        }
        Route::Registers => html! { <pages::registers::RegistersPage /> },
        Route::Plan => html! { <pages::plan::PlanPage {today} /> },
        Route::Report => html! { <pages::report::ReportPage {today} missing={missing.to_vec()} /> },
        Route::Regulation => html! { <pages::regulation::RegulationPage article={None::<u8>} /> },
        Route::RegulationArticle { article } => {
            html! { <pages::regulation::RegulationPage {article} /> }
        }
        Route::Data => html! { <pages::data::DataPage {today} /> },
        Route::Licences => html! { <pages::licences::LicencesPage /> },
        Route::NotFound => pages::not_found::not_found(),
    }
}
