/** Exchange rates and portfolios, which all companies share, in French: English sentence to sentence. */
import type { Catalogue } from '../../language.ts';

export const shared: Catalogue = {
  'New rate': 'Nouveau cours',
  'Exchange rates': 'Cours de change',
  'For all companies; a rate counts from its day until the next one of its pair.':
    'Pour toutes les sociétés ; un cours vaut dès son jour jusqu’au suivant de sa paire.',
  'By them money of other currencies is posted and matched, open items are revalued at the end of a month, and the aging of a group is added up. What is posted keeps its rate.':
    'D’après eux l’argent d’autres devises est comptabilisé et affecté, les postes ouverts sont réévalués en fin de mois et la balance âgée d’un groupe est additionnée. Ce qui est comptabilisé garde son cours.',
  'No exchange rate is recorded: money of a currency that is not the company’s waits unposted until there is one.':
    'Aucun cours de change n’est enregistré : l’argent d’une devise qui n’est pas celle de la société attend sans être comptabilisé jusqu’à ce qu’il y en ait un.',
  Pair: 'Paire',
  'One unit is': 'Une unité vaut',
  'One unit of': 'Une unité de',
  'is worth': 'vaut',
  'in currency': 'en devise',
  'From day': 'Dès le jour',
  'Recorded days': 'Jours enregistrés',
  'Recorded days of {pair}: {count}': 'Jours enregistrés de {pair} : {count}',
  'New rate of {pair}': 'Nouveau cours de {pair}',
  '{pair} has a later one, which counts': '{pair} en a un plus récent, qui compte',
  '{days} days old': 'vieux de {days} jours',
  'Rates of {pair}': 'Cours de {pair}',
  'The newest {count} of {total} days.': 'Les {count} jours les plus récents sur {total}.',
  'It was recorded before; nothing was changed.': 'Il était déjà enregistré ; rien n’a été changé.',
  '1 {from} is {rate} {to} from {day} on.': '1 {from} vaut {rate} {to} à partir du {day}.',
  'It is recorded. Look at it once more; the right one of the same day takes its place.':
    'Il est enregistré. Regardez-le encore une fois ; le bon du même jour prend sa place.',
  'Import a file of rates': 'Importer un fichier de cours',
  'Rates from a file': 'Cours d’un fichier',
  'CSV or XLSX: date, currency and rate, or the table of the European Central Bank as it is published.':
    'CSV ou XLSX : date, currency et rate, ou le tableau de la Banque centrale européenne tel qu’il est publié.',
  'File of rates': 'Fichier de cours',
  'Choose a file': 'Choisir un fichier',
  'No file is chosen. It is looked at first; nothing is recorded before you say so.':
    'Aucun fichier n’est choisi. Il est d’abord examiné ; rien n’est enregistré avant que vous le disiez.',
  'How its rates are meant': 'Comment ses cours s’entendent',
  'The table of the European Central Bank': 'Le tableau de la Banque centrale européenne',
  'One unit of the row’s currency in …': 'Une unité de la devise de la ligne en …',
  'One unit of … in the row’s currency': 'Une unité de … dans la devise de la ligne',
  'Only from this day on': 'Seulement à partir de ce jour',
  'Left empty it is the name of the file.': 'Laissée vide, c’est le nom du fichier.',
  'Look at it': 'Examiner',
  '1 exchange rate is recorded.': '1 cours de change est enregistré.',
  '{count} exchange rates are recorded.': '{count} cours de change sont enregistrés.',
  'Record {count}': 'Enregistrer {count}',
  'Recorded: {count}. Known before: {known}. Bad: {bad}.':
    'Enregistrés : {count}. Déjà connus : {known}. Erronés : {bad}.',
  'New: {count}. Known already: {known}. Bad: {bad}. Nothing is recorded yet.':
    'Nouveaux : {count}. Déjà connus : {known}. Erronés : {bad}. Rien n’est encore enregistré.',
  'Passed over, no currencies of today: {list}.': 'Passées, ce ne sont plus des devises : {list}.',
  'New portfolio': 'Nouveau portefeuille',
  Portfolios: 'Portefeuilles',
  'The customers that one collector looks after; for all companies.':
    'Les clients dont une personne s’occupe ; pour toutes les sociétés.',
  'There is no portfolio yet. Customers come into one on their settings, or by the column portfolio of an imported file.':
    'Il n’y a pas encore de portefeuille. Les clients y entrent par leurs réglages ou par la colonne portfolio d’un fichier importé.',
  Substitutes: 'Remplacements',
  'End: {name} for {portfolio}': 'Terminer : {name} pour {portfolio}',
  'Substitute for {name}': 'Remplacement pour {name}',
  Substitute: 'Remplacement',
  'Portfolio {name} is created.': 'Le portefeuille {name} est créé.',
  'Portfolio {name} is changed.': 'Le portefeuille {name} est modifié.',
  Create: 'Créer',
  'Stands in for {name} from {from} to {to}.': 'Remplace pour {name} du {from} au {to}.',
  'Stands in': 'Qui remplace',
  'Choose a person': 'Choisir une personne',
  'Let stand in': 'Confier le remplacement',
  '{name} no longer stands in for {portfolio}': '{name} ne remplace plus pour {portfolio}',
  '1 {code} = {text} {code2} on {day} is more than {count} percent away from 1 {code3} = {text2} {code4} on {day2}; look whether it is right.':
    '1 {code} = {text} {code2} le {day} s’écarte de plus de {count} pour cent de 1 {code3} = {text2} {code4} le {day2} ; regardez si c’est juste.',
  'Language of the PDF': 'Langue du PDF',
};
