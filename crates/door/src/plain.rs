//! What tonic itself refuses comes in its own form: a bare code and English words. Callers are promised a reason,
//! facts and words in their language, so it is told again in ours.

use http::HeaderMap;
use tonic::{Code, Status};
use wire::limits::REQUEST_BYTES_MAX;

use crate::obstacle::Obstacle;

/// How prost begins when a message cannot be decoded.
const UNDECODABLE: &str = "failed to decode Protobuf message: ";
/// What tonic says when a call ends before its message.
const NO_MESSAGE: &str = "Missing request message.";

/// What these headers say, if it is tonic that says it and not one of our services.
#[expect(clippy::wildcard_enum_match_arm, reason = "tonic refuses with these three codes")]
pub(crate) fn obstacle(headers: &HeaderMap) -> Option<Obstacle> {
    let status = Status::from_header_map(headers)?;
    if !status.details().is_empty() {
        return None;
    }
    match status.code() {
        Code::OutOfRange => Some(Obstacle::TooLarge { bytes_max: REQUEST_BYTES_MAX }),
        Code::Unimplemented if status.message().is_empty() => Some(Obstacle::MethodUnknown),
        Code::Internal if status.message() == NO_MESSAGE => {
            Some(Obstacle::Unreadable { why: "there is no message in it".into() })
        }
        Code::Internal => {
            let why = status.message().strip_prefix(UNDECODABLE)?.to_owned();
            Some(Obstacle::Unreadable { why })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use tonic_types::{ErrorDetails, StatusExt as _};

    use super::*;

    #[test]
    fn only_what_tonic_says_is_told_again() {
        let ours = |code| Status::with_error_details(code, "", ErrorDetails::with_error_info("R", "d", []));
        let unreadable = |why: &str| Some(Obstacle::Unreadable { why: why.into() });
        let table = [
            (
                Status::out_of_range("Error, decoded message length too large"),
                Some(Obstacle::TooLarge { bytes_max: REQUEST_BYTES_MAX }),
            ),
            (Status::unimplemented(""), Some(Obstacle::MethodUnknown)),
            (Status::unimplemented("Content is compressed with `gzip` which isn't supported"), None),
            (Status::internal(NO_MESSAGE), unreadable("there is no message in it")),
            (
                Status::internal(format!("{UNDECODABLE}OpenDossierRequest.title: invalid string value")),
                unreadable("OpenDossierRequest.title: invalid string value"),
            ),
            (Status::internal("h2 protocol error"), None),
            (Status::unauthenticated(""), None),
            (ours(Code::OutOfRange), None),
            (ours(Code::Unimplemented), None),
            (ours(Code::Internal), None),
        ];
        for (status, told) in table {
            let mut headers = HeaderMap::new();
            status.add_header(&mut headers).unwrap();
            assert_eq!(obstacle(&headers), told, "{status:?}");
        }
        assert_eq!(obstacle(&HeaderMap::new()), None);
    }
}
