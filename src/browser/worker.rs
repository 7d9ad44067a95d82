//! The documents worker.
