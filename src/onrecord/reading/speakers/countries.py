"""Countries and the states of the USA: their names, nationality words and seats of government.
 Libraries that keep country names (Babel, pycountry, countrynames) have neither nationality words nor seats
of government, so this table is our own, from general knowledge. One line a country: its name, other names,
nationality words, and the cities that stand for its government, separated by bars.
"""

from __future__ import annotations

_COUNTRIES = """
Afghanistan||Afghan|Kabul
Albania||Albanian|Tirana
Algeria||Algerian|Algiers
Angola||Angolan|Luanda
Argentina||Argentine,Argentinian|Buenos Aires
Armenia||Armenian|Yerevan
Australia||Australian,Aussie|Canberra
Austria||Austrian|Vienna
Azerbaijan||Azerbaijani,Azeri|Baku
Bahamas|the Bahamas|Bahamian|Nassau
Bahrain||Bahraini|Manama
Bangladesh||Bangladeshi|Dhaka
Barbados||Barbadian|Bridgetown
Belarus||Belarusian|Minsk
Belgium||Belgian|
Belize||Belizean|Belmopan
Benin||Beninese|Porto-Novo
Bhutan||Bhutanese|Thimphu
Bolivia||Bolivian|La Paz
Bosnia|Bosnia and Herzegovina|Bosnian|Sarajevo
Botswana||Botswanan|Gaborone
Brazil||Brazilian|Brasilia,Brasília
Brunei||Bruneian|
Bulgaria||Bulgarian|Sofia
Burkina Faso||Burkinabe|Ouagadougou
Burundi||Burundian|Bujumbura
Cambodia||Cambodian|Phnom Penh
Cameroon||Cameroonian|Yaounde
Canada||Canadian|Ottawa
Central African Republic||Central African|Bangui
Chad||Chadian|N'Djamena
Chile||Chilean|Santiago
China|People's Republic of China|Chinese|Beijing,Peking
Colombia||Colombian|Bogota,Bogotá
Congo|Democratic Republic of the Congo,DRC|Congolese|Kinshasa
Costa Rica||Costa Rican|San Jose
Croatia||Croatian|Zagreb
Cuba||Cuban|Havana
Cyprus||Cypriot|Nicosia
Czech Republic|Czechia|Czech|Prague
Denmark||Danish,Dane|Copenhagen
Djibouti||Djiboutian|
Dominican Republic||Dominican|Santo Domingo
Ecuador||Ecuadorian,Ecuadorean|Quito
Egypt||Egyptian|Cairo
El Salvador||Salvadoran|
Eritrea||Eritrean|Asmara
Estonia||Estonian|Tallinn
Ethiopia||Ethiopian|Addis Ababa
European Union|EU|European|Brussels
Fiji||Fijian|Suva
Finland||Finnish,Finn|Helsinki
France||French,Frenchman,Frenchwoman|Paris
Gabon||Gabonese|Libreville
Gambia||Gambian|Banjul
Georgia||Georgian|Tbilisi
Germany||German|Berlin
Ghana||Ghanaian|Accra
Greece||Greek|Athens
Guatemala||Guatemalan|
Guinea||Guinean|Conakry
Guyana||Guyanese|Georgetown
Haiti||Haitian|Port-au-Prince
Honduras||Honduran|Tegucigalpa
Hong Kong||Hongkonger|
Hungary||Hungarian|Budapest
Iceland||Icelandic,Icelander|Reykjavik
India||Indian|New Delhi,Delhi
Indonesia||Indonesian|Jakarta
Iran|Islamic Republic of Iran|Iranian|Tehran,Teheran
Iraq||Iraqi|Baghdad
Ireland||Irish,Irishman,Irishwoman|Dublin
Israel||Israeli|Jerusalem
Italy||Italian|Rome
Ivory Coast|Cote d'Ivoire,Côte d'Ivoire|Ivorian|Abidjan
Jamaica||Jamaican|Kingston
Japan||Japanese|Tokyo
Jordan||Jordanian|Amman
Kazakhstan||Kazakh|Astana
Kenya||Kenyan|Nairobi
Kosovo||Kosovar|Pristina
Kuwait||Kuwaiti|Kuwait City
Kyrgyzstan||Kyrgyz|Bishkek
Laos||Laotian|Vientiane
Latvia||Latvian|Riga
Lebanon||Lebanese|Beirut
Liberia||Liberian|Monrovia
Libya||Libyan|Tripoli
Lithuania||Lithuanian|Vilnius
Luxembourg||Luxembourgish|
Madagascar||Malagasy|Antananarivo
Malawi||Malawian|Lilongwe
Malaysia||Malaysian|Kuala Lumpur,Putrajaya
Maldives|the Maldives|Maldivian|
Mali||Malian|Bamako
Malta||Maltese|Valletta
Mauritania||Mauritanian|Nouakchott
Mauritius||Mauritian|Port Louis
Mexico||Mexican|Mexico City
Moldova||Moldovan|Chisinau
Monaco||Monegasque|
Mongolia||Mongolian|Ulaanbaatar
Montenegro||Montenegrin|Podgorica
Morocco||Moroccan|Rabat
Mozambique||Mozambican|Maputo
Myanmar|Burma|Burmese|Naypyidaw
Namibia||Namibian|Windhoek
Nepal||Nepali,Nepalese|Kathmandu
Netherlands|the Netherlands,Holland|Dutch,Dutchman|The Hague
New Zealand||New Zealander,Kiwi|Wellington
Nicaragua||Nicaraguan|Managua
Niger||Nigerien|Niamey
Nigeria||Nigerian|Abuja
North Korea|DPRK|North Korean|Pyongyang
North Macedonia|Macedonia|Macedonian|Skopje
Norway||Norwegian|Oslo
Oman||Omani|Muscat
Pakistan||Pakistani|Islamabad
Palestine|Palestinian Authority|Palestinian|Ramallah
Panama||Panamanian|Panama City
Papua New Guinea||Papuan|Port Moresby
Paraguay||Paraguayan|Asuncion
Peru||Peruvian|Lima
Philippines|the Philippines|Filipino,Filipina,Philippine|Manila
Poland||Polish,Pole|Warsaw
Portugal||Portuguese|Lisbon
Qatar||Qatari|Doha
Romania||Romanian|Bucharest
Russia|Russian Federation|Russian|Moscow
Rwanda||Rwandan|Kigali
Saudi Arabia||Saudi,Saudi Arabian|Riyadh
Senegal||Senegalese|Dakar
Serbia||Serbian,Serb|Belgrade
Sierra Leone||Sierra Leonean|Freetown
Singapore||Singaporean|
Slovakia||Slovak|Bratislava
Slovenia||Slovenian,Slovene|Ljubljana
Somalia||Somali|Mogadishu
South Africa||South African|Pretoria
South Korea|Republic of Korea|South Korean|Seoul
South Sudan||South Sudanese|Juba
Spain||Spanish,Spaniard|Madrid
Sri Lanka||Sri Lankan|Colombo
Sudan||Sudanese|Khartoum
Suriname||Surinamese|Paramaribo
Sweden||Swedish,Swede|Stockholm
Switzerland||Swiss|Bern,Berne
Syria||Syrian|Damascus
Taiwan||Taiwanese|Taipei
Tajikistan||Tajik|Dushanbe
Tanzania||Tanzanian|Dodoma
Thailand||Thai|Bangkok
Togo||Togolese|Lome
Trinidad and Tobago||Trinidadian|Port of Spain
Tunisia||Tunisian|Tunis
Turkey|Türkiye|Turkish,Turk|Ankara
Turkmenistan||Turkmen|Ashgabat
Uganda||Ugandan|Kampala
Ukraine||Ukrainian|Kyiv,Kiev
United Arab Emirates|UAE|Emirati|Abu Dhabi
United Kingdom|UK,U.K,Britain,Great Britain,England,Scotland|British,Briton,English,Scottish|London
United States|United States of America,US,U.S,USA,U.S.A,America|American|Washington
Uruguay||Uruguayan|Montevideo
Uzbekistan||Uzbek|Tashkent
Vatican|Holy See|Vatican|Vatican City
Venezuela||Venezuelan|Caracas
Vietnam||Vietnamese|Hanoi
Wales||Welsh|Cardiff
Yemen||Yemeni|Sanaa,Sana'a
Zambia||Zambian|Lusaka
Zimbabwe||Zimbabwean|Harare
"""

