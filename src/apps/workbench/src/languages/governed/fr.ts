/** What of a customer is changed under authority, in French: English sentence to sentence. */
import type { Catalogue } from '../../language.ts';

export const governed: Catalogue = {
  'Account holder': 'Titulaire du compte',
  'Change the payment term': 'Changer la condition de paiement',
  'Change the refund account': 'Changer le compte de remboursement',
  'Down to level': 'Jusqu’au niveau',
  'Dunning level': 'Niveau de relance',
  'Dunning level of {name}': 'Niveau de relance de {name}',
  'It counts for what is posted from now on; what is open keeps its due day.':
    'Elle vaut pour ce qui est comptabilisé désormais ; ce qui est ouvert garde son échéance.',
  'Items reminded of: {count}, up to level {level}': 'Postes relancés : {count}, jusqu’au niveau {level}',
  'Money goes back there: always a second person approves it. Say how you know it, such as a call to a number that was known before.':
    'L’argent y est remboursé : une seconde personne l’approuve toujours. Dites comment vous le savez, par exemple par un appel à un numéro déjà connu.',
  'No open item was reminded of.': 'Aucun poste ouvert n’a été relancé.',
  'Payment term of {name}': 'Condition de paiement de {name}',
  'Refund account': 'Compte de remboursement',
  'Refund account of {name}': 'Compte de remboursement de {name}',
  'Take down': 'Abaisser',
  'Take down the dunning level': 'Abaisser le niveau de relance',
  'The dunning level is taken down.': 'Le niveau de relance est abaissé.',
  'The items stand at the lower level until a reminder raises it again by the procedure.':
    'Les postes restent au niveau inférieur jusqu’à ce qu’une relance le relève selon la procédure.',
  'The oldest {shown} of {count} items are listed; the others come once these are taken down.':
    'Les {shown} postes les plus anciens sur {count} sont affichés ; les autres viennent une fois ceux-ci abaissés.',
  'The payment term is changed.': 'La condition de paiement est changée.',
  'The refund account is changed.': 'Le compte de remboursement est changé.',
  'Under authority': 'Soumis à pouvoirs',
  'Waits for a second person': 'Attend une seconde personne',
  'due {day}, level {level}': 'échéance {day}, niveau {level}',
};
