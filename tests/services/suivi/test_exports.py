"""Tables that leave a coffre: which dossiers, in which order, and who is named in them."""

import datetime as dt
import errno
import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.controle.cadre import Cadre
from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.dossier.dossiers import Action, Filtre, Releve, Tri, read_head
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.personnes.organismes import GenreOrganisme, Organisme
from droits_usagers.domain.personnes.personnes import Auteur, Personne, Qualite
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.domain.socle.unites import run_through
from droits_usagers.exchange.exports import Changements
from droits_usagers.services.coffre.valeurs import FaitANoter, FaitPris, NouveauDossier
from droits_usagers.services.coffres import Coffre
from droits_usagers.services.controle.controle import Controle
from droits_usagers.services.demonstration.coffres import Inventeur
from droits_usagers.services.socle.suivant import Suivant
from droits_usagers.services.suivi.exports import (
    NOMINATIVES,
    ChoixExport,
    ColonneExport,
    Ecrit,
    Exports,
    FormatTableau,
    habits_as_json,
    habits_of,
)
from droits_usagers.services.suivi.lignes import Presentation
from tests.coffres import CANARI, PHRASE, Horloge, SuiviSimple, full, make_coffres, simple, write_note

if TYPE_CHECKING:
    from droits_usagers.domain.demarche.questions import Valeur

_T = TypeEvenement
TOUTES = tuple(ColonneExport)


@pytest.fixture
def coffre(horloge: Horloge, tmp_path: Path) -> Iterator[Coffre]:
    coffre = make_coffres(horloge).create(tmp_path / "permanence.coffre", PHRASE, accept_weak=True)
    yield coffre
    coffre.close()


@pytest.fixture
def exports(catalogue: Catalogue, horloge: Horloge) -> Exports:
    return Exports(catalogue, horloge.today, Controle(catalogue))


def gather(coffre: Coffre, choix: ChoixExport) -> list[Releve]:
    return run_through(coffre.exports.gathering(choix)).releves


def export(coffre: Coffre, exports: Exports, choix: ChoixExport, chemin: Path) -> Ecrit:
    return run_through(exports.writing(gather(coffre, choix), choix, chemin))


def cells(chemin: Path) -> list[dict[str, object]]:
    entetes, *lignes = load_workbook(chemin)["Dossiers"].iter_rows(values_only=True)
    return [dict(zip(map(str, entetes), ligne, strict=True)) for ligne in lignes]


def sent(jour: int, nom: str = "Œuvrard") -> Demande:
    return simple(nom, evenements=(Evenement(dt.date(2026, 11, jour), _T.ENVOYE),))


def test_a_dossier_is_a_line_of_typed_cells(coffre: Coffre, exports: Exports, tmp_path: Path) -> None:
    demande = replace(
        sent(1),
        organisme=Organisme("CCAS de Pantin", GenreOrganisme.CCAS, territoire="93"),
        evenements=(
            Evenement(dt.date(2026, 11, 1), _T.ENVOYE),
            Evenement(dt.date(2026, 11, 3), _T.RECU),
            Evenement(dt.date(2026, 11, 20), _T.REPONSE_PARTIELLE),
        ),
    )
    reference = coffre.dossiers.create(demande)
    coffre.dossiers.create(Demande("acces", auteur=Auteur(Qualite.ORGANISATION, Personne(denomination="Syndicat"))))

    assert export(coffre, exports, ChoixExport(), tmp_path / "t.xlsx") == Ecrit(
        tmp_path / "t.xlsx", 2, Changements(), a_remplace=False
    )

    premiere, seconde = cells(tmp_path / "t.xlsx")
    assert premiere == {
        "Référence": reference,
        "État": "En attente",
        "Démarche": "Accès",
        "Organisme": "CCAS de Pantin",
        "Genre d’organisme": "CCAS ou mairie",
        "Département": "93",
        "Envoyée le": dt.datetime(2026, 11, 1),  # noqa: DTZ001 - as openpyxl reads them
        "Reçue le": dt.datetime(2026, 11, 3),  # noqa: DTZ001
        "Réponse le": dt.datetime(2026, 11, 20),  # noqa: DTZ001
        "Jours pour répondre": 17,
        "Leur dernier jour": None,
        "Prochaine échéance": dt.datetime(2026, 12, 20),  # noqa: DTZ001
        "Prochaine étape": "Attendre la réponse",
        "Clos le": None,
        "Au nom d’une organisation": "non",
    }
    assert seconde["Au nom d’une organisation"] == "oui"
    assert seconde["Jours pour répondre"] is None


