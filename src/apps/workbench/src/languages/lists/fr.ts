/** Lists of offsets and payables in French: English sentence to sentence. */
import type { Catalogue } from '../../language.ts';

export const lists: Catalogue = {
  'Customer, agreement and documents are searched.': 'Client, accord et documents sont recherchés.',
  'Export of offsets as CSV': 'Export des compensations en CSV',
  'Export of offsets as a workbook': 'Export des compensations en classeur',
  'Export of payables as CSV': 'Export des dettes en CSV',
  'Export of payables as a workbook': 'Export des dettes en classeur',
  'No offset is in this list': 'Aucune compensation dans cette liste',
  States: 'États',
  offset: 'compensation',
  offsets: 'compensations',
  'No money has come yet': 'Aucun argent n’est encore arrivé',
  'Received, not applied': 'Reçu, non affecté',
  'Refund waits': 'Remboursement en attente',
  'Refund on its way': 'Remboursement en route',
  'Refund paid': 'Remboursement payé',
  'Refund did not arrive': 'Le remboursement n’est pas arrivé',
  'Where the money of {number} is': 'Où est l’argent de {number}',
  'Where its money is': 'Où est son argent',
  'Where the money of the item is': 'Où est l’argent du poste',
  '{amount} open': '{amount} ouvert',
  'It is neither promised nor advised, and no bank file and no receipt names it.':
    'Il n’est ni promis ni annoncé, et aucun fichier bancaire ni aucun encaissement ne le nomme.',
  'Steps of the money': 'Étapes de l’argent',
  Step: 'Étape',
  'What is known': 'Ce que l’on sait',
  'Open the payment file': 'Ouvrir le fichier de paiement',
  Paid: 'Payé',
  Advised: 'Annoncé',
  'The bank has advised it; it is not booked yet.': 'La banque l’a annoncé ; ce n’est pas encore comptabilisé.',
  'It stands on a statement that is held.': 'Il figure sur un relevé retenu.',
  'It is booked and waits to be posted.': 'C’est sur le compte et attend d’être comptabilisé.',
  'The payer’s remittance advice names it; its money has not come.':
    'L’avis de paiement du payeur le nomme ; l’argent n’est pas arrivé.',
  'The customer has promised it.': 'Le client l’a promis.',
  'Refund {text} waits to be paid out.': 'Le remboursement {text} attend d’être payé.',
  '1 of them is not shown': 'dont 1 non affiché',
  '{count} of them are not shown': 'dont {count} non affichés',
  'Check in hand': 'Chèque en main',
  'Check {text} is here; it is dated {day} and not paid in yet.':
    'Le chèque {text} est là ; il est daté du {day} et pas encore remis.',
};
