/** Loads of the ERP, and numbers and relations of customers, in German: English sentence to sentence. */
import type { Catalogue } from '../../language.ts';

export const master: Catalogue = {
  'Bring the bank’s file': 'Datei der Bank bringen',
  'Payments of the ERP': 'Zahlungen des ERP',
  'A payment that the ERP tells is the money of a receipt of the bank, and counts once. What cannot be told yet stands here and does not count: it is taken in by itself once the bank is read, or once a person says which it is.':
    'Eine Zahlung, die das ERP meldet, ist das Geld eines Zahlungseingangs der Bank und zählt einmal. Was sich noch nicht sagen lässt, steht hier und zählt nicht: Es wird von selbst übernommen, sobald die Bank gelesen ist oder eine Person sagt, welcher es ist.',
  'No payment of the ERP waits': 'Keine Zahlung des ERP wartet',
  'What the ERP and the bank tell of money agrees, or one of them has told nothing yet.':
    'Was ERP und Bank von Geld melden, stimmt überein, oder eines von beiden hat noch nichts gemeldet.',
  'What waits': 'Was wartet',
  'What it waits for': 'Worauf es wartet',
  'What it may be': 'Was es sein kann',
  'Decide whether {name} is {other}': 'Entscheiden, ob {name} {other} ist',
  'a receipt in suspense': 'Zahlungseingang in Klärung',
  'receipt {number}': 'Zahlungseingang {number}',
  'payment {number}': 'Zahlung {number}',
  'nobody is known': 'niemand ist bekannt',
  'Is {name} the money of {other}?': 'Ist {name} das Geld von {other}?',
  'It is the same money': 'Es ist dasselbe Geld',
  'It is other money': 'Es ist anderes Geld',
  'It is the same money, and counts once.': 'Es ist dasselbe Geld und zählt einmal.',
  'It is other money: each counts once nothing else is doubtful.':
    'Es ist anderes Geld: Jedes zählt, sobald sonst nichts zweifelhaft ist.',
  'What it is': 'Was es ist',
  'The same money': 'Dasselbe Geld',
  'Other money': 'Anderes Geld',
  'The payment becomes the receipt, or one gives way to the other: the money counts once.':
    'Die Zahlung wird zum Zahlungseingang, oder eines weicht dem anderen: Das Geld zählt einmal.',
  'They are not taken for the same money again; the reason is kept.':
    'Sie werden nicht mehr für dasselbe Geld gehalten; der Grund wird aufbewahrt.',
  'A collective account of one-time customers.': 'Ein Sammelkonto für Einmalkunden.',
  'A file of the ERP’s open items that does not hold what it declares is held: nothing of it counts until a person lets it in, or a right one comes.':
    'Eine Datei offener Posten aus dem ERP, die nicht enthält, was sie angibt, wird gehalten: Nichts davon zählt, bis eine Person sie zulässt oder eine richtige kommt.',
  'Add a relation': 'Beziehung hinzufügen',
  'Add it': 'Hinzufügen',
  Changed: 'Geändert',
  'Discard: {file}': 'Verwerfen: {file}',
  'End it': 'Beenden',
  'End it: {relation} {number}': 'Beenden: {relation} {number}',
  'Ended: {relation} {number}.': 'Beendet: {relation} {number}.',
  'Give another number': 'Andere Nummer geben',
  'Give the number': 'Nummer geben',
  'It could not be read.': 'Sie konnte nicht gelesen werden.',
  'It is taken back from its first day: each customer stands by itself again. What was sent stays as it was.':
    'Sie wird vom ersten Tag an zurückgenommen: Jeder Kunde steht wieder für sich. Was gesendet wurde, bleibt, wie es war.',
  'Its items and its story are read with those of the other from that day on. Ended, it stands by itself again.':
    'Seine Posten und seine Geschichte werden von dem Tag an mit denen des anderen gelesen. Beendet, steht er wieder für sich.',
  'Known as {number} until {day}': 'Bekannt als {number} bis {day}',
  'Known by this number only; neither merged, nor a branch, nor paid for by another.':
    'Nur unter dieser Nummer bekannt; weder zusammengeführt noch Filiale, noch zahlt ein anderer.',
  'Released by a person': 'Von einer Person freigegeben',
  'Release it: {file}': 'Freigeben: {file}',
  'New number': 'Neue Nummer',
  'Loads come by the inbox, over HTTP or by the command line, into a company that mirrors its ERP.':
    'Ladungen kommen über den Eingang, über HTTP oder von der Befehlszeile in eine Gesellschaft, die ihr ERP spiegelt.',
  'No load is held': 'Keine Ladung wird gehalten',
  'Open without tax': 'Offen ohne Steuer',
  'Not named any more': 'Nicht mehr genannt',
  'Not taken in': 'Nicht übernommen',
  'Nothing of it counts, now or later.': 'Nichts davon zählt, jetzt oder später.',
  'Numbers and relations': 'Nummern und Beziehungen',
  'Other customer': 'Anderer Kunde',
  'Overtaken by a later one': 'Von einer späteren überholt',
  'Reads as': 'Gilt als',
  Relation: 'Beziehung',
  'Taken in': 'Übernommen',
  'The ERP has sent nothing yet': 'Das ERP hat noch nichts gesendet',
  'The file is right as it stands: what it names counts, and what it does not name any more is closed in the ERP.':
    'Die Datei ist richtig, wie sie ist: Was sie nennt, zählt, und was sie nicht mehr nennt, ist im ERP geschlossen.',
  'What it shows': 'Was sie zeigt',
  'branch of': 'Filiale von',
  'everything that is open': 'alles, was offen ist',
  'from {from}': 'ab {from}',
  'from {from} to {to}': 'von {from} bis {to}',
  'head office of': 'Zentrale von',
  'items stand on the head office': 'Posten stehen bei der Zentrale',
  'items stay on the branch': 'Posten bleiben bei der Filiale',
  'letters go to the customer': 'Briefe gehen an den Kunden',
  'letters go to the payer': 'Briefe gehen an den Zahler',
  'merged into': 'zusammengeführt mit',
  'paid for by': 'bezahlt durch',
  'pays for': 'zahlt für',
  'took over': 'hat übernommen',
  'what changed': 'was sich geändert hat',
  'what changed since {day}': 'was sich seit dem {day} geändert hat',
  '{file} is discarded.': '{file} ist verworfen.',
  '{file} is released.': '{file} ist freigegeben.',
  '{name} has the number {number} now.': '{name} hat jetzt die Nummer {number}.',
  '{name} is from a day on': '{name} ist von einem Tag an',
  '{name}: {relation} {number}.': '{name}: {relation} {number}.',
  '{number} finds the customer for ever; documents keep what they were sent with.':
    '{number} findet den Kunden für immer; Dokumente behalten, womit sie gesendet wurden.',
  'It declares {text} {code}, but its items sum to {text2} {code2}.':
    'Sie gibt {text} {code} an, ihre Posten ergeben aber {text2} {code2}.',
  'The control account holds {text} {code}, but the items sum to {text2} {code2}.':
    'Auf dem Abstimmkonto stehen {text} {code}, die Posten ergeben aber {text2} {code2}.',
  'The control account holds {text} {code}, but the items after this delta sum to {text2} {code2}.':
    'Auf dem Abstimmkonto stehen {text} {code}, die Posten nach dieser Änderung ergeben aber {text2} {code2}.',
  'Its key date lies in {text}, which is closed here; reopen the month or send a later key date.':
    'Ihr Stichtag liegt in {text}, der hier geschlossen ist; öffnen Sie den Monat oder senden Sie einen späteren Stichtag.',
  'Discarded: {text}': 'Verworfen: {text}',
  'No load is in this state': 'Keine Ladung in diesem Stand',
  'Find a user': 'Benutzer suchen',
  'Nobody is called so.': 'So heißt niemand.',
  user: 'Benutzer',
  users: 'Benutzer',
};
