/** What is done to chosen items, in Spanish: English sentence to sentence. */
import type { Catalogue } from '../../language.ts';

export const chosenItems: Catalogue = {
  'Another due day': 'Otro vencimiento',
  'Asked for approval; the day changes once it is approved.': 'Aprobación pedida; el día cambia en cuanto se apruebe.',
  'Due between {from} and {to} until now.': 'Hasta ahora vencen entre el {from} y el {to}.',
  'Due on': 'Vence el',
  'Due on {day} again.': 'Vence otra vez el {day}.',
  'Due on {day} until now.': 'Hasta ahora vence el {day}.',
  'End the stop': 'Terminar la parada',
  'End the stop of the chosen items': 'Terminar la parada de las partidas elegidas',
  'Give the chosen items another due day': 'Dar otro vencimiento a las partidas elegidas',
  'It ends by itself': 'Termina sola',
  'Items stopped': 'Partidas paradas',
  'Last day of the stop': 'Último día de la parada',
  More: 'Más',
  'More with the chosen items': 'Más con las partidas elegidas',
  'Move due days': 'Mover vencimientos',
  'Only stops by hand end: what is disputed or promised stays so.':
    'Solo terminan las paradas a mano: lo disputado o prometido sigue igual.',
  'Stop of items ended': 'Parada de partidas terminada',
  'Stop the chosen items': 'Parar las partidas elegidas',
  'Stop the items': 'Parar las partidas',
  'One document is reversed at a time: choose one.': 'Los documentos se anulan de uno en uno: elija uno.',
  'Reverse…': 'Anular…',
  'Reverse {number}': 'Anular {number}',
  '{number} is reversed.': '{number} está anulado.',
  'A document that was not to be, such as a fee that is waived: it is negated by a reversal of its own, and what it cleared is open again.':
    'Un documento que no debía existir, como una comisión condonada: una anulación propia lo neutraliza, y lo que compensó vuelve a estar abierto.',
  'Taken back: {reason}': 'Retirado: {reason}',
  'They are reminded of no more, and no cash is applied to them by itself, until the stop is over.':
    'Ya no se reclaman ni se les aplica dinero por sí solo hasta que termine la parada.',
  'What was known before keeps the old day. Above your authority a second person is asked.':
    'Lo que ya se sabía conserva el día antiguo. Por encima de su autoridad se pregunta a una segunda persona.',
  '{what}: due on {day}.': '{what}: vence el {day}.',
  '{what}: not stopped any more.': '{what}: ya sin parada.',
  '{what}: stopped.': '{what}: en parada.',
  'give items another due day': 'dar otro vencimiento a partidas',
  'One customer has no such items. Nothing was changed.': 'Ningún cliente tiene estas partidas. No se cambió nada.',
  '{text} belongs to the ERP of {text2}; change its due day there, and the next load brings it here. Nothing was changed.':
    '{text} pertenece al ERP de {text2}; cambie allí su vencimiento y la próxima carga lo traerá. No se cambió nada.',
  '{day} is gone by; a stop lasts until a day to come, or until it is ended. Nothing was changed.':
    '{day} ya pasó; una parada dura hasta un día por venir o hasta que se termine. No se cambió nada.',
  'None of these items is stopped by hand. Nothing was changed.':
    'Ninguna de estas partidas está parada a mano. No se cambió nada.',
};
