//! The demonstration as it is built, without its window.
