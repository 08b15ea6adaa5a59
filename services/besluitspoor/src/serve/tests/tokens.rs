//! Tokens that are given and taken away while the services run.

use super::*;

#[tokio::test]
async fn a_token_counts_from_the_next_reading_of_the_file() {
    let place = Place::new();
    let running = place.start().await;
    let channel = channel(&running).await;
    let known = async |number| refused(&channel, open(number, "")).await.code() != Code::Unauthenticated;
    assert!(known(1).await && !known(2).await);
    place.know(&[2, 3]);
    assert!(known(1).await, "nobody has read it yet");
    assert_eq!(running.reload_tokens().unwrap(), 2);
    assert!(!known(1).await && known(2).await && known(3).await);
}

#[tokio::test]
async fn a_faulty_file_changes_nothing_and_says_every_fault() {
    let place = Place::new();
    let running = place.start().await;
    let channel = channel(&running).await;
    let faulty = "[[caller]]\nactor = \"u u\"\ntoken_sha256 = \"x\"\ngrants = []\n";
    for (text, parts) in [(faulty, ["line 2", "line 3"]), ("", ["line 1", "nobody could ask"])] {
        fs::write(place.tokens(), text).unwrap();
        let error = running.reload_tokens().unwrap_err().to_string();
        assert!(parts.iter().all(|part| error.contains(part)), "{error}");
    }
    fs::remove_file(place.tokens()).unwrap();
    assert!(running.reload_tokens().unwrap_err().to_string().contains("cannot be read"));
    assert_eq!(refused(&channel, open(1, "")).await.code(), Code::InvalidArgument, "still known");
}
