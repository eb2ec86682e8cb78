"""Makes `resources/releve/`: the words of ordinary French, and the words that are names of places and people.

`python -m tools.vocabulaire DOSSIER`, where the folder holds, as they are unpacked: `fr.aff` and `fr.dic` (Dicollecte),
`index.json` (an-array-of-french-words), `commonWords.json` and `wikipedia.json` (@zxcvbn-ts/language-fr), `fra.txt` (the words
of tessdata_fast, out of `dawg2wordlist`), `dist.all.txt`, `dist.prenoms.f.all.txt` and `dist.prenoms.m.all.txt` (prenoms).
Communes and what the program itself says are read in `resources/`.
"""

import csv
import hashlib
import io
import json
import lzma
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from droits_usagers.domain.mots.pliage import fold

RACINE = Path(__file__).resolve().parent.parent
RESSOURCES = RACINE / "resources"
#: Where the program speaks in sentences of its own: elsewhere are examples, invented people, lists of bodies and of names.
_DE_NOUS = ("textes/*.toml", "demarches/*.toml", "droit/*.toml", "mentions/*.toml", "notices/fr.toml", "situations.toml")
#: Categories of Dicollecte: proper names; the little words of grammar; determiners among them.
_PROPRES = frozenset({"npr", "prn", "patr"})
_GRAMMAIRE = frozenset(
    (
        *(
            "mg",
            "prep",
            "prodem",
            "det",
            "proind",
            "prorel",
            "proint",
            "cjsub",
            "detpos",
            "detind",
            "detdem",
            "proneg",
            "detneg",
        ),
        *("cjco", "properobj", "propersuj", "preverb", "prepv"),
    )
)
_DETERMINANTS = frozenset({"det", "detpos", "detind", "detdem", "detneg"})
#: A name weighs from so high in the lists of names; a commune from so many people.
_PRENOM, _PRENOM_COURANT, _NOM, _NOM_COURANT, _VILLE = 9_000, 1_500, 100_000, 3_000, 15_000
#: What subtitles say at least so often is heard every day.
_FREQUENT = 12_000
_FORME = re.compile(r"[a-z]{2,}")
_MOT = re.compile(r"[^\W\d_]+")
_PHRASE = re.compile(r"(?<=[a-zà-ÿ,’'] )[A-ZÀ-Þ][^\W\d_]+")


class Dicollecte:
    """The dictionary: each lemma with its forms, and what grammar says of each form."""

    def __init__(self, dossier: Path) -> None:
        self.lemmes: dict[str, set[str]] = {}
        self.categories: dict[str, set[str]] = {}
        self._suffixes: dict[str, list[tuple[str, str, re.Pattern[str] | None]]] = {}
        for ligne in (dossier / "fr.aff").read_text("utf-8").splitlines():
            self._read_suffix(ligne.split())
        for ligne in (dossier / "fr.dic").read_text("utf-8").splitlines()[1:]:
            self._read_lemma(ligne)

    def _read_suffix(self, parties: list[str]) -> None:
        if len(parties) < 5 or parties[0] != "SFX":  # noqa: PLR2004 - a rule of the format has five fields
            return
        _, drapeau, ote, ajoute, condition = parties[:5]
        motif = None if condition == "." else re.compile(condition + "$")
        ajoute = ajoute.split("/")[0]
        self._suffixes.setdefault(drapeau, []).append(("" if ote == "0" else ote, "" if ajoute == "0" else ajoute, motif))

    def _read_lemma(self, ligne: str) -> None:
        tete = ligne.split(maxsplit=1)[0]
        mot, _, drapeaux = tete.partition("/")
        categories = set(re.findall(r"po:(\w+)", ligne))
        if not categories or categories <= {"ponc", "sign"} or (categories & _PROPRES and categories <= _PROPRES):
            return
        if not (mot[:1].isupper() and len(mot) > 1):
            formes = {mot, *self._inflected(mot, drapeaux)}
            self.lemmes.setdefault(mot, set()).update(formes)
            for forme in formes:
                self.categories.setdefault(fold(forme), set()).update(categories)

    def _inflected(self, mot: str, drapeaux: str) -> Iterator[str]:
        for rang in range(0, len(drapeaux), 2):
            for ote, ajoute, motif in self._suffixes.get(drapeaux[rang : rang + 2], ()):
                if mot.endswith(ote) and (motif is None or motif.search(mot)):
                    yield mot[: len(mot) - len(ote)] + ajoute


