/** The frame, its words about what was done, and the grid in German: English sentence to sentence. */
import type { Catalogue } from '../../language.ts';

export const frame: Catalogue = {
  'Keep it back': 'Zurückhalten',
  'Send now': 'Jetzt senden',
  'in {seconds} s': 'in {seconds} s',
  '{what}: kept back, because the session ended before. Nothing was sent.':
    '{what}: zurückgehalten, weil die Sitzung vorher endete. Nichts wurde gesendet.',
  'It is not certain that it was saved. Look before you press again.':
    'Es ist nicht sicher, ob gespeichert wurde. Sehen Sie nach, bevor Sie noch einmal drücken.',
  'Something went wrong inside Dunwell.': 'In Dunwell ist etwas schiefgegangen.',
  '{name} is awake again.': '{name} ruht nicht mehr.',
  '{name} is {role} again.': '{name} ist wieder {role}.',
  '{name} has its name again.': '{name} heißt wieder so.',
  standard: 'Standard',
  'Somebody else is signed in by now; nothing was sent.':
    'Inzwischen ist jemand anderes angemeldet; nichts wurde gesendet.',
  'The name or the password is wrong.': 'Der Name oder das Passwort ist falsch.',
  'Sign in first.': 'Melden Sie sich zuerst an.',
  'The session has ended.': 'Die Sitzung ist zu Ende.',
  'Too many requests; wait a moment and try again.':
    'Zu viele Anfragen; warten Sie einen Augenblick und versuchen Sie es noch einmal.',
  'The database does not answer at the moment.': 'Die Datenbank antwortet gerade nicht.',
  'Your role in this company does not allow this.': 'Ihre Rolle in dieser Gesellschaft erlaubt das nicht.',
  'The file broke off before its end; nothing was saved.':
    'Die Datei brach vor ihrem Ende ab; nichts wurde gespeichert.',
  'Export selected': 'Gewählte exportieren',
  'Show 1 column that does not fit': '1 Spalte zeigen, die nicht passt',
  'Show {count} columns that do not fit': '{count} Spalten zeigen, die nicht passen',
  '{count} rows are copied; {others} of those chosen are not open any more.':
    '{count} Zeilen sind kopiert; {others} der gewählten sind nicht mehr offen.',
  '{count} numbers were pasted, and at most {most} are taken at once: nothing was selected.':
    '{count} Nummern wurden eingefügt, höchstens {most} werden auf einmal genommen: nichts wurde gewählt.',
  '{name} changed this after you opened it. Nothing of yours is saved yet.':
    '{name} hat dies geändert, nachdem Sie es geöffnet haben. Von Ihnen ist noch nichts gespeichert.',
  'Say first what counts: what you chose, or what is there now.':
    'Sagen Sie zuerst, was gilt: was Sie gewählt haben oder was jetzt da steht.',
  'When you chose': 'Als Sie wählten',
  Now: 'Jetzt',
  'Go on with what I chose': 'Mit meiner Wahl weitermachen',
  'Keep mine, and look once more': 'Meine behalten und noch einmal ansehen',
  'not open any more': 'nicht mehr offen',
  '{amount} open': '{amount} offen',
  'All keys, by place': 'Alle Tasten nach Ort',
  'Settings: users': 'Einstellungen: Benutzer',
  'Settings: roles': 'Einstellungen: Rollen',
  'Settings: authority': 'Einstellungen: Befugnisse',
  'Settings: dunning procedures': 'Einstellungen: Mahnverfahren',
  'Settings: matching': 'Einstellungen: Zuordnung',
  'Settings: calendars': 'Einstellungen: Kalender',
  'Settings: schedules': 'Einstellungen: Zeitpläne',
  'Settings: companies': 'Einstellungen: Gesellschaften',
  'Choose rows as far as one goes': 'Zeilen wählen, so weit man geht',
  'To the heads, by which the list is sorted': 'Zu den Spaltenköpfen, nach denen sortiert wird',
  'Into the links of the row; Escape back': 'In die Verweise der Zeile; Esc zurück',
  'Settings: you': 'Einstellungen: Sie selbst',
  'Your settings and password': 'Ihre Einstellungen und Ihr Passwort',
  'How you see the pages': 'Wie Sie die Seiten sehen',
  'Known wherever you sign in.': 'Bekannt, wo immer Sie sich anmelden.',
  'As the browser': 'Wie der Browser',
  'Numbers and days': 'Zahlen und Tage',
  'Light or dark': 'Hell oder dunkel',
  'Rows of lists': 'Zeilen der Listen',
  'Your password': 'Ihr Passwort',
  'Password until now': 'Bisheriges Passwort',
  'New password': 'Neues Passwort',
  'New password once more': 'Neues Passwort noch einmal',
  'The two are not the same.': 'Die beiden sind nicht gleich.',
  'Change the password': 'Passwort ändern',
  'The password is changed; other browsers are signed out.':
    'Das Passwort ist geändert; andere Browser sind abgemeldet.',
  'The current password is not right; nothing was changed.':
    'Das bisherige Passwort stimmt nicht; nichts wurde geändert.',
  Form: 'Formular',
  'Changed by two': 'Von zweien geändert',
  'Preview, then run': 'Erst ansehen, dann laufen lassen',
  'Split screen': 'Geteilte Seite',
  'To be read, and sent': 'Lesbar, und zu senden',
  'On its way: nothing can be sent': 'Unterwegs: nichts kann gesendet werden',
  'Could not be made': 'Konnte nicht gemacht werden',
  'The company is changed; letters carry it from now on.':
    'Die Gesellschaft ist geändert; Briefe tragen es von jetzt an.',
  'Line by line, as on an envelope': 'Zeile für Zeile, wie auf einem Umschlag',
  'Register and tax': 'Register und Steuer',
  'What the law wants on a letter, line by line': 'Was das Gesetz auf einem Brief verlangt, Zeile für Zeile',
  'As letters will carry it': 'Wie Briefe es tragen werden',
  'New payment term': 'Neue Zahlungsbedingung',
  'Asked for approval; the term changes once it is approved.':
    'Um Freigabe gebeten; die Bedingung ändert sich, sobald sie freigegeben ist.',
  'Customer accounts with this term: {customers}. Open items of them, whose days stay: {items}.':
    'Debitorenkonten mit dieser Bedingung: {customers}. Ihre offenen Posten, deren Fristen bleiben: {items}.',
  'The change waits for a second person where you may not make it alone.':
    'Die Änderung wartet auf eine zweite Person, wo Sie sie nicht allein vornehmen dürfen.',
  'The payment term is set; what is posted from now on follows it.':
    'Die Zahlungsbedingung ist gesetzt; was von jetzt an gebucht wird, folgt ihr.',
  'Early payment, percent': 'Skonto, Prozent',
  'within days': 'binnen Tagen',
  'Instalment {number}': 'Rate {number}',
  'Share, percent': 'Anteil, Prozent',
  'counted from': 'gezählt ab',
  'the document': 'dem Beleg',
  'the end of its month': 'seinem Monatsende',
  'One more instalment': 'Noch eine Rate',
  'What a document of today becomes': 'Was aus einem Beleg von heute wird',
  'What a document of today over {amount} becomes': 'Was aus einem Beleg von heute über {amount} wird',
  'Early payment until': 'Skonto bis',
  'The shares must sum to 100 percent, and days are whole.':
    'Die Anteile müssen 100 Prozent ergeben, und Tage sind ganze.',
  Address: 'Anschrift',
  'Who holds it': 'Wer sie hat',
  'Given and taken away under Users': 'Vergeben und entzogen unter Benutzer',
};
