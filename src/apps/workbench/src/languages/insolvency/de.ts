/** Insolvency in German: English sentence to sentence. */
import type { Catalogue } from '../../language.ts';

export const insolvency: Catalogue = {
  'Claim filed': 'Forderung angemeldet',
  'Claim filed on {day}: {note}': 'Forderung angemeldet am {day}: {note}',
  'Claims may be filed until': 'Anmeldefrist bis',
  'Court and number of the case': 'Gericht und Aktenzeichen',
  'Empty: not known yet.': 'Leer: noch nicht bekannt.',
  'File the claim in the insolvency proceedings.': 'Die Forderung im Insolvenzverfahren anmelden.',
  'Filed on': 'Angemeldet am',
  Insolvency: 'Insolvenz',
  Insolvent: 'Insolvent',
  'Insolvent since {day}': 'Insolvent seit {day}',
  'Insolvent since {day}: contact, set-off and automatic matching are stopped.':
    'Insolvent seit {day}: Kontakt, Verrechnung und automatische Zuordnung ruhen.',
  'Known from: {source}': 'Bekannt durch: {source}',
  Lift: 'Aufheben',
  'Lift the insolvency': 'Insolvenz aufheben',
  'No claim is filed yet.': 'Noch keine Forderung ist angemeldet.',
  'Nobody is written to, nothing is set off, no money is applied by itself.':
    'Niemandem wird geschrieben, nichts verrechnet, kein Geld von selbst zugeordnet.',
  'Open from before': 'Offen von vorher',
  'Open since': 'Offen seither',
  'Opened on': 'Eröffnet am',
  'Record insolvency': 'Insolvenz erfassen',
  'Record insolvency of {name}': 'Insolvenz von {name} erfassen',
  'Recorded; nobody writes to {name} any more.': 'Erfasst; an {name} wird nicht mehr geschrieben.',
  'Reminders, set-off and cash application go on as before; what was recorded stays on record.':
    'Mahnungen, Verrechnung und Zahlungszuordnung gehen weiter wie zuvor; was erfasst war, bleibt nachlesbar.',
  'Such as a letter of the administrator.': 'Etwa ein Schreiben des Verwalters.',
  'The claim is filed.': 'Die Forderung ist angemeldet.',
  'The claim must be filed by {day}.': 'Die Forderung muss bis {day} angemeldet werden.',
  'The customer is insolvent': 'Der Kunde ist insolvent',
  'Wait for the administrator: the claim is filed.': 'Auf den Verwalter warten: Die Forderung ist angemeldet.',
  'What was claimed, and where the paper is': 'Was angemeldet wurde und wo das Schriftstück ist',
  'Where it is known from': 'Woher es bekannt ist',
  'the claim in the insolvency must be filed by {day}':
    'die Forderung im Insolvenzverfahren muss bis {day} angemeldet werden',
  'the customer is insolvent since {day}': 'der Kunde ist seit {day} insolvent',
  '{name} is worked as before.': '{name} wird wie zuvor bearbeitet.',
};
