//! All 32 articles of the report, none left out.

use assessment::report::{ArticleSection, ItemRow, Report};
use assessment::results::findings::Tally;
use yew::prelude::*;

use super::severity_tag::severity_tag_of;
use crate::route::{Route, item_href};

/// The articles by chapter, each with its items.
pub fn articles(report: &Report) -> Html {
    html! {
        <section class="sheet-part">
            <h3>{ "逐条结果" }</h3>
            { for report.chapters.iter().map(|chapter| html! {
                <section>
                    <h4>
                        { &chapter.heading }
                        <small>{ tally_words(chapter.tally) }</small>
                    </h4>
                    { for chapter.articles.iter().map(article) }
                </section>
            }) }
        </section>
    }
}

fn article(article: &ArticleSection) -> Html {
    let href = Route::CheckArticle { article: article.number }.href();
    html! {
        <div class="report-article">
            <h5>
                <a {href}>{ format!("{}　{}", article.label, article.title) }</a>
                <span class={classes!("state", article.state.value())}>{ article.state_label }</span>
            </h5>
            <ul>{ for article.items.iter().map(item) }</ul>
        </div>
    }
}

fn item(item: &ItemRow) -> Html {
    let details = [
        ("", &item.why),
        ("说明：", &item.note),
        ("佐证：", &item.evidence),
        ("整改：", &item.plan),
        ("台账：", &item.contradictions.concat()),
    ];
    html! {
        <li>
            <p>
                <span class={classes!("state", item.state.value())}>{ item.state_label }</span>
                { severity_tag_of(item.id) }
                <a href={item_href(item.id)}>{ item.id }</a>
                { format!("　{}", item.ask) }
            </p>
            { for details.iter().filter(|(_, text)| !text.is_empty()).map(|(label, text)| html! {
                <p class="item-detail">{ format!("{label}{text}") }</p>
            }) }
        </li>
    }
}

/// A count in words: every state that occurs, 未答 and 不适用 always.
pub fn tally_words(tally: Tally) -> String {
    let counts = [
        ("符合", tally.met, false),
        ("部分符合", tally.partly, false),
        ("不符合", tally.unmet, false),
        ("不适用", tally.not_applicable, true),
        ("未答", tally.unanswered, true),
    ];
    let shown = counts.iter().filter(|(_, count, always)| *always || *count > 0);
    shown.map(|(label, count, _)| format!("{label} {count}")).collect::<Vec<_>>().join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_open_is_counted_even_when_it_is_nothing() {
        let tally = Tally { met: 3, ..Tally::default() };
        assert_eq!(tally_words(tally), "符合 3 · 不适用 0 · 未答 0");
    }
}
