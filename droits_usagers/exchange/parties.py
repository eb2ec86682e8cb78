"""People, organismes and facts as R.toml and E.toml write them."""

import datetime as dt
import re

from droits_usagers.domain.droit.feries import is_territoire, territoire_of
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.mots.dates import read_iso
from droits_usagers.domain.mots.lecture import Table
from droits_usagers.domain.personnes.organismes import Copie, GenreOrganisme, Organisme
from droits_usagers.domain.personnes.personnes import Auteur, Civilite, Personne, Qualite, ReponseA
from droits_usagers.domain.socle.errors import Panne

#: What the receipt by a first, wrong addressee is marked with.
INITIAL = "initial"

_ANNEE, _MOIS = re.compile(r"\d{4}"), re.compile(r"\d{4}-\d{2}")


def read_personne(table: Table, *, denomination: bool = False) -> Personne:
    """Someone; `denomination` when an organisation may stand there. The caller closes the table."""
    return Personne(
        civilite=table.code("civilite", Civilite) if "civilite" in table else None,
        prenom=table.text("prenom"),
        nom=table.text("nom"),
        nom_naissance=table.text("nom_naissance"),
        naissance=_read_naissance(table),
        denomination=table.text("denomination") if denomination else "",
        reference_dossier=table.text("reference_dossier"),
        adresse=table.texts("adresse"),
        adresse_protegee=table.boolean("adresse_protegee"),
    )


def read_auteur(table: Table) -> Auteur:
    """Who writes, and in what capacity."""
    qualite = table.code("qualite", Qualite, Qualite.CONCERNE)
    auteur = Auteur(qualite, read_personne(table, denomination=True))
    table.close()
    return auteur


def read_concerne(table: Table) -> Personne:
    """Whose data it is."""
    personne = read_personne(table)
    table.close()
    return personne


def read_reponse_a(table: Table) -> ReponseA:
    """Where the answer must go."""
    reponse = ReponseA(table.text("nom"), table.texts("adresse"), enveloppe_neutre=table.boolean("enveloppe_neutre"))
    table.close()
    return reponse


def read_organisme(table: Table) -> Organisme:
    """The body the letter goes to. A territoire not given is read from the postcode: it tells to whom one appeals."""
    adresse = table.texts("adresse")
    organisme = Organisme(
        nom=table.text("nom"),
        genre=table.code("genre", GenreOrganisme, GenreOrganisme.AUTRE),
        service=table.text("service"),
        adresse=adresse,
        siren=table.text("siren"),
        territoire=read_territoire(table) or territoire_of(adresse),
        parent=table.text("parent"),
        adresse_relevee=table.date("adresse_relevee"),
    )
    table.close()
    return organisme


def read_copie(table: Table) -> Copie:
    """Someone who gets a copy."""
    copie = Copie(table.text("nom"), table.texts("adresse"))
    table.close()
    return copie


def read_territoire(table: Table) -> str:
    """The code of a territory, empty when absent. Raises ExpectedError TERRITOIRE_INCONNU."""
    code = table.text("territoire").upper()
    if code and not is_territoire(code):
        raise table.refusal(Panne.TERRITOIRE_INCONNU, "territoire")
    return code


def read_evenements(root: Table) -> tuple[Evenement, ...]:
    """The dated facts, in the order they are written."""
    return tuple(_read_evenement(table) for table in root.tables("evenement"))


def _read_evenement(table: Table) -> Evenement:
    type_ = table.code("type", TypeEvenement)
    organisme = table.text("organisme")
    if organisme and (organisme != INITIAL or type_ is not TypeEvenement.RECU):
        raise table.refusal(Panne.VALEUR_REFUSEE, "organisme")
    evenement = Evenement(_read_day(table), type_, organisme)
    table.close()
    return evenement


def _read_day(table: Table) -> dt.date:
    """A date; or its month alone, as "2026-06"."""
    valeur = table.raw("date")
    if isinstance(valeur, str) and _MOIS.fullmatch(valeur):
        table.as_date(f"{valeur}-01", "date")
        return read_iso(valeur)
    return table.required_date("date")


def _read_naissance(table: Table) -> dt.date | int | None:
    """A date, or a year alone as « 1970 », with or without quotes."""
    valeur = table.raw("naissance")
    if isinstance(valeur, int) and not isinstance(valeur, bool):
        valeur = str(valeur)
    if isinstance(valeur, str) and _ANNEE.fullmatch(valeur):
        return table.as_date(f"{valeur}-01-01", "naissance").year
    return table.date("naissance")
