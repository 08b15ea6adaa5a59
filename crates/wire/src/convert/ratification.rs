//! What a party says for itself of what was decided: read from a request, and told in an answer.

use domain::{
    dossier::{
        Command,
        command::Ratify,
        event::{Replaces, Voice},
        state::Spoken,
    },
    ids::Revision,
};

use super::{
    answer,
    command::{Asked, IntoCommand, dossier, head},
    fields::{Fields, TextRule, Words},
    seal::{self, Disclose, Seal},
    violation::Violations,
};
use crate::{
    limits::{MOTIVATION_CHARS_MAX, OUTSIDE_CHARS_MAX},
    names::Names,
    v1,
};

impl IntoCommand for v1::RecordRatificationRequest {
    fn into_command(self, seal: &mut impl Seal) -> Result<Asked, Violations> {
        let mut fields = Fields::default();
        let head = head(&mut fields, &self.command_id, self.expected_revision, self.acting_as);
        let dossier = dossier(&mut fields, &self.dossier_id);
        let visit = fields.visit("visit", self.visit);
        let party = fields.name("party_id", &self.party_id);
        let decided_on = fields.date("decided_on", &self.decided_on);
        let organ = fields.words("organ", self.organ, TextRule::line(OUTSIDE_CHARS_MAX));
        let reasons = fields.optional(self.reasons, |fields, text| {
            fields.words("reasons", text, TextRule::lines(MOTIVATION_CHARS_MAX))
        });
        let mandate = fields.optional(self.mandate_id, |fields, id| fields.mandate("mandate_id", &id));
        let replaces = fields.optional(self.replaces, replaced);
        let ((head, dossier, visit, (party, decided_on, organ, reasons, mandate), replaces), warnings) =
            fields.finish(|| {
                let voice = (party?, decided_on?, organ?, reasons?, mandate?);
                Some((head?, dossier?, visit?, voice, replaces?))
            })?;
        let organ = seal.seal(seal::ORGAN, &organ.0);
        let reasons = reasons.map(|words| seal.seal(seal::MOTIVATION, &words.0));
        let replaces = replaces
            .map(|(revision, reason)| Replaces { revision, reason: seal.seal(seal::REASON, &reason.0) });
        let voice = Voice { party, ratified: self.ratified, decided_on, organ, reasons, mandate };
        let command = Command::Ratify(Ratify { visit, voice, replaces });
        Ok(Asked { head, dossier, framework: None, command, warnings })
    }
}

fn replaced(
    fields: &mut Fields,
    given: v1::record_ratification_request::Replaced,
) -> Option<(Revision, Words)> {
    let revision = fields.revision("replaces.revision", given.revision);
    let reason = fields.words("replaces.reason", given.reason, TextRule::lines(MOTIVATION_CHARS_MAX));
    Some((revision?, reason?))
}

/// What a party said, as an answer tells it.
pub(super) fn told(spoken: &Spoken, names: Names<'_>, disclose: &impl Disclose) -> v1::PartyVoice {
    let Spoken { revision, voice } = spoken;
    v1::PartyVoice {
        party: Some(answer::party(&voice.party, names)),
        ratified: voice.ratified,
        decided_on: voice.decided_on.to_string(),
        organ: Some(disclose.text(voice.organ)),
        reasons: voice.reasons.map(|sealed| disclose.text(sealed)),
        mandate: voice.mandate.as_ref().map(answer::mandate_ref),
        revision: revision.0,
    }
}
