/** Delegations and what would happen, in French: English sentence to sentence. */
import type { Catalogue } from '../../language.ts';

export const authority: Catalogue = {
  'Acts for them': 'Agit pour elle',
  Decides: 'Décide',
  'Earlier ones too': 'Les précédentes aussi',
  'For some days somebody acts for another, within that person’s limits and on that person’s totals.':
    'Pendant quelques jours, quelqu’un agit pour une autre personne, dans les limites de celle-ci et sur ses totaux.',
  'For what': 'Pour quoi',
  'Delegate my authority': 'Déléguer mes pouvoirs',
  Delegations: 'Délégations',
  'Limits that this person could use': 'Limites que cette personne pourrait utiliser',
  'No limit here is this person’s for it.': 'Aucune limite ici ne vaut pour cette personne.',
  'Nobody acts for anybody at the moment.': 'Personne n’agit pour personne en ce moment.',
  'Only what holds or comes': 'Seulement ce qui vaut ou vient',
  See: 'Voir',
  'Revoke now': 'Révoquer maintenant',
  'Revoke what {lender} delegated to {name}': 'Révoquer ce que {lender} a délégué à {name}',
  'There is no customer of this number.': 'Aucun client n’a ce numéro.',
  'To whom': 'À qui',
  'What would happen if': 'Que se passerait-il si',
  'Who may approve it: {names}.': 'Peut l’approuver : {names}.',
  'Whose authority': 'Pouvoirs de qui',
  'Whose limit': 'Limite de qui',
  'does what': 'fait quoi',
  'empty: up to your own limits': 'vide : jusqu’à vos propres limites',
  everything: 'tout',
  'delegated by {name}': 'déléguée par {name}',
  'wherever I may': 'partout où je peux',
  '{name} (you)': '{name} (vous)',
  '{name} acts for you from {from} to {to}.': '{name} agit pour vous du {from} au {to}.',
  '{name} does not act for {lender} any more.': '{name} n’agit plus pour {lender}.',
  '{name}: what you may do, your delegate may do for you, and it counts towards your limits. It is not delegated further, and neither of you approves what the other asks for.':
    '{name} : ce que vous pouvez faire, votre délégataire peut le faire pour vous, et cela compte dans vos limites. Cela ne se délègue pas plus loin, et aucun de vous deux n’approuve ce que l’autre demande.',
  'Yes, alone': 'Oui, seul',
  'Only with a second person': 'Seulement avec une deuxième personne',
  No: 'Non',
  'not begun yet': 'pas encore commencée',
  over: 'terminée',
  revoked: 'révoquée',
  'An administrator can give it.': 'Un administrateur peut le donner.',
  'Who can give it: {names}.': 'Peut le donner : {names}.',
  'Your role runs the house and does not see the books.':
    'Votre rôle fait marcher la maison et ne voit pas les livres.',
  'What runs by itself stands under Jobs.': 'Ce qui s’exécute seul se trouve sous Traitements.',
  'Try on past decisions': 'Essayer sur les décisions passées',
  'Nothing of the kind was decided in this time.': 'Rien de tel n’a été décidé pendant ce temps.',
  '{others} of {count} decisions would have been others.': '{others} décisions sur {count} auraient été autres.',
  'Decisions that would have been others': 'Décisions qui auraient été autres',
  'Then it was': 'Alors c’était',
  'It would be': 'Ce serait',
  'not at all': 'pas du tout',
  'Add a limit': 'Ajouter une limite',
  'Approved by': 'Approuvé par',
  Persons: 'Personnes',
  'A person’s own limit stands in the place of those of the roles.':
    'La limite propre d’une personne remplace celles des rôles.',
  'whoever may approve it': 'qui peut l’approuver',
  'Within the limit.': 'Dans la limite.',
  'You hold no authority for this; ask an administrator for a limit, or somebody who has one.':
    'Il n’y a pas de pouvoirs pour cela ; demandez une limite à un administrateur, ou adressez-vous à qui en a une.',
  'No limit is set for this here, so nobody may do it; an administrator asks for limits under Settings, Authority.':
    'Aucune limite n’est fixée ici pour cela, donc personne ne le peut ; un administrateur demande des limites sous Réglages, Pouvoirs.',
  'This always takes a second person.': 'Cela demande toujours une deuxième personne.',
  'This takes a second person.': 'Cela demande une deuxième personne.',
  '{amount} is above the limit of {amount2}.': '{amount} dépasse la limite de {amount2}.',
  'It is above the ceiling of the delegation, {amount}.': 'Cela dépasse le plafond de la délégation, {amount}.',
  "With {amount} done today it would be above the day's limit of {amount2}.":
    'Avec les {amount} d’aujourd’hui, cela dépasserait la limite du jour de {amount2}.',
  'The limit is per customer, and this concerns none.': 'La limite est par client, et ceci n’en concerne aucun.',
  'With {amount} for this customer in the month it would be above the limit of {amount2}.':
    'Avec les {amount} de ce client dans le mois, cela dépasserait la limite de {amount2}.',
  'With {amount} for this customer in the quarter it would be above the limit of {amount2}.':
    'Avec les {amount} de ce client dans le trimestre, cela dépasserait la limite de {amount2}.',
  'With {amount} for this customer in the year it would be above the limit of {amount2}.':
    'Avec les {amount} de ce client dans l’année, cela dépasserait la limite de {amount2}.',
  'It is above what anybody here may approve; ask for a higher limit first.':
    'Cela dépasse ce que quiconque ici peut approuver ; demandez d’abord une limite plus haute.',
  'Authority is delegated to another person, not to yourself. Nothing was changed.':
    'Les pouvoirs se délèguent à une autre personne, pas à soi-même. Rien n’a été changé.',
  'A delegation ends after it begins, within a year. Nothing was changed.':
    'Une délégation finit après avoir commencé, dans l’année. Rien n’a été changé.',
  'There is no such delegation. Nothing was changed.': 'Cette délégation n’existe pas. Rien n’a été changé.',
  Revoke: 'Révoquer',
};
