"""The path through the questions: what is asked, what counts, what excludes a letter."""

import datetime as dt
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from droits_usagers.domain.demarche.demande import Demande, contexte_of
from droits_usagers.domain.demarche.demarches import Demarche, letter_obstacle
from droits_usagers.domain.demarche.questions import (
    Condition,
    Genre,
    GroupeQuestions,
    Question,
    Reponses,
    Valeur,
    blank_answers,
    check_answers,
    effective_answers,
    filled_lines,
    given_facts,
    holds,
    is_blank,
    known_facts,
    visible_line_questions,
    visible_questions,
)
from droits_usagers.domain.personnes.organismes import GenreOrganisme, Organisme
from droits_usagers.domain.personnes.personnes import Auteur, Qualite
from droits_usagers.domain.socle.errors import ExpectedError, Panne

CONTEXTE: Mapping[str, str] = {"auteur.qualite": "concerne", "organisme.genre": "departement"}


def si(**faits: str) -> Condition:
    return Condition(si={fait.replace("__", "."): frozenset({valeur}) for fait, valeur in faits.items()})


def sauf(**faits: str) -> Condition:
    return Condition(sauf={fait.replace("__", "."): frozenset({valeur}) for fait, valeur in faits.items()})


ENVOI = Question("envoi", Genre.CHOIX, defaut="lrar", choix=("lrar", "simple"))
MEDICAL = Question("medical", Genre.OUI_NON, condition=si(organisme__genre="sante"))
MEDECIN = Question("medecin", Genre.TEXTE, condition=si(medical="oui"))
DEPUIS = Question("depuis", Genre.DATE, condition=si(envoi="lrar"))
SUJETS = Question("sujets", Genre.CHOIX_MULTIPLES, choix=("sources", "dates"), condition=sauf(envoi="simple"))
QUOI = Question("quoi", Genre.CHOIX, choix=("faux", "manque"))
EXACT = Question("exact", Genre.TEXTE_LONG, condition=si(quoi="faux"))
PIECE = Question("piece", Genre.TEXTE, condition=si(envoi="lrar", quoi="manque"))
LIGNES = Question("lignes", Genre.GROUPE, questions=(QUOI, EXACT, PIECE), condition=sauf(sujets="dates"))
QUESTIONS = (ENVOI, MEDICAL, MEDECIN, DEPUIS, SUJETS, LIGNES)


def ids(questions: tuple[Question, ...]) -> list[str]:
    return [question.id for question in questions]


def demarche(*questions: Question) -> Demarche:
    return Demarche("d", (), (), (GroupeQuestions("g", questions),), (), ())


def test_the_context_says_in_what_capacity_one_writes_and_to_what_kind_of_body() -> None:
    demande = Demande("acces", auteur=Auteur(Qualite.MANDATAIRE), organisme=Organisme(genre=GenreOrganisme.CAF))
    assert contexte_of(demande) == {"auteur.qualite": "mandataire", "organisme.genre": "caf"}


@pytest.mark.parametrize(
    ("reponses", "contexte", "visibles"),
    [
        ({}, {}, ["envoi", "depuis", "sujets", "lignes"]),
        ({"envoi": "simple"}, {}, ["envoi", "lignes"]),
        ({"envoi": ""}, {}, ["envoi", "sujets", "lignes"]),
        ({"medical": True}, {"organisme.genre": "caf"}, ["envoi", "depuis", "sujets", "lignes"]),
        ({}, {"organisme.genre": "sante"}, ["envoi", "medical", "depuis", "sujets", "lignes"]),
        ({"medical": True}, {"organisme.genre": "sante"}, ["envoi", "medical", "medecin", "depuis", "sujets", "lignes"]),
        ({"medical": False}, {"organisme.genre": "sante"}, ["envoi", "medical", "depuis", "sujets", "lignes"]),
        ({"sujets": ("dates", "sources")}, {}, ["envoi", "depuis", "sujets"]),
        ({"sujets": ("dates",), "envoi": "simple"}, {}, ["envoi", "lignes"]),
    ],
)
def test_a_question_is_asked_when_its_condition_holds(
    reponses: Reponses, contexte: Mapping[str, str], visibles: list[str]
) -> None:
    assert ids(visible_questions(QUESTIONS, reponses, contexte)) == visibles


def test_a_condition_may_exclude_a_day() -> None:
    depuis = Question("depuis", Genre.DATE)
    suite = Question("suite", Genre.TEXTE, condition=sauf(depuis="2026-11-24"))
    assert ids(visible_questions((depuis, suite), {"depuis": dt.date(2026, 11, 24)}, {})) == ["depuis"]
    assert ids(visible_questions((depuis, suite), {"depuis": dt.date(2026, 11, 25)}, {})) == ["depuis", "suite"]


