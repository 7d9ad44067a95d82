//! From answers to findings: 红线, 整改情形 by clause, shortfalls, counts by article and chapter.
//!
//! Nothing here is a verdict: it is what follows from the answers by the printed edition.

use serde::Serialize;

use crate::content::{
    Article, Chapter, Consequence, Item, Severity, articles, consequences, regulation,
};
use crate::results::assess::{Assessed, Basis, assess, by_answer, exclusions};
use crate::results::contradictions::{against_item, against_profile};
use crate::self_check::SelfCheck;
use crate::self_check::answers::State;

/// How many items are in each state.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// 符合.
    pub met: usize,
    /// 部分符合.
    pub partly: usize,
    /// 不符合.
    pub unmet: usize,
    /// 不适用.
    pub not_applicable: usize,
    /// 未答.
    pub unanswered: usize,
}

impl Tally {
    fn add(&mut self, state: State) {
        *match state {
            State::Met => &mut self.met,
            State::Partly => &mut self.partly,
            State::Unmet => &mut self.unmet,
            State::NotApplicable => &mut self.not_applicable,
            State::Unanswered => &mut self.unanswered,
        } += 1;
    }

    /// How many items are in `state`.
    pub fn of(&self, state: State) -> usize {
        match state {
            State::Met => self.met,
            State::Partly => self.partly,
            State::Unmet => self.unmet,
            State::NotApplicable => self.not_applicable,
            State::Unanswered => self.unanswered,
        }
    }

    /// All items.
    pub fn total(&self) -> usize {
        self.met + self.partly + self.unmet + self.not_applicable + self.unanswered
    }

    /// All counts in a line: `共 … 项：符合 …，未答 …`.
    pub fn words(&self) -> String {
        format!(
            "共 {} 项：符合 {}，部分符合 {}，不符合 {}，不适用 {}，未答 {}",
            self.total(),
            self.met,
            self.partly,
            self.unmet,
            self.not_applicable,
            self.unanswered
        )
    }

    /// Items that are settled: answered, derived, or not applicable.
    pub fn settled(&self) -> usize {
        self.total() - self.unanswered
    }
}

/// An item with what it comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemState {
    /// The item.
    pub item: &'static Item,
    /// Its state and where that comes from.
    pub assessed: Assessed,
    /// Rows of the registers that say otherwise than the profile or than the item asks, in sentences. They
    /// are told, and answer nothing.
    pub contradictions: Vec<String>,
}

impl ItemState {
    /// What `item` comes to, with every row of the registers that says otherwise.
    pub fn of(self_check: &SelfCheck, item: &'static Item) -> Self {
        let mut state = Self::without_rows_against_answer(self_check, item);
        if matches!(state.assessed.basis, Basis::Answered | Basis::ReasonMissing) {
            state.contradictions.extend(against_item(self_check, item));
        }
        state
    }

    /// What `item` comes to, and the rows that say otherwise than the profile. Where rows contradict all
    /// that makes it inapplicable, it is asked like any other.
    pub(super) fn without_rows_against_answer(self_check: &SelfCheck, item: &'static Item) -> Self {
        let SelfCheck { profile, answers, .. } = self_check;
        let mut assessed = assess(item, profile, answers);
        let mut contradictions = Vec::new();
        if matches!(assessed.basis, Basis::Profile(_)) {
            let mut all = true;
            for (key, means) in exclusions(profile, item) {
                let rows = against_profile(self_check, key);
                all &= !rows.is_empty();
                if !rows.is_empty() {
                    contradictions.push(format!("机构画像答的是“{means}”，台账的记载与此不同。"));
                    contradictions.extend(rows);
                }
            }
            if all {
                assessed = by_answer(item, answers);
            }
        }
        Self { item, assessed, contradictions }
    }

    /// Whether this is a shortfall: opportunities never are, whatever was answered.
    pub fn is_shortfall(&self) -> bool {
        self.assessed.state.falls_short() && self.item.severity != Severity::Opportunity
    }
}

