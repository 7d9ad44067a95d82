//! What has moved since an earlier self-check, on the report's sheet.

use assessment::report::{ChapterProgress, MovedList, MovedRow, Progress};
use assessment::results::findings::Tally;
use assessment::self_check::answers::State;
use yew::prelude::*;

use super::{report_articles::tally_words, severity_tag::severity_tag_of};
use crate::route::item_href;

/// The states in the order of a bar.
const PIECES: [State; 5] =
    [State::Met, State::Partly, State::Unmet, State::NotApplicable, State::Unanswered];

/// The section.
pub fn progress(progress: &Progress) -> Html {
    let whole =
        ChapterProgress {
            heading: "全部要点".to_owned(), then: progress.then, now: progress.now
        };
    html! {
        <section class="sheet-part" data-progress="">
            <h3>{ "与上次自查相比" }</h3>
            <p class="hint">{ &progress.compared_with }</p>
            <p class="progress-summary">{ &progress.summary }</p>
            if !progress.cautions.is_empty() {
                <ul class="cautions">
                    { for progress.cautions.iter().map(|caution| html! { <li>{ caution }</li> }) }
                </ul>
            }
            <h4>{ "各章前后" }</h4>
            { hatch() }
            { legend() }
            { for std::iter::once(&whole).chain(&progress.chapters).map(chapter) }
            { for progress.lists.iter().map(list) }
        </section>
    }
}

fn chapter(chapter: &ChapterProgress) -> Html {
    html! {
        <div class="progress-chapter">
            <h5>{ &chapter.heading }</h5>
            { for [("上次", chapter.then), ("本次", chapter.now)].map(|(when, tally)| html! {
                <div class="progress-row">
                    <b>{ when }</b>
                    { bar(tally) }
                    <span>{ tally_words(tally) }</span>
                </div>
            }) }
        </div>
    }
}

/// The states as pieces of one bar; the words beside it say the same.
fn bar(tally: Tally) -> Html {
    let total = tally.total().max(1);
    let percent = |count: usize| format!("{:.2}%", 100.0 * count as f64 / total as f64);
    let mut before = 0;
    let pieces: Vec<Html> = PIECES
        .iter()
        .map(|state| (*state, tally.of(*state)))
        .filter(|(_, count)| *count > 0)
        .map(|(state, count)| {
            let (x, width) = (percent(before), percent(count));
            before += count;
            piece(state, x, width)
        })
        .collect();
    html! { <svg class="progress-bar" aria-hidden="true">{ for pieces }</svg> }
}

fn piece(state: State, x: String, width: String) -> Html {
    // In a sheet of styles the address would be looked for in that sheet.
    let fill = (state == State::Partly).then_some("url(#progress-hatch)");
    html! { <rect class={state.value()} {x} y="0" {width} height="100%" {fill} /> }
}

/// How the pieces read.
fn legend() -> Html {
    html! {
        <p class="progress-legend">
            { for PIECES.map(|state| html! {
                <span>
                    <svg class="progress-bar" aria-hidden="true">
                        { piece(state, "0".to_owned(), "100%".to_owned()) }
                    </svg>
                    { state.label() }
                </span>
            }) }
        </p>
    }
}

/// The hatching of 部分符合: told from its neighbours without colour.
fn hatch() -> Html {
    html! {
        <svg class="progress-pattern" width="0" height="0" aria-hidden="true">
            <pattern id="progress-hatch" width="5" height="5" patternUnits="userSpaceOnUse">
                <rect class="hatch-ground" width="5" height="5" />
                <path class="hatch-line" d="M-1 1 1-1M0 5 5 0M4 6 6 4" />
            </pattern>
        </svg>
    }
}

fn list(list: &MovedList) -> Html {
    let MovedList { label, rows } = list;
    html! {
        <>
            <h4>{ label }<small>{ format!("{} 项", rows.len()) }</small></h4>
            if rows.is_empty() {
                <p class="nothing">{ "没有。" }</p>
            } else {
                <ul class="progress-list" aria-label={*label}>
                    { for rows.iter().map(row) }
                </ul>
            }
        </>
    }
}

fn row(row: &MovedRow) -> Html {
    let state = |state: State| {
        html! {
            <span class={classes!("state", state.value())}>{ state.label() }</span>
        }
    };
    html! {
        <li key={row.id} data-moved={row.id}>
            <p>
                { severity_tag_of(row.id) }
                <a href={item_href(row.id)}>{ format!("{}（要点 {}）", row.article, row.id) }</a>
                { row.ask }
                if !row.also.is_empty() {
                    <span class="hint">{ format!("（与要点 {} 同一件事）", row.also.join("、")) }</span>
                }
            </p>
            <p class="progress-states">
                <span class="hint">{ "上次" }</span>{ state(row.then) }
                <span class="hint">{ "本次" }</span>{ state(row.now) }
            </p>
        </li>
    }
}
