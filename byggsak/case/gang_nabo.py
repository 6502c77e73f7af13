"""Regioner: nabovarselet, og merknaden fra hver nabo."""

from __future__ import annotations

from typing import Final

from byggsak.case import handling_hoering as ho
from byggsak.case import vakter as v
from byggsak.case import vakter_felles as vf
from byggsak.case import vakter_hoering as vh
from byggsak.case.overgang import Overgang
from byggsak.case.regioner import Merknadstilstand, Region, Varseltilstand
from byggsak.case.tilstand import Rolle
from byggsak.domain.funn import Hjemmel
from byggsak.domain.tekst import Tekst

NABOENES_GANG: Final[tuple[Overgang, ...]] = (
    Overgang(
        kommando=ho.KrevNabovarsel,
        hendelse=ho.NabovarselKrevd,
        region=Region.NABOVARSEL,
        tekst=Tekst(
            "kreve nytt nabovarsel", "krevje nytt nabovarsel", "demand a new notice to neighbours"
        ),
        fra=(Varseltilstand.OK,),
        til=Varseltilstand.MANGLER_VARSEL,
        roller=(Rolle.SAKSBEHANDLER,),
        vakter=(
            vf.er_til_behandling,
            v.er_begrunnet,
        ),
        hjemmel=(Hjemmel("pbl", "21-3"), Hjemmel("SAK10", "5-2")),
        dokument=Tekst("brev om nabovarsel", "brev om nabovarsel", "letter on the notice"),
    ),
    Overgang(
        kommando=ho.RegistrerNabovarsel,
        hendelse=ho.NabovarselSendt,
        region=Region.NABOVARSEL,
        tekst=Tekst(
            "registrere nytt nabovarsel",
            "registrere nytt nabovarsel",
            "record a new notice to neighbours",
        ),
        fra=(
            Varseltilstand.OK,
            Varseltilstand.MANGLER_VARSEL,
        ),
        til=Varseltilstand.TILLEGGSVARSEL,
        roller=(
            Rolle.ANSVARLIG_SOEKER,
            Rolle.TILTAKSHAVER,
            Rolle.SAKSBEHANDLER,
        ),
        vakter=(
            vf.er_til_behandling,
            v.er_part,
            vh.nabovarselet_er_dokumentert,
        ),
        hjemmel=(Hjemmel("pbl", "21-3", "første ledd"),),
        dokument=Tekst("gjenpart av nabovarsel", "gjenpart av nabovarsel", "copy of the notice"),
    ),
    Overgang(
        kommando=ho.AvsluttNabovarsel,
        hendelse=ho.NabovarselAvsluttet,
        region=Region.NABOVARSEL,
        tekst=Tekst(
            "avslutte nabovarslingen", "avslutte nabovarslinga", "close the notice to neighbours"
        ),
        fra=(Varseltilstand.TILLEGGSVARSEL,),
        til=Varseltilstand.OK,
        roller=(Rolle.SAKSBEHANDLER,),
        vakter=(
            vf.er_til_behandling,
            vf.fristtallene_er_lest,
            vh.nabofristen_er_ute,
        ),
        hjemmel=(Hjemmel("pbl", "21-3", "første ledd"),),
    ),
    Overgang(
        kommando=ho.RegistrerMerknad,
        hendelse=ho.MerknadMottatt,
        region=Region.MERKNAD,
        tekst=Tekst(
            "registrere en merknad fra en nabo",
            "registrere ein merknad frå ein nabo",
            "record a neighbour's remark",
        ),
        fra=(Merknadstilstand.INGEN,),
        til=Merknadstilstand.MOTTATT,
        roller=(
            Rolle.NABO,
            Rolle.ANSVARLIG_SOEKER,
            Rolle.TILTAKSHAVER,
            Rolle.SAKSBEHANDLER,
        ),
        vakter=(
            vf.er_til_behandling,
            v.er_part,
            vh.merknaden_er_fullstendig,
        ),
        hjemmel=(Hjemmel("pbl", "21-3", "første ledd"),),
        dokument=Tekst("nabomerknad", "nabomerknad", "neighbour's remark"),
    ),
    Overgang(
        kommando=ho.KommenterMerknad,
        hendelse=ho.MerknadKommentert,
        region=Region.MERKNAD,
        tekst=Tekst("kommentere merknaden", "kommentere merknaden", "comment on the remark"),
        fra=(Merknadstilstand.MOTTATT,),
        til=Merknadstilstand.KOMMENTERT,
        roller=(
            Rolle.ANSVARLIG_SOEKER,
            Rolle.TILTAKSHAVER,
            Rolle.SAKSBEHANDLER,
        ),
        vakter=(
            vf.er_til_behandling,
            v.er_part,
            v.er_begrunnet,
        ),
        hjemmel=(Hjemmel("SAK10", "5-2"), Hjemmel("fvl", "17")),
        dokument=Tekst("kommentar til merknad", "kommentar til merknad", "comment on the remark"),
    ),
    Overgang(
        kommando=ho.VurderMerknad,
        hendelse=ho.MerknadVurdert,
        region=Region.MERKNAD,
        tekst=Tekst("vurdere merknaden", "vurdere merknaden", "assess the remark"),
        fra=(
            Merknadstilstand.MOTTATT,
            Merknadstilstand.KOMMENTERT,
        ),
        til=Merknadstilstand.VURDERT,
        roller=(Rolle.SAKSBEHANDLER,),
        vakter=(
            vf.er_til_behandling,
            vh.soekeren_har_hatt_ordet,
            v.er_begrunnet,
        ),
        hjemmel=(Hjemmel("fvl", "17", "første ledd"), Hjemmel("fvl", "25")),
    ),
    Overgang(
        kommando=ho.TrekkMerknad,
        hendelse=ho.MerknadTrukket,
        region=Region.MERKNAD,
        tekst=Tekst("trekke merknaden", "trekkje merknaden", "withdraw the remark"),
        fra=(
            Merknadstilstand.MOTTATT,
            Merknadstilstand.KOMMENTERT,
        ),
        til=Merknadstilstand.TRUKKET,
        roller=(
            Rolle.NABO,
            Rolle.SAKSBEHANDLER,
        ),
        vakter=(
            vf.er_til_behandling,
            vh.trekkingen_er_dokumentert,
        ),
        hjemmel=(Hjemmel("pbl", "21-3"),),
        dokument=Tekst("brev om trekking", "brev om trekking", "letter of withdrawal"),
    ),
)
