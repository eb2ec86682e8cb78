"""What stands beside dossiers in an opened coffre (drafts, mandates, agenda, figures, the list) is given back as it was put."""

import datetime as dt
import json
from dataclasses import fields, replace
from pathlib import Path

import pytest

from droits_usagers.domain.chiffres.valeurs import Dates
from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.demarche.mandats import Mandat
from droits_usagers.domain.dossier.agenda import Trace
from droits_usagers.domain.dossier.dossiers import (
    Action,
    Affaire,
    Brouillon,
    DossierClos,
    ElementCorbeille,
    Filtre,
    GenreLot,
    LigneJournal,
    LigneSuivi,
    Lot,
    PositionLettre,
    PositionSerie,
    Releve,
    Suivi,
    Tri,
)
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.personnes.organismes import GenreOrganisme, Organisme
from droits_usagers.domain.personnes.personnes import Auteur, CodeConsigne, Consigne, Consignes, Personne, Qualite
from droits_usagers.vault.depot import Depot
from droits_usagers.vault.moteur import rows
from droits_usagers.vault.releves import DossierCompte
from tests.chaque import chaque
from tests.coffres import Horloge, full, simple
from tests.vault.contenu import MOMENT, PLUS_TARD, REGLES, add, discard, jour, sent

# What is beside the dossiers.


@pytest.mark.parametrize(
    ("place", "gardee"),
    [
        (PositionLettre(), ""),
        (PositionLettre("relance", "demande.papier_faits"), "relance/demande.papier_faits"),
        (PositionLettre("demande", "vous.soi", "2026-0113"), "demande/vous.soi#avec:2026-0113"),
        (PositionLettre(voisin="2026-0113"), "#avec:2026-0113"),
        (PositionSerie(4), "serie/4"),
    ],
)
def test_the_place_of_a_draft_is_kept_as_coffres_of_before_keep_it(
    depot: Depot, place: PositionLettre | PositionSerie, gardee: str
) -> None:
    with depot.writing():
        depot.brouillons.save(Brouillon("a", simple(), MOMENT, place), None)
    lues = rows(depot._db, "SELECT position FROM brouillons")  # noqa: SLF001 - as it is in the file
    assert [json.loads(lue) for (lue,) in lues] == [gardee]
    assert depot.brouillons.latest()[0].position == place


def test_drafts_come_the_latest_first_with_the_place_they_were_left_at(depot: Depot) -> None:
    numero = add(depot, simple())
    brouillons = depot.brouillons
    consignes = Consignes((Consigne(CodeConsigne.NE_PAS_TELEPHONER),), (Consigne(CodeConsigne.AUTRE, "texte"),))
    with depot.writing():
        depot.dossiers.consignes.put(numero, consignes)
        for cle, quand, dossier in (("a", MOMENT, None), ("b", PLUS_TARD, None), ("c", MOMENT, numero)):
            brouillons.save(Brouillon(cle, full(), quand, position=PositionLettre(cle, "vous", "2026-0113")), dossier)
        brouillons.save(Brouillon("a", simple(), MOMENT, position=PositionSerie(3)), None)
    lus = brouillons.latest()
    assert lus == (
        Brouillon("b", full(), PLUS_TARD, PositionLettre("b", "vous", "2026-0113")),
        Brouillon("c", full(), MOMENT, PositionLettre("c", "vous", "2026-0113"), "2026-0001"),
        Brouillon("a", simple(), MOMENT, PositionSerie(3)),
    )
    assert [brouillon.demande.consignes for brouillon in lus] == [(), consignes.toutes, ()]
    discard(depot, numero)
    assert [brouillon.cle for brouillon in brouillons.latest()] == ["b", "a"]
    with depot.writing():
        assert [brouillons.delete(cle) for cle in ("a", "a", "absente")] == [True, False, False]
    assert [brouillon.cle for brouillon in brouillons.latest()] == ["b"]


