//! 整改计划: measure, owner and due date for each shortfall, in one table.

mod row;

use std::{collections::BTreeSet, rc::Rc};

use assessment::content::Item;
use assessment::deadlines::status::Urgency;
use assessment::results::findings::Findings;
use assessment::results::plan::{Stage, Task, plan};
use assessment::self_check::{Action, SelfCheck};
use chrono::NaiveDate;
use yew::prelude::*;

use crate::{components::empty::no_self_check, hooks::use_self_check, route::Route};
use row::Row;

/// The properties of [`PlanPage`].
#[derive(Properties, PartialEq)]
pub struct PlanPageProps {
    /// Today.
    pub today: NaiveDate,
}

/// 整改计划.
#[component]
pub fn PlanPage(props: &PlanPageProps) -> Html {
    match use_self_check().self_check() {
        Some(self_check) => html! {
            <Plan key={self_check.id.clone()} self_check={Rc::clone(self_check)} today={props.today} />
        },
        None => no_self_check("才能安排整改措施、责任人和完成时限"),
    }
}

/// Which tasks are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Filter {
    #[default]
    All,
    Incomplete,
    Late,
    At(Stage),
}

impl Filter {
    const EVERY: [Self; 6] = [
        Self::All,
        Self::Incomplete,
        Self::Late,
        Self::At(Stage::UnderWay),
        Self::At(Stage::Completed),
        Self::At(Stage::Closed),
    ];

    fn label(self) -> &'static str {
        match self {
            Self::All => "全部",
            Self::Incomplete => "未填完",
            Self::Late => "已逾期",
            Self::At(stage) => stage.label(),
        }
    }

    fn takes(self, task: &Task) -> bool {
        match self {
            Self::All => true,
            Self::Incomplete => task.is_incomplete(),
            Self::Late => is_late(task),
            Self::At(stage) => task.stage == stage,
        }
    }
}

fn is_late(task: &Task) -> bool {
    task.status.is_some_and(|status| status.urgency() == Urgency::Late)
}

#[derive(Properties, PartialEq)]
struct PlanProps {
    self_check: Rc<SelfCheck>,
    today: NaiveDate,
}

#[component]
fn Plan(props: &PlanProps) -> Html {
    let handle = use_self_check();
    let filter = use_state_eq(Filter::default);
    let calendar = use_memo(props.self_check.settings.clone(), |settings| settings.calendar());
    // The calendar follows from the self-check, so it need not be compared.
    let planned =
        use_memo((Rc::clone(&props.self_check), props.today), move |(self_check, today)| {
            let findings = Findings::of(self_check);
            (plan(self_check, &findings, *today, &calendar), findings.tally.unanswered)
        });
    let (tasks, unanswered) = (&planned.0, planned.1);
    // It reaches the newest self-check whichever handle it holds, so an old one serves as well.
    let onedit = use_callback((), move |action: Action, ()| drop(handle.dispatch(action)));

    // What is shown, and in which order, is settled when the filter is chosen: a row that moved or went
    // away with the last digit of its date would take the focus along.
    let shown = {
        let ids: Vec<&'static str> = tasks
            .iter()
            .filter(|task| filter.takes(task))
            .map(|task| task.shortfall.item.id)
            .collect();
        use_memo(*filter, move |_| ids)
    };
    let find = |id: &&'static str| tasks.iter().find(|task| task.shortfall.item.id == *id);
    let arrived = tasks
        .iter()
        .filter(|task| *filter == Filter::All && !shown.contains(&task.shortfall.item.id));
    let (former, present): (Vec<&Task>, Vec<&Task>) =
        shown.iter().filter_map(find).chain(arrived).partition(|task| task.former);
    let (advice, required): (Vec<&Task>, Vec<&Task>) =
        present.into_iter().partition(|task| task.advice);

    if tasks.is_empty() {
        return nothing(unanswered);
    }
    let filters = Filter::EVERY.iter().map(|choice| {
        let count = tasks.iter().filter(|task| choice.takes(task)).count();
        let (filter, choice) = (filter.clone(), *choice);
        let pressed = (*filter == choice).to_string();
        html! {
            <button type="button" class="btn" aria-pressed={pressed}
                onclick={move |_| filter.set(choice)}>
                { format!("{} {count}", choice.label()) }
            </button>
        }
    });
    html! {
        <div>
            <div class="page-head">
                <h1>{ "整改计划" }</h1>
                { progress(tasks, unanswered) }
            </div>
            <div class="plan-filters" role="group" aria-label="筛选">{ for filters }</div>
            if required.is_empty() && advice.is_empty() && former.is_empty() {
                <p class="plan-none" role="status">{ match *filter {
                    Filter::Incomplete => "每一项的措施、责任人和完成时限都已填写。",
                    Filter::Late => "没有已逾期的整改。",
                    Filter::All | Filter::At(_) => "没有这样的整改。",
                } }</p>
            }
            { table(&props.self_check, &onedit, props.today, "plan-required", "须整改的不符合项", &required) }
            if !advice.is_empty() {
                <p class="hint plan-advice">
                    { "以下属监管部门职责或由原文推知的事项，列为建议，可填可不填，不影响报告完整。" }
                </p>
            }
            { table(&props.self_check, &onedit, props.today, "plan-welcome", "建议", &advice) }
            if !former.is_empty() {
                <p class="hint plan-advice">
                    { "以下各项现在不再答为部分符合或不符合，整改记录留在台账里。" }
                </p>
            }
            { table(&props.self_check, &onedit, props.today, "plan-former", "已整改", &former) }
            <datalist id="plan-owners">
                { for owners(&props.self_check).into_iter().map(|name| html! { <option value={name} /> }) }
            </datalist>
        </div>
    }
}

