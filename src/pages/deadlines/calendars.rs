//! How far the calendar reaches, and a year's notice entered by the user.

use std::collections::BTreeSet;

use assessment::{
    calendar::{Attestation, Calendar, LineError, Notice, Region, parse_notice},
    self_check::Action,
};
use chrono::{Datelike as _, NaiveDate};
use yew::prelude::*;

use super::frame::use_settings;
use crate::{
    browser::dom,
    hooks::{use_self_check, use_toasts},
};

/// The properties of [`Calendars`].
#[derive(Properties, PartialEq)]
pub struct CalendarsProps {
    /// Today.
    pub today: NaiveDate,
}

/// The coverage of both regions, and the notices of the self-check.
#[component]
pub fn Calendars(props: &CalendarsProps) -> Html {
    let handle = use_self_check();
    let notices = use_settings().notices;
    html! {
        <section class="panel calendars">
            <h2>{ "日历覆盖范围" }</h2>
            <p class="hint">{ "范围以外的日期不计算；只有法定节日的年份，结果标为暂定。" }</p>
            { coverage(&notices) }
            if handle.self_check().is_some() {
                <NoticeForm year={props.today.year() + 1} />
            }
        </section>
    }
}

fn coverage(notices: &[Notice]) -> Html {
    let national: Vec<_> = Calendar::new(Region::National, notices).years().collect();
    let guangxi: Vec<_> = Calendar::new(Region::Guangxi, notices).years().collect();
    html! {
        <div class="table-wrap" tabindex="0" role="region" aria-label="日历覆盖范围">
            <table class="grid">
                <thead><tr>
                    <th scope="col">{ "年份" }</th>
                    <th scope="col">{ Region::National.label() }</th>
                    <th scope="col">{ Region::Guangxi.label() }</th>
                </tr></thead>
                <tbody>
                    { for spans(&national, &guangxi).iter().map(|span| html! {
                        <tr key={span.first}>
                            <th scope="row">{ span.years() }</th>
                            <td>{ attestation_label(span.national) }</td>
                            <td>{ attestation_label(span.guangxi) }</td>
                        </tr>
                    }) }
                </tbody>
            </table>
        </div>
    }
}

/// Years in a row of which the same is known.
#[derive(Debug, PartialEq, Eq)]
struct Span {
    first: i32,
    last: i32,
    national: Option<Attestation>,
    guangxi: Option<Attestation>,
}

impl Span {
    fn years(&self) -> String {
        if self.first == self.last {
            format!("{} 年", self.first)
        } else {
            format!("{}—{} 年", self.first, self.last)
        }
    }
}

/// The years of both calendars, as few spans as tell it all.
fn spans(national: &[(i32, Attestation)], guangxi: &[(i32, Attestation)]) -> Vec<Span> {
    let known = |years: &[(i32, Attestation)], year| {
        years.iter().find(|(known, _)| *known == year).map(|(_, attestation)| *attestation)
    };
    let years: BTreeSet<i32> = national.iter().chain(guangxi).map(|(year, _)| *year).collect();
    let mut spans: Vec<Span> = Vec::new();
    for year in years {
        let (national, guangxi) = (known(national, year), known(guangxi, year));
        match spans.last_mut() {
            Some(span)
                if span.last + 1 == year
                    && (span.national, span.guangxi) == (national, guangxi) =>
            {
                span.last = year;
            }
            _ => spans.push(Span { first: year, last: year, national, guangxi }),
        }
    }
    spans
}

fn attestation_label(attestation: Option<Attestation>) -> &'static str {
    match attestation {
        Some(Attestation::Published) => "已公布的通知",
        Some(Attestation::Entered) => "本机构录入的通知",
        Some(Attestation::EnteredInPart) => "本机构录入了一部分（其余暂定）",
        Some(Attestation::StatutoryOnly) => "只有法定节日（暂定）",
        None => "未覆盖",
    }
}

/// The properties of [`NoticeForm`].
#[derive(Properties, PartialEq)]
struct NoticeFormProps {
    /// The year suggested.
    year: i32,
}

