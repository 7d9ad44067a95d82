//! The items by what is still to be done with them: open, short, late, one's own; and all of them with their
//! answers, to be looked through before the report.

use assessment::deadlines::status::Urgency;
use assessment::results::findings::{Findings, ItemState};
use assessment::results::plan::{Stage, Task, plan};
use assessment::self_check::SelfCheck;
use assessment::self_check::answers::State;
use chrono::NaiveDate;
use yew::prelude::*;

use crate::{
    browser::preference,
    components::severity_tag::severity_tag,
    route::{Route, item_href, view_href},
};

/// What the list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum View {
    /// The articles.
    Articles,
    /// 未答.
    Open,
    /// 不足.
    Short,
    /// Measures past their 完成时限.
    Late,
    /// Measures whose owner works here.
    Own,
    /// Every item with its answer.
    Answers,
}

impl View {
    const ALL: [Self; 6] =
        [Self::Articles, Self::Open, Self::Short, Self::Late, Self::Own, Self::Answers];

    fn label(self) -> &'static str {
        match self {
            Self::Articles => "按条款",
            Self::Open => "未答",
            Self::Short => "不足",
            Self::Late => "逾期",
            Self::Own => "我的",
            Self::Answers => "核对作答",
        }
    }

    /// What is said where there is nothing.
    fn nothing(self) -> &'static str {
        match self {
            Self::Open => "没有未答的自查项。",
            Self::Short => "已答的自查项里没有不足。",
            Self::Late => "没有过了完成时限的整改。",
            _ => "没有署您名字的整改。",
        }
    }

    fn value(self) -> &'static str {
        match self {
            Self::Articles => "articles",
            Self::Open => "open",
            Self::Short => "short",
            Self::Late => "late",
            Self::Own => "own",
            Self::Answers => "answers",
        }
    }

    /// The view that an address asks for, such as `?view=open`.
    pub(super) fn in_query(query: &str) -> Self {
        let value = query.trim_start_matches('?').strip_prefix("view=");
        let view = Self::ALL.into_iter().find(|view| Some(view.value()) == value);
        view.unwrap_or(Self::Articles)
    }

    fn href(self) -> String {
        if self == Self::Articles { Route::Check.href() } else { view_href(self.value()) }
    }
}

/// What the views are made of.
pub(super) struct Views<'a> {
    pub(super) self_check: &'a SelfCheck,
    pub(super) findings: &'a Findings,
    pub(super) today: NaiveDate,
    pub(super) shown: View,
}

/// One line of a view.
struct Line<'a> {
    state: &'a ItemState,
    /// Owner and date, or what was remarked.
    beside: String,
}

impl Views<'_> {
    /// The links from view to view, and the items of the one that is shown; the articles are not its business.
    pub(super) fn html(&self) -> Html {
        let calendar = self.self_check.settings.calendar();
        let tasks = plan(self.self_check, self.findings, self.today, &calendar);
        let who = preference::who();
        let lines = |view| self.lines(view, &tasks, who.trim());
        let links =
            View::ALL.into_iter().filter(|view| *view != View::Own || !who.trim().is_empty());
        let links = links.map(|view| {
            let count = match view {
                View::Articles | View::Answers => String::new(),
                view => format!(" {}", lines(view).len()),
            };
            html! {
                <a key={view.value()} class="btn quiet" href={view.href()}
                    aria-current={(view == self.shown).then_some("true")}>
                    { view.label() }{ count }
                </a>
            }
        });
        html! {
            <>
                <nav class="check-views" aria-label="看哪些">{ for links }</nav>
                if self.shown != View::Articles { { self.list(lines(self.shown)) } }
            </>
        }
    }

    fn list(&self, lines: Vec<Line<'_>>) -> Html {
        if lines.is_empty() {
            return html! { <p class="none">{ self.shown.nothing() }</p> };
        }
        html! {
            <ul class="check-list item-list">
                { for lines.iter().map(|line| {
                    let (item, state) = (line.state.item, line.state.assessed.state);
                    // What happened is not told by the sentence that asks for its contrary.
                    let words = if state.falls_short() { item.finding_words() } else { item.ask };
                    html! {
                        <li key={item.id}>
                            <a href={item_href(item.id)}>
                                <b>{ item.id }</b>
                                <span>{ words }{ " " }{ severity_tag(item.severity) }</span>
                                <span class={classes!("row-state", format!("is-{}", state.value()))}>
                                    { state.label_for(item) }
                                </span>
                                <span class="row-beside">{ &line.beside }</span>
                            </a>
                        </li>
                    }
                }) }
            </ul>
        }
    }

    fn lines<'a>(&'a self, view: View, tasks: &[Task], who: &str) -> Vec<Line<'a>> {
        let states = self.findings.articles.iter().flat_map(|article| &article.items);
        let task =
            |state: &ItemState| tasks.iter().find(|task| task.shortfall.item.id == state.item.id);
        let is_late = |task: &Task| {
            task.stage == Stage::UnderWay
                && task.status.is_some_and(|status| status.urgency() == Urgency::Late)
        };
        let shown = states.filter(|state| match view {
            View::Articles => false,
            View::Open => state.assessed.state == State::Unanswered,
            View::Short => state.assessed.state.falls_short(),
            View::Late => task(state).is_some_and(is_late),
            View::Own => task(state).is_some_and(|task| {
                let mut owners = task.owner.split(['、', '，', ',', '；', ';', '/', ' ', '　']);
                task.stage != Stage::Closed && owners.any(|owner| owner.trim() == who)
            }),
            View::Answers => true,
        });
        let beside = |state: &ItemState| match (view, task(state)) {
            (View::Short | View::Late | View::Own, Some(task)) => task_words(task),
            _ => self
                .self_check
                .answers
                .get(state.item.id)
                .map_or_else(String::new, |answer| answer.note.trim().to_owned()),
        };
        shown.map(|state| Line { state, beside: beside(state) }).collect()
    }
}

/// `韦㛃　2026-12-18`, as far as it is entered.
fn task_words(task: &Task) -> String {
    let due = task.due.map(|due| due.to_string()).unwrap_or_default();
    [task.owner.trim(), &due]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("　")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_view_is_found_again_in_the_address_made_for_it() {
        for view in View::ALL {
            let href = view.href();
            let query = href.split_once('?').map_or("", |(_, query)| query);
            assert_eq!(View::in_query(query), view);
        }
        assert_eq!(View::in_query("?item=17.2"), View::Articles);
    }
}
