//! What cannot be written or read, and what is said about it.

mod samples;

use domain::{
    Event,
    dossier::{self, event::SectionFiled},
    framework::Outcome,
    ids::Revision,
    sealed::{Digest, Sealed},
};
use jiff::{Timestamp, civil::Date};
use record::{
    HistoryId, RECORD_BYTES_MAX, REVISION_MAX, Record, Recorded,
    decode::{self, decode},
    encode::{self, encode},
};

fn sample(name: &str) -> Record {
    samples::all().into_iter().find(|(file, _)| *file == name).expect("a sample").1
}

fn text(name: &str) -> String {
    String::from_utf8(encode(&sample(name), samples::SOURCE).expect("it can be written")).expect("UTF-8")
}

fn refused(record: &Record) -> encode::Error {
    encode(record, samples::SOURCE).expect_err("it cannot be written")
}

fn document(sections: usize) -> Record {
    let mut record = sample("document-vastgelegd.v1");
    if let Event::Dossier(dossier::Event::DocumentFiled(filed)) = &mut record.event {
        let section = |n| SectionFiled {
            id: format!("section-{n}").parse().expect("an id"),
            words: 1,
            text: Sealed(Digest([9; 32])),
        };
        filed.sections = (0..sections).map(section).collect();
    }
    record
}

#[test]
fn hazard_20_a_record_that_does_not_fit_is_not_written() {
    assert!(encode(&document(600), samples::SOURCE).expect("it fits").len() > RECORD_BYTES_MAX * 3 / 4);
    let error = refused(&document(1_000));
    assert!(
        matches!(error, encode::Error::TooLarge { bytes: RECORD_BYTES_MAX.., max: RECORD_BYTES_MAX }),
        "{error}"
    );
}

#[test]
fn hazard_20_the_last_byte_that_fits_is_written() {
    // The source is as long as it takes to reach the limit exactly.
    let record = document(600);
    let used = encode(&record, "u").expect("it fits").len() - 1;
    let source = "u".repeat(RECORD_BYTES_MAX - used);
    assert_eq!(encode(&record, &source).expect("it fits").len(), RECORD_BYTES_MAX);
    let error = encode(&record, &format!("{source}u")).expect_err("one too many");
    assert!(matches!(error, encode::Error::TooLarge { bytes: 65_536, .. }), "{error}");
}

#[test]
fn what_would_not_be_read_back_is_not_written() {
    let good = sample("advies-uitgebracht.v2");
    for source in ["", "a b", "urn:\"", "één"] {
        assert!(matches!(encode(&good, source), Err(encode::Error::InvalidSource { .. })), "{source}");
    }
    for revision in [0, REVISION_MAX + 1] {
        let record = Record { revision: Revision(revision), ..good.clone() };
        assert!(matches!(refused(&record), encode::Error::InvalidRevision { .. }));
    }
    let elsewhere =
        Record { history: HistoryId::Framework("regio-alkmaar".parse().expect("a name")), ..good.clone() };
    assert!(matches!(refused(&elsewhere), encode::Error::ForeignHistory { .. }));
    let other = HistoryId::Framework("regio-gooi".parse().expect("a name"));
    let adopted = Record { history: other, ..sample("kader-vastgesteld.v1") };
    assert!(matches!(refused(&adopted), encode::Error::ForeignHistory { .. }));
    let finer = Recorded { now: Timestamp::constant(1_773_320_591, 1), offset_seconds: 0 };
    assert!(matches!(refused(&Record { recorded: finer, ..good }), encode::Error::Unwritable(_)));
}

#[test]
fn an_event_is_not_written_as_another() {
    let mut record = sample("advies-uitgebracht.v2");
    if let Event::Dossier(dossier::Event::AdviceGiven(treated)) = &mut record.event {
        treated.outcome = Outcome::Adopted;
    }
    let error = refused(&record);
    assert!(matches!(error, encode::Error::ForeignOutcome { outcome: Outcome::Adopted, .. }), "{error}");
}

#[test]
fn a_date_before_the_year_0_is_not_written() {
    let mut record = sample("advies-uitgebracht.v2");
    if let Event::Dossier(dossier::Event::AdviceGiven(treated)) = &mut record.event {
        treated.treated_on = Date::constant(-1, 1, 1);
    }
    assert!(matches!(refused(&record), encode::Error::Unwritable(_)));
}

#[test]
fn a_missing_attribute_is_named() {
    let record = text("advies-uitgebracht.v2");
    for attribute in [
        "specversion",
        "id",
        "source",
        "type",
        "subject",
        "time",
        "datacontenttype",
        "revision",
        "commandid",
        "actor",
        "actingas",
        "data",
    ] {
        let without = record.replacen(&format!("\"{attribute}\":"), "\"extra\":", 1);
        let error = decode(without.as_bytes()).expect_err("it is not there");
        assert!(
            matches!(error, decode::Error::MissingAttribute { attribute: named } if named == attribute),
            "{error}"
        );
    }
}

#[test]
fn an_attribute_in_another_form_is_named() {
    let record = text("advies-uitgebracht.v2");
    for (attribute, from, to) in [
        ("specversion", "\"1.0\"", "\"0.3\""),
        ("id", "\"id\":\"0190", "\"id\":\"{0190"),
        ("source", "urn:nld", "urn nld"),
        ("subject", "dossier.0190b5f0", "dossier.0190B5F0"),
        ("subject", "dossier.0190b5f0-0000-7000-8000-0000000000d0", "framework.regio-alkmaar"),
        ("time", "09:30:00.000001", "09:30:00.0000010"),
        ("time", "+02:00", "Z"),
        ("datacontenttype", "application/json", "text/plain"),
        ("revision", "\"revision\":5", "\"revision\":0"),
        ("revision", "\"revision\":5", "\"revision\":\"5\""),
        ("revision", "\"revision\":5", "\"revision\":2147483648"),
        ("actor", "u-9c41", "Jan Jansen"),
        ("actingas", "secretary:rbo", "voorzitter:rbo"),
        ("actingas", "secretary:rbo", "administrator:rbo"),
    ] {
        assert!(record.contains(from), "{from}");
        let error = decode(record.replacen(from, to, 1).as_bytes()).expect_err("another form");
        assert!(
            matches!(&error, decode::Error::InvalidAttribute { attribute: named, .. } if named == attribute),
            "{error}"
        );
    }
}

