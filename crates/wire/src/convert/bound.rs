//! Whether a party is bound by what was decided, and what it has of it: read from requests, and parts of what is told.

use domain::{
    arrangement::{
        BindingPeriod, Commitment, Period, Pledge, Standing, Usage, command::Command, commitment::Commit,
    },
    ids::Revision,
};

use super::{
    arrangement::Asked,
    command::{dossier, head},
    count,
    fields::{Fields, TextRule, Words},
    seal::{self, Seal},
    violation::Violations,
};
use crate::{
    limits::{CONDITION_CHARS_MAX, OUTSIDE_CHARS_MAX, PLEDGES_MAX},
    v1,
};

/// What a party says, before its words are sealed.
enum Said {
    Bound,
    WithReservation(Words),
    NotBound(Option<Words>),
}

/// Reads the request whole and seals its words when nothing is wrong with it.
///
/// # Errors
/// Every violation; nothing was sealed then.
pub fn committing(request: v1::RecordCommitmentRequest, seal: &mut impl Seal) -> Result<Asked, Violations> {
    let mut fields = Fields::default();
    let head = head(&mut fields, &request.command_id, request.expected_revision, request.acting_as);
    let dossier = dossier(&mut fields, &request.dossier_id);
    let party = fields.name("party_id", &request.party_id);
    let said = said(&mut fields, request.standing);
    let decided_on = fields.date("decided_on", &request.decided_on);
    let organ = fields.words("organ", request.organ, TextRule::line(OUTSIDE_CHARS_MAX));
    let mandate = fields.optional(request.mandate_id, |fields, id| fields.mandate("mandate_id", &id));
    let binding = fields.optional(request.binding, binding);
    let pledges = fields.list("pledges", request.pledges, PLEDGES_MAX, pledge);
    let source = fields.words("source", request.source, TextRule::lines(CONDITION_CHARS_MAX));
    let ((head, dossier, party, said, (decided_on, organ, mandate), (binding, pledges, source)), warnings) =
        fields.finish(|| {
            let decided = (decided_on?, organ?, mandate?);
            Some((head?, dossier?, party?, said?, decided, (binding?, pledges?, source?)))
        })?;
    let standing = match said {
        Said::Bound => Standing::Bound,
        Said::WithReservation(words) => Standing::WithReservation(seal.seal(seal::RESERVATION, &words.0)),
        Said::NotBound(words) => Standing::NotBound(words.map(|words| seal.seal(seal::REASON, &words.0))),
    };
    let (organ, source) = (seal.seal(seal::ORGAN, &organ.0), seal.seal(seal::SOURCE, &source.0));
    let commitment = Commitment { party, standing, decided_on, organ, mandate, binding, pledges, source };
    let command = Command::Commit(Box::new(Commit { decided: Revision::default(), commitment }));
    Ok(Asked { head, dossier, command, warnings })
}

/// Reads the request whole and seals its words, and a number of pupils below the threshold, when nothing is wrong with it.
///
/// # Errors
/// Every violation; nothing was sealed then.
pub fn reporting(
    request: v1::ReportUseRequest,
    threshold: u32,
    seal: &mut impl Seal,
) -> Result<Asked, Violations> {
    let mut fields = Fields::default();
    let head = head(&mut fields, &request.command_id, request.expected_revision, request.acting_as);
    let dossier = dossier(&mut fields, &request.dossier_id);
    let party = fields.name("party_id", &request.party_id);
    let (from, until) = (fields.date("from", &request.from), fields.date("until", &request.until));
    let pupils = fields.optional(request.pupils, |fields, number| fields.counted("pupils", number));
    let on = fields.date("counted_on", &request.counted_on);
    let source = fields.words("source", request.source, TextRule::lines(CONDITION_CHARS_MAX));
    let ((head, dossier, party, period, pupils, on, source), warnings) = fields.finish(|| {
        let period = Period { from: from?, until: until? };
        Some((head?, dossier?, party?, period, pupils?, on?, source?))
    })?;
    let pupils = pupils.map(|number| count::count(number, threshold, seal));
    let source = seal.seal(seal::SOURCE, &source.0);
    let usage = Usage { party, period, pupils, costs_cents: request.costs_cents, on, source };
    Ok(Asked { head, dossier, command: Command::ReportUse(usage), warnings })
}

fn said(fields: &mut Fields, standing: Option<v1::record_commitment_request::Standing>) -> Option<Said> {
    use v1::record_commitment_request::Standing as Given;
    let rule = || TextRule::lines(CONDITION_CHARS_MAX);
    match fields.required("standing", standing)? {
        Given::Bound(_) => Some(Said::Bound),
        Given::Reservation(text) => fields.words("reservation", text, rule()).map(Said::WithReservation),
        Given::NotBound(given) => {
            let why = |fields: &mut Fields, text| fields.words("not_bound.reasons", text, rule());
            fields.optional(given.reasons, why).map(Said::NotBound)
        }
    }
}

fn binding(fields: &mut Fields, given: v1::BindingPeriod) -> Option<BindingPeriod> {
    let from = fields.date("binding.from", &given.from);
    let until = fields.optional(given.until, |fields, day| fields.date("binding.until", &day));
    Some(BindingPeriod { from: from?, until: until? })
}

fn pledge(fields: &mut Fields, path: &str, given: v1::Pledge) -> Option<Pledge> {
    let from = fields.date(&format!("{path}.from"), &given.from);
    let until = fields.date(&format!("{path}.until"), &given.until);
    let period = Period { from: from?, until: until? };
    Some(Pledge { amount_cents: given.amount_cents, period })
}

/// What a party says of being bound, in a message.
pub fn standing(standing: &Standing) -> v1::PartyStanding {
    match standing {
        Standing::Bound => v1::PartyStanding::Bound,
        Standing::WithReservation(_) => v1::PartyStanding::BoundWithReservation,
        Standing::NotBound(_) => v1::PartyStanding::NotBound,
    }
}

/// From when until when a party is bound, as a message.
pub fn binding_period(BindingPeriod { from, until }: BindingPeriod) -> v1::BindingPeriod {
    v1::BindingPeriod { from: from.to_string(), until: until.map(|until| until.to_string()) }
}

/// What a party pledges, as a message.
pub fn pledged(Pledge { amount_cents, period }: &Pledge) -> v1::Pledge {
    let Period { from, until } = period;
    v1::Pledge { amount_cents: *amount_cents, from: from.to_string(), until: until.to_string() }
}
