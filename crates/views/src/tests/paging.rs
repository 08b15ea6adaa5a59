//! Pages of a list that changes while it is read: together they are the list as it was at the first.

use proptest::prelude::*;
use record::Position;

use super::{again::catch_up, dice::Dice, world::World};
use crate::{
    AsOf, PhaseKind, Views,
    query::dossiers::{Filter, Order, Query, Row},
};

proptest! {
    #![proptest_config(ProptestConfig { cases: 20, ..ProptestConfig::default() })]

    #[test]
    fn no_dossier_is_left_out_or_shown_twice_when_it_changes_between_two_pages(seed in any::<u64>()) {
        let world = World::walked(seed, 160);
        let mut dice = Dice(seed ^ 5);
        for order in [Order::OpenedOldest, Order::ChangedNewest] {
            for phases in [vec![], vec![PhaseKind::AtStep], vec![PhaseKind::Preparing, PhaseKind::Revising]] {
                let directory = tempfile::tempdir().unwrap();
                let views = Views::open(directory.path(), world.log, Position::START).unwrap();
                views.apply(&world.stored[..world.stored.len() / 3]).unwrap();
                let filter = Filter { phases, ..Filter::default() };
                let whole = pages(&views, &world, &filter, order, 500, &mut || 0);
                let read = pages(&views, &world, &filter, order, 2, &mut || dice.below(20));
                prop_assert_eq!(whole, read);
                catch_up(&views, &world);
            }
        }
    }
}

/// A list in pages; after each so many more records are applied.
fn pages(
    views: &Views,
    world: &World,
    filter: &Filter,
    order: Order,
    limit: usize,
    more: &mut dyn FnMut() -> usize,
) -> Vec<Row> {
    let (mut rows, mut after, mut as_of) = (Vec::new(), Position::START, AsOf::Now);
    loop {
        let page = views.dossiers(&Query { filter: filter.clone(), order, as_of, after, limit }).unwrap();
        rows.extend(page.rows);
        as_of = AsOf::Position(page.position);
        let Some(next) = page.next else { return rows };
        after = next;
        let applied = usize::try_from(views.position().0).unwrap();
        views.apply(&world.stored[applied..world.stored.len().min(applied + more())]).unwrap();
    }
}
