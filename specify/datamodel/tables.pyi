"""The models that `tables` builds from the declared schema; written by `specify.datamodel.describing`."""

import datetime
import decimal
from typing import Any, ClassVar

from django.db import models

from specify.datamodel.declaring import Table
from specify.datamodel.users import SpecifyUserManager, SpecifyUserMixin

def model(key: str) -> type[models.Model]: ...
def join_model(table: str) -> type[models.Model]: ...


class CollectionObject(models.Model):
    objects: ClassVar[models.Manager[CollectionObject]]
    specify_table: ClassVar[Table]
    id: int
    altCatalogNumber: str | None
    availability: str | None
    catalogNumber: str | None
    catalogedDate: datetime.date | None
    catalogedDatePrecision: int | None
    catalogedDateVerbatim: str | None
    collectionMemberId: int
    countAmt: int | None
    date1: datetime.date | None
    date1Precision: int | None
    deaccessioned: bool | None
    description: str | None
    embargoReason: str | None
    embargoReleaseDate: datetime.date | None
    embargoReleaseDatePrecision: int | None
    embargoStartDate: datetime.date | None
    embargoStartDatePrecision: int | None
    fieldNumber: str | None
    guid: str | None
    integer1: int | None
    integer2: int | None
    inventoryDate: datetime.date | None
    inventoryDatePrecision: int | None
    modifier: str | None
    name: str | None
    notifications: str | None
    number1: decimal.Decimal | None
    number2: decimal.Decimal | None
    numberOfDuplicates: int | None
    objectCondition: str | None
    ocr: str | None
    projectNumber: str | None
    remarks: str | None
    reservedInteger3: int | None
    reservedInteger4: int | None
    reservedText: str | None
    reservedText2: str | None
    reservedText3: str | None
    restrictions: str | None
    sgrStatus: int | None
    text1: str | None
    text2: str | None
    text3: str | None
    text4: str | None
    text5: str | None
    text6: str | None
    text7: str | None
    text8: str | None
    totalValue: decimal.Decimal | None
    uniqueIdentifier: str | None
    visibility: int | None
    yesNo1: bool | None
    yesNo2: bool | None
    yesNo3: bool | None
    yesNo4: bool | None
    yesNo5: bool | None
    yesNo6: bool | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    accession: Accession | None
    accession_id: int | None
    agent1: Agent | None
    agent1_id: int | None
    appraisal: Appraisal | None
    appraisal_id: int | None
    cataloger: Agent | None
    cataloger_id: int | None
    collectingEvent: CollectingEvent | None
    collectingEvent_id: int | None
    collection: Collection
    collection_id: int
    collectionObjectAttachments: models.Manager[CollectionObjectAttachment]
    collectionObjectAttribute: CollectionObjectAttribute | None
    collectionObjectAttribute_id: int | None
    collectionObjectAttrs: models.Manager[CollectionObjectAttr]
    collectionObjectCitations: models.Manager[CollectionObjectCitation]
    collectionObjectProperties: models.Manager[CollectionObjectProperty]
    conservDescriptions: models.Manager[ConservDescription]
    container: Container | None
    container_id: int | None
    containerOwner: Container | None
    containerOwner_id: int | None
    determinations: models.Manager[Determination]
    dnaSequences: models.Manager[DNASequence]
    embargoAuthority: Agent | None
    embargoAuthority_id: int | None
    exsiccataItems: models.Manager[ExsiccataItem]
    fieldNotebookPage: FieldNotebookPage | None
    fieldNotebookPage_id: int | None
    inventorizedBy: Agent | None
    inventorizedBy_id: int | None
    leftSideRels: models.Manager[CollectionRelationship]
    otherIdentifiers: models.Manager[OtherIdentifier]
    paleoContext: PaleoContext | None
    paleoContext_id: int | None
    preparations: models.Manager[Preparation]
    rightSideRels: models.Manager[CollectionRelationship]
    treatmentEvents: models.Manager[TreatmentEvent]
    visibilitySetBy: SpecifyUser | None
    visibilitySetBy_id: int | None
    voucherRelationships: models.Manager[VoucherRelationship]
    collectionObjectType: CollectionObjectType | None
    collectionObjectType_id: int | None
    cojo: CollectionObjectGroupJoin
    absoluteAges: models.Manager[AbsoluteAge]
    relativeAges: models.Manager[RelativeAge]
    components: models.Manager[Component]

class CollectionObjectAttachment(models.Model):
    objects: ClassVar[models.Manager[CollectionObjectAttachment]]
    specify_table: ClassVar[Table]
    id: int
    collectionMemberId: int
    ordinal: int
    remarks: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    attachment: Attachment
    attachment_id: int
    collectionObject: CollectionObject
    collectionObject_id: int

class CollectionObjectAttr(models.Model):
    objects: ClassVar[models.Manager[CollectionObjectAttr]]
    specify_table: ClassVar[Table]
    id: int
    collectionMemberId: int
    dblValue: float | None
    strValue: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    collectionObject: CollectionObject
    collectionObject_id: int
    definition: AttributeDef
    definition_id: int

class CollectionObjectCitation(models.Model):
    objects: ClassVar[models.Manager[CollectionObjectCitation]]
    specify_table: ClassVar[Table]
    id: int
    collectionMemberId: int
    figureNumber: str | None
    isFigured: bool | None
    pageNumber: str | None
    plateNumber: str | None
    remarks: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    collectionObject: CollectionObject
    collectionObject_id: int
    referenceWork: ReferenceWork
    referenceWork_id: int

class CollectionObjectProperty(models.Model):
    objects: ClassVar[models.Manager[CollectionObjectProperty]]
    specify_table: ClassVar[Table]
    id: int
    collectionMemberId: int
    date1: datetime.date | None
    date2: datetime.date | None
    date3: datetime.date | None
    date4: datetime.date | None
    date5: datetime.date | None
    date6: datetime.date | None
    date7: datetime.date | None
    date8: datetime.date | None
    date9: datetime.date | None
    date10: datetime.date | None
    date11: datetime.date | None
    date12: datetime.date | None
    date13: datetime.date | None
    date14: datetime.date | None
    date15: datetime.date | None
    date16: datetime.date | None
    date17: datetime.date | None
    date18: datetime.date | None
    date19: datetime.date | None
    date20: datetime.date | None
    guid: str | None
    integer1: int | None
    integer2: int | None
    integer3: int | None
    integer4: int | None
    integer5: int | None
    integer6: int | None
    integer7: int | None
    integer8: int | None
    integer9: int | None
    integer10: int | None
    integer11: int | None
    integer12: int | None
    integer13: int | None
    integer14: int | None
    integer15: int | None
    integer16: int | None
    integer17: int | None
    integer18: int | None
    integer19: int | None
    integer20: int | None
    integer21: int | None
    integer22: int | None
    integer23: int | None
    integer24: int | None
    integer25: int | None
    integer26: int | None
    integer27: int | None
    integer28: int | None
    integer29: int | None
    integer30: int | None
    number1: decimal.Decimal | None
    number2: decimal.Decimal | None
    number3: decimal.Decimal | None
    number4: decimal.Decimal | None
    number5: decimal.Decimal | None
    number6: decimal.Decimal | None
    number7: decimal.Decimal | None
    number8: decimal.Decimal | None
    number9: decimal.Decimal | None
    number10: decimal.Decimal | None
    number11: decimal.Decimal | None
    number12: decimal.Decimal | None
    number13: decimal.Decimal | None
    number14: decimal.Decimal | None
    number15: decimal.Decimal | None
    number16: decimal.Decimal | None
    number17: decimal.Decimal | None
    number18: decimal.Decimal | None
    number19: decimal.Decimal | None
    number20: decimal.Decimal | None
    number21: decimal.Decimal | None
    number22: decimal.Decimal | None
    number23: decimal.Decimal | None
    number24: decimal.Decimal | None
    number25: decimal.Decimal | None
    number26: decimal.Decimal | None
    number27: decimal.Decimal | None
    number28: decimal.Decimal | None
    number29: decimal.Decimal | None
    number30: decimal.Decimal | None
    remarks: str | None
    text1: str | None
    text2: str | None
    text3: str | None
    text4: str | None
    text5: str | None
    text6: str | None
    text7: str | None
    text8: str | None
    text9: str | None
    text10: str | None
    text11: str | None
    text12: str | None
    text13: str | None
    text14: str | None
    text15: str | None
    text16: str | None
    text17: str | None
    text18: str | None
    text19: str | None
    text20: str | None
    text21: str | None
    text22: str | None
    text23: str | None
    text24: str | None
    text25: str | None
    text26: str | None
    text27: str | None
    text28: str | None
    text29: str | None
    text30: str | None
    text31: str | None
    text32: str | None
    text33: str | None
    text34: str | None
    text35: str | None
    text36: str | None
    text37: str | None
    text38: str | None
    text39: str | None
    text40: str | None
    yesNo1: bool | None
    yesNo2: bool | None
    yesNo3: bool | None
    yesNo4: bool | None
    yesNo5: bool | None
    yesNo6: bool | None
    yesNo7: bool | None
    yesNo8: bool | None
    yesNo9: bool | None
    yesNo10: bool | None
    yesNo11: bool | None
    yesNo12: bool | None
    yesNo13: bool | None
    yesNo14: bool | None
    yesNo15: bool | None
    yesNo16: bool | None
    yesNo17: bool | None
    yesNo18: bool | None
    yesNo19: bool | None
    yesNo20: bool | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    agent1: Agent | None
    agent1_id: int | None
    agent10: Agent | None
    agent10_id: int | None
    agent11: Agent | None
    agent11_id: int | None
    agent12: Agent | None
    agent12_id: int | None
    agent13: Agent | None
    agent13_id: int | None
    agent14: Agent | None
    agent14_id: int | None
    agent15: Agent | None
    agent15_id: int | None
    agent16: Agent | None
    agent16_id: int | None
    agent17: Agent | None
    agent17_id: int | None
    agent18: Agent | None
    agent18_id: int | None
    agent19: Agent | None
    agent19_id: int | None
    agent2: Agent | None
    agent2_id: int | None
    agent20: Agent | None
    agent20_id: int | None
    agent3: Agent | None
    agent3_id: int | None
    agent4: Agent | None
    agent4_id: int | None
    agent5: Agent | None
    agent5_id: int | None
    agent6: Agent | None
    agent6_id: int | None
    agent7: Agent | None
    agent7_id: int | None
    agent8: Agent | None
    agent8_id: int | None
    agent9: Agent | None
    agent9_id: int | None
    collectionObject: CollectionObject
    collectionObject_id: int

class Component(models.Model):
    objects: ClassVar[models.Manager[Component]]
    specify_table: ClassVar[Table]
    id: int
    catalogNumber: str | None
    verbatimName: str | None
    role: str | None
    proportion: int | None
    uniqueIdentifier: str | None
    text1: str | None
    text2: str | None
    text3: str | None
    text4: str | None
    text5: str | None
    text6: str | None
    yesNo1: bool | None
    yesNo2: bool | None
    yesNo3: bool | None
    yesNo4: bool | None
    yesNo5: bool | None
    yesNo6: bool | None
    integer1: int | None
    integer2: int | None
    integer3: int | None
    integer4: int | None
    integer5: int | None
    integer6: int | None
    number1: decimal.Decimal | None
    number2: decimal.Decimal | None
    number3: decimal.Decimal | None
    number4: decimal.Decimal | None
    number5: decimal.Decimal | None
    number6: decimal.Decimal | None
    identifiedDate: datetime.date | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    collectionObject: CollectionObject
    collectionObject_id: int
    name: Taxon | None
    name_id: int | None
    identifiedBy: Agent | None
    identifiedBy_id: int | None
    type: CollectionObjectType | None
    type_id: int | None
    absoluteAges: models.Manager[AbsoluteAge]
    relativeAges: models.Manager[RelativeAge]

class Container(models.Model):
    objects: ClassVar[models.Manager[Container]]
    specify_table: ClassVar[Table]
    id: int
    collectionMemberId: int
    description: str | None
    name: str | None
    number: int | None
    type: int | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    children: models.Manager[Container]
    collectionObjectKids: models.Manager[CollectionObject]
    collectionObjects: models.Manager[CollectionObject]
    parent: Container | None
    parent_id: int | None
    storage: Storage | None
    storage_id: int | None

class Exsiccata(models.Model):
    objects: ClassVar[models.Manager[Exsiccata]]
    specify_table: ClassVar[Table]
    id: int
    remarks: str | None
    schedae: str | None
    title: str
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    exsiccataItems: models.Manager[ExsiccataItem]
    referenceWork: ReferenceWork
    referenceWork_id: int

class ExsiccataItem(models.Model):
    objects: ClassVar[models.Manager[ExsiccataItem]]
    specify_table: ClassVar[Table]
    id: int
    fascicle: str | None
    number: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    collectionObject: CollectionObject
    collectionObject_id: int
    exsiccata: Exsiccata
    exsiccata_id: int

class OtherIdentifier(models.Model):
    objects: ClassVar[models.Manager[OtherIdentifier]]
    specify_table: ClassVar[Table]
    id: int
    collectionMemberId: int
    date1: datetime.date | None
    date2: datetime.date | None
    date1Precision: int | None
    date2Precision: int | None
    identifier: str
    institution: str | None
    remarks: str | None
    text1: str | None
    text2: str | None
    text3: str | None
    text4: str | None
    text5: str | None
    yesNo1: bool | None
    yesNo2: bool | None
    yesNo3: bool | None
    yesNo4: bool | None
    yesNo5: bool | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    agent1: Agent | None
    agent1_id: int | None
    agent2: Agent | None
    agent2_id: int | None
    collectionObject: CollectionObject
    collectionObject_id: int

class VoucherRelationship(models.Model):
    objects: ClassVar[models.Manager[VoucherRelationship]]
    specify_table: ClassVar[Table]
    id: int
    collectionCode: str | None
    collectionMemberId: int
    institutionCode: str | None
    integer1: int | None
    integer2: int | None
    integer3: int | None
    number1: decimal.Decimal | None
    number2: decimal.Decimal | None
    number3: decimal.Decimal | None
    remarks: str | None
    text1: str | None
    text2: str | None
    text3: str | None
    urlLink: str | None
    voucherNumber: str | None
    yesNo1: bool | None
    yesNo2: bool | None
    yesNo3: bool | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    collectionObject: CollectionObject
    collectionObject_id: int

class CollectionObjectType(models.Model):
    objects: ClassVar[models.Manager[CollectionObjectType]]
    specify_table: ClassVar[Table]
    id: int
    name: str
    text1: str | None
    text2: str | None
    text3: str | None
    catalogNumberFormatName: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    collection: Collection
    collection_id: int
    taxonTreeDef: TaxonTreeDef
    taxonTreeDef_id: int

class Determination(models.Model):
    objects: ClassVar[models.Manager[Determination]]
    specify_table: ClassVar[Table]
    id: int
    addendum: str | None
    alternateName: str | None
    collectionMemberId: int
    confidence: str | None
    determinedDate: datetime.date | None
    determinedDatePrecision: int | None
    featureOrBasis: str | None
    guid: str | None
    integer1: int | None
    integer2: int | None
    integer3: int | None
    integer4: int | None
    integer5: int | None
    isCurrent: bool
    method: str | None
    nameUsage: str | None
    number1: decimal.Decimal | None
    number2: decimal.Decimal | None
    number3: decimal.Decimal | None
    number4: decimal.Decimal | None
    number5: decimal.Decimal | None
    qualifier: str | None
    remarks: str | None
    subSpQualifier: str | None
    text1: str | None
    text2: str | None
    text3: str | None
    text4: str | None
    text5: str | None
    text6: str | None
    text7: str | None
    text8: str | None
    typeStatusName: str | None
    varQualifier: str | None
    yesNo1: bool | None
    yesNo2: bool | None
    yesNo3: bool | None
    yesNo4: bool | None
    yesNo5: bool | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    collectionObject: CollectionObject
    collectionObject_id: int
    determinationCitations: models.Manager[DeterminationCitation]
    determiner: Agent | None
    determiner_id: int | None
    determiners: models.Manager[Determiner]
    preferredTaxon: Taxon | None
    preferredTaxon_id: int | None
    taxon: Taxon | None
    taxon_id: int | None

class DeterminationCitation(models.Model):
    objects: ClassVar[models.Manager[DeterminationCitation]]
    specify_table: ClassVar[Table]
    id: int
    collectionMemberId: int
    figureNumber: str | None
    isFigured: bool | None
    pageNumber: str | None
    plateNumber: str | None
    remarks: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    determination: Determination
    determination_id: int
    referenceWork: ReferenceWork
    referenceWork_id: int

class Determiner(models.Model):
    objects: ClassVar[models.Manager[Determiner]]
    specify_table: ClassVar[Table]
    id: int
    isPrimary: bool
    orderNumber: int
    remarks: str | None
    text1: str | None
    text2: str | None
    yesNo1: bool | None
    yesNo2: bool | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    agent: Agent
    agent_id: int
    determination: Determination
    determination_id: int

class MaterialSample(models.Model):
    objects: ClassVar[models.Manager[MaterialSample]]
    specify_table: ClassVar[Table]
    id: int
    GGBN_absorbanceRatio260_230: decimal.Decimal | None
    GGBN_absorbanceRatio260_280: decimal.Decimal | None
    GGBN_absorbanceRatioMethod: str | None
    GGBN_concentration: decimal.Decimal | None
    GGBN_concentrationUnit: str | None
    GGBN_materialSampleType: str | None
    GGBN_medium: str | None
    GGBN_purificationMethod: str | None
    GGBN_quality: str | None
    GGBN_qualityCheckDate: datetime.date | None
    GGBN_qualityRemarks: str | None
    GGBN_sampleDesignation: str | None
    GGBN_sampleSize: decimal.Decimal | None
    GGBN_volume: decimal.Decimal | None
    GGBN_volumeUnit: str | None
    GGBN_weight: decimal.Decimal | None
    GGBN_weightMethod: str | None
    GGBN_weightUnit: str | None
    collectionMemberId: int
    extractionDate: datetime.date | None
    guid: str | None
    integer1: int | None
    integer2: int | None
    number1: decimal.Decimal | None
    number2: decimal.Decimal | None
    remarks: str | None
    reservedInteger3: int | None
    reservedInteger4: int | None
    reservedNumber3: decimal.Decimal | None
    reservedNumber4: decimal.Decimal | None
    reservedText3: str | None
    reservedText4: str | None
    sraBioProjectID: str | None
    sraBioSampleID: str | None
    sraProjectID: str | None
    sraSampleID: str | None
    text1: str | None
    text2: str | None
    yesNo1: bool | None
    yesNo2: bool | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    dnaSequences: models.Manager[DNASequence]
    extractor: Agent | None
    extractor_id: int | None
    preparation: Preparation
    preparation_id: int

class PrepType(models.Model):
    objects: ClassVar[models.Manager[PrepType]]
    specify_table: ClassVar[Table]
    id: int
    isLoanable: bool
    name: str
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    attributeDefs: models.Manager[AttributeDef]
    collection: Collection
    collection_id: int

