//! Where parties stood, in requests and answers; and a sample of every refusal about it.

use domain::{
    decision::{
        self, Office, PartyStance, Replacement, Stance,
        count::Tally,
        refusal::{Short, Unseated},
    },
    dossier::Refusal,
    framework::{DecisionRule, Outcome},
    ids::Revision,
    mandate::MandateRef,
};
use jiff::civil::date;
use wire::v1;

use crate::{
    fixture::{id, sealed},
    samples::Told,
};

const MANDATE: &str = "0198c5a2-7d1e-7c3a-9f00-1a2b3c4d5e6f";

/// A stance with everything that one can have, as a secretary gives it.
pub(crate) fn given() -> v1::NewStance {
    v1::NewStance {
        party_id: "gemeente-heiloo".into(),
        stance: v1::Stance::Objects.into(),
        words: Some("Het vervoer is niet geregeld.".into()),
        replacement: Some(v1::NewReplacement {
            seated_actor_id: "u-2".into(),
            replaces_actor_id: "u-1".into(),
            office: v1::Office::Official.into(),
            reported_on: "2026-03-10".into(),
            reason: Some("Ziek.".into()),
        }),
        dissent: Some("Eerst het vervoer.".into()),
        mandate_id: Some(MANDATE.into()),
    }
}

/// A stance with everything wrong that can be.
pub(crate) fn wrong() -> v1::NewStance {
    v1::NewStance {
        party_id: "Heiloo".into(),
        stance: 0,
        words: Some(" ".into()),
        replacement: Some(v1::NewReplacement {
            seated_actor_id: String::new(),
            replaces_actor_id: "Jan Jansen".into(),
            office: 9,
            reported_on: "gisteren".into(),
            reason: None,
        }),
        dissent: None,
        mandate_id: Some("mandaat".into()),
    }
}

/// The same as the rules see it, its words sealed from this number on.
pub(crate) fn read(first: u8) -> PartyStance {
    PartyStance {
        party: id("gemeente-heiloo"),
        stance: Stance::Objects,
        words: Some(sealed(first)),
        replacement: Some(Replacement {
            seated: id("u-2"),
            replaces: id("u-1"),
            office: Office::Official,
            reported_on: date(2026, 3, 10),
            reason: Some(sealed(first + 1)),
        }),
        mandate: Some(MandateRef { id: id(MANDATE), revision: Revision::default() }),
        dissent: Some(sealed(first + 2)),
    }
}

/// Stances of a record whose first words are known and whose others were erased.
pub(crate) fn taken() -> Vec<PartyStance> {
    let bare = PartyStance {
        party: id("swv-ppo-nk"),
        stance: Stance::Absent,
        words: None,
        replacement: None,
        mandate: None,
        dissent: None,
    };
    vec![PartyStance { words: Some(sealed(1)), ..read(20) }, bare]
}

pub(crate) fn are_told(told: &[v1::PartyStance]) {
    let [objects, absent] = told else { panic!("two stances: {told:?}") };
    assert_eq!((objects.stance(), absent.stance()), (v1::Stance::Objects, v1::Stance::Absent));
    assert_eq!(objects.words.as_ref().map(|words| words.erased), Some(false));
    assert_eq!(objects.dissent.as_ref().map(|words| words.erased), Some(true));
    let replacement = objects.replacement.as_ref().expect("someone else sat");
    assert_eq!(objects.mandate.as_ref().map(|seen| seen.mandate_id.as_str()), Some(MANDATE));
    assert_eq!(replacement.office(), v1::Office::Official);
    assert_eq!(
        (replacement.seated_actor_id.as_str(), replacement.reported_on.as_str()),
        ("u-2", "2026-03-10")
    );
    assert!(absent.words.is_none() && absent.replacement.is_none() && absent.dissent.is_none());
}

/// A sample of every rule about stances, and of every shape of its facts.
pub(crate) fn refusals() -> Vec<Told> {
    let mut all = ill_given();
    all.extend(without_quorum());
    all.extend(not_founded());
    all
}

fn ill_given() -> Vec<Told> {
    use decision::Refusal as R;
    let heiloo = || id("gemeente-heiloo");
    let unseated = |because| R::ReplacementNotPossible { party: heiloo(), because };
    let unexplained = |stance| R::StanceUnexplained { party: heiloo(), stance };
    let told: Vec<(R, &'static [&'static str], &'static [&'static str])> = vec![
        (
            R::StancesRequired { step: id("voorstel-oogo"), outcome: Outcome::Adopted },
            &["‘voorstel-oogo’", "‘vastgesteld’"],
            &["‘voorstel-oogo’", "‘adopted’"],
        ),
        (
            R::WithoutSeat { party: id("swv-vo-nk"), body: id("pora") },
            &["swv-vo-nk", "pora"],
            &["swv-vo-nk", "pora"],
        ),
        (
            R::StanceTwice { party: heiloo() },
            &["gemeente-heiloo", "twee keer"],
            &["gemeente-heiloo", "twice"],
        ),
        (
            R::StancesIncomplete { missing: vec![heiloo(), id("swv-vo-nk")], seats: 8 },
            &["gemeente-heiloo en swv-vo-nk", "alle 8"],
            &["gemeente-heiloo and swv-vo-nk", "all 8"],
        ),
        (unexplained(Stance::Objects), &["‘heeft bezwaar’", "waarom"], &["‘objects’", "why"]),
        (unexplained(Stance::AgreesWithConditions), &["onder welke voorwaarden"], &["which conditions"]),
        (unexplained(Stance::Recused), &["‘neemt geen deel’"], &["‘recused’"]),
        (
            R::MandateRequired { party: heiloo(), step: id("voorstel-oogo") },
            &["gemeente-heiloo", "mandaat"],
            &["gemeente-heiloo", "mandate"],
        ),
        (
            R::MandateUnused { party: heiloo(), stance: Stance::Absent },
            &["gemeente-heiloo", "‘afwezig’"],
            &["gemeente-heiloo", "‘absent’"],
        ),
        (
            R::DissentNotPossible { party: heiloo(), stance: Stance::Absent },
            &["gemeente-heiloo", "‘afwezig’"],
            &["gemeente-heiloo", "‘absent’"],
        ),
        (
            unseated(Unseated::TookNoPart(Stance::Absent)),
            &["vervanger", "‘afwezig’"],
            &["sat for", "‘absent’"],
        ),
        (unseated(Unseated::SamePerson(id("u-2"))), &["u-2 zichzelf"], &["u-2 would replace themselves"]),
        (
            unseated(Unseated::ReportedLate {
                reported_on: date(2026, 3, 13),
                treated_on: date(2026, 3, 12),
            }),
            &["13 maart 2026", "12 maart 2026"],
            &["13 March 2026", "12 March 2026"],
        ),
    ];
    wrapped(told)
}

