"""What is being typed, kept as it stands: a draft is replaced whole, and goes away when its dossier is made."""

import datetime as dt
import json
import secrets
from dataclasses import replace

from droits_usagers.domain.dossier.dossiers import Brouillon, PositionLettre, PositionSerie
from droits_usagers.domain.personnes.personnes import Consigne
from droits_usagers.vault.consignes import ConsignesGardees
from droits_usagers.vault.encodage import decode_demande, encode
from droits_usagers.vault.moteur import Database, rows, run

#: A place as it is kept: « étape/screen », « serie/rank of a screen »; then the dossier whose affaire it is for.
_SERIE, _AVEC = "serie/", "#avec:"


class Brouillons:
    """The drafts of an opened coffre."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def new_key(self) -> str:
        """A key that no other draft or dossier has, in this coffre or in its backups."""
        return secrets.token_hex(16)

    def save(self, brouillon: Brouillon, dossier: int | None) -> None:
        """Keep it, in place of the former one of the same key."""
        run(
            self._db,
            """INSERT INTO brouillons (cle, dossier, contenu, position, modifie_le) VALUES (?, ?, ?, ?, ?)
               ON CONFLICT (cle) DO UPDATE SET dossier = excluded.dossier, contenu = excluded.contenu,
               position = excluded.position, modifie_le = excluded.modifie_le""",
            (
                brouillon.cle,
                dossier,
                *_written(brouillon),
                brouillon.modifie_le.isoformat(timespec="seconds"),
            ),
        )

    def holds(self, brouillon: Brouillon) -> bool:
        """True if it is there as `save` writes it."""
        lus = rows(self._db, "SELECT contenu, position FROM brouillons WHERE cle = ?", (brouillon.cle,))
        return lus == [_written(brouillon)]

    def latest(self) -> tuple[Brouillon, ...]:
        """Every draft, latest first, but those of dossiers in the bin."""
        lues = rows(
            self._db,
            """SELECT brouillons.cle, contenu, position, brouillons.modifie_le, coalesce(reference, ''), brouillons.dossier,
                      dossiers.cree_le
               FROM brouillons LEFT JOIN dossiers ON dossiers.id = brouillons.dossier
               WHERE brouillons.dossier IS NULL OR brouillons.dossier NOT IN (SELECT dossier FROM corbeille)
               ORDER BY brouillons.modifie_le DESC, brouillons.rowid DESC""",
        )
        return tuple(
            Brouillon(
                cle=cle,
                demande=replace(
                    decode_demande(contenu),
                    consignes=self._consignes_of(dossier),
                    commencee_le=None if cree_le is None else dt.datetime.fromisoformat(cree_le).date(),
                ),
                modifie_le=dt.datetime.fromisoformat(modifie_le),
                position=place_of(json.loads(position)),
                reference=reference,
            )
            for cle, contenu, position, modifie_le, reference, dossier, cree_le in lues
        )

    def _consignes_of(self, dossier: int | None) -> tuple[Consigne, ...]:
        return ConsignesGardees(self._db).of(dossier).toutes if dossier is not None else ()

    def delete(self, cle: str) -> bool:
        """Forget one. False if there is none of that key."""
        return run(self._db, "DELETE FROM brouillons WHERE cle = ?", (cle,)) > 0


def _written(brouillon: Brouillon) -> tuple[str, str]:
    """What is kept of it, without what is only for the time one is there: what nothing may say, and what others open."""
    demande = replace(
        brouillon.demande, a_taire=(), ouverts=(), changer_acces=False, consignes=(), recommandes=(), commencee_le=None
    )
    return encode(demande), encode(_kept(brouillon.position))


def _kept(place: PositionLettre | PositionSerie) -> str:
    if isinstance(place, PositionSerie):
        return f"{_SERIE}{place.pas}"
    ici = f"{place.etape}/{place.ecran}" if place.etape else ""
    return f"{ici}{_AVEC}{place.voisin}" if place.voisin else ici


def place_of(gardee: str) -> PositionLettre | PositionSerie:
    """Where a draft was left, as it was kept."""
    rang = gardee.removeprefix(_SERIE)
    if rang != gardee:
        return PositionSerie(int(rang) if rang.isdecimal() else 0)
    ici, _, voisin = gardee.partition(_AVEC)
    etape, _, ecran = ici.partition("/")
    return PositionLettre(etape, ecran, voisin)
