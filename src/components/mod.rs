//! Parts of pages: props in, callbacks out; no storage, no rules.

pub mod article_words;
pub mod data_facts;
pub mod dialog;
pub mod empty;
pub mod expiry;
pub mod findings_strip;
pub mod header;
pub mod icons;
pub mod import_offer;
pub mod item_card;
pub mod item_edit;
pub mod json_export;
pub mod pdf_export;
pub mod progress_ring;
pub mod rail;
pub mod profile_question;
pub mod record_list;
pub mod report_articles;
pub mod report_sheet;
pub mod rows_editor;
pub mod save_alert;
pub mod search;
pub mod state_bar;
pub mod toasts;
