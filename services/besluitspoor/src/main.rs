//! The command line of Besluitspoor.

use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    besluitspoor::command_line().await
}
