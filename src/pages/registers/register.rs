//! One register: its rows a page at a time, found by words, added, deleted and brought back.

use std::{cell::RefCell, collections::BTreeSet, rc::Rc};

use assessment::self_check::Action;
use assessment::self_check::registers::schema::Row;
use yew::prelude::*;

use super::row::{Entered, RegisterRow};
use crate::{
    browser::{dom, ids},
    components::icons,
    hooks::{SelfCheckHandle, ToastHandle, use_printing, use_self_check, use_toasts},
};

/// Rows shown at once.
const PAGE: usize = 20;
/// More rows than this are looked for by words rather than by eye.
const SEEN: usize = 10;

/// Where the focus goes once the rows on the screen are those that it waits for.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Focus {
    /// Into the first field of a row just added.
    Added(String),
    /// To what is in the place of a row just deleted: the place on the page.
    Deleted(String, usize),
    /// To a row that was deleted, should it come back.
    Restored(String),
}

/// What the rows of a register call; it serves as long as the register is shown, since whatever it does
/// it does to the newest state of the self-check. Were it made anew, every row would render at each key.
struct Acts<T: Row> {
    onchange: Callback<Entered>,
    ondelete: Callback<(usize, T)>,
}

/// A register.
#[component]
pub fn Register<T: Row>() -> Html {
    let handle = use_self_check();
    let toasts = use_toasts();
    let page = use_state_eq(|| 0_usize);
    let words = use_state_eq(String::new);
    // Decided when the words change: a row does not vanish because of what is typed into it.
    let found = use_state_eq(|| None::<BTreeSet<String>>);
    let focus = use_mut_ref(Vec::<Focus>::new);
    let acts = {
        let (handle, focus) = (handle.clone(), Rc::clone(&focus));
        use_memo((), move |()| acts::<T>(handle, toasts, focus))
    };
    let rows = handle.self_check().map_or(&[][..], |self_check| T::list(&self_check.registers));
    let printing = use_printing();
    let shown: Vec<(usize, &T)> = rows
        .iter()
        .enumerate()
        .filter(|(_, row)| found.as_ref().is_none_or(|found| found.contains(row.id())))
        .collect();
    // Nobody leafs through paper.
    let length = if printing { shown.len().max(1) } else { PAGE };
    let pages = shown.len().div_ceil(length).max(1);
    let at = (*page).min(pages - 1);
    {
        let ids: Vec<String> = shown.iter().map(|(_, row)| row.id().to_owned()).collect();
        let (page, focus) = (page.clone(), Rc::clone(&focus));
        use_effect(move || settle_focus::<T>(&focus, &ids, at, &page));
    }
    let oninput = {
        let (words, found, page, handle) =
            (words.clone(), found.clone(), page.clone(), handle.clone());
        Callback::from(move |event: InputEvent| {
            let typed = dom::value_of(&event);
            found.set((!typed.trim().is_empty()).then(|| find::<T>(&handle, &typed)));
            words.set(typed);
            page.set(0);
        })
    };
    let onadd = {
        let (handle, focus, words, found) =
            (handle.clone(), Rc::clone(&focus), words.clone(), found.clone());
        Callback::from(move |_: MouseEvent| {
            let row = ids::new_id();
            focus.borrow_mut().push(Focus::Added(row.clone()));
            words.set(String::new());
            found.set(None);
            handle.dispatch(Action::AddRow { register: T::REGISTER, row });
        })
    };
    let go = |to: usize| {
        let page = page.clone();
        Callback::from(move |_: MouseEvent| page.set(to))
    };
    let blank = rows.iter().filter(|row| row.is_blank()).count();
    html! {
        <section class="register" id={id_of::<T>()}>
            <h2>{ format!("{}（{}）", T::TITLE, rows.len() - blank) }</h2>
            <p class="hint">{ T::PURPOSE }</p>
            if rows.len() > SEEN {
                <div class="register-find">
                    <label class="field">
                        <span>{ format!("在{}中查找", T::TITLE) }</span>
                        <input type="text" name={format!("find-{}", T::KEY)} autocomplete="off"
                            placeholder="名称、日期等，空格隔开多个词"
                            value={(*words).clone()} {oninput} />
                    </label>
                    <p class="hint" role="status">
                        { found.as_ref().map_or_else(String::new, |_| {
                            format!("找到 {} 行，共 {} 行。", shown.len(), rows.len())
                        }) }
                    </p>
                </div>
            }
            <div class="register-rows">
                { for shown.iter().skip(at * length).take(length).map(|(at, row)| html! {
                    <RegisterRow<T> key={row.id().to_owned()} row={T::clone(row)} at={*at}
                        onchange={acts.onchange.clone()} ondelete={acts.ondelete.clone()} />
                }) }
            </div>
            <div class="actions">
                <button type="button" class="btn" data-action={format!("add-{}", T::KEY)} onclick={onadd}>
                    { icons::plus() }{ format!("添加{}", T::TITLE) }
                </button>
                if pages > 1 {
                    <button type="button" class="btn" disabled={at == 0} onclick={go(at.saturating_sub(1))}>{ "上一页" }</button>
                    <span>{ format!("第 {} / {pages} 页", at + 1) }</span>
                    <button type="button" class="btn" disabled={at + 1 == pages} onclick={go(at + 1)}>{ "下一页" }</button>
                }
            </div>
        </section>
    }
}

