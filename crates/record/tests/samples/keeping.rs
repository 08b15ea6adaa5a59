//! What happened to the keeping of a history.

use domain::{
    Event,
    context::Capacity,
    ids::{ArrangementId, CommandId, DossierId, Revision},
    keeping::{
        self, Ground, RecordTexts,
        event::{ErasureDeclined, ErasureRequested, HistoryConfirmed, HoldLifted, HoldPlaced, TextsErased},
    },
};
use record::{HistoryId, Record};

use super::{administrator, id, sealed, uuid};

/// A record of a dossier's history, written by an administrator.
fn kept(revision: u64, event: keeping::Event) -> Record {
    Record {
        id: uuid(u128::from(revision)),
        revision: Revision(revision),
        command: CommandId(uuid(0xc0 + u128::from(revision))),
        actor: id("u-beheer-2"),
        ..administrator(HistoryId::Dossier(DossierId(uuid(0xd0))), Event::Keeping(event))
    }
}

fn of_arrangement(event: keeping::Event) -> Record {
    Record { history: HistoryId::Arrangement(ArrangementId(uuid(0xa0))), ..kept(2, event) }
}

pub(super) fn acts() -> Vec<(&'static str, Record)> {
    use keeping::Event as K;
    let texts = vec![
        RecordTexts { revision: Revision(1), texts: vec![sealed(0x11), sealed(0x12)] },
        RecordTexts { revision: Revision(14), texts: vec![sealed(0x62)] },
    ];
    let asked =
        ErasureRequested { ground: Ground::Privacy, texts: texts.clone(), reason: Some(sealed(0x81)) };
    let name = vec![RecordTexts { revision: Revision(1), texts: vec![sealed(0x71)] }];
    let bare = ErasureRequested { ground: Ground::ProceduralFault, texts: name.clone(), reason: None };
    let declined =
        ErasureDeclined { request: Revision(30), requested_by: id("u-beheer-1"), reason: sealed(0x82) };
    let erased =
        TextsErased { request: Revision(30), requested_by: id("u-beheer-1"), ground: Ground::Privacy, texts };
    let of_name = TextsErased {
        request: Revision(1),
        requested_by: id("u-beheer-1"),
        ground: Ground::ProceduralFault,
        texts: name,
    };
    let lifted = HoldLifted { hold: Revision(32), reason: sealed(0x84) };
    let confirmed = K::HistoryConfirmed(HistoryConfirmed { last: Revision(33) });
    let by_auditor = Record { capacity: Capacity::Auditor, actor: id("u-audit"), ..kept(34, confirmed) };
    vec![
        ("wissing-verzocht.v1", kept(30, K::ErasureRequested(asked))),
        ("wissing-verzocht.v1.bare", of_arrangement(K::ErasureRequested(bare))),
        ("wissing-afgewezen.v1", kept(31, K::ErasureDeclined(declined))),
        ("persoonsgegevens-gewist.v1", kept(31, K::TextsErased(erased))),
        ("persoonsgegevens-gewist.v1.arrangement", of_arrangement(K::TextsErased(of_name))),
        ("bewaarplicht-ingesteld.v1", kept(32, K::HoldPlaced(HoldPlaced { reason: sealed(0x83) }))),
        ("bewaarplicht-opgeheven.v1", kept(33, K::HoldLifted(lifted))),
        ("stand-bevestigd.v1", by_auditor),
    ]
}
