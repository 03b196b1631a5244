/** Lists of offsets and payables in German: English sentence to sentence. */
import type { Catalogue } from '../../language.ts';

export const lists: Catalogue = {
  'Customer, agreement and documents are searched.': 'Kunde, Vereinbarung und Belege werden durchsucht.',
  'Export of offsets as CSV': 'Export der Verrechnungen als CSV',
  'Export of offsets as a workbook': 'Export der Verrechnungen als Arbeitsmappe',
  'Export of payables as CSV': 'Export der Verbindlichkeiten als CSV',
  'Export of payables as a workbook': 'Export der Verbindlichkeiten als Arbeitsmappe',
  'No offset is in this list': 'Keine Verrechnung in dieser Liste',
  States: 'Stände',
  offset: 'Verrechnung',
  offsets: 'Verrechnungen',
  'No money has come yet': 'Noch kein Geld eingegangen',
  'Received, not applied': 'Eingegangen, nicht zugeordnet',
  'Refund waits': 'Erstattung wartet',
  'Refund on its way': 'Erstattung unterwegs',
  'Refund paid': 'Erstattung bezahlt',
  'Refund did not arrive': 'Erstattung kam nicht an',
  'Where the money of {number} is': 'Wo das Geld von {number} ist',
  'Where its money is': 'Wo sein Geld ist',
  'Where the money of the item is': 'Wo das Geld des Postens ist',
  '{amount} open': '{amount} offen',
  'It is neither promised nor advised, and no bank file and no receipt names it.':
    'Es ist weder zugesagt noch angekündigt, und keine Bankdatei und kein Eingang nennt ihn.',
  'Steps of the money': 'Schritte des Geldes',
  Step: 'Schritt',
  'What is known': 'Was bekannt ist',
  'Open the payment file': 'Zahlungsdatei öffnen',
  Paid: 'Bezahlt',
  Advised: 'Angekündigt',
  'The bank has advised it; it is not booked yet.': 'Die Bank hat es angekündigt; gebucht ist es noch nicht.',
  'It stands on a statement that is held.': 'Es steht auf einem zurückgehaltenen Auszug.',
  'It is booked and waits to be posted.': 'Es ist gebucht und wartet auf die Verbuchung.',
  'The payer’s remittance advice names it; its money has not come.':
    'Das Zahlungsavis des Zahlers nennt ihn; das Geld ist noch nicht da.',
  'The customer has promised it.': 'Der Kunde hat es zugesagt.',
  'Refund {text} waits to be paid out.': 'Erstattung {text} wartet auf Auszahlung.',
  '1 of them is not shown': 'davon 1 nicht angezeigt',
  '{count} of them are not shown': 'davon {count} nicht angezeigt',
  'Check in hand': 'Scheck liegt vor',
  'Check {text} is here; it is dated {day} and not paid in yet.':
    'Scheck {text} liegt vor; er ist auf {day} datiert und noch nicht eingereicht.',
};