@pytest.mark.parametrize(
    ("ligne", "reponses", "visibles"),
    [
        ({}, {}, ["quoi"]),
        ({"quoi": "faux"}, {}, ["quoi", "exact"]),
        ({"quoi": "manque"}, {}, ["quoi", "piece"]),
        ({"quoi": "manque"}, {"envoi": "simple"}, ["quoi"]),
        ({"quoi": "faux"}, {"sujets": ("dates",)}, []),
    ],
)
def test_on_a_line_conditions_look_at_the_line_then_at_the_demarche(
    ligne: Reponses, reponses: Reponses, visibles: list[str]
) -> None:
    demandees = visible_line_questions(LIGNES, ligne, questions=QUESTIONS, reponses=reponses, contexte=CONTEXTE)
    assert ids(demandees) == visibles


def test_a_line_does_not_inherit_the_answer_of_a_question_it_asks_itself() -> None:
    lignes = Question(
        "lignes", Genre.GROUPE, questions=(Question("x", Genre.TEXTE), Question("y", Genre.TEXTE, condition=si(x="a")))
    )
    questions = (Question("x", Genre.TEXTE), lignes)
    assert ids(visible_line_questions(lignes, {}, questions=questions, reponses={"x": "a"}, contexte={})) == ["x"]


def test_the_answers_that_count_have_the_defaults_and_nothing_hidden() -> None:
    reponses: Reponses = {
        "medecin": "Dr Caché",
        "sujets": ("sources",),
        "lignes": ({"quoi": "faux", "exact": "a", "piece": "caché"}, {"quoi": "manque", "exact": "caché", "piece": "b"}),
    }
    assert effective_answers(QUESTIONS, reponses, CONTEXTE) == {
        "envoi": "lrar",
        "sujets": ("sources",),
        "lignes": ({"quoi": "faux", "exact": "a"}, {"quoi": "manque", "piece": "b"}),
    }


def test_a_groupe_emptied_of_its_lines_stays_an_answer() -> None:
    assert effective_answers((LIGNES,), {"lignes": ()}, {}) == {"lignes": ()}


def test_what_is_not_a_question_looks_at_everything_that_was_asked() -> None:
    faits = known_facts(QUESTIONS, {"medecin": "caché", "sujets": ("sources",)}, CONTEXTE)
    assert faits["envoi"] == {"lrar"}
    assert faits["sujets"] == {"sources"}
    assert not faits.get("medecin")
    assert holds(si(envoi="lrar", auteur__qualite="concerne"), faits)
    assert not holds(si(envoi="simple"), faits)
    assert not holds(sauf(sujets="sources"), faits)
    assert holds(sauf(medecin="caché"), faits)
    assert known_facts((), {}, CONTEXTE) == {"auteur.qualite": {"concerne"}, "organisme.genre": {"departement"}}


def test_before_anything_is_asked_what_was_answered_counts_asked_in_the_end_or_not() -> None:
    faits = given_facts({"medical": False, "medecin": "caché", "depuis": "  ", "sujets": (), "quoi": dt.date(2026, 11, 24)})

    assert faits == {"medical": {"non"}, "medecin": {"caché"}, "quoi": {"2026-11-24"}}
    # Nobody was asked, and no default is theirs.
    assert "medecin" not in known_facts(QUESTIONS, {"medecin": "caché"}, CONTEXTE)
    assert given_facts({}) == {}


def test_an_obstacle_counts_on_the_path_of_the_etape_only() -> None:
    groupes = (GroupeQuestions("g", (ENVOI,)), GroupeQuestions("h", (FAIT,), etapes=("demande",)))
    entiere = Demarche("d", (), (), groupes, (), ())
    assert letter_obstacle(entiere, {}, CONTEXTE) == "fait"
    assert letter_obstacle(entiere, {}, CONTEXTE, etape="demande") == "fait"
    assert letter_obstacle(entiere, {}, CONTEXTE, etape="relance") is None


def test_blank_answers_are_the_defaults() -> None:
    assert blank_answers(QUESTIONS) == {"envoi": "lrar"}


