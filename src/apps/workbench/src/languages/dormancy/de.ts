/** Dormant credits in German: English sentence to sentence. */
import type { Catalogue } from '../../language.ts';

export const dormancy: Catalogue = {
  'Customers in': 'Kunden in',
  Dormant: 'Ruht',
  Months: 'Monate',
  'No credit is old enough by the rules that are in force.': 'Nach den geltenden Regeln ist kein Guthaben alt genug.',
  'None was set yet: a credit stays in its queue however old it is.':
    'Noch keine gesetzt: Ein Guthaben bleibt in seiner Liste, wie alt es auch ist.',
  'Rules of dormant credits': 'Regeln für ruhende Guthaben',
  Set: 'Setzen',
  'Set by': 'Gesetzt von',
  Source: 'Quelle',
  'Such as DE; empty: every other.': 'Etwa DE; leer: jedes andere.',
  'The law or the policy that says so.': 'Das Gesetz oder die Richtlinie dazu.',
  'Valid from': 'Gültig ab',
  Validity: 'Gültigkeit',
  'Without movement; 0: never.': 'Ohne Bewegung; 0: nie.',
  'Write a number of months from 0 to 600.': 'Eine Zahl von Monaten von 0 bis 600 eingeben.',
  'after {months} months': 'nach {months} Monaten',
  'every other country': 'jedes andere Land',
  'from {day} on': 'ab {day}',
  'no rule is in force, so no credit is dormant': 'keine Regel gilt, also ruht kein Guthaben',
  'past; from {day} on': 'vergangen; ab {day}',
  'Dormant credits beside money': 'Ruhende Gutschriften neben dem Geld',
  Credit: 'Guthaben',
  'Last moved': 'Zuletzt bewegt',
  'Dormant since': 'Ruhend seit',
};
