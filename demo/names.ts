/** Names for the demo's customers: invented firms, each in the habit of its country. */
import type { Draw } from './random.ts';

export interface Country {
  readonly code: string;
  readonly currency: string;
  readonly dialling: string;
  readonly cities: readonly string[];
  readonly families: readonly string[];
  readonly trades: readonly string[];
  readonly forms: readonly string[];
  /** Share of the customers of each of our companies. */
  readonly weights: readonly [number, number];
}

const english = [
  'Building Supplies',
  'Engineering',
  'Logistics',
  'Foods',
  'Packaging',
  'Textiles',
  'Electrical',
  'Components',
  'Instruments',
  'Print',
  'Furniture',
  'Marine',
  'Tooling',
  'Medical Supplies',
];
const german = [
  'Maschinenbau',
  'Bauelemente',
  'Elektrotechnik',
  'Logistik',
  'Lebensmittel',
  'Verpackungen',
  'Werkzeuge',
  'Metallbau',
  'Holzbau',
  'Druckerei',
  'Messtechnik',
  'Armaturen',
  'Medizintechnik',
  'Haustechnik',
];
const french = [
  'Matériaux',
  'Industries',
  'Logistique',
  'Emballages',
  'Mécanique',
  'Électricité',
  'Menuiserie',
  'Distribution',
];
const spanish = [
  'Suministros',
  'Industrias',
  'Logística',
  'Alimentos',
  'Envases',
  'Construcciones',
  'Mecanizados',
  'Distribuciones',
];
const nordic = ['Bygg', 'Teknik', 'Industri', 'Transport', 'Elektronik', 'Verktyg', 'Förpackning', 'Marin'];

const country = (
  code: string,
  currency: string,
  dialling: string,
  weights: readonly [number, number],
  cities: string,
  families: string,
  trades: readonly string[],
  forms: string,
): Country => ({
  code,
  currency,
  dialling,
  weights,
  cities: cities.split(','),
  families: families.split(','),
  trades,
  forms: forms.split(','),
});

