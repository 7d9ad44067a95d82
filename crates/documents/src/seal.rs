//! The seal: the SHA-256 of the attached self-check, printed in the report and kept in its metadata.
//!
//! It shows that the data inside are those with which the report was made. It is no signature: who
//! replaces the data and the seal leaves no trace here, but for the number on the signed paper.

use sha2::{Digest as _, Sha256};

/// Stands before the seal in the metadata.
const LABEL: &str = "SHA-256 ";

/// Digits that are read aloud and compared at once.
const GROUP: usize = 4;

/// The seal of a self-check: 64 hexadecimal digits in groups of four.
pub(crate) fn seal(self_check: &[u8]) -> String {
    let digits: Vec<String> = Sha256::digest(self_check)
        .chunks(GROUP / 2)
        .map(|pair| pair.iter().map(|byte| format!("{byte:02x}")).collect())
        .collect();
    digits.join(" ")
}

/// The keyword under which the seal stands in the metadata.
pub(crate) fn keyword(seal: &str) -> String {
    format!("{LABEL}{seal}")
}

/// The seal among the keywords of a PDF; `None` in a report that was made before there was one.
pub(crate) fn find(keywords: &str) -> Option<&str> {
    let (_, seal) = keywords.split_once(LABEL)?;
    Some(seal.split(',').next().unwrap_or(seal).trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_seal_is_the_sha_256_in_groups_of_four() {
        // The empty message of FIPS 180-4.
        assert_eq!(
            seal(b""),
            "e3b0 c442 98fc 1c14 9afb f4c8 996f b924 27ae 41e4 649b 934c a495 991b 7852 b855"
        );
    }

    #[test]
    fn the_seal_is_found_among_other_keywords() {
        assert_eq!(find(&format!("自查, {}, 报告", keyword("00ff 12ab"))), Some("00ff 12ab"));
        assert_eq!(find("自查"), None);
    }
}
