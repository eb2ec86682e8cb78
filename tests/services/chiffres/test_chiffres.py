"""From a coffre to the report on its figures: what is counted, what is said, and nothing of anyone."""

import datetime as dt
import io
import subprocess
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from docx import Document

from droits_usagers.domain.chiffres import Chiffres
from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.dossier.dossiers import Suivi, read_head
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.personnes.organismes import Organisme
from droits_usagers.domain.personnes.personnes import Auteur, Personne, Qualite
from droits_usagers.domain.socle.unites import run_through
from droits_usagers.places import Places
from droits_usagers.services.chiffres.chiffres import CSV, XLSX, RapportsChiffres
from droits_usagers.services.chiffres.coffre import Compte, count
from droits_usagers.services.coffres import Coffre
from droits_usagers.services.ensemble import Services
from droits_usagers.services.lettre.courriers import Format
from droits_usagers.vault.releves import LOT
from tests.coffres import PHRASE, Horloge, make_coffres
from tests.outils import besoin_de

_T = TypeEvenement
AU = dt.date(2026, 11, 24)
ENVOI = dt.date(2026, 3, 2)
SYNDICAT = Auteur(Qualite.ORGANISATION, Personne(denomination="Syndicat du département"))


class _UnMois:
    """A last day to answer a month after the receipt, and what facts say of the etat."""

    version = 1

    def __call__(
        self, demande: Demande, today: dt.date, *, revoir_le: dt.date | None = None, cree_le: dt.date | None = None
    ) -> Suivi:
        del revoir_le, cree_le
        types = {evenement.type for evenement in demande.evenements}
        recue = next((each.date for each in demande.evenements if each.type is _T.RECU), None)
        limite = recue + dt.timedelta(31) if recue else None
        if _T.REPONSE_COMPLETE in types:
            return Suivi("repondu_complet", dernier_jour=limite)
        etat = "depasse" if limite and limite < today else "en_attente"
        return Suivi(etat if types else "a_envoyer", dernier_jour=limite)


def _demande(
    nom: str,
    *,
    demarche: str = "acces",
    envoi: dt.date = ENVOI,
    delai: int | None = None,
    organisme: str = "CCAS de Pantin",
    territoire: str = "",
) -> Demande:
    """Sent, received three days later, answered after `delai` days from the receipt."""
    faits = [Evenement(envoi, _T.ENVOYE), Evenement(envoi + dt.timedelta(3), _T.RECU)]
    if delai is not None:
        faits.append(Evenement(envoi + dt.timedelta(3 + delai), _T.REPONSE_COMPLETE))
    concerne = Personne(prenom="Élodie" if nom else "", nom=nom)
    return Demande(demarche, concerne=concerne, organisme=Organisme(organisme, territoire=territoire), evenements=tuple(faits))


def _many(n: int, prefixe: str, **champs: object) -> list[Demande]:
    return [_demande(f"{prefixe}{rang}", **champs) for rang in range(n)]  # type: ignore[arg-type]


@pytest.fixture
def coffre(tmp_path: Path) -> Iterator[Coffre]:
    coffre = make_coffres(Horloge(), suivre=_UnMois()).create(tmp_path / "a.coffre", PHRASE, accept_weak=True)
    yield coffre
    coffre.close()


def _fill(coffre: Coffre, demandes: Iterable[Demande]) -> None:
    for demande in demandes:
        coffre.dossiers.create(demande)


def _count(coffre: Coffre, annee: int | None = None) -> Compte:
    return count(run_through(coffre.chiffres.gathering(annee)))


# What is counted.