def test_a_draft_becomes_one_of_a_dossier_and_changes_its_day(depot: Depot) -> None:
    numero = add(depot, simple())
    with depot.writing():
        depot.brouillons.save(Brouillon("a", full(), MOMENT), None)
        depot.brouillons.save(Brouillon("a", full(), PLUS_TARD), numero)
    assert depot.brouillons.latest() == (Brouillon("a", full(), PLUS_TARD, reference="2026-0001"),)
    # Written anew from there, the letter is still that of a dossier begun that day.
    assert [lu.demande.commencee_le for lu in depot.brouillons.latest()] == [MOMENT.date()]
    cles = {depot.brouillons.new_key() for _ in range(20)}
    assert {len(cle) for cle in cles} == {32}
    assert len(cles) == 20


def test_affaires_come_the_latest_first_with_how_many_dossiers_they_have(depot: Depot) -> None:
    with depot.writing():
        une, deux, vide = (depot.affaires.add(titre) for titre in ("Une\ud800", "Deux", "Vide"))
    for affaire in (une, deux, deux):
        add(depot, simple(), affaire=affaire)
    with depot.writing():
        depot.affaires.rename(vide, "Vidée\ud800")
        depot.affaires.rename(99, "Rien")
    attendues = (Affaire(vide, "Vidée\ufffd", 0), Affaire(deux, "Deux", 2), Affaire(une, "Une\ufffd", 1))
    assert depot.affaires.all() == attendues
    assert [depot.affaires.title(numero) for numero in (une, deux, 99)] == ["Une\ufffd", "Deux", ""]


@chaque("valeur", [0, False, "", [], {"a": [1, None]}, "texte"])
def test_a_setting_is_read_as_it_was_kept(depot: Depot, valeur: object) -> None:
    assert depot.reglages.read("cle") is None
    with depot.writing():
        for gardee in ("avant", valeur):
            depot.reglages.keep("cle", gardee)
        depot.reglages.keep("autre", 1)
    assert depot.reglages.read("cle") == valeur
    with depot.writing():
        depot.reglages.keep("cle", None)
    assert (depot.reglages.read("cle"), depot.reglages.read("autre")) == (None, 1)


def test_the_journal_says_what_was_done_the_newest_first(depot: Depot, horloge: Horloge) -> None:
    creation = LigneJournal(horloge.maintenant, Action.COFFRE_CREE)
    assert depot.journal.latest(9) == (creation,)
    assert depot.journal.changed_since_backup()
    with depot.writing():
        depot.journal.add(PLUS_TARD, Action.SAUVEGARDE)
    assert not depot.journal.changed_since_backup()
    with depot.writing():
        depot.journal.add(MOMENT, Action.DOSSIER_CREE, 12)
    assert depot.journal.changed_since_backup()
    assert depot.journal.latest(2) == (
        LigneJournal(MOMENT, Action.DOSSIER_CREE, 12),
        LigneJournal(PLUS_TARD, Action.SAUVEGARDE),
    )


def test_the_bin_says_what_is_in_it_what_goes_first_first_and_a_day_told_does_not_change(depot: Depot) -> None:
    un, deux, trois = (
        add(depot, replace(simple(nom), demarche=demarche, organisme=Organisme(f"o {nom}")))
        for nom, demarche in (("Une", "acces"), ("Deux", "opposition"), ("Trois", "acces"))
    )
    with depot.writing():
        depot.corbeille.put(un, jour(5), jour(35))
        depot.corbeille.put(deux, jour(1), jour(31))
        depot.corbeille.put(un, jour(9), jour(39))
    assert depot.corbeille.content() == (
        ElementCorbeille("2026-0002", "opposition", jour(1), jour(31), "Élodie Deux", "o Deux"),
        ElementCorbeille("2026-0001", "acces", jour(5), jour(35), "Élodie Une", "o Une"),
    )
    assert [depot.corbeille.due(jour(rang)) for rang in (30, 31, 34, 35)] == [(), (deux,), (deux,), (un, deux)]
    assert (depot.count(), [depot.suivi.is_listed(numero) for numero in (un, trois, 99)]) == (1, [False, True, False])
    with depot.writing():
        assert [depot.corbeille.take_back(numero) for numero in (deux, deux, trois)] == [True, False, False]
    assert [element.reference for element in depot.corbeille.content()] == ["2026-0001"]


