"""Cites the law by id.

No template types the number of an article: what may be named, and whether its content may be stated, was decided when the entry
was checked (`domain/droit/droit.py`).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from droits_usagers.domain.droit.droit import Droit, EntreeDroit
from droits_usagers.domain.mots.typographie import typographie
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.domain.personnes.personnes import Qualite
from droits_usagers.letters.lettre.articles import Articles


class UncitableError(LookupError):
    """A template cites an entry that does not exist or that this letter may not cite; its ids are in the message."""


@dataclass(frozen=True, slots=True)
class ReferenceLoi:
    """What a letter needs of an entry, as plain values."""

    texte: str
    article: str
    citation: str
    courte: str
    #: True when a letter may say what the entry says.
    contenu: bool


@dataclass(frozen=True, slots=True)
class Citations:
    """The entries that a letter by one kind of author to one kind of organisme may cite, by id."""

    references: Mapping[str, ReferenceLoi] = field(repr=False)
    #: By text, how several of its articles are cited: in full, then short.
    pluriels: Mapping[str, tuple[str, str]] = field(repr=False)

    @classmethod
    def of(
        cls, droit: Droit, genre: GenreOrganisme, qualite: Qualite, *, detenteur: GenreOrganisme | None = None
    ) -> "Citations":
        """What may be cited between these two; and, where someone of another kind holds the file, what may be to them."""
        genres = {genre, detenteur or genre}
        return cls._among(
            droit, (entree for entree in droit.entrees.values() if any(entree.citable(each, qualite) for each in genres))
        )

    @classmethod
    def everything(cls, droit: Droit) -> "Citations":
        """What a page that is no letter may cite: whatever exists."""
        return cls._among(droit, (entree for entree in droit.entrees.values() if entree.existence_sure))

    @classmethod
    def _among(cls, droit: Droit, entrees: Iterable[EntreeDroit]) -> "Citations":
        references = {
            entree.id: ReferenceLoi(
                texte=entree.texte,
                article=entree.article,
                citation=typographie(entree.citation),
                courte=typographie(entree.citation_courte or entree.citation),
                contenu=entree.contenu_citable,
            )
            for entree in entrees
        }
        pluriels = {
            id_: (typographie(texte.pluriel_long or texte.pluriel), typographie(texte.pluriel))
            for id_, texte in droit.textes.items()
        }
        return cls(references, pluriels)

    def cite(self, ids: Sequence[str], nommes: set[str], articles: Articles, *, content: bool) -> str:
        """The citation of one entry, or of several entries of one text; `nommes` are the texts already named in full.

        Raises UncitableError, also for what is cited one by one: entries of several texts, decisions.
        """
        references = [self._find(id_, content=content) for id_ in ids]
        textes = {reference.texte for reference in references}
        if len(textes) != 1:
            raise UncitableError(*ids)
        known = textes <= nommes
        nommes |= textes
        if len(references) == 1:
            return references[0].courte if known else references[0].citation
        pluriel = self.pluriels[references[0].texte][known]
        if not pluriel:
            raise UncitableError(*ids)
        return pluriel.format(articles=articles.join([reference.article for reference in references]))

    def _find(self, id_: str, *, content: bool) -> ReferenceLoi:
        reference = self.references.get(id_)
        if reference is None or (content and not reference.contenu):
            raise UncitableError(id_)
        return reference
