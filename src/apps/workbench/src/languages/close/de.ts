/** The close of the month in German: English sentence to sentence. */
import type { Catalogue } from '../../language.ts';

export const close: Catalogue = {
  'Aging on its last day': 'Altersstruktur am letzten Tag',
  'Already posted': 'Schon gebucht',
  'Carried at': 'Geführt mit',
  'Carried at, {currency}': 'Geführt mit, {currency}',
  'Close for good': 'Endgültig schließen',
  'Close it anyway; what was not done stays visible': 'Trotzdem schließen; was nicht getan ist, bleibt sichtbar',
  'Close the month for good': 'Monat endgültig schließen',
  'Close them anyway; what was not done stays visible':
    'Trotzdem schließen; was bei ihnen nicht getan ist, bleibt sichtbar',
  'Close up to {month}': 'Schließen bis {month}',
  'Close with the months before it': 'Mit den Monaten davor schließen',
  'Close {month} and the months before it': '{month} und die Monate davor schließen',
  'Close {month} for good': '{month} endgültig schließen',
  'Closed for good': 'Endgültig geschlossen',
  'Closed for good up to {month}.': 'Endgültig geschlossen bis {month}.',
  'Control account': 'Abstimmkonto',
  'Control accounts': 'Abstimmkonten',
  'Everybody who may post can post in it again. It stays in its story who opened it and why.':
    'Wer buchen darf, kann wieder darin buchen. Wer ihn geöffnet hat und warum, bleibt festgehalten.',
  'Files for the auditor': 'Dateien für die Prüfung',
  'For hledger': 'Für hledger',
  'From then on only a controller posts in it or in the months before it, and says why. They can be opened again together, the latest first.':
    'Von da an bucht nur noch das Controlling darin und in den Monaten davor und sagt, warum. Sie können zusammen wieder geöffnet werden, der letzte zuerst.',
  'Items of {account} in {currency}: {amount}': 'Posten von {account} in {currency}: {amount}',
  'Journal of the month': 'Journal des Monats',
  'May be left': 'Kann bleiben',
  'Month after': 'Monat danach',
  'Month before': 'Monat davor',
  'Month close': 'Monatsabschluss',
  Needed: 'Nötig',
  'No item in foreign currency is open at the end of the month.':
    'Am Ende des Monats ist kein Posten in Fremdwährung offen.',
  'Nobody has closed this month yet.': 'Noch niemand hat diesen Monat geschlossen.',
  'Nobody posts in it any more, and it is never opened again. What is wrong in it is corrected in an open month.':
    'Niemand bucht mehr darin, und er wird nie wieder geöffnet. Was darin falsch ist, wird in einem offenen Monat berichtigt.',
  'Nobody posts in them any more, and none is ever opened again. Months without postings between them are closed with them.':
    'Niemand bucht mehr darin, und keiner wird je wieder geöffnet. Monate ohne Buchungen dazwischen werden mit ihnen geschlossen.',
  'Nothing is posted to a control account by the end of the month.':
    'Bis zum Ende des Monats ist auf kein Abstimmkonto gebucht.',
  'Nothing stands in the way: the month can be closed for good.':
    'Nichts steht im Weg: Der Monat kann endgültig geschlossen werden.',
  'Nothing was posted in it; choose one of the list.': 'Darin wurde nichts gebucht; wählen Sie einen aus der Liste.',
  'On {day} every control account equals its open items.': 'Am {day} gleicht jedes Abstimmkonto seinen offenen Posten.',
  'On {day} the ledger and the open items differ: have the books verified before the month is closed.':
    'Am {day} weichen Hauptbuch und offene Posten voneinander ab: Lassen Sie die Bücher prüfen, bevor der Monat geschlossen wird.',
  'Open for postings': 'Offen für Buchungen',
  'Open items on its last day': 'Offene Posten am letzten Tag',
  'Open the month again': 'Monat wieder öffnen',
  'Open {month} again': '{month} wieder öffnen',
  'Opened again': 'Wieder geöffnet',
  'Post the revaluation': 'Bewertung buchen',
  'Post the revaluations of all': 'Bewertungen aller buchen',
  'Posted while it was soft-closed': 'Gebucht, während er vorläufig geschlossen war',
  Rate: 'Kurs',
  'Ready to be closed': 'Bereit zum Schließen',
  'Reconcile the bank': 'Bank abstimmen',
  'Record the rate': 'Kurs erfassen',
  Revaluation: 'Bewertung von Fremdwährung',
  'Soft-close': 'Vorläufig schließen',
  'Soft-close the month': 'Monat vorläufig schließen',
  'Soft-close {month}': '{month} vorläufig schließen',
  'Soft-closed': 'Vorläufig geschlossen',
  'The documents are the ERP’s: they are valued there.': 'Die Belege gehören dem ERP: Sie werden dort bewertet.',
  'The month is closed for good.': 'Der Monat ist endgültig geschlossen.',
  'The month is revalued; it is taken back on the first day of the next.':
    'Der Monat ist bewertet; am ersten Tag des nächsten wird das zurückgenommen.',
  'The month is soft-closed.': 'Der Monat ist vorläufig geschlossen.',
  'The months are revalued; each is taken back on the first day of the next.':
    'Die Monate sind bewertet; jede Bewertung wird am ersten Tag des nächsten zurückgenommen.',
  'The reconciliations of its banks, with who prepared and signed them, are files of their own:':
    'Die Abstimmungen seiner Banken, mit denen, die sie vorbereitet und unterschrieben haben, sind eigene Dateien:',
  'This month is not in the books': 'Dieser Monat steht nicht in den Büchern',
  'To be posted': 'Zu buchen',
  'What is needed in {month} is done first.': 'Was in {month} nötig ist, wird zuerst getan.',
  'What is needed in {month} is done first; the months before it can be closed now.':
    'Was in {month} nötig ist, wird zuerst getan; die Monate davor können jetzt geschlossen werden.',
  'What stands in the way': 'Was im Weg steht',
  'Who closed it': 'Wer ihn geschlossen hat',
  Worth: 'Wert',
  '{count} posted late': '{count} nachgebucht',
};
