"""Letters made of a grille keep to their pages, whatever it holds: the gravest in full, the rest counted, none cut."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.demarche.questions import lines_of
from droits_usagers.domain.grille import Ecart, EcartSaisi, Grille, Point, Source
from droits_usagers.places import Places
from droits_usagers.services.grille.ecarts import find_ecarts, read_grille
from droits_usagers.services.grille.suites import LETTRES, confirmed, demande_of, worth_writing
from droits_usagers.services.lettre.courriers import Courriers, Format
from tests.ecarts import plain
from tests.services.grilles import JOUR, PHRASE, pages

PAGES = {"plainte_cnil": 4, "question_dpo": 4, "lettre_collective": 2, "ordre_du_jour_cst": 3}


@pytest.fixture(scope="module")
def courriers(catalogue: Catalogue, places: Places) -> Iterator[Courriers]:
    courriers = Courriers(catalogue, places)
    yield courriers
    courriers.close()


@pytest.fixture(scope="module")
def riche(racine: Path, catalogue: Catalogue) -> Grille:
    """Twelve documents, long quotes, and thirty-seven findings that someone confirmed."""
    return read_grille(racine / "tests" / "donnees" / "ecarts" / "riche.toml", catalogue)


def own(riche: Grille, nombre: int, phrase: str, *, sources: int = 12) -> Grille:
    """As many findings of the user's own."""
    documents = tuple(
        Source(f"s{rang}", une.genre, une.date, fichier="a.pdf", nom=f"Annexe {rang}")
        for rang in range(sources)
        for une in [riche.sources[rang % len(riche.sources)]]
    )
    points = [*Point]
    saisis = tuple(
        EcartSaisi(
            phrase=f"Constat {rang}. {phrase}",
            point=points[rang % len(points)],
            sources=(f"s{rang % sources}",),
            gravite=3 - rang * 3 // nombre,
            confirme=True,
        )
        for rang in range(nombre)
    )
    return Grille("Dossier social", riche.organisme, sources=documents, saisis=saisis)


def said(demarche: str, grille: Grille, ecarts: Sequence[Ecart], courriers: Courriers, catalogue: Catalogue) -> str:
    """The letter as text."""
    amorce = LETTRES[demarche](grille, ecarts, catalogue)
    return plain(courriers.text(courriers.compose(demande_of(amorce, catalogue, JOUR))))


def chosen(demarche: str, grille: Grille, catalogue: Catalogue) -> tuple[Ecart, ...]:
    return confirmed(demarche, worth_writing(demarche, find_ecarts(grille, catalogue), catalogue))


@pytest.mark.parametrize("demarche", PAGES)
@pytest.mark.parametrize("cas", ["riche", "courts", "longs", "documents", "demesures"])
def test_no_letter_takes_more_pages_than_it_may(
    demarche: str, cas: str, riche: Grille, catalogue: Catalogue, courriers: Courriers
) -> None:
    grille = {
        "riche": lambda: riche,
        "courts": lambda: own(riche, 90, "Court."),
        "longs": lambda: own(riche, 40, PHRASE * 12),
        "documents": lambda: own(riche, 40, PHRASE * 4, sources=30),
        "demesures": lambda: own(riche, 5, PHRASE * 90),
    }[cas]()
    amorce = LETTRES[demarche](grille, chosen(demarche, grille, catalogue), catalogue)
    lettre = courriers.compose(demande_of(amorce, catalogue, JOUR))

    assert len(pages(courriers.render(lettre, Format.PDF).contenu)) <= PAGES[demarche]


