"""A body looked for in the annuaire as one types, beside FTS5 asked the same on the same entries, and nothing more."""

import sqlite3
from collections.abc import Iterator
from functools import partial

from benchmarks.outillage import RACINE, Releve, alternate, banc
from droits_usagers.domain.mots.pliage import words
from droits_usagers.services.annuaire.annuaire import Annuaire
from droits_usagers.services.annuaire.lecture import load_donnees

#: What people type, letter by letter.
TEXTES = (
    "bobigny",
    "cd 93",
    "caf 93",
    "pmi blanc mesnil",
    "ccas roubaix",
    "59100",
    "mairie de lille",
    "conseil départemental de la somme",
    "mdph pas de calais",
    "mission locale nantes",
    "maison de justice roubaix",
    "tribunal administratif lille",
    "saint denis",
    "france services artemare",
    "centre communal d'action sociale toulouse",
    "seine saint denis",
    "préfecture bobigny",
    "clic vannes",
    "aulnay sous bois",
    "villeneuve d'ascq",
)
#: Entries shown at once.
PAGE = 12


def beginnings() -> Iterator[str]:
    """What is in the field after each key."""
    for texte in TEXTES:
        yield from (texte[:fin] for fin in range(1, len(texte) + 1) if texte[:fin].strip())


def alone() -> sqlite3.Connection:
    """The same entries in FTS5, in memory: what each is called, the words of its kind, its place, its postcodes."""
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE entrees USING fts5 (mots, prefix = '1 2 3')")
    base.executemany("INSERT INTO entrees (mots) VALUES (?)", ((texte,) for texte in _rows()))
    return base


def _rows() -> Iterator[str]:
    donnees = load_donnees(RACINE / "resources", RACINE / "letter_templates")
    genres = {genre.id: " ".join(genre.mots) for genre in donnees.genres}
    communes = {commune.code: commune for commune in donnees.communes}
    for ligne in donnees.lignes:
        commune = communes.get(ligne.commune)
        lieu = f"{commune.nom} {commune.postaux}" if commune else ligne.ville
        for genre in (ligne.genre, "ccas") if ligne.genre == "mairie" else (ligne.genre,):
            yield " ".join(words(f"{ligne.nom} {ligne.service} {genres[genre]} {lieu} {ligne.departement}"))


def _asked(base: sqlite3.Connection, texte: str) -> list[tuple[str]]:
    voulus = " ".join(f'"{mot}"*' for mot in words(texte))
    return base.execute("SELECT mots FROM entrees WHERE entrees MATCH ? ORDER BY rank LIMIT ?", (voulus, PAGE)).fetchall()


@banc("annuaire_recherche")
def annuaire_recherche() -> Releve:
    """From a key to the entries, where FTS5 finds some: what is mistyped is looked for too, elsewhere."""
    annuaire = Annuaire(RACINE / "resources", RACINE / "letter_templates")
    base = alone()
    textes = [texte for texte in beginnings() if _asked(base, texte)]
    for texte in textes[:PAGE]:
        annuaire.search(texte)
    return alternate([(partial(annuaire.search, texte, PAGE), partial(_asked, base, texte)) for texte in textes])
