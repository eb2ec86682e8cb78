"""Letters made and files kept. A file is stored once, under its SHA-256, which is checked each time it is read."""

import datetime as dt
import hashlib
from collections.abc import Iterable
from pathlib import Path

from droits_usagers.domain.dossier.dossiers import Courrier, GenrePiece, Piece
from droits_usagers.domain.lettre.lettre import GabaritUtilise
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.vault.encodage import cleaned
from droits_usagers.vault.moteur import Database, rows, run, scalar


class Pieces:
    """The letters and files of an opened coffre; `chemin` is the coffre, named when a file in it is damaged."""

    def __init__(self, db: Database, chemin: Path) -> None:
        self._db = db
        self._fichier = chemin.name

    def attach(
        self,
        dossier: int,
        contenu: bytes,
        nom: str,
        *,
        moment: dt.datetime,
        courrier: int | None = None,
        genre: GenrePiece = GenrePiece.INCONNU,
        masque_de: str = "",
    ) -> str:
        """Keep a file; `masque_de`: the SHA-256 of the one it is the covered copy of. Returns its SHA-256."""
        empreinte = hashlib.sha256(contenu).hexdigest()
        run(
            self._db,
            "INSERT INTO pieces (empreinte, taille, contenu) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            (empreinte, len(contenu), contenu),
        )
        run(
            self._db,
            """INSERT INTO pieces_jointes (dossier, courrier, piece, nom, ajoutee_le, genre, masque_de)
               VALUES (?, ?, ?, ?, ?, ?, ?)""",
            (dossier, courrier, empreinte, cleaned(nom), moment.isoformat(timespec="seconds"), genre, masque_de),
        )
        return empreinte

    def detach(self, dossier: int, numero: int) -> None:
        """Take a file away from a dossier, and its content if no other keeps it. Harmless if it is not there."""
        run(self._db, "DELETE FROM pieces_jointes WHERE id = ? AND dossier = ?", (numero, dossier))
        run(self._db, "DELETE FROM pieces WHERE empreinte NOT IN (SELECT piece FROM pieces_jointes)")

    def content(self, empreinte: str) -> bytes:
        """A kept file. Raises ExpectedError PIECE_INCONNUE, or COFFRE_ABIME when it is not what was kept."""
        contenu = scalar(self._db, "SELECT contenu FROM pieces WHERE empreinte = ?", (empreinte,))
        if contenu is None:
            raise ExpectedError(Panne.PIECE_INCONNUE)
        octets = bytes(contenu)
        if hashlib.sha256(octets).hexdigest() != empreinte:
            raise ExpectedError(Panne.COFFRE_ABIME, fichier=self._fichier)
        return octets

    def add_letter(
        self,
        dossier: int,
        etape: str,
        gabarit: GabaritUtilise,
        *,
        moment: dt.datetime,
        confirmees: Iterable[str] = (),
    ) -> int:
        """Remember a letter that was made, and the rules that someone chose to pass. Returns its number."""
        quand = moment.isoformat(timespec="seconds")
        valeurs = (dossier, etape, gabarit.id, gabarit.version, gabarit.empreinte, quand, " ".join(sorted(confirmees)))
        return int(
            scalar(
                self._db,
                """INSERT INTO courriers (dossier, etape, gabarit, gabarit_version, gabarit_empreinte, etabli_le, confirmees)
                   VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id""",
                valeurs,
            )
        )

    def of(self, dossier: int) -> tuple[Piece, ...]:
        """The files of a dossier that belong to no letter, in the order they came."""
        return tuple(piece for courrier, piece in self._kept(dossier) if courrier is None)

    def letters_of(self, dossier: int) -> tuple[Courrier, ...]:
        """The letters of a dossier, in the order they were made, each with its latest file."""
        fichiers = {courrier: piece for courrier, piece in self._kept(dossier) if courrier is not None}
        lues = rows(
            self._db,
            """SELECT id, etape, gabarit, gabarit_version, gabarit_empreinte, etabli_le, confirmees
               FROM courriers WHERE dossier = ? ORDER BY id""",
            (dossier,),
        )
        return tuple(
            Courrier(
                numero=numero,
                etape=etape,
                gabarit=GabaritUtilise(*gabarit),
                etabli_le=dt.datetime.fromisoformat(etabli_le),
                piece=fichiers.get(numero),
                confirmees=tuple(confirmees.split()),
            )
            for numero, etape, *gabarit, etabli_le, confirmees in lues
        )

    def _kept(self, dossier: int) -> list[tuple[int | None, Piece]]:
        lues = rows(
            self._db,
            """SELECT courrier, empreinte, nom, taille, ajoutee_le, genre, pieces_jointes.id, masque_de
               FROM pieces_jointes JOIN pieces ON empreinte = piece WHERE dossier = ? ORDER BY pieces_jointes.id""",
            (dossier,),
        )
        return [
            (
                courrier,
                Piece(empreinte, nom, taille, dt.datetime.fromisoformat(ajoutee_le), GenrePiece(genre), numero, masque_de),
            )
            for courrier, empreinte, nom, taille, ajoutee_le, genre, numero, masque_de in lues
        ]
