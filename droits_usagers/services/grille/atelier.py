"""The state of a grille d'écarts being built: sources, what each says, what was decided of the findings. No screen, no file.

Every state is a frozen grille: undoing goes back to the one before.
"""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path

from droits_usagers.domain.grille import EcartSaisi, GenreSource, Grille, PassageMarque, Point, Source
from droits_usagers.domain.grille.valeurs import GENRES_DECLARES
from droits_usagers.domain.mots.nettoyage import clean
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.services.grille.documents import Documents, renamed
from droits_usagers.services.grille.examen import EcartMontre, ReponseSaisie
from droits_usagers.services.grille.marquage import TexteDocument
from droits_usagers.services.socle.lecture import file_name

_ENTRE_CITATIONS = re.compile(r"\n[^\S\n]*\n\s*")
#: How far back one may go: more than anyone remembers.
_RETOURS = 200


@dataclass(frozen=True, slots=True)
class SourceSaisie:
    """A source as its form gives it; its id is made by the program."""

    genre: GenreSource
    date: dt.date | None = None
    fichier: str = ""
    nom: str = ""
    auteur: str = field(default="", repr=False)
    promis_le: dt.date | None = None
    recu_le: dt.date | None = None


def quotes_in(texte: str) -> tuple[str, ...]:
    """What was typed in a cell, cut where a line is blank: one passage for each."""
    propre = clean(texte).texte.strip()
    return tuple(bloc.strip() for bloc in _ENTRE_CITATIONS.split(propre) if bloc.strip())


def columns(grille: Grille) -> tuple[Source, ...]:
    """The sources as they stand in the table: what is declared, then what is done."""
    return tuple(sorted(grille.sources, key=lambda source: source.genre not in GENRES_DECLARES))


def quotes_of(grille: Grille, source: str, point: Point) -> tuple[str, ...]:
    """What a cell holds."""
    return tuple(passage.texte for passage in grille.passages if passage.source == source and passage.point is point)