class Noms:
    """What may name a place or someone: first names and surnames by rank, communes by number of people, and their parts."""

    def __init__(self, dossier: Path) -> None:
        self.prenoms: dict[str, int] = {}
        for sexe in "fm":
            for rang, nom in enumerate(_ranked(dossier / f"dist.prenoms.{sexe}.all.txt")):
                self.prenoms[nom] = min(self.prenoms.get(nom, rang), rang)
        self.patronymes: dict[str, int] = {}
        for rang, nom in enumerate(_ranked(dossier / "dist.all.txt")):
            self.patronymes.setdefault(nom, rang)
        self.communes: dict[str, int] = {}
        #: Communes with their accents.
        self.ecrites: set[str] = set()
        with lzma.open(RESSOURCES / "annuaire" / "communes.csv.xz") as fichier:
            for ligne in csv.DictReader(io.TextIOWrapper(fichier, encoding="utf-8"), delimiter=";"):
                nom = re.sub(r"^(?:l'|les |la |le )", "", fold(ligne["nom"]))
                self.communes[nom] = max(self.communes.get(nom, 0), int(ligne["population"] or 0))
                self.ecrites.add(ligne["nom"].lower())
        self.parties = {partie for nom in self.communes for partie in _FORME.findall(nom) if len(partie) > 4}  # noqa: PLR2004 - « sur », « lès »

    def codes(self, mot: str) -> str:
        """What a word may name: a first name (`p`), a surname (`n`), a commune (`c`), in capitals when it is a frequent one."""
        prenom, nom, gens = self.prenoms.get(mot, _PRENOM), self.patronymes.get(mot, _NOM), self.communes.get(mot)
        dits = [
            "P" if prenom < _PRENOM_COURANT else "p" if prenom < _PRENOM else "",
            "N" if nom < _NOM_COURANT else "n" if nom < _NOM else "",
            "" if gens is None else "C" if gens > _VILLE else "c",
        ]
        return "".join(dits) or ("c" if mot in self.parties else "")


def _ranked(chemin: Path) -> Iterator[str]:
    """The names of a list of `prenoms`, the most given first: its second line."""
    return (fold(nom) for nom in chemin.read_text("utf-8").split("\n")[1].split(",") if nom)


class Nous:
    """What the program itself says: its words, those that it writes with a capital within a sentence, its acronyms."""

    def __init__(self) -> None:
        textes = [chemin.read_text("utf-8") for motif in _DE_NOUS for chemin in sorted(RESSOURCES.glob(motif))]
        tout = "\n".join(textes)
        self.mots = {fold(mot) for mot in _MOT.findall(tout) if mot.islower()}
        self.capitales = {fold(mot) for mot in _PHRASE.findall(tout)}
        sigles = tomllib.loads((RESSOURCES / "releve" / "mots.toml").read_text("utf-8"))["sigles"]
        #: Those that everybody has heard of: an acronym of ours may still name one software.
        majuscules = set(_MOT.findall(tout))
        self.sigles = {mot for mot in sigles if mot.upper() in majuscules}


