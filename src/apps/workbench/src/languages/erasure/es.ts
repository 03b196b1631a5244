/** Erasure of personal data, in Spanish: English sentence to sentence. */
import type { Catalogue } from '../../language.ts';

export const erasure: Catalogue = {
  'A person asks to be forgotten: erase': 'Una persona pide ser olvidada: borrar',
  'Do not name the person in the reason: it stays.': 'No nombre a la persona en el motivo: permanece.',
  'Erase for good': 'Borrar para siempre',
  'Erase {what}': 'Borrar {what}',
  'Erased: {values} values, {records} records.': 'Borrado: {values} valores, {records} registros.',
  Erasure: 'Borrado',
  'Erasure of personal data': 'Borrado de datos personales',
  'For a person who asks to be forgotten. What is found may be somebody else of that name: look before you erase.':
    'Para una persona que pide ser olvidada. Lo encontrado puede ser otra persona de ese nombre: mire antes de borrar.',
  Goes: 'Se va',
  'Names, addresses and accounts of the person, one a line':
    'Nombres, direcciones y cuentas de la persona, una por línea',
  'Nobody of these words is named anywhere.': 'Nadie con estas palabras figura en ningún sitio.',
  'Settings: erasure': 'Ajustes: borrado',
  'The reasons of {count} records name the person: they are the proof of an act, and stay.':
    'Los motivos de {count} registros nombran a la persona: prueban un acto y permanecen.',
  'There is more than is shown: erase this, and look again.':
    'Hay más de lo que se muestra: borre esto y busque otra vez.',
  'What stands there': 'Qué dice',
  'What was written then goes out of {count} records of the audit trail; who did what, when and why stays.':
    'Lo que se escribió sale de {count} registros de auditoría; quién hizo qué, cuándo y por qué permanece.',
  'Where the person is named': 'Dónde se nombra a la persona',
  'Whoever asks to be forgotten is erased by an administrator, under Settings.':
    'A quien pide ser olvidado lo borra un administrador, en Ajustes.',
  'stays: a bookkeeping voucher': 'permanece: un comprobante contable',
  'stays: a business letter': 'permanece: una carta comercial',
  '{values} values and what was written in {records} records go for good: nobody can bring them back.':
    '{values} valores y lo escrito en {records} registros se van para siempre: nadie puede recuperarlos.',
  'Some of what is listed belongs to bookkeeping vouchers or business letters, which the law wants kept until their period ends (GDPR Art. 17(3)(b)). Leave it out, or say that the period has ended. Nothing was changed.':
    'Parte de lo indicado pertenece a comprobantes contables o cartas comerciales que la ley quiere conservar hasta el fin de su plazo (RGPD art. 17.3.b). Déjelo fuera. No se cambió nada.',
  'Some of the listed rows do not exist or hold nothing; nothing was changed.':
    'Algunas de las filas no existen o no contienen nada; no se cambió nada.',
};
