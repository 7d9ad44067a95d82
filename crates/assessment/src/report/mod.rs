//! Everything that a report says, as data: the page, the PDF and the workbook all print this.

mod dates;
mod form;
mod gather;
mod history;
mod profile;
mod progress;
mod registers;
mod rows;
mod words;

use chrono::NaiveDate;
use serde::Serialize;

use crate::deadlines::months::Month;
use crate::deadlines::status::Urgency;
use crate::results::findings::{Headline, Tally};
use crate::results::plan::Stage;
use crate::self_check::answers::State;
pub use form::Form;
pub use profile::{DocumentList, ProfileGroup, ProfileRow, ProfileSections, answer_words};
pub use progress::{ChapterProgress, MovedList, MovedRow, Movement, Progress};

/// A report, complete.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// `职业技能等级认定自查报告`.
    pub title: &'static str,
    /// Name of the institution.
    pub institution: String,
    /// Title of the self-check.
    pub record_title: String,
    /// The day of the report, ISO 8601.
    pub today: NaiveDate,
    /// The day of the report in words.
    pub today_text: String,
    /// The period that the self-check is about, in words.
    pub period: String,
    /// The regulation: title, issuer and day of issue.
    pub regulation: RegulationLine,
    /// What a reader must know before anything else.
    pub cautions: Vec<String>,
    /// The headline and the counts beside it.
    pub headline: Headline,
    /// All items, counted.
    pub tally: Tally,
    /// Shortfalls of 红线, 整改 and 义务, linked ones counted once.
    pub shortfalls: usize,
    /// The one page for the director.
    pub director: Director,
    /// What has moved since an earlier self-check; `None` unless there is one to compare with.
    pub progress: Option<Progress>,
    /// 红线.
    pub red_lines: Vec<FindingRow>,
    /// 整改情形.
    pub situations: Vec<SituationRow>,
    /// Shortfalls of 监管 items.
    pub advice: Vec<FindingRow>,
    /// All dates by group, empty groups left out.
    pub dates: Vec<DateGroup>,
    /// What is past with nothing entered.
    pub unrecorded: Vec<UnrecordedRow>,
    /// The rules by which they were counted, each once.
    pub rules: Vec<RuleRow>,
    /// Dates that could not be computed, and why.
    pub date_failures: Vec<String>,
    /// What goes on after leaving (第二十九条); `None` unless the institution leaves.
    pub exit: Option<Exit>,
    /// The plan.
    pub plan: PlanTable,
    /// All five chapters with all 32 articles.
    pub chapters: Vec<ChapterSection>,
    /// What the institution told of itself.
    pub profile: ProfileSections,
    /// How it was computed, and what it is not.
    pub method: Vec<MethodNote>,
    /// The registers that have rows.
    pub registers: Vec<RegisterTable>,
    /// What was done to the self-check; `None` unless it was asked for.
    pub history: Option<Vec<HistoryRow>>,
}

/// One step of what was done to the self-check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HistoryRow {
    /// When, by the clock of whoever did it, in Nanning's time.
    pub at: String,
    /// Who, as far as it is known.
    pub who: String,
    /// What it was besides a change: `撤销`, `合并`, …; else empty.
    pub label: &'static str,
    /// What it changed.
    pub changes: Vec<HistoryChange>,
}

/// One change, in the words of the forms.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HistoryChange {
    /// What it is about.
    pub place: String,
    /// The former value; empty for none.
    pub was: String,
    /// The new one; empty where it was emptied.
    pub now: String,
}

/// The regulation in a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RegulationLine {
    /// Full title.
    pub title: &'static str,
    /// Issuing authority.
    pub issuer: &'static str,
    /// Day of issue in words.
    pub issued: String,
    /// Last day of its validity in words.
    pub valid_until: String,
}

/// The page for the director.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Director {
    /// Up to five of the gravest shortfalls.
    pub gravest: Vec<FindingRow>,
    /// How many more there are.
    pub more: usize,
    /// Dates that are late or near.
    pub dates: Vec<DateRow>,
    /// What to decide.
    pub decisions: Vec<String>,
}

/// A shortfall.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FindingRow {
    /// Id of the item.
    pub id: &'static str,
    /// `第二十条`.
    pub article: String,
    /// `红线`, ….
    pub severity: &'static str,
    /// The sentence judged.
    pub ask: &'static str,
    /// `不符合` or `部分符合`.
    pub state: &'static str,
    /// What the problem is: why it was derived, and what was remarked; of linked items, at both.
    pub note: String,
    /// Why there is a problem, as the institution sees it.
    pub cause: String,
    /// Ids of items that are the same shortfall.
    pub also: Vec<&'static str>,
    /// Clauses of the consequence, `第二十八条（三）`.
    pub clauses: Vec<&'static str>,
    /// What follows by those clauses.
    pub follows: Vec<String>,
    /// On what the consequence depends.
    pub consequence_note: Option<&'static str>,
}

/// A 整改情形.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SituationRow {
    /// `第二十七条（六）`.
    pub label: &'static str,
    /// The sub-item's words.
    pub quote: &'static str,
    /// What follows.
    pub follows: &'static str,
    /// The items it follows from.
    pub items: Vec<FindingRow>,
}

/// Dates of one urgency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DateGroup {
    /// Such as `已过要求的日期` or `30 天内（证件 90 天内）`.
    pub label: &'static str,
    /// The group.
    pub urgency: Urgency,
    /// Its dates, in order.
    pub rows: Vec<DateRow>,
}

