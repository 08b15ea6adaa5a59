//! The table of rights, tested as a table.

use super::*;

fn party(id: &str) -> Grant {
    Grant::Coordinator { party: id.parse().unwrap() }
}

fn secretary(id: &str) -> Grant {
    Grant::Secretary { body: id.parse().unwrap() }
}

fn member(id: &str) -> Grant {
    Grant::Member { body: id.parse().unwrap() }
}

fn caller(grants: &[Grant]) -> Caller {
    Caller { actor: "u-1".parse().unwrap(), grants: grants.to_vec() }
}

fn capacity(grant: &Grant) -> Capacity {
    grant.capacity().unwrap()
}

fn record(body: Option<&str>) -> Act {
    Act::Record { body: body.map(|id| id.parse().unwrap()) }
}

fn history(coordinator: &str) -> Read {
    Read::History { coordinator: coordinator.parse().unwrap() }
}

#[test]
fn who_may_do_what() {
    let acts = [
        Act::Coordinate,
        record(Some("pora")),
        record(None),
        Act::HandOver,
        Act::Administer,
        Act::ConfirmHistory,
    ];
    // One letter an act, in the order above: y(es) or n(o).
    let table = [
        (party("alkmaar"), "ynnynn"),
        (secretary("pora"), "nyynnn"),
        (secretary("oogo"), "nnynnn"),
        (member("pora"), "nnnnnn"),
        (Grant::Auditor, "nnnnny"),
        (Grant::Administrator, "nnnyyy"),
    ];
    for (grant, row) in table {
        for (act, cell) in acts.iter().zip(row.chars()) {
            let expected = (cell == 'y')
                .then(|| capacity(&grant))
                .ok_or_else(|| Denied::NotGranted { needs: act.needs(), held: vec![grant.clone()] });
            let caller = caller(std::slice::from_ref(&grant));
            assert_eq!(caller.capacity_for(act, None), expected, "{grant}: {act:?}");
        }
    }
    for act in &acts {
        assert!(caller(&[]).capacity_for(act, None).is_err(), "no grant: {act:?}");
    }
}

#[test]
fn who_may_read_what() {
    let reads = [
        Read::Metrics,
        Read::Agenda,
        Read::Dossier,
        Read::Register,
        Read::Framework,
        history("u-1"),
        history("u-2"),
        Read::Journal,
    ];
    // One letter a read, in the order above: y(es) or n(o). The caller is u-1.
    let table: [(&[Grant], &str); 7] = [
        (&[], "ynnnnnnn"),
        (&[party("alkmaar")], "yyyyyynn"),
        (&[secretary("pora")], "yyyyynnn"),
        (&[member("pora")], "yyyyynnn"),
        (&[Grant::Auditor], "yyyyyyyy"),
        (&[Grant::Administrator], "yyyyyyyy"),
        (&[member("pora"), party("alkmaar")], "yyyyyynn"),
    ];
    for (grants, row) in table {
        for (read, cell) in reads.iter().zip(row.chars()) {
            let expected = if cell == 'y' {
                Ok(())
            } else {
                Err(Denied::NotGranted { needs: read.needs(), held: grants.to_vec() })
            };
            assert_eq!(caller(grants).may_read(read), expected, "{grants:?}: {read:?}");
        }
    }
}

#[test]
fn the_capacity_is_named_when_several_fit() {
    let (alkmaar, heiloo, pora) = (party("alkmaar"), party("heiloo"), secretary("pora"));
    let all = caller(&[heiloo.clone(), Grant::Administrator, Grant::Auditor, pora.clone(), alkmaar.clone()]);
    let [heiloo, alkmaar, pora, oogo] = [heiloo, alkmaar, pora, secretary("oogo")].map(|it| capacity(&it));
    let administrator = Capacity::Administrator;
    let held = vec![alkmaar.clone(), heiloo.clone(), pora.clone(), administrator.clone(), Capacity::Auditor];
    let unclear = |fitting: &[&Capacity]| {
        Err(Denied::Unclear { fitting: fitting.iter().map(|it| (*it).clone()).collect() })
    };
    let table = [
        (Act::Coordinate, None, unclear(&[&alkmaar, &heiloo])),
        (Act::Coordinate, Some(&heiloo), Ok(heiloo.clone())),
        (
            Act::Coordinate,
            Some(&pora),
            Err(Denied::NotFor { wanted: pora.clone(), needs: vec![Needed::Coordinator] }),
        ),
        (Act::Coordinate, Some(&oogo), Err(Denied::NotHeld { wanted: oogo.clone(), held })),
        (record(Some("pora")), None, Ok(pora.clone())),
        (record(None), None, Ok(pora.clone())),
        (Act::HandOver, None, unclear(&[&alkmaar, &heiloo, &administrator])),
        (Act::HandOver, Some(&administrator), Ok(administrator.clone())),
        (Act::Administer, None, Ok(administrator.clone())),
        (Act::ConfirmHistory, None, unclear(&[&administrator, &Capacity::Auditor])),
        (
            record(Some("oogo")),
            Some(&pora),
            Err(Denied::NotGranted {
                needs: vec![Needed::SecretaryOf("oogo".parse().unwrap())],
                held: all.grants.clone(),
            }),
        ),
    ];
    for (act, wanted, expected) in table {
        assert_eq!(all.capacity_for(&act, wanted), expected, "{act:?} as {wanted:?}");
    }
}

#[test]
fn a_grant_that_stands_twice_is_one_capacity() {
    let twice = caller(&[party("alkmaar"), party("alkmaar")]);
    assert_eq!(twice.capacity_for(&Act::Coordinate, None), Ok(capacity(&party("alkmaar"))));
}

#[test]
fn a_denial_says_what_would_help() {
    let (alkmaar, pora) = (capacity(&party("alkmaar")), capacity(&secretary("pora")));
    let table = [
        (
            caller(&[member("pora")]).capacity_for(&record(Some("pora")), None),
            "this is for the secretary of pora; your token gives member of pora",
        ),
        (
            caller(&[]).capacity_for(&Act::HandOver, None),
            "this is for a coordinator or an administrator; your token gives no role",
        ),
        (
            caller(&[party("alkmaar")]).capacity_for(&Act::Coordinate, Some(&pora)),
            "you asked to act as secretary of pora; your token lets you act as coordinator for alkmaar",
        ),
        (
            caller(&[secretary("pora"), party("alkmaar")]).capacity_for(&record(None), Some(&alkmaar)),
            "you asked to act as coordinator for alkmaar; this is for a secretary",
        ),
        (
            caller(&[secretary("pora"), secretary("oogo")]).capacity_for(&record(None), None),
            "you could do this as secretary of oogo, secretary of pora: say as which",
        ),
        (
            caller(&[member("pora")]).may_read(&history("u-9")).map(|()| pora.clone()),
            "this is for an auditor or an administrator or the dossier's coordinator (u-9); your token gives member of pora",
        ),
    ];
    for (denied, expected) in table {
        assert_eq!(denied.unwrap_err().to_string(), expected);
    }
}
