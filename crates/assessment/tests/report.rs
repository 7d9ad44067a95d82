//! What the report says, as data.

#![expect(clippy::unwrap_used, reason = "helpers of tests may stop at the unexpected")]

mod support;

use assessment::report::{ItemRow, Report};
use assessment::self_check::SelfCheck;
use assessment::self_check::answers::{Answer, Choice, State};
use assessment::self_check::registers::Event;
use support::copies::{by, note};
use support::day;

const SAMPLE: &str = include_str!("sample-record.json");

fn sample() -> SelfCheck {
    SelfCheck::from_json(SAMPLE.as_bytes()).unwrap()
}

fn item(self_check: &SelfCheck, id: &str) -> ItemRow {
    let report = Report::of(self_check, day("2026-11-23"));
    let mut items = report.chapters.iter().flat_map(|chapter| &chapter.articles);
    items.find_map(|article| article.items.iter().find(|item| item.id == id)).unwrap().clone()
}

#[test]
fn a_typed_reason_stands_beside_the_one_that_the_profile_gives() {
    let mut self_check = sample();
    self_check.profile.set("training", "no".into());
    // Its event has a consent to an exception, which contradicts that answer.
    self_check.registers.events.clear();
    let by_profile = item(&self_check, "24.1");
    assert_eq!(by_profile.state, State::NotApplicable);
    let answer = self_check.answers.entry("24.1".to_owned()).or_default();
    answer.state = Some(Choice::NotApplicable);
    answer.reason = "从未办过培训班".to_owned();
    let both = item(&self_check, "24.1");
    assert!(both.why.starts_with(&by_profile.why), "{}", both.why);
    assert!(both.why.ends_with("填写的理由：从未办过培训班"), "{}", both.why);
}

#[test]
fn a_period_that_ends_before_it_begins_says_so() {
    let mut self_check = sample();
    let period = |self_check: &SelfCheck| Report::of(self_check, day("2026-11-23")).period;
    assert_eq!(period(&self_check), "2026年1月1日至2026年11月20日");
    // A period of one day is none that ends before it begins.
    self_check.profile.set("period_to", "2026-01-01".into());
    assert!(!period(&self_check).contains("核对"));
    self_check.profile.set("period_to", "2025-12-31".into());
    assert!(period(&self_check).contains("止期早于起期"), "{}", period(&self_check));
}

#[test]
fn what_was_typed_for_an_answer_since_changed_is_still_printed() {
    let mut self_check = sample();
    let answer = Answer {
        state: Some(Choice::Met),
        reason: "原以为不适用".to_owned(),
        measure: "补公示".to_owned(),
        owner: "覃䶮".to_owned(),
        due: Some(day("2026-12-31")),
        ..Answer::default()
    };
    self_check.answers.insert("15.3".to_owned(), answer);
    let row = item(&self_check, "15.3");
    assert_eq!(row.state, State::Met);
    assert!(row.why.ends_with("原以为不适用"), "{}", row.why);
    // What is no shortfall any more stands in the ledger as what it is, and the item points there.
    assert_eq!(row.plan, "已有整改记录，见整改台账");
    let report = Report::of(&self_check, day("2026-11-23"));
    let row = report.plan.rows.iter().find(|row| row.finding.id == "15.3").unwrap();
    assert!(row.former);
    let written = (row.measure.as_str(), row.owner.as_str(), row.due_text.as_str());
    assert_eq!(written, ("补公示", "覃䶮", "2026年12月31日"));
}

#[test]
fn a_typed_reason_stands_beside_why_an_item_was_derived() {
    let mut self_check = sample();
    self_check.profile.set("published_by", "neither".into());
    self_check.answers.entry("3.1".to_owned()).or_default().reason = "正在申请".to_owned();
    let row = item(&self_check, "3.1");
    assert_eq!(row.state, State::Unmet);
    assert!(row.why.starts_with("不属第三条所称评价机构"), "{}", row.why);
    assert!(row.why.ends_with("正在申请"), "{}", row.why);
}

