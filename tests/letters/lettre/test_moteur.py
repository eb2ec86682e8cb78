"""Templates are rendered to text and tokens: no value is ever in the text."""

import datetime as dt
from collections.abc import Callable
from typing import TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from droits_usagers.domain.droit.droit import Cote, EntreeDroit
from droits_usagers.domain.lettre.lettre import ACompleter, SautDeLigne, Texte
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.letters.lettre.atelier import CommandeRendu, render_once
from droits_usagers.letters.lettre.citations import Citations
from droits_usagers.letters.lettre.ecriture import text_of
from droits_usagers.letters.lettre.gabarits import Gabarits
from droits_usagers.letters.lettre.jetons import RESERVES
from droits_usagers.letters.lettre.moteur import TAILLE_MAX, Fragment, Moteur
from droits_usagers.letters.lettre.raccords import Articles

Render: TypeAlias = Callable[..., Fragment]


@pytest.fixture
def render(gabarits: Gabarits, citations: Citations) -> Render:
    """Render one source with some names."""

    def render_(source: str, **noms: object) -> Fragment:
        commande = CommandeRendu({"essai": source, "macros": MACROS}, ("essai",), noms, citations, gabarits.articles)
        (fragment,) = render_once(commande)
        return fragment

    return render_


MACROS = "{% macro deux(x) %}{{ x }}, {{ x }}{% endmacro %}{% macro rate() %}\n{{ absent }}{% endmacro %}"


def saisi(texte: str) -> tuple[Texte, ...]:
    return (Texte(texte, saisi=True),)


def refusal(render: Render, source: str, **noms: object) -> ExpectedError:
    with pytest.raises(ExpectedError) as erreur:
        render(source, **noms)
    return erreur.value


def test_values_are_kept_aside(render: Render) -> None:
    fragment = render("Un {{ nom }}.", nom="*<b>{{ 1 }}\\")

    assert "*" not in fragment.texte
    assert fragment.valeurs == (saisi("*<b>{{ 1 }}\\"),)


def test_a_value_goes_through_a_macro_untouched(render: Render) -> None:
    fragment = render("{% from 'macros' import deux %}{{ deux(nom) }}", nom="<&>")

    assert fragment.valeurs == (saisi("<&>"), saisi("<&>"))
    assert RESERVES.sub("", fragment.texte) == ", "


def test_nothing_is_left_of_an_empty_value(render: Render) -> None:
    assert render("a{{ nom }}b", nom="") == Fragment("ab", ())


def test_helpers_return_values_of_ours(render: Render) -> None:
    fragment = render(
        "{{ a_completer(12) }}{{ lignes_vides(2) }}{{ nom | du }}{{ nom | au }}{{ liste | liste }}{{ 3 }}{{ 'mot' }}",
        nom="CAF",
        liste=["a", "b"],
    )

    assert fragment.valeurs == (
        (ACompleter(12),),
        (SautDeLigne(), SautDeLigne()),
        (Texte("de la "), *saisi("CAF")),
        (Texte("à la "), *saisi("CAF")),
        (*saisi("a"), Texte(" et "), *saisi("b")),
        (Texte("3"),),
        saisi("mot"),
    )


@pytest.mark.parametrize(("civilite", "mot"), [("M.", "né"), ("Mme", "née"), ("", "né(e)")])
def test_a_word_agrees_with_the_person(render: Render, civilite: str, mot: str) -> None:
    fragment = render("{{ accord(p, 'né', 'née', 'né(e)') }}", p={"civilite": civilite})

    assert fragment.valeurs == ((Texte(mot),),)


def test_what_a_person_typed_is_known_as_such_through_an_agreement(render: Render) -> None:
    """Else a name would be in the properties of the document, that strangers read."""
    noms: dict[str, object] = {"p": {"civilite": "", "nom": "ŒUVRARD"}, "tous": [{"nom": ["DIOP"]}]}

    boucle = "{% for t in tous %}{% for n in t.nom %}{{ accord(p, n, n, n) }}{% endfor %}{% endfor %}"
    fragment = render("{{ accord(p, 'né', 'née', p.nom) }}" + boucle, **noms)
    assert fragment.valeurs == (saisi("ŒUVRARD"), saisi("DIOP"))

    macro = "{% macro m(x) %}de {{ x }}{% endmacro %}{{ accord(p, m(p.nom), m(p.nom), m(p.nom)) }}"
    fragment = render(macro, **noms)
    assert RESERVES.sub("", fragment.texte) == "de "
    assert set(fragment.valeurs) == {saisi("ŒUVRARD")}


