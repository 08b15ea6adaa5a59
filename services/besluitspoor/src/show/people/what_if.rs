//! How long dossiers took, and would have taken under another framework.

use wire::Language;

use super::forecast::assumptions;
use crate::show::{
    Page, Say as _, Shown,
    json::what_if::{Comparison, Sides},
    table::{Table, paragraph},
    words,
};

impl Shown for Comparison {
    fn people(&self, page: &Page) -> String {
        let mut text = paragraph(&self.sentence(page.language), "", page) + "\n";
        if !self.dossiers.is_empty() {
            text.push_str(&self.table(page));
            text.push('\n');
            if self.details {
                text.push_str(&self.each(page));
                text.push('\n');
            }
        }
        text + &assumptions(&self.assumptions, page) + &words::reflects(&self.reflects, page)
    }
}

impl Comparison {
    fn sentence(&self, language: Language) -> String {
        let other = format!("{} {}", self.other.id, self.other.version);
        let compared = language.count(self.dossiers.len());
        let left = match (self.not_compared, language) {
            (0, _) => String::new(),
            (left, Language::Dutch) => format!(" Niet vergeleken: {left}, want nog geen ronde achter zich."),
            (left, Language::English) => format!(" Not compared: {left}, as they have left no round yet."),
        };
        let Sides { really: Some(really), own: Some(own), other: Some(days) } = self.total_days else {
            let none = language.say(
                "Er is in deze periode geen dossier om te vergelijken.",
                "There is no dossier in this period to compare.",
            );
            return format!("{none}{left}");
        };
        let told = match language {
            Language::Dutch => format!(
                "Van indienen tot besluit duurde het {really} dagen; het eigen kader laat {own} toe, {other} {days} (medianen \
                 van {compared} dossiers)."
            ),
            Language::English => format!(
                "From submission to decision took {really} days; their own framework allows {own}, {other} {days} (medians of \
                 {compared} dossiers)."
            ),
        };
        told + &left
    }

    fn table(&self, page: &Page) -> String {
        let language = page.language;
        let mut table = Table::new(&match language {
            Language::Dutch => {
                ["Gremium", "Keer", "Keer, ander", "Dagen", "Dagen, eigen kader", "Dagen, ander kader"]
            }
            Language::English => {
                ["Body", "Visits", "Visits, other", "Days", "Days, own framework", "Days, other framework"]
            }
        });
        for row in &self.bodies {
            let [really, own, other] = days(row.days);
            let visits = [row.visits.really, row.visits.other].map(|count| language.number(count.into()));
            let [visited, otherwise] = visits;
            table.row([row.body.name.clone(), visited, otherwise, really, own, other]);
        }
        let rows = [
            (language.say("Indiener", "Submitter"), self.submitter_days),
            (language.say("Totaal", "Total"), self.total_days),
        ];
        for (name, sides) in rows {
            let [really, own, other] = days(sides);
            table.row([name.to_owned(), "–".to_owned(), "–".to_owned(), really, own, other]);
        }
        table.text(page)
    }

    /// Each dossier in a row.
    fn each(&self, page: &Page) -> String {
        let mut table = Table::new(&match page.language {
            Language::Dutch => ["Nummer", "Kader", "Dagen", "Dagen, eigen kader", "Dagen, ander kader"],
            Language::English => {
                ["Number", "Framework", "Days", "Days, own framework", "Days, other framework"]
            }
        });
        for dossier in &self.dossiers {
            let times = &dossier.times;
            table.row([
                dossier.reference.clone(),
                format!("{} {}", dossier.framework.id, dossier.framework.version),
                times.really.total_days.to_string(),
                times.own.total_days.to_string(),
                times.other.total_days.to_string(),
            ]);
        }
        table.text(page)
    }
}

/// The days as cells; a dash where no dossier came.
fn days(sides: Sides<Option<u32>>) -> [String; 3] {
    let cell = |days: Option<u32>| days.map_or_else(|| "–".to_owned(), |days| days.to_string());
    [cell(sides.really), cell(sides.own), cell(sides.other)]
}
