//! A hash that is the same in every build, unlike the hashers of the standard library (FNV-1a, 64 bits). It
//! tells contents apart, and protects nothing.

/// The hash of the bytes taken so far.
pub(super) struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    /// Takes more bytes.
    pub(super) fn take(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    /// The hash in 16 digits.
    pub(super) fn hex(&self) -> String {
        format!("{:016x}", self.0)
    }
}
