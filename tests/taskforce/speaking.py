"""Prose of the field, made of sentences written by hand and filled with dates, amounts, codes, streets and hours: nothing in it is about a person."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

SENTENCES = Path(__file__).parent / "prose"
MONTHS = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),  # noqa: SIM905
    "nl": "januari februari maart april mei juni juli augustus september oktober november december".split(),  # noqa: SIM905
}
STREETS = {
    "fr": ("rue Jean Volders", "place Saint-Josse", "boulevard Émile Jacqmain", "avenue Jean Dubrucq 182", "square de l’Aviation", "chaussée de Mons 14"),
    "nl": ("de Jean Voldersstraat", "het Sint-Joostplein", "de Emile Jacqmainlaan", "de Jean Dubrucqlaan 182", "de Bergensesteenweg 14", "de Aumalestraat"),
}  # fmt: skip
BLANKS = (" ", "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}")
SLOT = re.compile(r"\{(\w+)\}")


class Speaker:
    """Fills the blanks of sentences, always in the same way for the same seed."""

    def __init__(self, language: str, seed: int) -> None:
        self.language, self.draw = language, Random(seed)  # noqa: S311  # texts, no secrets

    def prose(self, length: int) -> str:
        """Speak at least so many characters."""
        sentences = (SENTENCES / f"{self.language}.txt").read_text().splitlines()
        said, total = [], 0
        while total < length:
            said.append(SLOT.sub(lambda slot: getattr(self, slot[1])(), self.draw.choice(sentences)))
            total += len(said[-1]) + 1
        return " ".join(said)

    def n(self) -> str:
        """A quantity."""
        return str(self.draw.choice((self.draw.randint(1, 30), self.draw.randint(31, 999), self.draw.randint(1000, 4000))))

    def q(self) -> str:
        """A quarter."""
        return str(self.draw.randint(1, 4))

    def year(self) -> str:
        """A year."""
        return str(self.draw.randint(2016, 2026))

    def year2(self) -> str:
        """Another year."""
        return str(self.draw.randint(2024, 2030))

    def day(self) -> str:
        """A day of a month."""
        return str(self.draw.randint(1, 28))

    def monthname(self) -> str:
        """A month in words."""
        return self.draw.choice(MONTHS[self.language])

    monthnl = monthname

    def date(self) -> str:
        """A day of work, as people write it."""
        day, month, year = self.draw.randint(1, 28), self.draw.randint(1, 12), self.draw.randint(2016, 2026)
        return self.draw.choice(
            (f"{day:02}/{month:02}/{year}", f"{day}/{month}/{year}", f"{day}.{month}.{year}", f"{day:02}-{month:02}-{year}", f"{year}-{month:02}-{day:02}", f"{day} {MONTHS[self.language][month - 1]} {year}", f"{day}/{month}/{year % 100}")
        )  # fmt: skip

    def time(self) -> str:
        """An hour."""
        hour, minute = self.draw.randint(0, 23), self.draw.choice((0, 15, 30, 45))
        return self.draw.choice((f"{hour:02}:{minute:02}", f"{hour}h{minute:02}", f"{hour} h", f"{hour:02}.{minute:02} u"))

    def period(self) -> str:
        """A period of reports."""
        return f"{self.year()}-T{self.q()}"

    def code(self) -> str:
        """A code of the house."""
        return self.draw.choice((f"BRU-{self.draw.randint(1, 30):02}", f"A-{self.draw.randint(1, 99):02}", f"BRU-04-{self.period()}", f"HS{self.draw.randint(1, 30):02}", f"ALE-{self.draw.randint(1, 9):02}"))  # fmt: skip

    def art(self) -> str:
        """The number of an article."""
        return self.draw.choice(("134bis", "134 ter", "135, § 2", "119bis, § 2, 3°", "43.2", "563, 3°", "L2212-2", "D. 121-1", "6:162"))

    def street(self) -> str:
        """A street or square, some with a number."""
        return self.draw.choice(STREETS[self.language])

    def _grouped(self, number: int, mark: str) -> str:
        return f"{number:,}".replace(",", mark)

    def amount(self) -> str:
        """An amount as French writes it."""
        blank = self.draw.choice(BLANKS)
        return (
            self._grouped(self.draw.randint(100, 900_000), blank)
            + self.draw.choice(("", ",50", ",00"))
            + blank
            + self.draw.choice(("€", "euros", "EUR"))
        )

    def amountnl(self) -> str:
        """An amount as Dutch writes it."""
        number = self._grouped(self.draw.randint(100, 900_000), ".") + self.draw.choice(("", ",50", ",00"))
        return self.draw.choice((f"€ {number}", f"{number} euro", f"{number} EUR"))

    def bigamount(self) -> str:
        """An amount of many digits."""
        blank = self.draw.choice(BLANKS)
        return self._grouped(self.draw.randint(1_000_000, 900_000_000), blank) + blank + "€"

    def bigamountnl(self) -> str:
        """An amount of many digits, in Dutch."""
        return "€ " + self._grouped(self.draw.randint(1_000_000, 900_000_000), ".") + ",00"

    def pct(self) -> str:
        """A percentage."""
        return f"{self.draw.randint(0, 99)},{self.draw.randint(0, 9)}{self.draw.choice(BLANKS)}%"

    pctnl = pct

    def qty(self) -> str:
        """A weight or a volume."""
        return f"{self.draw.randint(1, 900)}{self.draw.choice((' g', ' kg', ' tonnes', ',5 kg', ' l'))}"

    def company(self) -> str:
        """The number of a Belgian company."""
        first = self.draw.randint(20_000_00, 79_999_99)
        return self._company(first)

    def _company(self, first: int) -> str:
        digits = f"0{first:07}"
        digits += f"{97 - int(digits) % 97:02}"
        return self.draw.choice((f"{digits[:4]}.{digits[4:7]}.{digits[7:]}", f"BE {digits[:4]}.{digits[4:7]}.{digits[7:]}", f"BE{digits}"))

    def hash(self) -> str:
        """A digest."""
        return f"{self.draw.getrandbits(64):016x}"
