"""The dates of a coffre in an agenda: what one imports is always today's dates, each once, and names nobody."""

import datetime as dt
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Event

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.demarche.demande import INITIALE
from droits_usagers.domain.dossier.agenda import Jours, MiseAJour
from droits_usagers.domain.dossier.dossiers import Action
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.domain.personnes.personnes import Personne
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.domain.socle.unites import run_through
from droits_usagers.services.coffre.valeurs import FaitANoter, FaitPris
from droits_usagers.services.coffres import Coffre
from droits_usagers.services.socle.suivant import Suivant
from droits_usagers.services.suivi.agenda import ChoixAgenda, Habitudes, RedactionAgenda, write
from tests.chaque import chaque
from tests.coffres import CANARI, PHRASE, Horloge, erase, full, make_coffres, simple

if TYPE_CHECKING:
    from droits_usagers.domain.demarche.questions import Valeur

_T = TypeEvenement
TOUT = ChoixAgenda(frozenset(Jours))


@pytest.fixture(scope="module")
def suivant(catalogue: Catalogue) -> Suivant:
    return Suivant(catalogue)


@pytest.fixture(scope="module")
def redaction(catalogue: Catalogue, suivant: Suivant) -> RedactionAgenda:
    return RedactionAgenda(catalogue, suivant)


@dataclass
class Permanence:
    """Someone with a coffre, who exports it to an agenda."""

    coffre: Coffre
    horloge: Horloge
    redaction: RedactionAgenda
    agenda: dict[str, Event] = field(default_factory=dict)

    def gather(self, choix: ChoixAgenda = TOUT) -> MiseAJour:
        return run_through(self.coffre.agenda.gathering(choix, self.redaction))

    def export(self, choix: ChoixAgenda = TOUT) -> bytes:
        """Exports, and imports it in the agenda."""
        mise_a_jour = self.gather(choix)
        contenu = write(mise_a_jour)
        self.coffre.agenda.remember(mise_a_jour)
        for event in Calendar.from_ical(contenu).walk("VEVENT"):
            assert isinstance(event, Event)
            ancien = self.agenda.get(str(event["UID"]))
            if ancien is None or event.decoded("SEQUENCE") > ancien.decoded("SEQUENCE"):
                self.agenda[str(event["UID"])] = event
        return contenu

    def shown(self) -> set[tuple[str, str]]:
        """What the agenda shows from today on: days and titles, without the spaces that do not break."""
        return {
            (event.decoded("DTSTART").isoformat(), _plain(str(event["SUMMARY"])))
            for event in self.agenda.values()
            if event["STATUS"] != "CANCELLED" and event.decoded("DTSTART") >= self.horloge.today()
        }

    def true_today(self) -> set[tuple[str, str]]:
        """What the dossiers of the Suivi say, read one by one."""
        dites = set()
        for ligne in self.coffre.liste.page().lignes:
            for date in self.redaction.dates(self.coffre.dossiers.read(ligne.reference).demande, self.horloge.today()):
                evenement = self.redaction.evenement(date, cle="", reference=ligne.reference, rappel=None)
                dites.add((evenement.jour.isoformat(), _plain(evenement.titre)))
        return dites


def _plain(texte: str) -> str:
    return texte.replace("\u00a0", " ").replace("\u202f", " ").replace("’", "'")


MakePermanence = Callable[[], Permanence]


@pytest.fixture
def make_permanence(
    tmp_path_factory: pytest.TempPathFactory, suivant: Suivant, redaction: RedactionAgenda
) -> Iterator[MakePermanence]:
    ouverts: list[Coffre] = []

    def make() -> Permanence:
        horloge = Horloge()
        chemin = tmp_path_factory.mktemp("coffre") / "permanence.coffre"
        coffre = make_coffres(horloge, suivre=suivant).create(chemin, PHRASE, accept_weak=True)
        ouverts.append(coffre)
        return Permanence(coffre, horloge, redaction)

    yield make
    for coffre in ouverts:
        coffre.close()


@pytest.fixture
def permanence(make_permanence: MakePermanence) -> Permanence:
    return make_permanence()