/// Enters a year's notice, and lists those entered.
#[component]
fn NoticeForm(props: &NoticeFormProps) -> Html {
    let handle = use_self_check();
    let toasts = use_toasts();
    let notices = use_settings().notices;
    let year = use_state_eq(|| props.year.to_string());
    let guangxi = use_state_eq(|| false);
    let text = use_state_eq(String::new);
    let errors = use_state_eq(Vec::<LineError>::new);
    let typed = |state: &UseStateHandle<String>| {
        let state = state.clone();
        Callback::from(move |event: InputEvent| state.set(dom::value_of(&event)))
    };
    let onregion = {
        let guangxi = guangxi.clone();
        Callback::from(move |event: InputEvent| guangxi.set(dom::value_of(&event) == "guangxi"))
    };
    let onsubmit = {
        let (handle, year, text, errors) =
            (handle.clone(), year.clone(), text.clone(), errors.clone());
        let (toasts, notices) = (toasts.clone(), notices.clone());
        let region = if *guangxi { Region::Guangxi } else { Region::National };
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let Some(number) = year.trim().parse().ok().filter(|y| (2019..=2999).contains(y))
            else {
                let what = "应是四位数的年份，如 2027".to_owned();
                errors.set(vec![LineError { line: 1, text: year.to_string(), what }]);
                return;
            };
            match parse_notice(&text, number, region) {
                Err(found) => errors.set(found),
                Ok(notice) => {
                    let done = format!("已录入 {number} 年的安排，共 {} 天。", notice.days.len());
                    let replaces = notices.iter().any(|old| is_of(old, number, region));
                    let step = handle.dispatch(Action::EnterNotice { notice });
                    if replaces {
                        handle.offer_undo(&toasts, format!("{done}原来录入的已替换。"), step);
                    } else {
                        toasts.done(done);
                    }
                    errors.set(Vec::new());
                    text.set(String::new());
                }
            }
        })
    };
    let remove = |notice: &Notice| {
        let (handle, toasts, notice) = (handle.clone(), toasts.clone(), notice.clone());
        Callback::from(move |_: MouseEvent| {
            let (year, region) = (notice.year, notice.region);
            let step = handle.dispatch(Action::RemoveNotice { year, region });
            handle.offer_undo(&toasts, format!("已删除 {}。", name_of(&notice)), step);
            // The button that had the focus is gone.
            dom::focus("[name=notice_year]");
        })
    };
    html! {
        <>
            <h3>{ "录入一年的放假安排" }</h3>
            <form class="notice-form" {onsubmit}>
                <label class="field">
                    <span>{ "年份" }</span>
                    <input name="notice_year" inputmode="numeric" value={year.to_string()} oninput={typed(&year)} />
                </label>
                <label class="field">
                    <span>{ "哪一级的通知" }</span>
                    <select name="notice_region" oninput={onregion}>
                        <option value="national" selected={!*guangxi}>{ "国务院办公厅" }</option>
                        <option value="guangxi" selected={*guangxi}>{ "广西（三月三）" }</option>
                    </select>
                </label>
                <label class="field wide">
                    <span>{ "粘贴通知原句；也可每行一天：日期 节日 放假或上班，或粘贴 JSON" }</span>
                    <textarea
                        name="notice_text"
                        rows="6"
                        placeholder="一、元旦：1月1日（周五）至3日（周日）放假，共3天。"
                        value={text.to_string()}
                        oninput={typed(&text)}
                    />
                </label>
                if !errors.is_empty() {
                    <div class="error wide" role="alert">
                        <p>{ "没有录入，请改正：" }</p>
                        <ul>{ for errors.iter().map(|error| html! { <li>{ error.to_string() }</li> }) }</ul>
                    </div>
                }
                <button class="btn main">{ "录入" }</button>
            </form>
            if !notices.is_empty() {
                <ul class="entered-notices" aria-label="已录入的安排">
                    { for notices.iter().map(|notice| {
                        let name = name_of(notice);
                        html! {
                            <li>
                                <span>
                                    { format!("{name} · {} 天", notice.days.len()) }
                                    { forgotten(notice) }
                                </span>
                                <button
                                    type="button"
                                    class="btn quiet"
                                    aria-label={format!("删除 {name}")}
                                    onclick={remove(notice)}
                                >{ "删除" }</button>
                            </li>
                        }
                    }) }
                </ul>
            }
        </>
    }
}

/// What a notice that was not entered whole leaves open.
fn forgotten(notice: &Notice) -> Html {
    let days = notice.open_days();
    if days.is_empty() {
        return Html::default();
    }
    let days: Vec<String> =
        days.iter().map(|(date, name)| format!("{}{name}", date.format("%-m月%-d日"))).collect();
    html! {
        <span class="forgotten">{ format!(
            "没有列为放假的法定节日：{}。这些日子仍按放假计算，前后的日期标为暂定；请对照通知补全，再录入一次。",
            days.join("、")
        ) }</span>
    }
}

fn is_of(notice: &Notice, year: i32, region: Region) -> bool {
    (notice.year, notice.region) == (year, region)
}

fn name_of(notice: &Notice) -> String {
    format!("{} 年 · {}", notice.year, notice.region.label())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_known_alike_in_both_calendars_share_a_row() {
        use Attestation::{Entered, Published, StatutoryOnly};
        let national = [(2025, Published), (2026, Published), (2027, Entered)];
        let guangxi =
            [(2025, Published), (2026, Published), (2027, StatutoryOnly), (2029, Published)];
        let rows: Vec<_> = spans(&national, &guangxi)
            .iter()
            .map(|span| format!("{} {}", span.years(), attestation_label(span.national)))
            .collect();
        assert_eq!(
            rows,
            ["2025—2026 年 已公布的通知", "2027 年 本机构录入的通知", "2029 年 未覆盖"]
        );
    }
}
