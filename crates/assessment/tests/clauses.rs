//! What is said of a date, clause by clause: the facts on the left, the words on the right, both written
//! from the clause and not from the code.

mod support;

use std::num::NonZeroU32;

use assessment::deadlines::consent::{self, Consent};
use assessment::deadlines::filing::{self, Filed};
use assessment::deadlines::lead::Lead;
use assessment::deadlines::obligation::Obligation;
use assessment::deadlines::status::Urgency;
use assessment::deadlines::{certificate_expiry, rectification, reporting};
use assessment::self_check::registers::{Asked, DayCount, Term};
use assessment::self_check::settings::FilingReading;
use chrono::NaiveDate;
use support::{day, guangxi};

fn maybe(date: &str) -> Option<NaiveDate> {
    (!date.is_empty()).then(|| day(date))
}

fn assert_says(obligation: &Obligation, words: &str, urgency: Urgency, case: &str) {
    assert_eq!(obligation.status.text(), words, "{case}");
    assert_eq!(obligation.status.urgency(), urgency, "{case}");
}

/// 第二十七条（六）: "具体实施评价前未…上报". Only the event's own day makes a report late. The event is
/// Thursday 2026-10-08; the tool advises the last working day before it, 2026-09-30.
#[test]
fn reporting_is_judged_against_the_day_of_the_event() {
    let table = [
        ("2026-09-30", "2026-11-23", "已办理", Urgency::Settled),
        // After the advised day and before the event: in order, without a word of lateness.
        ("2026-10-07", "2026-11-23", "已办理", Urgency::Settled),
        ("2026-10-08", "2026-11-23", "当日办理，请核对是否在开考之前", Urgency::Now),
        ("2026-10-09", "2026-11-23", "开展之后 1 天才办理：条文要求在前", Urgency::Late),
        // A day still to come is no proof that anything was done.
        ("2026-09-30", "2026-09-28", "登记的办理日在今天之后，请核对", Urgency::Now),
        ("", "2026-09-29", "还有 1 天（1 个工作日）", Urgency::Soon),
        ("", "2026-09-30", "就是今天，还来得及", Urgency::Soon),
        ("", "2026-10-05", "已过建议日，尚未开展（还有 3 天），请立即办理", Urgency::Now),
        ("", "2026-10-08", "今天开展，还没有登记，请立即办理", Urgency::Now),
        ("", "2026-10-09", "没有登记上报日，请补登或核实", Urgency::Unrecorded),
        ("", "2028-10-09", "没有登记上报日，请补登或核实", Urgency::Unrecorded),
    ];
    for (reported, today, words, urgency) in table {
        let one = reporting::obligation(day("2026-10-08"), maybe(reported), day(today), &guangxi());
        assert_says(&one.unwrap(), words, urgency, &format!("{reported} {today}"));
    }
}

/// 第十六条 "需经…审核同意", 第二十四条 "同意后": the consent precedes the event. With a lead of ten working
/// days the event on 2026-12-22 is asked for by 2026-12-08, which is the institution's own caution.
#[test]
fn consent_is_judged_by_its_own_day_and_the_application_only_advised() {
    let table = [
        ("", "2026-12-15", "2026-12-20", "已办理", Urgency::Settled),
        ("2026-12-01", "2026-12-21", "2026-12-23", "已办理", Urgency::Settled),
        ("", "2026-12-22", "2026-12-23", "当日办理，请核对是否在开考之前", Urgency::Now),
        ("", "2026-12-24", "2026-12-25", "开展之后 2 天才办理：条文要求在前", Urgency::Late),
        ("2026-12-10", "", "2026-12-12", "已递交申请，等待同意，距开展还有 10 天", Urgency::Soon),
        ("", "", "2026-12-08", "就是今天，还来得及", Urgency::Soon),
        ("", "", "2026-12-09", "已过建议日，尚未开展（还有 13 天），请立即办理", Urgency::Now),
        ("2026-12-10", "", "2026-12-22", "今天开展，还没有登记，请立即办理", Urgency::Now),
        ("2026-12-10", "", "2026-12-23", "没有登记同意日，请补登或核实", Urgency::Unrecorded),
    ];
    for which in [Consent::Offsite, Consent::Separation] {
        for (applied, consented, today, words, urgency) in table {
            let asked = Asked { applied_on: maybe(applied), consented_on: maybe(consented) };
            let lead = Lead { days: NonZeroU32::new(10).unwrap(), kind: DayCount::Working };
            let one =
                consent::obligation(which, day("2026-12-22"), asked, lead, day(today), &guangxi());
            let case = format!("{which:?} {applied} {consented} {today}");
            assert_says(&one.unwrap(), words, urgency, &case);
        }
    }
}

