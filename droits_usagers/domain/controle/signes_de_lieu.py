"""What is looked for of an address, and of a place or a name that must not be said; read once for a sitting."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

from droits_usagers.domain.controle import mots_proches
from droits_usagers.domain.controle.adresse_en_mots import AdresseDite, PartieDite, is_own_door, read_address
from droits_usagers.domain.controle.comparaison import DE_LIEU, MotifCherche, Portee, SigneLieu, clusters
from droits_usagers.domain.controle.lecture import spaced
from droits_usagers.domain.controle.lieu_dit import LieuNomme, PortesSeules, VilleDite
from droits_usagers.domain.controle.mots_proches import one_way
from droits_usagers.domain.controle.nom_dit import NomDit
from droits_usagers.domain.controle.rue_dite import RueEnVille, RueNumerotee, RueSeule
from droits_usagers.domain.controle.texte_en_mots import MotsConnus, TexteEnMots, words_of
from droits_usagers.domain.releve.vocabulaire import LexiqueReleve

_RIEN = PartieDite("", frozenset(), (), (), propre=False, personne=False, etablissement=False)


@dataclass(frozen=True)
class MotsTus:
    """A place or a name that must not be said: all its words, together, in whatever order."""

    mots: tuple[str, ...] = field(repr=False)
    portee = Portee.ADRESSE

    def find(self, texte: TexteEnMots) -> Iterator[int]:
        """Where a text says them."""
        for grappe in clusters(texte, self.mots):
            if grappe.has(self.mots) and grappe.surs:
                yield texte.debut(grappe.debut)


def is_in(signe: MotifCherche, texte: TexteEnMots) -> bool:
    """True where a text says it."""
    return any(True for _ in signe.find(texte))


@lru_cache(maxsize=4096)
def signs_of_address(lignes: tuple[str, ...], lexique: LexiqueReleve) -> tuple[SigneLieu, ...]:
    """What of an address says where someone lives."""
    return tuple(_signs_of(read_address(lignes, MotsConnus(lexique))))


@lru_cache(maxsize=256)
def signs_of_name(texte: str, lexique: LexiqueReleve) -> tuple[MotifCherche, ...]:
    """A place or a name that must not be said: its words, and what it says of a street if it is an address."""
    lignes = tuple(ligne for ligne in texte.splitlines() if ligne.strip())
    vocabulaire = MotsConnus(lexique)
    mots = tuple(one_way(m) for m in words_of(spaced(texte)) if m not in lexique.civilites and not vocabulaire.is_little(m))
    dits: tuple[MotifCherche, ...] = (MotsTus(mots),) if mots else ()
    if len(lignes) > 1 or any(map(str.isdigit, texte)):
        dits += tuple(signe for signe in signs_of_address(lignes, lexique) if signe.portee in DE_LIEU)
    return dits


def forget() -> None:
    """Keep nothing of what was looked for."""
    signs_of_address.cache_clear()
    signs_of_name.cache_clear()
    mots_proches.forget()


def _signs_of(adresse: AdresseDite) -> Iterator[SigneLieu]:
    """The surest first."""
    seules = [porte for porte in adresse.portes if adresse.ville and is_own_door(*porte)]
    for partie in adresse.parties:
        yield from _signs_of_part(partie, adresse)
    if not adresse.parties and any(genre for genre, _ in adresse.portes) and (len(adresse.portes) > 1 or adresse.ville):
        yield PortesSeules(_RIEN, adresse, Portee.NOM)
    # « CS 40512 », « PK 18 »: beside its town, it says all.
    yield from (PortesSeules(_RIEN, replace(adresse, portes=(porte,)), Portee.NOM) for porte in seules if adresse.parties)
    if adresse.ville.mots:
        yield VilleDite(_RIEN, adresse, Portee.PARTAGEABLE)
        yield VilleDite(_RIEN, adresse, Portee.VILLE)


def _signs_of_part(partie: PartieDite, adresse: AdresseDite) -> Iterator[SigneLieu]:
    if partie.numeros and partie.nom:
        yield RueNumerotee(partie, adresse, Portee.ADRESSE)
        if partie.sorte and adresse.ville:
            yield RueEnVille(partie, adresse, Portee.RUE)
        if partie.etablissement or (len(partie.nom) > 1 and partie.est_lieu):
            # « à Copaya », for « 2 lotissement Copaya »; « au Mas-Neuf », for « 5 Le Mas-Neuf »
            yield LieuNomme(partie, adresse, Portee.RUE)
        yield NomDit(partie, adresse, Portee.A_DECIDER)
    elif partie.nom and (partie.sorte or not adresse.numerotee or partie.propre or partie.personne or len(partie.nom) > 1):
        yield from (LieuNomme(partie, adresse, portee) for portee in (Portee.NOM, Portee.RUE))
        if not partie.personne:
            yield NomDit(partie, adresse, Portee.A_DECIDER)
    if partie.sorte:
        yield RueSeule(partie, adresse, Portee.PARTAGEABLE)
