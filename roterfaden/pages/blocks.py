"""What an editorial page is made of. Every block has a template of ours; none allows markup of its own."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.images.blocks import ImageChooserBlock

#: Rich text: words, links and lists. Headings, tables and pictures are blocks, so that their order can be checked.
FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul"]


class HeadingBlock(blocks.StructBlock):
    """A heading below the page's title, of the second or third level."""

    text = blocks.CharBlock(label=_("Überschrift"), max_length=200)
    level = blocks.ChoiceBlock(
        label=_("Ebene"), choices=[("2", _("Abschnitt")), ("3", _("Unterabschnitt"))], default="2"
    )

    class Meta:
        icon = "title"
        label = _("Überschrift")
        template = "pages/blocks/heading.html"


class PictureBlock(blocks.StructBlock):
    """A picture. Its text for those who do not see it is required unless it only decorates."""

    image = ImageChooserBlock(label=_("Bild"))
    alt = blocks.CharBlock(
        label=_("Was ist zu sehen?"),
        help_text=_("Für Menschen, die das Bild nicht sehen. Nur bei reinem Schmuck leer lassen."),
        required=False,
        max_length=300,
    )
    decorative = blocks.BooleanBlock(label=_("reiner Schmuck"), required=False)
    caption = blocks.CharBlock(label=_("Bildunterschrift"), required=False, max_length=300)

    class Meta:
        icon = "image"
        label = _("Bild")
        template = "pages/blocks/picture.html"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not cleaned["alt"].strip() and not cleaned["decorative"]:
            problem = ValidationError(_("Bitte beschreiben Sie das Bild, oder kreuzen Sie „reiner Schmuck“ an."))
            raise blocks.StructBlockValidationError(block_errors={"alt": problem})
        return cleaned


class QuoteBlock(blocks.StructBlock):
    """A quotation and who said it."""

    text = blocks.TextBlock(label=_("Zitat"), rows=3)
    source = blocks.CharBlock(label=_("Wer, wo, wann"), required=False, max_length=200)

    class Meta:
        icon = "openquote"
        label = _("Zitat")
        template = "pages/blocks/quote.html"


class ContactBlock(blocks.StructBlock):
    """How to reach somebody."""

    name = blocks.CharBlock(label=_("Name oder Stelle"), max_length=200)
    address = blocks.TextBlock(label=_("Anschrift"), required=False, rows=3)
    phone = blocks.CharBlock(label=_("Telefon"), required=False, max_length=60)
    mail = blocks.EmailBlock(label=_("E-Mail"), required=False)
    hours = blocks.CharBlock(label=_("Erreichbar"), required=False, max_length=200)

    class Meta:
        icon = "mail"
        label = _("Kontakt")
        template = "pages/blocks/contact.html"


class Body(blocks.StreamBlock):
    """The text of a page."""

    heading = HeadingBlock()
    paragraph = blocks.RichTextBlock(
        label=_("Absatz"), features=FEATURES, icon="pilcrow", template="pages/blocks/paragraph.html"
    )
    list = blocks.ListBlock(
        blocks.RichTextBlock(label=_("Punkt"), features=["bold", "italic", "link"]),
        label=_("Liste"),
        icon="list-ul",
        template="pages/blocks/list.html",
    )
    quote = QuoteBlock()
    table = TypedTableBlock(
        [("text", blocks.RichTextBlock(label=_("Text"), features=["bold", "link"]))],
        label=_("Tabelle"),
        icon="table",
        template="pages/blocks/table.html",
    )
    picture = PictureBlock()
    contact = ContactBlock()

    class Meta:
        required = False