class AtelierEcarts:
    """One grille at a time. Not thread-safe: it belongs to the screen; what it makes is frozen."""

    _grille: Grille
    _gardee: Grille
    _passe: list[Grille]
    _futur: list[Grille]
    chemin: Path | None
    #: Never someone else's, typed again: see AtelierNotice.
    is_recue = False

    def __init__(self, renew: Callable[[bytes, str], bytes]) -> None:
        """`renew`: see `Documents`."""
        self.documents = Documents(renew)
        self.clear()

    def clear(self) -> None:
        """Forget everything."""
        self.open(Grille())

    def open(self, grille: Grille, chemin: Path | None = None) -> None:
        """Build this one from now on."""
        self._grille = self._gardee = grille
        #: The texts being marked, by their source: in memory only.
        self.textes: dict[str, TexteDocument] = {}
        self._passe, self._futur = [], []
        self.chemin = chemin
        self.documents.begin(None if chemin is None else chemin.parent)

    def recover(self, grille: Grille) -> None:
        """What was not saved before the program stopped: one may go back to what was."""
        self._become(grille)

    @property
    def grille(self) -> Grille:
        """As it now stands."""
        return self._grille

    @property
    def is_modified(self) -> bool:
        """True if something is in no file yet."""
        return self._grille != self._gardee or self.documents.unsaved(self._grille)

    # Files

    def suggested_name(self, defaut: str) -> str:
        """A file name made of what the processing is called."""
        return file_name(self._grille.titre, defaut=defaut)

    def put_beside(self, dossier: Path) -> Grille:
        """Copy the documents in this folder; the grille calls them as they are called there. Raises as `Documents.write`."""
        noms = self.documents.write(self._grille, dossier)
        self._grille = renamed(self._grille, noms)
        self._passe = [renamed(avant, noms) for avant in self._passe]
        self._futur = [renamed(apres, noms) for apres in self._futur]
        return self._grille

    def mark_saved(self, chemin: Path) -> None:
        """What is built is in this file."""
        self.chemin = chemin
        self._gardee = self._grille

    # Going back

    def undo(self) -> bool:
        """Go back to before the last thing done; False when nothing was."""
        if not self._passe:
            return False
        self._futur.append(self._grille)
        self._grille = self._passe.pop()
        return True

    def redo(self) -> bool:
        """Do again what was undone; False when nothing was."""
        if not self._futur:
            return False
        self._passe.append(self._grille)
        self._grille = self._futur.pop()
        return True

    def _become(self, grille: Grille) -> bool:
        if grille == self._grille:
            return False
        self._passe = [*self._passe, self._grille][-_RETOURS:]
        self._futur = []
        self._grille = grille
        return True

    # What it is about

    def name(self, titre: str, organisme: str, genre: GenreOrganisme) -> bool:
        """What the processing is called, and who holds it."""
        return self._become(self.named(titre, organisme, genre))

    def named(self, titre: str, organisme: str, genre: GenreOrganisme) -> Grille:
        """What the grille would be, called so."""
        nouveau = replace(self._grille.organisme, nom=_line(organisme), genre=genre)
        return replace(self._grille, titre=_line(titre), organisme=nouveau)

    # Sources

    def add_source(self, saisie: SourceSaisie) -> str:
        """One more; its id."""
        id_ = self._new_id(saisie)
        source = _given(Source(id_, saisie.genre), saisie)
        self._become(replace(self._grille, sources=(*self._grille.sources, source)))
        return id_

    def change_source(self, id_: str, saisie: SourceSaisie) -> str:
        """What its form says of it now; its id, which follows when we made it."""
        source = next(source for source in self._grille.sources if source.id == id_)
        suit = (re.fullmatch(rf"{re.escape(_stem(source))}(-\d+)?", source.id) is not None) and _stem(saisie) != _stem(source)
        nouvel_id = self._new_id(saisie) if suit else id_
        nouvelle = _given(replace(source, id=nouvel_id), saisie)
        saisis = self._grille.saisis
        if source.fichier and saisie.fichier != source.fichier:
            # Another document: what rests on it was looked at in the one before.
            saisis = tuple(_unseen(saisis, id_, {un.id for un in self._grille.passages if un.source == id_}))
        self._become(
            replace(
                self._grille,
                sources=tuple(nouvelle if une is source else une for une in self._grille.sources),
                passages=tuple(replace(un, source=_other(un.source, id_, nouvel_id)) for un in self._grille.passages),
                saisis=tuple(replace(un, sources=tuple(_other(une, id_, nouvel_id) for une in un.sources)) for un in saisis),
            )
        )
        return nouvel_id

    def remove_source(self, id_: str) -> bool:
        """With all that it says. Its text stays in memory, until `open` or `clear`: undoing gives it back with its source."""
        grille = self._grille
        partis = {un.id for un in grille.passages if un.source == id_}
        saisis = _looked_at(grille.saisis, partis, id_)
        return self._become(
            replace(
                grille,
                sources=tuple(une for une in grille.sources if une.id != id_),
                passages=tuple(un for un in grille.passages if un.source != id_),
                saisis=tuple(_unseen_in(id_, un) for un in saisis),
            )
        )

    def _new_id(self, saisie: SourceSaisie) -> str:
        pris = {source.id for source in self._grille.sources}
        base = _stem(saisie)
        return next(id_ for id_ in (base if rang == 1 else f"{base}-{rang}" for rang in count(1)) if id_ not in pris)

    # Cells

    def quotes(self, source: str, point: Point) -> tuple[str, ...]:
        """What a cell holds."""
        return quotes_of(self._grille, source, point)

    def text(self, source: str, point: Point) -> str:
        """The same as one edits it: a blank line between two quotes."""
        return "\n\n".join(self.quotes(source, point))

    def write(self, source: str, point: Point, texte: str) -> bool:
        """What this source says on this point, in place of what was there; False when it is the same."""
        return self._become(self.written(source, point, texte))

    def written(self, source: str, point: Point, texte: str) -> Grille:
        """What the grille would be once that is written."""
        blocs = quotes_in(texte)
        if blocs == quotes_in(self.text(source, point)):
            return self._grille
        # A quote that stays keeps what was said of it.
        ici: defaultdict[str, list[PassageMarque]] = defaultdict(list)
        for un in self._grille.passages:
            if (un.source, un.point) == (source, point):
                ici[un.texte].append(un)
        libres = self._free_ids()
        nouveaux = [ici[bloc].pop(0) if ici[bloc] else PassageMarque(source, point, bloc, id=next(libres)) for bloc in blocs]
        partis = {passage.id for restent in ici.values() for passage in restent}
        autres: list[PassageMarque] = []
        place: int | None = None
        for passage in self._grille.passages:
            if passage.source == source and passage.point is point:
                place = len(autres) if place is None else place
            else:
                autres.append(passage)
        place = len(autres) if place is None else place
        saisis = _looked_at(self._grille.saisis, partis, source)
        passages = (*autres[:place], *nouveaux, *autres[place:])
        return replace(self._grille, passages=passages, saisis=saisis)

    # Marks

    def mark(self, passage: PassageMarque) -> str:
        """A passage of a document, its place included; its id. What has that id, or stands at the same place, is replaced."""
        grille = self._grille
        if passage.source not in {source.id for source in grille.sources}:
            return ""
        la = next((un for un in grille.passages if un.id == passage.id), None) or next(
            (un for un in grille.passages if un.place and (un.source, un.place) == (passage.source, passage.place)), None
        )
        marque = replace(passage, id=la.id if la else next(self._free_ids()))
        if la is not None:
            passages = tuple(marque if un is la else un for un in grille.passages)
            # Found again elsewhere, it still says the same.
            dit = replace(la, place=marque.place, page=marque.page) != marque
            saisis = _looked_at(grille.saisis, {la.id}) if dit else grille.saisis
        else:
            passages, saisis = (*grille.passages, marque), grille.saisis
        sources = tuple(
            replace(une, refus=tuple(refus for refus in une.refus if refus != marque.place)) if une.id == marque.source else une
            for une in grille.sources
        )
        self._become(replace(grille, passages=passages, saisis=saisis, sources=sources))
        return marque.id

    # The checklist

    def answer(self, reponses: Iterable[ReponseSaisie], today: dt.date, source: SourceSaisie | None = None) -> str:
        """Answers of the checklist, at once; the id of the last one's document.

        `source`: they are all of this new document. One that names none is what someone sees, today.
        """
        grille, libres = self._grille, self._free_ids()
        nouvelle = "" if source is None else self._new_id(source)
        if source is not None:
            grille = replace(grille, sources=(*grille.sources, _given(Source(nouvelle, source.genre), source)))
        ici = nouvelle
        for reponse in reponses:
            ici = nouvelle or reponse.source
            if not ici:
                vue = Source(self._seen(grille, today), GenreSource.OBSERVATION, today)
                ici = vue.id
                grille = grille if vue in grille.sources else replace(grille, sources=(*grille.sources, vue))
            passage = PassageMarque(
                ici, reponse.point, reponse.texte, reponse.nature, id=next(libres), rubrique=reponse.rubrique
            )
            grille = replace(grille, passages=(*grille.passages, passage))
        self._become(grille)
        return ici

    def _seen(self, grille: Grille, today: dt.date) -> str:
        """What was seen today and is in no file: the same observation, whatever it answers."""
        vues = (une.id for une in grille.sources if une == Source(une.id, GenreSource.OBSERVATION, today))
        return next(vues, None) or self._new_id(SourceSaisie(GenreSource.OBSERVATION, today))

    def unmark(self, id_: str) -> bool:
        """A passage is marked no more: what quoted it does not any more, and is to be looked at again."""
        saisis = _looked_at(self._grille.saisis, {id_})
        passages = tuple(un for un in self._grille.passages if un.id != id_)
        return self._become(replace(self._grille, passages=passages, saisis=saisis))

    def refuse(self, source: str, place: tuple[int, int]) -> bool:
        """What the program proposes to mark there is not to be proposed again."""
        return self._become(
            replace(
                self._grille,
                sources=tuple(
                    replace(une, refus=tuple(sorted({*une.refus, place}))) if une.id == source else une
                    for une in self._grille.sources
                ),
            )
        )

    def keep_text(self, source: str, document: TexteDocument) -> None:
        """The text that the marks of a source stand in: it stays in memory, the grille knows it by its digest."""
        self.textes[source] = document

        def read(une: Source) -> Source:
            # What was refused in another text was refused elsewhere.
            refus = une.refus if une.empreinte in {"", document.empreinte} else ()
            return replace(une, empreinte=document.empreinte, refus=refus)

        sources = tuple(read(une) if une.id == source else une for une in self._grille.sources)
        self._grille = replace(self._grille, sources=sources)

    def text_of(self, source: Source) -> TexteDocument | None:
        """The text of a source, whatever it was called when it was read; None when it was not, or not that one."""
        return next((un for un in self.textes.values() if source.empreinte and un.empreinte == source.empreinte), None)

    def _free_ids(self) -> Iterator[str]:
        """Names for passages, that none has."""
        pris = {passage.id for passage in self._grille.passages} | {
            id_ for saisi in self._grille.saisis for id_ in saisi.passages
        }
        return (id_ for id_ in (f"p{rang}" for rang in count(1)) if id_ not in pris)

    # What is decided of the findings

    def drop(self, trouve: EcartMontre) -> bool:
        """Set a finding of the rules aside; take away one of the user's own."""
        if trouve.is_own:
            return self._become(
                replace(
                    self._grille, saisis=tuple(saisi for rang, saisi in enumerate(self._grille.saisis) if rang != trouve.rang)
                )
            )
        siens = [saisi for saisi in self._grille.saisis if saisi.regle == trouve.ecart.regle]
        if not siens:
            return self._decide((*self._grille.saisis, EcartSaisi(trouve.ecart.regle, ecarte=True)))
        return self._decide(replace(un, ecarte=True, confirme=False) if un in siens else un for un in self._grille.saisis)

    def confirm(self, trouve: EcartMontre, *, confirme: bool) -> bool:
        """Say that one looked at this finding again and that it is so; or take that back.

        False where each of several passages awaits an answer: none is given for all of them.
        """
        if trouve.ecart.indecis and len(trouve.ecart.a_confirmer) > 1:
            return False
        saisis = self._grille.saisis
        if trouve.rang is not None:
            change = replace(saisis[trouve.rang], confirme=confirme, vu=trouve.ecart.sceau if confirme else "")
            return self._decide((*saisis[: trouve.rang], change, *saisis[trouve.rang + 1 :]))
        autres = tuple(saisi for saisi in saisis if saisi.regle != trouve.ecart.regle or not _only_quotes(saisi))
        # What it rests on: what is said otherwise there asks for another look, and what comes later is not quoted unseen.
        ecart = trouve.ecart
        # What was asked until now will be said otherwise: it is pinned as it is then found.
        vu = ecart.sceau if confirme and not ecart.indecis else ""
        demandes = [id_ for id_, _ in ecart.a_confirmer] if ecart.indecis else []
        passages = tuple(dict.fromkeys((*ecart.passages, *demandes)))
        sur = EcartSaisi(ecart.regle, sources=ecart.sources, confirme=confirme, passages=passages, vu=vu)
        # What the program quotes by itself is no decision.
        return self._decide((*autres, sur) if confirme or ecart.choisis else autres)

    def quote(self, trouve: EcartMontre, passages: tuple[str, ...]) -> bool:
        """What a finding quotes, by ids of passages; none: what the rule does. It is to be looked at again.

        False for a finding of one's own and none: no rule would quote anything for it.
        """
        if trouve.is_own and not passages:
            return False
        saisis, regle = self._grille.saisis, trouve.ecart.regle
        if trouve.rang is not None:
            change = replace(saisis[trouve.rang], passages=passages, confirme=False, vu="")
            return self._decide((*saisis[: trouve.rang], change, *saisis[trouve.rang + 1 :]))
        autres = (saisi for saisi in saisis if saisi.regle != regle or not _only_quotes(saisi))
        return self._decide((*autres, EcartSaisi(regle, passages=passages)))

    def pin(self, trouves: Iterable[EcartMontre]) -> None:
        """What is confirmed without saying as what: as it is now found. Nobody sees it, and nothing of it is undone."""
        par_rang = {un.rang: un.ecart for un in trouves if un.rang is not None}
        par_regle = {un.ecart.regle: un.ecart for un in trouves if un.rang is None}

        def pinned(rang: int, saisi: EcartSaisi) -> EcartSaisi:
            ecart = par_rang.get(rang) if saisi.phrase else par_regle.get(saisi.regle)
            if not saisi.confirme or saisi.vu or ecart is None or not ecart.confirme:
                return saisi
            return replace(saisi, vu=ecart.sceau, passages=saisi.passages if saisi.phrase else ecart.passages)

        saisis = tuple(pinned(rang, saisi) for rang, saisi in enumerate(self._grille.saisis))
        if saisis != self._grille.saisis:
            intacte = self._grille == self._gardee
            self._grille = replace(self._grille, saisis=saisis)
            self._gardee = self._grille if intacte else self._gardee

    def take_back(self, regle: str) -> bool:
        """A finding that was set aside counts again, in the words it had."""
        return self._decide(replace(un, ecarte=False) if un.regle == regle else un for un in self._grille.saisis)

    def reword(self, trouve: EcartMontre, phrase: str) -> bool:
        """Say a finding in the user's own words; in the rule's when there are none."""
        phrase = clean(phrase).texte.strip()
        saisis = self._grille.saisis
        if trouve.rang is None:
            # Other words are confirmed, or not, by themselves.
            saisis = tuple(saisi for saisi in saisis if saisi.regle != trouve.ecart.regle or not _only_quotes(saisi))
            return bool(phrase) and self._decide((*saisis, EcartSaisi(trouve.ecart.regle, phrase)))
        if trouve.is_own and not phrase:
            return False
        return self._decide((*saisis[: trouve.rang], replace(saisis[trouve.rang], phrase=phrase), *saisis[trouve.rang + 1 :]))

    def add(self, saisi: EcartSaisi) -> bool:
        """A finding of the user's own: in their words, or of a rule of ours with what they quote for it."""
        saisi = replace(saisi, phrase=clean(saisi.phrase).texte.strip())
        saisis = self._grille.saisis
        if saisi.regle and saisi.passages and not saisi.phrase:
            # Of a rule that was decided about already, what it quotes is joined to what was chosen.
            siens = [un for un in saisis if un.regle == saisi.regle and not un.phrase]
            cites = dict.fromkeys(id_ for un in (*siens, saisi) for id_ in un.passages)
            saisi, saisis = replace(saisi, passages=tuple(cites)), tuple(un for un in saisis if un not in siens)
        return bool(saisi.phrase or saisi.passages) and self._become(replace(self._grille, saisis=(*saisis, saisi)))

    def _decide(self, saisis: Iterable[EcartSaisi]) -> bool:
        """What decides nothing any more is left out."""
        gardes: Sequence[EcartSaisi] = tuple(
            saisi for saisi in saisis if saisi.phrase or saisi.ecarte or saisi.confirme or saisi.passages
        )
        return self._become(replace(self._grille, saisis=tuple(gardes)))


