"""What a coffre already knows: dossiers about the same person, body and demarche, and the bodies it writes to."""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.echeances.evenements import TypeEvenement
from droits_usagers.domain.mots.pliage import fold, words
from droits_usagers.domain.personnes.organismes import GenreOrganisme, Organisme
from droits_usagers.domain.reprise.correspondance import EmpreinteLigne
from droits_usagers.vault.encodage import decode_lignes
from droits_usagers.vault.moteur import Database, rows, run, scalar
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


#: By person, body and day of sending: what each asks, and its reference.
Proches = Mapping[tuple[frozenset[str], frozenset[str], str], Sequence[tuple[str, str]]]
_Cle = tuple[str, frozenset[str], frozenset[str], str]


class Semblables:
    """Looked up in an opened coffre; what is in the bin does not count."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def near(self, jours: Collection[str]) -> Proches:
        """The dossiers that left on these days; "": on none that is known."""
        lues = rows(
            self._db,
            """SELECT demarche, personne, organisme, coalesce(envoyee_le, ''), reference FROM suivi_index
               WHERE envoyee_le IN (SELECT value FROM json_each(?)) OR (envoyee_le IS NULL AND ?)
               ORDER BY reference""",
            (json.dumps(sorted(jours)), "" in jours),
        )
        proches = defaultdict[tuple[frozenset[str], frozenset[str], str], list[tuple[str, str]]](list)
        for demarche, personne, organisme, jour, reference in lues:
            proches[frozenset(words(personne)), frozenset(words(organisme)), jour].append((demarche, reference))
        return proches

    def taken_over(self, empreintes: Sequence[EmpreinteLigne | None]) -> dict[EmpreinteLigne | None, tuple[str, bool]]:
        """Of the dossiers that come from lines of these imprints: the reference, and whether all of the line was the same."""
        debuts = {f"{une.dite}:{une.rang}": une for une in empreintes if une is not None}
        lues = rows(
            self._db,
            """SELECT value, empreinte, reference FROM json_each(?)
               JOIN lignes_reprises ON empreinte >= value AND empreinte < value || ';' JOIN suivi_index USING (dossier)""",
            (json.dumps([*debuts]),),
        )
        repris: dict[EmpreinteLigne | None, tuple[str, bool]] = {}
        for debut, gardee, reference in lues:
            connue, cherchee = _imprint(gardee), debuts[debut]
            if connue is not None and (connue.dite, connue.rang) == (cherchee.dite, cherchee.rang):
                repris[cherchee] = (reference, connue.is_same_line(cherchee))
        return repris

    def keep_imprint(self, dossier: int, empreinte: EmpreinteLigne) -> None:
        """Remember from which line a dossier comes, as it is now; and of its cells, those that it had too."""
        avant = _imprint(str(scalar(self._db, "SELECT empreinte FROM lignes_reprises WHERE dossier = ?", (dossier,)) or ""))
        cellules = empreinte.cellules | (avant.cellules if avant else frozenset())
        run(
            self._db,
            """INSERT INTO lignes_reprises (dossier, empreinte) VALUES (?, ?)
               ON CONFLICT (dossier) DO UPDATE SET empreinte = excluded.empreinte""",
            (dossier, f"{empreinte.dite}:{empreinte.rang}:{empreinte.entiere}:{','.join(sorted(cellules))}"),
        )

    def cells(self) -> dict[str, frozenset[str]]:
        """The imprints of the cells that were taken over in each dossier, by its reference."""
        lues = rows(self._db, "SELECT reference, empreinte FROM lignes_reprises JOIN suivi_index USING (dossier)", ())
        return {reference: connue.cellules for reference, lue in lues if (connue := _imprint(lue)) is not None}


def _imprint(gardee: str) -> EmpreinteLigne | None:
    """As it is kept: its parts, apart by colons, of which former versions kept two, or three; None for what is no imprint."""
    dite, rang, entiere, cellules = (*gardee.split(":"), "", "", "")[:4]
    if not rang.isdecimal():
        return None
    return EmpreinteLigne(dite, int(rang), entiere, frozenset(filter(None, cellules.split(","))))


def key_of(demande: Demande) -> _Cle | None:
    """What two dossiers about the same thing have in common; None for one that names neither a person nor a body."""
    personne, organisme = words(personne_shown(demande).nom_complet), words(demande.organisme.nom)
    if not personne or not organisme:
        return None
    envois = [fait.date.isoformat() for fait in demande.evenements if fait.type is TypeEvenement.ENVOYE]
    return demande.demarche, frozenset(personne), frozenset(organisme), min(envois, default="")
