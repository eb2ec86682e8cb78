import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from droits_usagers.catalogue.catalogue import Catalogue
from droits_usagers.domain.dossier.dossiers import Filtre, LigneSuivi, Tri
from droits_usagers.domain.dossier.etats import Etat, Reserve
from droits_usagers.domain.echeances.valeurs import SENS, Code, Sens
from droits_usagers.places import find_places
from droits_usagers.services.suivi.criteres import criteres_of, filtre_for
from droits_usagers.services.suivi.lignes import (
    ETATS,
    INVERSES,
    SIGNES,
    TRIS,
    Couleur,
    Presentation,
    Rubrique,
    Semaine,
    Tranche,
    week_from,
)

AUJOURDHUI = dt.date(2026, 11, 24)
SEMAINE = Semaine(AUJOURDHUI, dt.date(2026, 12, 1))


def _dans(jours: int | None) -> dt.date | None:
    return None if jours is None else AUJOURDHUI + dt.timedelta(jours)


def _ligne(*, etat: str = "en_attente", jours: int | None = None, personne: str = "Élodie Œuvrard") -> LigneSuivi:
    return LigneSuivi("2026-0113", "acces", etat, personne=personne, organisme="CD 93", prochaine_date=_dans(jours))


def _plain(texte: str) -> str:
    """Without the spaces that keep a date on one line."""
    return texte.replace("\N{NO-BREAK SPACE}", " ")


@pytest.fixture
def dit(catalogue: Catalogue) -> Presentation:
    return Presentation(catalogue, lambda: AUJOURDHUI)


@pytest.mark.parametrize(
    ("jours", "dite"),
    [
        (0, "aujourd’hui"),
        (1, "demain"),
        (3, "dans 3 jours"),
        (-1, "dépassée d’un jour"),
        (-12, "dépassée de 12 jours"),
    ],
)
def test_a_day_is_said_by_how_far_it_is(dit: Presentation, jours: int, dite: str) -> None:
    assert _plain(dit.delai(AUJOURDHUI + dt.timedelta(jours))) == dite


def test_every_etat_has_one_sign_with_an_icon_that_exists_and_none_is_red(catalogue: Catalogue) -> None:
    assert set(SIGNES) == {etat.value for etat in Etat}
    for etat, signe in SIGNES.items():
        assert (find_places().resources / "icones" / f"{signe.icone}.svg").is_file(), etat
        assert f"etats.{etat}" in catalogue.textes
    assert "retard" not in {couleur.value for couleur in Couleur}
    assert SIGNES["depasse"].couleur is SIGNES["refus_tacite"].couleur is Couleur.SEMAINE


@pytest.mark.parametrize(("jours", "presse"), [(-3, True), (0, True), (7, True), (8, False), (None, False)])
def test_a_right_can_be_lost_once_its_last_day_is_within_a_week(dit: Presentation, jours: int | None, *, presse: bool) -> None:
    assert dit.semaine.presses(_dans(jours)) is presse


@pytest.mark.parametrize(
    ("today", "fin"),
    [
        ("2026-11-24", "2026-12-01"),
        # A Friday: the days off after the next one are counted in.
        ("2026-11-27", "2026-12-06"),
        # 24 December: a week on is the eve of a holiday, then two open days.
        ("2026-12-24", "2027-01-03"),
        ("2026-04-30", "2026-05-10"),
    ],
)
def test_a_week_takes_in_the_days_off_that_follow_it(catalogue: Catalogue, today: str, fin: str) -> None:
    semaine = week_from(dt.date.fromisoformat(today), catalogue.feries)
    assert semaine.fin == dt.date.fromisoformat(fin)


def _tardive(*, votre: int | None = None, code: str = "saisine_cada", prochaine: int | None = -36) -> LigneSuivi:
    """A service that is late, and a last day of the person's own, in so many days."""
    ligne = replace(
        _ligne(etat="refus_tacite", jours=prochaine),
        leur_date=_dans(-36),
        leur_delai="reponse",
        prochaine_etape="acces/relance",
    )
    return ligne if votre is None else replace(ligne, votre_date=_dans(votre), votre_delai=code)


