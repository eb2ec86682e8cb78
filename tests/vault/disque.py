"""A disk whose power may be cut: what was written is replayed from a log of `strace`, and whatever is not synced may be lost.

A file's content is sure once the file was synced, and its name once its folder was: nothing else is. When the power goes, each
change that is not sure may have been made or not, whatever its rank, and a write may have been made in part, by sectors.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

_SECTEUR = 512
_APPEL = re.compile(rb"^\d+ +(?P<nom>\w+)\((?P<arguments>.*)\) += +(?P<retour>-?\d+)")
_CHEMIN = re.compile(rb"^(?:AT_FDCWD|\d+)<(?P<chemin>[^>]*)>")
_TEXTE = re.compile(rb'"(?P<texte>(?:\\x[0-9a-f]{2})*)"')


@dataclass(frozen=True, slots=True)
class Changement:
    """Something asked of the disk: `nature` is write, truncate, link, unlink or rename."""

    nature: str
    #: Of the file for the first two, of the name for the others.
    objet: object
    position: int = 0
    octets: bytes = field(default=b"", repr=False)

    @property
    def folder(self) -> str | None:
        """Where the name is that it changes; None when it changes a content. A folder inside is taken as sure."""
        nom = self.objet[0] if isinstance(self.objet, tuple) else self.objet
        return nom.rpartition("/")[0] if isinstance(nom, str) else None


@dataclass
class Disque:
    """One folder, as it is seen and as it is sure to be."""

    dossier: str
    #: The number of each file by its name: as seen, as sure.
    noms: dict[str, int] = field(default_factory=dict)
    surs: dict[str, int] = field(default_factory=dict)
    #: Contents that are sure, by number.
    contenus: dict[int, bytearray] = field(default_factory=dict)
    en_suspens: list[Changement] = field(default_factory=list)
    _dernier: int = 0

    def put(self, nom: str, octets: bytes) -> None:
        """A file that is there, whole and sure, before anything happens."""
        self._dernier += 1
        self.noms[nom] = self.surs[nom] = self._dernier
        self.contenus[self._dernier] = bytearray(octets)

    def open(self, nom: str, *, create: bool) -> None:
        """A file is opened; one that was not there is a name that is not sure yet."""
        if nom not in self.noms and create:
            self._dernier += 1
            self.noms[nom] = self._dernier
            self.contenus[self._dernier] = bytearray()
            self.en_suspens.append(Changement("link", nom, self._dernier))

    def write(self, nom: str, position: int, octets: bytes) -> None:
        """Bytes are written."""
        self.en_suspens.append(Changement("write", self.noms[nom], position, octets))

    def truncate(self, nom: str, taille: int) -> None:
        """A file is cut, or made longer with zeros."""
        self.en_suspens.append(Changement("truncate", self.noms[nom], taille))

    def unlink(self, nom: str) -> None:
        """A name goes away."""
        del self.noms[nom]
        self.en_suspens.append(Changement("unlink", nom))

    def rename(self, nom: str, nouveau: str) -> None:
        """A file takes a name, in place of the one that had it: at once, or not at all."""
        numero = self.noms.pop(nom)
        self.noms[nouveau] = numero
        self.en_suspens.append(Changement("rename", (nom, nouveau), numero))

    def sync(self, nom: str) -> None:
        """The content of a file is sure from now on; for what is no file, the names in that folder."""
        numero = self.noms.get(nom)
        restants = []
        for changement in self.en_suspens:
            if changement.objet == numero if numero is not None else changement.folder == nom:
                _apply(changement, self.surs, self.contenus)
            else:
                restants.append(changement)
        self.en_suspens = restants

    def link(self, nom: str, nouveau: str) -> None:
        """A file takes one more name."""
        self.noms[nouveau] = self.noms[nom]
        self.en_suspens.append(Changement("link", nouveau, self.noms[nom]))

    def images(self, hasard: random.Random) -> Iterator[dict[str, bytes]]:
        """What may be found when power comes back: nothing unsure, everything, or some of it."""
        yield self._image([])
        if self.en_suspens:
            yield self._image(self.en_suspens)
            yield self._image([_torn(changement, hasard) for changement in self.en_suspens if hasard.random() < 1 / 2])

    def _image(self, faits: list[Changement]) -> dict[str, bytes]:
        noms = dict(self.surs)
        contenus = {numero: bytearray(octets) for numero, octets in self.contenus.items()}
        for changement in faits:
            _apply(changement, noms, contenus)
        return {nom: bytes(contenus[numero]) for nom, numero in noms.items()}


def _torn(changement: Changement, hasard: random.Random) -> Changement:
    """A write that was made in part, now and then."""
    if changement.nature != "write" or hasard.random() < 1 / 2:
        return changement
    secteurs = hasard.randrange(len(changement.octets) // _SECTEUR + 1)
    return Changement("write", changement.objet, changement.position, changement.octets[: secteurs * _SECTEUR])


def _apply(changement: Changement, noms: dict[str, int], contenus: dict[int, bytearray]) -> None:
    match changement:
        case Changement("write", int(numero), position, octets):
            contenu = contenus[numero]
            contenu.extend(bytes(max(0, position + len(octets) - len(contenu))))
            contenu[position : position + len(octets)] = octets
        case Changement("truncate", int(numero), taille):
            contenu = contenus[numero]
            contenu.extend(bytes(max(0, taille - len(contenu))))
            del contenu[taille:]
        case Changement("link", str(nom), numero):
            noms[nom] = numero
        case Changement("unlink", str(nom)):
            noms.pop(nom, None)
        case Changement("rename", (str(nom), str(nouveau)), numero):
            noms.pop(nom, None)
            noms[nouveau] = numero


#: What `strace` is asked to log.
APPELS = "openat,write,pwrite64,ftruncate,fsync,fdatasync,unlink,unlinkat,link,linkat,rename,renameat,renameat2,mkdir,mkdirat"


def replay(disque: Disque, journal: Path) -> Iterator[str]:
    """Plays a log on a disk, call by call: what the program said (on stdout), or an empty text after each change."""
    for ligne in journal.read_bytes().splitlines():
        appel = _APPEL.match(ligne)
        if appel is not None and int(appel["retour"]) >= 0:
            dit = _play(disque, appel["nom"].decode(), appel["arguments"])
            if dit is not None:
                yield dit


def _play(disque: Disque, nom: str, arguments: bytes) -> str | None:
    textes = [bytes.fromhex(texte["texte"].replace(rb"\x", b"").decode()) for texte in _TEXTE.finditer(arguments)]
    if nom == "write" and arguments.startswith(b"1<"):
        return textes[0].decode()
    if nom in {"openat", "unlink", "unlinkat", "link", "linkat", "rename", "renameat", "renameat2"}:
        noms = [_relative(disque, texte) for texte in textes]
        return None if None in noms else _play_names(disque, nom, [chemin or "" for chemin in noms], arguments)
    fichier = _relative(disque, _path(arguments))
    return None if fichier is None else _play_content(disque, nom, fichier, arguments, textes)


def _play_names(disque: Disque, nom: str, noms: list[str], arguments: bytes) -> str | None:
    if nom == "openat":
        if noms[0]:
            disque.open(noms[0], create=b"O_CREAT" in arguments)
        return None
    if nom.startswith("unlink"):
        disque.unlink(noms[0])
    elif nom.startswith("link"):
        disque.link(*noms)
    else:
        disque.rename(*noms)
    return ""


def _play_content(disque: Disque, nom: str, fichier: str, arguments: bytes, textes: list[bytes]) -> str | None:
    dernier = arguments.rpartition(b", ")[2]
    match nom:
        case "pwrite64":
            disque.write(fichier, int(dernier), textes[0])
        case "write":
            disque.write(fichier, _end(disque, fichier), textes[0])
        case "ftruncate":
            disque.truncate(fichier, int(dernier))
        case "fsync" | "fdatasync":
            disque.sync(fichier)
        case _:
            return None
    return ""


def _end(disque: Disque, nom: str) -> int:
    """Where a plain `write` goes on: at the end of what is seen."""
    numero = disque.noms[nom]
    ecrits = [item for item in disque.en_suspens if item.nature == "write" and item.objet == numero]
    return max([len(disque.contenus[numero]), *(item.position + len(item.octets) for item in ecrits)])


def _path(arguments: bytes) -> bytes:
    chemin = _CHEMIN.match(arguments)
    if chemin is None:
        return b""
    texte = chemin["chemin"]
    return bytes.fromhex(texte.replace(rb"\x", b"").decode()) if texte.startswith(rb"\x") else texte


def _relative(disque: Disque, chemin: bytes) -> str | None:
    """The name of a file in the folder; empty for the folder itself; None elsewhere. A folder inside is part of the names."""
    texte = chemin.decode()
    if texte == disque.dossier:
        return ""
    debut = disque.dossier + "/"
    return texte.removeprefix(debut) if texte.startswith(debut) else None
