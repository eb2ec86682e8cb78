"""`echeances`: the dates of a dossier, in words and in JSON."""

import json
from pathlib import Path

import pytest
from docx import Document

from tests.cli.conftest import Lance

RECUE = 'demarche = "acces"\nterritoire = "93"\n[[evenement]]\ntype = "recu"\ndate = 2026-11-24\n'


@pytest.fixture
def faits(tmp_path: Path) -> Path:
    chemin = tmp_path / "E.toml"
    chemin.write_text(RECUE, encoding="utf-8")
    return chemin


def test_json_has_the_promised_shape(lance: Lance, faits: Path) -> None:
    bilan = json.loads(lance("echeances", "--evenements", faits, "--au", "2026-12-28", "--json").out)

    assert list(bilan) == ["etat", "echeances", "prochaines_etapes"]
    assert bilan["etat"] == "refus_tacite"
    saisine = next(echeance for echeance in bilan["echeances"] if echeance["code"] == "saisine_cada")
    assert list(saisine) == [
        *("code", "date", "date_brute", "date_sans_suspension", "sens"),
        *("estimation", "contestable", "a_verifier", "fondement", "explication", "fin", "tenu"),
    ]
    assert (saisine["date"], saisine["sens"], saisine["fondement"]) == ("2027-02-24", "votre_dernier_jour", "crpa-r343-1")
    assert saisine["date_sans_suspension"] is None
    assert any("visez le mardi 23" in ligne for ligne in saisine["explication"])
    premier, relance, *_ = bilan["prochaines_etapes"]
    assert list(premier) == ["demarche", "etape", "pourquoi", "qui", "jusqu_au", "perdu"]
    assert (premier["demarche"], premier["etape"]) == ("saisine_cada", "demande")
    assert (premier["qui"], premier["jusqu_au"], premier["perdu"]) == ("vous", "2027-02-24", "saisine_cada")
    assert (relance["etape"], relance["jusqu_au"], relance["perdu"]) == ("relance", None, None)


def test_what_is_nobody_s_act_is_one_line_after_all_the_rest(lance: Lance, faits: Path) -> None:
    lignes = lance("echeances", "--evenements", faits, "--au", "2026-12-02").out.rstrip().splitlines()
    annonces = [rang for rang, ligne in enumerate(lignes) if "pour annoncer deux mois" in ligne]

    assert annonces == [len(lignes) - 1]
    assert lignes.index("Ce que vous pouvez faire\u00a0:") < annonces[0]
    assert lignes[-1].endswith("24 décembre 2026. L’explication est avec --json.")
    codes = [une["code"] for une in json.loads(lance("echeances", "--evenements", faits, "--json").out)["echeances"]]
    assert "annonce_prolongation" in codes


@pytest.mark.parametrize("saisie", ["2026-12-24", "2026-12-25"])
def test_a_referral_before_the_refusal_is_born_keeps_nothing_for_sure(lance: Lance, faits: Path, saisie: str) -> None:
    tenu = saisie > "2026-12-24"
    faits.write_text(f'{RECUE}[[evenement]]\ntype = "cada_saisie"\ndate = {saisie}\n', encoding="utf-8")
    bilan = json.loads(lance("echeances", "--evenements", faits, "--au", "2027-01-20", "--json").out)
    lues = {une["code"]: une for une in bilan["echeances"]}
    cada, tribunal = lues["saisine_cada"], lues["recours_ta"]
    assert (bilan["etat"], cada["tenu"]) == ("cada_en_cours" if tenu else "refus_tacite", tenu)
    assert any("ce délai est tenu" in ligne for ligne in cada["explication"]) is tenu
    assert any("avant que quelque chose soit refusé" in ligne for ligne in cada["explication"]) is not tenu
    assert tribunal["a_verifier"] is not tenu
    assert ("saisine_cada" in {une["demarche"] for une in bilan["prochaines_etapes"]}) is not tenu


