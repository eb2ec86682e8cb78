"""An aid that silence grants (APA), and the commission of the DALO, from the facts of a file as the command reads them."""

import datetime as dt

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.echeances import Echeance, Regles, compute_echeances
from droits_usagers.exchange.faits import read_faits


def dates(
    catalogue: Catalogue,
    aide: str,
    genre: str,
    territoire: str = "",
    decision: str = "refus",
    datee: str = "",
    complet: str = "",
    **faits: str,
) -> dict[str, Echeance]:
    lignes = ['demarche = "aide_refusee"', f'aide = "{aide}"', f'genre = "{genre}"']
    lignes += [f'{cle} = "{dit}"' for cle, dit in (("territoire", territoire), ("decision", decision)) if dit]
    lignes += [f"{cle} = {dit}" for cle, dit in (("decision_datee", datee), ("dossier_complet", complet)) if dit]
    for type_, jour in faits.items():
        lignes += ["[[evenement]]", f'type = "{type_}"', f"date = {jour}"]
    regles = Regles(catalogue.delais, catalogue.feries, catalogue.voies)
    lus = read_faits("\n".join(lignes).encode(), "E.toml", catalogue.demarches)
    return {une.code.value: une for une in compute_echeances(lus, regles)}


def notes_of(echeance: Echeance) -> set[str]:
    return {phrase.id for ligne in echeance.explication for phrase in ligne}


def test_silence_on_a_request_for_apa_is_an_agreement_and_its_dates_say_so(catalogue: Catalogue) -> None:
    # CASF L232-14: « réputée accordée », two months after a complete file: silence is no rejection, and no court's day.
    (accord,) = dates(catalogue, "apa", "departement", decision="", recu="2026-09-01").values()
    assert (accord.code.value, accord.date, accord.fondement) == ("reponse", dt.date(2026, 11, 1), "casf-l232-14")
    assert "note.silence_accord" in notes_of(accord)
    # Told, that day is counted from whatever was sent since.
    (reclame,) = dates(
        catalogue, "apa", "departement", complet="2026-08-31", recours_prealable_envoye="2026-11-20", recu="2026-11-23"
    ).values()
    assert (reclame.code.value, reclame.date) == ("reponse", dt.date(2026, 10, 31))
    # Of another aid, and of a letter that contests, nothing is known.
    assert not dates(catalogue, "aide_sociale", "departement", recu="2026-09-01")
    assert not dates(catalogue, "apa", "departement", recours_prealable_envoye="2026-08-28", recu="2026-09-01")
    # Nobody said that anything was decided: what left is the request.
    (accord,) = dates(catalogue, "apa", "departement", decision="", envoye="2026-08-28", recu="2026-09-01").values()
    assert (accord.code.value, accord.date) == ("reponse", dt.date(2026, 11, 1))

    for aide, dit in (("apa", True), ("aide_sociale", False)):
        trouvees = dates(catalogue, aide, "departement", decision_recue="2026-12-10")
        assert trouvees
        assert all(("note.silence_accord" in notes_of(une)) is dit for une in trouvees.values()), aide


def test_the_commission_of_the_dalo_refuses_and_the_court_has_two_months(catalogue: Catalogue) -> None:
    # CJA R421-1: two months from the notification; CRPA L411-2: a gracious appeal is free, and keeps them.
    seule = dates(catalogue, "dalo", "autre", decision_recue="2026-12-10")
    le_dix = dt.date(2027, 2, 10)
    assert {code: une.date for code, une in seule.items()} == {"recours_hierarchique": le_dix, "recours_juge": le_dix}

    # L411-7: two months of silence reject it, on the 5th of March; then two months (R421-2).
    apres = dates(catalogue, "dalo", "autre", decision_recue="2026-12-10", recours_prealable_envoye="2027-01-05")
    assert apres["recours_juge"].date == dt.date(2027, 5, 5)


def test_what_is_to_be_known_of_a_refusal_is_beside_each_of_its_dates(catalogue: Catalogue) -> None:
    # Loi 90-449, 6-1 et 6-2; loi 2021-1900, article 43; CASF L542-6: of that aid, and of those places, alone.
    for aide, genre, lieu, note in (
        ("fsl", "departement", "87", "note.fsl"),
        ("rsa", "caf", "93", "note.rsa_essai"),
        ("rsa", "caf", "976", "note.rsa_mayotte"),
        ("rsa", "caf", "87", ""),
        ("rsa", "departement", "93", ""),
    ):
        dites = [notes_of(une) for une in dates(catalogue, aide, genre, lieu, decision_recue="2026-12-10").values()]
        attendues = {note} if note else set()
        assert dites
        assert all(une & {"note.fsl", "note.rsa_essai", "note.rsa_mayotte"} == attendues for une in dites), (aide, genre, lieu)


def test_who_is_a_priority_and_got_no_offer_has_four_months_after_three_or_six(catalogue: Catalogue) -> None:
    # CCH R441-16-1, CJA R778-2: three months from the 14th of August, then four: franc, to the 15th of March. Six: June.
    for aide, ouvre, fin, close in (
        ("dalo_trois", dt.date(2026, 11, 14), dt.date(2027, 3, 14), dt.date(2027, 3, 15)),
        ("dalo_six", dt.date(2027, 2, 14), dt.date(2027, 6, 14), dt.date(2027, 6, 15)),
    ):
        trouvees = dates(catalogue, aide, "autre", decision_recue="2026-08-14")
        assert set(trouvees) == {"recours_juge"}
        juge = trouvees["recours_juge"]
        assert (juge.date, juge.fin, juge.ouvre, juge.fondement) == (fin, close, ouvre, "cja-r778-2")
        assert "note.dalo_offre" in notes_of(juge)
        assert (juge.estimation, "note.decision_arrivee" in notes_of(juge)) == (True, True)
    # From the day written on it, where that is known: sooner, and no estimate.
    juge = dates(catalogue, "dalo_trois", "autre", decision_recue="2026-08-14", datee="2026-08-06")["recours_juge"]
    assert (juge.date, juge.fin, juge.ouvre) == (dt.date(2027, 3, 6), dt.date(2027, 3, 8), dt.date(2026, 11, 6))
    assert (juge.estimation, "note.decision_arrivee" in notes_of(juge)) == (False, False)
    # Gone to before the end of those months, that kept nothing.
    assert dates(catalogue, "dalo_six", "autre", decision_recue="2026-08-14", ta_saisi="2026-12-01")["recours_juge"].depuis == (
        dt.date(2027, 2, 14)
    )
