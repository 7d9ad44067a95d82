//! The words: the product's text against the published copy, and what the items quote and explain.

use assessment::content::question::{doubts, questions};
use assessment::content::{
    Article, articles, chinese_number, consequences, item, items, later_documents, provision,
    regulation,
};
use assessment::deadlines::{filing, retention};
use assessment::self_check::answers::{Choice, State};
use unicode_normalization::UnicodeNormalization as _;

/// The notice as published; its punctuation is half-width where the printed edition has full-width.
const SOURCE: &str = include_str!("source.txt");

/// NFKC folds both widths together; white space differs between the two without meaning anything.
fn folded(text: &str) -> String {
    text.nfkc().filter(|c| !c.is_whitespace()).collect()
}

/// `第…章` or `第…条` at the start of a line, by its closing character.
fn begins(line: &str, closing: char) -> bool {
    let numeral = |c: char| "一二三四五六七八九十".contains(c);
    line.strip_prefix('第').is_some_and(|rest| {
        let rest = rest.trim_start_matches(numeral);
        rest.starts_with(closing)
    })
}

/// The articles of the copy: each from its 第…条 to the next article or chapter.
fn published_articles() -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for line in SOURCE.lines().filter(|line| !begins(line, '章')) {
        if begins(line, '条') {
            found.push(String::new());
        }
        if let Some(last) = found.last_mut() {
            last.push_str(&folded(line));
        }
    }
    found
}

/// The paragraphs that begin with a number in parentheses, checked to run from （一） without a gap.
fn numbered(article: &Article) -> Vec<&'static str> {
    let found: Vec<_> =
        article.text.iter().copied().filter(|paragraph| paragraph.starts_with('（')).collect();
    for (number, paragraph) in (1..).zip(&found) {
        let label = format!("（{}）", chinese_number(number));
        assert!(paragraph.starts_with(&label), "{}: {paragraph}", article.label());
    }
    found
}

#[test]
fn the_text_of_all_32_articles_equals_the_published_copy() {
    let published = published_articles();
    assert_eq!(published.len(), 32);
    for (article, published) in articles().iter().zip(published) {
        assert_eq!(folded(&article.text.concat()), published, "{}", article.label());
    }
}

#[test]
fn the_covering_notice_equals_the_published_copy() {
    let lines: Vec<String> = SOURCE.lines().map(folded).filter(|line| !line.is_empty()).collect();
    // After the title comes a line about the posting, which is the site's and not the notice's.
    let (title, posting, rest) = (&lines[0], &lines[1], &lines[2..]);
    let notice: Vec<String> = regulation().notice.iter().map(|line| folded(line)).collect();
    assert_eq!(&notice[0], title);
    assert_eq!(notice[1..], rest[..notice.len() - 1]);
    assert_eq!(folded(regulation().title), rest[notice.len() - 1]);
    assert!(posting.contains(&regulation().posted.to_string()), "{posting}");
    let issued = regulation().issued.format("%Y年%-m月%-d日").to_string();
    assert_eq!(notice.last(), Some(&issued));
}

