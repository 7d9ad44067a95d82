//! Rows of short texts, of which there may be any number.

use assessment::profile::Column;
use yew::prelude::*;

use super::icons;
use crate::browser::dom;

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
    /// All rows, after a change.
    pub onchange: Callback<Vec<Vec<String>>>,
}

/// Rows of text fields, with a way to add and remove some.
#[component]
pub fn RowsEditor(props: &RowsEditorProps) -> Html {
    let width = props.columns.len().max(1);
    let rows = props.rows.iter().enumerate().map(|(row, cells)| {
        let fields = (0..width).map(|column| field(props, row, column, cells));
        let remove = {
            let (rows, onchange) = (props.rows.clone(), props.onchange.clone());
            Callback::from(move |_: MouseEvent| {
                let mut rows = rows.clone();
                rows.remove(row);
                onchange.emit(rows);
            })
        };
        html! {
            <li class="rows-row">
                { for fields }
                <button type="button" class="plain" onclick={remove}
                    aria-label={format!("删除第 {} 行", row + 1)}>{ icons::cross() }</button>
            </li>
        }
    });
    let add = {
        let (rows, onchange) = (props.rows.clone(), props.onchange.clone());
        Callback::from(move |_: MouseEvent| {
            let mut rows = rows.clone();
            rows.push(vec![String::new(); width]);
            onchange.emit(rows);
        })
    };
    html! {
        <div class="rows">
            if !props.rows.is_empty() {
                <ol>{ for rows }</ol>
            }
            <button type="button" class="btn" onclick={add}>{ icons::plus() }{ "增加一行" }</button>
        </div>
    }
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