fn id_of<T: Row>() -> String {
    format!("register-{}", T::KEY)
}

fn find<T: Row>(handle: &SelfCheckHandle, words: &str) -> BTreeSet<String> {
    let rows = handle.self_check().map_or(&[][..], |self_check| T::list(&self_check.registers));
    rows.iter().filter(|row| row.holds(words)).map(|row| row.id().to_owned()).collect()
}

fn acts<T: Row>(
    handle: SelfCheckHandle,
    toasts: ToastHandle,
    focus: Rc<RefCell<Vec<Focus>>>,
) -> Acts<T> {
    let onchange = {
        let handle = handle.clone();
        Callback::from(move |(row, column, text): Entered| {
            let column = column.to_owned();
            handle.dispatch(Action::Cell { register: T::REGISTER, row, column, text });
        })
    };
    let ondelete = Callback::from(move |(at, row): (usize, T)| {
        let id = row.id().to_owned();
        focus.borrow_mut().push(Focus::Deleted(id.clone(), at % PAGE));
        let step = handle.dispatch(Action::RemoveRow { register: T::REGISTER, row: id });
        if !row.is_blank() {
            let text = format!("已删除{}“{}”。", T::TITLE, display_name(&row, at));
            handle.offer_undo(&toasts, text, step);
        }
    });
    Acts { onchange, ondelete }
}

/// A row's name, or its place where it has none.
fn display_name<T: Row>(row: &T, at: usize) -> String {
    match row.name().trim() {
        "" => format!("第 {} 行", at + 1),
        name => name.to_owned(),
    }
}

/// Sets the focus where it is awaited, as soon as the rows shown allow it.
fn settle_focus<T: Row>(
    focus: &RefCell<Vec<Focus>>,
    ids: &[String],
    page: usize,
    pages: &UseStateHandle<usize>,
) {
    let place = |id: &String| ids.iter().position(|known| known == id);
    let row = |at: usize| format!("#{} .register-row:nth-child({})", id_of::<T>(), at % PAGE + 1);
    let mut awaited = focus.borrow_mut();
    awaited.retain_mut(|awaited| match awaited {
        Focus::Added(id) | Focus::Restored(id) => {
            let Some(at) = place(id) else { return true };
            if at / PAGE != page {
                pages.set(at / PAGE);
                return true;
            }
            let field = if matches!(awaited, Focus::Added(_)) { " input" } else { "" };
            dom::focus(&(row(at) + field));
            false
        }
        Focus::Deleted(id, at) => {
            if place(id).is_some() {
                return true;
            }
            let left = ids.len().saturating_sub(page * PAGE).min(PAGE);
            match left.checked_sub(1) {
                Some(last) => dom::focus(&row((*at).min(last))),
                None => dom::focus(&format!("#{} .actions .btn", id_of::<T>())),
            };
            *awaited = Focus::Restored(std::mem::take(id));
            true
        }
    });
}
