"""Specify 7's own ledger, written into a database we make, so that Specify 7 can take it over.

In: an empty MariaDB or MySQL database in which Specify's tables were just created. Out: Django's six tables as
Specify 7 has them, its migrations noted as applied, and the `spversion` row. We never read or write these tables
again. Source: the state that Specify 7.12 leaves behind after its own guided set-up.
"""

from datetime import datetime
from typing import Any

MIGRATIONS = """
specify 0001_initial
accounts 0001_initial 0002_auto_20211223_1206 0003_auto_20220621_1541
attachment_gw 0001_initial 0002_add_matchingmode
contenttypes 0001_initial 0002_remove_content_type_name
auth 0001_initial 0002_alter_permission_name_max_length 0003_alter_user_email_max_length 0004_alter_user_username_opts
auth 0005_alter_user_last_login_null 0006_require_contenttypes_0002 0007_alter_validators_add_error_messages
auth 0008_alter_user_username_max_length 0009_alter_user_last_name_max_length 0010_alter_group_name_max_length
auth 0011_update_proxy_permissions 0012_alter_user_first_name_max_length
specify 0002_geo 0003_cotype_picklist 0004_stratigraphy_age 0005_collectionobjectgroup_parentcojo
specify 0006_fix_tectonic_tree_fields 0007_schema_config_update 0008_ageCitations_fix 0009_tectonic_ranks
specify 0010_updateDelete_parentcojo 0011_cascading_tree_nodes 0012_add_cojo_to_schema_config
specify 0013_collectionobjectgroup_parentcog 0014_spqueryfield_strict 0015_add_version_to_ages
specify 0016_collectionobjecttype_catalognumformatname 0017_schemaconfig_fixes 0018_cot_catnum_schema
specify 0019_remove_parentCog 0020_add_tectonicunit_to_pc_in_schema_config 0021_update_hidden_geo_tables
specify 0022_ensure_default_cots
businessrules 0001_initial 0002_default_unique_rules 0003_catnum_constraint 0004_catnum_uniquerule 0005_cojo
specify 0023_update_schema_config_text 0024_add_uniqueIdentifier_storage 0025_alter_collectionobjectgroupjoin_childco
specify 0026_taxontreedef_alter_delete 0027_CO_children 0028_selectseries 0029_remove_collectionobject_parentco
specify 0030_fix_storage_uniqueidentifier 0031_add_default_for_selectseries 0032_add_quantities_gift
specify 0033_update_paleo_desc 0034_accession_date_fields 0035_version_required 0036_remove_spquery_selectseries
specify 0037_make_smushed_default_false 0038_make_countonly_default_false 0039_agent_fields_for_loan_and_gift
specify 0040_components 0041_add_missing_schema_after_reorganization 0042_discipline_type_picklist
specify 0043_normalize_many_to_many 0044_alter_deletion_cascade
businessrules 0006_storage_uniqueIdentifier 0007_more_uniqueness_rules 0008_fix_global_default_rules
businessrules 0009_alter_uniquenessrule_discipline
permissions 0001_initial 0002_role_rolepolicy_userrole 0003_auto_20220321_1445 0004_intialize_defaults
permissions 0004_auto_20220407_1927 0005_merge_20220414_1451
notifications 0001_initial 0002_message_read 0003_spmerging 0004_rename_merge_policy 0005_auto_20240530_1512
notifications 0006_localityupdate_localityupdaterowresult
patches 0001_restore_separators 0002_fix_accepted_taxon 0003_coordinate_fields_fix 0004_add_title_tree_rank_fix
patches 0005_chrono_start_end 0006_version_fix 0007_fix_tectonicunit_tree_root 0008_merge_duplicate_picklists
permissions 0006_add_dataset_create_recordset_permission 0007_add_stats_edit_permission 0008_attachment_import_role
sessions 0001_initial
setup_tool 0001_ensure_discipline_resource_dirs
specify 0045_add_indexes 0046_alter_specifyuser_spprincipals
workbench 0001_initial 0002_spdataset_visualorder 0003_auto_20210218_1256 0004_auto_20210219_1131
workbench 0005_auto_20210428_1634 0006_batch_edit 0007_spdatasetattachment 0008_spdataset_rolledback
"""

DJANGO_TABLES = (
    "CREATE TABLE django_migrations (id int NOT NULL AUTO_INCREMENT PRIMARY KEY, app varchar(255) NOT NULL,"
    " name varchar(255) NOT NULL, applied datetime NOT NULL)",
    "CREATE TABLE django_content_type (id int NOT NULL AUTO_INCREMENT PRIMARY KEY, app_label varchar(100) NOT NULL,"
    " model varchar(100) NOT NULL, UNIQUE KEY django_content_type_app_label_model_76bd3d3b_uniq (app_label, model))",
    "CREATE TABLE auth_permission (id int NOT NULL AUTO_INCREMENT PRIMARY KEY, name varchar(255) NOT NULL,"
    " content_type_id int NOT NULL, codename varchar(100) NOT NULL,"
    " UNIQUE KEY auth_permission_content_type_id_codename_01ab375a_uniq (content_type_id, codename),"
    " CONSTRAINT auth_permission_content_type_id_2f476e4b_fk_django_co FOREIGN KEY (content_type_id)"
    " REFERENCES django_content_type (id))",
    "CREATE TABLE auth_group (id int NOT NULL AUTO_INCREMENT PRIMARY KEY, name varchar(150) NOT NULL,"
    " UNIQUE KEY name (name))",
    "CREATE TABLE auth_group_permissions (id int NOT NULL AUTO_INCREMENT PRIMARY KEY, group_id int NOT NULL,"
    " permission_id int NOT NULL,"
    " UNIQUE KEY auth_group_permissions_group_id_permission_id_0cd325b0_uniq (group_id, permission_id),"
    " CONSTRAINT auth_group_permissions_group_id_b120cbf9_fk_auth_group_id FOREIGN KEY (group_id)"
    " REFERENCES auth_group (id),"
    " CONSTRAINT auth_group_permissio_permission_id_84c5c92e_fk_auth_perm FOREIGN KEY (permission_id)"
    " REFERENCES auth_permission (id))",
    "CREATE TABLE django_session (session_key varchar(40) NOT NULL PRIMARY KEY, session_data longtext NOT NULL,"
    " expire_date datetime(6) NOT NULL, KEY django_session_expire_date_a5c62663 (expire_date))",
)


def migrations() -> list[tuple[str, str]]:
    """The pairs of app and migration, in the order Specify 7.12 applied them."""
    pairs = []
    for line in MIGRATIONS.split("\n"):
        app, _, names = line.partition(" ")
        pairs += [(app, name) for name in names.split()]
    return pairs


def fill(cursor: Any, now: datetime) -> None:
    """Create Django's tables as Specify 7 has them and note its migrations as applied."""
    for statement in DJANGO_TABLES:
        cursor.execute(statement)
    rows = [(app, name, now.replace(microsecond=0)) for app, name in migrations()]
    cursor.executemany("INSERT INTO django_migrations (app, name, applied) VALUES (%s, %s, %s)", rows)
