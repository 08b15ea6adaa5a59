//! Why a journal did not do what an administrator asked.

use door::incident::causes;
use journal::{Health, Journal, append, copy, erase, follow, read};
use record::Position;
use wire::Language;

use crate::{exit::Exit, failure::Failure, show::Say as _};

/// What the servers say of a right that an account does not have.
const DENIED: &str = "Permissions Violation";

/// Why a copy is not complete.
pub(super) fn not_copied(
    error: &copy::Error,
    from: &dyn Journal,
    to: &dyn Journal,
    language: Language,
) -> Failure {
    match error {
        copy::Error::Ahead { origin, target } => ahead(*origin, *target, language),
        copy::Error::Different { position } => different(*position, language),
        copy::Error::Source(error) => {
            let told = language.say(
                "Het journaal dat er is kan niet worden gelezen",
                "The journal that is there cannot be read",
            );
            ended(from, language).unwrap_or_else(|| unread(told, error))
        }
        copy::Error::Target(error) => {
            let told = language.say("De kopie kan niet worden gelezen", "The copy cannot be read");
            ended(to, language).unwrap_or_else(|| unread(told, error))
        }
        copy::Error::Erasures(error) => {
            let told = language.say(
                "Wat er gewist is kan niet worden gelezen in het journaal dat er is",
                "What was erased cannot be read in the journal that is there",
            );
            ended(from, language)
                .unwrap_or_else(|| Failure::new(of_read(error), format!("{told}: {}.", causes(error))))
        }
        copy::Error::Erase { position, source } => {
            ended(to, language).unwrap_or_else(|| not_erased(*position, source, language))
        }
        copy::Error::Append { after, source } => {
            ended(to, language).unwrap_or_else(|| broken_off(*after, source, language))
        }
    }
}

fn ahead(origin: Position, target: Position, language: Language) -> Failure {
    let told = match language {
        Language::Dutch => format!(
            "Waar het komt staan {target} records, en waar het vandaan komt {origin}: dat is geen kopie van dit \
             journaal, of het ging daarna zijn eigen weg. Er is niets veranderd."
        ),
        Language::English => format!(
            "There are {target} records where it goes to and {origin} where it comes from: that is no copy of this \
             journal, or it went its own way since. Nothing was changed."
        ),
    };
    Failure::input(told).help(another(language))
}

fn different(position: Position, language: Language) -> Failure {
    let told = match language {
        Language::Dutch => format!(
            "Op positie {position} staat niet in beide hetzelfde record: dat is geen kopie van dit journaal."
        ),
        Language::English => format!(
            "There is not the same record in both at position {position}: that is no copy of this journal."
        ),
    };
    Failure::input(told).help(another(language))
}

fn another(language: Language) -> &'static str {
    language.say("Noem met --to een leeg journaal.", "Name an empty journal with --to.")
}

fn broken_off(after: Position, error: &append::Error, language: Language) -> Failure {
    let (exit, why) = not_stored(error, language);
    let told = language.say("Het overzetten brak af na positie", "Copying broke off after position");
    Failure::new(exit, format!("{told} {after}: {why}.")).help(again(language))
}

fn again(language: Language) -> &'static str {
    language.say(
        "Geef dezelfde opdracht nog eens: zij gaat verder waar zij ophield.",
        "Give the same command again: it goes on where it stopped.",
    )
}

/// Why the streams could not be read or changed.
pub(super) fn not_swept(error: &read::Error, journal: &dyn Journal, language: Language) -> Failure {
    ended(journal, language).unwrap_or_else(|| {
        let told = language.say(
            "De teksten op NATS kunnen niet worden nagezien",
            "The texts on NATS cannot be looked through",
        );
        Failure::new(of_read(error), format!("{told}: {}.", causes(error)))
    })
}

/// The journal has ended, which is why it does nothing more: the account lacks a right, or the stream is not what it was.
fn ended(journal: &dyn Journal, language: Language) -> Option<Failure> {
    let Health::Poisoned { why } = journal.health() else { return None };
    if !why.contains(DENIED) {
        let told = language.say("Het journaal houdt op", "The journal stops");
        return Some(Failure::new(Exit::Internal, format!("{told}: {why}.")));
    }
    let told = language.say("Dit account mist een recht op NATS", "This account lacks a right on NATS");
    let help = language.say(
        "Gebruik met --nats-nkey of --nats-creds de toegang van de beheerder.",
        "Use the access of the administrator with --nats-nkey or --nats-creds.",
    );
    Some(Failure::new(Exit::Denied, format!("{told}: {why}.")).help(help))
}

fn unread(told: &str, error: &follow::Error) -> Failure {
    let exit = match error {
        follow::Error::Read(error) => of_read(error),
        follow::Error::Gap { .. } | follow::Error::Ahead { .. } | follow::Error::Closed => Exit::Internal,
    };
    Failure::new(exit, format!("{told}: {}.", causes(error)))
}

fn of_read(error: &read::Error) -> Exit {
    match error {
        read::Error::Unavailable { .. } => Exit::Unclear,
        read::Error::Damaged { .. } => Exit::Internal,
    }
}