class Preparation(models.Model):
    objects: ClassVar[models.Manager[Preparation]]
    specify_table: ClassVar[Table]
    id: int
    barCode: str | None
    collectionMemberId: int
    countAmt: int | None
    date1: datetime.date | None
    date2: datetime.date | None
    date3: datetime.date | None
    date4: datetime.date | None
    date1Precision: int | None
    date2Precision: int | None
    date3Precision: int | None
    date4Precision: int | None
    description: str | None
    guid: str | None
    integer1: int | None
    integer2: int | None
    number1: decimal.Decimal | None
    number2: decimal.Decimal | None
    preparedDate: datetime.date | None
    preparedDatePrecision: int | None
    remarks: str | None
    reservedInteger3: int | None
    reservedInteger4: int | None
    sampleNumber: str | None
    status: str | None
    storageLocation: str | None
    text1: str | None
    text2: str | None
    text3: str | None
    text4: str | None
    text5: str | None
    text6: str | None
    text7: str | None
    text8: str | None
    text9: str | None
    text10: str | None
    text11: str | None
    text12: str | None
    text13: str | None
    yesNo1: bool | None
    yesNo2: bool | None
    yesNo3: bool | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    alternateStorage: Storage | None
    alternateStorage_id: int | None
    collectionObject: CollectionObject
    collectionObject_id: int
    conservDescriptions: models.Manager[ConservDescription]
    disposalPreparations: models.Manager[DisposalPreparation]
    exchangeInPreps: models.Manager[ExchangeInPrep]
    exchangeOutPreps: models.Manager[ExchangeOutPrep]
    giftPreparations: models.Manager[GiftPreparation]
    loanPreparations: models.Manager[LoanPreparation]
    materialSamples: models.Manager[MaterialSample]
    prepType: PrepType
    prepType_id: int
    preparationAttachments: models.Manager[PreparationAttachment]
    preparationAttribute: PreparationAttribute | None
    preparationAttribute_id: int | None
    preparationAttrs: models.Manager[PreparationAttr]
    preparationProperties: models.Manager[PreparationProperty]
    preparedByAgent: Agent | None
    preparedByAgent_id: int | None
    storage: Storage | None
    storage_id: int | None

class PreparationAttachment(models.Model):
    objects: ClassVar[models.Manager[PreparationAttachment]]
    specify_table: ClassVar[Table]
    id: int
    collectionMemberId: int
    ordinal: int
    remarks: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    attachment: Attachment
    attachment_id: int
    preparation: Preparation
    preparation_id: int

class PreparationProperty(models.Model):
    objects: ClassVar[models.Manager[PreparationProperty]]
    specify_table: ClassVar[Table]
    id: int
    collectionMemberId: int
    date1: datetime.date | None
    date2: datetime.date | None
    date3: datetime.date | None
    date4: datetime.date | None
    date5: datetime.date | None
    date6: datetime.date | None
    date7: datetime.date | None
    date8: datetime.date | None
    date9: datetime.date | None
    date10: datetime.date | None
    date11: datetime.date | None
    date12: datetime.date | None
    date13: datetime.date | None
    date14: datetime.date | None
    date15: datetime.date | None
    date16: datetime.date | None
    date17: datetime.date | None
    date18: datetime.date | None
    date19: datetime.date | None
    date20: datetime.date | None
    guid: str | None
    integer1: int | None
    integer2: int | None
    integer3: int | None
    integer4: int | None
    integer5: int | None
    integer6: int | None
    integer7: int | None
    integer8: int | None
    integer9: int | None
    integer10: int | None
    integer11: int | None
    integer12: int | None
    integer13: int | None
    integer14: int | None
    integer15: int | None
    integer16: int | None
    integer17: int | None
    integer18: int | None
    integer19: int | None
    integer20: int | None
    integer21: int | None
    integer22: int | None
    integer23: int | None
    integer24: int | None
    integer25: int | None
    integer26: int | None
    integer27: int | None
    integer28: int | None
    integer29: int | None
    integer30: int | None
    number1: decimal.Decimal | None
    number2: decimal.Decimal | None
    number3: decimal.Decimal | None
    number4: decimal.Decimal | None
    number5: decimal.Decimal | None
    number6: decimal.Decimal | None
    number7: decimal.Decimal | None
    number8: decimal.Decimal | None
    number9: decimal.Decimal | None
    number10: decimal.Decimal | None
    number11: decimal.Decimal | None
    number12: decimal.Decimal | None
    number13: decimal.Decimal | None
    number14: decimal.Decimal | None
    number15: decimal.Decimal | None
    number16: decimal.Decimal | None
    number17: decimal.Decimal | None
    number18: decimal.Decimal | None
    number19: decimal.Decimal | None
    number20: decimal.Decimal | None
    number21: decimal.Decimal | None
    number22: decimal.Decimal | None
    number23: decimal.Decimal | None
    number24: decimal.Decimal | None
    number25: decimal.Decimal | None
    number26: decimal.Decimal | None
    number27: decimal.Decimal | None
    number28: decimal.Decimal | None
    number29: decimal.Decimal | None
    number30: decimal.Decimal | None
    remarks: str | None
    text1: str | None
    text2: str | None
    text3: str | None
    text4: str | None
    text5: str | None
    text6: str | None
    text7: str | None
    text8: str | None
    text9: str | None
    text10: str | None
    text11: str | None
    text12: str | None
    text13: str | None
    text14: str | None
    text15: str | None
    text16: str | None
    text17: str | None
    text18: str | None
    text19: str | None
    text20: str | None
    text21: str | None
    text22: str | None
    text23: str | None
    text24: str | None
    text25: str | None
    text26: str | None
    text27: str | None
    text28: str | None
    text29: str | None
    text30: str | None
    text31: str | None
    text32: str | None
    text33: str | None
    text34: str | None
    text35: str | None
    text36: str | None
    text37: str | None
    text38: str | None
    text39: str | None
    text40: str | None
    yesNo1: bool | None
    yesNo2: bool | None
    yesNo3: bool | None
    yesNo4: bool | None
    yesNo5: bool | None
    yesNo6: bool | None
    yesNo7: bool | None
    yesNo8: bool | None
    yesNo9: bool | None
    yesNo10: bool | None
    yesNo11: bool | None
    yesNo12: bool | None
    yesNo13: bool | None
    yesNo14: bool | None
    yesNo15: bool | None
    yesNo16: bool | None
    yesNo17: bool | None
    yesNo18: bool | None
    yesNo19: bool | None
    yesNo20: bool | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    agent1: Agent | None
    agent1_id: int | None
    agent10: Agent | None
    agent10_id: int | None
    agent11: Agent | None
    agent11_id: int | None
    agent12: Agent | None
    agent12_id: int | None
    agent13: Agent | None
    agent13_id: int | None
    agent14: Agent | None
    agent14_id: int | None
    agent15: Agent | None
    agent15_id: int | None
    agent16: Agent | None
    agent16_id: int | None
    agent17: Agent | None
    agent17_id: int | None
    agent18: Agent | None
    agent18_id: int | None
    agent19: Agent | None
    agent19_id: int | None
    agent2: Agent | None
    agent2_id: int | None
    agent20: Agent | None
    agent20_id: int | None
    agent3: Agent | None
    agent3_id: int | None
    agent4: Agent | None
    agent4_id: int | None
    agent5: Agent | None
    agent5_id: int | None
    agent6: Agent | None
    agent6_id: int | None
    agent7: Agent | None
    agent7_id: int | None
    agent8: Agent | None
    agent8_id: int | None
    agent9: Agent | None
    agent9_id: int | None
    preparation: Preparation
    preparation_id: int

class CommonNameTx(models.Model):
    objects: ClassVar[models.Manager[CommonNameTx]]
    specify_table: ClassVar[Table]
    id: int
    author: str | None
    country: str | None
    language: str | None
    name: str | None
    variant: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    citations: models.Manager[CommonNameTxCitation]
    taxon: Taxon
    taxon_id: int

class CommonNameTxCitation(models.Model):
    objects: ClassVar[models.Manager[CommonNameTxCitation]]
    specify_table: ClassVar[Table]
    id: int
    figureNumber: str | None
    isFigured: bool | None
    number1: decimal.Decimal | None
    number2: decimal.Decimal | None
    pageNumber: str | None
    plateNumber: str | None
    remarks: str | None
    text1: str | None
    text2: str | None
    yesNo1: bool | None
    yesNo2: bool | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    commonNameTx: CommonNameTx
    commonNameTx_id: int
    referenceWork: ReferenceWork
    referenceWork_id: int

class Taxon(models.Model):
    objects: ClassVar[models.Manager[Taxon]]
    specify_table: ClassVar[Table]
    id: int
    author: str | None
    citesStatus: str | None
    colStatus: str | None
    commonName: str | None
    cultivarName: str | None
    environmentalProtectionStatus: str | None
    esaStatus: str | None
    fullName: str | None
    groupNumber: str | None
    guid: str | None
    highestChildNodeNumber: int | None
    integer1: int | None
    integer2: int | None
    integer3: int | None
    integer4: int | None
    integer5: int | None
    isAccepted: bool
    isHybrid: bool
    isisNumber: str | None
    labelFormat: str | None
    lsid: str | None
    name: str
    ncbiTaxonNumber: str | None
    nodeNumber: int | None
    number1: int | None
    number2: int | None
    number3: decimal.Decimal | None
    number4: decimal.Decimal | None
    number5: decimal.Decimal | None
    rankId: int
    remarks: str | None
    source: str | None
    taxonomicSerialNumber: str | None
    text1: str | None
    text2: str | None
    text10: str | None
    text11: str | None
    text12: str | None
    text13: str | None
    text14: str | None
    text15: str | None
    text16: str | None
    text17: str | None
    text18: str | None
    text19: str | None
    text20: str | None
    text3: str | None
    text4: str | None
    text5: str | None
    text6: str | None
    text7: str | None
    text8: str | None
    text9: str | None
    unitInd1: str | None
    unitInd2: str | None
    unitInd3: str | None
    unitInd4: str | None
    unitName1: str | None
    unitName2: str | None
    unitName3: str | None
    unitName4: str | None
    usfwsCode: str | None
    visibility: int | None
    yesNo1: bool | None
    yesNo2: bool | None
    yesNo3: bool | None
    yesNo4: bool | None
    yesNo5: bool | None
    yesNo6: bool | None
    yesNo7: bool | None
    yesNo8: bool | None
    yesNo9: bool | None
    yesNo10: bool | None
    yesNo11: bool | None
    yesNo12: bool | None
    yesNo13: bool | None
    yesNo14: bool | None
    yesNo15: bool | None
    yesNo16: bool | None
    yesNo17: bool | None
    yesNo18: bool | None
    yesNo19: bool | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    acceptedChildren: models.Manager[Taxon]
    acceptedTaxon: Taxon | None
    acceptedTaxon_id: int | None
    children: models.Manager[Taxon]
    collectingEventAttributes: models.Manager[CollectingEventAttribute]
    commonNames: models.Manager[CommonNameTx]
    definition: TaxonTreeDef
    definition_id: int
    definitionItem: TaxonTreeDefItem
    definitionItem_id: int
    determinations: models.Manager[Determination]
    hybridChildren1: models.Manager[Taxon]
    hybridChildren2: models.Manager[Taxon]
    hybridParent1: Taxon | None
    hybridParent1_id: int | None
    hybridParent2: Taxon | None
    hybridParent2_id: int | None
    parent: Taxon | None
    parent_id: int | None
    taxonAttachments: models.Manager[TaxonAttachment]
    taxonAttribute: TaxonAttribute | None
    taxonAttribute_id: int | None
    taxonCitations: models.Manager[TaxonCitation]
    visibilitySetBy: SpecifyUser | None
    visibilitySetBy_id: int | None
    components: models.Manager[Component]

class TaxonAttachment(models.Model):
    objects: ClassVar[models.Manager[TaxonAttachment]]
    specify_table: ClassVar[Table]
    id: int
    ordinal: int
    remarks: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    attachment: Attachment
    attachment_id: int
    taxon: Taxon
    taxon_id: int

class TaxonCitation(models.Model):
    objects: ClassVar[models.Manager[TaxonCitation]]
    specify_table: ClassVar[Table]
    id: int
    figureNumber: str | None
    isFigured: bool | None
    number1: decimal.Decimal | None
    number2: decimal.Decimal | None
    pageNumber: str | None
    plateNumber: str | None
    remarks: str | None
    text1: str | None
    text2: str | None
    yesNo1: bool | None
    yesNo2: bool | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    referenceWork: ReferenceWork
    referenceWork_id: int
    taxon: Taxon
    taxon_id: int

class TaxonTreeDef(models.Model):
    objects: ClassVar[models.Manager[TaxonTreeDef]]
    specify_table: ClassVar[Table]
    id: int
    fullNameDirection: int | None
    name: str
    remarks: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    discipline: Discipline | None
    discipline_id: int | None
    treeDefItems: models.Manager[TaxonTreeDefItem]
    treeEntries: models.Manager[Taxon]

class TaxonTreeDefItem(models.Model):
    objects: ClassVar[models.Manager[TaxonTreeDefItem]]
    specify_table: ClassVar[Table]
    id: int
    formatToken: str | None
    fullNameSeparator: str | None
    isEnforced: bool | None
    isInFullName: bool | None
    name: str
    rankId: int
    remarks: str | None
    textAfter: str | None
    textBefore: str | None
    title: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    children: models.Manager[TaxonTreeDefItem]
    parent: TaxonTreeDefItem | None
    parent_id: int | None
    treeDef: TaxonTreeDef
    treeDef_id: int
    treeEntries: models.Manager[Taxon]

class CollectingEvent(models.Model):
    objects: ClassVar[models.Manager[CollectingEvent]]
    specify_table: ClassVar[Table]
    id: int
    endDate: datetime.date | None
    endDatePrecision: int | None
    endDateVerbatim: str | None
    endTime: int | None
    guid: str | None
    integer1: int | None
    integer2: int | None
    method: str | None
    remarks: str | None
    reservedInteger3: int | None
    reservedInteger4: int | None
    reservedText1: str | None
    reservedText2: str | None
    sgrStatus: int | None
    startDate: datetime.date | None
    startDatePrecision: int | None
    startDateVerbatim: str | None
    startTime: int | None
    stationFieldNumber: str | None
    stationFieldNumberModifier1: str | None
    stationFieldNumberModifier2: str | None
    stationFieldNumberModifier3: str | None
    text1: str | None
    text2: str | None
    text3: str | None
    text4: str | None
    text5: str | None
    text6: str | None
    text7: str | None
    text8: str | None
    uniqueIdentifier: str | None
    verbatimDate: str | None
    verbatimLocality: str | None
    visibility: int | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    collectingEventAttachments: models.Manager[CollectingEventAttachment]
    collectingEventAttribute: CollectingEventAttribute | None
    collectingEventAttribute_id: int | None
    collectingEventAttrs: models.Manager[CollectingEventAttr]
    collectingEventAuthorizations: models.Manager[CollectingEventAuthorization]
    collectingTrip: CollectingTrip | None
    collectingTrip_id: int | None
    collectionObjects: models.Manager[CollectionObject]
    collectors: models.Manager[Collector]
    discipline: Discipline
    discipline_id: int
    locality: Locality | None
    locality_id: int | None
    paleoContext: PaleoContext | None
    paleoContext_id: int | None
    visibilitySetBy: SpecifyUser | None
    visibilitySetBy_id: int | None

class CollectingEventAttachment(models.Model):
    objects: ClassVar[models.Manager[CollectingEventAttachment]]
    specify_table: ClassVar[Table]
    id: int
    collectionMemberId: int
    ordinal: int
    remarks: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    attachment: Attachment
    attachment_id: int
    collectingEvent: CollectingEvent
    collectingEvent_id: int

class CollectingEventAuthorization(models.Model):
    objects: ClassVar[models.Manager[CollectingEventAuthorization]]
    specify_table: ClassVar[Table]
    id: int
    remarks: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    collectingEvent: CollectingEvent | None
    collectingEvent_id: int | None
    permit: Permit
    permit_id: int

class CollectingTrip(models.Model):
    objects: ClassVar[models.Manager[CollectingTrip]]
    specify_table: ClassVar[Table]
    id: int
    collectingTripName: str | None
    cruise: str | None
    date1: datetime.date | None
    date2: datetime.date | None
    date1Precision: int | None
    date2Precision: int | None
    endDate: datetime.date | None
    endDatePrecision: int | None
    endDateVerbatim: str | None
    endTime: int | None
    expedition: str | None
    number1: int | None
    number2: int | None
    remarks: str | None
    sponsor: str | None
    startDate: datetime.date | None
    startDatePrecision: int | None
    startDateVerbatim: str | None
    startTime: int | None
    text1: str | None
    text2: str | None
    text3: str | None
    text4: str | None
    text5: str | None
    text6: str | None
    text7: str | None
    text8: str | None
    text9: str | None
    vessel: str | None
    yesNo1: bool | None
    yesNo2: bool | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    agent1: Agent | None
    agent1_id: int | None
    agent2: Agent | None
    agent2_id: int | None
    collectingEvents: models.Manager[CollectingEvent]
    collectingTripAttachments: models.Manager[CollectingTripAttachment]
    collectingTripAttribute: CollectingTripAttribute | None
    collectingTripAttribute_id: int | None
    collectingTripAuthorizations: models.Manager[CollectingTripAuthorization]
    discipline: Discipline
    discipline_id: int
    fundingAgents: models.Manager[FundingAgent]

class CollectingTripAttachment(models.Model):
    objects: ClassVar[models.Manager[CollectingTripAttachment]]
    specify_table: ClassVar[Table]
    id: int
    collectionMemberId: int
    ordinal: int
    remarks: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    attachment: Attachment
    attachment_id: int
    collectingTrip: CollectingTrip
    collectingTrip_id: int

class CollectingTripAuthorization(models.Model):
    objects: ClassVar[models.Manager[CollectingTripAuthorization]]
    specify_table: ClassVar[Table]
    id: int
    remarks: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    collectingTrip: CollectingTrip | None
    collectingTrip_id: int | None
    permit: Permit
    permit_id: int

class Collector(models.Model):
    objects: ClassVar[models.Manager[Collector]]
    specify_table: ClassVar[Table]
    id: int
    isPrimary: bool
    orderNumber: int
    remarks: str | None
    text1: str | None
    text2: str | None
    yesNo1: bool | None
    yesNo2: bool | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    agent: Agent
    agent_id: int
    collectingEvent: CollectingEvent
    collectingEvent_id: int
    division: Division | None
    division_id: int | None

class FieldNotebook(models.Model):
    objects: ClassVar[models.Manager[FieldNotebook]]
    specify_table: ClassVar[Table]
    id: int
    description: str | None
    endDate: datetime.date | None
    location: str | None
    name: str | None
    startDate: datetime.date | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    attachments: models.Manager[FieldNotebookAttachment]
    collection: Collection
    collection_id: int
    discipline: Discipline
    discipline_id: int
    ownerAgent: Agent
    ownerAgent_id: int
    pageSets: models.Manager[FieldNotebookPageSet]

class FieldNotebookAttachment(models.Model):
    objects: ClassVar[models.Manager[FieldNotebookAttachment]]
    specify_table: ClassVar[Table]
    id: int
    ordinal: int
    remarks: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    attachment: Attachment
    attachment_id: int
    fieldNotebook: FieldNotebook
    fieldNotebook_id: int

class FieldNotebookPage(models.Model):
    objects: ClassVar[models.Manager[FieldNotebookPage]]
    specify_table: ClassVar[Table]
    id: int
    description: str | None
    pageNumber: str
    scanDate: datetime.date | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    attachments: models.Manager[FieldNotebookPageAttachment]
    collectionObjects: models.Manager[CollectionObject]
    discipline: Discipline
    discipline_id: int
    pageSet: FieldNotebookPageSet | None
    pageSet_id: int | None

