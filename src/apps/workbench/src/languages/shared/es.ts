/** Exchange rates and portfolios, which all companies share, in Spanish: English sentence to sentence. */
import type { Catalogue } from '../../language.ts';

export const shared: Catalogue = {
  'New rate': 'Nuevo tipo',
  'Exchange rates': 'Tipos de cambio',
  'For all companies; a rate counts from its day until the next one of its pair.':
    'Para todas las sociedades; un tipo vale desde su día hasta el siguiente de su par.',
  'By them money of other currencies is posted and matched, open items are revalued at the end of a month, and the aging of a group is added up. What is posted keeps its rate.':
    'Con ellos se contabiliza y asigna el dinero de otras monedas, se revalúan las partidas abiertas a fin de mes y se suma la antigüedad de un grupo. Lo contabilizado conserva su tipo.',
  'No exchange rate is recorded: money of a currency that is not the company’s waits unposted until there is one.':
    'No hay ningún tipo de cambio registrado: el dinero de una moneda que no es la de la sociedad espera sin contabilizar hasta que lo haya.',
  Pair: 'Par',
  'One unit is': 'Una unidad es',
  'One unit of': 'Una unidad de',
  'is worth': 'vale',
  'in currency': 'en moneda',
  'From day': 'Desde el día',
  'Recorded days': 'Días registrados',
  'Recorded days of {pair}: {count}': 'Días registrados de {pair}: {count}',
  'New rate of {pair}': 'Nuevo tipo de {pair}',
  '{pair} has a later one, which counts': '{pair} tiene uno posterior, que es el que vale',
  '{days} days old': 'de hace {days} días',
  'Rates of {pair}': 'Tipos de {pair}',
  'The newest {count} of {total} days.': 'Los {count} días más recientes de {total}.',
  'It was recorded before; nothing was changed.': 'Ya estaba registrado; no se cambió nada.',
  '1 {from} is {rate} {to} from {day} on.': '1 {from} vale {rate} {to} desde el {day}.',
  'It is recorded. Look at it once more; the right one of the same day takes its place.':
    'Está registrado. Mírelo otra vez; el correcto del mismo día ocupa su lugar.',
  'Import a file of rates': 'Importar un archivo de tipos',
  'Rates from a file': 'Tipos de un archivo',
  'CSV or XLSX: date, currency and rate, or the table of the European Central Bank as it is published.':
    'CSV o XLSX: date, currency y rate, o la tabla del Banco Central Europeo tal como se publica.',
  'File of rates': 'Archivo de tipos',
  'Choose a file': 'Elegir un archivo',
  'No file is chosen. It is looked at first; nothing is recorded before you say so.':
    'No se ha elegido ningún archivo. Primero se revisa; no se registra nada antes de que usted lo diga.',
  'How its rates are meant': 'Cómo se entienden sus tipos',
  'The table of the European Central Bank': 'La tabla del Banco Central Europeo',
  'One unit of the row’s currency in …': 'Una unidad de la moneda de la fila en …',
  'One unit of … in the row’s currency': 'Una unidad de … en la moneda de la fila',
  'Only from this day on': 'Solo desde este día',
  'Left empty it is the name of the file.': 'Si se deja vacío, es el nombre del archivo.',
  'Look at it': 'Revisar',
  '1 exchange rate is recorded.': '1 tipo de cambio registrado.',
  '{count} exchange rates are recorded.': '{count} tipos de cambio registrados.',
  'Record {count}': 'Registrar {count}',
  'Recorded: {count}. Known before: {known}. Bad: {bad}.':
    'Registrados: {count}. Ya conocidos: {known}. Incorrectos: {bad}.',
  'New: {count}. Known already: {known}. Bad: {bad}. Nothing is recorded yet.':
    'Nuevos: {count}. Ya conocidos: {known}. Incorrectos: {bad}. Todavía no se ha registrado nada.',
  'Passed over, no currencies of today: {list}.': 'Omitidas, no son monedas de hoy: {list}.',
  'New portfolio': 'Nueva cartera',
  Portfolios: 'Carteras',
  'The customers that one collector looks after; for all companies.':
    'Los clientes que atiende una persona; para todas las sociedades.',
  'There is no portfolio yet. Customers come into one on their settings, or by the column portfolio of an imported file.':
    'Todavía no hay ninguna cartera. Los clientes entran en una desde sus ajustes o por la columna portfolio de un archivo importado.',
  Substitutes: 'Suplencias',
  'End: {name} for {portfolio}': 'Terminar: {name} por {portfolio}',
  'Substitute for {name}': 'Suplencia de {name}',
  Substitute: 'Suplencia',
  'Portfolio {name} is created.': 'La cartera {name} está creada.',
  'Portfolio {name} is changed.': 'La cartera {name} está cambiada.',
  Create: 'Crear',
  'Stands in for {name} from {from} to {to}.': 'Suple en {name} del {from} al {to}.',
  'Stands in': 'Quién suple',
  'Choose a person': 'Elegir una persona',
  'Let stand in': 'Asignar la suplencia',
  '{name} no longer stands in for {portfolio}': '{name} ya no suple en {portfolio}',
  '1 {code} = {text} {code2} on {day} is more than {count} percent away from 1 {code3} = {text2} {code4} on {day2}; look whether it is right.':
    '1 {code} = {text} {code2} el {day} se aparta más de un {count} por ciento de 1 {code3} = {text2} {code4} el {day2}; mire si es correcto.',
  'Language of the PDF': 'Idioma del PDF',
};
