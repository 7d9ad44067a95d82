//! One thing asked: the question, the answer, and what the answer opens.

use assessment::civil_date;
use assessment::content::{Item, Severity, article_label, provision, regulation};
use assessment::results::assess::Basis;
use assessment::results::findings::ItemState;
use assessment::results::plan::Stage;
use assessment::self_check::Action;
use assessment::self_check::answers::{Answer, AnswerDay, AnswerText, Choice, State};
use yew::prelude::*;

use super::{
    answer_controls::{day_name, text_name},
    completion::completion,
    draft_input::{Draft, DraftInput},
    growing_text::growing_text,
    icons,
    severity_tag::severity_tag,
};
use crate::{
    browser::dom,
    route::{Route, item_href},
};

/// The properties of [`ItemCard`].
#[derive(Properties, PartialEq)]
pub struct ItemCardProps {
    /// The item and what it comes to.
    pub state: ItemState,
    /// What was answered.
    pub answer: Answer,
    /// Whether it is the one at hand, whose words are marked.
    pub current: bool,
    /// The day that its deadline comes to, in words.
    #[prop_or_default]
    pub deadline: Option<AttrValue>,
    /// Takes a change of the answer.
    pub onedit: Callback<Action>,
    /// Called when the focus comes into it.
    pub onfocus: Callback<&'static str>,
}

/// The card of one item.
#[component]
pub fn ItemCard(props: &ItemCardProps) -> Html {
    let ItemState { item, assessed, .. } = &props.state;
    let id = item.id;
    let derived = matches!(assessed.basis, Basis::Derived(_));
    let onfocusin = props.onfocus.reform(move |_: FocusEvent| id);
    let decided = match &assessed.basis {
        Basis::Derived(because) => Some(decided(State::Unmet, because)),
        Basis::Profile(reason) => Some(decided(State::NotApplicable, reason)),
        Basis::Answered | Basis::ReasonMissing => None,
    };
    let asked = decided.is_none();
    let short = assessed.state.falls_short();
    html! {
        <section
            class={classes!("item", props.current.then_some("now"))}
            tabindex="-1"
            aria-labelledby={format!("ask-{id}")}
            data-item={id}
            data-state={assessed.state.value()}
            data-current={props.current.then_some("true")}
            data-derived={derived.then_some("true")}
            data-own-item={item.own.then_some("true")}
            {onfocusin}
        >
            <div class="item-head">
                <span class="id">{ id }</span>
                <h3 class="ask" id={format!("ask-{id}")}>{ item.ask }</h3>
                { severity_tag(item.severity) }
            </div>
            { decided.unwrap_or_else(|| choices(props)) }
            { contradictions(&props.state) }
            if short { { shortfall(props) } }
            if !short && props.answer.has_measure() {
                <div class="remedy">
                    <p class="hint wide">{ "这一项有整改记录，仍列在整改台账里。" }</p>
                    <div class="wide">{ ended(props) }</div>
                </div>
            }
            if asked && props.answer.state == Some(Choice::NotApplicable) {
                <div class="remedy"><div class="wide">{ inapplicable(props) }</div></div>
            }
            { linked(item) }
            { deadline(item, props.deadline.as_ref()) }
            { more(props, short) }
        </section>
    }
}

/// Why it does not apply; of a red line, which only a file can bring here so answered, that it cannot be so.
fn inapplicable(props: &ItemCardProps) -> Html {
    if props.state.item.severity == Severity::Redline {
        return html! {
            <p class="hint is-open">
                { "导入的文件里这一项作答为“不适用”；红线情形不能这样作答，先按未答计，请在上面选一项。" }
            </p>
        };
    }
    html! {
        <>
            { area(props, AnswerText::Reason, "不适用的理由") }
            if props.state.assessed.basis == Basis::ReasonMissing {
                <p class="hint is-open">{ "还没有写理由，先按未答计；写明理由后才计为不适用。" }</p>
            }
        </>
    }
}

/// What takes the place of the radios when the profile decides.
fn decided(state: State, because: &str) -> Html {
    html! {
        <div class="decided">
            <p><b>{ state.label() }</b>{ format!("　{because}") }</p>
            <p class="hint">
                { "由机构画像得出，不用作答。" }
                <a href={Route::Profile.href()}>{ "去看机构画像" }</a>
            </p>
        </div>
    }
}