class FieldNotebookPageAttachment(models.Model):
    objects: ClassVar[models.Manager[FieldNotebookPageAttachment]]
    specify_table: ClassVar[Table]
    id: int
    ordinal: int
    remarks: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    attachment: Attachment
    attachment_id: int
    fieldNotebookPage: FieldNotebookPage
    fieldNotebookPage_id: int

class FieldNotebookPageSet(models.Model):
    objects: ClassVar[models.Manager[FieldNotebookPageSet]]
    specify_table: ClassVar[Table]
    id: int
    description: str | None
    endDate: datetime.date | None
    method: str | None
    orderNumber: int | None
    startDate: datetime.date | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    attachments: models.Manager[FieldNotebookPageSetAttachment]
    discipline: Discipline
    discipline_id: int
    fieldNotebook: FieldNotebook | None
    fieldNotebook_id: int | None
    pages: models.Manager[FieldNotebookPage]
    sourceAgent: Agent | None
    sourceAgent_id: int | None

class FieldNotebookPageSetAttachment(models.Model):
    objects: ClassVar[models.Manager[FieldNotebookPageSetAttachment]]
    specify_table: ClassVar[Table]
    id: int
    ordinal: int
    remarks: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    attachment: Attachment
    attachment_id: int
    fieldNotebookPageSet: FieldNotebookPageSet
    fieldNotebookPageSet_id: int

class FundingAgent(models.Model):
    objects: ClassVar[models.Manager[FundingAgent]]
    specify_table: ClassVar[Table]
    id: int
    isPrimary: bool
    orderNumber: int
    remarks: str | None
    type: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    agent: Agent
    agent_id: int
    collectingTrip: CollectingTrip
    collectingTrip_id: int
    division: Division | None
    division_id: int | None

class GeoCoordDetail(models.Model):
    objects: ClassVar[models.Manager[GeoCoordDetail]]
    specify_table: ClassVar[Table]
    id: int
    errorPolygon: str | None
    geoRefAccuracy: decimal.Decimal | None
    geoRefAccuracyUnits: str | None
    geoRefCompiledDate: datetime.date | None
    geoRefDetDate: datetime.date | None
    geoRefDetRef: str | None
    geoRefRemarks: str | None
    geoRefVerificationStatus: str | None
    integer1: int | None
    integer2: int | None
    integer3: int | None
    integer4: int | None
    integer5: int | None
    maxUncertaintyEst: decimal.Decimal | None
    maxUncertaintyEstUnit: str | None
    namedPlaceExtent: decimal.Decimal | None
    noGeoRefBecause: str | None
    number1: decimal.Decimal | None
    number2: decimal.Decimal | None
    number3: decimal.Decimal | None
    number4: decimal.Decimal | None
    number5: decimal.Decimal | None
    originalCoordSystem: str | None
    protocol: str | None
    source: str | None
    text1: str | None
    text2: str | None
    text3: str | None
    text4: str | None
    text5: str | None
    uncertaintyPolygon: str | None
    validation: str | None
    yesNo1: bool | None
    yesNo2: bool | None
    yesNo3: bool | None
    yesNo4: bool | None
    yesNo5: bool | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    geoRefCompiledBy: Agent | None
    geoRefCompiledBy_id: int | None
    geoRefDetBy: Agent | None
    geoRefDetBy_id: int | None
    locality: Locality | None
    locality_id: int | None

class LatLonPolygon(models.Model):
    objects: ClassVar[models.Manager[LatLonPolygon]]
    specify_table: ClassVar[Table]
    id: int
    description: str | None
    isPolyline: bool
    name: str
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    locality: Locality | None
    locality_id: int | None
    points: models.Manager[LatLonPolygonPnt]
    visualQuery: SpVisualQuery | None
    visualQuery_id: int | None

class LatLonPolygonPnt(models.Model):
    objects: ClassVar[models.Manager[LatLonPolygonPnt]]
    specify_table: ClassVar[Table]
    id: int
    elevation: int | None
    latitude: decimal.Decimal
    longitude: decimal.Decimal
    ordinal: int
    latLonPolygon: LatLonPolygon
    latLonPolygon_id: int

class Locality(models.Model):
    objects: ClassVar[models.Manager[Locality]]
    specify_table: ClassVar[Table]
    id: int
    datum: str | None
    elevationAccuracy: decimal.Decimal | None
    elevationMethod: str | None
    gml: str | None
    guid: str | None
    lat1text: str | None
    lat2text: str | None
    latLongAccuracy: decimal.Decimal | None
    latLongMethod: str | None
    latLongType: str | None
    latitude1: decimal.Decimal | None
    latitude2: decimal.Decimal | None
    localityName: str
    long1text: str | None
    long2text: str | None
    longitude1: decimal.Decimal | None
    longitude2: decimal.Decimal | None
    maxElevation: decimal.Decimal | None
    minElevation: decimal.Decimal | None
    namedPlace: str | None
    originalElevationUnit: str | None
    originalLatLongUnit: int | None
    relationToNamedPlace: str | None
    remarks: str | None
    sgrStatus: int | None
    shortName: str | None
    srcLatLongUnit: int
    text1: str | None
    text2: str | None
    text3: str | None
    text4: str | None
    text5: str | None
    uniqueIdentifier: str | None
    verbatimElevation: str | None
    verbatimLatitude: str | None
    verbatimLongitude: str | None
    visibility: int | None
    yesNo1: bool | None
    yesNo2: bool | None
    yesNo3: bool | None
    yesNo4: bool | None
    yesNo5: bool | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    discipline: Discipline
    discipline_id: int
    geoCoordDetails: models.Manager[GeoCoordDetail]
    geography: Geography | None
    geography_id: int | None
    latLonpolygons: models.Manager[LatLonPolygon]
    localityAttachments: models.Manager[LocalityAttachment]
    localityCitations: models.Manager[LocalityCitation]
    localityDetails: models.Manager[LocalityDetail]
    localityNameAliass: models.Manager[LocalityNameAlias]
    paleoContext: PaleoContext | None
    paleoContext_id: int | None
    visibilitySetBy: SpecifyUser | None
    visibilitySetBy_id: int | None
    collectingEvents: models.Manager[CollectingEvent]

class LocalityAttachment(models.Model):
    objects: ClassVar[models.Manager[LocalityAttachment]]
    specify_table: ClassVar[Table]
    id: int
    ordinal: int
    remarks: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    attachment: Attachment
    attachment_id: int
    locality: Locality
    locality_id: int

class LocalityCitation(models.Model):
    objects: ClassVar[models.Manager[LocalityCitation]]
    specify_table: ClassVar[Table]
    id: int
    figureNumber: str | None
    isFigured: bool | None
    pageNumber: str | None
    plateNumber: str | None
    remarks: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    discipline: Discipline
    discipline_id: int
    locality: Locality
    locality_id: int
    referenceWork: ReferenceWork
    referenceWork_id: int

class LocalityDetail(models.Model):
    objects: ClassVar[models.Manager[LocalityDetail]]
    specify_table: ClassVar[Table]
    id: int
    baseMeridian: str | None
    drainage: str | None
    endDepth: decimal.Decimal | None
    endDepthUnit: str | None
    endDepthVerbatim: str | None
    gml: str | None
    hucCode: str | None
    island: str | None
    islandGroup: str | None
    mgrsZone: str | None
    nationalParkName: str | None
    number1: decimal.Decimal | None
    number2: decimal.Decimal | None
    number3: decimal.Decimal | None
    number4: decimal.Decimal | None
    number5: decimal.Decimal | None
    paleoLat: str | None
    paleoLng: str | None
    rangeDesc: str | None
    rangeDirection: str | None
    section: str | None
    sectionPart: str | None
    startDepth: decimal.Decimal | None
    startDepthUnit: str | None
    startDepthVerbatim: str | None
    text1: str | None
    text2: str | None
    text3: str | None
    text4: str | None
    text5: str | None
    township: str | None
    townshipDirection: str | None
    utmDatum: str | None
    utmEasting: decimal.Decimal | None
    utmFalseEasting: int | None
    utmFalseNorthing: int | None
    utmNorthing: decimal.Decimal | None
    utmOrigLatitude: decimal.Decimal | None
    utmOrigLongitude: decimal.Decimal | None
    utmScale: decimal.Decimal | None
    utmZone: int | None
    waterBody: str | None
    yesNo1: bool | None
    yesNo2: bool | None
    yesNo3: bool | None
    yesNo4: bool | None
    yesNo5: bool | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    locality: Locality | None
    locality_id: int | None

class LocalityNameAlias(models.Model):
    objects: ClassVar[models.Manager[LocalityNameAlias]]
    specify_table: ClassVar[Table]
    id: int
    name: str
    source: str
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    discipline: Discipline
    discipline_id: int
    locality: Locality
    locality_id: int

class Geography(models.Model):
    objects: ClassVar[models.Manager[Geography]]
    specify_table: ClassVar[Table]
    id: int
    abbrev: str | None
    centroidLat: decimal.Decimal | None
    centroidLon: decimal.Decimal | None
    commonName: str | None
    fullName: str | None
    geographyCode: str | None
    gml: str | None
    guid: str | None
    highestChildNodeNumber: int | None
    isAccepted: bool
    isCurrent: bool | None
    name: str
    nodeNumber: int | None
    number1: int | None
    number2: int | None
    rankId: int
    remarks: str | None
    text1: str | None
    text2: str | None
    timestampVersion: datetime.date | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    acceptedChildren: models.Manager[Geography]
    acceptedGeography: Geography | None
    acceptedGeography_id: int | None
    children: models.Manager[Geography]
    definition: GeographyTreeDef
    definition_id: int
    definitionItem: GeographyTreeDefItem
    definitionItem_id: int
    localities: models.Manager[Locality]
    parent: Geography | None
    parent_id: int | None

class GeographyTreeDef(models.Model):
    objects: ClassVar[models.Manager[GeographyTreeDef]]
    specify_table: ClassVar[Table]
    id: int
    fullNameDirection: int | None
    name: str
    remarks: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    discipline: Discipline | None
    discipline_id: int | None
    treeDefItems: models.Manager[GeographyTreeDefItem]
    treeEntries: models.Manager[Geography]

class GeographyTreeDefItem(models.Model):
    objects: ClassVar[models.Manager[GeographyTreeDefItem]]
    specify_table: ClassVar[Table]
    id: int
    fullNameSeparator: str | None
    isEnforced: bool | None
    isInFullName: bool | None
    name: str
    rankId: int
    remarks: str | None
    textAfter: str | None
    textBefore: str | None
    title: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    children: models.Manager[GeographyTreeDefItem]
    parent: GeographyTreeDefItem | None
    parent_id: int | None
    treeDef: GeographyTreeDef
    treeDef_id: int
    treeEntries: models.Manager[Geography]

class Storage(models.Model):
    objects: ClassVar[models.Manager[Storage]]
    specify_table: ClassVar[Table]
    id: int
    abbrev: str | None
    fullName: str | None
    highestChildNodeNumber: int | None
    isAccepted: bool
    name: str
    nodeNumber: int | None
    number1: int | None
    number2: int | None
    rankId: int
    remarks: str | None
    text1: str | None
    text2: str | None
    timestampVersion: datetime.date | None
    uniqueIdentifier: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    acceptedChildren: models.Manager[Storage]
    acceptedStorage: Storage | None
    acceptedStorage_id: int | None
    children: models.Manager[Storage]
    containers: models.Manager[Container]
    definition: StorageTreeDef
    definition_id: int
    definitionItem: StorageTreeDefItem
    definitionItem_id: int
    parent: Storage | None
    parent_id: int | None
    preparations: models.Manager[Preparation]
    storageAttachments: models.Manager[StorageAttachment]

class StorageAttachment(models.Model):
    objects: ClassVar[models.Manager[StorageAttachment]]
    specify_table: ClassVar[Table]
    id: int
    ordinal: int
    remarks: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    attachment: Attachment
    attachment_id: int
    storage: Storage
    storage_id: int

class StorageTreeDef(models.Model):
    objects: ClassVar[models.Manager[StorageTreeDef]]
    specify_table: ClassVar[Table]
    id: int
    fullNameDirection: int | None
    name: str
    remarks: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    institution: Institution | None
    institution_id: int | None
    treeDefItems: models.Manager[StorageTreeDefItem]
    treeEntries: models.Manager[Storage]

class StorageTreeDefItem(models.Model):
    objects: ClassVar[models.Manager[StorageTreeDefItem]]
    specify_table: ClassVar[Table]
    id: int
    fullNameSeparator: str | None
    isEnforced: bool | None
    isInFullName: bool | None
    name: str
    rankId: int
    remarks: str | None
    textAfter: str | None
    textBefore: str | None
    title: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    children: models.Manager[StorageTreeDefItem]
    parent: StorageTreeDefItem | None
    parent_id: int | None
    treeDef: StorageTreeDef
    treeDef_id: int
    treeEntries: models.Manager[Storage]

class Address(models.Model):
    objects: ClassVar[models.Manager[Address]]
    specify_table: ClassVar[Table]
    id: int
    address: str | None
    address2: str | None
    address3: str | None
    address4: str | None
    address5: str | None
    city: str | None
    country: str | None
    endDate: datetime.date | None
    fax: str | None
    isCurrent: bool | None
    isPrimary: bool | None
    isShipping: bool | None
    ordinal: int | None
    phone1: str | None
    phone2: str | None
    positionHeld: str | None
    postalCode: str | None
    remarks: str | None
    roomOrBuilding: str | None
    startDate: datetime.date | None
    state: str | None
    typeOfAddr: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    agent: Agent | None
    agent_id: int | None
    divisions: models.Manager[Division]
    insitutions: models.Manager[Institution]

class AddressOfRecord(models.Model):
    objects: ClassVar[models.Manager[AddressOfRecord]]
    specify_table: ClassVar[Table]
    id: int
    address: str | None
    address2: str | None
    city: str | None
    country: str | None
    postalCode: str | None
    remarks: str | None
    state: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    accessions: models.Manager[Accession]
    agent: Agent | None
    agent_id: int | None
    exchangeIns: models.Manager[ExchangeIn]
    exchangeOuts: models.Manager[ExchangeOut]
    loans: models.Manager[Loan]
    repositoryAgreements: models.Manager[RepositoryAgreement]

class Agent(models.Model):
    objects: ClassVar[models.Manager[Agent]]
    specify_table: ClassVar[Table]
    id: int
    abbreviation: str | None
    agentType: int
    date1: datetime.date | None
    date2: datetime.date | None
    date1Precision: int | None
    date2Precision: int | None
    dateOfBirth: datetime.date | None
    dateOfBirthPrecision: int | None
    dateOfDeath: datetime.date | None
    dateOfDeathPrecision: int | None
    dateType: int | None
    email: str | None
    firstName: str | None
    guid: str | None
    initials: str | None
    integer1: int | None
    integer2: int | None
    interests: str | None
    jobTitle: str | None
    lastName: str | None
    middleInitial: str | None
    remarks: str | None
    suffix: str | None
    text1: str | None
    text2: str | None
    text3: str | None
    text4: str | None
    text5: str | None
    title: str | None
    url: str | None
    verbatimDate1: str | None
    verbatimDate2: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    addresses: models.Manager[Address]
    agentAttachments: models.Manager[AgentAttachment]
    agentGeographies: models.Manager[AgentGeography]
    agentSpecialties: models.Manager[AgentSpecialty]
    collContentContact: Collection | None
    collContentContact_id: int | None
    collTechContact: Collection | None
    collTechContact_id: int | None
    collectors: models.Manager[Collector]
    division: Division | None
    division_id: int | None
    groups: models.Manager[GroupPerson]
    identifiers: models.Manager[AgentIdentifier]
    instContentContact: Institution | None
    instContentContact_id: int | None
    instTechContact: Institution | None
    instTechContact_id: int | None
    members: models.Manager[GroupPerson]
    orgMembers: models.Manager[Agent]
    organization: Agent | None
    organization_id: int | None
    specifyUser: SpecifyUser | None
    specifyUser_id: int | None
    variants: models.Manager[AgentVariant]
    components: models.Manager[Component]

class AgentAttachment(models.Model):
    objects: ClassVar[models.Manager[AgentAttachment]]
    specify_table: ClassVar[Table]
    id: int
    ordinal: int
    remarks: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    agent: Agent
    agent_id: int
    attachment: Attachment
    attachment_id: int

class AgentGeography(models.Model):
    objects: ClassVar[models.Manager[AgentGeography]]
    specify_table: ClassVar[Table]
    id: int
    remarks: str | None
    role: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    agent: Agent
    agent_id: int
    geography: Geography
    geography_id: int

class AgentIdentifier(models.Model):
    objects: ClassVar[models.Manager[AgentIdentifier]]
    specify_table: ClassVar[Table]
    id: int
    date1: datetime.date | None
    date2: datetime.date | None
    date1Precision: int | None
    date2Precision: int | None
    identifier: str
    identifierType: str | None
    remarks: str | None
    text1: str | None
    text2: str | None
    text3: str | None
    text4: str | None
    text5: str | None
    yesNo1: bool | None
    yesNo2: bool | None
    yesNo3: bool | None
    yesNo4: bool | None
    yesNo5: bool | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    agent: Agent
    agent_id: int

class AgentSpecialty(models.Model):
    objects: ClassVar[models.Manager[AgentSpecialty]]
    specify_table: ClassVar[Table]
    id: int
    orderNumber: int
    specialtyName: str
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    agent: Agent
    agent_id: int

class AgentVariant(models.Model):
    objects: ClassVar[models.Manager[AgentVariant]]
    specify_table: ClassVar[Table]
    id: int
    country: str | None
    language: str | None
    name: str | None
    varType: int
    variant: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    agent: Agent
    agent_id: int

class GroupPerson(models.Model):
    objects: ClassVar[models.Manager[GroupPerson]]
    specify_table: ClassVar[Table]
    id: int
    orderNumber: int
    remarks: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    division: Division
    division_id: int
    group: Agent
    group_id: int
    member: Agent
    member_id: int

class Accession(models.Model):
    objects: ClassVar[models.Manager[Accession]]
    specify_table: ClassVar[Table]
    id: int
    accessionCondition: str | None
    accessionNumber: str
    dateAccessioned: datetime.date | None
    dateAccessionedPrecision: int | None
    dateAcknowledged: datetime.date | None
    dateAcknowledgedPrecision: int | None
    dateReceived: datetime.date | None
    dateReceivedPrecision: int | None
    date1: datetime.date | None
    date2: datetime.date | None
    date1Precision: int | None
    date2Precision: int | None
    integer1: int | None
    integer2: int | None
    integer3: int | None
    number1: decimal.Decimal | None
    number2: decimal.Decimal | None
    remarks: str | None
    status: str | None
    text1: str | None
    text2: str | None
    text3: str | None
    text4: str | None
    text5: str | None
    totalValue: decimal.Decimal | None
    type: str | None
    verbatimDate: str | None
    yesNo1: bool | None
    yesNo2: bool | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    accessionAgents: models.Manager[AccessionAgent]
    accessionAttachments: models.Manager[AccessionAttachment]
    accessionAuthorizations: models.Manager[AccessionAuthorization]
    accessionCitations: models.Manager[AccessionCitation]
    addressOfRecord: AddressOfRecord | None
    addressOfRecord_id: int | None
    appraisals: models.Manager[Appraisal]
    collectionObjects: models.Manager[CollectionObject]
    division: Division
    division_id: int
    repositoryAgreement: RepositoryAgreement | None
    repositoryAgreement_id: int | None
    treatmentEvents: models.Manager[TreatmentEvent]

