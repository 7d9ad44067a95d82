//! The printed regulation, the items asked of each article and what follows from a shortfall.
//!
//! All of it is content: `regulation/*.toml`, validated and turned into constants when the crate is built.

pub mod question;

use chrono::NaiveDate;
use serde::Serialize;

use question::{Choice, Column, Condition, Doubt, Group, Question, QuestionKind};

include!(concat!(env!("OUT_DIR"), "/content.rs"));

/// One day on which a notice departs from "Monday to Friday are working days".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// The day.
    pub date: NaiveDate,
    /// Free (`true`) or worked (`false`).
    pub off: bool,
    /// The holiday it belongs to.
    pub name: &'static str,
    /// The year that the notice arranges.
    pub year: i32,
    /// How well the row is attested, or on what it rests.
    pub note: &'static str,
}

/// The notice as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Regulation {
    /// Full title, as printed.
    pub title: &'static str,
    /// Short title for running text.
    pub short_title: &'static str,
    /// The authority that issued it.
    pub issuer: &'static str,
    /// Day of issue; by 第三十二条 also the day from which it applies.
    pub issued: NaiveDate,
    /// Day on which it was posted on the authority's site.
    pub posted: NaiveDate,
    /// Years of validity by 第三十二条.
    pub validity_years: u32,
    /// How 有疑点 counts, at an item that is answered by whether something has happened.
    pub suspicion_note: &'static str,
    /// From what the text was entered, and what that copy lacks.
    pub source_note: &'static str,
    /// Title and text of the covering notice, a paragraph each.
    pub notice: &'static [&'static str],
    /// The five chapters, in order.
    pub chapters: &'static [Chapter],
}

/// One of the five chapters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chapter {
    /// 1 to 5.
    pub number: u8,
    /// Such as 总则.
    pub title: &'static str,
}

impl Chapter {
    /// The heading as printed: `第三章　机构职责`.
    pub fn heading(&self) -> String {
        format!("第{}章　{}", chinese_number(self.number), self.title)
    }

    /// The chapter's articles, in order.
    pub fn articles(&self) -> impl Iterator<Item = &'static Article> {
        let number = self.number;
        articles().iter().filter(move |article| article.chapter == number)
    }
}

/// One of the 32 articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Article {
    /// 1 to 32.
    pub number: u8,
    /// Number of the chapter it stands in.
    pub chapter: u8,
    /// Short name for lists; the tool's own, the print has none.
    pub title: &'static str,
    /// The words as printed, a paragraph each; the first begins with 第…条.
    pub text: &'static [&'static str],
    /// What an inspection looks at; the tool's advice.
    pub look: Option<&'static str>,
    /// What the questionnaire asks of this article.
    pub items: &'static [Item],
}

impl Article {
    /// `第十七条`.
    pub fn label(&self) -> String {
        article_label(self.number)
    }
}

/// How grave a shortfall of an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// 红线: a situation of 第二十条 or 第二十八条, or not an institution in the sense of 第三条.
    Redline,
    /// 整改: a situation named in 第二十七条（一）至（六）.
    Rectify,
    /// 义务: any other duty in the text; a shortfall falls under 第二十七条（七）.
    Duty,
    /// 监管: what the authority does, or what the text implies; a shortfall is advice.
    Oversight,
    /// 机会: encouraged by the text; never a shortfall.
    Opportunity,
}

impl Severity {
    /// The word shown to users.
    pub fn label(self) -> &'static str {
        match self {
            Self::Redline => "红线",
            Self::Rectify => "整改",
            Self::Duty => "义务",
            Self::Oversight => "监管",
            Self::Opportunity => "机会",
        }
    }
}

/// One thing asked, with everything a person needs to judge it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Item {
    /// Stable id, such as `11.1`; saved files refer to it.
    pub id: &'static str,
    /// Whether it is the tool's own addition to the list of what the clauses ask.
    pub own: bool,
    /// How grave a shortfall is.
    pub severity: Severity,
    /// The sentence to be judged.
    pub ask: &'static str,
    /// At a red line of 第二十条 or 第二十八条, what it is that has or has not happened.
    pub finding: Option<&'static str>,
    /// The exact words of the article it rests on.
    pub quote: &'static [&'static str],
    /// Plain explanation.
    pub explain: &'static str,
    /// Evidence that the article itself names.
    pub evidence_named: &'static [&'static str],
    /// Evidence that the tool suggests (本工具建议).
    pub evidence: &'static [&'static str],
    /// Keys of [`Consequence`]; empty where the text gives none.
    pub consequence: &'static [&'static str],
    /// On what the consequence depends.
    pub consequence_note: Option<&'static str>,
    /// The reading (一种理解) that the item rests on.
    pub reading: Option<&'static str>,
    /// What the profile must say for the item to apply; all of it.
    pub needs: &'static [Condition],
    /// When the answer follows from the profile without being asked.
    pub derived: Option<Derived>,
    /// Key of the deadline that belongs to it.
    pub deadline: Option<&'static str>,
    /// The other item about the same thing; one shortfall is counted once.
    pub linked: Option<&'static str>,
}

impl Item {
    /// The number of the article that the item belongs to.
    pub fn article_number(&self) -> u8 {
        self.id.split('.').next().and_then(|number| number.parse().ok()).unwrap_or_default()
    }

    /// What a shortfall consists in: the situation at a red line of 第二十条 or 第二十八条, whose question asks
    /// for the contrary; what is asked everywhere else.
    pub fn finding_words(&self) -> &'static str {
        self.finding.unwrap_or(self.ask)
    }

    /// What follows from a shortfall, in the order of the clauses.
    pub fn consequences(&self) -> impl Iterator<Item = &'static Consequence> {
        self.consequence.iter().filter_map(|key| consequence(key))
    }
}

