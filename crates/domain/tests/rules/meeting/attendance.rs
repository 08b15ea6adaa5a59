//! Who was there, beside where the parties stood.

use domain::{
    decision::Stance,
    meeting::{
        Form, Part,
        attendance::{Attendance, differs},
    },
};

use super::{History, MEETS, held, member, plan, present};
use crate::region::id;

/// A meeting at which the municipality of Heiloo was, and a guest of Alkmaar.
fn met(form: Form) -> History {
    let there = vec![member("u-1", "gemeente-heiloo"), present("u-2", Part::Guest, Some("gemeente-alkmaar"))];
    History::empty().then(plan(form, MEETS), 0).then(held(there, &[]), MEETS)
}

#[test]
fn a_party_that_nobody_spoke_for_cannot_have_taken_part() {
    use Stance::{Absent, Abstains, Agrees, AgreesWithConditions, Objects, Recused};
    // A party, where it stood, whether somebody else sat for it, and what differs: whether it was there.
    let table = [
        ("gemeente-heiloo", Agrees, false, None),
        ("gemeente-heiloo", Absent, false, Some(true)),
        ("gemeente-heiloo", Recused, false, None),
        ("gemeente-alkmaar", Agrees, false, Some(false)),
        ("gemeente-alkmaar", AgreesWithConditions, false, Some(false)),
        ("gemeente-alkmaar", Objects, false, Some(false)),
        ("gemeente-alkmaar", Abstains, false, Some(false)),
        ("gemeente-alkmaar", Agrees, true, None),
        ("gemeente-alkmaar", Absent, false, None),
        ("gemeente-alkmaar", Recused, false, None),
        ("swv-po", Objects, false, Some(false)),
    ];
    let (session, written) = (met(Form::Session), met(Form::Written));
    for (party, stance, is_replaced, was_there) in table {
        let party = id(party);
        let asked =
            |history: &History| differs(history.state.meeting().unwrap(), [(&party, stance, is_replaced)]);
        let expected = was_there.map(|was_there| Attendance { party: party.clone(), stance, was_there });
        assert_eq!(asked(&session), Vec::from_iter(expected), "{party} {stance:?} {is_replaced}");
        assert_eq!(asked(&written), [], "who responds in writing is not there");
    }
    let ahead = History::planned();
    let party = id("swv-po");
    assert_eq!(differs(ahead.state.meeting().unwrap(), [(&party, Agrees, false)]), [], "it is to come");
}
