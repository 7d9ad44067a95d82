//! What follows from a self-check: the state of each item, the findings, the plan.

pub mod assess;
mod contradictions;
pub mod findings;
pub mod plan;