#: Of what was received on 24 November: nothing can be lost before its silence is a refusal.
CADA = "2026-0001 : votre dernier jour pour saisir la CADA, si rien de plus n'est répondu d'ici le 24 décembre 2026"


def received(jour: int = 24) -> tuple[Evenement, ...]:
    return (Evenement(dt.date(2026, 11, jour), _T.RECU),)


def test_a_letter_to_an_authority_that_is_only_begun_is_in_the_agenda(permanence: Permanence) -> None:
    demande = replace(simple(), demarche="saisine_cada", reponses={INITIALE: "acces"})
    permanence.coffre.dossiers.create(demande)
    permanence.export()

    dit = "votre dernier jour pour saisir la CADA, peut-être déjà passé (date estimée)"
    (ligne,) = permanence.coffre.liste.page().lignes
    assert permanence.shown() == {((ligne.votre_date or dt.date.max).isoformat(), f"{ligne.reference} : {dit}")}


@chaque(
    ("ecrite", "relue", "jour"),
    [
        # Written anew in January, about what was there in November.
        ("2026-11-24", "2027-01-03", "2027-01-24"),
        # Its line is computed again once the day it showed is over: by silence, one month more.
        ("2026-11-04", "", "2027-02-04"),
    ],
)
def test_a_letter_to_an_authority_is_counted_from_its_first_day(
    make_permanence: MakePermanence, ecrite: str, relue: str, jour: str
) -> None:
    permanence = make_permanence()
    coffre, au = permanence.coffre, dt.date.fromisoformat
    demande = replace(simple(), demarche="saisine_cada", reponses={INITIALE: "acces"}, date=au(ecrite))
    reference = coffre.dossiers.create(demande)
    permanence.horloge.advance(days=50)
    if relue:
        coffre.dossiers.update(reference, replace(coffre.dossiers.read(reference).demande, date=au(relue)))
    for _ in coffre.liste.refresh():
        pass
    permanence.export(ChoixAgenda(frozenset({Jours.VOTRES})))

    assert [ligne.votre_date for ligne in coffre.liste.page().lignes] == [au(jour)]
    assert {vu for vu, _ in permanence.shown()} == {jour}


def test_a_request_is_a_few_days_in_an_agenda(permanence: Permanence) -> None:
    permanence.coffre.dossiers.create(simple(evenements=received()))
    permanence.coffre.dossiers.create(simple())
    permanence.export()

    assert permanence.shown() == {
        ("2026-12-24", "2026-0001 : la réponse est due"),
        ("2026-12-24", "2026-0001 : le silence devient un refus"),
        ("2026-12-25", "2026-0001 : une plainte à la CNIL devient possible"),
        ("2027-02-24", CADA),
    }


def test_nobody_and_no_body_is_named(permanence: Permanence) -> None:
    permanence.coffre.dossiers.create(replace(full(), evenements=received()))
    contenu = permanence.export()

    assert CANARI not in Calendar.from_ical(contenu).to_ical().decode()
    assert contenu.count(b"BEGIN:VEVENT") == 4
    for mot in ("Zéphyrine", "Quetzal", "département", "acces", "accès", "Droits des usagers", "permanence"):
        assert mot.casefold() not in contenu.decode().replace("\r\n ", "").casefold()


def test_the_sums_and_months_of_a_debt_are_in_no_agenda(permanence: Permanence) -> None:
    periode: dict[str, Valeur] = {
        "periode_du": dt.date(2023, 3, 1),
        "periode_au": dt.date(2024, 2, 1),
        "periode_somme": "1 317,40 €",
    }
    reponses: dict[str, Valeur] = {
        "decision_genre": "indu",
        "aide_caf": "logement",
        "periodes": (periode,),
        "retenu_somme": "1 317,40 €",
    }
    caf = replace(full().organisme, genre=GenreOrganisme.CAF)
    recue = (Evenement(dt.date(2026, 11, 20), _T.DECISION_RECUE),)
    dette = replace(full(), demarche="somme_reclamee", reponses=reponses, evenements=recue, organisme=caf)
    permanence.coffre.dossiers.create(dette)
    contenu = permanence.export().decode().replace("\r\n ", "")

    assert {jour for jour, _ in permanence.shown()} == {"2026-12-10", "2027-01-20"}
    assert not [mot for mot in ("317", "2023", "2024", "€", "somme", "logement") if mot in contenu]


