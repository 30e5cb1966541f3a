"""The codes and names of States, as data: see `states.py` for how they are read.

Codes are those of ISO 3166-1 (249 entries, compared with the list of the tz database,
`iso3166.tab`, as of ISO/TC 46 N1108) and of ICAO Doc 9303 part 3, section 5, for what is
no country.  Names are the usual English short names, with others in common use behind
them, those of CLDR in `cldr.py` aside.  A name that could mean two States (Congo, Korea) is left out on purpose: whoever
writes it is asked.

Listing a code or a name takes no position on any claim to territory.
"""

from typing import Final

from crosscheck.language.names.tables import table

ISO_3166: Final = table("""
AD: AND; Andorra
AE: ARE; United Arab Emirates; UAE; Emirates; ОАЭ; БАӘ
AF: AFG; Afghanistan
AG: ATG; Antigua and Barbuda
AI: AIA; Anguilla
AL: ALB; Albania
AM: ARM; Armenia
AO: AGO; Angola
AQ: ATA; Antarctica
AR: ARG; Argentina
AS: ASM; American Samoa
AT: AUT; Austria
AU: AUS; Australia
AW: ABW; Aruba
AX: ALA; Åland Islands; Aland
AZ: AZE; Azerbaijan
BA: BIH; Bosnia and Herzegovina; Bosnia
BB: BRB; Barbados
BD: BGD; Bangladesh
BE: BEL; Belgium
BF: BFA; Burkina Faso; Upper Volta
BG: BGR; Bulgaria
BH: BHR; Bahrain
BI: BDI; Burundi
BJ: BEN; Benin
BL: BLM; Saint Barthélemy
BM: BMU; Bermuda
BN: BRN; Brunei; Brunei Darussalam
BO: BOL; Bolivia; Plurinational State of Bolivia
BQ: BES; Bonaire, Sint Eustatius and Saba; Caribbean Netherlands
BR: BRA; Brazil
BS: BHS; Bahamas; The Bahamas
BT: BTN; Bhutan
BV: BVT; Bouvet Island
BW: BWA; Botswana
BY: BLR; Belarus; Byelorussia; Белоруссия
BZ: BLZ; Belize
CA: CAN; Canada
CC: CCK; Cocos (Keeling) Islands; Cocos Islands; Keeling Islands
CD: COD; Congo (Kinshasa); Democratic Republic of the Congo; DR Congo; DRC; Congo-Kinshasa; ДР Конго; ДРК
CF: CAF; Central African Republic
CG: COG; Congo (Brazzaville); Republic of the Congo; Congo Republic; Congo-Brazzaville
CH: CHE; Switzerland
CI: CIV; Côte d'Ivoire; Ivory Coast
CK: COK; Cook Islands
CL: CHL; Chile
CM: CMR; Cameroon
CN: CHN; China; People's Republic of China; PRC; Mainland China; КНР; ҚХР; 中华人民共和国; 中國大陸; 中国大陆
CO: COL; Colombia
CR: CRI; Costa Rica
CU: CUB; Cuba
CV: CPV; Cabo Verde; Cape Verde
CW: CUW; Curaçao
CX: CXR; Christmas Island
CY: CYP; Cyprus
CZ: CZE; Czechia; Czech Republic; Чешская Республика
DE: DEU; Germany; D; Federal Republic of Germany; ФРГ
DJ: DJI; Djibouti
DK: DNK; Denmark
DM: DMA; Dominica
DO: DOM; Dominican Republic
DZ: DZA; Algeria
EC: ECU; Ecuador
EE: EST; Estonia
EG: EGY; Egypt
EH: ESH; Western Sahara
ER: ERI; Eritrea
ES: ESP; Spain
ET: ETH; Ethiopia
FI: FIN; Finland
FJ: FJI; Fiji
FK: FLK; Falkland Islands; Malvinas
FM: FSM; Micronesia; Federated States of Micronesia
FO: FRO; Faroe Islands
FR: FRA; France
GA: GAB; Gabon
GB: GBR; United Kingdom; Britain; Great Britain; UK; U.K.; Соединенное Королевство; 联合王国
GD: GRD; Grenada
GE: GEO; Georgia
GF: GUF; French Guiana
GG: GGY; Guernsey
GH: GHA; Ghana
GI: GIB; Gibraltar
GL: GRL; Greenland
GM: GMB; Gambia; The Gambia
GN: GIN; Guinea
GP: GLP; Guadeloupe
GQ: GNQ; Equatorial Guinea
GR: GRC; Greece
GS: SGS; South Georgia and the South Sandwich Islands
GT: GTM; Guatemala
GU: GUM; Guam
GW: GNB; Guinea-Bissau
GY: GUY; Guyana
HK: HKG; Hong Kong; Hong Kong SAR; 香港; Гонконг; Сянган; Hong Kong, China; Гонконг, Китай; 中国香港; 中國香港; Hong Kong Special Administrative Region; Hong Kong Special Administrative Region of China
HM: HMD; Heard Island and McDonald Islands
HN: HND; Honduras
HR: HRV; Croatia
HT: HTI; Haiti
HU: HUN; Hungary
ID: IDN; Indonesia
IE: IRL; Ireland
IL: ISR; Israel
IM: IMN; Isle of Man
IN: IND; India
IO: IOT; British Indian Ocean Territory
IQ: IRQ; Iraq
IR: IRN; Iran; Islamic Republic of Iran
IS: ISL; Iceland
IT: ITA; Italy
JE: JEY; Jersey
JM: JAM; Jamaica
JO: JOR; Jordan
JP: JPN; Japan
KE: KEN; Kenya
KG: KGZ; Kyrgyzstan; Kyrgyz Republic; Kirghizia; Кыргызстан
KH: KHM; Cambodia; Kampuchea
KI: KIR; Kiribati
KM: COM; Comoros
KN: KNA; Saint Kitts and Nevis
KP: PRK; North Korea; Democratic People's Republic of Korea; DPRK; 北朝鲜; Северная Корея
KR: KOR; South Korea; Republic of Korea; ROK; 韓國; Южная Корея
KW: KWT; Kuwait
KY: CYM; Cayman Islands
KZ: KAZ; Kazakhstan; Republic of Kazakhstan; Республика Казахстан; Қазақстан Республикасы; 哈萨克; РК
LA: LAO; Laos; Lao People's Democratic Republic
LB: LBN; Lebanon
LC: LCA; Saint Lucia
LI: LIE; Liechtenstein
LK: LKA; Sri Lanka; Ceylon
LR: LBR; Liberia
LS: LSO; Lesotho
LT: LTU; Lithuania
LU: LUX; Luxembourg
LV: LVA; Latvia
LY: LBY; Libya
MA: MAR; Morocco
MC: MCO; Monaco
MD: MDA; Moldova; Republic of Moldova; Молдавия
ME: MNE; Montenegro
MF: MAF; Saint Martin (French part)
MG: MDG; Madagascar
MH: MHL; Marshall Islands
MK: MKD; North Macedonia; Macedonia
ML: MLI; Mali
MM: MMR; Myanmar; Burma
MN: MNG; Mongolia
MO: MAC; Macao; Macau; Macao SAR; 澳门; 澳門; Макао; Аомынь; Macao, China; Macau, China; Макао, Китай; 中国澳门; 中國澳門; Macao Special Administrative Region; Macao Special Administrative Region of China
MP: MNP; Northern Mariana Islands
MQ: MTQ; Martinique
MR: MRT; Mauritania
MS: MSR; Montserrat
MT: MLT; Malta
MU: MUS; Mauritius
MV: MDV; Maldives
MW: MWI; Malawi
MX: MEX; Mexico
MY: MYS; Malaysia
MZ: MOZ; Mozambique
NA: NAM; Namibia
NC: NCL; New Caledonia
NE: NER; Niger
NF: NFK; Norfolk Island
NG: NGA; Nigeria
NI: NIC; Nicaragua
NL: NLD; Netherlands; Holland
NO: NOR; Norway
NP: NPL; Nepal
NR: NRU; Nauru
NU: NIU; Niue
NZ: NZL; New Zealand; Aotearoa
OM: OMN; Oman
PA: PAN; Panama
PE: PER; Peru
PF: PYF; French Polynesia
PG: PNG; Papua New Guinea; PNG
PH: PHL; Philippines
PK: PAK; Pakistan
PL: POL; Poland
PM: SPM; Saint Pierre and Miquelon
PN: PCN; Pitcairn; Pitcairn Islands
PR: PRI; Puerto Rico
PS: PSE; Palestine; State of Palestine
PT: PRT; Portugal
PW: PLW; Palau
PY: PRY; Paraguay
QA: QAT; Qatar
RE: REU; Réunion
RO: ROU; Romania
RS: SRB; Serbia
RU: RUS; Russia; Russian Federation; Российская Федерация; РФ; 俄国; 俄羅斯
RW: RWA; Rwanda
SA: SAU; Saudi Arabia; KSA
SB: SLB; Solomon Islands
SC: SYC; Seychelles
SD: SDN; Sudan
SE: SWE; Sweden
SG: SGP; Singapore
SH: SHN; Saint Helena, Ascension and Tristan da Cunha; Saint Helena
SI: SVN; Slovenia
SJ: SJM; Svalbard and Jan Mayen
SK: SVK; Slovakia; Slovak Republic
SL: SLE; Sierra Leone
SM: SMR; San Marino
SN: SEN; Senegal
SO: SOM; Somalia
SR: SUR; Suriname
SS: SSD; South Sudan
ST: STP; Sao Tome and Principe
SV: SLV; El Salvador
SX: SXM; Sint Maarten (Dutch part); Sint Maarten
SY: SYR; Syria; Syrian Arab Republic
SZ: SWZ; Eswatini; Swaziland
TC: TCA; Turks and Caicos Islands
TD: TCD; Chad
TF: ATF; French Southern Territories
TG: TGO; Togo
TH: THA; Thailand
TJ: TJK; Tajikistan
TK: TKL; Tokelau
TL: TLS; Timor-Leste; East Timor
TM: TKM; Turkmenistan; Туркмения; Түркменстан
TN: TUN; Tunisia
TO: TON; Tonga
TR: TUR; Türkiye; Turkey
TT: TTO; Trinidad and Tobago
TV: TUV; Tuvalu
TW: TWN; Taiwan; Chinese Taipei; 臺灣; Taiwan, China; Taiwan, Province of China; Тайвань, Китай; 中国台湾; 中國台灣; Republic of China (Taiwan)
TZ: TZA; Tanzania; United Republic of Tanzania
UA: UKR; Ukraine
UG: UGA; Uganda
UM: UMI; United States Minor Outlying Islands
US: USA; United States; America; United States of America; U.S.; U.S.A.; США; АҚШ
UY: URY; Uruguay
UZ: UZB; Uzbekistan
VA: VAT; Holy See; Vatican; Vatican City; Vatican City State
VC: VCT; Saint Vincent and the Grenadines
VE: VEN; Venezuela; Bolivarian Republic of Venezuela
VG: VGB; British Virgin Islands
VI: VIR; United States Virgin Islands; US Virgin Islands
VN: VNM; Viet Nam; Vietnam
VU: VUT; Vanuatu
WF: WLF; Wallis and Futuna
WS: WSM; Samoa; Western Samoa
YE: YEM; Yemen
YT: MYT; Mayotte
ZA: ZAF; South Africa; ЮАР; ОАР
ZM: ZMB; Zambia
ZW: ZWE; Zimbabwe
XK: RKS; Kosovo; Republic of Kosovo; XKX
""")
"""Alpha-2 code: alpha-3 code, name, other names; set off by semicolons.

Kosovo has no entry of its own in ISO 3166-1.  Its documents carry `RKS` (Doc 9303); `XK`
is the user-assigned code in common use, and its one spelling here.
"""

