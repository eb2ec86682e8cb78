"""What the rules look at in dossiers, many at once: no name. The rest of a dossier takes longer to read."""

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.mots.dates import read_iso
from droits_usagers.domain.personnes.organismes import GenreOrganisme, Organisme
from droits_usagers.domain.personnes.personnes import Auteur, Personne, Qualite
from droits_usagers.vault.encodage import day_of, decode_lignes, decode_reponses
from droits_usagers.vault.moteur import Database, rows
from droits_usagers.vault.personnes import PROTEGEE

_DE_CEUX_LA = "IN (SELECT value FROM json_each(?))"
_DOSSIERS = f"""SELECT dossiers.id, demarche, date, kind, territoire, reponses, cree_le, revoir_le
    FROM dossiers JOIN organismes ON organismes.id = dossiers.organisme
    WHERE dossiers.id {_DE_CEUX_LA} AND dossiers.id NOT IN (SELECT dossier FROM corbeille)"""  # noqa: S608 - our own names
_ROLES = f"""SELECT dossier, qualite, role = 'auteur', {PROTEGEE}, adresse
    FROM roles JOIN personnes ON personnes.id = roles.personne
    WHERE dossier {_DE_CEUX_LA} AND role IN ('concerne', 'auteur')"""  # noqa: S608 - our own names
# By their dossier (hence the +): nearly all of those of the coffre cancel nothing.
_FAITS = f"""SELECT dossier, date, type, organisme FROM evenements AS fait WHERE dossier {_DE_CEUX_LA} AND +annule IS NULL
    AND NOT EXISTS (SELECT 1 FROM evenements AS autre WHERE autre.annule = fait.id)
    ORDER BY date, id"""  # noqa: S608 - our own names


class PourRegles(NamedTuple):
    """A dossier outside the bin, as far as its dates depend on it."""

    numero: int
    demande: Demande
    revoir_le: dt.date | None
    cree_le: dt.date


def read_for_rules(db: Database, numeros: Sequence[int]) -> Iterator[PourRegles]:
    """Those of these dossiers that are listed."""
    ceux_la = (json.dumps([*numeros]),)
    faits = defaultdict[int, list[Evenement]](list)
    for dossier, date, type_, organisme in rows(db, _FAITS, ceux_la):
        faits[dossier].append(Evenement(read_iso(date), TypeEvenement(type_), organisme))
    personnes: dict[int, Personne] = {}
    auteurs: dict[int, Auteur] = {}
    for dossier, qualite, is_auteur, protegee, adresse in rows(db, _ROLES, ceux_la):
        personne = Personne(adresse=decode_lignes(adresse), adresse_protegee=bool(protegee))
        if is_auteur:
            auteurs[dossier] = Auteur(Qualite(qualite), personne)
        else:
            personnes[dossier] = personne
    for numero, demarche, date, kind, territoire, reponses, cree_le, revoir_le in rows(db, _DOSSIERS, ceux_la):
        demande = Demande(
            demarche,
            date=day_of(date),
            concerne=personnes.get(numero),
            auteur=auteurs.get(numero),
            organisme=Organisme(genre=GenreOrganisme(kind), territoire=territoire),
            reponses=decode_reponses(reponses),
            evenements=tuple(faits[numero]),
        )
        yield PourRegles(numero, demande, day_of(revoir_le), dt.datetime.fromisoformat(cree_le).date())
