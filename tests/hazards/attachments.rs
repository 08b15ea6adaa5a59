//! Files beside the records.

use journal::jetstream::{
    Options,
    attachments::{ATTACHMENT_BYTES_MAX, Error},
};
use record::file_digest;

use crate::ground::{Ground, made, open, raw};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_is_stored_once_under_its_digest_and_comes_back_to_the_byte() {
    let ground = Ground::three();
    let options = ground.options();
    let journal = made(&options).await;
    let bucket = journal.attachments().await.expect("the bucket");
    let reader = open(&Options { indexed: false, ..options.clone() }).await;
    let reader = reader.attachments().await.expect("the bucket");
    let file = |bytes: usize| (0..=250_u8).cycle().take(bytes).collect::<Vec<_>>();
    // Nothing, one byte, chunks that are full, and one byte more.
    for bytes in [0, 1, 128 * 1024, 2 * 128 * 1024, 2 * 128 * 1024 + 1, 1_000_000] {
        let file = file(bytes);
        let digest = bucket.put(&file).await.expect("stored");
        assert_eq!(digest, file_digest(&file));
        let found = reader.get(&digest).await.expect("a read").expect("it is there");
        assert!(found == file, "{bytes} bytes");
        let before = stored(&options).await;
        assert_eq!(bucket.put(&file).await.expect("stored"), digest, "the same again");
        assert_eq!(stored(&options).await, before, "and nothing was added");
    }
    assert!(reader.get(&file_digest(b"another")).await.expect("a read").is_none());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_largest_file_is_stored_and_one_byte_more_is_not() {
    let ground = Ground::one();
    let options = ground.options();
    let bucket = made(&options).await.attachments().await.expect("the bucket");
    let mut file = vec![7; ATTACHMENT_BYTES_MAX];
    let digest = bucket.put(&file).await.expect("it fits");
    assert!(bucket.get(&digest).await.expect("a read").expect("it is there") == file);
    let before = stored(&options).await;
    file.push(7);
    let answer = bucket.put(&file).await;
    assert!(matches!(answer, Err(Error::TooLarge { bytes }) if bytes == file.len()), "{answer:?}");
    assert_eq!(stored(&options).await, before);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_that_was_changed_under_its_name_is_not_given_and_not_put_back() {
    let ground = Ground::one();
    let options = ground.options();
    let bucket = made(&options).await.attachments().await.expect("the bucket");
    let digest = bucket.put(b"words").await.expect("stored");
    let context = async_nats::jetstream::new(raw(&options).await);
    let by_hand = context.get_object_store(options.names.attachments()).await.expect("the bucket");
    by_hand.put(&*digest.to_string(), &mut &b"other"[..]).await.expect("stored");
    let answer = bucket.get(&digest).await;
    assert!(matches!(answer, Err(journal::read::Error::Damaged { .. })), "{answer:?}");
    by_hand.put(&*digest.to_string(), &mut &b"longer words"[..]).await.expect("stored");
    assert!(matches!(bucket.put(b"words").await, Err(Error::Unavailable(_))));
    by_hand.delete(&*digest.to_string()).await.expect("deleted");
    assert!(matches!(bucket.put(b"words").await, Err(Error::Unavailable(_))));
    assert!(bucket.get(&digest).await.expect("a read").is_none());
}

/// How many messages the bucket's stream has taken so far.
async fn stored(options: &Options) -> u64 {
    let context = async_nats::jetstream::new(raw(options).await);
    let stream =
        context.get_stream(format!("OBJ_{}", options.names.attachments())).await.expect("the bucket");
    stream.cached_info().state.last_sequence
}
