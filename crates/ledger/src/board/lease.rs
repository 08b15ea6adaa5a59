//! Whose turn it is to sign: the part of it that asks nobody and knows no clock.
//!
//! Whoever signs leaves a notice that names it, and another one long before the term is over. Everyone else takes the turn
//! when the same notice has been the newest for a whole term, counted from when they *first saw* it, so that nobody's clock
//! has to agree with another's. Whoever signs counts from when it *sent* the notice, which is earlier, and stops a margin
//! before the end.
//!
//! None of this has to be true for the log to be one: a checkpoint gets in only behind the one that its signer saw last. The
//! turn is only for who does the work, and for whom the others wait.

use std::time::Duration;

use journal::jetstream::notices::Notice;
use tokio::time::Instant;

/// For how long a turn holds, unless it is told.
pub const TERM: Duration = Duration::from_secs(10);
/// The longest term that a notice is believed: what is garbage would else keep everyone waiting.
pub const TERM_MAX: Duration = Duration::from_secs(120);

/// What a notice of a turn begins with.
const HEAD: &str = "besluitspoor/turn/v1";
/// Which part of the term whoever signs leaves unused: clocks may run apart, and a message takes its time.
const MARGIN_PART: u32 = 5;
/// In which part of the term the turn is prolonged.
const RENEW_PART: u32 = 3;

/// What is known of the turn.
#[derive(Debug)]
pub(super) struct Lease {
    me: String,
    term: Duration,
    /// The newest notice that was seen; none if there is none.
    seen: Option<Seen>,
    /// Since when a notice of ours has been on its way of which nobody knows whether it got there.
    doubtful: Option<Instant>,
    /// Until when it is ours.
    held_until: Option<Instant>,
    /// When it has to be prolonged.
    renew_at: Option<Instant>,
}

#[derive(Debug, Clone)]
struct Seen {
    number: u64,
    is_mine: bool,
    term: Duration,
    since: Instant,
}

/// What there is to do about the turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Act {
    /// Nothing but looking.
    Look,
    /// Leave a notice behind the one with this number.
    Leave { before: u64 },
}

impl Lease {
    /// Of a process that goes by this name, which no other ever had.
    pub(super) fn new(me: String, term: Duration) -> Self {
        Self { me, term, seen: None, doubtful: None, held_until: None, renew_at: None }
    }

    /// The notice that takes or prolongs the turn.
    pub(super) fn notice(&self) -> String {
        written(&self.me, self.term)
    }

    /// The notice that gives it up.
    pub(super) fn farewell(&self) -> String {
        written(&self.me, Duration::ZERO)
    }

    /// Whether it is our turn.
    pub(super) fn is_mine(&self, now: Instant) -> bool {
        self.held_until.is_some_and(|until| now < until)
    }

    /// Until when it is ours.
    pub(super) fn held_until(&self) -> Option<Instant> {
        self.held_until
    }

    /// The number of the newest notice, if that is ours.
    pub(super) fn mine(&self) -> Option<u64> {
        self.seen.as_ref().filter(|seen| seen.is_mine).map(|seen| seen.number)
    }

    /// What to do now.
    pub(super) fn next(&self, now: Instant) -> Act {
        let Some(seen) = &self.seen else { return Act::Leave { before: 0 } };
        let is_time = if seen.is_mine && self.held_until.is_some() {
            self.renew_at.is_none_or(|at| now >= at)
        } else {
            now.duration_since(seen.since) >= seen.term
        };
        if is_time { Act::Leave { before: seen.number } } else { Act::Look }
    }

    /// This is the newest notice, as was heard just now.
    pub(super) fn saw(&mut self, notice: Option<&Notice>, now: Instant) {
        let Some(notice) = notice else {
            self.seen = None;
            return self.lose();
        };
        if self.seen.as_ref().is_some_and(|seen| seen.number >= notice.number) {
            // The same, or an older one from somebody who was left behind.
            return;
        }
        let (holder, term) = read(&notice.bytes).unwrap_or((String::new(), self.term));
        let is_mine = holder == self.me;
        self.seen = Some(Seen { number: notice.number, is_mine, term, since: now });
        match self.doubtful.take() {
            // One of those in doubt; which, is not known, so the first.
            Some(sent) if is_mine && !term.is_zero() => self.hold(sent),
            _ => self.lose(),
        }
    }

    /// A notice of ours that was sent then got in, with this number.
    pub(super) fn left(&mut self, number: u64, sent: Instant, now: Instant) {
        self.seen = Some(Seen { number, is_mine: true, term: self.term, since: now });
        self.doubtful = None;
        self.hold(sent);
    }

    /// What became of a notice of ours that was sent then is not known.
    pub(super) fn doubts(&mut self, sent: Instant) {
        self.doubtful.get_or_insert(sent);
    }

    /// It is somebody else's, whoever's; what we know of it may be old.
    pub(super) fn lose(&mut self) {
        self.held_until = None;
        self.renew_at = None;
    }