def test_what_was_closed_comes_the_oldest_first_up_to_a_day_and_a_number(depot: Depot) -> None:
    for nom, rang in (("Une", 20), ("Deux", 10), ("Trois", 10), ("Quatre", 30)):
        add(depot, sent(nom, jour(0), (jour(rang), TypeEvenement.CLOS), organisme=f"o {nom}"))
    add(depot, sent("Ouverte", jour(0)))
    deux, trois, une = (
        DossierClos("2026-0002", "acces", "Élodie Deux", "o Deux", jour(10)),
        DossierClos("2026-0003", "acces", "Élodie Trois", "o Trois", jour(10)),
        DossierClos("2026-0001", "acces", "Élodie Une", "o Une", jour(20)),
    )
    assert depot.conservation.closed_by(jour(20), plus=9) == (deux, trois, une)
    assert depot.conservation.closed_by(jour(20), plus=2) == (deux, trois)
    assert depot.conservation.closed_by(jour(9), plus=9) == ()
    assert [depot.conservation.count_closed_by(jour(rang)) for rang in (9, 10, 19, 20, 99)] == [0, 2, 2, 3, 4]


def test_lots_come_the_latest_first_with_the_dossiers_that_are_not_in_the_bin(depot: Depot) -> None:
    with depot.writing():
        import_, serie, vide = (
            depot.lots.add(GenreLot.IMPORT, MOMENT),
            depot.lots.add(GenreLot.SERIE, PLUS_TARD),
            depot.lots.add(GenreLot.SERIE, MOMENT),
        )
    un, deux, trois = (add(depot, simple(), lot=lot) for lot in (serie, import_, serie))
    jete = add(depot, simple(), lot=serie)
    assert vide not in {lot.numero for lot in depot.lots.all()}
    discard(depot, jete)
    assert depot.lots.all() == (Lot(serie, GenreLot.SERIE, PLUS_TARD, 2), Lot(import_, GenreLot.IMPORT, MOMENT, 1))
    with depot.writing():
        depot.dossiers.touch(trois, PLUS_TARD)
    assert depot.lots.dossiers_of(serie) == ((un, "2026-0001", False), (trois, "2026-0003", True))
    assert depot.lots.dossiers_of(import_) == ((deux, "2026-0002", False),)


# Mandats.


def test_a_mandat_is_given_back_with_its_days_and_what_rests_on_it(depot: Depot) -> None:
    donne = Mandat("mandant\ud800", "mandataire", jour(1), jour(2), jour(3))
    with depot.writing():
        un, autre = depot.mandats.add(donne), depot.mandats.add(Mandat("a", "b"))
    garde = replace(donne, mandant="mandant\ufffd", numero=un)
    assert depot.mandats.all() == (Mandat("a", "b", numero=autre), garde)
    dossiers = [add(depot, simple(str(rang))) for rang in range(4)]
    with depot.writing():
        depot.mandats.link(dossiers[:3], un)
        depot.mandats.update(Mandat("c", "d\ud800", jour(4), jour(5), jour(6), numero=autre))
    discard(depot, dossiers[1])
    assert depot.mandats.read(un) == replace(garde, dossiers=2)
    assert depot.mandats.read(autre) == Mandat("c", "d\ufffd", jour(4), jour(5), jour(6), numero=autre)
    assert depot.mandats.read(99) is None
    assert depot.mandats.dossiers_of(un) == ((dossiers[0], "2026-0001"), (dossiers[2], "2026-0003"))
    with depot.writing():
        depot.mandats.link(dossiers[2:3], None)
    assert depot.mandats.dossiers_of(un) == ((dossiers[0], "2026-0001"),)
    discard(depot, dossiers[0])
    assert [mandat.numero for mandat in depot.mandats.all()] == [autre]


