//! An entry of the register as a message.

use jiff::{Timestamp, civil::Date};
use uuid::Uuid;
use views::query::register::{From, Row};
use wire::{
    Names,
    convert::{answer, enums, evaluation},
    v1::{self, register_entry::Origin},
};

use super::words;

/// The entry; `entered` is when its record was recorded, and `day` the day of the answer, if those can be told now.
pub(crate) fn entry(
    row: &Row,
    log: Uuid,
    (entered, day): (Option<Timestamp>, Option<Date>),
    names: Names<'_>,
) -> v1::RegisterEntry {
    let origin = match &row.source {
        From::Registration(arrangement) => Origin::ArrangementId(arrangement.to_string()),
        From::Dossier { id, .. } => Origin::DossierId(id.to_string()),
    };
    let begun = match &row.source {
        From::Registration(_) => None,
        From::Dossier { begun, .. } => begun.as_ref(),
    };
    let life = begun.zip(day).map(|(begun, day)| evaluation::life_of(begun.phase, &begun.to_evaluate, day));
    v1::RegisterEntry {
        origin: Some(origin),
        name: Some(words(&row.name)),
        target_group: row.target_group.as_ref().map(words),
        partners: row.partners.iter().map(words).collect(),
        funding: row.funding.iter().map(|id| answer::funding(id, names)).collect(),
        functions: answer::functions(&row.functions, names),
        party: Some(answer::party(&row.party, names)),
        level: enums::level(row.level).into(),
        entered_time: entered.map(answer::timestamp),
        entered_position: Some(answer::position(log, row.added.0)),
        has_begun: begun.is_some(),
        life,
    }
}
