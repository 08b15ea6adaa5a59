//! Someone looks for dossiers: by where they are, whose they are and what they are called, a page at a time.

use tests::{site::Site, treatment::treated};
use wire::v1::{
    DossierOrder, GetAgendaRequest, GetDossierRequest, ListDossiersRequest, Outcome, PhaseKind,
    get_dossier_request::Dossier,
};

#[tokio::test]
async fn a_list_holds_what_fits_every_filter() {
    let site = Site::open().await;
    let (heiloo, verband) = (site.coordinator("gemeente-heiloo"), site.coordinator("swv-vo-nk"));
    let idea = heiloo.open("Voorbeeld: een idee").await.unwrap();
    let waiting = heiloo.open("Voorbeeld: Zorgklas Heiloo").await.unwrap();
    let other = verband.open("Voorbeeld: zorgklas Alkmaar").await.unwrap();
    let ended = verband.open("Voorbeeld: teruggenomen").await.unwrap();
    site.bring_to(&waiting, "voorstel-rbo").await;
    site.bring_to(&other, "voorstel-rbo").await;
    verband.withdraw(&ended, "Toch maar niet.").await.unwrap();

    let at_rbo =
        ListDossiersRequest { waits_for_body_id: Some("rbo".into()), ..ListDossiersRequest::default() };
    let of_heiloo =
        ListDossiersRequest { party_id: Some("gemeente-heiloo".into()), ..ListDossiersRequest::default() };
    let titled = |text: &str| ListDossiersRequest {
        title_contains: Some(text.into()),
        ..ListDossiersRequest::default()
    };
    let in_phase = |phase: PhaseKind| ListDossiersRequest {
        phases: vec![phase.into()],
        ..ListDossiersRequest::default()
    };
    let mine = ListDossiersRequest { mine: true, ..ListDossiersRequest::default() };
    let elsewhere =
        ListDossiersRequest { framework_id: Some("regio-anders".into()), ..ListDossiersRequest::default() };
    let both = ListDossiersRequest { party_id: Some("swv-vo-nk".into()), ..at_rbo.clone() };
    for (filter, expected) in [
        (ListDossiersRequest::default(), vec![&idea, &waiting, &other, &ended]),
        (at_rbo, vec![&waiting, &other]),
        (of_heiloo, vec![&idea, &waiting]),
        (titled("ZORGKLAS"), vec![&waiting, &other]),
        (titled("zorgklas heiloo"), vec![&waiting]),
        (titled("niemand"), vec![]),
        (in_phase(PhaseKind::Preparing), vec![&idea]),
        (in_phase(PhaseKind::Ended), vec![&ended]),
        (mine, vec![&other, &ended]),
        (both, vec![&other]),
        (elsewhere, vec![]),
    ] {
        let told = format!("{filter:?}");
        let found: Vec<_> =
            verband.list(filter).await.unwrap().into_iter().map(|head| head.dossier_id).collect();
        let expected: Vec<_> = expected.into_iter().map(|dossier| dossier.id.clone()).collect();
        assert_eq!(found, expected, "{told}");
    }

    // By its number for people, however it is typed.
    let number = heiloo.dossier(&waiting.id).await.unwrap().summary.unwrap().reference;
    let request = GetDossierRequest {
        dossier: Some(Dossier::Reference(format!(" {} ", number.to_lowercase()))),
        at: None,
    };
    let found = heiloo.dossiers().get_dossier(request).await.unwrap().into_inner();
    assert_eq!(found.dossier.unwrap().summary.unwrap().dossier_id, waiting.id);
}

#[tokio::test]
async fn pages_of_an_agenda_hold_together_while_others_write() {
    let site = Site::open().await;
    let (heiloo, rbo) = (site.coordinator("gemeente-heiloo"), site.secretary("rbo"));
    let mut dossiers = Vec::new();
    for number in 0..5 {
        let dossier = heiloo.open(&format!("Voorbeeld: groep {number}")).await.unwrap();
        site.bring_to(&dossier, "voorstel-rbo").await;
        dossiers.push(dossier);
    }
    let mut request = GetAgendaRequest {
        body_id: "rbo".into(),
        page_size: 2,
        at: Some(rbo.at_least()),
        ..GetAgendaRequest::default()
    };
    let (mut seen, mut reflected) = (Vec::new(), Vec::new());
    loop {
        let page = rbo.agendas().get_agenda(request.clone()).await.unwrap().into_inner();
        seen.extend(page.items.into_iter().map(|item| item.dossier_id));
        reflected.push(page.reflects.unwrap().position);
        if page.next_page_token.is_empty() {
            break;
        }
        request.page_token = page.next_page_token;
        // In between, one is treated and another comes in.
        let gone = dossiers.iter().find(|dossier| !seen.contains(&dossier.id)).unwrap();
        rbo.treat(gone, treated(Outcome::Positive)).await.unwrap();
        let late = heiloo.open("Voorbeeld: later binnengekomen").await.unwrap();
        site.bring_to(&late, "voorstel-rbo").await;
    }
    let expected: Vec<_> = dossiers.iter().map(|dossier| dossier.id.clone()).collect();
    assert_eq!(seen, expected, "what waited when the first page was read, in order and once");
    assert!(reflected.iter().all(|position| *position == reflected[0]), "{reflected:?}");
}

#[tokio::test]
async fn a_list_of_dossiers_comes_in_pages_and_in_the_order_that_is_asked() {
    let site = Site::open().await;
    let heiloo = site.coordinator("gemeente-heiloo");
    let mut dossiers = Vec::new();
    for number in 0..5 {
        dossiers.push(heiloo.open(&format!("Voorbeeld: groep {number}")).await.unwrap().id);
    }
    heiloo
        .withdraw(&tests::acts::Opened { id: dossiers[1].clone(), framework: String::new() }, "Nee.")
        .await
        .unwrap();
    let newest_first = [1, 4, 3, 2, 0].map(|number: usize| dossiers[number].clone()).to_vec();
    for (order, expected) in
        [(DossierOrder::OpenedOldest, dossiers), (DossierOrder::Unspecified, newest_first)]
    {
        let mut request = ListDossiersRequest {
            order: order.into(),
            page_size: 2,
            at: Some(heiloo.at_least()),
            ..ListDossiersRequest::default()
        };
        let (mut seen, mut pages) = (Vec::new(), 0);
        loop {
            let page = heiloo.dossiers().list_dossiers(request.clone()).await.unwrap().into_inner();
            seen.extend(page.dossiers.into_iter().map(|head| head.dossier_id));
            pages += 1;
            request.page_token = page.next_page_token;
            if request.page_token.is_empty() {
                break;
            }
        }
        assert_eq!((seen, pages), (expected, 3), "{order:?}");
    }
}
