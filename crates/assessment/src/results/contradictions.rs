//! Where the registers say otherwise than the profile or than what an item asks. It is told and nothing
//! more: no row answers for a person.

use std::borrow::Cow;
use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::civil_date::plain_date;
use crate::compatible::nfkc;
use crate::content::Item;
use crate::self_check::SelfCheck;
use crate::self_check::registers::schema::Row;
use crate::self_check::registers::{Event, Order, YesNo};

/// How many rows are named at one item; the others are counted.
const NAMED: usize = 5;

/// What is wrong with a row.
type Wrong = Cow<'static, str>;

/// The rows that say otherwise than the profile's answer to the question `key`, where that answer makes
/// items inapplicable.
pub(super) fn against_profile(self_check: &SelfCheck, key: &str) -> Vec<String> {
    let marked = |what: fn(&Event) -> YesNo, words: &'static str| {
        rows(self_check, |event| (what(event) == YesNo::Yes).then_some(words.into()))
    };
    match key {
        "held_events" => rows(self_check, |event| held_in_period(self_check, event)),
        "offsite" => rows(self_check, |event: &Event| {
            (event.filed_site == YesNo::No).then_some("登记的不是备案场所".into())
        }),
        "intelligent_exam" => marked(|event| event.intelligent_exam, "登记为智能化考试"),
        "review" => marked(|event| event.review, "登记有综合评审"),
        "training" | "own_trainees" => rows(self_check, |event: &Event| {
            let asked = event.separation_applied_on.or(event.separation_consent_on);
            if event.own_trainees == YesNo::Yes {
                Some("登记有自行培训的人员参加".into())
            } else {
                asked.map(|_| "登记了分离例外的申请或同意".into())
            }
        }),
        "rectification_order" => rows(self_check, |order: &Order| {
            (!order.is_blank()).then_some("登记了责令限期整改".into())
        }),
        _ => Vec::new(),
    }
}

/// The rows that do not go with what `item` asks for.
pub(super) fn against_item(self_check: &SelfCheck, item: &Item) -> Vec<String> {
    match item.id {
        "10.1" => {
            let filed = filed(self_check, "occupations");
            rows(self_check, |event: &Event| {
                is_missing(&event.occupation, &filed).then(|| {
                    let occupation = event.occupation.trim();
                    format!("职业（工种）“{occupation}”不在机构画像的备案职业里").into()
                })
            })
        }
        "10.2" => rows(self_check, |event| level_not_filed(self_check, event)),
        "16.1" => {
            let filed = filed(self_check, "sites");
            rows(self_check, |event: &Event| {
                (event.filed_site != YesNo::No && is_missing(&event.site, &filed))
                    .then(|| format!("场所“{}”不在机构画像的备案场所里", event.site.trim()).into())
            })
        }
        "16.2" => rows(self_check, |event: &Event| {
            let asked = event.filed_site == YesNo::No;
            asked.then(|| not_before(event, event.offsite_consent_on, "场所外评价的同意"))?
        }),
        "24.3" => rows(self_check, |event: &Event| {
            let consent = event.separation_consent_on;
            let asked = event.own_trainees == YesNo::Yes || consent.is_some();
            asked.then(|| not_before(event, consent, "分离例外的同意"))?
        }),
        "27.6" => rows(self_check, |event: &Event| {
            // A report that is not entered yet is told among the dates, which know what day it is.
            event.reported_on?;
            not_before(event, event.reported_on, "考生信息的上报")
        }),
        _ => Vec::new(),
    }
}

/// Each row of which there is something to say, named by its place.
fn rows<T: Row>(self_check: &SelfCheck, what: impl Fn(&T) -> Option<Wrong>) -> Vec<String> {
    let rows = T::list(&self_check.registers).iter().enumerate();
    let mut found = rows.filter_map(|(at, row)| Some((at, row.name().trim(), what(row)?)));
    let mut told: Vec<String> = found
        .by_ref()
        .take(NAMED)
        .map(|(at, name, what)| {
            let name = if name.is_empty() { String::new() } else { format!("“{name}”") };
            format!("台账{}第 {} 行{name}：{what}。", T::TITLE, at + 1)
        })
        .collect();
    let more = found.count();
    if more > 0 {
        told.push(format!("台账{}另有 {more} 行如此。", T::TITLE));
    }
    told
}

/// Whether an event was held in 自查期间. Without a period there is nothing to compare with; one end of it
/// leaves the other open.
fn held_in_period(self_check: &SelfCheck, event: &Event) -> Option<Wrong> {
    let profile = &self_check.profile;
    let (from, to) = (profile.date("period_from"), profile.date("period_to"));
    from.or(to)?;
    let start = event.date?;
    let end = event.end.filter(|end| *end >= start).unwrap_or(start);
    let within = from.is_none_or(|from| end >= from) && to.is_none_or(|to| start <= to);
    within.then(|| format!("开展日（{}）在自查期间内", plain_date(start)).into())
}

