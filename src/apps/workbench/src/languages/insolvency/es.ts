/** Insolvency in Spanish: English sentence to sentence. */
import type { Catalogue } from '../../language.ts';

export const insolvency: Catalogue = {
  'Claim filed': 'Crédito comunicado',
  'Claim filed on {day}: {note}': 'Crédito comunicado el {day}: {note}',
  'Claims may be filed until': 'Comunicación de créditos hasta',
  'Court and number of the case': 'Juzgado y número de autos',
  'Empty: not known yet.': 'Vacío: aún no se sabe.',
  'File the claim in the insolvency proceedings.': 'Comunicar el crédito en el procedimiento concursal.',
  'Filed on': 'Comunicado el',
  Insolvency: 'Insolvencia',
  Insolvent: 'Insolvente',
  'Insolvent since {day}': 'Insolvente desde el {day}',
  'Insolvent since {day}: contact, set-off and automatic matching are stopped.':
    'Insolvente desde el {day}: contacto, compensación y aplicación automática están detenidos.',
  'Known from: {source}': 'Conocido por: {source}',
  Lift: 'Levantar',
  'Lift the insolvency': 'Levantar la insolvencia',
  'No claim is filed yet.': 'Todavía no se ha comunicado ningún crédito.',
  'Nobody is written to, nothing is set off, no money is applied by itself.':
    'No se escribe a nadie, no se compensa nada, ningún dinero se aplica por sí solo.',
  'Open from before': 'Pendiente de antes',
  'Open since': 'Pendiente desde entonces',
  'Opened on': 'Abierto el',
  'Record insolvency': 'Registrar insolvencia',
  'Record insolvency of {name}': 'Registrar la insolvencia de {name}',
  'Recorded; nobody writes to {name} any more.': 'Registrado; ya no se escribe a {name}.',
  'Reminders, set-off and cash application go on as before; what was recorded stays on record.':
    'Los recordatorios, la compensación y la aplicación de cobros siguen como antes; lo registrado queda registrado.',
  'Such as a letter of the administrator.': 'Como una carta del administrador.',
  'The claim is filed.': 'El crédito está comunicado.',
  'The claim must be filed by {day}.': 'El crédito debe comunicarse hasta el {day}.',
  'The customer is insolvent': 'El cliente es insolvente',
  'Wait for the administrator: the claim is filed.': 'Esperar al administrador: el crédito está comunicado.',
  'What was claimed, and where the paper is': 'Qué se comunicó y dónde está el escrito',
  'Where it is known from': 'De dónde se sabe',
  'the claim in the insolvency must be filed by {day}': 'el crédito en el concurso debe comunicarse hasta el {day}',
  'the customer is insolvent since {day}': 'el cliente es insolvente desde el {day}',
  '{name} is worked as before.': '{name} se trabaja como antes.',
};
