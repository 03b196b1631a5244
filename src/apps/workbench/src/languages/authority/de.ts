/** Delegations and what would happen, in German: English sentence to sentence. */
import type { Catalogue } from '../../language.ts';

export const authority: Catalogue = {
  'Acts for them': 'Handelt für sie',
  Decides: 'Entscheidet',
  'Earlier ones too': 'Auch frühere',
  'For some days somebody acts for another, within that person’s limits and on that person’s totals.':
    'Für einige Tage handelt jemand für einen anderen, in dessen Grenzen und auf dessen Summen.',
  'For what': 'Wofür',
  'Delegate my authority': 'Meine Befugnisse übertragen',
  Delegations: 'Übertragene Befugnisse',
  'Limits that this person could use': 'Grenzen, die diese Person nutzen könnte',
  'No limit here is this person’s for it.': 'Keine Grenze hier gilt dafür für diese Person.',
  'Nobody acts for anybody at the moment.': 'Zurzeit handelt niemand für jemanden.',
  'Only what holds or comes': 'Nur was gilt oder kommt',
  See: 'Nachsehen',
  'Revoke now': 'Jetzt widerrufen',
  'Revoke what {lender} delegated to {name}': 'Widerrufen, was {lender} an {name} übertragen hat',
  'There is no customer of this number.': 'Es gibt keinen Kunden mit dieser Nummer.',
  'To whom': 'An wen',
  'What would happen if': 'Was wäre, wenn',
  'Who may approve it: {names}.': 'Freigeben darf: {names}.',
  'Whose authority': 'Wessen Befugnis',
  'Whose limit': 'Wessen Grenze',
  'does what': 'tut was',
  'empty: up to your own limits': 'leer: bis zu Ihren eigenen Grenzen',
  everything: 'alles',
  'delegated by {name}': 'übertragen von {name}',
  'wherever I may': 'überall, wo ich darf',
  '{name} (you)': '{name} (Sie)',
  '{name} acts for you from {from} to {to}.': '{name} handelt für Sie von {from} bis {to}.',
  '{name} does not act for {lender} any more.': '{name} handelt nicht mehr für {lender}.',
  '{name}: what you may do, your delegate may do for you, and it counts towards your limits. It is not delegated further, and neither of you approves what the other asks for.':
    '{name}: Was Sie dürfen, darf Ihre Vertretung für Sie, und es zählt auf Ihre Grenzen. Es wird nicht weiter übertragen, und keiner von Ihnen beiden genehmigt, was der andere erbittet.',
  'Yes, alone': 'Ja, allein',
  'Only with a second person': 'Nur mit einer zweiten Person',
  No: 'Nein',
  'not begun yet': 'noch nicht begonnen',
  over: 'vorbei',
  revoked: 'widerrufen',
  'An administrator can give it.': 'Ein Administrator kann sie geben.',
  'Who can give it: {names}.': 'Geben kann sie: {names}.',
  'Your role runs the house and does not see the books.': 'Ihre Rolle betreibt das Haus und sieht die Bücher nicht.',
  'What runs by itself stands under Jobs.': 'Was von selbst läuft, steht unter Abläufe.',
  'Try on past decisions': 'An vergangenen Entscheidungen erproben',
  'Nothing of the kind was decided in this time.': 'In dieser Zeit wurde nichts dergleichen entschieden.',
  '{others} of {count} decisions would have been others.':
    '{others} von {count} Entscheidungen wären anders ausgefallen.',
  'Decisions that would have been others': 'Entscheidungen, die anders ausgefallen wären',
  'Then it was': 'Damals war es',
  'It would be': 'Es wäre',
  'not at all': 'gar nicht',
  'Add a limit': 'Grenze hinzufügen',
  'Approved by': 'Freigegeben von',
  Persons: 'Personen',
  'A person’s own limit stands in the place of those of the roles.':
    'Die eigene Grenze einer Person steht an der Stelle der Grenzen der Rollen.',
  'whoever may approve it': 'wer es freigeben darf',
  'Within the limit.': 'Innerhalb der Grenze.',
  'You hold no authority for this; ask an administrator for a limit, or somebody who has one.':
    'Dafür besteht keine Befugnis; bitten Sie einen Administrator um eine Grenze oder jemanden, der eine hat.',
  'No limit is set for this here, so nobody may do it; an administrator asks for limits under Settings, Authority.':
    'Dafür ist hier keine Grenze gesetzt, also darf es niemand; ein Administrator bittet unter Einstellungen, Befugnisse um Grenzen.',
  'This always takes a second person.': 'Das braucht immer eine zweite Person.',
  'This takes a second person.': 'Das braucht eine zweite Person.',
  '{amount} is above the limit of {amount2}.': '{amount} liegt über der Grenze von {amount2}.',
  'It is above the ceiling of the delegation, {amount}.': 'Es liegt über der Obergrenze der Vertretung, {amount}.',
  "With {amount} done today it would be above the day's limit of {amount2}.":
    'Mit den {amount} von heute läge es über der Tagesgrenze von {amount2}.',
  'The limit is per customer, and this concerns none.': 'Die Grenze gilt je Kunde, und hier geht es um keinen.',
  'With {amount} for this customer in the month it would be above the limit of {amount2}.':
    'Mit den {amount} dieses Kunden im Monat läge es über der Grenze von {amount2}.',
  'With {amount} for this customer in the quarter it would be above the limit of {amount2}.':
    'Mit den {amount} dieses Kunden im Quartal läge es über der Grenze von {amount2}.',
  'With {amount} for this customer in the year it would be above the limit of {amount2}.':
    'Mit den {amount} dieses Kunden im Jahr läge es über der Grenze von {amount2}.',
  'It is above what anybody here may approve; ask for a higher limit first.':
    'Es liegt über dem, was hier irgendjemand freigeben darf; bitten Sie zuerst um eine höhere Grenze.',
  'Authority is delegated to another person, not to yourself. Nothing was changed.':
    'Befugnisse überträgt man einer anderen Person, nicht sich selbst. Nichts wurde geändert.',
  'A delegation ends after it begins, within a year. Nothing was changed.':
    'Eine Vertretung endet nach ihrem Beginn, innerhalb eines Jahres. Nichts wurde geändert.',
  'There is no such delegation. Nothing was changed.': 'Diese Vertretung gibt es nicht. Nichts wurde geändert.',
  Revoke: 'Widerrufen',
};
