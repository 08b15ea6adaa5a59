//! The form of the contract: buf's STANDARD style, a comment on everything, and nothing changed by accident.

use std::{collections::BTreeSet, fmt::Write, fs, path::Path};

use prost::Message;
use prost_types::{
    DescriptorProto, EnumDescriptorProto, FieldDescriptorProto, FileDescriptorProto, FileDescriptorSet,
    ServiceDescriptorProto, field_descriptor_proto::Label,
};

const PACKAGE: &str = "besluitspoor.v1";

/// Numbers of fields in the descriptors of descriptors, as paths of comments use them.
mod place {
    pub(super) const SYNTAX: i32 = 12;
    pub(super) const MESSAGE: i32 = 4;
    pub(super) const ENUM: i32 = 5;
    pub(super) const SERVICE: i32 = 6;
    pub(super) const FIELD: i32 = 2;
    pub(super) const NESTED: i32 = 3;
    pub(super) const ENUM_OF_MESSAGE: i32 = 4;
    pub(super) const ONEOF: i32 = 8;
    pub(super) const VALUE: i32 = 2;
    pub(super) const METHOD: i32 = 2;
}

fn ours() -> Vec<FileDescriptorProto> {
    let set = FileDescriptorSet::decode(wire::FILE_DESCRIPTOR_SET).expect("a descriptor set");
    set.file.into_iter().filter(|file| file.package() == PACKAGE).collect()
}

