"""Labelled sentences for the free-text guard: what stands between ``{kind|`` and ``}`` must be found, nothing else.

All of it is invented. BSNs come from the range of test numbers 9999900xx (or are 000000012 and 000000024, which
nobody holds), IBANs are the examples of textbooks, e-mail domains are those of RFC 2606, phone numbers are
made up (555 01xx, 1234 5678), postcodes are examples.

The first two parts were written before the rules, the second round after them and before it was measured.
"""

import re
from dataclasses import dataclass
from functools import cache

from app.privacy.herkenning.vondsten import Treffer, Vondst

_TEKEN = re.compile(r"\{(bsn|iban|mail|tel|adres)\|([^}]*)\}")
_VONDST = {
    "bsn": Vondst.BSN,
    "iban": Vondst.IBAN,
    "mail": Vondst.EMAIL,
    "tel": Vondst.TELEFOON,
    "adres": Vondst.ADRES,
}


@dataclass(frozen=True)
class Zin:
    """One sentence and the findings that a reader would mark in it."""

    tekst: str
    verwacht: frozenset[Treffer]


def lees(regel: str) -> Zin:
    """Take the marks out of a line and note where they stood."""
    tekst, verwacht, einde = "", set(), 0
    for teken in _TEKEN.finditer(regel):
        tekst += regel[einde : teken.start()]
        verwacht.add(Treffer(_VONDST[teken[1]], len(tekst), len(tekst) + len(teken[2])))
        tekst += teken[2]
        einde = teken.end()
    return Zin(tekst + regel[einde:], frozenset(verwacht))


@cache
def zinnen() -> tuple[Zin, ...]:
    """Give the whole set: what must be found, innocent traps, and the mixed sentences of the second round."""
    return tuple(lees(regel) for deel in (RAAK, ONSCHULDIG, TWEEDE_RONDE) for regel in deel.strip().splitlines())


