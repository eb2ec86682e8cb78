"""A synthesis for the press: nothing in it tells which body, which place, which software or which document it is about."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.grille import EcartSaisi, GenreSource, Grille, PassageMarque, Point, Source
from droits_usagers.domain.personnes.organismes import GenreOrganisme, Organisme
from droits_usagers.domain.releve.tri import RIEN_DE_TRIE, PassageTrie, TriReleve, key_of, written_key
from droits_usagers.places import Places
from droits_usagers.services.grille.anonymat import Anonymat, bilan_of
from droits_usagers.services.grille.ecarts import find_ecarts, read_grille
from droits_usagers.services.grille.imprimee import FormeGrille, GrillesImprimees
from droits_usagers.services.lettre.courriers import Courriers, Format
from tests.ecarts import plain
from tests.services.grilles import JOUR, pages, text

GRILLE = Grille(
    "Informatisation du dossier social (logiciel Perséphone)",
    Organisme(
        "Département de l'Arance",
        GenreOrganisme.DEPARTEMENT,
        "Unité territoriale de Brisemer",
        ("3 rue des Lilas", "76999 Port-Aubry"),
    ),
    sources=(
        Source(
            "note-brisemer",
            GenreSource.NOTE,
            dt.date(2011, 3, 9),
            "note.pdf",
            nom="Annexe 11, note Verlaine",
            auteur="M. Kerbrat",
        ),
        Source("autre", GenreSource.NOTE, dt.date(2011, 3, 9)),
        Source("affiche", GenreSource.AFFICHE, None, nom="Affiche de Brisemer"),
    ),
    passages=(
        PassageMarque(
            "note-brisemer",
            Point.REFUS,
            "À Brisemer, sans saisie dans Perséphone, pas de rendez-vous (antenne de Cormeilles).",
            id="p1",
        ),
        PassageMarque("autre", Point.REFUS, "Sans saisie, aucun rendez-vous ne sera donné par l'unité d'Ornans.", id="p2"),
        PassageMarque("affiche", Point.CONSERVATION, "Vos données sont gardées sans limite. Écrire à dpo@arance.fr", id="p3"),
    ),
    saisis=(
        EcartSaisi("refus_sans_aide", passages=("p1", "p2"), confirme=True),
        EcartSaisi("conservation_illimitee", passages=("p3",), confirme=True),
        EcartSaisi(
            "", "Le CHU de Port-Aubry lit les dossiers de brisemer.", confirme=True, point=Point.SECURITE, sources=("affiche",)
        ),
    ),
)
SECRETS = (
    *("Arance", "arance", "Perséphone", "Brisemer", "brisemer", "Lilas", "Aubry", "Verlaine", "Kerbrat", "Annexe 11", "9 mars"),
    *("Cormeilles", "Ornans", "note-brisemer", "CHU", "@"),
)


@pytest.fixture(scope="module")
def grilles(catalogue: Catalogue, places: Places) -> Iterator[GrillesImprimees]:
    courriers = Courriers(catalogue, places)
    yield GrillesImprimees(catalogue, places, courriers=courriers)
    courriers.close()


def test_nothing_tells_which_body_it_is(catalogue: Catalogue, grilles: GrillesImprimees) -> None:
    ecarts = find_ecarts(GRILLE, catalogue)
    lu = text(grilles, GRILLE, ecarts, FormeGrille.SYNTHESE_SANS_NOM)
    pdf = " ".join(pages(grilles.render(GRILLE, ecarts, Format.PDF, au=JOUR, forme=FormeGrille.SYNTHESE_SANS_NOM).contenu))

    assert [secret for secret in SECRETS if secret in lu + pdf] == []
    # What it says is still there, and of each document its kind and its year.
    assert "sans saisie dans [nom masqué], pas de rendez-vous (antenne de [nom masqué])" in lu
    assert "(note de 2011)" in lu
    assert "Vos données sont gardées sans limite" in lu
    # What stands for what was taken out is what is said of it.
    assert [
        dit for dit in ("[nom masqué]", "[numéro masqué]", "année reste") if dit not in lu.partition("Chaque citation")[2]
    ] == []
    # And how much was taken out, which is counted.
    assert "passages relevés : 6 retirés. Un nom qui est aussi un mot courant peut rester : relisez." in lu


def test_the_same_with_names_still_says_them(catalogue: Catalogue, grilles: GrillesImprimees) -> None:
    assert "Département de l'Arance" in text(grilles, GRILLE, find_ecarts(GRILLE, catalogue), FormeGrille.SYNTHESE)


def test_what_everybody_has_heard_of_is_not_hidden(catalogue: Catalogue) -> None:
    cache = Anonymat(GRILLE, catalogue)

    for phrase in (
        "La CNIL et la CAF demandent le RSA. Les agents notent la Sécurité sociale.",
        "« Tout le personnel » : lu « Peu coopérative ». Que devient-il ?",
        "Qu'un voisin ou la mairie raconte vaudra vérité. L'usager ou un tiers.",
    ):
        assert cache.hide(phrase) == phrase
    assert (
        cache.hide("Les gens d'Ornans et de Port-Vieux, à ANIS.")
        == "Les gens d'[nom masqué] et de [nom masqué], à [nom masqué]."
    )


def test_it_takes_two_pages_at_most(racine: Path, catalogue: Catalogue, grilles: GrillesImprimees) -> None:
    riche = read_grille(racine / "tests" / "donnees" / "ecarts" / "riche.toml", catalogue)
    rendu = grilles.render(riche, find_ecarts(riche, catalogue), Format.PDF, au=JOUR, forme=FormeGrille.SYNTHESE_SANS_NOM)
    lues = pages(rendu.contenu)

    assert len(lues) == 2
    for secret in ("Estuaire", "Port-Aubry", "Parcours", "Annexe"):
        assert secret not in " ".join(lues)
    assert grilles.suggested_name(FormeGrille.SYNTHESE_SANS_NOM, Format.PDF) == "synthese-sans-nom-ecarts.pdf"


@pytest.mark.parametrize(
    ("dit", "secret"),
    [
        ("Solis ne supprime jamais rien.", "Solis"),
        ("Rien n'est effacé, selon la délibération n° 2011-145 du 4 mars 2011.", "2011-145"),
        ("Rien n'est effacé, selon la délibération du 4 mars 2011.", "4 mars"),
        ("Rien n'est effacé : voir le marché 2019M045.", "2019M045"),
    ],
)
def test_what_a_quote_tells_by_itself_is_hidden(dit: str, secret: str, catalogue: Catalogue) -> None:
    grille = Grille(
        sources=(Source("o", GenreSource.OBSERVATION, dt.date(2026, 1, 5)),),
        passages=(PassageMarque("o", Point.CONSERVATION, dit, id="p1"),),
    )
    cache = Anonymat(grille, catalogue).hide(f"Les données seraient gardées sans limite : « {dit} »")

    assert secret not in cache
    assert cache.startswith("Les données seraient gardées")


@pytest.mark.parametrize(
    ("dit", "reste"),
    [
        ("Promis pour le 10 janvier 2026, reçu le 1er mars 2026.", "Promis pour 2026, reçu en 2026."),
        ("De la fin de 2003 au 8 février 2011.", "De la fin de 2003 en 2011."),
        ("La note du 4 mars 2011.", "La note de 2011."),
        ("Le fichier sert depuis le 31 janvier 2020.", "Le fichier sert depuis 2020."),
    ],
)
def test_of_a_day_the_year_is_told(dit: str, reste: str, catalogue: Catalogue) -> None:
    assert Anonymat(Grille(), catalogue).hide(dit) == reste


def lettered(dit: str, catalogue: Catalogue, tri: TriReleve = RIEN_DE_TRIE) -> tuple[str, tuple[PassageTrie, ...]]:
    """The same without what tells who, and what was found."""
    cache = Anonymat(Grille(), catalogue, tri)
    return cache.hide(dit), cache.passages


def test_the_same_thing_in_several_places_is_one_line(catalogue: Catalogue) -> None:
    _, passages = lettered("À Colmar, Rose Petit lit tout. On dit ROSE PETIT, à Colmar.", catalogue)

    assert [(un.texte, un.nombre, un.laisse) for un in passages] == [("Colmar", 2, False), ("Rose Petit", 2, False)]
    dites, places = passages[1].lignes
    assert [dites[slice(*place)] for place in places] == ["Rose Petit", "ROSE PETIT"]


def test_the_colour_may_stay_and_the_person_goes(catalogue: Catalogue) -> None:
    dit = "L'affiche rose est tombée. Ensuite Rose l'a ramassée, et Rose a été convoquée."
    _, passages = lettered(dit, catalogue)
    assert [(un.texte, un.nombre) for un in passages] == [("rose", 1), ("Rose", 2)]
    assert passages[1].lignes[0] == "Ensuite Rose l'a ramassée, et Rose a été convoquée."

    reste, _ = lettered(dit, catalogue, RIEN_DE_TRIE.leave(passages[0].cle))
    assert reste == "L'affiche rose est tombée. Ensuite [nom masqué] l'a ramassée, et [nom masqué] a été convoquée."
    # A line says every sentence that leaving it lets out.
    _, passages = lettered("Rose part.\nVu avec Rose.", catalogue)
    assert [un.lignes[0] for un in passages] == ["Rose part.\nVu avec Rose."]


def test_what_was_left_stays_and_what_was_marked_goes(catalogue: Catalogue) -> None:
    tri = RIEN_DE_TRIE.leave(written_key("Colmar")).mark(key_of("la piscine"))
    reste, passages = lettered("À Colmar, Rose va à LA PISCINE le mardi.", catalogue, tri)

    assert reste == "À Colmar, [nom masqué] va à [nom masqué] le mardi."
    dit = bilan_of(passages, catalogue.textes, a_qui_trie=True)
    assert plain(dit).startswith("3 passages relevés : 2 retirés, 1 laissé par vous (Colmar).")
    assert "Colmar" not in bilan_of(passages, catalogue.textes)
    # Taken back, it goes as before; a word that was marked is ordinary again.
    reste, _ = lettered("À Colmar, Rose va à la piscine.", catalogue, tri.take_out("Colmar").leave("la piscine"))
    assert reste == "À [nom masqué], [nom masqué] va à la piscine."


@given(st.text(max_size=60), st.sampled_from(["Kerbrat", "06.41.87.20.95", "Colmar"]), st.text(max_size=60))
def test_what_is_found_is_taken_out_wherever_it_stands(catalogue: Catalogue, avant: str, dit: str, apres: str) -> None:
    texte = f"{avant}\n{dit}\n{apres}"
    reste, passages = lettered(texte, catalogue)

    assert dit not in reste or dit in avant + apres
    assert all(un.texte in texte and un.lignes[0][slice(*un.lignes[1][0])] == un.texte for un in passages)
