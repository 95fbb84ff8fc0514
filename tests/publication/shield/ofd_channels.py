# ruff: noqa: E501 - the code of the files under test reads best unbroken
"""OFD files made by hand, plain and with the canary hidden."""

import io
import zipfile

from publication.shield.document_bases import SECRET, SEEN, picture

SPACE = "http://www.ofdspec.org/2016"


def parts(prefix="ofd:"):
    """The parts of a plain OFD; makers differ in the prefix."""
    declared = f"xmlns:{prefix[:-1]}" if prefix else "xmlns"
    o = prefix

    def root(tag, inner, more=""):
        return f'<?xml version="1.0" encoding="UTF-8"?><{o}{tag} {declared}="{SPACE}"{more}>{inner}</{o}{tag}>'

    line = f'<{o}TextObject ID="9" Boundary="20 20 150 10" Font="3" Size="5"><{o}TextCode X="0" Y="5">{SEEN}</{o}TextCode></{o}TextObject>'
    info = f"<{o}DocInfo><{o}DocID>1234</{o}DocID><{o}Creator>软件</{o}Creator></{o}DocInfo>"
    common = (
        f"<{o}CommonData><{o}MaxUnitID>20</{o}MaxUnitID><{o}PageArea><{o}PhysicalBox>0 0 210 297</{o}PhysicalBox></{o}PageArea>"
        f"<{o}PublicRes>PublicRes.xml</{o}PublicRes><{o}DocumentRes>DocumentRes.xml</{o}DocumentRes></{o}CommonData>"
    )
    layer = f'<{o}Content><{o}Layer ID="8">{line}</{o}Layer></{o}Content>'
    media = f'<{o}MultiMedias><{o}MultiMedia ID="4" Type="Image"><{o}MediaFile>image.png</{o}MediaFile></{o}MultiMedia></{o}MultiMedias>'
    return {
        "OFD.xml": root(
            "OFD",
            f"<{o}DocBody>{info}<{o}DocRoot>Doc_0/Document.xml</{o}DocRoot></{o}DocBody>",
            ' Version="1.0" DocType="OFD"',
        ),
        "Doc_0/Document.xml": root(
            "Document", f'{common}<{o}Pages><{o}Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></{o}Pages>'
        ),
        "Doc_0/Pages/Page_0/Content.xml": root("Page", layer),
        "Doc_0/PublicRes.xml": root("Res", f'<{o}Fonts><{o}Font ID="3" FontName="宋体"/></{o}Fonts>', ' BaseLoc="Res"'),
        "Doc_0/DocumentRes.xml": root("Res", media, ' BaseLoc="Res"'),
        "Doc_0/Res/image.png": picture(),
    }


def packed(rows):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in rows.items():
            made.writestr(name, content)
    return out.getvalue()


PAGE, DOCUMENT, ENTRY = "Doc_0/Pages/Page_0/Content.xml", "Doc_0/Document.xml", "OFD.xml"


def inside(name, tag, xml):
    """Put XML before the end of an element."""

    def act(rows, o):
        end = f"</{o}{tag}>"
        assert end in rows[name]
        rows[name] = rows[name].replace(end, xml.replace("o:", o) + end, 1)

    return act


def with_part(act, part, content):
    def both(rows, o):
        act(rows, o)
        rows[part] = content if isinstance(content, bytes) else content.replace("o:", o)

    return both


def text(more="", box="20 40 100 10", size="5", inner=""):
    return (
        f'<o:TextObject ID="11" Boundary="{box}" Font="3" Size="{size}" {more}>{inner}<o:TextCode X="0" Y="5">{SECRET}</o:TextCode>'
        "</o:TextObject>"
    )


def hidden_text(**more):
    return inside(PAGE, "Layer", text(**more))


