//! What commands about the keeping of a history answer.

use crate::show::{
    Page, Say as _, Shown,
    json::keeping::Kept,
    table::{facts, paragraph},
};

impl Shown for Kept {
    fn people(&self, page: &Page) -> String {
        let language = page.language;
        let receipt = &self.receipt;
        let again = if receipt.repeated {
            language.say(" (was al uitgevoerd)", " (had been carried out already)")
        } else {
            ""
        };
        let erased = match self.erased {
            Some(true) => language.say("ja", "yes"),
            Some(false) => language.say(
                "nog niet; het gaat vanzelf verder, en herhalen van de opdracht vertelt het opnieuw",
                "not yet; it goes on by itself, and repeating the command tells again",
            ),
            None => "",
        };
        let revision = language.say("revisie", "revision");
        let count = |number: Option<u64>| number.map(|number| language.number(number)).unwrap_or_default();
        let mut text = facts(
            &[
                (language.say("Teksten", "Texts"), count(self.texts.map(u64::from))),
                (language.say("Gewist", "Erased"), erased.to_owned()),
                (language.say("Bevestigd tot en met", "Confirmed up to"), count(self.last_revision)),
                (
                    language.say("Vastgelegd", "Recorded"),
                    format!("{} ({revision} {}){again}", receipt.position, receipt.revision),
                ),
                (language.say("Opdracht", "Command"), receipt.command_id.clone()),
            ],
            page,
        );
        for warning in &receipt.warnings {
            let told = format!("{}: {} [{}]", language.say("Let op", "Mind"), warning.message, warning.code);
            text.push_str(&paragraph(&told, "", page));
        }
        text
    }
}
