//! What a body did, from the flags of a line.

use wire::{convert::enums, v1};

use super::stances;
use crate::{
    cli::{secretary::Treatment, values::Numbered},
    commands::{files, session::Session},
    failure::Failure,
    show::Say as _,
};

/// Reads what a body did.
///
/// # Errors
/// A file that cannot be read, a `--holder` or `--due` for a condition that is not there, or a condition that is both met
/// and not met.
pub(super) fn read(session: &Session, given: &Treatment) -> Result<v1::Treatment, Failure> {
    let texts = given.conditions.iter().map(|text| files::words(text, session));
    let mut conditions: Vec<v1::NewCondition> = texts
        .map(|text| Ok(v1::NewCondition { text: text?, holder_party_id: None, due_on: None }))
        .collect::<Result<_, Failure>>()?;
    for holder in &given.holders {
        place(session, &mut conditions, holder, "--holder", |condition| &mut condition.holder_party_id)?;
    }
    for due in &given.due {
        place(session, &mut conditions, due, "--due", |condition| &mut condition.due_on)?;
    }
    if let Some(both) = given.met.iter().find(|number| given.not_met.contains(number)) {
        let told = session
            .language
            .say("staat zowel bij --met als bij --not-met.", "stands with both --met and --not-met.");
        let word = session.language.say("Voorwaarde", "Condition");
        return Err(Failure::input(format!("{word} {both} {told}")));
    }
    let judged = |numbers: &[u32], met: bool| -> Vec<v1::Judgement> {
        numbers.iter().map(|number| v1::Judgement { condition_number: *number, met }).collect()
    };
    Ok(v1::Treatment {
        outcome: enums::outcome(given.outcome).into(),
        treated_on: given.on.clone(),
        motivation: files::words_if(given.motivation.as_ref(), session)?,
        conditions,
        judged: [judged(&given.met, true), judged(&given.not_met, false)].concat(),
        resume_at_step_id: given.resume_at.clone(),
        stances: stances::read(session, given)?,
    })
}

/// Says something about the n-th condition of the line.
fn place(
    session: &Session,
    conditions: &mut [v1::NewCondition],
    about: &Numbered<String>,
    flag: &str,
    field: fn(&mut v1::NewCondition) -> &mut Option<String>,
) -> Result<(), Failure> {
    let count = conditions.len();
    let at = usize::try_from(about.number).ok().and_then(|number| number.checked_sub(1));
    let condition = at.and_then(|at| conditions.get_mut(at)).ok_or_else(|| {
        let told = session
            .language
            .say("er zijn zoveel --condition op de regel:", "so many --condition stand on the line:");
        Failure::input(format!("{flag} {}=…: {told} {count}.", about.number))
    })?;
    if field(condition).replace(about.value.clone()).is_some() {
        let told = session.language.say("staat er twee keer.", "stands there twice.");
        return Err(Failure::input(format!("{flag} {}=… {told}", about.number)));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::{
        cli::{self, Command, Line, secretary},
        commands::session::Session,
        failure::Failure,
    };

    fn read(flags: &str) -> Result<wire::v1::Treatment, Failure> {
        let line = format!("besluitspoor record OZA-2026-0014 --on 2026-03-12 --outcome {flags}");
        let words = line.split(' ').map(std::ffi::OsString::from);
        let Ok(Line::Command(cli)) = cli::read(words) else { panic!("{line}") };
        let Command::Secretary(secretary::Command::Record(record)) = cli.command else { panic!("{line}") };
        super::read(&Session::of(cli.globals), &record.treatment)
    }

    #[test]
    fn holders_and_dates_belong_to_conditions_by_their_place() {
        let flags = "positive-with-conditions --condition een --condition twee --holder 2=gemeente-heiloo --due 1=2027-03-01 --met 3 --not-met 4";
        let treatment = read(flags).unwrap();
        let [one, two] = &treatment.conditions[..] else { panic!() };
        assert_eq!(
            (one.text.as_str(), one.due_on.as_deref(), one.holder_party_id.as_deref()),
            ("een", Some("2027-03-01"), None)
        );
        assert_eq!((two.text.as_str(), two.holder_party_id.as_deref()), ("twee", Some("gemeente-heiloo")));
        let judged: Vec<_> =
            treatment.judged.iter().map(|judged| (judged.condition_number, judged.met)).collect();
        assert_eq!(judged, [(3, true), (4, false)]);
        assert_eq!(treatment.outcome, i32::from(wire::v1::Outcome::PositiveWithConditions));
    }

    #[test]
    fn stances_are_read_from_the_line_and_their_words_from_wherever_they_stand() {
        let flags = "adopted --stance a,b=agrees --stance c=objects --stance-words c=Nee. --dissent c=Anders. --replaced b=u-2:u-1:official:2026-03-10";
        let treatment = read(flags).unwrap();
        let of = |party: &str| treatment.stances.iter().find(|taken| taken.party_id == party).unwrap();
        assert_eq!(treatment.stances.len(), 3);
        assert_eq!(
            (of("a").stance(), of("c").stance()),
            (wire::v1::Stance::Agrees, wire::v1::Stance::Objects)
        );
        assert_eq!((of("c").words.as_deref(), of("c").dissent.as_deref()), (Some("Nee."), Some("Anders.")));
        assert_eq!(of("b").replacement.as_ref().unwrap().seated_actor_id, "u-2");
    }

    #[test]
    fn stances_are_read_from_a_file_and_the_line_adds_to_it() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("standpunten.toml");
        let text = r#"
            [gemeente-heiloo]
            stance = "heeft bezwaar"
            words = "Het vervoer is niet geregeld."
            [gemeente-heiloo.replacement]
            seated = "u-2"
            replaces = "u-1"
            office = "ambtenaar"
            reported_on = "2026-03-10"
        "#;
        std::fs::write(&file, text).unwrap();
        let treatment = read(&format!("adopted --stances {} --stance a=absent", file.display())).unwrap();
        let [heiloo, a] = &treatment.stances[..] else { panic!("{treatment:?}") };
        assert_eq!((heiloo.party_id.as_str(), a.party_id.as_str()), ("gemeente-heiloo", "a"));
        assert_eq!(heiloo.replacement.as_ref().unwrap().office(), wire::v1::Office::Official);
        std::fs::write(&file, "[gemeente-heiloo]\nstandpunt = \"agrees\"").unwrap();
        assert!(read(&format!("adopted --stances {}", file.display())).is_err());
    }

    #[test]
    fn what_belongs_to_no_condition_is_told() {
        for flags in [
            "positive --holder 1=gemeente-heiloo",
            "positive --condition een --due 2=2027-03-01",
            "positive --condition een --due 1=2027-03-01 --due 1=2027-04-01",
            "positive --met 1 --not-met 1",
            "positive --motivation @/bestaat/niet",
            "positive --stance a=agrees --stance a=absent",
            "positive --stance a=agrees --dissent b=nee",
            "positive --stances /bestaat/niet",
        ] {
            assert!(read(flags).is_err(), "{flags}");
        }
    }
}
