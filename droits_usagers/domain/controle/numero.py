"""Numbers that identify someone: what each kind weighs depends on who will read it."""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from droits_usagers.domain.controle.lecture import LectureControle, spaced
from droits_usagers.domain.controle.numeros import GenreNumero, Numero, find_bare, find_numeros, find_split, places_of_digits
from droits_usagers.domain.controle.reference import MotsDe
from droits_usagers.domain.controle.valeurs import Alerte, Lieu, Partie, Passage, Regle
from droits_usagers.domain.personnes.organismes import GenreOrganisme

#: Of those a letter goes to, the kinds that hold social security numbers.
_DETENTEURS = frozenset({GenreOrganisme.CAF, GenreOrganisme.SANTE})
#: What no reader of the letter sees, or that many other people do.
_HORS_LETTRE = frozenset({Partie.CONTENU, Partie.NOM_DE_FICHIER})
#: Where bare digits may be someone's: elsewhere they are postcodes, days and references.
_LIBRES = frozenset({Partie.CORPS, Partie.OBJET, Partie.PIECES_JOINTES})
#: A NIR in six or seven boxes, of three characters at most.
_CASE, _CASES_MIN = 5, 6
_CHAMPS = {Partie.REFERENCES: "concerne_reference_dossier", Partie.COPIES: "copies", Partie.DESTINATAIRE: "organisme_adresse"}


def numero(lecture: LectureControle) -> Iterator[Alerte]:
    """Where they stand, one alert for each kind and each field to mend."""
    trouves: dict[tuple[str, str], list[Lieu]] = {}
    detenu = None
    for passage, genre in _found(lecture):
        cas = genre.value
        if genre is GenreNumero.NIR and passage.lieu.partie not in _HORS_LETTRE:
            detenu = may_hold_nir(lecture) if detenu is None else detenu
            cas = "nir_detenu" if detenu else cas
        trouves.setdefault((cas, _field_of(passage, genre, lecture)), []).append(passage.lieu)
    for (cas, champ), lieux in trouves.items():
        yield lecture.alerte(Regle.NUMERO, cas, lieux=tuple(sorted(lieux)), champ=champ)


def _found(lecture: LectureControle) -> Iterator[tuple[Passage, GenreNumero]]:
    reference = _serre(lecture.cadre.concerne.reference_dossier) if lecture.cadre.concerne else ""
    admis = {genre.value for genre in lecture.cadre.admis}
    yield from ((lecture.passages[rang], un.genre) for rang, uns in lecture.kept(_find_in_ours) for un in uns)
    for rang in sorted({lecture.rangs[lecture.saisi.rang(debut)] for debut in places_of_digits(lecture.saisi.entier)}):
        passage = lecture.passages[rang]
        numeros = find_numeros(passage.texte)
        for numero in numeros:
            if numero.genre is GenreNumero.NIR or not _passes(numero, passage, admis=admis, reference=reference):
                yield passage, numero.genre
        if passage.lieu.partie in _LIBRES and passage.saisis and not numeros:
            # In what is typed only: our own sentences are full of the numbers of laws.
            for numero in find_bare(passage.texte):
                if any(passage.texte[numero.debut : numero.fin] in saisi for saisi in passage.saisis):
                    yield passage, numero.genre
    for rangs in _rows_of_digits(lecture.passages):
        rangee = "\n".join(lecture.passages[rang].texte for rang in rangs)
        yield from ((lecture.passages[rangs[0]], numero.genre) for numero in find_split(rangee))


_find_in_ours = lru_cache(maxsize=512)(find_numeros)


def _rows_of_digits(passages: Sequence[Passage]) -> Iterator[list[int]]:
    """The cells one after the other that hold a few digits each: a number may be written across them."""
    rangee: list[int] = []
    for rang, passage in enumerate(passages):
        if len(passage.texte) <= _CASE and passage.texte.strip()[:1].isdigit():
            rangee.append(rang)
        elif rangee:
            if len(rangee) >= _CASES_MIN:
                yield rangee
            rangee = []
    if len(rangee) >= _CASES_MIN:
        yield rangee


def _passes(numero: Numero, passage: Passage, *, admis: set[str], reference: str) -> bool:
    """True for what a question asked for, and for the reference of the person's file."""
    return (
        numero.genre.value in admis
        or passage.lieu.partie is Partie.REFERENCES
        or (bool(reference) and _serre(passage.texte[numero.debut : numero.fin]) == reference)
    )


def _serre(texte: str) -> str:
    return spaced(texte).replace(" ", "")


def may_hold_nir(lecture: LectureControle) -> bool:
    """True when the letter goes to a body that may hold such numbers (CSS R115-1)."""
    detenteurs = lecture.reference.prepared(Regle.NUMERO, _holders)
    organisme = lecture.cadre.organisme
    ecrits = [passage for passage in lecture.passages if passage.lieu.partie is Partie.DESTINATAIRE]
    nom = spaced(organisme.nom)
    destinataires = [f" {spaced(passage.texte)} " for passage in ecrits] or [f" {nom} "]
    # A letter to an authority is about this body: it does not go there.
    vers_lui = any(f" {nom} " in ici for ici in destinataires) if nom else all(passage.a_completer for passage in ecrits)
    if organisme.genre in _DETENTEURS and vers_lui:
        return True
    return any(f" {mot} " in destinataire for mot in detenteurs for destinataire in destinataires)


def _holders(mots: MotsDe) -> tuple[str, ...]:
    return tuple(map(spaced, mots["detenteurs"]))


def _field_of(passage: Passage, genre: GenreNumero, lecture: LectureControle) -> str:
    """The question whose answer holds it."""
    if passage.lieu.partie in _CHAMPS:
        return _CHAMPS[passage.lieu.partie]
    cherche: Callable[[str], tuple[Numero, ...]] = find_bare if genre is GenreNumero.NU else find_numeros
    return next(
        (id_ for id_, texte in lecture.cadre.saisies.items() if any(numero.genre is genre for numero in cherche(texte))),
        "",
    )
