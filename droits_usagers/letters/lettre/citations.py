"""Cites the law by id.

No template types the number of an article: what may be named, and whether its content may be stated, was decided when the entry
was checked (`domain/droit/droit.py`).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from droits_usagers.domain.droit.droit import Droit, EntreeDroit, TexteLoi
from droits_usagers.domain.mots.typographie import typographie
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.domain.personnes.personnes import Qualite
from droits_usagers.letters.lettre.articles import Articles


class UncitableError(LookupError):
    """A template cites an entry that does not exist or that this letter may not cite; its ids are in the message."""


@dataclass(frozen=True, slots=True)
class Citations:
    """What a letter by one kind of author to one kind of organisme may cite; without an author, a page that is no letter.

    An entry is only asked for once it is cited: setting all of them in French typography is most of what a letter costs.
    """

    #: All there are, by id.
    entrees: Mapping[str, EntreeDroit] = field(repr=False)
    #: Those the entries are of, by id: how several articles of one are cited.
    textes: Mapping[str, TexteLoi] = field(repr=False)
    genres: frozenset[GenreOrganisme] = frozenset()
    qualite: Qualite | None = None

    @classmethod
    def of(cls, droit: Droit, genre: GenreOrganisme, qualite: Qualite, *, aussi: Iterable[GenreOrganisme] = ()) -> "Citations":
        """What may be cited between these two; and to what else the organisme is, or to whoever holds the file there."""
        return cls(droit.entrees, droit.textes, frozenset({genre, *aussi}), qualite)

    def may_name(self, entree: EntreeDroit) -> bool:
        """Whatever exists, on a page that is no letter."""
        if self.qualite is None:
            return entree.existence_sure
        return any(entree.citable(genre, self.qualite) for genre in self.genres)

    def cite(self, ids: Sequence[str], nommes: set[str], articles: Articles, *, content: bool) -> str:
        """The citation of one entry, or of several entries of one text; `nommes` are the texts already named in full.

        Raises UncitableError, also for what is cited one by one: entries of several texts, decisions.
        """
        entrees = [self._find(id_, content=content) for id_ in ids]
        textes = {entree.texte for entree in entrees}
        if len(textes) != 1:
            raise UncitableError(*ids)
        known = textes <= nommes
        nommes |= textes
        premiere, *autres = entrees
        if not autres:
            return typographie((known and premiere.citation_courte) or premiere.citation)
        texte = self.textes[premiere.texte]
        pluriel = texte.pluriel if known else texte.pluriel_long or texte.pluriel
        if not pluriel:
            raise UncitableError(*ids)
        return typographie(pluriel).format(articles=articles.join([entree.article for entree in entrees]))

    def _find(self, id_: str, *, content: bool) -> EntreeDroit:
        entree = self.entrees.get(id_)
        if entree is None or not self.may_name(entree) or (content and not entree.contenu_citable):
            raise UncitableError(id_)
        return entree
