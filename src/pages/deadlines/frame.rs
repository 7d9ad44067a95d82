//! What all calculators have in common.

use assessment::calendar::{Calendar, CalendarError};
use assessment::civil_date;
use assessment::content::provision;
use assessment::self_check::settings::Settings;
use chrono::NaiveDate;
use yew::prelude::*;

use crate::{
    browser::dom,
    hooks::use_self_check,
    route::{Route, calculator_title},
};

/// The page of one rule: its inputs and its clause on the left, its result on the right.
pub fn frame(key: &str, clauses: &[&str], inputs: Html, result: Html) -> Html {
    html! {
        <div class="deadline-page">
            <div class="page-head">
                <h1>{ calculator_title(key) }</h1>
                <a href={Route::Deadlines.href()}>{ "全部期限" }</a>
            </div>
            <div class="due">
                <section class="panel due-inputs" aria-label="输入与条文">
                    { inputs }
                    { for clauses.iter().map(|key| quote(key)) }
                </section>
                <section class="panel due-result" aria-labelledby="due-result">
                    <h2 class="visually-hidden" id="due-result">{ "结果" }</h2>
                    { result }
                </section>
            </div>
        </div>
    }
}

/// The words of a rule's clause.
fn quote(key: &str) -> Html {
    let Some(provision) = provision(key) else { return Html::default() };
    let href = Route::RegulationArticle { article: provision.article }.href();
    html! {
        <figure>
            <blockquote class="quote">{ provision.quote }</blockquote>
            <figcaption><a {href}>{ format!("{}原文", provision.clause) }</a></figcaption>
        </figure>
    }
}

/// The switches of the open self-check, or the defaults.
#[hook]
pub fn use_settings() -> Settings {
    let handle = use_self_check();
    handle.self_check().map(|self_check| self_check.settings.clone()).unwrap_or_default()
}

/// Whether 三月三 counts in this calculation, and the calendar that follows; the self-check is not changed.
#[hook]
pub fn use_calendar() -> (UseStateHandle<bool>, std::rc::Rc<Calendar>) {
    let settings = use_settings();
    let guangxi = {
        let initial = settings.region() == assessment::calendar::Region::Guangxi;
        use_state_eq(move || initial)
    };
    let calendar = use_memo((*guangxi, settings.notices), |(guangxi, notices)| {
        let region = if *guangxi {
            assessment::calendar::Region::Guangxi
        } else {
            assessment::calendar::Region::National
        };
        Calendar::new(region, notices)
    });
    (guangxi, calendar)
}

/// The checkbox for 三月三.
pub fn guangxi_box(state: &UseStateHandle<bool>) -> Html {
    let oninput = {
        let state = state.clone();
        Callback::from(move |event: InputEvent| state.set(dom::is_checked(&event)))
    };
    html! {
        <label class="check-line">
            <input type="checkbox" name="guangxi" checked={**state} {oninput} />
            <span>{ "计入广西“三月三”放假" }</span>
        </label>
    }
}

/// A field with a date, kept as it is typed.
pub fn date_field(name: &'static str, label: &str, text: &UseStateHandle<String>) -> Html {
    let oninput = {
        let text = text.clone();
        Callback::from(move |event: InputEvent| text.set(dom::value_of(&event)))
    };
    html! {
        <label class="field">
            <span>{ label }</span>
            <input type="date" {name} value={text.to_string()} {oninput} />
        </label>
    }
}

/// A row of a register that a calculator can begin with: its value in the list, and its label.
pub type Known = (String, String);

/// A choice among what a register holds, so that nobody types it twice; nothing where it holds nothing.
pub fn from_register(
    register: &str,
    rows: &[Known],
    chosen: &str,
    onpick: Callback<String>,
) -> Html {
    if rows.is_empty() {
        return Html::default();
    }
    let oninput = onpick.reform(|event: InputEvent| dom::value_of(&event));
    html! {
        <label class="field">
            <span>{ format!("从台账的{register}取") }</span>
            <select name="from_register" {oninput}>
                <option value="" selected={rows.iter().all(|(value, _)| value != chosen)}>
                    { "不取，自己填" }
                </option>
                { for rows.iter().map(|(value, label)| html! {
                    <option value={value.clone()} selected={value == chosen}>{ label }</option>
                }) }
            </select>
        </label>
    }
}

/// A row that is known by its date, labelled with name and date.
pub fn known_date(name: &str, date: Option<NaiveDate>) -> Option<Known> {
    let date = date?.to_string();
    let label = format!("{}（{date}）", if name.trim().is_empty() { "未命名" } else { name });
    Some((date, label))
}

/// A typed date, or what to show in place of a result.
pub fn typed_date(text: &str) -> Result<NaiveDate, Html> {
    if text.is_empty() {
        return Err(html! { <p class="hint">{ "填好日期，结果就在这里。" }</p> });
    }
    civil_date::parse(text).ok_or_else(|| {
        let words = "这个日期不完整，或不在 1900 年至 2999 年之间，不能计算。";
        if is_being_typed(text) {
            html! { <p class="hint">{ words }</p> }
        } else {
            refusal(words)
        }
    })
}

/// Whether the year has not all its digits yet: an alert for each of them would be read out each time.
fn is_being_typed(text: &str) -> bool {
    text.split('-').next().and_then(|year| year.parse::<u16>().ok()).is_some_and(|year| year < 1000)
}

/// Why a date cannot be computed, as an alert.
pub fn cannot(error: CalendarError) -> Html {
    refusal(&format!("{error}。"))
}

/// A refusal in words.
pub fn refusal(text: &str) -> Html {
    html! { <p class="error" role="alert">{ text }</p> }
}