RAAK = """
Mijn BSN is {bsn|999990019}.
BSN: {bsn|999990020}
bsn {bsn|999990032}
BSN {bsn|9999.90.044}
Mijn burgerservicenummer is {bsn|999990056} en ik zoek werk als lasser.
Burgerservicenummer: {bsn|999 990 068}
burger service nummer {bsn|999-990-081}
Burger-service-nummer = {bsn|999990093}
SOFINUMMER {bsn|999990007}
Mijn sofi-nummer: {bsn|99.99.90.019}
sofinr {bsn|999990020}
sofi nr. {bsn|999990032}, geboren in Zwolle
Sofi nummer is {bsn|9999 90 044}
BSN-nummer {bsn|999990056}
bsnnr: {bsn|999990068}
BSN nr {bsn|999990081}
b.s.n. {bsn|999990093}
B.S.N.: {bsn|999990007}
(BSN {bsn|999990019})
{bsn|999990019} (BSN)
{bsn|999990020} is mijn bsn
BSN{bsn|999990032}
BSN:{bsn|999990044};NAAM:TESTPERSOON
IK HEB BSN {bsn|999990056} EN BEN PER DIRECT BESCHIKBAAR
Voor de uitkering sta ik bekend onder burgerservicenummer {bsn|999990068}.
Mijn burgerservicenumer is {bsn|999990081}
Burgerservice nummer {bsn|999990093}
bugerservicenummer {bsn|999990007}
burgerservicenr {bsn|999990019}
burgerservisnummer {bsn|999990020}
Het BSN van de klant is bij ons geregistreerd als {bsn|999990032}
BSN {bsn|999990044} en BSN {bsn|999990056} horen bij hetzelfde gezin
sociaal-fiscaal nummer {bsn|999990068}
Mijn bsn (oude sofi) luidt {bsn|999990081} volgens mijn paspoort
bsn is 9 cijfers namelijk {bsn|999990093}
BSN {bsn|00000012}
bsn-nr. {bsn|0000 0024}
Bsn – {bsn|999 99 0007}
Gegevens: naam Testpersoon, bsn={bsn|999990019}, woonplaats Almere
BSN/sofinummer: {bsn|999990020}
U vindt mij bij het UWV met bsn nummer {bsn|999.990.032}
Ik ben bij de gemeente bekend met het nummer {bsn|999990044}, dat is mijn burgerservicenummer.
Salaris graag op {iban|NL91 ABNA 0417 1643 00}.
IBAN: {iban|NL91ABNA0417164300}
iban {iban|nl91abna0417164300} tnv Testpersoon
Rekeningnummer {iban|NL91 ABNA 0417 1643 00} op naam van de stichting
Bankrekening {iban|NL20INGB0001234567}
Mijn rekening is {iban|NL20 INGB 0001 2345 67}
IBAN {iban|NL39 RABO 0300 0652 64} BIC RABONL2U
Reiskosten kunnen naar {iban|NL39RABO0300065264}, alvast bedankt.
Overmaken naar {iban|NL91-ABNA-0417-1643-00} s.v.p.
Rek. {iban|NL91.ABNA.0417.1643.00}
Nl rekening: {iban|Nl91 Abna 0417 1643 00}
Duitse rekening {iban|DE89 3704 0044 0532 0130 00}
Belgisch rekeningnummer {iban|BE68 5390 0754 7034}
IBAN={iban|BE68539007547034}
Mijn Franse bank: {iban|FR14 2004 1010 0505 0001 3M02 606}
UK account {iban|GB29 NWBK 6016 1331 9268 19}
Mijn oude rekening {iban|NL91ABNA0417164300} en de nieuwe {iban|NL20INGB0001234567} bestaan allebei.
({iban|NL39 RABO 0300 0652 64})
Betaling op {iban|NL91ABNA0417164300}/NLG werd geweigerd
REKENING {iban|NL91 ABNA 0417 1643 00} TEN NAME VAN STICHTING VOORBEELD
Donaties: {iban|NL91 ABNA 0417 1643 00}, o.v.v. opleiding
IBANnummer {iban|NL20INGB0001234567}
Ik ontving alles op {iban|NL91 ABNA 041716 4300} in 2019
Stort het op {iban|NL 91 ABNA 0417 1643 00}
rekeningnr. {iban|NL39RABO 0300065264}
Mail naar {mail|jan.jansen@example.org}.
E-mail: {mail|piet@example.com}
Solliciteren via {mail|werk+lasser@example.org}
Mijn adres is {mail|a.b.c@example.org}
{mail|INFO@EXAMPLE.ORG}
Stuur je cv naar <{mail|hr@voorbeeld.example}>
Contact: {mail|jan_de_vries-1980@mail.example.org}, ook in het weekend
mailto:{mail|vacatures@example.org}
Mailen kan naar {mail|info@werk.example.org}!
({mail|recruitment@example.net})
Vragen? {mail|vragen@example.org} of bel ons
emailadres={mail|test.persoon@example.org}
Mijn mail is {mail|o'brien@example.org}
Bereikbaar op {mail|t.persoon@example.org}/
{mail|jan@example.org};{mail|marie@example.org}
Je kunt mailen naar {mail|jan(at)example.org}
Mail: {mail|jan [at] example.org}
Mailadres {mail|jan (at) example (punt) org}
e-mail {mail|jan [at] example [dot] org}
Mijn mail is {mail|jan apenstaartje example.org}
mail {mail|jan at example.org}
Mijn e-mail: {mail|jan @ example.org}
Stuur een mail aan {mail|j.jansen2@example.org} onder vermelding van het vacaturenummer 20231
Zie LinkedIn of {mail|jansen.lasser@example.org}
MAIL {mail|JAN.JANSEN@EXAMPLE.COM} VOOR MEER INFORMATIE
Mail naar:{mail|jan@example.org}
Ik werk nu bij voorbeeld, {mail|testpersoon@voorbeeld.example} is mijn werkmail
mijn prive mail {mail|jan1980@example.org}
E-mail "{mail|lasser@example.org}"
{mail|x@example.org} is kort maar goed
Mailen: {mail|naam%afdeling@example.org}
cv naar {mail|ons-team@sub.voorbeeld.example}, graag voor 1 mei
Bel {tel|06-12345678}.
Mijn nummer is {tel|0612345678}
Tel. {tel|06 12 34 56 78}
Telefoon: {tel|06.12.34.56.78}
mobiel {tel|06 1234 5678}
{tel|+31612345678}
Bel of app naar {tel|+31 6 12345678}
{tel|+31 6 12 34 56 78} (alleen overdag)
{tel|0031612345678}
{tel|0031 6 12345678}
{tel|+31(0)6 12345678}
{tel|+31 (0)6-12345678}
{tel|(010) 555 01 00}
Kantoor {tel|(010) 5550100}
Rotterdam {tel|010-5550100}
Amsterdam {tel|020-5550100} tussen 9 en 17 uur
Vast nummer {tel|020 555 01 00}
Bel {tel|020 - 555 0100} en vraag naar de planning
tel:{tel|0205550100}
Groningen {tel|050-5550100}, mobiel {tel|06-11223344}
{tel|0511-550100} is het nummer van de werkplaats
Bel ons op {tel|0511 55 01 00}
Algemeen nummer {tel|088 555 01 00}
Gratis {tel|0800-1234}
Belgisch nummer {tel|+32 470 12 34 56}
WhatsApp {tel|06/12345678}
Whatsapp mij: {tel|06 - 12345678}
06 nummer: {tel|06-1234 5678}
BEL {tel|0612345678} VOOR EEN AFSPRAAK
Ik ben bereikbaar op {tel|06 123 456 78} of {tel|06 876 543 21}.
Mijn telefoonnummer ({tel|06-12345678}) is nieuw.
Fax {tel|020-5550101}
{tel|06-12 34 56 78} bellen na 18:00 uur
Neem contact op met de planner via {tel|0612-345678}
Telefonisch te bereiken onder nr {tel|070 - 555 0100}
m:{tel|0612345678}
Tel {tel|+31-20-5550100}
Mob.{tel|0612345678}
Postcode {adres|1234 AB nr 5}
postcode {adres|1234AB 5}
Ik woon op {adres|1234AB 5-2}
{adres|1234 AB 5a}
Adres: {adres|1234 AB, 12}
Adres {adres|1234AB huisnummer 12}
postcode {adres|1234 AB huisnr. 12}
Postcode en huisnummer: {adres|1234AB 12}
Postcode {adres|1234 AB, nummer 12}
pc {adres|1234ab 7}
Ik woon op postcode {adres|1234 ab 7}
{adres|1234AB-12}
{adres|1234AB/12} is mijn adres
Wij zitten op Dorpsstraat {adres|12, 1234 AB} Utrecht
Dorpsstraat {adres|12 1234AB} Utrecht
Kerkweg {adres|5a, 1234 AB} Zwolle
Stationsplein {adres|101-103, 5678 CD} Arnhem
Damrak {adres|1, 1000 AA} Amsterdam
Adres: Lange Voorhout {adres|7, 2500 XX} Den Haag
Werkadres {adres|9999 ZZ 102}
Postcode {adres|9999ZZ nr. 102 bis}
{adres|5678 CD 33 hs}
Je vindt ons op {adres|5678CD 33-III} in het centrum
postcode: {adres|1234 AB, huisnummer: 5}
Huisnummer {adres|5, postcode 1234 AB}
ADRES {adres|1234 AB 5} TE UTRECHT
Thuisadres {adres|1234 AB Utrecht, huisnummer 12}
Ik woon aan de molenstraat {adres|8, 1234 AB} en heb een fiets
Het pand (Havenkade {adres|22b, 3456 EF}) is goed bereikbaar
Te bezoeken op {adres|3456EF 22}, parkeren is gratis
mijn adres is {adres|1234  AB  5}
De Kamp {adres|3, 4567 GH} Deventer
Vertrek vanaf {adres|4567GH 15} met de bedrijfsbus
Ik woon in {adres|1234 AB nr. 15} en wil daar in de buurt werken
Bel {tel|06-12345678} of mail {mail|jan@example.org}.
Jan, {mail|jan@example.org}, {tel|020-5550100}, {adres|1234 AB 5}
BSN {bsn|999990019}, IBAN {iban|NL91ABNA0417164300}
tel {tel|0612345678} bsn {bsn|999990020}
BSN: {bsn|999990032} Tel: {tel|06-12345678} Mail: {mail|x.y@example.org} Rek: {iban|NL20INGB0001234567}
Postcode {adres|1234 AB nr 5}, telefoon {tel|06-12345678}
bsn {bsn|999990044} vacaturenummer 999990056
"""

