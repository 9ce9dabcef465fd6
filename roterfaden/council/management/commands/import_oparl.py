"""`roterfaden import_oparl URL`: read an OParl 1.0 or 1.1 endpoint."""

from roterfaden.council.sync.command import ImportCommand


class Command(ImportCommand):
    """Reads an OParl endpoint, in full the first time, then what changed."""

    help = "Liest ein Ratsinformationssystem über seine OParl-Schnittstelle (1.0 oder 1.1)."
    kind = "oparl"