_STATES = """
Alabama|Ala|Alabamian
Alaska||Alaskan
Arizona|Ariz,AZ|Arizonan
Arkansas|Ark,AR|Arkansan
California|Calif,CA|Californian
Colorado|Colo,CO|Coloradan
Connecticut|Conn,CT|
Delaware|Del,DE|
Florida|Fla,FL|Floridian
Georgia|Ga,GA|Georgian
Hawaii||Hawaiian
Idaho|ID|Idahoan
Illinois|Ill,IL|
Indiana|Ind,IN|Hoosier
Iowa|IA|Iowan
Kansas|Kan,KS|Kansan
Kentucky|Ky,KY|Kentuckian
Louisiana|La,LA|
Maine|ME|
Maryland|Md,MD|
Massachusetts|Mass,MA|
Michigan|Mich,MI|
Minnesota|Minn,MN|Minnesotan
Mississippi|Miss,MS|
Missouri|Mo,MO|
Montana|Mont,MT|
Nebraska|Neb,NE|Nebraskan
Nevada|Nev,NV|Nevadan
New Hampshire|N.H,NH|
New Jersey|N.J,NJ|
New Mexico|N.M,NM|
New York|N.Y,NY|New Yorker
North Carolina|N.C,NC|
North Dakota|N.D,ND|
Ohio|OH|Ohioan
Oklahoma|Okla,OK|Oklahoman
Oregon|Ore,OR|Oregonian
Pennsylvania|Pa,PA|Pennsylvanian
Rhode Island|R.I,RI|
South Carolina|S.C,SC|
South Dakota|S.D,SD|
Tennessee|Tenn,TN|
Texas|Tex,TX|Texan
Utah|UT|Utahn
Vermont|Vt,VT|Vermonter
Virginia|Va,VA|Virginian
Washington state|Wash,WA|
West Virginia|W.Va,WV|
Wisconsin|Wis,WI|
Wyoming|Wyo,WY|
"""


