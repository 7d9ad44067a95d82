//! The standing notice that the printed edition's own term is over (第三十二条).

use assessment::civil_date::plain_date;
use assessment::deadlines::validity;
use assessment::self_check::SelfCheck;
use yew::prelude::*;

use crate::route::Route;

/// Says on every page what the results rest on, and what the institution found out about it.
pub fn expiry_banner(self_check: Option<&SelfCheck>) -> Html {
    let clause = Route::RegulationArticle { article: 32 }.href();
    let rules = self_check.and_then(|self_check| self_check.registers.confirmed_rules());
    let rules = rules.unwrap_or_else(|| "请先核实现行规定".to_owned());
    html! {
        <aside class="expiry" aria-label="效力提示">
            <b>{ "效力提示" }</b>
            <span>
                { format!(
                    "本细则有效期二年，已于{}届满；结果按原文计算。{rules}。",
                    plain_date(validity::compute().date)
                ) }
            </span>
            <a href={clause}>{ "第三十二条" }</a>
        </aside>
    }
}
