//! What compiles for the browser.

use anyhow::Result;

use crate::{
    context::Context,
    setup::{cargo_tools::CargoTools, wasm_target::WasmTarget},
};

/// The compiler and the tools around it.
#[derive(Debug)]
pub struct Web {
    /// The compiler.
    pub target: WasmTarget,
    /// Trunk and wasm-bindgen.
    pub tools: CargoTools,
}

impl Web {
    /// Finds both, or brings them.
    pub fn ensure(context: &Context) -> Result<Self> {
        Ok(Self { target: WasmTarget::ensure()?, tools: CargoTools::ensure(context)? })
    }
}