def test_a_mandat_all_of_whose_dossiers_are_closed_is_idle(depot: Depot) -> None:
    with depot.writing():
        clos, ouvert, _ = (depot.mandats.add(Mandat(str(rang), "b")) for rang in range(3))
    for mandat, etat in ((clos, "clos"), (clos, "clos"), (ouvert, "clos"), (ouvert, "en_attente")):
        add(depot, simple(), Suivi(etat), mandat=mandat)
    assert depot.mandats.idle() == {clos}


def test_dossiers_followed_for_someone_without_a_mandat_are_told(depot: Depot) -> None:
    with depot.writing():
        mandat = depot.mandats.add(Mandat("a", "b"))
    pour = replace(simple(), auteur=Auteur(Qualite.MANDATAIRE, Personne(denomination="Syndicat")))
    un, deux = add(depot, pour), add(depot, pour)
    add(depot, pour, Suivi("clos"))
    add(depot, pour, mandat=mandat)
    add(depot, replace(pour, demarche="mandat"))
    add(depot, replace(pour, demarche="revocation_mandat"))
    add(depot, replace(pour, auteur=Auteur(Qualite.AGENT, Personne(nom="X"))))
    assert sorted(depot.mandats.without(9)) == [un, deux]
    assert len(depot.mandats.without(1)) == 1


def test_mandats_that_end_between_two_days_are_counted_both_included(depot: Depot) -> None:
    with depot.writing():
        for signe, fin, revoque in (
            (jour(0), jour(10), None),
            (jour(10), jour(20), None),
            (jour(0), jour(9), None),
            (jour(0), jour(21), None),
            (jour(11), jour(15), None),
            (None, jour(15), None),
            (jour(0), jour(15), jour(10)),
            (jour(0), jour(15), jour(11)),
            (jour(0), None, None),
        ):
            depot.mandats.add(Mandat("a", "b", signe, fin, revoque))
    assert depot.mandats.count_ending(jour(10), jour(20)) == 3


# The agenda.


def test_what_went_to_an_agenda_is_remembered_in_place_of_what_went_before(depot: Depot) -> None:
    un, deux = add(depot, simple()), add(depot, simple())
    premieres = [
        Trace("uid1", un, "cle1", jour(1), jour(2), "empreinte1", 11),
        Trace("uid2", deux, "cle2", jour(3), jour(4), "", 12),
        Trace("uid3", 99, "cle3", jour(5), jour(6), "empreinte3", 13),
    ]
    with depot.writing():
        depot.agenda.remember(premieres)
    assert depot.agenda.traces() == {trace.uid: trace for trace in premieres[:2]}
    assert depot.agenda.traces()["uid2"].annulee
    with depot.writing():
        depot.agenda.remember(premieres[:1])
    assert depot.agenda.traces() == {"uid1": premieres[0]}


def test_an_agenda_is_told_of_the_dossiers_that_are_listed(depot: Depot) -> None:
    etats = ("clos", "en_attente", "refuse", "a_envoyer")
    clos, attente, refuse, envoyer = (add(depot, simple(), Suivi(etat)) for etat in etats)
    jete = add(depot, simple(), Suivi("en_attente"))
    discard(depot, jete)
    agenda = depot.agenda
    assert agenda.awaiting(["clos", "refuse"]) == [attente, envoyer]
    assert agenda.awaiting([]) == [clos, attente, refuse, envoyer]
    assert agenda.listed(["2026-0004", "2026-0001", "2026-0005", "2026-0099"]) == [clos, envoyer]
    assert agenda.still_listed([envoyer, jete, clos, 99]) == [clos, envoyer]
    assert agenda.names([jete, clos, 99]) == {clos: ("cle0", "2026-0001"), jete: ("cle4", "2026-0005")}


