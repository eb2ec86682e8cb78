"""What is said of a debt while its months are being typed: which may be too old, by which text, and what it depends on."""

from collections.abc import Callable, Iterator

from droits_usagers.domain.dette.dette import Dette
from droits_usagers.domain.dette.mois import spans
from droits_usagers.domain.dette.prescription import AgeMois, ExamenMois
from droits_usagers.domain.mots.textes import Chapitre, Textes


def said_of(dette: Dette, textes: Textes, *, citation: Callable[[str], str]) -> Iterator[str]:
    """Sentences, the most useful first; none as long as no month was told. `citation`: the name of an entry."""
    dire = textes.under("assistant.dette")
    examen = dette.examen
    if examen is None:
        if dette.periodes:
            yield dire("sans_regle" if dette.voie is not None else "sans_aide")
        return
    yield from _of_ages(examen, dire)
    depart = "depart_paiement" if examen.regle.depuis_paiement else "depart_non_dit"
    yield dire("regle", duree=dire(f"duree_{examen.regle.mois}"), texte=citation(examen.regle.entree), depart=dire(depart))
    if examen.reclamation is not None and examen.reclamation.fraude:
        fraude = examen.regle.fraude_mois
        yield dire("fraude", duree=dire(f"duree_{fraude}")) if fraude else dire("fraude_non_dite")
    if examen.of_age(AgeMois.ANCIEN) or examen.of_age(AgeMois.DISCUTE):
        yield dire("arret")


def _of_ages(examen: ExamenMois, dire: Chapitre) -> Iterator[str]:
    anciens, discutes = examen.of_age(AgeMois.ANCIEN), examen.of_age(AgeMois.DISCUTE)
    if anciens:
        yield dire("anciens", mois=", ".join(spans(anciens)))
    if discutes:
        raisons = (dire(f"raison_{raison}") for raison in sorted(examen.raisons))
        yield dire("discutes", mois=", ".join(spans(discutes)), raisons=" ; ".join(raisons))
    if not anciens and not discutes:
        yield dire("aucun")
