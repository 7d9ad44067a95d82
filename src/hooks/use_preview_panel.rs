//! The report beside every page on request, open where the work is.

use std::rc::Rc;

use chrono::NaiveDate;
use protocol::PreviewTarget;
use yew::prelude::*;

use super::{
    use_earlier,
    use_preview::{Preview, Wanted, use_preview},
    use_self_check,
};
use crate::{
    browser::{dom, preference},
    route::Route,
};

/// The preview, and what can be done with it.
#[derive(Clone, PartialEq)]
pub struct PreviewPanel {
    /// Whether it stands beside the page.
    pub is_open: bool,
    /// What there is to show.
    pub preview: Preview,
    /// The page that was turned to; `None` while it follows the work.
    pub turned_to: Option<usize>,
    /// Opens it, or puts it away.
    pub ontoggle: Callback<()>,
    /// Turns to the page of that number.
    pub onturn: Callback<usize>,
    /// Lets it follow the work again.
    pub onfollow: Callback<()>,
}

/// The preview of the open self-check's report, beside the page of `route`.
///
/// The report's own page needs it also while it is put away: what no font has is to be known before there
/// is a file, and a file of what is typeset already is there soon after the click.
#[hook]
pub fn use_preview_panel(route: &Route, today: NaiveDate) -> PreviewPanel {
    let self_check = use_self_check().self_check().map(Rc::clone);
    let earlier = use_earlier().self_check;
    let chosen = use_state_eq(preference::preview);
    let is_open = *chosen && self_check.is_some();
    // Where the user turned to, and beside which page: the next page has a place of its own.
    let turned = use_state_eq(|| None::<(Route, usize)>);
    let turned_to =
        turned.as_ref().filter(|(preview_panel, _)| preview_panel == route).map(|(_, page)| *page);
    let target = turned_to.map_or_else(|| spot_of(route), PreviewTarget::Page);
    let wanted = self_check
        .filter(|_| is_open || *route == Route::Report)
        .map(|self_check| Wanted { self_check, earlier, today, target });
    let preview = use_preview(wanted);
    use_effect_with(is_open, |is_open| {
        dom::set_root_attribute("data-preview", if *is_open { "open" } else { "closed" });
    });
    let ontoggle = use_callback(chosen, |(), chosen| {
        preference::set_preview(!**chosen);
        chosen.set(!**chosen);
    });
    let onturn = use_callback((turned.setter(), route.clone()), |page, (turned, route)| {
        turned.set(Some((route.clone(), page)));
    });
    let onfollow = use_callback(turned.setter(), |(), turned| turned.set(None));
    PreviewPanel { is_open, preview, turned_to, ontoggle, onturn, onfollow }
}

/// Where the report speaks of what a page is about.
fn spot_of(route: &Route) -> PreviewTarget {
    match route {
        Route::CheckArticle { article } | Route::RegulationArticle { article } => {
            PreviewTarget::Article(*article)
        }
        Route::Check => PreviewTarget::Article(1),
        Route::Profile => PreviewTarget::Profile,
        Route::Deadlines | Route::Deadline { .. } | Route::Registers => PreviewTarget::Dates,
        Route::Plan => PreviewTarget::Plan,
        Route::Library
        | Route::Report
        | Route::Regulation
        | Route::Data
        | Route::Licences
        | Route::NotFound => PreviewTarget::Page(1),
    }
}