def test_erasures_are_counted_since_dates_last_went_to_an_agenda(depot: Depot) -> None:
    comptes = []
    for action in (
        *(Action.DOSSIER_EFFACE, Action.AGENDA_EXPORTE, Action.DOSSIER_EFFACE, Action.DOSSIER_CREE, Action.DOSSIER_EFFACE),
        *(Action.AGENDA_EXPORTE, Action.DOSSIER_EFFACE),
    ):
        with depot.writing():
            depot.journal.add(MOMENT, action)
        comptes.append(depot.agenda.erased_since_export())
    assert comptes == [0, 0, 1, 1, 2, 0, 1]


# What is counted and looked up.


def test_figures_are_counted_from_what_was_sent_in_a_year(depot: Depot) -> None:
    faits = (
        (jour(2), TypeEvenement.RECU),
        (jour(3), TypeEvenement.REFUS),
        (jour(9), TypeEvenement.REPONSE_COMPLETE),
        (jour(5), TypeEvenement.CLOS),
    )
    add(depot, sent("Une", jour(1), *faits, organisme=" CCAS "), Suivi("clos", dernier_jour=jour(4)))
    add(depot, sent("Une", jour(6), organisme="ccas"), Suivi("en_attente"))
    organisation = Auteur(Qualite.ORGANISATION, Personne(denomination="Syndicat"))
    envoyee = (Evenement(jour(7), TypeEvenement.ENVOYE),)
    add(depot, Demande("opposition", auteur=organisation, organisme=Organisme("MDPH"), evenements=envoyee))
    for _ in range(2):
        add(depot, Demande("acces", evenements=envoyee))
    add(depot, sent("Autre année", dt.date(2024, 12, 31)))
    add(depot, simple("Reçue", evenements=(Evenement(dt.date(2025, 1, 1), TypeEvenement.RECU),)))
    add(depot, simple("Jamais"))
    assert depot.chiffres.years() == (2026, 2025, 2024)
    (lot,) = depot.chiffres.lots(2026)
    assert lot == [
        DossierCompte("acces", "CCAS", "clos", 0, en_propre=False, dates=Dates(jour(1), jour(2), jour(3), jour(4), jour(5))),
        DossierCompte("acces", "CCAS", "en_attente", 0, en_propre=False, dates=Dates(jour(6))),
        DossierCompte("opposition", "MDPH", "a_envoyer", 1, en_propre=True, dates=Dates(jour(7))),
        DossierCompte("acces", "", "a_envoyer", 2, en_propre=False, dates=Dates(jour(7))),
        DossierCompte("acces", "", "a_envoyer", 3, en_propre=False, dates=Dates(jour(7))),
    ]
    (recue,) = [compte for lot in depot.chiffres.lots(2025) for compte in lot]
    assert recue.dates == Dates(recue_le=dt.date(2025, 1, 1))


def test_bodies_come_the_most_written_to_first(depot: Depot) -> None:
    noms = ("Un", "Deux", "Deux", "", "", "", "Zéro", "Jeté", "Jeté", "Jeté")
    dossiers = [add(depot, replace(simple(), organisme=Organisme(nom))) for nom in noms]
    for dossier in dossiers[-3:]:
        discard(depot, dossier)
    attendus = [(Organisme("Deux"), 2), (Organisme("Un"), 1), (Organisme("Zéro"), 1)]
    assert depot.connus.organismes(9) == attendus
    assert depot.connus.organismes(2) == attendus[:2]


def test_the_same_request_of_the_same_person_to_the_same_body_is_a_double(depot: Depot) -> None:
    organisme = Organisme("CCAS", service="Accueil")
    demande = replace(simple("Œuvrard"), organisme=organisme)
    add(depot, demande)
    add(depot, replace(demande, concerne=Personne(nom="OEUVRARD", prenom="elodie")))
    for autre in (
        replace(demande, demarche="opposition"),
        replace(demande, organisme=Organisme("CCAS")),
        replace(simple("Diallo"), organisme=organisme),
        Demande("acces", organisme=organisme),
        Demande("acces", auteur=Auteur(Qualite.ORGANISATION, Personne(denomination="Syndicat"))),
    ):
        add(depot, autre)
    assert depot.connus.doublons([demande, Demande("acces", organisme=organisme), simple("Œuvrard")]) == [
        ("2026-0001", "2026-0002"),
        (),
        (),
    ]
    syndicat = Demande("acces", concerne=Personne(denomination="Syndicat"))
    assert depot.connus.doublons([syndicat]) == [("2026-0007",)]


