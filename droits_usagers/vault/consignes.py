"""What people asked not to be done for them. Those of a person hold in each of their dossiers, and follow them.

A person is a row that is never edited: when what is known of someone changes, their dossier points to another row, and their
consignes go with it.
"""

from collections.abc import Iterable

from droits_usagers.domain.personnes.personnes import CodeConsigne, Consigne, Consignes
from droits_usagers.vault.encodage import cleaned
from droits_usagers.vault.moteur import Database, rows, run, scalar

#: Whose dossier it is: the concerned person, else the author. Nobody without a name: unnamed people may share a row.
_DE_QUI = """SELECT CASE WHEN personnes.prenom || personnes.nom || personnes.denomination <> '' THEN personnes.id END
             FROM roles JOIN personnes ON personnes.id = roles.personne
             WHERE roles.dossier = {dossier} AND roles.role IN ('concerne', 'auteur') ORDER BY roles.role = 'auteur' LIMIT 1"""
#: True for a line of the Suivi whose dossier or person has one.
MARQUE = f"""EXISTS (SELECT 1 FROM consignes WHERE consignes.dossier = suivi_index.dossier)
    OR EXISTS (SELECT 1 FROM consignes WHERE consignes.personne = ({_DE_QUI.format(dossier="suivi_index.dossier")}))"""  # noqa: S608 - our own names


class ConsignesGardees:
    """The consignes of an opened coffre."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def of(self, dossier: int) -> Consignes:
        """Those that hold for a dossier."""
        return Consignes(
            self._read("SELECT code, texte FROM consignes WHERE personne = ? ORDER BY id", self._person_of(dossier)),
            self._read("SELECT code, texte FROM consignes WHERE dossier = ? ORDER BY id", dossier),
        )

    def put(self, dossier: int, consignes: Consignes) -> None:
        """Replace those of a dossier and of its person; where nobody is named, all are the dossier's."""
        personne = self._person_of(dossier)
        run(self._db, "DELETE FROM consignes WHERE dossier = ?", (dossier,))
        if personne is None:
            self._add("dossier", dossier, consignes.toutes)
            return
        run(self._db, "DELETE FROM consignes WHERE personne = ?", (personne,))
        self._add("personne", personne, consignes.personne)
        self._add("dossier", dossier, consignes.dossier)

    def follow(self, dossier: int, consignes: Consignes) -> None:
        """After everyone in a dossier was replaced: give the person it now points to what they had before."""
        personne = self._person_of(dossier)
        if personne is None:
            self.put(dossier, consignes)
            return
        connues = self.of(dossier).personne
        self._add("personne", personne, (consigne for consigne in consignes.personne if consigne not in connues))

    def _person_of(self, dossier: int) -> int | None:
        numero = scalar(self._db, _DE_QUI.format(dossier="?"), (dossier,))
        return None if numero is None else int(numero)

    def _read(self, sql: str, numero: int | None) -> tuple[Consigne, ...]:
        lues = rows(self._db, sql, (numero,)) if numero is not None else []
        return tuple(Consigne(CodeConsigne(code), texte) for code, texte in lues)

    def _add(self, de: str, numero: int, consignes: Iterable[Consigne]) -> None:
        for consigne in consignes:
            run(
                self._db,
                f"INSERT INTO consignes ({de}, code, texte) VALUES (?, ?, ?)",  # noqa: S608 - our own column names
                (numero, consigne.code.value, cleaned(consigne.texte)),
            )
