"""What the control says of the letters of a bulk before they are made: in short units, and a verdict for each."""

from dataclasses import replace

import pytest

from droits_usagers.domain.controle.cadre import RIEN_DE_DECIDE
from droits_usagers.domain.controle.valeurs import Alerte, Lieu, Partie, Poids, Regle
from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.personnes.personnes import Personne
from droits_usagers.places import Places
from droits_usagers.services.controle.controle import Gestes
from droits_usagers.services.ensemble import Services
from droits_usagers.services.envois.controle import LettreVue, VerdictEnvoi, looking, sentences_to_decide, verdict
from droits_usagers.services.envois.tri import LettreAFaire, LigneTriee
from droits_usagers.services.socle.travail import Avancement
from tests.services.en_masse import JOUR, SILENCE, T, demande, make_services

A_SAVOIR = Alerte(Regle.RESTE_A_REMPLIR, Poids.A_SAVOIR)
NUMERO = Alerte(Regle.NUMERO, Poids.A_CONFIRMER, (Lieu("lettre", Partie.DESTINATAIRE),))
AUTRE_NUMERO = replace(NUMERO, lieux=(Lieu("lettre", Partie.CORPS),))
CRAINTE = Alerte(Regle.CRAINTE_GENERALE, Poids.A_CONFIRMER)
ADRESSE = Alerte(Regle.ADRESSE_PROTEGEE, Poids.ARRET)


@pytest.fixture(scope="module")
def services(places: Places) -> Services:
    return make_services(places)


def keeping(*alertes: Alerte) -> Gestes:
    gestes = Gestes()
    for alerte in alertes:
        gestes.keep(alerte)
    return gestes


def test_nothing_is_said_of_a_letter_that_was_not_looked_at() -> None:
    assert verdict(None, Gestes()) is VerdictEnvoi.PAS_ENCORE
    assert verdict(LettreVue(), Gestes()) is VerdictEnvoi.RIEN


def test_what_is_only_to_be_known_holds_nothing_back() -> None:
    assert verdict(LettreVue((A_SAVOIR,)), Gestes()) is VerdictEnvoi.RIEN
    assert verdict(LettreVue((A_SAVOIR,)), keeping(A_SAVOIR)) is VerdictEnvoi.RIEN


def test_every_finding_has_to_be_kept_before_the_letter_is() -> None:
    trouvees = LettreVue((A_SAVOIR, NUMERO, AUTRE_NUMERO, CRAINTE))

    assert verdict(trouvees, Gestes()) is VerdictEnvoi.A_CONFIRMER
    assert verdict(trouvees, keeping(NUMERO, CRAINTE)) is VerdictEnvoi.A_CONFIRMER
    assert verdict(trouvees, keeping(NUMERO, AUTRE_NUMERO)) is VerdictEnvoi.A_CONFIRMER
    assert verdict(trouvees, keeping(NUMERO, AUTRE_NUMERO, CRAINTE)) is VerdictEnvoi.GARDEE


def test_what_must_be_mended_stops_it_whatever_was_kept() -> None:
    assert verdict(LettreVue((NUMERO, ADRESSE)), Gestes()) is VerdictEnvoi.ARRET
    assert verdict(LettreVue((NUMERO, ADRESSE)), keeping(NUMERO, ADRESSE)) is VerdictEnvoi.ARRET


def line(reference: str, une: Demande, etape: str = "relance") -> LigneTriee:
    lettre = LettreAFaire(replace(une, date=JOUR), etape, T.RELANCE_ENVOYEE, etape)
    return LigneTriee(reference, une.demarche, une.organisme.nom, lettre)


def to(service: str) -> Demande:
    """A late answer, asked of a service whose name holds this."""
    une = demande(*SILENCE)
    return replace(une, organisme=replace(une.organisme, service=service))


def test_each_letter_is_looked_at_and_a_line_without_one_is_not(services: Services) -> None:
    lignes = [
        line("bon", demande(*SILENCE)),
        line("caf", to("n° allocataire 1234567")),
        line("nir", to("Département, 2 55 08 14 168 025 38")),
        LigneTriee("rien", "acces"),
        # Whoever makes it says that there is no such letter.
        line("inconnue", demande(*SILENCE), etape="inconnue"),
        line("encore", demande(*SILENCE, nom="Roux")),
    ]
    vues: dict[str, LettreVue] = {}

    assert list(looking(services.departs, lignes, vues)) == [Avancement(6, 6)]

    assert {reference: verdict(vue, Gestes()) for reference, vue in vues.items()} == {
        "bon": VerdictEnvoi.RIEN,
        "caf": VerdictEnvoi.A_CONFIRMER,
        "nir": VerdictEnvoi.ARRET,
        "inconnue": VerdictEnvoi.RIEN,
        "encore": VerdictEnvoi.RIEN,
    }
    assert vues["inconnue"] == LettreVue()
    assert {alerte.regle for alerte in vues["caf"].alertes} >= {Regle.NUMERO}
    assert verdict(vues["caf"], keeping(*vues["caf"].alertes)) is VerdictEnvoi.GARDEE


def test_the_thread_that_draws_is_given_back_every_ten_letters(services: Services) -> None:
    lignes = [LigneTriee(f"2026-{rang:04}") for rang in range(23)] + [line("derniere", demande(*SILENCE))]
    vues: dict[str, LettreVue] = {}

    unites = looking(services.departs, lignes, vues)
    assert [next(unites), next(unites)] == [Avancement(10, 24), Avancement(20, 24)]
    assert vues == {}
    assert list(unites) == [Avancement(24, 24)]
    assert list(vues) == ["derniere"]


def protected(nom: str, dit: str) -> Demande:
    """A late answer to someone whose address nobody may read, who told this."""
    une = demande(*SILENCE, nom=nom)
    concerne = Personne(nom=nom, adresse=("8 venelle du Puits", "29800 Landerneau"), adresse_protegee=True)
    return replace(une, concerne=concerne, reponses={"suivi_par": dit})


def test_each_sentence_to_decide_is_said_once_for_all_letters_and_the_others_leave(services: Services) -> None:
    lignes = [
        line("une", protected("Roux", "Mme Kerjean, de Guiscriff"), etape="demande"),
        line("deux", protected("Blin", "mme Kerjean, de Guiscriff. Je nage le mardi."), etape="demande"),
        line("trois", protected("Petit", "Je nage le mardi."), etape="demande"),
        line("proche", protected("Morin", "la venelle du puits"), etape="demande"),
    ]
    vues: dict[str, LettreVue] = {}
    list(looking(services.departs, lignes, vues))

    phrases = sentences_to_decide(vues)
    assert [(phrase.cle, phrase.releves, phrase.nombre) for phrase in phrases] == [
        ("je nage le mardi", (), 2),
        ("mme kerjean de guiscriff", ("Kerjean", "Guiscriff"), 2),
    ]
    gestes = Gestes(replace(RIEN_DE_DECIDE, laissees=frozenset({"je nage le mardi"})))
    assert {reference: verdict(vue, gestes) for reference, vue in vues.items()} == {
        "une": VerdictEnvoi.A_DECIDER,
        "deux": VerdictEnvoi.A_DECIDER,
        "trois": VerdictEnvoi.RIEN,
        "proche": VerdictEnvoi.ARRET,
    }
    (alerte,) = (alerte for alerte in vues["deux"].said(gestes) if alerte.regle is Regle.A_DECIDER)
    assert dict(alerte.faits) == {"nombre": "1"}