ONSCHULDIG = """
Vacaturenummer 999990056.
Vacature 999990019 staat nog open.
Ordernummer 999990020 is afgerond
Reageer onder vermelding van nummer 999990056
Referentie 999990068
Klantnummer 999990032, vermeld dit altijd
Het dossiernummer is 999990056
BSN 123456789 is geen geldig nummer
Vermeld nooit uw bsn in een sollicitatie
Wij vragen niet om een burgerservicenummer.
Stuur geen bsn mee; vermeld wel vacaturenummer 999990056
Vacaturenummer 999990056. Een BSN is pas nodig na indiensttreding.
Kennis van de BSN-wetgeving en 12 jaar ervaring
Ik werkte 5 jaar met BSN koppelingen voor 350 gemeenten
Cursus privacy en bsn gevolgd in 2019, 2020 en 2021
Personeelsnummer 999990056
Lidmaatschapsnummer 999990044 van de vakbond
Serienummer 12345678 van de machine
Projectcode 87654321
Verkocht 999990081 producten in tien jaar
KvK 12345678
KvK-nummer 08001234
Kamer van Koophandel 69599084, vestiging Utrecht
Ingeschreven bij de KvK onder 01234567
KvK: 24312345
BTW NL123456789B01
OIN 00000001810207357000
Vestigingsnummer 000012345678
SBI 4399
SBI-code 78201 en 78202
Salaris € 2.500,- bruto per maand
Tussen € 2.500,00 en € 3.200,00 bruto
Salaris 2500 tot 3000 euro
Tussen 2000 en 3000 euro per maand
TUSSEN 2000 EN 3000 EURO PER MAAND
Budget van 1.000.000 euro
Omzet van 12345678 euro per jaar
Een omzet van 061.234.567 euro
Uurloon € 14,50
Loon conform cao, schaal 8 (€ 2.789 - € 3.912)
Van 2015 tot 2019 werkte ik als kok
2010 - 2015 productiemedewerker
Werkzaam 2001-2005 en 2006-2012
01-01-2010 t/m 31-12-2015
01-02-2023 gestart als monteur
Op 06-11-2023 10:30 is de open dag
06-12-2023 om 9:00 uur
Geboren in 1980
Beschikbaar per 1 februari 2025
Diploma behaald op 12/06/2008
De kantoortijden zijn 08:00-17:00
Van 09.00 tot 17.30 uur
0800 tot 1700 uur werken
06:00-14:00 en 14:00-22:00 (ploegendienst)
24/7 bereikbaar
24-40 uur per week
32 uur, 4 dagen van 8
40 uur per week in 2 ploegen
3x per week 8 uur
100% inzet
95,5 % score
10.000 stappen per dag
ISO 9001:2015 gecertificeerd
ISO 9001 en 14001
ISO 27001, NEN 7510 en ISO 9001
NEN-EN 1010 en NEN 3140
VCA 2 en BHV
VCA VOL tot 2027
Certificaatnummer 0123456789
Lascertificaat EN 287-1 en ISO 9606-1
Code 95 aanwezig
AB12 code van het magazijn
Machine type 4500 XL
Werken met de CNC 1200 TX draaibank
Werken met Microsoft 365 en Windows 10
SAP S/4HANA 2021
Auto met kenteken AB-123-C
Kenteken 12-ABC-3 en 1-XYZ-23
Lijnbus 1234 rijdt niet meer
Postcodegebied 1234
Regio 1234 AB
Ik woon in postcode 1234 AB
Werkgebied 1234 AB en 5678 CD
Postcode 1234AB, straal 30 km
In de omgeving van 1234 AB, 32 uur per week
Regio 1234 AB 40 uur per week
Standplaats 1234 AB, 2 dagen thuiswerken
Werk in de buurt van 5678 CD voor 3 dagen
Vestiging 1234 AB Utrecht sinds 2010
Woonachtig in 1234 AB, 45 jaar en gemotiveerd
Binnen 30 km van 1234 AB
Reisafstand 25 km, 1234 AB
Artikelnummer 4711XK 12
Onderdeel 2041XK 12 stuks per minuut
Productcode 3245 TX 8
In 2019 IN 2020 EN 2021 WERKTE IK IN DE ZORG
Team van 1200 FTE
Ik typ 300 aanslagen
1500 m2 en 2000 m3
5000 KM per maand
Vrachtwagen van 3500 KG of zwaarder
Motor van 1600 cc en 110 pk
Groep 3 tot en met 8
Klas 2B, lokaal 104
CAO-schaal 7, trede 3
Functiegroep 55
Artikel 7:610 BW
Artikel 15 lid 2
Wet van 10 mei 2004
Versie 3.0.0 van het koppelvlak
IP-adres 192.168.10.25
Excel 2016 en Word 2019
Factuurnummer 0612345678
Factuur 2023-0612345678-01
Ordernr. 0201234567
Barcode 8712345678906
EAN 8710400000006
ISBN 978-90-123-4567-1
Pakket 3SABCD0123456789
Zendingnummer 0610000000000
Contractnummer 010-2023-55501
Polisnummer 0205550100
Dossier 2023/0612/345678
Coördinaten 52.090737, 5.121420
Waarde 0.612345678
Meting 0,612345678 mm
Getal 3,14159265
1 234 567 bezoekers
12 345 678 stuks geproduceerd
Twitter @voorbeeld
Volg ons via @werkenbij
5 stuks @ 2,50
Contact zoeken gaat via www.example.org
Zie https://www.example.org/vacature/999990056
Kijk op example.org/werken?nr=999990019
Werken at home is mogelijk
Hij at brood bij de lunch
Programmeur C++/C#/.NET 8
Ervaring met @Autowired en @Bean in Java
Rekeningschema 4000 tot 8000
BIC ABNANL2A
IBAN-controle in het betalingsverkeer gebouwd
IBAN NL00 BANK 0123 4567 89 is een voorbeeld zonder geldig controlegetal
Grootboekrekening 1300 en 1600
NL12 ABCD 34
Route A2, N201 en A10
Kamer 101, verdieping 2
Huisnummer 12 is het magazijn
Gebouw 5, ingang B
Dorpsstraat 12 in Utrecht
Team 5, groep 12, 24 personen
Nummer 1 in de branche sinds 1985
Top 500 van 2020
Rijbewijs B, BE, C1 en C1E
Chauffeur 2 tot 5 jaar ervaring
Heftruck 1.2, reachtruck 2.5 ton
Ploegen 2-3-5
Leeftijd 18-25
Ik heb 15 jaar ervaring en 4 kinderen
Ik ben 45 jaar oud en woon in Arnhem
Ervaren lasser, zoekt werk in de regio Twente.
Opleiding mbo 4 afgerond in 1999
CITO-score 540
Taalniveau B2, Engels C1
Beroepscode 4123 en 5321
BIG-registratie 19012345678
BIG-nummer 49012345601
Crebo 25480
BRIN 25LX
AGB-code 01012345
Kostenplaats 0612
Werkorder 06-2023-1234
Periode 01/2010-12/2015
Ik werkte op de A380 en de 737-800
"""

