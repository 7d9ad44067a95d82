//! The report on the screen and on paper, in the order in which it is read.

use assessment::deadlines::status::Urgency;
use std::rc::Rc;

use assessment::report::{
    DateGroup, DateRow, Director, FindingRow, PlanRow, ProfileRow, Report, SituationRow,
};
use assessment::results::findings::Gravity;
use yew::prelude::*;

use super::{
    report_articles::{articles, tally_words},
    report_progress::progress,
    severity_tag::severity_tag_of,
};
use crate::route::item_href;

/// The properties of [`ReportSheet`].
#[derive(Properties, PartialEq)]
pub struct ReportSheetProps {
    /// The report.
    pub report: Rc<Report>,
}

/// The whole report.
#[component]
pub fn ReportSheet(props: &ReportSheetProps) -> Html {
    let report = &*props.report;
    html! {
        <article class="sheet" aria-label={report.title}>
            { cover(report) }
            { director(&report.director) }
            { for report.progress.as_ref().map(progress) }
            { section("红线情形", "按印发原文第二十条、第二十八条及第三条。", findings(&report.red_lines)) }
            { section(
                "整改情形",
                "按印发原文第二十七条（一）至（七）。",
                if report.situations.is_empty() { none() } else { for_each(&report.situations, situation) },
            ) }
            { section("建议", "主管部门的动作或原文的隐含要求，不计为不足。", findings(&report.advice)) }
            { dates(report) }
            { plan(report) }
            { articles(report) }
            { profile(report) }
            { method(report) }
            { signatures() }
        </article>
    }
}

fn cover(report: &Report) -> Html {
    let gravity = match report.headline.gravity {
        Gravity::RedLine => "is-red",
        Gravity::Rectify => "is-rectify",
        Gravity::Incomplete => "is-open",
        Gravity::Clear => "is-clear",
    };
    let tally = report.tally;
    let counts = [
        ("符合", tally.met),
        ("部分符合", tally.partly),
        ("不符合", tally.unmet),
        ("不适用", tally.not_applicable),
        ("未答", tally.unanswered),
    ];
    let regulation = &report.regulation;
    html! {
        <header class="sheet-cover">
            <h2 class="sheet-title">{ report.title }</h2>
            <dl class="sheet-facts">
                <div><dt>{ "机构" }</dt><dd>{ &report.institution }</dd></div>
                <div><dt>{ "自查名称" }</dt><dd>{ &report.record_title }</dd></div>
                <div><dt>{ "自查期间" }</dt><dd>{ &report.period }</dd></div>
                <div><dt>{ "报告日期" }</dt><dd>{ &report.today_text }</dd></div>
                <div><dt>{ "依据" }</dt><dd>{ format!(
                    "{}（{}，{}印发，有效期至{}）",
                    regulation.title, regulation.issuer, regulation.issued, regulation.valid_until
                ) }</dd></div>
            </dl>
            <div class={classes!("headline", gravity)}>
                <p class="headline-text" data-headline="">{ &report.headline.text }</p>
                <p class="headline-beside">{ &report.headline.beside }</p>
                <ul class="headline-counts">
                    { for counts.iter().map(|(label, count)| html! {
                        <li><b>{ *count }</b>{ *label }</li>
                    }) }
                </ul>
            </div>
            <ul class="cautions">
                { for report.cautions.iter().map(|caution| html! { <li>{ caution }</li> }) }
            </ul>
        </header>
    }
}

fn director(director: &Director) -> Html {
    html! {
        <section class="sheet-part sheet-director">
            <h3>{ "机构主要负责人一页" }</h3>
            <h4>{ "最要紧的不足" }</h4>
            { findings(&director.gravest) }
            if director.more > 0 {
                <p class="hint">{ format!("另有 {} 项不足，见整改计划。", director.more) }</p>
            }
            <h4>{ "已逾期和 30 天内的日期" }</h4>
            if director.dates.is_empty() {
                { none() }
            } else {
                <ul class="date-list">
                    { for director.dates.iter().map(|row| html! {
                        <li>
                            <b>{ &row.date_text }</b>
                            { provisional(row) }
                            { format!("　{}", subject_line(row)) }
                            <span class={classes!("status", row.urgency.class())}>{ &row.status }</span>
                        </li>
                    }) }
                </ul>
            }
            <h4>{ "需要决定的事" }</h4>
            if director.decisions.is_empty() {
                { none() }
            } else {
                <ol class="decisions">
                    { for director.decisions.iter().map(|decision| html! { <li>{ decision }</li> }) }
                </ol>
            }
        </section>
    }
}

