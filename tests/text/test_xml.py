"""XML of strangers is read without trust."""

from pathlib import Path

import pytest

from specify.text import xml
from specify.text.xml import BadXml, flag, number, parse

pytestmark = pytest.mark.one_shape


def test_the_declared_encoding_is_honoured() -> None:
    data = '<?xml version="1.0" encoding="ISO-8859-1"?><a name="Größe"/>'.encode("latin-1")
    assert parse(data, "it").get("name") == "Größe"


def test_comments_and_blanks_before_the_declaration_are_forgiven() -> None:
    root = parse(b'\n <?xml version="1.0"?><a><!-- no --><b/><?php no ?></a>', "it")
    assert [child.tag for child in root] == ["b"]


@pytest.mark.parametrize("data", [b"", b"no xml", b"<a>", b"<a></b>", b'<?xml version="1.0" encoding="none"?><a/>'])
def test_what_is_no_xml_is_named(data: bytes) -> None:
    with pytest.raises(BadXml, match=r"^UIFormatters is no XML that can be read: .+\.$"):
        parse(data, "UIFormatters")


def test_a_document_type_is_refused(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret")
    outside = f'<!DOCTYPE a [<!ENTITY s SYSTEM "{secret.as_uri()}">]><a>&s;</a>'.encode()
    laughs = "".join(f'<!ENTITY l{i + 1} "{f"&l{i};" * 20}">' for i in range(9))
    growing = f'<!DOCTYPE a [<!ENTITY l0 "ha">{laughs}]><a b="&l9;"/>'.encode()
    for data in (b"<!DOCTYPE a><a/>", outside, growing):
        with pytest.raises(BadXml):
            parse(data, "it")


def test_size_and_depth_have_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(BadXml):
        parse(b"<a>" * 300 + b"</a>" * 300, "it")
    monkeypatch.setattr(xml, "MAX_BYTES", 10)
    with pytest.raises(BadXml, match="larger"):
        parse(b"<a>0123456789</a>", "it")


def test_attributes_are_read_as_specify_writes_them() -> None:
    element = parse(b'<a yes="TRUE" no="false" blank=" " count=" 3 " odd="x"/>', "it")
    assert [flag(element, name) for name in ("yes", "no", "blank", "none")] == [True, False, False, False]
    assert flag(element, "none", default=True)
    assert [number(element, name, 7) for name in ("count", "odd", "none")] == [3, 7, 7]
