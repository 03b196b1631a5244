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
  'No money has come yet': 'Aún no ha llegado dinero',
  'Received, not applied': 'Recibido, sin aplicar',
  'Refund waits': 'Reembolso en espera',
  'Refund on its way': 'Reembolso en camino',
  'Refund paid': 'Reembolso pagado',
  'Refund did not arrive': 'El reembolso no llegó',
  'Where the money of {number} is': 'Dónde está el dinero de {number}',
  'Where its money is': 'Dónde está su dinero',
  'Where the money of the item is': 'Dónde está el dinero de la partida',
  '{amount} open': '{amount} pendiente',
  'It is neither promised nor advised, and no bank file and no receipt names it.':
    'No está prometido ni anunciado, y ningún fichero del banco ni ningún cobro lo nombra.',
  'Steps of the money': 'Pasos del dinero',
  Step: 'Paso',
  'What is known': 'Lo que se sabe',
  'Open the payment file': 'Abrir el fichero de pago',
  Paid: 'Pagado',
  Advised: 'Anunciado',
  'The bank has advised it; it is not booked yet.': 'El banco lo ha anunciado; aún no está contabilizado.',
  'It stands on a statement that is held.': 'Está en un extracto retenido.',
  'It is booked and waits to be posted.': 'Está en cuenta y espera su contabilización.',
  'The payer’s remittance advice names it; its money has not come.':
    'El aviso de pago del pagador lo nombra; el dinero no ha llegado.',
  'The customer has promised it.': 'El cliente lo ha prometido.',
  'Refund {text} waits to be paid out.': 'El reembolso {text} espera su pago.',
  '1 of them is not shown': '1 de ellos no se muestra',
  '{count} of them are not shown': '{count} de ellos no se muestran',
  'Check in hand': 'Cheque en mano',
  'Check {text} is here; it is dated {day} and not paid in yet.':
    'El cheque {text} está aquí; tiene fecha {day} y aún no se ha ingresado.',
};