def _split(field: str) -> list[str]:
    return [part for part in field.split(",") if part]


def _read() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    names: dict[str, str] = {}
    nationalities: dict[str, str] = {}
    seats: dict[str, str] = {}
    for line in _STATES.strip().splitlines():
        name, others, peoples = line.split("|")
        names.update((_key(word), name) for word in (name, *_split(others)))
        nationalities.update((_key(word), name) for word in _split(peoples))
    for line in _COUNTRIES.strip().splitlines():
        name, others, peoples, cities = line.split("|")
        names.update((_key(word), name) for word in (name, *_split(others)))
        nationalities.update((_key(word), name) for word in _split(peoples))
        seats.update((_key(word), name) for word in _split(cities))
    return names, nationalities, seats


def _key(words: str) -> str:
    """Return an entry's form to look it up by: codes ("US", "IN") as they are, all else case-folded."""
    return words if len(words) < 4 and words.isupper() else words.casefold()


NAMES, NATIONALITIES, SEATS = _read()
"""Names, nationality words and seats of government, each with the name of its country."""


def _longest() -> dict[str, int]:
    """Return how many words the longest entry has that begins with a word, by that word, case-folded."""
    found: dict[str, int] = {}
    for entry in (*NAMES, *NATIONALITIES, *SEATS):
        parts = entry.casefold().split(" ")
        found[parts[0]] = max(found.get(parts[0], 0), len(parts))
    return found


_LONGEST = _longest()


def country_of(words: str) -> str | None:
    """Return the country that a name, a nationality word or a seat of government stands for, ``None`` for
    none."""
    key = _key(words)
    return NAMES.get(key) or NATIONALITIES.get(key) or SEATS.get(key)


def countries_in(words: list[str]) -> set[str]:
    """Return the countries that words speak of, by name, nationality or seat; the longest entry counts."""
    found = set()
    at = 0
    while at < len(words):
        longest = _LONGEST.get(words[at].casefold(), 0)
        for size in range(min(longest, len(words) - at), 0, -1):
            country = country_of(" ".join(words[at : at + size]))
            if country is not None:
                found.add(country)
                at += size
                break
        else:
            at += 1
    return found
