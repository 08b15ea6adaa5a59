//! A limited number of places, each taken by one call for as long as it goes on.

use prometheus_client::metrics::gauge::Gauge;

/// Places for calls of one kind. The count of those taken is the metric itself, so the two never differ.
#[derive(Debug)]
pub(crate) struct Places {
    taken: Gauge,
    places_max: i64,
}

impl Places {
    pub(crate) fn new(places_max: usize, taken: Gauge) -> Self {
        Self { taken, places_max: i64::try_from(places_max).unwrap_or(i64::MAX) }
    }

    /// Takes a place if there is one. Whoever took it gives it back with [`leave`](Self::leave).
    pub(crate) fn take(&self) -> bool {
        // Two calls may both see the last place gone for a moment; then both are told to come back, and none
        // too many came in.
        let free = self.taken.inc() < self.places_max;
        if !free {
            self.taken.dec();
        }
        free
    }

    pub(crate) fn leave(&self) {
        self.taken.dec();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_as_many_places_as_said() {
        let places = Places::new(2, Gauge::default());
        assert!(places.take());
        assert!(places.take());
        assert!(!places.take(), "all taken");
        places.leave();
        assert!(places.take(), "one came free");
        assert!(!places.take());
    }
}