@pytest.mark.parametrize("jours", [0, 40, 400])
def test_the_next_step_and_the_next_date_are_one_act_the_one_the_suivi_shows_first(
    catalogue: Catalogue, exports: Exports, horloge: Horloge, tmp_path: Path, jours: int
) -> None:
    """Whatever the dossier, a day chosen to look at it again or not, and lines computed on an earlier day."""
    suivant = Suivant(catalogue)
    coffres = make_coffres(horloge, suivre=suivant)
    inventeur = Inventeur(catalogue, 90, horloge.today() - dt.timedelta(days=10))
    with closing(coffres.create(tmp_path / "invente.coffre", PHRASE, accept_weak=True)) as coffre:
        references = coffre.dossiers.create_all(inventeur.dossier(rang) for rang in range(90))
        for rang, reference in enumerate(references[::4]):
            coffre.regards.put(reference, horloge.today() + dt.timedelta(days=3 * rang))
        horloge.advance(days=jours)
        choix = ChoixExport(colonnes=(ColonneExport.REFERENCE, ColonneExport.ECHEANCE, ColonneExport.ETAPE))
        export(coffre, exports, choix, tmp_path / "t.xlsx")
        dit = Presentation(catalogue, horloge.today)
        montrees = {ligne.reference: ligne for ligne in coffre.liste.page(Filtre(), taille=90).lignes}

        etapes = 0
        for lue, echeance, etape in (cellules.values() for cellules in cells(tmp_path / "t.xlsx")):
            ligne = montrees[str(lue)]
            jour = echeance.date() if isinstance(echeance, dt.datetime) else None
            assert (jour, etape or "") == (ligne.votre_date or ligne.prochaine_date, dit.dates(ligne).geste), ligne
            if ligne.votre_delai:
                # A last day of one's own is named, and is that of the law, from the facts of the dossier.
                assert etape == catalogue.textes(f"suivi.votre.geste.{ligne.votre_delai}")
                etapes += 1
        assert len(montrees) == 90
        assert etapes or jours > 100


@pytest.mark.parametrize("format_", FormatTableau)
def test_without_the_tick_nobody_is_named_whatever_the_columns(
    coffre: Coffre, exports: Exports, tmp_path: Path, format_: FormatTableau
) -> None:
    demande = replace(full(), organisme=replace(full().organisme, nom="CCAS de Pantin"))
    reference = coffre.dossiers.create(demande, affaire=coffre.affaires.create(f"t {CANARI}"))
    write_note(coffre, reference, f"note {CANARI}")
    coffre.faits.take(FaitANoter(reference, Evenement(dt.date(2026, 11, 2), _T.RELANCE_ENVOYEE), recommande=f"2C {CANARI}"))
    choix = ChoixExport(colonnes=TOUTES, format_=format_)

    chemin = tmp_path / exports.name(choix)
    export(coffre, exports, choix, chemin)

    assert CANARI not in repr(gather(coffre, choix))
    if format_ is FormatTableau.CSV:
        assert CANARI not in chemin.read_text(encoding="utf-8-sig")
        assert "CCAS de Pantin" in chemin.read_text(encoding="utf-8-sig")
    else:
        (ligne,) = cells(chemin)
        assert CANARI not in str(ligne)
        assert not {exports.title(colonne) for colonne in NOMINATIVES} & ligne.keys()


def test_the_sums_and_months_of_a_debt_are_in_no_table(coffre: Coffre, exports: Exports, tmp_path: Path) -> None:
    periode: dict[str, Valeur] = {
        "periode_du": dt.date(2023, 3, 1),
        "periode_au": dt.date(2024, 2, 1),
        "periode_somme": "1 317,40 €",
    }
    reponses: dict[str, Valeur] = {
        "decision_genre": "indu",
        "aide_caf": "logement",
        "periodes": (periode,),
        "retenu_somme": "1 317,40 €",
    }
    coffre.dossiers.create(replace(full(), demarche="somme_reclamee", reponses=reponses))

    for noms in (False, True):
        choix = ChoixExport(colonnes=TOUTES, format_=FormatTableau.CSV, avec_noms=noms)
        chemin = tmp_path / f"{noms}.csv"
        export(coffre, exports, choix, chemin)

        assert not [mot for mot in ("317", "2023", "2024") if mot in chemin.read_text(encoding="utf-8-sig")]