#[test]
fn a_red_line_called_inapplicable_says_why_it_counts_as_unanswered() {
    let mut self_check = sample();
    let red = assessment::content::items()
        .find(|item| item.severity == assessment::content::Severity::Redline && item.id != "3.1")
        .unwrap();
    let answer = self_check.answers.entry(red.id.to_owned()).or_default();
    answer.state = Some(Choice::NotApplicable);
    answer.reason = "没有开展".to_owned();
    let row = item(&self_check, red.id);
    assert_eq!(row.state, State::Unanswered);
    assert!(row.why.contains("不能以不适用作答"), "{}", row.why);
    assert!(row.why.ends_with("没有开展"), "{}", row.why);
}

#[test]
fn of_two_linked_items_the_plan_has_the_words_of_both() {
    let mut self_check = sample();
    for (id, note) in [("14.1", "没有方案"), ("21.2", "方案没有报送")] {
        let answer = Answer {
            state: Some(Choice::Unmet),
            note: note.to_owned(),
            owner: "莫䶮".to_owned(),
            ..Answer::default()
        };
        self_check.answers.insert(id.to_owned(), answer);
    }
    let report = Report::of(&self_check, day("2026-11-23"));
    let row = report.plan.rows.iter().find(|row| row.finding.id == "14.1").unwrap();
    assert_eq!(row.finding.also, ["21.2"]);
    assert_eq!(row.finding.note, "14.1：没有方案\n21.2：方案没有报送");
    assert_eq!(row.owner, "莫䶮");
}

#[test]
fn the_regulation_is_called_expired_only_after_its_last_day() {
    let caution = |today| Report::of(&sample(), day(today)).cautions[0].clone();
    assert!(caution("2023-12-07").contains("至2023年12月7日止"));
    assert!(!caution("2023-12-07").contains("届满"));
    assert!(caution("2023-12-08").contains("已于2023年12月7日届满"));
}

#[test]
fn a_red_line_is_reported_as_what_happened() {
    let mut self_check = sample();
    for (id, state) in [("20.2", Choice::Unmet), ("28.4", Choice::Partly), ("20.1", Choice::Met)] {
        self_check.answers.entry(id.to_owned()).or_default().state = Some(state);
    }
    let report = Report::of(&self_check, day("2026-11-23"));
    let told: Vec<_> = report.red_lines.iter().map(|row| (row.id, row.state, row.ask)).collect();
    let expected = [
        ("20.2", "已发生", "冒名顶替其他考评员实施审核、检查或者审查"),
        ("28.4", "有疑点", "泄漏试题内容，造成严重后果"),
    ];
    assert_eq!(told, expected);
    assert_eq!(item(&self_check, "20.1").state_label, "未发生");
    // 第三条 is asked positively and keeps the usual words.
    self_check.answers.entry("3.1".to_owned()).or_default().state = Some(Choice::Met);
    assert_eq!(item(&self_check, "3.1").state_label, "符合");
}

#[test]
fn red_lines_confirmed_for_no_period_are_cautioned_about() {
    let cautioned = |self_check: &SelfCheck, words: &str| {
        let report = Report::of(self_check, day("2026-11-23"));
        report.cautions.iter().any(|caution| caution.contains(words))
    };
    let mut self_check = sample();
    assert!(!cautioned(&self_check, "自查期间"));
    self_check.profile.set("period_to", "".into());
    assert!(cautioned(&self_check, "没有填全自查期间"));
    self_check.profile.set("period_to", "2025-12-31".into());
    assert!(cautioned(&self_check, "止日早于起日"));
}

#[test]
fn a_third_choice_is_printed_in_its_own_words() {
    let mut self_check = sample();
    self_check.profile.set("own_trainees", "planned".into());
    self_check.profile.set("published_by", "city".into());
    let report = Report::of(&self_check, day("2026-11-23"));
    let rows = || report.profile.groups.iter().flat_map(|group| &group.rows);
    for answer in ["只是打算", "手里只有市级人社部门的文件"] {
        assert!(rows().any(|row| row.answer == answer), "{answer}");
    }
}

#[test]
fn the_number_of_the_copy_in_hand_is_printed_beside_the_source() {
    let mut self_check = sample();
    let basis = |self_check: &SelfCheck| {
        let report = Report::of(self_check, day("2026-11-23"));
        report.method.iter().find(|note| note.heading == "依据").unwrap().text.clone()
    };
    assert!(basis(&self_check).contains("转载页未见文号"));
    self_check.profile.set("regulation_number", "南人社发〔2021〕某号".into());
    assert!(basis(&self_check).contains("填写人所见文号：南人社发〔2021〕某号"));
}

