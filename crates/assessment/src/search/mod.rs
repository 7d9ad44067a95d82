//! Finding what a person types, however it is written: full or half width, capitals, blanks in between,
//! numbers of articles in Arabic or Chinese numerals, and 拼音 instead of characters.
//!
//! What can be found, and where it leads, is the page's; here is how texts are compared and shown.

mod excerpt;
mod fold;
mod numerals;
mod query;
mod readings;

pub use excerpt::{Piece, excerpt};
pub use query::{Grade, Query, Searchable};
pub use readings::{Readings, letters};