class AccessionAgent(models.Model):
    objects: ClassVar[models.Manager[AccessionAgent]]
    specify_table: ClassVar[Table]
    id: int
    remarks: str | None
    role: str
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    accession: Accession | None
    accession_id: int | None
    agent: Agent
    agent_id: int
    repositoryAgreement: RepositoryAgreement | None
    repositoryAgreement_id: int | None

class AccessionAttachment(models.Model):
    objects: ClassVar[models.Manager[AccessionAttachment]]
    specify_table: ClassVar[Table]
    id: int
    ordinal: int
    remarks: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    accession: Accession
    accession_id: int
    attachment: Attachment
    attachment_id: int

class AccessionAuthorization(models.Model):
    objects: ClassVar[models.Manager[AccessionAuthorization]]
    specify_table: ClassVar[Table]
    id: int
    remarks: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    accession: Accession | None
    accession_id: int | None
    permit: Permit
    permit_id: int
    repositoryAgreement: RepositoryAgreement | None
    repositoryAgreement_id: int | None

class AccessionCitation(models.Model):
    objects: ClassVar[models.Manager[AccessionCitation]]
    specify_table: ClassVar[Table]
    id: int
    figureNumber: str | None
    isFigured: bool | None
    pageNumber: str | None
    plateNumber: str | None
    remarks: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    accession: Accession
    accession_id: int
    referenceWork: ReferenceWork
    referenceWork_id: int

class Appraisal(models.Model):
    objects: ClassVar[models.Manager[Appraisal]]
    specify_table: ClassVar[Table]
    id: int
    appraisalDate: datetime.date
    appraisalNumber: str
    appraisalValue: decimal.Decimal | None
    monetaryUnitType: str | None
    notes: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    accession: Accession | None
    accession_id: int | None
    agent: Agent
    agent_id: int
    collectionObjects: models.Manager[CollectionObject]

class Deaccession(models.Model):
    objects: ClassVar[models.Manager[Deaccession]]
    specify_table: ClassVar[Table]
    id: int
    date1: datetime.date | None
    date2: datetime.date | None
    deaccessionDate: datetime.date | None
    deaccessionNumber: str
    integer1: int | None
    integer2: int | None
    integer3: int | None
    integer4: int | None
    integer5: int | None
    number1: decimal.Decimal | None
    number2: decimal.Decimal | None
    number3: decimal.Decimal | None
    number4: decimal.Decimal | None
    number5: decimal.Decimal | None
    remarks: str | None
    status: str | None
    text1: str | None
    text2: str | None
    text3: str | None
    text4: str | None
    text5: str | None
    type: str | None
    yesNo1: bool | None
    yesNo2: bool | None
    yesNo3: bool | None
    yesNo4: bool | None
    yesNo5: bool | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    agent1: Agent | None
    agent1_id: int | None
    agent2: Agent | None
    agent2_id: int | None
    deaccessionAgents: models.Manager[DeaccessionAgent]
    deaccessionAttachments: models.Manager[DeaccessionAttachment]
    disposals: models.Manager[Disposal]
    exchangeOuts: models.Manager[ExchangeOut]
    gifts: models.Manager[Gift]

class DeaccessionAgent(models.Model):
    objects: ClassVar[models.Manager[DeaccessionAgent]]
    specify_table: ClassVar[Table]
    id: int
    remarks: str | None
    role: str
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    agent: Agent
    agent_id: int
    deaccession: Deaccession
    deaccession_id: int

class DeaccessionAttachment(models.Model):
    objects: ClassVar[models.Manager[DeaccessionAttachment]]
    specify_table: ClassVar[Table]
    id: int
    ordinal: int
    remarks: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    attachment: Attachment
    attachment_id: int
    deaccession: Deaccession
    deaccession_id: int

class Disposal(models.Model):
    objects: ClassVar[models.Manager[Disposal]]
    specify_table: ClassVar[Table]
    id: int
    disposalDate: datetime.date | None
    disposalNumber: str
    doNotExport: bool | None
    number1: decimal.Decimal | None
    number2: decimal.Decimal | None
    remarks: str | None
    text1: str | None
    text2: str | None
    type: str | None
    yesNo1: bool | None
    yesNo2: bool | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    deaccession: Deaccession | None
    deaccession_id: int | None
    disposalAgents: models.Manager[DisposalAgent]
    disposalAttachments: models.Manager[DisposalAttachment]
    disposalPreparations: models.Manager[DisposalPreparation]

class DisposalAgent(models.Model):
    objects: ClassVar[models.Manager[DisposalAgent]]
    specify_table: ClassVar[Table]
    id: int
    remarks: str | None
    role: str
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    agent: Agent
    agent_id: int
    disposal: Disposal
    disposal_id: int

class DisposalAttachment(models.Model):
    objects: ClassVar[models.Manager[DisposalAttachment]]
    specify_table: ClassVar[Table]
    id: int
    ordinal: int
    remarks: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    attachment: Attachment
    attachment_id: int
    disposal: Disposal
    disposal_id: int

class DisposalPreparation(models.Model):
    objects: ClassVar[models.Manager[DisposalPreparation]]
    specify_table: ClassVar[Table]
    id: int
    quantity: int | None
    remarks: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    disposal: Disposal
    disposal_id: int
    loanReturnPreparation: LoanReturnPreparation | None
    loanReturnPreparation_id: int | None
    preparation: Preparation | None
    preparation_id: int | None

class Permit(models.Model):
    objects: ClassVar[models.Manager[Permit]]
    specify_table: ClassVar[Table]
    id: int
    copyright: str | None
    endDate: datetime.date | None
    isAvailable: bool | None
    isRequired: bool | None
    issuedDate: datetime.date | None
    number1: decimal.Decimal | None
    number2: decimal.Decimal | None
    permitNumber: str
    permitText: str | None
    remarks: str | None
    renewalDate: datetime.date | None
    reservedInteger1: int | None
    reservedInteger2: int | None
    reservedText3: str | None
    reservedText4: str | None
    startDate: datetime.date | None
    status: str | None
    statusQualifier: str | None
    text1: str | None
    text2: str | None
    type: str | None
    yesNo1: bool | None
    yesNo2: bool | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    accessionAuthorizations: models.Manager[AccessionAuthorization]
    collectingEventAuthorizations: models.Manager[CollectingEventAuthorization]
    collectingTripAuthorizations: models.Manager[CollectingTripAuthorization]
    institution: Institution
    institution_id: int
    issuedBy: Agent | None
    issuedBy_id: int | None
    issuedTo: Agent | None
    issuedTo_id: int | None
    permitAttachments: models.Manager[PermitAttachment]

class PermitAttachment(models.Model):
    objects: ClassVar[models.Manager[PermitAttachment]]
    specify_table: ClassVar[Table]
    id: int
    ordinal: int
    remarks: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    attachment: Attachment
    attachment_id: int
    permit: Permit
    permit_id: int

class RepositoryAgreement(models.Model):
    objects: ClassVar[models.Manager[RepositoryAgreement]]
    specify_table: ClassVar[Table]
    id: int
    dateReceived: datetime.date | None
    endDate: datetime.date | None
    number1: decimal.Decimal | None
    number2: decimal.Decimal | None
    remarks: str | None
    repositoryAgreementNumber: str
    startDate: datetime.date | None
    status: str | None
    text1: str | None
    text2: str | None
    text3: str | None
    yesNo1: bool | None
    yesNo2: bool | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    accessions: models.Manager[Accession]
    addressOfRecord: AddressOfRecord | None
    addressOfRecord_id: int | None
    division: Division
    division_id: int
    originator: Agent
    originator_id: int
    repositoryAgreementAgents: models.Manager[AccessionAgent]
    repositoryAgreementAttachments: models.Manager[RepositoryAgreementAttachment]
    repositoryAgreementAuthorizations: models.Manager[AccessionAuthorization]

class RepositoryAgreementAttachment(models.Model):
    objects: ClassVar[models.Manager[RepositoryAgreementAttachment]]
    specify_table: ClassVar[Table]
    id: int
    ordinal: int | None
    remarks: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    attachment: Attachment
    attachment_id: int
    repositoryAgreement: RepositoryAgreement
    repositoryAgreement_id: int

class Gift(models.Model):
    objects: ClassVar[models.Manager[Gift]]
    specify_table: ClassVar[Table]
    id: int
    contents: str | None
    date1: datetime.date | None
    date1Precision: int | None
    dateReceived: datetime.date | None
    giftDate: datetime.date | None
    giftNumber: str
    integer1: int | None
    integer2: int | None
    integer3: int | None
    isFinancialResponsibility: bool | None
    number1: decimal.Decimal | None
    number2: decimal.Decimal | None
    purposeOfGift: str | None
    receivedComments: str | None
    remarks: str | None
    specialConditions: str | None
    srcGeography: str | None
    srcTaxonomy: str | None
    status: str | None
    text1: str | None
    text2: str | None
    text3: str | None
    text4: str | None
    text5: str | None
    yesNo1: bool | None
    yesNo2: bool | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    addressOfRecord: AddressOfRecord | None
    addressOfRecord_id: int | None
    agent1: Agent | None
    agent1_id: int | None
    agent2: Agent | None
    agent2_id: int | None
    agent3: Agent | None
    agent3_id: int | None
    agent4: Agent | None
    agent4_id: int | None
    agent5: Agent | None
    agent5_id: int | None
    deaccession: Deaccession | None
    deaccession_id: int | None
    discipline: Discipline
    discipline_id: int
    division: Division | None
    division_id: int | None
    giftAgents: models.Manager[GiftAgent]
    giftAttachments: models.Manager[GiftAttachment]
    giftPreparations: models.Manager[GiftPreparation]
    shipments: models.Manager[Shipment]

class GiftAgent(models.Model):
    objects: ClassVar[models.Manager[GiftAgent]]
    specify_table: ClassVar[Table]
    id: int
    date1: datetime.date | None
    remarks: str | None
    role: str
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    agent: Agent
    agent_id: int
    discipline: Discipline
    discipline_id: int
    gift: Gift
    gift_id: int

class GiftAttachment(models.Model):
    objects: ClassVar[models.Manager[GiftAttachment]]
    specify_table: ClassVar[Table]
    id: int
    ordinal: int
    remarks: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    attachment: Attachment
    attachment_id: int
    gift: Gift
    gift_id: int

class GiftPreparation(models.Model):
    objects: ClassVar[models.Manager[GiftPreparation]]
    specify_table: ClassVar[Table]
    id: int
    descriptionOfMaterial: str | None
    inComments: str | None
    outComments: str | None
    quantity: int | None
    quantityResolved: int | None
    quantityReturned: int | None
    receivedComments: str | None
    text1: str | None
    text2: str | None
    text3: str | None
    text4: str | None
    text5: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    discipline: Discipline
    discipline_id: int
    gift: Gift | None
    gift_id: int | None
    preparation: Preparation | None
    preparation_id: int | None

class Loan(models.Model):
    objects: ClassVar[models.Manager[Loan]]
    specify_table: ClassVar[Table]
    id: int
    contents: str | None
    currentDueDate: datetime.date | None
    dateClosed: datetime.date | None
    dateReceived: datetime.date | None
    integer1: int | None
    integer2: int | None
    integer3: int | None
    isClosed: bool | None
    isFinancialResponsibility: bool | None
    loanDate: datetime.date | None
    loanNumber: str
    number1: decimal.Decimal | None
    number2: decimal.Decimal | None
    originalDueDate: datetime.date | None
    overdueNotiSentDate: datetime.date | None
    purposeOfLoan: str | None
    receivedComments: str | None
    remarks: str | None
    specialConditions: str | None
    srcGeography: str | None
    srcTaxonomy: str | None
    status: str | None
    text1: str | None
    text2: str | None
    text3: str | None
    text4: str | None
    text5: str | None
    yesNo1: bool | None
    yesNo2: bool | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    addressOfRecord: AddressOfRecord | None
    addressOfRecord_id: int | None
    agent1: Agent | None
    agent1_id: int | None
    agent2: Agent | None
    agent2_id: int | None
    agent3: Agent | None
    agent3_id: int | None
    agent4: Agent | None
    agent4_id: int | None
    agent5: Agent | None
    agent5_id: int | None
    discipline: Discipline
    discipline_id: int
    division: Division | None
    division_id: int | None
    loanAgents: models.Manager[LoanAgent]
    loanAttachments: models.Manager[LoanAttachment]
    loanPreparations: models.Manager[LoanPreparation]
    shipments: models.Manager[Shipment]

class LoanAgent(models.Model):
    objects: ClassVar[models.Manager[LoanAgent]]
    specify_table: ClassVar[Table]
    id: int
    remarks: str | None
    role: str
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    agent: Agent
    agent_id: int
    discipline: Discipline
    discipline_id: int
    loan: Loan
    loan_id: int

class LoanAttachment(models.Model):
    objects: ClassVar[models.Manager[LoanAttachment]]
    specify_table: ClassVar[Table]
    id: int
    ordinal: int
    remarks: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    attachment: Attachment
    attachment_id: int
    loan: Loan
    loan_id: int

class LoanPreparation(models.Model):
    objects: ClassVar[models.Manager[LoanPreparation]]
    specify_table: ClassVar[Table]
    id: int
    descriptionOfMaterial: str | None
    inComments: str | None
    isResolved: bool
    outComments: str | None
    quantity: int | None
    quantityResolved: int | None
    quantityReturned: int | None
    receivedComments: str | None
    text1: str | None
    text2: str | None
    text3: str | None
    text4: str | None
    text5: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    discipline: Discipline
    discipline_id: int
    loan: Loan
    loan_id: int
    loanReturnPreparations: models.Manager[LoanReturnPreparation]
    preparation: Preparation | None
    preparation_id: int | None

class LoanReturnPreparation(models.Model):
    objects: ClassVar[models.Manager[LoanReturnPreparation]]
    specify_table: ClassVar[Table]
    id: int
    quantityResolved: int | None
    quantityReturned: int | None
    remarks: str | None
    returnedDate: datetime.date | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    discipline: Discipline
    discipline_id: int
    disposalPreparations: models.Manager[DisposalPreparation]
    loanPreparation: LoanPreparation
    loanPreparation_id: int
    receivedBy: Agent | None
    receivedBy_id: int | None

class Shipment(models.Model):
    objects: ClassVar[models.Manager[Shipment]]
    specify_table: ClassVar[Table]
    id: int
    insuredForAmount: str | None
    number1: decimal.Decimal | None
    number2: decimal.Decimal | None
    numberOfPackages: int | None
    remarks: str | None
    shipmentDate: datetime.date | None
    shipmentMethod: str | None
    shipmentNumber: str
    text1: str | None
    text2: str | None
    weight: str | None
    yesNo1: bool | None
    yesNo2: bool | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    borrow: Borrow | None
    borrow_id: int | None
    discipline: Discipline
    discipline_id: int
    exchangeOut: ExchangeOut | None
    exchangeOut_id: int | None
    gift: Gift | None
    gift_id: int | None
    loan: Loan | None
    loan_id: int | None
    shippedBy: Agent | None
    shippedBy_id: int | None
    shippedTo: Agent | None
    shippedTo_id: int | None
    shipper: Agent | None
    shipper_id: int | None

class Borrow(models.Model):
    objects: ClassVar[models.Manager[Borrow]]
    specify_table: ClassVar[Table]
    id: int
    borrowDate: datetime.date | None
    borrowDatePrecision: int | None
    collectionMemberId: int
    currentDueDate: datetime.date | None
    dateClosed: datetime.date | None
    invoiceNumber: str
    isClosed: bool | None
    isFinancialResponsibility: bool | None
    number1: decimal.Decimal | None
    number2: decimal.Decimal | None
    numberOfItemsBorrowed: int | None
    originalDueDate: datetime.date | None
    receivedDate: datetime.date | None
    remarks: str | None
    status: str | None
    text1: str | None
    text2: str | None
    yesNo1: bool | None
    yesNo2: bool | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    addressOfRecord: AddressOfRecord | None
    addressOfRecord_id: int | None
    borrowAgents: models.Manager[BorrowAgent]
    borrowAttachments: models.Manager[BorrowAttachment]
    borrowMaterials: models.Manager[BorrowMaterial]
    shipments: models.Manager[Shipment]

class BorrowAgent(models.Model):
    objects: ClassVar[models.Manager[BorrowAgent]]
    specify_table: ClassVar[Table]
    id: int
    collectionMemberId: int
    remarks: str | None
    role: str
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    agent: Agent
    agent_id: int
    borrow: Borrow
    borrow_id: int

class BorrowAttachment(models.Model):
    objects: ClassVar[models.Manager[BorrowAttachment]]
    specify_table: ClassVar[Table]
    id: int
    ordinal: int
    remarks: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    attachment: Attachment
    attachment_id: int
    borrow: Borrow
    borrow_id: int

class BorrowMaterial(models.Model):
    objects: ClassVar[models.Manager[BorrowMaterial]]
    specify_table: ClassVar[Table]
    id: int
    collectionMemberId: int
    description: str | None
    inComments: str | None
    materialNumber: str
    outComments: str | None
    quantity: int | None
    quantityResolved: int | None
    quantityReturned: int | None
    text1: str | None
    text2: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    borrow: Borrow
    borrow_id: int
    borrowReturnMaterials: models.Manager[BorrowReturnMaterial]

class BorrowReturnMaterial(models.Model):
    objects: ClassVar[models.Manager[BorrowReturnMaterial]]
    specify_table: ClassVar[Table]
    id: int
    collectionMemberId: int
    quantity: int | None
    remarks: str | None
    returnedDate: datetime.date | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    agent: Agent | None
    agent_id: int | None
    borrowMaterial: BorrowMaterial
    borrowMaterial_id: int

class ExchangeIn(models.Model):
    objects: ClassVar[models.Manager[ExchangeIn]]
    specify_table: ClassVar[Table]
    id: int
    contents: str | None
    descriptionOfMaterial: str | None
    exchangeDate: datetime.date | None
    exchangeInNumber: str | None
    number1: decimal.Decimal | None
    number2: decimal.Decimal | None
    quantityExchanged: int | None
    remarks: str | None
    srcGeography: str | None
    srcTaxonomy: str | None
    text1: str | None
    text2: str | None
    yesNo1: bool | None
    yesNo2: bool | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    addressOfRecord: AddressOfRecord | None
    addressOfRecord_id: int | None
    agentCatalogedBy: Agent
    agentCatalogedBy_id: int
    agentReceivedFrom: Agent
    agentReceivedFrom_id: int
    division: Division
    division_id: int
    exchangeInAttachments: models.Manager[ExchangeInAttachment]
    exchangeInPreps: models.Manager[ExchangeInPrep]

class ExchangeInAttachment(models.Model):
    objects: ClassVar[models.Manager[ExchangeInAttachment]]
    specify_table: ClassVar[Table]
    id: int
    ordinal: int
    remarks: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    attachment: Attachment
    attachment_id: int
    exchangeIn: ExchangeIn
    exchangeIn_id: int

