//! Calls that no client of the contract would make: any message to any method.

use prost::Message;
use tests::user::User;
use tonic::{Request, Status, client::Grpc, codegen::http::uri::PathAndQuery};
use tonic_prost::ProstCodec;

/// Sends a message to a method and gives how it ended. Every method takes one message or more.
pub(crate) async fn call<M>(user: &User, path: &str, message: M) -> Result<(), Status>
where
    M: Message + Default + 'static,
{
    let mut grpc = Grpc::new(user.asking());
    grpc.ready().await.expect("a connection");
    let path: PathAndQuery = path.parse().expect("a path");
    // An answer is skipped over, whatever it holds.
    let codec = ProstCodec::<M, ()>::default();
    let mut answers = grpc.server_streaming(Request::new(message), path, codec).await?.into_inner();
    while answers.message().await?.is_some() {}
    Ok(())
}
