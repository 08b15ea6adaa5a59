//! Compiles the contract in `proto/` into Rust types and a descriptor set, without an installed protoc.

use std::{env, error::Error, fs, path::Path};

use prost::Message;

const PROTO: &str = "../../proto";
const FILES: [&str; 25] = [
    "action",
    "action_view",
    "agenda",
    "arrangement",
    "audit",
    "bound",
    "common",
    "compare",
    "decision",
    "dossier",
    "escalation",
    "evaluation",
    "explanation",
    "forecast",
    "framework",
    "keeping",
    "ledger",
    "mandate",
    "meeting",
    "meeting_view",
    "preparation",
    "proposal",
    "register",
    "visit",
    "waiting",
];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={PROTO}");
    let files = FILES.map(|name| format!("besluitspoor/v1/{name}.proto"));
    let descriptors = protox::Compiler::new([PROTO])?
        .include_imports(true)
        .include_source_info(true)
        .open_files(files)?
        .file_descriptor_set();
    let out = env::var("OUT_DIR")?;
    fs::write(Path::new(&out).join("besluitspoor.v1.bin"), descriptors.encode_to_vec())?;
    // The largest by far: in a box, so that no other difference is as large.
    let large = ".besluitspoor.v1.CompareAsOfResponse.difference.dossier";
    tonic_prost_build::configure().boxed(large).compile_fds(descriptors)?;
    Ok(())
}
