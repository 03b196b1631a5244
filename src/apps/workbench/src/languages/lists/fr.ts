/** Lists of offsets and payables in French: English sentence to sentence. */
import type { Catalogue } from '../../language.ts';

export const lists: Catalogue = {
  'Customer, agreement and documents are searched.': 'Client, accord et documents sont recherchés.',
  'Export of offsets as CSV': 'Export des compensations en CSV',
  'Export of offsets as a workbook': 'Export des compensations en classeur',
  'Export of payables as CSV': 'Export des dettes en CSV',
  'Export of payables as a workbook': 'Export des dettes en classeur',
  'No offset is in this list': 'Aucune compensation dans cette liste',
  States: 'États',
  offset: 'compensation',
  offsets: 'compensations',
};