def test_a_dossier_leaves_in_a_table_with_every_field_it_has(depot: Depot) -> None:
    with depot.writing():
        affaire = depot.affaires.add("Affaire")
    organisme = Organisme("CCAS", GenreOrganisme.CCAS, "Accueil", territoire="93")
    faits = (
        Evenement(jour(1), TypeEvenement.ENVOYE),
        Evenement(jour(2), TypeEvenement.RECU),
        Evenement(jour(3), TypeEvenement.REFUS),
        Evenement(jour(6), TypeEvenement.CLOS),
    )
    personne = Personne(prenom="Awa", nom="Koné", adresse=("Foyer", "Pantin"), adresse_protegee=True, reference_dossier="DS-1")
    suivi = Suivi("clos", jour(5), "acces/relance", jour(8), jour(4), jour(7), "saisine_cada", jour(8), "reponse", jour(9))
    numero = add(depot, Demande("acces", concerne=personne, organisme=organisme, evenements=faits), suivi, affaire=affaire)
    nul = add(depot, Demande("opposition", auteur=Auteur(Qualite.ORGANISATION, Personne(denomination="Syndicat"))))
    with depot.writing():
        for rang, recommande in ((2, "1A"), (1, "2B")):
            depot.dossiers.faits.record(
                numero, Evenement(jour(rang), TypeEvenement.RELANCE_ENVOYEE), MOMENT, recommande=recommande
            )
        annule = depot.dossiers.faits.record(numero, Evenement(jour(1), TypeEvenement.ENVOYE), MOMENT, recommande="3C")
        depot.dossiers.faits.cancel(numero, annule, MOMENT)
    version = depot.releves.version
    plein = Releve(
        numero=numero,
        reference="2026-0001",
        demarche="acces",
        etat="clos",
        organisme="CCAS",
        genre="ccas",
        territoire="93",
        envoyee_le=jour(1),
        recue_le=jour(2),
        repondue_le=jour(3),
        dernier_jour=jour(4),
        prochaine_date=jour(5),
        prochaine_etape="acces/relance",
        votre_date=jour(7),
        votre_delai="saisine_cada",
        leur_date=jour(8),
        leur_delai="reponse",
        revoir_le=jour(9),
        clos_le=jour(6),
        en_propre=False,
        personne="Awa Koné",
        service="Accueil",
        leur_reference="DS-1",
        recommande="2B, 1A",
        affaire="Affaire",
        chez=(("Foyer", "Pantin"),),
    )
    vide = {champ.name: None if champ.name.endswith(("_le", "_jour", "_date")) else "" for champ in fields(Releve)}
    propre: dict[str, object] = {
        "numero": nul,
        "reference": "2026-0002",
        "demarche": "opposition",
        "etat": "a_envoyer",
        "genre": "autre",
        "en_propre": True,
        "personne": "Syndicat",
        "chez": (),
    }
    assert depot.releves.read(["2026-0002", "2026-0099", "2026-0001"]) == [Releve(**vide | propre), plein]  # type: ignore[arg-type] # by name
    assert depot.releves.version == version
    discard(depot, nul)
    assert depot.releves.version > version
    assert depot.releves.read(["2026-0002"]) == []


# The lines of the Suivi.