#[test]
fn the_reflection_set_holds_every_file_and_service_and_what_they_import() {
    let set = FileDescriptorSet::decode(wire::FILE_DESCRIPTOR_SET).expect("a descriptor set");
    let names: BTreeSet<_> = set.file.iter().map(|file| file.name().to_owned()).collect();
    for file in &set.file {
        for import in &file.dependency {
            assert!(names.contains(import), "{} imports {import}, which is left out", file.name());
        }
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../proto/besluitspoor/v1");
    for entry in fs::read_dir(folder).expect("the contract") {
        let name = entry.expect("an entry").file_name().into_string().expect("a name");
        assert!(names.contains(&format!("besluitspoor/v1/{name}")), "{name} is not compiled");
    }
    let services: BTreeSet<_> =
        ours().iter().flat_map(|file| &file.service).map(|service| service.name().to_owned()).collect();
    let expected = [
        "Agenda",
        "Audit",
        "Decision",
        "Dossier",
        "Escalation",
        "Forecast",
        "Framework",
        "Keeping",
        "Mandate",
        "Meeting",
        "Preparation",
        "Proposal",
        "Register",
    ];
    assert_eq!(services, expected.iter().map(|name| format!("{name}Service")).collect());
}

#[test]
fn everything_has_a_comment() {
    let mut bare = Vec::new();
    for file in ours() {
        let source = file.source_code_info.clone().expect("comments");
        let commented: BTreeSet<_> = source
            .location
            .into_iter()
            .filter(|location| !location.leading_comments().trim().is_empty())
            .map(|location| location.path)
            .collect();
        let mut check = |name: String, path: &[i32]| {
            if !commented.contains(path) {
                bare.push(format!("{}: {name}", file.name()));
            }
        };
        check("the file".into(), &[place::SYNTAX]);
        for (index, message) in file.message_type.iter().enumerate() {
            message_paths(message, &[place::MESSAGE, at(index)], &mut check);
        }
        for (index, values) in file.enum_type.iter().enumerate() {
            enum_paths(values, &[place::ENUM, at(index)], &mut check);
        }
        for (index, service) in file.service.iter().enumerate() {
            let path = [place::SERVICE, at(index)];
            check(service.name().into(), &path);
            for (index, method) in service.method.iter().enumerate() {
                check(method.name().into(), &with(&path, place::METHOD, index));
            }
        }
    }
    assert!(bare.is_empty(), "without a comment: {bare:#?}");
}

fn message_paths(message: &DescriptorProto, path: &[i32], check: &mut impl FnMut(String, &[i32])) {
    check(message.name().into(), path);
    for (index, field) in message.field.iter().enumerate() {
        check(format!("{}.{}", message.name(), field.name()), &with(path, place::FIELD, index));
    }
    for (index, oneof) in message.oneof_decl.iter().enumerate() {
        // What the compiler makes of an `optional` field has no place in the source.
        if !oneof.name().starts_with('_') {
            check(format!("{}.{}", message.name(), oneof.name()), &with(path, place::ONEOF, index));
        }
    }
    for (index, nested) in message.nested_type.iter().enumerate() {
        message_paths(nested, &with(path, place::NESTED, index), check);
    }
    for (index, values) in message.enum_type.iter().enumerate() {
        enum_paths(values, &with(path, place::ENUM_OF_MESSAGE, index), check);
    }
}

fn enum_paths(values: &EnumDescriptorProto, path: &[i32], check: &mut impl FnMut(String, &[i32])) {
    check(values.name().into(), path);
    for (index, value) in values.value.iter().enumerate() {
        check(value.name().into(), &with(path, place::VALUE, index));
    }
}

fn with(path: &[i32], field: i32, index: usize) -> Vec<i32> {
    [path, &[field, at(index)]].concat()
}

fn at(index: usize) -> i32 {
    i32::try_from(index).expect("a small index")
}

#[test]
fn names_follow_the_standard() {
    for file in ours() {
        assert_eq!(file.syntax(), "proto3");
        for message in messages(&file.message_type) {
            for field in &message.field {
                let snake = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
                assert!(field.name().chars().all(snake), "{}.{}", message.name(), field.name());
            }
        }
        let nested = messages(&file.message_type).into_iter().flat_map(|message| message.enum_type.clone());
        for values in file.enum_type.iter().cloned().chain(nested) {
            let prefix = screaming(values.name());
            assert_eq!(values.value[0].name(), format!("{prefix}_UNSPECIFIED"));
            assert_eq!(values.value[0].number(), 0);
            for value in &values.value {
                assert!(value.name().starts_with(&format!("{prefix}_")), "{}", value.name());
            }
        }
    }
}

#[test]
fn every_call_has_messages_of_its_own() {
    let mut used = BTreeSet::new();
    for service in ours().iter().flat_map(|file| &file.service) {
        assert!(service.name().ends_with("Service"));
        for method in &service.method {
            assert_eq!(method.input_type(), format!(".{PACKAGE}.{}Request", method.name()));
            assert_eq!(method.output_type(), format!(".{PACKAGE}.{}Response", method.name()));
            assert!(used.insert(method.name().to_owned()), "{} is used twice", method.name());
        }
    }
}

#[test]
fn every_command_names_itself_and_is_answered_with_a_receipt() {
    let files = ours();
    let all: Vec<_> = files.iter().flat_map(|file| messages(&file.message_type)).collect();
    let message = |name: String| all.iter().find(|message| message.name() == name).expect("a message");
    let commands = ["ProposalService", "DecisionService", "RegisterService"];
    let of = |service: &ServiceDescriptorProto| commands.contains(&service.name());
    let services = files.iter().flat_map(|file| &file.service).filter(|service| of(service));
    let named: Vec<_> = services.flat_map(|service| &service.method).map(|method| method.name()).collect();
    assert_eq!(named.len(), 18);
    for name in named.into_iter().chain(["AdoptFramework"]) {
        let request = message(format!("{name}Request"));
        let has = |field: &str| request.field.iter().any(|known| known.name() == field);
        let begins = ["OpenDossier", "RegisterArrangement", "BeginArrangement"].contains(&name);
        assert_eq!(request.field[0].name(), "command_id", "{name}");
        assert!(has("acting_as"), "{name}");
        assert_eq!(has("expected_revision"), !begins, "{name}");
        let of_none = ["OpenDossier", "RegisterArrangement", "AdoptFramework"].contains(&name);
        assert_eq!(has("dossier_id"), !of_none, "{name}");
        assert_eq!(message(format!("{name}Response")).field[0].type_name(), format!(".{PACKAGE}.Receipt"));
    }
}

/// The contract as it is kept in `contract.txt`. What stands there was given to others: a line may be added, but none
/// changed or taken away. With `UPDATE_CONTRACT=1` the test writes the file anew.
#[test]
fn nothing_that_was_promised_has_changed() {
    let mut lines = BTreeSet::new();
    for file in ours() {
        for message in messages(&file.message_type) {
            for field in &message.field {
                lines.insert(format!(
                    "{} {} = {} {}",
                    message.name(),
                    field.name(),
                    field.number(),
                    kind(field)
                ));
            }
        }
        for values in &file.enum_type {
            for value in &values.value {
                lines.insert(format!("{} {} = {}", values.name(), value.name(), value.number()));
            }
        }
        for service in &file.service {
            for method in &service.method {
                let streams = if method.server_streaming() { "streams" } else { "answers" };
                lines.insert(format!("{} {} {streams}", service.name(), method.name()));
            }
        }
    }
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/contract/contract.txt");
    if std::env::var_os("UPDATE_CONTRACT").is_some() {
        let text = lines.iter().fold(String::new(), |mut text, line| {
            writeln!(text, "{line}").expect("a string takes all");
            text
        });
        fs::write(&golden, text).expect("the file can be written");
    }
    let promised = fs::read_to_string(&golden).expect("the promised contract");
    let promised: BTreeSet<_> = promised.lines().map(str::to_owned).collect();
    let broken: Vec<_> = promised.difference(&lines).collect();
    let new: Vec<_> = lines.difference(&promised).collect();
    assert!(broken.is_empty(), "promised, but changed or gone: {broken:#?}");
    assert!(new.is_empty(), "new; write them down with UPDATE_CONTRACT=1: {new:#?}");
}

fn kind(field: &FieldDescriptorProto) -> String {
    let repeated = if field.label() == Label::Repeated { "repeated " } else { "" };
    let optional = if field.proto3_optional() { "optional " } else { "" };
    let of = field.type_name().trim_start_matches(&format!(".{PACKAGE}."));
    let kind = format!("{:?}", field.r#type()).to_lowercase();
    format!("{repeated}{optional}{kind} {of}").trim_end().to_owned()
}

/// Every message, those within others too.
fn messages(of: &[DescriptorProto]) -> Vec<&DescriptorProto> {
    of.iter().flat_map(|message| std::iter::once(message).chain(messages(&message.nested_type))).collect()
}

/// `WarningCode` as `WARNING_CODE`.
fn screaming(name: &str) -> String {
    let mut out = String::new();
    for (place, c) in name.chars().enumerate() {
        if place > 0 && c.is_ascii_uppercase() {
            out.push('_');
        }
        out.push(c.to_ascii_uppercase());
    }
    out
}
