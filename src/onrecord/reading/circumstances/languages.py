"""Languages, and the outlets that publish in others than English.

The outlets are those that English-language news quotes from most, without those that publish in English as often;
one that is missing is still known by the article's own words ("the Italian daily"), or by a name that begins with
another language's article ("La", "Der").
"""

from __future__ import annotations

import re
from typing import Final

from onrecord.reading.speakers.lexicon import bag

LANGUAGES: Final = bag(
    "Afrikaans Albanian Amharic Arabic Armenian Azerbaijani Azeri Basque Belarusian Bengali Bosnian Bulgarian Burmese "
    "Cantonese Catalan Chinese Croatian Czech Danish Dari Dutch Estonian Farsi Finnish Flemish French Georgian German "
    "Greek Hausa Hebrew Hindi Hungarian Icelandic Igbo Indonesian Italian Japanese Kazakh Khmer Korean Kurdish Kyrgyz "
    "Latvian Lithuanian Macedonian Malay Mandarin Mongolian Montenegrin Nepali Norwegian Pashto Persian Polish "
    "Portuguese Punjabi Quechua Romanian Russian Serbian Sinhala Slovak Slovene Slovenian Somali Spanish Swahili "
    "Swedish Tagalog Tajik Tamil Thai Tibetan Turkish Turkmen Ukrainian Urdu Uyghur Uzbek Vietnamese Xhosa Yiddish "
    "Yoruba Zulu"
)

ENGLISH: Final = frozenset(
    {
        *(
            "United States",
            "United Kingdom",
            "Canada",
            "Australia",
            "New Zealand",
            "Ireland",
            "Northern Ireland",
        ),
        *(
            "Scotland",
            "Wales",
            "England",
            "Jamaica",
            "Barbados",
            "Bahamas",
            "Trinidad and Tobago",
            "Guyana",
            "Belize",
        ),
        *(
            "Nigeria",
            "Ghana",
            "Kenya",
            "Uganda",
            "Zambia",
            "Zimbabwe",
            "South Africa",
            "Botswana",
            "Namibia",
            "Malawi",
        ),
        *(
            "Sierra Leone",
            "Liberia",
            "Gambia",
            "Tanzania",
            "India",
            "Pakistan",
            "Bangladesh",
            "Sri Lanka",
            "Malta",
        ),
        *("Singapore", "Philippines", "Fiji", "Papua New Guinea", "European Union", "Malaysia", "Rwanda"),
    }
)
"""Countries in which news is published in English first, or as often as in other languages."""

