/** The close of the month in French: English sentence to sentence. */
import type { Catalogue } from '../../language.ts';

export const close: Catalogue = {
  'Aging on its last day': 'Balance âgée au dernier jour',
  'Already posted': 'Déjà comptabilisé',
  'Carried at': 'Valeur comptable',
  'Carried at, {currency}': 'Valeur comptable, {currency}',
  'Close for good': 'Clôturer définitivement',
  'Close it anyway; what was not done stays visible': 'Le clôturer quand même ; ce qui n’est pas fait reste visible',
  'Close the month for good': 'Clôturer le mois définitivement',
  'Close them anyway; what was not done stays visible': 'Les clore quand même ; ce qui n’est pas fait reste visible',
  'Close up to {month}': 'Clore jusqu’à {month}',
  'Close with the months before it': 'Clore avec les mois précédents',
  'Close {month} and the months before it': 'Clore {month} et les mois précédents',
  'Close {month} for good': 'Clôturer {month} définitivement',
  'Closed for good': 'Clôturé définitivement',
  'Closed for good up to {month}.': 'Clos définitivement jusqu’à {month}.',
  'Control account': 'Compte collectif',
  'Control accounts': 'Comptes collectifs',
  'Everybody who may post can post in it again. It stays in its story who opened it and why.':
    'Quiconque peut comptabiliser le peut de nouveau. Il reste noté qui l’a rouvert et pourquoi.',
  'Files for the auditor': 'Fichiers pour l’audit',
  'For hledger': 'Pour hledger',
  'From then on only a controller posts in it or in the months before it, and says why. They can be opened again together, the latest first.':
    'Dès lors, seul un contrôleur comptabilise dans ce mois ou dans les précédents, et dit pourquoi. Ils peuvent être rouverts ensemble, le dernier d’abord.',
  'Items of {account} in {currency}: {amount}': 'Postes de {account} en {currency} : {amount}',
  'Journal of the month': 'Journal du mois',
  'May be left': 'Peut rester',
  'Month after': 'Mois suivant',
  'Month before': 'Mois précédent',
  'Month close': 'Clôture mensuelle',
  Needed: 'Nécessaire',
  'No item in foreign currency is open at the end of the month.':
    'À la fin du mois, aucun poste en devise n’est ouvert.',
  'Nobody has closed this month yet.': 'Personne n’a encore clôturé ce mois.',
  'Nobody posts in it any more, and it is never opened again. What is wrong in it is corrected in an open month.':
    'Plus personne n’y comptabilise, et il n’est jamais rouvert. Ce qui y est faux est corrigé dans un mois ouvert.',
  'Nobody posts in them any more, and none is ever opened again. Months without postings between them are closed with them.':
    'Plus personne n’y comptabilise, et aucun n’est jamais rouvert. Les mois sans écriture entre eux sont clos avec eux.',
  'Nothing is posted to a control account by the end of the month.':
    'À la fin du mois, rien n’est comptabilisé sur un compte collectif.',
  'Nothing stands in the way: the month can be closed for good.':
    'Rien ne s’y oppose : le mois peut être clôturé définitivement.',
  'Nothing was posted in it; choose one of the list.': 'Rien n’y a été comptabilisé ; choisissez-en un dans la liste.',
  'On {day} every control account equals its open items.':
    'Au {day}, chaque compte collectif égale ses postes ouverts.',
  'On {day} the ledger and the open items differ: have the books verified before the month is closed.':
    'Au {day}, le grand livre et les postes ouverts diffèrent : faites vérifier les livres avant de clôturer le mois.',
  'Open for postings': 'Ouvert aux écritures',
  'Open items on its last day': 'Postes ouverts au dernier jour',
  'Open the month again': 'Rouvrir le mois',
  'Open {month} again': 'Rouvrir {month}',
  'Opened again': 'Rouvert',
  'Post the revaluation': 'Comptabiliser la réévaluation',
  'Post the revaluations of all': 'Comptabiliser les réévaluations de tous',
  'Posted while it was soft-closed': 'Comptabilisé pendant la clôture provisoire',
  Rate: 'Cours',
  'Ready to be closed': 'Prêt à être clos',
  'Reconcile the bank': 'Rapprocher la banque',
  'Record the rate': 'Saisir le cours',
  Revaluation: 'Réévaluation',
  'Soft-close': 'Clôturer provisoirement',
  'Soft-close the month': 'Clôturer le mois provisoirement',
  'Soft-close {month}': 'Clôturer {month} provisoirement',
  'Soft-closed': 'Clôturé provisoirement',
  'The documents are the ERP’s: they are valued there.': 'Les pièces sont celles de l’ERP : elles y sont évaluées.',
  'The month is closed for good.': 'Le mois est clôturé définitivement.',
  'The month is revalued; it is taken back on the first day of the next.':
    'Le mois est réévalué ; c’est repris le premier jour du suivant.',
  'The month is soft-closed.': 'Le mois est clôturé provisoirement.',
  'The months are revalued; each is taken back on the first day of the next.':
    'Les mois sont réévalués ; chaque réévaluation est annulée le premier jour du suivant.',
  'The reconciliations of its banks, with who prepared and signed them, are files of their own:':
    'Les rapprochements de ses banques, avec qui les a préparés et signés, sont des fichiers à part :',
  'This month is not in the books': 'Ce mois n’est pas dans les livres',
  'To be posted': 'À comptabiliser',
  'What is needed in {month} is done first.': 'Ce qui est nécessaire en {month} est fait d’abord.',
  'What is needed in {month} is done first; the months before it can be closed now.':
    'Ce qui est nécessaire en {month} est fait d’abord ; les mois précédents peuvent être clos maintenant.',
  'What stands in the way': 'Ce qui s’y oppose',
  'Who closed it': 'Qui l’a clôturé',
  Worth: 'Valeur',
  '{count} posted late': '{count} comptabilisés tard',
};
