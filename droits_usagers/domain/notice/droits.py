"""The rights: which ones these bases open, which ones they do not, and how they are to be said."""

from collections.abc import Callable, Iterator

from droits_usagers.domain.notice.lecture import LectureFiche, Trouvailles, Trouve, left_out, yes_or_no
from droits_usagers.domain.notice.traitements import A_DEMANDER, Base, DroitNotice, Droits
from droits_usagers.domain.notice.valeurs import Statut

_COMMUNS = (DroitNotice.ACCES, DroitNotice.RECTIFICATION, DroitNotice.EFFACEMENT, DroitNotice.LIMITATION)
#: Of what is kept only because a law obliges to, nobody is owed the erasure (RGPD 17(3)(b)).
_NON_EFFACABLES = frozenset({Base.OBLIGATION})
_OPPOSABLES = frozenset({Base.MISSION, Base.INTERETS_LEGITIMES})
_PORTABLES = frozenset({Base.CONSENTEMENT, Base.CONTRAT})


def check_droits(lecture: LectureFiche) -> Trouvailles:
    """The rights that the declared bases open, no other, and how to use them (RGPD 13(2)(b), LIL 56)."""
    droits, bases = lecture.fiche.droits, lecture.fiche.bases
    if not isinstance(droits, Droits):
        yield left_out(droits, "droits")
        return
    yield lecture.word(droits.contact, "droits", "droits_contact")
    if droits.offerts is A_DEMANDER:
        yield Trouve(Statut.A_DEMANDER, conseil="droits")
        return
    for droit in expected(bases):
        if droit not in droits.offerts:
            yield Trouve(Statut.ABSENTE, droit, f"droits_{droit}")
    if bases and DroitNotice.OPPOSITION in droits.offerts and not bases & _OPPOSABLES:
        yield Trouve(Statut.CONTRADICTOIRE, DroitNotice.OPPOSITION, "droits_opposition_exclue")
    if bases and DroitNotice.PORTABILITE in droits.offerts and not bases & _PORTABLES:
        yield Trouve(Statut.CONTRADICTOIRE, DroitNotice.PORTABILITE, "droits_portabilite_exclue")
    if bases and DroitNotice.RETRAIT in droits.offerts and not lecture.fiche.accord:
        yield Trouve(Statut.CONTRADICTOIRE, DroitNotice.RETRAIT, "droits_retrait_exclu")


def expected(bases: frozenset[Base]) -> Iterator[DroitNotice]:
    """The rights that these bases open. Withdrawal and death have mentions of their own."""
    yield from (droit for droit in _COMMUNS if droit is not DroitNotice.EFFACEMENT or bases != _NON_EFFACABLES)
    if bases & _OPPOSABLES:
        yield DroitNotice.OPPOSITION
    if bases & _PORTABLES:
        yield DroitNotice.PORTABILITE


def check_offered(droit: DroitNotice) -> Callable[[LectureFiche], Trouvailles]:
    """The rule of a right that is a mention of its own."""

    def rule(lecture: LectureFiche) -> Trouvailles:
        droits = lecture.fiche.droits
        if not isinstance(droits, Droits):
            yield left_out(droits, droit)
        elif droits.offerts is A_DEMANDER:
            yield Trouve(Statut.A_DEMANDER, conseil=droit)
        else:
            yield yes_or_no(droit in droits.offerts, droit)

    return rule


def check_retrait(lecture: LectureFiche) -> Trouvailles:
    """Consent can be withdrawn, where it is the basis, or what lets sensitive data be written (RGPD 13(2)(c))."""
    if lecture.fiche.accord:
        yield from check_offered(DroitNotice.RETRAIT)(lecture)


def check_opposition_a_part(lecture: LectureFiche) -> Trouvailles:
    """Objection is said apart, where it is open (RGPD 21(4))."""
    droits, bases = lecture.fiche.droits, lecture.fiche.bases
    if not bases & _OPPOSABLES:
        if bases and isinstance(droits, Droits) and droits.opposition_a_part is True:
            yield Trouve(Statut.CONTRADICTOIRE, DroitNotice.OPPOSITION, "droits_opposition_exclue")
        return
    if isinstance(droits, Droits):
        yield yes_or_no(droits.opposition_a_part, "opposition_a_part")
    else:
        yield left_out(droits, "opposition_a_part")


def check_reclamation(lecture: LectureFiche) -> Trouvailles:
    """One may complain to the CNIL (RGPD 13(2)(d))."""
    droits = lecture.fiche.droits
    if isinstance(droits, Droits):
        yield yes_or_no(droits.reclamation_cnil, "reclamation")
    else:
        yield left_out(droits, "reclamation")
