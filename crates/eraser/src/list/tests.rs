//! What was erased is known after any end, and nothing else is taken for it.

use super::*;

/// Two records of erasures, each on one line, as the journal holds them.
fn records() -> [Bytes; 2] {
    [
        include_str!("../../../record/golden/persoonsgegevens-gewist.v1.json"),
        include_str!("../../../record/golden/persoonsgegevens-gewist.v1.arrangement.json"),
    ]
    .map(|golden| Bytes::from_static(golden.trim_end().as_bytes()))
}

fn left(list: &List) -> Vec<u8> {
    list.unseen().collect()
}

fn place() -> (tempfile::TempDir, PathBuf) {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("beside").join("erasures.jsonl");
    (directory, path)
}

#[test]
fn what_was_noted_is_known_at_the_next_opening_and_written_once() {
    let (_directory, path) = place();
    let [first, second] = records();
    let mut list = List::open(&path).unwrap();
    assert!(left(&list).is_empty() && !list.was_there());
    for record in [&first, &second, &first] {
        list.note(record).unwrap();
    }
    assert!(left(&list).is_empty(), "the journal showed them");
    let second_one = List::open(&path).unwrap_err();
    assert!(matches!(&second_one, Error::InUse { path: told } if *told == path), "{second_one}");
    drop(list);
    let mut again = List::open(&path).unwrap();
    assert!(again.was_there());
    assert_eq!(left(&again).len(), first.len() + second.len() + 2);
    again.note(&second).unwrap();
    assert_eq!(left(&again), [&first[..], b"\n"].concat(), "what the journal does not show is left");
    assert_eq!(fs::read(&path).unwrap(), [&first[..], b"\n", &second, b"\n"].concat());
}

#[test]
fn a_line_that_a_crash_cut_short_is_written_again() {
    let (_directory, path) = place();
    let [first, second] = records();
    List::open(&path).unwrap().note(&first).unwrap();
    let whole = fs::read(&path).unwrap();
    for cut in 1..=second.len() {
        fs::write(&path, [&whole[..], &second[..cut]].concat()).unwrap();
        let mut list = List::open(&path).unwrap();
        assert_eq!(left(&list), whole);
        assert_eq!(
            fs::read(&path).unwrap().len(),
            whole.len() + cut,
            "nothing is lost before it is known again"
        );
        assert!(
            matches!(list.is_whole(), Err(Error::Line { line: 2, .. })),
            "of what it was is not known yet"
        );
        list.note(&second).unwrap();
        list.is_whole().unwrap();
        assert_eq!(fs::read(&path).unwrap(), [&whole[..], &second, b"\n"].concat(), "cut at {cut}");
    }
}

#[test]
fn what_failed_half_way_is_written_again() {
    let (_directory, path) = place();
    let [first, second] = records();
    let mut list = List::open(&path).unwrap();
    list.note(&first).unwrap();
    let whole = fs::read(&path).unwrap();
    // As a full disk leaves it.
    fs::write(&path, [&whole[..], &second[..20]].concat()).unwrap();
    list.note(&second).unwrap();
    assert_eq!(fs::read(&path).unwrap(), [&whole[..], &second, b"\n"].concat());
}

#[test]
fn what_is_no_erasure_is_named_and_left_as_it_is() {
    let (_directory, path) = place();
    let [first, _] = records();
    List::open(&path).unwrap().note(&first).unwrap();
    let opened = include_str!("../../../record/golden/dossier-geopend.v1.json").trim_end();
    for line in ["not a record", "", opened, "{\"type\":\"persoonsgegevens-gewist.v9\"}"] {
        let text = format!("{}\n{line}\n", std::str::from_utf8(&first).unwrap());
        fs::write(&path, &text).unwrap();
        let refused = List::open(&path).unwrap_err();
        assert!(
            matches!(&refused, Error::Line { line: 2, path: told } if *told == path),
            "{line}: {refused}"
        );
        assert_eq!(fs::read_to_string(&path).unwrap(), text);
    }
}

#[test]
fn that_it_cannot_be_written_is_told_before_there_is_something_to_write() {
    let (directory, _) = place();
    fs::write(directory.path().join("file"), "").unwrap();
    for path in ["file/erasures.jsonl", "."] {
        let refused = List::open(&directory.path().join(path)).unwrap_err();
        assert!(matches!(refused, Error::Io { .. }), "{path}: {refused}");
    }
}
