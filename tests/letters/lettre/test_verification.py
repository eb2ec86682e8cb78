"""A template may only use text, names of its context, conditions, loops, macros and our helpers: the rest is refused."""

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.letters.lettre.contexte import schema_of
from droits_usagers.letters.lettre.verification import Schema, check_source, cited_ids, parse
from tests.chaque import chaque

SCHEMA: dict[str, Schema] = {
    "nom": None,
    "personne": {"prenom": None, "adresse": (None,)},
    "lignes": ({"quoi": None},),
}

# What is tried to get out of a sandbox, or to keep the computer busy.
EVASIONS = [
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ nom.__class__ }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ self._TemplateReference__context }}",
    "{{ config.items() }}",
    "{{ request.application.__globals__ }}",
    "{{ lipsum.__globals__['os'] }}",
    "{{ namespace() }}",
    "{{ range(100000000) }}",
    "{{ nom.format(personne) }}",
    "{{ '{0.__class__}'.format(nom) }}",
    "{{ nom | attr('__class__') }}",
    "{{ nom | safe }}",
    "{{ nom | join }}",
    "{{ nom | format }}",
    "{{ nom ~ nom }}",
    "{{ cite('rgpd-15') + nom }}",
    "{{ 'a' * 30000000 }}",
    "{{ 2 ** 999999999 }}",
    "{{ nom % 3 }}",
    "{{ nom[0] }}",
    "{{ nom['__class__'] }}",
    "{% set x %}{{ nom }}{% endset %}",
    "{% filter upper %}{{ nom }}{% endfilter %}",
    "{% call cite() %}{% endcall %}",
    "{% extends 'acces/demande' %}",
    "{% block a %}{% endblock %}",
    "{% autoescape false %}{{ nom }}{% endautoescape %}",
    "{% include nom %}",
    "{% import nom as x %}",
    "{% from nom import x %}",
    "{{ cite(*lignes) }}",
    "{{ cite(**personne) }}",
    "{{ nom if nom is defined }}",
    "{% set personne.prenom = 1 %}",
    "{{ cite('rgpd-15').upper }}",
    "{{ (nom | du).upper }}",
]


def refusal(source: str) -> ExpectedError:
    with pytest.raises(ExpectedError) as erreur:
        check_source("acces/demande.md.j2", source, SCHEMA)
    return erreur.value


@chaque("source", EVASIONS)
def test_no_way_out_is_let_through(source: str) -> None:
    erreur = refusal("Première ligne.\n" + source)

    assert erreur.panne in {Panne.GABARIT_REFUSE, Panne.GABARIT_NOM_INCONNU, Panne.GABARIT_ILLISIBLE}
    assert erreur.faits["fichier"] == "acces/demande.md.j2"
    assert erreur.faits["ligne"] == "2"


@pytest.mark.parametrize(
    ("source", "cle"),
    [
        ("{{ nmo }}", "nmo"),
        ("{{ personne.prenm }}", "personne.prenm"),
        ("{{ nom.prenom }}", "nom.prenom"),
        ("{% if personne.nom %}a{% endif %}", "personne.nom"),
        ("{% for ligne in lignes %}{{ ligne.quand }}{% endfor %}", "ligne.quand"),
        ("{% for ligne in personne.adresse %}{{ ligne.rue }}{% endfor %}", "ligne.rue"),
        ("{% for ligne in lignes %}{% endfor %}{{ ligne }}", "ligne"),
        ("{% macro m(a) %}{{ b }}{% endmacro %}", "b"),
        ("{{ accord(persone, 'a', 'b', 'c') }}", "persone"),
    ],
)
def test_an_unknown_name_is_told(source: str, cle: str) -> None:
    erreur = refusal(source)

    assert (erreur.panne, erreur.faits["cle"]) == (Panne.GABARIT_NOM_INCONNU, cle)


@pytest.mark.parametrize(
    "source",
    [
        "{{ nom }} {{ personne.prenom or a_completer(20) }}",
        "{% if nom and not personne.prenom or nom in ['a', 'b'] %}a{% elif nom == 'c' %}b{% else %}c{% endif %}",
        "{% for ligne in lignes %}{{ loop.index }} {{ ligne.quoi }}{% else %}rien{% endfor %}",
        "{% for cle, valeur in lignes %}{{ cle }}{% endfor %}",
        "{% macro m(a) %}{{ a.tout }}{{ nom }}{% endmacro %}{{ m(personne) }}",
        "{% set pour_soi = nom == 'a' %}{% if pour_soi %}a{% endif %}",
        "{% from '_communs/voix' import nom as n, sur_moi with context %}{{ n(personne) }}{{ sur_moi() }}",
        "{% import '_communs/voix' as voix with context %}",
        "{{ nom | du }} {{ nom | au }} {{ personne.adresse | liste }}",
        "{{ cite('rgpd-15') if nom else nomme('rgpd-77') }}",
        "{# un commentaire #}",
    ],
)
def test_what_a_letter_needs_is_let_through(source: str) -> None:
    check_source("essai", source, SCHEMA)


@pytest.mark.parametrize("source", ["{% if nom %}", "{{ nom", "{% fin %}", "{{ 1 2 }}"])
def test_what_cannot_be_read_is_told_with_its_line(source: str) -> None:
    erreur = refusal("\n\n" + source)

    assert (erreur.panne, erreur.faits["ligne"]) == (Panne.GABARIT_ILLISIBLE, "3")


def test_what_is_nested_without_end_cannot_be_read() -> None:
    assert refusal("{{ " + "(" * 3000 + "nom" + ")" * 3000 + " }}").panne is Panne.GABARIT_ILLISIBLE


def test_the_characters_of_tokens_are_refused() -> None:
    erreur = refusal("un\ndeux \ue010\n")

    assert (erreur.panne, erreur.faits["ligne"], erreur.faits["cle"]) == (Panne.GABARIT_REFUSE, "2", "U+E010")


def test_a_character_that_no_document_holds_is_refused_when_a_string_writes_its_number() -> None:
    erreur = refusal("un\n{{ 'a\\x00b' }}\n")

    assert (erreur.panne, erreur.faits["ligne"], erreur.faits["cle"]) == (Panne.GABARIT_CARACTERE, "2", "U+0000")


def test_the_ids_that_are_cited_are_found() -> None:
    arbre = parse(
        "essai", "{% from 'a' import b %}{% include 'c' %}{{ cite('x', 'y') }}{{ nomme('z') if b else accord('no') }}"
    )

    assert cited_ids(arbre) == {"x", "y", "z"}


def test_the_answers_are_names_too(catalogue: Catalogue) -> None:
    schema = schema_of(catalogue.demarches["acces"])

    check_source("essai", "{% for d in reponses.documents %}{{ d.document_quoi }}{% endfor %}", schema)
    with pytest.raises(ExpectedError):
        check_source("essai", "{% for d in reponses.documents %}{{ d.titre }}{% endfor %}", schema)
    with pytest.raises(ExpectedError):
        check_source("essai", "{{ reponses.periode }}", schema_of(None))
