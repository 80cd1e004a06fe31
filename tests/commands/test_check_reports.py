"""What `check_reports` says, on paths without a database and of the templates in one."""

import json
from datetime import datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from specify.datamodel import tables
from specify.printing.reports.binding import Binding, bind
from tests.commands.running import manage
from tests.planting import World
from tests.printing.jrxml.templates import section, text
from tests.printing.reports.planted import NUMBER, REMARKS, planted, resource, template
from tests.query.small_collection import plant

BORN = datetime(2001, 2, 3)
FIELD = '<field name="Name" class="java.lang.String"/>'
GOOD = f'<jasperReport name="good">{FIELD}{section("detail", text("$F{Name}"))}</jasperReport>'
BAD = GOOD.replace("$F{Name}", 'System.exit("1")').replace("<detail>", "\n<detail>")


def report(*arguments: Any) -> dict[str, Any]:
    """The report as JSON."""
    out = StringIO()
    call_command("check_reports", *arguments, "--json", stdout=out)
    told: dict[str, Any] = json.loads(out.getvalue())
    return told


@pytest.mark.one_shape
def test_files_and_folders_are_checked(tmp_path: Path) -> None:
    (tmp_path / "good.jrxml").write_text(GOOD)
    (tmp_path / "bad").write_text(BAD)
    told = report(tmp_path, tmp_path / "bad")
    assert told == {
        "files": 2,
        "elements": 2,
        "expressions": 2,
        "honoured": 3,
        "needs_query": [{"file": str(tmp_path / "good.jrxml"), "fields": ["Name"], "subreports": []}],
        "problems": [
            {"file": str(tmp_path / "bad"), "line": 2, "what": "The method System.exit is not known here."},
        ],
    }


@pytest.mark.one_shape
def test_in_words_each_file_has_a_line_and_its_problems_under_it(tmp_path: Path) -> None:
    (tmp_path / "a.jrxml").write_text(BAD)
    (tmp_path / "b.jrxml").write_text(GOOD)
    out = StringIO()
    call_command("check_reports", tmp_path, stdout=out)
    assert out.getvalue().splitlines() == [
        f"{tmp_path / 'a.jrxml'}: 1 elements, 1 expressions, 1 problems.",
        "  line 2: The method System.exit is not known here.",
        f"{tmp_path / 'b.jrxml'}: 1 elements, 1 expressions, 0 problems.",
        "  needs a query with: Name",
    ]


@pytest.mark.one_shape
def test_it_fails_with_a_sentence_after_the_report(tmp_path: Path) -> None:
    out = StringIO()
    with pytest.raises(CommandError, match="There is no file or folder"):
        call_command("check_reports", tmp_path / "no", stdout=out)
    with pytest.raises(CommandError, match="No template was found"):
        call_command("check_reports", tmp_path, stdout=out)
    (tmp_path / "bad.jrxml").write_text("Dear curator,")
    (tmp_path / "good.jrxml").write_text(GOOD)
    out = StringIO()
    with pytest.raises(CommandError, match=r"These cannot be printed: .*bad\.jrxml\."):
        call_command("check_reports", tmp_path, "--json", stdout=out)
    told = json.loads(out.getvalue())
    assert told["files"] == 2
    assert "it is no template of JasperReports" in told["problems"][0]["what"]


@pytest.mark.one_shape
def test_no_server_is_needed_for_paths(var: Path, tmp_path: Path) -> None:
    (tmp_path / "good.jrxml").write_text(GOOD)
    said = manage("mysql://nobody:x@127.0.0.1:1/none", "check_reports", str(tmp_path), "--json", var=var)
    assert (said.code, said.error) == (0, "")
    assert json.loads(said.output)["files"] == 1


@pytest.mark.django_db
def test_the_templates_in_the_database_are_checked() -> None:
    before = report("--database")["files"]
    directory = tables.SpAppResourceDir.objects.create(isPersonal=False, timestampCreated=BORN)
    for name, mime_type in (("Jar", "jrxml/label"), ("Loan", "jrxml/report"), ("Other", "text/xml")):
        resource = tables.SpAppResource.objects.create(
            name=name,
            mimeType=mime_type,
            level=0,
            spAppResourceDir=directory,
            timestampCreated=BORN,
            specifyUser_id=1,
        )
        tables.SpAppResourceData.objects.create(data=BAD.encode(), spAppResource=resource, timestampCreated=BORN)
    told = report("--database")
    assert told["files"] == before + 2
    assert [one["file"].split(",")[1].strip() for one in told["problems"]] == ["Jar", "Loan"]


@pytest.mark.django_db
def test_what_the_queries_of_stored_reports_lack_is_told() -> None:
    small = plant(World.create())
    detail = text(f"$F{{{NUMBER}}} + $F{{Kept}} + $F{{Name}} + $F{{1.collectionobject.text1}}")
    content = template(detail, fields=(NUMBER, "Kept", "Name", "1.collectionobject.text1"))
    reported = planted(small, content, NUMBER, REMARKS)
    bind(reported.resource, "", Binding(reported.query or 0, "collectionobject", {"Kept": REMARKS, "Name": "1.gone.x"}))
    alone = resource(small, content, name="Alone.jrxml")
    gone = resource(small, content, name="Gone.jrxml")
    bind(gone, "", Binding(99_999_999, "collectionobject"))
    told = report("--database")
    needs = {one["file"].rpartition(" ")[2]: one["fields"] for one in told["needs_query"]}
    assert needs[str(reported.resource)] == ["1.collectionobject.text1", "Name"]
    assert needs[str(alone)] == ["Kept", "Name"]
    [problem] = [one for one in told["problems"] if one["file"].endswith(f" {gone}")]
    assert "no. 99999999, is gone" in problem["what"]


@pytest.mark.one_shape
def test_a_folder_named_as_a_template_is_none_and_what_cannot_be_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "folder.jrxml").mkdir()
    (tmp_path / "good.jrxml").write_text(GOOD)
    assert report(tmp_path)["files"] == 1

    def refused(_file: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refused)
    with pytest.raises(CommandError, match=r"good\.jrxml cannot be read: Permission denied"):
        report(tmp_path)