#[test]
fn who_checked_what_and_how_stands_in_parts_of_its_own() {
    let mut self_check = sample();
    for (key, answer) in [
        ("credit_code", "12450100MB0000000X"),
        ("self_check_group", "组长覃䶮，成员莫䶮"),
        ("sampling", "抽查 6 个批次中的 3 个"),
    ] {
        self_check.profile.set(key, answer.into());
    }
    self_check.profile.set_rows("next_steps", vec![vec!["每季度复核一次档案".to_owned()]]);
    let document = ["1", "考评人员名册", "3", "档案柜一号"].map(str::to_owned).to_vec();
    self_check.profile.set_rows("supporting_documents", vec![document.clone()]);
    let profile = Report::of(&self_check, day("2026-11-23")).profile;
    let has = |rows: &[assessment::report::ProfileRow], answer: &str| {
        rows.iter().any(|row| row.answer == answer)
    };
    assert!(has(&profile.particulars, "12450100MB0000000X"));
    assert!(has(&profile.particulars, "2026年1月1日"));
    assert!(has(&profile.organization, "组长覃䶮，成员莫䶮"));
    assert!(has(&profile.organization, "抽查 6 个批次中的 3 个"));
    assert_eq!(profile.next_steps, ["每季度复核一次档案"]);
    assert_eq!(profile.documents.heads, ["编号", "名称", "页数", "存放处"]);
    assert_eq!(profile.documents.rows, [document]);
    // What was not filled in of the particulars is not printed as a question left open.
    assert!(!has(&profile.particulars, "未答"));
}

#[test]
fn the_registers_are_printed_in_their_order_without_blank_rows_and_columns() {
    let mut self_check = sample();
    let registers = &mut self_check.registers;
    let event = &mut registers.events[0];
    (event.sat, event.passed) = (Some(30), Some(26));
    registers.events.push(Event::default());
    registers.events.push(Event { name: "0 号批".to_owned(), ..Event::default() });
    registers.staff.clear();
    let report = Report::of(&self_check, day("2026-11-23"));
    let titles: Vec<_> = report.registers.iter().map(|table| table.title).collect();
    assert_eq!(titles, ["评价批次", "资料批次", "整改通知"]);
    let events = &report.registers[0];
    let names: Vec<_> = events.rows.iter().map(|cells| cells[0].as_str()).collect();
    assert_eq!(names, ["2026年第一批电工四级", "0 号批"]);
    let cell = |heading: &str| {
        let at = events.columns.iter().position(|column| column.heading == heading);
        at.map(|at| events.rows[0][at].as_str())
    };
    assert_eq!(cell("开始日期"), Some("2026年12月22日"));
    assert_eq!(cell("结束日期"), Some("2026年12月23日"));
    assert_eq!(cell("是否备案场所"), Some("是"));
    assert_eq!(cell("合格率"), Some("86.7%"));
    // Nobody entered it.
    assert_eq!(cell("发证人数"), None);
    assert!(events.totals.contains("86.7%"), "{}", events.totals);
    let orders = &report.registers[2];
    assert!(orders.rows[0].contains(&"15 个工作日".to_owned()), "{:?}", orders.rows);
}

#[test]
fn what_was_done_is_told_only_where_it_is_asked_for_the_earliest_first() {
    let first = by(&sample(), "甲", "2026-11-23T10:00:00Z", &[note("23.3", "写错的话")]);
    let then = by(&first, "乙", "2026-11-24T02:30:00Z", &[note("23.3", "")]);
    let report = Report::of(&then, day("2026-11-24"));
    assert_eq!(report.history, None);
    let told: Vec<String> = report
        .with_history(&then)
        .history
        .unwrap()
        .iter()
        .map(|row| {
            let change = &row.changes[0];
            let words = [&row.at, &row.who, &change.place, &change.was, &change.now];
            words.map(String::as_str).join("|")
        })
        .collect();
    assert_eq!(
        told,
        [
            "2026-11-23 18:00|甲的人|要点 23.3：备注或存在的问题|2号实训室缺一路摄像|写错的话",
            "2026-11-24 10:30|乙的人|要点 23.3：备注或存在的问题|写错的话|",
        ]
    );
}
