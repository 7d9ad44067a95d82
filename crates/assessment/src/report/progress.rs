//! What has moved since an earlier self-check.

use serde::Serialize;

use super::words;
use crate::content::article_label;
use crate::results::findings::{Findings, Shortfall, Tally, chapters};
use crate::self_check::SelfCheck;
use crate::self_check::answers::State;
use crate::self_check::identity::Identity;

/// What has moved between two self-checks. Both are assessed anew from their own answers and profile,
/// so that each side says what its own report says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Progress {
    /// Which self-check it is compared with, in a sentence: its title, period and last change, and its
    /// institution where that is another.
    pub compared_with: String,
    /// What has moved, in a sentence.
    pub summary: String,
    /// What to know before relying on it.
    pub cautions: Vec<String>,
    /// All items then, counted.
    pub then: Tally,
    /// All items now, counted.
    pub now: Tally,
    /// The five chapters.
    pub chapters: Vec<ChapterProgress>,
    /// Every shortfall that was or is, in the order in which it is printed.
    pub lists: Vec<MovedList>,
    /// Shortfalls of 红线, 整改 and 义务; what is printed of them is in the lists.
    #[serde(skip)]
    pub shortfalls: Movement,
    /// The same of 监管 items.
    #[serde(skip)]
    pub advice: Movement,
}

/// A chapter then and now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChapterProgress {
    /// `第三章　机构职责`.
    pub heading: String,
    /// Its items then, counted.
    pub then: Tally,
    /// Its items now, counted.
    pub now: Tally,
}

/// What became of the shortfalls. Linked items are one shortfall, also when another one of the two
/// falls short by now; each list is in the order of severity.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Movement {
    /// 已整改: a shortfall then, 符合 now.
    pub resolved: Vec<MovedRow>,
    /// 仍未整改: a shortfall then and now.
    pub remaining: Vec<MovedRow>,
    /// 新出现: a shortfall now, none then.
    pub appeared: Vec<MovedRow>,
    /// A shortfall then, 不适用 or 未答 now: no shortfall any more, and nothing that was put right.
    pub lapsed: Vec<MovedRow>,
}

/// Shortfalls that have moved alike, under their heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MovedList {
    /// `已整改`, `监管事项：已整改`, ….
    pub label: &'static str,
    /// The shortfalls; may be empty.
    pub rows: Vec<MovedRow>,
}

/// A shortfall of one of two self-checks, or of both.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MovedRow {
    /// Id of the item.
    pub id: &'static str,
    /// `第二十条`.
    pub article: String,
    /// `红线`, ….
    pub severity: &'static str,
    /// The sentence judged.
    pub ask: &'static str,
    /// Ids of items that are the same shortfall.
    pub also: Vec<&'static str>,
    /// What it came to.
    pub then: State,
    /// What it comes to.
    pub now: State,
}

impl Progress {
    /// Compares `now` with a self-check `earlier`.
    pub fn between(earlier: &SelfCheck, now: &SelfCheck) -> Self {
        let (identity, this) = (Identity::of(earlier), Identity::of(now));
        let (before, after) = (Findings::of(earlier), Findings::of(now));
        let shortfalls = Movement::between(&before, &after, |found| &found.shortfalls);
        let advice = Movement::between(&before, &after, |found| &found.advice);
        Self {
            compared_with: words::compared_with(&identity, &this),
            summary: words::moved(identity.title_words(), &shortfalls),
            cautions: words::moved_cautions(&identity, &this, &shortfalls),
            then: before.tally,
            now: after.tally,
            chapters: chapters(&before)
                .zip(chapters(&after))
                .map(|((chapter, then), (_, now))| ChapterProgress {
                    heading: chapter.heading(),
                    then,
                    now,
                })
                .collect(),
            lists: lists(&shortfalls, &advice),
            shortfalls,
            advice,
        }
    }
}

/// 不足 before 监管事项. Of 不足 the first three lists are there even where they are empty: that nothing
/// is new is news.
fn lists(shortfalls: &Movement, advice: &Movement) -> Vec<MovedList> {
    let lists = [
        ("已整改", &shortfalls.resolved, true),
        ("仍未整改", &shortfalls.remaining, true),
        ("新出现的不足", &shortfalls.appeared, true),
        ("本次不适用或未答", &shortfalls.lapsed, false),
        ("监管事项：已整改", &advice.resolved, false),
        ("监管事项：仍未整改", &advice.remaining, false),
        ("监管事项：新出现", &advice.appeared, false),
        ("监管事项：本次不适用或未答", &advice.lapsed, false),
    ];
    lists
        .into_iter()
        .filter(|(_, rows, always)| *always || !rows.is_empty())
        .map(|(label, rows, _)| MovedList { label, rows: rows.clone() })
        .collect()
}

impl Movement {
    fn between(then: &Findings, now: &Findings, of: fn(&Findings) -> &Vec<Shortfall>) -> Self {
        let mut moved = Self::default();
        for former in of(then) {
            if let Some(still) = of(now).iter().find(|still| is_same_matter(still, former)) {
                moved.remaining.push(row(still, former.assessed.state, still.assessed.state));
                continue;
            }
            let state = state_without_shortfall(now, former);
            let row = row(former, former.assessed.state, state);
            if state == State::Met { &mut moved.resolved } else { &mut moved.lapsed }.push(row);
        }
        for short in of(now) {
            if !of(then).iter().any(|former| is_same_matter(former, short)) {
                let state = state_without_shortfall(then, short);
                moved.appeared.push(row(short, state, short.assessed.state));
            }
        }
        moved
    }

    /// How many shortfalls there were.
    pub fn count_then(&self) -> usize {
        self.resolved.len() + self.lapsed.len() + self.remaining.len()
    }

    /// How many there are.
    pub fn count_now(&self) -> usize {
        self.remaining.len() + self.appeared.len()
    }
}

/// Whether two shortfalls are about the same thing: one item, or two that are linked.
fn is_same_matter(one: &Shortfall, other: &Shortfall) -> bool {
    one.item.id == other.item.id || one.item.linked == Some(other.item.id)
}

/// What the items of `shortfall` come to in findings in which it is none. What was not answered was
/// not put right, and what does not apply says nothing of the other item.
fn state_without_shortfall(findings: &Findings, shortfall: &Shortfall) -> State {
    let items = [Some(shortfall.item), shortfall.also];
    let states: Vec<State> = items
        .into_iter()
        .flatten()
        .filter_map(|item| findings.item(item.id))
        .map(|state| state.assessed.state)
        .collect();
    [State::Unanswered, State::Met]
        .into_iter()
        .find(|state| states.contains(state))
        .unwrap_or(State::NotApplicable)
}

fn row(shortfall: &Shortfall, then: State, now: State) -> MovedRow {
    let item = shortfall.item;
    MovedRow {
        id: item.id,
        article: article_label(item.article_number()),
        severity: item.severity.label(),
        ask: item.ask,
        also: shortfall.also.iter().map(|item| item.id).collect(),
        then,
        now,
    }
}