def test_a_year_is_counted_from_what_was_sent_in_it(coffre: Coffre) -> None:
    _fill(coffre, [*_many(11, "a", delai=10), *_many(12, "b"), *_many(13, "c", delai=50)])
    _fill(coffre, [_demande("d", envoi=dt.date(2025, 12, 31)), Demande("acces")])
    encours = replace(_demande(""), concerne=None, auteur=SYNDICAT, demarche="registre_aipd")
    _fill(coffre, [encours])

    compte = _count(coffre)

    assert (compte.chiffres.annee, compte.demandes, compte.annees) == (2026, 37, (2026, 2025))
    assert compte.chiffres.personnes is not None
    assert compte.chiffres.personnes.total.demandes == 36
    assert compte.chiffres.personnes.total.reponses == 24
    assert compte.chiffres.personnes.total.hors_delai == 25
    assert [ligne.cle for ligne in compte.chiffres.en_propre] == ["registre_aipd"]
    assert _count(coffre, 2025).demandes == 1


def test_two_bodies_of_one_name_in_two_departements_are_two(coffre: Coffre) -> None:
    _fill(coffre, _many(14, "a", organisme="CCAS de Saint-Denis", territoire="93"))
    _fill(coffre, _many(13, "b", organisme="CCAS de SAINT-DENIS", territoire="974"))
    _fill(coffre, _many(12, "c", organisme="CCAS de Pantin", territoire="93"))
    _fill(coffre, _many(11, "d", organisme="CCAS de Pantin"))

    personnes = _count(coffre).chiffres.personnes

    assert personnes is not None
    assert {ligne.cle: ligne.demandes for ligne in personnes.organismes} == {
        "CCAS de Saint-Denis (93)": 14,
        "CCAS de Saint-Denis (974)": 13,
        "CCAS de Pantin": 23,
    }


def test_one_person_counts_once_and_someone_without_a_name_by_dossier(coffre: Coffre) -> None:
    _fill(coffre, [_demande("Œuvrard") for _ in range(12)])
    assert _count(coffre).chiffres.personnes is None

    _fill(coffre, [_demande("") for _ in range(9)])
    assert _count(coffre).chiffres.personnes is not None


def test_one_person_written_in_several_ways_is_one(coffre: Coffre) -> None:
    noms = (("Anne-Marie", "Dûpont"), ("ANNE MARIE", "DUPONT"), ("Dupont", "Anne-Marie"), (" Anne  Marie", "Dupont "))
    _fill(coffre, (replace(_demande("x"), concerne=Personne(prenom=prenom, nom=nom)) for prenom, nom in noms))
    releve = run_through(coffre.chiffres.gathering(2026))
    assert len({cas.personne for cas in releve.cas}) == 1


def test_the_same_organisme_written_in_two_ways_is_one(coffre: Coffre) -> None:
    _fill(coffre, [*_many(10, "a"), *_many(10, "b", organisme="CCAS DE PANTIN "), *_many(15, "c", organisme="CAF")])

    publie = _count(coffre).chiffres.personnes

    assert publie is not None
    assert [(ligne.cle, ligne.demandes) for ligne in publie.organismes] == [("CCAS de Pantin", 20), ("CAF", 15)]


def test_what_was_received_without_its_sending_being_known_is_of_the_year_it_was_received(coffre: Coffre) -> None:
    recu = replace(_demande("a"), evenements=(Evenement(dt.date(2023, 6, 1), _T.RECU),))
    _fill(coffre, [recu, _demande("b")])

    assert _count(coffre).annees == (2026, 2023)
    assert _count(coffre, 2023).demandes == 1


def test_many_lines_are_read_a_few_at_a_time(coffre: Coffre) -> None:
    _fill(coffre, _many(LOT + 3, "a"))

    *unites, fin = [avancement.fait for avancement in coffre.chiffres.gathering()]

    assert (unites, fin) == ([LOT], LOT + 3)


def test_an_empty_year_and_an_empty_coffre(coffre: Coffre) -> None:
    assert (_count(coffre).demandes, _count(coffre).annees) == (0, ())
    _fill(coffre, [_demande("a", envoi=dt.date(2024, 5, 2))])
    # The latest year in which something was sent.
    assert _count(coffre).chiffres.annee == 2024
    assert _count(coffre, 2026).demandes == 0


def test_the_coffre_remembers_when_figures_were_handed_out(coffre: Coffre) -> None:
    _fill(coffre, _many(10, "a"))
    assert _count(coffre).remis_le is None

    coffre.chiffres.hand_out(2026)

    assert _count(coffre).remis_le == AU
    assert _count(coffre, 2025).remis_le is None


