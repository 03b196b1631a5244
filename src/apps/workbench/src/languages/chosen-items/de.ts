/** What is done to chosen items, in German: English sentence to sentence. */
import type { Catalogue } from '../../language.ts';

export const chosenItems: Catalogue = {
  'Another due day': 'Anderer Fälligkeitstag',
  'Asked for approval; the day changes once it is approved.':
    'Um Freigabe gebeten; der Tag ändert sich, sobald sie erteilt ist.',
  'Due between {from} and {to} until now.': 'Bisher fällig zwischen {from} und {to}.',
  'Due on': 'Fällig am',
  'Due on {day} again.': 'Wieder fällig am {day}.',
  'Due on {day} until now.': 'Bisher fällig am {day}.',
  'End the stop': 'Sperre beenden',
  'End the stop of the chosen items': 'Sperre der gewählten Posten beenden',
  'Give the chosen items another due day': 'Den gewählten Posten einen anderen Fälligkeitstag geben',
  'It ends by itself': 'Sie endet von selbst',
  'Items stopped': 'Posten gesperrt',
  'Last day of the stop': 'Letzter Tag der Sperre',
  More: 'Mehr',
  'More with the chosen items': 'Mehr mit den gewählten Posten',
  'Move due days': 'Fälligkeitstage verschieben',
  'Only stops by hand end: what is disputed or promised stays so.':
    'Nur Sperren von Hand enden: Was strittig oder zugesagt ist, bleibt es.',
  'Stop of items ended': 'Sperre von Posten beendet',
  'Stop the chosen items': 'Die gewählten Posten sperren',
  'Stop the items': 'Posten sperren',
  'One document is reversed at a time: choose one.': 'Belege werden einzeln storniert: einen wählen.',
  'Reverse…': 'Stornieren…',
  'Reverse {number}': '{number} stornieren',
  '{number} is reversed.': '{number} ist storniert.',
  'A document that was not to be, such as a fee that is waived: it is negated by a reversal of its own, and what it cleared is open again.':
    'Ein Beleg, der nicht sein sollte, etwa eine erlassene Gebühr: Ein eigener Stornobeleg hebt ihn auf, und was er ausgeglichen hat, ist wieder offen.',
  'Taken back: {reason}': 'Zurückgenommen: {reason}',
  'They are reminded of no more, and no cash is applied to them by itself, until the stop is over.':
    'Sie werden nicht mehr gemahnt, und kein Geld wird ihnen von selbst zugeordnet, bis die Sperre vorbei ist.',
  'What was known before keeps the old day. Above your authority a second person is asked.':
    'Was vorher bekannt war, behält den alten Tag. Über Ihrer Befugnis wird eine zweite Person gefragt.',
  '{what}: due on {day}.': '{what}: fällig am {day}.',
  '{what}: not stopped any more.': '{what}: nicht mehr gesperrt.',
  '{what}: stopped.': '{what}: gesperrt.',
  'give items another due day': 'Posten einen anderen Fälligkeitstag geben',
  'One customer has no such items. Nothing was changed.': 'Kein Kunde hat allein diese Posten. Nichts wurde geändert.',
  '{text} belongs to the ERP of {text2}; change its due day there, and the next load brings it here. Nothing was changed.':
    '{text} gehört dem ERP von {text2}; ändern Sie den Fälligkeitstag dort, die nächste Ladung bringt ihn hierher. Nichts wurde geändert.',
  '{day} is gone by; a stop lasts until a day to come, or until it is ended. Nothing was changed.':
    '{day} ist vorbei; eine Sperre dauert bis zu einem kommenden Tag oder bis sie beendet wird. Nichts wurde geändert.',
  'None of these items is stopped by hand. Nothing was changed.':
    'Keiner dieser Posten ist von Hand gesperrt. Nichts wurde geändert.',
};