def test_a_date_that_is_supposed_says_so(permanence: Permanence) -> None:
    permanence.coffre.dossiers.create(simple(evenements=(Evenement(dt.date(2026, 11, 24), _T.ENVOYE),)))
    permanence.export(ChoixAgenda(frozenset({Jours.LEURS})))

    assert permanence.shown() == {("2026-12-24", "2026-0001 : la réponse est due (date estimée)")}


def test_the_dates_wanted_the_reminder_and_how_far(permanence: Permanence) -> None:
    permanence.coffre.dossiers.create(simple(evenements=received()))
    permanence.coffre.dossiers.create(simple(evenements=received(1)))
    usuel = Habitudes(horizon="un_mois")
    permanence.export(usuel.choice(("2026-0001",), permanence.horloge.today()))

    assert permanence.shown() == {("2026-12-24", "2026-0001 : la réponse est due")}
    ((alarme,),) = ([*event.walk("VALARM")] for event in permanence.agenda.values())
    assert alarme.decoded("TRIGGER").days == -3
    rien = replace(usuel, horizon="tout", rappel="aucun")
    permanence.export(rien.choice(("2026-0001",), permanence.horloge.today()))
    assert permanence.shown() == {
        ("2026-12-24", "2026-0001 : la réponse est due"),
        ("2027-02-24", CADA),
    }
    assert not any([*event.walk("VALARM")] for event in permanence.agenda.values())


@pytest.mark.parametrize("lu", [None, [], {}, {"jours": "leurs", "rappel": 3, "horizon": None}, {"jours": ["autres"]}])
def test_what_was_chosen_is_proposed_again_and_nonsense_is_not(lu: object) -> None:
    chosen = Habitudes(frozenset({Jours.POSSIBLES}), "veille", "tout")
    assert Habitudes.of_json(json.loads(json.dumps(chosen.as_json()))) == chosen
    assert Habitudes.of_json(lu) == Habitudes()


def test_a_narrower_choice_takes_back_the_dates_not_wanted_and_leaves_other_dossiers_alone(permanence: Permanence) -> None:
    for jour in (24, 23):
        permanence.coffre.dossiers.create(simple(evenements=received(jour)))
    permanence.export(ChoixAgenda())
    permanence.coffre.faits.take(FaitANoter("2026-0002", Evenement(dt.date(2026, 11, 24), _T.CLOS)))
    permanence.export(ChoixAgenda(frozenset({Jours.VOTRES}), references=("2026-0001",)))

    assert permanence.shown() == {("2027-02-24", CADA)}


def test_what_is_removed_says_so_where_an_agenda_keeps_it(permanence: Permanence) -> None:
    permanence.coffre.dossiers.create(simple(evenements=received()))
    permanence.export()
    permanence.coffre.corbeille.put("2026-0001")
    permanence.export()

    assert permanence.shown() == set()
    assert {_plain(str(event["SUMMARY"])) for event in permanence.agenda.values()} >= {
        "Annulé : 2026-0001 : la réponse est due"
    }
    assert not any([*event.walk("VALARM")] for event in permanence.agenda.values())


def test_nothing_is_kept_of_a_dossier_that_was_erased_but_that_there_was_one(permanence: Permanence) -> None:
    permanence.coffre.dossiers.create(simple(evenements=received()))
    assert permanence.coffre.agenda.erased_since_export() == 0
    permanence.coffre.dossiers.create(simple())
    erase(permanence.coffre, ("2026-0002",))
    assert permanence.coffre.agenda.erased_since_export() == 0

    permanence.export()
    erase(permanence.coffre, ("2026-0001",))
    assert permanence.gather().evenements == ()
    assert permanence.coffre.agenda.erased_since_export() == 1

    permanence.export()
    assert permanence.coffre.agenda.erased_since_export() == 0
    assert permanence.coffre.journal()[0].action is Action.AGENDA_EXPORTE