/// 第十一条: "前20个工作日内" has three readings; none is law, so lateness names its reading and says which
/// readings still hold. The first event is 2026-12-22: safe 11-23, literal 11-24, window until 12-21.
#[test]
fn filing_is_late_only_by_a_named_reading() {
    let table = [
        ("2026-11-23", "2026-12-30", "已办理", Urgency::Settled),
        (
            "2026-11-25",
            "2026-12-30",
            "已办理；按“稳妥”迟 2 个工作日，按“最后 20 个工作日的窗口”不迟",
            Urgency::Settled,
        ),
        ("2026-11-23", "2026-11-20", "登记的办理日在今天之后，请核对", Urgency::Now),
        ("2026-12-22", "2026-12-30", "开展当日才办理：条文要求在前", Urgency::Late),
        ("2027-01-05", "2027-01-06", "开展之后 14 天才办理：条文要求在前", Urgency::Late),
        ("", "2026-11-23", "就是今天，还来得及", Urgency::Soon),
        (
            "",
            "2026-11-25",
            "按“稳妥”已过 2 天；按“最后 20 个工作日的窗口”至2026年12月21日不迟",
            Urgency::Now,
        ),
        ("", "2026-12-22", "按“稳妥”已过 29 天；其余读法也已过", Urgency::Late),
        ("", "2026-12-23", "没有登记备案日，请补登或核实", Urgency::Unrecorded),
    ];
    for (filed, today, words, urgency) in table {
        let filed_on = Filed { on: maybe(filed), confirmed: false };
        let reading = FilingReading::Safe;
        let one = filing::obligation(day("2026-12-22"), filed_on, reading, day(today), &guangxi());
        assert_says(&one.unwrap(), words, urgency, &format!("{filed} {today}"));
    }
}

/// Nobody was late by a rule that did not exist: the safe days of 2021-12-20 and 2022-01-05 are 2021-11-19
/// and 2021-12-06, before the day of issue, 2021-12-07; that of 2022-01-06 is the day of issue itself.
#[test]
fn a_last_day_before_the_day_of_issue_is_no_lateness() {
    let table = [
        ("2021-12-06", "开展在本细则印发之前，不计迟延"),
        ("2021-12-20", "最迟日在本细则印发之前，不计迟延"),
        ("2022-01-05", "最迟日在本细则印发之前，不计迟延"),
        ("2022-01-06", "没有登记备案日，请补登或核实"),
    ];
    for (event, words) in table {
        let reading = FilingReading::Safe;
        let today = day("2026-11-23");
        let one = filing::obligation(day(event), Filed::default(), reading, today, &guangxi());
        assert_eq!(one.unwrap().status.text(), words, "{event}");
    }
    // Between issue and posting on 2022-02-10 it is for the institution to say what it could know.
    let note = |event| {
        let one = filing::obligation(
            day(event),
            Filed::default(),
            FilingReading::Safe,
            day("2026-11-23"),
            &guangxi(),
        );
        one.unwrap().note.into_owned()
    };
    assert!(note("2022-02-09").contains("2022年2月10日"));
    assert!(!note("2022-02-10").contains("2022年2月10日"));
}