class Ordinaires:
    """The words of ordinary French, folded, and what else is known of each."""

    def __init__(self, dossier: Path, noms: Noms) -> None:
        self._noms = noms
        self._dico = Dicollecte(dossier)
        self._nous = Nous()
        self._petits = {mot for mot, categories in self._dico.categories.items() if categories & _GRAMMAIRE}
        self._frequents: dict[str, int] = {}
        for rang, mot in enumerate(json.loads((dossier / "commonWords.json").read_text("utf-8"))):
            for partie in _FORME.findall(fold(mot)):
                self._frequents.setdefault(partie, rang)
        pages = json.loads((dossier / "wikipedia.json").read_text("utf-8"))
        # An encyclopedia writes a name as often as the word that it also is; names have no accents in our lists.
        lus = {fold(mot) for mot in pages if not (mot.isascii() and noms.codes(fold(mot)))}
        lus |= {fold(mot) for mot in (dossier / "fra.txt").read_text("utf-8").split("\n") if mot.islower()}
        self._attestes = {*self._frequents, *lus, *self._nous.mots, *self._petits}
        self._tous = {fold(mot) for mot in json.loads((dossier / "index.json").read_text("utf-8"))}

    def read(self) -> Mapping[str, str]:
        """Each word, with `d` determiner, `g` grammar, `a` adverb only, `f` frequent, `m` a capital of ours, `s` acronym."""
        mots = self._tous & self._attestes
        accentues: set[str] = set()
        for formes in self._dico.lemmes.values():
            plies = {fold(forme) for forme in formes}
            plies |= {partie for forme in plies if "'" in forme for partie in forme.split("'")}
            self._tous |= plies
            # A lemma that is read somewhere in one form is ordinary in all of them.
            if not plies.isdisjoint(self._attestes):
                mots |= {partie for forme in plies for partie in _FORME.findall(forme)}
                accentues |= {forme for forme in formes if self._is_told_by_accents(forme)}
        mots |= self._nous.mots & self._tous
        mots = {mot for mot in mots if not self._is_rather_a_name(mot)}
        mots |= self._nous.sigles
        plats = {mot: self._known_of(mot) for mot in mots if _FORME.fullmatch(mot)}
        return {forme: "" for forme in accentues if fold(forme) not in plats} | plats

    def _is_told_by_accents(self, forme: str) -> bool:
        """True for « débit »: no name is written so."""
        ecrit = not forme.isascii() and forme.islower() and _MOT.fullmatch(forme) is not None
        return ecrit and forme not in self._noms.ecrites and fold(forme) not in self._noms.prenoms

    def _is_rather_a_name(self, mot: str) -> bool:
        """True for what is a name too, and that hardly anyone says otherwise; a surname that few bear is left a word."""
        sur = mot in self._nous.mots or mot in self._petits
        # « Vivo » is no word without « in ».
        mots = {""} if self._dico.categories.get(mot) == {"loc"} else {"", "n"}
        return not sur and self._noms.codes(mot) not in mots and self._frequents.get(mot, _FREQUENT) >= _FREQUENT

    def _known_of(self, mot: str) -> str:
        categories = self._dico.categories.get(mot, set())
        rare = self._noms.codes(mot)
        codes = (
            ("d", bool(categories & _DETERMINANTS)),
            ("g", bool(categories & _GRAMMAIRE)),
            ("a", "adv" in categories and categories.isdisjoint(("nom", "adj"))),
            ("f", self._frequents.get(mot, _FREQUENT) < _FREQUENT),
            ("m", mot in self._nous.capitales and rare == rare.lower()),
            ("s", mot in self._nous.sigles),
        )
        return "".join(code for code, vrai in codes if vrai)


def write(chemin: Path, mots: Mapping[str, str]) -> None:
    """One word a line, sorted by bytes as it is searched, what is known of it after a space."""
    lignes: Iterable[str] = (f"{mot} {mots[mot]}".strip() for mot in sorted(mots, key=str.encode))
    chemin.write_bytes(lzma.compress("\n".join(lignes).encode(), preset=9 | lzma.PRESET_EXTREME))


def main(dossier: Path) -> None:
    """Both files, and what each must be when it is read."""
    noms = Noms(dossier)
    ordinaires = Ordinaires(dossier, noms).read()
    sortie = RESSOURCES / "releve"
    sortie.mkdir(exist_ok=True)
    write(sortie / "ordinaires.txt.xz", ordinaires)
    tous = noms.prenoms.keys() | noms.patronymes.keys() | noms.communes.keys() | noms.parties
    connus = {mot: codes for mot in tous if _FORME.fullmatch(mot) and (codes := noms.codes(mot))}
    write(sortie / "noms.txt.xz", connus)
    for nom in ("noms.txt.xz", "ordinaires.txt.xz"):
        octets = (sortie / nom).read_bytes()
        sys.stdout.write(f"{nom} {len(octets)} {hashlib.sha256(octets).hexdigest()}\n")
    sys.stdout.write(f"{len(ordinaires)} {len(connus)}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
