//! What an event says of what came of an arrangement, field by field.

use domain::arrangement::{ArrangementConcluded, EvaluationRecorded, Follower, Found, Measured, Numbers};

use super::{Form, joined};

impl Form {
    pub(super) fn evaluated(&mut self, recorded: &EvaluationRecorded) {
        let EvaluationRecorded { number, planned, on, results, findings, source } = recorded;
        self.put("number", number);
        self.put_some("planned", *planned);
        self.put("on", on);
        self.each("results", results, |form, Measured { indicator, found }| {
            form.put("indicator", indicator);
            form.found(found);
        });
        self.seal("findings", *findings);
        self.seal("source", *source);
    }

    /// What was measured; what would give a small number away by its digest.
    fn found(&mut self, found: &Found) {
        self.put("form", found.form().name());
        match found {
            Found::Told(Numbers::Pupils(number)) => self.put("pupils", number),
            Found::Told(Numbers::Share { part, whole }) => {
                self.put("part", part);
                self.put("whole", whole);
            }
            Found::Told(Numbers::Score { tenths, by }) => {
                self.put("tenths", tenths);
                self.put("by", by);
            }
            Found::Hidden(_, sealed) => self.seal("hidden", *sealed),
        }
    }

    pub(super) fn concluded(&mut self, drawn: &ArrangementConcluded) {
        let ArrangementConcluded { evaluation, conclusion, on, body, follower, into, reason, evaluations } =
            drawn;
        self.put_some("evaluation", *evaluation);
        self.put("conclusion", conclusion.name());
        self.put("on", on);
        self.put_some("body", body.as_ref());
        if let Some(Follower { dossier, revision }) = follower {
            self.put("follower", dossier);
            self.put("follower_revision", revision);
        }
        self.put_some("into", *into);
        self.seal("reason", *reason);
        self.put("evaluations", joined(evaluations));
    }
}
