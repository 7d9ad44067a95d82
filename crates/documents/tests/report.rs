//! The report as its readers get it: made from a saved self-check, then read back from the PDF alone.

mod common;

use assessment::report::{Form, Report};
use assessment::self_check::SelfCheck;
use assessment::self_check::registers::Event;
use assessment::self_check::registers::schema::{Kind, Row as _};
use common::page::{read_pages, read_text};
use common::{assert_says, autumn, today, typeset, typesetter, with, with_a_trail, with_note};
use documents::readback::Reader;

#[test]
fn all_that_was_asked_and_answered_can_be_read() {
    let self_check = autumn();
    let report = Report::of(&self_check, today());
    let text = read_text(&typeset(&self_check, "tier1").bytes);
    for chapter in &report.chapters {
        assert_says(&text, &chapter.heading);
        for article in &chapter.articles {
            assert_says(&text, article.label.as_str());
            for paragraph in article.text {
                assert_says(&text, paragraph);
            }
            for item in &article.items {
                assert_says(&text, &format!("{}{}", item.id, item.ask));
            }
        }
    }
    for answer in self_check.answers.values() {
        for written in
            [&answer.note, &answer.evidence, &answer.reason, &answer.measure, &answer.owner]
        {
            assert_says(&text, written);
        }
    }
    for table in &report.registers {
        assert_says(&text, table.title);
        for words in table.rows.iter().flatten() {
            assert_says(&text, words);
        }
    }
    for caution in &report.cautions {
        assert_says(&text, caution);
    }
    assert_says(&text, &report.headline.text);
    assert_says(&text, &report.headline.beside);
}

#[test]
fn a_register_with_every_column_is_printed_whole_within_its_page() {
    let self_check = with(|self_check| {
        let fill = |row: &mut Event| {
            for column in Event::COLUMNS {
                let words = match column.kind {
                    Kind::Date => "2026-10-20".to_owned(),
                    Kind::Count => "1234".to_owned(),
                    Kind::Choice(choices) => choices[1].0.to_owned(),
                    Kind::Text | Kind::Term | Kind::Days => {
                        format!("{}４５０１０２450102199001010011", column.label)
                    }
                };
                (column.set)(row, words);
            }
        };
        self_check.registers.events.iter_mut().for_each(fill);
    });
    let report = Report::of(&self_check, today());
    let pages = read_pages(&typeset(&self_check, "tier1").bytes);
    let text: String = pages.iter().map(|page| page.text.as_str()).collect();
    let table = &report.registers[0];
    assert_eq!(table.columns.len(), Event::COLUMNS.iter().filter(|one| one.is_printed()).count());
    for column in &table.columns {
        assert_says(&text, column.heading);
    }
    for words in table.rows.iter().flatten() {
        assert_says(&text, words);
    }
    assert_says(&text, &table.totals);
    // On pages that lie on their long side, and nothing beyond their margins.
    let annexes: Vec<_> =
        pages.iter().filter(|page| page.paper.width() > page.paper.height()).collect();
    assert!(!annexes.is_empty());
    for page in annexes {
        let (left, right) = (page.paper.x0 + 36.0, page.paper.x1 - 36.0);
        let outside = page.glyphs.iter().find(|(_, at)| at.x0 < left || at.x1 > right);
        assert_eq!(outside, None);
    }
}

#[test]
fn the_self_check_inside_is_the_self_check_put_in() {
    let self_check = autumn();
    let pdf = typeset(&self_check, "tier1");
    let reader = Reader::new(pdf.bytes).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(reader.pages(), pdf.pages);
    let attached = reader.attachment("selfcheck.json").unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(SelfCheck::from_json(&attached).ok(), Some(self_check));
}

