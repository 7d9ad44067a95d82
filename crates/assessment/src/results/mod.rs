//! What follows from a self-check: the state of each item, the findings, the plan, and how its dates were
//! changed.

pub mod assess;
mod contradictions;
pub mod date_history;
pub mod findings;
pub mod plan;
