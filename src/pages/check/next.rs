//! Where to go on.

use assessment::results::findings::{Findings, ItemState};
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

#[cfg(test)]
mod tests {
    use super::unanswered_after;
    use assessment::content::items;
    use assessment::results::findings::Findings;
    use assessment::self_check::SelfCheck;
    use assessment::self_check::answers::{Answer, Choice};

    fn next(self_check: &SelfCheck, number: u8) -> Option<&'static str> {
        unanswered_after(&Findings::of(self_check), number).map(|state| state.item.id)
    }

    #[test]
    fn goes_round_until_nothing_is_left() {
        let mut self_check =
            SelfCheck::new("r".to_owned(), "自查".to_owned(), "2026-11-23T00:00:00Z");
        assert_eq!(next(&self_check, 0), Some("1.1"));
        assert_eq!(next(&self_check, 17), Some("18.1"));
        assert_eq!(next(&self_check, 32), Some("1.1"));
        for item in items().filter(|item| item.id != "17.2") {
            let answer = Answer { state: Some(Choice::Met), ..Answer::default() };
            self_check.answers.insert(item.id.to_owned(), answer);
        }
        assert_eq!(next(&self_check, 20), Some("17.2"));
        assert_eq!(next(&self_check, 17), Some("17.2"));
        self_check
            .answers
            .insert("17.2".to_owned(), Answer { state: Some(Choice::Met), ..Answer::default() });
        assert_eq!(next(&self_check, 3), None);
    }
}