/// Words that were erased where the copy comes from are in the copy yet.
fn not_erased(position: Position, error: &erase::Error, language: Language) -> Failure {
    let exit = match error {
        erase::Error::Full => Exit::Limit,
        erase::Error::CutOff { .. } | erase::Error::Overloaded => Exit::Unclear,
        erase::Error::Read(error) => of_read(error),
        erase::Error::Unknown { .. }
        | erase::Error::NotWhatStands { .. }
        | erase::Error::Malformed(_)
        | erase::Error::Poisoned { .. }
        | erase::Error::Closed => Exit::Internal,
    };
    let told = match language {
        Language::Dutch => format!("In de kopie staan op positie {position} nog teksten die gewist zijn"),
        Language::English => format!("In the copy there are texts at position {position} that were erased"),
    };
    Failure::new(exit, format!("{told}: {}.", causes(error))).help(again(language))
}

/// How it ends when a record was not stored, and why it was not.
fn not_stored(error: &append::Error, language: Language) -> (Exit, String) {
    match error {
        append::Error::Full => {
            (Exit::Limit, language.say("er is geen ruimte meer", "there is no room").to_owned())
        }
        append::Error::CutOff { .. } | append::Error::Unclear | append::Error::Overloaded => {
            let told = language.say(
                "de servers antwoordden niet, of iemand anders schreef er ook",
                "the servers did not answer, or somebody else wrote there too",
            );
            (Exit::Unclear, told.to_owned())
        }
        append::Error::Conflict { .. } | append::Error::Repeated { .. } => (
            Exit::Input,
            language.say("iemand anders schreef er ook", "somebody else wrote there too").to_owned(),
        ),
        append::Error::RecordTooLarge { .. }
        | append::Error::TextsTooLarge { .. }
        | append::Error::Malformed { .. }
        | append::Error::RevisionZero
        | append::Error::Poisoned { .. }
        | append::Error::Closed => (Exit::Internal, error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use journal::MemoryJournal;
    use record::LogId;
    use uuid::Uuid;

    use super::*;

    fn read(damaged: bool) -> read::Error {
        let (place, source) = ("stream x at 7".to_owned(), "no answer".into());
        if damaged {
            read::Error::Damaged { place, source }
        } else {
            read::Error::Unavailable { place, source }
        }
    }

    #[test]
    fn what_ends_a_copy_says_what_to_do_and_ends_in_its_own_way() {
        let journal = MemoryJournal::new(LogId(Uuid::from_u128(7)));
        let append = |source| copy::Error::Append { after: Position(6), source };
        let erase = |source| copy::Error::Erase { position: Position(6), source };
        let table: [(copy::Error, Exit, &[&str]); 12] = [
            (
                copy::Error::Ahead { origin: Position(4), target: Position(5) },
                Exit::Input,
                &["5 records", "--to", "niets veranderd"],
            ),
            (copy::Error::Different { position: Position(3) }, Exit::Input, &["positie 3", "--to"]),
            (copy::Error::Source(read(false).into()), Exit::Unclear, &["dat er is", "no answer"]),
            (copy::Error::Target(read(true).into()), Exit::Internal, &["De kopie", "no answer"]),
            (append(append::Error::Unclear), Exit::Unclear, &["na positie 6", "nog eens"]),
            (append(append::Error::CutOff { why: "x".into() }), Exit::Unclear, &["nog eens"]),
            (append(append::Error::Full), Exit::Limit, &["geen ruimte", "nog eens"]),
            (append(append::Error::Closed), Exit::Internal, &["positie 6"]),
            (copy::Error::Erasures(read(false)), Exit::Unclear, &["gewist", "no answer"]),
            (erase(erase::Error::Full), Exit::Limit, &["positie 6", "gewist", "nog eens"]),
            (erase(erase::Error::Overloaded), Exit::Unclear, &["nog eens"]),
            (erase(erase::Error::Closed), Exit::Internal, &["nog eens"]),
        ];
        for (error, exit, parts) in table {
            let failure = not_copied(&error, &journal, &journal, Language::Dutch);
            assert_eq!(failure.exit, exit, "{error}");
            let told = failure.told(Language::Dutch);
            for part in parts {
                assert!(told.contains(part), "{part} in {told}");
            }
        }
    }

    #[test]
    fn who_lacks_a_right_is_told_whose_access_it_takes() {
        let journal = MemoryJournal::new(LogId(Uuid::from_u128(7)));
        for (why, exit, part) in [
            ("the servers deny us a right: Permissions Violation for Publish", Exit::Denied, "beheerder"),
            ("stream x was deleted and made anew", Exit::Internal, "made anew"),
        ] {
            journal.set_health(Health::Poisoned { why: why.into() });
            let failure = not_swept(&read(false), &journal, Language::Dutch);
            assert_eq!(failure.exit, exit, "{failure:?}");
            assert!(failure.told(Language::Dutch).contains(part), "{failure:?}");
        }
    }
}
