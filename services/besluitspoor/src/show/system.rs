//! What the operating system says, in the language of who reads it.

use std::io::{self, ErrorKind};

use wire::Language;

use super::Say as _;

/// What is common, in Dutch and in English.
const COMMON: [(ErrorKind, &str, &str); 17] = [
    (ErrorKind::NotFound, "dat bestand of die map is er niet", "there is no such file or folder"),
    (ErrorKind::AlreadyExists, "het bestand is er al", "the file is there already"),
    (ErrorKind::PermissionDenied, "u hebt daar geen toestemming voor", "you have no permission for it"),
    (ErrorKind::IsADirectory, "het is een map", "it is a folder"),
    (ErrorKind::NotADirectory, "een deel van het pad is geen map", "a part of the path is no folder"),
    (ErrorKind::StorageFull, "de schijf is vol", "the disk is full"),
    (
        ErrorKind::ReadOnlyFilesystem,
        "op die schijf kan niet worden geschreven",
        "that disk cannot be written to",
    ),
    (ErrorKind::AddrInUse, "dat adres is al in gebruik", "that address is in use"),
    (ErrorKind::AddrNotAvailable, "deze machine heeft dat adres niet", "this machine has no such address"),
    (ErrorKind::ConnectionRefused, "daar luistert niets", "nothing listens there"),
    (ErrorKind::ConnectionReset, "de verbinding werd verbroken", "the connection was broken"),
    (ErrorKind::BrokenPipe, "de verbinding werd verbroken", "the connection was broken"),
    (ErrorKind::UnexpectedEof, "de verbinding eindigde te vroeg", "the connection ended too early"),
    (ErrorKind::TimedOut, "er kwam niet op tijd antwoord", "no answer came in time"),
    (ErrorKind::HostUnreachable, "daar is geen weg naartoe", "there is no way to it"),
    (ErrorKind::NetworkUnreachable, "daar is geen weg naartoe", "there is no way to it"),
    (ErrorKind::NetworkDown, "het netwerk is er niet", "the network is down"),
];

/// Why the operating system refused something. What is not common is told in its own words.
pub(crate) fn why(error: &io::Error, language: Language) -> String {
    let known = COMMON.into_iter().find(|(kind, ..)| *kind == error.kind());
    known.map_or_else(|| error.to_string(), |(_, nl, en)| language.say(nl, en).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_common_is_told_without_the_words_of_the_operating_system() {
        // Linux: EACCES, EISDIR, EADDRINUSE, ECONNREFUSED
        for (code, told) in
            [(13, "toestemming"), (21, "een map"), (98, "in gebruik"), (111, "luistert niets")]
        {
            let words = why(&io::Error::from_raw_os_error(code), Language::Dutch);
            assert!(words.contains(told) && !words.contains("os error"), "{words}");
        }
        assert_eq!(why(&io::Error::other("iets zeldzaams"), Language::Dutch), "iets zeldzaams");
    }
}
