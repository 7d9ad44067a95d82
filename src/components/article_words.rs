//! The words of an article, with those marked that an item rests on.

use std::cmp::Reverse;

use assessment::content::Article;
use yew::prelude::*;

/// The properties of [`ArticleWords`].
#[derive(Properties, PartialEq)]
pub struct ArticleWordsProps {
    /// The article.
    pub article: &'static Article,
    /// The words to mark.
    #[prop_or_default]
    pub quotes: &'static [&'static str],
}

/// The article as printed. Marks change no letter of it, and nothing else stands inside.
#[component]
pub fn ArticleWords(props: &ArticleWordsProps) -> Html {
    let paragraphs = props.article.text.iter().map(|paragraph| {
        let parts = split(paragraph, props.quotes).into_iter().map(|(text, marked)| {
            if marked {
                html! { <mark>{ text }</mark> }
            } else {
                html! { { text } }
            }
        });
        html! { <p>{ for parts }</p> }
    });
    html! { <div class="article-text" data-article={props.article.number.to_string()}>{ for paragraphs }</div> }
}

/// Splits a paragraph into what is quoted and what is not; quotes may overlap.
fn split<'a>(paragraph: &'a str, quotes: &[&str]) -> Vec<(&'a str, bool)> {
    let mut ranges: Vec<(usize, usize)> = quotes
        .iter()
        .filter(|quote| !quote.is_empty())
        .filter_map(|quote| paragraph.find(quote).map(|start| (start, start + quote.len())))
        .collect();
    // Of quotes that begin together the longest goes first, so that they make one mark.
    ranges.sort_unstable_by_key(|&(start, end)| (start, Reverse(end)));
    let mut parts = Vec::new();
    let mut at = 0;
    for (start, end) in ranges {
        let start = start.max(at);
        if end <= start {
            continue;
        }
        if start > at {
            parts.push((&paragraph[at..start], false));
        }
        parts.push((&paragraph[start..end], true));
        at = end;
    }
    if at < paragraph.len() {
        parts.push((&paragraph[at..], false));
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::split;
    use assessment::content::articles;

    #[test]
    fn overlapping_quotes_mark_each_letter_once() {
        let parts = split("甲乙丙丁戊", &["乙丙", "丙丁", "无"]);
        assert_eq!(parts, [("甲", false), ("乙丙", true), ("丁", true), ("戊", false)]);
        assert_eq!(split("甲乙", &["甲乙", "甲"]), [("甲乙", true)]);
        assert_eq!(split("甲乙", &[]), [("甲乙", false)]);
    }

    #[test]
    fn every_item_marks_words_and_changes_none() {
        for article in articles() {
            for item in article.items {
                let mut marked = false;
                for paragraph in article.text {
                    let parts = split(paragraph, item.quote);
                    let whole: String = parts.iter().map(|(text, _)| *text).collect();
                    assert_eq!(whole, *paragraph);
                    marked |= parts.iter().any(|(_, marked)| *marked);
                }
                assert!(marked, "{} marks nothing", item.id);
            }
        }
    }
}
