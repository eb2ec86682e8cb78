"""Finds and reads letter templates: ours, and those a user put in their own folder, which take precedence.

A template is one file, `<demarche>/<etape>.md.j2`: a header in TOML between two lines of `+++`, then the body in Markdown with
Jinja. `_communs/` holds what they share, among which `habillage.toml`, the fields laid out around every letter. The format is
explained to those who write letters in `letter_templates/LISEZMOI.md`.
"""

import hashlib
import re
import stat
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from droits_usagers.domain.lettre.lettre import GabaritUtilise
from droits_usagers.domain.mots.lecture import Table, endless_key_line, line_of
from droits_usagers.domain.mots.nettoyage import first_forbidden
from droits_usagers.domain.mots.typographie import typographie
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.letters.lettre.jetons import ENTRE_CHAMPS

HABILLAGE = "_communs/habillage"
ARTICLES = "_communs/articles"
#: The fields of the habillage, and those of the header of a template, in the order in which they are rendered.
CHAMPS_HABILLAGE = (
    "expediteur", "destinataire", "lieu_date", "objet", "references", "mentions", "pieces_jointes", "copies", "signature",
)  # fmt: skip
CHAMPS_ENTETE = ("objet", "references", "titre", "encadre", "en_clair")
#: Fields of the habillage that the header of a letter may write itself (a letter to the CNIL has another addressee).
CHAMPS_REMPLACABLES = ("expediteur", "destinataire", "lieu_date", "mentions", "pieces_jointes", "copies", "signature")

# Far beyond any letter: a file this big is not a template.
_OCTETS_MAX = 200_000
_ENTETE = re.compile(r"\A\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*\n", re.DOTALL | re.MULTILINE)
_LIGNE_TOML = re.compile(r"\(at line (\d+)")


@dataclass(frozen=True, slots=True)
class Gabarit:
    """One template file, read."""

    id: str
    #: How to name it to someone: its path in its folder.
    fichier: str
    a_nous: bool
    utilise: GabaritUtilise
    #: Jinja sources by field: with their typography for ours, as written for a user's own (`with_typography`).
    champs: Mapping[str, str] = field(repr=False)
    corps: str = field(repr=False)
    #: Of a sheet: its body size in points. None for a letter.
    corps_pt: int | None = None
    #: The header as written, to find the line of a field.
    entete: str = field(default="", repr=False)

    @property
    def sources(self) -> dict[str, str]:
        """What the engine compiles: the body under the id, the fields in one go under `fields_name(id)`."""
        if not self.champs:
            return {self.id: self.corps}
        return {self.id: self.corps, fields_name(self.id): ENTRE_CHAMPS.join(self.champs.values())}

    @property
    def is_sheet(self) -> bool:
        """True for a page that is not a letter: it has a title, and no objet."""
        return bool(self.champs.get("titre")) and not self.champs.get("objet")

    def with_typography(self) -> "Gabarit":
        """The same, as it is to be rendered."""
        champs = {champ: typographie(source) for champ, source in self.champs.items()}
        return replace(self, champs=champs, corps=typographie(self.corps))

    def line_of(self, champ: str) -> int:
        """The line of the file where the text of a field of the header begins."""
        return _line_of(self.entete, champ)


class Gabarits:
    """Our templates, read once, and the user's, read each time: they may change at any moment."""

    def __init__(self, dossier: Path, dossier_utilisateur: Path | None) -> None:
        self._dossier = dossier
        self._utilisateur = dossier_utilisateur

    @cached_property
    def ours(self) -> Mapping[str, Gabarit]:
        """Every template shipped with the program, by id."""
        return _Livres(self._dossier)

    @cached_property
    def articles(self) -> dict[str, object]:
        """The data of `articles.toml`."""
        return tomllib.loads((self._dossier / f"{ARTICLES}.toml").read_text(encoding="utf-8"))

    def users(self) -> Mapping[str, Gabarit]:
        """The user's own templates by id, among the names we know. Raises ExpectedError for one that cannot be read."""
        if self._utilisateur is None or not self._utilisateur.is_dir():
            return {}
        lus = (_read(fichier, _text_of(chemin, fichier), a_nous=False) for fichier, chemin in _files(self._utilisateur))
        siens = {gabarit.id: gabarit for gabarit in lus if gabarit.id in self.ours}
        for gabarit in siens.values():
            _check_header(gabarit, self.ours[gabarit.id])
        return siens


class _Livres(Mapping[str, Gabarit]):
    """Our templates, each read and set in French typography when it is asked for: a letter is made of ten of them."""

    def __init__(self, dossier: Path) -> None:
        self._fichiers = {_id_of(fichier): (fichier, chemin) for fichier, chemin in _files(dossier)}
        self._lus: dict[str, Gabarit] = {}

    def __getitem__(self, id_: str) -> Gabarit:
        lu = self._lus.get(id_)
        if lu is None:
            fichier, chemin = self._fichiers[id_]
            lu = self._lus[id_] = _read(fichier, _text_of(chemin, fichier), a_nous=True).with_typography()
        return lu

    def __iter__(self) -> Iterator[str]:
        return iter(self._fichiers)

    def __len__(self) -> int:
        return len(self._fichiers)


class Sources(Mapping[str, str]):
    """What the engine compiles of these templates, by the name it knows it by."""

    def __init__(self, gabarits: Mapping[str, Gabarit]) -> None:
        self._gabarits = gabarits

    def __getitem__(self, nom: str) -> str:
        return self._gabarits[template_of(nom)].sources[nom]

    def __iter__(self) -> Iterator[str]:
        return (nom for gabarit in self._gabarits.values() for nom in gabarit.sources)

    def __len__(self) -> int:
        return sum(1 for _ in self)


