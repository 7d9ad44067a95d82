//! Where to go on.

use assessment::content::{Severity, articles, items};
use assessment::results::assess::Basis;
use assessment::results::findings::{ArticleState, Findings, ItemState};
use assessment::self_check::answers::State;

/// The first unanswered item after the article of that number; after the last article it begins at the
/// first, so that the article itself comes last. 0 looks from the beginning.
pub(super) fn unanswered_after(findings: &Findings, number: u8) -> Option<&ItemState> {
    let (before, after) =
        findings.articles.split_at(usize::from(number).min(findings.articles.len()));
    after
        .iter()
        .chain(before)
        .flat_map(|article| &article.items)
        .find(|item| item.assessed.state == State::Unanswered)
}

/// The first unanswered item after `at`, across articles; after the last item it begins at the first.
/// `at` itself is left out: it may just have been answered. Without `at` it looks from the beginning.
pub(super) fn next_open(findings: &Findings, at: Option<&str>) -> Option<&'static str> {
    let states: Vec<&ItemState> =
        findings.articles.iter().flat_map(|article| &article.items).collect();
    let place = at.and_then(|at| states.iter().position(|state| state.item.id == at));
    let (before, after) = match place {
        Some(place) => (&states[..place], &states[place + 1..]),
        None => (&[][..], &states[..]),
    };
    after
        .iter()
        .chain(before)
        .find(|state| state.assessed.state == State::Unanswered)
        .map(|state| state.item.id)
}

/// The items of an article that can be answered 符合 in one step: those that are open, but no red line, which
/// wants to be confirmed by itself, and none that rows of the registers contradict.
pub(super) fn open_together(article: &ArticleState) -> Vec<&'static str> {
    let open = article.items.iter().filter(|state| {
        state.assessed.state == State::Unanswered
            && state.assessed.basis == Basis::Answered
            && state.item.severity != Severity::Redline
            && state.contradictions.is_empty()
    });
    open.map(|state| state.item.id).collect()
}

/// The item `step` places from `at`, across articles; the first one without `at`.
pub(super) fn item_beside(at: Option<&str>, step: isize) -> Option<&'static str> {
    let Some(at) = at else { return items().next().map(|item| item.id) };
    let place = items().position(|item| item.id == at)?;
    items().nth(place.checked_add_signed(step)?).map(|item| item.id)
}

/// The number of the article `step` places from that one, within 1 and the last; 0 is the list of all.
pub(super) fn article_beside(number: u8, step: i8) -> Option<u8> {
    let beside = number.checked_add_signed(step)?;
    (1..=articles().len()).contains(&usize::from(beside)).then_some(beside)
}

#[cfg(test)]
mod tests {
    use super::*;
    use assessment::self_check::SelfCheck;
    use assessment::self_check::answers::{Answer, Choice};

    fn next(self_check: &SelfCheck, number: u8) -> Option<&'static str> {
        unanswered_after(&Findings::of(self_check), number).map(|state| state.item.id)
    }

    fn answered(but: &[&str]) -> SelfCheck {
        let mut self_check =
            SelfCheck::new("r".to_owned(), "自查".to_owned(), "2026-11-23T00:00:00Z");
        for item in items().filter(|item| !but.contains(&item.id)) {
            let answer = Answer { state: Some(Choice::Met), ..Answer::default() };
            self_check.answers.insert(item.id.to_owned(), answer);
        }
        self_check
    }

    #[test]
    fn goes_round_until_nothing_is_left() {
        let self_check = SelfCheck::new("r".to_owned(), "自查".to_owned(), "2026-11-23T00:00:00Z");
        assert_eq!(next(&self_check, 0), Some("1.1"));
        assert_eq!(next(&self_check, 17), Some("18.1"));
        assert_eq!(next(&self_check, 32), Some("1.1"));
        let self_check = answered(&["17.2"]);
        assert_eq!(next(&self_check, 20), Some("17.2"));
        assert_eq!(next(&self_check, 17), Some("17.2"));
        assert_eq!(next(&answered(&[]), 3), None);
    }

    #[test]
    fn the_next_open_item_is_never_the_one_at_hand() {
        let findings = Findings::of(&answered(&["17.2", "17.3", "31.1"]));
        assert_eq!(next_open(&findings, None), Some("17.2"));
        assert_eq!(next_open(&findings, Some("17.2")), Some("17.3"));
        assert_eq!(next_open(&findings, Some("17.3")), Some("31.1"));
        assert_eq!(next_open(&findings, Some("31.1")), Some("17.2"));
        let findings = Findings::of(&answered(&["17.2"]));
        assert_eq!(next_open(&findings, Some("17.2")), None);
    }

    #[test]
    fn items_and_articles_go_on_across_articles_and_end_at_the_ends() {
        let last = |number: u8| {
            assessment::content::article(number).and_then(|article| Some(article.items.last()?.id))
        };
        assert_eq!(item_beside(Some("18.1"), -1), last(17));
        assert_eq!(item_beside(last(17), 1), Some("18.1"));
        assert_eq!(item_beside(Some("1.1"), -1), None);
        assert_eq!(item_beside(last(32), 1), None);
        assert_eq!(article_beside(17, 1), Some(18));
        assert_eq!(article_beside(0, 1), Some(1));
        assert_eq!(article_beside(1, -1), None);
        assert_eq!(article_beside(32, 1), None);
    }
}
