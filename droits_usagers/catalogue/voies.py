"""Reads how decisions on aids are contested (`resources/droit/voies.toml`, format at its head)."""

from collections.abc import Collection
from pathlib import Path

from droits_usagers.catalogue.fichiers import open_document
from droits_usagers.domain.droit.feries import is_territoire
from droits_usagers.domain.droit.voies import SILENCE_MOIS, Decision, Juge, Prealable, Prescription, RepriseCaisse, Voie
from droits_usagers.domain.mots.lecture import Table
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.domain.socle.errors import Panne

#: The keys that name an entry of the legal base.
_ENTREES = (
    *("fondement", "obligatoire", "silence", "accord", "attente", "recours"),
    *("rectification", "suspensif", "observations", "motifs", "exclut", "contestation", "mentions", "remise"),
)

#: The only start that a text gives to the time in which a sum can be claimed back.
_PAIEMENT = "paiement"


def load_voies(chemin: Path, ids: Collection[str]) -> tuple[Voie, ...]:
    """Every way; `ids` are the entries they may rest on. Raises ExpectedError (RESSOURCE_ABIMEE) naming file and line."""
    with open_document(chemin) as root:
        return tuple(_read_voie(table, ids) for table in root.tables("voie"))


def _read_voie(table: Table, ids: Collection[str]) -> Voie:
    entrees = {cle: table.text(cle) for cle in _ENTREES}
    for cle, entree in entrees.items():
        if entree and entree not in ids:
            raise table.refusal(Panne.VALEUR_REFUSEE, cle)
    if not table.texts("genres") or not table.texts("decisions") or not table.texts("aides"):
        raise table.refusal(Panne.CLE_ABSENTE, "genres")
    prealable = table.code("prealable", Prealable, Prealable.AUCUN)
    if prealable and not entrees["obligatoire"]:
        raise table.refusal(Panne.CLE_ABSENTE, "obligatoire")
    if not all(map(is_territoire, table.texts("ailleurs"))):
        raise table.refusal(Panne.VALEUR_REFUSEE, "ailleurs")
    reprises, prescription = _read_reprises(table, ids), _read_prescription(table, ids)
    voie = Voie(
        table.text("id", None),
        frozenset(table.codes("genres", GenreOrganisme)),
        frozenset(table.texts("aides")),
        frozenset(table.codes("decisions", Decision)),
        prealable,
        table.code("juge", Juge, Juge.INCONNU),
        aupres=table.text("aupres"),
        silence_mois=table.count("silence_mois") or SILENCE_MOIS,
        attente_mois=table.count("attente_mois") or 0,
        juge_mois=table.count("juge_mois") or 0,
        a_verifier=table.boolean("a_verifier"),
        ailleurs=frozenset(table.texts("ailleurs")),
        notes=table.texts("notes"),
        reprises=reprises,
        prescription=prescription,
        **entrees,  # type: ignore[arg-type] # each is a str
    )
    table.close()
    return voie


def _read_prescription(table: Table, ids: Collection[str]) -> Prescription | None:
    entree, depart = table.text("prescription"), table.text("prescription_depart")
    mois, fraude = table.count("prescription_mois"), table.count("prescription_fraude")
    if (entree and entree not in ids) or (not entree and (mois or depart or fraude)):
        raise table.refusal(Panne.VALEUR_REFUSEE, "prescription")
    if depart not in {"", _PAIEMENT}:
        raise table.refusal(Panne.VALEUR_REFUSEE, "prescription_depart")
    if not entree:
        return None
    if not mois:
        raise table.refusal(Panne.CLE_ABSENTE, "prescription_mois")
    return Prescription(entree, mois, depuis_paiement=depart == _PAIEMENT, fraude_mois=fraude or 0)


def _read_reprises(table: Table, ids: Collection[str]) -> dict[str, RepriseCaisse]:
    reprises: dict[str, RepriseCaisse] = {}
    for reprise in table.tables("reprise"):
        entree = reprise.text("entree", None)
        if entree not in ids or not all(map(is_territoire, reprise.texts("territoires"))):
            raise reprise.refusal(Panne.VALEUR_REFUSEE, "entree")
        reprises |= dict.fromkeys(reprise.texts("territoires"), RepriseCaisse(entree, reprise.text("note", None)))
        reprise.close()
    return reprises