def test_with_the_tick_one_finds_who_it_is(coffre: Coffre, exports: Exports, tmp_path: Path) -> None:
    reference = coffre.dossiers.create(full(), affaire=coffre.affaires.create("Le logement"))
    coffre.dossiers.create(Demande("acces"))
    coffre.faits.take(FaitANoter(reference, Evenement(dt.date(2026, 11, 2), _T.RELANCE_ENVOYEE), recommande="2C 999"))
    annule = coffre.faits.take(FaitANoter(reference, Evenement(dt.date(2026, 11, 3), _T.RELANCE_ENVOYEE), recommande="2C 000"))[
        0
    ].numero
    coffre.faits.give_back(FaitPris(reference, annule))
    write_note(coffre, reference, "jamais dans un tableau")
    choix = ChoixExport(colonnes=TOUTES, avec_noms=True, tri=Tri.REFERENCE)

    assert exports.name(choix) == "dossiers-avec-noms.xlsx"
    export(coffre, exports, choix, tmp_path / "t.xlsx")

    premiere, seconde = cells(tmp_path / "t.xlsx")
    assert [premiere[exports.title(colonne)] for colonne in ColonneExport if colonne in NOMINATIVES] == [
        f"p {CANARI} n {CANARI}",
        f"s {CANARI}",
        f"r {CANARI}",
        "2C 999",
        "Le logement",
    ]
    assert seconde["Personne"] == "anonyme"
    assert "jamais" not in str(premiere)


def test_an_address_that_nobody_may_read_is_in_no_column(coffre: Coffre, exports: Exports, tmp_path: Path) -> None:
    adresse = ("Villa Zanzibar", "59123 Quetzalville")
    concerne = Personne(nom="Œuvrard", adresse=adresse, adresse_protegee=True)
    coffre.dossiers.create(replace(sent(2), lieu="Quetzalville", concerne=concerne))
    export(coffre, exports, ChoixExport(colonnes=TOUTES, avec_noms=True), tmp_path / "t.xlsx")
    (ligne,) = cells(tmp_path / "t.xlsx")
    assert "Œuvrard" in str(ligne)
    assert not [mot for mot in ("Zanzibar", "Quetzalville", "59123") if mot in str(ligne)]


def test_the_line_of_a_hidden_person_says_nothing_of_where_she_lives(coffre: Coffre, exports: Exports, tmp_path: Path) -> None:
    adresse = ("Foyer Quetzal", "14 rue des Zanzibars", "59123 Vermelleville")
    cachee = Personne(nom="Œuvrard", adresse=adresse, adresse_protegee=True)
    dits = ("CCAS, rue des Zanzibars", "CCAS de Vermelleville", "Foyer Quetzal")
    for dit in dits:
        for personne in (cachee, Personne(nom="Autre")):
            coffre.dossiers.create(Demande("acces", concerne=personne, organisme=Organisme(dit)))
    choix = ChoixExport(colonnes=(ColonneExport.PERSONNE, ColonneExport.ORGANISME), avec_noms=True)
    export(coffre, exports, choix, tmp_path / "t.xlsx")
    lignes = cells(tmp_path / "t.xlsx")
    assert [ligne["Organisme"] for ligne in lignes if "Œuvrard" in str(ligne["Personne"])] == [None] * len(dits)
    # A street and a town are those of other people too.
    assert {ligne["Organisme"] for ligne in lignes if "Autre" in str(ligne["Personne"])} >= {*dits[:2]}


@pytest.mark.parametrize("adresse", [(), ("14 rue des Zanzibars", "59123 Vermelleville")])
def test_nothing_typed_at_will_is_in_the_line_of_a_hidden_person(
    coffre: Coffre, exports: Exports, tmp_path: Path, adresse: tuple[str, ...]
) -> None:
    """Ordinary words tell where one is too, and where that is nobody was told: nobody decides of a cell."""
    lieu = coffre.affaires.create("La chambre au-dessus de la piscine")
    for protegee in (True, False):
        concerne = Personne(nom="Vidal", reference_dossier="chez ma sœur", adresse=adresse, adresse_protegee=protegee)
        organisme = Organisme("Département du Nord", service="PMI de Guiscriff")
        coffre.dossiers.create(Demande("acces", concerne=concerne, organisme=organisme), affaire=lieu)
    ecrit = export(coffre, exports, ChoixExport(colonnes=TOUTES, avec_noms=True), tmp_path / "t.xlsx")

    (cachee,), (autre,) = (
        [ligne for ligne in cells(tmp_path / "t.xlsx") if bool(ligne["Affaire"]) is dit] for dit in (False, True)
    )
    libres = [
        exports.title(colonne) for colonne in (ColonneExport.SERVICE, ColonneExport.LEUR_REFERENCE, ColonneExport.AFFAIRE)
    ]
    assert [cachee[titre] for titre in libres] == [None] * len(libres)
    assert [autre[titre] for titre in libres] == ["PMI de Guiscriff", "chez ma sœur", "La chambre au-dessus de la piscine"]
    assert (cachee["Personne"], cachee["Organisme"], ecrit.tues) == ("Vidal", "Département du Nord", len(libres))


