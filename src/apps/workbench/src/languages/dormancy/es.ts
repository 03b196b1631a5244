/** Dormant credits in Spanish: English sentence to sentence. */
import type { Catalogue } from '../../language.ts';

export const dormancy: Catalogue = {
  'Customers in': 'Clientes en',
  Dormant: 'Inactivo',
  Months: 'Meses',
  'No credit is old enough by the rules that are in force.':
    'Ningún saldo es lo bastante antiguo según las reglas vigentes.',
  'None was set yet: a credit stays in its queue however old it is.':
    'Aún no se ha fijado ninguna: un saldo sigue en su lista por antiguo que sea.',
  'Rules of dormant credits': 'Reglas de saldos inactivos',
  Set: 'Fijar',
  'Set by': 'Quién lo fijó',
  Source: 'Fuente',
  'Such as DE; empty: every other.': 'Como DE; vacío: los demás.',
  'The law or the policy that says so.': 'La ley o la norma que lo dice.',
  'Valid from': 'Válido desde',
  Validity: 'Vigencia',
  'Without movement; 0: never.': 'Sin movimiento; 0: nunca.',
  'Write a number of months from 0 to 600.': 'Escriba un número de meses de 0 a 600.',
  'after 1 month': 'tras 1 mes',
  'after {months} months': 'tras {months} meses',
  'every other country': 'cualquier otro país',
  'from {day} on': 'desde el {day}',
  'no rule is in force, so no credit is dormant': 'no hay regla vigente, así que ningún saldo está inactivo',
  'past; from {day} on': 'pasada; desde el {day}',
  'Dormant credits beside money': 'Abonos inactivos aparte del dinero',
  Credit: 'Abono',
  'Last moved': 'Último movimiento',
  'Dormant since': 'Inactivo desde',
  '1 day before': '1 día antes',
  '{days} days before': '{days} días antes',
  'Letter, days before': 'Carta, días antes',
  'The customer is asked; 0: not.': 'Se pregunta al cliente; 0: no.',
  'Customer asked': 'Cliente preguntado',
  'Dormant credit': 'Saldo inactivo',
};
