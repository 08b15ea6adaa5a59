//! What things are called on the servers: one region's streams, subjects and bucket.
//!
//! ```text
//! stream besluitspoor-alkmaar         subjects besluitspoor.alkmaar.dossier.<uuid>, …framework.<name>, …
//! stream besluitspoor-alkmaar-texts   subjects besluitspoor-texts.alkmaar.dossier.<uuid>, …, …erased.<number of a text>
//! bucket besluitspoor-alkmaar-attachments
//! stream besluitspoor-alkmaar-notices   subjects besluitspoor-notices.alkmaar.checkpoint, ….witnessed, ….turn
//! ```
//!
//! The region is in every name, so that no right and no reader of one region reaches another's.

use record::HistoryId;

use super::notices::Topic;

/// The most characters of a region's name.
pub const REGION_CHARS_MAX: usize = 40;

const RECORDS: &str = "besluitspoor";
/// How the names of a region's other streams end. A region that ended so would share a name with another's texts.
const TAILS: [&str; 3] = ["-texts", "-attachments", "-notices"];
const TEXTS: &str = "besluitspoor-texts";
const NOTICES: &str = "besluitspoor-notices";
const REMAINS: &str = "erased";

/// The names of one region's journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Names {
    region: String,
}

/// It cannot be part of a subject.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "'{given}' cannot name a region: use at most {REGION_CHARS_MAX} small letters, digits and hyphens, such as alkmaar, and not -texts, -attachments or -notices at the end"
)]
pub struct InvalidRegion {
    /// What was given, cut to a length that fits a message.
    pub given: String,
}

impl Names {
    /// The names for this region.
    ///
    /// # Errors
    /// [`InvalidRegion`] when it cannot be part of a subject, or two ways to write it could be meant.
    pub fn of(region: &str) -> Result<Self, InvalidRegion> {
        let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        let is_anothers = TAILS.iter().any(|tail| region.ends_with(tail));
        if region.is_empty() || region.len() > REGION_CHARS_MAX || !region.bytes().all(plain) || is_anothers {
            return Err(InvalidRegion { given: region.chars().take(REGION_CHARS_MAX).collect() });
        }
        Ok(Self { region: region.to_owned() })
    }

    /// The region.
    pub fn region(&self) -> &str {
        &self.region
    }

    /// The stream of the records.
    pub fn records(&self) -> String {
        format!("besluitspoor-{}", self.region)
    }

    /// The stream of the texts.
    pub fn texts(&self) -> String {
        format!("besluitspoor-{}-texts", self.region)
    }

    /// The bucket of the attachments.
    pub fn attachments(&self) -> String {
        format!("besluitspoor-{}-attachments", self.region)
    }

    /// The stream of the notices.
    pub fn notices(&self) -> String {
        format!("besluitspoor-{}-notices", self.region)
    }

    /// Every subject that notices stand on.
    pub fn notice_subjects(&self) -> String {
        format!("{NOTICES}.{}.*", self.region)
    }

    /// The subject of the notices of a topic.
    pub fn notice_subject(&self, topic: Topic) -> String {
        format!("{NOTICES}.{}.{}", self.region, topic.name())
    }

    /// Every subject that records stand on.
    pub fn record_subjects(&self) -> String {
        format!("{RECORDS}.{}.>", self.region)
    }

    /// Every subject that texts stand on.
    pub fn texts_subjects(&self) -> String {
        format!("{TEXTS}.{}.>", self.region)
    }

    /// Every subject that adoptions of frameworks stand on.
    pub fn framework_subjects(&self) -> String {
        format!("{RECORDS}.{}.framework.*", self.region)
    }

    /// The subject of a history's records. It is exact, never a pattern: the guard of an append is tied to it.
    pub fn record_subject(&self, history: &HistoryId) -> String {
        format!("{RECORDS}.{}.{history}", self.region)
    }

    /// The subject of a history's texts.
    pub fn texts_subject(&self, history: &HistoryId) -> String {
        format!("{TEXTS}.{}.{history}", self.region)
    }

    /// The subject of what remained of a text, by that text's number, when words of it were erased. No history is called so.
    pub(super) fn remains_subject(&self, sequence: u64) -> String {
        format!("{TEXTS}.{}.{REMAINS}.{sequence}", self.region)
    }

    /// Of which text this is the subject of what remained.
    pub(super) fn remains_of(&self, subject: &str) -> Option<u64> {
        let rest = subject.strip_prefix(TEXTS)?.strip_prefix('.')?.strip_prefix(&*self.region)?;
        rest.strip_prefix('.')?.strip_prefix(REMAINS)?.strip_prefix('.')?.parse().ok()
    }

    /// The history whose records stand on this subject, if any does.
    pub(super) fn history(&self, subject: &str) -> Option<HistoryId> {
        let rest = subject.strip_prefix(RECORDS)?.strip_prefix('.')?.strip_prefix(&*self.region)?;
        rest.strip_prefix('.')?.parse().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_history_is_found_on_its_subject_and_on_no_other() {
        let names = Names::of("noord-1").expect("a region");
        let history: HistoryId = "framework.regio-alkmaar".parse().expect("a history");
        let subject = names.record_subject(&history);
        assert_eq!(subject, "besluitspoor.noord-1.framework.regio-alkmaar");
        assert_eq!(names.history(&subject), Some(history));
        for foreign in [
            "besluitspoor.noord-2.framework.regio-alkmaar",
            "besluitspoor.noord-1.framework",
            "besluitspoor.noord-1.",
            "besluitspoor-texts.noord-1.framework.regio-alkmaar",
            "besluitspoor.noord-1.dossier.1",
        ] {
            assert_eq!(names.history(foreign), None, "{foreign}");
        }
    }

    #[test]
    fn what_remained_of_a_text_names_that_text_and_no_other_subject_does() {
        let names = Names::of("noord-1").expect("a region");
        let subject = names.remains_subject(12);
        assert_eq!(subject, "besluitspoor-texts.noord-1.erased.12");
        assert_eq!(names.remains_of(&subject), Some(12));
        for other in [
            "besluitspoor-texts.noord-2.erased.12",
            "besluitspoor-texts.noord-1.erased.12.1",
            "besluitspoor-texts.noord-1.framework.12",
            "besluitspoor.noord-1.erased.12",
        ] {
            assert_eq!(names.remains_of(other), None, "{other}");
        }
    }

    #[test]
    fn what_could_reach_another_region_names_none() {
        for bad in [
            "noord-texts",
            "noord-attachments",
            "noord-notices",
            "",
            "*",
            ">",
            "a.b",
            "Alkmaar",
            "a b",
            "é",
            &"a".repeat(REGION_CHARS_MAX + 1),
        ] {
            assert!(Names::of(bad).is_err(), "{bad}");
        }
    }
}