def test_the_law_is_cited_once_in_full(render: Render) -> None:
    fragment = render("{{ cite('rgpd-15') }}{{ cite('rgpd-12-3') }}{{ nomme('rgpd-77') }}")
    premier, second, troisieme = map(text_of, fragment.valeurs)

    assert "règlement (UE)" in premier
    assert second == "article 12, paragraphe 3, du RGPD"
    assert troisieme == "article 77 du RGPD"


def test_a_name_of_the_context_is_never_a_method(render: Render) -> None:
    assert render("{{ t.items }}", t={"items": "texte"}).valeurs == (saisi("texte"),)
    assert refusal(render, "{{ t.keys }}", t={}).panne is Panne.GABARIT_NOM_INCONNU


@pytest.mark.parametrize(
    "source",
    [
        "{{ cite.__module__ }}",
        "{{ cite.__globals__['__name__'] }}",
        "{{ nom.upper() }}",
        "{{ '{0}'.format(nom) }}",
        "{{ lignes.pop() }}",
        "{{ lignes.__class__.__name__ }}",
        "{{ t.copy().nom }}",
    ],
)
def test_what_the_reading_of_a_template_would_let_through_is_refused_by_the_engine(render: Render, source: str) -> None:
    """`test_verification.py` says what is refused before: here, nothing was."""
    refusal(render, source, nom="Œuvrard", lignes=["une"], t={"nom": "Roux"})


@pytest.mark.parametrize(
    ("source", "panne", "ligne", "cle"),
    [
        ("a\n{{ absent }}", Panne.GABARIT_NOM_INCONNU, "2", "absent"),
        ("a\n\n{{ t.absent }}", Panne.GABARIT_NOM_INCONNU, "3", "absent"),
        ("{% from 'ailleurs' import x %}", Panne.GABARIT_NOM_INCONNU, "1", "ailleurs"),
        ("\n{{ cite('rgpd-0') }}", Panne.GABARIT_CITATION, "2", "rgpd-0"),
        ("\n{{ cite('rgpd-15', 'crpa-l311-1') }}", Panne.GABARIT_CITATION, "2", "rgpd-15, crpa-l311-1"),
        ("\n{{ t }}", Panne.GABARIT_REFUSE, "2", "UnfitValueError"),
        ("\n{{ true }}", Panne.GABARIT_REFUSE, "2", "UnfitValueError"),
        ("\n{{ accord(t, 'a') }}", Panne.GABARIT_REFUSE, "2", "ValueError"),
        ("\n{{ t | du }}", Panne.GABARIT_REFUSE, "2", "TypeError"),
        ("{% if %}", Panne.GABARIT_REFUSE, "1", "TemplateSyntaxError"),
    ],
)
def test_a_failure_names_the_place(render: Render, source: str, panne: Panne, ligne: str, cle: str) -> None:
    erreur = refusal(render, source, t={})

    assert (erreur.panne, erreur.faits["ligne"], erreur.faits["cle"]) == (panne, ligne, cle)


def test_a_failure_in_a_macro_names_the_macro_s_file(render: Render) -> None:
    erreur = refusal(render, "{% from 'macros' import rate %}{{ rate() }}")

    assert (erreur.faits["fichier"], erreur.faits["ligne"], erreur.faits["cle"]) == ("macros", "2", "absent")


def test_nothing_of_a_value_is_in_a_failure(render: Render) -> None:
    erreur = refusal(render, "{{ nom }}{{ nom.absent }}", nom="Œuvrard")

    assert "Œuvrard" not in repr(erreur.faits)


