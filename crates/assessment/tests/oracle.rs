//! Cases computed independently of this product, twice over, by two methods: every row must match.

use assessment::oracle::{OracleError, Rule, compare};

fn every_case_matches(rule: Rule, cases: &str, least: usize) -> Result<(), OracleError> {
    let rows = compare(rule, cases)?;
    assert!(rows.len() >= least, "only {} cases", rows.len());
    let different: Vec<String> = rows.into_iter().flatten().collect();
    assert!(different.is_empty(), "{different:#?}");
    Ok(())
}

#[test]
fn filing_days_match_every_independent_case() -> Result<(), OracleError> {
    every_case_matches(Rule::Filing, include_str!("oracle/filing.csv"), 20)
}

#[test]
fn retention_ends_match_every_independent_case() -> Result<(), OracleError> {
    every_case_matches(Rule::Retention, include_str!("oracle/retention.csv"), 10)
}
