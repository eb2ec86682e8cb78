"""A file of bodies taken in by a coffre, beside its cells written at once by the same engine, with their words in FTS5.

What the program does more: it gives postcodes and towns their form, keeps the mailboxes of offices alone, names
the département, keeps of each body the latest line, and lets something else come between two units.
"""

import csv
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from random import Random

from benchmarks.outillage import RACINE, Action, Releve, alternate, banc, is_whole
from droits_usagers.catalogue.catalogue import load_catalogue
from droits_usagers.domain.socle.unites import run_through
from droits_usagers.services.annuaire.annuaire import Annuaire
from droits_usagers.services.annuaire.lecture import CommuneAnnuaire, load_donnees
from droits_usagers.services.reprise.listes import ListesAnnuaire
from droits_usagers.vault.driver import Cle
from tests.annuaires import ENTETES_CNIL, fichier_cnil, ligne_cnil
from tests.coffres import KDF_RAPIDE, PHRASE, make_coffres

#: Lines of the file; runs of each.
_LIGNES, _FOIS = 100_000, 3
_MOTS = ("ASSOCIATION", "COMMUNE", "CABINET", "CENTRE", "MOULIN", "FORGE", "TILLEULS", "SOCIAL", "VALLEE", "HABITAT", "SANTE")
#: Of the cells, that of the name, that of the address and that of the town can be searched.
_TABLE = f"CREATE TABLE lignes (id INTEGER PRIMARY KEY, {', '.join(f'c{rang} TEXT' for rang in range(len(ENTETES_CNIL)))})"
_INSERER = f"INSERT INTO lignes VALUES (NULL, {', '.join('?' * len(ENTETES_CNIL))})"  # noqa: S608 - our own names
_INDEX = "CREATE VIRTUAL TABLE mots USING fts5 (c1, c4, c6, content='lignes', content_rowid='id')"
_MOTS_DE = "INSERT INTO mots (rowid, c1, c4, c6) SELECT id, c1, c4, c6 FROM lignes"


def _communes() -> Sequence[CommuneAnnuaire]:
    return load_donnees(RACINE / "resources", RACINE / "letter_templates").communes[:10_000]


def bodies(combien: int) -> Iterator[dict[str, str]]:
    """Invented ones, in real communes: the more people live in one, the more bodies it has."""
    hasard = Random(16)  # noqa: S311 - nothing is hidden by it
    communes = _communes()
    lieux = hasard.choices(communes, [commune.population + 1 for commune in communes], k=combien)
    for rang, commune in enumerate(lieux):
        nom = " ".join(hasard.sample(_MOTS, 3))
        courriel = hasard.choice(("dpo@example.fr", "claude.martin@example.fr", "NULL"))
        yield ligne_cnil(
            f"{nom} {rang}",
            siren=f"{rang:09d}",
            voie=f"{rang % 200} RUE DE LA PAIX",
            code_postal=str(int(hasard.choice(commune.postaux.split()))),
            ville=commune.nom.upper(),
            courriel=courriel,
        )


def alone(chemin: Path, fichier: Path) -> None:
    """The cells of the file, and the words of three of them, in an encrypted file: one `executemany`, one statement."""
    chemin.touch()
    with (
        closing(Cle(PHRASE, kdf_iter=KDF_RAPIDE).connect(chemin)) as base,
        fichier.open(encoding="utf-8-sig", newline="") as flux,
    ):
        lignes = csv.reader(flux, delimiter=";")
        next(lignes)
        base.conn.execute(_TABLE)
        base.conn.execute(_INDEX)
        base.conn.executemany(_INSERER, (ligne[: len(ENTETES_CNIL)] for ligne in lignes))
        base.conn.execute(_MOTS_DE)
        base.conn.commit()


@banc("annuaire_import")
def annuaire_import() -> Releve:
    """From the file to what can be searched; nothing else is in the coffre."""
    annuaire = Annuaire(RACINE / "resources", RACINE / "letter_templates")
    annuaire.fabrique()
    listes = ListesAnnuaire(load_catalogue(RACINE / "resources", "fr"), annuaire, RACINE / "resources")
    with tempfile.TemporaryDirectory() as dossier:
        fichier = Path(dossier, "opencnil.csv")
        fichier.write_bytes(fichier_cnil(bodies(_LIGNES if is_whole() else _LIGNES // 5)))
        return alternate((_import(listes, fichier, rang), _raw(fichier, rang)) for rang in range(_FOIS))


def _import(listes: ListesAnnuaire, fichier: Path, rang: int) -> Action:
    coffre = make_coffres().create(fichier.with_name(f"{rang}.coffre"), PHRASE)

    def take_in() -> None:
        with closing(coffre):
            run_through(listes.taking_in(coffre, fichier))

    return take_in


def _raw(fichier: Path, rang: int) -> Action:
    return lambda: alone(fichier.with_name(f"{rang}.base"), fichier)
