//! Meetings: an agenda that is frozen when it is sent, who was there, and a decision list that a later meeting fixes.

mod actions;
mod attendance;
mod between;
mod properties;
mod refused;

use domain::{
    context::Context,
    framework::Framework,
    ids::{DossierId, ItemNumber, MeetingId},
    meeting::{
        Command, Event, Form, ItemKind, Part, Refusal, Request, State, Subject,
        command::{
            Cancel, DraftDecisionList, FixAgenda, FixDecisionList, Plan, RecordHeld, Remove, Schedule,
            SendAddendum, SendPapers,
        },
        decide,
        event::{AgendaFixed, MeetingHeld, MeetingPlanned},
        evolve,
        parts::{AgendaItem, ItemPapers, Late, Line, Paper, Present},
        replay::command_of,
        state::Phase,
    },
    sealed::Digest,
};
use uuid::Uuid;

use self::between::at_pora;
use crate::{
    acts::{day, document, sealed, secretary, visit},
    region::{id, region},
};

/// Wednesday 1 April 2026: a meeting of the PORA. Papers are due on 25 March (day 23), dispatch is on 27 March (day 25).
const MEETS: i32 = 30;
const PAPERS_DUE: i32 = 23;
const DISPATCH: i32 = 25;

/// The region, whose PORA meets on the first Wednesday of the month.
fn rules() -> Framework {
    let mut framework = region();
    let pora = framework.bodies.iter_mut().find(|body| body.id.as_str() == "pora").expect("it has a PORA");
    pora.meets = Some("FREQ=MONTHLY;BYDAY=1WE".parse().expect("a rule"));
    (pora.papers_due_days, pora.dispatch_days) = (5, 3);
    framework
}

/// A meeting as its history goes on.
#[derive(Debug, Clone)]
struct History {
    framework: Framework,
    state: State,
}

impl History {
    fn empty() -> Self {
        Self { framework: rules(), state: State::default() }
    }

    /// A meeting of the PORA in April, planned on day 0.
    fn planned() -> Self {
        Self::empty().then(plan(Form::Session, MEETS), 0)
    }

    /// Two items on it.
    fn scheduled() -> Self {
        Self::planned().then(schedule(1), 20).then(topic(), 21)
    }

    /// In the other order, fixed.
    fn fixed() -> Self {
        Self::scheduled().then(fix(&[(2, ItemKind::Information), (1, ItemKind::Formality)]), 24)
    }

    /// Sent.
    fn sent() -> Self {
        Self::fixed().then(send(&[2, 1]), DISPATCH)
    }

    /// Held.
    fn held() -> Self {
        Self::sent().then(held(vec![member("u-1", "gemeente-heiloo")], &[]), MEETS)
    }

    /// With a decision list.
    fn drafted() -> Self {
        Self::held().then(draft(&[2, 1]), MEETS + 1)
    }

    fn asked(&self, command: Command, by: &Context) -> Result<Event, Refusal> {
        decide(&self.framework, &self.state, command, by)
    }

    /// One more record, by the secretary on a day, which must be accepted; the same is decided again from it.
    fn and(self, command: Command, today: i32) -> (Self, Event) {
        let by = secretary("pora", today);
        let event = self.asked(command, &by).expect("it is accepted");
        assert_eq!(self.asked(command_of(&event), &by).as_ref(), Ok(&event), "replay");
        (Self { state: evolve(self.state, &event), framework: self.framework }, event)
    }

    fn then(self, command: Command, today: i32) -> Self {
        self.and(command, today).0
    }

    fn order(&self) -> Vec<u32> {
        self.state.meeting().expect("it is planned").order().into_iter().map(|item| item.0).collect()
    }
}

fn dossier(n: u128) -> DossierId {
    DossierId(Uuid::from_u128(n))
}

fn meeting(n: u128) -> MeetingId {
    MeetingId(Uuid::from_u128(0x900 + n))
}

fn plan(form: Form, on: i32) -> Command {
    Command::Plan(Plan { body: id("pora"), form, on: day(on), reason: None })
}

fn because(command: Command) -> Command {
    let Command::Plan(plan) = command else { panic!("only planning has a reason") };
    Command::Plan(Plan { reason: Some(sealed(50)), ..plan })
}

fn about(n: u128) -> Schedule {
    let subject = Subject::Visit { dossier: dossier(n), visit: visit("voorstel-pora", 1) };
    Schedule { subject, kind: ItemKind::Discussion, late: None, carried_from: None }
}

fn schedule(n: u128) -> Command {
    Command::Schedule(about(n))
}