def test_a_letter_to_an_authority_keeps_the_dates_of_what_was_asked_first(lance: Lance, faits: Path) -> None:
    def codes(entete: str) -> set[str]:
        faits.write_text(entete + RECUE.split("\n", 1)[1], encoding="utf-8")
        rendu = lance("echeances", "--evenements", faits, "--json")
        return {echeance["code"] for echeance in json.loads(rendu.out)["echeances"]}

    assert "saisine_cada" not in codes('demarche = "plainte_cnil"\ndemarche_initiale = "aucune"\n')
    # Nobody says what it was: whatever it may have been.
    assert {"saisine_cada", "recours_ta"} <= codes('demarche = "plainte_cnil"\n')
    assert "saisine_cada" in codes('demarche = "plainte_cnil"\ndemarche_initiale = "acces"\n')


@pytest.mark.parametrize("initiale", ["inconnue", "saisine_cada"])
def test_what_was_asked_first_is_a_demarche_towards_the_body(lance: Lance, faits: Path, initiale: str) -> None:
    faits.write_text(f'demarche = "plainte_cnil"\ndemarche_initiale = "{initiale}"\n', encoding="utf-8")
    rendu = lance("echeances", "--evenements", faits)
    assert (rendu.code, "demarche_initiale" in rendu.err) == (2, True)


@pytest.mark.parametrize(("public", "compte"), [("oui", True), ("non", False), ("inconnu", True), (None, True)])
def test_an_essms_has_a_court_if_it_is_public_or_nobody_knows(
    lance: Lance, faits: Path, public: str | None, *, compte: bool
) -> None:
    dit = f'public = "{public}"\n' if public else ""
    faits.write_text(f'demarche = "rectification"\ngenre = "essms"\n{dit}' + RECUE.split("\n", 1)[1], encoding="utf-8")
    rendu = json.loads(lance("echeances", "--evenements", faits, "--json").out)
    assert ("recours_ta" in {echeance["code"] for echeance in rendu["echeances"]}) is compte


def test_the_day_is_today_unless_said_otherwise(lance: Lance, faits: Path) -> None:
    assert json.loads(lance("echeances", "--evenements", faits, "--json").out)["etat"] == "en_attente"


def test_a_question_without_answer_stops_the_date(lance: Lance, faits: Path) -> None:
    faits.write_text(RECUE + '[[evenement]]\ntype = "identite_demandee"\ndate = 2026-11-27\n', encoding="utf-8")
    echeances = json.loads(lance("echeances", "--evenements", faits, "--json").out)["echeances"]
    reponse = next(echeance for echeance in echeances if echeance["code"] == "reponse")

    assert reponse["date"] is None
    assert "pas de date pour l’instant" in lance("echeances", "--evenements", faits).out


def test_words_explain_each_date_and_say_what_to_do(lance: Lance, faits: Path) -> None:
    page = lance("echeances", "--evenements", faits, "--au", "2026-12-28").out.replace("\N{NO-BREAK SPACE}", " ")

    assert page.startswith("État : Refus par silence\n")
    # Nobody said whether the body is public.
    assert "\nVotre dernier jour pour saisir la CADA : mercredi 24 février 2027 (règle à vérifier)\n" in page
    assert "  Reçue le mardi 24 novembre 2026 → un mois → jeudi 24 décembre" in page
    assert "Ce que vous pouvez faire :\n  saisine_cada, demande : " in page


def test_doubts_are_said_beside_the_date(lance: Lance, faits: Path) -> None:
    faits.write_text(RECUE.replace("recu", "envoye"), encoding="utf-8")

    assert "(date estimée)" in lance("echeances", "--evenements", faits).out


@pytest.mark.parametrize("jour", ["hier", "2026-02-30", "24/11/2026"])
def test_a_day_that_is_none_is_refused(jour: str, lance: Lance, faits: Path) -> None:
    fin = lance("echeances", "--evenements", faits, "--au", jour)

    assert (fin.code, fin.out, fin.err.count("\n")) == (2, "", 1)


