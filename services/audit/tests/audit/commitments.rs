//! What is told of who is bound and of what parties have, in two languages.

use domain::{
    Event,
    arrangement::{self, BindingPeriod, Commitment, CommitmentGiven, Period, Pledge, Standing, Usage},
    count::Count,
    ids::{MandateId, Revision},
    mandate::MandateRef,
    sealed::{Digest, Sealed},
};
use jiff::civil::date;
use uuid::Uuid;
use wire::{Language, Names};

use crate::archive::id;

const SEALED: Sealed = Sealed(Digest([7; 32]));
const YEAR: Period = Period { from: date(2026, 8, 1), until: date(2027, 7, 31) };

fn bound() -> Commitment {
    Commitment {
        party: id("gemeente-heiloo"),
        standing: Standing::Bound,
        decided_on: date(2026, 7, 7),
        organ: SEALED,
        mandate: None,
        binding: None,
        pledges: Vec::new(),
        source: SEALED,
    }
}

fn used() -> Usage {
    Usage {
        party: id("gemeente-bergen"),
        period: YEAR,
        pupils: Some(Count::Told(24)),
        costs_cents: Some(1_250_000),
        on: date(2026, 10, 1),
        source: SEALED,
    }
}

fn told(event: arrangement::Event, language: Language) -> String {
    let framework = kader::read(kader::shipped::regio_alkmaar()).expect("a sound framework");
    audit::story::told(&Event::Arrangement(event), Names::of(&framework), language)
}

#[test]
fn what_a_party_says_of_being_bound_is_told_in_one_sentence() {
    let mandate = Some(MandateRef { id: MandateId(Uuid::from_u128(4)), revision: Revision(1) });
    let reserved = Commitment {
        standing: Standing::WithReservation(SEALED),
        mandate,
        binding: Some(BindingPeriod { from: YEAR.from, until: Some(YEAR.until) }),
        pledges: vec![Pledge { amount_cents: 4_000_000, period: YEAR }],
        ..bound()
    };
    let endless = Commitment { binding: Some(BindingPeriod { from: YEAR.from, until: None }), ..bound() };
    let table = [
        (
            bound(),
            "gemeente Heiloo besloot op 7 juli 2026 gebonden te zijn.",
            "gemeente Heiloo decided on 7 July 2026 to be bound.",
        ),
        (
            endless,
            "gemeente Heiloo besloot op 7 juli 2026 gebonden te zijn, vanaf 1 augustus 2026.",
            "gemeente Heiloo decided on 7 July 2026 to be bound, from 1 August 2026.",
        ),
        (
            reserved,
            "gemeente Heiloo besloot op 7 juli 2026 met een voorbehoud gebonden te zijn, onder mandaat \
             00000000-0000-0000-0000-000000000004, van 1 augustus 2026 tot en met 31 juli 2027; toegezegd is samen 4.000.000 cent.",
            "gemeente Heiloo decided on 7 July 2026 to be bound with a reservation, under mandate \
             00000000-0000-0000-0000-000000000004, from 1 August 2026 until 31 July 2027; it pledged 4,000,000 cents in all.",
        ),
        (
            Commitment { standing: Standing::NotBound(None), ..bound() },
            "gemeente Heiloo besloot op 7 juli 2026 niet gebonden te zijn.",
            "gemeente Heiloo decided on 7 July 2026 not to be bound.",
        ),
    ];
    for (commitment, nl, en) in table {
        let given = CommitmentGiven { decided: Revision(14), commitment };
        let event = arrangement::Event::CommitmentGiven(Box::new(given));
        assert_eq!(told(event.clone(), Language::Dutch), nl);
        assert_eq!(told(event, Language::English), en);
    }
}

#[test]
fn how_many_pupils_a_party_has_is_no_part_of_the_sentence() {
    let bare = Usage { pupils: None, ..used() };
    let few = Usage { pupils: Some(Count::Few(SEALED)), costs_cents: None, ..used() };
    let table = [
        (
            used(),
            "Het gebruik door gemeente Bergen (NH) is opgegeven van 1 augustus 2026 tot en met 31 juli 2027: met leerlingen; de kosten zijn 1.250.000 cent.",
            "The use by gemeente Bergen (NH) was reported from 1 August 2026 until 31 July 2027: with pupils; its costs are 1,250,000 cents.",
        ),
        (
            bare,
            "Het gebruik door gemeente Bergen (NH) is opgegeven van 1 augustus 2026 tot en met 31 juli 2027: het aantal leerlingen is niet opgegeven; de kosten zijn 1.250.000 cent.",
            "The use by gemeente Bergen (NH) was reported from 1 August 2026 until 31 July 2027: its number of pupils was not reported; its costs are 1,250,000 cents.",
        ),
        (
            few,
            "Het gebruik door gemeente Bergen (NH) is opgegeven van 1 augustus 2026 tot en met 31 juli 2027: met leerlingen; de kosten zijn niet opgegeven.",
            "The use by gemeente Bergen (NH) was reported from 1 August 2026 until 31 July 2027: with pupils; its costs were not reported.",
        ),
    ];
    for (usage, nl, en) in table {
        let event = arrangement::Event::UseReported(usage);
        assert_eq!(told(event.clone(), Language::Dutch), nl);
        assert_eq!(told(event, Language::English), en);
    }
}
