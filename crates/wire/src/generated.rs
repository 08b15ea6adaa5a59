//! The types and services of `proto/besluitspoor/v1`, as the build makes them.

/// Package `besluitspoor.v1`: messages, clients and servers. Their docs are the comments of the contract.
#[expect(
    clippy::allow_attributes,
    clippy::allow_attributes_without_reason,
    clippy::too_many_lines,
    unused_qualifications,
    reason = "the code is made by tonic-prost-build, which follows its own lints"
)]
pub mod v1 {
    tonic::include_proto!("besluitspoor.v1");
}

/// The descriptors of the whole contract with its comments, for server reflection.
pub const FILE_DESCRIPTOR_SET: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/besluitspoor.v1.bin"));
