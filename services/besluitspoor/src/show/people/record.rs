//! Records, and what a verification found.

use domain::sealed::names::leaves_circle;

use crate::show::{
    Page, Say as _, Shown,
    json::record::{Agreed, Record},
    table::paragraph,
    words,
};

impl Shown for Record {
    fn people(&self, page: &Page) -> String {
        let language = page.language;
        let by = language.say("door", "by");
        let position = language.say("positie", "position");
        let capacity = if self.acted_as.is_empty() { String::new() } else { format!(" ({})", self.acted_as) };
        let head = format!(
            "{}. {}  {}  {by} {}{capacity}  {position} {}",
            self.revision,
            words::moment(self.recorded_time),
            self.event_type,
            self.actor_id,
            self.position.position
        );
        let mut text = paragraph(&head, "", page) + &paragraph(&self.summary, "   ", page);
        for told in &self.texts {
            // What is kept from all but the circle of who submitted it was not erased.
            let said = if told.text.erased && !leaves_circle(&told.name) {
                language.say("[niet getoond: klein aantal]", "[not shown: a small number]").to_owned()
            } else {
                told.text.to_string()
            };
            text.push_str(&paragraph(&format!("{}: {said}", told.name), "   ", page));
        }
        text
    }
}

impl Shown for Agreed {
    fn people(&self, page: &Page) -> String {
        let language = page.language;
        let told = match language {
            wire::Language::Dutch => format!(
                "{} records zijn opnieuw beslist volgens hun kader; elk heeft het gevolg dat is vastgelegd.",
                language.number(self.records)
            ),
            wire::Language::English => format!(
                "{} records were decided again by their framework; each has the consequence that was recorded.",
                language.number(self.records)
            ),
        };
        paragraph(&told, "", page) + &words::reflects(&self.reflects, page)
    }
}
