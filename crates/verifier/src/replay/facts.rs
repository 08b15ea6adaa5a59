//! What an event says, field by field, under the names that its record uses: to show two events beside each
//! other. The order is that of the record.

mod action;
mod arrangement;
mod commitment;
mod escalation;
mod evaluation;
mod mandate;
mod meeting;
mod preparation;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{
    Event,
    decision::{PartyStance, Replacement},
    dossier::{
        self,
        event::{
            ConditionSet, DocumentFiled, DocumentRef, DossierHandedOver, DossierOpened, DossierWithdrawn,
            Next, Opening, OutcomeCorrected, PartySpoke, RoundSubmitted, TermResumed, TermSuspended, Treated,
            VisitRef, Voice, WaitingOn,
        },
    },
    facts::capacity,
    framework::{FrameworkRef, adoption::FrameworkAdopted},
    keeping::{
        self, RecordTexts,
        event::{ErasureDeclined, ErasureRequested, HistoryConfirmed, HoldLifted, HoldPlaced, TextsErased},
    },
    sealed::Sealed,
};
use record::Record;

/// Names of fields with what they hold.
pub(super) type Fields = Vec<(String, String)>;

/// The fields of one event, and where in it they stand.
#[derive(Default)]
struct Form {
    within: String,
    fields: Fields,
}

/// A record: who acted, and what the event says.
pub(super) fn record(record: &Record) -> String {
    let mut form = Form::default();
    form.put("actor", &record.actor);
    form.put("actingas", capacity(&record.capacity));
    form.put("time", record.recorded.now);
    form.fields.extend(event(&record.event));
    line(&form.fields)
}

/// What an event says.
pub(super) fn event(event: &Event) -> Fields {
    let mut form = Form::default();
    match event {
        Event::Dossier(event) => form.dossier(event),
        Event::FrameworkAdopted(adopted) => form.framework_adopted(adopted),
        Event::Arrangement(event) => form.arrangement(event),
        Event::Meeting(event) => form.meeting(event),
        Event::Mandate(event) => form.mandate(event),
        Event::Preparation(event) => form.preparation(event),
        Event::Keeping(event) => form.keeping(event),
    }
    form.fields
}

/// A framework, and the digest of its file.
pub(super) fn framework(reference: &FrameworkRef) -> String {
    let mut form = Form::default();
    form.framework(reference);
    line(&form.fields)
}

/// The fields that are not equal in both, as each has them.
pub(super) fn differing(one: &Fields, other: &Fields) -> (String, String) {
    let only_here = |here: &Fields, there: &Fields| {
        let mut fields: Fields = here.iter().filter(|field| !there.contains(field)).cloned().collect();
        let lacks = |name: &String| !here.iter().any(|(field, _)| field == name);
        let lacking = there.iter().filter(|(name, _)| lacks(name));
        fields.extend(lacking.map(|(name, _)| (name.clone(), "–".to_owned())));
        line(&fields)
    };
    (only_here(one, other), only_here(other, one))
}

fn line(fields: &Fields) -> String {
    fields.iter().map(|(name, value)| format!("{name}: {value}")).collect::<Vec<_>>().join("; ")
}

impl Form {
    fn put(&mut self, name: &str, value: impl ToString) {
        self.fields.push((format!("{}{name}", self.within), value.to_string()));
    }

    fn put_some(&mut self, name: &str, value: Option<impl ToString>) {
        if let Some(value) = value {
            self.put(name, value);
        }
    }

    fn seal(&mut self, name: &str, sealed: Sealed) {
        self.put(name, URL_SAFE_NO_PAD.encode(sealed.0.0));
    }

    fn seal_some(&mut self, name: &str, sealed: Option<Sealed>) {
        if let Some(sealed) = sealed {
            self.seal(name, sealed);
        }
    }

    fn within(&mut self, name: &str, put: impl FnOnce(&mut Self)) {
        let outer = self.within.clone();
        self.within = format!("{outer}{name}.");
        put(self);
        self.within = outer;
    }

    fn each<T>(&mut self, name: &str, items: &[T], mut put: impl FnMut(&mut Self, &T)) {
        for (place, item) in items.iter().enumerate() {
            self.within(&format!("{name}[{place}]"), |form| put(form, item));
        }
    }

