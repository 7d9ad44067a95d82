//! 第二十九条: what goes on after leaving the list.
//!
//! > 评价机构退出南宁市开展职业技能等级认定工作评价机构清单或国家、自治区备案公布的职业技能等级认定评价机构
//! > 目录的，应妥善处理后续工作。
//!
//! The text names no period. What is known to run on is the least period of 第二十二条; the rest of the
//! list is the tool's advice.

use chrono::NaiveDate;

use super::obligation::Obligation;
use super::status::Status;

/// What goes on running after the institution left, or while it prepares to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Continuing {
    /// The last day on which some batch must still be kept; `None` without running batches.
    pub retention_until: Option<NaiveDate>,
    /// How many batches still run.
    pub batches: usize,
    /// What else to settle; the tool's advice.
    pub advice: &'static [&'static str],
}

/// Gathers what goes on, from the dates of the self-check.
pub fn continuing(obligations: &[Obligation]) -> Continuing {
    let running: Vec<NaiveDate> = obligations
        .iter()
        .filter(|obligation| matches!(obligation.status, Status::Running { .. }))
        .map(Obligation::leading)
        .collect();
    Continuing {
        retention_until: running.iter().max().copied(),
        batches: running.len(),
        advice: &[
            "已报名未评价的考生：安置或退费，留存凭证",
            "已颁发的证书：保证仍可查询，纠错有人受理",
            "评价资料：继续保管到最短保管期届满；移交的，办理移交清单",
            "签字盖章的原件：本条未写期限，继续保存",
            "未结费用：结清并公示结果",
            "向社会公告退出的日期和后续联系方式",
        ],
    }
}