def test_what_goes_on_and_on_is_stopped(render: Render) -> None:
    source = "{% for a in t %}{% for b in t %}" + "x" * 1000 + "{% endfor %}{% endfor %}"

    assert refusal(render, source, t=["a"] * (TAILLE_MAX // 1000)).panne is Panne.GABARIT_DEMESURE


@pytest.mark.parametrize(
    ("juste", "trop"),
    [
        ("{{ a_completer(1000) }}", "{{ a_completer(1001) }}"),
        ("{{ lignes_vides(60) }}", "{{ lignes_vides(61) }}"),
        ("{{ a_completer(1000) }}" * 30, "{{ a_completer(1000) }}" * 30 + "{{ a_completer(1) }}"),
        ("{{ lignes_vides(60) }}" * 30, "{{ lignes_vides(60) }}" * 30 + "{{ lignes_vides(1) }}"),
        ("a" * 120_000, "a" * 120_001),
    ],
    ids=["letters", "lines", "all_letters", "all_lines", "text"],
)
def test_room_is_given_up_to_a_page_and_thirty_in_all(render: Render, juste: str, trop: str) -> None:
    assert render(juste).texte
    assert refusal(render, trop).panne is Panne.GABARIT_DEMESURE


def test_a_line_to_fill_holds_forty_letters_unless_told_and_no_room_is_none(render: Render) -> None:
    assert render("{{ a_completer() }}{{ lignes_vides(0) }}{{ a_completer(0) }}").valeurs == (
        (ACompleter(40),),
        (ACompleter(0),),
    )


def test_a_line_of_instructions_leaves_no_blank_line(render: Render) -> None:
    assert render("a\n  {% if oui %}\nb\n  {% endif %}\nc", oui="oui").texte == "a\nb\nc"


def test_an_entry_whose_content_is_not_sure_is_named_and_never_stated(gabarits: Gabarits) -> None:
    entree = EntreeDroit(
        "code-1",
        texte="code",
        article="L1",
        citation="article L1 du code",
        citation_courte="article L1",
        resume="",
        lien="",
        verifie_le=dt.date(2026, 11, 24),
        cote_existence=Cote.V,
        cote_contenu=Cote.DM,
    )
    citations = Citations({"code-1": entree}, {})

    def given(source: str) -> tuple[Fragment, ...]:
        return render_once(CommandeRendu({"essai": source}, ("essai",), {}, citations, gabarits.articles))

    assert [text_of(valeur) for valeur in given("{{ nomme('code-1') }}")[0].valeurs] == ["article L1 du code"]
    with pytest.raises(ExpectedError) as refus:
        given("{{ cite('code-1') }}")
    assert refus.value.panne is Panne.GABARIT_CITATION


@pytest.mark.parametrize("source", ["{{ a_completer(9999999999) }}", "{{ lignes_vides(9999999999) }}"])
def test_room_for_more_than_a_page_is_refused(render: Render, source: str) -> None:
    assert refusal(render, source).panne is Panne.GABARIT_DEMESURE


@pytest.mark.parametrize("source", ["{{ a_completer(-1) }}", "{{ lignes_vides('deux') }}", "{{ lignes_vides(true) }}"])
def test_what_is_no_room_is_refused(render: Render, source: str) -> None:
    assert refusal(render, source).panne is Panne.GABARIT_REFUSE


def test_a_macro_that_calls_itself_is_stopped(render: Render) -> None:
    assert refusal(render, "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}").panne is Panne.GABARIT_DEMESURE


@given(st.text())
def test_what_is_typed_never_reaches_the_text(articles: Articles, citations: Citations, valeur: str) -> None:
    fragment = Moteur({"essai": "a {{ nom }} b"}, articles).render("essai", {"nom": valeur}, citations)

    assert RESERVES.sub("", fragment.texte) == "a  b"


def test_a_text_named_in_full_within_a_parenthesis_closes_its_own_in_square_brackets(render: Render) -> None:
    fragment = render("({{ cite('rgpd-15') }}). ({{ nom }})", nom="Diallo (Paris)")
    citation, nom = (text_of(valeur) for valeur in fragment.valeurs)

    assert citation.endswith("[RGPD]")
    assert "(UE)" in citation
    assert nom == "Diallo (Paris)"


def test_a_text_named_in_full_in_a_sentence_keeps_its_parenthesis(render: Render) -> None:
    (citation,) = render("Selon {{ cite('rgpd-15') }}, (ici).").valeurs

    assert text_of(citation).endswith("(RGPD)")
