//! The frameworks that come with the program.

/// The framework of the regio Alkmaar: two rounds, each along all five bodies.
pub fn regio_alkmaar() -> &'static [u8] {
    include_bytes!("../frameworks/regio-alkmaar.toml")
}

/// The same with a short first round, which ends at the regisseuroverleg.
pub fn regio_alkmaar_kort() -> &'static [u8] {
    include_bytes!("../frameworks/regio-alkmaar-kort.toml")
}