    fn dossier(&mut self, event: &dossier::Event) {
        use dossier::Event as D;
        match event {
            D::DossierOpened(opened) => self.dossier_opened(opened),
            D::DocumentFiled(filed) => self.document_filed(filed),
            D::RoundSubmitted(submitted) | D::RevisionSubmitted(submitted) => self.submitted(submitted),
            D::NoticeTaken(treated)
            | D::AdviceGiven(treated)
            | D::DecisionTaken(treated)
            | D::AgreementNotReached(treated)
            | D::RatificationGiven(treated)
            | D::VisitDeferred(treated)
            | D::ReferredBack(treated) => self.treated(treated),
            D::PartySpoke(spoke) => self.party_spoke(spoke),
            D::TermSuspended(suspended) => self.term_suspended(suspended),
            D::TermResumed(TermResumed { visit: resumed, body, runs_from, due }) => {
                self.put("visit", visit(resumed));
                self.put("body", body);
                self.put("runs_from", runs_from);
                self.put("due", due);
            }
            D::ConditionsAnswered(answered) => self.each("answers", &answered.answers, |form, answer| {
                form.put("condition", answer.condition.0);
                form.seal("text", answer.text);
            }),
            D::DossierWithdrawn(DossierWithdrawn { reason, end }) => {
                self.seal("reason", *reason);
                self.put("end", end);
            }
            D::OutcomeCorrected(OutcomeCorrected { corrects, reason, treated }) => {
                self.put("corrects", corrects);
                self.seal("reason", *reason);
                self.within("treated", |form| form.treated(treated));
            }
            D::DossierHandedOver(DossierHandedOver { from, to, party, reason }) => {
                self.put("from", from);
                self.put("to", to);
                self.put("party", party);
                self.seal_some("reason", *reason);
            }
            D::Escalation(event) => self.escalation(event),
        }
    }

    fn dossier_opened(&mut self, opened: &DossierOpened) {
        let DossierOpened { framework, title, functions, target_group, follows, coordinator, party, awaits } =
            opened;
        self.framework(framework);
        self.seal("title", *title);
        self.put("functions", joined(functions));
        self.seal_some("target_group", *target_group);
        self.put_some("follows", *follows);
        self.put("coordinator", coordinator);
        self.put("party", party);
        self.put("awaits", awaits);
    }

    fn document_filed(&mut self, filed: &DocumentFiled) {
        self.put("document", document(&filed.document));
        self.put("digest", filed.digest);
        self.each("sections", &filed.sections, |form, section| {
            form.put("id", &section.id);
            form.put("words", section.words);
            form.seal("text", section.text);
        });
    }

    fn submitted(&mut self, submitted: &RoundSubmitted) {
        self.put("round", &submitted.round);
        self.put("document", document(&submitted.document));
        self.within("opens", |form| form.opening(&submitted.opens));
    }

    fn treated(&mut self, treated: &Treated) {
        self.put("visit", visit(&treated.visit));
        self.put("body", &treated.body);
        self.put("role", treated.role);
        self.put("outcome", treated.outcome);
        self.put("treated_on", treated.treated_on);
        self.seal_some("motivation", treated.motivation);
        self.each("conditions", &treated.conditions, |form, set: &ConditionSet| {
            form.put("number", set.number.0);
            form.seal("text", set.text);
            form.put_some("holder", set.holder.as_ref());
            form.put_some("due", set.due);
        });
        self.each("judged", &treated.judged, |form, judgement| {
            form.put("condition", judgement.condition.0);
            form.put("met", judgement.met);
        });
        self.each("stances", &treated.stances, Form::stance);
        if !treated.departs_from.is_empty() {
            let visits: Vec<_> = treated.departs_from.iter().map(visit).collect();
            self.put("departs_from", visits.join(","));
        }
        self.within("next", |form| form.next(&treated.next));
    }

    fn stance(&mut self, taken: &PartyStance) {
        let PartyStance { party, stance, words, replacement, mandate, dissent } = taken;
        self.put("party", party);
        self.put("stance", stance);
        self.seal_some("words", *words);
        if let Some(replacement) = replacement {
            let Replacement { seated, replaces, office, reported_on, reason } = replacement;
            self.within("replacement", |form| {
                form.put("seated", seated);
                form.put("replaces", replaces);
                form.put("office", office.name());
                form.put("reported_on", reported_on);
                form.seal_some("reason", *reason);
            });
        }
        if let Some(seen) = mandate {
            self.put("mandate.id", seen.id);
            self.put("mandate.revision", seen.revision);
        }
        self.seal_some("dissent", *dissent);
    }