#[test]
fn the_five_chapters_stand_where_the_published_copy_has_them() {
    let mut expected = Vec::new();
    for line in SOURCE.lines() {
        if begins(line, '章') {
            expected.push((folded(line), Vec::new()));
        } else if begins(line, '条')
            && let Some((_, articles)) = expected.last_mut()
        {
            articles.push(line.split_whitespace().next().unwrap().to_owned());
        }
    }
    let found: Vec<_> = regulation()
        .chapters
        .iter()
        .map(|c| (folded(&c.heading()), c.articles().map(Article::label).collect::<Vec<_>>()))
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn every_quote_stands_within_one_paragraph_of_its_article() {
    for article in articles() {
        for item in article.items {
            for quote in item.quote {
                assert!(article.text.iter().any(|p| p.contains(quote)), "{}: {quote}", item.id);
            }
        }
    }
    for consequence in consequences() {
        let text = articles()[usize::from(consequence.article) - 1].text;
        assert!(text.iter().any(|p| p.contains(consequence.quote)), "{}", consequence.key);
    }
}

#[test]
fn every_article_is_asked_about_in_its_own_words() {
    for article in articles() {
        let quoted = article.items.iter().any(|item| !item.quote.is_empty());
        assert!(quoted, "{}", article.label());
    }
}

#[test]
fn every_numbered_sub_item_is_referred_to() {
    for (number, count) in [(17_u8, 5), (20, 6), (27, 7), (28, 5)] {
        let article = &articles()[usize::from(number) - 1];
        let paragraphs = numbered(article);
        assert_eq!(paragraphs.len(), count, "{}", article.label());
        for (order, paragraph) in (1..).zip(paragraphs) {
            let key = format!("{number}({order})");
            let referred = items().any(|item| {
                let quotes = item.article_number() == number
                    && item.quote.iter().any(|quote| paragraph.contains(quote));
                quotes || item.consequence.contains(&key.as_str())
            });
            assert!(referred, "{} has no item for {paragraph}", article.label());
        }
    }
}

#[test]
fn each_sub_item_of_article_17_and_20_has_an_item_of_its_own() {
    for (number, count) in [(17_u8, 5), (20, 6)] {
        let paragraphs = numbered(&articles()[usize::from(number) - 1]);
        for order in 1..=count {
            let item = item(&format!("{number}.{order}")).unwrap();
            let own = paragraphs[order - 1];
            assert!(item.quote.iter().any(|quote| own.contains(quote)), "{}", item.id);
        }
    }
}

#[test]
fn the_consequences_name_each_sub_item_of_articles_27_and_28_and_who_acts() {
    for (number, authority) in [(27_u8, "市培训鉴定指导机构"), (28, "人力资源社会保障部门")]
    {
        let article = &articles()[usize::from(number) - 1];
        let own = consequences().iter().filter(|c| c.article == number && c.key.contains('('));
        let own: Vec<_> = own.collect();
        assert_eq!(own.len(), numbered(article).len());
        for ((order, consequence), paragraph) in (1..).zip(own).zip(numbered(article)) {
            assert_eq!(consequence.key, format!("{number}({order})"));
            let label = format!("{}（{}）", article.label(), chinese_number(order));
            assert_eq!(consequence.label, label);
            assert!(paragraph.starts_with(consequence.quote), "{}", consequence.key);
            assert_eq!(consequence.authority, authority);
            assert!(article.text[0].contains(&format!("由{authority}责令")));
        }
    }
}

#[test]
fn the_numbers_of_the_deadlines_stand_in_the_words_that_they_quote() {
    let written = [
        ("filing", "20个工作日", 20, "working-days"),
        ("retention-paper", "3年", 3, "years"),
        ("retention-electronic", "5年", 5, "years"),
        ("validity", "二年", 2, "years"),
    ];
    for (key, words, number, unit) in written {
        let provision = provision(key).unwrap();
        assert!(provision.quote.contains(words), "{key}");
        assert_eq!((provision.number, provision.unit), (Some(number), Some(unit)), "{key}");
    }
    // The calculators have the numbers as constants of their own.
    for (key, counted) in [
        ("filing", filing::WORKING_DAYS),
        ("retention-paper", retention::PAPER_YEARS),
        ("retention-electronic", retention::ELECTRONIC_YEARS),
        ("validity", regulation().validity_years),
    ] {
        assert_eq!(provision(key).unwrap().number, Some(counted), "{key}");
    }
    for key in ["candidate-data", "offsite-approval", "separation-approval", "rectification"] {
        assert_eq!(provision(key).unwrap().number, None, "the text has no number of days: {key}");
    }
}

#[test]
fn an_order_that_is_not_carried_out_has_the_consequence_of_the_second_half_of_article_27() {
    let second = &consequences()[0];
    assert_eq!((second.key, second.article), ("27-second", 27));
    assert_eq!(item("27.8").unwrap().consequence, ["27-second"]);
    // The order has been given: what follows is talk and publicity, not a second order.
    for words in ["约谈", "市公共信用信息平台"] {
        assert!(second.quote.contains(words) && second.follows.contains(words), "{words}");
    }
    assert!(!second.quote.contains("责令"));
}

#[test]
fn each_situation_of_articles_20_and_28_is_named_and_answered_by_whether_it_happened() {
    let named: Vec<&str> =
        items().filter(|item| item.finding.is_some()).map(|item| item.id).collect();
    let expected = ["20.1", "20.2", "20.3", "20.4", "20.5", "20.6", "28.1", "28.2", "28.4", "28.5"];
    assert_eq!(named, expected);
    for id in expected {
        let item = item(id).unwrap();
        let labels = Choice::ALL.map(|choice| choice.label_for(item));
        assert_eq!(labels, ["未发生", "有疑点", "已发生", "不适用"], "{id}");
        assert_eq!(State::Unanswered.label_for(item), "未答");
        // Said of what has happened: a double negation would hide it.
        for negation in ["确认", "未发生", "没有发生"] {
            assert!(!item.finding_words().contains(negation), "{id}: {}", item.finding_words());
        }
    }
    for id in ["3.1", "11.1"] {
        let labels = Choice::ALL.map(|choice| choice.label_for(item(id).unwrap()));
        assert_eq!(labels, ["符合", "部分符合", "不符合", "不适用"], "{id}");
    }
}

#[test]
fn evidence_is_what_the_institution_holds_and_never_a_page_of_the_tool() {
    for item in items() {
        assert!((2..=5).contains(&item.evidence.len()), "{}: {:?}", item.id, item.evidence);
        for evidence in item.evidence {
            for own in ["过程页", "期限计算", "本工具", "自查页"] {
                assert!(!evidence.contains(own), "{}: {evidence}", item.id);
            }
        }
    }
}

#[test]
fn dates_are_written_without_blanks() {
    let digit = |c: char| c.is_ascii_digit();
    let blank_in_date = |text: &str| {
        let chars: Vec<char> = text.chars().collect();
        chars.windows(3).any(|three| match *three {
            [before, ' ', '月' | '日'] => digit(before),
            ['年' | '月', ' ', after] => digit(after),
            _ => false,
        })
    };
    for item in items() {
        let texts = [item.ask, item.explain, item.reading.unwrap_or_default()];
        for text in texts.iter().chain(item.evidence) {
            assert!(!blank_in_date(text), "{}: {text}", item.id);
        }
    }
}

#[test]
fn later_documents_say_how_well_they_are_attested_and_make_no_claim_of_the_whole_text() {
    let documents = later_documents();
    assert!(documents.len() >= 7);
    for document in documents {
        assert!(!document.source.is_empty() && !document.items.is_empty(), "{}", document.title);
        assert!(
            document.seen.contains("没有见到")
                || document.seen.contains("只")
                || document.seen.contains("前五条"),
            "{}: {}",
            document.title,
            document.seen
        );
        assert!(!document.source.contains("http"), "plain text, no link: {}", document.source);
    }
    let of = |id: &str| documents.iter().filter(|one| one.items.contains(&id)).count();
    for id in ["1.1", "17.6", "32.1"] {
        assert!(of(id) > 0, "{id}");
        assert!(item(id).unwrap().explain.contains("原文页末尾"), "{id}");
    }
}

#[test]
fn every_explanation_is_two_to_four_sentences() {
    for item in items() {
        let sentences = item.explain.matches(['。', '？', '！']).count();
        assert!((2..=4).contains(&sentences), "{} has {sentences}", item.id);
        assert!(item.explain.ends_with('。'), "{}", item.id);
    }
}

#[test]
fn red_lines_ask_for_a_confirmation_and_say_how_much_was_sampled() {
    for item in items().filter(|item| item.severity.label() == "红线") {
        assert!(item.ask.starts_with("确认"), "{}: {}", item.id, item.ask);
        assert!(
            item.evidence.iter().any(|evidence| evidence.contains("抽查")),
            "{} names no sample",
            item.id
        );
    }
}

#[test]
fn questions_are_asked_in_chinese_punctuation() {
    let mut texts: Vec<(String, String)> = Vec::new();
    let mut add = |at: &str, text: &str| texts.push((at.to_owned(), text.to_owned()));
    for article in articles() {
        article.text.iter().for_each(|text| add(&article.label(), text));
        article.look.iter().for_each(|text| add(&article.label(), text));
    }
    for item in items() {
        let lists = [item.quote, item.evidence_named, item.evidence];
        lists.concat().iter().for_each(|text| add(item.id, text));
        [item.ask, item.finding_words(), item.explain].iter().for_each(|text| add(item.id, text));
        [item.consequence_note, item.reading].iter().flatten().for_each(|text| add(item.id, text));
        item.derived.iter().for_each(|derived| add(item.id, derived.because));
    }
    for consequence in consequences() {
        add(consequence.key, consequence.follows);
        add(consequence.key, consequence.quote);
    }
    for question in questions() {
        add(question.key, question.label);
        question.help.iter().for_each(|text| add(question.key, text));
        question.choices().iter().for_each(|choice| {
            choice.advice.iter().for_each(|text| add(question.key, text));
            add(question.key, choice.label);
            add(question.key, choice.means);
        });
    }
    for doubt in doubts() {
        add(doubt.at, doubt.says);
    }
    for document in later_documents() {
        [document.matters, document.seen].iter().for_each(|text| add(document.title, text));
    }
    for (at, text) in texts {
        let half_width = text.find([',', ';', ':', '?', '!', '(', ')', '<', '>', '"', '\'']);
        assert_eq!(half_width, None, "{at}: {text}");
    }
}