class ExchangeInPrep(models.Model):
    objects: ClassVar[models.Manager[ExchangeInPrep]]
    specify_table: ClassVar[Table]
    id: int
    comments: str | None
    descriptionOfMaterial: str | None
    number1: int | None
    quantity: int | None
    text1: str | None
    text2: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    discipline: Discipline
    discipline_id: int
    exchangeIn: ExchangeIn | None
    exchangeIn_id: int | None
    preparation: Preparation | None
    preparation_id: int | None

class ExchangeOut(models.Model):
    objects: ClassVar[models.Manager[ExchangeOut]]
    specify_table: ClassVar[Table]
    id: int
    contents: str | None
    descriptionOfMaterial: str | None
    exchangeDate: datetime.date | None
    exchangeOutNumber: str
    number1: decimal.Decimal | None
    number2: decimal.Decimal | None
    quantityExchanged: int | None
    remarks: str | None
    srcGeography: str | None
    srcTaxonomy: str | None
    text1: str | None
    text2: str | None
    yesNo1: bool | None
    yesNo2: bool | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    addressOfRecord: AddressOfRecord | None
    addressOfRecord_id: int | None
    agentCatalogedBy: Agent
    agentCatalogedBy_id: int
    agentSentTo: Agent
    agentSentTo_id: int
    deaccession: Deaccession | None
    deaccession_id: int | None
    division: Division
    division_id: int
    exchangeOutAttachments: models.Manager[ExchangeOutAttachment]
    exchangeOutPreps: models.Manager[ExchangeOutPrep]
    shipments: models.Manager[Shipment]

class ExchangeOutAttachment(models.Model):
    objects: ClassVar[models.Manager[ExchangeOutAttachment]]
    specify_table: ClassVar[Table]
    id: int
    ordinal: int
    remarks: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    attachment: Attachment
    attachment_id: int
    exchangeOut: ExchangeOut
    exchangeOut_id: int

class ExchangeOutPrep(models.Model):
    objects: ClassVar[models.Manager[ExchangeOutPrep]]
    specify_table: ClassVar[Table]
    id: int
    comments: str | None
    descriptionOfMaterial: str | None
    number1: int | None
    quantity: int | None
    text1: str | None
    text2: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    discipline: Discipline
    discipline_id: int
    exchangeOut: ExchangeOut | None
    exchangeOut_id: int | None
    preparation: Preparation | None
    preparation_id: int | None

class InfoRequest(models.Model):
    objects: ClassVar[models.Manager[InfoRequest]]
    specify_table: ClassVar[Table]
    id: int
    collectionMemberId: int
    email: str | None
    firstName: str | None
    infoReqNumber: str | None
    institution: str | None
    lastName: str | None
    remarks: str | None
    replyDate: datetime.date | None
    requestDate: datetime.date | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    agent: Agent | None
    agent_id: int | None
    recordSets: models.Manager[RecordSet]

class Author(models.Model):
    objects: ClassVar[models.Manager[Author]]
    specify_table: ClassVar[Table]
    id: int
    orderNumber: int
    remarks: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    agent: Agent
    agent_id: int
    referenceWork: ReferenceWork
    referenceWork_id: int

class Journal(models.Model):
    objects: ClassVar[models.Manager[Journal]]
    specify_table: ClassVar[Table]
    id: int
    guid: str | None
    issn: str | None
    journalAbbreviation: str | None
    journalName: str | None
    remarks: str | None
    text1: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    institution: Institution
    institution_id: int
    referenceWorks: models.Manager[ReferenceWork]

class Project(models.Model):
    objects: ClassVar[models.Manager[Project]]
    specify_table: ClassVar[Table]
    id: int
    collectionMemberId: int
    endDate: datetime.date | None
    grantAgency: str | None
    grantNumber: str | None
    number1: decimal.Decimal | None
    number2: decimal.Decimal | None
    projectDescription: str | None
    projectName: str
    projectNumber: str | None
    remarks: str | None
    startDate: datetime.date | None
    text1: str | None
    text2: str | None
    url: str | None
    yesNo1: bool | None
    yesNo2: bool | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    agent: Agent | None
    agent_id: int | None

class ReferenceWork(models.Model):
    objects: ClassVar[models.Manager[ReferenceWork]]
    specify_table: ClassVar[Table]
    id: int
    doi: str | None
    guid: str | None
    isPublished: bool | None
    isbn: str | None
    libraryNumber: str | None
    number1: decimal.Decimal | None
    number2: decimal.Decimal | None
    pages: str | None
    placeOfPublication: str | None
    publisher: str | None
    referenceWorkType: int
    remarks: str | None
    text1: str | None
    text2: str | None
    title: str
    uri: str | None
    url: str | None
    volume: str | None
    workDate: str | None
    yesNo1: bool | None
    yesNo2: bool | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    authors: models.Manager[Author]
    collectionObjectCitations: models.Manager[CollectionObjectCitation]
    containedRFParent: ReferenceWork | None
    containedRFParent_id: int | None
    containedReferenceWorks: models.Manager[ReferenceWork]
    determinationCitations: models.Manager[DeterminationCitation]
    exsiccatae: models.Manager[Exsiccata]
    institution: Institution
    institution_id: int
    journal: Journal | None
    journal_id: int | None
    localityCitations: models.Manager[LocalityCitation]
    referenceWorkAttachments: models.Manager[ReferenceWorkAttachment]
    taxonCitations: models.Manager[TaxonCitation]

class ReferenceWorkAttachment(models.Model):
    objects: ClassVar[models.Manager[ReferenceWorkAttachment]]
    specify_table: ClassVar[Table]
    id: int
    ordinal: int
    remarks: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    attachment: Attachment
    attachment_id: int
    referenceWork: ReferenceWork
    referenceWork_id: int

class ConservDescription(models.Model):
    objects: ClassVar[models.Manager[ConservDescription]]
    specify_table: ClassVar[Table]
    id: int
    backgroundInfo: str | None
    composition: str | None
    date1: datetime.date | None
    date2: datetime.date | None
    date3: datetime.date | None
    date4: datetime.date | None
    date5: datetime.date | None
    date1Precision: int | None
    date2Precision: int | None
    date3Precision: int | None
    date4Precision: int | None
    date5Precision: int | None
    description: str | None
    determinedDate: datetime.date | None
    displayRecommendations: str | None
    height: decimal.Decimal | None
    integer1: int | None
    integer2: int | None
    integer3: int | None
    integer4: int | None
    integer5: int | None
    lightRecommendations: str | None
    number1: decimal.Decimal | None
    number2: decimal.Decimal | None
    number3: decimal.Decimal | None
    number4: decimal.Decimal | None
    number5: decimal.Decimal | None
    objLength: decimal.Decimal | None
    otherRecommendations: str | None
    remarks: str | None
    shortDesc: str | None
    source: str | None
    text1: str | None
    text2: str | None
    text3: str | None
    text4: str | None
    text5: str | None
    units: str | None
    width: decimal.Decimal | None
    yesNo1: bool | None
    yesNo2: bool | None
    yesNo3: bool | None
    yesNo4: bool | None
    yesNo5: bool | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    collectionObject: CollectionObject | None
    collectionObject_id: int | None
    conservDescriptionAttachments: models.Manager[ConservDescriptionAttachment]
    division: Division | None
    division_id: int | None
    events: models.Manager[ConservEvent]
    preparation: Preparation | None
    preparation_id: int | None

class ConservDescriptionAttachment(models.Model):
    objects: ClassVar[models.Manager[ConservDescriptionAttachment]]
    specify_table: ClassVar[Table]
    id: int
    ordinal: int
    remarks: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    attachment: Attachment
    attachment_id: int
    conservDescription: ConservDescription
    conservDescription_id: int

class ConservEvent(models.Model):
    objects: ClassVar[models.Manager[ConservEvent]]
    specify_table: ClassVar[Table]
    id: int
    advTestingExam: str | None
    advTestingExamResults: str | None
    completedComments: str | None
    completedDate: datetime.date | None
    completedDatePrecision: int | None
    conditionReport: str | None
    curatorApprovalDate: datetime.date | None
    curatorApprovalDatePrecision: int | None
    examDate: datetime.date | None
    examDatePrecision: int | None
    number1: int | None
    number2: int | None
    photoDocs: str | None
    remarks: str | None
    text1: str | None
    text2: str | None
    treatmentCompDate: datetime.date | None
    treatmentCompDatePrecision: int | None
    treatmentReport: str | None
    yesNo1: bool | None
    yesNo2: bool | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    conservDescription: ConservDescription
    conservDescription_id: int
    conservEventAttachments: models.Manager[ConservEventAttachment]
    curator: Agent | None
    curator_id: int | None
    examinedByAgent: Agent | None
    examinedByAgent_id: int | None
    treatedByAgent: Agent | None
    treatedByAgent_id: int | None

class ConservEventAttachment(models.Model):
    objects: ClassVar[models.Manager[ConservEventAttachment]]
    specify_table: ClassVar[Table]
    id: int
    ordinal: int
    remarks: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    attachment: Attachment
    attachment_id: int
    conservEvent: ConservEvent
    conservEvent_id: int

class TreatmentEvent(models.Model):
    objects: ClassVar[models.Manager[TreatmentEvent]]
    specify_table: ClassVar[Table]
    id: int
    dateBoxed: datetime.date | None
    dateCleaned: datetime.date | None
    dateCompleted: datetime.date | None
    dateReceived: datetime.date | None
    dateToIsolation: datetime.date | None
    dateTreatmentEnded: datetime.date | None
    dateTreatmentStarted: datetime.date | None
    fieldNumber: str | None
    location: str | None
    number1: int | None
    number2: int | None
    number3: decimal.Decimal | None
    number4: decimal.Decimal | None
    number5: decimal.Decimal | None
    remarks: str | None
    text1: str | None
    text2: str | None
    text3: str | None
    text4: str | None
    text5: str | None
    treatmentNumber: str | None
    type: str | None
    yesNo1: bool | None
    yesNo2: bool | None
    yesNo3: bool | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    accession: Accession | None
    accession_id: int | None
    authorizedBy: Agent | None
    authorizedBy_id: int | None
    collectionObject: CollectionObject | None
    collectionObject_id: int | None
    division: Division | None
    division_id: int | None
    performedBy: Agent | None
    performedBy_id: int | None
    treatmentEventAttachments: models.Manager[TreatmentEventAttachment]

class TreatmentEventAttachment(models.Model):
    objects: ClassVar[models.Manager[TreatmentEventAttachment]]
    specify_table: ClassVar[Table]
    id: int
    ordinal: int
    remarks: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    attachment: Attachment
    attachment_id: int
    treatmentEvent: TreatmentEvent
    treatmentEvent_id: int

class DNAPrimer(models.Model):
    objects: ClassVar[models.Manager[DNAPrimer]]
    specify_table: ClassVar[Table]
    id: int
    integer1: int | None
    integer2: int | None
    number1: decimal.Decimal | None
    number2: decimal.Decimal | None
    primerDesignator: str | None
    primerNameForward: str | None
    primerNameReverse: str | None
    primerReferenceCitationForward: str | None
    primerReferenceCitationReverse: str | None
    primerReferenceLinkForward: str | None
    primerReferenceLinkReverse: str | None
    primerSequenceForward: str | None
    primerSequenceReverse: str | None
    purificationMethod: str | None
    remarks: str | None
    reservedInteger3: int | None
    reservedInteger4: int | None
    reservedNumber3: decimal.Decimal | None
    reservedNumber4: decimal.Decimal | None
    reservedText3: str | None
    reservedText4: str | None
    text1: str | None
    text2: str | None
    yesNo1: bool | None
    yesNo2: bool | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    dnaSequencingRuns: models.Manager[DNASequencingRun]

class DNASequence(models.Model):
    objects: ClassVar[models.Manager[DNASequence]]
    specify_table: ClassVar[Table]
    id: int
    ambiguousResidues: int | None
    boldBarcodeId: str | None
    boldLastUpdateDate: datetime.date | None
    boldSampleId: str | None
    boldTranslationMatrix: str | None
    collectionMemberId: int
    compA: int | None
    compC: int | None
    compG: int | None
    compT: int | None
    extractionDate: datetime.date | None
    extractionDatePrecision: int | None
    genbankAccessionNumber: str | None
    geneSequence: str | None
    moleculeType: str | None
    number1: decimal.Decimal | None
    number2: decimal.Decimal | None
    number3: decimal.Decimal | None
    remarks: str | None
    sequenceDate: datetime.date | None
    sequenceDatePrecision: int | None
    targetMarker: str | None
    text1: str | None
    text2: str | None
    text3: str | None
    totalResidues: int | None
    yesNo1: bool | None
    yesNo2: bool | None
    yesNo3: bool | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    attachments: models.Manager[DNASequenceAttachment]
    collectionObject: CollectionObject | None
    collectionObject_id: int | None
    dnaSequencingRuns: models.Manager[DNASequencingRun]
    extractor: Agent | None
    extractor_id: int | None
    extractors: models.Manager[Extractor]
    materialSample: MaterialSample | None
    materialSample_id: int | None
    pcrPersons: models.Manager[PcrPerson]
    sequencer: Agent | None
    sequencer_id: int | None

class DNASequenceAttachment(models.Model):
    objects: ClassVar[models.Manager[DNASequenceAttachment]]
    specify_table: ClassVar[Table]
    id: int
    ordinal: int
    remarks: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    attachment: Attachment
    attachment_id: int
    dnaSequence: DNASequence
    dnaSequence_id: int

class DNASequencingRun(models.Model):
    objects: ClassVar[models.Manager[DNASequencingRun]]
    specify_table: ClassVar[Table]
    id: int
    collectionMemberId: int
    dryadDOI: str | None
    geneSequence: str | None
    number1: decimal.Decimal | None
    number2: decimal.Decimal | None
    number3: decimal.Decimal | None
    ordinal: int | None
    pcrCocktailPrimer: bool | None
    pcrForwardPrimerCode: str | None
    pcrPrimerName: str | None
    pcrPrimerSequence5_3: str | None
    pcrReversePrimerCode: str | None
    readDirection: str | None
    remarks: str | None
    runDate: datetime.date | None
    scoreFileName: str | None
    sequenceCocktailPrimer: bool | None
    sequencePrimerCode: str | None
    sequencePrimerName: str | None
    sequencePrimerSequence5_3: str | None
    sraExperimentID: str | None
    sraRunID: str | None
    sraSubmissionID: str | None
    text1: str | None
    text2: str | None
    text3: str | None
    traceFileName: str | None
    yesNo1: bool | None
    yesNo2: bool | None
    yesNo3: bool | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    attachments: models.Manager[DNASequencingRunAttachment]
    citations: models.Manager[DNASequencingRunCitation]
    dnaPrimer: DNAPrimer | None
    dnaPrimer_id: int | None
    dnaSequence: DNASequence
    dnaSequence_id: int
    preparedByAgent: Agent | None
    preparedByAgent_id: int | None
    runByAgent: Agent | None
    runByAgent_id: int | None

class DNASequencingRunAttachment(models.Model):
    objects: ClassVar[models.Manager[DNASequencingRunAttachment]]
    specify_table: ClassVar[Table]
    id: int
    ordinal: int
    remarks: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    attachment: Attachment
    attachment_id: int
    dnaSequencingRun: DNASequencingRun
    dnaSequencingRun_id: int

class DNASequencingRunCitation(models.Model):
    objects: ClassVar[models.Manager[DNASequencingRunCitation]]
    specify_table: ClassVar[Table]
    id: int
    figureNumber: str | None
    isFigured: bool | None
    number1: decimal.Decimal | None
    number2: decimal.Decimal | None
    pageNumber: str | None
    plateNumber: str | None
    remarks: str | None
    text1: str | None
    text2: str | None
    yesNo1: bool | None
    yesNo2: bool | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    referenceWork: ReferenceWork
    referenceWork_id: int
    sequencingRun: DNASequencingRun
    sequencingRun_id: int

class Extractor(models.Model):
    objects: ClassVar[models.Manager[Extractor]]
    specify_table: ClassVar[Table]
    id: int
    orderNumber: int
    remarks: str | None
    text1: str | None
    text2: str | None
    yesNo1: bool | None
    yesNo2: bool | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    agent: Agent
    agent_id: int
    dnaSequence: DNASequence
    dnaSequence_id: int

class PcrPerson(models.Model):
    objects: ClassVar[models.Manager[PcrPerson]]
    specify_table: ClassVar[Table]
    id: int
    orderNumber: int
    remarks: str | None
    text1: str | None
    text2: str | None
    yesNo1: bool | None
    yesNo2: bool | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    agent: Agent
    agent_id: int
    dnaSequence: DNASequence
    dnaSequence_id: int

class PaleoContext(models.Model):
    objects: ClassVar[models.Manager[PaleoContext]]
    specify_table: ClassVar[Table]
    id: int
    number1: decimal.Decimal | None
    number2: decimal.Decimal | None
    number3: decimal.Decimal | None
    number4: decimal.Decimal | None
    number5: decimal.Decimal | None
    paleoContextName: str | None
    remarks: str | None
    text1: str | None
    text2: str | None
    text3: str | None
    text4: str | None
    text5: str | None
    yesNo1: bool | None
    yesNo2: bool | None
    yesNo3: bool | None
    yesNo4: bool | None
    yesNo5: bool | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    bioStrat: GeologicTimePeriod | None
    bioStrat_id: int | None
    chronosStrat: GeologicTimePeriod | None
    chronosStrat_id: int | None
    chronosStratEnd: GeologicTimePeriod | None
    chronosStratEnd_id: int | None
    collectingEvents: models.Manager[CollectingEvent]
    collectionObjects: models.Manager[CollectionObject]
    discipline: Discipline
    discipline_id: int
    lithoStrat: LithoStrat | None
    lithoStrat_id: int | None
    tectonicUnit: TectonicUnit | None
    tectonicUnit_id: int | None
    localities: models.Manager[Locality]

class AbsoluteAge(models.Model):
    objects: ClassVar[models.Manager[AbsoluteAge]]
    specify_table: ClassVar[Table]
    id: int
    absoluteAge: decimal.Decimal | None
    ageType: str | None
    ageUncertainty: decimal.Decimal | None
    collectionDate: datetime.date | None
    date1: datetime.date | None
    date2: datetime.date | None
    datingMethod: str | None
    datingMethodRemarks: str | None
    number1: decimal.Decimal | None
    number2: decimal.Decimal | None
    remarks: str | None
    text1: str | None
    text2: str | None
    yesno1: bool | None
    yesno2: bool | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    agent1: Agent | None
    agent1_id: int | None
    absoluteAgeAttachments: models.Manager[AbsoluteAgeAttachment]
    collectionObject: CollectionObject
    collectionObject_id: int
    absoluteAgeCitations: models.Manager[AbsoluteAgeCitation]
    component: Component | None
    component_id: int | None

class RelativeAge(models.Model):
    objects: ClassVar[models.Manager[RelativeAge]]
    specify_table: ClassVar[Table]
    id: int
    ageType: str | None
    ageUncertainty: decimal.Decimal | None
    collectionDate: datetime.date | None
    date1: datetime.date | None
    date2: datetime.date | None
    datingMethod: str | None
    datingMethodRemarks: str | None
    number1: decimal.Decimal | None
    number2: decimal.Decimal | None
    relativeAgePeriod: decimal.Decimal | None
    remarks: str | None
    text1: str | None
    text2: str | None
    verbatimName: str | None
    verbatimPeriod: str | None
    yesno1: bool | None
    yesno2: bool | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    ageName: GeologicTimePeriod | None
    ageName_id: int | None
    ageNameEnd: GeologicTimePeriod | None
    ageNameEnd_id: int | None
    agent1: Agent | None
    agent1_id: int | None
    agent2: Agent | None
    agent2_id: int | None
    relativeAgeAttachments: models.Manager[RelativeAgeAttachment]
    collectionObject: CollectionObject
    collectionObject_id: int
    relativeAgeCitations: models.Manager[RelativeAgeCitation]
    component: Component | None
    component_id: int | None

