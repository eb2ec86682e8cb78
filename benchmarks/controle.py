"""What the control before leaving costs, beside what it looks at."""

from benchmarks.lettres import courriers
from benchmarks.outillage import Releve, banc, compare
from droits_usagers.app import make_services
from droits_usagers.domain.controle.cadre import Sortant
from droits_usagers.domain.controle.controle import examine
from droits_usagers.services.demonstration.papiers import load_cas
from droits_usagers.services.lettre.cadre import cadre_of

#: Each time goes through some eighty packets.
_N = 8


@banc("controle")
def controle() -> Releve:
    """Against composing the same packets: those of every invented case, one after the other."""
    services = make_services()
    catalogue = services.catalogue
    cas = [(un.demande, etape) for un in load_cas(catalogue) for etape in un.etapes]
    paquets = [
        (demande, etape, {exemplaire.id: exemplaire.document for exemplaire in courriers().kit(demande, etape)})
        for demande, etape in cas
    ]

    def look() -> None:
        for demande, etape, documents in paquets:
            cadre = cadre_of(demande, catalogue.demarches[demande.demarche], etape, today=services.today())
            examine(Sortant(documents), cadre, catalogue.controle)

    def compose() -> None:
        for demande, etape in cas:
            courriers().kit(demande, etape)

    return compare(look, compose, n=_N)
