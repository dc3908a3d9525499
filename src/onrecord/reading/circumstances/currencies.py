"""Currencies: their signs, their names with the peoples that use them, and their codes (ISO 4217)."""

from __future__ import annotations

from typing import Final

_SIGNS: Final = {
    **{
        "€": "EUR",
        "£": "GBP",
        "₹": "INR",
        "₽": "RUB",
        "₺": "TRY",
        "₴": "UAH",
        "₩": "KRW",
        "₪": "ILS",
        "₦": "NGN",
    },
    **{"₫": "VND", "₱": "PHP", "฿": "THB", "₸": "KZT", "₾": "GEL", "zł": "PLN", "¥": None, "$": "USD"},
    **{
        "us$": "USD",
        "a$": "AUD",
        "au$": "AUD",
        "c$": "CAD",
        "ca$": "CAD",
        "nz$": "NZD",
        "hk$": "HKD",
        "s$": "SGD",
    },
    **{
        "r$": "BRL",
        "nt$": "TWD",
        "mx$": "MXN",
        "rm": "MYR",
        "chf": "CHF",
        "rs": None,
        "r": "ZAR",
        "kr": None,
    },
}
CODES: Final = [
    "USD",
    "EUR",
    "GBP",
    "JPY",
    "CNY",
    "CHF",
    "CAD",
    "AUD",
    "NZD",
    "SEK",
    "NOK",
    "DKK",
    "PLN",
    "CZK",
    "HUF",
    "RON",
    "BGN",
    "RUB",
    "UAH",
    "TRY",
    "ILS",
    "INR",
    "PKR",
    "BDT",
    "LKR",
    "KRW",
    "SGD",
    "HKD",
    "TWD",
    "THB",
    "MYR",
    "IDR",
    "PHP",
    "VND",
    "ZAR",
    "NGN",
    "KES",
    "EGP",
    "GHS",
    "MXN",
    "BRL",
    "ARS",
    "CLP",
    "COP",
    "PEN",
    "AED",
    "SAR",
    "QAR",
    "KWD",
    "IRR",
    "IQD",
    "KZT",
    "GEL",
]
_UNITS: Final = {
    **{"dollar": "USD", "buck": "USD", "euro": "EUR", "pound": "GBP", "pound sterling": "GBP", "yen": "JPY"},
    **{"yuan": "CNY", "renminbi": "CNY", "rouble": "RUB", "ruble": "RUB", "hryvnia": "UAH", "hryvnya": "UAH"},
    **{
        "zloty": "PLN",
        "złoty": "PLN",
        "forint": "HUF",
        "koruna": "CZK",
        "shekel": "ILS",
        "rand": "ZAR",
        "naira": "NGN",
    },
    **{
        "ringgit": "MYR",
        "baht": "THB",
        "rupiah": "IDR",
        "dong": "VND",
        "taka": "BDT",
        "tenge": "KZT",
        "lari": "GEL",
    },
    **{"krona": "SEK", "reais": "BRL", "won": "KRW", "lev": "BGN", "cedi": "GHS"},
    **{
        "lira": None,
        "krone": None,
        "franc": None,
        "peso": None,
        "rupee": None,
        "dinar": None,
        "dirham": None,
    },
    **{"riyal": None, "rial": None, "shilling": None, "leu": None},
}
_PLURALS: Final = {
    "pounds sterling": "pound sterling",
    "kronor": "krona",
    "kroner": "krone",
    "leva": "lev",
    "lei": "leu",
}
_PEOPLES: Final = {
    **{("u.s.", "dollar"): "USD", ("us", "dollar"): "USD", ("american", "dollar"): "USD"},
    **{("canadian", "dollar"): "CAD", ("australian", "dollar"): "AUD", ("new zealand", "dollar"): "NZD"},
    **{("hong kong", "dollar"): "HKD", ("singapore", "dollar"): "SGD", ("taiwan", "dollar"): "TWD"},
    **{("jamaican", "dollar"): "JMD", ("zimbabwean", "dollar"): "ZWL", ("british", "pound"): "GBP"},
    **{("egyptian", "pound"): "EGP", ("lebanese", "pound"): "LBP", ("syrian", "pound"): "SYP"},
    **{("sudanese", "pound"): "SDG", ("swiss", "franc"): "CHF", ("turkish", "lira"): "TRY"},
    **{("norwegian", "krone"): "NOK", ("danish", "krone"): "DKK", ("swedish", "krona"): "SEK"},
    **{("icelandic", "krona"): "ISK", ("czech", "koruna"): "CZK", ("mexican", "peso"): "MXN"},
    **{("argentine", "peso"): "ARS", ("argentinian", "peso"): "ARS", ("chilean", "peso"): "CLP"},
    **{("colombian", "peso"): "COP", ("cuban", "peso"): "CUP", ("philippine", "peso"): "PHP"},
    **{("uruguayan", "peso"): "UYU", ("indian", "rupee"): "INR", ("pakistani", "rupee"): "PKR"},
    **{("sri lankan", "rupee"): "LKR", ("nepalese", "rupee"): "NPR", ("indonesian", "rupiah"): "IDR"},
    **{("kuwaiti", "dinar"): "KWD", ("iraqi", "dinar"): "IQD", ("serbian", "dinar"): "RSD"},
    **{("jordanian", "dinar"): "JOD", ("tunisian", "dinar"): "TND", ("algerian", "dinar"): "DZD"},
    **{("libyan", "dinar"): "LYD", ("bahraini", "dinar"): "BHD", ("emirati", "dirham"): "AED"},
    **{("uae", "dirham"): "AED", ("moroccan", "dirham"): "MAD", ("saudi", "riyal"): "SAR"},
    **{
        ("qatari", "riyal"): "QAR",
        ("iranian", "rial"): "IRR",
        ("omani", "rial"): "OMR",
        ("yemeni", "rial"): "YER",
    },
    **{("kenyan", "shilling"): "KES", ("ugandan", "shilling"): "UGX", ("tanzanian", "shilling"): "TZS"},
    **{
        ("romanian", "leu"): "RON",
        ("moldovan", "leu"): "MDL",
        ("russian", "ruble"): "RUB",
        ("russian", "rouble"): "RUB",
    },
    **{("belarusian", "ruble"): "BYN", ("belarusian", "rouble"): "BYN", ("japanese", "yen"): "JPY"},
    **{
        ("chinese", "yuan"): "CNY",
        ("south korean", "won"): "KRW",
        ("korean", "won"): "KRW",
        ("israeli", "shekel"): "ILS",
    },
    **{("ukrainian", "hryvnia"): "UAH", ("polish", "zloty"): "PLN", ("hungarian", "forint"): "HUF"},
}
_AT_HOME: Final = {
    **{("ca", "dollar"): "CAD", ("au", "dollar"): "AUD", ("nz", "dollar"): "NZD", ("sg", "dollar"): "SGD"},
    **{("hk", "dollar"): "HKD", ("in", "rupee"): "INR", ("pk", "rupee"): "PKR", ("lk", "rupee"): "LKR"},
    **{("mx", "peso"): "MXN", ("ph", "peso"): "PHP", ("ar", "peso"): "ARS", ("no", "krone"): "NOK"},
    **{("dk", "krone"): "DKK", ("ch", "franc"): "CHF", ("ke", "shilling"): "KES", ("tr", "lira"): "TRY"},
    **{("ae", "dirham"): "AED", ("sa", "riyal"): "SAR", ("jp", "yen"): "JPY", ("cn", "yuan"): "CNY"},
}
"""What a currency's bare name means to an outlet whose address ends so."""
_BARE: Final = {"$": "dollar", "rs": "rupee", "kr": "krone"}


