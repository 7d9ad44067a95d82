//! Makes the documents of a saved self-check without a browser.
fn main() {}
