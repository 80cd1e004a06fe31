"""The institution's reports printed: by their queries, for these records alone, with what they ask and lack."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.files.storage import storages
from django.test import override_settings
from PIL import Image

from specify.datamodel.tables import model
from specify.printing.models import Bound
from specify.printing.printing import Order, preview, print_records
from specify.printing.rendering import limits
from specify.printing.rendering.telling import BadTemplate
from specify.printing.reports.binding import Binding, bind, suggested, sweep_orphans
from specify.printing.reports.library import reports_here, resource_named, without_table
from specify.printing.templates.library import templates_of
from specify.security.policies import Policy, Rights
from specify.web.refusals import Refusal
from tests.page_client import count_statements
from tests.printing.jrxml.templates import place, text
from tests.printing.press import lines
from tests.printing.press import text as words
from tests.printing.reports.planted import NUMBER, PLACE, REMARKS, Planted, planted, query, resource, seen, template
from tests.query.small_collection import Small


def test_a_report_is_a_template_of_its_query_s_table(small: Small) -> None:
    report = planted(small, template(), NUMBER)
    assert (report.template.title, report.template.table, report.template.kind) == ("Jars", "collectionobject", "label")
    assert report.template.name == f"jrxml-{report.resource}"
    assert report.template in templates_of(report.visit, "collectionobject")


def test_who_sees_which_report(small: Small) -> None:
    here, user = small.visit.place, small.visit.user.pk
    own = planted(small, template(), NUMBER, directory={"isPersonal": True, "specifyUser_id": user})
    of_collection = planted(small, template(), NUMBER, directory={"collection_id": here.collection_id})
    other_collection = model("collection").objects.exclude(pk=here.collection_id).order_by("-pk").first()
    assert other_collection is not None
    planted(small, template(), NUMBER, directory={"collection_id": other_collection.pk})
    somebody = small.world.plant("specifyuser")
    planted(small, template(), NUMBER, directory={"isPersonal": True, "specifyUser_id": somebody})
    planted(small, template(), NUMBER, directory={"discipline_id": None})
    planted(small, template(), NUMBER, type="jrxml/subreport")
    assert {one.resource for one in reports_here(own.visit)} == {own.resource, of_collection.resource}
    report = planted(small, template(), NUMBER, type="jrxml/report")
    assert report.template.kind == "report"


def test_the_table_may_be_told_by_the_resource_or_by_nothing(small: Small) -> None:
    told = resource(small, template(), metadata="tableid=1;reqrs=true")
    nothing = resource(small, template(), metadata="")
    visit = seen(small.visit)
    assert [one.table for one in reports_here(visit)] == ["collectionobject"]
    assert [one.id for one in without_table(visit)] == [nothing]
    with pytest.raises(Refusal, match="Nobody has chosen the query"):
        Planted(small, told, None).printed(1)


def test_records_are_printed_by_the_query_in_their_order(small: Small) -> None:
    body = text(f"$F{{{NUMBER}}}"), text(f"$F{{{PLACE}}}", "0 14 200 12")
    report = planted(small, template(*body, fields=(NUMBER, PLACE)), NUMBER, PLACE)
    done = report.printed(3, 1)
    assert (done.number, done.notes) == (2, ())
    assert lines(done.pdf) == ["10", "Deep Pond", "1", "Mill Creek"]
    sorted_by_query = planted(small, template(text(f'"No. " + $F{{{NUMBER}}}')), {"stringId": NUMBER, "sortType": 1})
    assert lines(sorted_by_query.printed(3, 1).pdf) == ["No. 1", "No. 10"]
    assert lines(sorted_by_query.printed(3, 1, order=Order(as_given=True)).pdf) == ["No. 10", "No. 1"]


def test_the_catalog_number_has_no_zeros_before_it_whatever_its_class(small: Small) -> None:
    detail = text(f"$F{{{NUMBER}}}")
    assert lines(planted(small, template(detail), NUMBER).printed(1).pdf) == ["1"]
    whole = planted(small, template(detail, fields=(f"{NUMBER}:Integer",)), NUMBER)
    assert lines(whole.printed(3).pdf) == ["10"]


def test_names_may_be_spelled_otherwise(small: Small) -> None:
    other = "1.CollectionObject.CATALOGNUMBER"
    aggregated = "1,10,30-collectors.collectingevent.collectors"
    newer = "1,10,30-collectors.collector.collectors"
    body = text(f"$F{{{other}}}"), text(f"$F{{{aggregated}}}", "0 14 200 12")
    report = planted(small, template(*body, fields=(other, aggregated)), NUMBER, {"stringId": newer, "isRelFld": True})
    done = report.printed(1)
    assert done.notes == ()
    assert "Jones" in words(done.pdf)


def test_the_size_and_the_number_of_the_record_are_there(small: Small) -> None:
    detail = text('$F{id} + " of " + $F{resultsetsize}')
    report = planted(small, template(detail, fields=("id:Integer", "resultsetsize")), NUMBER)
    done = report.printed(1, 2)
    assert lines(done.pdf) == [f"{small.ids['co 1']} of 2", f"{small.ids['co 2']} of 2"]
    assert done.notes == ()


def test_what_the_query_asks_for_is_asked_and_told(small: Small) -> None:
    report = planted(small, template(), NUMBER, {"stringId": REMARKS, "operStart": 11, "startValue": "tag"})
    done = report.printed(1, 2, 4)
    assert lines(done.pdf) == ["1", "11"]
    assert [note.sentence for note in done.notes] == ["1 record is left out by the conditions of the query “For jars”."]
    with pytest.raises(Refusal, match="1 record is left out"):
        report.printed(2)


def test_a_record_of_another_collection_is_never_printed(small: Small) -> None:
    identity = {"stringId": "1.collectionobject.collectionobjectId", "operStart": 10}
    report = planted(small, template(), NUMBER, {**identity, "startValue": str(small.ids["co 2"])})
    assert lines(report.printed(1, 6).pdf) == ["1"]
    with pytest.raises(Refusal):
        report.printed(6)


@pytest.mark.parametrize(
    ("repeats", "number"),
    [
        ({"repeatCount": 3}, 6),
        ({"repeatField": "1.collectionobject.integer1"}, 105),
        ({"repeatField": NUMBER}, 11),
        ({"repeatField": "nonsense"}, 2),
        ({"repeatCount": -4}, 2),
    ],
)
def test_rows_are_repeated_as_the_report_says(small: Small, repeats: dict[str, object], number: int) -> None:
    report = planted(small, template(), NUMBER, "1.collectionobject.integer1", **repeats)
    assert report.printed(1, 3).number == number
    assert report.printed(1, 3, order=Order(copies=2)).number == 4
    with pytest.raises(Refusal) as refused:
        report.printed(1, 3, order=Order(copies=limits.LABELS))
    assert refused.value.title == "Too many labels"


def test_what_is_asked_of_a_person_is_passed_on(small: Small) -> None:
    asked = (
        '<parameter name="title" class="java.lang.String" isForPrompting="true"><parameterDescription>Head'
        '</parameterDescription><defaultValueExpression><![CDATA["a" + "b"]]></defaultValueExpression></parameter>'
        '<parameter name="number" class="java.lang.Integer" isForPrompting="true"/>'
        '<parameter name="secret" class="java.lang.String"/>'
    )
    detail = text('$P{title} + " " + $P{number} + " " + $P{secret}')
    report = planted(small, template(detail, more=asked), NUMBER)
    assert lines(report.printed(1).pdf) == ["ab null null"]
    answers = (("title", "Jars"), ("number", "7"), ("secret", "x"))
    assert lines(report.printed(1, order=Order(answers=answers)).pdf) == ["Jars 7 null"]
    blank = (("title", ""), ("number", " "))
    assert lines(report.printed(1, order=Order(answers=blank)).pdf) == [" null null"]


def test_a_field_is_bound_to_one_of_the_query(small: Small) -> None:
    report = planted(small, template(text("$F{CatNo}"), fields=("CatNo",)), NUMBER, REMARKS)
    done = report.printed(1)
    assert [note.sentence for note in done.notes] == ["No field of the query answers these, which stay empty: CatNo."]
    bind(report.resource, "", Binding(report.query or 0, "collectionobject", {"CatNo": NUMBER}))
    done = report.printed(1)
    assert (lines(done.pdf), done.notes) == (["1"], ())


def test_a_query_may_be_chosen_for_a_report_that_has_none(small: Small) -> None:
    report = planted(small, template(), metadata="")
    bind(report.resource, "", Binding(query(small, NUMBER), "collectionobject"))
    assert lines(report.printed(2).pdf) == ["2"]


def test_what_was_chosen_for_a_report_that_is_gone_is_forgotten(small: Small) -> None:
    report = planted(small, template(), NUMBER)
    for number in (report.resource, 99_999_999):
        bind(number, "", Binding(report.query or 0, "collectionobject", {"CatNo": NUMBER}))
    assert sweep_orphans() == 2
    assert set(Bound.objects.values_list("resource", flat=True)) == {report.resource}
    assert sweep_orphans() == 0


def test_the_nearest_field_is_suggested() -> None:
    offered = {NUMBER: "Catalog number", PLACE: "Locality name", "1,9-determinations,4.taxon.Genus": "Genus"}
    assert suggested("CATALOGNUMBER", offered) == NUMBER
    assert suggested("genus_name", offered) == "1,9-determinations,4.taxon.Genus"
    assert suggested(NUMBER.upper(), offered) == NUMBER
    assert suggested("CatNo", offered) == NUMBER
    assert suggested("xq", offered) == ""


def test_a_report_within_has_a_query_of_its_own(small: Small) -> None:
    sent = (
        '<subreportParameter name="which"><subreportParameterExpression><![CDATA[$F{id}]]>'
        "</subreportParameterExpression></subreportParameter>"
    )
    inner = (
        f"<subreport><reportElement {place('0 14 200 12')}/>{sent}<subreportExpression>"
        '<![CDATA[$P{SUBREPORT_DIR} + "Names.jasper"]]></subreportExpression></subreport>'
    )
    dirs = '<parameter name="SUBREPORT_DIR" class="java.lang.String"/>'
    outer = template(text(f"$F{{{NUMBER}}}"), inner, fields=(NUMBER, "id:Integer"), more=dirs)
    report = planted(small, outer, NUMBER)
    done = report.printed(1)
    assert [note.sentence for note in done.notes] == [
        "There is no template “Names” for the report within; its place stays free."
    ]
    taxon, owner = "9,4.taxon.fullName", "9,1.collectionobject.collectionobjectId"
    resource(small, template(text(f"$F{{{taxon}}}"), fields=(taxon,)), name="Names.jrxml", type="jrxml/subreport")
    done = report.printed(1)
    assert [note.sentence for note in done.notes] == ["The report within, “Names”, has no query; its place stays free."]
    of_names = query(small, taxon, owner, table="determination")
    bind(report.resource, "Names", Binding(of_names, "determination", {}, {"which": owner}))
    bind(report.resource, "Names", Binding(99_999_999, "determination"))
    [note] = report.printed(1).notes
    assert note.sentence.startswith(
        "The report within, “Names”, stays free. The query that fills this report, no. 99999999,"
    )
    bind(report.resource, "Names", Binding(of_names, "determination", {}, {"which": owner}))
    done = report.printed(1, 4)
    assert done.notes == ()
    assert sorted(lines(done.pdf)) == [
        "1", "11", "Etheostoma caeruleum", "Etheostoma spectabile", "Perca flavescens",
    ]  # fmt: skip


def test_a_broken_report_within_leaves_its_place_free(small: Small) -> None:
    inner = (
        f"<subreport><reportElement {place('0 14 200 12')}/>"
        '<subreportExpression><![CDATA["Names.jasper"]]></subreportExpression></subreport>'
    )
    report = planted(small, template(text(f"$F{{{NUMBER}}}"), inner), NUMBER)
    resource(small, b"<jasperReport>", name="Names.jrxml", type="jrxml/subreport")
    done = report.printed(1)
    assert lines(done.pdf) == ["1"]
    assert [note.sentence for note in done.notes] == [
        "The template “Names” of the report within cannot be read; its place stays free."
    ]


IMAGE = (
    f"<image><reportElement {place('0 14 20 10')}/>"
    '<imageExpression><![CDATA[$P{RPT_IMAGE_DIR} + "/" + "Logo.png"]]></imageExpression></image>'
)
IMAGES = '<parameter name="RPT_IMAGE_DIR" class="java.lang.String"/>'


def test_pictures_are_attachments_by_their_titles(small: Small, tmp_path: Path) -> None:
    report = planted(small, template(text(f"$F{{{NUMBER}}}"), IMAGE, more=IMAGES), NUMBER)
    told = "There is no attachment with the title “Logo.png”; its place stays free. Add it, or take it out."
    assert [note.sentence for note in report.printed(1).notes] == [told]
    small.world.plant("attachment", title="Logo.png", attachmentLocation="abc.png", origFilename="x.png")
    folder = tmp_path / "originals"
    folder.mkdir()
    target = io.BytesIO()
    Image.new("RGB", (20, 10), "red").save(target, "PNG")
    (folder / "abc.png").write_bytes(target.getvalue())
    store = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    with override_settings(STORAGES={**storages.backends, "attachments": store}):
        assert report.printed(1).notes == ()
        elsewhere = {"scopeType": 0, "scopeID": small.visit.place.collection_id + 1}
        model("attachment").objects.filter(title="Logo.png").update(**elsewhere)
        assert [note.sentence for note in report.printed(1).notes] == [told]
        model("attachment").objects.filter(title="Logo.png").update(scopeType=None, scopeID=None)
        assert report.printed(1).notes == ()
        model("attachment").objects.filter(title="Logo.png").update(attachmentLocation="../../secret.png")
        assert [note.sentence for note in report.printed(1).notes] == [told]


def test_the_first_page_is_shown_with_what_cannot_be_honoured(small: Small) -> None:
    report = planted(small, template(text('Runtime.getRuntime().exec("ls")'), text(f"$F{{{NUMBER}}}")), NUMBER)
    html = preview(report.visit, report.template, [small.ids["co 1"]]).told["html"]
    assert 'alt="The first page of “Jars”" src="data:image/png;base64,iVBOR' in html
    assert "<li>Line 1: The method Runtime.getRuntime is not known here.</li>" in html


BOMB = b'<!DOCTYPE t [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><jasperReport name="&b;"/>'


@pytest.mark.parametrize("content", [b"", b"Dear curator,", b"<jasperReport>", b"<html/>", BOMB, b"\xff\xfe\x00"])
def test_what_is_no_template_is_refused_in_a_sentence(small: Small, content: bytes) -> None:
    report = planted(small, content, NUMBER)
    with pytest.raises(BadTemplate, match="it is no template of JasperReports") as refused:
        report.printed(1)
    assert refused.value.remedy


def test_a_query_that_is_gone_or_of_another_table_is_told(small: Small) -> None:
    report = planted(small, template(), metadata="tableid=1")
    gone = query(small, NUMBER)
    bind(report.resource, "", Binding(gone, "collectionobject"))
    model("spqueryfield").objects.filter(query=gone).delete()
    model("spquery").objects.filter(pk=gone).delete()
    with pytest.raises(Refusal, match="is gone"):
        report.printed(1)
    agents = query(small, "5.agent.lastName", table="agent")
    bind(report.resource, "", Binding(agents, "collectionobject"))
    with pytest.raises(Refusal, match="about another table") as refused:
        report.printed(1)
    assert "Choose a query" in refused.value.remedy


def test_ten_thousand_letters_are_printed(small: Small) -> None:
    model("collectionobject").objects.filter(pk=small.ids["co 1"]).update(remarks="fish " * 2000)
    detail = text(f"$F{{{REMARKS}}}", isStretchWithOverflow="true")
    report = planted(small, template(detail, fields=(REMARKS,)), REMARKS)
    assert words(report.printed(1).pdf).count("fish") == 2000


@pytest.mark.parametrize("right", ["/report", "/querybuilder/query"])
def test_who_may_not_does_not(small: Small, right: str) -> None:
    report = planted(small, template(), NUMBER)
    policies = (Policy("/table/%", "%", 1), Policy(right, "%", 1))
    visit = replace(report.visit, rights=Rights(1, small.visit.place.collection_id, policies))
    with pytest.raises(Refusal, match="may not"):
        preview(visit, report.template, [small.ids["co 1"]])


def test_a_name_that_is_none_is_refused(small: Small) -> None:
    for name in ("jrxml-99999999", "jrxml-x", "jrxml-", "fish-jar"):
        with pytest.raises(Refusal, match="There is no template"):
            resource_named(small.visit, name)
    assert not Bound.objects.exists()


def test_statements_do_not_follow_the_rows(small: Small) -> None:
    report = planted(small, template(), NUMBER)
    visit, shown = report.visit, report.template
    print_records(visit, shown, [small.ids["co 1"]])
    with count_statements() as few:
        print_records(visit, shown, [small.ids["co 1"]])
    with count_statements() as many:
        print_records(visit, shown, [small.ids[f"co {number}"] for number in range(1, 6)])
    assert len(many) == len(few) <= 6
