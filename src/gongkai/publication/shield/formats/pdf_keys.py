"""Names a PDF may use: those that draw, those under which ordinary words stand, those of pages and the catalogue."""

PAGE = frozenset(
    """
    Type Parent Resources MediaBox CropBox BleedBox TrimBox ArtBox Rotate Contents Group Annots StructParents Tabs
    UserUnit
    """.split()  # noqa: SIM905 - a list of names reads best as words
)
CATALOGUE = frozenset(
    """
    Type Pages StructTreeRoot MarkInfo Lang Outlines
    """.split()  # noqa: SIM905 - a list of names reads best as words
)
VISUAL = frozenset(
    """
    Type Subtype Kids Count Resources MediaBox Rotate Contents Group Parent Font XObject ExtGState ColorSpace
    Pattern Shading ProcSet BBox Matrix FormType Filter DecodeParms Width Height BitsPerComponent ImageMask Mask
    Decode Interpolate SMask SMaskInData Matte Intent Predictor Colors Columns EarlyChange K EndOfLine
    EncodedByteAlign Rows EndOfBlock BlackIs1 ColorTransform JBIG2Globals S CS I G BC TR BM CA ca AIS TK LW LC LJ
    ML D RI OP op OPM FL SM SA PatternType PaintType TilingType XStep YStep ShadingType Background AntiAlias
    Coords Domain Function Extend BitsPerCoordinate BitsPerFlag VerticesPerRow FunctionType Range C0 C1 N
    Functions Bounds Encode Size Order BitsPerSample Alternate WhitePoint BlackPoint Gamma Colorants Process
    Components Name BaseFont FirstChar LastChar Widths FontDescriptor Encoding ToUnicode DescendantFonts
    CIDSystemInfo DW W DW2 W2 CIDToGIDMap CharProcs FontBBox FontMatrix Registry Ordering Supplement BaseEncoding
    Differences CMapName WMode UseCMap FontName FontStretch FontWeight Flags ItalicAngle Ascent Descent Leading
    CapHeight XHeight StemV StemH AvgWidth MaxWidth MissingWidth FontFile FontFile2 FontFile3 CharSet CIDSet
    Length1 Length2 Length3 StructParent StructParents
    """.split()  # noqa: SIM905 - a list of names reads best as words
)
STRUCTURE = frozenset(
    """
    Type K ParentTree ParentTreeNextKey RoleMap ClassMap S P Pg A O Nums Kids Limits MCID Stm Lang Scope RowSpan
    ColSpan ListNumbering BBox Width Height Placement WritingMode
    """.split()  # noqa: SIM905 - a list of names reads best as words
)
NAMED_BY_AUTHOR = frozenset(
    """
    Font XObject ExtGState ColorSpace Pattern Shading CharProcs Colorants RoleMap ClassMap
    """.split()  # noqa: SIM905 - a list of names reads best as words
)
"""Dictionaries whose keys are names somebody chose."""
KEPT_STRINGS = frozenset(
    """
    Registry Ordering Lang CharSet
    """.split()  # noqa: SIM905 - a list of names reads best as words
)
KNOWN_STRINGS = frozenset(
    """
    Lang Registry Ordering CharSet Panose FontFamily Title Author Subject Keywords Creator Producer CreationDate
    ModDate M Contents T TU TM V DV DA DS RV RC NM Subj CA AC RC Name URI ID Alt ActualText E P Dest F UF D JS
    Base PTEX.FileName PTEX.InfoDict OutputConditionIdentifier OutputCondition RegistryName Info Desc Reason
    Location ContactInfo Cert ByteRange SV O U OE UE Perms Limits Names Opt IDTree Lookup LastModified CheckSum
    Summary Headers EF Creator Version Prop_Build REx BaseVersion
    """.split()  # noqa: SIM905 - a list of names reads best as words
)
"""Keys under which a string is usual; what stands there is looked at elsewhere or is drawn."""
PROPERTIES = frozenset(
    """
    Title Author Subject Keywords Creator Producer CreationDate ModDate Trapped
    """.split()  # noqa: SIM905 - a list of names reads best as words
)
MAKERS_PROPERTIES = (
    "PTEX.",
    "GTS_",
    "AAPL:",
    "SourceModified",
    "Company",
    "Comments",
    "ICNAppName",
    "ICNAppPlatform",
    "ICNAppVersion",
)
"""Properties that TeX, macOS, Word and WPS add by themselves."""
XMP_SPACES = (
    "adobe:ns:meta/",
    "http://www.w3.org/",
    "http://purl.org/dc/",
    "http://ns.adobe.com/xap/1.0/",
    "http://ns.adobe.com/pdf/1.3/",
    "http://ns.adobe.com/xmp/",
    "http://ns.adobe.com/photoshop/1.0/",
    "http://www.aiim.org/pdfa/ns/",
    "http://www.aiim.org/pdfua/ns/",
    "http://www.npes.org/pdfx/ns/id/",
    "http://prismstandard.org/",
    "http://iptc.org/",
)
