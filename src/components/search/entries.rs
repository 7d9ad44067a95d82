//! What the search looks through: pages, articles, items, and everything that was written into the open
//! self-check.

use std::collections::BTreeSet;

use assessment::content::question::{Question, questions};
use assessment::content::{Article, Item, articles, calculators, chinese_number};
use assessment::report::answer_words;
use assessment::search::Searchable;
use assessment::self_check::SelfCheck;
use assessment::self_check::answers::{Answer, AnswerText};
use assessment::self_check::profile::Profile;
use assessment::self_check::registers::schema::Row;
use assessment::self_check::registers::{
    ArchiveBatch, CurrentRule, Event, Order, Registers, Staff,
};

use crate::route::{Route, item_href};

/// What kind of thing is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A page.
    Page,
    /// An article.
    Article,
    /// An item.
    Item,
    /// A text of an answer.
    Own,
    /// A row of a register.
    Row,
    /// A question about the institution, and its answer.
    Profile,
}

impl Kind {
    /// The word shown beside what is found.
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Page => "页面",
            Self::Article => "条文",
            Self::Item => "自查项",
            Self::Own => "已填内容",
            Self::Row => "台账",
            Self::Profile => "机构画像",
        }
    }
}

/// One thing that can be found.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// What kind of thing it is.
    pub(super) kind: Kind,
    /// Where it leads.
    pub(super) href: String,
    /// Where it stands, such as `17.2`; empty where the kind says it.
    pub(super) label: String,
    /// What is shown of it in any case.
    pub(super) title: String,
    /// What is shown where the words stand in it.
    pub(super) text: String,
    /// All of that, and further names, as it is compared.
    pub(super) searchable: Searchable,
}

impl Entry {
    fn new(kind: Kind, href: String, label: String, title: String, text: String) -> Self {
        Self::with_names(kind, href, [label, title], text, &[])
    }

    fn with_names(
        kind: Kind,
        href: String,
        [label, title]: [String; 2],
        text: String,
        other_names: &[&str],
    ) -> Self {
        let names = [label.as_str(), title.as_str()].into_iter().chain(other_names.iter().copied());
        let searchable = Searchable::new(names, &text);
        Self { kind, href, label, title, text, searchable }
    }
}

/// Everything that can be found, in the order in which what fits equally well is listed: pages, articles each
/// with its items and what was written there, registers, the institution.
pub(super) fn entries(open: Option<&SelfCheck>) -> Vec<Entry> {
    let mut entries: Vec<Entry> = pages().collect();
    for one in articles() {
        entries.push(article(one, open.is_some()));
        let Some(open) = open else { continue };
        for one in one.items {
            entries.push(item(one));
            entries
                .extend(open.answers.get(one.id).into_iter().flat_map(|answer| own(one, answer)));
        }
    }
    if let Some(open) = open {
        let registers = &open.registers;
        entries.extend(rows::<Event>(registers).chain(rows::<Staff>(registers)));
        entries.extend(rows::<ArchiveBatch>(registers).chain(rows::<Order>(registers)));
        entries.extend(rows::<CurrentRule>(registers));
        let asked = questions().iter().filter(|question| open.profile.asks(question));
        entries.extend(asked.map(|one| question(one, &open.profile)));
    }
    entries
}

/// All characters that may be typed by their sound, each once.
pub(super) fn characters(entries: &[Entry]) -> String {
    let characters = entries.iter().flat_map(|entry| entry.searchable.chars());
    characters.filter(|c| !c.is_ascii()).collect::<BTreeSet<char>>().into_iter().collect()
}

fn pages() -> impl Iterator<Item = Entry> {
    let named = [Route::Library].into_iter().chain(Route::TABS).chain([Route::Licences]);
    let pages = named.map(|route| {
        let title = [String::new(), route.title()];
        // The page of the licences has no word of its own in the navigation.
        let word = (route.tab() == route).then(|| route.tab_label());
        Entry::with_names(Kind::Page, route.href(), title, String::new(), word.as_slice())
    });
    pages.chain(calculators().iter().map(|calculator| {
        let href = Route::Deadline { key: calculator.key.to_owned() }.href();
        let (title, summary) = (calculator.title.to_owned(), calculator.summary.to_owned());
        Entry::new(Kind::Page, href, String::new(), title, summary)
    }))
}

/// An article leads to its questions, or where nothing can be answered to its words.
fn article(article: &Article, can_answer: bool) -> Entry {
    let number = article.number;
    let route = if can_answer {
        Route::CheckArticle { article: number }
    } else {
        Route::RegulationArticle { article: number }
    };
    let (arabic, chinese) = (number.to_string(), chinese_number(number));
    let short = format!("{chinese}条");
    let shown = [article.label(), article.title.to_owned()];
    let names = [short.as_str(), &arabic, &chinese];
    Entry::with_names(Kind::Article, route.href(), shown, article.text.concat(), &names)
}

fn item(item: &Item) -> Entry {
    let evidence = item.evidence_named.iter().chain(item.evidence).copied();
    let text: Vec<&str> = [item.explain].into_iter().chain(evidence).collect();
    let text = text.join("；");
    Entry::new(Kind::Item, item_href(item.id), item.id.to_owned(), item.ask.to_owned(), text)
}

fn own(item: &Item, answer: &Answer) -> impl Iterator<Item = Entry> {
    let texts = AnswerText::ALL.into_iter().map(|text| (text, text.of(answer).trim()));
    texts.filter(|(_, words)| !words.is_empty()).map(|(text, words)| {
        let label = format!("{}　{}", item.id, text.label());
        Entry::new(Kind::Own, item_href(item.id), label, words.to_owned(), String::new())
    })
}

fn rows<T: Row>(registers: &Registers) -> impl Iterator<Item = Entry> {
    let filled = T::list(registers).iter().enumerate().filter(|(_, row)| !row.is_blank());
    filled.map(|(at, row)| {
        let title = match row.name().trim() {
            "" => format!("第 {} 行", at + 1),
            name => name.to_owned(),
        };
        let cells = T::COLUMNS.iter().filter(|column| column.is_pasted());
        let cells: Vec<_> =
            cells.map(|column| column.words(row)).filter(|words| !words.is_empty()).collect();
        let href = Route::Registers.href();
        Entry::new(Kind::Row, href, T::TITLE.to_owned(), title, cells.join("，"))
    })
}

fn question(question: &Question, profile: &Profile) -> Entry {
    let answer = answer_words(profile, question);
    let href = Route::Profile.href();
    Entry::new(Kind::Profile, href, String::new(), question.label.to_owned(), answer)
}
