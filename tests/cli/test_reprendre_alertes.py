"""Someone who must not know, as twenty hands write it in a table: nothing of it, nor of the address, is on any paper."""

import datetime as dt
import io
import json
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn

from droits_usagers.domain.dossier.dossiers import Filtre
from droits_usagers.domain.personnes.personnes import Personne
from droits_usagers.places import Places
from droits_usagers.services.ensemble import Services
from droits_usagers.services.lettre.courriers import Format
from tests.cli.conftest import JOUR, Lance
from tests.coffres import PHRASE, fast
from tests.tableaux import xlsx

#: Wordings that no list of ours holds whole, and one that is only a sign.
ALERTES = (
    "monsieur ne doit pas savoir",
    "ADRESSE À TAIRE",
    "⚠ violences",
    "écrire chez la voisine du 3",
    "fuit son ex",
    "(le frère ouvre la boîte aux lettres)",
    "pas de courrier svp",
    "zone grise TGD 2025",
    "Motus et bouche cousue",
    "*** voir Karima avant ***",
    "🔒",
    "NE RIEN POSTER",
    # Where « haut » and « maison » are also of places, and « X » a number.
    "haut risque",
    "maison piégée",
    "sous X",
    "zone rouge",
    "secteur noir",
)
ENTETES = ("Nom", "Prénom", "Adresse", "CP", "Ville", "Démarche", "Organisme", "Envoyé le", "Remarques", "Tél", "", "Service")
RUE = "12 rue des Lilas"
#: Where each is written: rank of the column, and the cell around it.
PLACES = (
    (2, f"{RUE} {{}}"),
    (2, f"{{}}\n{RUE}"),
    (2, f"{RUE} ({{}})"),
    (2, f"{RUE}, {{}}, 93000 Bobigny"),
    (2, f"chez Mme Diallo {{}}, {RUE}"),
    (4, "Bobigny {}"),
)
#: As everyone would read them.
CLAIRES = (
    "NE PAS ÉCRIRE AU DOMICILE",
    "⚠ mari violent",
    "Surtout ne rien envoyer chez elle !",
    "ADRESSE CONFIDENTIELLE",
    "elle se cache",
)
ORDINAIRES = (
    ("chez Mme Diallo, 4 place du Marché", "93000", "Bobigny"),
    ("Bât. C, appt 12, 3 allée Jean Jaurès", "75018", "Paris"),
    ("BP 40", "93006", "BOBIGNY CEDEX"),
    ("Résidence les Tilleuls\n7 avenue du 8 mai 1945", "93200", "St Denis"),
    ("Lieu-dit La Croix Blanche", "24000", "Périgueux"),
    ("12 bis rue du Général-de-Gaulle", "35042", "Rennes cedex 2"),
    ("Maison d'arrêt, 1 rue du Pressoir", "22000", "Saint-Brieuc"),
    ("5 voie Mallarmé", "95000", "Cergy"),
    ("45 cours Émile-Zola, chez Mme Petit", "69100", "Villeurbanne"),
    ("Rue de la Loi 16, 1000 Bruxelles, Belgique", "", ""),
)


#: What nothing in the program is meant to hear.
INOUIES = (
    "logée clandestinement",
    "jamais chez elle",
    "(planque)",
    "il fouille",
    "passe par la cousine de Lyon",
    "boîte relevée par l'autre",
    "tout transite par Nadia",
    "squatte chez une collègue",
    "appt prêté sous le manteau",
    "sous un faux nom",
    "dossier sensible",
    "la belle-sœur trie le courrier",
    "revenue hier soir avec un œil noir",
    "bail au nom de l'asso",
    "voir avec la référente",
    "planquée",
    "il rôde",
    "colocation à risque",
    "lit tout ce qui arrive",
    "P",
)