def test_a_complaint_tells_the_gravest_and_refers_to_the_grille_for_the_rest(
    riche: Grille, catalogue: Catalogue, courriers: Courriers
) -> None:
    choisis = chosen("plainte_cnil", riche, catalogue)
    amorce = LETTRES["plainte_cnil"](riche, choisis, catalogue)
    dits = [str(ligne["ecart_numero"]) for ligne in lines_of(amorce.reponses["plainte_cnil"]["ecarts"])]
    texte = plain(courriers.text(courriers.compose(demande_of(amorce, catalogue, JOUR))))

    assert len(dits) >= 7
    assert sorted(map(int, dits)) == list(range(1, len(dits) + 1))
    # Whatever else is left out, not what the CNIL found itself.
    (constat,) = [rang for rang, ecart in enumerate(choisis, start=1) if ecart.regle == "constats_cnil"]
    assert dits[0] == str(constat)
    assert f"Écarts que cette lettre ne détaille pas : {len(choisis) - len(dits)}." in texte
    for numero, ecart in enumerate(choisis, start=1):
        assert (f"n° {numero} ({plain(ecart.titre)})" in texte) is (str(numero) not in dits)
        assert (plain(ecart.demande) in texte) is (str(numero) in dits)
    # Enclosed after the documents, whose numbers do not move.
    assert "n° 8 – Annexe 11, Courrier de la CNIL du 5 mai 2011 n° 9 – Grille d’écarts" in " ".join(texte.split())
    assert "Chacun est dans la grille jointe (pièce n° 9), sous son numéro" in texte


def test_where_all_fits_nothing_is_left_out_nor_enclosed(riche: Grille, catalogue: Catalogue, courriers: Courriers) -> None:
    choisis = chosen("plainte_cnil", riche, catalogue)[:4]
    texte = said("plainte_cnil", riche, choisis, courriers, catalogue)

    assert "ne détaille pas" not in texte
    assert "Grille d’écarts" not in texte


def test_what_is_only_asked_is_no_heading_of_a_complaint(riche: Grille, catalogue: Catalogue) -> None:
    choisis = [ecart for ecart in find_ecarts(riche, catalogue) if ecart.regle in {"outil_defaillant", "comptes_partages"}]
    lignes = lines_of(LETTRES["plainte_cnil"](riche, choisis, catalogue).reponses["plainte_cnil"]["ecarts"])

    assert [plain(str(ligne["ecart_quoi"])) for ligne in lignes] == ["Des accès partagés ou restés ouverts", "Sécurité"]


def test_numbers_are_those_of_the_grille_where_it_is_enclosed(riche: Grille, catalogue: Catalogue) -> None:
    """Elsewhere they would be gaps that nobody can explain."""
    tous = find_ecarts(riche, catalogue)[4:]
    for choisis, attendus in ((tous, ["5", "6"]), (tous[:2], [None, None])):
        lignes = lines_of(LETTRES["lettre_collective"](riche, choisis, catalogue).reponses["lettre_collective"]["ecarts"])
        assert [ligne.get("ecart_numero") for ligne in lignes][:2] == attendus


def test_the_dpo_is_asked_every_question_even_without_its_quotes(
    riche: Grille, catalogue: Catalogue, courriers: Courriers
) -> None:
    choisis = chosen("question_dpo", riche, catalogue)
    texte = said("question_dpo", riche, choisis, courriers, catalogue)

    assert len(choisis) == 38
    for ecart in choisis:
        assert plain(catalogue.ecarts.regles[ecart.regle].question) in texte
    assert "n° 1 – Annexe 1, Déclaration du 16 mai 2008" in texte
    assert "(pièce 5, note du 6 décembre 2010, p. 1)" in texte


def test_the_comite_hears_only_of_the_work_and_in_questions(riche: Grille, catalogue: Catalogue, courriers: Courriers) -> None:
    texte = said("ordre_du_jour_cst", riche, find_ecarts(riche, catalogue), courriers, catalogue)

    for dit in (
        "Quels chiffres sur le travail des agents",
        "Quelles pannes ont été relevées",
        "point suivant :\nDossier social",
    ):
        assert dit in texte
    for tu in ("Vos données", "salles d'attente", "Un outil qui gêne le travail", "est prié"):
        assert tu not in texte


@pytest.mark.parametrize("demarche", PAGES)
def test_long_names_of_documents_leave_less_room(
    demarche: str, riche: Grille, catalogue: Catalogue, courriers: Courriers
) -> None:
    grille = own(riche, 30, PHRASE)
    nom = "Compte rendu de la réunion extraordinaire des délégués de l'action sociale et de la direction, annexe"
    sources = tuple(replace(une, nom=f"{nom} {rang}") for rang, une in enumerate(grille.sources))
    grille = replace(grille, sources=sources)
    demande = demande_of(LETTRES[demarche](grille, chosen(demarche, grille, catalogue), catalogue), catalogue, JOUR)

    assert len(pages(courriers.render(courriers.compose(demande), Format.PDF).contenu)) <= PAGES[demarche]
