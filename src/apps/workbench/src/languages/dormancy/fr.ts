/** Dormant credits in French: English sentence to sentence. */
import type { Catalogue } from '../../language.ts';

export const dormancy: Catalogue = {
  'Customers in': 'Clients en',
  Dormant: 'Dormant',
  Months: 'Mois',
  'No credit is old enough by the rules that are in force.':
    'Aucun avoir n’est assez ancien selon les règles en vigueur.',
  'None was set yet: a credit stays in its queue however old it is.':
    'Aucune n’est encore fixée : un avoir reste dans sa liste quel que soit son âge.',
  'Rules of dormant credits': 'Règles des avoirs dormants',
  Set: 'Fixer',
  'Set by': 'Auteur',
  Source: 'Source',
  'Such as DE; empty: every other.': 'Par exemple DE ; vide : tous les autres.',
  'The law or the policy that says so.': 'La loi ou la règle qui le dit.',
  'Valid from': 'Valable à partir du',
  Validity: 'Validité',
  'Without movement; 0: never.': 'Sans mouvement ; 0 : jamais.',
  'Write a number of months from 0 to 600.': 'Écrivez un nombre de mois de 0 à 600.',
  'after 1 month': 'après 1 mois',
  'after {months} months': 'après {months} mois',
  'every other country': 'tout autre pays',
  'from {day} on': 'à partir du {day}',
  'no rule is in force, so no credit is dormant': 'aucune règle n’est en vigueur, donc aucun avoir n’est dormant',
  'past; from {day} on': 'passée ; à partir du {day}',
  'Dormant credits beside money': 'Avoirs dormants hors encaissements',
  Credit: 'Avoir',
  'Last moved': 'Dernier mouvement',
  'Dormant since': 'Dormant depuis',
  '1 day before': '1 jour avant',
  '{days} days before': '{days} jours avant',
  'Letter, days before': 'Lettre, jours avant',
  'The customer is asked; 0: not.': 'Le client est interrogé ; 0 : non.',
  'Customer asked': 'Client interrogé',
  'Dormant credit': 'Avoir dormant',
};