CHANNELS = {
    "annotations": (
        "ofd.annotation",
        with_part(inside(DOCUMENT, "Document", "<o:Annotations>Annots/Annotations.xml</o:Annotations>"), "Doc_0/Annots/Annotations.xml",
                  f'<o:Annotations xmlns:ofd="{SPACE}" xmlns="{SPACE}">{SECRET}</o:Annotations>'),
    ),
    "attachments": (
        "ofd.attachment",
        with_part(inside(DOCUMENT, "Document", "<o:Attachments>Attachs/Attachments.xml</o:Attachments>"), "Doc_0/Attachs/a.txt", SECRET),
    ),
    "custom_tags": (
        "ofd.custom_tag",
        with_part(inside(DOCUMENT, "Document", "<o:CustomTags>Tags/CustomTags.xml</o:CustomTags>"), "Doc_0/Tags/CustomTags.xml",
                  f'<o:CustomTags xmlns:ofd="{SPACE}" xmlns="{SPACE}">{SECRET}</o:CustomTags>'),
    ),
    "versions": (
        "ofd.version",
        with_part(inside(ENTRY, "DocBody", '<o:Versions><o:Version ID="1" Index="1" BaseLoc="Doc_0/Versions/1.xml"/></o:Versions>'),
                  "Doc_0/Versions/1.xml", f"<a>{SECRET}</a>"),
    ),
    "extensions": (
        "ofd.extension",
        with_part(inside(DOCUMENT, "Document", "<o:Extensions>Extensions.xml</o:Extensions>"), "Doc_0/Extensions.xml", f"<a>{SECRET}</a>"),
    ),
    "custom_data": (
        "ofd.custom_data",
        inside(ENTRY, "DocInfo", f'<o:CustomDatas><o:CustomData Name="x">{SECRET}</o:CustomData></o:CustomDatas>'),
    ),
    "author": ("ofd.properties", inside(ENTRY, "DocInfo", f"<o:Author>{SECRET}</o:Author>")),
    "off_page": ("ofd.off_page", hidden_text(box="400 20 100 10")),
    "not_visible": ("ofd.invisible", hidden_text(more='Visible="false"')),
    "transparent": ("ofd.invisible", hidden_text(more='Alpha="0"')),
    "white": ("ofd.invisible", hidden_text(inner='<o:FillColor Value="255 255 255"/>')),
    "not_filled": ("ofd.invisible", hidden_text(more='Fill="false"')),
    "tiny": ("ofd.tiny_text", hidden_text(size="0.1")),
    "layer": ("ofd.invisible", inside(PAGE, "Content", f'<o:Layer ID="77" Visible="false">{text()}</o:Layer>')),
    "unused_template": (
        "ofd.unused_template",
        with_part(inside(DOCUMENT, "CommonData", '<o:TemplatePage ID="30" BaseLoc="Tpls/T.xml"/>'), "Doc_0/Tpls/T.xml",
                  f'<o:Page xmlns:ofd="{SPACE}" xmlns="{SPACE}">{text()}</o:Page>'),
    ),
    "action": ("ofd.action", inside(DOCUMENT, "Document", f'<o:Actions><o:Action Event="DO"><o:URI URI="{SECRET}"/></o:Action></o:Actions>')),
    "bookmark": (
        "ofd.bookmark_unseen",
        inside(DOCUMENT, "Document", f'<o:Outlines><o:OutlineElem Title="{SECRET}"/></o:Outlines>'),
    ),
    "unused_part": ("ofd.unused_part", with_part(lambda *_: None, "Doc_0/Res/lost.txt", SECRET)),
    "xml_comment": ("ofd.note_in_code", inside(PAGE, "Layer", f"<!--{SECRET}-->")),
    "foreign": ("ofd.foreign", inside(PAGE, "Layer", f'<z:a xmlns:z="urn:z">{SECRET}</z:a>')),
}  # fmt: skip


def fixtures():
    """Maker, channel, kind, content."""
    for maker, o in (("ofd-prefix", "ofd:"), ("default-namespace", "")):
        for channel, (kind, act) in CHANNELS.items():
            rows = parts(o)
            act(rows, o)
            yield maker, channel, kind, packed(rows)