TWEEDE_RONDE = """
Ik ben Testpersoon, geb. 1-1-1980, bsn {bsn|9999 900 19}, en ben op zoek naar een baan in de zorg.
Mijn burgerservice-nummer luidt als volgt: {bsn|999990032}. Graag vertrouwelijk behandelen.
Nummer {bsn|999990044} (burgerservicenummer) staat op mijn loonstrook.
Volgens het UWV hoort bsn nr: {bsn|999 990 056} bij mij
BSN/{bsn|999990068}/Utrecht
*BSN* {bsn|999990081}
BSN; {bsn|999990093}
bsn_nummer: {bsn|999990007}
Burgerservicenummer (BSN) van mijn partner, dat heb ik nodig voor de toeslagen: {bsn|999990019}
Sofinummer was vroeger {bsn|999990020}
Bsnummer {bsn|999990032}
BurgerServiceNummer{bsn|999990044}
mijn bsn-{bsn|999990056}
burgerserv.nr. {bsn|999990068}
Ik geef mijn bsn liever telefonisch door
Loonheffingennummer 999990081L01
In 2018 heb ik 999990093 records gemigreerd naar een nieuw systeem
RSIN 999990056
Voor de BSN-koppeling verwerkte ik 999.990.056 berichten per jaar
BSN 999 999 999 is een plaatje uit de cursus
Mijn rekening bij de bank: {iban|NL91 ABNA 04 17 16 43 00}
Vergoeding op {iban|NL20 INGB 0001234567}, niet op de oude rekening.
IBAN/BIC: {iban|DE89370400440532013000} / COBADEFF
(iban: {iban|NL39RABO0300065264})
{iban|ES91 2100 0418 4502 0005 1332} is mijn Spaanse rekening
Poolse rekening: {iban|PL61 1090 1014 0000 0712 1981 2874}
IBAN:{iban|AT611904300234573201};
{iban|LU28 0019 4006 4475 0000}, Luxemburg
Rekening NL91 ABNA 0417 1643 01 klopt niet
Software voor SEPA en IBAN NL-formaat getest, 18 posities
Sleutel GB82WEST12345698765431 in de testset
Neem gerust contact op: {mail|testpersoon.werk@example.org}
Mijn e-mailadres ({mail|a-b@example.co}) wijzigt per 1 mei
{mail|naam@example.org},{mail|naam@example.net}
Mail ons! {mail|info@bedrijf.example}...
Stuur een bericht via {mail|j.d.vries@post.bedrijf.example}?
E: {mail|planning@example.org} T: {tel|020-5550100}
{mail|josé@example.org} is het adres
Mail naar {mail|testpersoon AT example DOT org}
mail: {mail|testpersoon@ example.org}
Mijn mailadres is {mail|testpersoon @example.org}
{mail|testpersoon(apenstaartje)example.org}
{mail|test_persoon [at] example.org} voor vragen
Je kunt ons @example volgen op sociale media
Werkzaam geweest bij IT@School en Care@Home
Ik deed mee aan de cursus Data@Work.
git clone git@example
De meeting was at 10.30 in English
Bel me gerust: nul zes, {tel|0612345678}.
Voor vragen: afdeling HR, {tel|+31 (0)20 555 01 00}, toestel 12
Nummers: {tel|06-12345678}/{tel|020-5550100}
T {tel|(020) 5550100} | M {tel|(06) 12345678}
Mijn mobiel is 06 en dan {tel|0612345678}
06nummer {tel|06 12345678}
Bel tussen 9:00 en 17:00 uur naar {tel|0205550100}
tel.nr. {tel|+31 (0) 6 12 34 56 78}
Telnr:{tel|06-12345678}
Bereikbaar: {tel|06 12 34 56 78}, ook via signal
App me op {tel|+31 6 12345678}
GSM {tel|06 1 2 3 4 5 6 7 8}
Duits nummer {tel|+49 30 5550100}
Bel {tel|o6-12345678}
Mijn nummer is {tel|6 12345678}
Telefoon {tel|06_12345678}
Noodnummer 112 en 144
In 06-2012 begonnen, tot 08-2015
Start 06-01-2020, einde 08-12-2021
Weeknummers 01 02 03 04 05 06 07 08
Maten 0.61 x 2.34 x 5.67 m
Inventarisnummer 0612 345 678
Ik heb 06 diploma's en 12 certificaten in 345678 minuten gehaald
Batch 020-5550100-7 afgekeurd
Routecode 0101 5550 1000
Leverancier 0881234567 in SAP
Score 010101010101
Wonende te Utrecht, Dorpsstraat {adres|12 (1234 AB)}
Ik woon op de {adres|1234 AB 12}
Woonadres: Dorpsstraat {adres|12 A, 1234 AB} Utrecht
Dorpsstraat {adres|12-14 te 1234 AB} Utrecht
Postbus {adres|100, 1234 AB} Utrecht
Postbus {adres|1001, 3500 BA} Utrecht
Plein 1945 nr. {adres|3, 2345 AB} Leiden
Laan van NOI {adres|20, 2345AB} Den Haag
{adres|1234AB5}
Postcode/huisnummer {adres|1234AB/5}
Adres {adres|2345 AB, huisnr 7} (achterom)
Postcode {adres|2345AB en huisnummer 7}
's-Gravenweg {adres|18, 2901 AB} Capelle
Locatie 2345 AB 09:00 verzamelen
Binnen postcode 2345 AB 2 dagen per week bezorgen
Ik bezorg in 2345 AB, 2346 CD en 2347 EF
In 2345 AB 1 mei open
Omgeving 3456 EF (15 km)
Regio 3456 EF, 5 km reistijd
Rayon 3456 EF 4567 GH
Wijk 3456 EF heeft 1200 woningen
Dienst 2100 LT 12
Schroef 2000 RV 50
Vliegtuig 7370 MX 3
Klanten in postcode 1000 tot 2000
Modelnummer 3400 XT 5
Model 3400 XT 5
Examen 2020 HV 3
Van Dam, 1234 AB
Groep 8, 1234 AB
In 2021 3456 EF
Team Noord 12, 3456 EF
"""
