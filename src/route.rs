//! The addresses of the pages: hash routes, so that any static host and a bare file work.

use assessment::content::{article_label, calculators};
use yew_router::Routable;

/// One page.
#[derive(Debug, Clone, PartialEq, Eq, Routable)]
pub enum Route {
    /// The self-checks kept in this browser.
    #[at("/")]
    Library,
    /// The questions about the institution.
    #[at("/profile")]
    Profile,
    /// All 32 articles and their state.
    #[at("/check")]
    Check,
    /// One article being answered.
    #[at("/check/:article")]
    CheckArticle {
        /// 1 to 32.
        article: u8,
    },
    /// All deadlines.
    #[at("/deadlines")]
    Deadlines,
    /// One rule, with its trace.
    #[at("/deadlines/:key")]
    Deadline {
        /// Such as `filing`.
        key: String,
    },
    /// The registers.
    #[at("/registers")]
    Registers,
    /// Measures, owners and dates.
    #[at("/plan")]
    Plan,
    /// The report and its files.
    #[at("/report")]
    Report,
    /// The whole regulation.
    #[at("/regulation")]
    Regulation,
    /// One article of it.
    #[at("/regulation/:article")]
    RegulationArticle {
        /// 1 to 32.
        article: u8,
    },
    /// Export, import, storage.
    #[at("/data")]
    Data,
    /// What the product ships of others' work, and under which terms.
    #[at("/licences")]
    Licences,
    /// Anything else.
    #[not_found]
    #[at("/not-found")]
    NotFound,
}

impl Route {
    /// The pages in the navigation, in its order.
    pub const TABS: [Self; 8] = [
        Self::Profile,
        Self::Check,
        Self::Deadlines,
        Self::Registers,
        Self::Plan,
        Self::Report,
        Self::Regulation,
        Self::Data,
    ];

    /// The address to link to, such as `#/check/11`.
    pub fn href(&self) -> String {
        format!("#{}", self.to_path())
    }

    /// The name that the rendered page bears, such as `check/11`.
    pub fn name(&self) -> String {
        match self {
            Self::Library => "records".to_owned(),
            _ => self.to_path().trim_start_matches('/').to_owned(),
        }
    }

    /// The page of the navigation that this one belongs to.
    pub fn tab(&self) -> Self {
        match self {
            Self::CheckArticle { .. } => Self::Check,
            Self::Deadline { .. } => Self::Deadlines,
            Self::RegulationArticle { .. } => Self::Regulation,
            Self::Licences => Self::Data,
            other => other.clone(),
        }
    }

    /// The page's name for people.
    pub fn title(&self) -> String {
        match self {
            Self::Library => "自查记录".to_owned(),
            Self::Profile => "机构画像".to_owned(),
            Self::Check => "逐条自查".to_owned(),
            Self::CheckArticle { article } => format!("{}自查", article_label(*article)),
            Self::Deadlines => "期限计算".to_owned(),
            Self::Deadline { key } => calculator_title(key).to_owned(),
            Self::Registers => "台账".to_owned(),
            Self::Plan => "整改计划".to_owned(),
            Self::Report => "自查报告".to_owned(),
            Self::Regulation => "实施细则原文".to_owned(),
            Self::RegulationArticle { article } => format!("{}原文", article_label(*article)),
            Self::Data => "数据".to_owned(),
            Self::Licences => "开源组件与许可".to_owned(),
            Self::NotFound => "没有这一页".to_owned(),
        }
    }

    /// The short word in the navigation.
    pub fn tab_label(&self) -> &'static str {
        match self.tab() {
            Self::Profile => "机构",
            Self::Check => "自查",
            Self::Deadlines => "期限",
            Self::Registers => "台账",
            Self::Plan => "整改",
            Self::Report => "报告",
            Self::Regulation => "细则",
            Self::Data => "数据",
            _ => "记录",
        }
    }
}

/// The name of the calculator at that address; of their list for any other.
pub fn calculator_title(key: &str) -> &'static str {
    calculators().iter().find(|one| one.key == key).map_or("期限计算", |one| one.title)
}

/// The address of an item on its article's page, such as `#/check/17?item=17.2`.
pub fn item_href(item: &str) -> String {
    let article = item.split('.').next().unwrap_or_default();
    format!("#/check/{article}?item={item}")
}

/// The address of a view of the items, such as `#/check?view=answers`.
pub fn view_href(view: &str) -> String {
    format!("{}?view={view}", Route::Check.href())
}

/// The item that an address asks for: the counterpart of [`item_href`].
pub fn item_in_query(query: &str) -> Option<&str> {
    query.trim_start_matches('?').split('&').find_map(|pair| pair.strip_prefix("item="))
}

/// The item that a link such as `#/check/17?item=17.2` leads to.
pub fn item_in_href(href: &str) -> Option<&str> {
    item_in_query(href.split_once('?')?.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_the_addresses_without_their_slash() {
        assert_eq!(Route::CheckArticle { article: 11 }.name(), "check/11");
        assert_eq!(Route::Deadline { key: "filing".to_owned() }.href(), "#/deadlines/filing");
        assert_eq!(Route::Library.href(), "#/");
    }

    #[test]
    fn an_item_is_found_again_in_the_address_made_for_it() {
        let href = item_href("17.2");
        let (path, query) = href.split_once('?').unwrap_or_default();
        assert_eq!(item_in_href(&href), Some("17.2"));
        assert_eq!(item_in_href("#/check/17"), None);
        assert_eq!(path, Route::CheckArticle { article: 17 }.href());
        assert_eq!(item_in_query(query), Some("17.2"));
        assert_eq!(item_in_query(""), None);
    }

    #[test]
    fn unknown_addresses_are_not_found() {
        assert_eq!(Route::recognize("/check/x"), Some(Route::NotFound));
        assert_eq!(Route::recognize("/check/300"), Some(Route::NotFound));
    }
}
