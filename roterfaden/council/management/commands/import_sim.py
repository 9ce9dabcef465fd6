"""`roterfaden import_sim URL`: read Hannover's council system SIM."""

from roterfaden.council.sync.command import ImportCommand


class Command(ImportCommand):
    """Reads SIM's pages into the same model as OParl."""

    help = "Liest Hannovers Sitzungsmanagement (SIM) in dasselbe Modell wie OParl."
    kind = "sim"