DOC_9303: Final = table("""
EUE: European Union (laissez-passer); EU laissez-passer
GBD: British Overseas Territories citizen; BOTC
GBN: British National (Overseas); BNO; BN(O)
GBO: British Overseas citizen; BOC
GBP: British protected person
GBS: British subject
IAO: International Civil Aviation Organization; ICAO
UNA: United Nations specialized agency
UNK: United Nations Interim Administration Mission in Kosovo; UNMIK
UNO: United Nations Organization; United Nations; UN
UTO: Utopia (specimen); Utopia
XBA: African Development Bank
XCC: Caribbean Community; CARICOM
XCE: Council of Europe
XCO: Common Market for Eastern and Southern Africa; COMESA
XDC: Southern African Development Community; SADC
XEC: Economic Community of West African States; ECOWAS
XES: Organization of Eastern Caribbean States; OECS
XIM: African Export-Import Bank; Afreximbank
XMP: Parliamentary Assembly of the Mediterranean
XOM: Sovereign Military Order of Malta; Order of Malta; SMOM
XPO: Interpol
XXA: stateless person (1954 Convention); stateless; stateless person
XXB: refugee (1951 Convention); Convention refugee
XXC: refugee (other); other refugee
XXX: person of unspecified nationality; unspecified nationality
""")
"""Codes of machine readable documents that are no ISO 3166-1 code: name, other names.

ICAO Doc 9303, part 3, section 5, eighth edition: extensions of ISO 3166-1, the United Nations, other
issuing authorities, persons without a nationality, specimens, and ICAO itself (`IAO`); compared with
public transcriptions of it in November 2026.

`UTO` is the specimen State of Doc 9303: it belongs to examples and tests, never to real law.
"""

UNITED_NATIONS: Final = (
    "AD AE AF AG AL AM AO AR AT AU AZ BA BB BD BE BF BG BH BI BJ BN BO BR BS BT BW BY BZ CA CD CF CG CH "
    "CI CL CM CN CO CR CU CV CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FM FR GA GB GD GE GH GM GN "
    "GQ GR GT GW GY HN HR HT HU ID IE IL IN IQ IR IS IT JM JO JP KE KG KH KI KM KN KP KR KW KZ LA LB LC "
    "LI LK LR LS LT LU LV LY MA MC MD ME MG MH MK ML MM MN MR MT MU MV MW MX MY MZ NA NE NG NI NL NO NP "
    "NR NZ OM PA PE PG PH PK PL PT PW PY QA RO RS RU RW SA SB SC SD SE SG SI SK SL SM SN SO SR SS ST SV "
    "SY SZ TD TG TH TJ TL TM TN TO TR TT TV TZ UA UG US UY UZ VC VE VN VU WS YE ZA ZM ZW"
)
"""The 193 members of the United Nations."""
