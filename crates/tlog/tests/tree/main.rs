//! Trees against what others make of them, and proofs of which something was changed.

mod mutations;
mod oracles;
mod provider;
mod support;
