//! What commands about meetings answer.

use crate::show::{
    Page, Say as _, Shown,
    json::meeting_done::MeetingDone,
    table::{facts, paragraph},
};

impl Shown for MeetingDone {
    fn people(&self, page: &Page) -> String {
        let language = page.language;
        let receipt = &self.receipt;
        let again = if receipt.repeated {
            language.say(" (was al uitgevoerd)", " (had been carried out already)")
        } else {
            ""
        };
        let count = |number: Option<u32>| number.map(|number| number.to_string()).unwrap_or_default();
        let given = |text: &Option<String>| text.clone().unwrap_or_default();
        let absent = self.absent_parties.as_ref().map(|absent| match absent.is_empty() {
            true => language.say("niemand", "nobody").to_owned(),
            false => absent.join(", "),
        });
        let revision = language.say("revisie", "revision");
        let mut text = facts(
            &[
                (language.say("Vergadering", "Meeting"), given(&self.meeting_id)),
                (language.say("Stukken uiterlijk", "Papers due"), given(&self.papers_due_on)),
                (language.say("Verzenden", "Dispatch"), given(&self.dispatch_on)),
                (language.say("Punt", "Item"), count(self.item_number)),
                (language.say("Stukken", "Papers"), count(self.papers)),
                (language.say("Vingerafdruk", "Digest"), given(&self.papers_digest)),
                (language.say("Afwezig", "Absent"), absent.unwrap_or_default()),
                (language.say("Concept", "Draft"), count(self.draft)),
                (
                    language.say("Actie", "Action"),
                    self.action.clone().unwrap_or_else(|| count(self.action_number)),
                ),
                (
                    language.say("Vastgelegd", "Recorded"),
                    format!("{} ({revision} {}){again}", receipt.position, receipt.revision),
                ),
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
