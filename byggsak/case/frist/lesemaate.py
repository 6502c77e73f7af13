"""De åpne spørsmålene i loven: hvilken lesemåte som er brukt, og hva den andre er.

Den første i hvert par er prosjektets utgangspunkt; `beregn` regner også ut den andre og viser
forskjellen under `alternativ`. Et menneske velger.
"""

from __future__ import annotations

AAPNE: dict[str, str] = {
    "p149": "§ 149 hjelper også kommunens egen frist",
    "hoering_tak": "stansen for uttalelse ender når myndighetens frist er ute",
    "hoering_lov_1_8_et": "stans også når ET, RS, TA eller ES trenger dispensasjon fra § 1-8",
    "ekspropriasjon": "ny frist i stedet for pause",
    "gebyr": "gebyrkravet gir ny frist i stedet for pause",
    "es_forlengelse": "ES i tre uker kan forlenges ensidig",
    "sen_forlengelse": "forlengelse etter utløpet virker (tolv uker)",
    "sen_avtale_12": "avtale etter utløpet virker (tolv uker)",
    "sen_avtale_3": "avtale etter at tillatelsen er regnet som gitt, virker",
    "sen_mangel": "mangelbrev etter utløpet flytter fristen",
    "sen_vesentlig": "vesentlig mangel påvist etter tolv uker hindrer start",
    "di_vesentlig": "vesentlig mangel i en ren dispensasjonssak stanser fristen",
    "planendring": "planendringen gir ny frist når dispensasjon er søkt",
    "opphevet": "fristen etter opphevelse løper fra klageinstansens vedtak",
    "ta_2014_nabo": "tiltak uten ansvarsrett med nabomerknad før 1. juli 2015 hadde tolv uker",
    "overgang": "loven på vedtakstidspunktet gjelder fristen",
    "bortfall_klage": "tre år fra klageinstansens vedtak",
    "bortfall_149": "§ 149 flytter treårsdagen",
    "bortfall_utsatt": "utsatt iverksetting avbryter treårsfristen",
    "nabo14": "søknaden må sendes dagen etter de to ukene",
    "nabo149": "§ 149 flytter nabofristen",
    "skuddaar_1_mars": "år regnet fra 29. februar ender 1. mars",
}

Lesemaate = frozenset[str]
"""Navnene i `AAPNE` der den andre lesemåten er valgt."""
UTGANGSPUNKT: Lesemaate = frozenset()