fn without_quorum() -> Vec<Told> {
    use decision::Refusal as R;
    let told: Vec<(R, &'static [&'static str], &'static [&'static str])> = vec![
        (
            R::QuorumNotMet {
                outcome: Outcome::Adopted,
                kind: None,
                present: 5,
                needed: 6,
                seats: 8,
                recused: 1,
            },
            &["5 van de 8 partijen deel", "van wie 1", "nodig zijn er 6"],
            &["Of the 8 parties, of whom 1", "5 took part", "6 are needed"],
        ),
        (
            R::QuorumNotMet {
                outcome: Outcome::Positive,
                kind: Some(id("samenwerkingsverband")),
                present: 1,
                needed: 2,
                seats: 2,
                recused: 0,
            },
            &["1 van de 2 partijen van de soort ‘samenwerkingsverband’"],
            &["2 parties of the kind ‘samenwerkingsverband’"],
        ),
    ];
    wrapped(told)
}

fn not_founded() -> Vec<Told> {
    use DecisionRule as Rule;
    use Outcome as O;
    let tally = Tally { agree: 4, conditionally: 1, object: 3, ..Tally::default() };
    let short = |outcome, rule, short| decision::Refusal::DoesNotFollow { outcome, rule, tally, short };
    let heiloo = || vec![id("gemeente-heiloo")];
    let told: Vec<(decision::Refusal, &'static [&'static str], &'static [&'static str])> = vec![
        (
            short(O::Adopted, Rule::Majority, Short::TooFew { supporters: 4, votes: 8, needed: 5 }),
            &[
                "4 van de 8 partijen",
                "stemden in; voor een meerderheid zijn er 5 nodig",
                "4 × ‘stemt in’, 1 × ‘stemt in onder voorwaarden’, 3 × ‘heeft bezwaar’",
                "‘geen overeenstemming’",
            ],
            &["4 of the 8 parties", "a majority needs 5", "4 × ‘agrees’", "‘no agreement’"],
        ),
        (
            short(O::Negative, Rule::Majority, Short::TooFew { supporters: 1, votes: 3, needed: 2 }),
            &["1 van de 3 partijen", "had bezwaar", "‘geen advies’"],
            &["1 of the 3 parties", "objected", "‘no advice’"],
        ),
        (
            short(
                O::Adopted,
                Rule::Consensus,
                Short::Opposed { parties: heiloo(), conditionally: vec![id("swv-vo-nk")] },
            ),
            &["Bij consensus", "bezwaar: gemeente-heiloo", "alleen onder voorwaarden: swv-vo-nk"],
            &["By consensus", "objecting: gemeente-heiloo", "only with conditions: swv-vo-nk"],
        ),
        (
            short(
                O::Positive,
                Rule::Consent,
                Short::Opposed { parties: Vec::new(), conditionally: heiloo() },
            ),
            &["Bij consent", "‘positief advies met voorwaarden’"],
            &["By consent", "‘positive with conditions’"],
        ),
        (
            short(
                O::Rejected,
                Rule::Consensus,
                Short::Opposed { parties: heiloo(), conditionally: Vec::new() },
            ),
            &["als niemand instemt", "gemeente-heiloo"],
            &["only when nobody agrees", "gemeente-heiloo"],
        ),
        (short(O::Ratified, Rule::Consent, Short::Unsupported), &["‘niet bekrachtigd’"], &["‘not ratified’"]),
        (
            short(
                O::Adopted,
                Rule::Consensus,
                Short::KindsMissing { kinds: vec![id("samenwerkingsverband")] },
            ),
            &["‘samenwerkingsverband’", "instemmen"],
            &["‘samenwerkingsverband’", "agree"],
        ),
        (
            short(O::NoAgreement, Rule::Majority, Short::Agreed { adopting: true }),
            &["‘geen overeenstemming’ volgt niet", "stemmen in"],
            &["‘no agreement’ does not follow", "say yes"],
        ),
        (
            short(O::NoAgreement, Rule::Majority, Short::Agreed { adopting: false }),
            &["stemmen niet in"],
            &["say no"],
        ),
    ];
    wrapped(told)
}

fn wrapped(told: Vec<(decision::Refusal, &'static [&'static str], &'static [&'static str])>) -> Vec<Told> {
    told.into_iter().map(|(refusal, nl, en)| (Refusal::Decision(refusal), nl, en)).collect()
}