def test_only_the_chosen_columns_leave_in_the_usual_order(coffre: Coffre, exports: Exports, tmp_path: Path) -> None:
    coffre.dossiers.create(sent(1))
    choix = ChoixExport(colonnes=(ColonneExport.PERSONNE, ColonneExport.ENVOYEE, ColonneExport.REFERENCE))
    export(coffre, exports, choix, tmp_path / "t.xlsx")

    assert list(cells(tmp_path / "t.xlsx")[0]) == ["Référence", "Envoyée le"]


def test_the_lines_are_those_of_the_suivi_in_its_order(coffre: Coffre) -> None:
    references = [coffre.dossiers.create(sent(jour, nom)) for jour, nom in ((5, "Cé"), (1, "Bé"), (9, "Ah"))]
    jete = coffre.dossiers.create(sent(7))
    coffre.corbeille.put(jete)

    def shown(choix: ChoixExport) -> list[int]:
        return [references.index(releve.reference) for releve in gather(coffre, choix)]

    assert shown(ChoixExport()) == [1, 0, 2]
    assert shown(ChoixExport(tri=Tri.PERSONNE)) == [2, 1, 0]
    # What was chosen, as it was shown; what is gone since is not there.
    assert shown(ChoixExport(references=(references[2], jete, references[1]))) == [2, 1]


def test_a_line_is_true_for_today_even_if_nobody_computed_it_again(coffre: Coffre, horloge: Horloge) -> None:
    coffre.dossiers.create(sent(1))
    horloge.advance(days=30)

    (releve,) = gather(coffre, ChoixExport())
    assert (releve.etat, releve.prochaine_etape) == ("depasse", "acces/relance")


