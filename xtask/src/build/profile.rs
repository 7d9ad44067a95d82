//! How thoroughly the release is compiled.

/// How the two modules are compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Profile {
    /// For someone who waits: two thirds of the time from nothing, seconds after an edit.
    Quick,
    /// For a release: a tenth smaller and twice as fast.
    Small,
}

impl Profile {
    /// Returns the name that the app's profile has in Cargo.toml.
    pub fn of_app(self) -> &'static str {
        match self {
            Self::Quick => "app-quick",
            Self::Small => "release",
        }
    }

    /// Returns the name that the worker's profile has in Cargo.toml.
    pub fn of_worker(self) -> &'static str {
        match self {
            Self::Quick => "worker-quick",
            Self::Small => "release",
        }
    }

    /// Returns how long the worker takes from nothing on two cores.
    pub fn usual_minutes(self) -> u32 {
        match self {
            Self::Quick => 8,
            Self::Small => 12,
        }
    }
}
