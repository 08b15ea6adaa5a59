//! What an event of an arrangement says, field by field.

use domain::{
    arrangement::{ArrangementBegun, ArrangementRegistered, Event, FundingLine, Plan, PlannedResult, Value},
    count::{Count, Counted},
};

use super::{Form, joined};

impl Form {
    pub(super) fn arrangement(&mut self, event: &Event) {
        match event {
            Event::ArrangementRegistered(registered) => self.registered(registered),
            Event::ArrangementBegun(begun) => self.begun(begun),
            Event::CommitmentGiven(given) => self.commitment(given),
            Event::UseReported(usage) => self.usage(usage),
            Event::EvaluationRecorded(recorded) => self.evaluated(recorded),
            Event::ArrangementConcluded(drawn) => self.concluded(drawn),
        }
    }

    fn registered(&mut self, registered: &ArrangementRegistered) {
        let ArrangementRegistered { name, target_group, partners, funding, functions, party, level } =
            registered;
        self.seal("name", *name);
        self.seal_some("target_group", *target_group);
        self.each("partners", partners, |form, partner| form.seal("text", *partner));
        self.put("funding", joined(funding));
        self.put("functions", joined(functions));
        self.put("party", party);
        self.put("level", level.name());
    }

    fn begun(&mut self, begun: &ArrangementBegun) {
        let ArrangementBegun { framework, decided, plan } = begun;
        let Plan { functions, target_group, partners, funding, indicators, evaluations, pupils } = plan;
        self.framework(framework);
        self.put("decided", decided);
        self.put("functions", joined(functions));
        self.seal("target_group", *target_group);
        self.each("partners", partners, |form, partner| form.seal("text", *partner));
        self.each("funding", funding, Self::funding_line);
        self.each("indicators", indicators, |form, PlannedResult { indicator, value }| {
            form.put("indicator", indicator);
            form.value(value);
        });
        self.put("evaluations", joined(evaluations));
        if let Some(counted) = pupils {
            self.counted("pupils", counted);
        }
    }

    fn funding_line(&mut self, line: &FundingLine) {
        let FundingLine { code, party, basis, amount_cents, from, until } = line;
        self.put("code", code);
        self.put_some("party", party.as_ref());
        self.put("basis", basis.name());
        self.put_some("amount_cents", *amount_cents);
        self.put("from", from);
        self.put_some("until", *until);
    }

    fn value(&mut self, value: &Value) {
        match value {
            Value::Pupils(count) => self.count("pupils", count),
            Value::Share(share) => self.put("share", share),
            Value::Score(score) => self.put("score", score),
        }
    }

    /// How many pupils; a small number by its digest.
    pub(super) fn count(&mut self, name: &'static str, count: &Count) {
        match count {
            Count::Told(number) => self.put(name, number),
            Count::Few(sealed) => self.seal(name, *sealed),
        }
    }

    pub(super) fn counted(&mut self, name: &'static str, Counted { count, on, source }: &Counted) {
        self.count(name, count);
        self.put("counted_on", on);
        self.seal("counted_by", *source);
    }
}
