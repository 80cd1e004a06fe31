"""The controls, plugins and commands of the form language that we know: on which tables they work, what they look at.

In: nothing. Out: tables of names. A plugin or command without tables works on any. The names are Specify's, in its
case; those of controls stand here in lower case.
"""

from collections.abc import Mapping

from django.utils.translation import gettext

Reads = tuple[str, ...]

_OBJECT = "collectionobject"
_STRATIGRAPHY: Reads = ("paleocontext", "geologictimeperiod")
_RELATED: Mapping[str, Reads] = {_OBJECT: ("collectionrelationship", "collectionreltype")}
_LOCALITY: Mapping[str, Reads] = {"locality": ()}
_CONTAINER: Mapping[str, Reads] = {_OBJECT: ("container",)}
_ANY: Mapping[str, Reads] = {}

# By plugin: the tables it works on, and for each what must be readable beyond the record itself.
PLUGINS: Mapping[str, Mapping[str, Reads]] = {
    "AttachmentPlugin": _ANY,
    "ColRelTypePlugin": _RELATED,
    "CollectionRelOneToManyPlugin": _RELATED,
    "ContainerPlugin": _CONTAINER,
    "ContainersColObjPlugin": _CONTAINER,
    "DefItemEditorPlugin": _ANY,
    "FishBase": _ANY,
    "HostTaxonPlugin": {"collectingeventattribute": ()},
    "IllustrativeBarCodeUI": _ANY,
    "LatLonUI": _LOCALITY,
    "LocalityGeoRef": _LOCALITY,
    "LocalityGoogleEarth": _LOCALITY,
    "LocalityWorldWind": _LOCALITY,
    "PaleoMap": {
        "locality": _STRATIGRAPHY,
        "collectingevent": ("locality", *_STRATIGRAPHY),
        _OBJECT: ("collectingevent", "locality", *_STRATIGRAPHY),
    },
    "PasswordStrengthUI": _ANY,
    "TaxonLabelFormatting": _ANY,
    "WebLinkButton": _ANY,
}
# Plugins that help with dialogs of the desktop program, where they show nothing of a record.
DESKTOP_ONLY = frozenset(
    {"DefItemEditorPlugin", "FishBase", "IllustrativeBarCodeUI", "PasswordStrengthUI", "TaxonLabelFormatting"}
)
# Plugins that work on a field, which their cells must lead to.
ON_A_FIELD = frozenset({"HostTaxonPlugin"})
# What a plugin cannot do without.
NEEDED: Mapping[str, str] = {"ColRelTypePlugin": "relname", "CollectionRelOneToManyPlugin": "relname"}

CONTROLS = frozenset(
    """browse button checkbox colorchooser combobox dsptextarea dsptextfield editoncreate formattedtext image label list
    password plugin progress querycbx spinner text textarea textareabrief textfieldinfo textpl tristate url""".split()
)
# Controls that stand for no value.
LEFT_OUT = frozenset({"button", "progress"})

SHOW_INTERACTIONS = frozenset({"ShowLoansBtn", "ShowInteractionsBtn", "SHOW_INTERACTIONS", "SHOW_LOANS"})
COMMANDS: Mapping[str, Reads] = {
    "generateLabelBtn": (),
    "Generate Label": (),
    "ReturnLoan": ("loan",),
    **dict.fromkeys(SHOW_INTERACTIONS, ("preparation",)),
}


def misplaced(plugin: str, table: str) -> Reads:
    """The tables a plugin is made for, when `table` (a key) is none of them; nothing when it is in its place."""
    made_for = tuple(PLUGINS.get(plugin, ()))
    return () if table in made_for else made_for


def misplaced_sentence(captions_of_tables: str) -> str:
    """What stands on the page in place of a plugin on the wrong table."""
    return gettext("can be shown on forms of %(tables)s only") % {"tables": captions_of_tables}