fn findings(rows: &[FindingRow]) -> Html {
    if rows.is_empty() { none() } else { for_each(rows, finding) }
}

fn finding(row: &FindingRow) -> Html {
    html! {
        <div class="finding" key={row.id}>
            <p class="finding-ask">
                { severity_tag_of(row.id) }
                <a href={item_href(row.id)}>{ format!("{}（要点 {}）", row.article, row.id) }</a>
                { row.ask }
                <b class="finding-state">{ row.state }</b>
            </p>
            if !row.note.is_empty() {
                <p class="finding-note">{ format!("说明：{}", row.note) }</p>
            }
            if !row.clauses.is_empty() {
                <p class="finding-follows">
                    { format!("对应{}：{}", row.clauses.join("、"), row.follows.join("；")) }
                </p>
            }
            if let Some(note) = row.consequence_note {
                <p class="finding-follows">{ note }</p>
            }
            if !row.also.is_empty() {
                <p class="hint">{ format!("与要点 {} 是同一件事，只计一项。", row.also.join("、")) }</p>
            }
        </div>
    }
}

fn situation(row: &SituationRow) -> Html {
    html! {
        <div class="situation" key={row.label}>
            <h4>{ row.label }</h4>
            <blockquote class="quote">{ row.quote }</blockquote>
            <p class="finding-follows">{ row.follows }</p>
            { for_each(&row.items, finding) }
        </div>
    }
}

fn dates(report: &Report) -> Html {
    let failures = report.date_failures.iter().map(|failure| {
        html! { <div class="notice warn"><p>{ failure }</p></div> }
    });
    html! {
        <section class="sheet-part">
            <h3>{ "期限" }</h3>
            if report.dates.is_empty() && report.unrecorded.is_empty() {
                <p class="hint">{ "机构画像和台账里还没有可以计算期限的日期。" }</p>
            }
            { for report.dates.iter().map(date_group) }
            if !report.unrecorded.is_empty() {
                <h4>{ Urgency::Unrecorded.label() }</h4>
                <ul>
                    { for report.unrecorded.iter().map(|row| html! {
                        <li>
                            { format!("{}（{}）", row.words, row.clause) }
                            <span class="hint">{ row.subjects.join("、") }</span>
                        </li>
                    }) }
                </ul>
            }
            { for failures }
            if let Some(exit) = &report.exit {
                <h4>{ "退出目录后仍要办的事（第二十九条）" }</h4>
                <p>{ &exit.retention }</p>
                <ul>{ for exit.advice.iter().map(|advice| html! { <li>{ *advice }</li> }) }</ul>
            }
        </section>
    }
}

fn date_group(group: &DateGroup) -> Html {
    let rows = group.rows.iter().map(|row| {
        let counting = row.counting.iter().map(|(name, value)| format!("{name}：{value}"));
        let readings = row.readings.iter().map(|reading| {
            let chosen = if reading.chosen { "（本次采用）" } else { "" };
            format!("{}：{}{chosen}", reading.label, reading.date_text)
        });
        let details: Vec<_> = counting.chain(readings).collect();
        html! {
            <tr>
                <td>
                    <b>{ &row.date_text }</b>{ provisional(row) }
                    if let Some(day) = &row.by_statutory_days {
                        <br />{ format!("按法定节日计：{day}") }
                    }
                </td>
                <td>{ subject_line(row) }<br /><span class="hint">{ row.clause }</span></td>
                <td class={classes!("status", row.urgency.class())}>{ &row.status }</td>
                <td class="small">
                    { details.join("；") }
                    if !row.note.is_empty() { <br />{ &row.note } }
                    if let Some(why) = &row.provisional { <br />{ why } }
                </td>
            </tr>
        }
    });
    html! {
        <>
            <h4>{ group.label }</h4>
            <div class="table-wrap" tabindex="0" role="region" aria-label={group.label}>
                <table class="grid">
                    <thead><tr>
                        <th scope="col">{ "日期" }</th><th scope="col">{ "事项" }</th>
                        <th scope="col">{ "状态" }</th><th scope="col">{ "算法" }</th>
                    </tr></thead>
                    <tbody>{ for rows }</tbody>
                </table>
            </div>
        </>
    }
}