/** Twenty-five countries. Invoices outside the two companies' currencies and GBP are in the company's own. */
export const countries: readonly Country[] = [
  country(
    'DE',
    'EUR',
    '49',
    [34, 1],
    'Hamburg,Bremen,Kassel,Leipzig,Dortmund,Augsburg,Freiburg,Rostock',
    'Petersen,Brandt,Lindner,Hoffmann,Vogel,Krüger,Seidel,Albrecht,Thiele,Kramer,Busch,Pohl,Haas,Winter,Ebert,Sommer',
    german,
    'GmbH,GmbH & Co. KG,AG,KG,e.K.',
  ),
  country(
    'AT',
    'EUR',
    '43',
    [7, 0],
    'Graz,Linz,Wels,Salzburg',
    'Gruber,Pichler,Steiner,Moser,Huber,Leitner',
    german,
    'GmbH,GmbH,AG',
  ),
  country(
    'CH',
    'EUR',
    '41',
    [6, 0],
    'Zug,Basel,Winterthur,Luzern',
    'Brunner,Keller,Baumann,Frei,Zbinden',
    german,
    'AG,GmbH,Sàrl',
  ),
  country(
    'NL',
    'EUR',
    '31',
    [7, 1],
    'Utrecht,Breda,Zwolle,Venlo',
    'de Vries,Jansen,Bakker,Visser,Mulder,van Dijk',
    english,
    'B.V.,B.V.,N.V.',
  ),
  country('BE', 'EUR', '32', [4, 0], 'Gent,Liège,Antwerpen', 'Peeters,Lambert,Claes,Dubois', french, 'BV,NV,SRL'),
  country(
    'FR',
    'EUR',
    '33',
    [8, 1],
    'Lyon,Nantes,Lille,Dijon',
    'Moreau,Girard,Lefèvre,Marchand,Chevalier,Renard',
    french,
    'SARL,SAS,SA',
  ),
  country(
    'ES',
    'EUR',
    '34',
    [5, 0],
    'Valencia,Bilbao,Zaragoza',
    'Ortega,Navarro,Iglesias,Molina,Vidal',
    spanish,
    'S.L.,S.A.',
  ),
  country(
    'IT',
    'EUR',
    '39',
    [6, 1],
    'Brescia,Padova,Bologna',
    'Colombo,Ferrara,Marchetti,Galli,Conti',
    ['Meccanica', 'Forniture', 'Impianti', 'Imballaggi', 'Logistica'],
    'S.r.l.,S.p.A.',
  ),
  country(
    'PT',
    'EUR',
    '351',
    [2, 0],
    'Porto,Braga',
    'Almeida,Teixeira,Pinto',
    ['Indústrias', 'Materiais', 'Embalagens'],
    'Lda.,S.A.',
  ),
  country('IE', 'EUR', '353', [2, 1], 'Cork,Galway', 'Doyle,Kavanagh,Brennan', english, 'Ltd,DAC'),
  country(
    'GB',
    'GBP',
    '44',
    [6, 3],
    'Leeds,Bristol,Sheffield,Derby',
    'Hartley,Ashworth,Pemberton,Whitlock,Sutcliffe,Fairbank',
    english,
    'Ltd,Limited,PLC',
  ),
  country(
    'PL',
    'EUR',
    '48',
    [4, 0],
    'Poznań,Łódź,Wrocław',
    'Kowalski,Zieliński,Wójcik',
    ['Budownictwo', 'Technika', 'Logistyka'],
    'Sp. z o.o.,S.A.',
  ),
  country(
    'CZ',
    'EUR',
    '420',
    [3, 0],
    'Brno,Plzeň',
    'Novotný,Dvořák,Svoboda',
    ['Strojírny', 'Stavby', 'Elektro'],
    's.r.o.,a.s.',
  ),
  country('SE', 'EUR', '46', [3, 1], 'Malmö,Örebro', 'Lindqvist,Bergström,Nyström', nordic, 'AB'),
  country('DK', 'EUR', '45', [3, 0], 'Aarhus,Odense', 'Kjær,Mortensen,Holm', nordic, 'A/S,ApS'),
  country('NO', 'EUR', '47', [2, 1], 'Bergen,Stavanger', 'Haugen,Solberg,Lunde', nordic, 'AS'),
  country(
    'FI',
    'EUR',
    '358',
    [2, 0],
    'Tampere,Turku',
    'Virtanen,Mäkelä,Laine',
    ['Tekniikka', 'Rakennus', 'Logistiikka'],
    'Oy,Oyj',
  ),
  country('HU', 'EUR', '36', [1, 0], 'Győr,Debrecen', 'Kovács,Szabó,Tóth', ['Gépgyártó', 'Logisztika'], 'Kft.,Zrt.'),
  country(
    'US',
    'USD',
    '1',
    [5, 44],
    'Columbus,Tulsa,Portland,Milwaukee,Richmond,Spokane,Akron,Boise',
    'Caldwell,Whitaker,Harmon,Delgado,Prescott,Langley,Kessler,Briggs,Monroe,Sutton,Hollis,Beckett',
    english,
    'Inc.,LLC,Corp.,Co.',
  ),
  country(
    'CA',
    'USD',
    '1',
    [1, 9],
    'Hamilton,Winnipeg,Halifax',
    'Gauthier,MacLeod,Fraser,Tremblay',
    english,
    'Inc.,Ltd.',
  ),
  country('MX', 'USD', '52', [0, 5], 'Monterrey,Querétaro', 'Salazar,Cárdenas,Fuentes', spanish, 'S.A. de C.V.'),
  country(
    'BR',
    'USD',
    '55',
    [0, 3],
    'Curitiba,Campinas',
    'Barbosa,Cardoso,Nogueira',
    ['Indústria', 'Comércio', 'Logística'],
    'Ltda.,S.A.',
  ),
  country('JP', 'USD', '81', [1, 3], 'Nagoya,Osaka', 'Tanaka,Kobayashi,Yoshida', ['Seiki', 'Denki', 'Shoji'], 'K.K.'),
  country('AU', 'USD', '61', [1, 3], 'Geelong,Newcastle', 'Mackenzie,Doherty,Lawson', english, 'Pty Ltd'),
  country('SG', 'USD', '65', [1, 2], 'Singapore', 'Lim,Tan,Ong', english, 'Pte. Ltd.'),
];

/** A firm's name, and a short form of it that payers write. */
export function firmName(draw: Draw, of: Country): { name: string; short: string } {
  const family = draw.pick(of.families);
  const trade = draw.pick(of.trades);
  const middle =
    draw.next() < 0.35 ? ` ${draw.pick(of.cities)}` : draw.next() < 0.25 ? ` & ${draw.pick(of.families)}` : '';
  return { name: `${family}${middle} ${trade} ${draw.pick(of.forms)}`, short: `${family}${middle} ${trade}` };
}

const givenNames = [
  'Anna',
  'Marta',
  'Lucas',
  'Paul',
  'Sofia',
  'Jonas',
  'Clara',
  'Hugo',
  'Elena',
  'Oscar',
  'Nina',
  'David',
  'Ines',
  'Peter',
  'Laura',
  'Simon',
];

/** A person in accounts payable. */
export const personName = (draw: Draw, of: Country): string => `${draw.pick(givenNames)} ${draw.pick(of.families)}`;

/** Letters that every bank and mail system takes. */
export const plain = (text: string): string =>
  text
    .replaceAll('ß', 'ss')
    .replace(/[äÄ]/g, (letter) => (letter === 'ä' ? 'ae' : 'Ae'))
    .replace(/[öÖ]/g, (letter) => (letter === 'ö' ? 'oe' : 'Oe'))
    .replace(/[üÜ]/g, (letter) => (letter === 'ü' ? 'ue' : 'Ue'))
    .replace(/[øØ]/g, 'o')
    .replace(/[łŁ]/g, 'l')
    .replace(/[æÆ]/g, 'ae')
    .normalize('NFKD')
    .replace(/[^\x20-\x7e]/g, '');