fn choices(props: &ItemCardProps) -> Html {
    let item = props.state.item;
    let offered = Choice::ALL
        .into_iter()
        .enumerate()
        .filter(|(_, choice)| {
            *choice != Choice::NotApplicable || item.severity != Severity::Redline
        })
        .map(|(index, choice)| {
            let chosen = props.answer.state == Some(choice);
            let oninput = props.onedit.reform(move |_: InputEvent| Action::Choose {
                item: item.id.to_owned(),
                choice: Some(choice),
            });
            html! {
                <label class={classes!(chosen.then_some("on"), chosen.then(|| mark(item, choice)))}>
                    <input
                        type="radio"
                        name={format!("answer-{}", item.id)}
                        value={choice.value()}
                        checked={chosen}
                        {oninput}
                    />
                    <span>{ choice.label_for(item) }</span>
                    <kbd aria-hidden="true">{ index + 1 }</kbd>
                </label>
            }
        });
    html! {
        <>
            <div class="answer" role="radiogroup" aria-labelledby={format!("ask-{}", item.id)}>
                { for offered }
            </div>
            if item.finding.is_some() {
                <p class="hint">{ regulation().suspicion_note }</p>
            }
        </>
    }
}

/// The class of a chosen answer. The colour of red lines is theirs alone.
fn mark(item: &Item, choice: Choice) -> String {
    match choice {
        Choice::Unmet if item.severity == Severity::Redline => "on-red".to_owned(),
        _ => format!("on-{}", choice.value()),
    }
}

/// What a shortfall opens: the plan and what follows; for an opportunity, a remark and nothing else.
fn shortfall(props: &ItemCardProps) -> Html {
    let item = props.state.item;
    if item.severity == Severity::Opportunity {
        return html! {
            <div class="remedy">
                <div class="wide">
                    { area(props, AnswerText::Note, "备注") }
                    <p class="hint">{ "鼓励事项，没有做到不算不足，不列入整改。" }</p>
                </div>
            </div>
        };
    }
    let owner =
        props.onedit.reform(move |event: InputEvent| written(item.id, AnswerText::Owner, &event));
    let ondue = props.onedit.reform(|date: String| Action::Day {
        item: item.id.to_owned(),
        day: AnswerDay::Due,
        date: civil_date::parse(&date),
    });
    html! {
        <div class="remedy">
            <div class="wide">{ area(props, AnswerText::Note, "存在的问题") }</div>
            <div class="wide">{ area(props, AnswerText::Cause, "原因（可不填）") }</div>
            <div class="wide">{ area(props, AnswerText::Measure, "整改措施") }</div>
            <label class="field">
                <span>{ "责任人" }</span>
                <input
                    type="text"
                    name={text_name(AnswerText::Owner, item.id)}
                    autocomplete="off"
                    value={props.answer.owner.clone()}
                    oninput={owner}
                />
            </label>
            <label class="field">
                <span>{ AnswerDay::Due.label() }</span>
                <DraftInput
                    name={day_name(AnswerDay::Due, item.id)}
                    kind={Draft::Date}
                    value={props.answer.due.map(|due| due.to_string()).unwrap_or_default()}
                    onchange={ondue}
                />
            </label>
            <div class="wide">{ ended(props) }</div>
            { consequence_line(item) }
        </div>
    }
}

/// What came of the measure of this item.
fn ended(props: &ItemCardProps) -> Html {
    let (id, answer) = (props.state.item.id, &props.answer);
    completion(id, Stage::of(answer), |_| (id, answer), |_| (id, answer), &props.onedit)
}

fn consequence_line(item: &Item) -> Html {
    let labels: Vec<_> = item.consequences().map(|consequence| consequence.label).collect();
    if labels.is_empty() {
        return match item.consequence_note {
            Some(note) => html! { <p class="conseq wide">{ note }</p> },
            None => html! { <p class="hint wide">{ "条文没有写明后果，作为建议列出。" }</p> },
        };
    }
    // Sub-items of one article are followed by the same; said once.
    let mut follows: Vec<_> = item.consequences().map(|consequence| consequence.follows).collect();
    follows.dedup();
    html! {
        <p class="conseq wide">
            <b>{ format!("后果　{}：", labels.join("、")) }</b>
            { follows.concat() }
            { item.consequence_note.unwrap_or_default() }
        </p>
    }
}

fn written(item: &str, text: AnswerText, event: &InputEvent) -> Action {
    Action::Write { item: item.to_owned(), text, words: dom::value_of(event) }
}