    fn hold(&mut self, sent: Instant) {
        self.held_until = Some(sent + self.term - self.term / MARGIN_PART);
        self.renew_at = Some(sent + self.term / RENEW_PART);
    }
}

fn written(holder: &str, term: Duration) -> String {
    format!("{HEAD}\n{holder}\n{}\n", term.as_millis())
}

/// Who holds the turn, and for how long from when that was said.
fn read(bytes: &[u8]) -> Option<(String, Duration)> {
    let text = std::str::from_utf8(bytes).ok()?;
    let mut lines = text.strip_prefix(HEAD)?.strip_prefix('\n')?.strip_suffix('\n')?.split('\n');
    let (holder, millis) = (lines.next()?, lines.next()?.parse().ok()?);
    let is_whole = lines.next().is_none();
    is_whole.then(|| (holder.to_owned(), Duration::from_millis(millis).min(TERM_MAX)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    fn lease(me: &str) -> Lease {
        Lease::new(me.to_owned(), 10 * SECOND)
    }

    fn notice(number: u64, text: String) -> Notice {
        Notice { number, bytes: text.into() }
    }

    #[test]
    fn whoever_comes_first_has_the_turn_and_prolongs_it() {
        let (mut a, now) = (lease("a"), Instant::now());
        a.saw(None, now);
        assert_eq!(a.next(now), Act::Leave { before: 0 });
        a.left(3, now, now + SECOND);
        assert!(a.is_mine(now + SECOND) && a.is_mine(now + 7 * SECOND));
        // A margin before the others may take it.
        assert!(!a.is_mine(now + 8 * SECOND));
        assert_eq!(a.next(now + 3 * SECOND), Act::Look);
        assert_eq!(a.next(now + 4 * SECOND), Act::Leave { before: 3 });
        a.left(4, now + 4 * SECOND, now + 4 * SECOND);
        assert!(a.is_mine(now + 11 * SECOND));
    }

    #[test]
    fn another_waits_a_whole_term_from_when_it_saw_it() {
        let (mut b, now) = (lease("b"), Instant::now());
        let seen = notice(3, lease("a").notice());
        b.saw(Some(&seen), now);
        b.saw(Some(&seen), now + 5 * SECOND);
        assert_eq!(b.next(now + 9 * SECOND), Act::Look);
        assert_eq!(b.next(now + 10 * SECOND), Act::Leave { before: 3 });
        // It was prolonged in the last moment: a whole term again.
        b.saw(Some(&notice(4, lease("a").notice())), now + 10 * SECOND);
        assert_eq!(b.next(now + 19 * SECOND), Act::Look);
        assert!(!b.is_mine(now + 19 * SECOND));
        // One that says farewell is not waited for.
        b.saw(Some(&notice(5, lease("a").farewell())), now + 19 * SECOND);
        assert_eq!(b.next(now + 19 * SECOND), Act::Leave { before: 5 });
    }

    #[test]
    fn who_was_taken_over_from_has_lost_it() {
        let (mut a, now) = (lease("a"), Instant::now());
        a.left(3, now, now);
        a.saw(Some(&notice(4, lease("b").notice())), now + SECOND);
        assert!(!a.is_mine(now + SECOND));
        assert_eq!(a.next(now + SECOND), Act::Look);
        // An old answer does not bring it back.
        a.saw(Some(&notice(3, lease("a").notice())), now + 2 * SECOND);
        assert!(!a.is_mine(now + 2 * SECOND));
        assert_eq!(a.mine(), None);
    }

    #[test]
    fn what_is_in_doubt_counts_from_when_it_was_first_sent() {
        let (mut a, now) = (lease("a"), Instant::now());
        a.saw(None, now);
        a.doubts(now);
        a.doubts(now + 5 * SECOND);
        assert!(!a.is_mine(now));
        a.saw(Some(&notice(1, lease("a").notice())), now + 6 * SECOND);
        assert!(a.is_mine(now + 7 * SECOND) && !a.is_mine(now + 8 * SECOND));
        // A farewell that was in doubt is one.
        a.doubts(now + 7 * SECOND);
        a.saw(Some(&notice(2, lease("a").farewell())), now + 7 * SECOND);
        assert!(!a.is_mine(now + 7 * SECOND));
    }

    #[test]
    fn what_is_no_notice_of_a_turn_is_waited_for_as_long_as_one() {
        let now = Instant::now();
        let long = written("a", 1_000_000 * SECOND);
        for (text, waits) in [("garbage", 10), ("besluitspoor/turn/v1\na\n", 10), (long.as_str(), 120)] {
            let mut b = lease("b");
            b.saw(Some(&notice(3, text.to_owned())), now);
            assert_eq!(b.next(now + waits * SECOND - SECOND), Act::Look, "{text}");
            assert_eq!(b.next(now + waits * SECOND), Act::Leave { before: 3 }, "{text}");
        }
    }
}