def test_one_s_own_last_day_is_said_first_and_the_lateness_of_the_service_apart(dit: Presentation) -> None:
    dates = dit.dates(_tardive(votre=24))
    assert _plain(dates.d_abord) == "Saisir la CADA avant le 18 décembre · 24 jours"
    assert (_plain(dates.dessous), dates.presse) == ("service en retard de 36 jours", False)
    assert _plain(dit.dates_courtes(_tardive(votre=24))) == "Saisir la CADA\n18 décembre · 24 jours"
    assert _plain(dit.leurs(_tardive(votre=24))) == "19 octobre 2026\nen retard de 36 jours"
    assert dit.dates(_tardive(votre=7)).presse
    assert [_plain(dit.dates(_tardive(votre=jours)).quand).rsplit(" · ", 1)[1] for jours in (0, 1)] == [
        "aujourd’hui",
        "demain",
    ]


def test_without_a_last_day_of_one_s_own_what_is_to_be_done_is_said_since_when_and_nothing_presses(dit: Presentation) -> None:
    dates = dit.dates(_tardive())
    assert _plain(dates.d_abord) == "Relancer depuis le 19 octobre 2026"
    assert (_plain(dates.dessous), dates.presse) == ("service en retard de 36 jours", False)
    assert _plain(dit.dates_courtes(_tardive())) == "Relancer\ndepuis 36 jours"
    # Closed, nothing is said.
    assert dit.dates(_ligne()).d_abord == dit.dates_courtes(_ligne()) == dit.leurs(_ligne()) == ""


def test_what_a_service_owes_speaks_of_the_service(dit: Presentation) -> None:
    assert _plain(dit.devait(replace(_tardive(), organisme="CCAS de Pantin"))) == (
        "CCAS de Pantin devait répondre le 19 octobre 2026 · en retard de 36 jours"
    )
    assert _plain(dit.devait(replace(_tardive(), organisme="", service=""))).startswith("Le service devait répondre le 19")
    assert dit.devait(replace(_tardive(), leur_date=_dans(0))) == dit.devait(replace(_tardive(), leur_date=None)) == ""


@pytest.mark.parametrize(
    ("reserve", "dite", "colonne"),
    [
        ("estimee", "CCAS de Pantin devait répondre vers le 19 octobre 2026", "vers le 19 octobre"),
        (
            "anciens",
            "CCAS de Pantin devait répondre le 19 octobre 2026 pour ce qui a moins de cinq ans · en retard de 36 jours",
            "19 octobre 2026",
        ),
        (
            "anciens_estimee",
            "CCAS de Pantin devait répondre vers le 19 octobre 2026 pour ce qui a moins de cinq ans",
            "vers le 19 octobre",
        ),
    ],
)
def test_a_service_is_not_said_to_be_late_for_sure_when_its_day_is_not(
    dit: Presentation, reserve: str, dite: str, colonne: str
) -> None:
    ligne = replace(_tardive(), organisme="CCAS de Pantin", leur_reserve=Reserve(reserve))
    assert _plain(dit.devait(ligne)) == dite
    assert _plain(dit.leurs(ligne)) == f"{colonne}\npeut-être en retard"
    assert dit.dates(ligne).dessous == "service peut-être en retard"
    if "vers" in colonne:
        assert _plain(dit.leurs(replace(ligne, leur_date=_dans(-400)))).startswith("vers octobre 2025")
    # To come, it is as little known.
    assert _plain(dit.leurs(replace(ligne, leur_date=_dans(3)))).startswith("vers le" if "vers" in colonne else "27 nov")


