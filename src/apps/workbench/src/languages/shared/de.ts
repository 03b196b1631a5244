/** Exchange rates and portfolios, which all companies share, in German: English sentence to sentence. */
import type { Catalogue } from '../../language.ts';

export const shared: Catalogue = {
  'New rate': 'Neuer Kurs',
  'Exchange rates': 'Wechselkurse',
  'For all companies; a rate counts from its day until the next one of its pair.':
    'Für alle Gesellschaften; ein Kurs gilt ab seinem Tag bis zum nächsten seines Paares.',
  'By them money of other currencies is posted and matched, open items are revalued at the end of a month, and the aging of a group is added up. What is posted keeps its rate.':
    'Nach ihnen wird Geld anderer Währungen gebucht und zugeordnet, werden offene Posten am Monatsende bewertet und wird die Altersstruktur einer Gruppe zusammengezählt. Was gebucht ist, behält seinen Kurs.',
  'No exchange rate is recorded: money of a currency that is not the company’s waits unposted until there is one.':
    'Es ist kein Wechselkurs erfasst: Geld einer Währung, die nicht die der Gesellschaft ist, wartet ungebucht, bis es einen gibt.',
  Pair: 'Paar',
  'One unit is': 'Eine Einheit ist',
  'One unit of': 'Eine Einheit',
  'is worth': 'ist wert',
  'in currency': 'in Währung',
  'From day': 'Ab Tag',
  'Recorded days': 'Erfasste Tage',
  'Recorded days of {pair}: {count}': 'Erfasste Tage von {pair}: {count}',
  'New rate of {pair}': 'Neuer Kurs von {pair}',
  '{pair} has a later one, which counts': '{pair} hat einen späteren, der gilt',
  '{days} days old': '{days} Tage alt',
  'Rates of {pair}': 'Kurse von {pair}',
  'The newest {count} of {total} days.': 'Die neuesten {count} von {total} Tagen.',
  'It was recorded before; nothing was changed.': 'Er war schon erfasst; nichts wurde geändert.',
  '1 {from} is {rate} {to} from {day} on.': '1 {from} ist ab {day} {rate} {to} wert.',
  'It is recorded. Look at it once more; the right one of the same day takes its place.':
    'Er ist erfasst. Sehen Sie ihn noch einmal an; der richtige desselben Tages tritt an seine Stelle.',
  'Import a file of rates': 'Datei mit Kursen importieren',
  'Rates from a file': 'Kurse aus einer Datei',
  'CSV or XLSX: date, currency and rate, or the table of the European Central Bank as it is published.':
    'CSV oder XLSX: date, currency und rate, oder die Tabelle der Europäischen Zentralbank, wie sie veröffentlicht wird.',
  'File of rates': 'Datei mit Kursen',
  'Choose a file': 'Datei wählen',
  'No file is chosen. It is looked at first; nothing is recorded before you say so.':
    'Es ist keine Datei gewählt. Sie wird erst angesehen; nichts wird erfasst, bevor Sie es sagen.',
  'How its rates are meant': 'Wie die Kurse gemeint sind',
  'The table of the European Central Bank': 'Die Tabelle der Europäischen Zentralbank',
  'One unit of the row’s currency in …': 'Eine Einheit der Währung der Zeile in …',
  'One unit of … in the row’s currency': 'Eine Einheit … in der Währung der Zeile',
  'Only from this day on': 'Nur ab diesem Tag',
  'Left empty it is the name of the file.': 'Leer gelassen ist es der Name der Datei.',
  'Look at it': 'Ansehen',
  '1 exchange rate is recorded.': '1 Wechselkurs ist erfasst.',
  '{count} exchange rates are recorded.': '{count} Wechselkurse sind erfasst.',
  'Record {count}': '{count} erfassen',
  'Recorded: {count}. Known before: {known}. Bad: {bad}.':
    'Erfasst: {count}. Schon bekannt: {known}. Fehlerhaft: {bad}.',
  'New: {count}. Known already: {known}. Bad: {bad}. Nothing is recorded yet.':
    'Neu: {count}. Schon bekannt: {known}. Fehlerhaft: {bad}. Noch ist nichts erfasst.',
  'Passed over, no currencies of today: {list}.': 'Übergangen, keine heutigen Währungen: {list}.',
  'New portfolio': 'Neues Portfolio',
  Portfolios: 'Portfolios',
  'The customers that one collector looks after; for all companies.':
    'Die Kunden, die eine Person betreut; für alle Gesellschaften.',
  'There is no portfolio yet. Customers come into one on their settings, or by the column portfolio of an imported file.':
    'Es gibt noch kein Portfolio. Kunden kommen über ihre Einstellungen hinein oder über die Spalte portfolio einer importierten Datei.',
  Substitutes: 'Vertretungen',
  'End: {name} for {portfolio}': 'Beenden: {name} für {portfolio}',
  'Substitute for {name}': 'Vertretung für {name}',
  Substitute: 'Vertretung',
  'Portfolio {name} is created.': 'Portfolio {name} ist angelegt.',
  'Portfolio {name} is changed.': 'Portfolio {name} ist geändert.',
  Create: 'Anlegen',
  'Stands in for {name} from {from} to {to}.': 'Vertritt {name} vom {from} bis {to}.',
  'Stands in': 'Vertretung durch',
  'Choose a person': 'Person wählen',
  'Let stand in': 'Vertreten lassen',
  '{name} no longer stands in for {portfolio}': '{name} vertritt {portfolio} nicht mehr',
  '1 {code} = {text} {code2} on {day} is more than {count} percent away from 1 {code3} = {text2} {code4} on {day2}; look whether it is right.':
    '1 {code} = {text} {code2} am {day} liegt mehr als {count} Prozent neben 1 {code3} = {text2} {code4} am {day2}; sehen Sie nach, ob es stimmt.',
  'Language of the PDF': 'Sprache des PDF',
};
