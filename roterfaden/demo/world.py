"""Who meets in the demonstration city, where and when. The names of bodies and districts are Hannover's."""

from __future__ import annotations

from dataclasses import dataclass

#: What the footer of each page says, and with it the name of the corporation: nobody shall take it for real.
CITY = "Landeshauptstadt Hannover (Beispieldaten)"
FACTIONS = (
    "Fraktion Kastanie (Beispiel)",
    "Fraktion Uferweg (Beispiel)",
    "Fraktion Turmuhr (Beispiel)",
    "Fraktion Laterne (Beispiel)",
    "Gruppe Steinweg (Beispiel)",
)


@dataclass(frozen=True)
class DemoBody:
    """A body: how often it meets (weeks), on which weekday (0 = Monday), and how many vote."""

    code: str
    name: str
    weeks: int
    weekday: int
    hour: str
    room: str
    seats: int
    shift: int = 0

    @property
    def article(self) -> str:
        """How an address line names it: "In den …", "In die …"."""
        return "In die" if self.name.startswith("Rats") else "In den"


@dataclass(frozen=True)
class DemoDistrict:
    """A district: its place in the schematic map, quarters as a phrase ("in der Südstadt"), streets (all feminine)."""

    number: int
    name: str
    x: float
    y: float
    quarters: tuple[str, ...]
    streets: tuple[str, ...]
    other_names: tuple[str, ...]


PLENUM = DemoBody("Rat", "Ratsversammlung", 7, 3, "15:00 Uhr", "Rathaus, Ratssaal", 64, shift=1)
#: It publishes no meetings: its stations have a day, but no page.
EXECUTIVE = DemoBody("VA", "Verwaltungsausschuss", 1, 3, "", "", 11)
COMMITTEES = (
    DemoBody("ABau", "Stadtentwicklungs- und Bauausschuss", 8, 2, "15:00 Uhr", "Rathaus, Hodlersaal", 11),
    DemoBody(
        "AAUG",
        "Ausschuss für Umweltschutz Klimaschutz und Grünflächen",
        9,
        0,
        "14:00 Uhr",
        "Rathaus, Mosaiksaal",
        11,
        shift=2,
    ),
    DemoBody("AJHA", "Jugendhilfeausschuss", 9, 0, "15:00 Uhr", "Rathaus, Hodlersaal", 15, shift=4),
    DemoBody("ASchuBi", "Schul- und Bildungsausschuss", 10, 2, "16:00 Uhr", "Rathaus, Gobelinsaal", 13, shift=3),
    DemoBody("AKultur", "Kulturausschuss", 10, 4, "14:00 Uhr", "Rathaus, Mosaiksaal", 11, shift=5),
    DemoBody("ASozial", "Sozialausschuss", 9, 0, "15:30 Uhr", "Rathaus, Gobelinsaal", 11, shift=6),
    DemoBody(
        "AOrgPers",
        "Ausschuss für Personal Organisation und Digitalisierung",
        10,
        1,
        "15:00 Uhr",
        "Rathaus, Hodlersaal",
        11,
        shift=1,
    ),
    DemoBody(
        "AHaush",
        "Ausschuss für Haushalt Finanzen Rechnungsprüfung Feuerwehr und öffentliche Ordnung",
        10,
        2,
        "15:00 Uhr",
        "Rathaus, Mosaiksaal",
        11,
        shift=7,
    ),
    DemoBody(
        "AAWL",
        "Ausschuss für Arbeitsmarkt- Wirtschafts- und Liegenschaftsangelegenheiten",
        11,
        4,
        "13:30 Uhr",
        "Rathaus, Gobelinsaal",
        11,
        shift=2,
    ),
    DemoBody("ASport", "Ausschuss für Sport Bäder und Eventmanagement", 13, 0, "14:30 Uhr", "Rathaus, Hodlersaal", 11),
    DemoBody("AGleich", "Gleichstellungsausschuss", 13, 0, "16:00 Uhr", "Rathaus, Gobelinsaal", 11, shift=3),
)
DISSOLVED = (("ASchul", "Schulausschuss"), ("AMigration", "Migrationsausschuss"))

