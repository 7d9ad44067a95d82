//! What is found, the best first.

use assessment::search::Query;

use super::entries::Entry;

/// More than this many are no help to anyone.
pub(super) const MOST: usize = 40;

/// What fits, the best first; what fits equally well stands in the order of the entries.
pub(super) fn hits<'a>(entries: &'a [Entry], query: &Query<'_>) -> Vec<&'a Entry> {
    let mut hits: Vec<_> =
        entries.iter().filter_map(|entry| Some((query.grade(&entry.searchable)?, entry))).collect();
    hits.sort_by_key(|(grade, _)| *grade);
    hits.into_iter().map(|(_, entry)| entry).collect()
}

#[cfg(test)]
mod tests {
    use assessment::self_check::SelfCheck;
    use assessment::self_check::answers::Answer;
    use assessment::self_check::registers::Staff;

    use super::super::entries::{Kind, entries};
    use super::*;

    /// A self-check in which something is written everywhere.
    fn filled() -> SelfCheck {
        let mut open = SelfCheck::new("one".to_owned(), String::new(), "2026-11-23T08:00:00Z");
        let answer = Answer {
            note: "公示栏缺收费依据，见ＡＢ公司来函".to_owned(),
            owner: "韦㛃".to_owned(),
            ..Answer::default()
        };
        open.answers.insert("17.2".to_owned(), answer);
        open.registers.staff.push(Staff {
            id: "s1".to_owned(),
            name: "莫䶮".to_owned(),
            number: "GX-45".to_owned(),
            ..Staff::default()
        });
        open.profile.set("name", "南宁ＡＢ技工学校".into());
        open
    }

    /// Kind, address and title of what is found.
    fn found(typed: &str) -> Vec<(Kind, String, String)> {
        let entries = entries(Some(&filled()));
        let hits = hits(&entries, &Query::new(typed, None));
        hits.into_iter().map(|hit| (hit.kind, hit.href.clone(), hit.title.clone())).collect()
    }

    fn first(typed: &str) -> Option<(Kind, String)> {
        found(typed).into_iter().next().map(|(kind, href, _)| (kind, href))
    }

    #[test]
    fn an_item_comes_first_by_its_number_however_it_is_typed() {
        for typed in ["17.2", "１７．２", "17。2"] {
            assert_eq!(
                first(typed),
                Some((Kind::Item, "#/check/17?item=17.2".to_owned())),
                "{typed}"
            );
        }
    }

    #[test]
    fn an_article_comes_first_by_its_number_in_either_numerals() {
        for typed in ["第17条", "17条", "第十七条", "十七条", "17", "第 １７ 条"] {
            assert_eq!(first(typed), Some((Kind::Article, "#/check/17".to_owned())), "{typed}");
        }
        assert_eq!(first("第三十二条"), Some((Kind::Article, "#/check/32".to_owned())));
    }

    #[test]
    fn a_page_comes_first_by_its_name() {
        for (typed, href) in [("台账", "#/registers"), ("整改", "#/plan"), ("数据", "#/data")]
        {
            assert_eq!(first(typed), Some((Kind::Page, href.to_owned())), "{typed}");
        }
    }

    #[test]
    fn articles_are_found_by_all_the_words_in_their_order() {
        let articles = |typed: &str| -> Vec<String> {
            let found = found(typed).into_iter().filter(|(kind, ..)| *kind == Kind::Article);
            found.map(|(_, href, _)| href).collect()
        };
        assert!(articles("录像").contains(&"#/check/23".to_owned()));
        assert!(articles("20个工作日").contains(&"#/check/11".to_owned()));
        assert!(articles("录像").len() >= articles("录像 考场").len());
        assert_eq!(found("子虚乌有"), []);
    }

    #[test]
    fn what_was_written_is_found_where_it_stands() {
        let own = (Kind::Own, "#/check/17?item=17.2".to_owned());
        assert_eq!(first("缺收费依据"), Some(own.clone()));
        assert_eq!(first("AB公司"), Some(own.clone()));
        assert_eq!(first("韦㛃"), Some(own));
        assert_eq!(first("莫䶮"), Some((Kind::Row, "#/registers".to_owned())));
        assert_eq!(first("gx-45"), Some((Kind::Row, "#/registers".to_owned())));
        assert_eq!(first("AB技工学校"), Some((Kind::Profile, "#/profile".to_owned())));
    }

    #[test]
    fn without_a_self_check_the_words_of_the_articles_are_found() {
        let entries = entries(None);
        let hits = hits(&entries, &Query::new("第17条", None));
        assert_eq!(hits.first().map(|hit| hit.href.as_str()), Some("#/regulation/17"));
        assert!(hits.iter().all(|hit| hit.kind == Kind::Article));
    }
}
