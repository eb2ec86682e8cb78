"""A bug is told without telling anything of anyone."""

from droits_usagers.services.socle.pannes import anonymous_report

NOM = "Élodie Œuvrard"


def _fail(nom: str) -> None:
    msg = f"cannot write {nom}"
    raise ValueError(msg)


def _report() -> str:
    try:
        try:
            _fail(NOM)
        except ValueError as error:
            raise KeyError(NOM) from error
    except KeyError as error:
        return anonymous_report(error)
    raise AssertionError


def test_a_report_names_the_kinds_of_failure_the_first_one_first() -> None:
    lignes = _report().splitlines()

    assert [ligne for ligne in lignes if not ligne.startswith(" ")] == ["builtins.ValueError", "builtins.KeyError"]


def test_a_report_says_where_in_the_program() -> None:
    assert "test_incidents.py:" in _report()
    assert " _fail" in _report()


def test_a_report_holds_neither_values_nor_messages_nor_source_lines() -> None:
    rapport = _report()

    assert "Œuvrard" not in rapport
    assert "cannot write" not in rapport
    assert "raise" not in rapport


def test_a_report_names_no_folder_of_the_person() -> None:
    assert "/" not in _report().split("builtins.KeyError")[1].split(":")[0]


def test_a_failure_that_hid_another_one_on_purpose_does_not_show_it() -> None:
    error = KeyError()
    error.__context__ = ValueError()
    error.__suppress_context__ = True

    assert anonymous_report(error) == "builtins.KeyError"


def test_failures_that_caused_one_another_end() -> None:
    un, deux = ValueError(), KeyError()
    un.__cause__, deux.__cause__ = deux, un

    assert anonymous_report(un).splitlines() == ["builtins.KeyError", "builtins.ValueError"]
