//! An arrangement that a dossier decided.

use wire::Language;

use super::{
    evaluation,
    mandate::{euros, period},
};
use crate::show::{
    Page, Say as _, Shown,
    json::{
        arrangement::{Arrangement, ArrangementAnswer, Funding, Pupils, Value},
        shared::Words,
    },
    table::{Table, facts},
    words,
};

impl Shown for ArrangementAnswer {
    fn people(&self, page: &Page) -> String {
        let arrangement = &self.arrangement;
        let mut text = facts(&head(arrangement, page.language), page);
        let parts = [
            funding(arrangement, page),
            indicators(arrangement, page),
            evaluation::evaluations(arrangement, page),
            evaluation::conclusions(arrangement, page),
        ];
        for table in parts.into_iter().flatten() {
            text.push('\n');
            text.push_str(&table);
        }
        text + "\n" + &words::reflects(&self.reflects, page)
    }
}

fn head(arrangement: &Arrangement, language: Language) -> Vec<(&'static str, String)> {
    let mut head = vec![
        (language.say("Arrangement", "Arrangement"), arrangement.arrangement_id.clone()),
        (language.say("Functies", "Functions"), words::names(&arrangement.functions)),
        (language.say("Doelgroep", "Target group"), arrangement.target_group.to_string()),
    ];
    if !arrangement.partners.is_empty() {
        let partners: Vec<_> = arrangement.partners.iter().map(Words::to_string).collect();
        head.push((language.say("Partners", "Partners"), partners.join("; ")));
    }
    if let Some(counted) = &arrangement.pupils {
        let of = language.say("op", "on");
        let told =
            format!("{} ({of} {}; {})", pupils(counted.count, language), counted.counted_on, counted.source);
        head.push((language.say("Leerlingen", "Pupils"), told));
    }
    if let Some(life) = &arrangement.life {
        let phase = life.phase.map(|phase| phase.told(language)).unwrap_or_default();
        head.insert(1, (language.say("Fase", "Phase"), phase));
    }
    let planned = match arrangement.evaluations_on.as_slice() {
        [] => language.say("geen gepland", "none planned").to_owned(),
        days => days.join("; "),
    };
    head.push((language.say("Evaluaties", "Evaluations"), planned));
    if let Some(life) = arrangement.life.as_ref().filter(|life| !life.overdue_on.is_empty()) {
        head.push((language.say("Te laat", "Overdue"), life.overdue_on.join("; ")));
    }
    head
}

fn funding(arrangement: &Arrangement, page: &Page) -> Option<String> {
    let language = page.language;
    let mut table = Table::new(&match language {
        Language::Dutch => ["Bekostiging", "Wie betaalt", "Soort", "Bedrag", "Periode"],
        Language::English => ["Funding", "Who pays", "Basis", "Amount", "Period"],
    });
    for line in &arrangement.funding {
        let Funding { funding, party, basis, amount_cents, from, until } = line;
        let basis = match *basis {
            "collective" => language.say("collectief", "collective"),
            "individual" => language.say("individueel", "individual"),
            other => other,
        };
        table.row([
            funding.name.clone(),
            party.as_ref().map_or_else(|| "–".to_owned(), |party| party.name.clone()),
            basis.to_owned(),
            amount_cents.map_or_else(|| "–".to_owned(), |cents| euros(cents, language)),
            period(from, until.as_deref(), language),
        ]);
    }
    (!table.is_empty()).then(|| table.text(page))
}

fn indicators(arrangement: &Arrangement, page: &Page) -> Option<String> {
    let language = page.language;
    let mut table = Table::new(&match language {
        Language::Dutch => ["Indicator", "Gepland", "Gemeten", "Evaluatie"],
        Language::English => ["Indicator", "Planned", "Measured", "Evaluation"],
    });
    let none = || "–".to_owned();
    for told in &arrangement.indicators {
        let planned = value(told.planned, language);
        let measured = evaluation::measured(arrangement, &told.indicator, language);
        if measured.is_empty() {
            table.row([told.indicator.name.clone(), planned.clone(), none(), none()]);
        }
        for (measured, when) in measured {
            table.row([told.indicator.name.clone(), planned.clone(), measured, when]);
        }
    }
    for indicator in evaluation::unplanned(arrangement) {
        for (measured, when) in evaluation::measured(arrangement, indicator, language) {
            table.row([indicator.name.clone(), none(), measured, when]);
        }
    }
    (!table.is_empty()).then(|| table.text(page))
}

fn value(value: Value, language: Language) -> String {
    match value {
        Value::Pupils(count) => pupils(count, language),
        Value::SharePermille(share) => format!("{}%", tenths(share, language)),
        Value::ScoreTenths(score) => format!("{}/10", tenths(score, language)),
        Value::Unknown => language.say("onbekend", "unknown").to_owned(),
    }
}

/// A number in tenths, with a decimal if it has one.
pub(super) fn tenths(number: u32, language: Language) -> String {
    let (whole, tenth) = (number / 10, number % 10);
    if tenth == 0 { whole.to_string() } else { format!("{whole}{}{tenth}", language.say(",", ".")) }
}

/// How many; of a small number whether the reader may pass it on, or that it is small.
pub(super) fn pupils(count: Pupils, language: Language) -> String {
    match count {
        Pupils { number: Some(number), is_small: false, .. } => number.to_string(),
        Pupils { number: Some(number), is_small: true, .. } => {
            format!("{number} ({})", language.say("klein aantal: niet delen", "small number: do not share"))
        }
        Pupils { number: None, fewer_than: Some(most), .. } if most > 0 => {
            format!("{} {most}", language.say("minder dan", "fewer than"))
        }
        Pupils { number: None, .. } => language.say("een klein aantal", "a small number").to_owned(),
    }
}
