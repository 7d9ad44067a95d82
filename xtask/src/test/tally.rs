//! How many tests passed, failed and could not be run, read from what test programs print.

use std::ops::AddAssign;

/// Numbers of tests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Those that did what they should.
    pub passed: u32,
    /// Those that did not.
    pub failed: u32,
    /// Those that could not be run here, such as one that needs a network.
    pub skipped: u32,
}

impl Tally {
    /// A check that is one by itself, such as that of the formatting.
    pub fn single(success: bool) -> Self {
        Self { passed: u32::from(success), failed: u32::from(!success), skipped: 0 }
    }

    /// A number of tests that all passed.
    pub fn of_passed(passed: u32) -> Self {
        Self { passed, ..Self::default() }
    }

    /// A check that could not be run here.
    pub fn not_run() -> Self {
        Self { skipped: 1, ..Self::default() }
    }

    /// Adds up the lines `test result: ok. 3 passed; 0 failed; …` of Rust's test programs.
    pub fn of_rust(text: &str) -> Self {
        let mut tally = Self::default();
        for line in plain(text).lines().filter(|line| line.trim().starts_with("test result:")) {
            let (passed, failed) = (before(line, "passed"), before(line, "failed"));
            tally += Self { passed, failed, skipped: 0 };
        }
        tally
    }

    /// Reads the summary of Python's unittest: `Ran 16 tests in 2.8s`, then `OK` or
    /// `FAILED (failures=1, errors=2)`. A test with parts may fail more than once.
    pub fn of_unittest(text: &str) -> Self {
        let text = plain(text);
        let number = |word: &str| -> u32 {
            let digits = text.split(word).nth(1).unwrap_or_default();
            let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
            digits[..end].parse().unwrap_or_default()
        };
        let failed = number("failures=") + number("errors=");
        Self { passed: number("\nRan ").saturating_sub(failed), failed, skipped: 0 }
    }

    /// Reads the summary of Playwright: `  2 failed` and `  40 passed (3.0m)` on lines of their own.
    /// A flaky test is a failed one: it says two things about the same product.
    pub fn of_playwright(text: &str) -> Self {
        let mut tally = Self::default();
        for line in plain(text).lines() {
            let mut words = line.split_whitespace();
            let Some(Ok(number)) = words.next().map(str::parse::<u32>) else { continue };
            match (words.next(), words.next()) {
                (Some("passed"), _) => tally.passed += number,
                (Some("failed" | "flaky" | "interrupted"), None) => tally.failed += number,
                _ => {}
            }
        }
        tally
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

/// Returns the number that stands before a word, 0 if there is none.
fn before(line: &str, word: &str) -> u32 {
    let words: Vec<&str> = line
        .split(|character: char| !character.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .collect();
    words
        .windows(2)
        .find(|pair| pair[1] == word)
        .and_then(|pair| pair[0].parse().ok())
        .unwrap_or_default()
}

/// Takes the colours out of a text for terminals.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut parts = text.split("\u{1b}[");
    plain.extend(parts.next());
    for part in parts {
        // A sequence ends with its first letter.
        let end = part.find(|character: char| character.is_ascii_alphabetic());
        plain.push_str(end.map_or("", |end| &part[end + 1..]));
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rust_test_program_counts() {
        let text = "running 3 tests\ntest a ... ok\n\
            test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out\n\
            \u{1b}[31mtest result: FAILED. 2 passed; 1 failed; 0 ignored\u{1b}[0m\n";
        assert_eq!(Tally::of_rust(text), Tally { passed: 5, failed: 1, skipped: 0 });
        assert_eq!(Tally::of_rust("no tests"), Tally::default());
    }

    #[test]
    fn the_summary_of_the_journeys_counts() {
        let text = "  ✓  1 [chromium] › a.spec.ts:3:1 › 3 passed items (1s)\n\
            \u{1b}[31m  2 failed\u{1b}[39m\n    a.spec.ts\n  1 flaky\n  40 passed (3.0m)\n";
        assert_eq!(Tally::of_playwright(text), Tally { passed: 40, failed: 3, skipped: 0 });
    }

    #[test]
    fn the_summary_of_unittest_counts() {
        let good = "....\n---\nRan 4 tests in 2.782s\n\nOK\n";
        assert_eq!(Tally::of_unittest(good), Tally { passed: 4, failed: 0, skipped: 0 });
        let bad = "..EF\nRan 4 tests in 1s\n\nFAILED (failures=1, errors=1)\n";
        assert_eq!(Tally::of_unittest(bad), Tally { passed: 2, failed: 2, skipped: 0 });
        assert_eq!(Tally::of_unittest("no module"), Tally::default());
    }
}
