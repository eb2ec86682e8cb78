"""What a PDF says to who hears it: one document of each kind goes through `pdfua`, then through what it does not look at.

`pdfua` decides 16 of the 106 rules of PDF/UA-1 that a machine can; typst looks at others while it writes (`ua-1`), and refuses
to write a file that breaks one. The tests below look at the tree itself: headers of cells, links, figures, order.
"""

import io
from collections.abc import Iterator, Mapping
from pathlib import Path

import pikepdf
import pytest
from pdfua import validate

from droits_usagers.places import Places
from droits_usagers.services.lettre.courriers import Format
from tests.services.papiers import make_bundles, make_chiffres, make_grilles, make_letters, make_notices, services_at

#: What is not conform, and why it is left so.
EXCEPTIONS: Mapping[str, frozenset[str]] = {
    # Pages that others made are shown inside it. Nobody can say that their fonts are embedded or their text known, so the file
    # does not say that it is PDF/UA (UA-28-004), and typst then sets no preference to show its title (UA-07-002). It is tagged
    # all the same: each of these pages is a figure, whose alternative says which exhibit and which page it is.
    "pieces-recues": frozenset({"UA-28-004", "UA-07-002"}),
}


@pytest.fixture(scope="module")
def documents(places: Places) -> dict[str, bytes]:
    """By kind."""
    services = services_at(places)
    try:
        return {
            **make_letters(services, Format.PDF),
            **make_notices(services, Format.PDF),
            **make_grilles(services, Format.PDF),
            **make_chiffres(services, Format.PDF),
            **make_bundles(services),
        }
    finally:
        services.courriers.close()


@pytest.fixture(scope="module")
def ouverts(documents: Mapping[str, bytes]) -> Iterator[dict[str, pikepdf.Pdf]]:
    """The same, read."""
    lus = {nom: pikepdf.open(io.BytesIO(contenu)) for nom, contenu in documents.items()}
    yield lus
    for lu in lus.values():
        lu.close()


def children(noeud: pikepdf.Object) -> list[pikepdf.Object]:
    """What is directly under an element: others, numbers of what is drawn, references to links."""
    enfants = noeud.get("/K", pikepdf.Array())
    return list(enfants) if isinstance(enfants, pikepdf.Array) else [enfants]


def elements(noeud: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Every structure element under this one, in the order they are heard."""
    for enfant in children(noeud):
        if isinstance(enfant, pikepdf.Dictionary) and "/S" in enfant:
            yield enfant
            yield from elements(enfant)


def heard(ouvert: pikepdf.Pdf, role: str = "") -> list[pikepdf.Object]:
    """The elements of a document, or those of a role."""
    return [element for element in elements(ouvert.Root.StructTreeRoot) if not role or role == element.S]


def attribute(element: pikepdf.Object, nom: str) -> pikepdf.Object | None:
    """What an element says of itself, in any of its attribute objects."""
    dits = element.get("/A", pikepdf.Array())
    return next((dit[nom] for dit in (dits if isinstance(dits, pikepdf.Array) else [dits]) if nom in dit), None)


def test_every_kind_passes_pdfua_but_for_what_is_explained(documents: Mapping[str, bytes], tmp_path: Path) -> None:
    trouves: dict[str, frozenset[str]] = {}
    for nom, contenu in documents.items():
        chemin = tmp_path / f"{nom}.pdf"
        chemin.write_bytes(contenu)
        trouves[nom] = frozenset(constat.rule_id for constat in validate(str(chemin)).findings)

    assert {nom: regles for nom, regles in trouves.items() if regles} == dict(EXCEPTIONS)
    assert len(trouves) > 20


def test_each_says_its_title_its_language_and_what_it_claims(ouverts: Mapping[str, pikepdf.Pdf]) -> None:
    for nom, ouvert in ouverts.items():
        assert str(ouvert.docinfo.Title), nom
        assert str(ouvert.Root.Lang).startswith("fr"), nom
        assert (b"pdfuaid:part" in ouvert.Root.Metadata.read_bytes()) is (nom not in EXCEPTIONS), nom


def test_every_cell_is_tied_to_a_header_that_says_something(ouverts: Mapping[str, pikepdf.Pdf]) -> None:
    cellules = 0
    for nom, ouvert in ouverts.items():
        entetes = {bytes(entete.ID): entete for entete in heard(ouvert, "/TH")}
        for entete in entetes.values():
            assert attribute(entete, "/Scope") == "/Column", nom
            assert children(entete), f"{nom}: a header without a word"
        for cellule in heard(ouvert, "/TD"):
            noms = attribute(cellule, "/Headers")
            assert noms is not None, nom
            assert {bytes(un) for un in noms} & set(entetes), nom
            cellules += 1
    assert cellules > 100


def test_every_link_is_a_link_that_says_where_it_leads(ouverts: Mapping[str, pikepdf.Pdf]) -> None:
    liens: dict[str, int] = {}
    for nom, ouvert in ouverts.items():
        dits = [
            enfant for lien in heard(ouvert, "/Link") for enfant in children(lien) if isinstance(enfant, pikepdf.Dictionary)
        ]
        poses = {enfant.Obj.objgen for enfant in dits if "/Obj" in enfant}
        for page in ouvert.pages:
            for annotation in page.get("/Annots", pikepdf.Array()):
                assert annotation.Subtype == "/Link", nom
                assert annotation.objgen in poses, nom
                assert str(annotation.Contents), nom
                liens[nom] = liens.get(nom, 0) + 1
    assert {"notice-complete-a4", "notice-affiche-a3"} <= set(liens)


def test_every_figure_says_what_it_shows(ouverts: Mapping[str, pikepdf.Pdf]) -> None:
    figures = {nom: [str(figure.get("/Alt", "")) for figure in heard(ouvert, "/Figure")] for nom, ouvert in ouverts.items()}

    assert all(alt.strip() for alts in figures.values() for alt in alts), figures
    assert figures["chiffres"] == ["Diagramme en barres : CCAS, 30."]
    assert figures["pieces-recues"] == ["Pièce n° 1, Titre 1, page 1/2", "Pièce n° 1, Titre 1, page 2/2", "Titre 2"]


def test_what_goes_together_is_heard_in_the_order_of_its_parts(ouverts: Mapping[str, pikepdf.Pdf]) -> None:
    """A letter, its receipt, « et après ? »: the elements of the three files, in that order."""
    roles = {nom: [str(element.S) for element in heard(ouvert) if element.S != "/Document"] for nom, ouvert in ouverts.items()}

    assert roles["ensemble"] == [role for nom in ("lettre", "recepisse", "apres") for role in roles[nom]]
    assert "/Table" in roles["ensemble"]
