//! 第十三条: whose certificate has run out or will.

use assessment::deadlines::certificate_expiry;
use assessment::deadlines::obligation::Obligation;
use assessment::deadlines::schedule::schedule;
use chrono::NaiveDate;
use yew::prelude::*;

use super::frame::{date_field, frame, typed_date, use_settings};
use crate::{
    components::deadline_result::{deadline_result, status_pill},
    hooks::use_self_check,
    route::Route,
};

/// The properties of [`CertificatesPage`].
#[derive(Properties, PartialEq)]
pub struct CertificatesPageProps {
    /// Today.
    pub today: NaiveDate,
}

/// One date to try, and the list from the register.
#[component]
pub fn CertificatesPage(props: &CertificatesPageProps) -> Html {
    let handle = use_self_check();
    let settings = use_settings();
    let expires = use_state_eq(String::new);
    let inputs = html! {
        <>
            { date_field("expires", "证件有效期至", &expires) }
            <p class="hint">{ "截止当日仍然有效。要求证件在有效期内属一种理解。" }</p>
        </>
    };
    let listed: Vec<Obligation> = handle.self_check().map_or_else(Vec::new, |self_check| {
        let all = schedule(self_check, props.today).obligations;
        all.into_iter().filter(|one| one.computed.key == "certificate-expiry").collect()
    });
    let single = match typed_date(&expires) {
        Err(instead) => instead,
        Ok(date) => {
            let obligation =
                certificate_expiry::obligation(date, props.today, &settings.calendar());
            deadline_result(&obligation)
        }
    };
    let result = html! {
        <>
            { single }
            <h2>{ "台账中的证件" }</h2>
            if listed.is_empty() {
                <p class="hint">
                    { "工作人员台账里还没有填有效期的证件。" }
                    <a href={Route::Registers.href()}>{ "去填台账" }</a>
                </p>
            } else {
                <div class="table-wrap" tabindex="0" role="region" aria-label="台账中的证件">
                    <table class="grid">
                        <thead><tr>
                            <th scope="col">{ "人员与证件" }</th>
                            <th scope="col">{ "有效期至" }</th>
                            <th scope="col">{ "状态" }</th>
                        </tr></thead>
                        <tbody>
                            { for listed.iter().map(|one| html! {
                                <tr key={one.uid.clone()}>
                                    <th scope="row">{ &one.subject }</th>
                                    <td>{ one.computed.date.to_string() }</td>
                                    <td>{ status_pill(one.status) }</td>
                                </tr>
                            }) }
                        </tbody>
                    </table>
                </div>
            }
        </>
    };
    frame("certificate-expiry", &["certificate-expiry"], inputs, result)
}
