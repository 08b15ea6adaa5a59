//! What was agreed to do, and what came of it.

use domain::action::{Agreed, Closed, Closing, Doer};

use super::Form;

impl Form {
    pub(super) fn agreed(&mut self, Agreed { number, what, doer, due, about }: &Agreed) {
        self.put("number", number);
        self.seal("what", *what);
        match doer {
            Doer::Known { who, words } => {
                self.put("doer.who", who);
                self.seal_some("doer.words", *words);
            }
            Doer::Outside(words) => self.seal("doer.words", *words),
        }
        self.put("due", due);
        self.put_some("about", *about);
    }

    pub(super) fn closed(&mut self, Closed { action, on, how }: &Closed) {
        self.put("action", action);
        self.put("on", on);
        match how {
            Closing::Done { evidence } => self.seal("done.evidence", *evidence),
            Closing::Dropped { reason } => self.seal("dropped.reason", *reason),
        }
    }
}