UNIT_WORDS: Final = frozenset(
    {
        *_UNITS,
        *(f"{unit}s" for unit in _UNITS if " " not in unit and unit != "reais"),
        *_PLURALS,
        "cent",
        "cents",
    }
)
"""The names of currencies as they stand behind a number."""


def currency_of_sign(sign: str, home: str = "") -> str | None:
    """Return the code of the currency that a sign before a number means.

    Args:
        sign: "$", "US$", "€", "Rs" or a code.
        home: the last part of the outlet's host ("ca"), which settles whose dollars a bare "$" means.
    """
    if sign in CODES:
        return sign
    key = sign.casefold()
    return _AT_HOME.get((home, _BARE.get(key, ""))) or _SIGNS[key]


def currency_of_unit(unit: str, people: str = "", home: str = "") -> str | None:
    """Return the code of the currency that a name behind a number means.

    Args:
        unit: one of ``UNIT_WORDS``, or a code.
        people: the word before it that says whose it is ("Canadian"); empty for none.
        home: the last part of the outlet's host, which settles whose it is where the words do not.
    """
    if unit in CODES:
        return unit
    name = _PLURALS.get(unit) or (unit if unit in _UNITS else unit.removesuffix("s"))
    if people:
        return _PEOPLES.get((people.casefold(), name))
    return _AT_HOME.get((home, name)) or _UNITS[name]