#: What the name of a template is followed by, for its fields.
_CHAMPS = "#champs"


def fields_name(id_: str) -> str:
    """The name under which the engine knows the fields of a template."""
    return f"{id_}{_CHAMPS}"


def template_of(nom: str) -> str:
    """The id of the template that the engine knows by that name, or whose fields it knows by it."""
    return nom.removesuffix(_CHAMPS)


def _id_of(fichier: str) -> str:
    return fichier.split(".", 1)[0]


def _line_of(entete: str, champ: str) -> int:
    ligne = line_of(entete, champ)
    # TOML leaves out the line break that follows three quotes.
    ouverte = re.search(r"(?:\"\"\"|''')$", "".join(entete.splitlines()[ligne - 1 : ligne]).rstrip())
    return ligne + 1 if ouverte else ligne


def _check_header(gabarit: Gabarit, le_notre: Gabarit) -> None:
    """Refuses one without what ours cannot do without."""
    manque = ""
    if le_notre.champs and not gabarit.champs:
        manque = "+++"
    elif gabarit.id != HABILLAGE:
        noms = (champ for champ in ("objet", "titre") if le_notre.champs.get(champ))
        manque = next((champ for champ in noms if not gabarit.champs[champ].strip()), "")
    if manque:
        ligne = gabarit.line_of(manque) if manque in gabarit.champs else 1
        raise ExpectedError(Panne.GABARIT_SANS_ENTETE, fichier=gabarit.fichier, ligne=str(ligne), cle=manque)


def _files(dossier: Path) -> Iterator[tuple[str, Path]]:
    """The templates of a folder, each by its path in it."""
    for chemin in sorted((*dossier.rglob("*.j2"), *dossier.rglob("habillage.toml"))):
        yield chemin.relative_to(dossier).as_posix(), chemin


def _text_of(chemin: Path, fichier: str) -> str:
    try:
        etat = chemin.stat()
        if not stat.S_ISREG(etat.st_mode):
            # A link to a device that never ends, a pipe that one would wait on for ever.
            raise ExpectedError(Panne.GABARIT_ILLISIBLE, fichier=fichier, ligne="1")
        if etat.st_size > _OCTETS_MAX:
            raise ExpectedError(Panne.GABARIT_DEMESURE, fichier=fichier)
        return chemin.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ExpectedError(Panne.GABARIT_ILLISIBLE, fichier=fichier, ligne="1") from error


def _read(fichier: str, texte: str, *, a_nous: bool) -> Gabarit:
    id_ = _id_of(fichier)
    _check_characters(fichier, texte)
    if id_ == HABILLAGE:
        entete, corps = texte, ""
    else:
        trouve = _ENTETE.match(texte)
        # The header is replaced by as many empty lines, so that a line number is that of the file.
        entete = f"\n{trouve[1]}" if trouve else ""
        corps = "\n" * texte.count("\n", 0, trouve.end()) + texte[trouve.end() :] if trouve else texte
    table = _parse(fichier, entete)
    version = table.text("version")
    corps_pt = table.count("corps_pt") or None
    champs = _fields(table, id_, entete)
    table.close()
    empreinte = hashlib.sha256(texte.encode()).hexdigest()[:16]
    return Gabarit(
        id_,
        fichier,
        a_nous=a_nous,
        utilise=GabaritUtilise(id_, version, empreinte),
        champs=champs,
        corps=corps,
        corps_pt=corps_pt,
        entete=entete,
    )


def _fields(table: Table, id_: str, entete: str) -> dict[str, str]:
    if not entete:
        return {}
    remplaces = tuple(champ for champ in CHAMPS_REMPLACABLES if champ in table)
    champs = CHAMPS_HABILLAGE if id_ == HABILLAGE else CHAMPS_ENTETE + remplaces
    lus = {champ: table.text(champ) for champ in champs}
    for champ, texte in lus.items():
        # TOML may write by its number what is nowhere in the file.
        _check_characters(table.fichier, texte, ligne=_line_of(entete, champ))
    return lus


def _check_characters(fichier: str, texte: str, *, ligne: int = 0) -> None:
    """Refuses what no document can hold: a control character."""
    trouve = first_forbidden(texte)
    if trouve is not None:
        place, nom = trouve
        ligne = ligne or texte.count("\n", 0, place) + 1
        raise ExpectedError(Panne.GABARIT_CARACTERE, fichier=fichier, ligne=str(ligne), cle=nom)


def _parse(fichier: str, entete: str) -> Table:
    sans_fin = endless_key_line(entete)
    if sans_fin is not None:
        raise ExpectedError(Panne.GABARIT_ILLISIBLE, fichier=fichier, ligne=str(sans_fin))
    try:
        return Table(tomllib.loads(entete), fichier=fichier)
    except tomllib.TOMLDecodeError as error:
        trouve = _LIGNE_TOML.search(str(error))
        ligne = int(trouve[1]) if trouve else entete.count("\n") + 1
        raise ExpectedError(Panne.GABARIT_ILLISIBLE, fichier=fichier, ligne=str(ligne)) from error
    except (ValueError, RecursionError) as error:
        # A number of thousands of digits, brackets nested by the thousand: no place is given.
        raise ExpectedError(Panne.GABARIT_ILLISIBLE, fichier=fichier, ligne="1") from error