DISTRICTS = (
    DemoDistrict(
        1,
        "Mitte",
        0.52,
        0.50,
        ("in der Oststadt", "in der Calenberger Neustadt"),
        ("Georgstraße", "Marienstraße", "Königstraße", "Hamburger Allee", "Karmarschstraße"),
        ("Oststadt", "Calenberger Neustadt", "Zoo"),
    ),
    DemoDistrict(
        2,
        "Vahrenwald-List",
        0.52,
        0.34,
        ("in Vahrenwald", "in der List"),
        ("Vahrenwalder Straße", "Podbielskistraße", "Ferdinand-Wallbrecht-Straße", "Dragonerstraße", "Jakobistraße"),
        ("Vahrenwald", "List"),
    ),
    DemoDistrict(
        3,
        "Bothfeld-Vahrenheide",
        0.60,
        0.16,
        ("in Bothfeld", "in Vahrenheide", "im Sahlkamp"),
        ("Sutelstraße", "Burgwedeler Straße", "Kurze-Kamp-Straße", "Dresdener Straße"),
        ("Bothfeld", "Vahrenheide", "Sahlkamp", "Isernhagen-Süd", "Lahe"),
    ),
    DemoDistrict(
        4,
        "Buchholz-Kleefeld",
        0.72,
        0.40,
        ("in Groß-Buchholz", "in Kleefeld"),
        ("Kirchröder Straße", "Karl-Wiechert-Allee", "Groß-Buchholzer Straße", "Pasteurallee", "Berckhusenstraße"),
        ("Groß-Buchholz", "Kleefeld", "Heideviertel", "Roderbruch"),
    ),
    DemoDistrict(
        5,
        "Misburg-Anderten",
        0.88,
        0.38,
        ("in Misburg", "in Anderten"),
        ("Buchholzer Straße", "Anderter Straße", "Hannoversche Straße", "Gollstraße"),
        ("Misburg", "Misburg-Nord", "Misburg-Süd", "Anderten"),
    ),
    DemoDistrict(
        6,
        "Kirchrode-Bemerode-Wülferode",
        0.82,
        0.66,
        ("in Kirchrode", "in Bemerode", "in Wülferode"),
        ("Tiergartenstraße", "Brabeckstraße", "Bemeroder Straße", "Emslandstraße", "Lange-Hop-Straße"),
        ("Kirchrode", "Bemerode", "Wülferode", "Kronsberg"),
    ),
    DemoDistrict(
        7,
        "Südstadt-Bult",
        0.60,
        0.62,
        ("in der Südstadt", "auf der Bult"),
        ("Sallstraße", "Geibelstraße", "Krausenstraße", "Janusz-Korczak-Allee"),
        ("Südstadt", "Bult"),
    ),
    DemoDistrict(
        8,
        "Döhren-Wülfel",
        0.62,
        0.80,
        ("in Döhren", "in Wülfel", "in Mittelfeld"),
        ("Wiehbergstraße", "Fiedelerstraße", "Peiner Straße", "Garkenburgstraße", "Abelmannstraße"),
        ("Döhren", "Wülfel", "Mittelfeld", "Seelhorst", "Waldhausen", "Waldheim"),
    ),
    DemoDistrict(
        9,
        "Ricklingen",
        0.38,
        0.78,
        ("in Ricklingen", "in Oberricklingen", "in Wettbergen"),
        ("Göttinger Chaussee", "Stammestraße", "Beekestraße", "Wallensteinstraße", "Frankfurter Allee"),
        ("Oberricklingen", "Wettbergen", "Mühlenberg", "Bornum"),
    ),
    DemoDistrict(
        10,
        "Linden-Limmer",
        0.36,
        0.54,
        ("in Linden-Nord", "in Linden-Süd", "in Limmer"),
        ("Limmerstraße", "Deisterstraße", "Falkenstraße", "Fössestraße", "Badenstedter Straße"),
        ("Linden", "Linden-Nord", "Linden-Mitte", "Linden-Süd", "Limmer"),
    ),
    DemoDistrict(
        11,
        "Ahlem-Badenstedt-Davenstedt",
        0.18,
        0.58,
        ("in Ahlem", "in Badenstedt", "in Davenstedt"),
        ("Heisterbergallee", "Woermannstraße", "Davenstedter Straße", "Empelder Straße", "Carlo-Schmid-Allee"),
        ("Ahlem", "Badenstedt", "Davenstedt"),
    ),
    DemoDistrict(
        12,
        "Herrenhausen-Stöcken",
        0.26,
        0.28,
        ("in Herrenhausen", "in Stöcken", "in Ledeburg"),
        ("Herrenhäuser Straße", "Stöckener Straße", "Hogrefestraße", "Freudenthalstraße"),
        ("Herrenhausen", "Stöcken", "Ledeburg", "Leinhausen", "Burg", "Marienwerder"),
    ),
    DemoDistrict(
        13,
        "Nord",
        0.42,
        0.26,
        ("in der Nordstadt", "in Hainholz", "in Vinnhorst"),
        ("Schulenburger Landstraße", "Voltmerstraße", "Fenskestraße", "Melanchthonstraße", "Kopernikusstraße"),
        ("Nordstadt", "Hainholz", "Vinnhorst"),
    ),
)


def district_code(number: int) -> str:
    """`STBR07`"""
    return f"STBR{number:02}"


def _district_body(district: DemoDistrict) -> DemoBody:
    rooms = ("Freizeitheim", "Stadtteilzentrum", "Bürgerhaus", "Kulturtreff")
    room = f"{rooms[district.number % 4]} {district.other_names[0]}, Saal"
    weekday = (0, 2, 3, 1)[district.number % 4]
    name = f"Stadtbezirksrat {district.name}"
    return DemoBody(district_code(district.number), name, 13, weekday, "18:00 Uhr", room, 19, shift=district.number)


DISTRICT_COUNCILS = tuple(_district_body(district) for district in DISTRICTS)
BODIES: dict[str, DemoBody] = {body.code: body for body in (PLENUM, EXECUTIVE, *COMMITTEES, *DISTRICT_COUNCILS)}
KITAS = (
    *("Kita Pusteblume", "Kita Regenpfeifer", "Kita Wolkenschiff", "Kita Kleine Forscher*innen", "Kita Brombeerhecke"),
    *("Kita Murmelbach", "Kita Papierboot", "Kita Sonnenhut", "Kita Zaunkönig", "Kita Apfelbaum"),
)
SCHOOLS = (
    *("Grundschule Am Lerchenweg", "Grundschule Kiebitzwiese", "Grundschule Am Mühlrad", "Grundschule Lindenhof"),
    *("Grundschule Haselnussring", "Grundschule Am Kirschgarten", "Grundschule Storchennest"),
)
