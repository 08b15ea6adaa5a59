//! The formats of a transparency log as C2SP writes them: tiles, entries, checkpoints, signed notes and proofs.
//!
//! Pure: bytes in, bytes out. Knows no journal, no file and no clock.
