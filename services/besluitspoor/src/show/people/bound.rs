//! Who is bound by what was decided, and who has pupils in it without being bound.

use wire::Language;

use super::{
    arrangement::pupils,
    mandate::{euros, period},
};
use crate::show::{
    Page, Say as _, Shown,
    json::bound::{ArrangementBound, BoundAnswer, BoundBy, PartyBound, PartyUse},
    table::{Table, paragraph},
    words,
};

impl Shown for BoundAnswer {
    fn people(&self, page: &Page) -> String {
        let language = page.language;
        let mut text = String::new();
        for arrangement in self.arrangements.iter().filter(|told| !told.parties.is_empty()) {
            text.push_str(&one(arrangement, page));
            text.push('\n');
        }
        if text.is_empty() {
            let none = language.say("Geen begonnen arrangementen.", "No arrangements that began.");
            text = paragraph(none, "", page) + "\n";
        }
        if self.more {
            let more =
                language.say("Er zijn er meer; vraag ze met --limit.", "There are more; ask with --limit.");
            text.push_str(&paragraph(more, "", page));
        }
        let day = format!("{} {}.", language.say("Gebonden op", "Bound on"), self.on);
        text + &paragraph(&day, "", page) + &words::reflects(&self.reflects, page)
    }
}

fn one(arrangement: &ArrangementBound, page: &Page) -> String {
    let language = page.language;
    let mut table = Table::new(&match language {
        Language::Dutch => ["Partij", "Gebonden", "Sinds", "Mandaat", "Leerlingen", "Kosten", "Let op"],
        Language::English => ["Party", "Bound", "Since", "Mandate", "Pupils", "Costs", "Note"],
    });
    let mut below = String::new();
    for party in &arrangement.parties {
        table.row(row(party, language));
        if let Some(said) = &party.said {
            below.push_str(&paragraph(
                &format!("{}: {}", party.party.name, told(said, party.standing, language)),
                "  ",
                page,
            ));
        }
        if let Some(used) = &party.used {
            below.push_str(&paragraph(&format!("{}: {}", party.party.name, of(used, language)), "  ", page));
        }
    }
    let head = format!("{} {}", arrangement.reference, arrangement.title);
    paragraph(&head, "", page) + &table.text(page) + &below
}

fn row(party: &PartyBound, language: Language) -> [String; 7] {
    let none = || "–".to_owned();
    let said = party.said.as_ref();
    let used = party.used.as_ref();
    [
        party.party.name.clone(),
        standing(party, language),
        said.map_or_else(none, |said| since(said).to_owned()),
        said.and_then(|said| said.mandate.as_ref()).map_or_else(none, |seen| seen.mandate_id.clone()),
        used.and_then(|used| used.pupils).map_or_else(none, |count| pupils(count, language)),
        used.and_then(|used| used.costs_cents).map_or_else(none, |cents| euros(cents, language)),
        if party.uses_unbound {
            language.say("maakt gebruik, niet gebonden", "uses it, not bound").to_owned()
        } else {
            String::new()
        },
    ]
}

fn standing(party: &PartyBound, language: Language) -> String {
    let said = match party.standing {
        "bound" => language.say("gebonden", "bound"),
        "bound-with-reservation" => language.say("met voorbehoud", "with reservation"),
        "not-bound" => language.say("niet gebonden", "not bound"),
        "not-spoken" => language.say("niet uitgesproken", "has not spoken"),
        other => other,
    };
    let is_other_day = !party.is_bound && party.standing.starts_with("bound");
    let today = if is_other_day { language.say(" (op deze dag niet)", " (not on this day)") } else { "" };
    format!("{said}{today}")
}

/// From which day what a party said holds.
fn since(said: &BoundBy) -> &str {
    said.binding.as_ref().map_or(&said.decided_on, |binding| &binding.from)
}

fn told(said: &BoundBy, standing: &str, language: Language) -> String {
    let by = match (said.by, standing) {
        ("ratification", "bound") => language.say("bekrachtigde op", "ratified on"),
        ("ratification", _) => language.say("bekrachtigde niet, op", "did not ratify, on"),
        (_, _) => language.say("besloot op", "decided on"),
    };
    let for_organ = language.say("namens", "on behalf of");
    let mut text = format!("{by} {}, {for_organ} {}", said.decided_on, said.organ);
    if let Some(binding) = &said.binding {
        text += &format!(", {}", period(&binding.from, binding.until.as_deref(), language));
    }
    for pledge in &said.pledges {
        let pledged = language.say("toegezegd", "pledged");
        let days = period(&pledge.from, Some(&pledge.until), language);
        text += &format!("; {pledged} {} ({days})", euros(pledge.amount_cents, language));
    }
    if let Some(words) = &said.words {
        text += &format!(": {words}");
    }
    let line = language.say("regel", "line");
    match &said.source {
        Some(source) => format!("{text} ({source}; {line} {})", said.revision),
        None => format!("{text} (dossier, {line} {})", said.revision),
    }
}

fn of(used: &PartyUse, language: Language) -> String {
    let (reported, of_day) = (language.say("gebruik", "use"), language.say("cijfers van", "numbers of"));
    let days = period(&used.from, Some(&used.until), language);
    format!("{reported} {days}, {of_day} {} ({})", used.counted_on, used.source)
}