#[test]
fn who_changed_what_is_printed_only_where_it_is_asked_for() {
    let last = "1234567890".repeat(40) + &"改了又改，".repeat(400);
    let self_check = with_a_trail(&last);
    let told = [
        "附件：改动记录",
        "2026-11-23 10:00",
        "韦㛃",
        "要点 10.1：备注或存在的问题",
        "原先写错的话",
    ];
    let without = read_text(&typeset(&self_check, "tier1").bytes);
    let report = Report::of(&self_check, today()).with_history(&self_check);
    for form in [Form::Full, Form::Short, Form::Inspection] {
        let pdf = typesetter("tier1")
            .pdf(&report, self_check.to_json().as_bytes(), form)
            .unwrap_or_else(|error| panic!("{error}"));
        let pages = read_pages(&pdf.bytes);
        let text: String = pages.iter().map(|page| page.text.as_str()).collect();
        for words in told {
            assert_says(&text, words);
        }
        // All of the long text as well, of which the end of a page parts one repetition at most.
        let (_, trail) = text.rsplit_once("附件：改动记录").unwrap_or_default();
        for (words, times) in [("1234567890", 40), ("改了又改，", 400)] {
            assert!(trail.matches(words).count() + pages.len() >= times, "{words}");
        }
        for page in &pages {
            let printable = page.paper.inset(-28.0);
            assert!(page.glyphs.iter().all(|(_, place)| printable.contains_rect(*place)));
        }
    }
    assert!(!without.contains("改动记录") && !without.contains("原先写错的话"));
}

#[test]
fn it_declares_itself_archival_and_accessible() {
    let pdf = typeset(&autumn(), "tier1");
    let file = String::from_utf8_lossy(&pdf.bytes);
    for mark in [
        "<pdfaid:part>3</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
        "<pdfuaid:part>1</pdfuaid:part>",
    ] {
        assert!(file.contains(mark), "no {mark} in the metadata");
    }
    assert!(file.contains("南宁市示例技工学校职业技能等级认定自查报告"), "no title");
}

#[test]
fn the_same_report_makes_the_same_file() {
    let self_check = autumn();
    assert!(typeset(&self_check, "tier1").bytes == typeset(&self_check, "tier1").bytes);
}

#[test]
fn rare_names_of_the_general_standard_need_only_the_first_tier() {
    let self_check = with_note("覃喆、韦㛃、莫䶮、黄𬱖、刘玥、镕㸆");
    let pdf = typeset(&self_check, "tier1");
    assert!(pdf.missing.is_empty(), "{:?}", pdf.missing);
    assert_says(&read_text(&pdf.bytes), "覃喆、韦㛃、莫䶮、黄𬱖、刘玥、镕㸆");
}

#[test]
fn a_name_beyond_the_first_tier_is_told_and_the_full_fonts_set_it() {
    let self_check = with_note("龘先生");
    let first = typeset(&self_check, "tier1");
    assert_eq!(first.missing, ['龘']);
    assert_says(&read_text(&first.bytes), "〓先生");
    let full = typeset(&self_check, "full");
    assert!(full.missing.is_empty(), "{:?}", full.missing);
    assert_says(&read_text(&full.bytes), "龘先生");
}

#[test]
fn what_people_tick_and_cross_with_and_odd_spaces_are_printed() {
    let pdf = typeset(&with_note("☑有\u{2005}☐无\u{202f}✔已核\u{2009}✘未核"), "tier1");
    assert!(pdf.missing.is_empty(), "{:?}", pdf.missing);
    assert_says(&read_text(&pdf.bytes), "☑有 ☐无 ✔已核 ✘未核");
}

#[test]
fn what_looks_like_markup_is_printed_as_typed() {
    let typed = r#"#let x = 1; *星* _线_ $a^2$ <b> @x `raw` \ "引" [框] // 注 {{}} ~ ---"#;
    assert_says(&read_text(&typeset(&with_note(typed), "tier1").bytes), typed);
}

#[test]
fn nothing_leaves_the_page_however_much_was_written() {
    let self_check = with(|self_check| {
        let latin = "ABCDEFGHIJ".repeat(30);
        self_check.profile.set("name", "示例职业技能等级认定评价中心".repeat(8).into());
        self_check.title = latin.clone();
        for event in &mut self_check.registers.events {
            event.name.clone_from(&latin);
        }
        let answer = self_check.answers.entry("14.7".to_owned()).or_default();
        answer.note = "每一个字都要印在纸上。".repeat(455);
        answer.measure.clone_from(&latin);
        answer.owner.clone_from(&latin);
        let answer = self_check.answers.entry("23.3".to_owned()).or_default();
        answer.note = "！".repeat(300);
        answer.measure = "——".repeat(150);
        answer.owner = "1234567890".repeat(8);
        // Names alone, in the narrowest column: more lines than a page has.
        let answer = self_check.answers.entry("10.1".to_owned()).or_default();
        answer.state = Some(assessment::self_check::answers::Choice::Unmet);
        answer.owner = "覃喆、".repeat(120);
    });
    let pdf = typeset(&self_check, "tier1");
    for (index, page) in read_pages(&pdf.bytes).iter().enumerate() {
        // A printer's own margin, well inside the report's.
        let printable = page.paper.inset(-28.0);
        for (text, place) in &page.glyphs {
            assert!(printable.contains_rect(*place), "{text} leaves page {}: {place:?}", index + 1);
        }
    }
}