def test_facts_that_cannot_be_read_are_refused(lance: Lance, faits: Path) -> None:
    faits.write_text(RECUE.replace('"93"', '"09"').replace("recu", "reçu"), encoding="utf-8")
    fin = lance("echeances", "--evenements", faits)

    assert (fin.code, fin.out, fin.err.count("\n")) == (2, "", 1)
    assert "E.toml" in fin.err
    assert "evenement[1].type" in fin.err


@pytest.mark.parametrize("annee", [1850, 1995, 2017, 2200])
def test_dates_of_any_time_are_counted_or_left_out(annee: int, lance: Lance, faits: Path) -> None:
    texte = RECUE.replace("[[", f'genre = "sante"\npieces_medicales = [{annee}-01-31]\n[[').replace(
        "2026-11-24", f"{annee}-12-31"
    )
    faits.write_text(texte, encoding="utf-8")

    assert lance("echeances", "--evenements", faits, "--json").code == 0


def test_both_days_are_said_where_only_the_month_of_a_fact_is_known(lance: Lance, faits: Path) -> None:
    faits.write_text('demarche = "acces"\n[[evenement]]\ntype = "envoye"\ndate = "2026-08"\n', encoding="utf-8")
    page = lance("echeances", "--evenements", faits, "--au", "2026-11-28").out.replace("\N{NO-BREAK SPACE}", " ")

    assert "Votre dernier jour pour saisir la CADA : dimanche 1er novembre 2026, ou lundi 30 novembre 2026" in page
    dite = (
        "saisine_cada, demande : Si c'est un organisme public, ou chargé d'un service public : le délai a pu finir le dimanche"
    )
    assert dite in page.replace("’", "'")


COMMENCEE = 'demarche = "saisine_cada"\ngenre = "ccas"\ndemarche_initiale = "acces"\n'


def test_a_letter_to_an_authority_that_is_only_begun_says_first_what_may_be_lost(lance: Lance, faits: Path) -> None:
    faits.write_text(COMMENCEE, encoding="utf-8")
    (acte, *_) = json.loads(lance("echeances", "--evenements", faits, "--au", "2026-12-01", "--json").out)["prochaines_etapes"]

    assert (acte["perdu"], acte["jusqu_au"]) == ("saisine_cada", "2027-02-01")
    assert "retrouvez quand votre demande a été reçue" in acte["pourquoi"]
    faits.write_text(f"date = 2026-11-20\n{COMMENCEE}", encoding="utf-8")
    (ecrite, *_) = json.loads(lance("echeances", "--evenements", faits, "--au", "2026-12-01", "--json").out)[
        "prochaines_etapes"
    ]
    assert ecrite["jusqu_au"] == "2027-01-20"
    faits.write_text(COMMENCEE, encoding="utf-8")
    page = faits.with_name("calendrier.docx")
    assert not lance("fiche", "calendrier", "--evenements", faits, "--au", "2026-12-01", "--sortie", page).code
    assert "lundi 1er février 2027" in "\n".join(
        un.text.replace("\N{NO-BREAK SPACE}", " ") for un in Document(str(page)).paragraphs
    )


def test_an_answer_that_is_all_that_is_known_is_no_sending(lance: Lance, faits: Path) -> None:
    faits.write_text(COMMENCEE + '[[evenement]]\ntype = "reponse_partielle"\ndate = 2026-10-20\n', encoding="utf-8")
    page = lance("echeances", "--evenements", faits, "--au", "2026-12-01").out.replace("\N{NO-BREAK SPACE}", " ")

    assert "Envoyée" not in page
    assert "Reçue le mardi 20 octobre 2026 au plus tard, premier jour connu → un mois → vendredi 20 novembre" in page
