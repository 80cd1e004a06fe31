"""Pictures in templates of our own: attachments by their titles, on paper and in the preview."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.storage import storages
from django.test import override_settings
from PIL import Image

from specify.datamodel.tables import model
from specify.printing.printing import preview, print_records
from specify.printing.rendering.addresses import named_in
from specify.printing.rendering.telling import BadTemplate
from specify.printing.templates.reading import Template, read
from tests.printing.press import pages
from tests.query.small_collection import Small

LOGO = '<p><img src="The Logo.png" alt="Our house" style="height: 9mm"></p>'
SEAL = "<style>p{height:9mm;background:url(seal.png)}</style><p>Seal</p>"


def own(body: str) -> Template:
    return read("mine", f"{{#\ntable: collectionobject\nsize: 60 x 40 mm\n#}}\n{body}")


@pytest.fixture
def _store(small: Small, tmp_path: Path) -> Iterator[None]:
    """Two attachments with their files."""
    (tmp_path / "originals").mkdir()
    for title, file in (("the logo.PNG", "a.png"), ("seal.png", "b.png")):
        small.world.plant("attachment", title=title, attachmentLocation=file, origFilename=title)
        target = io.BytesIO()
        Image.new("RGB", (20, 10), "red").save(target, "PNG")
        (tmp_path / "originals" / file).write_bytes(target.getvalue())
    store = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    with override_settings(STORAGES={**storages.backends, "attachments": store}):
        yield


def is_red(pdf: bytes) -> bool:
    """Whether a picture is seen on the first page."""
    return (255, 0, 0) in {colour for _number, colour in pages(pdf)[0].render().to_pil().getcolors(100_000)}


@pytest.mark.usefixtures("_store")
@pytest.mark.parametrize("body", [LOGO, SEAL])
def test_an_attachment_is_drawn_by_its_title(small: Small, body: str) -> None:
    done = print_records(small.visit, own(body), [small.ids["co 1"], small.ids["co 2"]])
    assert done.notes == ()
    assert is_red(done.pdf)
    assert "data:image/png;base64,iVBOR" in preview(small.visit, own(body), [small.ids["co 1"]]).told["html"]


@pytest.mark.usefixtures("_store")
def test_that_of_another_collection_is_not(small: Small) -> None:
    elsewhere = {"scopeType": 0, "scopeID": small.visit.place.collection_id + 1}
    model("attachment").objects.filter(title="the logo.PNG").update(**elsewhere)
    done = print_records(small.visit, own(LOGO), [small.ids["co 1"]])
    assert not is_red(done.pdf)
    assert "base64" not in preview(small.visit, own(LOGO), [small.ids["co 1"]]).told["html"]


def test_one_that_is_missing_is_told_with_its_line_and_the_rest_is_printed(small: Small) -> None:
    (note,) = print_records(small.visit, own(LOGO), [small.ids["co 1"]]).notes
    assert note.line == 5
    assert note.sentence == (
        "There is no attachment with the title “The Logo.png”; its place stays free. Add it, or take it out."
    )


@pytest.mark.parametrize("address", ["http://a.example/Logo.png", "file:///etc/passwd", "/etc/passwd", "../a.png"])
def test_what_is_no_name_is_refused(small: Small, address: str) -> None:
    with pytest.raises(BadTemplate, match="is outside"):
        print_records(small.visit, own(f'<img src="{address}">'), [small.ids["co 1"]])


def test_names_are_read_where_addresses_stand() -> None:
    source = """<img alt="a.png" src='A &amp; B.png'><p style="background:url( c.png )">url("d.png") {{ x.src }}</p>"""
    assert named_in(source) == {"A & B.png", "c.png", "d.png"}
    assert named_in('<img src="{{ name }}"><a href="e.png"></a><use href="#f"/><p style="filter:url(#f)">') == set()