def test_a_last_day_that_may_be_over_says_so(dit: Presentation) -> None:
    ligne = replace(_tardive(votre=6), votre_reserve=Reserve.PEUT_ETRE)
    assert _plain(dit.dates(ligne).d_abord) == "Saisir la CADA avant le 30 novembre · 6 jours, peut-être déjà passé"
    assert _plain(dit.dates_courtes(ligne)) == "Saisir la CADA\n30 novembre, peut-être"


def test_legal_aid_is_followed_at_once(dit: Presentation) -> None:
    ligne = replace(_ligne(etat="refuse", jours=12), prochaine_etape="plainte_cnil/aide_juridictionnelle")
    ligne = replace(ligne, revoir_le=ligne.prochaine_date)
    assert dit.dates(ligne).d_abord == "Suivre l’aide juridictionnelle dès maintenant"
    assert dit.next_act(ligne) == ("Suivre l’aide juridictionnelle", AUJOURDHUI)


def test_who_waits_for_an_answer_of_the_person_is_answered_at_once(dit: Presentation) -> None:
    ligne = replace(_ligne(etat="suspendu", jours=12), prochaine_etape="acces/repondre")
    assert dit.dates(ligne).d_abord == "Répondre au service dès maintenant"
    assert dit.dates_courtes(ligne) == "Répondre au service\ndès maintenant"
    # A table says no day of something else beside it.
    assert dit.next_act(ligne)[1] == AUJOURDHUI
    # Unless a right can be lost.
    assert dit.dates(replace(ligne, votre_date=_dans(9), votre_delai="saisine_cada")).geste == "Saisir la CADA"


def test_a_silence_that_is_a_refusal_before_their_answer_is_due_is_named_for_what_it_is(dit: Presentation) -> None:
    prolongee = replace(_ligne(etat="prolonge", jours=3), leur_date=_dans(33), leur_delai="reponse")
    assert _plain(dit.dates(prolongee).d_abord) == "Leur silence vaudra refus le 27 novembre · 3 jours"
    assert _plain(dit.leurs(prolongee)) == "27 décembre 2026\ndans 33 jours"
    # Their answer, due before that to an appeal, is none.
    assert dit.dates(replace(prolongee, leur_delai="refus_confirme")).geste == "Attendre la réponse"


def test_what_is_awaited_and_what_is_to_be_looked_at_again_are_told_apart(dit: Presentation) -> None:
    attendue = replace(_ligne(jours=12), leur_date=_dans(12), leur_delai="reponse")
    assert _plain(dit.dates_courtes(attendue)) == "Attendre la réponse\n6 décembre · 12 jours"
    assert _plain(dit.leurs(attendue)) == "6 décembre 2026\ndans 12 jours"
    assert dit.dates(attendue).dessous == ""
    # Until the end of their last day.
    derniere = replace(_ligne(jours=0), leur_date=_dans(0), leur_delai="reponse", prochaine_etape="plainte_cnil/demande")
    assert _plain(dit.dates(derniere).d_abord) == "Attendre la réponse le 24 novembre · aujourd’hui"
    revue = replace(_ligne(jours=12), revoir_le=_dans(12))
    assert _plain(dit.dates(revue).d_abord) == "À revoir le 6 décembre · 12 jours"
    assert _plain(dit.dates(replace(_ligne(jours=-1), revoir_le=_dans(-1))).d_abord) == "À revoir depuis le 23 novembre 2026"
    # Beside a last day of one's own, a day that is past is not so many days away.
    assert _plain(dit.dates(replace(_tardive(votre=24), revoir_le=_dans(-15))).revoir) == "à revoir dès aujourd’hui"
    fermee = replace(_tardive(prochaine=-2), prochaine_etape="saisine_cada/tardive")
    assert _plain(dit.dates(fermee).d_abord) == "Délai CADA passé depuis le 22 novembre 2026"
    a_envoyer = replace(_ligne(etat="a_envoyer", jours=0), revoir_le=_dans(0), prochaine_etape="acces/demande")
    assert _plain(dit.dates(a_envoyer).d_abord) == "Envoyer la demande depuis le 24 novembre 2026"


