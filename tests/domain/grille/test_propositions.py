"""What the program proposes to mark in a document: every sentence of it, in its place, and what it may be."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.grille import GenreSource, NaturePassage, Point, Source
from droits_usagers.domain.grille.relecture import PhraseProposee, propose

TRACT = """Réunion du 23 juin 2010

La direction nous parle maintenant de 5 ans après le dernier entre-
tien. Que deviennent les données ensuite ?
• Tout le personnel peut lire l'ensemble des fiches.
• Le bureau ferme à dix-sept heures.

12

Nous craignons que la police ne lise ces fiches."""


def proposed(catalogue: Catalogue, texte: str, genre: GenreSource = GenreSource.SYNDICAT) -> tuple[PhraseProposee, ...]:
    return propose(texte, Source("s", genre, dt.date(2011, 2, 8)), catalogue.ecarts)


def test_each_sentence_is_found_where_it_stands(catalogue: Catalogue) -> None:
    lues = {une.texte: une for une in proposed(catalogue, TRACT)}

    assert list(lues) == [
        "Réunion du 23 juin 2010",
        "La direction nous parle maintenant de 5 ans après le dernier entre-\ntien.",
        "Que deviennent les données ensuite ?",
        "Tout le personnel peut lire l'ensemble des fiches.",
        "Le bureau ferme à dix-sept heures.",
        "Nous craignons que la police ne lise ces fiches.",
    ]
    question = lues["Que deviennent les données ensuite ?"]
    assert (question.point, question.nature, question.servirait) == (Point.CONSERVATION, NaturePassage.DEMANDE, True)
    acces = lues["Tout le personnel peut lire l'ensemble des fiches."]
    assert (acces.point, acces.nature) == (Point.HABILITATIONS, NaturePassage.RAPPORTE)
    assert lues["Nous craignons que la police ne lise ces fiches."].nature is NaturePassage.CRAINT


def test_nothing_is_lost_where_nothing_is_heard(catalogue: Catalogue) -> None:
    [fermee] = [une for une in proposed(catalogue, TRACT) if "dix-sept" in une.texte]

    assert fermee.point is None
    assert not fermee.servirait


@pytest.mark.parametrize(
    ("genre", "texte", "nature"),
    [
        (GenreSource.COURRIER_CNIL, "La délégation a constaté que les usagers ne sont pas informés.", "constate_cnil"),
        (GenreSource.COURRIER_CNIL, "Vous soutenez avoir constaté que les usagers ne sont pas informés.", "rapporte"),
        (GenreSource.COURRIER_CNIL, "La Commission n'a pas constaté de manquement.", "a_demander"),
        (GenreSource.COURRIER_CNIL, "Le syndicat dit que la CNIL a constaté un manquement.", "rapporte"),
        (GenreSource.COURRIER_CNIL, "Je vous rappelle que les usagers doivent être informés.", "exige"),
        (GenreSource.COURRIER_CNIL, "Les usagers ne sont pas informés.", "a_demander"),
        (GenreSource.SYNDICAT, "La CNIL rappelle que les usagers doivent être informés.", "exige"),
        (GenreSource.NOTE, "Les usagers ne sont pas informés.", "exige"),
        (GenreSource.AFFICHE, "Vos données sont gardées deux ans.", "annonce"),
        (GenreSource.OBSERVATION, "Les usagers ne sont pas informés.", "fait"),
        (GenreSource.OBSERVATION, "Les usagers risquent de ne pas être informés.", "craint"),
        (GenreSource.DECLARATION, "Les données pourraient être transmises à la CAF.", "annonce"),
    ],
)
def test_what_a_sentence_is_follows_its_words_and_who_says_it(
    genre: GenreSource, texte: str, nature: str, catalogue: Catalogue
) -> None:
    assert [une.nature for une in proposed(catalogue, texte, genre)] == [NaturePassage(nature)]


@pytest.mark.parametrize(
    ("texte", "nature"),
    [
        ("Le jour de la visite, nul fichier de traitements n'existait.", "a_demander"),
        ("Les vérificateurs ont remarqué que les usagers ne sont pas informés.", "a_demander"),
        ("La formation restreinte observe que toute l'équipe ouvre tous les dossiers.", "a_demander"),
        ("Elle considère que ces éléments suffisent.", "a_demander"),
        ("La mutuelle fait valoir que ses agents signent une charte.", "rapporte"),
        ("Selon le plaignant, les fiches sont lues par la mairie.", "rapporte"),
        ("L'établissement affirme que rien n'est conservé après six mois.", "rapporte"),
        ("Le centre est mis en demeure d'informer les usagers.", "exige"),
    ],
)
def test_whose_words_the_cnil_writes_is_asked_where_it_does_not_say(texte: str, nature: str, catalogue: Catalogue) -> None:
    assert [une.nature for une in proposed(catalogue, texte, GenreSource.COURRIER_CNIL)] == [NaturePassage(nature)]


@pytest.mark.parametrize(
    ("genre", "texte"),
    [
        (GenreSource.TEMOIGNAGE, "Bonsoir à toutes et tous,\nJe vous écris depuis mon bureau."),
        (GenreSource.TEMOIGNAGE, "À tout le personnel du foyer, je vous écris avec retard."),
        (GenreSource.COMPTE_RENDU, "Mme Rouvière demande aussi pourquoi la religion est notée dans les commentaires."),
        (GenreSource.COMPTE_RENDU, "Les délégués demandaient combien de temps les dossiers sont conservés."),
        (GenreSource.AIPD, "Risque 4 : un prestataire lirait les notes de tous les tiers."),
        (GenreSource.AIPD, "Une consultation préalable de la CNIL n'est pas prévue."),
        (GenreSource.AIPD, "Le délégué à la protection des données n'a pas encore donné son avis."),
        (GenreSource.AIPD, "Le consentement des familles n'est pas recueilli : le fondement est la mission d'intérêt public."),
        (GenreSource.COURRIER_CNIL, "La Commission prend acte de ce que le mot de passe commun a été remplacé."),
        (GenreSource.REGISTRE, "Les dossiers sont gardés deux ans. Le contrat de l'hébergeur est de quatre ans."),
        (GenreSource.AFFICHE, "Vos données sont effacées au bout d'un an. Les clés sont à rendre sous huit jours."),
    ],
)
def test_what_asks_fears_greets_or_is_over_is_not_proposed_as_showing_anything(
    genre: GenreSource, texte: str, catalogue: Catalogue
) -> None:
    assert not [une.texte for une in proposed(catalogue, texte, genre) if une.servirait]


@pytest.mark.parametrize(
    ("genre", "texte"),
    [
        (GenreSource.TEMOIGNAGE, "Bonsoir à toutes et tous, tous les agents lisent toutes les fiches."),
        (GenreSource.COURRIER_CNIL, "La délégation a constaté que le mot de passe commun n'a pas été remplacé."),
        (GenreSource.REGISTRE, "Les dossiers sont gardés deux ans. Les fiches closes sont supprimées au bout de six ans."),
        (GenreSource.COMPTE_RENDU, "Le président explique que le logiciel n'est pas inscrit au registre."),
    ],
)
def test_what_is_told_beside_it_still_is(genre: GenreSource, texte: str, catalogue: Catalogue) -> None:
    assert [une.texte for une in proposed(catalogue, texte, genre) if une.servirait]


@given(st.lists(st.sampled_from([*"abé .,;:?!\n-•«»()12\u00a0\u00ad'", "Les données.", "\n\n", "police "]), max_size=60))
def test_places_are_in_the_text_in_order_and_hold_what_they_say(catalogue: Catalogue, morceaux: list[str]) -> None:
    texte = "".join(morceaux)
    fin = 0
    for une in proposed(catalogue, texte):
        assert fin <= une.debut < une.fin <= len(texte)
        assert texte[une.debut : une.fin] == une.texte
        fin = une.fin


@pytest.mark.parametrize(
    ("texte", "lues"),
    [
        ("Tout le personnel[1] lit tout.", ["Tout le personnel[1] lit tout."]),
        ("Tout le personnel lit l'ensemble\n12\ndes fiches.", ["Tout le personnel lit l'ensemble\n12\ndes fiches."]),
        ("Un appel (1) de note ne perd rien. La suite non plus.", ["Un appel (1) de note ne perd rien.", "La suite non plus."]),
        ("6 mois. Gardés depuis 2003. Dix ans !", ["6 mois.", "Gardés depuis 2003.", "Dix ans !"]),
        (
            "Tout le personnel du service lit chaque jour l'ensemble\nPage 12\ndes fiches de tous les usagers. Et après.",
            ["Tout le personnel du service lit chaque jour l'ensemble\nPage 12\ndes fiches de tous les usagers.", "Et après."],
        ),
        # What is cut so near its beginning is not found: nothing is proposed there.
        ("Il lit\nPage 12\ntout. Et après.", ["Et après."]),
        ("Mme. Kerbrat est venue. Elle est partie.", ["Mme. Kerbrat est venue.", "Elle est partie."]),
    ],
)
def test_notes_pages_and_figures_lose_no_sentence(texte: str, lues: list[str], catalogue: Catalogue) -> None:
    assert [une.texte for une in proposed(catalogue, texte)] == lues


@pytest.mark.parametrize(
    "phrase",
    [
        "La délégation a pu ouvrir l'application depuis un poste de l'accueil.",
        "La délégation n'a vu aucune affiche dans les trois centres visités.",
        "Nos services n'ont retrouvé trace d'aucune formalité préalable.",
    ],
)
def test_what_the_delegation_saw_the_cnil_found(phrase: str, catalogue: Catalogue) -> None:
    (une,) = propose(phrase, Source("c", GenreSource.COURRIER_CNIL), catalogue.ecarts)

    assert une.nature is NaturePassage.CONSTATE_CNIL


@pytest.mark.parametrize(
    ("phrase", "nature"),
    [
        ("Il paraît que rien n'est jamais effacé.", NaturePassage.RAPPORTE),
        ("D'après un collègue, rien n'est effacé.", NaturePassage.RAPPORTE),
        ("Une collègue m'a dit que sans informatique, pas d'aide.", NaturePassage.RAPPORTE),
        ("Je crois que les stagiaires lisent tout.", NaturePassage.CRAINT),
        ("Peut-être que la mairie lit les dossiers.", NaturePassage.CRAINT),
        ("Rien n'est jamais effacé.", NaturePassage.FAIT),
    ],
)
def test_who_heard_it_or_is_not_sure_has_not_seen_it(phrase: str, nature: NaturePassage, catalogue: Catalogue) -> None:
    (une,) = propose(phrase, Source("o", GenreSource.OBSERVATION), catalogue.ecarts)

    assert une.nature is nature


def test_what_is_said_to_be_false_is_not_so(catalogue: Catalogue) -> None:
    (une,) = propose("Il est faux que rien n'est jamais effacé.", Source("o", GenreSource.OBSERVATION), catalogue.ecarts)

    assert not une.servirait
