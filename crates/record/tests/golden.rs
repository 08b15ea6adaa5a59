//! The written form of every type of event, byte for byte. A golden file is never edited by hand;
//! `UPDATE_GOLDEN=1 cargo nextest run -p record written_as_its_golden_file` writes those of the newest versions
//! again. If that changes a file that was ever released, the change needs a new version instead (`src/data/mod.rs`).

mod samples;

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use domain::{Event, dossier};
use record::{EVENT_TYPES, decode, encode};

const DOMAIN: &str = "nl.onderwijszorgarrangementen.";

fn golden() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("golden")
}

#[test]
fn every_type_is_written_as_its_golden_file() {
    for (name, sample) in samples::all() {
        let mut bytes = encode(&sample, samples::SOURCE).unwrap_or_else(|error| panic!("{name}: {error:?}"));
        bytes.push(b'\n');
        let file = golden().join(format!("{name}.json"));
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            fs::write(&file, &bytes).expect("golden/ can be written");
        }
        let kept = fs::read(&file).unwrap_or_else(|error| panic!("golden/{name}.json: {error}"));
        assert_eq!(String::from_utf8_lossy(&bytes), String::from_utf8_lossy(&kept), "{name}");
    }
}

#[test]
fn every_golden_file_is_read_as_its_event() {
    for (name, sample) in samples::all() {
        let kept = fs::read(golden().join(format!("{name}.json"))).expect("it is there");
        let line = kept.strip_suffix(b"\n").expect("one line");
        assert!(!line.contains(&b'\n'), "{name}");
        assert_eq!(decode(line).unwrap_or_else(|error| panic!("{name}: {error:?}")), sample, "{name}");
    }
}

/// Old versions stay: a golden file that no sample is written as any more must still be read.
#[test]
fn every_golden_file_can_be_read() {
    let mut files = BTreeSet::new();
    for file in fs::read_dir(golden()).expect("golden/ is there") {
        let path = file.expect("it can be listed").path();
        let name = path.file_stem().and_then(|stem| stem.to_str()).expect("a name").to_owned();
        let record = decode(&fs::read(&path).expect("it can be read"));
        assert!(record.is_ok(), "{name}: {record:?}");
        files.insert(name);
    }
    let sampled: BTreeSet<_> = samples::all().into_iter().map(|(name, _)| name.to_owned()).collect();
    assert!(sampled.is_subset(&files));
}

/// What was written without stances is read as what is now written with none.
#[test]
fn a_record_of_before_there_were_stances_has_none() {
    let mut read = 0;
    for (name, sample) in samples::all() {
        // Nothing led onto a ladder then.
        let is_old = name.contains(".v2") && !name.ends_with(".ladder");
        let Some(old) = is_old.then(|| name.replace(".v2", ".v1")) else { continue };
        let kept = fs::read(golden().join(format!("{old}.json"))).expect("it was written before");
        let mut expected = sample;
        if let Event::Dossier(event) = &mut expected.event {
            without_stances(event);
        }
        assert_eq!(decode(&kept).unwrap_or_else(|error| panic!("{old}: {error:?}")), expected, "{old}");
        read += 1;
    }
    assert!(read >= 8, "{read} of the types that have a version 2");
}

/// Takes the stances out of what a body did.
fn without_stances(event: &mut dossier::Event) {
    use dossier::Event as D;
    match event {
        D::NoticeTaken(treated)
        | D::AdviceGiven(treated)
        | D::DecisionTaken(treated)
        | D::AgreementNotReached(treated)
        | D::RatificationGiven(treated)
        | D::VisitDeferred(treated)
        | D::ReferredBack(treated) => treated.stances.clear(),
        D::OutcomeCorrected(corrected) => corrected.treated.stances.clear(),
        D::DossierOpened(_)
        | D::DocumentFiled(_)
        | D::RoundSubmitted(_)
        | D::RevisionSubmitted(_)
        | D::PartySpoke(_)
        | D::TermSuspended(_)
        | D::TermResumed(_)
        | D::ConditionsAnswered(_)
        | D::DossierWithdrawn(_)
        | D::DossierHandedOver(_)
        | D::Escalation(_) => {}
    }
}

/// `src/data/types.rs` names a type for every event, by an exhaustive match: so every event has a golden file.
#[test]
fn every_type_has_a_golden_file_of_its_name() {
    let samples: Vec<_> = samples::all();
    for event_type in EVENT_TYPES {
        let name = event_type.strip_prefix(DOMAIN).expect("in our domain");
        assert!(samples.iter().any(|(file, _)| *file == name), "samples has no {name}");
    }
    for (name, sample) in samples {
        let bytes = encode(&sample, samples::SOURCE).expect("it can be written");
        let text = String::from_utf8(bytes).expect("JSON is UTF-8");
        let (_, written) = text.split_once(&format!("\"type\":\"{DOMAIN}")).expect("a type");
        let (event_type, _) = written.split_once('"').expect("an end");
        assert!(name == event_type || name.starts_with(&format!("{event_type}.")), "{name}: {event_type}");
    }
}
