//! How large a message may be.

use crate::ground::{Answer, DOSSIER, RECORDS, count, one, publish};

/// The header block is longer than it can be.
const HEADER_TOO_LONG: u64 = 10097;
/// The most bytes of a message with its headers, as in `nats-server.conf`.
const MESSAGE_BYTES_MAX: usize = 4 << 20;
/// The most bytes of all headers, with their names and line ends.
const HEADER_BYTES_MAX: usize = 65_535;
/// What stands around the value of the one header below.
const AROUND: usize = "NATS/1.0\r\nX: \r\n\r\n".len();

#[tokio::test]
async fn headers_may_have_65_535_bytes_and_no_more() {
    let ground = one().await;
    let client = &ground.clients[0];
    let fits = "x".repeat(HEADER_BYTES_MAX - AROUND);
    assert!(publish(client, DOSSIER, &[("X", &fits)], "record").await.is_stored());
    let too_long = format!("{fits}x");
    assert_eq!(
        publish(client, DOSSIER, &[("X", &too_long)], "record").await,
        Answer::Refused(HEADER_TOO_LONG)
    );
    assert!(publish(client, DOSSIER, &[], "record").await.is_stored(), "and the connection goes on");
}

#[tokio::test]
async fn a_message_may_have_4_mib_with_its_headers_and_a_longer_one_is_never_sent() {
    let ground = one().await;
    let client = &ground.clients[0];
    assert_eq!(client.server_info().max_payload, MESSAGE_BYTES_MAX);
    let header = [("X", "y")];
    let room = MESSAGE_BYTES_MAX - AROUND - 1;
    for length in [0, 65_535, 65_536, 2 << 20, room] {
        assert!(publish(client, DOSSIER, &header, vec![7; length]).await.is_stored(), "{length} bytes");
    }
    assert_eq!(publish(client, DOSSIER, &header, vec![7; room + 1]).await, Answer::Silence);
    assert!(publish(client, DOSSIER, &[], "record").await.is_stored(), "and the connection goes on");
    assert_eq!(count(client, RECORDS).await, (6, 6));
}