def test_a_year_is_said_where_another_could_be_meant(dit: Presentation) -> None:
    assert "24 décembre 2027" in _plain(dit.dates(_tardive(votre=395)).d_abord)


@pytest.mark.parametrize("code", sorted(code for code, sens in SENS.items() if sens is Sens.VOTRE_DERNIER_JOUR))
def test_every_last_day_of_one_s_own_that_is_shown_has_its_words(catalogue: Catalogue, code: Code) -> None:
    if code is not Code.RECOURS_HIERARCHIQUE:  # the same day as the judge's, which is the one shown
        assert f"suivi.votre.geste.{code}" in catalogue.textes


def test_no_date_is_broken_across_lines(dit: Presentation) -> None:
    tardive = _tardive(votre=24)
    for texte in (dit.echeance(_dans(-204)), dit.dates(tardive).d_abord, dit.dates_courtes(tardive), dit.leurs(tardive)):
        assert not re.search(r"\d [a-zé]+", texte), texte


def test_nobody_named_is_said(dit: Presentation) -> None:
    assert dit.cellule(_ligne(personne=""), Rubrique.PERSONNE) == "anonyme"


def test_a_line_read_aloud_says_every_column_that_holds_something(dit: Presentation) -> None:
    phrase = _plain(dit.phrase(_ligne(jours=3)))
    assert all(mot in phrase for mot in ("2026-0113", "Élodie Œuvrard", "CD 93", "27 novembre · 3 jours"))
    assert dit.entete(Rubrique.ENVOYEE) not in phrase


def test_a_line_read_aloud_with_names_hidden_names_nobody(dit: Presentation) -> None:
    assert "Œuvrard" not in dit.phrase(_ligne(), sans_nom=True)


def test_every_column_but_the_next_step_can_be_sorted() -> None:
    assert set(Rubrique) - set(TRIS) == {Rubrique.ETAPE}
    assert {*TRIS.values(), *INVERSES.values()} == set(Tri)


def test_each_filter_by_date_asks_for_its_own_days() -> None:
    def asked(*tranches: Tranche) -> Filtre:
        return filtre_for("", criteres_of(tranches), SEMAINE)

    veille, fin = dt.date(2026, 11, 23), dt.date(2026, 12, 1)
    assert asked(Tranche.DEPASSEES) == Filtre(leur_jusqu_au=veille)
    assert asked(Tranche.SEMAINE) == Filtre(a_partir_du=AUJOURDHUI, jusqu_au=fin)
    assert asked(Tranche.VOTRE_DELAI) == Filtre(votre_jusqu_au=fin)
    assert asked(Tranche.A_REVOIR) == Filtre(revoir_jusqu_au=fin)


@given(st.frozensets(st.sampled_from(Tranche)))
def test_etats_add_up(tranches: frozenset[Tranche]) -> None:
    etats = filtre_for("", criteres_of(tranches), SEMAINE).etats
    assert etats == _union(ETATS.get(tranche, frozenset()) for tranche in tranches)


def _union(ensembles: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset[str]().union(*ensembles)


def test_every_etat_is_in_one_filter_and_what_waits_holds_none_that_is_late() -> None:
    tous = [etat for etats in ETATS.values() for etat in etats]
    assert sorted(tous) == sorted(etat.value for etat in Etat)
    assert "depasse" not in ETATS[Tranche.EN_ATTENTE]


def test_what_may_be_over_says_so_beside_its_day(dit: Presentation) -> None:
    ligne = replace(_ligne(etat="refus_tacite", jours=12), votre_reserve=Reserve.PEUT_ETRE_CLOS)
    assert dit.dates(ligne).d_abord.endswith(", peut-être clos")
    assert dit.dates_courtes(ligne).endswith(", peut-être clos")
