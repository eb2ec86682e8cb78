"""A file of bodies taken in by a coffre, beside what comes of it written at once by the same engine, with its words in FTS5.

What the program does more: it reads the file, gives postcodes and towns their form, keeps the mailboxes of offices alone, names
the département, keeps of each body the latest line, and lets something else come between two units.
"""

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
from droits_usagers.vault.driver import Cle, rows
from tests.annuaires import fichier_cnil, ligne_cnil
from tests.coffres import KDF_RAPIDE, PHRASE, make_coffres

#: Lines of the file; runs of each.
_LIGNES, _FOIS = 100_000, 3
_MOTS = ("ASSOCIATION", "COMMUNE", "CABINET", "CENTRE", "MOULIN", "FORGE", "TILLEULS", "SOCIAL", "VALLEE", "HABITAT", "SANTE")
_COLONNES = (
    *("cle", "nom", "genre", "organisme", "service", "adresse", "code_postal", "ville", "siren", "departement", "courriel"),
    *("source", "releve_le", "mots"),
)
_LIRE = f"SELECT {', '.join(_COLONNES)} FROM annuaire"  # noqa: S608 - our own names
_TABLE = f"CREATE TABLE annuaire (id INTEGER PRIMARY KEY, {' TEXT, '.join(_COLONNES)} TEXT)"
_INSERER = f"INSERT INTO annuaire VALUES (NULL, {', '.join('?' * len(_COLONNES))})"  # noqa: S608 - our own names
_INDEX = """CREATE VIRTUAL TABLE recherche USING fts5 (
    mots, content='annuaire', content_rowid='id', tokenize='ascii', detail='none', columnsize=0)"""
_MOTS_DE = "INSERT INTO recherche (rowid, mots) VALUES (?, ?)"


def _communes() -> Sequence[CommuneAnnuaire]:
    return load_donnees(RACINE / "resources", RACINE / "letter_templates").communes[:10_000]


def bodies(combien: int) -> Iterator[dict[str, str]]:
    """Invented ones, in the postcodes of real communes."""
    hasard = Random(16)  # noqa: S311 - nothing is hidden by it
    codes = [str(int(code)) for commune in _communes() for code in commune.postaux.split()]
    for rang in range(combien):
        nom = " ".join(hasard.sample(_MOTS, 3))
        courriel = hasard.choice(("dpo@example.fr", "claude.martin@example.fr", "NULL"))
        yield ligne_cnil(
            f"{nom} {rang}",
            siren=f"{rang:09d}",
            voie=f"{rang % 200} RUE DE LA PAIX",
            code_postal=hasard.choice(codes),
            ville=f"VILLE {rang % 9000}",
            courriel=courriel,
        )


def alone(chemin: Path, lignes: Sequence[Sequence[str]]) -> None:
    """The rows of the coffre, and their words, in an encrypted file: one `executemany` each."""
    chemin.touch()
    with closing(Cle(PHRASE, kdf_iter=KDF_RAPIDE).connect(chemin)) as base:
        base.conn.execute(_TABLE)
        base.conn.execute(_INDEX)
        base.conn.executemany(_INSERER, lignes)
        base.conn.executemany(_MOTS_DE, ((rang, ligne[-1]) for rang, ligne in enumerate(lignes, 1)))
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
        lignes = _written(listes, fichier)
        return alternate((_import(listes, fichier, rang), _raw(Path(dossier), lignes, rang)) for rang in range(_FOIS))


def _written(listes: ListesAnnuaire, fichier: Path) -> Sequence[Sequence[str]]:
    """What the program writes of it."""
    chemin = fichier.with_name("premier.coffre")
    with closing(make_coffres().create(chemin, PHRASE)) as coffre:
        run_through(listes.taking_in(coffre, fichier))
    with closing(Cle(PHRASE, kdf_iter=KDF_RAPIDE).connect(chemin)) as base:
        return rows(base, _LIRE)


def _import(listes: ListesAnnuaire, fichier: Path, rang: int) -> Action:
    coffre = make_coffres().create(fichier.with_name(f"{rang}.coffre"), PHRASE)

    def take_in() -> None:
        with closing(coffre):
            run_through(listes.taking_in(coffre, fichier))

    return take_in


def _raw(dossier: Path, lignes: Sequence[Sequence[str]], rang: int) -> Action:
    return lambda: alone(dossier / f"{rang}.base", lignes)