#[test]
fn an_attribute_of_others_is_passed_over() {
    let record = text("advies-uitgebracht.v2").replacen('{', "{\"traceparent\":\"00-0af7\",\"x\":[{}],", 1);
    assert_eq!(decode(record.as_bytes()).expect("it can be read"), sample("advies-uitgebracht.v2"));
}

#[test]
fn the_order_of_attributes_is_not_needed_to_read() {
    let record = text("advies-uitgebracht.v2");
    let (head, data) = record.split_once(",\"data\":").expect("data is last");
    let data = data.strip_suffix('}').expect("an object");
    let turned = format!("{{\"data\":{data},{}}}", head.strip_prefix('{').expect("an object"));
    assert_eq!(decode(turned.as_bytes()).expect("it can be read"), sample("advies-uitgebracht.v2"));
}

#[test]
fn a_newer_version_is_told_from_an_unknown_type() {
    let record = text("advies-uitgebracht.v2");
    let newer = record.replacen("advies-uitgebracht.v2", "advies-uitgebracht.v3", 1);
    // Whatever else changed with it.
    for newer in [newer.clone(), newer.replacen("\"revision\":5", "\"revision\":\"00005\"", 1)] {
        let error = decode(newer.as_bytes()).expect_err("not known yet");
        assert!(
            matches!(&error, decode::Error::NewerVersion { event_type, known: 2 } if event_type.ends_with(".v3")),
            "{error}"
        );
    }
    for unknown in
        ["advies-gegeven.v1", "advies-uitgebracht.v0", "advies-uitgebracht", "advies-uitgebracht.v1.v2"]
    {
        let error =
            decode(record.replacen("advies-uitgebracht.v2", unknown, 1).as_bytes()).expect_err("not known");
        assert!(
            matches!(&error, decode::Error::UnknownType { event_type } if event_type.ends_with(unknown)),
            "{error}"
        );
    }
}

#[test]
fn what_does_not_fit_a_type_is_named_with_its_place() {
    for (sample, field, from, to) in [
        ("advies-uitgebracht.v2", "body", "\"body\":\"rbo\"", "\"body\":\"RBO\""),
        ("advies-uitgebracht.v2", "outcome", "\"positive-with-conditions\"", "\"approved\""),
        ("advies-uitgebracht.v2", "outcome", "\"positive-with-conditions\"", "\"adopted\""),
        ("advies-uitgebracht.v2", "treated_on", "2026-06-30", "2026-06-31"),
        ("advies-uitgebracht.v2", "treated_on", "2026-06-30", "2026/06/30"),
        ("advies-uitgebracht.v2", "conditions[1].holder", "gemeente-heiloo", "gemeente Heiloo"),
        ("advies-uitgebracht.v2", "motivation", "\"motivation\":\"MDAw", "\"motivation\":\"MDAwMDAw"),
        ("advies-uitgebracht.v2", "next.opens", "\"body\":\"pora\",", ""),
        ("advies-uitgebracht.v2", "next.opens.nota", "\"body\":\"pora\",", "\"body\":\"pora\",\"nota\":1,"),
        ("advies-uitgebracht.v2", "next", "\"to\":\"visit\"", "\"to\":\"round\""),
        ("besluit-genomen.v2", "next", "\"to\":\"round\",", "\"to\":\"round\",\"end\":\"vastgesteld\","),
        ("besluit-genomen.v2.rejected", "next", ",\"kind\":\"rejected\"", ""),
        ("uitkomst-gecorrigeerd.v2", "corrects", "\"corrects\":10", "\"corrects\":0"),
        ("uitkomst-gecorrigeerd.v2", "treated.next.kind", "\"kind\":\"rejected\"", "\"kind\":\"adopt\""),
        ("document-vastgelegd.v1", "sections[0].words", "\"words\":112", "\"words\":-1"),
        ("document-vastgelegd.v1", "digest", "\"digest\":\"", "\"digest\":\"G"),
    ] {
        let record = text(sample);
        assert!(record.contains(from), "{sample}: {from}");
        let error = decode(record.replacen(from, to, 1).as_bytes()).expect_err("it does not fit");
        assert!(
            matches!(&error, decode::Error::InvalidData { field: named, .. } if named == field),
            "{field}: {error}"
        );
    }
}

#[test]
fn what_is_no_json_object_is_said_so() {
    for bytes in ["", "{", "5", "\"text\"", "{}x", "{\"specversion\":\"1.0\""] {
        let error = decode(bytes.as_bytes()).expect_err("not an object");
        assert!(matches!(error, decode::Error::NotJson(_)), "{bytes}: {error}");
    }
    assert!(matches!(decode(b"{\"id\":\"\xff\"}"), Err(decode::Error::NotUtf8(_))));
    let record = text("advies-uitgebracht.v2");
    assert!(decode(&record.as_bytes()[..record.len() - 1]).is_err(), "a torn record");
    assert!(decode(record.replacen('{', "{\"revision\":5,", 1).as_bytes()).is_err(), "an attribute twice");
}
