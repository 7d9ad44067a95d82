//! What the report says in whole sentences: cautions, decisions, the method.

use chrono::NaiveDate;

use super::progress::Movement;
use super::{MethodNote, RegulationLine};
use crate::civil_date::plain_date;
use crate::content::{Severity, regulation};
use crate::deadlines::schedule::Schedule;
use crate::deadlines::status::Urgency;
use crate::deadlines::validity;
use crate::results::findings::Findings;
use crate::self_check::SelfCheck;
use crate::self_check::answers::State;
use crate::self_check::identity::Identity;
use crate::self_check::profile::Profile;
use crate::self_check::registers::Registers;

/// What the director has to decide, gravest first.
pub(super) fn decisions(
    self_check: &SelfCheck,
    findings: &Findings,
    schedule: &Schedule,
    incomplete: usize,
    today: NaiveDate,
) -> Vec<String> {
    let mut decisions = Vec::new();
    if findings.outside_article_3() {
        decisions
            .push("向主管部门核实备案公布情况；核实之前，不以评价机构名义开展认定。".to_owned());
    }
    if !findings.red_lines.is_empty() {
        decisions.push(format!(
            "红线情形 {} 项：指定专人核查事实，决定是否停止相关评价；本工具建议书面报告主管部门（条文没有写报告的义务）。",
            findings.red_lines.len()
        ));
    }
    if incomplete > 0 {
        decisions.push(format!(
            "{} 项不足还没有定下措施、责任人或完成时限：逐项指定，报告才算完整。",
            incomplete
        ));
    }
    let count = |urgency| schedule.group(urgency).count();
    let (late, now) = (count(Urgency::Late), count(Urgency::Now));
    if late > 0 {
        decisions.push(format!("{late} 个日期已过条文或通知书的要求：说明情况，决定怎样补救。"));
    }
    if now > 0 {
        decisions.push(format!("{now} 个日期请立即办理或核对。"));
    }
    decisions.extend(schedule.unrecorded().iter().map(|rule| format!("{}。", rule.words())));
    if findings.tally.unanswered > 0 {
        decisions
            .push(format!("{} 项未答：安排人员答完，再据以下结论。", findings.tally.unanswered));
    }
    if today > validity::last_day() && self_check.registers.confirmed_rules().is_none() {
        decisions.push("核实本细则是否延期或已有新规定，确认今天适用哪一份规定。".to_owned());
    }
    decisions
}

/// The regulation that the report goes by.
pub(super) fn regulation_line() -> RegulationLine {
    let regulation = regulation();
    RegulationLine {
        title: regulation.title,
        issuer: regulation.issuer,
        issued: plain_date(regulation.issued),
        valid_until: plain_date(validity::last_day()),
    }
}

/// What a reader must know before anything else.
pub(super) fn cautions(
    self_check: &SelfCheck,
    schedule: &Schedule,
    incomplete: usize,
    today: NaiveDate,
) -> Vec<String> {
    let mut cautions = vec![
        format!(
            "效力提示：{}。结果按印发原文计算。",
            validity::validity_words(&self_check.registers, today)
        ),
        "本报告是根据作答算出的自查结果，不是主管部门的认定或结论。".to_owned(),
    ];
    if self_check.profile.text("in_scope") == "no" {
        cautions.push(
            "机构画像填写：不在南宁市行政区域内面向劳动者开展认定。第二条规定的适用范围可能不包括本机构，以下仅供对照。"
                .to_owned(),
        );
    }
    if self_check.profile.text("own_staff_only") == "yes" {
        cautions.push(
            "机构画像填写：只评价本单位职工。是否属第二条所称“面向劳动者”由主管部门解释，本报告按属于处理，是一种理解。"
                .to_owned(),
        );
    }
    cautions.extend(period_caution(&self_check.profile).map(str::to_owned));
    if schedule.obligations.iter().any(|obligation| obligation.computed.provisional.is_some()) {
        cautions
            .push("标有“暂定”的日期涉及放假安排尚未录入的年份，列出的是怎样调休都不误的日子；通知公布后请重新核对。".to_owned());
    }
    if incomplete > 0 {
        cautions.push(format!(
            "报告尚不完整：有 {incomplete} 项不足没有写全整改措施、责任人和完成时限。"
        ));
    }
    cautions
}

/// The number that the institution found on its own copy of the regulation.
fn number_in_hand(profile: &Profile) -> String {
    match profile.text("regulation_number").trim() {
        "" => String::new(),
        number => format!("，填写人所见文号：{number}"),
    }
}

/// What the institution found to be in force, and that the results do not go by it.
fn current_rules(registers: &Registers) -> String {
    match registers.confirmed_rules() {
        Some(rules) => format!("{rules}。结果仍按本细则印发原文计算，没有据此改动。"),
        None => "没有登记核实到的现行规定。可在台账的“现行规定核实”里登记。".to_owned(),
    }
}

/// That the red lines were confirmed for no period, or for one that cannot be.
fn period_caution(profile: &Profile) -> Option<&'static str> {
    if profile.date("period_from").is_none() || profile.date("period_to").is_none() {
        return Some("没有填全自查期间：红线的“未发生”没有时间范围，请在机构画像补填。");
    }
    profile
        .period_is_reversed()
        .then_some("自查期间的止日早于起日：红线的“未发生”说不清是哪一段时间，请在机构画像更正。")
}

