"""Region: gjennomføringen, fra tillatelse til ferdigattest. Én for hele saken.

Tilstanden leses av søknadene: igangsettings- og brukstillatelser og ferdigattest er søknader og
vedtak på hovedlinjen. Her står det som skjer utenom dem.
"""

from __future__ import annotations

from typing import Final

from byggsak.case import handling_gjennomfoering as gj
from byggsak.case import vakter as v
from byggsak.case import vakter_felles as vf
from byggsak.case import vakter_gjennomfoering as vg
from byggsak.case.overgang import Overgang
from byggsak.case.regioner import Gjennomfoeringstilstand as G
from byggsak.case.regioner import Region
from byggsak.case.tilstand import Rolle, Tilstand
from byggsak.domain.funn import Hjemmel
from byggsak.domain.tekst import Tekst

GJENNOMFOERINGENS_GANG: Final[tuple[Overgang, ...]] = (
    Overgang(
        kommando=gj.MeldVilkaarOppfylt,
        hendelse=gj.VilkaarOppfylt,
        region=Region.SOEKNAD,
        tekst=Tekst(
            "bekrefte at et vilkår er oppfylt",
            "stadfeste at eit vilkår er oppfylt",
            "confirm that a condition is fulfilled",
        ),
        fra=(
            Tilstand.VEDTATT,
            Tilstand.ARKIVERT,
        ),
        til=None,
        roller=(Rolle.SAKSBEHANDLER,),
        vakter=(
            vg.vilkaaret_finnes,
            v.er_begrunnet,
        ),
        hjemmel=(Hjemmel("pbl", "21-4", "fjerde ledd"),),
    ),
    Overgang(
        kommando=gj.Igangsett,
        hendelse=gj.TiltakIgangsatt,
        region=Region.GJENNOMFOERING,
        tekst=Tekst("sette arbeidet i gang", "setje arbeidet i gang", "start the work"),
        fra=(
            G.KAN_STARTE,
            G.IG_DELVIS,
        ),
        til=G.BYGGING,
        roller=(
            Rolle.ANSVARLIG_SOEKER,
            Rolle.TILTAKSHAVER,
            Rolle.SAKSBEHANDLER,
        ),
        vakter=(
            vf.saken_er_aapen,
            vf.fristtallene_er_lest,
            v.er_part,
            vg.tillatelsen_gjelder,
            vg.tillatelsen_er_sendt,
            vg.iverksettingen_er_ikke_utsatt,
            vg.vilkaarene_er_oppfylt,
            vg.dagen_er_mulig,
            vg.tillatelsen_var_ikke_bortfalt,
        ),
        hjemmel=(Hjemmel("pbl", "21-2", "femte ledd"), Hjemmel("pbl", "21-9", "første ledd")),
        dokument=Tekst(
            "melding om igangsetting", "melding om igangsetjing", "report that work has started"
        ),
    ),
)
