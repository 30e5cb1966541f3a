"""What people write for a State that is no name of it: offered to them, never read as it.

Peoples are the usual English words; those of the members of the United Nations were
compared with the citizen names of the country register of the United Kingdom's Foreign and
Commonwealth Office (Open Government Licence) in November 2026.  A people, a part of a State
and a name that two States share say too little: a Chinese may have a passport of Hong Kong.
"""

from typing import Final

from crosscheck.language.names.tables import table

PEOPLES: Final = table("""
AD: Andorran
AE: Emirati
AF: Afghan; Afghani
AG: Antiguan; Barbudan
AI: Anguillan
AL: Albanian
AM: Armenian
AO: Angolan
AR: Argentine; Argentinian; Argentinean
AS: American Samoan
AT: Austrian
AU: Australian
AW: Aruban
AX: Ålander
AZ: Azerbaijani; Azeri
BA: Bosnian; Herzegovinian
BB: Barbadian; Bajan
BD: Bangladeshi
BE: Belgian
BF: Burkinabe; Burkinan
BG: Bulgarian
BH: Bahraini
BI: Burundian
BJ: Beninese
BM: Bermudian
BN: Bruneian
BO: Bolivian
BR: Brazilian
BS: Bahamian
BT: Bhutanese
BW: Botswanan; Motswana
BY: Belarusian; Belarussian; Byelorussian
BZ: Belizean
CA: Canadian
CF: Central African
CH: Swiss
CI: Ivorian
CK: Cook Islander
CL: Chilean
CM: Cameroonian
CN: Chinese
CO: Colombian
CR: Costa Rican
CU: Cuban
CV: Cape Verdean; Cabo Verdean
CW: Curaçaoan
CY: Cypriot
CZ: Czech
DE: German
DJ: Djiboutian
DK: Danish; Dane
DZ: Algerian
EC: Ecuadorian; Ecuadorean
EE: Estonian
EG: Egyptian
EH: Sahrawi
ER: Eritrean
ES: Spanish; Spaniard
ET: Ethiopian
FI: Finnish; Finn
FJ: Fijian
FK: Falkland Islander
FM: Micronesian
FO: Faroese
FR: French; Frenchman; Frenchwoman
GA: Gabonese
GB: British; Briton; English; Englishman; Englishwoman; Scottish; Scot; Welsh; Northern Irish
GD: Grenadian
GE: Georgian
GH: Ghanaian
GI: Gibraltarian
GL: Greenlandic; Greenlander
GM: Gambian
GN: Guinean
GQ: Equatorial Guinean
GR: Greek
GT: Guatemalan
GU: Guamanian
GW: Bissau-Guinean
GY: Guyanese
HK: Hongkonger; Hong Konger; Hong Kong Chinese
HN: Honduran
HR: Croatian; Croat
HT: Haitian
HU: Hungarian
ID: Indonesian
IE: Irish; Irishman; Irishwoman
IL: Israeli
IM: Manx
IN: Indian
IQ: Iraqi
IR: Iranian; Persian
IS: Icelandic; Icelander
IT: Italian
JM: Jamaican
JO: Jordanian
JP: Japanese
KE: Kenyan
KG: Kyrgyz; Kirghiz; Kyrgyzstani
KH: Cambodian; Khmer
KI: I-Kiribati
KM: Comoran; Comorian
KN: Kittitian; Nevisian
KP: North Korean
KR: South Korean
KW: Kuwaiti
KY: Caymanian
KZ: Kazakh; Kazakhstani
LA: Laotian
LB: Lebanese
LC: Saint Lucian; St Lucian
LI: Liechtensteiner
LK: Sri Lankan
LR: Liberian
LS: Basotho; Mosotho
LT: Lithuanian
LU: Luxembourgish; Luxembourger
LV: Latvian
LY: Libyan
MA: Moroccan
MC: Monegasque; Monacan
MD: Moldovan; Moldavian
ME: Montenegrin
MG: Malagasy
MH: Marshallese; Marshall Islander
MK: Macedonian; North Macedonian
ML: Malian
MM: Burmese; Myanmar national
MN: Mongolian; Mongol
MO: Macanese
MR: Mauritanian
MS: Montserratian
MT: Maltese
MU: Mauritian
MV: Maldivian
MW: Malawian
MX: Mexican
MY: Malaysian; Malay
MZ: Mozambican
NA: Namibian
NC: New Caledonian
NE: Nigerien
NG: Nigerian
NI: Nicaraguan
NL: Dutch; Dutchman; Dutchwoman; Netherlander
NO: Norwegian
NP: Nepalese; Nepali
NR: Nauruan
NU: Niuean
NZ: New Zealander; Kiwi
OM: Omani
PA: Panamanian
PE: Peruvian
PF: French Polynesian
PG: Papua New Guinean; Papuan
PH: Filipino; Filipina; Philippine
PK: Pakistani
PL: Polish; Pole
PR: Puerto Rican
PS: Palestinian
PT: Portuguese
PW: Palauan
PY: Paraguayan
QA: Qatari
RO: Romanian; Rumanian
RS: Serbian; Serb
RU: Russian
RW: Rwandan
SA: Saudi; Saudi Arabian
SB: Solomon Islander
SC: Seychellois
SD: Sudanese
SE: Swedish; Swede
SG: Singaporean
SH: Saint Helenian
SI: Slovenian; Slovene
SK: Slovak; Slovakian
SL: Sierra Leonean
SM: Sammarinese; San Marinese
SN: Senegalese
SO: Somali; Somalian
SR: Surinamese; Surinamer
SS: South Sudanese
ST: Sao Tomean
SV: Salvadoran; Salvadorean; Salvadorian
SY: Syrian
SZ: Swazi; Eswatini national
TD: Chadian
TG: Togolese
TH: Thai
TJ: Tajik; Tadzhik; Tajikistani
TL: East Timorese; Timorese
TM: Turkmen; Turkoman
TN: Tunisian
TO: Tongan
TR: Turkish; Turk
TT: Trinidadian; Tobagonian
TV: Tuvaluan
TW: Taiwanese
TZ: Tanzanian
UA: Ukrainian
UG: Ugandan
US: American; US citizen
UY: Uruguayan
UZ: Uzbek; Uzbekistani
VA: Vatican citizen
VC: Vincentian; Saint Vincentian
VE: Venezuelan
VN: Vietnamese
VU: Ni-Vanuatu; Vanuatuan
WS: Samoan
XK: Kosovar; Kosovan
YE: Yemeni; Yemenite
ZA: South African
ZM: Zambian
ZW: Zimbabwean
""")
"""The people of each State; set off by semicolons.  A word for two peoples stands in `SHARED`."""

