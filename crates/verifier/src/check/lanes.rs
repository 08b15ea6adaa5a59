//! Work side by side, on as many threads as there are cores.

use std::{num::NonZero, thread};

/// The most threads: beyond this, reading is what takes the time.
const LANES_MAX: usize = 8;

/// How many threads there may be.
pub(super) fn count() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get).clamp(1, LANES_MAX)
}

/// Does the same with each item; the answers are in the order of the items.
pub(super) fn each<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let share = items.len().div_ceil(count()).max(1);
    if items.len() <= share {
        return items.iter().map(work).collect();
    }
    let work = &work;
    thread::scope(|scope| {
        let shares = items.chunks(share);
        let lanes: Vec<_> =
            shares.map(|share| scope.spawn(move || share.iter().map(work).collect::<Vec<R>>())).collect();
        lanes.into_iter().flat_map(joined).collect()
    })
}

/// Lets each lane do its part of the work.
pub(super) fn all<L: Send>(lanes: &mut [L], work: impl Fn(usize, &mut L) + Sync) {
    let work = &work;
    thread::scope(|scope| {
        let running: Vec<_> = lanes
            .iter_mut()
            .enumerate()
            .map(|(number, lane)| scope.spawn(move || work(number, lane)))
            .collect();
        running.into_iter().for_each(joined);
    });
}

/// What a thread gave. A thread that panicked found a fault in this program, and so does this one then.
fn joined<R>(lane: thread::ScopedJoinHandle<'_, R>) -> R {
    match lane.join() {
        Ok(result) => result,
        Err(panic) => std::panic::resume_unwind(panic),
    }
}
