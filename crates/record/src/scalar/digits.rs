//! Decimal digits of a fixed width, as dates and moments are written with.

/// Writes a number right-aligned, with zeros before it. Digits that do not fit are left out: callers pass numbers
/// that fit.
pub(crate) fn put(into: &mut [u8], mut number: u32) {
    for place in into.iter_mut().rev() {
        *place = b"0123456789"[(number % 10) as usize];
        number /= 10;
    }
}

/// Reads at most nine digits; `None` if anything else is among them.
pub(crate) fn get(from: &[u8]) -> Option<u32> {
    from.iter()
        .try_fold(0, |number, byte| byte.is_ascii_digit().then(|| number * 10 + u32::from(byte - b'0')))
}
