//! A data directory that a newer version of the program has written: left alone, and said so.

use std::{fs, path::Path};

use crc32c::crc32c;
use tests::site::Site;

/// Makes the first segment one of the next version of the format, as that version would.
fn raise_version(segment: &Path) -> Vec<u8> {
    let text = fs::read(segment).expect("a segment");
    let end = text.iter().position(|byte| *byte == b'\n').expect("a header");
    let header = std::str::from_utf8(&text[..end]).expect("a header");
    let (covered, _) = header.rsplit_once('\t').expect("a checksum");
    let raised = covered.replacen("\t1\t", "\t2\t", 1);
    assert_ne!(raised, covered);
    let mut bytes = format!("{raised}\t{:08x}", crc32c(raised.as_bytes())).into_bytes();
    bytes.extend_from_slice(&text[end..]);
    fs::write(segment, &bytes).expect("the segment");
    bytes
}

#[tokio::test]
async fn a_data_directory_of_a_newer_version_is_left_alone() {
    let site = Site::open().await;
    let heiloo = site.coordinator("gemeente-heiloo");
    heiloo.open("Voorbeeld: van later").await.unwrap();
    let home = site.closed().await;
    let segment = home.segments().remove(0);
    let newer = raise_version(&segment);

    let Err((home, not_started)) = home.start() else { panic!("it served what it cannot read") };
    assert!(!not_started.status.success());
    for words in [&segment.display().to_string(), "version 2", "up to 1", "newer program"] {
        assert!(not_started.log.contains(words), "{words:?} is not in {}", not_started.log);
    }
    assert_eq!(fs::read(&segment).unwrap(), newer, "not a byte of it was changed");
    assert_eq!(home.segments().len(), 1, "and nothing was begun beside it");
}

#[tokio::test]
async fn a_data_directory_that_is_in_use_is_left_alone() {
    let site = Site::open().await;
    let second = site.server().home().again();
    let Err((_, not_started)) = second.start() else { panic!("two servers write one journal") };
    assert!(!not_started.status.success());
    assert!(not_started.log.contains("draait al een besluitspoor"), "{}", not_started.log);
    site.coordinator("gemeente-heiloo").open("Voorbeeld: de eerste gaat door").await.unwrap();
}
