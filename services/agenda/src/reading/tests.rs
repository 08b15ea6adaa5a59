//! Which day an answer is about.

use jiff::civil::date;
use journal::MemoryJournal;
use record::{LogId, Recorded};

use super::*;

const WINTER_SECONDS: i32 = 3_600;
/// One hour ahead of UTC, two in summer.
const REGION: &str = "CET-1CEST,M3.5.0,M10.5.0/3";

fn at(moment: &str, offset_seconds: i32) -> Recorded {
    Recorded::new(moment.parse().expect("a moment"), offset_seconds)
}

#[test]
fn an_answer_is_about_today_or_the_day_that_was_asked() {
    let directory = tempfile::tempdir().unwrap();
    let journal = Arc::new(MemoryJournal::new(LogId(uuid::Uuid::from_u128(7))));
    let views = Views::open(directory.path(), journal.log_id(), journal.head()).unwrap();
    // In the region it is past midnight already.
    let now = "2026-07-01T22:30:00Z".parse().unwrap();
    let clock = Clock::new(move || now, TimeZone::posix(REGION).unwrap());
    let reading = Reading::new(views, journal, clock);
    let position = Position(4);
    let reflected = |recorded: Option<Recorded>| {
        let day = recorded.map(|recorded| recorded.today());
        Reflected { position, recorded: recorded.map(|recorded| recorded.now), day }
    };
    let winter = at("2026-03-12T13:00:00Z", WINTER_SECONDS);
    let moment = |text: &str| AsOf::Moment { moment: text.parse().unwrap(), head: position };
    let table = [
        (AsOf::Now, Some(winter), date(2026, 7, 2)),
        (AsOf::Now, None, date(2026, 7, 2)),
        (AsOf::Position(position), Some(winter), date(2026, 3, 12)),
        // Before the first record there is no other day than today.
        (AsOf::Position(Position::START), None, date(2026, 7, 2)),
        (moment("2026-06-11T12:00:00Z"), Some(winter), date(2026, 6, 11)),
        (moment("2026-06-11T22:30:00Z"), Some(winter), date(2026, 6, 12)),
        // What is asked in summer about the end of a day in winter, is about that day and not the next.
        (moment("2026-03-12T22:59:59Z"), Some(winter), date(2026, 3, 12)),
        (moment("2026-03-12T23:00:00Z"), Some(winter), date(2026, 3, 13)),
    ];
    for (as_of, recorded, day) in table {
        let told = reading.day(as_of, reflected(recorded), Language::Dutch);
        assert_eq!(told.unwrap(), day, "{as_of:?}");
    }
    let unknown = reading.day(AsOf::Position(position), reflected(None), Language::Dutch).unwrap_err();
    assert_eq!(unknown.code(), tonic::Code::Unavailable, "another day would make another answer");
}
