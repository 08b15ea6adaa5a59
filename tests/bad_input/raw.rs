//! Calls that no client of the contract would make: any message to any method, and HTTP to the second port.

use std::{
    io::{Read as _, Write as _},
    net::{SocketAddr, TcpStream},
};

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

/// The answer to a GET on the second port.
pub(crate) fn get(address: SocketAddr, path: &str, more: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n{more}\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}
