/** What of a customer is changed under authority, in Spanish: English sentence to sentence. */
import type { Catalogue } from '../../language.ts';

export const governed: Catalogue = {
  'Account holder': 'Titular de la cuenta',
  'Change the payment term': 'Cambiar la condición de pago',
  'Change the refund account': 'Cambiar la cuenta de reembolso',
  'Down to level': 'Hasta el nivel',
  'Dunning level': 'Nivel de reclamación',
  'Dunning level of {name}': 'Nivel de reclamación de {name}',
  'It counts for what is posted from now on; what is open keeps its due day.':
    'Vale para lo que se contabilice desde ahora; lo abierto conserva su vencimiento.',
  'Items reminded of: {count}, up to level {level}': 'Partidas reclamadas: {count}, hasta el nivel {level}',
  'Money goes back there: always a second person approves it. Say how you know it, such as a call to a number that was known before.':
    'Allí se devuelve el dinero: siempre lo aprueba una segunda persona. Diga cómo lo sabe, por ejemplo por una llamada a un número ya conocido.',
  'No open item was reminded of.': 'No se ha reclamado ninguna partida abierta.',
  'Payment term of {name}': 'Condición de pago de {name}',
  'Refund account': 'Cuenta de reembolso',
  'Refund account of {name}': 'Cuenta de reembolso de {name}',
  'Take down': 'Bajar',
  'Take down the dunning level': 'Bajar el nivel de reclamación',
  'The dunning level is taken down.': 'El nivel de reclamación ha bajado.',
  'The items stand at the lower level until a reminder raises it again by the procedure.':
    'Las partidas quedan en el nivel más bajo hasta que una reclamación lo suba de nuevo según el procedimiento.',
  'The oldest {shown} of {count} items are listed; the others come once these are taken down.':
    'Se muestran las {shown} partidas más antiguas de {count}; las demás vienen cuando se hayan bajado estas.',
  'The payment term is changed.': 'La condición de pago ha cambiado.',
  'The refund account is changed.': 'La cuenta de reembolso ha cambiado.',
  'Under authority': 'Con facultades',
  'Waits for a second person': 'Espera a una segunda persona',
  'due {day}, level {level}': 'vence {day}, nivel {level}',
};