def test_a_line_says_all_that_the_list_shows_of_a_dossier(depot: Depot) -> None:
    demande = replace(sent("Œuvrard", jour(4), (jour(2), TypeEvenement.ENVOYE)), organisme=Organisme("CCAS", service="Accueil"))
    add(depot, demande, Suivi("en_attente", jour(5), "acces/relance", jour(6), jour(7), jour(8), "saisine_cada"))
    add(depot, Demande("opposition"))
    with depot.writing():
        depot.dossiers.consignes.put(1, Consignes(dossier=(Consigne(CodeConsigne.AUTRE, "texte"),)))
    pleine = LigneSuivi(
        reference="2026-0001",
        demarche="acces",
        etat="en_attente",
        personne="Élodie Œuvrard",
        organisme="CCAS",
        service="Accueil",
        envoyee_le=jour(2),
        prochaine_date=jour(5),
        prochaine_etape="acces/relance",
        dernier_jour=jour(7),
        votre_date=jour(8),
        votre_delai="saisine_cada",
        consigne=True,
    )
    for filtre in (Filtre(), Filtre(texte="2026")):
        lignes = depot.suivi.liste.find(filtre, Tri.REFERENCE, debut=0, taille=9).lignes
        assert lignes == (pleine, LigneSuivi("2026-0002", "opposition", "a_envoyer"))


def test_a_line_is_stale_once_its_day_has_passed_its_rules_changed_or_it_is_missing(depot: Depot, chemin: Path) -> None:
    jusque, toujours, manque = (add(depot, simple(), Suivi("a", valable_jusqu_au=jour_)) for jour_ in (jour(5), None, None))
    jete = add(depot, simple())
    discard(depot, jete)
    suivi, references = depot.suivi, ["2026-0001", "2026-0002"]
    assert (suivi.stale(jour(5)), suivi.stale_among(references, jour(5))) == ([], [])
    assert (suivi.stale(jour(6)), suivi.stale_among(references, jour(6))) == ([jusque], [("2026-0001", jusque)])
    with depot.writing():
        suivi.remove(manque)
    assert suivi.stale(jour(5)) == [manque]
    with depot.writing():
        nouveaux = {manque: Suivi("b"), jusque: Suivi("c", jour(1), "etape", jour(9), jour(2), jour(3), "recours_ta")}
        assert suivi.renew(nouveaux) == (manque,)
        suivi.put(depot.dossiers.read_light(manque), nouveaux[manque])
    assert suivi.stale(jour(9)) == []
    (releve,) = depot.releves.read(["2026-0001"])
    assert (releve.etat, releve.prochaine_date, releve.prochaine_etape, releve.dernier_jour) == ("c", jour(1), "etape", jour(2))
    (ligne,) = depot.suivi.liste.find(Filtre(votre_jusqu_au=jour(3)), Tri.REFERENCE, debut=0, taille=9).lignes
    assert (ligne.reference, ligne.votre_date, ligne.votre_delai) == ("2026-0001", jour(3), "recours_ta")
    assert depot.suivi.liste.count(Filtre(votre_jusqu_au=jour(2))) == 0
    with depot.writing():
        suivi.spoil([toujours])
    assert (suivi.stale(jour(1)), suivi.stale_among(references, jour(1))) == ([toujours], [("2026-0002", toujours)])
    # What is to be made again is made from its dossier, words included.
    with depot.writing():
        depot.dossiers.update(toujours, simple("Renommée"), MOMENT)
        assert suivi.renew({toujours: Suivi("d")}) == (toujours,)
        suivi.put(depot.dossiers.read_light(toujours), Suivi("d"))
    trouves = suivi.liste.find(Filtre(texte="renommee"), Tri.REFERENCE, debut=0, taille=9)
    assert [(ligne.reference, ligne.etat) for ligne in trouves.lignes] == [("2026-0002", "d")]
    for regles in (REGLES - 1, REGLES + 1):
        verrou = depot._verrou  # noqa: SLF001 - the same file, as another version of the program sees it
        assert verrou is not None
        autre = Depot(depot._db, chemin, verrou, regles=regles, cle=depot.sauvegardes.cle)  # noqa: SLF001 - idem
        assert sorted(autre.suivi.stale(jour(1))) == [jusque, toujours, manque]
        assert autre.suivi.stale_among(references, jour(1)) == [("2026-0001", jusque), ("2026-0002", toujours)]