/// A judgement that the profile alone brings about: 不符合, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Derived {
    /// What the profile must say; all of it.
    pub when: &'static [Condition],
    /// The reason, in words.
    pub because: &'static str,
}

/// One sub-item of 第二十七条 or 第二十八条, or the second half of 第二十七条, and what the article says follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Consequence {
    /// Such as `27(6)`; `27-second` for an order that is not carried out.
    pub key: &'static str,
    /// 27 or 28.
    pub article: u8,
    /// `第二十七条（六）`.
    pub label: &'static str,
    /// Short name.
    pub short: &'static str,
    /// The words of the text.
    pub quote: &'static str,
    /// Who orders it.
    pub authority: &'static str,
    /// What follows, in plain words.
    pub follows: &'static str,
}

/// A document that came after the regulation. The tool does not have its full text and says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LaterDocument {
    /// Its title.
    pub title: &'static str,
    /// Its number, where one was found.
    pub number: Option<&'static str>,
    /// When and by whom it was issued, as far as was found.
    pub issued: &'static str,
    /// What it may change for an institution.
    pub matters: &'static str,
    /// Where it was found.
    pub source: &'static str,
    /// How much of it was seen there.
    pub seen: &'static str,
    /// How well it is attested.
    pub attested: Attestation,
    /// Ids of the items that it bears on.
    pub items: &'static [&'static str],
}

/// How well a [`LaterDocument`] is attested.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attestation {
    /// On the site of an authority that is competent for Nanning.
    Official,
    /// On the site of an authority elsewhere that passes it on.
    OfficialElsewhere,
    /// Reprinted or reported by others.
    Reprint,
    /// Only quoted in other documents.
    Cited,
}

impl Attestation {
    /// The words shown to users.
    pub fn label(self) -> &'static str {
        match self {
            Self::Official => "主管部门网站",
            Self::OfficialElsewhere => "外省官网或报道",
            Self::Reprint => "转载或报道",
            Self::Cited => "只见别的文件引用",
        }
    }
}

/// What the text says of a period, and what the product says of it wherever it appears.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Provision {
    /// Such as `filing`.
    pub key: &'static str,
    /// `第十一条`.
    pub clause: &'static str,
    /// Number of the article quoted.
    pub article: u8,
    /// How many, where the text gives a number.
    pub number: Option<u32>,
    /// `working-days` or `years`.
    pub unit: Option<&'static str>,
    /// The exact words.
    pub quote: &'static str,
    /// What is due, such as `首次开展前备案`.
    pub title: &'static str,
    /// What the computed day is, such as `最迟备案日`.
    pub day: &'static str,
    /// What a person must know besides the date.
    pub note: &'static str,
    /// Id of the item that a breach falls under.
    pub item: Option<&'static str>,
    /// The readings of the clause: key and wording; empty where there is but one.
    pub readings: &'static [(&'static str, &'static str)],
}

impl Provision {
    /// The wording of one reading; empty for a key that it does not have.
    pub fn reading(&self, key: &str) -> &'static str {
        self.readings.iter().find(|(known, _)| *known == key).map_or("", |(_, label)| label)
    }
}

/// A calculator of the page 期限计算.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Calculator {
    /// Its address, such as `filing` of `#/deadlines/filing`.
    pub key: &'static str,
    /// Its name.
    pub title: &'static str,
    /// What it tells.
    pub summary: &'static str,
}

/// The notice's data.
pub fn regulation() -> &'static Regulation {
    &REGULATION
}

/// All 32 articles, in order.
pub fn articles() -> &'static [Article; 32] {
    &ARTICLES
}

/// The article of that number, 1 to 32.
pub fn article(number: u8) -> Option<&'static Article> {
    ARTICLES.get(usize::from(number).checked_sub(1)?)
}

/// All items of all articles, in order.
pub fn items() -> impl Iterator<Item = &'static Item> {
    ARTICLES.iter().flat_map(|article| article.items)
}

/// The item with that id.
pub fn item(id: &str) -> Option<&'static Item> {
    let number = id.split_once('.')?.0.parse().ok()?;
    article(number)?.items.iter().find(|item| item.id == id)
}

/// The second half of 第二十七条, then the sub-items of 第二十七、二十八条, in order.
pub fn consequences() -> &'static [Consequence] {
    CONSEQUENCES
}

/// The later documents that are known of, most important first.
pub fn later_documents() -> &'static [LaterDocument] {
    LATER_DOCUMENTS
}

/// The consequence with that key.
pub fn consequence(key: &str) -> Option<&'static Consequence> {
    CONSEQUENCES.iter().find(|consequence| consequence.key == key)
}

/// What the text says of the deadline with that key.
pub fn provision(key: &str) -> Option<&'static Provision> {
    PROVISIONS.iter().find(|provision| provision.key == key)
}

/// The calculators, in the order of their list.
pub fn calculators() -> &'static [Calculator] {
    CALCULATORS
}

/// `第三十二条` for 32.
pub fn article_label(number: u8) -> String {
    format!("第{}条", chinese_number(number))
}

/// A number from 1 to 99 as Chinese law writes it: 十七, 二十, 三十二.
pub fn chinese_number(number: u8) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let (tens, ones) = (usize::from(number / 10 % 10), usize::from(number % 10));
    match tens {
        0 => DIGITS[ones].to_owned(),
        1 => format!("十{}", DIGITS[ones]),
        _ => format!("{}十{}", DIGITS[tens], DIGITS[ones]),
    }
}