/// What is wrong with something that had to be done before the event.
fn not_before(event: &Event, done: Option<NaiveDate>, what: &str) -> Option<Wrong> {
    let start = event.date?;
    let start_words = plain_date(start);
    match done {
        None => Some(format!("没有登记{what}日期").into()),
        Some(done) if done > start => {
            Some(format!("{what}（{}）晚于开展日（{start_words}）", plain_date(done)).into())
        }
        Some(done) if done == start => {
            Some(format!("{what}与开展同日（{start_words}），请核对先后").into())
        }
        Some(_) => None,
    }
}

/// A name as it is compared: without blanks, and in the usual form of each character.
fn folded(name: &str) -> String {
    nfkc(name).chars().filter(|c| !c.is_whitespace()).collect()
}

/// Whether two names are taken for the same: one within the other, since people write 电工 for
/// 电工（工种：维修电工）.
fn is_same(one: &str, other: &str) -> bool {
    one.contains(other) || other.contains(one)
}

/// The names in the profile's rows of `key`, to be compared.
fn filed(self_check: &SelfCheck, key: &str) -> Vec<String> {
    let rows = self_check.profile.rows(key).into_iter();
    let names = rows.filter_map(|row| row.first().map(|name| folded(name)));
    names.filter(|name| !name.is_empty()).collect()
}

/// Whether `name` is none of the `filed` ones. Where nothing is filed there is nothing to compare with.
fn is_missing(name: &str, filed: &[String]) -> bool {
    let name = folded(name);
    !name.is_empty() && !filed.is_empty() && !filed.iter().any(|other| is_same(&name, other))
}

fn level_not_filed(self_check: &SelfCheck, event: &Event) -> Option<Wrong> {
    let occupation = folded(&event.occupation);
    let is_of_event = |name: &String| {
        let name = folded(name);
        !name.is_empty() && is_same(&name, &occupation)
    };
    let filed: BTreeSet<u8> = self_check
        .profile
        .rows("occupations")
        .into_iter()
        .filter(|row| !occupation.is_empty() && row.first().is_some_and(is_of_event))
        .filter_map(|row| row.get(1).map(|text| levels(text)))
        .flatten()
        .collect();
    let held = levels(&event.level);
    (!filed.is_empty() && !held.is_subset(&filed)).then(|| {
        let (occupation, level) = (event.occupation.trim(), event.level.trim());
        format!("“{occupation}”的等级“{level}”不在机构画像的备案等级里").into()
    })
}

/// The names of the levels 1 to 5; a longer name before one that it contains.
const LEVELS: [(&str, u8); 15] = [
    ("高级技师", 1),
    ("一级", 1),
    ("1级", 1),
    ("技师", 2),
    ("二级", 2),
    ("2级", 2),
    ("高级工", 3),
    ("三级", 3),
    ("3级", 3),
    ("中级工", 4),
    ("四级", 4),
    ("4级", 4),
    ("初级工", 5),
    ("五级", 5),
    ("5级", 5),
];

/// The levels 1 to 5 that a text names: `五级、四级`, `三级至一级`, `三级及以下`, `高级工`. Others, such as
/// 特级技师, are not compared.
fn levels(text: &str) -> BTreeSet<u8> {
    let text = folded(text).replace("特级技师", "").replace("首席技师", "");
    let mut levels = BTreeSet::new();
    let mut rest = text.as_str();
    // The level named last, and whether a dash or 至 stands behind it.
    let mut before: Option<(u8, bool)> = None;
    while let Some(next) = rest.chars().next() {
        let Some((name, level)) = LEVELS.iter().find(|(name, _)| rest.starts_with(name)) else {
            let spans = matches!(next, '至' | '到' | '-' | '—' | '~');
            before = before.map(|(level, spanned)| (level, spanned || spans));
            rest = &rest[next.len_utf8()..];
            continue;
        };
        rest = &rest[name.len()..];
        let (from, to) = match before {
            _ if rest.starts_with("及以下") => (*level, 5),
            _ if rest.starts_with("及以上") => (1, *level),
            Some((other, true)) => (other.min(*level), other.max(*level)),
            _ => (*level, *level),
        };
        levels.extend(from..=to);
        before = Some((*level, false));
    }
    levels
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_read_from_their_usual_names() {
        for (text, expected) in [
            ("五级、四级、三级", &[3, 4, 5][..]),
            ("三级/高级工", &[3]),
            ("五级至三级", &[3, 4, 5]),
            ("初级工～高级工", &[3, 4, 5]),
            ("三级及以下", &[3, 4, 5]),
            ("技师及以上", &[1, 2]),
            ("３级", &[3]),
            ("技师、高级技师", &[1, 2]),
            ("五级/初级工、三级至一级", &[1, 2, 3, 5]),
            ("特级技师", &[]),
            ("", &[]),
        ] {
            assert_eq!(levels(text), expected.iter().copied().collect(), "{text}");
        }
    }
}
