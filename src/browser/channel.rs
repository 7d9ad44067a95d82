//! Notices between the windows in which the product is open at the same time.

use gloo::events::EventListener;
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsCast as _;
use web_sys::{BroadcastChannel, MessageEvent};

/// What one window tells the others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Notice {
    /// It opened a self-check, and asks who else has it open.
    Opened {
        /// Of the self-check.
        id: String,
    },
    /// It has that self-check open too.
    Present {
        /// Of the self-check.
        id: String,
    },
    /// It saved a change.
    Saved {
        /// Of the self-check.
        id: String,
        /// The version that it wrote, as in [`super::kept::Kept`].
        version: String,
    },
    /// It deleted the self-check.
    Deleted {
        /// Of the self-check.
        id: String,
    },
    /// It brought the deleted self-check back.
    Restored {
        /// Of the self-check.
        id: String,
    },
    /// It no longer has the self-check open.
    Left {
        /// Of the self-check.
        id: String,
    },
}

impl Notice {
    /// The self-check that it is about.
    pub fn id(&self) -> &str {
        match self {
            Self::Opened { id }
            | Self::Present { id }
            | Self::Deleted { id }
            | Self::Restored { id }
            | Self::Left { id }
            | Self::Saved { id, .. } => id,
        }
    }
}

/// The channel to the other windows; silent where the browser has none.
#[derive(Debug)]
pub struct Channel {
    inner: Option<BroadcastChannel>,
    _listener: Option<EventListener>,
}

impl Channel {
    /// Joins, and hears every notice of the others until it is dropped; what `hear` returns is the reply.
    pub fn join(hear: impl Fn(Notice) -> Option<Notice> + 'static) -> Self {
        let inner = BroadcastChannel::new("selfcheck").ok();
        let listener = inner.clone().map(|channel| {
            EventListener::new(&channel.clone(), "message", move |event| {
                let notice = event
                    .dyn_ref::<MessageEvent>()
                    .and_then(|event| event.data().as_string())
                    .and_then(|text| serde_json::from_str(&text).ok());
                // Another version of the product may say things that this one does not know.
                if let Some(reply) = notice.and_then(&hear) {
                    send(&channel, &reply);
                }
            })
        });
        Self { inner, _listener: listener }
    }

    /// Tells the others.
    pub fn tell(&self, notice: &Notice) {
        if let Some(channel) = &self.inner {
            send(channel, notice);
        }
    }
}

fn send(channel: &BroadcastChannel, notice: &Notice) {
    if let Ok(text) = serde_json::to_string(notice) {
        // A notice that cannot be sent costs no data: saving compares with what is kept anyway.
        let _ = channel.post_message(&text.into());
    }
}

impl Drop for Channel {
    fn drop(&mut self) {
        if let Some(channel) = &self.inner {
            channel.close();
        }
    }
}
