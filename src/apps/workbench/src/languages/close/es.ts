/** The close of the month in Spanish: English sentence to sentence. */
import type { Catalogue } from '../../language.ts';

export const close: Catalogue = {
  'Aging on its last day': 'Antigüedad en su último día',
  'Already posted': 'Ya contabilizado',
  'Carried at': 'Valor en libros',
  'Carried at, {currency}': 'Valor en libros, {currency}',
  'Close for good': 'Cerrar definitivamente',
  'Close it anyway; what was not done stays visible': 'Cerrarlo de todos modos; lo que no se hizo sigue a la vista',
  'Close the month for good': 'Cerrar el mes definitivamente',
  'Close them anyway; what was not done stays visible': 'Cerrarlos de todos modos; lo que no se hizo queda a la vista',
  'Close up to {month}': 'Cerrar hasta {month}',
  'Close with the months before it': 'Cerrar con los meses anteriores',
  'Close {month} and the months before it': 'Cerrar {month} y los meses anteriores',
  'Close {month} for good': 'Cerrar {month} definitivamente',
  'Closed for good': 'Cerrado definitivamente',
  'Closed for good up to {month}.': 'Cerrado definitivamente hasta {month}.',
  'Control account': 'Cuenta de control',
  'Control accounts': 'Cuentas de control',
  'Everybody who may post can post in it again. It stays in its story who opened it and why.':
    'Quien puede contabilizar vuelve a hacerlo en él. Queda registrado quién lo abrió y por qué.',
  'Files for the auditor': 'Ficheros para la auditoría',
  'For hledger': 'Para hledger',
  'From then on only a controller posts in it or in the months before it, and says why. They can be opened again together, the latest first.':
    'Desde entonces solo un controller contabiliza en él o en los meses anteriores, e indica por qué. Se pueden volver a abrir juntos, el último primero.',
  'Items of {account} in {currency}: {amount}': 'Partidas de {account} en {currency}: {amount}',
  'Journal of the month': 'Diario del mes',
  'May be left': 'Puede quedar',
  'Month after': 'Mes posterior',
  'Month before': 'Mes anterior',
  'Month close': 'Cierre del mes',
  Needed: 'Necesario',
  'No item in foreign currency is open at the end of the month.':
    'Al final del mes no hay ninguna partida abierta en moneda extranjera.',
  'Nobody has closed this month yet.': 'Nadie ha cerrado todavía este mes.',
  'Nobody posts in it any more, and it is never opened again. What is wrong in it is corrected in an open month.':
    'Nadie contabiliza más en él y no vuelve a abrirse nunca. Lo que esté mal se corrige en un mes abierto.',
  'Nobody posts in them any more, and none is ever opened again. Months without postings between them are closed with them.':
    'Nadie contabiliza ya en ellos y ninguno se vuelve a abrir. Los meses sin asientos entre ellos se cierran con ellos.',
  'Nothing is posted to a control account by the end of the month.':
    'Hasta el final del mes no hay nada contabilizado en una cuenta de control.',
  'Nothing stands in the way: the month can be closed for good.':
    'Nada lo impide: el mes puede cerrarse definitivamente.',
  'Nothing was posted in it; choose one of the list.': 'No se contabilizó nada en él; elija uno de la lista.',
  'On {day} every control account equals its open items.':
    'El {day} cada cuenta de control iguala sus partidas abiertas.',
  'On {day} the ledger and the open items differ: have the books verified before the month is closed.':
    'El {day} el libro mayor y las partidas abiertas difieren: haga verificar los libros antes de cerrar el mes.',
  'Open for postings': 'Abierto para asientos',
  'Open items on its last day': 'Partidas abiertas en su último día',
  'Open the month again': 'Volver a abrir el mes',
  'Open {month} again': 'Volver a abrir {month}',
  'Opened again': 'Abierto de nuevo',
  'Post the revaluation': 'Contabilizar la revaluación',
  'Post the revaluations of all': 'Contabilizar las valoraciones de todos',
  'Posted while it was soft-closed': 'Contabilizado mientras estaba cerrado provisionalmente',
  Rate: 'Tipo de cambio',
  'Ready to be closed': 'Listo para cerrarse',
  'Reconcile the bank': 'Conciliar el banco',
  'Record the rate': 'Registrar el tipo',
  Revaluation: 'Revaluación',
  'Soft-close': 'Cerrar provisionalmente',
  'Soft-close the month': 'Cerrar el mes provisionalmente',
  'Soft-close {month}': 'Cerrar {month} provisionalmente',
  'Soft-closed': 'Cerrado provisionalmente',
  'The documents are the ERP’s: they are valued there.': 'Los documentos son del ERP: se valoran allí.',
  'The month is closed for good.': 'El mes está cerrado definitivamente.',
  'The month is revalued; it is taken back on the first day of the next.':
    'El mes está revaluado; se deshace el primer día del siguiente.',
  'The month is soft-closed.': 'El mes está cerrado provisionalmente.',
  'The months are revalued; each is taken back on the first day of the next.':
    'Los meses están valorados; cada valoración se revierte el primer día del siguiente.',
  'The reconciliations of its banks, with who prepared and signed them, are files of their own:':
    'Las conciliaciones de sus bancos, con quien las preparó y firmó, son ficheros propios:',
  'This month is not in the books': 'Este mes no está en los libros',
  'To be posted': 'Por contabilizar',
  'What is needed in {month} is done first.': 'Primero se hace lo necesario en {month}.',
  'What is needed in {month} is done first; the months before it can be closed now.':
    'Primero se hace lo necesario en {month}; los meses anteriores se pueden cerrar ahora.',
  'What stands in the way': 'Lo que lo impide',
  'Who closed it': 'Quién lo cerró',
  Worth: 'Valor',
  '{count} posted late': '{count} contabilizados tarde',
};