def test_nothing_is_missed_when_something_is_written_meanwhile(coffre: Coffre, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("droits_usagers.services.suivi.exports._LISTEES", 2)
    references = [coffre.dossiers.create(sent(jour)) for jour in range(1, 8)]
    parties = coffre.exports.gathering(ChoixExport(tri=Tri.REFERENCE))
    next(parties)
    next(parties)
    # The first of the list goes: the others all move up by one.
    coffre.corbeille.put(references[0])

    assert [releve.reference for releve in run_through(parties).releves] == references[1:]


def test_it_says_when_a_file_was_replaced_and_how_many_cells_were_made_harmless(
    coffre: Coffre, exports: Exports, tmp_path: Path
) -> None:
    coffre.dossiers.create(replace(sent(1), organisme=Organisme("+CCAS")))
    choix = ChoixExport(format_=FormatTableau.CSV)
    (tmp_path / "t.csv").write_text("avant")
    ecrit = export(coffre, exports, choix, tmp_path / "t.csv")

    assert ecrit.a_remplace
    assert ecrit.changements.desamorcees == 1
    assert "'+CCAS" in (tmp_path / "t.csv").read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("format_", FormatTableau)
def test_stopped_or_failing_it_leaves_what_was_there(
    coffre: Coffre, exports: Exports, tmp_path: Path, format_: FormatTableau
) -> None:
    coffre.dossiers.create_all(NouveauDossier(sent(1 + rang % 20)) for rang in range(150))
    choix = ChoixExport(format_=format_)
    releves = gather(coffre, choix)
    dossier = tmp_path / "sortie"
    dossier.mkdir()
    (dossier / "t").write_text("avant")

    parties = exports.writing(releves, choix, dossier / "t")
    next(parties)
    assert len(list(dossier.iterdir())) > 1
    parties.close()
    assert [(fichier.name, fichier.read_text()) for fichier in dossier.iterdir()] == [("t", "avant")]

    with pytest.raises(ExpectedError) as refus:
        next(exports.writing(releves, choix, dossier / "absent" / "t"))
    assert refus.value.panne is Panne.DOSSIER_INACCESSIBLE


def test_a_full_disk_is_said(coffre: Coffre, exports: Exports, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    coffre.dossiers.create(sent(1))
    choix = ChoixExport()
    releves = gather(coffre, choix)
    dossier = tmp_path / "sortie"
    dossier.mkdir()

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, "plein")

    monkeypatch.setattr("zipfile.ZipFile.write", refuse)
    with pytest.raises(ExpectedError) as refus:
        run_through(exports.writing(releves, choix, dossier / "t.xlsx"))
    assert refus.value.panne is Panne.DISQUE_PLEIN
    assert list(dossier.iterdir()) == []


@pytest.mark.parametrize(
    "lu", [None, [], {"colonnes": "etat"}, {"colonnes": ["personne"], "format": "ods"}, {"format": ["csv"]}]
)
def test_what_was_chosen_is_proposed_again_but_never_that_names_were(lu: object) -> None:
    choix = ChoixExport(colonnes=(ColonneExport.ETAT, ColonneExport.PERSONNE), format_=FormatTableau.CSV, avec_noms=True)
    garde = json.loads(json.dumps(habits_as_json(choix)))
    assert habits_of(garde) == (choix.colonnes, choix.format_)
    assert set(garde) == {"colonnes", "format"}

    colonnes, format_ = habits_of(lu)
    assert set(colonnes) == set(ColonneExport)
    assert format_ is FormatTableau.XLSX


def test_a_workbook_prints_where_the_journal_was_and_holds_no_more_cells(
    coffre: Coffre, exports: Exports, tmp_path: Path
) -> None:
    coffre.dossiers.create(sent(1))
    choix, chemin = ChoixExport(), tmp_path / "t.xlsx"
    recolte = run_through(coffre.exports.gathering(choix))
    assert recolte.tete is not None
    coffre.dossiers.create(sent(2))
    run_through(exports.writing(recolte.releves, choix, chemin, tete=recolte.tete))

    feuille = load_workbook(chemin)["Dossiers"]
    assert feuille.max_row == 2
    pied = str(feuille.oddFooter.left.text)
    assert pied.replace("\u00a0", " ") == f"Journal du coffre, ligne 2 : {recolte.tete.courte}"
    # It is found again, whatever was written since.
    lue = read_head(pied)
    assert lue is not None
    assert coffre.holds_line(lue)
    # A table that does not come from a coffre prints nothing.
    run_through(exports.writing(recolte.releves, choix, chemin))
    assert not load_workbook(chemin)["Dossiers"].oddFooter.left.text


def test_the_journal_says_that_a_table_left(coffre: Coffre, horloge: Horloge, tmp_path: Path) -> None:
    coffre.exports.noted()
    assert coffre.journal()[0].action is Action.TABLEAU_EXPORTE

    seconde = make_coffres(horloge, suivre=SuiviSimple()).open(tmp_path / "permanence.coffre", PHRASE)
    seconde.exports.noted()
    assert seconde.lecture_seule
    seconde.close()


def test_an_address_nobody_opened_in_this_sitting_is_heard_before_a_table_leaves(
    catalogue: Catalogue, horloge: Horloge, tmp_path: Path
) -> None:
    controle, chemin = Controle(catalogue), tmp_path / "table.xlsx"
    coffres = make_coffres(horloge, entendre=controle.hear_coffre)
    cachee = Personne(nom="Vidal", adresse=("14 bis rue des Acacias", "93200 Saint-Denis"), adresse_protegee=True)
    with closing(coffres.create(tmp_path / "permanence.coffre", PHRASE, accept_weak=True)) as coffre:
        coffre.dossiers.create(Demande("acces", concerne=cachee))
        for nom in ("Foyer, 14 bis r. des Acacias", "Mairie, rue des Acacias, 93200 Saint-Denis"):
            coffre.dossiers.create(Demande("acces", organisme=Organisme(nom)))
        choix = ChoixExport(colonnes=(ColonneExport.ORGANISME,))
        releves = gather(coffre, choix)
        ecrit = Exports(catalogue, horloge.today, controle)
        fait = run_through(ecrit.writing(releves, choix, chemin))
        # A street and a town are those of other people too.
        assert (fait.lignes, fait.tues) == (3, 1)
        feuille = load_workbook(chemin).worksheets[0]
        assert "Foyer, 14 bis r. des Acacias" not in [cellule.value for cellule in feuille["A"]]
        # Once the coffre is locked, nothing is remembered of it; it is heard again when it is opened.
        controle.forget()
        assert controle.cadre == Cadre()
    with closing(coffres.open(tmp_path / "permanence.coffre", PHRASE)):
        assert controle.cadre.adresses_d_autres == (cachee.adresse,)