/// One article with its items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArticleState {
    /// The article.
    pub article: &'static Article,
    /// Its items, in order.
    pub items: Vec<ItemState>,
    /// Their states, counted.
    pub tally: Tally,
}

impl ArticleState {
    /// The article in one word: the worst of its items. An opportunity not taken makes nothing worse.
    pub fn state(&self) -> State {
        let states = || {
            self.items.iter().map(|item| match item.assessed.state {
                state if state.falls_short() && !item.is_shortfall() => State::Met,
                state => state,
            })
        };
        [State::Unmet, State::Partly, State::Unanswered, State::Met]
            .into_iter()
            .find(|state| states().any(|other| other == *state))
            .unwrap_or(State::NotApplicable)
    }
}

/// One shortfall: an item that falls short, and the linked one if that does as well.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shortfall {
    /// The item.
    pub item: &'static Item,
    /// What it comes to.
    pub assessed: Assessed,
    /// The other item about the same thing, which falls short too; the two count once.
    pub also: Option<&'static Item>,
}

/// One 整改情形: a sub-item of 第二十七条 and the shortfalls it follows from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Situation {
    /// The sub-item and what follows from it.
    pub consequence: &'static Consequence,
    /// The items, in order.
    pub items: Vec<&'static Item>,
}

/// What a self-check comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Findings {
    /// All 32 articles, in order.
    pub articles: Vec<ArticleState>,
    /// All items, counted by state.
    pub tally: Tally,
    /// 红线: any one of them is the headline. 部分符合 counts as having happened.
    pub red_lines: Vec<Shortfall>,
    /// 整改情形 by 第二十七条（一）至（七）; only those with shortfalls.
    pub situations: Vec<Situation>,
    /// All shortfalls of 红线, 整改 and 义务, gravest first; linked items count once.
    pub shortfalls: Vec<Shortfall>,
    /// Shortfalls of 监管 items: advice, never called a violation.
    pub advice: Vec<Shortfall>,
}

/// The gravity of a headline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Gravity {
    /// A red line.
    RedLine,
    /// A 整改情形.
    Rectify,
    /// Nothing found, but questions are open.
    Incomplete,
    /// Nothing found and everything answered.
    Clear,
}

/// The headline of a self-check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Headline {
    /// How grave it is.
    pub gravity: Gravity,
    /// One sentence.
    pub text: String,
    /// The counts that always stand beside it.
    pub beside: String,
}

impl Findings {
    /// Computes the findings of `self_check`.
    pub fn of(self_check: &SelfCheck) -> Self {
        let articles: Vec<ArticleState> =
            articles().iter().map(|article| article_state(self_check, article)).collect();
        let mut tally = Tally::default();
        for item in articles.iter().flat_map(|article| &article.items) {
            tally.add(item.assessed.state);
        }
        let mut all = shortfalls(articles.iter().flat_map(|article| &article.items));
        // Stable: within a severity the order of the articles stays.
        all.sort_by_key(|shortfall| shortfall.item.severity);
        let (advice, shortfalls): (Vec<_>, Vec<_>) =
            all.into_iter().partition(|shortfall| shortfall.item.severity == Severity::Oversight);
        let red_lines = shortfalls
            .iter()
            .filter(|shortfall| shortfall.item.severity == Severity::Redline)
            .cloned()
            .collect();
        let situations = situations(&articles);
        Self { articles, tally, red_lines, situations, shortfalls, advice }
    }

    /// The state of the item with that id.
    pub fn item(&self, id: &str) -> Option<&ItemState> {
        self.articles.iter().flat_map(|article| &article.items).find(|state| state.item.id == id)
    }

    /// The articles of a chapter.
    pub fn chapter(&self, chapter: &Chapter) -> impl Iterator<Item = &ArticleState> {
        let number = chapter.number;
        self.articles.iter().filter(move |article| article.article.chapter == number)
    }

