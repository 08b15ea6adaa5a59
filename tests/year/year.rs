//! The days of a year, one after another.

use jiff::civil::{Date, date};
use tests::{acts::Opened, chance::Chance, site::laddered, walked::Walked};
use wire::v1;

use crate::{coordinators::Owed, fate::Noticed, foretold::Foretold, sessions::Session};

/// How many dossiers are opened in the year.
const DOSSIERS: usize = 30;
/// The last day on which one is opened: what comes later has no OOGO in this year.
const LAST_OPENED: Date = date(2026, 9, 18);
/// The year.
pub(crate) const FIRST: Date = date(2026, 1, 2);
/// Its last day.
pub(crate) const LAST: Date = date(2026, 12, 31);

/// A region in a year.
pub(crate) struct Year {
    pub(crate) region: Walked,
    pub(crate) chance: Chance,
    pub(crate) today: Date,
    pub(crate) dossiers: Vec<Underway>,
    /// Every session that is planned, by day.
    pub(crate) sessions: Vec<Session>,
    pub(crate) foretold: Vec<Foretold>,
    pub(crate) noticed: Noticed,
    /// What the parties did not agree on, while it is on the ladder.
    pub(crate) stuck: Option<usize>,
    /// The mandate under which the town speaks that has one.
    pub(crate) mandate: Option<String>,
}

/// A dossier of the year.
pub(crate) struct Underway {
    /// The party whose coordinator answers for it.
    pub(crate) party: String,
    pub(crate) title: String,
    /// Once it is opened.
    pub(crate) opened: Option<Opened>,
    /// What its coordinator does next, and on which day.
    pub(crate) owed: Option<(Date, Owed)>,
    /// The item under which a body had it and did not finish with it.
    pub(crate) unfinished: Option<v1::ItemRef>,
    pub(crate) ended: bool,
}

impl Year {
    /// A year that begins: the framework is adopted, the days of opening are chosen, and the sessions planned.
    pub(crate) async fn begin(seed: u64) -> Self {
        let region = Walked::open(&[&framework()], FIRST).await;
        let mut year = Self {
            region,
            chance: Chance::from_seed(seed),
            today: FIRST,
            dossiers: Vec::new(),
            sessions: Vec::new(),
            foretold: Vec::new(),
            noticed: Noticed::default(),
            stuck: None,
            mandate: None,
        };
        year.choose_dossiers();
        year.plan_sessions().await;
        year.grant_mandate(FIRST, Some(date(2026, 6, 30))).await;
        year
    }

    /// Every day of it.
    pub(crate) async fn pass(&mut self) {
        while self.today <= LAST {
            self.region.walk_to(self.today);
            self.coordinate().await;
            self.meet().await;
            self.send().await;
            self.today = self.today.tomorrow().unwrap();
        }
        self.today = LAST;
    }

    /// A working day so many days from today, at most so many more by chance.
    pub(crate) fn in_days(&mut self, least: i32, more: usize) -> Date {
        let days = least + i32::try_from(self.chance.below(more)).unwrap();
        let day = self.today.checked_add(jiff::Span::new().days(days)).unwrap();
        self.region.frameworks()[0].calendar.next_working_day(day)
    }

    /// The services end.
    pub(crate) async fn close(self) {
        self.region.close().await;
    }

    fn choose_dossiers(&mut self) {
        let parties: Vec<String> =
            self.region.frameworks()[0].parties.iter().map(|party| party.id.to_string()).collect();
        let days = usize::try_from(FIRST.until(LAST_OPENED).unwrap().get_days()).unwrap();
        let mut opening: Vec<Date> = (0..DOSSIERS).map(|_| self.in_days(3, days - 3)).collect();
        opening.sort_unstable();
        for (number, day) in opening.into_iter().enumerate() {
            let party = self.chance.one_of(&parties).clone();
            self.dossiers.push(Underway {
                title: format!("Voorbeeld: groep {} van {party}", number + 1),
                party,
                opened: None,
                owed: Some((day, Owed::Open)),
                unfinished: None,
                ended: false,
            });
        }
    }
}

/// The framework of the region with a ladder, if it asked where every party stands when the OOGO decides.
fn framework() -> String {
    let file = laddered().replace("rule = \"consensus\"", "rule = \"consensus\"\nstances = \"required\"");
    assert_ne!(file, laddered());
    file
}
