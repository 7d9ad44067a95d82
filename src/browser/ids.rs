//! Identifiers for self-checks and register rows.

use js_sys::Math;

/// A random UUID (version 4).
pub fn new_id() -> String {
    let crypto = web_sys::window().and_then(|window| window.crypto().ok());
    let mut bytes = [0_u8; 16];
    // `randomUUID` is missing on plain http; random bytes are available everywhere.
    let filled =
        crypto.is_some_and(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).is_ok());
    if !filled {
        // Ids only keep copies apart; without a crypto API, ordinary randomness does.
        for byte in &mut bytes {
            *byte = (Math::random() * 256.0) as u8;
        }
    }
    uuid_from(bytes)
}

fn uuid_from(mut bytes: [u8; 16]) -> String {
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")
}

#[cfg(test)]
mod tests {
    use super::uuid_from;

    #[test]
    fn the_version_and_variant_bits_are_set() {
        assert_eq!(uuid_from([0; 16]), "00000000-0000-4000-8000-000000000000");
        assert_eq!(uuid_from([0xff; 16]), "ffffffff-ffff-4fff-bfff-ffffffffffff");
    }
}
