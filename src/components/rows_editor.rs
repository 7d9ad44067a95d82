//! Rows of short texts, of which there may be any number.

use std::rc::Rc;

use assessment::content::question::Column;
use yew::prelude::*;

use super::icons;
use crate::browser::dom;

/// Where the focus goes when the number of rows has changed.
#[derive(Clone, Copy)]
enum Focus {
    /// Into the row just added.
    Added,
    /// To what is in the place of the row just removed.
    Removed(usize),
}

/// The properties of [`RowsEditor`].
#[derive(Properties, PartialEq)]
pub struct RowsEditorProps {
    /// Begins the names of its controls.
    pub name: &'static str,
    /// What the rows are, for those who do not see the heading above.
    pub label: &'static str,
    /// The columns; none for plain lines.
    pub columns: &'static [Column],
    /// The rows so far.
    pub rows: Vec<Vec<String>>,
    /// All rows, after one was added or changed.
    pub onchange: Callback<Vec<Vec<String>>>,
    /// Called with the place of a row to remove.
    pub onremove: Callback<usize>,
}

/// Rows of text fields, with a way to add and remove some.
#[component]
pub fn RowsEditor(props: &RowsEditorProps) -> Html {
    let width = props.columns.len().max(1);
    let focus = use_mut_ref(|| None::<Focus>);
    {
        let (name, focus) = (props.name, Rc::clone(&focus));
        use_effect_with(props.rows.len(), move |rows| {
            if let Some(focus) = focus.take() {
                settle_focus(name, focus, *rows);
            }
        });
    }
    let rows = props.rows.iter().enumerate().map(|(row, cells)| {
        let fields = (0..width).map(|column| field(props, row, column, cells));
        let remove = {
            let (onremove, focus) = (props.onremove.clone(), Rc::clone(&focus));
            Callback::from(move |_: MouseEvent| {
                focus.replace(Some(Focus::Removed(row)));
                onremove.emit(row);
            })
        };
        html! {
            <li class="rows-row" tabindex="-1" aria-label={format!("第 {} 行", row + 1)}>
                { for fields }
                <button type="button" class="plain" onclick={remove}
                    aria-label={format!("删除第 {} 行", row + 1)}>{ icons::cross() }</button>
            </li>
        }
    });
    let add = {
        let (rows, onchange, focus) =
            (props.rows.clone(), props.onchange.clone(), Rc::clone(&focus));
        Callback::from(move |_: MouseEvent| {
            focus.replace(Some(Focus::Added));
            let mut rows = rows.clone();
            rows.push(vec![String::new(); width]);
            onchange.emit(rows);
        })
    };
    html! {
        <div class="rows" data-rows={props.name}>
            if !props.rows.is_empty() {
                <ol>{ for rows }</ol>
            }
            <button type="button" class="btn" onclick={add}>{ icons::plus() }{ "增加一行" }</button>
        </div>
    }
}

fn settle_focus(name: &str, focus: Focus, rows: usize) {
    let editor = format!(r#"[data-rows="{name}"]"#);
    match (focus, rows) {
        (Focus::Added, rows) => dom::focus(&format!("{editor} li:nth-child({rows}) input")),
        (Focus::Removed(_), 0) => dom::focus(&format!("{editor} > button")),
        (Focus::Removed(at), rows) => {
            dom::focus(&format!("{editor} li:nth-child({})", (at + 1).min(rows)))
        }
    };
}

fn field(props: &RowsEditorProps, row: usize, column: usize, cells: &[String]) -> Html {
    let (key, label) = props
        .columns
        .get(column)
        .map_or(("value", props.label), |column| (column.key, column.label));
    let oninput = {
        let (rows, onchange) = (props.rows.clone(), props.onchange.clone());
        Callback::from(move |event: InputEvent| {
            let mut rows = rows.clone();
            if let Some(cells) = rows.get_mut(row) {
                // A row of a file may be shorter than the columns known today.
                if cells.len() <= column {
                    cells.resize(column + 1, String::new());
                }
                cells[column] = dom::value_of(&event);
            }
            onchange.emit(rows);
        })
    };
    html! {
        <input
            type="text"
            name={format!("{}-{row}-{key}", props.name)}
            aria-label={format!("第 {} 行：{label}", row + 1)}
            placeholder={label}
            value={cells.get(column).cloned().unwrap_or_default()}
            autocomplete="off"
            {oninput}
        />
    }
}