fn topic() -> Command {
    let subject = Subject::Topic { title: sealed(51) };
    Command::Schedule(Schedule { subject, kind: ItemKind::Information, late: None, carried_from: None })
}

fn late() -> Option<Late> {
    Some(Late { authorised_by: id("u-regio"), reason: sealed(52) })
}

fn remove(item: u32) -> Command {
    Command::Remove(Remove { item: ItemNumber(item), reason: sealed(53) })
}

fn places(items: &[(u32, ItemKind)]) -> Vec<AgendaItem> {
    items.iter().map(|(item, kind)| AgendaItem { item: ItemNumber(*item), kind: *kind }).collect()
}

fn fix(items: &[(u32, ItemKind)]) -> Command {
    Command::FixAgenda(FixAgenda { items: places(items) })
}

fn papers(item: u32) -> ItemPapers {
    let papers = vec![Paper { document: document("voorstel", 1), digest: Digest([7; 32]) }];
    ItemPapers { item: ItemNumber(item), seen: None, papers }
}

fn send(items: &[u32]) -> Command {
    let items = items.iter().map(|item| papers(*item)).collect();
    Command::SendPapers(SendPapers { items, digest: Digest([8; 32]) })
}

fn addendum(n: u128, item: u32, late: Option<Late>) -> Command {
    let schedule = Schedule { late, ..about(n) };
    Command::SendAddendum(SendAddendum { schedule, papers: papers(item), digest: Digest([9; 32]) })
}

fn present(actor: &str, part: Part, party: Option<&str>) -> Present {
    Present { actor: id(actor), part, party: party.map(id), replaces: None }
}

fn member(actor: &str, party: &str) -> Present {
    present(actor, Part::Member, Some(party))
}

fn held(present: Vec<Present>, treated_as: &[(u32, ItemKind)]) -> Command {
    Command::RecordHeld(RecordHeld { present, treated_as: places(treated_as) })
}

fn draft(items: &[u32]) -> Command {
    let line = |item: &u32| Line { item: ItemNumber(*item), outcome: None, remark: None };
    Command::DraftDecisionList(DraftDecisionList { lines: items.iter().map(line).collect() })
}

fn fix_list(draft: u32) -> Command {
    Command::FixDecisionList(FixDecisionList { draft, at: meeting(2) })
}

fn cancel() -> Command {
    Command::Cancel(Cancel { reason: sealed(54) })
}

#[test]
fn dates_follow_from_the_day_and_the_framework() {
    let (_, planned) = History::empty().and(plan(Form::Session, MEETS), 0);
    let expected = MeetingPlanned {
        framework: rules().reference,
        body: id("pora"),
        form: Form::Session,
        on: day(MEETS),
        papers_due: day(PAPERS_DUE),
        dispatch: day(DISPATCH),
        reason: None,
    };
    assert_eq!(planned, Event::MeetingPlanned(expected));
}

#[test]
fn another_day_needs_a_reason_and_a_procedure_in_writing_does_not() {
    let (_, planned) = History::empty().and(because(plan(Form::Session, MEETS + 1)), 0);
    assert!(matches!(planned, Event::MeetingPlanned(planned) if planned.reason.is_some()));
    History::empty().then(plan(Form::Written, MEETS + 1), 0);
    // What was not planned and took place all the same is written down afterwards.
    History::empty().then(because(plan(Form::Session, MEETS)), MEETS + 3);
}

#[test]
fn a_body_without_a_rule_meets_on_any_working_day() {
    let mut framework = rules();
    framework.bodies.iter_mut().for_each(|body| body.meets = None);
    History { framework, state: State::default() }.then(plan(Form::Session, 8), 0);
}

#[test]
fn an_agenda_is_fixed_in_its_order_and_each_item_is_treated_so() {
    let (history, fixed) =
        History::scheduled().and(fix(&[(2, ItemKind::Information), (1, ItemKind::Formality)]), 24);
    let items = places(&[(2, ItemKind::Information), (1, ItemKind::Formality)]);
    assert_eq!(fixed, Event::AgendaFixed(AgendaFixed { items }));
    assert_eq!(history.order(), [2, 1]);
    let meeting = history.state.meeting().unwrap();
    assert_eq!(
        (meeting.items[1].added.kind, meeting.items[1].kind),
        (ItemKind::Discussion, ItemKind::Formality)
    );
    assert_eq!(meeting.phase, Phase::Fixed);
}

