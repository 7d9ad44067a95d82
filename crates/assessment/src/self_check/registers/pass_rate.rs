//! 合格率: how many passed of those who sat the examination.

use super::Event;

/// In per cent with one decimal, rounded half up; empty where it cannot be said. Counted in whole numbers, so
/// that it is the same everywhere.
fn per_cent(passed: u64, sat: u64) -> String {
    if sat == 0 || passed > sat {
        return String::new();
    }
    let tenths = (passed * 2_000 + sat) / (sat * 2);
    format!("{}.{}%", tenths / 10, tenths % 10)
}

impl Event {
    /// 合格率 of the event; empty unless both numbers are entered.
    pub fn pass_rate(&self) -> String {
        let both = self.passed.zip(self.sat);
        both.map(|(passed, sat)| per_cent(passed.into(), sat.into())).unwrap_or_default()
    }
}

/// The numbers of all events in a sentence; empty where none is entered.
pub(super) fn totals(events: &[Event]) -> String {
    let sum = |label: &str, count: fn(&Event) -> Option<u32>| {
        let entered: Vec<u64> = events.iter().filter_map(count).map(u64::from).collect();
        let (sum, count) = (entered.iter().sum::<u64>(), entered.len());
        (count > 0).then(|| format!("{label} {sum} 人（{count} 批）"))
    };
    let sums = [
        sum("报名", |event| event.enrolled),
        sum("实考", |event| event.sat),
        sum("合格", |event| event.passed),
        sum("发证", |event| event.certified),
    ];
    let sums: Vec<String> = sums.into_iter().flatten().collect();
    if sums.is_empty() {
        return String::new();
    }
    let rated = events.iter().filter(|event| !event.pass_rate().is_empty());
    let both = rated.filter_map(|event| event.passed.zip(event.sat));
    let (passed, sat, count) = both.fold((0_u64, 0_u64, 0_usize), |(passed, sat, count), one| {
        (passed + u64::from(one.0), sat + u64::from(one.1), count + 1)
    });
    let rate = per_cent(passed, sat);
    let rate = if rate.is_empty() {
        String::new()
    } else {
        format!("；合格率 {rate}，按实考、合格都填了的 {count} 批计算")
    };
    format!("{}{rate}。", sums.join("，"))
}
