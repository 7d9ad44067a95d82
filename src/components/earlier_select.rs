//! The choice of the self-check with which a report compares.

use assessment::civil_date::plain_date;
use assessment::self_check::identity::Identity;
use yew::prelude::*;

use crate::{browser::dom, hooks::Earlier};

/// 与哪次自查比较, for the report `of` a self-check; nothing where there is no other.
pub fn earlier_select(of: &Identity, earlier: &Earlier) -> Html {
    let Earlier { others, chosen, trouble, onchoose, .. } = earlier;
    if others.is_empty() {
        return Html::default();
    }
    let others = likely_first(others, of);
    let oninput = onchoose.reform(|event: InputEvent| {
        let id = dom::value_of(&event);
        (!id.is_empty()).then(|| id.into())
    });
    html! {
        <div class="earlier">
            <label class="earlier-choice">
                <span>{ "与哪次自查比较" }</span>
                <select name="earlier" {oninput}>
                    <option value="" selected={chosen.is_none()}>{ "不比较" }</option>
                    { for others.iter().map(|other| html! {
                        <option
                            key={other.id.clone()}
                            value={other.id.clone()}
                            selected={chosen.as_deref() == Some(other.id.as_str())}
                        >
                            { label(other, of) }
                        </option>
                    }) }
                </select>
            </label>
            if let Some(reason) = trouble {
                <p class="error" role="alert">{ format!("{reason}报告不作比较。") }</p>
            }
        </div>
    }
}

/// Those that came before `of` in the same institution, then the rest; among themselves in their order.
fn likely_first<'a>(others: &'a [Identity], of: &Identity) -> Vec<&'a Identity> {
    let is_likely = |other: &Identity| other.is_of_the_same_institution(of) && other.is_before(of);
    let (likely, rest): (Vec<_>, Vec<_>) = others.iter().partition(|other| is_likely(other));
    [likely, rest].concat()
}

/// What tells one self-check from the others: its title, its period or when it was changed, and whose
/// it is where that is another institution than `beside`'s.
fn label(other: &Identity, preview_panel: &Identity) -> String {
    let of_when = match (other.from.or(other.to), other.last_change()) {
        (None, Some(day)) => format!("{}改动", plain_date(day)),
        _ => other.period_words(),
    };
    let whose = if other.institution == preview_panel.institution {
        String::new()
    } else {
        format!("{}，", other.institution_words())
    };
    format!("{}（{whose}{of_when}）", other.title_words())
}

#[cfg(test)]
mod tests {
    use assessment::self_check::SelfCheck;

    use super::*;

    fn identity(name: &str, from: &str) -> Identity {
        let mut self_check = SelfCheck::new("a".into(), "春季自查".into(), "2026-06-30T01:00:00Z");
        self_check.profile.set("name", name.into());
        self_check.profile.set("period_from", from.into());
        Identity::of(&self_check)
    }

    #[test]
    fn the_institution_is_named_only_where_it_is_another() {
        let this = identity("示例技工学校", "");
        let words = |other: &Identity| label(other, &this);
        let own = identity("示例技工学校", "2026-01-01");
        assert_eq!(words(&own), "春季自查（2026年1月1日起）");
        let other = identity("示例培训学校", "2026-01-01");
        assert_eq!(words(&other), "春季自查（示例培训学校，2026年1月1日起）");
        let nameless = identity("", "2026-01-01");
        assert_eq!(words(&nameless), "春季自查（未填机构名称，2026年1月1日起）");
    }

    #[test]
    fn earlier_self_checks_of_the_institution_are_offered_first() {
        let this = identity("示例技工学校", "2026-01-01");
        let others = [
            identity("示例技工学校", "2027-01-01"),
            identity("示例培训学校", "2025-07-01"),
            identity("示例技工学校", "2025-07-01"),
            identity("示例技工学校", "2025-01-01"),
        ];
        let offered = likely_first(&others, &this);
        assert_eq!(offered, [&others[2], &others[3], &others[0], &others[1]]);
    }

    #[test]
    fn without_a_period_the_last_change_tells_when() {
        let this = identity("示例技工学校", "");
        assert_eq!(label(&this, &this), "春季自查（2026年6月30日改动）");
    }
}