#[test]
fn columns_keep_their_distance() {
    let self_check = with(|self_check| {
        let answer = self_check.answers.entry("23.3".to_owned()).or_default();
        answer.measure = "ABCDEFGHIJ".repeat(10);
        answer.owner = "zhang.san-office@example.org".to_owned();
    });
    let pages = read_pages(&typeset(&self_check, "tier1").bytes);
    let mut compared = 0;
    for page in &pages {
        for (index, (text, place)) in page.glyphs.iter().enumerate() {
            for (other, beside) in &page.glyphs[index + 1..] {
                let overlap = place.intersect(*beside);
                let common = overlap.width().max(0.0) * overlap.height().max(0.0);
                compared += 1;
                assert!(
                    common < 0.3 * place.area().min(beside.area()),
                    "{text} and {other} are printed over one another at {overlap:?}"
                );
            }
        }
    }
    assert!(compared > 10_000, "too little was read to tell");
}

#[test]
fn the_director_has_one_page_even_when_everything_is_wrong() {
    let self_check = with(|self_check| {
        for item in assessment::content::items() {
            let answer = self_check.answers.entry(item.id.to_owned()).or_default();
            answer.state = Some(assessment::self_check::answers::Choice::Unmet);
        }
    });
    let pages = read_pages(&typeset(&self_check, "tier1").bytes);
    let starts = |heading: &str| {
        pages.iter().position(|page| page.text.contains(heading) && !page.text.contains("目录"))
    };
    let director = starts("一、给负责人");
    assert!(director.is_some());
    assert_eq!(director.map(|page| page + 1), starts("二、单位基本情况"));
}

#[test]
fn the_five_parts_of_a_self_check_report_stand_in_their_order_with_what_was_written() {
    let self_check = with(|self_check| {
        for (key, answer) in [
            ("credit_code", "12450100MB0000000X"),
            ("self_check_group", "组长覃䶮，成员莫䶮"),
            ("sampling", "抽查 6 个批次中的 3 个"),
        ] {
            self_check.profile.set(key, answer.into());
        }
        self_check.profile.set_rows("next_steps", vec![vec!["每季度复核一次档案".to_owned()]]);
        let document = ["Z-1", "考评人员名册", "3", "档案柜一号"].map(str::to_owned).to_vec();
        self_check.profile.set_rows("supporting_documents", vec![document]);
        let answer = self_check.answers.entry("23.3".to_owned()).or_default();
        answer.state = Some(assessment::self_check::answers::Choice::Unmet);
        answer.cause = "设备老化".to_owned();
        answer.completed_on = Some(today());
        answer.result = "已换新机位".to_owned();
        answer.completion_evidence = "验收单".to_owned();
        answer.checked_by = "韦兰".to_owned();
        answer.checked_on = Some(today());
    });
    let text = read_text(&typeset(&self_check, "tier1").bytes);
    let mut rest = text.as_str();
    for part in [
        "本机构对本次自查内容的真实性负责",
        "二、单位基本情况",
        "12450100MB0000000X",
        "三、自查组织与方法",
        "组长覃䶮，成员莫䶮",
        "抽查6个批次中的3个",
        "四、自查情况",
        "五、存在问题及原因",
        "设备老化",
        "六、整改措施与下一步计划",
        "已销号",
        "已换新机位",
        "验收单",
        "韦兰",
        "每季度复核一次档案",
        "十、佐证材料目录",
        "考评人员名册",
    ] {
        let place = rest.rfind(part).unwrap_or_else(|| panic!("no {part} after what precedes it"));
        rest = &rest[place..];
    }
}