/// 第二十七、二十八条: an order's term. The earlier, unrolled day leads; 民法典第二百零三条 is a reading. Received
/// on 2026-04-02, 15 calendar days end on 04-17, a day off for 三月三, and rolled on 04-21.
#[test]
fn a_term_in_calendar_days_leads_with_its_unrolled_day() {
    let term = Term::days(NonZeroU32::new(15), DayCount::Calendar);
    let seen = |rolls, done, today| {
        let from = day("2026-04-02");
        rectification::obligation(from, &term, rolls, maybe(done), day(today), &guangxi())
            .unwrap()
            .unwrap()
    };
    assert_eq!(seen(false, "", "2026-04-10").computed.date, day("2026-04-17"));
    assert_eq!(seen(true, "", "2026-04-10").computed.date, day("2026-04-21"));
    let rolled = "届满日遇休息日顺延（民法典第二百零三条，一种理解）";
    let table = [
        ("", "2026-04-17", "就是今天，还来得及".to_owned(), Urgency::Soon),
        (
            "",
            "2026-04-18",
            format!("按“届满日不顺延”已过 1 天；按“{rolled}”至2026年4月21日不迟"),
            Urgency::Now,
        ),
        ("", "2026-04-22", "按“届满日不顺延”已过 5 天；其余读法也已过".to_owned(), Urgency::Late),
        ("2026-04-17", "2026-05-01", "已办理".to_owned(), Urgency::Settled),
        ("2026-04-17", "2026-04-16", "登记的办理日在今天之后，请核对".to_owned(), Urgency::Now),
        (
            "2026-04-21",
            "2026-05-01",
            format!("已办理；按“届满日不顺延”迟 1 个工作日，按“{rolled}”不迟"),
            Urgency::Settled,
        ),
        ("2026-04-23", "2026-05-01", "已办理，迟 6 天".to_owned(), Urgency::Settled),
    ];
    for (done, today, words, urgency) in table {
        assert_says(&seen(false, done, today), &words, urgency, &format!("{done} {today}"));
    }
    // With the switch on, the later day is what is meant, and no other reading remains.
    let late = seen(true, "", "2026-04-22");
    assert_says(&late, "已逾期 1 天（1 个工作日）", Urgency::Late, "rolled");
}

/// 第十三条: to renew a certificate takes training, so it is near for 90 days.
#[test]
fn a_certificate_is_near_for_ninety_days() {
    for (today, words, urgency) in [
        ("2026-08-24", "还有 91 天到期", Urgency::Later),
        ("2026-08-25", "还有 90 天到期", Urgency::Soon),
        ("2026-11-23", "就是今天，还来得及", Urgency::Soon),
        ("2026-11-24", "已逾期 1 天（1 个工作日）", Urgency::Late),
    ] {
        let one = certificate_expiry::obligation(day("2026-11-23"), day(today), &guangxi());
        assert_says(&one, words, urgency, today);
    }
}

/// Of 2027 only the statutory days are known. What leads is the day that holds under any arrangement, the
/// days left run to it, and lateness is said from the statutory days' date alone.
#[test]
fn while_a_year_is_provisional_the_safe_side_leads() {
    let seen =
        |today| reporting::obligation(day("2027-10-08"), None, day(today), &guangxi()).unwrap();
    let one = seen("2027-09-01");
    let (date, safe) = (one.computed.date, one.computed.safe_side.unwrap());
    assert!(safe < date, "{safe} {date}");
    assert_eq!(one.leading(), safe);
    let left = (safe - day("2027-09-01")).num_days();
    assert!(one.status.text().starts_with(&format!("还有 {left} 天")), "{}", one.status.text());
    // Between the two days nothing is late.
    let between = seen(&date.to_string());
    assert_eq!(between.status.urgency(), Urgency::Now);
    assert!(!between.status.text().contains("逾期"), "{}", between.status.text());
}
