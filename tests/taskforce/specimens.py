"""Invented numbers, addresses, plates and dates in the writings people use, each with its kind; nobody bears any of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

import phonenumbers
from stdnum import iban, luhn, verhoeff
from stdnum.es import dni
from stdnum.fr import nir
from stdnum.nl import bsn
from stdnum.ro import cnp

CARRIERS = (
    "La personne rencontrée a donné {} pendant la permanence.",
    "Suivi du dossier : {} ; à rappeler la semaine prochaine.",
    "On a noté {} sur la fiche du 03/05/2024, rue Jean Volders 12.",
    "Les éducateurs mentionnent {}, sans autre précision.",
    "{} figure dans la note de la patrouille.",
    "De betrokkene gaf {} tijdens de zitdag.",
    "Opvolging: {}. Volgende afspraak op 12/11/2024 om 14:30.",
    "De ploeg noteerde {} aan het Noordstation.",
    "In het verslag van 2024-T3 staat {}, zonder uitleg.",
    "{}: zie bijlage 3.",
    "The worker wrote down {} after the meeting.",
    "Contact: {}, seen twice in 2024 near the square.",
    "Note ({}) added on Monday at 18:40.",
)
ON_WHEELS = (
    "Le véhicule immatriculé {} stationne chaque soir.",
    "Plaque relevée : {}, vers 23h10.",
    "Une Renault grise, {}, est signalée.",
    "De wagen met nummerplaat {} staat er elke avond.",
    "Kenteken {} werd twee keer gezien.",
    "The car with number plate {} left at 02:15.",
    "La voiture ({}) a été vue rue de Mérode.",
)
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


class Maker:
    """Draws specimens, always the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.draw = Random(seed)  # noqa: S311  # nothing secret

    def digits(self, count: int) -> str:
        """Draw digits."""
        return "".join(self.draw.choice("0123456789") for _ in range(count))

    def born(self) -> date:
        """Draw a birthday."""
        return date(1940, 1, 1) + timedelta(days=self.draw.randint(0, 27000))

    def cut(self, digits: str, *sizes: int, marks: tuple[str, ...]) -> str:
        """Write digits in groups, with marks between them."""
        parts, at = [], 0
        for size in sizes:
            parts.append(digits[at : at + size])
            at += size
        return "".join(part + mark for part, mark in zip(parts, (*marks, ""), strict=True))

    def spaced(self, digits: str, *sizes: int, marks: str = " .-/") -> str:
        """Write digits in groups with one mark, or in one block."""
        mark = self.draw.choice([*marks, ""])
        return self.cut(digits, *sizes, marks=(mark,) * (len(sizes) - 1))

    def _belgian(self, month: int) -> str:
        day = self.born()
        first = f"{day:%y}{day.month + month:02}{day:%d}{self.draw.randint(1, 997):03}"
        whole = first if day.year < 2000 else f"2{first}"
        digits = f"{first}{97 - int(whole) % 97:02}"
        return self.draw.choice(
            (f"{digits[:2]}.{digits[2:4]}.{digits[4:6]}-{digits[6:9]}.{digits[9:]}", self.spaced(digits, 2, 2, 2, 3, 2), self.spaced(digits, 6, 3, 2))
        )  # fmt: skip

    def belgian(self) -> str:
        """A Belgian national number."""
        return self._belgian(0)

    def bis(self) -> str:
        """A Belgian number of somebody not registered."""
        return self._belgian(self.draw.choice((20, 40)))

    def french(self) -> str:
        """A French NIR with its key, Corsica included."""
        day = self.born()
        where = self.draw.choice((f"{self.draw.randint(1, 95):02}", "2A", "2B", "99"))
        where = "75" if where == "20" else where
        first = f"{self.draw.choice('12')}{day:%y%m}{where}{self.digits(3)}{self.digits(3)}"
        digits = first + nir.calc_check_digits(first)
        return self.draw.choice((self.spaced(digits, 1, 2, 2, 2, 3, 3, 2, marks=" .-"), self.spaced(digits, 13, 2, marks=" -/"), digits))

    def dutch(self) -> str:
        """A Dutch BSN."""
        while True:
            first = self.digits(8)
            found = next((first + last for last in "0123456789" if bsn.is_valid(first + last)), None)
            if found and found[0] != "0":
                return self.draw.choice((found, self.spaced(found, 4, 2, 3, marks=" ."), self.spaced(found, 3, 3, 3, marks=" .-")))

    def luxembourg(self) -> str:
        """A Luxembourg matricule."""
        day = f"{self.born():%Y%m%d}{self.digits(3)}"
        digits = day + luhn.calc_check_digit(day) + verhoeff.calc_check_digit(day)
        return self.draw.choice((digits, self.spaced(digits, 4, 2, 2, 5, marks=" .-"), self.spaced(digits, 8, 5, marks=" -")))

    def newcomer(self) -> str:
        """A Spanish or Romanian number, or a Moroccan card."""
        day = self.born()
        number = self.digits(8)
        romanian = f"{self.draw.choice('12')}{day:%y%m%d}{self.draw.randint(1, 46):02}{self.draw.randint(1, 999):03}"
        return self.draw.choice(
            (number + dni.calc_check_digit(number), f"{number}-{dni.calc_check_digit(number)}", romanian + cnp.calc_check_digit(romanian), f"CIN {self.draw.choice(('AB', 'K', 'BE'))}{self.digits(6)}")
        )  # fmt: skip

    def account(self) -> str:
        """An IBAN of a country at hand."""
        country, bban = self.draw.choice(
            (("BE", self._belgian_account()), ("NL", f"INGB{self.digits(10)}"), ("DE", self.digits(18)), ("LU", self.digits(16)), ("GB", f"BARC{self.digits(14)}"), ("PT", self.digits(21)), ("AT", self.digits(16)), ("MA", self.digits(24)))
        )  # fmt: skip
        number = f"{country}{iban.calc_check_digits(f'{country}00{bban}')}{bban}"
        mark = self.draw.choice((" ", " ", "", "-", "."))
        written = mark.join(number[at : at + 4] for at in range(0, len(number), 4))
        return written.lower() if self.draw.random() < 0.1 else written

    def _belgian_account(self) -> str:
        first = self.digits(10)
        return f"{first}{int(first) % 97 or 97:02}"

    def letters(self, count: int, of: str = "ABCDEFGHJKLMNPRSTVWXYZ") -> str:
        """Draw letters."""
        return "".join(self.draw.choice(of) for _ in range(count))

    def plate(self) -> str:
        """A plate that looks like one, wherever it stands."""
        french = "ABCDEFGHJKLMNPQRSTVWXYZ"
        belgian = (str(self.draw.randint(1, 2)), self.letters(3), self.digits(3))
        siv = (self.letters(2, french), self.digits(3), self.letters(2, french))
        dutch = self.draw.choice(("99-LLL-9", "LL-999-L", "L-999-LL", "9-LLL-99", "LL-99-LL"))
        return self.draw.choice(
            (self.draw.choice(("-", "-", "", " ", ".")).join(belgian), self.draw.choice(("-", "-", "", " ")).join(siv), self._series(dutch), f"{self.letters(2)}-{self.letters(2)} {self.draw.randint(100, 999)}")
        )  # fmt: skip

    def _series(self, shape: str) -> str:
        return "".join({"9": self.digits(1), "L": self.letters(1, "BDFGHJKLNPRSTVXZ")}.get(one, one) for one in shape)

    def plate_on_wheels(self) -> str:
        """A plate that could be a code elsewhere: it stands where a vehicle is spoken of."""
        old_french = (
            f"{self.draw.randint(10, 9999)} {self.letters(self.draw.choice((2, 3)))} {self.draw.choice(('59', '75', '2A', '93', '61'))}"
        )
        old_belgian = f"{self.letters(3)}{self.draw.choice('- ')}{self.digits(3)}"
        luxembourg = f"{self.letters(2)}{self.draw.choice((' ', '', '-'))}{self.draw.randint(2100, 9999)}"
        german = (
            f"{self.draw.choice(('B', 'K', 'AC', 'EU', 'TR'))}{self.draw.choice(('-', ' '))}{self.letters(2)} {self.draw.randint(10, 9999)}"
        )
        return self.draw.choice(
            (old_french, old_french.replace(" ", "-"), old_belgian, luxembourg, german, self._series("LL-99-99").replace("-", ""))
        )

    def _number(self, region: str, shapes: tuple[str, ...]) -> str:
        while True:
            drawn = "".join(self.digits(1) if one == "#" else one for one in self.draw.choice(shapes))
            if phonenumbers.is_valid_number(phonenumbers.parse(drawn, region)):
                return drawn

    def phone(self) -> str:
        """A number as people of Belgium, France or the Netherlands write it."""
        region, shapes, mobile = self.draw.choice(
            (
                ("BE", ("04########", "02#######", "09#######", "03#######", "0800#####"), (4, 2, 2, 2)),
                ("FR", ("06########", "07########", "01########", "03########", "04########"), (2, 2, 2, 2, 2)),
                ("NL", ("06########", "020#######", "010#######"), (2, 4, 4)),
            )
        )
        digits = self._number(region, shapes)
        sizes = mobile if len(digits) == 10 else (2, 3, 2, 2)
        mixed = self.cut(digits, *sizes, marks=("/", *(self.draw.choice(". ") * (len(sizes) - 2))))
        return self.draw.choice((self.spaced(digits, *sizes), mixed, digits, self.spaced(digits, *sizes, marks=" .")))

    def phone_abroad(self) -> str:
        """An international number."""
        region, shapes = self.draw.choice(
            (("BE", ("04########", "02#######")), ("FR", ("06########", "01########")), ("NL", ("06########",)), ("LU", ("621######", "691######")), ("GB", ("07#########",)), ("MA", ("06########",)), ("ES", ("6########",)), ("DE", ("0151########",)))
        )  # fmt: skip
        parsed = phonenumbers.parse(self._number(region, shapes), region)
        written = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
        code, rest = written.split(" ", 1)
        return self.draw.choice(
            (written, written.replace(" ", ""), written.replace("+", "00"), written.replace(" ", "."), written.replace(" ", "-"), f"{code} (0){rest}", f"({code}) {rest}", f"{code}/{rest}")
        )  # fmt: skip

    def phone_of_luxembourg(self) -> str:
        """A number as people of Luxembourg write it: where a telephone is spoken of, or a mobile."""
        mobile = self._number("LU", ("621######", "661######", "691######"))
        fixed = self._number("LU", ("26######", "27######"))
        return self.draw.choice(
            (
                f"GSM {self.spaced(mobile, 3, 3, 3, marks=' .')}",
                self.spaced(mobile, 3, 3, 3, marks=" "),
                f"tél. {self.spaced(fixed, 2, 2, 2, 2, marks=' ')}",
            )
        )

    def email(self) -> str:
        """An e-mail address."""
        who = self.draw.choice(("jean.dupont", "s_peeters", "f-elamrani", "info", "k.de.smet+task", "karim93", "François.Léger"))
        where = self.draw.choice(("example.be", "mail.example.com", "voorbeeld.nl", "exemple.fr", "stad.brussels", "commune-exemple.be"))
        return self.draw.choice(
            (
                f"{who}@{where}",
                f"{who}@{where}".upper(),
                f"{who} @ {where}",
                f"{who}[at]{where}",
                f"{who} (at) {where}",
                f"{who}＠{where}",
                f"{who} (arobase) {where.replace('.', ' [point] ')}",
            )
        )

    def birth(self) -> str:
        """A birth date with the words that make it one."""
        day = self.born()
        french = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()  # noqa: SIM905
        dutch = "januari februari maart april mei juni juli augustus september oktober november december".split()  # noqa: SIM905
        english = "January February March April May June July August September October November December".split()  # noqa: SIM905
        numeric = self.draw.choice(
            (
                f"{day:%d/%m/%Y}",
                f"{day.day}/{day.month}/{day.year}",
                f"{day:%d.%m.%Y}",
                f"{day:%d-%m-%Y}",
                f"{day:%d/%m/%y}",
                f"{day:%Y-%m-%d}",
            )
        )
        month = day.month - 1
        return self.draw.choice(
            (
                f"né le {day.day} {french[month]} {day.year}", f"née le {numeric}", f"né(e) à Namur le {numeric}", f"date de naissance : {numeric}",
                f"°{numeric}", f"(° {day.day} {french[month]} {day.year})", f"geboren op {day.day} {dutch[month]} {day.year}", f"geboren te Gent op {numeric}",
                f"geb. {numeric}", f"geboortedatum: {numeric}", f"born on {day.day} {english[month]} {day.year}", f"born {english[month]} {day.day}, {day.year}",
                f"date of birth: {numeric}", f"DOB {numeric}",
            )
        )  # fmt: skip

    def disguised(self, written: str) -> str:
        """Write it as a copied or careful text does: other blanks, other digits, nothing visible in between."""
        kind = self.draw.randrange(12)
        changes: dict[int, Callable[[str], str]] = {
            0: lambda one: one.replace(" ", "\N{NO-BREAK SPACE}"),
            1: lambda one: one.replace(" ", "\N{NARROW NO-BREAK SPACE}"),
            2: "\N{ZERO WIDTH SPACE}".join,
            3: lambda one: one.translate(FULL_WIDTH),
            4: lambda one: one.replace("-", "\N{NON-BREAKING HYPHEN}").replace(".", "\N{MIDDLE DOT}") if "@" not in one else one,
            5: lambda one: one.translate(ARABIC) if not any(letter.isalpha() for letter in one) else one,
        }
        return changes.get(kind, str)(written)

    def resembling(self, written: str) -> str:
        """Write some of its digits with letters that look like them."""
        if any(letter.isalpha() for letter in written) or self.draw.random() < 0.9:
            return written
        return written.replace("0", "O", 1).replace("1", "l", 1)


KINDS: dict[str, tuple[str, str, int]] = {
    # what it is: how it is made, under which kind it must be found, how many
    "Belgian national numbers": ("belgian", "national", 400),
    "Belgian bis numbers": ("bis", "national", 200),
    "French NIR": ("french", "national", 300),
    "Dutch BSN": ("dutch", "national", 200),
    "Luxembourg matricules": ("luxembourg", "national", 150),
    "Spanish, Romanian, Moroccan numbers": ("newcomer", "national", 150),
    "IBANs": ("account", "iban", 400),
    "plates": ("plate", "plate", 350),
    "plates beside a vehicle": ("plate_on_wheels", "plate", 250),
    "phones at home": ("phone", "phone", 500),
    "phones abroad": ("phone_abroad", "phone", 300),
    "phones of Luxembourg": ("phone_of_luxembourg", "phone", 100),
    "e-mail addresses": ("email", "email", 300),
    "birth dates": ("birth", "birth", 300),
}
