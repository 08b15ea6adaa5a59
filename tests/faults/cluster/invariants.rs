//! What must be so afterwards, whatever happened.

use std::collections::BTreeMap;

use tests::{site::delete_views, snapshot::of_views, user::User};
use wire::v1::verify_decisions_response::Verification;

use super::{
    ground::{Ground, answered},
    load::repeat,
    operation::{Operation, is_linearizable},
    reference::Answer,
};
use crate::books::Books;

/// How many acknowledged commands each intake is asked again.
const REPEATED: usize = 50;

pub(super) async fn all(ground: &Ground, operations: &[Operation]) {
    let mut books = Books::default();
    let auditor = ground.audits[0].auditor();
    ground.intakes[0].auditor().catch_up().await.expect("an intake answers");
    // Reading on, it asks that positions and revisions have no gap and no command stands there twice.
    read_on(&mut books, &auditor).await;
    invariant_acknowledged_is_recorded(operations, &books);
    invariant_refused_is_not_recorded(operations, &books);
    invariant_nothing_else_is_recorded(operations, &books);
    invariant_histories_are_linearizable(operations);
    invariant_intakes_give_the_first_receipt_again(ground, operations).await;
    read_on(&mut books, &auditor).await;
    for agenda in &ground.agendas {
        books.agrees_with_agendas(&agenda.auditor()).await;
    }
    invariant_views_agree(ground).await;
    invariant_every_record_is_decided_the_same_again(ground, &books).await;
}

/// Reads on to the end of the journal, as often as it takes.
pub(super) async fn read_on(books: &mut Books, auditor: &User) {
    let next = books.position + 1;
    books.take_all(answered(async || auditor.journal(next).await).await);
}

/// Every acknowledged command stands in the journal at the position and revision of its receipt.
fn invariant_acknowledged_is_recorded(operations: &[Operation], books: &Books) {
    for operation in operations {
        if let Some(receipt) = operation.receipt() {
            books.holds(operation.command.id(), receipt);
        }
    }
}

fn invariant_refused_is_not_recorded(operations: &[Operation], books: &Books) {
    for operation in operations {
        if let Some(end) = &operation.end
            && let Answer::Refused { reason, .. } = &end.answer
        {
            let found = books.find(operation.command.id());
            assert_eq!(found, None, "{} was refused: {reason}", operation.command.id());
        }
    }
}

/// What stands in the journal was acknowledged, or its sender was not answered; and the framework was adopted.
fn invariant_nothing_else_is_recorded(operations: &[Operation], books: &Books) {
    let acknowledged = operations.iter().filter(|operation| operation.receipt().is_some()).count();
    let unclear: Vec<_> = operations.iter().filter(|operation| operation.end.is_none()).collect();
    let stored = unclear.iter().filter(|operation| books.find(operation.command.id()).is_some()).count();
    let refused = operations.len() - acknowledged - unclear.len();
    let receipts = operations.iter().filter_map(Operation::receipt);
    let repeated = receipts.filter(|receipt| receipt.repeated).count();
    println!(
        "{acknowledged} acknowledged, {repeated} of them when repeated; {refused} refused; {} unclear, {stored} of them \
         recorded",
        unclear.len()
    );
    assert_eq!(books.position, (acknowledged + stored + 1) as u64, "every record has its sender");
}

fn invariant_histories_are_linearizable(operations: &[Operation]) {
    let mut dossiers: BTreeMap<&str, Vec<&Operation>> = BTreeMap::new();
    for operation in operations.iter().filter(|operation| !operation.dossier.is_empty()) {
        dossiers.entry(&operation.dossier).or_default().push(operation);
    }
    let most = dossiers.values().map(Vec::len).max();
    println!("{} dossiers, with {most:?} operations at most", dossiers.len());
    for (dossier, operations) in dossiers {
        let told = || -> Vec<_> { operations.iter().map(|operation| told(operation)).collect() };
        assert!(is_linearizable(&operations), "dossier {dossier}:\n{}", told().join("\n"));
    }
}

async fn invariant_intakes_give_the_first_receipt_again(ground: &Ground, operations: &[Operation]) {
    let acknowledged: Vec<_> = operations.iter().filter(|operation| operation.receipt().is_some()).collect();
    for intake in &ground.intakes {
        for operation in acknowledged.iter().step_by(acknowledged.len().div_ceil(REPEATED)) {
            let again = repeat(intake, &operation.by, &operation.command).await.expect("it was acknowledged");
            let first = operation.receipt().expect("it was acknowledged");
            assert!(again.repeated, "{} was carried out twice", operation.command.id());
            let place = |receipt: &wire::v1::Receipt| {
                (receipt.history_id.clone(), receipt.revision, receipt.position.clone())
            };
            assert_eq!(place(&again), place(first));
        }
    }
}

/// Both agendas answer everything alike, and so do views that are made anew from the journal.
async fn invariant_views_agree(ground: &Ground) {
    ground.intakes[1].auditor().catch_up().await.expect("an intake answers");
    let [one, other] = &ground.agendas;
    let live = of_views(&one.auditor()).await.expect("every answer");
    let also_live = of_views(&other.auditor()).await.expect("every answer");
    one.kill();
    one.start_again(delete_views).await;
    let anew = of_views(&one.auditor()).await.expect("every answer");
    for (name, answer) in &live {
        assert!(also_live.get(name) == Some(answer), "{name} is another on the other agenda");
        assert!(anew.get(name) == Some(answer), "{name} is another after a rebuild");
    }
    assert_eq!((also_live.len(), anew.len()), (live.len(), live.len()));
}

async fn invariant_every_record_is_decided_the_same_again(ground: &Ground, books: &Books) {
    let auditor = ground.audits[1].auditor();
    let verified = answered(async || auditor.verify(None).await).await;
    let Verification::Agreed(agreed) = verified else { panic!("{verified:?}") };
    assert_eq!(agreed.records, books.position);
}

/// An operation in a line.
fn told(operation: &Operation) -> String {
    let (begin, end) = (operation.begin, operation.end.as_ref());
    let answer = end.map(|end| (end.at, &end.answer));
    format!("{begin} {} {:?} -> {answer:?}", operation.command.id(), operation.asked)
}