#: Where a body or its service is named, and no list of ours holds them whole.
DE_TROP = ("conjoint violent", "il y travaille", "zone rouge", "voir Karima avant")
CORPS = (
    *(
        "CAF 93",
        "caf de paris",
        "CD93",
        "Foyer Les Hirondelles",
        "association Aurore",
        "Médecins du monde",
        "Emmaüs Solidarité",
    ),
    *("MAIRIE DE PANTIN", "Préfecture de police", "115 / SIAO 75", "Maison des adolescents", "Hôpital Robert-Ballanger"),
)


def _line(rang: int, **cellules: str) -> list[str]:
    dites = dict(
        zip(
            ENTETES, ("Koné", f"Awa{rang}", RUE, "93000", "Bobigny", "accès", "CCAS de Pantin", "", "", "", "", ""), strict=True
        )
    )
    return list((dites | cellules).values())


def _taken_over(
    lance: Lance, services: Services, dossier: Path, lignes: Sequence[Sequence[str]], *options: str
) -> list[tuple[Personne, str, int]]:
    """Whom each line made, all that is printed for them as Word writes it, and how many of its cells are to be checked."""
    tableau, coffre = dossier / "suivi.xlsx", dossier / "permanence.coffre"
    tableau.write_bytes(xlsx([ENTETES, *lignes]))
    assert lance("coffre", "creer", coffre).code == 0
    fini = lance("coffre", "reprendre", tableau, "--coffre", coffre, *options)
    assert fini.code == 0, fini.err
    faits = []
    with closing(services.coffres.open(coffre, PHRASE)) as ouvert:
        references = sorted(ligne.reference for ligne in ouvert.liste.page(Filtre(), taille=len(lignes)).lignes)
        assert len(references) == len(lignes)
        for lu in map(ouvert.dossiers.read, references):
            rendu = services.courriers.render(services.courriers.compose(lu.demande), Format.DOCX)
            corps = Document(io.BytesIO(rendu.contenu)).element.body
            mots = "\n".join("".join(une.itertext()) for une in corps.iter(qn("w:p")))
            assert lu.demande.concerne is not None
            faits.append((lu.demande.concerne, mots, len(lu.a_verifier)))
    return faits


@pytest.fixture
def services(places: Places, monkeypatch: pytest.MonkeyPatch) -> Services:
    monkeypatch.setenv("DROITS_USAGERS_PHRASE", PHRASE)
    services = Services(places=places, today=lambda: JOUR, now=lambda: dt.datetime(2026, 11, 24, 9, tzinfo=dt.UTC))
    fast(services)
    return services


def test_no_word_of_a_warning_nor_the_address_is_printed_wherever_it_stands_in_an_address(
    lance: Lance, services: Services, tmp_path: Path
) -> None:
    dites = [(alerte, rang, autour.format(alerte)) for alerte in ALERTES for rang, autour in PLACES]
    lignes = [_line(numero, **{ENTETES[rang]: cellule}) for numero, (_, rang, cellule) in enumerate(dites)]

    faits = _taken_over(lance, services, tmp_path, lignes)

    for (alerte, _, cellule), (personne, mots, a_verifier) in zip(dites, faits, strict=True):
        assert alerte not in mots, cellule
        assert RUE not in mots, cellule
        assert personne.adresse_protegee, cellule
        assert a_verifier, cellule


@pytest.mark.parametrize("colonne", ["Remarques", "Tél", "", "Prénom", "Nom", "Envoyé le"])
def test_a_warning_protects_whatever_its_column(lance: Lance, services: Services, tmp_path: Path, colonne: str) -> None:
    avant = {"Prénom": "Awa ", "Nom": "Koné - "}.get(colonne, "")
    lignes = [_line(rang, **{colonne: f"{avant}{alerte}"}) for rang, alerte in enumerate(CLAIRES)]

    for alerte, (personne, mots, _) in zip(CLAIRES, _taken_over(lance, services, tmp_path, lignes), strict=True):
        assert personne.adresse_protegee, alerte
        assert RUE not in mots, alerte
        assert alerte not in mots, alerte


