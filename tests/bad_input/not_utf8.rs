//! Bytes that are no text, and characters that no text has.

use tests::acts::command_id;
use tonic::Code;

use crate::{Scene, raw};

const OPEN: &str = "/besluitspoor.v1.ProposalService/OpenDossier";

/// An `OpenDossierRequest` with bytes where it has a text.
#[derive(Clone, PartialEq, prost::Message)]
struct BytesForTitle {
    #[prost(string, tag = "1")]
    command_id: String,
    #[prost(string, tag = "3")]
    framework_id: String,
    #[prost(bytes = "vec", tag = "4")]
    title: Vec<u8>,
    #[prost(string, repeated, tag = "5")]
    function_ids: Vec<String>,
}

/// An `OpenDossierRequest` with a number where it has a text.
#[derive(Clone, PartialEq, prost::Message)]
struct NumberForTitle {
    #[prost(uint64, tag = "4")]
    title: u64,
}

fn titled(title: &[u8]) -> BytesForTitle {
    BytesForTitle {
        command_id: command_id(),
        framework_id: "regio-alkmaar".into(),
        title: title.to_vec(),
        function_ids: vec!["opbouwen".into()],
    }
}

#[tokio::test]
async fn bytes_that_are_no_utf8_are_refused() {
    let scene = Scene::at_pora().await;
    // Latin-1, half a character, a surrogate, an overlong form.
    for bytes in [&b"Voorbeeld: caf\xe9"[..], b"caf\xc3", b"\xed\xa0\x80", b"\xc0\xaf"] {
        let answer = raw::call(&scene.heiloo(), OPEN, titled(bytes)).await;
        let told = scene.refuses(answer, Code::InvalidArgument, "REQUEST_UNREADABLE").await;
        told.says(&["UTF-8", "title"]);
    }
    // The same call with a text is carried out.
    raw::call(&scene.heiloo(), OPEN, titled("Voorbeeld: café".as_bytes())).await.unwrap();
}

#[tokio::test]
async fn a_message_of_another_form_is_refused() {
    let scene = Scene::at_pora().await;
    let answer = raw::call(&scene.heiloo(), OPEN, NumberForTitle { title: 7 }).await;
    scene.refuses(answer, Code::InvalidArgument, "REQUEST_UNREADABLE").await.says(&["title"]);
}

#[tokio::test]
async fn a_method_that_there_is_not_is_told_so() {
    let scene = Scene::at_pora().await;
    for path in
        ["/besluitspoor.v1.ProposalService/DeleteDossier", "/besluitspoor.v2.ProposalService/OpenDossier"]
    {
        let answer = raw::call(&scene.heiloo(), path, ()).await;
        scene.refuses(answer, Code::Unimplemented, "METHOD_UNKNOWN").await.says(&["reflection"]);
    }
}

#[tokio::test]
async fn control_characters_are_named_and_not_repeated() {
    let scene = Scene::at_pora().await;
    for (title, fault, told) in [
        ("Voorbeeld:\u{1b}[2J", "title CONTROL_CHARACTER", "U+001B"),
        ("Voorbeeld\u{0}", "title CONTROL_CHARACTER", "U+0000"),
        ("Voorbeeld\u{9b}", "title CONTROL_CHARACTER", "U+009B"),
        ("Voorbeeld\nop twee regels", "title NOT_ONE_LINE", "één regel"),
    ] {
        let found = scene.finds_fault(scene.heiloo().open(title).await).await;
        assert!(found.faults.iter().all(|(_, told)| !told.contains(|c: char| c.is_control())), "{found:?}");
        found.fault(fault, &[told]);
    }
}
