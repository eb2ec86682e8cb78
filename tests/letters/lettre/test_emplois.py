"""What templates may cite, read without rendering them."""

from pathlib import Path

from droits_usagers.letters.lettre.citations import citations_of
from droits_usagers.letters.lettre.gabarits import Gabarits


def write(dossier: Path, **gabarits: str) -> Gabarits:
    for nom, corps in gabarits.items():
        (dossier / f"{nom}.md.j2").write_text(f'+++\nversion = "1"\nobjet = "{{{{ nomme(\'objet-{nom}\') }}}}"\n+++\n{corps}')
    return Gabarits(dossier, None)


def test_body_and_fields_count_whatever_the_branch(tmp_path: Path) -> None:
    gabarits = write(tmp_path, lettre="{% if a %}{{ cite('a-1', 'a-2') }}{% else %}{{ nomme('a-3') }}{% endif %}")

    assert citations_of(gabarits.ours)["lettre"] == {"a-1", "a-2", "a-3", "objet-lettre"}


def test_a_macro_counts_only_where_it_is_used(tmp_path: Path) -> None:
    gabarits = write(
        tmp_path,
        communs=(
            "{% macro dit() %}{{ cite('m-1') }}{{ dessous() }}{% endmacro %}"
            "{% macro dessous() %}{{ cite('m-2') }}{% endmacro %}"
            "{% macro tait() %}{{ cite('m-3') }}{% endmacro %}"
        ),
        lettre="{% from 'communs' import dit as parle, tait with context %}{{ parle() }}",
        muette="{% from 'communs' import tait with context %}",
    )

    cites = citations_of(gabarits.ours)

    assert cites["lettre"] == {"m-1", "m-2", "objet-lettre"}
    assert cites["muette"] == {"objet-muette"}


def test_macros_that_call_each_other_end(tmp_path: Path) -> None:
    gabarits = write(
        tmp_path,
        lettre="{% macro a() %}{{ cite('x-1') }}{{ b() }}{% endmacro %}{% macro b() %}{{ a() }}{% endmacro %}{{ b() }}",
    )

    assert citations_of(gabarits.ours)["lettre"] == {"x-1", "objet-lettre"}


def test_what_is_taken_from_nowhere_cites_nothing(tmp_path: Path) -> None:
    gabarits = write(tmp_path, lettre="{% from 'absent' import rien %}{{ rien() }}")

    assert citations_of(gabarits.ours)["lettre"] == {"objet-lettre"}
