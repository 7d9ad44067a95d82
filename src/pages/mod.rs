//! One file a route.

pub mod check;
pub mod data;
pub mod deadlines;
pub mod library;
pub mod licences;
pub mod not_found;
pub mod plan;
pub mod profile;
pub mod registers;
pub mod regulation;
pub mod report;
