/** Next steps of reconciliations in Spanish: English sentence to sentence. */
import type { Catalogue } from '../../language.ts';

export const steps: Catalogue = {
  'Apply the money that is here': 'Aplicar el dinero que está aquí',
  Dispute: 'Disputar',
  'Disputed; it is linked to this line.': 'En disputa; enlazada a esta línea.',
  'Done and next': 'Hecho y siguiente',
  'End the dispute': 'Cerrar la disputa',
  'Ended; the document is worked as before.': 'Cerrada; el documento se trabaja como antes.',
  'It leaves with the next sending; copies that are kept go with it.':
    'Sale con el próximo envío; las copias guardadas van con ella.',
  'Letter did not leave': 'La carta no salió',
  'Letter held back': 'Carta retenida',
  'Letter sent': 'Carta enviada',
  'Letter waits': 'La carta espera',
  'Letter: look whether it left': 'Carta: comprobar si salió',
  'Next step': 'Siguiente paso',
  'Next step for {document}': 'Siguiente paso para {document}',
  'Open a deduction': 'Abrir una deducción',
  'Posted.': 'Contabilizado.',
  'Reconciliation letter': 'Carta de conciliación',
  'Write to the customer': 'Escribir al cliente',
  'Write to {name}': 'Escribir a {name}',
  '{amount} {currency} of {document} are not dunned until the dispute ends.':
    '{amount} {currency} de {document} no se reclaman hasta que termine la disputa.',
};