def _looked_at(saisis: Iterable[EcartSaisi], partis: AbstractSet[str], source: str = "") -> tuple[EcartSaisi, ...]:
    """What is still looked at when these passages are no more: what was confirmed on one of them, or on its source, is not."""
    gardes: list[EcartSaisi] = []
    for saisi in saisis:
        touche = not partis.isdisjoint(saisi.passages)
        if _only_quotes(saisi) and (touche or (source and source in saisi.sources and not saisi.passages)):
            continue
        gardes.append(
            replace(saisi, passages=tuple(id_ for id_ in saisi.passages if id_ not in partis), confirme=False)
            if touche
            else saisi
        )
    return tuple(gardes)


def _unseen_in(source: str, saisi: EcartSaisi) -> EcartSaisi:
    """The same without a source that is no more: what was seen there is to be looked at again."""
    if source not in saisi.sources:
        return saisi
    return replace(saisi, sources=tuple(une for une in saisi.sources if une != source), confirme=False)


def _unseen(saisis: Iterable[EcartSaisi], source: str, siens: AbstractSet[str]) -> Iterator[EcartSaisi]:
    """What is decided of the findings when the document of a source is another: what rests on it is to be looked at again."""
    for saisi in saisis:
        un = replace(saisi, confirme=False) if source in saisi.sources or not siens.isdisjoint(saisi.passages) else saisi
        if un.phrase or un.ecarte or un.confirme or un.passages:
            yield un


def _only_quotes(saisi: EcartSaisi) -> bool:
    """True for what says nothing else of a finding of the rules than what it quotes, and whether it is so."""
    return not saisi.phrase and not saisi.ecarte


def _given(source: Source, saisie: SourceSaisie) -> Source:
    """As its form says."""
    return replace(
        source,
        genre=saisie.genre,
        date=saisie.date,
        fichier=saisie.fichier,
        nom=_line(saisie.nom),
        auteur=_line(saisie.auteur),
        promis_le=saisie.promis_le,
        recu_le=saisie.recu_le,
    )


def _line(texte: str) -> str:
    """As one line."""
    return " ".join(clean(texte).texte.split())


def _stem(source: SourceSaisie | Source) -> str:
    """A generic id: its kind, and its year when there is one."""
    genre = source.genre.value.replace("_", "-")
    return f"{genre}-{source.date.year}" if source.date else genre


def _other(id_: str, ancien: str, nouveau: str) -> str:
    return nouveau if id_ == ancien else id_