class AbsoluteAgeAttachment(models.Model):
    objects: ClassVar[models.Manager[AbsoluteAgeAttachment]]
    specify_table: ClassVar[Table]
    id: int
    ordinal: int | None
    remarks: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    attachment: Attachment
    attachment_id: int
    collectionMember: Collection
    collectionMember_id: int
    absoluteAge: AbsoluteAge
    absoluteAge_id: int

class RelativeAgeAttachment(models.Model):
    objects: ClassVar[models.Manager[RelativeAgeAttachment]]
    specify_table: ClassVar[Table]
    id: int
    ordinal: int | None
    remarks: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    attachment: Attachment
    attachment_id: int
    collectionMember: Collection
    collectionMember_id: int
    relativeAge: RelativeAge
    relativeAge_id: int

class AbsoluteAgeCitation(models.Model):
    objects: ClassVar[models.Manager[AbsoluteAgeCitation]]
    specify_table: ClassVar[Table]
    id: int
    figureNumber: str | None
    isFigured: bool | None
    pageNumber: str | None
    plateNumber: str | None
    remarks: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    absoluteAge: AbsoluteAge
    absoluteAge_id: int
    collectionMember: Collection
    collectionMember_id: int
    referenceWork: ReferenceWork
    referenceWork_id: int

class RelativeAgeCitation(models.Model):
    objects: ClassVar[models.Manager[RelativeAgeCitation]]
    specify_table: ClassVar[Table]
    id: int
    figureNumber: str | None
    isFigured: bool | None
    pageNumber: str | None
    plateNumber: str | None
    remarks: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    collectionMember: Collection
    collectionMember_id: int
    referenceWork: ReferenceWork
    referenceWork_id: int
    relativeAge: RelativeAge
    relativeAge_id: int

class GeologicTimePeriod(models.Model):
    objects: ClassVar[models.Manager[GeologicTimePeriod]]
    specify_table: ClassVar[Table]
    id: int
    endPeriod: decimal.Decimal | None
    endUncertainty: decimal.Decimal | None
    fullName: str | None
    guid: str | None
    highestChildNodeNumber: int | None
    isAccepted: bool
    isBioStrat: bool | None
    name: str
    nodeNumber: int | None
    rankId: int
    remarks: str | None
    standard: str | None
    startPeriod: decimal.Decimal | None
    startUncertainty: decimal.Decimal | None
    text1: str | None
    text2: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    acceptedChildren: models.Manager[GeologicTimePeriod]
    acceptedGeologicTimePeriod: GeologicTimePeriod | None
    acceptedGeologicTimePeriod_id: int | None
    bioStratsPaleoContext: models.Manager[PaleoContext]
    children: models.Manager[GeologicTimePeriod]
    chronosStratsPaleoContext: models.Manager[PaleoContext]
    definition: GeologicTimePeriodTreeDef
    definition_id: int
    definitionItem: GeologicTimePeriodTreeDefItem
    definitionItem_id: int
    parent: GeologicTimePeriod | None
    parent_id: int | None

class GeologicTimePeriodTreeDef(models.Model):
    objects: ClassVar[models.Manager[GeologicTimePeriodTreeDef]]
    specify_table: ClassVar[Table]
    id: int
    fullNameDirection: int | None
    name: str
    remarks: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    discipline: Discipline | None
    discipline_id: int | None
    treeDefItems: models.Manager[GeologicTimePeriodTreeDefItem]
    treeEntries: models.Manager[GeologicTimePeriod]

class GeologicTimePeriodTreeDefItem(models.Model):
    objects: ClassVar[models.Manager[GeologicTimePeriodTreeDefItem]]
    specify_table: ClassVar[Table]
    id: int
    fullNameSeparator: str | None
    isEnforced: bool | None
    isInFullName: bool | None
    name: str
    rankId: int
    remarks: str | None
    textAfter: str | None
    textBefore: str | None
    title: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    children: models.Manager[GeologicTimePeriodTreeDefItem]
    parent: GeologicTimePeriodTreeDefItem | None
    parent_id: int | None
    treeDef: GeologicTimePeriodTreeDef
    treeDef_id: int
    treeEntries: models.Manager[GeologicTimePeriod]

class LithoStrat(models.Model):
    objects: ClassVar[models.Manager[LithoStrat]]
    specify_table: ClassVar[Table]
    id: int
    fullName: str | None
    guid: str | None
    highestChildNodeNumber: int | None
    isAccepted: bool
    name: str
    nodeNumber: int | None
    number1: decimal.Decimal | None
    number2: decimal.Decimal | None
    rankId: int
    remarks: str | None
    text1: str | None
    text2: str | None
    yesNo1: bool | None
    yesNo2: bool | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    acceptedChildren: models.Manager[LithoStrat]
    acceptedLithoStrat: LithoStrat | None
    acceptedLithoStrat_id: int | None
    children: models.Manager[LithoStrat]
    definition: LithoStratTreeDef
    definition_id: int
    definitionItem: LithoStratTreeDefItem
    definitionItem_id: int
    paleoContexts: models.Manager[PaleoContext]
    parent: LithoStrat | None
    parent_id: int | None

class LithoStratTreeDef(models.Model):
    objects: ClassVar[models.Manager[LithoStratTreeDef]]
    specify_table: ClassVar[Table]
    id: int
    fullNameDirection: int | None
    name: str
    remarks: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    discipline: Discipline | None
    discipline_id: int | None
    treeDefItems: models.Manager[LithoStratTreeDefItem]
    treeEntries: models.Manager[LithoStrat]

class LithoStratTreeDefItem(models.Model):
    objects: ClassVar[models.Manager[LithoStratTreeDefItem]]
    specify_table: ClassVar[Table]
    id: int
    fullNameSeparator: str | None
    isEnforced: bool | None
    isInFullName: bool | None
    name: str
    rankId: int
    remarks: str | None
    textAfter: str | None
    textBefore: str | None
    title: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    children: models.Manager[LithoStratTreeDefItem]
    parent: LithoStratTreeDefItem | None
    parent_id: int | None
    treeDef: LithoStratTreeDef
    treeDef_id: int
    treeEntries: models.Manager[LithoStrat]

class TectonicUnitTreeDef(models.Model):
    objects: ClassVar[models.Manager[TectonicUnitTreeDef]]
    specify_table: ClassVar[Table]
    id: int
    fullNameDirection: int | None
    name: str
    remarks: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    discipline: Discipline | None
    discipline_id: int | None
    treeDefItems: models.Manager[TectonicUnitTreeDefItem]
    treeEntries: models.Manager[TectonicUnit]

class TectonicUnitTreeDefItem(models.Model):
    objects: ClassVar[models.Manager[TectonicUnitTreeDefItem]]
    specify_table: ClassVar[Table]
    id: int
    fullNameSeparator: str | None
    isEnforced: bool | None
    isInFullName: bool | None
    name: str
    rankId: int | None
    remarks: str | None
    textAfter: str | None
    textBefore: str | None
    title: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    children: models.Manager[TectonicUnitTreeDefItem]
    createdbyagent: Agent | None
    createdbyagent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    parent: TectonicUnitTreeDefItem | None
    parent_id: int | None
    treeDef: TectonicUnitTreeDef | None
    treeDef_id: int | None
    treeEntries: models.Manager[TectonicUnit]

class TectonicUnit(models.Model):
    objects: ClassVar[models.Manager[TectonicUnit]]
    specify_table: ClassVar[Table]
    id: int
    fullName: str | None
    guid: str | None
    highestChildNodeNumber: int | None
    isAccepted: bool
    name: str
    nodeNumber: int | None
    number1: decimal.Decimal | None
    number2: decimal.Decimal | None
    rankId: int
    remarks: str | None
    text1: str | None
    text2: str | None
    yesno1: bool | None
    yesno2: bool | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    acceptedChildren: models.Manager[TectonicUnit]
    acceptedTectonicUnit: TectonicUnit | None
    acceptedTectonicUnit_id: int | None
    parent: TectonicUnit | None
    parent_id: int | None
    definition: TectonicUnitTreeDef | None
    definition_id: int | None
    definitionItem: TectonicUnitTreeDefItem | None
    definitionItem_id: int | None
    paleoContexts: models.Manager[PaleoContext]

class CollectionRelType(models.Model):
    objects: ClassVar[models.Manager[CollectionRelType]]
    specify_table: ClassVar[Table]
    id: int
    name: str | None
    remarks: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    leftSideCollection: Collection | None
    leftSideCollection_id: int | None
    rightSideCollection: Collection | None
    rightSideCollection_id: int | None

class CollectionRelationship(models.Model):
    objects: ClassVar[models.Manager[CollectionRelationship]]
    specify_table: ClassVar[Table]
    id: int
    text1: str | None
    text2: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    collectionRelType: CollectionRelType | None
    collectionRelType_id: int | None
    leftSide: CollectionObject
    leftSide_id: int
    rightSide: CollectionObject
    rightSide_id: int

class CollectionObjectGroup(models.Model):
    objects: ClassVar[models.Manager[CollectionObjectGroup]]
    specify_table: ClassVar[Table]
    id: int
    name: str | None
    description: str | None
    igsn: str | None
    guid: str | None
    text1: str | None
    text2: str | None
    text3: str | None
    integer1: int | None
    integer2: int | None
    integer3: int | None
    decimal1: decimal.Decimal | None
    decimal2: decimal.Decimal | None
    decimal3: decimal.Decimal | None
    yesno1: bool | None
    yesno2: bool | None
    yesno3: bool | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    collection: Collection
    collection_id: int
    cogType: CollectionObjectGroupType
    cogType_id: int
    cojo: CollectionObjectGroupJoin
    children: models.Manager[CollectionObjectGroupJoin]

class CollectionObjectGroupJoin(models.Model):
    objects: ClassVar[models.Manager[CollectionObjectGroupJoin]]
    specify_table: ClassVar[Table]
    id: int
    isPrimary: bool | None
    isSubstrate: bool | None
    precedence: int | None
    text1: str | None
    text2: str | None
    text3: str | None
    integer1: int | None
    integer2: int | None
    integer3: int | None
    yesno1: bool | None
    yesno2: bool | None
    yesno3: bool | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    parentCog: CollectionObjectGroup
    parentCog_id: int
    childCog: CollectionObjectGroup | None
    childCog_id: int | None
    childCo: CollectionObject | None
    childCo_id: int | None

class CollectionObjectGroupType(models.Model):
    objects: ClassVar[models.Manager[CollectionObjectGroupType]]
    specify_table: ClassVar[Table]
    id: int
    name: str
    type: str
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    collection: Collection
    collection_id: int

class AttributeDef(models.Model):
    objects: ClassVar[models.Manager[AttributeDef]]
    specify_table: ClassVar[Table]
    id: int
    dataType: int | None
    fieldName: str | None
    tableType: int | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    collectingEventAttrs: models.Manager[CollectingEventAttr]
    collectionObjectAttrs: models.Manager[CollectionObjectAttr]
    discipline: Discipline
    discipline_id: int
    prepType: PrepType | None
    prepType_id: int | None
    preparationAttrs: models.Manager[PreparationAttr]

class CollectingEventAttr(models.Model):
    objects: ClassVar[models.Manager[CollectingEventAttr]]
    specify_table: ClassVar[Table]
    id: int
    collectionMemberId: int
    dblValue: float | None
    strValue: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    collectingEvent: CollectingEvent
    collectingEvent_id: int
    definition: AttributeDef
    definition_id: int

class CollectingEventAttribute(models.Model):
    objects: ClassVar[models.Manager[CollectingEventAttribute]]
    specify_table: ClassVar[Table]
    id: int
    integer1: int | None
    integer2: int | None
    integer3: int | None
    integer4: int | None
    integer5: int | None
    integer6: int | None
    integer7: int | None
    integer8: int | None
    integer9: int | None
    integer10: int | None
    number1: decimal.Decimal | None
    number2: decimal.Decimal | None
    number3: decimal.Decimal | None
    number4: decimal.Decimal | None
    number5: decimal.Decimal | None
    number6: decimal.Decimal | None
    number7: decimal.Decimal | None
    number8: decimal.Decimal | None
    number9: decimal.Decimal | None
    number10: decimal.Decimal | None
    number11: decimal.Decimal | None
    number12: decimal.Decimal | None
    number13: decimal.Decimal | None
    remarks: str | None
    text1: str | None
    text2: str | None
    text3: str | None
    text6: str | None
    text7: str | None
    text8: str | None
    text9: str | None
    text10: str | None
    text11: str | None
    text12: str | None
    text13: str | None
    text14: str | None
    text15: str | None
    text16: str | None
    text17: str | None
    text4: str | None
    text5: str | None
    yesNo1: bool | None
    yesNo2: bool | None
    yesNo3: bool | None
    yesNo4: bool | None
    yesNo5: bool | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    collectingEvents: models.Manager[CollectingEvent]
    discipline: Discipline
    discipline_id: int
    hostTaxon: Taxon | None
    hostTaxon_id: int | None

class CollectingTripAttribute(models.Model):
    objects: ClassVar[models.Manager[CollectingTripAttribute]]
    specify_table: ClassVar[Table]
    id: int
    integer1: int | None
    integer2: int | None
    integer3: int | None
    integer4: int | None
    integer5: int | None
    integer6: int | None
    integer7: int | None
    integer8: int | None
    integer9: int | None
    integer10: int | None
    number1: decimal.Decimal | None
    number2: decimal.Decimal | None
    number3: decimal.Decimal | None
    number4: decimal.Decimal | None
    number5: decimal.Decimal | None
    number6: decimal.Decimal | None
    number7: decimal.Decimal | None
    number8: decimal.Decimal | None
    number9: decimal.Decimal | None
    number10: decimal.Decimal | None
    number11: decimal.Decimal | None
    number12: decimal.Decimal | None
    number13: decimal.Decimal | None
    remarks: str | None
    text1: str | None
    text2: str | None
    text3: str | None
    text6: str | None
    text7: str | None
    text8: str | None
    text9: str | None
    text10: str | None
    text11: str | None
    text12: str | None
    text13: str | None
    text14: str | None
    text15: str | None
    text16: str | None
    text17: str | None
    text4: str | None
    text5: str | None
    yesNo1: bool | None
    yesNo2: bool | None
    yesNo3: bool | None
    yesNo4: bool | None
    yesNo5: bool | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    collectingTrips: models.Manager[CollectingTrip]
    discipline: Discipline
    discipline_id: int

class CollectionObjectAttribute(models.Model):
    objects: ClassVar[models.Manager[CollectionObjectAttribute]]
    specify_table: ClassVar[Table]
    id: int
    bottomDistance: decimal.Decimal | None
    collectionMemberId: int
    date1: datetime.date | None
    date1Precision: int | None
    direction: str | None
    distanceUnits: str | None
    integer1: int | None
    integer2: int | None
    integer3: int | None
    integer4: int | None
    integer5: int | None
    integer6: int | None
    integer7: int | None
    integer8: int | None
    integer9: int | None
    integer10: int | None
    number1: decimal.Decimal | None
    number2: decimal.Decimal | None
    number3: decimal.Decimal | None
    number4: decimal.Decimal | None
    number5: decimal.Decimal | None
    number6: decimal.Decimal | None
    number7: decimal.Decimal | None
    number9: decimal.Decimal | None
    number10: decimal.Decimal | None
    number11: decimal.Decimal | None
    number12: decimal.Decimal | None
    number13: decimal.Decimal | None
    number14: decimal.Decimal | None
    number15: decimal.Decimal | None
    number16: decimal.Decimal | None
    number17: decimal.Decimal | None
    number18: decimal.Decimal | None
    number19: decimal.Decimal | None
    number20: decimal.Decimal | None
    number21: decimal.Decimal | None
    number22: decimal.Decimal | None
    number23: decimal.Decimal | None
    number24: decimal.Decimal | None
    number25: decimal.Decimal | None
    number26: decimal.Decimal | None
    number27: decimal.Decimal | None
    number28: decimal.Decimal | None
    number29: decimal.Decimal | None
    number30: int | None
    number31: decimal.Decimal | None
    number32: decimal.Decimal | None
    number33: decimal.Decimal | None
    number34: decimal.Decimal | None
    number35: decimal.Decimal | None
    number36: decimal.Decimal | None
    number37: decimal.Decimal | None
    number38: decimal.Decimal | None
    number39: decimal.Decimal | None
    number40: decimal.Decimal | None
    number41: decimal.Decimal | None
    number42: decimal.Decimal | None
    number8: int | None
    positionState: str | None
    remarks: str | None
    text1: str | None
    text2: str | None
    text3: str | None
    text8: str | None
    text9: str | None
    text10: str | None
    text11: str | None
    text12: str | None
    text13: str | None
    text14: str | None
    text15: str | None
    text16: str | None
    text17: str | None
    text18: str | None
    text19: str | None
    text20: str | None
    text21: str | None
    text22: str | None
    text23: str | None
    text24: str | None
    text25: str | None
    text26: str | None
    text27: str | None
    text28: str | None
    text29: str | None
    text30: str | None
    text31: str | None
    text32: str | None
    text33: str | None
    text34: str | None
    text35: str | None
    text36: str | None
    text37: str | None
    text38: str | None
    text39: str | None
    text40: str | None
    text4: str | None
    text5: str | None
    text6: str | None
    text7: str | None
    topDistance: decimal.Decimal | None
    yesNo1: bool | None
    yesNo2: bool | None
    yesNo3: bool | None
    yesNo4: bool | None
    yesNo5: bool | None
    yesNo6: bool | None
    yesNo7: bool | None
    yesNo8: bool | None
    yesNo9: bool | None
    yesNo10: bool | None
    yesNo11: bool | None
    yesNo12: bool | None
    yesNo13: bool | None
    yesNo14: bool | None
    yesNo15: bool | None
    yesNo16: bool | None
    yesNo17: bool | None
    yesNo18: bool | None
    yesNo19: bool | None
    yesNo20: bool | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    agent1: Agent | None
    agent1_id: int | None
    collectionObjects: models.Manager[CollectionObject]

class PreparationAttr(models.Model):
    objects: ClassVar[models.Manager[PreparationAttr]]
    specify_table: ClassVar[Table]
    id: int
    collectionMemberId: int
    dblValue: float | None
    strValue: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    definition: AttributeDef
    definition_id: int
    preparation: Preparation
    preparation_id: int

class PreparationAttribute(models.Model):
    objects: ClassVar[models.Manager[PreparationAttribute]]
    specify_table: ClassVar[Table]
    id: int
    attrDate: datetime.date | None
    collectionMemberId: int
    number1: decimal.Decimal | None
    number2: decimal.Decimal | None
    number3: decimal.Decimal | None
    number4: int | None
    number5: int | None
    number6: int | None
    number7: int | None
    number8: int | None
    number9: int | None
    remarks: str | None
    text1: str | None
    text2: str | None
    text10: str | None
    text11: str | None
    text12: str | None
    text13: str | None
    text14: str | None
    text15: str | None
    text16: str | None
    text17: str | None
    text18: str | None
    text19: str | None
    text20: str | None
    text21: str | None
    text22: str | None
    text23: str | None
    text24: str | None
    text25: str | None
    text26: str | None
    text3: str | None
    text4: str | None
    text5: str | None
    text6: str | None
    text7: str | None
    text8: str | None
    text9: str | None
    yesNo1: bool | None
    yesNo2: bool | None
    yesNo3: bool | None
    yesNo4: bool | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    preparations: models.Manager[Preparation]

