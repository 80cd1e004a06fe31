"""An import in Chromium: its pages, from the upload to what it made and back."""

from pathlib import Path

import pytest
from playwright.sync_api import FilePayload

from tests.browser.conftest import Visit
from tests.browser.looking import shoot
from tests.browser.test_pages import look

pytestmark = pytest.mark.browser
TABLE = """Kingdom,Phylum,Class,Order,Family,Genus,Species,Species author,Common name
Animalia,Chordata,Actinopterygii,Perciformes,Percidae,Sander,lucioperca,"(Linnaeus, 1758)",Zander
Animalia,Chordata,Actinopterygii,Perciformes,Percidae,Sander,volgensis,"(Gmelin, 1789)",Volga zander
Animalia,Chordata,Actinopterygii,Perciformes,Percidae,Zingel,zingel,"(Linnaeus, 1766)",Zingel
Animalia,Chordata,Actinopterygii,Perciformes,Percidae,Zingel,zingel,"(Linnaeus, 1766)",Zingel
,,,,,,,nobody,
Animalia,Chordata,Actinopterygii,Perciformes,,Romanichthys,valsanicola,"Dumitrescu, Bănărescu & Stoica, 1957",Asprete
"""


def test_an_import_and_back(entering: Visit, screenshots: Path | None) -> None:
    def see(name: str) -> None:
        if entering.has_script:  # axe needs it
            look(page, name, screenshots)
        elif screenshots:
            shoot(page, screenshots, f"{name}-without-script")

    page = entering.open(f"{entering.home}trees/taxon/")
    page.click("text=Import from a file")
    see("import")
    page.set_input_files("#file", FilePayload(name="percidae.csv", mimeType="text/csv", buffer=TABLE.encode()))
    page.click("main button.primary")
    see("import-columns")
    page.click("main button.primary")
    see("import-preview")
    page.check("[name=leave_out]")
    page.click("main button.primary")
    assert "by this import" in page.inner_text("main")
    see("import-done")
    page.click("text=Undo the import")
    see("import-undo")
    page.click("main button.danger")
    assert "This import was undone" in page.inner_text("main")
