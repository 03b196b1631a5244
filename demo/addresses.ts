/** Where the demo's customers are: invented streets in real towns, written as their country writes them. */

const german = ['Industriestraße #', 'Bahnhofstraße #', 'Werkstraße #', 'Gewerbering #', 'Lagerstraße #'];
const english = ['# Station Road', '# Mill Lane', '# Harbour Street', '# Foundry Road'];
const american = ['# Commerce Drive', '# Harbor Street', '# Industrial Parkway', '# Depot Avenue'];

/** By country its streets, with `#` where the number of the house stands, and its towns: `name:postal code:as on an envelope`. */
const habits: Readonly<Record<string, readonly [streets: readonly string[], towns: string]>> = {
  DE: [
    german,
    'Hamburg:20457|Bremen:28195|Kassel:34117|Leipzig:04109|Dortmund:44137|Augsburg:86150|Freiburg:79098|Rostock:18055',
  ],
  AT: [german, 'Graz:8010|Linz:4020|Wels:4600|Salzburg:5020'],
  CH: [['Industriestrasse #', 'Bahnhofstrasse #', 'Werkstrasse #'], 'Zug:6300|Basel:4051|Winterthur:8400|Luzern:6003'],
  NL: [
    ['Havenweg #', 'Industrieweg #', 'Stationsplein #'],
    'Utrecht:3511 AB|Breda:4811 CD|Zwolle:8011 EG|Venlo:5911 GH',
  ],
  BE: [['Kaai #', 'Dok #'], 'Gent:9000|Liège:4000|Antwerpen:2000'],
  FR: [
    ['# rue de l’Industrie', '# quai des Entrepôts', '# avenue de la Gare'],
    'Lyon:69002|Nantes:44000|Lille:59000|Dijon:21000',
  ],
  ES: [
    ['Calle Mayor, #', 'Avenida del Puerto, #', 'Calle de la Industria, #'],
    'Valencia:46002|Bilbao:48001|Zaragoza:50003',
  ],
  IT: [['Via dell’Industria, #', 'Via Roma, #', 'Viale della Stazione, #'], 'Brescia:25121|Padova:35121|Bologna:40121'],
  PT: [['Rua da Indústria, #', 'Avenida da República, #'], 'Porto:4000-069|Braga:4700-030'],
  IE: [english, 'Cork:T12 X70A|Galway:H91 E2K3'],
  GB: [english, 'Leeds:LS1 4AP|Bristol:BS1 5TR|Sheffield:S1 2HE|Derby:DE1 2GB'],
  PL: [['ul. Fabryczna #', 'ul. Dworcowa #'], 'Poznań:61-001|Łódź:90-001|Wrocław:50-001'],
  CZ: [['Průmyslová #', 'Nádražní #'], 'Brno:602 00|Plzeň:301 00'],
  SE: [['Industrigatan #', 'Hamngatan #'], 'Malmö:211 20|Örebro:702 10'],
  DK: [['Havnegade #', 'Industrivej #'], 'Aarhus:8000|Odense:5000'],
  NO: [['Havnegata #', 'Industriveien #'], 'Bergen:5003|Stavanger:4006'],
  FI: [['Teollisuuskatu #', 'Satamakatu #'], 'Tampere:33100|Turku:20100'],
  HU: [['Ipar utca #.', 'Fő út #.'], 'Győr:9021|Debrecen:4024'],
  US: [
    american,
    'Columbus:43215:Columbus, OH|Tulsa:74103:Tulsa, OK|Portland:97204:Portland, OR|Milwaukee:53202:Milwaukee, WI|Richmond:23219:Richmond, VA|Spokane:99201:Spokane, WA|Akron:44308:Akron, OH|Boise:83702:Boise, ID',
  ],
  CA: [american, 'Hamilton:L8P 1A1:Hamilton ON|Winnipeg:R3C 0A5:Winnipeg MB|Halifax:B3J 1S9:Halifax NS'],
  MX: [['Av. Industrial #', 'Calle Hidalgo #'], 'Monterrey:64000|Querétaro:76000'],
  BR: [['Rua das Indústrias, #', 'Av. Brasil, #'], 'Curitiba:80010-000|Campinas:13010-000'],
  JP: [['#-3 Chuo', '#-7 Minato'], 'Nagoya:460-0008|Osaka:530-0001'],
  AU: [['# Port Road', '# Foundry Street'], 'Geelong:3220:Geelong VIC|Newcastle:2300:Newcastle NSW'],
  SG: [['# Tuas Avenue', '# Keppel Road'], 'Singapore:049315'],
};

/** The address of a customer, the same for the same number: nothing is drawn, so the rest of the world stays as it is. */
export function addressOf({ number, country, city }: { number: string; country: string; city: string }): {
  lines: string;
  postalCode: string;
  city: string;
  country: string;
} {
  const [streets, towns] = habits[country]!;
  const [name, postalCode, town] = towns
    .split('|')
    .map((one) => one.split(':'))
    .find(([one]) => one === city)!;
  const at = Number(number);
  const lines = streets[at % streets.length]!.replace('#', String(1 + ((at * 37) % 148)));
  return { lines, postalCode: postalCode!, city: town ?? name!, country };
}