@pytest.mark.parametrize("colonne", ["Démarche", "Organisme"])
def test_an_order_protects_where_a_body_or_a_demarche_is_named_and_is_no_part_of_its_name(
    lance: Lance, services: Services, tmp_path: Path, colonne: str
) -> None:
    avant = {"Démarche": "accès", "Organisme": "CCAS de Pantin"}[colonne]
    ordres = ("NE PAS ÉCRIRE AU DOMICILE", "⚠", "(ne rien envoyer !)", "- adresse confidentielle")
    lignes = [_line(rang, **{colonne: f"{avant} {ordre}"}) for rang, ordre in enumerate(ordres)]

    for ordre, (personne, mots, a_verifier) in zip(ordres, _taken_over(lance, services, tmp_path, lignes), strict=True):
        assert personne.adresse_protegee, ordre
        assert a_verifier, ordre
        assert RUE not in mots, ordre
        assert ordre.strip("-() ") not in mots, ordre
        assert "CCAS de Pantin" in mots.replace("\u00a0", " "), ordre


@pytest.mark.parametrize(("colonne", "nom"), [("Organisme", "CCAS de Pantin"), ("Service", "Service social")])
def test_what_is_no_part_of_the_name_of_a_body_is_kept_and_never_printed(
    lance: Lance, services: Services, tmp_path: Path, colonne: str, nom: str
) -> None:
    autour = ("{}", f"{nom} {{}}", f"{nom} ({{}})", f"{nom} - {{}}", f"{nom}, {{}}")
    dites = [(reste, forme.format(reste)) for reste in DE_TROP for forme in autour]
    lignes = [_line(rang, **{colonne: cellule}) for rang, (_, cellule) in enumerate(dites)]

    for (reste, cellule), (personne, mots, a_verifier) in zip(
        dites, _taken_over(lance, services, tmp_path, lignes), strict=True
    ):
        assert reste not in mots.replace("\u00a0", " "), cellule
        assert RUE not in mots, cellule
        assert personne.adresse_protegee, cellule
        assert a_verifier, cellule
        assert (nom in mots.replace("\u00a0", " ")) is (cellule != reste), cellule


def test_names_of_bodies_are_printed_as_they_are_written(lance: Lance, services: Services, tmp_path: Path) -> None:
    lignes = [_line(rang, Organisme=nom) for rang, nom in enumerate(CORPS)]
    for nom, (personne, mots, a_verifier) in zip(CORPS, _taken_over(lance, services, tmp_path, lignes), strict=True):
        assert (personne.adresse_protegee, a_verifier) == (False, 0), nom
        assert nom in mots.replace("\u00a0", " ").replace("\u2019", "'"), nom


#: What no public body is called by, and people write to; and, beside a name, what is heard as a warning.
INCONNUS = ("Foncia", "Quartier Belair", "Nexity Studéa", "Optique Zitoune", "SARL Pelletoux")
ENTENDU = "Foncia, son mari y travaille"