#[test]
fn what_comes_on_a_fixed_agenda_or_goes_off_makes_it_a_concept_again() {
    for change in [schedule(3), remove(1)] {
        let history = History::fixed().then(change, 24);
        assert_eq!(history.state.meeting().unwrap().phase, Phase::Concept);
        let order: Vec<_> = history.order().into_iter().map(|item| (item, ItemKind::Discussion)).collect();
        history.then(fix(&order), 24);
    }
    // A number is never given twice.
    let history = History::planned().then(schedule(1), 1).then(remove(1), 2).then(schedule(1), 3);
    assert_eq!(history.order(), [2]);
}

#[test]
fn sent_papers_are_frozen_and_more_comes_as_an_addendum() {
    let history = History::sent();
    let meeting = history.state.meeting().unwrap();
    assert_eq!(meeting.phase, Phase::Sent { digest: Digest([8; 32]) });
    assert_eq!(meeting.items[0].sent, Some(papers(2)));
    for change in [schedule(3), remove(1), fix(&[(1, ItemKind::Formality), (2, ItemKind::Formality)])] {
        assert_eq!(history.asked(change, &secretary("pora", 26)), Err(Refusal::PapersFrozen));
    }
    let history = history.then(addendum(3, 3, late()), 28);
    let meeting = history.state.meeting().unwrap();
    assert!(meeting.items[2].is_addendum && !meeting.items[0].is_addendum);
    assert_eq!(history.order(), [2, 1, 3]);
    assert_eq!(meeting.phase, Phase::Sent { digest: Digest([8; 32]) }, "the first list stays what it was");
}

#[test]
fn who_was_there_and_which_parties_nobody_spoke_for() {
    let chair = present("u-voorzitter", Part::Chair, Some("swv-po"));
    let guest = present("u-gast", Part::Guest, Some("gemeente-alkmaar"));
    let stand_in = Present { replaces: Some(id("u-heiloo")), ..member("u-ander", "gemeente-heiloo") };
    let (history, event) =
        History::sent().and(held(vec![chair, guest, stand_in], &[(1, ItemKind::Discussion)]), MEETS);
    let Event::MeetingHeld(MeetingHeld { absent, .. }) = event else { panic!("{event:?}") };
    assert_eq!(absent, [id("gemeente-alkmaar")], "a guest speaks for nobody");
    let meeting = history.state.meeting().unwrap();
    assert_eq!(meeting.items[1].kind, ItemKind::Discussion, "a hamerstuk became a bespreekstuk");
    assert_eq!(meeting.items[1].added.kind, ItemKind::Discussion);
    assert_eq!(meeting.held().unwrap().present.len(), 3);
}

#[test]
fn a_meeting_without_agenda_or_papers_can_have_been_held() {
    for history in [History::planned(), History::scheduled(), History::fixed()] {
        history.then(held(Vec::new(), &[]), MEETS + 7);
    }
}

#[test]
fn a_decision_list_is_drawn_up_again_until_a_later_meeting_fixes_it() {
    let history = History::drafted().then(draft(&[2, 1]), MEETS + 2);
    let list = history.state.meeting().unwrap().held().unwrap().list.clone().unwrap();
    assert_eq!((list.draft, list.fixed_at, list.revision.0), (2, None, 8));
    let history = history.then(fix_list(2), MEETS + 40);
    let list = history.state.meeting().unwrap().held().unwrap().list.clone().unwrap();
    assert_eq!(list.fixed_at, Some(meeting(2)));
    let again = history.asked(draft(&[2, 1]), &secretary("pora", MEETS + 41));
    assert_eq!(again, Err(Refusal::DecisionListFixed { at: meeting(2) }));
}

#[test]
fn a_meeting_is_cancelled_at_any_time_before_it_was_held() {
    for history in [History::planned(), History::scheduled(), History::fixed(), History::sent()] {
        let history = history.then(cancel(), 28);
        assert_eq!(history.state.meeting().unwrap().phase, Phase::Cancelled);
    }
}

#[test]
fn what_was_looked_up_is_no_part_of_what_was_asked() {
    let (_, sent) = History::fixed().and(send(&[2, 1]), DISPATCH);
    assert_eq!(Request::of(&sent), Request::SendPapers);
    let (_, sent) = History::sent().and(addendum(3, 3, late()), 28);
    assert_eq!(Request::of(&sent), Request::SendAddendum(Schedule { late: late(), ..about(3) }));
    let (_, drafted) = History::held().and(draft(&[2, 1]), MEETS + 1);
    assert_eq!(Request::of(&drafted), Request::DraftDecisionList(Vec::new()));
    assert_eq!(Request::order_of(&drafted), [ItemNumber(2), ItemNumber(1)]);
    let (_, removed) = History::scheduled().and(remove(1), 22);
    assert_eq!(Request::of(&removed), Request::Plain(remove(1)));
}
