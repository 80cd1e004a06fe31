"""Scientific names as the codes have them: names in italics, all else upright."""

import pytest

from specify.printing.templates.latin import scientific

pytestmark = pytest.mark.one_shape
I = '<i lang="la">{}</i>'.format  # noqa: E741 - it is what the tag is called


@pytest.mark.parametrize(
    ("told", "html"),
    [
        (("Perca fluviatilis", "Linnaeus, 1758", 220, ""), f"{I('Perca fluviatilis')} Linnaeus, 1758"),
        (("Percidae", "Rafinesque, 1815", 140, ""), "Percidae Rafinesque, 1815"),
        (("Salmo salar", "", 220, "cf."), f"{I('Salmo')} cf. {I('salar')}"),
        (("Abies alba var. pendula", "", 240, ""), f"{I('Abies alba')} var. {I('pendula')}"),
        (("Abies alba var. pendula", "", 240, "aff."), f"{I('Abies alba')} aff. var. {I('pendula')}"),
        (("Abies alba pendula", "", 240, "cf."), f"{I('Abies alba')} cf. {I('pendula')}"),
        (("Salix × fragilis", "L.", 220, "cf."), f"{I('Salix')} cf. × {I('fragilis')} L."),
        (("× Cupressocyparis leylandii", "", 220, "?"), f"× {I('Cupressocyparis')} ? {I('leylandii')}"),
        (("Etheostoma sp. nov.", "", 220, ""), f"{I('Etheostoma')} sp. nov."),
        (("Rosa sect. Caninae", "DC.", 190, ""), f"{I('Rosa')} sect. {I('Caninae')} DC."),
        (("Salix × fragilis", "L.", 220, ""), f"{I('Salix')} × {I('fragilis')} L."),
        (("Salix ×fragilis", "", 220, ""), f"{I('Salix')} ×{I('fragilis')}"),
        (("×Cupressocyparis leylandii", "", 220, ""), f"×{I('Cupressocyparis leylandii')}"),
        (("Parupeneus", "", 180, "cf."), f"cf. {I('Parupeneus')}"),
        (("Lamium album subsp. album", "", 230, ""), f"{I('Lamium album')} subsp. {I('album')}"),
        (("Rosa 'Peace'", "", 220, ""), f"{I('Rosa')} &#x27;Peace&#x27;"),
        (("", "", None, ""), ""),
        (("A & <b>", "C & D", 220, ""), f"{I('A &amp; &lt;b&gt;')} C &amp; D"),
    ],
)
def test_it_is_set_right(told: tuple[str, str, int | None, str], html: str) -> None:
    name, author, rank, qualifier = told
    assert scientific(name, author, rank=rank, qualifier=qualifier) == html