@pytest.mark.parametrize(
    ("reponses", "panne", "cle"),
    [
        ({"inconnue": "x"}, Panne.QUESTION_INCONNUE, "reponses.inconnue"),
        ({"lignes": ({"quoi": "faux"}, {"inconnue": "x"})}, Panne.QUESTION_INCONNUE, "reponses.lignes[2].inconnue"),
        ({"envoi": "pigeon"}, Panne.REPONSE_REFUSEE, "reponses.envoi"),
        ({"envoi": True}, Panne.REPONSE_REFUSEE, "reponses.envoi"),
        ({"medical": "oui"}, Panne.REPONSE_REFUSEE, "reponses.medical"),
        ({"medecin": False}, Panne.REPONSE_REFUSEE, "reponses.medecin"),
        ({"depuis": "2026-11-24"}, Panne.REPONSE_REFUSEE, "reponses.depuis"),
        ({"depuis": dt.datetime(2026, 11, 24, tzinfo=dt.UTC)}, Panne.REPONSE_REFUSEE, "reponses.depuis"),
        ({"sujets": "sources"}, Panne.REPONSE_REFUSEE, "reponses.sujets"),
        ({"sujets": ("sources", "autre")}, Panne.REPONSE_REFUSEE, "reponses.sujets"),
        ({"lignes": "x"}, Panne.REPONSE_REFUSEE, "reponses.lignes"),
        ({"lignes": ("x",)}, Panne.REPONSE_REFUSEE, "reponses.lignes"),
        ({"lignes": ({"exact": 3},)}, Panne.REPONSE_REFUSEE, "reponses.lignes[1].exact"),
    ],
)
def test_what_is_no_answer_to_a_question_is_refused_by_its_key_alone(
    reponses: dict[str, Valeur], panne: Panne, cle: str
) -> None:
    with pytest.raises(ExpectedError) as refus:
        check_answers(QUESTIONS, reponses, fichier="R.toml")
    assert (refus.value.panne, refus.value.faits) == (panne, {"fichier": "R.toml", "cle": cle})


def test_answers_to_hidden_questions_are_accepted_as_long_as_they_are_answers() -> None:
    check_answers(
        QUESTIONS,
        {
            "envoi": "",
            "medical": False,
            "medecin": "x",
            "depuis": dt.date(2026, 11, 24),
            "sujets": (),
            "lignes": ({"quoi": "faux", "exact": ""}, {}),
        },
    )


FAIT = Question("fait", Genre.TEXTE_LONG, obligatoire=True)
CRAINTES = Question("craintes", Genre.CHOIX_MULTIPLES, choix=("generale", "voisin"), exclut=("generale",))
BASE = Question("base", Genre.CHOIX, choix=("e", "a", "inconnue"), exclut=("e",))
MINEUR = Question("mineur", Genre.OUI_NON, exclut=("oui",))


@pytest.mark.parametrize(
    ("question", "valeur", "obstacle"),
    [
        (FAIT, None, "fait"),
        (FAIT, "  \n ", "fait"),
        (FAIT, "Ma voisine travaille dans ce service.", None),
        (CRAINTES, None, None),
        (CRAINTES, (), None),
        (CRAINTES, ("generale",), "craintes"),
        (CRAINTES, ("generale", "voisin"), None),
        (BASE, None, None),
        (BASE, "inconnue", None),
        (BASE, "e", "base"),
        (MINEUR, True, "mineur"),
        (MINEUR, False, None),
    ],
)
def test_a_missing_required_answer_or_an_excluding_one_is_an_obstacle(
    question: Question, valeur: Valeur | None, obstacle: str | None
) -> None:
    reponses = {} if valeur is None else {question.id: valeur}
    assert letter_obstacle(demarche(ENVOI, question), reponses, CONTEXTE) == obstacle


def test_a_hidden_question_is_no_obstacle() -> None:
    cachee = Question("fait", Genre.TEXTE, obligatoire=True, condition=si(envoi="simple"))
    assert letter_obstacle(demarche(ENVOI, cachee), {}, CONTEXTE) is None
    assert letter_obstacle(demarche(ENVOI, cachee), {"envoi": "simple"}, CONTEXTE) == "fait"


def test_an_obstacle_may_be_on_a_line() -> None:
    lignes = Question("lignes", Genre.GROUPE, questions=(ENVOI, FAIT))
    assert letter_obstacle(demarche(lignes), {"lignes": ({"fait": "x"},)}, CONTEXTE) is None
    assert letter_obstacle(demarche(lignes), {"lignes": ({"fait": "x"}, {})}, CONTEXTE) == "fait"


def test_a_required_groupe_needs_a_line_that_says_something() -> None:
    lignes = Question("lignes", Genre.GROUPE, questions=(QUOI,), obligatoire=True)
    assert letter_obstacle(demarche(lignes), {"lignes": ({"quoi": ""},)}, CONTEXTE) == "lignes"
    assert letter_obstacle(demarche(lignes), {"lignes": ({"quoi": "faux"},)}, CONTEXTE) is None


def test_only_what_is_on_the_path_of_the_letter_is_an_obstacle() -> None:
    premiere = Demarche("d", (), (), (GroupeQuestions("g", (FAIT,), ("demande",)), GroupeQuestions("h", (ENVOI,))), (), ())
    assert letter_obstacle(premiere, {}, CONTEXTE) == "fait"
    assert letter_obstacle(premiere, {}, CONTEXTE, etape="demande") == "fait"
    assert letter_obstacle(premiere, {}, CONTEXTE, etape="relance") is None


