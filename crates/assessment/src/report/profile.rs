//! What the institution told of itself: its particulars, how the self-check was organised, what it plans
//! next, and the answers that decide which items apply.

use serde::Serialize;

use crate::civil_date::plain_date;
use crate::content::question::{Group, Question, QuestionKind, groups, question};
use crate::self_check::profile::Profile;

/// The groups that are printed as 单位基本情况: particulars and the period.
const PARTICULARS: [&str; 2] = ["basic", "period"];
/// The group whose answers stand in the parts of the report that they are about.
const ORGANIZATION: &str = "organization";
const NEXT_STEPS: &str = "next_steps";
const SUPPORTING_DOCUMENTS: &str = "supporting_documents";

/// What the institution told of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProfileSections {
    /// 单位基本情况: what was answered of it.
    pub particulars: Vec<ProfileRow>,
    /// 自查组织: what was answered of it.
    pub organization: Vec<ProfileRow>,
    /// 下一步计划, a line each.
    pub next_steps: Vec<String>,
    /// 佐证材料目录.
    pub documents: DocumentList,
    /// The other answers, by group; what was asked and not answered is `未答`.
    pub groups: Vec<ProfileGroup>,
}

/// The list of supporting documents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DocumentList {
    /// What its columns are.
    pub heads: Vec<&'static str>,
    /// A row for each document, as wide as the heads.
    pub rows: Vec<Vec<String>>,
}

/// Questions that stand together under a title.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProfileGroup {
    /// The title.
    pub title: &'static str,
    /// The questions that were asked.
    pub rows: Vec<ProfileRow>,
}

/// A question about the institution, and its answer in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProfileRow {
    /// The question.
    pub label: &'static str,
    /// The answer; `未答` where there is none.
    pub answer: String,
}

impl ProfileSections {
    /// Gathers what the profile of a self-check has.
    pub(super) fn of(profile: &Profile) -> Self {
        let (mut particulars, mut organization, mut others) = (Vec::new(), Vec::new(), Vec::new());
        for group in groups() {
            if PARTICULARS.contains(&group.key) {
                particulars.extend(answered(profile, group));
            } else if group.key == ORGANIZATION {
                organization.extend(answered(profile, group));
            } else {
                let rows = asked(profile, group).map(|question| row(profile, question)).collect();
                others.push(ProfileGroup { title: group.title, rows });
            }
        }
        let next_steps = profile.rows(NEXT_STEPS).into_iter().flatten().collect();
        let documents = DocumentList::of(profile);
        Self { particulars, organization, next_steps, documents, groups: others }
    }
}

impl DocumentList {
    fn of(profile: &Profile) -> Self {
        let columns = match question(SUPPORTING_DOCUMENTS).map(|question| question.kind) {
            Some(QuestionKind::Rows(columns)) => columns,
            _ => &[],
        };
        let mut rows = profile.rows(SUPPORTING_DOCUMENTS);
        // A file may give a document fewer cells, or more.
        rows.iter_mut().for_each(|row| row.resize(columns.len(), String::new()));
        Self { heads: columns.iter().map(|column| column.label).collect(), rows }
    }
}

fn asked<'a>(
    profile: &'a Profile,
    group: &'a Group,
) -> impl Iterator<Item = &'static Question> + 'a {
    group.questions().filter(|question| profile.asks(question))
}

/// What was answered in single lines; rows of their own are printed as lists.
fn answered<'a>(profile: &'a Profile, group: &'a Group) -> impl Iterator<Item = ProfileRow> + 'a {
    asked(profile, group)
        .filter(|question| !matches!(question.kind, QuestionKind::Rows(_)))
        .filter(|question| !answer_words(profile, question).is_empty())
        .map(|question| row(profile, question))
}

fn row(profile: &Profile, question: &'static Question) -> ProfileRow {
    let answer = match answer_words(profile, question) {
        empty if empty.is_empty() => "未答".to_owned(),
        answer => answer,
    };
    ProfileRow { label: question.label, answer }
}

/// What was answered, in words; empty where nothing was.
pub fn answer_words(profile: &Profile, question: &Question) -> String {
    let text = profile.text(question.key);
    match question.kind {
        QuestionKind::Rows(_) => {
            let rows = profile.rows(question.key);
            rows.iter().map(|cells| cells.join("：")).collect::<Vec<_>>().join("；")
        }
        QuestionKind::Date => profile.date(question.key).map(plain_date).unwrap_or_default(),
        QuestionKind::YesNo(_) | QuestionKind::Choice(_) => {
            profile.chosen(question).map_or(text, |choice| choice.label).to_owned()
        }
        QuestionKind::Text => text.trim().to_owned(),
    }
}