/// One date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DateRow {
    /// What is due.
    pub title: &'static str,
    /// For which event, batch, person or order.
    pub subject: String,
    /// The clause.
    pub clause: &'static str,
    /// The day that leads a person, ISO 8601: the safe side while the date is 暂定.
    pub date: NaiveDate,
    /// That day in words, with its weekday.
    pub date_text: String,
    /// What it means today.
    pub status: String,
    /// The group it belongs to.
    pub urgency: Urgency,
    /// Why it is 暂定; `None` when it is firm.
    pub provisional: Option<String>,
    /// Of a provisional date, the day in words by the statutory days alone.
    pub by_statutory_days: Option<String>,
    /// What starts it, whether the first day counts, the unit, the rolling, the source.
    pub counting: Vec<(&'static str, &'static str)>,
    /// All readings, in words, the chosen one marked; empty where there is but one.
    pub readings: Vec<ReadingRow>,
    /// What to know besides.
    pub note: String,
    /// The count as month calendars, where it is drawn (see [`RuleRow::pictured`]); else empty.
    pub months: Vec<Month>,
}

/// The dates of one rule that are past with nothing entered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UnrecordedRow {
    /// What is not entered, and for how many.
    pub words: String,
    /// The clause.
    pub clause: &'static str,
    /// For which events.
    pub subjects: Vec<String>,
}

/// A rule with dates in the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RuleRow {
    /// What is due.
    pub title: &'static str,
    /// The clause.
    pub clause: &'static str,
    /// What starts it, whether the first day counts, the unit, the rolling, the source.
    pub counting: Vec<(&'static str, &'static str)>,
    /// What to know besides.
    pub note: String,
    /// How many dates it has in the report.
    pub dates: usize,
    /// Those of them that are drawn as month calendars.
    pub pictured: Vec<DateRow>,
    /// How many more were counted day by day and are not drawn.
    pub left: usize,
}

/// One reading of a date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReadingRow {
    /// What it means.
    pub label: &'static str,
    /// The day in words.
    pub date_text: String,
    /// Whether it is the one used.
    pub chosen: bool,
}

/// What goes on after leaving the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Exit {
    /// What still has to be kept, in words.
    pub retention: String,
    /// What else to settle (本工具建议).
    pub advice: &'static [&'static str],
}

/// The plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PlanTable {
    /// Its rows: what is required, then advice, then what falls short no more; of each by due date.
    pub rows: Vec<PlanRow>,
    /// How many required rows lack measure, owner or due date.
    pub incomplete: usize,
}

/// One row of the plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PlanRow {
    /// The shortfall.
    pub finding: FindingRow,
    /// Whether the item falls short no more; its state is then the one it has now.
    pub former: bool,
    /// What will be done.
    pub measure: String,
    /// By whom.
    pub owner: String,
    /// By when, in words; empty without a date.
    pub due_text: String,
    /// By when.
    pub due: Option<NaiveDate>,
    /// Where that date stands.
    pub status: String,
    /// How far the measure has come.
    pub stage: Stage,
    /// The same in words.
    pub stage_label: &'static str,
    /// The day of completion, in words; empty without one.
    pub completed_text: String,
    /// The day of completion.
    pub completed_on: Option<NaiveDate>,
    /// What came of the measure.
    pub result: String,
    /// What proves it.
    pub completion_evidence: String,
    /// Who checked and closed it.
    pub checked_by: String,
    /// When, in words; empty without a date.
    pub checked_text: String,
    /// When.
    pub checked_on: Option<NaiveDate>,
    /// What in these dates cannot be; empty when nothing.
    pub doubt: &'static str,
    /// What is missing.
    pub missing: Vec<&'static str>,
    /// Whether it is advice only.
    pub advice: bool,
}

/// One chapter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChapterSection {
    /// `第三章　机构职责`.
    pub heading: String,
    /// Its items, counted.
    pub tally: Tally,
    /// Its articles.
    pub articles: Vec<ArticleSection>,
}

/// One article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ArticleSection {
    /// Number.
    pub number: u8,
    /// `第十七条`.
    pub label: String,
    /// Short name.
    pub title: &'static str,
    /// The words as printed, the label included.
    pub text: &'static [&'static str],
    /// The article in one word.
    pub state: State,
    /// The same in Chinese.
    pub state_label: &'static str,
    /// Its items, counted.
    pub tally: Tally,
    /// Its items.
    pub items: Vec<ItemRow>,
}

/// One item of an article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ItemRow {
    /// Id.
    pub id: &'static str,
    /// `义务`, ….
    pub severity: &'static str,
    /// The sentence judged.
    pub ask: &'static str,
    /// What it comes to.
    pub state: State,
    /// The same in Chinese.
    pub state_label: &'static str,
    /// Why it does not apply, was derived or stays unanswered, and any reason that was typed.
    pub why: String,
    /// The remark.
    pub note: String,
    /// The evidence at hand.
    pub evidence: String,
    /// What will be done, by whom, by when, as one line; empty without a plan.
    pub plan: String,
    /// Rows of the registers that say otherwise, in sentences.
    pub contradictions: Vec<String>,
}

/// A register, with the columns that are filled in somewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RegisterTable {
    /// What people call it, such as 评价批次.
    pub title: &'static str,
    /// Its columns; the first is the one that a row is known by.
    pub columns: Vec<RegisterColumn>,
    /// Its rows in the order of the file, a cell for each column, without blank rows.
    pub rows: Vec<Vec<String>>,
    /// What its numbers add up to, in a sentence; empty where it has none.
    pub totals: String,
}

/// A column of a register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RegisterColumn {
    /// Its heading.
    pub heading: &'static str,
    /// How much room its cells need.
    pub kind: CellKind,
}

/// How much room a cell needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CellKind {
    /// As much as its text asks for.
    Text,
    /// That of a date.
    Date,
    /// That of a number or a word.
    Short,
}

/// One note on method or limits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MethodNote {
    /// What it is about.
    pub heading: &'static str,
    /// The note.
    pub text: String,
}
