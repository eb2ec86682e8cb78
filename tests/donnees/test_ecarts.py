"""The rules of the grille as data: what they cite may be cited, what they say is courteous and exact."""

import re
from collections.abc import Iterator

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.grille import REGLES, GenreSource, Point
from droits_usagers.domain.grille.lexique import bare_words
from droits_usagers.domain.mots.pliage import fold
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.domain.personnes.personnes import Qualite
from tests.chaque import chaque

INTERDITS = re.compile(
    r"\bveuillez\b|!|mise en demeure|récépissé|amende|prison|pénal|\bimpose\b(?<!sans l’impose)", re.IGNORECASE
)


@chaque("regle", REGLES)
def test_an_organisation_may_cite_what_a_rule_rests_on_to_a_departement(regle: str, catalogue: Catalogue) -> None:
    articles = catalogue.ecarts.regles[regle].articles

    assert articles
    for article in articles:
        assert catalogue.droit.entrees[article].citable(GenreOrganisme.DEPARTEMENT, Qualite.ORGANISATION), article


@chaque("regle", REGLES)
def test_a_rule_says_what_is_asked_without_a_threat(regle: str, catalogue: Catalogue) -> None:
    dite = catalogue.ecarts.regles[regle]
    phrase = f"{dite.fait} {dite.droit} {catalogue.ecarts.mots['demande'].format(demande=dite.demande)}"

    assert "{citations}" in dite.fait
    assert "est prié" in phrase
    assert not INTERDITS.search(phrase)
    assert all(len(partie.split()) <= 45 for partie in re.split(r"(?<=\.)\s", phrase))


def test_each_rule_has_a_heading_of_its_own(catalogue: Catalogue) -> None:
    titres = [regle.titre for regle in catalogue.ecarts.regles.values()]

    assert len(set(titres)) == len(titres)
    assert all(2 <= len(titre.split()) <= 11 and not titre.endswith(".") for titre in titres)


@chaque("regle", REGLES)
def test_a_request_can_be_put_to_anyone(regle: str, catalogue: Catalogue) -> None:
    """« de dire… » in a letter to the service, to its DPO or to the CNIL: nothing to elide, nobody called « il » or « son »."""
    demande = catalogue.ecarts.regles[regle].demande

    assert fold(demande)[0] not in "aeiouyh"
    assert not demande.endswith((".", "?", ";"))
    assert not re.search(r"(?<!s’)\bil\b|\b(?:ils|son|ses)\b", demande)
    assert demande.split()[0].endswith(("er", "ir", "re"))


@chaque("regle", REGLES)
def test_a_rule_rests_only_on_what_was_read(regle: str, catalogue: Catalogue) -> None:
    """Its sentence stands before its articles, as what they hold."""
    entrees = catalogue.droit.entrees

    assert [id_ for id_ in catalogue.ecarts.regles[regle].articles if not entrees[id_].contenu_citable] == []


@chaque("regle", REGLES)
def test_judgements_on_school_files_are_only_analogies(regle: str, catalogue: Catalogue) -> None:
    lue = catalogue.ecarts.regles[regle]
    par_analogie = {"ce-317182", "ta-bastia-1101179"} & set(lue.articles)

    assert ("par analogie" in lue.droit) is bool(par_analogie)


@chaque("regle", REGLES)
def test_the_right_to_object_and_other_uses_are_not_overstated(regle: str, catalogue: Catalogue) -> None:
    lue = catalogue.ecarts.regles[regle]

    # Told apart only where it is open (RGPD 21(4)); another use may be allowed by a law or by the person (RGPD 6(4)).
    assert ("rgpd-21-4" in lue.articles) is ("quand il existe" in lue.droit)
    assert ("rgpd-6-4" in lue.articles) is ("sauf si une loi ou l’accord de la personne le permet" in lue.droit)


def test_nobody_imposes_two_years(catalogue: Catalogue) -> None:
    repere = catalogue.ecarts.regles["conservation_repere"]

    assert repere.gravite == 1
    assert "recommande, sans l’imposer" in repere.droit


def test_every_kind_of_source_and_every_point_has_its_name(catalogue: Catalogue) -> None:
    for genre in GenreSource:
        assert f"ecarts.genres.{genre}" in catalogue.textes
        assert f"source_{genre}" in catalogue.ecarts.mots
    for point in Point:
        assert f"ecarts.points.{point}" in catalogue.textes


def expressions(catalogue: Catalogue) -> Iterator[str]:
    notions = [*catalogue.ecarts.notions.values()]
    for famille in catalogue.ecarts.familles.values():
        notions += [notion for libelle in famille for notion in (libelle.notion, libelle.buts, libelle.explique) if notion]
    for notion in notions:
        yield from (*notion.mots, *notion.sauf, *(mot for liste in (*notion.avec, *notion.ensemble) for mot in liste))


def test_words_are_written_bare(catalogue: Catalogue) -> None:
    """An accent, a capital or an apostrophe would never be met in a sentence."""
    for expression in expressions(catalogue):
        assert re.fullmatch(r"[a-z0-9 ()|*.?#]+", expression), expression
        assert expression.count("(") == expression.count(")"), expression


def test_no_word_is_one_that_sentences_lose(catalogue: Catalogue) -> None:
    """« en quoi » would be any « quoi », and « (est|a) place » any « place »."""
    for expression in expressions(catalogue):
        assert all(bare_words(mot) for mot in re.findall(r"[a-z]+", expression)), expression


def test_a_sentence_is_reduced_to_its_bare_words() -> None:
    assert bare_words("L’ensemble du personnel, n'importe qui…") == "ensemble personnel , ne importe qui "


@chaque("regle", REGLES)
def test_a_rule_asks_a_question_that_is_no_reproach(regle: str, catalogue: Catalogue) -> None:
    """To whoever advises or decides: it ends as a question, asks nothing to be done, and holds no article."""
    question = catalogue.ecarts.regles[regle].question

    assert question.endswith("\u202f?")
    assert question[0].isupper()
    assert not re.search(r"\bprié|\barticle|pourquoi ne\b|n’est pas|ne sont pas|\bdoit-on pas|\bvotre\b", question)
    assert not INTERDITS.search(question)
    assert all(len(partie.split()) <= 30 for partie in re.split(r"(?<=\?)\s", question))


def test_the_comite_hears_of_the_work_of_the_agents(catalogue: Catalogue) -> None:
    entendues = {regle.id for regle in catalogue.ecarts.regles.values() if regle.agents}

    assert {"evaluation_agents", "outil_defaillant", "secret_professionnel", "comite_non_saisi"} <= entendues
    assert not entendues & {"affiche_disparue", "conservation_divergente", "usagers_non_informes"}