fn area(props: &ItemCardProps, text: AnswerText, label: &'static str) -> Html {
    let id = props.state.item.id;
    let oninput = props.onedit.reform(move |event: InputEvent| written(id, text, &event));
    html! {
        <label class="field">
            <span>{ label }</span>
            { growing_text(text_name(text, id), text.of(&props.answer), Classes::new(), oninput) }
        </label>
    }
}

/// Rows of the registers that say otherwise. They are told; the answer stays the person's.
fn contradictions(state: &ItemState) -> Html {
    if state.contradictions.is_empty() {
        return Html::default();
    }
    html! {
        <div class="item-rows">
            <ul>{ for state.contradictions.iter().map(|told| html! { <li>{ told }</li> }) }</ul>
            <p class="hint">
                { "只作提示，不代为作答；台账或机构画像有误的，改正后提示消失。" }
                <a href={Route::Registers.href()}>{ "去看台账" }</a>
            </p>
        </div>
    }
}

fn linked(item: &Item) -> Html {
    let Some(linked) = item.linked else { return Html::default() };
    html! {
        <p class="hint">
            { "与 " }<a href={item_href(linked)}>{ linked }</a>
            { " 问的是同一件事，请分别作答；两项都有不足时只计一次。" }
        </p>
    }
}

fn deadline(item: &Item, day: Option<&AttrValue>) -> Html {
    let Some(key) = item.deadline else { return Html::default() };
    let clause = provision(key).map_or_else(
        || article_label(item.article_number()),
        |provision| provision.clause.to_owned(),
    );
    html! {
        <p class="item-deadline">
            if let Some(day) = day { <span>{ day }</span> }
            <a href={Route::Deadline { key: key.to_owned() }.href()}>
                { format!("{clause}的期限计算") }{ icons::arrow() }
            </a>
        </p>
    }
}

/// What helps to judge, folded away.
fn more(props: &ItemCardProps, short: bool) -> Html {
    let ItemState { item, assessed, .. } = &props.state;
    let by_profile = matches!(assessed.basis, Basis::Profile(_));
    let evidence = item.evidence_named.len() + item.evidence.len();
    let filled = !props.answer.evidence.trim().is_empty()
        || (!short && !props.answer.note.trim().is_empty());
    let clear = props.state.assessed.basis == Basis::ReasonMissing
        || (props.answer.state.is_some() && assessed.basis == Basis::Answered);
    let onclear = props.onedit.reform({
        let id = item.id;
        move |_: MouseEvent| Action::Choose { item: id.to_owned(), choice: None }
    });
    html! {
        <div class="more">
            <details>
                <summary>{ "怎样算符合" }</summary>
                <p>{ item.explain }</p>
                if let Some(reading) = item.reading {
                    <p><span class="tag">{ "一种理解" }</span>{ " " }{ reading }</p>
                }
            </details>
            if evidence > 0 {
                <details>
                    <summary>{ format!("应备证据 {evidence} 项") }</summary>
                    { evidence_list("本条写明", item.evidence_named) }
                    { evidence_list("本工具建议", item.evidence) }
                </details>
            }
            if !item.consequence.is_empty() || item.consequence_note.is_some() {
                <details>
                    <summary>{ "后果" }</summary>
                    { for item.consequences().map(|consequence| html! {
                        <p>
                            <b>{ format!("{}　{}", consequence.label, consequence.short) }</b><br />
                            { format!("“{}”　{}", consequence.quote, consequence.follows) }
                        </p>
                    }) }
                    if let Some(note) = item.consequence_note { <p>{ note }</p> }
                </details>
            }
            if !by_profile {
                <details data-on-paper={filled.then_some("")}>
                    <summary>
                        { if short { "现有证据" } else { "备注与证据" } }
                        if filled { <span class="tag">{ "已填" }</span> }
                    </summary>
                    if !short { { area(props, AnswerText::Note, "备注") } }
                    { area(props, AnswerText::Evidence, "现有证据及存放处") }
                </details>
            }
            if clear {
                <button type="button" class="plain clear" data-action="clear-answer" onclick={onclear}>{ "清除作答" }</button>
            }
        </div>
    }
}

fn evidence_list(source: &'static str, evidence: &'static [&'static str]) -> Html {
    if evidence.is_empty() {
        return Html::default();
    }
    html! {
        <>
            <p class="evidence-source">{ source }</p>
            <ul>{ for evidence.iter().map(|what| html! { <li>{ *what }</li> }) }</ul>
        </>
    }
}