def test_a_dossier_erased_while_dates_are_gathered_is_no_trouble(permanence: Permanence) -> None:
    for _ in range(25):
        permanence.coffre.dossiers.create(simple(evenements=received()))
    permanence.export()
    parties = permanence.coffre.agenda.gathering(TOUT, permanence.redaction)
    next(parties)
    erase(permanence.coffre, ("2026-0001", "2026-0025"))
    permanence.coffre.corbeille.put("2026-0024")
    mise_a_jour = run_through(parties)
    permanence.coffre.agenda.remember(mise_a_jour)

    annules = {_plain(evenement.titre) for evenement in mise_a_jour.evenements if evenement.annule}
    assert {titre.removeprefix("Annulé : ").partition(" ")[0] for titre in annules} == {"2026-0024"}


def test_a_coffre_put_back_as_it_was_wins_over_what_the_agenda_learned_since(permanence: Permanence, suivant: Suivant) -> None:
    permanence.coffre.dossiers.create(simple(evenements=received()))
    permanence.export()
    annule = permanence.shown()
    permanence.coffre.corbeille.put("2026-0001")
    permanence.export()
    permanence.coffre.corbeille.take_back("2026-0001")
    permanence.export()
    permanence.coffre.backup()
    permanence.horloge.advance(hours=1)
    permanence.coffre.faits.take(FaitANoter("2026-0001", Evenement(dt.date(2026, 11, 24), _T.CLOS)))
    permanence.export()
    assert permanence.shown() == set()

    chemin = permanence.coffre.chemin
    permanence.coffre.close()
    coffres = make_coffres(permanence.horloge, suivre=suivant)
    coffres.restore(chemin, PHRASE)
    permanence.coffre = coffres.open(chemin, PHRASE)
    permanence.horloge.advance(hours=1)
    permanence.export()

    assert permanence.shown() == permanence.true_today() == annule
    permanence.coffre.close()


def test_a_coffre_only_read_gives_its_dates_and_remembers_nothing(permanence: Permanence, suivant: Suivant) -> None:
    permanence.coffre.dossiers.create(simple(evenements=received()))
    lu = make_coffres(permanence.horloge, suivre=suivant).open(permanence.coffre.chemin, PHRASE)
    lecteur = Permanence(lu, permanence.horloge, permanence.redaction)
    mise_a_jour = lecteur.gather()
    assert len(mise_a_jour.evenements) == 4
    with pytest.raises(ExpectedError) as refus:
        lu.agenda.remember(mise_a_jour)
    assert refus.value.panne is Panne.COFFRE_LECTURE_SEULE
    lu.close()


def test_a_demarche_of_a_newer_version_has_no_date(permanence: Permanence) -> None:
    permanence.coffre.dossiers.create(replace(simple(evenements=received()), demarche="de_demain"))
    assert permanence.gather().evenements == ()


def test_every_date_has_a_title_in_which_there_is_nobody(catalogue: Catalogue, redaction: RedactionAgenda) -> None:
    from droits_usagers.domain.dossier.agenda import DateAgenda, Trace
    from droits_usagers.domain.echeances import Code

    for code in set(Code) - {Code.ANNONCE_PROLONGATION}:
        date = DateAgenda(code.value, code, dt.date(2026, 12, 24))
        titre = redaction.evenement(date, cle="a", reference="2026-0113", rappel=None).titre
        assert _plain(titre).startswith("2026-0113 : "), code
        trace = Trace("u", 1, f"{code}_2", date.jour, date.jour, "e")
        assert redaction.retrait("2026-0113", trace).titre == catalogue.textes("agenda.annule", titre=titre)


# Whatever happens

FAITS = (_T.ENVOYE, _T.RECU, _T.REPONSE_COMPLETE, _T.REPONSE_PARTIELLE, _T.REFUS, _T.IDENTITE_DEMANDEE, _T.IDENTITE_FOURNIE)
SUITES = (_T.PROLONGATION_ANNONCEE, _T.CADA_SAISIE, _T.CADA_ENREGISTREE, _T.PLAINTE_CNIL_ENVOYEE, _T.TA_SAISI, _T.CLOS)
GESTES = st.one_of(
    st.tuples(st.just("fait"), st.integers(0, 3), st.sampled_from(FAITS + SUITES), st.integers(0, 20)),
    st.tuples(st.sampled_from(["annuler", "jeter", "reprendre", "creer"]), st.integers(0, 3), st.just(None), st.just(0)),
    st.tuples(st.just("attendre"), st.just(0), st.just(None), st.integers(1, 40)),
)


