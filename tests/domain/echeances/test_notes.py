"""What is to be known about a date, said beside it: what it supposes, what may be argued, what not to wait for."""

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from droits_usagers.domain.echeances import Code, FaitsDossier, Regles, compute_echeances
from droits_usagers.domain.echeances.evenements import Canal, TypeEvenement
from droits_usagers.domain.echeances.valeurs import say_all
from droits_usagers.domain.personnes.organismes import GenreOrganisme, StatutOrganisme
from droits_usagers.domain.personnes.personnes import Qualite
from tests.chaque import chaque
from tests.dossiers import a_dossier, fact

if TYPE_CHECKING:
    from droits_usagers.catalogue.catalogue import Catalogue

_T = TypeEvenement
RECU = dt.date(2026, 11, 24)
PRIVE = replace(a_dossier(fact(_T.RECU, RECU), genre=GenreOrganisme.SANTE), statut=StatutOrganisme.PRIVE)


def lines(catalogue: "Catalogue", regles: Regles, faits: FaitsDossier, code: Code) -> tuple[str, ...]:
    dites = [say_all(e.explication, catalogue.textes) for e in compute_echeances(faits, regles) if e.code is code]
    return tuple(ligne.replace("\u00a0", " ").replace("\u202f", " ").replace("’", "'") for dite in dites for ligne in dite)


PROLONGEE = (fact(_T.RECU, RECU), fact(_T.PROLONGATION_ANNONCEE, "2026-12-20"))
IDENTITE = fact(_T.IDENTITE_DEMANDEE, "2026-11-27")
PRECISION_TARDIVE = (fact(_T.PRECISION_DEMANDEE, "2027-01-15"), fact(_T.PRECISION_FOURNIE, "2027-01-20"))
LENTE = (fact(_T.RECU, RECU, "initial"), fact(_T.TRANSMIS, "2027-03-01"), fact(_T.RECU, "2027-03-10"))
ENREGISTREE = fact(_T.CADA_ENREGISTREE, "2027-01-11")
REFUSEE = a_dossier(fact(_T.RECU, RECU), fact(_T.REFUS, "2026-12-10"))


