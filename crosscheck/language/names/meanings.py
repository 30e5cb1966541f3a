"""What people call the words and facts of the vocabulary: offered to them, never read as these.

A word stands here where what looks like it means something else, or where nothing looks
like it.  Of documents none is offered that would stand higher than the one that was said:
whoever holds a temporary passport is not told to state an ordinary one, nor whoever holds
a special or a consular one, which have no word of their own, to state a service or a
diplomatic one: exemptions ask for these, and the law says nothing of those.  Parts are joined
with hyphens; what is meant most often comes first.
"""

from typing import Final

from crosscheck.language.names.tables import table

MEANT: Final = table("""
# documents
passport; pasport; паспорт; national-passport: ordinary-passport; internal-passport
национальный-паспорт; төлқұжат; 护照; regular-passport; normal-passport; tourist-passport: ordinary-passport
foreign-passport; international-passport; biometric-passport; e-passport; hong-kong-passport: ordinary-passport
macao-passport; taiwan-passport; chinese-passport: ordinary-passport
official-passport: service-passport
temporary-passport; provisional-passport; emergency-passport; emergency-certificate: emergency-travel-document
emergency-document; temporary-travel-document; provisional-travel-document; etd: emergency-travel-document
certificate-of-return; certificate-for-return; one-way-passport: return-certificate; emergency-travel-document
one-way-document; свидетельство-на-возвращение: return-certificate; emergency-travel-document
travel-document: refugee-travel-document; stateless-travel-document; emergency-travel-document
convention-travel-document; nansen-passport: refugee-travel-document; stateless-travel-document
refugee-passport; refugee-document: refugee-travel-document
stateless-passport: stateless-travel-document
alien-passport; alien-s-passport; aliens-travel-document; foreigner-passport; foreigners-passport: aliens-passport
grey-passport; non-citizen-passport; non-citizens-passport; noncitizen-passport: aliens-passport
seaman-passport; seamans-passport; seaman-book; seamans-book; seaman-s-book; seafarer-passport: seafarer-document
seafarers-identity-document; sailors-passport: seafarer-document
un-passport; un-laissez-passer; eu-laissez-passer: laissez-passer
domestic-passport: internal-passport
passport-card: identity-card; internal-passport
id; id-card; national-id; national-id-card; identification-card; удостоверение-личности; удостоверение: identity-card
жеке-куәлік; 身份证: identity-card
border-permit: border-zone-permit
birth-record: birth-certificate
# purposes
holiday; holidays; vacation; vacations; leisure; sightseeing; travel; tour; tourist; туризм; отпуск; 旅游: tourism
trip: tourism; private
visit; visiting; shopping: private; tourism
visiting-friends; visiting-relatives; friends; relatives; guest; personal; wedding; funeral: private
visiting-family; family: private; family-reunion
medical; treatment; health; hospital: medical-treatment
commerce; commercial; trade; meeting; fair: business
conference: business; exchange
passing-through; stopover; layover: transit
driver; driving; trucking; crew: international-transport
job; employment; labour; labor; working: work
studying; studies; student; school; university; education: study
mission: missionary; official
journalist; press; media: journalism
diplomatic: diplomatic-passport; official
government; delegation: official
immigration; settlement: permanent-residence
intern: internship
investor: investment
volunteer: volunteering
pilgrimage: religious-event
religion: religious-event; missionary
nomad; digital-nomad: remote-work
# ways of crossing
walk; walking; foot; pedestrian; pieton; пешком: on-foot
taxi; auto; automobile; camper: car
minivan: car; bus
van: car; lorry
vehicle: car; bus; lorry
coach; minibus; marshrutka: bus
truck: lorry
train; railway: rail
plane; flight; aeroplane; airplane: air
bike: bicycle; motorcycle
cycle; cycling: bicycle
motorbike; moped; scooter: motorcycle
# what a stay rested on
visa-free; visafree; exemption; no-visa: visa-exemption
permit; residence: residence-permit; temporary; permanent
national; citizen: citizenship
# kinds of permit
residence-permit: temporary; permanent
residence-card; residency; resident; 居留证: residence-permit; temporary; permanent
temporary-residence; temporary-residence-permit; temporary-permit: temporary
permanent-residence; permanent-residence-permit; permanent-residence-card; permanent-resident: permanent
permanent-permit; green-card; 永久居留: permanent
# papers
parental-consent; consent: consent-for-minor
invitation-letter: invitation
vaccination: vaccination-certificate
health-insurance; travel-insurance: insurance
# companions
mother; father; mum; mom; dad: parent
grandparent; grandmother; grandfather; aunt; uncle; teacher; spouse; wife; husband: other-adult
son; daughter: child
# forms of a visa
e-visa; evisa: electronic
paper: sticker
# facts and properties
citizenship: nationality
citizenships: nationalities
birthday; birthdate; birth-date; dob; age: date_of_birth
expiry; expires; expiration; expiry-date; expiration-date: date_of_expiry; document.date_of_expiry; valid_until
valid-to; valid-till; valid-through: valid_until
issued; issue-date: date_of_issue; document.date_of_issue; valid_from
issuer; issued-by: issuing_state
country: nationality; issuing_state; state
purposes: purpose
days: stay.days; duration_of_stay
entries: entries_left
kids; children: companions
""")
