//! The pages for people that lie in a bundle: what it is, and how to check it with and without our program.

use super::{Description, Dossier};

/// The parts of a page, in one language.
struct Page {
    whole: &'static str,
    region: &'static str,
    dossier: &'static str,
    confirmed: &'static str,
    unconfirmed: &'static str,
}

const DUTCH: Page = Page {
    whole: include_str!("texts/leesmij.md"),
    region: include_str!("texts/leesmij-regio.md"),
    dossier: include_str!("texts/leesmij-dossier.md"),
    confirmed: include_str!("texts/leesmij-bevestigd.md"),
    unconfirmed: include_str!("texts/leesmij-onbevestigd.md"),
};

const ENGLISH: Page = Page {
    whole: include_str!("texts/readme.md"),
    region: include_str!("texts/readme-region.md"),
    dossier: include_str!("texts/readme-dossier.md"),
    confirmed: include_str!("texts/readme-confirmed.md"),
    unconfirmed: include_str!("texts/readme-unconfirmed.md"),
};

/// The page in Dutch.
pub fn dutch(description: &Description) -> String {
    DUTCH.filled(description)
}

/// The page in English.
pub fn english(description: &Description) -> String {
    ENGLISH.filled(description)
}

impl Page {
    fn filled(&self, description: &Description) -> String {
        let part = match &description.dossier {
            None => self.region.to_owned(),
            Some(Dossier { history, last_revision, confirmation }) => {
                let end = confirmation.map_or_else(
                    || self.unconfirmed.to_owned(),
                    |id| self.confirmed.replace("{confirmation}", &id.to_string()),
                );
                self.dossier
                    .replace("{history}", &history.to_string())
                    .replace("{last}", &last_revision.to_string())
                    .replace("{end}", end.trim_end())
            }
        };
        self.whole
            .replace("{part}", part.trim_end())
            .replace("{log}", &description.log.to_string())
            .replace("{size}", &description.size.to_string())
            // Last: it is the one thing in here that somebody else chose the letters of.
            .replace("{origin}", &description.origin)
    }
}
