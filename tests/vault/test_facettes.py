"""How many dossiers there would be with one more filter: the same as if each were asked for, whatever was written since."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.dossier.dossiers import AVerifier, Filtre, GenreLot, RaisonAVerifier, Suivi
from droits_usagers.domain.dossier.etats import Reserve
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.personnes.organismes import Organisme
from droits_usagers.domain.socle.unites import run_through
from droits_usagers.vault import facettes
from droits_usagers.vault.depot import Depot
from droits_usagers.vault.ouverture import ContexteOuverture, open_depot
from tests.chaque import chaque
from tests.coffres import Horloge, simple
from tests.vault.contenu import MOMENT, REGLES, add, discard, jour


@dataclass(frozen=True)
class Attendu:
    """What a dossier is counted by."""

    etat: str
    demarche: str
    organisme: str
    territoire: str
    affaire: int | None
    envoyee_le: str | None
    prochaine_date: str | None
    votre_date: str | None
    leur_date: str | None
    revoir_le: str | None
    lot: int | None
    a_verifier: int
    votre_reserve: str


def keeps(filtre: Filtre, un: Attendu, sauf: str) -> bool:
    """Whether a filter keeps it, one column put aside."""
    envoyee = (
        (filtre.envoyee_du is None or (un.envoyee_le or "") >= filtre.envoyee_du.isoformat())
        and (filtre.envoyee_au is None or (un.envoyee_le or "9999") <= filtre.envoyee_au.isoformat())
        and not (filtre.pas_envoyee and un.envoyee_le)
    )
    gardes = {
        "etat": not filtre.etats or un.etat in filtre.etats,
        "demarche": not filtre.demarches or un.demarche in filtre.demarches,
        "organisme": not filtre.organismes or un.organisme in filtre.organismes,
        "territoire": not filtre.territoires or un.territoire in filtre.territoires,
        "affaire": filtre.affaire is None or un.affaire == filtre.affaire,
        "envoyee_le": envoyee,
        "prochaine_date": (filtre.jusqu_au is None or (un.prochaine_date or "9999") <= filtre.jusqu_au.isoformat())
        and (filtre.a_partir_du is None or (un.prochaine_date or "") >= filtre.a_partir_du.isoformat()),
        "leur_date": filtre.leur_jusqu_au is None or (un.leur_date or "9999") <= filtre.leur_jusqu_au.isoformat(),
        "revoir_le": filtre.revoir_jusqu_au is None or (un.revoir_le or "9999") <= filtre.revoir_jusqu_au.isoformat(),
        "votre_date": filtre.votre_jusqu_au is None or (un.votre_date or "9999") <= filtre.votre_jusqu_au.isoformat(),
        "a_verifier": not filtre.a_verifier or un.a_verifier > 0,
        "votre_reserve": not filtre.peut_etre_clos or un.votre_reserve == Reserve.PEUT_ETRE_CLOS,
        "lot": filtre.lot is None or un.lot == filtre.lot,
    }
    return all(garde for colonne, garde in gardes.items() if colonne != sauf)


def counted(filtre: Filtre, attendus: list[Attendu]) -> dict[str, Mapping[object, int]]:
    """What is to be told, one dossier after the other."""
    comptes: dict[str, Mapping[object, int]] = {
        colonne: Counter(getattr(un, colonne) for un in attendus if keeps(filtre, un, colonne)) for colonne in facettes.COLONNES
    }
    if filtre.lot is not None:
        comptes["lot"] = {filtre.lot: sum(keeps(filtre, un, "") for un in attendus)}
    return comptes


def fill(depot: Depot, combien: int) -> list[Attendu]:
    """Dossiers that differ by every column, some of which are in the bin: those that are listed."""
    with depot.writing():
        affaires = [None, *(depot.affaires.add(titre) for titre in ("Une", "Deux"))]
        lots = [None, *(depot.lots.add(GenreLot.SERIE, MOMENT) for _ in range(2))]
    attendus = []
    for rang in range(combien):
        affaire, lot = affaires[rang % 3], lots[rang // 2 % 3]
        envoyee = (None, jour(1), jour(2))[rang // 4 % 3]
        prochaine, votre = (None, jour(20), jour(30))[rang // 3 % 3], (None, jour(25))[rang // 2 % 2]
        etat, demarche = ("a", "b")[rang % 2], ("acces", "opposition")[rang // 2 % 2]
        organisme = Organisme(("MDPH", "CCAS")[rang // 3 % 2], territoire=("93", "")[rang // 5 % 2])
        faits = () if envoyee is None else (Evenement(envoyee, TypeEvenement.ENVOYE),)
        liens = {nom: lien for nom, lien in (("affaire", affaire), ("lot", lot)) if lien is not None}
        demande = Demande(demarche, organisme=organisme, evenements=faits)
        leur, revoir = (None, jour(18), jour(22))[rang % 3], (None, jour(21))[rang // 4 % 2]
        suivi = Suivi(etat, prochaine, votre_date=votre, leur_date=leur, revoir_le=revoir)
        raison = (RaisonAVerifier.LAISSE, RaisonAVerifier.FINI)[rang // 3 % 2]
        cellules = (AVerifier("Envoi", "hier", raison),) * (rang % 3)
        # Where nothing is awaited, there is no day to doubt; else any cell that nobody has seen leaves it in doubt.
        fini = raison is RaisonAVerifier.FINI
        dite = (Reserve.PEUT_ETRE_CLOS if fini else Reserve.A_VERIFIER) if cellules and (votre or prochaine) else Reserve.SANS
        numero = add(depot, demande, suivi, a_verifier=cellules, **liens)
        # Each side of a part, some that follow one another, and the last ones.
        if rang % 5 == 2 or rang > combien - 3:
            discard(depot, numero)
            continue
        iso = [None if date is None else date.isoformat() for date in (envoyee, prochaine, votre, leur, revoir)]
        lieu = organisme.territoire
        attendus.append(
            Attendu(
                etat, demarche, organisme.nom, lieu, affaire, iso[0], iso[1], iso[2], iso[3], iso[4], lot, rang % 3, dite.value
            )
        )
    return attendus


FILTRES = [
    Filtre(),
    *(Filtre(etats=frozenset("a")), Filtre(demarches=frozenset({"acces"})), Filtre(organismes=frozenset({"CCAS"}))),
    *(Filtre(territoires=frozenset({"93"})), Filtre(affaire=1), Filtre(affaire=99), Filtre(lot=1), Filtre(lot=99)),
    *(Filtre(jusqu_au=jour(20)), Filtre(jusqu_au=jour(19)), Filtre(envoyee_du=jour(2)), Filtre(envoyee_au=jour(1))),
    *(Filtre(envoyee_du=jour(1), envoyee_au=jour(1)), Filtre(pas_envoyee=True)),
    *(Filtre(envoyee_du=jour(1), pas_envoyee=True), Filtre(envoyee_au=jour(1), pas_envoyee=True)),
    *(Filtre(a_verifier=True), Filtre(a_verifier=True, lot=1)),
    *(Filtre(peut_etre_clos=True), Filtre(peut_etre_clos=True, etats=frozenset("a"))),
    *(Filtre(votre_jusqu_au=jour(25)), Filtre(votre_jusqu_au=jour(24)), Filtre(votre_jusqu_au=jour(25), jusqu_au=jour(20))),
    *(Filtre(leur_jusqu_au=jour(18)), Filtre(revoir_jusqu_au=jour(21)), Filtre(a_partir_du=jour(21), jusqu_au=jour(30))),
    Filtre(lot=2, etats=frozenset("b"), affaire=2, jusqu_au=jour(30)),
    Filtre(lot=2, demarches=frozenset({"opposition"}), envoyee_du=jour(2)),
]


@pytest.mark.parametrize("d_un_coup", [1, 3, 1000])
def test_each_column_is_counted_with_what_the_others_keep(
    depot: Depot, monkeypatch: pytest.MonkeyPatch, d_un_coup: int
) -> None:
    monkeypatch.setattr(facettes, "_LUES", d_un_coup)
    attendus = fill(depot, 24)
    for filtre in FILTRES:
        assert run_through(depot.suivi.facettes.counting(filtre)) == counted(filtre, attendus), filtre


def martins(depot: Depot, martine: int) -> dict[str, int]:
    for _ in range(martine):
        add(depot, replace(simple("Martine"), demarche="opposition"))
    comptes = run_through(depot.suivi.facettes.counting(Filtre(texte="martine")))
    return {str(demarche): compte for demarche, compte in comptes["demarche"].items()}


@chaque("d_un_coup", [2, 1000])
def test_words_are_counted_as_they_are_found(depot: Depot, monkeypatch: pytest.MonkeyPatch, d_un_coup: int) -> None:
    monkeypatch.setattr(facettes, "_LUES", d_un_coup)
    compte = run_through(depot.suivi.facettes.counting(Filtre(texte="mar")))["etat"]
    assert compte == run_through(depot.suivi.facettes.counting(Filtre(texte="martin")))["etat"]
    assert run_through(depot.suivi.facettes.counting(Filtre(texte="…")))["etat"] == {}


def test_what_looks_like_the_words_is_counted_where_few_have_them(depot: Depot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facettes, "_LUES", 2)
    add(depot, simple("Autre"))
    add(depot, simple("Martins"))
    assert martins(depot, 1) == {"acces": 1, "opposition": 1}
    assert martins(depot, 3) == {"acces": 1, "opposition": 4}
    assert martins(depot, 1) == {"opposition": 5}
    comptes = run_through(depot.suivi.facettes.counting(Filtre(texte="martine", demarches=frozenset({"acces"}))))
    assert (comptes["etat"], comptes["demarche"]) == ({}, {"opposition": 5})


def test_what_is_written_while_one_counts_spoils_nothing(depot: Depot) -> None:
    with depot.writing():
        lot = depot.lots.add(GenreLot.SERIE, MOMENT)
    for rang, filtre in enumerate((Filtre(texte="martine"), Filtre(lot=lot, etats=frozenset({"a_envoyer"}))), start=1):
        add(depot, simple("Martine"), lot=lot)
        unites = depot.suivi.facettes.counting(filtre)
        # The columns are read, and one thing was looked at: what looks like the words, or the lot, is still to be.
        for _ in range(2):
            next(unites)
        add(depot, simple("Martine"), lot=lot)
        attendu = 2 * rang - 1
        assert run_through(unites)["etat"] == {"a_envoyer": attendu}
        assert run_through(depot.suivi.facettes.counting(filtre))["etat"] == {"a_envoyer": attendu + 1}


def test_what_another_program_writes_is_counted(depot: Depot, chemin: Path, horloge: Horloge) -> None:
    autre = open_depot(depot.sauvegardes.cle, chemin, ContexteOuverture(now=horloge.now, regles=REGLES))
    assert autre.lecture_seule is not None
    for attendu in ({}, {"a_envoyer": 1}, {"a_envoyer": 2}):
        assert run_through(autre.suivi.facettes.counting(Filtre()))["etat"] == attendu
        add(depot, simple())
    autre.close()


def test_days_are_told_as_days_of_the_calendar(depot: Depot) -> None:
    add(depot, simple(evenements=(Evenement(dt.date(2026, 2, 3), TypeEvenement.ENVOYE),)))
    assert run_through(depot.suivi.facettes.counting(Filtre()))["envoyee_le"] == {"2026-02-03": 1}
