"""Personal mails: what somebody must hear, whether they follow anything or not. Retried, once for each key.

    @mail_kind("idea.answered", label=_("Antwort auf eine Idee"))
    def answered(data: Mapping[str, Any]) -> Words | None:
        idea = Idea.objects.visible_to().filter(pk=data["idea"]).first()
        return Words(_("Ihre Idee wurde beantwortet"), (…,), idea.path(), _("Antwort lesen")) if idea else None

    write(idea.author, f"idea:{idea.pk}:answered:{answer.pk}", "idea.answered", {"idea": idea.pk})

Call `write` in the transaction of the change. The words are made when the mail leaves, in the receiver's language, from
what is there at that moment; None drops the mail.
"""

from roterfaden.notices.personal.kinds import MailKind, Words, mail_kind, mail_kinds
from roterfaden.notices.personal.writing import write

__all__ = ["MailKind", "Words", "mail_kind", "mail_kinds", "write"]
