//! The questionnaire against the coverage table: what is asked, when, and what follows from it.

mod support;

use std::collections::{BTreeMap, BTreeSet};

use assessment::content::{Item, Severity, articles, consequences, item, items};

/// The table's rows by item id.
fn table() -> BTreeMap<String, std::collections::HashMap<String, String>> {
    support::rows(include_str!("coverage.csv"))
        .into_iter()
        .map(|row| (row["id"].clone(), row))
        .collect()
}

fn severity(word: &str) -> Severity {
    match word {
        "redline" => Severity::Redline,
        "rectify" => Severity::Rectify,
        "duty" => Severity::Duty,
        "oversight" => Severity::Oversight,
        "opportunity" => Severity::Opportunity,
        other => panic!("unknown severity {other}"),
    }
}

/// An item's conditions, written as in the table: `level=national|other-city training=yes`.
fn conditions(item: &Item) -> BTreeSet<String> {
    item.needs
        .iter()
        .map(|condition| format!("{}={}", condition.key, condition.values.join("|")))
        .collect()
}

#[test]
fn exactly_the_items_of_the_table_are_asked_each_once() {
    let table = table();
    let asked: Vec<&str> = items().map(|item| item.id).collect();
    let unique: BTreeSet<&str> = asked.iter().copied().collect();
    assert_eq!(asked.len(), table.len());
    assert_eq!(unique, table.keys().map(String::as_str).collect());
}

#[test]
fn what_the_tool_asks_beyond_the_table_is_marked_as_its_own() {
    let own: Vec<&str> = items().filter(|item| item.own).map(|item| item.id).collect();
    let marked = table().into_iter().filter(|(_, row)| row["own"] == "own");
    let marked: BTreeSet<String> = marked.map(|(id, _)| id).collect();
    assert_eq!(own.iter().map(|id| (*id).to_owned()).collect::<BTreeSet<_>>(), marked);
    assert_eq!(items().filter(|item| !item.own).count(), 124, "the table's ids are never dropped");
}

/// What is left of `text` between the marks once all of `words` are struck out of it, without the 第…条 before it
/// and the subject of the sentence.
fn left_over(text: &str, words: &[&str]) -> Vec<String> {
    let mut struck = vec![false; text.len()];
    for words in words {
        for (start, found) in text.match_indices(words) {
            struck[start..start + found.len()].fill(true);
        }
    }
    let open: String =
        text.char_indices().map(|(at, c)| if struck[at] { '。' } else { c }).collect();
    let open = open.split_once('　').map_or(open.as_str(), |(_, rest)| rest);
    open.split(['，', '。', '；', '：', '、', '（', '）', '“', '”'])
        .filter(|part| part.chars().count() > 8)
        .map(str::to_owned)
        .collect()
}

#[test]
fn every_clause_of_the_text_is_asked_or_has_a_reason_for_not_being_asked() {
    let reasons = support::rows(include_str!("not-asked.csv"));
    for article in articles() {
        let items = article.items.iter().flat_map(|item| item.quote).copied();
        let follows = consequences().iter().filter(|c| c.article == article.number);
        let asked: Vec<&str> = items.chain(follows.map(|consequence| consequence.quote)).collect();
        let not_asked: Vec<&str> = reasons
            .iter()
            .filter(|row| row["article"] == article.number.to_string())
            .map(|row| row["words"].as_str())
            .collect();
        let known = [asked.as_slice(), not_asked.as_slice()].concat();
        for paragraph in article.text {
            assert_eq!(left_over(paragraph, &known), [""; 0], "{}", article.label());
        }
        for words in not_asked {
            let stands = article.text.iter().any(|paragraph| paragraph.contains(words));
            assert!(stands, "{} does not say {words}", article.label());
            assert!(!asked.contains(&words), "{} is asked: {words}", article.label());
        }
    }
    assert!(reasons.iter().all(|row| !row["reason"].is_empty()));
}

#[test]
fn every_item_is_as_grave_as_the_table_says() {
    for (id, row) in table() {
        assert_eq!(item(&id).unwrap().severity, severity(&row["severity"]), "{id}");
    }
}

#[test]
fn an_item_depends_on_the_profile_only_where_the_table_says_so() {
    for (id, row) in table() {
        let expected: BTreeSet<String> =
            row["needs"].split_whitespace().map(str::to_owned).collect();
        assert_eq!(conditions(item(&id).unwrap()), expected, "{id}");
    }
}

#[test]
fn a_shortfall_leads_to_the_sub_items_that_the_table_names() {
    for (id, row) in table() {
        let expected: BTreeSet<&str> = row["consequence"].split_whitespace().collect();
        let found: BTreeSet<&str> = item(&id).unwrap().consequence.iter().copied().collect();
        assert_eq!(found, expected, "{id}");
    }
}

#[test]
fn every_dated_item_leads_to_its_deadline() {
    for (id, row) in table() {
        assert_eq!(item(&id).unwrap().deadline.unwrap_or_default(), row["deadline"], "{id}");
    }
}

#[test]
fn only_3_1_and_24_2_are_ever_answered_by_the_profile() {
    let derived: Vec<&str> =
        items().filter(|item| item.derived.is_some()).map(|item| item.id).collect();
    assert_eq!(derived, ["3.1", "24.2"]);
}

#[test]
fn items_about_the_same_thing_are_linked_both_ways() {
    let linked: BTreeMap<&str, &str> =
        items().filter_map(|item| Some((item.id, item.linked?))).collect();
    let pairs = [("5.1", "22.10"), ("14.1", "21.2"), ("14.2", "21.3")];
    let expected: BTreeMap<&str, &str> =
        pairs.into_iter().flat_map(|(one, other)| [(one, other), (other, one)]).collect();
    assert_eq!(linked, expected);
}

#[test]
fn what_depends_on_a_reading_says_so() {
    // The coverage table marks these consequences 一种理解.
    for id in ["10.2", "20.1", "20.2", "20.3", "20.4", "20.5", "20.6", "28.4"] {
        let note = item(id).unwrap().consequence_note.unwrap_or_default();
        assert!(note.contains("一种理解"), "{id}: {note}");
    }
    // And these items rest on one reading of the text.
    for id in ["2.1", "10.2", "11.1", "13.9", "20.0", "22.5", "22.6", "22.8"] {
        assert!(item(id).unwrap().reading.is_some(), "{id}");
    }
}

#[test]
fn consequences_that_hang_on_a_circumstance_are_noted_beside_the_general_one() {
    for (id, clause) in [
        ("10.3", "第二十七条（二）"),
        ("11.1", "第二十七条（七）"),
        ("14.4", "第二十七条（二）"),
        ("14.5", "第二十八条（二）"),
        ("20.1", "第二十八条（三）"),
        ("28.4", "第二十八条（四）"),
    ] {
        let note = item(id).unwrap().consequence_note.unwrap_or_default();
        assert!(note.contains(clause), "{id}: {note}");
    }
}