fn nothing(unanswered: usize) -> Html {
    html! {
        <section class="empty">
            <h1>{ "整改计划" }</h1>
            if unanswered > 0 {
                <p>{ format!("目前没有答为部分符合或不符合的项；还有 {unanswered} 项未答。") }</p>
                <a class="btn main" href={Route::Check.href()}>{ "继续自查" }</a>
            } else {
                <p>{ "全部项目已答，没有部分符合或不符合的项，无须安排整改。" }</p>
                <a class="btn main" href={Route::Report.href()}>{ "看自查报告" }</a>
            }
        </section>
    }
}

fn progress(tasks: &[Task], unanswered: usize) -> Html {
    let required = tasks.iter().filter(|task| !task.advice && !task.former).count();
    let closed = tasks.iter().filter(|task| task.stage == Stage::Closed).count();
    let missing = tasks.iter().filter(|task| task.is_incomplete()).count();
    let late = tasks.iter().filter(|task| is_late(task)).count();
    let complete = required - missing;
    html! {
        <div class="plan-progress">
            if required > 0 {
                <progress max={required.to_string()} value={complete.to_string()}
                    aria-label="整改计划填写进度" />
            }
            <p role="status">
                { format!("须整改 {required} 项，已填完 {complete} 项") }
                if closed > 0 { { format!("，已销号 {closed} 项") } }
                if late > 0 { <b class="plan-late">{ format!("，已逾期 {late} 项") }</b> }
                if unanswered > 0 { { format!("；自查还有 {unanswered} 项未答") } }
            </p>
            if missing > 0 {
                <p class="hint">
                    { "措施、责任人、完成时限缺一项，报告就标明整改计划不完整。" }
                </p>
            }
        </div>
    }
}

/// The roles are told in so many words because as cards the table is no table to the browser any more.
fn table(
    self_check: &SelfCheck,
    onedit: &Callback<Action>,
    today: NaiveDate,
    id: &'static str,
    caption: &'static str,
    tasks: &[&Task],
) -> Html {
    if tasks.is_empty() {
        return Html::default();
    }
    const HEADS: [&str; 5] = ["自查项", "问题", "整改措施", "责任人", "完成时限"];
    let answer = |item: &Item| self_check.answers.get(item.id).cloned().unwrap_or_default();
    html! {
        <section class="plan-part" aria-labelledby={id}>
            <h2 {id}>{ caption }</h2>
            <table class="grid plan-table" role="table" aria-labelledby={id}>
                <thead role="rowgroup">
                    <tr role="row">
                        { for HEADS.iter().map(|head| html! {
                            <th scope="col" role="columnheader">{ *head }</th>
                        }) }
                    </tr>
                </thead>
                <tbody role="rowgroup">
                    { for tasks.iter().map(|task| html! {
                        <Row key={task.shortfall.item.id} task={(*task).clone()}
                            own={answer(task.shortfall.item)}
                            linked={task.shortfall.also.map(answer)}
                            doubt={task.implausible(today)}
                            onedit={onedit.clone()} />
                    }) }
                </tbody>
            </table>
        </section>
    }
}

/// Names to choose from: owners already named, and the staff.
fn owners(self_check: &SelfCheck) -> BTreeSet<String> {
    let named = self_check.answers.values().map(|answer| answer.owner.trim());
    let staff = self_check.registers.staff.iter().map(|staff| staff.name.trim());
    named.chain(staff).filter(|name| !name.is_empty()).map(ToOwned::to_owned).collect()
}