def test_a_coffre_that_is_only_read_remembers_nothing(coffre: Coffre) -> None:
    lecteur = make_coffres(Horloge(), suivre=_UnMois()).open(coffre.chemin, PHRASE)
    assert lecteur.lecture_seule
    try:
        lecteur.chiffres.hand_out(2026)
        assert _count(lecteur).remis_le is None
    finally:
        lecteur.close()


def test_what_is_read_for_figures_names_nobody(coffre: Coffre) -> None:
    _fill(coffre, _many(3, "Zéphyrine"))

    releve = run_through(coffre.chiffres.gathering())

    assert "Zéphyrine" not in "".join(map(repr, releve.cas))
    assert [cas.personne for cas in releve.cas] == [0, 1, 2]


# What is said.


@pytest.fixture(scope="module")
def rapports(places: Places) -> RapportsChiffres:
    services = Services(places, lambda: AU, lambda: dt.datetime(2026, 11, 24, tzinfo=dt.UTC))
    return services.chiffres


def _chiffres(coffre: Coffre) -> Chiffres:
    """Several rights and organismes, some too few to be told; late answers; the union's own requests."""
    _fill(
        coffre,
        [
            *_many(30, "a", delai=10, organisme="Conseil départemental & <Cie>"),
            *_many(25, "b", delai=50),
            *_many(14, "c", demarche="opposition"),
            *_many(12, "d", demarche="rectification", delai=20),
            *_many(3, "e", demarche="portabilite", organisme="Rarissime"),
            *_many(9, "f", organisme="Rare aussi"),
            *_many(20, "g", envoi=dt.date(2026, 11, 10)),
            *(replace(_demande("", delai=40), concerne=None, auteur=SYNDICAT, demarche="registre_aipd") for _ in range(2)),
        ],
    )
    return _count(coffre).chiffres


def test_the_report_says_figures_method_and_nobody(coffre: Coffre, rapports: RapportsChiffres) -> None:
    texte = rapports.text(rapports.report(_chiffres(coffre)))

    assert texte.startswith("Les demandes suivies en 2026\n")
    assert "24 novembre 2026" in texte
    assert "Conseil départemental & <Cie>" in texte
    assert "Registre et AIPD | 2 | 2 | 2 | 40 j" in texte
    # Neither what is merged nor how many things are.
    assert "Portabilité" not in texte
    assert "Rarissime" not in texte
    assert "Élodie" not in texte
    assert "Comment ces chiffres sont faits" in texte


@besoin_de("pdftotext")
def test_the_pdf_is_accessible_and_holds_what_the_text_does(coffre: Coffre, rapports: RapportsChiffres) -> None:
    rapport = rapports.report(_chiffres(coffre))
    pdf = rapports.render(rapport, Format.PDF)

    assert b"pdfuaid:part" in pdf
    lu = subprocess.run(["pdftotext", "-", "-"], input=pdf, check=True, capture_output=True).stdout.decode()
    for partie in rapport.parties:
        assert partie.titre in lu.replace("\u2019", "’")
    assert rapports.render(rapport, Format.PDF) == pdf
    assert len(rapports.pages(rapport)) == len(rapports.images(rapport, 300)) >= 2