class TaxonAttribute(models.Model):
    objects: ClassVar[models.Manager[TaxonAttribute]]
    specify_table: ClassVar[Table]
    id: int
    date1: datetime.date | None
    date1Precision: int | None
    number1: decimal.Decimal | None
    number2: decimal.Decimal | None
    number3: decimal.Decimal | None
    number4: decimal.Decimal | None
    number5: decimal.Decimal | None
    number6: decimal.Decimal | None
    number7: decimal.Decimal | None
    number8: decimal.Decimal | None
    number9: decimal.Decimal | None
    number10: decimal.Decimal | None
    number11: decimal.Decimal | None
    number12: decimal.Decimal | None
    number13: decimal.Decimal | None
    number14: decimal.Decimal | None
    number15: decimal.Decimal | None
    number16: decimal.Decimal | None
    number17: decimal.Decimal | None
    number18: decimal.Decimal | None
    number19: decimal.Decimal | None
    number20: decimal.Decimal | None
    remarks: str | None
    text1: str | None
    text2: str | None
    text3: str | None
    text4: str | None
    text5: str | None
    text6: str | None
    text7: str | None
    text8: str | None
    text9: str | None
    text10: str | None
    text11: str | None
    text12: str | None
    text13: str | None
    text14: str | None
    text15: str | None
    text16: str | None
    text17: str | None
    text18: str | None
    text19: str | None
    text20: str | None
    text21: str | None
    text22: str | None
    text23: str | None
    text24: str | None
    text25: str | None
    text26: str | None
    text27: str | None
    text28: str | None
    text29: str | None
    text30: str | None
    text31: str | None
    text32: str | None
    text33: str | None
    text34: str | None
    text35: str | None
    text36: str | None
    text37: str | None
    text38: str | None
    text39: str | None
    text40: str | None
    text41: str | None
    text42: str | None
    text43: str | None
    text44: str | None
    text45: str | None
    text46: str | None
    text47: str | None
    text48: str | None
    text49: str | None
    text50: str | None
    text51: str | None
    text52: str | None
    text53: str | None
    text54: str | None
    text55: str | None
    text56: str | None
    text57: str | None
    text58: str | None
    yesNo1: bool | None
    yesNo2: bool | None
    yesNo3: bool | None
    yesNo4: bool | None
    yesNo5: bool | None
    yesNo6: bool | None
    yesNo7: bool | None
    yesNo8: bool | None
    yesNo9: bool | None
    yesNo10: bool | None
    yesNo11: bool | None
    yesNo12: bool | None
    yesNo13: bool | None
    yesNo14: bool | None
    yesNo15: bool | None
    yesNo16: bool | None
    yesNo17: bool | None
    yesNo18: bool | None
    yesNo19: bool | None
    yesNo20: bool | None
    yesNo21: bool | None
    yesNo22: bool | None
    yesNo23: bool | None
    yesNo24: bool | None
    yesNo25: bool | None
    yesNo26: bool | None
    yesNo27: bool | None
    yesNo28: bool | None
    yesNo29: bool | None
    yesNo30: bool | None
    yesNo31: bool | None
    yesNo32: bool | None
    yesNo33: bool | None
    yesNo34: bool | None
    yesNo35: bool | None
    yesNo36: bool | None
    yesNo37: bool | None
    yesNo38: bool | None
    yesNo39: bool | None
    yesNo40: bool | None
    yesNo41: bool | None
    yesNo42: bool | None
    yesNo43: bool | None
    yesNo44: bool | None
    yesNo45: bool | None
    yesNo46: bool | None
    yesNo47: bool | None
    yesNo48: bool | None
    yesNo49: bool | None
    yesNo50: bool | None
    yesNo51: bool | None
    yesNo52: bool | None
    yesNo53: bool | None
    yesNo54: bool | None
    yesNo55: bool | None
    yesNo56: bool | None
    yesNo57: bool | None
    yesNo58: bool | None
    yesNo59: bool | None
    yesNo60: bool | None
    yesNo61: bool | None
    yesNo62: bool | None
    yesNo63: bool | None
    yesNo64: bool | None
    yesNo65: bool | None
    yesNo66: bool | None
    yesNo67: bool | None
    yesNo68: bool | None
    yesNo69: bool | None
    yesNo70: bool | None
    yesNo71: bool | None
    yesNo72: bool | None
    yesNo73: bool | None
    yesNo74: bool | None
    yesNo75: bool | None
    yesNo76: bool | None
    yesNo77: bool | None
    yesNo78: bool | None
    yesNo79: bool | None
    yesNo80: bool | None
    yesNo81: bool | None
    yesNo82: bool | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    agent1: Agent | None
    agent1_id: int | None
    taxons: models.Manager[Taxon]

class Attachment(models.Model):
    objects: ClassVar[models.Manager[Attachment]]
    specify_table: ClassVar[Table]
    id: int
    attachmentLocation: str | None
    attachmentStorageConfig: str | None
    captureDevice: str | None
    copyrightDate: str | None
    copyrightHolder: str | None
    credit: str | None
    dateImaged: str | None
    fileCreatedDate: datetime.date | None
    guid: str | None
    isPublic: bool
    license: str | None
    licenseLogoUrl: str | None
    metadataText: str | None
    mimeType: str | None
    origFilename: str
    remarks: str | None
    scopeID: int | None
    scopeType: int | None
    subjectOrientation: str | None
    subtype: str | None
    tableID: int
    title: str | None
    type: str | None
    visibility: int | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    absoluteAgeAttachments: models.Manager[AbsoluteAgeAttachment]
    relativeAgeAttachments: models.Manager[RelativeAgeAttachment]
    accessionAttachments: models.Manager[AccessionAttachment]
    agentAttachments: models.Manager[AgentAttachment]
    attachmentImageAttribute: AttachmentImageAttribute | None
    attachmentImageAttribute_id: int | None
    borrowAttachments: models.Manager[BorrowAttachment]
    collectingEventAttachments: models.Manager[CollectingEventAttachment]
    collectingTripAttachments: models.Manager[CollectingTripAttachment]
    collectionObjectAttachments: models.Manager[CollectionObjectAttachment]
    conservDescriptionAttachments: models.Manager[ConservDescriptionAttachment]
    conservEventAttachments: models.Manager[ConservEventAttachment]
    creator: Agent | None
    creator_id: int | None
    deaccessionAttachments: models.Manager[DeaccessionAttachment]
    disposalAttachments: models.Manager[DisposalAttachment]
    dnaSequenceAttachments: models.Manager[DNASequenceAttachment]
    dnaSequencingRunAttachments: models.Manager[DNASequencingRunAttachment]
    exchangeInAttachments: models.Manager[ExchangeInAttachment]
    exchangeOutAttachments: models.Manager[ExchangeOutAttachment]
    fieldNotebookAttachments: models.Manager[FieldNotebookAttachment]
    fieldNotebookPageAttachments: models.Manager[FieldNotebookPageAttachment]
    fieldNotebookPageSetAttachments: models.Manager[FieldNotebookPageSetAttachment]
    giftAttachments: models.Manager[GiftAttachment]
    loanAttachments: models.Manager[LoanAttachment]
    localityAttachments: models.Manager[LocalityAttachment]
    metadata: models.Manager[AttachmentMetadata]
    permitAttachments: models.Manager[PermitAttachment]
    preparationAttachments: models.Manager[PreparationAttachment]
    referenceWorkAttachments: models.Manager[ReferenceWorkAttachment]
    repositoryAgreementAttachments: models.Manager[RepositoryAgreementAttachment]
    storageAttachments: models.Manager[StorageAttachment]
    tags: models.Manager[AttachmentTag]
    taxonAttachments: models.Manager[TaxonAttachment]
    treatmentEventAttachments: models.Manager[TreatmentEventAttachment]
    visibilitySetBy: SpecifyUser | None
    visibilitySetBy_id: int | None
    spDataSetAttachments: models.Manager[SpDataSetAttachment]

class AttachmentImageAttribute(models.Model):
    objects: ClassVar[models.Manager[AttachmentImageAttribute]]
    specify_table: ClassVar[Table]
    id: int
    creativeCommons: str | None
    height: int | None
    imageType: str | None
    magnification: float | None
    mbImageId: int | None
    number1: decimal.Decimal | None
    number2: decimal.Decimal | None
    remarks: str | None
    resolution: float | None
    text1: str | None
    text2: str | None
    timestampLastSend: datetime.datetime | None
    timestampLastUpdateCheck: datetime.datetime | None
    viewDescription: str | None
    width: int | None
    yesNo1: bool | None
    yesNo2: bool | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    attachments: models.Manager[Attachment]
    morphBankView: MorphBankView | None
    morphBankView_id: int | None

class AttachmentMetadata(models.Model):
    objects: ClassVar[models.Manager[AttachmentMetadata]]
    specify_table: ClassVar[Table]
    id: int
    name: str
    value: str
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    attachment: Attachment | None
    attachment_id: int | None

class AttachmentTag(models.Model):
    objects: ClassVar[models.Manager[AttachmentTag]]
    specify_table: ClassVar[Table]
    id: int
    tag: str
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    attachment: Attachment
    attachment_id: int

class MorphBankView(models.Model):
    objects: ClassVar[models.Manager[MorphBankView]]
    specify_table: ClassVar[Table]
    id: int
    developmentState: str | None
    form: str | None
    imagingPreparationTechnique: str | None
    imagingTechnique: str | None
    morphBankExternalViewId: int | None
    sex: str | None
    specimenPart: str | None
    viewAngle: str | None
    viewName: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    attachmentImageAttributes: models.Manager[AttachmentImageAttribute]

class Spattachmentdataset(models.Model):
    objects: ClassVar[models.Manager[Spattachmentdataset]]
    specify_table: ClassVar[Table]
    id: int
    name: str
    data: Any
    uploadplan: str | None
    uploaderstatus: Any | None
    uploadresult: Any | None
    importedfilename: str | None
    matchingmode: str | None
    remarks: str | None
    timestampcreated: datetime.datetime
    timestampmodified: datetime.datetime
    collection: Collection
    collection_id: int
    specifyuser: SpecifyUser
    specifyuser_id: int
    createdbyagent: Agent | None
    createdbyagent_id: int | None
    modifiedbyagent: Agent | None
    modifiedbyagent_id: int | None

class AutoNumberingScheme(models.Model):
    objects: ClassVar[models.Manager[AutoNumberingScheme]]
    specify_table: ClassVar[Table]
    id: int
    formatName: str | None
    isNumericOnly: bool
    schemeClassName: str | None
    schemeName: str | None
    tableNumber: int
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None

class Collection(models.Model):
    objects: ClassVar[models.Manager[Collection]]
    specify_table: ClassVar[Table]
    id: int
    catalogNumFormatName: str
    code: str | None
    collectionName: str | None
    collectionType: str | None
    dbContentVersion: str | None
    description: str | None
    developmentStatus: str | None
    estimatedSize: int | None
    guid: str | None
    institutionType: str | None
    isEmbeddedCollectingEvent: bool
    isaNumber: str | None
    kingdomCoverage: str | None
    preservationMethodType: str | None
    primaryFocus: str | None
    primaryPurpose: str | None
    regNumber: str | None
    remarks: str | None
    scope: str | None
    webPortalURI: str | None
    webSiteURI: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    adminContact: Agent | None
    adminContact_id: int | None
    contentContacts: models.Manager[Agent]
    discipline: Discipline
    discipline_id: int
    institutionNetwork: Institution | None
    institutionNetwork_id: int | None
    leftSideRelTypes: models.Manager[CollectionRelType]
    pickLists: models.Manager[PickList]
    prepTypes: models.Manager[PrepType]
    rightSideRelTypes: models.Manager[CollectionRelType]
    technicalContacts: models.Manager[Agent]
    collectionObjectType: CollectionObjectType | None
    collectionObjectType_id: int | None

class DataType(models.Model):
    objects: ClassVar[models.Manager[DataType]]
    specify_table: ClassVar[Table]
    id: int
    name: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None

class Discipline(models.Model):
    objects: ClassVar[models.Manager[Discipline]]
    specify_table: ClassVar[Table]
    id: int
    isPaleoContextEmbedded: bool
    name: str | None
    paleoContextChildTable: str | None
    regNumber: str | None
    type: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    attributeDefs: models.Manager[AttributeDef]
    collections: models.Manager[Collection]
    dataType: DataType
    dataType_id: int
    division: Division
    division_id: int
    geographyTreeDef: GeographyTreeDef
    geographyTreeDef_id: int
    taxonTreeDef: TaxonTreeDef | None
    taxonTreeDef_id: int | None
    geologicTimePeriodTreeDef: GeologicTimePeriodTreeDef
    geologicTimePeriodTreeDef_id: int
    lithoStratTreeDef: LithoStratTreeDef | None
    lithoStratTreeDef_id: int | None
    tectonicUnitTreeDef: TectonicUnitTreeDef | None
    tectonicUnitTreeDef_id: int | None
    spExportSchemas: models.Manager[SpExportSchema]
    spLocaleContainers: models.Manager[SpLocaleContainer]

class Division(models.Model):
    objects: ClassVar[models.Manager[Division]]
    specify_table: ClassVar[Table]
    id: int
    abbrev: str | None
    altName: str | None
    description: str | None
    discipline: str | None
    iconURI: str | None
    name: str | None
    regNumber: str | None
    remarks: str | None
    uri: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    address: Address | None
    address_id: int | None
    disciplines: models.Manager[Discipline]
    institution: Institution
    institution_id: int
    members: models.Manager[Agent]

class Institution(models.Model):
    objects: ClassVar[models.Manager[Institution]]
    specify_table: ClassVar[Table]
    id: int
    altName: str | None
    code: str | None
    copyright: str | None
    currentManagedRelVersion: str | None
    currentManagedSchemaVersion: str | None
    description: str | None
    disclaimer: str | None
    guid: str | None
    hasBeenAsked: bool | None
    iconURI: str | None
    ipr: str | None
    isAccessionsGlobal: bool
    isAnonymous: bool | None
    isReleaseManagedGlobally: bool | None
    isSecurityOn: bool
    isServerBased: bool
    isSharingLocalities: bool
    isSingleGeographyTree: bool
    license: str | None
    lsidAuthority: str | None
    minimumPwdLength: int | None
    name: str | None
    regNumber: str | None
    remarks: str | None
    termsOfUse: str | None
    uri: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    address: Address | None
    address_id: int | None
    contentContacts: models.Manager[Agent]
    divisions: models.Manager[Division]
    storageTreeDef: StorageTreeDef | None
    storageTreeDef_id: int | None
    technicalContacts: models.Manager[Agent]

class InstitutionNetwork(models.Model):
    objects: ClassVar[models.Manager[InstitutionNetwork]]
    specify_table: ClassVar[Table]
    id: int
    altName: str | None
    code: str | None
    copyright: str | None
    description: str | None
    disclaimer: str | None
    iconURI: str | None
    ipr: str | None
    license: str | None
    name: str | None
    remarks: str | None
    termsOfUse: str | None
    uri: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    address: Address | None
    address_id: int | None

class PickList(models.Model):
    objects: ClassVar[models.Manager[PickList]]
    specify_table: ClassVar[Table]
    id: int
    fieldName: str | None
    filterFieldName: str | None
    filterValue: str | None
    formatter: str | None
    isSystem: bool
    name: str
    readOnly: bool
    sizeLimit: int | None
    sortType: int | None
    tableName: str | None
    type: int
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    collection: Collection
    collection_id: int
    pickListItems: models.Manager[PickListItem]

class PickListItem(models.Model):
    objects: ClassVar[models.Manager[PickListItem]]
    specify_table: ClassVar[Table]
    id: int
    ordinal: int | None
    title: str
    value: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    pickList: PickList
    pickList_id: int

class RecordSet(models.Model):
    objects: ClassVar[models.Manager[RecordSet]]
    specify_table: ClassVar[Table]
    id: int
    allPermissionLevel: int | None
    collectionMemberId: int
    dbTableId: int
    groupPermissionLevel: int | None
    name: str
    ownerPermissionLevel: int | None
    remarks: str | None
    type: int
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    group: SpPrincipal | None
    group_id: int | None
    infoRequest: InfoRequest | None
    infoRequest_id: int | None
    recordSetItems: models.Manager[RecordSetItem]
    specifyUser: SpecifyUser
    specifyUser_id: int

class RecordSetItem(models.Model):
    objects: ClassVar[models.Manager[RecordSetItem]]
    specify_table: ClassVar[Table]
    id: int
    order: int | None
    recordId: int
    recordSet: RecordSet
    recordSet_id: int

class SpAuditLog(models.Model):
    objects: ClassVar[models.Manager[SpAuditLog]]
    specify_table: ClassVar[Table]
    id: int
    action: int
    parentRecordId: int | None
    parentTableNum: int | None
    recordId: int | None
    recordVersion: int
    tableNum: int
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    fields: models.Manager[SpAuditLogField]

class SpAuditLogField(models.Model):
    objects: ClassVar[models.Manager[SpAuditLogField]]
    specify_table: ClassVar[Table]
    id: int
    fieldName: str
    newValue: str | None
    oldValue: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    spAuditLog: SpAuditLog | None
    spAuditLog_id: int | None

class SpPermission(models.Model):
    objects: ClassVar[models.Manager[SpPermission]]
    specify_table: ClassVar[Table]
    id: int
    actions: str | None
    name: str | None
    permissionClass: str
    targetId: int | None

class SpPrincipal(models.Model):
    objects: ClassVar[models.Manager[SpPrincipal]]
    specify_table: ClassVar[Table]
    id: int
    groupSubClass: str
    groupType: str | None
    name: str
    priority: int
    remarks: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    scope: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None

class SpecifyUser(SpecifyUserMixin, models.Model):
    objects: ClassVar[SpecifyUserManager]
    specify_table: ClassVar[Table]
    id: int
    accumMinLoggedIn: int | None
    email: str | None
    isLoggedIn: bool
    isLoggedInReport: bool
    loginCollectionName: str | None
    loginDisciplineName: str | None
    loginOutTime: datetime.datetime | None
    name: str
    password: str
    userType: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    agents: models.Manager[Agent]
    spAppResourceDirs: models.Manager[SpAppResourceDir]
    spAppResources: models.Manager[SpAppResource]
    spQuerys: models.Manager[SpQuery]
    taskSemaphores: models.Manager[SpTaskSemaphore]
    workbenchTemplates: models.Manager[WorkbenchTemplate]
    workbenches: models.Manager[Workbench]

class Spuserexternalid(models.Model):
    objects: ClassVar[models.Manager[Spuserexternalid]]
    specify_table: ClassVar[Table]
    id: int
    provider: str
    providerid: str
    enabled: bool
    idtoken: Any | None
    specifyuser: SpecifyUser
    specifyuser_id: int

class UserPolicy(models.Model):
    objects: ClassVar[models.Manager[UserPolicy]]
    specify_table: ClassVar[Table]
    id: int
    resource: str
    action: str
    collection: Collection | None
    collection_id: int | None
    specifyuser: SpecifyUser | None
    specifyuser_id: int | None