@pytest.mark.parametrize(
    ("reponses", "obstacle"),
    [
        ({}, "un"),
        ({"un": " "}, "un"),
        ({"un": "x"}, None),
        ({"deux": "x"}, None),
        # Answered, but no longer asked.
        ({"deux": "x", "envoi": "simple"}, "un"),
        # It does not ask for anything: it excuses from nothing.
        ({"libre": "x"}, "un"),
        ({"un": "x", "craintes": ("generale",)}, "craintes"),
    ],
)
def test_one_answer_may_be_enough(reponses: dict[str, Valeur], obstacle: str | None) -> None:
    questions = (
        ENVOI,
        Question("un", Genre.TEXTE, obligatoire=True),
        Question("deux", Genre.TEXTE, obligatoire=True, condition=Condition(sauf={"envoi": frozenset({"simple"})})),
        Question("libre", Genre.TEXTE),
        CRAINTES,
    )
    entiere = Demarche("d", (), (), (GroupeQuestions("g", questions, une_suffit=True),), (), ())
    assert letter_obstacle(entiere, reponses, CONTEXTE) == obstacle


@pytest.mark.parametrize(
    ("valeur", "vide"),
    [(None, True), (" ", True), ("a", False), (False, False), ((), True), (("",), True), (("a",), False), (({},), True)],
)
def test_an_answer_is_blank_when_it_says_nothing(valeur: Valeur | None, *, vide: bool) -> None:
    assert is_blank(valeur) is vide


# Any demarche, any answers.
NOMS = ("a", "b", "c", "d", "e")
VALEURS = st.sampled_from(["oui", "x", "y", ""])


@st.composite
def demarches_quelconques(draw: st.DrawFn) -> tuple[Question, ...]:
    questions = []
    for nom in NOMS[: draw(st.integers(1, 5))]:
        faits = st.dictionaries(st.sampled_from([*NOMS, "organisme.genre"]), VALEURS.map(lambda v: frozenset({v})), max_size=2)
        condition = Condition(si=draw(faits), sauf=draw(faits)) if draw(st.booleans()) else Condition()
        defaut = draw(st.one_of(st.none(), VALEURS))
        questions.append(Question(nom, Genre.TEXTE, defaut=defaut, obligatoire=draw(st.booleans()), condition=condition))
    return tuple(questions)


REPONSES = st.dictionaries(st.sampled_from(NOMS), VALEURS)


@given(demarches_quelconques(), REPONSES, st.data())
def test_answers_to_hidden_questions_never_change_anything(
    questions: tuple[Question, ...], reponses: dict[str, str], data: st.DataObject
) -> None:
    visibles = visible_questions(questions, reponses, CONTEXTE)
    caches = sorted({question.id for question in questions} - set(ids(visibles)))
    bruit = data.draw(st.dictionaries(st.sampled_from(caches), VALEURS)) if caches else {}
    autres = {id_: valeur for id_, valeur in reponses.items() if id_ not in caches} | bruit
    assert visible_questions(questions, autres, CONTEXTE) == visibles
    assert effective_answers(questions, autres, CONTEXTE) == effective_answers(questions, reponses, CONTEXTE)
    entiere = demarche(*questions)
    assert letter_obstacle(entiere, autres, CONTEXTE) == letter_obstacle(entiere, reponses, CONTEXTE)


@given(demarches_quelconques(), REPONSES)
def test_an_unconditional_question_is_always_asked(questions: tuple[Question, ...], reponses: dict[str, str]) -> None:
    sans_condition = [question for question in questions if question.condition == Condition()]
    visibles = visible_questions(questions, reponses, CONTEXTE)
    assert all(question in visibles for question in sans_condition)
    assert [question for question in questions if question in visibles] == list(visibles)


@given(demarches_quelconques(), REPONSES)
def test_keeping_what_counts_twice_changes_nothing_more(questions: tuple[Question, ...], reponses: dict[str, str]) -> None:
    gardees = effective_answers(questions, reponses, CONTEXTE)
    assert effective_answers(questions, gardees, CONTEXTE) == gardees
    assert visible_questions(questions, gardees, CONTEXTE) == visible_questions(questions, reponses, CONTEXTE)


def test_of_two_compulsory_questions_both_are_answered_unless_their_screen_says_that_one_is_enough() -> None:
    un, deux = (Question(id_, Genre.TEXTE, obligatoire=True) for id_ in ("un", "deux"))
    assert letter_obstacle(demarche(un, deux), {"un": "x"}, CONTEXTE) == "deux"


def test_a_line_that_says_nothing_is_no_line() -> None:
    dite, vide, presque = {"quoi": "faux"}, {"quoi": " ", "exact": ""}, {"quoi": "", "exact": "tout"}

    assert filled_lines((dite, vide, presque, {})) == (dite, presque)
    assert filled_lines("un texte") == filled_lines(None) == ()