def test_the_word_document_draws_each_chart_and_says_what_it_shows(coffre: Coffre, rapports: RapportsChiffres) -> None:
    rapport = rapports.report(_chiffres(coffre))
    contenu = rapports.render(rapport, Format.DOCX)

    document = Document(io.BytesIO(contenu))
    dits = [dessin.get("descr") for dessin in document.element.iter("{*}docPr")]
    assert dits == [partie.graphique.description for partie in rapport.parties if partie.graphique]
    assert all("Diagramme en barres" in dit for dit in dits)
    assert document.core_properties.author == ""
    assert "\U000f0005" not in "".join(paragraphe.text for paragraphe in document.paragraphs)
    assert rapports.render(rapport, Format.DOCX) == contenu
    with zipfile.ZipFile(io.BytesIO(contenu)) as paquet:
        assert {info.date_time for info in paquet.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_spreadsheet_holds_the_published_tables(coffre: Coffre, rapports: RapportsChiffres) -> None:
    chiffres = _chiffres(coffre)
    assert chiffres.personnes is not None

    feuille = openpyxl.load_workbook(io.BytesIO(rapports.spreadsheet(chiffres, XLSX))).active
    assert feuille is not None
    lignes = list(feuille.iter_rows(values_only=True))

    assert lignes[0][:3] == ("Tableau", "Ligne", "Demandes")
    assert lignes[1][2] == chiffres.personnes.total.demandes
    assert lignes[-1][:6] == ("Organisation en son nom", "Registre et AIPD", 2, 2, 2, 40)
    assert "Rarissime" not in str(lignes)
    texte = rapports.spreadsheet(chiffres, CSV).decode("utf-8-sig")
    assert len(texte.splitlines()) == len(lignes)
    assert rapports.suggested_name(2026, CSV) == "chiffres-2026.csv"


def test_the_report_says_where_the_journal_was(coffre: Coffre, rapports: RapportsChiffres) -> None:
    compte = _count(coffre)
    assert compte.tete is not None
    texte = rapports.text(rapports.report(compte.chiffres, compte.tete))
    lue = read_head(texte.partition("son journal en était à la ")[2].partition(". ")[0].replace("d’empreinte", ""))
    assert lue is not None
    assert coffre.holds_line(lue)
    assert "pas ce qu’aurait refait quelqu’un qui a la phrase de passe" in texte
    feuille = openpyxl.load_workbook(io.BytesIO(rapports.spreadsheet(compte.chiffres, XLSX, compte.tete))).active
    assert feuille is not None
    assert compte.tete.courte in str(feuille.oddFooter.left.text)


def test_too_few_people_are_not_counted_and_own_requests_are(coffre: Coffre, rapports: RapportsChiffres) -> None:
    _fill(coffre, [_demande("a"), replace(_demande(""), concerne=None, auteur=SYNDICAT)])
    chiffres = _count(coffre).chiffres

    texte = rapports.render(rapports.report(chiffres), Format.TXT).decode()

    assert "Moins de dix personnes" in texte
    assert "Accès | 1 | 0 | 1 | –" in texte
    assert len(rapports.spreadsheet(chiffres, CSV).decode().splitlines()) == 2


def test_an_axis_of_which_nothing_can_be_told_apart_says_so(coffre: Coffre, rapports: RapportsChiffres) -> None:
    _fill(coffre, _many(12, "a"))

    texte = rapports.text(rapports.report(_count(coffre).chiffres))

    assert "ne peuvent pas être séparées par droit" in texte
    assert "ne peuvent pas être séparées par organisme" in texte


def test_a_finished_year_is_not_provisional(coffre: Coffre, rapports: RapportsChiffres) -> None:
    _fill(coffre, _many(12, "a", envoi=dt.date(2025, 5, 5)))

    texte = rapports.text(rapports.report(_count(coffre, 2025).chiffres))

    assert "entre le 1er" in texte.replace("\u00a0", " ")
    assert "provisoires" not in texte


def test_a_right_this_version_does_not_know_keeps_its_id(rapports: RapportsChiffres) -> None:
    assert rapports.name_of("acces") == "Accès"
    assert rapports.name_of("demain") == "demain"
    assert rapports.name_of("saisine_cada")


def test_the_report_is_in_french_whatever_the_language_of_the_screen(coffre: Coffre, places: Places) -> None:
    _fill(coffre, _many(12, "a"))
    pseudo = Services(places, lambda: AU, lambda: dt.datetime(2026, 11, 24, tzinfo=dt.UTC), "pseudo").chiffres

    assert pseudo.text(pseudo.report(_count(coffre).chiffres)).startswith("Les demandes suivies en 2026\n")
    assert pseudo.name_of("acces") != "Accès"