class Role(models.Model):
    objects: ClassVar[models.Manager[Role]]
    specify_table: ClassVar[Table]
    id: int
    name: str
    description: str
    collection: Collection
    collection_id: int

class LibraryRole(models.Model):
    objects: ClassVar[models.Manager[LibraryRole]]
    specify_table: ClassVar[Table]
    id: int
    name: str
    description: str

class UserRole(models.Model):
    objects: ClassVar[models.Manager[UserRole]]
    specify_table: ClassVar[Table]
    id: int
    specifyuser: SpecifyUser
    specifyuser_id: int
    role: Role
    role_id: int

class RolePolicy(models.Model):
    objects: ClassVar[models.Manager[RolePolicy]]
    specify_table: ClassVar[Table]
    id: int
    resource: str
    action: str
    role: Role
    role_id: int

class LibraryRolePolicy(models.Model):
    objects: ClassVar[models.Manager[LibraryRolePolicy]]
    specify_table: ClassVar[Table]
    id: int
    resource: str
    action: str
    role: LibraryRole
    role_id: int

class SpAppResource(models.Model):
    objects: ClassVar[models.Manager[SpAppResource]]
    specify_table: ClassVar[Table]
    id: int
    allPermissionLevel: int | None
    description: str | None
    groupPermissionLevel: int | None
    level: int
    metaData: str | None
    mimeType: str | None
    name: str
    ownerPermissionLevel: int | None
    timestampCreated: datetime.datetime
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    group: SpPrincipal | None
    group_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    spAppResourceDatas: models.Manager[SpAppResourceData]
    spAppResourceDir: SpAppResourceDir
    spAppResourceDir_id: int
    spReports: models.Manager[SpReport]
    specifyUser: SpecifyUser
    specifyUser_id: int

class SpAppResourceData(models.Model):
    objects: ClassVar[models.Manager[SpAppResourceData]]
    specify_table: ClassVar[Table]
    id: int
    data: bytes | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    spAppResource: SpAppResource | None
    spAppResource_id: int | None
    spViewSetObj: SpViewSetObj | None
    spViewSetObj_id: int | None

class SpAppResourceDir(models.Model):
    objects: ClassVar[models.Manager[SpAppResourceDir]]
    specify_table: ClassVar[Table]
    id: int
    disciplineType: str | None
    isPersonal: bool
    userType: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    collection: Collection | None
    collection_id: int | None
    discipline: Discipline | None
    discipline_id: int | None
    spPersistedAppResources: models.Manager[SpAppResource]
    spPersistedViewSets: models.Manager[SpViewSetObj]
    specifyUser: SpecifyUser | None
    specifyUser_id: int | None

class SpFieldValueDefault(models.Model):
    objects: ClassVar[models.Manager[SpFieldValueDefault]]
    specify_table: ClassVar[Table]
    id: int
    collectionMemberId: int
    fieldName: str | None
    idValue: int | None
    strValue: str | None
    tableName: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None

class SpLocaleContainer(models.Model):
    objects: ClassVar[models.Manager[SpLocaleContainer]]
    specify_table: ClassVar[Table]
    id: int
    aggregator: str | None
    defaultUI: str | None
    format: str | None
    isHidden: bool
    isSystem: bool
    isUIFormatter: bool | None
    name: str
    pickListName: str | None
    schemaType: int
    type: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    descs: models.Manager[SpLocaleItemStr]
    discipline: Discipline
    discipline_id: int
    items: models.Manager[SpLocaleContainerItem]
    names: models.Manager[SpLocaleItemStr]

class SpLocaleContainerItem(models.Model):
    objects: ClassVar[models.Manager[SpLocaleContainerItem]]
    specify_table: ClassVar[Table]
    id: int
    format: str | None
    isHidden: bool
    isRequired: bool | None
    isSystem: bool
    isUIFormatter: bool | None
    name: str
    pickListName: str | None
    type: str | None
    webLinkName: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    container: SpLocaleContainer
    container_id: int
    descs: models.Manager[SpLocaleItemStr]
    names: models.Manager[SpLocaleItemStr]
    spExportSchemaItems: models.Manager[SpExportSchemaItem]

class SpLocaleItemStr(models.Model):
    objects: ClassVar[models.Manager[SpLocaleItemStr]]
    specify_table: ClassVar[Table]
    id: int
    country: str | None
    language: str
    text: str
    variant: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    containerDesc: SpLocaleContainer | None
    containerDesc_id: int | None
    containerName: SpLocaleContainer | None
    containerName_id: int | None
    itemDesc: SpLocaleContainerItem | None
    itemDesc_id: int | None
    itemName: SpLocaleContainerItem | None
    itemName_id: int | None

class SpQuery(models.Model):
    objects: ClassVar[models.Manager[SpQuery]]
    specify_table: ClassVar[Table]
    id: int
    contextName: str
    contextTableId: int
    countOnly: bool | None
    formatAuditRecIds: bool | None
    isFavorite: bool | None
    name: str
    ordinal: int | None
    remarks: str | None
    searchSynonymy: bool | None
    selectDistinct: bool | None
    smushed: bool | None
    sqlStr: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    fields: models.Manager[SpQueryField]
    reports: models.Manager[SpReport]
    specifyUser: SpecifyUser
    specifyUser_id: int

class SpQueryField(models.Model):
    objects: ClassVar[models.Manager[SpQueryField]]
    specify_table: ClassVar[Table]
    id: int
    allowNulls: bool | None
    alwaysFilter: bool | None
    columnAlias: str | None
    contextTableIdent: int | None
    endValue: str | None
    fieldName: str
    formatName: str | None
    isDisplay: bool
    isNot: bool
    isPrompt: bool | None
    isRelFld: bool | None
    operEnd: int | None
    operStart: int
    position: int
    sortType: int
    startValue: str
    stringId: str
    tableList: str
    isStrict: bool | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    mappings: models.Manager[SpExportSchemaItemMapping]
    query: SpQuery | None
    query_id: int | None

class SpReport(models.Model):
    objects: ClassVar[models.Manager[SpReport]]
    specify_table: ClassVar[Table]
    id: int
    name: str
    remarks: str | None
    repeatCount: int | None
    repeatField: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    appResource: SpAppResource
    appResource_id: int
    query: SpQuery | None
    query_id: int | None
    specifyUser: SpecifyUser
    specifyUser_id: int
    workbenchTemplate: WorkbenchTemplate | None
    workbenchTemplate_id: int | None

class SpTaskSemaphore(models.Model):
    objects: ClassVar[models.Manager[SpTaskSemaphore]]
    specify_table: ClassVar[Table]
    id: int
    context: str | None
    isLocked: bool | None
    lockedTime: datetime.datetime | None
    machineName: str | None
    scope: int | None
    taskName: str | None
    usageCount: int | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    collection: Collection | None
    collection_id: int | None
    discipline: Discipline | None
    discipline_id: int | None
    owner: SpecifyUser | None
    owner_id: int | None

class SpVersion(models.Model):
    objects: ClassVar[models.Manager[SpVersion]]
    specify_table: ClassVar[Table]
    id: int
    appName: str | None
    appVersion: str | None
    dbClosedBy: str | None
    isDBClosed: bool | None
    schemaVersion: str | None
    workbenchSchemaVersion: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None

class SpViewSetObj(models.Model):
    objects: ClassVar[models.Manager[SpViewSetObj]]
    specify_table: ClassVar[Table]
    id: int
    description: str | None
    fileName: str | None
    level: int
    metaData: str | None
    name: str
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    spAppResourceDatas: models.Manager[SpAppResourceData]
    spAppResourceDir: SpAppResourceDir
    spAppResourceDir_id: int

class SpVisualQuery(models.Model):
    objects: ClassVar[models.Manager[SpVisualQuery]]
    specify_table: ClassVar[Table]
    id: int
    description: str | None
    name: str
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    polygons: models.Manager[LatLonPolygon]
    specifyUser: SpecifyUser
    specifyUser_id: int

class UniquenessRule(models.Model):
    objects: ClassVar[models.Manager[UniquenessRule]]
    specify_table: ClassVar[Table]
    id: int
    isdatabaseconstraint: bool
    modelname: str
    discipline: Discipline | None
    discipline_id: int | None

class UniquenessRuleField(models.Model):
    objects: ClassVar[models.Manager[UniquenessRuleField]]
    specify_table: ClassVar[Table]
    id: int
    fieldpath: str | None
    isscope: bool
    uniquenessrule: UniquenessRule
    uniquenessrule_id: int

class SpExportSchema(models.Model):
    objects: ClassVar[models.Manager[SpExportSchema]]
    specify_table: ClassVar[Table]
    id: int
    description: str | None
    schemaName: str | None
    schemaVersion: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    discipline: Discipline
    discipline_id: int
    spExportSchemaItems: models.Manager[SpExportSchemaItem]

class SpExportSchemaItem(models.Model):
    objects: ClassVar[models.Manager[SpExportSchemaItem]]
    specify_table: ClassVar[Table]
    id: int
    dataType: str | None
    description: str | None
    fieldName: str | None
    formatter: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    spExportSchema: SpExportSchema
    spExportSchema_id: int
    spLocaleContainerItem: SpLocaleContainerItem | None
    spLocaleContainerItem_id: int | None

class SpExportSchemaItemMapping(models.Model):
    objects: ClassVar[models.Manager[SpExportSchemaItemMapping]]
    specify_table: ClassVar[Table]
    id: int
    exportedFieldName: str | None
    extensionItem: bool | None
    remarks: str | None
    rowType: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    exportSchemaItem: SpExportSchemaItem | None
    exportSchemaItem_id: int | None
    exportSchemaMapping: SpExportSchemaMapping | None
    exportSchemaMapping_id: int | None
    queryField: SpQueryField | None
    queryField_id: int | None

class SpExportSchemaMapping(models.Model):
    objects: ClassVar[models.Manager[SpExportSchemaMapping]]
    specify_table: ClassVar[Table]
    id: int
    collectionMemberId: int
    description: str | None
    mappingName: str | None
    timestampExported: datetime.datetime | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    mappings: models.Manager[SpExportSchemaItemMapping]
    symbiotaInstances: models.Manager[SpSymbiotaInstance]

class SpSymbiotaInstance(models.Model):
    objects: ClassVar[models.Manager[SpSymbiotaInstance]]
    specify_table: ClassVar[Table]
    id: int
    collectionMemberId: int
    description: str | None
    instanceName: str | None
    lastCacheBuild: datetime.date | None
    lastPull: datetime.date | None
    lastPush: datetime.date | None
    remarks: str | None
    symbiotaKey: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    schemaMapping: SpExportSchemaMapping | None
    schemaMapping_id: int | None

class Workbench(models.Model):
    objects: ClassVar[models.Manager[Workbench]]
    specify_table: ClassVar[Table]
    id: int
    allPermissionLevel: int | None
    dbTableId: int | None
    exportInstitutionName: str | None
    exportedFromTableName: str | None
    formId: int | None
    groupPermissionLevel: int | None
    lockedByUserName: str | None
    name: str | None
    ownerPermissionLevel: int | None
    remarks: str | None
    srcFilePath: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    group: SpPrincipal | None
    group_id: int | None
    specifyUser: SpecifyUser
    specifyUser_id: int
    workbenchRows: models.Manager[WorkbenchRow]
    workbenchTemplate: WorkbenchTemplate
    workbenchTemplate_id: int

class WorkbenchDataItem(models.Model):
    objects: ClassVar[models.Manager[WorkbenchDataItem]]
    specify_table: ClassVar[Table]
    id: int
    cellData: str | None
    rowNumber: int | None
    validationStatus: int | None
    workbenchRow: WorkbenchRow
    workbenchRow_id: int
    workbenchTemplateMappingItem: WorkbenchTemplateMappingItem
    workbenchTemplateMappingItem_id: int

class WorkbenchRow(models.Model):
    objects: ClassVar[models.Manager[WorkbenchRow]]
    specify_table: ClassVar[Table]
    id: int
    bioGeomancerResults: str | None
    cardImageData: bytes | None
    cardImageFullPath: str | None
    errorEstimate: decimal.Decimal | None
    errorPolygon: str | None
    lat1Text: str | None
    lat2Text: str | None
    long1Text: str | None
    long2Text: str | None
    recordId: int | None
    rowNumber: int | None
    sgrStatus: int | None
    uploadStatus: int | None
    workbench: Workbench
    workbench_id: int
    workbenchDataItems: models.Manager[WorkbenchDataItem]
    workbenchRowExportedRelationships: models.Manager[WorkbenchRowExportedRelationship]
    workbenchRowImages: models.Manager[WorkbenchRowImage]

class WorkbenchRowExportedRelationship(models.Model):
    objects: ClassVar[models.Manager[WorkbenchRowExportedRelationship]]
    specify_table: ClassVar[Table]
    id: int
    recordId: int | None
    relationshipName: str | None
    sequence: int | None
    tableName: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    workbenchRow: WorkbenchRow
    workbenchRow_id: int

class WorkbenchRowImage(models.Model):
    objects: ClassVar[models.Manager[WorkbenchRowImage]]
    specify_table: ClassVar[Table]
    id: int
    attachToTableName: str | None
    cardImageData: bytes | None
    cardImageFullPath: str | None
    imageOrder: int | None
    workbenchRow: WorkbenchRow
    workbenchRow_id: int

class WorkbenchTemplate(models.Model):
    objects: ClassVar[models.Manager[WorkbenchTemplate]]
    specify_table: ClassVar[Table]
    id: int
    name: str | None
    remarks: str | None
    srcFilePath: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    specifyUser: SpecifyUser
    specifyUser_id: int
    workbenchTemplateMappingItems: models.Manager[WorkbenchTemplateMappingItem]
    workbenches: models.Manager[Workbench]

class WorkbenchTemplateMappingItem(models.Model):
    objects: ClassVar[models.Manager[WorkbenchTemplateMappingItem]]
    specify_table: ClassVar[Table]
    id: int
    caption: str | None
    carryForward: bool | None
    dataFieldLength: int | None
    fieldName: str | None
    fieldType: int | None
    importedColName: str | None
    isEditable: bool | None
    isExportableToContent: bool | None
    isIncludedInTitle: bool | None
    isRequired: bool | None
    metaData: str | None
    origImportColumnIndex: int | None
    srcTableId: int | None
    tableName: str | None
    viewOrder: int | None
    xCoord: int | None
    yCoord: int | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    workbenchDataItems: models.Manager[WorkbenchDataItem]
    workbenchTemplate: WorkbenchTemplate
    workbenchTemplate_id: int

class Message(models.Model):
    objects: ClassVar[models.Manager[Message]]
    specify_table: ClassVar[Table]
    id: int
    timestampcreated: datetime.datetime
    content: str
    read: bool
    user: SpecifyUser
    user_id: int

class Spmerging(models.Model):
    objects: ClassVar[models.Manager[Spmerging]]
    specify_table: ClassVar[Table]
    id: int
    name: str
    taskid: str
    status: str
    response: str
    table: str
    newrecordid: int | None
    newrecorddata: Any | None
    oldrecordids: Any | None
    timestampcreated: datetime.datetime
    timestampmodified: datetime.datetime
    collection: Collection
    collection_id: int
    specifyuser: SpecifyUser
    specifyuser_id: int
    createdbyagent: Agent | None
    createdbyagent_id: int | None
    modifiedbyagent: Agent | None
    modifiedbyagent_id: int | None

class LocalityUpdate(models.Model):
    objects: ClassVar[models.Manager[LocalityUpdate]]
    specify_table: ClassVar[Table]
    id: int
    taskid: str
    status: str
    timestampcreated: datetime.datetime
    timestampmodified: datetime.datetime
    recordset: RecordSet | None
    recordset_id: int | None
    collection: Collection
    collection_id: int
    specifyuser: SpecifyUser
    specifyuser_id: int
    createdbyagent: Agent | None
    createdbyagent_id: int | None
    modifiedbyagent: Agent | None
    modifiedbyagent_id: int | None

class LocalityUpdateRowResult(models.Model):
    objects: ClassVar[models.Manager[LocalityUpdateRowResult]]
    specify_table: ClassVar[Table]
    id: int
    rownumber: int
    result: Any
    localityupdate: LocalityUpdate
    localityupdate_id: int

class Spdataset(models.Model):
    objects: ClassVar[models.Manager[Spdataset]]
    specify_table: ClassVar[Table]
    id: int
    name: str
    columns: Any
    data: Any
    uploadplan: str | None
    uploaderstatus: Any | None
    isupdate: bool | None
    rolledback: bool | None
    uploadresult: Any | None
    rowresults: str | None
    visualorder: Any | None
    importedfilename: str | None
    remarks: str | None
    timestampcreated: datetime.datetime
    timestampmodified: datetime.datetime
    parent: Spdataset | None
    parent_id: int | None
    spDataSetAttachments: models.Manager[SpDataSetAttachment]
    collection: Collection
    collection_id: int
    specifyuser: SpecifyUser
    specifyuser_id: int
    createdbyagent: Agent | None
    createdbyagent_id: int | None
    modifiedbyagent: Agent | None
    modifiedbyagent_id: int | None

class SpDataSetAttachment(models.Model):
    objects: ClassVar[models.Manager[SpDataSetAttachment]]
    specify_table: ClassVar[Table]
    id: int
    collectionMemberId: int
    ordinal: int
    remarks: str | None
    timestampCreated: datetime.datetime
    timestampModified: datetime.datetime | None
    version: int | None
    attachment: Attachment
    attachment_id: int
    createdByAgent: Agent | None
    createdByAgent_id: int | None
    modifiedByAgent: Agent | None
    modifiedByAgent_id: int | None
    spdataset: Spdataset
    spdataset_id: int

class Autonumschcoll(models.Model):
    objects: ClassVar[models.Manager[Autonumschcoll]]
    autonumberingscheme: AutoNumberingScheme
    autonumberingscheme_id: int
    collection: Collection
    collection_id: int

class Autonumschdsp(models.Model):
    objects: ClassVar[models.Manager[Autonumschdsp]]
    autonumberingscheme: AutoNumberingScheme
    autonumberingscheme_id: int
    discipline: Discipline
    discipline_id: int

class Autonumschdiv(models.Model):
    objects: ClassVar[models.Manager[Autonumschdiv]]
    autonumberingscheme: AutoNumberingScheme
    autonumberingscheme_id: int
    division: Division
    division_id: int

class Specifyuser_spprincipal(models.Model):
    objects: ClassVar[models.Manager[Specifyuser_spprincipal]]
    specifyuser: SpecifyUser
    specifyuser_id: int
    spprincipal: SpPrincipal
    spprincipal_id: int

class Spprincipal_sppermission(models.Model):
    objects: ClassVar[models.Manager[Spprincipal_sppermission]]
    spprincipal: SpPrincipal
    spprincipal_id: int
    sppermission: SpPermission
    sppermission_id: int

class Project_colobj(models.Model):
    objects: ClassVar[models.Manager[Project_colobj]]
    project: Project
    project_id: int
    collectionobject: CollectionObject
    collectionobject_id: int

class Spexportschema_exportmapping(models.Model):
    objects: ClassVar[models.Manager[Spexportschema_exportmapping]]
    spexportschema: SpExportSchema
    spexportschema_id: int
    spexportschemamapping: SpExportSchemaMapping
    spexportschemamapping_id: int