def _record(permanence: Permanence, reference: str, type_: TypeEvenement, jours: int) -> None:
    jour = permanence.horloge.today() - dt.timedelta(jours)
    permanence.coffre.faits.take(FaitANoter(reference, Evenement(jour, type_)))


def _cancel(permanence: Permanence, reference: str, _type: TypeEvenement, _jours: int) -> None:
    for fait in permanence.coffre.dossiers.read(reference).faits[:1]:
        if not fait.annule:
            permanence.coffre.faits.give_back(FaitPris(reference, fait.numero))


ACTIONS: Mapping[str, Callable[[Permanence, str, TypeEvenement, int], object]] = MappingProxyType(
    {
        "fait": _record,
        "annuler": _cancel,
        "jeter": lambda permanence, reference, *_: permanence.coffre.corbeille.put(reference),
        "reprendre": lambda permanence, reference, *_: permanence.coffre.corbeille.take_back(reference),
        "creer": lambda permanence, *_: permanence.coffre.dossiers.create(simple(evenements=received())),
        "attendre": lambda permanence, _reference, _type, jours: permanence.horloge.advance(days=jours),
    }
)


# Each history is written to a disk: few of them, after those of the domain.
@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(GESTES, min_size=1, max_size=5), min_size=1, max_size=4))
def test_after_any_history_the_agenda_shows_exactly_todays_dates(
    make_permanence: MakePermanence, histoire: list[list[tuple[str, int, TypeEvenement, int]]]
) -> None:
    permanence = make_permanence()
    references = [permanence.coffre.dossiers.create(simple(evenements=received(10 + rang))) for rang in range(4)]
    permanence.export()
    for gestes in histoire:
        for geste, rang, type_, jours in gestes:
            ACTIONS[geste](permanence, references[rang], type_, jours)
        permanence.horloge.advance(minutes=5)

        permanence.export()

        assert permanence.shown() == permanence.true_today()


def test_nothing_of_someone_who_must_not_be_found_goes_to_an_agenda(make_permanence: MakePermanence) -> None:
    permanence = make_permanence()
    demande = simple(evenements=received())
    permanence.coffre.dossiers.create(replace(demande, concerne=Personne(nom="Œuvrard", adresse_protegee=True)))
    assert permanence.gather().evenements == ()
    # Never absent in silence.
    assert permanence.gather().tus == 1
    permanence.coffre.dossiers.create(demande)
    assert permanence.gather().evenements
    assert permanence.gather().tus == 1


REASONS = ((_T.RECU, "2026-11-24"), (_T.CADA_ENREGISTREE, "2027-01-11"), (_T.MOTIFS_DEMANDES, "2027-04-01"))


@pytest.mark.parametrize(
    ("suites", "au", "dit"),
    [
        # Asked for, and not received: confirmed on 11 March, the court until 11 May, or a year after, which nobody read.
        ((), "2027-05-01", "votre dernier jour pour saisir le tribunal (date estimée)"),
        ((), "2027-05-20", "votre dernier jour pour saisir le tribunal, peut-être déjà passé (date estimée)"),
        # A refusal that came while they kept the court open: its two months hold if they did.
        (((_T.REFUS, "2027-08-02"),), "2027-08-20", "votre dernier jour pour saisir le tribunal (date estimée)"),
    ],
)
def test_a_day_that_reasons_never_received_keep_open_is_not_said_for_sure(
    redaction: RedactionAgenda, suites: tuple[tuple[_T, str], ...], au: str, dit: str
) -> None:
    faits = tuple(Evenement(dt.date.fromisoformat(jour), type_) for type_, jour in (*REASONS, *suites))
    demande = simple(evenements=faits)
    dates = [date for date in redaction.dates(demande, dt.date.fromisoformat(au)) if date.code.value == "recours_ta"]
    titres = [redaction.evenement(date, cle="c", reference="2027-0001", rappel=None).titre for date in dates]
    assert [_plain(titre) for titre in titres] == [f"2027-0001 : {dit}"]