    fn party_spoke(&mut self, spoke: &PartySpoke) {
        let PartySpoke { visit: at, body, voice, replaces, completes } = spoke;
        let Voice { party, ratified, decided_on, organ, reasons, mandate } = voice;
        self.put("visit", visit(at));
        self.put("body", body);
        self.put("party", party);
        self.put("ratified", ratified);
        self.put("decided_on", decided_on);
        self.seal("organ", *organ);
        self.seal_some("reasons", *reasons);
        if let Some(seen) = mandate {
            self.put("mandate.id", seen.id);
            self.put("mandate.revision", seen.revision);
        }
        if let Some(replaces) = replaces {
            self.put("replaces.revision", replaces.revision);
            self.seal("replaces.reason", replaces.reason);
        }
        if let Some(treated) = completes {
            self.within("completes", |form| form.treated(treated));
        }
    }

    fn term_suspended(&mut self, suspended: &TermSuspended) {
        let TermSuspended { visit: at, body, from, waits_for, reason } = suspended;
        self.put("visit", visit(at));
        self.put("body", body);
        self.put("from", from);
        self.within("waits_for", |form| match waits_for {
            WaitingOn::Submitter => form.put("whom", "submitter"),
            WaitingOn::Party(party) => {
                form.put("whom", "party");
                form.put("party", party);
            }
            WaitingOn::Body(body) => {
                form.put("whom", "body");
                form.put("body", body);
            }
            WaitingOn::Outside(words) => {
                form.put("whom", "outside");
                form.seal("words", *words);
            }
        });
        self.seal("reason", *reason);
    }

    fn next(&mut self, next: &Next) {
        match next {
            Next::Visit(opening) => {
                self.put("to", "visit");
                self.within("opens", |form| form.opening(opening));
            }
            Next::Round(round) => {
                self.put("to", "round");
                self.put("round", round);
            }
            Next::Revision { resume_at } => {
                self.put("to", "revision");
                self.put("resume_at", resume_at);
            }
            Next::Ladder(on) => {
                self.put("to", "ladder");
                self.within("on", |form| form.on_rung(on));
            }
            Next::End { end, kind } => {
                self.put("to", "end");
                self.put("end", end);
                self.put("kind", kind.name());
            }
        }
    }

    fn opening(&mut self, opening: &Opening) {
        let Opening { visit: opened, round, body, role, documents, arrived, due } = opening;
        self.put("visit", visit(opened));
        self.put("round", round);
        self.put("body", body);
        self.put("role", role);
        self.put("documents", documents.iter().map(document).collect::<Vec<_>>().join(","));
        self.put("arrived", arrived);
        self.put_some("due", *due);
    }

    fn framework(&mut self, framework: &FrameworkRef) {
        self.put("framework.id", &framework.id);
        self.put("framework.version", &framework.version);
        self.put("framework.digest", framework.digest);
    }

    fn framework_adopted(&mut self, adopted: &FrameworkAdopted) {
        let FrameworkAdopted { framework, supersedes, effective_from, reference_prefix, file } = adopted;
        self.framework(framework);
        self.put_some("supersedes", supersedes.as_ref());
        self.put("effective_from", effective_from);
        self.put("reference_prefix", reference_prefix);
        self.seal("file", *file);
    }

    fn keeping(&mut self, event: &keeping::Event) {
        use keeping::Event as K;
        match event {
            K::ErasureRequested(asked) => {
                let ErasureRequested { ground, texts, reason } = asked;
                self.put("ground", ground.code());
                self.named(texts);
                self.seal_some("reason", *reason);
            }
            K::ErasureDeclined(declined) => {
                let ErasureDeclined { request, requested_by, reason } = declined;
                self.put("request", request);
                self.put("requested_by", requested_by);
                self.seal("reason", *reason);
            }
            K::TextsErased(erased) => {
                let TextsErased { request, requested_by, ground, texts } = erased;
                self.put("request", request);
                self.put("requested_by", requested_by);
                self.put("ground", ground.code());
                self.named(texts);
            }
            K::HoldPlaced(HoldPlaced { reason }) => self.seal("reason", *reason),
            K::HoldLifted(HoldLifted { hold, reason }) => {
                self.put("hold", hold);
                self.seal("reason", *reason);
            }
            K::HistoryConfirmed(HistoryConfirmed { last }) => self.put("last", last),
        }
    }

    fn named(&mut self, named: &[RecordTexts]) {
        self.each("texts", named, |form, RecordTexts { revision, texts }| {
            form.put("revision", revision);
            let digest = |text: &Sealed| URL_SAFE_NO_PAD.encode(text.0.0);
            form.put("texts", joined(&texts.iter().map(digest).collect::<Vec<_>>()));
        });
    }
}

fn visit(visit: &VisitRef) -> String {
    format!("{}/{}", visit.step, visit.number)
}

fn document(document: &DocumentRef) -> String {
    format!("{}/{}", document.format, document.version)
}

fn joined<T: ToString>(items: &[T]) -> String {
    items.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
}
