/** What of a customer is changed under authority, in German: English sentence to sentence. */
import type { Catalogue } from '../../language.ts';

export const governed: Catalogue = {
  'Account holder': 'Kontoinhaber',
  'Change the payment term': 'Zahlungsbedingung ändern',
  'Change the refund account': 'Erstattungskonto ändern',
  'Down to level': 'Hinab auf Stufe',
  'Dunning level': 'Mahnstufe',
  'Dunning level of {name}': 'Mahnstufe von {name}',
  'It counts for what is posted from now on; what is open keeps its due day.':
    'Sie gilt für alles, was ab jetzt gebucht wird; Offenes behält seine Fälligkeit.',
  'Items reminded of: {count}, up to level {level}': 'Gemahnte Posten: {count}, bis Stufe {level}',
  'Money goes back there: always a second person approves it. Say how you know it, such as a call to a number that was known before.':
    'Dorthin geht Geld zurück: Immer genehmigt es eine zweite Person. Sagen Sie, woher Sie es wissen, etwa durch einen Anruf unter einer schon bekannten Nummer.',
  'No open item was reminded of.': 'Kein offener Posten wurde gemahnt.',
  'Payment term of {name}': 'Zahlungsbedingung von {name}',
  'Refund account': 'Erstattungskonto',
  'Refund account of {name}': 'Erstattungskonto von {name}',
  'Take down': 'Senken',
  'Take down the dunning level': 'Mahnstufe senken',
  'The dunning level is taken down.': 'Die Mahnstufe ist gesenkt.',
  'The items stand at the lower level until a reminder raises it again by the procedure.':
    'Die Posten stehen auf der tieferen Stufe, bis eine Mahnung sie nach dem Verfahren wieder hebt.',
  'The oldest {shown} of {count} items are listed; the others come once these are taken down.':
    'Gelistet sind die ältesten {shown} von {count} Posten; die anderen kommen, sobald diese gesenkt sind.',
  'The payment term is changed.': 'Die Zahlungsbedingung ist geändert.',
  'The refund account is changed.': 'Das Erstattungskonto ist geändert.',
  'Under authority': 'Nur mit Befugnis',
  'Waits for a second person': 'Wartet auf eine zweite Person',
  'due {day}, level {level}': 'fällig {day}, Stufe {level}',
};
