//! 实施细则原文.

use assessment::civil_date::plain_date;
use assessment::content::{
    Article, Chapter, Consequence, Item, LaterDocument, article, article_label, articles,
    consequences, item, later_documents, regulation,
};
use assessment::deadlines::validity;
use yew::prelude::*;

use crate::{
    browser::dom,
    route::{Route, item_href},
};

/// The properties of [`RegulationPage`].
#[derive(Properties, PartialEq)]
pub struct RegulationPageProps {
    /// The article shown; the whole regulation where there is none.
    pub article: Option<u8>,
}

/// 实施细则原文: the whole of it, or one article with what is asked of it.
#[component]
pub fn RegulationPage(props: &RegulationPageProps) -> Html {
    match props.article {
        None => whole(),
        Some(number) => match article(number) {
            Some(article) => one(article),
            None => html! {
                <section class="empty">
                    <h1>{ "没有这一条" }</h1>
                    <p>{ format!("本细则共 {} 条。", articles().len()) }</p>
                    <a class="btn main" href={Route::Regulation.href()}>{ "看全文" }</a>
                </section>
            },
        },
    }
}

fn whole() -> Html {
    let chapters = regulation().chapters;
    html! {
        <div class="law-page">
            <nav class="law-contents" aria-labelledby="law-contents-title">
                <h2 id="law-contents-title">{ "目录" }</h2>
                { for chapters.iter().map(contents) }
            </nav>
            <div>
                <h1 class="law-title">{ regulation().title }</h1>
                <p class="law-issued">
                    { format!(
                        "{}　{}印发，{}公布",
                        regulation().issuer,
                        plain_date(regulation().issued),
                        plain_date(regulation().posted),
                    ) }
                </p>
                <p class="hint">{ regulation().source_note }</p>
                { validity_notice() }
                { covering_notice() }
                { for chapters.iter().map(chapter) }
                { later() }
            </div>
        </div>
    }
}

fn contents(chapter: &Chapter) -> Html {
    html! {
        <div>
            <h3>{ chapter.heading() }</h3>
            <ol>
                { for chapter.articles().map(|article| {
                    let href = Route::RegulationArticle { article: article.number }.href();
                    let target = format!("#{}", anchor(article));
                    // The hash holds the route, so the jump within the page is made by moving the focus.
                    let onclick = move |event: MouseEvent| {
                        if dom::focus(&target) {
                            event.prevent_default();
                        }
                    };
                    html! {
                        <li>
                            <a {href} {onclick}>
                                <span>{ article.label() }</span>
                                { article.title }
                            </a>
                        </li>
                    }
                }) }
            </ol>
        </div>
    }
}

fn covering_notice() -> Html {
    let Some((title, rest)) = regulation().notice.split_first() else { return Html::default() };
    let (body, signature) = rest.split_at(rest.len().saturating_sub(2));
    html! {
        <section class="law-notice" aria-labelledby="law-notice-title">
            <h2 id="law-notice-title">{ *title }</h2>
            { for body.iter().map(|paragraph| html! { <p>{ *paragraph }</p> }) }
            { for signature.iter().map(|line| html! { <p class="law-signature">{ *line }</p> }) }
        </section>
    }
}

fn chapter(chapter: &Chapter) -> Html {
    html! {
        <section class="law-chapter">
            <h2>{ chapter.heading() }</h2>
            if chapter.number == 1 {
                <p class="hint">{ "每条上方的小标题是本工具为便于查找所加，印发件没有。" }</p>
            }
            { for chapter.articles().map(|article| html! {
                <section class="law-article">
                    <h3 id={anchor(article)} tabindex="-1">
                        <a href={Route::RegulationArticle { article: article.number }.href()}
                            aria-label={format!("{}　{}：单独查看", article.label(), article.title)}>
                            { article.title }
                        </a>
                    </h3>
                    { text(article) }
                </section>
            }) }
        </section>
    }
}

/// What came after the regulation, as far as is known; addresses are text, for nothing is fetched.
fn later() -> Html {
    html! {
        <section class="panel law-later" aria-labelledby="law-later-title">
            <h2 id="law-later-title">{ "已知的后续文件（未收全文，以原件为准）" }</h2>
            <p class="hint">
                { "按公开网页的副本整理，没有列到不等于没有；是否适用于本机构，请找到原件并向主管部门核实。" }
            </p>
            <ul>{ for later_documents().iter().map(later_document) }</ul>
        </section>
    }
}

