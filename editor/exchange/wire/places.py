"""Names most desks know: countries, large regions and cities, news desks, everyday topics; a small
list of our own, to tell a place from a topic."""

from __future__ import annotations

_PLACES = """
Afghanistan|Albania|Algeria|Andorra|Angola|Argentina|Armenia|Australia|Austria|Azerbaijan|Bahamas
Bahrain|Bangladesh|Barbados|Belarus|Belgium|Belize|Benin|Bhutan|Bolivia|Bosnia
Bosnia and Herzegovina|Botswana|Brazil|Brunei|Bulgaria|Burkina Faso|Burundi|Cambodia|Cameroon
Canada|Cape Verde|Chad|Chile
Central African Republic|China|Colombia|Comoros|Congo|Costa Rica|Croatia|Cuba|Cyprus|Czech Republic
Czechia|Denmark|Djibouti|Dominica|Dominican Republic|DR Congo|East Timor|Ecuador|Egypt|El Salvador
England|Equatorial Guinea|Eritrea|Estonia|Eswatini|Ethiopia|Fiji|Finland|France|Gabon|Gambia|Georgia
Germany|Ghana|Greece|Greenland|Grenada|Guatemala|Guinea|Guinea-Bissau|Guyana|Haiti|Honduras|Hungary
Iceland|India|Indonesia|Iran|Iraq|Ireland|Israel|Italy|Ivory Coast|Jamaica|Japan|Jordan|Kazakhstan
Kenya|Kiribati|Kosovo|Kuwait|Kyrgyzstan|Laos|Latvia|Lebanon|Lesotho|Liberia|Libya|Liechtenstein
Lithuania|Luxembourg|Madagascar|Malawi|Malaysia|Maldives|Mali|Malta|Mauritania|Mauritius|Mexico
Micronesia|Moldova|Monaco|Mongolia|Montenegro|Morocco|Mozambique|Myanmar|Namibia|Nauru|Nepal
Netherlands|New Zealand|Nicaragua|Niger|Nigeria|North Korea|North Macedonia|Northern Ireland|Norway
Oman|Pakistan|Palau|Palestine|Panama|Papua New Guinea|Paraguay|Peru|Philippines|Poland|Portugal
Puerto Rico|Qatar|Romania|Russia|Rwanda|Samoa|San Marino|Saudi Arabia|Scotland|Senegal|Serbia
Seychelles|Sierra Leone|Singapore|Slovakia|Slovenia|Solomon Islands|Somalia|South Africa|South Korea
South Sudan|Spain|Sri Lanka|Sudan|Suriname|Sweden|Switzerland|Syria|Taiwan|Tajikistan|Tanzania
Thailand|Togo|Tonga|Trinidad and Tobago|Tunisia|Turkey|Türkiye|Turkmenistan|Tuvalu|Uganda|Ukraine
United Arab Emirates|UAE|United Kingdom|UK|Britain|Great Britain|United States|US|USA|U.S.|Uruguay
Uzbekistan|Vanuatu|Vatican|Venezuela|Vietnam|Wales|Western Sahara|Yemen|Zambia|Zimbabwe|Hong Kong
Africa|Antarctica|Asia|Europe|North America|South America|Latin America|Middle East|Oceania|Americas
Balkans|Caucasus|Caribbean|Central Asia|Gaza|West Bank|Crimea|Donbas|Nagorny Karabakh
Nagorno-Karabakh|Kashmir|Tibet|Xinjiang|Catalonia|Scandinavia|Sahel|Arctic|Siberia|Kurdistan
Abu Dhabi|Addis Ababa|Amsterdam|Ankara|Athens|Baghdad|Baku|Bangkok|Barcelona|Beijing|Beirut|Belgrade
Berlin|Bogota|Brasilia|Brussels|Bucharest|Budapest|Buenos Aires|Cairo|Canberra|Caracas|Chicago
Copenhagen|Damascus|Delhi|New Delhi|Dhaka|Doha|Dubai|Dublin|Edinburgh|Geneva|Hanoi|Harare|Havana
Helsinki|Islamabad|Istanbul|Jakarta|Jerusalem|Johannesburg|Kabul|Kathmandu|Khartoum|Kyiv|Lagos|Lima
Lisbon|London|Los Angeles|Luanda|Madrid|Manila|Melbourne|Milan|Minsk|Moscow|Mumbai|Nairobi|New York
Oslo|Ottawa|Paris|Prague|Quito|Rabat|Riga|Rio de Janeiro|Riyadh|Rome|San Francisco|Santiago|Sarajevo
Seoul|Shanghai|Sofia|Stockholm|Sydney|Tallinn|Tbilisi|Tehran|Tel Aviv|Tokyo|Toronto|Tripoli|Tunis
Ulaanbaatar|Vienna|Vilnius|Warsaw|Washington|Wellington|Yerevan|Zagreb|Zurich|California|Texas|Florida
Allemagne|Angleterre|Arménie|Azerbaïdjan|Belgique|Brésil|Chine|Espagne|États-Unis|Grèce|Italie|Japon
Liban|Maroc|Mexique|Pays-Bas|Pologne|Royaume-Uni|Russie|Suède|Suisse|Syrie|Tunisie|Turquie|Algérie
Deutschland|Österreich|Schweiz|Frankreich|Italien|Spanien|Griechenland|Russland|Türkei|Polen|Ungarn
Großbritannien|Niederlande|Schweden|Norwegen|Dänemark|Japan|China|USA|Armenien|Aserbaidschan|Europa
España|Francia|Alemania|Italia|México|Estados Unidos|Reino Unido|Rusia|Ucrania|Turquía|Brasil|Perú
Россия|Украина|Армения|Азербайджан|Германия|Франция|США|Китай|Европа|Грузия|Турция|Москва
Հայաստան|Ադրբեջան|Ռուսաստան|Վրաստան|Թուրքիա|Ֆրանսիա|ԱՄՆ|Արցախ|Երևան
مصر|لبنان|سوريا|العراق|الأردن|السعودية|فلسطين|إسرائيل|فرنسا|روسيا|أرمينيا|أذربيجان|الشرق الأوسط
भारत|पाकिस्तान|चीन|अमेरिका|रूस|नेपाल|दिल्ली|日本|中国|韓国|米国|ロシア|東京|アメリカ|フランス|ドイツ
"""
_DESKS = """
World|World News|International|UK News|US News|National|Domestic|Local|Regional|Home News|Politics
Sport|Sports|Business|Finance|Money|Economy|Markets|Culture|Arts|Entertainment|Lifestyle|Life|Style
Technology|Tech|Science|Health|Environment|Education|Opinion|Comment|Editorial|Analysis|Features
Travel|Food|Books|Film|Music|Media|Weather|Obituaries|Crime|Law|Society|News|Top News|Magazine
Monde|Politique|Économie|Culture|Société|Sciences|Santé|Environnement|Éducation|Actualité
Welt|Ausland|Inland|Politik|Wirtschaft|Kultur|Gesellschaft|Wissenschaft|Panorama|Feuilleton
Mundo|Internacional|Política|Economía|Cultura|Deportes|Sociedad|Ciencia|Salud|Nacional|Tecnología
Esteri|Cronaca|Politica|Economia|Cultura|Esporte|Ciência|Saúde|Buitenland|Binnenland|Economie
В мире|Мир|Политика|Экономика|Общество|Культура|Спорт|Наука|Աշխարհ|Քաղաքականություն|Մշակույթ
Տնտեսություն|Սպորտ|Հասարակություն|Միջազգային|عالم|العالم|سياسة|اقتصاد|ثقافة|رياضة|مجتمع|صحة|علوم
दुनिया|देश|राजनीति|खेल|व्यापार|मनोरंजन|विज्ञान|国際|政治|経済|社会|文化|スポーツ|科学|国内
"""
_TOPICS = """
Conflict|War|Peace|Diplomacy|Elections|Election|Climate|Climate change|Energy|Migration|Immigration
Refugees|Human rights|Terrorism|Security|Defence|Defense|Military|Trade|Inflation|Jobs|Employment
Housing|Transport|Aviation|Agriculture|Farming|Religion|Women|Children|Youth|Justice|Courts|Police
Protests|Strikes|Floods|Earthquake|Earthquakes|Wildfires|Disasters|Pandemic|Covid-19|Coronavirus
Football|Soccer|Cricket|Rugby|Tennis|Cycling|Athletics|Olympics|Motorsport|Basketball|Baseball|Golf
Art|Theatre|Theater|Television|Celebrity|Fashion|Royals|Space|Artificial intelligence|AI|Internet
Cybersecurity|Privacy|Banking|Oil|Gas|Tax|Budget|Poverty|Inequality|Corruption|Democracy|Sanctions
Nuclear|Treaty|Ceasefire|Border|Water|Wildlife|Biodiversity|Pollution|Unions|Conflit|Guerre|Paix
Konflikt|Krieg|Frieden|Wahlen|Klima|Klimawandel|Conflicto|Guerra|Paz|Elecciones|Cambio climático
Конфликт|Война|Выборы|Հակամարտություն|Պատերազմ|Ընտրություններ|صراع|حرب|سلام|انتخابات|संघर्ष|युद्ध
चुनाव|戦争|選挙|紛争|気候変動
"""


def _set(rows: str) -> frozenset[str]:
    return frozenset(name.casefold() for row in rows.split("\n") for name in row.split("|") if name)


PLACES, DESKS, TOPICS = _set(_PLACES), _set(_DESKS), _set(_TOPICS)
"""Names in lower case."""
