//! What an event of a mandate says, field by field.

use domain::mandate::{
    Event, Scope,
    event::{MandateGranted, MandateRevoked},
};

use super::{Form, joined};

impl Form {
    pub(super) fn mandate(&mut self, event: &Event) {
        match event {
            Event::MandateGranted(granted) => {
                let MandateGranted { framework, holder, party, scope, from, until, source } = granted;
                let Scope { acts, bodies, limit_cents } = scope;
                self.framework(framework);
                self.put("holder", holder);
                self.put("party", party);
                self.put("acts", joined(acts));
                self.put("bodies", joined(bodies));
                self.put_some("limit_cents", *limit_cents);
                self.put("from", from);
                self.put_some("until", *until);
                self.seal("source", *source);
            }
            Event::MandateRevoked(MandateRevoked { from, reason }) => {
                self.put("from", from);
                self.seal("reason", *reason);
            }
        }
    }
}
