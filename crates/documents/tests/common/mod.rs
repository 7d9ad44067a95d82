//! What the tests share: the fonts, and a reader that sees a PDF as a person does.

#![allow(dead_code, reason = "each test takes what it needs")]

pub mod page;

use std::path::{Path, PathBuf};

use assessment::report::{Form, Report};
use assessment::self_check::answers::{AnswerText, Choice};
use assessment::self_check::journal::Stamp;
use assessment::self_check::{Action, SelfCheck, apply};
use chrono::NaiveDate;
use documents::pdf::{Pdf, Typesetter};
use page::squeezed;

const AUTUMN: &str = include_str!("../fixtures/autumn.json");

/// A self-check under way, with shortfalls of all kinds.
pub fn autumn() -> SelfCheck {
    SelfCheck::from_json(AUTUMN.as_bytes()).unwrap_or_else(|error| panic!("{error}"))
}

/// The same after `change`.
pub fn with(change: impl FnOnce(&mut SelfCheck)) -> SelfCheck {
    let mut self_check = autumn();
    change(&mut self_check);
    self_check
}

/// The same with `text` as a remark.
pub fn with_note(text: &str) -> SelfCheck {
    with(|self_check| {
        self_check.answers.entry("10.1".to_owned()).or_default().note = text.to_owned()
    })
}

/// The self-check under way after two people wrote one remark: the first words were 原先写错的话.
pub fn with_a_trail(last: &str) -> SelfCheck {
    let by = |self_check: &SelfCheck, who: &str, words: &str| {
        let (session, at) = (who.to_owned(), "2026-11-23T02:00:00Z".to_owned());
        let stamp = Stamp { session, who: who.to_owned(), at };
        let (item, words) = ("10.1".to_owned(), words.to_owned());
        apply(self_check, Action::Write { item, text: AnswerText::Note, words }, &stamp)
    };
    by(&by(&autumn(), "韦㛃", "原先写错的话"), "覃喆", last)
}

/// The self-check of half a year before: since then something was put right, something was not, and some
/// answers are not comparable.
pub fn spring() -> SelfCheck {
    with(|self_check| {
        "spring".clone_into(&mut self_check.id);
        "2026年春季自查".clone_into(&mut self_check.title);
        "2026-06-30T08:00:00Z".clone_into(&mut self_check.updated_at);
        self_check.profile.set("period_to", "2026-06-30".into());
        let mut answer = |id: &str, choice| {
            self_check.answers.entry(id.to_owned()).or_default().state = Some(choice);
        };
        answer("10.1", Choice::Unmet);
        answer("20.4", Choice::Met);
        answer("22.1", Choice::Partly);
        self_check.answers.shift_remove("23.3");
    })
}

/// The day of all reports here.
pub fn today() -> NaiveDate {
    "2026-11-23".parse().unwrap_or_else(|error| panic!("{error}"))
}

/// The plain full report with the fonts of one tier.
pub fn typeset(self_check: &SelfCheck, tier: &str) -> Pdf {
    typeset_as(self_check, tier, Form::Full)
}

/// The same in any form.
pub fn typeset_as(self_check: &SelfCheck, tier: &str, form: Form) -> Pdf {
    typesetter(tier)
        .pdf(&Report::of(self_check, today()), self_check.to_json().as_bytes(), form)
        .unwrap_or_else(|error| panic!("{error}"))
}

/// The same with what has moved since `earlier`.
pub fn typeset_since(earlier: &SelfCheck, self_check: &SelfCheck, form: Form) -> Pdf {
    typesetter("tier1")
        .pdf(
            &Report::since(Some(earlier), self_check, today()),
            self_check.to_json().as_bytes(),
            form,
        )
        .unwrap_or_else(|error| panic!("{error}"))
}

/// Fails unless `text`, as it was read from a page, says `wanted`.
pub fn assert_says(text: &str, wanted: &str) {
    assert!(text.contains(&squeezed(wanted)), "the report does not say: {wanted}");
}

/// The folder of fonts; a test without them fails rather than passes unseen.
pub fn fonts_folder() -> PathBuf {
    std::env::var_os("SELFCHECK_FONTS").map_or_else(
        || panic!("set SELFCHECK_FONTS to the folder of fonts; `cargo xtask test` does"),
        PathBuf::from,
    )
}

/// A typesetter with the fonts of one tier: `tier1` or `full`.
pub fn typesetter(tier: &str) -> Typesetter {
    Typesetter::new(fonts(tier)).unwrap_or_else(|error| panic!("{error}"))
}

/// The fonts of one tier, as files.
pub fn fonts(tier: &str) -> Vec<Vec<u8>> {
    let folder = fonts_folder().join(tier);
    ["NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf", "NotoSansSymbols2-Regular.ttf"]
        .map(|name| read(&folder.join(name)))
        .to_vec()
}

/// The bytes of a file that has to be there.
pub fn read(path: &Path) -> Vec<u8> {
    std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The file with another attachment, as programs replace one: by an update at its end.
pub fn with_attachment(mut file: Vec<u8>, self_check: &str) -> Vec<u8> {
    let text: String = file.iter().copied().map(char::from).collect();
    let between = |before: &str, after: &str| {
        let (_, rest) = text.rsplit_once(before).unwrap_or_else(|| panic!("no {before}"));
        rest.split(after).next().unwrap_or_default().to_owned()
    };
    let (object, _) = text.split_once("/Type/EmbeddedFile").unwrap_or_else(|| panic!());
    let (object, _) = object.rsplit_once(" 0 obj").unwrap_or_else(|| panic!());
    let number = object.rsplit('\n').next().unwrap_or_default();
    let (root, info) = (between("/Root ", "R"), between("/Info ", "R"));
    let former = between("startxref\n", "\n");
    file.push(b'\n');
    let at = file.len();
    file.extend_from_slice(
        format!(
            "{number} 0 obj\n<</Type/EmbeddedFile/Length {}>>\nstream\n{self_check}\nendstream\nendobj\n",
            self_check.len()
        )
        .as_bytes(),
    );
    let table = file.len();
    file.extend_from_slice(
        format!(
            "xref\n{number} 1\n{at:010} 00000 n\r\ntrailer\n<</Size 9999/Root {root}R/Info {info}R/Prev {former}>>\n\
             startxref\n{table}\n%%EOF"
        )
        .as_bytes(),
    );
    file
}
