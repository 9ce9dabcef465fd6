"""The council as OParl 1.1 sees it, plus what traceability needs beyond it."""

from roterfaden.council.models.base import CouncilObject, State
from roterfaden.council.models.body import Body, LegislativeTerm, Location
from roterfaden.council.models.consultation import Consultation, GroupVote
from roterfaden.council.models.file import File, FileLink, FileText
from roterfaden.council.models.history import Correction, IdAlias, PendingDerivation, RawObject, Revision
from roterfaden.council.models.meeting import AgendaItem, Meeting
from roterfaden.council.models.organization import Membership, Organization, Person
from roterfaden.council.models.paper import CostLine, Paper, PaperOrganization, PaperPlace, PaperRelation, PaperText
from roterfaden.council.models.source import ImportRun, PageState, Source

__all__ = [
    "AgendaItem",
    "Body",
    "Consultation",
    "Correction",
    "CostLine",
    "CouncilObject",
    "File",
    "FileLink",
    "FileText",
    "GroupVote",
    "IdAlias",
    "ImportRun",
    "LegislativeTerm",
    "Location",
    "Meeting",
    "Membership",
    "Organization",
    "PageState",
    "Paper",
    "PaperOrganization",
    "PaperPlace",
    "PaperRelation",
    "PaperText",
    "PendingDerivation",
    "Person",
    "RawObject",
    "Revision",
    "Source",
    "State",
]