    /// The states of a chapter's items, counted.
    pub fn chapter_tally(&self, chapter: &Chapter) -> Tally {
        let mut tally = Tally::default();
        for item in self.chapter(chapter).flat_map(|article| &article.items) {
            tally.add(item.assessed.state);
        }
        tally
    }

    /// Whether the institution is none in the sense of 第三条: neither filed nor published.
    pub fn outside_article_3(&self) -> bool {
        self.item("3.1").is_some_and(|state| matches!(state.assessed.basis, Basis::Derived(_)))
    }

    /// The headline: red lines first, then 整改情形, then what is still open.
    pub fn headline(&self) -> Headline {
        let unanswered = self.tally.unanswered;
        let red_lines = self.red_lines.len();
        let (gravity, text) = if self.outside_article_3() {
            let others = red_lines.saturating_sub(1);
            let more = if others > 0 {
                format!("；另有红线情形 {others} 项")
            } else {
                String::new()
            };
            (Gravity::RedLine, format!("不属第三条所称评价机构，请先向主管部门核实{more}"))
        } else if red_lines > 0 {
            (Gravity::RedLine, format!("自查发现红线情形 {red_lines} 项，须立即处理"))
        } else if !self.situations.is_empty() {
            let labels: Vec<&str> =
                self.situations.iter().map(|situation| situation.consequence.label).collect();
            (
                Gravity::Rectify,
                format!("未发现红线情形；有 {} 类整改情形：{}", labels.len(), labels.join("、")),
            )
        } else if self.tally.settled() == 0 {
            (Gravity::Incomplete, "尚未作答".to_owned())
        } else if unanswered > 0 {
            (Gravity::Incomplete, "已答部分未发现红线和整改情形；自查尚未完成".to_owned())
        } else {
            (Gravity::Clear, "自查未发现红线和整改情形".to_owned())
        };
        Headline { gravity, text, beside: self.tally.words() }
    }
}

fn article_state(self_check: &SelfCheck, article: &'static Article) -> ArticleState {
    let mut tally = Tally::default();
    let items = article
        .items
        .iter()
        .map(|item| {
            let state = ItemState::of(self_check, item);
            tally.add(state.assessed.state);
            state
        })
        .collect();
    ArticleState { article, items, tally }
}

/// The shortfalls among these items, which come in their order; linked items count once.
pub(super) fn shortfalls<'a>(items: impl Iterator<Item = &'a ItemState>) -> Vec<Shortfall> {
    let short: Vec<&ItemState> = items.filter(|state| state.is_shortfall()).collect();
    let falls_short = |id: &str| short.iter().position(|other| other.item.id == id);
    short
        .iter()
        .enumerate()
        .filter_map(|(index, state)| {
            let linked = state.item.linked.and_then(falls_short);
            // Of two linked items the earlier stands for both.
            if linked.is_some_and(|linked| linked < index) {
                return None;
            }
            let also = linked.map(|linked| short[linked].item);
            Some(Shortfall { item: state.item, assessed: state.assessed.clone(), also })
        })
        .collect()
}

/// Red lines are left out: they have a section and consequences of their own.
fn situations(articles: &[ArticleState]) -> Vec<Situation> {
    let items: Vec<&'static Item> = articles
        .iter()
        .flat_map(|article| &article.items)
        .filter(|state| state.is_shortfall() && state.item.severity != Severity::Redline)
        .map(|state| state.item)
        .collect();
    consequences()
        .iter()
        .filter(|consequence| consequence.article == 27)
        .map(|consequence| Situation {
            consequence,
            items: items
                .iter()
                .filter(|item| item.consequence.contains(&consequence.key))
                .copied()
                .collect(),
        })
        .filter(|situation| !situation.items.is_empty())
        .collect()
}

/// The chapters with their tallies, in order.
pub fn chapters(findings: &Findings) -> impl Iterator<Item = (&'static Chapter, Tally)> {
    regulation().chapters.iter().map(|chapter| (chapter, findings.chapter_tally(chapter)))
}
