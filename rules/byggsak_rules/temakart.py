"""Det reglene om avstand til et tema har felles: hva som ble søkt når ingenting ligger nær."""

from byggsak.domain.omgivelser import Temaavstand
from byggsak.rule import Tekst, Vurdering, oppfylt


def ikke_i_naerheten(ting: Temaavstand) -> Vurdering:
    """Oppfylt fordi kartet ikke viser noe så nær; svaret nevner kartet, datoen og hvor langt ut."""
    kart, dato = ting.soekt_i.strip(), ting.soekt_dato.isoformat()
    langt = ting.soekt_innen
    return oppfylt(
        Tekst(
            nb=f"ingen funnet innen {langt} m i {kart} ({dato})",
            nn=f"ingen funne innan {langt} m i {kart} ({dato})",
            en=f"none found within {langt} m in {kart} ({dato})",
        )
    )
