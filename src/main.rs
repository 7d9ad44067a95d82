//! Starts the app.

fn main() {
    selfcheck::run();
}