_OUTLETS: Final = """
Italian|Corriere della Sera|La Repubblica|Repubblica|La Stampa|Il Foglio|Il Giornale|Il Sole 24 Ore|Il Messaggero
Italian|Il Fatto Quotidiano|Avvenire|L'Espresso|RAI|Rai 1|Rai 3|La7|Rete 4|Canale 5|TG1|Sky TG24
Italian|Gazzetta dello Sport
French|Le Monde|Le Figaro|Libération|La Tribune|Les Echos|Le Parisien|L'Express|L'Obs|Le Point|La Croix
French|L'Équipe|L'Equipe|Ouest-France|Sud Ouest|Mediapart|Charlie Hebdo|Le Soir|Le Temps|Le Journal du Dimanche|JDD
French|TF1|BFM TV|BFMTV|BFM|France Inter|France Info|Franceinfo|France 2|France 3|RTL|RMC|Europe 1|CNews|LCI
French|Jeune Afrique
French|Radio-Canada|La Presse|Le Devoir|Paris Match|L'Humanité|RTBF|Journal de Montréal
German|Der Spiegel|Bild|Bild am Sonntag|Die Welt|Welt am Sonntag|Die Zeit|Süddeutsche Zeitung|Handelsblatt
German|Frankfurter Allgemeine Zeitung|Frankfurter Allgemeine|FAZ|Tagesspiegel|Der Tagesspiegel
German|Die Tageszeitung
German|Neue Zürcher Zeitung|NZZ|Tages-Anzeiger|Der Standard|Die Presse|Kronen Zeitung|Kurier|ARD|ZDF|ORF
German|Deutschlandfunk|Rheinische Post|Funke|RND|Passauer Neue Presse|Augsburger Allgemeine|WirtschaftsWoche
Spanish|El País|El Pais|El Mundo|La Vanguardia|El Confidencial|El Periódico|La Razón|Cadena SER|TVE|Antena 3
Spanish|Clarín|Clarin|La Nación|La Nacion|Página 12|El Universal|Excélsior|Milenio
Spanish|La Jornada
Spanish|El Tiempo|El Espectador|El Comercio|La Tercera|El Mercurio|Granma|El Nacional
Spanish|Televisa|TV Azteca|Telesur|teleSUR|La Opinión|El Nuevo Herald|El Nuevo Día|El Diario|CNN en Español
Portuguese|Folha de S.Paulo|Folha de São Paulo|Folha|O Globo|Globo|GloboNews|O Estado de S. Paulo|Estadão
Portuguese|Público|Expresso
Russian|TASS|Tass|ITAR-TASS|RIA Novosti|Interfax|Kommersant|Vedomosti|Izvestia|Komsomolskaya Pravda
Russian|Rossiyskaya Gazeta
Russian|Novaya Gazeta|Argumenty i Fakty|Rossiya 1|Rossiya-1|Rossiya 24|Rossiya|Channel One|NTV|REN TV|Dozhd
Russian|Echo of Moscow
Russian|Moskovsky Komsomolets|Gazeta.ru|Lenta.ru|Meduza|Belta|BelTA
Ukrainian|Ukrainska Pravda|Ukrayinska Pravda|Ukrinform|Suspilne|Hromadske|UNIAN
Polish|Gazeta Wyborcza|Rzeczpospolita|Polsat|Polsat News|TVN|TVN24|TVP|RMF FM|Onet|Polskie Radio
Dutch|De Telegraaf|De Volkskrant|NRC Handelsblad|De Standaard|De Morgen|Het Laatste Nieuws|VRT
Dutch|Algemeen Dagblad
Swedish|Aftonbladet|Dagens Nyheter|Expressen|Svenska Dagbladet|SVT|Sveriges Radio
Danish|Berlingske|Politiken|Jyllands-Posten|Ekstra Bladet
Norwegian|Aftenposten|NRK|Dagbladet|TV2
Finnish|Helsingin Sanomat|Yle|Ilta-Sanomat|Iltalehti
Greek|Kathimerini|Ta Nea|To Vima|Proto Thema|Skai
Hungarian|Magyar Nemzet|Kossuth Radio|Népszabadság
Czech|Lidové noviny|Mladá fronta Dnes|Právo|Hospodářské noviny
Romanian|Adevărul|Digi24|Antena 3 CNN
Serbian|Blic|Večernje novosti|Tanjug
Croatian|Jutarnji list|Večernji list
Turkish|Hürriyet|Hurriyet|Milliyet|Cumhuriyet|Sözcü|NTV Turkey|CNN Türk|CNN Turk|Haberturk|Anadolu
Turkish|Anadolu Agency|Yeni Safak|Yeni Şafak|A Haber|TRT Haber
Hebrew|Yedioth Ahronoth|Yediot Ahronot|Maariv|Ma'ariv|Israel Hayom
Hebrew|Army Radio
Arabic|Al-Ahram|al Sabaah|Al-Sabah|Al Sabah|Asharq al-Awsat|Asharq Al-Awsat|Al-Hayat|Al Hayat
Arabic|An-Nahar|Al-Akhbar
Arabic|Al-Manar|Al-Quds al-Arabi|Al Mayadeen|SANA
Persian|IRNA|Fars|Fars News|Fars News Agency|Tasnim|Mehr|ISNA|Kayhan|Shargh
Chinese|Xinhua|People's Daily|Caixin|Ming Pao|Apple Daily|Sing Tao|Liberty Times
Japanese|Asahi Shimbun|Asahi|Yomiuri|Yomiuri Shimbun|Mainichi|Mainichi Shimbun|Nikkei|Sankei|Sankei Shimbun
Japanese|Kyodo|NHK
Korean|Chosun Ilbo|JoongAng Ilbo|Dong-A Ilbo|Hankyoreh|KBS|KCNA|Korean Central TV
Korean|Korean Central Television|Korean Central News Agency|Rodong Sinmun|MBC
Hindi|Dainik Jagran|Aaj Tak|Dainik Bhaskar
Indonesian|Kompas|Detik
Vietnamese|Tuoi Tre|VnExpress|Thanh Nien
"""


def _read() -> dict[str, str]:
    found = {}
    for line in _OUTLETS.strip().splitlines():
        language, *names = line.split("|")
        found.update(dict.fromkeys(names, language))
    return found


OUTLETS: Final = _read()
"""Outlets by name, and the language that each publishes in."""

OUTLET_WORDS: Final = frozenset(re.findall(r"\w+", name)[0] for name in OUTLETS)
"""The first words of those names."""

OUTLET: Final = re.compile(
    rf"(?<![\w-])(?:{'|'.join(re.escape(name) for name in sorted(OUTLETS, key=len, reverse=True))})(?![\w-])"
)
"""An expression for the name of such an outlet."""
