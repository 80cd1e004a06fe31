"""The Specify schema: the tables that only pair two others.

In: nothing. Out: `JOIN_TABLES`. Specify 6 keys them by the pair; Specify 7.12 rebuilt them with a key of their own.
"""

from specify.datamodel.declaring import JoinTable, many_to_one

JOIN_TABLES = (
    JoinTable(
        "Autonumschcoll",
        "autonumsch_coll",
        "AutonumSchCollID",
        "autonumberingscheme_collection",
        many_to_one(
            "autonumberingscheme",
            "AutoNumberingScheme",
            column="AutoNumberingSchemeID",
            required=True,
            on_delete="cascade",
        ),
        many_to_one("collection", "Collection", column="CollectionID", required=True, on_delete="cascade"),
    ),
    JoinTable(
        "Autonumschdsp",
        "autonumsch_dsp",
        "AutonumSchDspID",
        "autonumberingscheme_discipline",
        many_to_one(
            "autonumberingscheme",
            "AutoNumberingScheme",
            column="AutoNumberingSchemeID",
            required=True,
            on_delete="cascade",
        ),
        many_to_one("discipline", "Discipline", column="DisciplineID", required=True, on_delete="cascade"),
    ),
    JoinTable(
        "Autonumschdiv",
        "autonumsch_div",
        "AutonumSchDivID",
        "autonumberingscheme_division",
        many_to_one(
            "autonumberingscheme",
            "AutoNumberingScheme",
            column="AutoNumberingSchemeID",
            required=True,
            on_delete="cascade",
        ),
        many_to_one("division", "Division", column="DivisionID", required=True, on_delete="cascade"),
    ),
    JoinTable(
        "Specifyuser_spprincipal",
        "specifyuser_spprincipal",
        "SpeicfyuserSpPrincipalID",
        "specifyuser_spprincipal",
        many_to_one("specifyuser", "SpecifyUser", column="SpecifyUserID", required=True, on_delete="cascade"),
        many_to_one("spprincipal", "SpPrincipal", column="SpPrincipalID", required=True, on_delete="cascade"),
    ),
    JoinTable(
        "Spprincipal_sppermission",
        "spprincipal_sppermission",
        "SpPrincipalSpPermissionID",
        "spprincipal_sppermission",
        many_to_one("spprincipal", "SpPrincipal", column="SpPrincipalID", required=True, on_delete="cascade"),
        many_to_one("sppermission", "SpPermission", column="SpPermissionID", required=True, on_delete="cascade"),
    ),
    JoinTable(
        "Project_colobj",
        "project_colobj",
        "ProjectColObjID",
        "project_collectionobject",
        many_to_one("project", "Project", column="ProjectID", required=True),
        many_to_one("collectionobject", "CollectionObject", column="CollectionObjectID", required=True),
    ),
    JoinTable(
        "Spexportschema_exportmapping",
        "sp_schema_mapping",
        "SpExportSchemaExportMappingID",
        "exportschema_exportmapping",
        many_to_one("spexportschema", "SpExportSchema", column="SpExportSchemaID", required=True),
        many_to_one(
            "spexportschemamapping",
            "SpExportSchemaMapping",
            column="SpExportSchemaMappingID",
            required=True,
            on_delete="block",
        ),
    ),
)