@chaque(
    ("faits", "code", "debut", "dit"),
    [
        # Receipt.
        (a_dossier(fact(_T.ENVOYE, RECU)), Code.REPONSE, "Nous ne savons pas quel jour le service", True),
        (a_dossier(fact(_T.ENVOYE, RECU)), Code.REFUS_TACITE, "Nous ne savons pas quel jour le service", True),
        (a_dossier(fact(_T.ENVOYE, RECU)), Code.SAISINE_CADA, "Nous ne savons pas quel jour le service", True),
        (a_dossier(fact(_T.ENVOYE, RECU), genre=GenreOrganisme.SANTE), Code.DOSSIER_MEDICAL, "Nous ne savons pas", True),
        (a_dossier(fact(_T.RECU, RECU), genre=GenreOrganisme.SANTE), Code.DOSSIER_MEDICAL, "Nous ne savons pas", False),
        (a_dossier(fact(_T.ENVOYE, RECU), fact(_T.REFUS, "2026-12-10")), Code.SAISINE_CADA, "Nous ne savons pas", False),
        (
            a_dossier(fact(_T.RECU, RECU, "initial"), fact(_T.TRANSMIS, "2026-12-01")),
            Code.REPONSE,
            "Nous ne savons pas quel jour le bon service a reçu",
            True,
        ),
        (a_dossier(fact(_T.RECU, RECU, "initial")), Code.REFUS_TACITE, "Nous ne savons pas quel jour le bon service a", True),
        (
            a_dossier(fact(_T.RECU, RECU, "initial"), genre=GenreOrganisme.SANTE),
            Code.DOSSIER_MEDICAL,
            "Nous ne savons pas quel jour le bon service a reçu",
            True,
        ),
        # Suspensions.
        (
            a_dossier(fact(_T.RECU, RECU), IDENTITE),
            Code.REPONSE,
            "Le vendredi 27 novembre 2026, le service a demandé qui",
            True,
        ),
        (
            a_dossier(fact(_T.RECU, RECU), fact(_T.PRECISION_DEMANDEE, "2026-11-27")),
            Code.REPONSE,
            "Le vendredi 27 novembre 2026, le service a demandé une précision. Il peut dire que le délai est arrêté",
            True,
        ),
        (
            a_dossier(fact(_T.RECU, RECU), IDENTITE, fact(_T.IDENTITE_FOURNIE, "2026-12-07")),
            Code.REPONSE,
            "Sans cet arrêt, le dernier jour serait le jeudi 24 décembre 2026.",
            True,
        ),
        (
            a_dossier(fact(_T.RECU, RECU), fact(_T.IDENTITE_DEMANDEE, "2026-12-05")),
            Code.REPONSE,
            "La loi n'est pas claire sur ce point. Vous pouvez soutenir que le dernier jour est le jeudi 24 décembre 2026.",
            True,
        ),
        (
            a_dossier(fact(_T.RECU, RECU), fact(_T.IDENTITE_DEMANDEE, "2026-12-05")),
            Code.REPONSE,
            "Cette question du samedi 5 décembre 2026 est venue plus de 10 jours",
            True,
        ),
        (a_dossier(fact(_T.RECU, RECU), IDENTITE), Code.REPONSE, "Cette question du", False),
        (
            a_dossier(fact(_T.RECU, RECU), fact(_T.IDENTITE_DEMANDEE, "2026-12-25")),
            Code.REPONSE,
            "La question du vendredi 25 décembre 2026 est venue après la fin du délai",
            True,
        ),
        (a_dossier(*PROLONGEE, *PRECISION_TARDIVE), Code.REPONSE, "La question du", False),
        # It came after the last day to announce a prolongation, but it does stop the delay to answer.
        (a_dossier(*PROLONGEE, *PRECISION_TARDIVE), Code.ANNONCE_PROLONGATION, "La question du", False),
        (a_dossier(fact(_T.RECU, RECU), IDENTITE), Code.PLAINTE_CNIL_POSSIBLE, "La plainte sera possible", True),
        # Prolongation.
        (
            a_dossier(*PROLONGEE),
            Code.REPONSE,
            "Le dimanche 20 décembre 2026, le service a annoncé à temps deux mois de plus. Il doit avoir dit pourquoi",
            True,
        ),
        (
            a_dossier(fact(_T.RECU, RECU), fact(_T.PROLONGATION_ANNONCEE, "2026-12-25")),
            Code.REPONSE,
            "Le vendredi 25 décembre 2026, le service a annoncé deux mois de plus, mais pas pendant le premier mois",
            True,
        ),
        (a_dossier(fact(_T.RECU, RECU)), Code.ANNONCE_PROLONGATION, "Jusqu'à ce jour inclus", True),
        (a_dossier(*PROLONGEE), Code.ANNONCE_PROLONGATION, "Le dimanche 20 décembre 2026", False),
        (a_dossier(*PROLONGEE), Code.SAISINE_CADA, "Ni les deux mois de plus ni les questions", True),
        (a_dossier(*PROLONGEE), Code.REFUS_TACITE, "Ni les deux mois de plus ni les questions", True),
        (a_dossier(fact(_T.RECU, RECU)), Code.REFUS_TACITE, "Ni les deux mois de plus", False),
        # Two clocks.
        (a_dossier(*PROLONGEE), Code.REPONSE, "Ce jour-là finissent à la fois", True),
        (a_dossier(*PROLONGEE), Code.SAISINE_CADA, "Ce jour-là finissent à la fois", True),
        (a_dossier(*PROLONGEE), Code.REFUS_TACITE, "Ce jour-là finissent à la fois", False),
        (a_dossier(fact(_T.RECU, RECU)), Code.REPONSE, "Votre lettre vaut deux demandes", True),
        (a_dossier(fact(_T.RECU, RECU)), Code.REFUS_TACITE, "Votre lettre vaut deux demandes", True),
        (a_dossier(fact(_T.RECU, RECU)), Code.SAISINE_CADA, "Votre lettre vaut deux demandes", False),
        (
            a_dossier(fact(_T.RECU, RECU), fact(_T.REPONSE_COMPLETE, "2026-12-28")),
            Code.REPONSE,
            "Votre lettre vaut deux demandes",
            False,
        ),
        (a_dossier(fact(_T.RECU, RECU)), Code.REPONSE, "Votre délai pour saisir la CADA finit avant", False),
        (
            a_dossier(fact(_T.RECU, RECU), fact(_T.REFUS, "2026-11-25"), fact(_T.PROLONGATION_ANNONCEE, "2026-12-01")),
            Code.REPONSE,
            "Votre délai pour saisir la CADA finit avant, le lundi 25 janvier 2027",
            True,
        ),
        # Once the CADA is seized, nobody waits for it.
        (a_dossier(*PROLONGEE, fact(_T.CADA_SAISIE, "2027-01-04")), Code.REPONSE, "Ce jour-là finissent à la fois", False),
        (a_dossier(fact(_T.RECU, RECU), fact(_T.CADA_SAISIE, "2027-01-04")), Code.REPONSE, "Votre lettre vaut deux", False),
        # Before the refusal is born, the CADA cannot be seized: « n'attendez pas » would be no advice.
        (a_dossier(*LENTE), Code.REPONSE, "Votre délai pour saisir la CADA finit avant", False),
        # The window of the CADA.
        (
            a_dossier(fact(_T.RECU, RECU)),
            Code.SAISINE_CADA,
            "Le mercredi 24 février 2027 au plus tard ; visez le mardi 23 février.",
            True,
        ),
        (a_dossier(fact(_T.RECU, "2026-11-28")), Code.SAISINE_CADA, "Ce jour est un samedi, un dimanche", True),
        (a_dossier(fact(_T.RECU, RECU)), Code.SAISINE_CADA, "Ce jour est un samedi, un dimanche", False),
        (
            a_dossier(*LENTE),
            Code.SAISINE_CADA,
            (
                "Votre lettre a mis longtemps à arriver au bon service. Selon une lecture stricte, ce délai finit avant même"
                " le refus. Vous pouvez soutenir qu'il court jusqu'au jeudi 10 juin 2027."
            ),
            True,
        ),
        (
            a_dossier(fact(_T.RECU, RECU), fact(_T.RECU, "2026-11-26")),
            Code.SAISINE_CADA,
            "Deux réceptions sont notées.",
            True,
        ),
        (
            a_dossier(fact(_T.RECU, RECU), fact(_T.RECU, "2026-11-26")),
            Code.SAISINE_CADA,
            "Votre lettre est d'abord arrivée à un autre service",
            False,
        ),
        (
            a_dossier(fact(_T.RECU, RECU, "initial"), fact(_T.RECU, "2026-12-03")),
            Code.SAISINE_CADA,
            "Votre lettre est d'abord arrivée à un autre service",
            True,
        ),
        (
            a_dossier(fact(_T.RECU, RECU), fact(_T.ACCUSE_CONFORME, RECU), fact(_T.REFUS, "2027-02-25")),
            Code.SAISINE_CADA,
            "Le refus écrit est venu après",
            True,
        ),
        (
            a_dossier(fact(_T.RECU, RECU), fact(_T.REFUS, "2027-02-25")),
            Code.SAISINE_CADA,
            "Un refus écrit est venu après. Sans accusé de réception complet, deux mois peuvent courir depuis ce refus",
            True,
        ),
        (
            a_dossier(fact(_T.RECU, RECU), fact(_T.REFUS, "2027-02-24")),
            Code.SAISINE_CADA,
            "Un refus écrit est venu après ce silence. Vous pouvez soutenir que deux mois courent depuis ce refus, jusqu'au",
            True,
        ),
        (
            a_dossier(fact(_T.RECU, RECU), fact(_T.REFUS, "2026-12-24")),
            Code.SAISINE_CADA,
            "Un refus écrit est venu après",
            False,
        ),
        (
            a_dossier(fact(_T.RECU, RECU), fact(_T.REFUS, "2027-02-24")),
            Code.SAISINE_CADA,
            "Le refus écrit est venu après",
            False,
        ),
        (
            a_dossier(fact(_T.RECU, RECU), fact(_T.RELANCE_ENVOYEE, "2026-12-30")),
            Code.SAISINE_CADA,
            "Relancer le service ne rallonge pas",
            True,
        ),
        (a_dossier(fact(_T.RECU, RECU)), Code.SAISINE_CADA, "Relancer le service ne rallonge pas", False),
        (a_dossier(fact(_T.RECU, RECU), canal=Canal.ELECTRONIQUE), Code.SAISINE_CADA, "Vous avez écrit par courriel", True),
        (a_dossier(fact(_T.RECU, RECU), canal=Canal.ELECTRONIQUE), Code.SAISINE_CADA, "Sans accusé de réception", False),
        (
            a_dossier(fact(_T.RECU, RECU), fact(_T.ACCUSE_CONFORME, "2026-11-25"), canal=Canal.ELECTRONIQUE),
            Code.SAISINE_CADA,
            "Le service vous a envoyé un accusé de réception complet",
            True,
        ),
        (a_dossier(fact(_T.RECU, RECU)), Code.SAISINE_CADA, "Sans accusé de réception complet", True),
        (a_dossier(fact(_T.RECU, RECU), qualite=Qualite.AGENT), Code.SAISINE_CADA, "Sans accusé de réception", False),
        (
            a_dossier(fact(_T.RECU, RECU), fact(_T.ACCUSE_CONFORME, "2026-11-30")),
            Code.SAISINE_CADA,
            "Le service vous a envoyé un accusé de réception complet",
            True,
        ),
        (a_dossier(fact(_T.RECU, RECU), qualite=Qualite.AGENT), Code.SAISINE_CADA, "Si ce service est votre employeur", True),
        (a_dossier(fact(_T.RECU, RECU)), Code.SAISINE_CADA, "Si ce service est votre employeur", False),
        # A written refusal must say how to contest it: that, and not an acknowledgement, is what counts then.
        (REFUSEE, Code.SAISINE_CADA, "Si le refus écrit ne dit pas comment le contester", True),
        (REFUSEE, Code.SAISINE_CADA, "Sans accusé de réception", False),
        (
            a_dossier(fact(_T.RECU, RECU), fact(_T.ACCUSE_CONFORME, "2026-11-30"), fact(_T.REFUS, "2026-12-10")),
            Code.SAISINE_CADA,
            "Le service vous a envoyé un accusé",
            False,
        ),
        (
            a_dossier(fact(_T.RECU, RECU), fact(_T.REFUS, "2026-12-10"), canal=Canal.ELECTRONIQUE),
            Code.SAISINE_CADA,
            "Vous avez écrit par courriel",
            False,
        ),
        (
            a_dossier(fact(_T.RECU, RECU), fact(_T.REFUS, "2026-12-10"), qualite=Qualite.AGENT),
            Code.SAISINE_CADA,
            "Si ce service est votre employeur",
            False,
        ),
        (
            a_dossier(fact(_T.RECU, RECU), fact(_T.MOTIFS_DEMANDES, "2027-01-04")),
            Code.SAISINE_CADA,
            "Demander les raisons du refus ne rallonge pas ce délai",
            True,
        ),
        (a_dossier(fact(_T.RECU, RECU), ENREGISTREE), Code.SAISINE_CADA, "Demander les raisons du refus", False),
        (a_dossier(fact(_T.RECU, RECU)), Code.SAISINE_CADA, "La CADA n'est compétente que", False),
        (a_dossier(fact(_T.RECU, RECU)), Code.REFUS_TACITE, "Cette règle ne vaut que pour un organisme public", False),
        (
            a_dossier(fact(_T.RECU, RECU), genre=GenreOrganisme.SANTE),
            Code.REFUS_TACITE,
            "Cette règle ne vaut que pour un organisme public",
            True,
        ),
        (a_dossier(fact(_T.RECU, RECU), genre=GenreOrganisme.ESSMS), Code.SAISINE_CADA, "La CADA n'est compétente que", True),
        (
            a_dossier(fact(_T.RECU, RECU), fact(_T.CADA_SAISIE, "2027-02-25")),
            Code.SAISINE_CADA,
            "La CADA a été saisie le jeudi 25 février 2027, après la fin du délai",
            True,
        ),
        (a_dossier(fact(_T.RECU, RECU), fact(_T.CADA_SAISIE, "2027-02-24")), Code.SAISINE_CADA, "La CADA a été saisie", False),
        (
            a_dossier(fact(_T.RECU, RECU), fact(_T.CADA_SAISIE, "2026-12-24")),
            Code.SAISINE_CADA,
            "La CADA a été saisie le jeudi 24 décembre 2026, avant que quelque chose",
            True,
        ),
        (a_dossier(fact(_T.RECU, RECU), fact(_T.CADA_SAISIE, "2026-12-25")), Code.SAISINE_CADA, "La CADA a été saisie", False),
        (
            a_dossier(fact(_T.RECU, RECU), fact(_T.REFUS, "2026-12-01"), fact(_T.CADA_SAISIE, "2026-12-10")),
            Code.SAISINE_CADA,
            "La CADA a été saisie",
            False,
        ),
        (
            a_dossier(fact(_T.RECU, RECU), fact(_T.CADA_SAISIE, "2027-01-04")),
            Code.SAISINE_CADA,
            "La CADA est saisie depuis le lundi 4 janvier 2027 : ce délai est tenu.",
            True,
        ),
        (
            a_dossier(fact(_T.RECU, RECU), fact(_T.CADA_SAISIE, "2027-01-04")),
            Code.SAISINE_CADA,
            "Le mercredi 24 février",
            False,
        ),
        (a_dossier(fact(_T.RECU, RECU), fact(_T.CADA_SAISIE, "2027-02-25")), Code.SAISINE_CADA, "La CADA est saisie", False),
        # After the CADA.
        (
            a_dossier(ENREGISTREE, fact(_T.TA_SAISI, "2027-05-11")),
            Code.RECOURS_TA,
            "Le tribunal est saisi depuis le mardi 11 mai 2027 : ce délai est tenu.",
            True,
        ),
        (a_dossier(ENREGISTREE, fact(_T.TA_SAISI, "2027-05-11")), Code.RECOURS_TA, "Le mardi 11 mai 2027 au plus", False),
        (
            a_dossier(ENREGISTREE, fact(_T.TA_SAISI, "2027-05-13"), territoire="93"),
            Code.RECOURS_TA,
            "Le tribunal a été saisi le jeudi 13 mai 2027, après la fin de ce délai",
            True,
        ),
        (a_dossier(fact(_T.CADA_SAISIE, "2027-01-11")), Code.REFUS_CONFIRME, "Nous ne savons pas quel jour la CADA", True),
        (a_dossier(ENREGISTREE), Code.REFUS_CONFIRME, "Nous ne savons pas quel jour la CADA", False),
        (a_dossier(fact(_T.CADA_SAISIE, "2027-01-11")), Code.RECOURS_TA, "Nous ne savons pas quel jour la CADA", True),
        (
            a_dossier(fact(_T.CADA_SAISIE, "2027-01-11"), fact(_T.REFUS, "2027-02-01")),
            Code.RECOURS_TA,
            "Nous ne savons pas quel jour la CADA",
            False,
        ),
        (a_dossier(ENREGISTREE), Code.RECOURS_TA, "Le mardi 11 mai 2027 au plus tard ; visez le lundi 10 mai.", True),
        (a_dossier(ENREGISTREE), Code.RECOURS_TA, "C'est la date d'envoi au tribunal qui compte", True),
        (
            a_dossier(ENREGISTREE),
            Code.RECOURS_TA,
            "Si vous habitez loin du juge (vous à l'étranger, ou l'un des deux outre-mer), la loi",
            True,
        ),
        (a_dossier(ENREGISTREE, territoire="93"), Code.RECOURS_TA, "Si vous habitez loin", False),
        (PRIVE, Code.SAISINE_CADA, "La règle dont vient", True),
        (a_dossier(fact(_T.RECU, RECU)), Code.SAISINE_CADA, "La règle dont vient", False),
        (
            a_dossier(ENREGISTREE, fact(_T.REFUS, "2027-02-01"), fact(_T.AVIS_CADA, "2027-02-10")),
            Code.RECOURS_TA,
            "Ce refus est venu avant l'avis de la CADA. Vous pouvez soutenir que le dernier jour est le mardi 11 mai 2027.",
            True,
        ),
        (
            a_dossier(ENREGISTREE, fact(_T.AVIS_CADA, "2027-02-10"), fact(_T.REFUS, "2027-02-20")),
            Code.RECOURS_TA,
            "Ce refus est venu avant",
            False,
        ),
        (a_dossier(ENREGISTREE, fact(_T.AVIS_CADA, "2027-02-10")), Code.RECOURS_TA, "L'avis de la CADA n'ouvre pas", True),
        (a_dossier(ENREGISTREE), Code.RECOURS_TA, "L'avis de la CADA n'ouvre pas", False),
        # An explanation does not contradict its date.
        (
            a_dossier(ENREGISTREE, fact(_T.AVIS_CADA, "2027-02-10"), fact(_T.REFUS, "2027-02-20")),
            Code.RECOURS_TA,
            "L'avis de la CADA n'ouvre pas un nouveau délai. Le tribunal",
            False,
        ),
        (
            a_dossier(ENREGISTREE, fact(_T.AVIS_CADA, "2027-02-10")),
            Code.RECOURS_TA,
            "L'avis de la CADA n'ouvre pas un nouveau délai. Le tribunal",
            True,
        ),
        (
            a_dossier(ENREGISTREE, fact(_T.MOTIFS_DEMANDES, "2027-04-01")),
            Code.RECOURS_TA,
            "Le service doit donner ses raisons le samedi 1er mai 2027 au plus tard",
            True,
        ),
        (
            a_dossier(ENREGISTREE, fact(_T.MOTIFS_DEMANDES, "2027-04-01"), fact(_T.MOTIFS_RECUS, "2027-04-28")),
            Code.RECOURS_TA,
            "Le service doit donner ses raisons",
            False,
        ),
        (
            a_dossier(
                fact(_T.RECU, RECU), fact(_T.PROLONGATION_ANNONCEE, "2026-12-03"), fact(_T.PROLONGATION_ANNONCEE, "2027-02-12")
            ),
            Code.REPONSE,
            "Le vendredi 12 février 2027, le service a encore annoncé du temps. La loi donne deux mois de plus, une fois",
            True,
        ),
        (a_dossier(ENREGISTREE, fact(_T.MOTIFS_DEMANDES, "2027-05-12")), Code.RECOURS_TA, "Les raisons du refus n'ont", True),
        (a_dossier(ENREGISTREE, fact(_T.MOTIFS_DEMANDES, "2027-05-11")), Code.RECOURS_TA, "Les raisons du refus n'ont", False),
        (a_dossier(ENREGISTREE, fact(_T.REFUS, "2027-05-12")), Code.RECOURS_TA, "Le refus écrit est venu après", True),
        (a_dossier(fact(_T.CADA_ENREGISTREE, "2027-01-13")), Code.REFUS_CONFIRME, "Ce jour est un samedi", True),
        # Alsace: a month from 26 February 2027 ends on Good Friday.
        (
            a_dossier(fact(_T.RECU, "2027-02-26"), territoire="68"),
            Code.REPONSE,
            "Le Vendredi saint n'est férié que dans les communes qui ont un temple protestant",
            True,
        ),
        (a_dossier(fact(_T.RECU, "2027-02-26"), territoire="88"), Code.REPONSE, "Le Vendredi saint", False),
        (a_dossier(fact(_T.RECU, "2027-02-25"), territoire="68"), Code.REPONSE, "Le Vendredi saint", False),
        # CNIL.
        (a_dossier(fact(_T.PLAINTE_CNIL_ENVOYEE, RECU)), Code.SUITE_CNIL, "L'examen d'une plainte peut prendre", True),
        (a_dossier(fact(_T.PLAINTE_CNIL_ENVOYEE, RECU)), Code.RECOURS_CONSEIL_ETAT, "La règle dont vient cette date", True),
        (a_dossier(fact(_T.PLAINTE_CNIL_ENVOYEE, RECU)), Code.SUITE_CNIL, "La règle dont vient cette date", False),
        # Medical files.
        (
            a_dossier(fact(_T.RECU, RECU), genre=GenreOrganisme.SANTE),
            Code.DOSSIER_MEDICAL,
            "Rien ne peut vous être donné avant 48 heures de réflexion : pas avant le jeudi 26 novembre 2026.",
            True,
        ),
        (a_dossier(fact(_T.RECU, RECU), genre=GenreOrganisme.SANTE), Code.DOSSIER_MEDICAL, "Ce qui a plus de cinq ans", True),
        (a_dossier(fact(_T.RECU, RECU), genre=GenreOrganisme.SANTE), Code.DOSSIER_MEDICAL, "Pour ce qui a moins de", True),
        (a_dossier(fact(_T.RECU, RECU), genre=GenreOrganisme.SANTE), Code.DOSSIER_MEDICAL, "Pour ce qui a plus de", False),
        (
            a_dossier(fact(_T.RECU, RECU), genre=GenreOrganisme.SANTE, pieces_medicales=(dt.date(2019, 5, 2),)),
            Code.DOSSIER_MEDICAL,
            "Pour ce qui a plus de cinq ans, compté depuis le jour où",
            True,
        ),
        (
            a_dossier(fact(_T.RECU, RECU), genre=GenreOrganisme.SANTE, pieces_medicales=(dt.date(2025, 1, 1),)),
            Code.DOSSIER_MEDICAL,
            "Ce qui a plus de cinq ans",
            False,
        ),
    ],
)
def test_a_date_says_what_is_to_be_known_about_it_and_nothing_beside_the_point(
    catalogue: "Catalogue", regles: Regles, faits: FaitsDossier, code: Code, debut: str, *, dit: bool
) -> None:
    assert any(ligne.startswith(debut) for ligne in lines(catalogue, regles, faits, code)) is dit
