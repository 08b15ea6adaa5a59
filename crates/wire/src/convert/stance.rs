//! Where parties stood: read from a request, and told in an answer.

use domain::{
    decision::{Office, PartyStance, Replacement, Stance},
    ids::{ActorId, PartyId},
    mandate::MandateRef,
};
use jiff::civil::Date;

use super::{
    answer, enums,
    fields::{Fields, TextRule, Words},
    seal::{self, Disclose, Seal},
};
use crate::{
    limits::{CONDITION_CHARS_MAX, MOTIVATION_CHARS_MAX},
    names::Names,
    v1,
};

/// A stance whose words are not sealed yet.
#[derive(Debug)]
pub(super) struct Read {
    party: PartyId,
    stance: Stance,
    words: Option<Words>,
    replacement: Option<ReadReplacement>,
    mandate: Option<MandateRef>,
    dissent: Option<Words>,
}

#[derive(Debug)]
struct ReadReplacement {
    seated: ActorId,
    replaces: ActorId,
    office: Office,
    reported_on: Date,
    reason: Option<Words>,
}

/// Reads one stance of a request; `path` is where it stands there.
pub(super) fn read(fields: &mut Fields, path: &str, given: v1::NewStance) -> Option<Read> {
    let party = fields.name(&format!("{path}.party_id"), &given.party_id);
    let stance = fields.value(&format!("{path}.stance"), given.stance, enums::stance_from);
    let words = words(fields, &format!("{path}.words"), given.words, CONDITION_CHARS_MAX);
    let replacement = fields.optional(given.replacement, |fields, given| {
        replacement(fields, &format!("{path}.replacement"), given)
    });
    let mandate =
        fields.optional(given.mandate_id, |fields, id| fields.mandate(&format!("{path}.mandate_id"), &id));
    let dissent = self::words(fields, &format!("{path}.dissent"), given.dissent, MOTIVATION_CHARS_MAX);
    Some(Read {
        party: party?,
        stance: stance?,
        words: words?,
        replacement: replacement?,
        mandate: mandate?,
        dissent: dissent?,
    })
}

fn replacement(fields: &mut Fields, path: &str, given: v1::NewReplacement) -> Option<ReadReplacement> {
    let seated = fields.actor(&format!("{path}.seated_actor_id"), &given.seated_actor_id);
    let replaces = fields.actor(&format!("{path}.replaces_actor_id"), &given.replaces_actor_id);
    let office = fields.value(&format!("{path}.office"), given.office, enums::office_from);
    let reported_on = fields.date(&format!("{path}.reported_on"), &given.reported_on);
    let reason = words(fields, &format!("{path}.reason"), given.reason, CONDITION_CHARS_MAX);
    Some(ReadReplacement {
        seated: seated?,
        replaces: replaces?,
        office: office?,
        reported_on: reported_on?,
        reason: reason?,
    })
}

fn words(fields: &mut Fields, field: &str, given: Option<String>, chars_max: usize) -> Option<Option<Words>> {
    fields.optional(given, |fields, text| fields.words(field, text, TextRule::lines(chars_max)))
}

impl Read {
    /// Seals its words, in the order of the record.
    pub(super) fn seal(self, seal: &mut impl Seal) -> PartyStance {
        let mut sealed = |name: &str, words: Option<Words>| words.map(|words| seal.seal(name, &words.0));
        let words = sealed(seal::STANCE, self.words);
        let replacement = self.replacement.map(|given| Replacement {
            seated: given.seated,
            replaces: given.replaces,
            office: given.office,
            reported_on: given.reported_on,
            reason: sealed(seal::REPLACEMENT, given.reason),
        });
        let dissent = sealed(seal::DISSENT, self.dissent);
        PartyStance {
            party: self.party,
            stance: self.stance,
            words,
            replacement,
            mandate: self.mandate,
            dissent,
        }
    }
}

/// Where a party stood, as an answer tells it.
pub(super) fn told(taken: &PartyStance, names: Names<'_>, disclose: &impl Disclose) -> v1::PartyStance {
    v1::PartyStance {
        party: Some(answer::party(&taken.party, names)),
        stance: enums::stance(taken.stance).into(),
        words: taken.words.map(|sealed| disclose.text(sealed)),
        replacement: taken.replacement.as_ref().map(|replacement| v1::Replacement {
            seated_actor_id: replacement.seated.to_string(),
            replaces_actor_id: replacement.replaces.to_string(),
            office: enums::office(replacement.office).into(),
            reported_on: replacement.reported_on.to_string(),
            reason: replacement.reason.map(|sealed| disclose.text(sealed)),
        }),
        mandate: taken.mandate.as_ref().map(answer::mandate_ref),
        dissent: taken.dissent.map(|sealed| disclose.text(sealed)),
    }
}
