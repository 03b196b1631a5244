/** Lists of offsets and payables in German: English sentence to sentence. */
import type { Catalogue } from '../../language.ts';

export const lists: Catalogue = {
  'Customer, agreement and documents are searched.': 'Kunde, Vereinbarung und Belege werden durchsucht.',
  'Export of offsets as CSV': 'Export der Verrechnungen als CSV',
  'Export of offsets as a workbook': 'Export der Verrechnungen als Arbeitsmappe',
  'Export of payables as CSV': 'Export der Verbindlichkeiten als CSV',
  'Export of payables as a workbook': 'Export der Verbindlichkeiten als Arbeitsmappe',
  'No offset is in this list': 'Keine Verrechnung in dieser Liste',
  States: 'Stände',
  offset: 'Verrechnung',
  offsets: 'Verrechnungen',
};