fn later_document(document: &LaterDocument) -> Html {
    html! {
        <li key={document.title}>
            <h3>
                { document.title }
                if let Some(number) = document.number {
                    { format!("（{number}）") }
                }
            </h3>
            <p class="hint">
                { format!("{}；可信程度：{}，{}", document.issued, document.attested.label(), document.seen) }
            </p>
            <p>{ document.matters }</p>
            <p class="hint">{ format!("来源：{}", document.source) }</p>
            <p class="law-links">
                <span>{ "相关自查项：" }</span>
                { for document.items.iter().filter_map(|id| item(id)).map(|item| html! {
                    <a key={item.id} href={item_href(item.id)} title={item.ask}>{ item.id }</a>
                }) }
            </p>
        </li>
    }
}

fn one(article: &'static Article) -> Html {
    let chapter = regulation().chapters.iter().find(|chapter| chapter.number == article.chapter);
    let consequences: Vec<_> =
        consequences().iter().filter(|consequence| consequence.article == article.number).collect();
    html! {
        <div class="law-one">
            <p class="law-where">
                <a href={Route::Regulation.href()}>{ "全文" }</a>
                if let Some(chapter) = chapter {
                    <span>{ chapter.heading() }</span>
                }
            </p>
            <h1>{ format!("{}　{}", article.label(), article.title) }</h1>
            if article.number == articles().len() as u8 {
                { validity_notice() }
            }
            <section class="law-article is-alone" aria-label="原文">{ text(article) }</section>
            { neighbours(article.number) }
            if !consequences.is_empty() {
                <section class="panel law-consequences">
                    <h2>{ "情形与处理" }</h2>
                    <ul>{ for consequences.into_iter().map(consequence) }</ul>
                </section>
            }
            <section class="panel law-asked">
                <h2>{ format!("本条的自查项（{} 项）", article.items.len()) }</h2>
                <ul>{ for article.items.iter().map(asked) }</ul>
                <p class="actions">
                    <a class="btn main" href={Route::CheckArticle { article: article.number }.href()}>
                        { "去自查这一条" }
                    </a>
                </p>
            </section>
        </div>
    }
}

/// The printed words and nothing else; the label stands in the first paragraph.
fn text(article: &Article) -> Html {
    html! {
        <div class="law-text" data-article={article.number.to_string()}>
            { for article.text.iter().map(|paragraph| html! { <p>{ *paragraph }</p> }) }
        </div>
    }
}

fn neighbours(number: u8) -> Html {
    let link = |number: Option<u8>, before: &str, after: &str, rel: &'static str| {
        number.and_then(article).map(|article| {
            html! {
                <a class="btn" {rel} href={Route::RegulationArticle { article: article.number }.href()}>
                    { format!("{before}{}　{}{after}", article.label(), article.title) }
                </a>
            }
        })
    };
    html! {
        <nav class="law-neighbours" aria-label="前后条">
            <span>{ link(number.checked_sub(1), "← ", "", "prev") }</span>
            <span>{ link(number.checked_add(1), "", " →", "next") }</span>
        </nav>
    }
}

fn consequence(consequence: &'static Consequence) -> Html {
    let items = articles()
        .iter()
        .flat_map(|article| article.items)
        .filter(|item| item.consequence.contains(&consequence.key));
    html! {
        <li>
            <h3>{ format!("{}　{}", consequence.label, consequence.short) }</h3>
            <p class="quote">{ consequence.quote }</p>
            <p>{ consequence.follows }</p>
            <p class="law-links">
                <span>{ "相关自查项：" }</span>
                { for items.map(|item| html! {
                    <a href={item_href(item.id)} title={item.ask}>{ item.id }</a>
                }) }
            </p>
        </li>
    }
}

fn asked(item: &Item) -> Html {
    let labels: Vec<_> = item.consequences().map(|consequence| consequence.label).collect();
    html! {
        <li>
            <a href={item_href(item.id)}>
                <span class="law-id">{ item.id }</span>
                <span>{ item.ask }</span>
            </a>
            <p class="hint">
                { item.severity.label() }
                if !labels.is_empty() {
                    { format!("；不符合的，对应{}", labels.join("、")) }
                }
            </p>
        </li>
    }
}

fn validity_notice() -> Html {
    let computed = validity::compute();
    let counted = computed
        .readings
        .iter()
        .find(|reading| reading.key == "first-day-counted")
        .map(|reading| format!("；当日计入的，为 {}", reading.date));
    html! {
        <aside class="notice warn" aria-label="效力">
            <p>
                <b>{ "本细则的有效期已经届满。" }</b>
                { format!(
                    "{}写明有效期二年，自印发之日起；印发当日不计，至 {} 届满{}。\
                     是否延期、国家和自治区有无新规定，本工具不知道，请向主管部门核实，并从其规定。",
                    article_label(32),
                    computed.date,
                    counted.unwrap_or_default(),
                ) }
                <a href={Route::Deadline { key: computed.key.to_owned() }.href()}>{ "怎么算的" }</a>
            </p>
        </aside>
    }
}

fn anchor(article: &Article) -> String {
    format!("article-{}", article.number)
}