/// How the results came about, and what they are not.
pub(super) fn method(self_check: &SelfCheck) -> Vec<MethodNote> {
    let note = |heading, text: &str| MethodNote { heading, text: text.to_owned() };
    let severities = [
        (Severity::Redline, "第二十条、第二十八条的情形，或不属第三条所称评价机构；有疑点计为发生"),
        (Severity::Rectify, "第二十七条（一）至（六）点名的情形，以及不整改或整改不符合要求"),
        (Severity::Duty, "原文的其他要求，不足归入第二十七条（七）"),
        (Severity::Oversight, "主管部门的动作或原文的隐含要求，不足只作建议"),
        (Severity::Opportunity, "原文鼓励的事项，不计为不足"),
    ];
    let severities: Vec<String> =
        severities.iter().map(|(severity, what)| format!("{}：{what}", severity.label())).collect();
    vec![
        MethodNote {
            heading: "依据",
            text: format!(
                "{}（{}，{}印发{}）印发原文，共三十二条。{}",
                regulation().title,
                regulation().issuer,
                plain_date(regulation().issued),
                number_in_hand(&self_check.profile),
                regulation().source_note
            ),
        },
        note(
            "计数",
            "未答不计入任何一类；不适用须有理由，由机构画像得出或由填写人写明；同一件事的两个要点只计一项不足。自查期间没有发生过的事：问有没有违反的计符合（红线计未发生），问遇到时有没有做到的计不适用，问有没有准备好的照准备计。",
        ),
        MethodNote { heading: "级别", text: format!("{}。", severities.join("；")) },
        MethodNote {
            heading: "工作日",
            text: format!(
                "按{}计算：国务院办公厅历年放假调休通知；壮族三月三是否按放假计是可切换的理解。",
                self_check.settings.region().label()
            ),
        },
        note(
            "不含什么",
            "本细则所列上位文件的内容不在本工具之内；标明“本工具建议”的不是原文要求，标明“一种理解”的可有别的读法。",
        ),
        MethodNote { heading: "现行规定", text: current_rules(&self_check.registers) },
        note("数据", "全部计算在填写人的电脑上完成，没有向任何地方发送数据。"),
    ]
}

/// What has moved since the self-check called `title`, in a sentence.
pub(super) fn moved(title: &str, moved: &Movement) -> String {
    let (then, now) = (moved.count_then(), moved.count_now());
    let counts = if then == now {
        format!("不足仍为 {now} 项")
    } else {
        format!("不足由 {then} 项变为 {now} 项")
    };
    let mut sentence = format!(
        "与“{title}”相比，{counts}：已整改 {} 项，仍未整改 {} 项，新出现 {} 项",
        moved.resolved.len(),
        moved.remaining.len(),
        moved.appeared.len()
    );
    if !moved.lapsed.is_empty() {
        sentence.push_str(&format!("，本次不适用或未答 {} 项", moved.lapsed.len()));
    }
    sentence.push('。');
    sentence
}

/// Which self-check `this` one is compared with, so that nobody takes another one for it.
pub(super) fn compared_with(earlier: &Identity, this: &Identity) -> String {
    let whose = match earlier.institution.as_str() {
        "" => String::new(),
        _ if earlier.is_of_the_same_institution(this) => String::new(),
        name => format!("{name}　"),
    };
    let changed = match earlier.last_change() {
        Some(day) => format!("，最后改动于{}", plain_date(day)),
        None => String::new(),
    };
    format!(
        "上次：{whose}{}（自查期间：{}{changed}）。两次都按各自的作答和机构画像计算。",
        earlier.title_words(),
        earlier.period_words()
    )
}

/// What to know before relying on the comparison of `this` self-check with `earlier`.
pub(super) fn moved_cautions(earlier: &Identity, this: &Identity, moved: &Movement) -> Vec<String> {
    let mut cautions = Vec::new();
    if earlier == this {
        cautions.push("用来比较的就是本次自查，看不出变化：请另选一次自查。".to_owned());
    } else {
        cautions.extend(institution_caution(earlier, this));
        if !earlier.is_before(this) {
            cautions.push(
                "按自查期间和最后改动看，用来比较的自查并不早于本次：“上次”“已整改”“新出现”请反过来理解，\
                 或者核对自查期间、另选一次自查。"
                    .to_owned(),
            );
        }
    }
    let open = moved.appeared.iter().filter(|row| row.then == State::Unanswered).count();
    if open > 0 {
        cautions.push(format!("新出现的不足中有 {open} 项上次没有作答，可能当时已经存在。"));
    }
    if !moved.lapsed.is_empty() {
        cautions.push(format!(
            "有 {} 项不足本次不适用或未答，不算已整改：请核对是否确已解决。",
            moved.lapsed.len()
        ));
    }
    cautions
}

/// That the two may not be of one institution.
fn institution_caution(earlier: &Identity, this: &Identity) -> Option<String> {
    if this.is_of_the_same_institution(earlier) {
        return None;
    }
    Some(match earlier.institution.as_str() {
        "" => "用来比较的自查没有填机构名称：请核对是否同一机构。".to_owned(),
        name => {
            let here =
                if this.institution.is_empty() { "本次没有填" } else { "与本次不同" };
            format!("用来比较的自查，机构名称是“{name}”，{here}：请核对是否同一机构。")
        }
    })
}
