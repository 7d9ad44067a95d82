//! The standing notice that the printed edition's own term is over (第三十二条).

use assessment::civil_date::plain_date;
use assessment::deadlines::validity;
use yew::prelude::*;

use crate::route::Route;

/// Says on every page what the results rest on.
pub fn expiry_banner() -> Html {
    let clause = Route::RegulationArticle { article: 32 }.href();
    html! {
        <aside class="expiry" aria-label="效力提示">
            <b>{ "效力提示" }</b>
            <span>
                { format!(
                    "本细则有效期二年，已于{}届满；结果按原文计算，请先核实现行规定。",
                    plain_date(validity::compute().date)
                ) }
            </span>
            <a href={clause}>{ "第三十二条" }</a>
        </aside>
    }
}
