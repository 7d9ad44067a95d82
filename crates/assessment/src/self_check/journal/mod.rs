//! What was done to a self-check, when, by whom, and after what.
//!
//! A *session* is one page load on one self-check, and a list of steps; a step sets leaves (`leaves.rs`) to
//! new values. A session notes what it knew of the others when it began (`knowledge.rs`), so of two steps it
//! can be told whether one was made knowing the other, or neither knew. No clock takes part in that: instants
//! are for display. The first session is the state with which the journal begins; its id is the hash of that
//! state, so that two machines that begin with the same file share their origin.
//!
//! The state is what the latest changes of each leaf come to (`heads.rs`). Merging is the union of the
//! sessions; where latest changes that did not know of each other differ, a person decides ([`merge`]).
//! Undo and redo are steps too ([`undo`]), so they survive a reload, are merged, and can be undone.

mod data;
mod erasing;
mod heads;
mod history;
mod knowledge;
mod leaves;
mod merging;
mod record;
mod replay;
mod session;
mod text;
mod trimming;
mod undo;
mod words;

pub use data::Journal;
pub use erasing::{SHORTEST_ERASED, erasable, erase};
pub use history::{HistoryStep, LeafChange, as_of, history, return_to};
pub(super) use leaves::FORMER_JOURNAL;
pub use merging::{Conflict, Merged, Side, Unusable, Version, merge};
pub(super) use record::{Scope, note, settle};
pub use replay::{Moment, Part, replay};
pub use session::{Origin, Seen, Session, Stamp, Step, StepId};
pub use undo::{redo, stands, undo, undoable_and_redoable};
pub use words::{place_words, value_words};
