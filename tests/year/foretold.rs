//! What was foretold when a document was submitted, beside what happened.

use std::{env, fmt::Write as _, fs};

use jiff::civil::Date;
use tests::{acts::Opened, user::User};
use wire::v1::{ForecastDossierRequest, Outcome, forecast_dossier_request::Dossier};

use crate::year::Year;

/// Where the comparison of this year is kept.
const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/year/foretold.txt");

/// What was foretold of one round of one dossier.
#[derive(Debug)]
pub(crate) struct Foretold {
    pub(crate) dossier: usize,
    pub(crate) reference: String,
    pub(crate) round: String,
    pub(crate) submitted: Date,
    /// The earliest day on which it could be decided.
    pub(crate) expected: Date,
    /// When it was, and what.
    pub(crate) decided: Option<(Date, Outcome)>,
    /// What kept it from being decided then.
    pub(crate) delays: Vec<Delay>,
}

/// Why a dossier was later than it could have been.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Delay {
    /// This body put it off.
    Deferred(String),
    /// This body sent it back.
    ReferredBack(String),
    /// This body did not come to it.
    NotReached(String),
    /// The parties did not agree in this body.
    Escalated(String),
    /// A session of this body was cancelled while it was underway.
    Cancelled(String),
}

impl Foretold {
    /// What the coordinator is told on the day of submission.
    pub(crate) async fn asked(who: &User, dossier: usize, opened: &Opened, round: &str, today: Date) -> Self {
        let request = ForecastDossierRequest {
            dossier: Some(Dossier::DossierId(opened.id.clone())),
            at: Some(who.at_least()),
            ..Default::default()
        };
        let answer = who.forecasts().forecast_dossier(request).await.unwrap().into_inner();
        let first = answer.forecast.unwrap().rounds.remove(0);
        assert_eq!(first.round.unwrap().id, round);
        Self {
            dossier,
            reference: answer.reference,
            round: round.into(),
            submitted: today,
            expected: first.outlook.unwrap().decides_on.parse().unwrap(),
            decided: None,
            delays: Vec::new(),
        }
    }

    fn told(&self) -> String {
        let Self { reference, round, submitted, expected, .. } = self;
        let mut line = format!("{reference}  {round:<12}  {submitted}  {expected}");
        match &self.decided {
            None => write!(line, "  -").unwrap(),
            Some((day, outcome)) => {
                let later = expected.until(*day).unwrap().get_days();
                write!(line, "  {day}  +{later:<3}  {}", outcome.as_str_name()).unwrap();
            }
        }
        for delay in &self.delays {
            let (what, body) = match delay {
                Delay::Deferred(body) => ("deferred", body),
                Delay::ReferredBack(body) => ("referred back", body),
                Delay::NotReached(body) => ("not reached", body),
                Delay::Escalated(body) => ("no agreement", body),
                Delay::Cancelled(body) => ("cancelled", body),
            };
            write!(line, "; {what} by {body}").unwrap();
        }
        line + "\n"
    }
}

impl Year {
    /// A dossier was kept from going on.
    pub(crate) fn delayed(&mut self, dossier: usize, delay: Delay) {
        self.underway(dossier).delays.push(delay);
    }

    /// Everything underway may be kept from going on.
    pub(crate) fn delayed_everywhere(&mut self, delay: Delay) {
        for foretold in self.foretold.iter_mut().filter(|it| it.decided.is_none()) {
            foretold.delays.push(delay.clone());
        }
    }

    /// A round was decided.
    pub(crate) fn decided(&mut self, dossier: usize, outcome: Outcome) {
        let today = self.today;
        self.underway(dossier).decided = Some((today, outcome));
    }

    fn underway(&mut self, dossier: usize) -> &mut Foretold {
        self.foretold.iter_mut().rev().find(|it| it.dossier == dossier).unwrap()
    }
}

/// A forecast is the earliest that the calendars allow. So nothing was decided before it; and what nothing kept was decided
/// on that very day, or the forecast was later than what the calendar allowed.
pub(crate) fn never_later_than_what_happened(year: &Year) {
    let decided: Vec<_> = year.foretold.iter().filter_map(|it| Some((it, it.decided.as_ref()?.0))).collect();
    assert!(decided.len() > 20, "a year in which little is decided compares little");
    for (foretold, day) in &decided {
        assert!(foretold.expected <= *day, "{foretold:?}");
        assert!(!foretold.delays.is_empty() || foretold.expected == *day, "{foretold:?}");
    }
    for foretold in year.foretold.iter().filter(|it| it.decided.is_none()) {
        assert!(foretold.expected > year.today || !foretold.delays.is_empty(), "{foretold:?}");
    }
}

/// The comparison, as it is kept. `UPDATE_GOLDEN=1` writes it anew; then look at the difference.
pub(crate) fn as_it_was_told_before(year: &Year) {
    let mut told = String::from(
        "dossier        round         submitted   expected    decided     days  what came between\n",
    );
    year.foretold.iter().for_each(|foretold| told.push_str(&foretold.told()));
    if env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(FILE, &told).unwrap();
    }
    assert_eq!(told, fs::read_to_string(FILE).unwrap(), "if this is meant, UPDATE_GOLDEN=1 writes it anew");
}
