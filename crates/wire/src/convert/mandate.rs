//! What an administrator asks of mandates.

use domain::{
    ids::{FrameworkId, MandateId},
    mandate::{
        Scope,
        command::{Grant, Revoke},
    },
};

use super::{
    command::{Head, head},
    enums,
    fields::{Fields, TextRule},
    seal::{self, Seal},
    violation::Violations,
};
use crate::{
    limits::{CONDITION_CHARS_MAX, MANDATE_ACTS_MAX, MANDATE_BODIES_MAX},
    v1,
    warning::Warning,
};

/// A mandate to grant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Granting {
    /// What every command says.
    pub head: Head,
    /// The id that it gets: that of the command.
    pub mandate: MandateId,
    /// The framework whose names are meant, in the version in force today.
    pub framework: FrameworkId,
    /// What is asked.
    pub grant: Grant,
    /// What deserves attention in the words.
    pub warnings: Vec<Warning>,
}

/// A mandate to revoke.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revoking {
    /// What every command says.
    pub head: Head,
    /// Which mandate.
    pub mandate: MandateId,
    /// What is asked.
    pub revoke: Revoke,
    /// What deserves attention in the words.
    pub warnings: Vec<Warning>,
}

/// Reads the request whole and seals its words when nothing is wrong with it.
///
/// # Errors
/// Every violation; nothing was sealed then.
pub fn granting(request: v1::GrantMandateRequest, seal: &mut impl Seal) -> Result<Granting, Violations> {
    let mut fields = Fields::default();
    let head = head(&mut fields, &request.command_id, None, request.acting_as);
    let framework = fields.name("framework_id", &request.framework_id);
    let holder = fields.actor("holder_actor_id", &request.holder_actor_id);
    let party = fields.name("party_id", &request.party_id);
    fields.not_empty("acts", &request.acts);
    let acts = fields.list("acts", request.acts, MANDATE_ACTS_MAX, |fields, path, act| {
        fields.value(path, act, enums::mandate_act_from)
    });
    let bodies = fields
        .list("body_ids", request.body_ids, MANDATE_BODIES_MAX, |fields, path, id| fields.name(path, &id));
    let from = fields.date("from", &request.from);
    let until = fields.optional(request.until, |fields, date| fields.date("until", &date));
    let source = fields.words("source", request.source, TextRule::lines(CONDITION_CHARS_MAX));
    let limit_cents = request.limit_cents;
    let ((head, framework, holder, party, acts, bodies, from, until, source), warnings) = fields
        .finish(|| Some((head?, framework?, holder?, party?, acts?, bodies?, from?, until?, source?)))?;
    let source = seal.seal(seal::SOURCE, &source.0);
    let grant = Grant { holder, party, scope: Scope { acts, bodies, limit_cents }, from, until, source };
    let mandate = MandateId(head.command.0);
    Ok(Granting { head, mandate, framework, grant, warnings })
}

/// Reads the request whole and seals its words when nothing is wrong with it.
///
/// # Errors
/// Every violation; nothing was sealed then.
pub fn revoking(request: v1::RevokeMandateRequest, seal: &mut impl Seal) -> Result<Revoking, Violations> {
    let mut fields = Fields::default();
    let head = head(&mut fields, &request.command_id, request.expected_revision, request.acting_as);
    let mandate = fields.uuid("mandate_id", &request.mandate_id).map(MandateId);
    let from = fields.date("from", &request.from);
    let reason = fields.words("reason", request.reason, TextRule::lines(CONDITION_CHARS_MAX));
    let ((head, mandate, from, reason), warnings) =
        fields.finish(|| Some((head?, mandate?, from?, reason?)))?;
    let revoke = Revoke { from, reason: seal.seal(seal::REASON, &reason.0) };
    Ok(Revoking { head, mandate, revoke, warnings })
}
