"""What is offered where it is written for a State: its name at home, and codes that ISO 3166-1 had before.

From the Unicode Common Locale Data Repository (Unicode License v3), as Babel 2.19.0 carries it.
Written by `python -m tests.cldr_names`; the names that we add by hand are in `codes.py`.
"""

from typing import Final

from crosscheck.language.names.tables import table

BABEL: Final = "2.19.0"

OWN: Final = table("""
Algérie: DZ
Azərbaycan: AZ
Belgien: BE
Belgique: BE
België: BE
Bosna i Hercegovina: BA
Brasil: BR
Cameroun: CM
Caribisch Nederland: BQ
Città del Vaticano: VA
Comores: KM
Crna Gora: ME
Danmark: DK
Deutschland: DE
Eesti: EE
Ellan Vannin: IM
España: ES
Føroyar: FO
Guinea Ecuatorial: GQ
Guiné Equatorial: GQ
Guiné-Bissau: GW
Guinée: GN
Guinée équatoriale: GQ
Guyane française: GF
Hrvatska: HR
Italia: IT
Kalaallit Nunaat: GL
Kosovë: XK
Kòrsou: CW
Ködörösêse tî Bêafrîka: CF
Kıbrıs: CY
La Réunion: RE
Latvija: LV
Lietuva: LT
Liächteschtäi: LI
Luxemburg: LU
Lëtzebuerg: LU
Macau, RAE da China: MO
Madagasikara: MG
Magyarország: HU
Maroc: MA
Maurice: MU
Meṛṛuk: MA
Moçambique: MZ
Nederland: NL
Noreg: NO
Norge: NO
Nouvelle-Calédonie: NC
Nàìjíríà: NG
Oʻzbekiston: UZ
Papua Niugini: PG
Paraguai: PY
Pilipinas: PH
Polska: PL
Polynésie française: PF
Republica Moldova: MD
República Dominicana: DO
République centrafricaine: CF
Saint-Pierre-et-Miquelon: PM
Schweiz: CH
Schwiiz: CH
Senegaal: SN
Shqipëri: AL
Singapura: SG
Slovenija: SI
Slovensko: SK
Soomaaliya: SO
Srbija: RS
Suisse: CH
Suomi: FI
Svalbard og Jan Mayen: SJ
Sverige: SE
Svizzera: CH
São Tomé e Príncipe: ST
Tchad: TD
Tunisie: TN
U Rwanda: RW
Uburundi: BI
Wallis-et-Futuna: WF
Éire: IE
Ísland: IS
Österreich: AT
Česko: CZ
Ελλάδα: GR
Κύπρος: CY
Ўзбекистон: UZ
Азәрбајҹан: AZ
Босна и Херцеговина: BA
България: BG
Монгол: MN
Северна Македонија: MK
Србија: RS
Тоҷикистон: TJ
Україна: UA
Հայաստան: AM
ישראל: IL
إريتريا: ER
إسرائيل: IL
افغانستان: AF
الأراضي الفلسطينية: PS
الأردن: JO
الإمارات العربية المتحدة: AE
البحرين: BH
الجزائر: DZ
السودان: SD
الصحراء الغربية: EH
الصومال: SO
العراق: IQ
الكويت: KW
المغرب: MA
المملكة العربية السعودية: SA
اليمن: YE
ایران: IR
بروني: BN
تشاد: TD
تونس: TN
جزر القمر: KM
جيبوتي: DJ
سوريا: SY
عُمان: OM
قطر: QA
لبنان: LB
ليبيا: LY
مصر: EG
موريتانيا: MR
پاکستان: PK
ދިވެހި ރާއްޖެ: MV
नेपाल: NP
भारत: IN
বাংলাদেশ: BD
இலங்கை: LK
சிங்கப்பூர்: SG
ශ්‍රී ලංකාව: LK
ไทย: TH
ລາວ: LA
འབྲུག: BT
မြန်မာ: MM
საქართველო: GE
ኢትዮጵያ: ET
ኤርትራ: ER
កម្ពុជា: KH
대한민국: KR
북한: KP
""")
"""What States are called in their own languages beside those names: offered, not read."""

FORMER: Final = table("""
AN: CW; SX; BQ
ANT: CW; SX; BQ
BU: MM
BUR: MM
CS: RS; ME
CT: KI
DD: DE
DDR: DE
DY: BJ
FQ: AQ; TF
FX: FR
FXX: FR
HV: BF
JT: UM
MI: UM
NH: VU
NQ: AQ
NT: SA; IQ
NTZ: SA; IQ
PC: FM; MH; MP; PW
PU: UM
PZ: PA
RH: ZW
SCG: RS; ME
SU: RU; AM; AZ; BY; EE; GE; KZ; KG; LV; LT; MD; TJ; TM; UA; UZ
SUN: RU; AM; AZ; BY; EE; GE; KZ; KG; LV; LT; MD; TJ; TM; UA; UZ
TMP: TL
TP: TL
VD: VN
WK: UM
XKK: XK
YD: YE
YMD: YE
YU: RS; ME
YUG: RS; ME
ZAR: CD
ZR: CD
""")
"""Codes of ISO 3166-1 that were withdrawn, and the codes that count in their place."""
