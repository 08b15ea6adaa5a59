//! How the command line ends, so that a script can tell a refusal from a broken line.

use std::process::ExitCode;

use tonic::Code;
use wire::Language;

use crate::show::Say as _;

/// How the command line ended. `docs/exit-codes.md` lists them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Exit {
    /// Done.
    Done,
    /// A rule of the framework said no.
    Refused,
    /// What was given cannot be used: flags, a document, a framework file.
    Input,
    /// This caller may not, or is not known.
    Denied,
    /// There is no such thing.
    NotFound,
    /// Somebody else was first.
    Conflict,
    /// The service is not there, or what became of the command is not known.
    Unclear,
    /// A limit; try later.
    Limit,
    /// The verification found a difference.
    Difference,
    /// The program or the service failed.
    Internal,
}

impl Exit {
    /// Every way to end.
    pub(crate) const ALL: [Self; 10] = [
        Self::Done,
        Self::Refused,
        Self::Input,
        Self::Denied,
        Self::NotFound,
        Self::Conflict,
        Self::Unclear,
        Self::Limit,
        Self::Difference,
        Self::Internal,
    ];

    /// The code that the process ends with.
    pub(crate) fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Refused => 1,
            Self::Input => 2,
            Self::Denied => 3,
            Self::NotFound => 4,
            Self::Conflict => 5,
            Self::Unclear => 6,
            Self::Limit => 7,
            Self::Difference => 8,
            Self::Internal => 70,
        }
    }

    /// What a call that failed with this code means for who called.
    pub(crate) fn of(code: Code) -> Self {
        match code {
            Code::Ok => Self::Done,
            Code::FailedPrecondition => Self::Refused,
            Code::InvalidArgument | Code::OutOfRange | Code::AlreadyExists => Self::Input,
            Code::PermissionDenied | Code::Unauthenticated => Self::Denied,
            Code::NotFound => Self::NotFound,
            Code::Aborted => Self::Conflict,
            Code::Unavailable | Code::DeadlineExceeded | Code::Cancelled | Code::Unknown => Self::Unclear,
            Code::ResourceExhausted => Self::Limit,
            Code::Internal | Code::Unimplemented | Code::DataLoss => Self::Internal,
        }
    }

    /// What it means, in a few words, as help and messages begin.
    pub(crate) fn told(self, language: Language) -> &'static str {
        match self {
            Self::Done => language.say("Gedaan", "Done"),
            Self::Refused => language.say("Geweigerd", "Refused"),
            Self::Input => language.say("Onjuiste invoer", "Wrong input"),
            Self::Denied => language.say("Niet toegestaan", "Not permitted"),
            Self::NotFound => language.say("Niet gevonden", "Not found"),
            Self::Conflict => language.say("Iemand was u voor", "Somebody else was first"),
            Self::Unclear => {
                language.say("Onbereikbaar of afloop onbekend", "Unavailable or outcome unknown")
            }
            Self::Limit => language.say("Grens bereikt", "Limit reached"),
            Self::Difference => language.say("Verschil gevonden", "Difference found"),
            Self::Internal => language.say("Interne fout", "Internal error"),
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_lists_every_code() {
        let page = include_str!("../../../docs/exit-codes.md");
        for exit in Exit::ALL {
            let row = format!("| {} | {} |", exit.code(), exit.told(Language::Dutch));
            assert!(page.contains(&row), "docs/exit-codes.md lacks {row:?}");
        }
        let rows = page.lines().filter(|line| line.starts_with("| ") && line.as_bytes()[2].is_ascii_digit());
        assert_eq!(rows.count(), Exit::ALL.len());
    }

    #[test]
    fn every_status_code_has_its_exit() {
        let table = [
            (Code::Ok, 0),
            (Code::FailedPrecondition, 1),
            (Code::InvalidArgument, 2),
            (Code::OutOfRange, 2),
            (Code::AlreadyExists, 2),
            (Code::PermissionDenied, 3),
            (Code::Unauthenticated, 3),
            (Code::NotFound, 4),
            (Code::Aborted, 5),
            (Code::Unavailable, 6),
            (Code::DeadlineExceeded, 6),
            (Code::Cancelled, 6),
            (Code::Unknown, 6),
            (Code::ResourceExhausted, 7),
            (Code::Internal, 70),
            (Code::Unimplemented, 70),
            (Code::DataLoss, 70),
        ];
        for (code, exit) in table {
            assert_eq!(Exit::of(code).code(), exit, "{code:?}");
        }
    }
}
