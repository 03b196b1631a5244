/** Lists of offsets and payables in Spanish: English sentence to sentence. */
import type { Catalogue } from '../../language.ts';

export const lists: Catalogue = {
  'Customer, agreement and documents are searched.': 'Se buscan cliente, acuerdo y documentos.',
  'Export of offsets as CSV': 'Exportación de compensaciones en CSV',
  'Export of offsets as a workbook': 'Exportación de compensaciones como libro',
  'Export of payables as CSV': 'Exportación de obligaciones en CSV',
  'Export of payables as a workbook': 'Exportación de obligaciones como libro',
  'No offset is in this list': 'Ninguna compensación en esta lista',
  States: 'Estados',
  offset: 'compensación',
  offsets: 'compensaciones',
};