fn plan(report: &Report) -> Html {
    let rows = &report.plan.rows;
    html! {
        <section class="sheet-part">
            <h3>{ "整改计划" }</h3>
            if report.plan.incomplete > 0 {
                <p class="incomplete">{ format!(
                    "尚不完整：{} 项没有写全措施、责任人和完成时限。",
                    report.plan.incomplete
                ) }</p>
            }
            if rows.is_empty() {
                { none() }
            } else {
                <div class="table-wrap" tabindex="0" role="region" aria-label="整改计划">
                    <table class="grid">
                        <thead><tr>
                            <th scope="col">{ "不足" }</th><th scope="col">{ "措施" }</th>
                            <th scope="col">{ "责任人" }</th><th scope="col">{ "完成时限" }</th>
                        </tr></thead>
                        <tbody>{ for rows.iter().map(plan_row) }</tbody>
                    </table>
                </div>
            }
        </section>
    }
}

fn plan_row(row: &PlanRow) -> Html {
    let cell = |text: &str| {
        if text.is_empty() {
            html! { <span class="gap">{ "未填" }</span> }
        } else {
            html! { text }
        }
    };
    html! {
        <tr>
            <td>
                { severity_tag_of(row.finding.id) }
                { format!(" {} {}", row.finding.id, row.finding.ask) }
                if row.advice { <span class="hint">{ "（建议）" }</span> }
                if row.former { <span class="hint">{ "（已整改）" }</span> }
            </td>
            <td>
                { cell(&row.measure) }
                <br /><span class="hint">{ row.stage_label }</span>
            </td>
            <td>{ cell(&row.owner) }</td>
            <td>
                { cell(&row.due_text) }
                if !row.status.is_empty() { <br /><span class="hint">{ &row.status }</span> }
            </td>
        </tr>
    }
}

fn profile(report: &Report) -> Html {
    let facts = |rows: &[ProfileRow]| {
        html! {
            <dl class="sheet-facts">
                { for rows.iter().map(|row| html! {
                    <div><dt>{ row.label }</dt><dd>{ &row.answer }</dd></div>
                }) }
            </dl>
        }
    };
    html! {
        <section class="sheet-part">
            <h3>{ "机构画像" }</h3>
            { for report.profile.groups.iter().map(|group| html! {
                <><h4>{ group.title }</h4>{ facts(&group.rows) }</>
            }) }
        </section>
    }
}

fn method(report: &Report) -> Html {
    html! {
        <section class="sheet-part">
            <h3>{ "方法和限度" }</h3>
            <dl class="sheet-method">
                { for report.method.iter().map(|note| html! {
                    <div><dt>{ note.heading }</dt><dd>{ &note.text }</dd></div>
                }) }
            </dl>
            <p>{ format!("全部要点：{}。", tally_words(report.tally)) }</p>
        </section>
    }
}

fn signatures() -> Html {
    let lines = ["填写人", "内部质量督导员", "机构主要负责人", "日期（盖章）"];
    html! {
        <section class="sheet-part sheet-sign" aria-label="签字">
            { for lines.iter().map(|line| html! { <p>{ format!("{line}：") }<i /></p> }) }
        </section>
    }
}

fn section(heading: &'static str, about: &'static str, content: Html) -> Html {
    html! {
        <section class="sheet-part">
            <h3>{ heading }</h3>
            <p class="hint">{ about }</p>
            { content }
        </section>
    }
}

fn for_each<T>(rows: &[T], show: impl Fn(&T) -> Html) -> Html {
    html! { <>{ for rows.iter().map(show) }</> }
}

fn none() -> Html {
    html! { <p class="nothing">{ "据现有作答，没有。" }</p> }
}

fn provisional(row: &DateRow) -> Html {
    match row.provisional {
        Some(_) => html! { <span class="tag">{ "暂定" }</span> },
        None => Html::default(),
    }
}

fn subject_line(row: &DateRow) -> String {
    if row.subject.is_empty() {
        row.title.to_owned()
    } else {
        format!("{}：{}", row.title, row.subject)
    }
}
