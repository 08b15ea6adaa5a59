//! What is asked of the term of a visit.

use domain::{
    dossier::{
        Command,
        command::{ResumeTerm, SuspendTerm},
        event::WaitingOn,
    },
    ids::{BodyId, PartyId},
};

use super::{
    command::{Asked, IntoCommand, dossier, head},
    fields::{Fields, TextRule, Words},
    seal::{self, Seal},
    violation::Violations,
};
use crate::{
    limits::{MOTIVATION_CHARS_MAX, OUTSIDE_CHARS_MAX},
    v1,
};

/// Whom a dossier waits for, when words are not sealed yet.
#[derive(Debug)]
enum Read {
    Submitter,
    Party(PartyId),
    Body(BodyId),
    Outside(Words),
}

impl IntoCommand for v1::SuspendTermRequest {
    fn into_command(self, seal: &mut impl Seal) -> Result<Asked, Violations> {
        let mut fields = Fields::default();
        let head = head(&mut fields, &self.command_id, self.expected_revision, self.acting_as);
        let dossier = dossier(&mut fields, &self.dossier_id);
        let visit = fields.visit("visit", self.visit);
        let from = fields.date("suspended_on", &self.suspended_on);
        let waits_for = read(&mut fields, self.waits_for);
        let reason = fields.words("reason", self.reason, TextRule::lines(MOTIVATION_CHARS_MAX));
        let ((head, dossier, visit, from, waits_for, reason), warnings) =
            fields.finish(|| Some((head?, dossier?, visit?, from?, waits_for?, reason?)))?;
        let waits_for = match waits_for {
            Read::Submitter => WaitingOn::Submitter,
            Read::Party(party) => WaitingOn::Party(party),
            Read::Body(body) => WaitingOn::Body(body),
            Read::Outside(words) => WaitingOn::Outside(seal.seal(seal::WAITS_FOR, &words.0)),
        };
        let reason = seal.seal(seal::REASON, &reason.0);
        let command = Command::SuspendTerm(SuspendTerm { visit, from, waits_for, reason });
        Ok(Asked { head, dossier, framework: None, command, warnings })
    }
}

impl IntoCommand for v1::ResumeTermRequest {
    fn into_command(self, _seal: &mut impl Seal) -> Result<Asked, Violations> {
        let mut fields = Fields::default();
        let head = head(&mut fields, &self.command_id, self.expected_revision, self.acting_as);
        let dossier = dossier(&mut fields, &self.dossier_id);
        let visit = fields.visit("visit", self.visit);
        let runs_from = fields.date("resumed_on", &self.resumed_on);
        let ((head, dossier, visit, runs_from), warnings) =
            fields.finish(|| Some((head?, dossier?, visit?, runs_from?)))?;
        let command = Command::ResumeTerm(ResumeTerm { visit, runs_from });
        Ok(Asked { head, dossier, framework: None, command, warnings })
    }
}

fn read(fields: &mut Fields, given: Option<v1::WaitingOn>) -> Option<Read> {
    use v1::waiting_on::Who;
    match fields.required("waits_for", given.and_then(|given| given.who))? {
        Who::Submitter(v1::waiting_on::Submitter {}) => Some(Read::Submitter),
        Who::PartyId(id) => fields.name("waits_for.party_id", &id).map(Read::Party),
        Who::BodyId(id) => fields.name("waits_for.body_id", &id).map(Read::Body),
        Who::Outside(words) => {
            fields.words("waits_for.outside", words, TextRule::line(OUTSIDE_CHARS_MAX)).map(Read::Outside)
        }
    }
}
