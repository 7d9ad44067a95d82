//! What stands beside every page on request: the report, open where the work is.

use std::rc::Rc;

use assessment::{messages::Spot, record::Record};
use chrono::NaiveDate;
use yew::prelude::*;

use crate::{
    components::report_preview::ReportPreview,
    hooks::{Preview, use_earlier, use_preview},
    route::Route,
};

/// The properties of [`Beside`].
#[derive(Properties, PartialEq)]
pub struct BesideProps {
    /// The open record.
    pub record: Rc<Record>,
    /// Today.
    pub today: NaiveDate,
    /// The page that it stands beside.
    pub route: Route,
    /// Puts it away.
    pub onclose: Callback<()>,
}

/// The preview of the open record's report.
#[component]
pub fn Beside(props: &BesideProps) -> Html {
    // Where the user turned to, and beside which page: the next page has a place of its own.
    let turned = use_state_eq(|| None::<(Route, usize)>);
    let number =
        turned.as_ref().filter(|(beside, _)| *beside == props.route).map(|(_, page)| *page);
    let spot = number.map_or_else(|| spot_of(&props.route), Spot::Page);
    let earlier = use_earlier();
    let preview = use_preview(Rc::clone(&props.record), earlier.record, props.today, spot);
    let onturn = {
        let (turned, route) = (turned.setter(), props.route.clone());
        Callback::from(move |page| turned.set(Some((route.clone(), page))))
    };
    let onfollow = use_callback(turned.setter(), |(), turned| turned.set(None));
    html! {
        <ReportPreview
            preview={Preview::clone(&preview)}
            follows={number.is_none()}
            {onturn}
            {onfollow}
            onclose={props.onclose.clone()}
        />
    }
}

/// Where the report speaks of what a page is about.
fn spot_of(route: &Route) -> Spot {
    match route {
        Route::CheckArticle { article } | Route::RegulationArticle { article } => {
            Spot::Article(*article)
        }
        Route::Check => Spot::Article(1),
        Route::Profile => Spot::Profile,
        Route::Deadlines | Route::Deadline { .. } | Route::Registers => Spot::Dates,
        Route::Plan => Spot::Plan,
        Route::Records
        | Route::Report
        | Route::Regulation
        | Route::Data
        | Route::Licences
        | Route::NotFound => Spot::Page(1),
    }
}