SHARED: Final = table("""
Korean; Korea; Корея: KR; KP
Congolese; Congo; 刚果; 剛果; Конго: CD; CG
Dominican: DO; DM
한국: KR
Republic of China; 中华民国; 中華民國; Китайская Республика: TW; CN
Virgin Islands: VG; VI
Saint Martin; St Martin: MF; SX
Channel Islands: GG; JE
England; Scotland; Wales; Northern Ireland; 英格兰; 苏格兰; Англия; Шотландия: GB
British Isles: GB; IE
Tibet; Xinjiang; Inner Mongolia; 西藏; 新疆: CN
Zanzibar: TZ
Chechnya; Tatarstan: RU
Karakalpakstan: UZ
Hawaii: US
Soviet Union; USSR; СССР; 苏联; SU; SUN: RU; KZ; UA; UZ; BY; KG; TJ; AZ; AM; GE; MD; TM; LT; LV; EE
Yugoslavia; Югославия: RS; HR; BA; MK; SI; ME; XK
Serbia and Montenegro: RS; ME
FYROM: MK
Czechoslovakia; Чехословакия: CZ; SK
East Germany; West Germany; GDR: DE
Zaire: CD
Dahomey: BJ
Rhodesia: ZW
Persia: IR
Siam: TH
""")
"""Words for parts of a State, for States that are no more, and for two at once, and the States that may be meant, first the likeliest.

Those of the Soviet Union stand in the order of use at these borders.
"""

CODES: Final = table("""
CSK: CZ; SK
BYS: BY
DHY: BJ
HVO: BF
NHB: VU
RHO: ZW
VDR: VN
ROM: RO
XXK; KOS: XK
KS: XK; KG; KR
GER: DE
SUI: CH
NED: NL
""")
"""Codes that papers and registers bear beside those of `cldr_offered.FORMER`, and what they may mean.

Former codes of the table of ISO 3166-3 that CLDR lacks.  `ROM` was Romania's in ISO 3166-1 until 2002; `XXK` is
Kosovo in Norway's population register; `KS` has been written for Kosovo and, on vehicles, for Kyrgyzstan, and is
South Korea in FIPS 10-4.  `GER`, `SUI` and `NED` are those of sport.
"""

NO_STATE: Final = (
    "XCT", "TRNC", "Northern Cyprus", "North Cyprus", "Turkish Republic of Northern Cyprus", "Северный Кипр", "北塞浦路斯",
    "KKTC", "Kuzey Kıbrıs", "Kuzey Kıbrıs Türk Cumhuriyeti",
    "WSA", "World Service Authority", "World passport", "Abkhazia", "Абхазия", "South Ossetia", "Южная Осетия",
    "Transnistria", "Приднестровье", "Somaliland", "Nagorno-Karabakh", "Artsakh", "Kurdistan", "Sealand",
)  # fmt: skip
"""What documents name as their issuer and neither ISO 3166-1 nor Doc 9303 has: whose national the holder is, the holder says."""
