//! One year of a region, from a seed, through gRPC: thirty dossiers travel five bodies that meet by their calendars. Chance
//! decides what bodies do; the rules decide what they may. At the end every agenda is empty or explained, the rules decide
//! everything again as it was recorded, and what was foretold at each submission stands beside what happened.
//!
//! - [`year`]: the days, one after another
//! - [`coordinators`], [`sessions`], [`treating`]: what people do on a day
//! - [`fate`]: what chance decides, and what must happen in every year
//! - [`foretold`]: the forecast of each submission and what became of it
//! - [`ending`]: what must hold when the year is over

#![expect(clippy::unwrap_used, reason = "the functions that tests share fail where they stand")]

mod coordinators;
mod ending;
mod fate;
mod foretold;
mod sessions;
mod treating;
mod year;

use year::Year;

/// The year that is told. Another seed is another year; what must hold holds in each.
const SEED: u64 = 2026;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_year_of_a_region_ends_with_every_agenda_empty_or_explained() {
    let mut year = Year::begin(SEED).await;
    year.pass().await;
    year.noticed.everything();
    ending::every_agenda_is_empty_or_explained(&year).await;
    ending::the_rules_decide_it_all_again(&year).await;
    foretold::never_later_than_what_happened(&year);
    foretold::as_it_was_told_before(&year);
    year.close().await;
}
