//! The command line of Besluitspoor.

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// A command is many small pieces of memory, taken by one thread and given back by another; here that costs half
/// of what it costs with the system's allocator.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    besluitspoor::command_line().await
}
