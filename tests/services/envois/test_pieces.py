"""The exhibits of a complaint are what its dossier holds, under the numbers of the letter; what is missing is said."""

import base64
import datetime as dt
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import typst
from docx import Document
from PIL import Image

from droits_usagers.domain.dossier.dossiers import GenrePiece
from droits_usagers.domain.echeances.evenements import Evenement
from droits_usagers.domain.personnes.personnes import Personne
from droits_usagers.places import Places
from droits_usagers.services.coffre.valeurs import FaitANoter
from droits_usagers.services.coffres import Coffre
from droits_usagers.services.dossier.pieces import RelevePieces, tell_found
from droits_usagers.services.ensemble import Services
from droits_usagers.services.envois.chantier import ChantierFichiers, DepartEnvois, LieuDePas, PieceManquante
from droits_usagers.services.envois.pieces import PiecesDePlainte
from droits_usagers.services.envois.tri import Geste
from tests.bavards import cropped, lettre, scan, with_picture
from tests.coffres import Horloge
from tests.services.en_masse import JOUR, SILENCE, T, demande, make_coffre, make_services, run, sort
from tests.services.grilles import pages as pages_of

AVANT = dt.datetime(2026, 8, 25, 10, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def horloge() -> Horloge:
    return Horloge()


@pytest.fixture(scope="module")
def services(places: Places, horloge: Horloge) -> Iterator[Services]:
    services = make_services(places, horloge)
    yield services
    services.courriers.close()


@pytest.fixture
def coffre(services: Services, tmp_path: Path) -> Iterator[Coffre]:
    coffre = make_coffre(services, tmp_path / "essai.coffre")
    yield coffre
    coffre.close()


def word(texte: str) -> bytes:
    document = Document()
    document.add_paragraph(texte)
    document.save(sortie := io.BytesIO())
    return sortie.getvalue()


def make(
    services: Services, coffre: Coffre, dossier: Path, *references: str, releve: RelevePieces | None = None
) -> PiecesDePlainte:
    """The letters and their exhibits, unless something is to be decided of one."""
    lignes = sort(services, coffre, Geste.PLAINTE_CNIL, *references)
    pieces = PiecesDePlainte(services=services, dossier=dossier, today=JOUR, releve=releve or RelevePieces())
    depart = DepartEnvois(services.courriers, services.departs)
    run(ChantierFichiers(depart=depart, lignes=lignes, dossier=dossier, suite=pieces), coffre)
    return pieces


def complain(services: Services, coffre: Coffre, tmp_path: Path, *references: str) -> tuple[list[list[str]], PiecesDePlainte]:
    """The text of each page of the exhibits of each complaint; whoever looks at one lets it leave as it is."""
    dossier = tmp_path / "plaintes"
    dossier.mkdir()
    pieces = make(services, coffre, dossier, *references)
    if pieces.a_decider:
        pieces.releve.decidees = {vue.cle: True for vue in pieces.a_decider}
        pieces = make(services, coffre, dossier, *references, releve=pieces.releve)
    return [pages_of(fichier.read_bytes()) for fichier in pieces.fichiers], pieces


def marks(pages: list[str]) -> list[str]:
    """« Pièce n° 1 — page 1/2 » of every page after the list."""
    return [page.partition("/")[0] + "/" + page.partition("/")[2][:1] for page in pages[1:]]


def test_everything_a_dossier_holds_is_shown_under_the_number_of_the_letter(
    services: Services, coffre: Coffre, tmp_path: Path
) -> None:
    reference = coffre.dossiers.create(demande(*SILENCE, (40, T.REFUS), (30, T.RELANCE_ENVOYEE)))
    gardes = {
        GenrePiece.VERSION_ENVOYEE: lettre("La lettre envoyée\n#pagebreak()\nsuite"),
        GenrePiece.PREUVE: typst.compile(b"#set page(width: 100pt, height: 60pt, fill: blue)", format="png"),
        GenrePiece.REPONSE: word("Nous refusons."),
    }
    for genre, contenu in gardes.items():
        assert isinstance(contenu, bytes)
        coffre.pieces.attach(reference, contenu, nom=genre.value, genre=genre)

    (pages,), pieces = complain(services, coffre, tmp_path, reference)

    liste = pages[0]
    assert "Pièce n° 1 Copie de la demande envoyée à l’organisme Ici" in liste.replace("'", "’")
    assert "Pièce n° 3 Lettre de refus Son texte est ici" in liste
    assert "Pièce n° 4 Copie de la relance À joindre" in liste
    assert "Annexe Les dates du dossier" in liste
    assert marks(pages)[:4] == [
        "Pièce n° 1 — page 1/2",
        "Pièce n° 1 — page 2/2",
        "Pièce n° 2 — page 1/1",
        "Pièce n° 3 — page 1/1",
    ]
    assert "Nous refusons." in pages[4]
    assert pages[5].startswith("Annexe — page 1/")
    assert pieces.manques == [PieceManquante(reference, (4,))]
    assert [fichier.name for fichier in pieces.fichiers] == [f"{reference}-pieces.pdf"]


def _made_here(services: Services, coffre: Coffre, horloge: Horloge, *, empreinte: str = "") -> str:
    """A dossier whose first letter and reminder were made here, on the days they were sent."""
    reference = coffre.dossiers.create(demande())
    maintenant = horloge.maintenant
    for jours, etape, type_ in ((90, "demande", T.ENVOYE), (40, "relance", T.RELANCE_ENVOYEE)):
        horloge.maintenant = maintenant - dt.timedelta(days=jours)
        connue = coffre.dossiers.read(reference).demande
        gabarit = services.courriers.compose(replace(connue, date=horloge.today()), etape).gabarit
        coffre.lettres.keep(reference, etape=etape, gabarit=replace(gabarit, empreinte=empreinte or gabarit.empreinte))
        coffre.faits.take(FaitANoter(reference, Evenement(horloge.today(), type_)))
    horloge.maintenant = maintenant
    coffre.faits.take(FaitANoter(reference, Evenement(JOUR - dt.timedelta(88), T.RECU)))
    return reference


def test_letters_made_here_are_made_again_as_they_were(
    services: Services, coffre: Coffre, tmp_path: Path, horloge: Horloge
) -> None:
    reference = _made_here(services, coffre, horloge)

    (pages,), pieces = complain(services, coffre, tmp_path, reference)

    assert pages[0].count("refaite à l’identique") + pages[0].count("refaite à l'identique") == 2
    assert "Relance" not in pages[1]
    relance = next(page for page in pages if page.startswith("Pièce n° 3 — page 1/"))
    assert "Relance" in relance
    assert "Je vous ai déjà relancé" not in relance
    assert pieces.manques == [PieceManquante(reference, (2,))]


def test_a_letter_whose_template_changed_since_is_not_shown_as_if_it_had_been_sent(
    services: Services, coffre: Coffre, tmp_path: Path, horloge: Horloge
) -> None:
    reference = _made_here(services, coffre, horloge, empreinte="0" * 64)

    (pages,), pieces = complain(services, coffre, tmp_path, reference)

    assert "refaite" not in pages[0]
    assert pieces.manques == [PieceManquante(reference, (1, 2, 3))]


def test_the_file_kept_with_a_letter_goes_before_the_letter_made_again(
    services: Services, coffre: Coffre, tmp_path: Path, horloge: Horloge
) -> None:
    reference = _made_here(services, coffre, horloge)
    courrier = coffre.dossiers.read(reference).courriers[1].numero
    coffre.pieces.attach(
        reference, lettre("La relance envoyée"), nom="relance.pdf", genre=GenrePiece.VERSION_ENVOYEE, courrier=courrier
    )

    (pages,), _ = complain(services, coffre, tmp_path, reference)

    assert "Pièce n° 3 — page 1/1 La relance envoyée" in pages


def test_answers_go_each_with_its_fact_in_the_order_they_came(services: Services, coffre: Coffre, tmp_path: Path) -> None:
    reference = coffre.dossiers.create(demande(*SILENCE, (70, T.PROLONGATION_ANNONCEE), (20, T.REPONSE_PARTIELLE)))
    for texte in ("Nous prolongeons", "Une partie", "Et la suite"):
        coffre.pieces.attach(reference, lettre(texte), nom="r.pdf", genre=GenrePiece.REPONSE)

    (pages,), _ = complain(services, coffre, tmp_path, reference)

    montrees = [page for page in pages[1:] if page.startswith(("Pièce n° 3", "Pièce n° 4"))]
    assert montrees == [
        "Pièce n° 3 — page 1/1 Nous prolongeons",
        "Pièce n° 4 — page 1/2 Une partie",
        "Pièce n° 4 — page 2/2 Et la suite",
    ]


@pytest.mark.parametrize("contenu", [b"%PDF-1.7 abime", b"BM pas montrable", b"\0\1\2\3", b"PK\x03\x04 word/document.xml"])
def test_a_file_that_cannot_be_shown_is_to_be_added_apart(
    services: Services, coffre: Coffre, tmp_path: Path, contenu: bytes
) -> None:
    reference = coffre.dossiers.create(demande(*SILENCE))
    coffre.pieces.attach(reference, contenu, nom="preuve", genre=GenrePiece.PREUVE)

    (pages,), pieces = complain(services, coffre, tmp_path, reference)

    assert "Preuve de la réception de cette demande À joindre à part" in pages[0]
    assert pieces.manques == [PieceManquante(reference, (1, 2))]


def test_a_text_is_shown(services: Services, coffre: Coffre, tmp_path: Path) -> None:
    reference = coffre.dossiers.create(demande(*SILENCE))
    coffre.pieces.attach(reference, "Accusé de réception\n\nReçu le 28".encode(), nom="recu.txt", genre=GenrePiece.PREUVE)

    (pages,), _ = complain(services, coffre, tmp_path, reference)

    assert "Accusé de réception Reçu le 28" in pages[1]


def test_stopped_midway_the_letters_stay_and_no_exhibit_is_half_made(
    services: Services, coffre: Coffre, tmp_path: Path
) -> None:
    references = [coffre.dossiers.create(demande(*SILENCE)) for _ in range(3)]
    lignes = sort(services, coffre, Geste.PLAINTE_CNIL, *references)
    pieces = PiecesDePlainte(services=services, dossier=tmp_path, today=JOUR)
    chantier = ChantierFichiers(
        depart=DepartEnvois(services.courriers, services.departs), lignes=lignes, dossier=tmp_path, suite=pieces
    )

    run(chantier, coffre, arret=3)

    assert len(chantier.faits) == 3
    assert pieces.fichiers == []
    assert not list(tmp_path.glob("*.pdf"))
    assert "Œuvrard" not in repr(pieces)


def test_the_covered_copy_of_a_file_leaves_in_its_place_and_the_file_again_once_it_is_taken_back(
    services: Services, coffre: Coffre, tmp_path: Path
) -> None:
    reference = coffre.dossiers.create(demande(*SILENCE, (70, T.PROLONGATION_ANNONCEE), (20, T.REPONSE_PARTIELLE)))
    venue = coffre.pieces.attach(reference, lettre("Elle vit à Kerborgne"), nom="r.pdf", genre=GenrePiece.REPONSE)
    coffre.pieces.attach(reference, lettre("Et la suite"), nom="s.pdf", genre=GenrePiece.REPONSE)
    coffre.pieces.attach(reference, lettre("Une fois"), nom="r (masqué).pdf", genre=GenrePiece.REPONSE, masque_de=venue)
    couverte = coffre.pieces.attach(
        reference, lettre("Encore"), nom="r (masqué).pdf", genre=GenrePiece.REPONSE, masque_de=venue
    )
    coffre.pieces.attach(reference, lettre("Deux fois"), nom="r.pdf", genre=GenrePiece.REPONSE, masque_de=couverte)

    (tmp_path / "a").mkdir()
    (pages,), _ = complain(services, coffre, tmp_path / "a", reference)
    montrees = [page for page in pages[1:] if page.startswith(("Pièce n° 3", "Pièce n° 4"))]
    assert montrees == ["Pièce n° 3 — page 1/1 Deux fois", "Pièce n° 4 — page 1/1 Et la suite"]

    for piece in coffre.dossiers.read(reference).pieces:
        if piece.masque_de:
            coffre.pieces.detach(reference, piece.numero)
    (tmp_path / "b").mkdir()
    (pages,), _ = complain(services, coffre, tmp_path / "b", reference)
    assert "Pièce n° 3 — page 1/1 Elle vit à Kerborgne" in pages


def test_the_pictures_of_a_word_file_that_are_left_out_are_said(services: Services, coffre: Coffre, tmp_path: Path) -> None:
    document, vue = Document(), io.BytesIO(typst.compile(b"x", format="png"))
    document.add_paragraph("Nous refusons.")
    document.add_picture(vue)
    document.save(sortie := io.BytesIO())
    reference = coffre.dossiers.create(demande(*SILENCE, (40, T.REFUS)))
    coffre.pieces.attach(reference, sortie.getvalue(), nom="r.docx", genre=GenrePiece.REPONSE)

    (pages,), _ = complain(services, coffre, tmp_path, reference)

    assert any("une image, qui n’a pas été lue" in page and "Nous refusons." in page for page in pages)


def test_where_nobody_may_know_a_file_that_says_it_or_that_is_not_read_waits_for_its_covered_copy(
    services: Services, coffre: Coffre, tmp_path: Path
) -> None:
    une = demande(*SILENCE, (40, T.REFUS))
    concerne = Personne(nom="Roux", adresse=("8 venelle du Puits", "29800 Landerneau"), adresse_protegee=True)
    reference = coffre.dossiers.create(replace(une, concerne=concerne))
    dite = coffre.pieces.attach(
        reference, lettre("Nous écrivons à Mme Roux, 8 venelle du Puits."), nom="r.pdf", genre=GenrePiece.REPONSE
    )
    photo = bytes(typst.compile(b"#set page(width: 100pt, height: 60pt, fill: blue)", format="png"))
    coffre.pieces.attach(reference, photo, nom="avis.png", genre=GenrePiece.PREUVE)
    coffre.pieces.attach(reference, lettre("Une lettre comme une autre."), nom="l.pdf", genre=GenrePiece.VERSION_ENVOYEE)

    (pages,), pieces = complain(services, coffre, tmp_path, reference)

    assert not any("venelle" in page for page in pages)
    assert "Une lettre comme une autre." in " ".join(pages)
    (manque,) = pieces.manques
    assert manque.retenues == (2, 3)

    # Who covered some of it has looked at it.
    coffre.pieces.attach(reference, lettre("Nous écrivons."), nom="r (masqué).pdf", genre=GenrePiece.REPONSE, masque_de=dite)
    (tmp_path / "apres").mkdir()
    (pages,), pieces = complain(services, coffre, tmp_path / "apres", reference)
    assert "Nous écrivons." in " ".join(pages)
    assert pieces.manques[0].retenues == (2,)


@pytest.mark.parametrize("contenu", [scan(), with_picture()], ids=["scan", "picture"])
def test_where_nobody_may_know_a_file_of_which_a_page_is_not_read_waits(
    services: Services, coffre: Coffre, tmp_path: Path, contenu: bytes
) -> None:
    une = demande(*SILENCE, (40, T.REFUS))
    concerne = Personne(nom="Roux", adresse=("8 venelle du Puits", "29800 Landerneau"), adresse_protegee=True)
    reference = coffre.dossiers.create(replace(une, concerne=concerne))
    coffre.pieces.attach(reference, contenu, nom="r.pdf", genre=GenrePiece.REPONSE)

    _, pieces = complain(services, coffre, tmp_path, reference)

    assert pieces.manques[0].retenues == (3,)


def test_each_file_is_read_once_and_what_its_reader_has_no_use_for_is_found(
    services: Services, coffre: Coffre, tmp_path: Path
) -> None:
    une = demande(*SILENCE, (40, T.REFUS))
    concerne = Personne(nom="Roux", reference_dossier="AB-123-CD")
    reference = coffre.dossiers.create(replace(une, concerne=concerne))
    dits = ("Dossier AB-123-CD", "Mme Lemoine, 06 42 18 33 07", "Mairie de Pantin, 01 49 15 40 00, le 3 mars 2026", "EF-456-GH")
    coffre.pieces.attach(reference, "\n".join(dits).encode(), nom="r.txt", genre=GenrePiece.REPONSE)

    pieces = make(services, coffre, tmp_path, reference)

    (vue,) = pieces.a_decider
    assert [un.texte for un in vue.lue.trouves] == ["06 42 18 33 07", "EF-456-GH"]
    assert not list(tmp_path.glob("*.docx"))
    assert "06 42" not in repr(pieces)
    # Read before: nothing of it is read again, and what nobody ticked stays.
    pieces.releve.decidees = {vue.cle: False}
    apres = make(services, coffre, tmp_path, reference, releve=pieces.releve)
    assert apres.releve.vues == {vue.cle: vue}
    assert apres.manques[0].ecartees == (3,)
    assert "EF-456-GH" not in " ".join(pages_of(apres.fichiers[0].read_bytes()))
    # Whoever covered some of it has looked at it.
    coffre.pieces.attach(reference, scan(), nom="r (masqué).pdf", genre=GenrePiece.REPONSE, masque_de=vue.empreinte)
    assert make(services, coffre, tmp_path, reference).a_decider == ()


@pytest.mark.parametrize(
    ("taille", "dite"), [("4cm, height: 2.5cm", False), ("8.5cm, height: 5.4cm", True)], ids=["logo", "card"]
)
def test_a_card_beside_a_text_is_said_however_pale_and_a_logo_is_not(
    services: Services, coffre: Coffre, tmp_path: Path, *, taille: str, dite: bool
) -> None:
    Image.new("RGB", (856, 540), (232, 240, 244)).save(tmp_path / "vue.png")
    (tmp_path / "lettre.typ").write_text(f'#image("vue.png", width: {taille}, fit: "stretch")\nNous refusons, Madame.', "utf-8")
    reference = coffre.dossiers.create(demande(*SILENCE, (40, T.REFUS)))
    contenu = bytes(typst.compile(tmp_path / "lettre.typ"))
    coffre.pieces.attach(reference, contenu, nom="r.pdf", genre=GenrePiece.REPONSE)

    assert bool(make(services, coffre, tmp_path, reference).a_decider) is dite


def test_what_could_not_be_read_to_its_end_is_not_taken_for_read(services: Services, coffre: Coffre, tmp_path: Path) -> None:
    reference = coffre.dossiers.create(demande(*SILENCE, (40, T.REFUS)))
    coffre.pieces.attach(reference, b"Nous refusons. " * 100_000, nom="r.txt", genre=GenrePiece.REPONSE)

    (vue,) = make(services, coffre, tmp_path, reference).a_decider

    assert tell_found(vue.lue, services.catalogue.textes) == ("ce programme n’a pas pu la lire en entier",)


def test_of_several_files_of_an_exhibit_each_is_told_apart_and_only_what_is_ticked_leaves(
    services: Services, coffre: Coffre, tmp_path: Path
) -> None:
    reference = coffre.dossiers.create(demande(*SILENCE, (40, T.REFUS)))
    for suite, plaque in (("Le refus", "GH-482-KL"), ("Et la suite", "FT-731-BM")):
        coffre.pieces.attach(reference, lettre(f"{suite}, {plaque}"), nom="refus.pdf", genre=GenrePiece.REPONSE)

    pieces = make(services, coffre, tmp_path, reference)

    une, autre = pieces.a_decider
    assert [un.titre for un in (une, autre)] == [f"Lettre de refus, fichier {rang} sur 2, refus.pdf" for rang in (1, 2)]
    pieces.releve.decidees = {une.cle: True, autre.cle: False}
    faites = make(services, coffre, tmp_path, reference, releve=pieces.releve)
    relue = " ".join(pages_of(faites.fichiers[0].read_bytes()))
    assert "GH-482-KL" in relue
    assert "FT-731-BM" not in relue
    assert "Lettre de refus En partie ici ; le reste est à joindre à part" in relue
    assert faites.manques == [PieceManquante(reference, (1, 2, 3), ecartees=(3,))]


def test_a_file_that_comes_once_the_others_were_looked_at_waits(services: Services, coffre: Coffre, tmp_path: Path) -> None:
    reference = coffre.dossiers.create(demande(*SILENCE, (40, T.REFUS)))
    coffre.pieces.attach(reference, lettre("Nous refusons."), nom="r.pdf", genre=GenrePiece.REPONSE)
    lignes = sort(services, coffre, Geste.PLAINTE_CNIL, reference)
    pieces = PiecesDePlainte(services=services, dossier=tmp_path, today=JOUR)
    chantier = ChantierFichiers(
        depart=DepartEnvois(services.courriers, services.departs), lignes=lignes, dossier=tmp_path, suite=pieces
    )

    for pas in chantier.pas():
        pas.faire(*([coffre] if pas.lieu is LieuDePas.COFFRE else []))
        if chantier.faits and len(coffre.dossiers.read(reference).pieces) == 1:
            coffre.pieces.attach(reference, lettre("Et GH-482-KL"), nom="s.pdf", genre=GenrePiece.REPONSE)

    relue = " ".join(pages_of(pieces.fichiers[0].read_bytes()))
    assert "Nous refusons." in relue
    assert "GH-482-KL" not in relue
    assert pieces.manques[0].ecartees == (3,)


COUPEE = (
    "Madame, nous avons lu avec attention votre courrier du mois de mai et nous y répondons volontiers. "
    "Votre carte nationale d'identité porte le numéro 4T7R2KX9M et expire bientôt."
)
COURRIEL = (
    b"Subject: =?utf-8?q?R=C3=A9ponse?=\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
    b"Content-Transfer-Encoding: base64\n\n" + base64.encodebytes("Nous refusons, Élodie. Véhicule GH-482-KL.".encode())
)


@pytest.mark.parametrize(
    ("contenu", "dit"),
    [
        *((lettre(f"#set page(width: {large}cm)\n{COUPEE}"), "4T7R2KX9M") for large in (10, 13, 16)),
        (COURRIEL, "GH-482-KL"),
        (cropped("GH-482-KL"), "GH-482-KL"),
    ],
    ids=["narrow", "wide", "wider", "mail", "cropped"],
)
def test_what_is_said_on_the_line_before_in_an_email_or_out_of_sight_is_found(
    services: Services, coffre: Coffre, tmp_path: Path, contenu: bytes, dit: str
) -> None:
    reference = coffre.dossiers.create(demande(*SILENCE, (40, T.REFUS)))
    coffre.pieces.attach(reference, contenu, nom="r", genre=GenrePiece.REPONSE)

    (vue,) = make(services, coffre, tmp_path, reference).a_decider

    assert [un.texte for un in vue.lue.trouves] == [dit]


def test_an_email_is_shown_by_what_it_says(services: Services, coffre: Coffre, tmp_path: Path) -> None:
    reference = coffre.dossiers.create(demande(*SILENCE, (40, T.REFUS)))
    coffre.pieces.attach(reference, COURRIEL, nom="r.eml", genre=GenrePiece.REPONSE)

    (pages,), _ = complain(services, coffre, tmp_path, reference)

    assert any("Texte seul d’un courriel" in page and "Nous refusons, Élodie." in page for page in pages)
