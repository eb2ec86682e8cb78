"""What a coffre already knows: dossiers about the same person, body and demarche, and the bodies it writes to."""

import json
from collections import defaultdict
from collections.abc import Sequence

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.mots.pliage import fold
from droits_usagers.domain.personnes.organismes import GenreOrganisme, Organisme
from droits_usagers.vault.encodage import decode_lignes
from droits_usagers.vault.moteur import Database, rows
from droits_usagers.vault.suivi import personne_shown


class Connus:
    """Looked up in an opened coffre; what is in the bin does not count."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def doublons(self, demandes: Sequence[Demande]) -> list[tuple[str, ...]]:
        """For each of these, the references of the dossiers of the same demarche, person and body; none for nobody."""
        cles = [_keys(demande) for demande in demandes]
        found: dict[tuple[str, str, str], list[str]] = defaultdict(list)
        lues = rows(
            self._db,
            """SELECT demarche, personne_tri, organisme_tri, reference FROM suivi_index
               WHERE personne_tri IN (SELECT value FROM json_each(?)) ORDER BY reference""",
            (json.dumps(sorted({personne for _, personne, _ in cles if personne.strip()})),),
        )
        for demarche, personne, organisme, reference in lues:
            found[demarche, personne, organisme].append(reference)
        return [tuple(found.get(cle, ())) for cle in cles]

    def organismes(self, limite: int) -> list[tuple[Organisme, int]]:
        """The bodies that dossiers are addressed to, the most written to first, with how many."""
        lues = rows(
            self._db,
            """SELECT nom, kind, service, adresse, siren, territoire, parent, combien FROM organismes JOIN
                   (SELECT organisme, count(*) AS combien FROM dossiers
                    WHERE id NOT IN (SELECT dossier FROM corbeille) GROUP BY organisme) ON organisme = organismes.id
               WHERE nom <> '' ORDER BY combien DESC, nom LIMIT ?""",
            (limite,),
        )
        return [
            (Organisme(nom, GenreOrganisme(kind), service, decode_lignes(adresse), siren, territoire, parent), combien)
            for nom, kind, service, adresse, siren, territoire, parent, combien in lues
        ]


def _keys(demande: Demande) -> tuple[str, str, str]:
    """As the lines of the Suivi sort them."""
    personne, organisme = personne_shown(demande), demande.organisme
    return (
        demande.demarche,
        fold(f"{personne.nom or personne.denomination} {personne.prenom}"),
        fold(f"{organisme.nom} {organisme.service}"),
    )