def test_a_name_that_nobody_knows_is_written_as_it_is_typed_once_it_is_read(
    lance: Lance, services: Services, tmp_path: Path
) -> None:
    dites = [(nom, colonne) for nom in (*INCONNUS, ENTENDU) for colonne in ("Organisme", "Service")]
    lignes = [_line(rang, **{colonne: nom}) for rang, (nom, colonne) in enumerate(dites)]
    avant, apres = tmp_path / "avant", tmp_path / "apres"
    avant.mkdir()
    apres.mkdir()

    for personne, mots, a_verifier in _taken_over(lance, services, avant, lignes):
        assert (personne.adresse_protegee, a_verifier) == (True, 1)
        assert not any(nom in mots.replace("\u00a0", " ") for nom in INCONNUS)
    *lues, nom_entendu, service_entendu = _taken_over(lance, services, apres, lignes, "--remarques-lues")
    for rang, (personne, mots, a_verifier) in enumerate(lues):
        assert (personne.adresse_protegee, a_verifier) == (False, 0)
        assert RUE in mots
        assert INCONNUS[rang // 2] in mots.replace("\u00a0", " ")
    for personne, mots, a_verifier in (nom_entendu, service_entendu):
        assert (personne.adresse_protegee, a_verifier) == (True, 1)
        assert "mari" not in mots


def test_what_a_known_mention_is_said_with_is_kept(lance: Lance, services: Services, tmp_path: Path) -> None:
    dites = [("Adresse", f"{RUE} (logée en secret)"), ("Nom", "Koné (cachée chez une tante, adresse confidentielle)")]
    lignes = [_line(rang, **{colonne: cellule}) for rang, (colonne, cellule) in enumerate(dites)]
    assert [a_verifier for _, _, a_verifier in _taken_over(lance, services, tmp_path, lignes)] == [1, 1]


@pytest.mark.parametrize("colonne", ["Adresse", "Ville", "Prénom"])
def test_a_sign_alone_in_a_cell_protects(lance: Lance, services: Services, tmp_path: Path, colonne: str) -> None:
    ((personne, mots, _),) = _taken_over(lance, services, tmp_path, [_line(0, **{colonne: "☠"})])

    assert personne.adresse_protegee
    assert RUE not in mots


def test_ordinary_addresses_and_remarks_are_printed_as_they_are(lance: Lance, services: Services, tmp_path: Path) -> None:
    lignes = [
        _line(rang, Adresse=rue, CP=code, Ville=ville, Remarques="relancé le 3, n'a pas répondu, pas encore de réponse")
        for rang, (rue, code, ville) in enumerate(ORDINAIRES)
    ]

    for (rue, _, ville), (personne, mots, a_verifier) in zip(
        ORDINAIRES, _taken_over(lance, services, tmp_path, lignes, "--remarques-lues"), strict=True
    ):
        assert not personne.adresse_protegee, rue
        assert not a_verifier, rue
        assert rue.split("\n")[0].split(", 1000")[0] in mots.replace("\u00a0", " "), mots
        assert ville in mots.replace("\u00a0", " ")


def test_what_nobody_has_read_withholds_the_address(lance: Lance, services: Services, tmp_path: Path) -> None:
    lignes = [
        _line(rang, **{colonne: texte})
        for rang, (texte, colonne) in enumerate(
            [*((texte, "Remarques") for texte in INOUIES), *((texte, "") for texte in INOUIES[:4]), (INOUIES[1], "Envoyé le")]
        )
    ]
    lignes.append(_line(99, Tél="06 39 98 12 34"))

    *faits, (sans_remarque, mots_sans, _) = _taken_over(lance, services, tmp_path, lignes)

    for ligne, (personne, mots, a_verifier) in zip(lignes, faits, strict=False):
        assert personne.adresse_protegee, ligne
        assert RUE not in mots, ligne
        assert a_verifier, ligne
    assert not sans_remarque.adresse_protegee
    assert RUE in mots_sans


def test_a_try_shows_what_is_to_be_read_once_and_reading_it_gives_the_addresses_back(
    lance: Lance, services: Services, tmp_path: Path
) -> None:
    lignes = [_line(rang, Remarques=texte) for rang, texte in enumerate(("relancée le 3", "relancée  le 3", CLAIRES[0]))]
    essai = tmp_path / "essai"
    essai.mkdir()
    (essai / "suivi.xlsx").write_bytes(xlsx([ENTETES, *lignes]))
    assert lance("coffre", "creer", essai / "a.coffre").code == 0
    dit = lance("coffre", "reprendre", essai / "suivi.xlsx", "--coffre", essai / "a.coffre", "--essai", "--json")
    assert json.loads(dit.out)["remarques_a_lire"] == 1
    assert dit.err.count("relancée le 3") == 1

    premiere, seconde, dite = _taken_over(lance, services, tmp_path, lignes, "--remarques-lues")

    for personne, mots, a_verifier in (premiere, seconde):
        assert not personne.adresse_protegee
        assert RUE in mots
        assert not a_verifier
    assert dite[0].adresse_protegee
    assert RUE not in dite[1]
