//! What an event says of a party that is bound, or has pupils in an arrangement, field by field.

use domain::arrangement::{BindingPeriod, Commitment, CommitmentGiven, Period, Pledge, Standing, Usage};

use super::Form;

impl Form {
    pub(super) fn commitment(&mut self, CommitmentGiven { decided, commitment }: &CommitmentGiven) {
        let Commitment { party, standing, decided_on, organ, mandate, binding, pledges, source } = commitment;
        self.put("decided", decided);
        self.put("party", party);
        self.standing(standing);
        self.put("decided_on", decided_on);
        self.seal("organ", *organ);
        if let Some(seen) = mandate {
            self.put("mandate.id", seen.id);
            self.put("mandate.revision", seen.revision);
        }
        if let Some(BindingPeriod { from, until }) = binding {
            self.put("from", from);
            self.put_some("until", *until);
        }
        self.each("pledges", pledges, |form, Pledge { amount_cents, period }| {
            form.put("amount_cents", amount_cents);
            form.period(period);
        });
        self.seal("source", *source);
    }

    fn standing(&mut self, standing: &Standing) {
        self.put("standing", standing.name());
        match standing {
            Standing::Bound => {}
            Standing::WithReservation(words) => self.seal("reservation", *words),
            Standing::NotBound(reasons) => self.seal_some("reasons", *reasons),
        }
    }

    pub(super) fn usage(&mut self, usage: &Usage) {
        let Usage { party, period, pupils, costs_cents, on, source } = usage;
        self.put("party", party);
        self.period(period);
        if let Some(count) = pupils {
            self.count("pupils", count);
        }
        self.put_some("costs_cents", *costs_cents);
        self.put("counted_on", on);
        self.seal("counted_by", *source);
    }

    fn period(&mut self, Period { from, until }: &Period) {
        self.put("from", from);
        self.put("until", until);
    }
}
