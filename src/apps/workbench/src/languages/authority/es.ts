/** Delegations and what would happen, in Spanish: English sentence to sentence. */
import type { Catalogue } from '../../language.ts';

export const authority: Catalogue = {
  'Acts for them': 'Actúa por ella',
  Decides: 'Decide',
  'Earlier ones too': 'También las anteriores',
  'For some days somebody acts for another, within that person’s limits and on that person’s totals.':
    'Durante unos días alguien actúa por otra persona, dentro de los límites de esta y a cuenta de sus totales.',
  'For what': 'Para qué',
  'Delegate my authority': 'Delegar mis facultades',
  Delegations: 'Delegaciones',
  'Limits that this person could use': 'Límites que esta persona podría usar',
  'No limit here is this person’s for it.': 'Ningún límite de aquí es de esta persona para ello.',
  'Nobody acts for anybody at the moment.': 'Ahora nadie actúa por nadie.',
  'Only what holds or comes': 'Solo lo vigente y lo que viene',
  See: 'Ver',
  'Revoke now': 'Revocar ahora',
  'Revoke what {lender} delegated to {name}': 'Revocar lo que {lender} delegó en {name}',
  'There is no customer of this number.': 'No hay ningún cliente con este número.',
  'To whom': 'A quién',
  'What would happen if': 'Qué pasaría si',
  'Who may approve it: {names}.': 'Puede aprobarlo: {names}.',
  'Whose authority': 'Facultades de quién',
  'Whose limit': 'Límite de quién',
  'does what': 'hace qué',
  'empty: up to your own limits': 'vacío: hasta sus propios límites',
  everything: 'todo',
  'delegated by {name}': 'delegada por {name}',
  'wherever I may': 'dondequiera que pueda',
  '{name} (you)': '{name} (usted)',
  '{name} acts for you from {from} to {to}.': '{name} actúa por usted del {from} al {to}.',
  '{name} does not act for {lender} any more.': '{name} ya no actúa por {lender}.',
  '{name}: what you may do, your delegate may do for you, and it counts towards your limits. It is not delegated further, and neither of you approves what the other asks for.':
    '{name}: lo que usted puede hacer, su delegado puede hacerlo por usted, y cuenta para los límites de usted. No se delega a su vez, y ninguno de los dos aprueba lo que pide el otro.',
  'Yes, alone': 'Sí, a solas',
  'Only with a second person': 'Solo con una segunda persona',
  No: 'No',
  'not begun yet': 'aún no empezada',
  over: 'terminada',
  revoked: 'revocada',
  'An administrator can give it.': 'Un administrador puede concederlo.',
  'Who can give it: {names}.': 'Puede concederlo: {names}.',
  'Your role runs the house and does not see the books.': 'Su rol gestiona la casa y no ve los libros.',
  'What runs by itself stands under Jobs.': 'Lo que se ejecuta solo está en Procesos.',
  'Try on past decisions': 'Probar con decisiones pasadas',
  'Nothing of the kind was decided in this time.': 'En este tiempo no se decidió nada semejante.',
  '{others} of {count} decisions would have been others.': '{others} de {count} decisiones habrían sido otras.',
  'Decisions that would have been others': 'Decisiones que habrían sido otras',
  'Then it was': 'Entonces fue',
  'It would be': 'Sería',
  'not at all': 'de ningún modo',
  'Add a limit': 'Añadir un límite',
  'Approved by': 'Aprobado por',
  Persons: 'Personas',
  'A person’s own limit stands in the place of those of the roles.':
    'El límite propio de una persona ocupa el lugar de los de los roles.',
  'whoever may approve it': 'quien pueda aprobarlo',
  'Within the limit.': 'Dentro del límite.',
  'You hold no authority for this; ask an administrator for a limit, or somebody who has one.':
    'No hay facultades para esto; pida un límite a un administrador, o pídaselo a quien lo tenga.',
  'No limit is set for this here, so nobody may do it; an administrator asks for limits under Settings, Authority.':
    'Aquí no hay ningún límite para esto, así que nadie puede hacerlo; un administrador pide límites en Ajustes, Facultades.',
  'This always takes a second person.': 'Esto siempre requiere una segunda persona.',
  'This takes a second person.': 'Esto requiere una segunda persona.',
  '{amount} is above the limit of {amount2}.': '{amount} supera el límite de {amount2}.',
  'It is above the ceiling of the delegation, {amount}.': 'Supera el tope de la delegación, {amount}.',
  "With {amount} done today it would be above the day's limit of {amount2}.":
    'Con los {amount} de hoy superaría el límite diario de {amount2}.',
  'The limit is per customer, and this concerns none.': 'El límite es por cliente, y esto no se refiere a ninguno.',
  'With {amount} for this customer in the month it would be above the limit of {amount2}.':
    'Con los {amount} de este cliente en el mes superaría el límite de {amount2}.',
  'With {amount} for this customer in the quarter it would be above the limit of {amount2}.':
    'Con los {amount} de este cliente en el trimestre superaría el límite de {amount2}.',
  'With {amount} for this customer in the year it would be above the limit of {amount2}.':
    'Con los {amount} de este cliente en el año superaría el límite de {amount2}.',
  'It is above what anybody here may approve; ask for a higher limit first.':
    'Supera lo que aquí puede aprobar nadie; pida primero un límite mayor.',
  'Authority is delegated to another person, not to yourself. Nothing was changed.':
    'Las facultades se delegan en otra persona, no en uno mismo. No se cambió nada.',
  'A delegation ends after it begins, within a year. Nothing was changed.':
    'Una delegación termina después de empezar, dentro de un año. No se cambió nada.',
  'There is no such delegation. Nothing was changed.': 'No existe tal delegación. No se cambió nada.',
  Revoke: 'Revocar',
};
