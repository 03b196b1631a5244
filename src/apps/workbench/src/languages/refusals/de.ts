/** Why the server did not do something, in German. */
import type { Catalogue } from '../../language.ts';

export const refusals: Catalogue = {
  'Open items in {text} are not revalued at the rates of its last day.':
    'Offene Posten in {text} sind nicht zu den Kursen des letzten Tages bewertet.',
  'On {day} the open items in {code} do not equal the control accounts: have the books verified first.':
    'Am {day} gleichen die offenen Posten in {code} nicht den Abstimmkonten: Lassen Sie zuerst die Bücher prüfen.',
  'Segment {count} ({text}): the total of batch {text2} says {count2} checks of {text3}, it holds {count3} of {text4}.':
    'Segment {count} ({text}): Die Summe von Stapel {text2} nennt {count2} Schecks über {text3}, enthalten sind {count3} über {text4}.',
  'Segment {count} (DEP): the deposit says {text}, its batches come to {text2}.':
    'Segment {count} (DEP): Die Einreichung nennt {text}, ihre Stapel ergeben {text2}.',
  '{text} belongs to the ERP of {text2}; change its due day there, and the next load brings it here.':
    '{text} gehört dem ERP von {text2}; ändern Sie die Fälligkeit dort, und die nächste Ladung bringt sie her.',
  '{text} is due on {day} already.': '{text} ist schon am {day} fällig.',
  'It is closed once that is done.': 'Er wird geschlossen, sobald das getan ist.',
  'It may be closed anyway, with the reason; what was not done stays visible.':
    'Er darf trotzdem geschlossen werden, mit Begründung; was nicht getan wurde, bleibt sichtbar.',
  'It is not over before the end of {day}; until then it is only closed softly.':
    'Er ist erst mit dem Ende des {day} vorbei; bis dahin wird er nur weich geschlossen.',
  'The month {month} before it is not closed for good.': 'Der Monat {month} davor ist nicht endgültig geschlossen.',
  '{count} months before it are not closed for good, {month} the first of them.':
    '{count} Monate davor sind nicht endgültig geschlossen, der erste ist {month}.',
  'One line of {text} is not posted: apply the cash, and see why it is left aside.':
    'Eine Zeile von {text} ist nicht gebucht: Ordnen Sie die Zahlungen zu und sehen Sie, warum sie liegen bleibt.',
  '{count} lines of {text} are not posted: apply the cash, and see why they are left aside.':
    '{count} Zeilen von {text} sind nicht gebucht: Ordnen Sie die Zahlungen zu und sehen Sie, warum sie liegen bleiben.',
  'A statement of {text} is held: release it or leave it out first.':
    'Ein Auszug von {text} ist angehalten: Geben Sie ihn zuerst frei oder lassen Sie ihn weg.',
  '{count} statements of {text} are held: release them or leave them out first.':
    '{count} Auszüge von {text} sind angehalten: Geben Sie sie zuerst frei oder lassen Sie sie weg.',
  'A load of the ERP is held: release or discard it first.':
    'Eine Ladung des ERP ist angehalten: Geben Sie sie zuerst frei oder verwerfen Sie sie.',
  '{count} loads of the ERP are held: release or discard them first.':
    '{count} Ladungen des ERP sind angehalten: Geben Sie sie zuerst frei oder verwerfen Sie sie.',
  'A load of the ERP is not taken in to its end: the next one goes on with it.':
    'Eine Ladung des ERP ist nicht zu Ende übernommen: Die nächste setzt sie fort.',
  'The month {month} after it is soft-closed; months are opened again latest first.':
    'Der Monat {month} danach ist vorläufig geschlossen; Monate werden vom letzten her wieder geöffnet.',
  'The month {month} after it is closed; months are opened again latest first.':
    'Der Monat {month} danach ist geschlossen; Monate werden vom letzten her wieder geöffnet.',
  'The month {month} is not ready to be closed.': 'Der Monat {month} ist nicht bereit zum Schließen.',
  'One customer has no such items.': 'Ein einzelner Kunde hat keine solchen Posten.',
  'Make {count} items of customer {text} ({amount} open) due on {day}.':
    '{count} Posten von Kunde {text} ({amount} offen) am {day} fällig stellen.',
  'Make {text} of customer {text2} ({amount} open) due on {day}.':
    '{text} von Kunde {text2} ({amount} offen) am {day} fällig stellen.',
  '{day} is gone by; a stop lasts until a day to come, or until it is ended.':
    '{day} ist vorbei; eine Sperre gilt bis zu einem künftigen Tag oder bis sie beendet wird.',
  'None of these items is stopped by hand.': 'Keiner dieser Posten ist von Hand gesperrt.',
  'The reconciliation of {text} has changed since it was signed.':
    'Die Abstimmung von {text} hat sich seit der Unterschrift geändert.',
  'The reconciliation of {text} is not signed.': 'Die Abstimmung von {text} ist nicht unterschrieben.',
  'Nothing of the check is different.': 'Am Scheck ist nichts anders.',
  'Check {text} is withdrawn.': 'Scheck {text} ist zurückgezogen.',
  'Check {text} is paid in with {text2}.': 'Scheck {text} ist mit {text2} eingereicht.',
  'As long as that slip was not brought to the bank, withdraw the slip first; once it was, tell of the check that came back.':
    'Solange der Einreichungsbeleg nicht zur Bank gebracht ist, ziehen Sie ihn zuerst zurück; danach melden Sie den zurückgekommenen Scheck.',
  'There is no such deposit in this company.': 'In dieser Firma gibt es keine solche Einreichung.',
  '{text} is a batch of the bank’s lockbox: the bank has its checks.':
    '{text} ist ein Stapel der Lockbox der Bank: Die Bank hat seine Schecks.',
  'Tell of a check that came back instead.': 'Melden Sie stattdessen einen zurückgekommenen Scheck.',
  'The bank credited {text} on {day}, so it was brought there.':
    'Die Bank hat {text} am {day} gutgeschrieben, also wurde es hingebracht.',
  'Check {text} came back from the bank, so its slip was brought there.':
    'Scheck {text} kam von der Bank zurück, also wurde sein Beleg hingebracht.',
  'The money of check {text} went on from there ({text2}); take that back first.':
    'Das Geld von Scheck {text} ging von dort weiter ({text2}); nehmen Sie das zuerst zurück.',
  'Check {text} was applied to {text2} by {text3}: take that application back first, where {text4} tells its payments.':
    'Scheck {text} wurde {text2} zugeordnet, von {text3}: Nehmen Sie die Zuordnung zuerst zurück, dort, wo {text4} seine Zahlungen nennt.',
  'Say one direction: to a currency, or from it.': 'Nennen Sie eine Richtung: in eine Währung oder aus ihr.',
  '{text} is about {text2}: {sentence} Nothing was changed.':
    '{text} betrifft {text2}: {sentence} Nichts wurde geändert.',
  'Settlement {text} is held: {sentence} Nothing was changed.':
    'Abrechnung {text} ist angehalten: {sentence} Nichts wurde geändert.',
  '{text} of customer {text2} cannot be paid from {text3}: {sentence} Nothing was changed.':
    '{text} von Kunde {text2} kann nicht von {text3} bezahlt werden: {sentence} Nichts wurde geändert.',
  '{text} of customer {text2} cannot be paid by check: {sentence} Nothing was changed.':
    '{text} von Kunde {text2} kann nicht per Scheck bezahlt werden: {sentence} Nichts wurde geändert.',
  'Settlement {text} cannot be released, its report is wrong: {sentence} Import the corrected one.':
    'Abrechnung {text} kann nicht freigegeben werden, ihr Bericht ist falsch: {sentence} Importieren Sie den berichtigten.',
  'The PDF cannot be opened: {sentence} Nothing was read.':
    'Das PDF kann nicht geöffnet werden: {sentence} Nichts wurde gelesen.',
  'Page {count} is a picture: {sentence} Key in what it says.':
    'Seite {count} ist ein Bild: {sentence} Tippen Sie ein, was dasteht.',
  'Row {count}, {text}: {sentence} A payout that lacks a row explains nothing.':
    'Zeile {count}, {text}: {sentence} Eine Auszahlung, der eine Zeile fehlt, erklärt nichts.',
  'Row {count}: {sentence} Nothing was read.': 'Zeile {count}: {sentence} Nichts wurde gelesen.',
  '"{text}" is not a currency.': '„{text}“ ist keine Währung.',
  'The proposals are not any more as they were shown.': 'Die Vorschläge sind nicht mehr so, wie sie gezeigt wurden.',
  'Nothing was changed; look at them again.': 'Nichts wurde geändert; sehen Sie sie noch einmal an.',
  'A rule names a type code, or at least three letters of the text.':
    'Eine Regel nennt einen Typcode oder mindestens drei Buchstaben des Textes.',
  'A rule says up to which amount it posts.': 'Eine Regel sagt, bis zu welchem Betrag sie bucht.',
  'Account {text} has its own purpose ({text2}); a rule does not post there.':
    'Konto {text} hat seinen eigenen Zweck ({text2}); eine Regel bucht dort nicht.',
  'There is no account {text} in this company.': 'In dieser Firma gibt es kein Konto {text}.',
  'There is no such rule in force in this company.': 'In dieser Firma gilt keine solche Regel.',
  'No rule has posted this movement in this company.': 'Keine Regel dieser Firma hat diese Bewegung gebucht.',
  'Somebody else booked or withdrew it just now.': 'Jemand anders hat es gerade gebucht oder zurückgezogen.',
  '"{text}" is no account number: it is too short, or its check digits are wrong.':
    '„{text}“ ist keine Kontonummer: zu kurz, oder die Prüfziffern stimmen nicht.',
  '{text} is no bank account in the ledger of {text2}; {text3}.':
    '{text} ist kein Bankkonto im Hauptbuch von {text2}; {text3}.',
  'Bank account {text} in {code} exists already.': 'Bankkonto {text} in {code} gibt es schon.',
  'Bank account {text} in {code} exists and is closed since {day}; open it again instead.':
    'Bankkonto {text} in {code} gibt es und ist seit {day} geschlossen; öffnen Sie es stattdessen wieder.',
  'It is not known which customer announces {text}: name the customer first.':
    'Es ist nicht bekannt, welcher Kunde {text} ankündigt: Nennen Sie zuerst den Kunden.',
  'There is no customer "{text}" in this company.': 'In dieser Firma gibt es keinen Kunden „{text}“.',
  'There is no such adjustment in this company.': 'In dieser Firma gibt es keine solche Anpassung.',
  '{text} is decided already: declined on {day}.': '{text} ist schon entschieden: abgelehnt am {day}.',
  'There is no such settlement in this company.': 'In dieser Firma gibt es keine solche Abrechnung.',
  'Settlement {text} is {text2}, not held.': 'Abrechnung {text} ist {text2}, nicht angehalten.',
  'Settlement {text} is {text2}, not withdrawn.': 'Abrechnung {text} ist {text2}, nicht zurückgezogen.',
  'Settlement {text} is posted; take it back instead.':
    'Abrechnung {text} ist gebucht; nehmen Sie sie stattdessen zurück.',
  'Settlement {text} is {text2} already.': 'Abrechnung {text} ist schon {text2}.',
  'Nobody let settlement {text} pass.': 'Niemand hat Abrechnung {text} durchgelassen.',
  'Settlement {text} was imported again meanwhile; that one stands.':
    'Abrechnung {text} wurde inzwischen noch einmal importiert; diese gilt.',
  'There is no such held statement in this company.': 'In dieser Firma gibt es keinen solchen angehaltenen Auszug.',
  'This statement is decided already.': 'Über diesen Auszug ist schon entschieden.',
  'The highest fee is a share from 0 to 100 percent, with at most three decimals.':
    'Die höchste Gebühr ist ein Anteil von 0 bis 100 Prozent mit höchstens drei Nachkommastellen.',
  '{text} was declared in {code}; declare another service for {code2}.':
    '{text} wurde in {code} angelegt; legen Sie für {code2} einen anderen Dienst an.',
  'Account {text} cannot be used here: fees go to an expense account, a reserve to an asset account without a purpose of its own.':
    'Konto {text} geht hier nicht: Gebühren gehören auf ein Aufwandskonto, eine Rücklage auf ein Aktivkonto ohne eigenen Zweck.',
  'A mapping of a settlement report is of the kind "settlements" and says where the number of the settlement stands.':
    'Die Zuordnung eines Abrechnungsberichts ist von der Art „settlements“ und sagt, wo die Nummer der Abrechnung steht.',
  'There is no field "{text}" of settlements.': 'Es gibt kein Feld „{text}“ von Abrechnungen.',
  'Nothing is proposed for this receipt.': 'Für diesen Zahlungseingang ist nichts vorgeschlagen.',
  'Nobody left this receipt on account.': 'Niemand hat diesen Zahlungseingang auf dem Konto gelassen.',
  'Nothing was declined for this receipt.': 'Für diesen Zahlungseingang wurde nichts abgelehnt.',
  'This receipt is not open any more.': 'Dieser Zahlungseingang ist nicht mehr offen.',
  'Somebody else worked on this receipt after you opened it.':
    'Jemand anders hat an diesem Zahlungseingang gearbeitet, nachdem Sie ihn geöffnet haben.',
  'Nothing was changed; look at it again.': 'Nichts wurde geändert; sehen Sie es noch einmal an.',
  'A chosen check does not exist in this company.': 'Ein gewählter Scheck ist in dieser Firma nicht vorhanden.',
  'There are no checks that could be paid in.': 'Es gibt keine Schecks zum Einreichen.',
  'Check {text} was paid in before.': 'Scheck {text} wurde schon eingereicht.',
  'Check {text} is dated {day} and is held until then.':
    'Scheck {text} ist auf {day} datiert und wird bis dahin gehalten.',
  'Check {text} is in {code}, the account in {code2}.': 'Scheck {text} ist in {code}, das Konto in {code2}.',
  'Say which account in {code} they are paid into: {text} has none.':
    'Sagen Sie, auf welches Konto in {code} sie eingereicht werden: {text} hat keines.',
  'Say which account in {code} they are paid into: {text} has several.':
    'Sagen Sie, auf welches Konto in {code} sie eingereicht werden: {text} hat mehrere.',
  '{text} has no bank account "{text2}" in use.': '{text} hat kein Bankkonto „{text2}“ in Gebrauch.',
  'Another line of the bank credited one of these deposits meanwhile.':
    'Eine andere Zeile der Bank hat inzwischen eine dieser Einreichungen gutgeschrieben.',
  'There is no such check.': 'Einen solchen Scheck gibt es nicht.',
  'Check {text} is {text2} already.': 'Scheck {text} ist schon {text2}.',
  'The bank paid check {text} on {day}; it cannot be stopped any more.':
    'Die Bank hat Scheck {text} am {day} bezahlt; er lässt sich nicht mehr sperren.',
  'The same file was imported before.': 'Dieselbe Datei wurde schon importiert.',
  '{text}: its lines do not say which company it is for; name the company.':
    '{text}: Die Zeilen sagen nicht, für welche Firma; nennen Sie die Firma.',
  'The file was only checked; nothing was changed.': 'Die Datei wurde nur geprüft; nichts wurde geändert.',
  'The file changed while it was read; read it again.':
    'Die Datei hat sich beim Lesen geändert; lesen Sie sie noch einmal.',
  '{text} has no payment service "{text2}" with terms on {day}; declare it first.':
    '{text} hat keinen Zahlungsdienst „{text2}“ mit Bedingungen am {day}; legen Sie ihn zuerst an.',
  'Settlement {text} is in {code}, {text2} was declared in {code2}.':
    'Abrechnung {text} ist in {code}, {text2} wurde in {code2} angelegt.',
  'Settlement {text} of {text2} was posted with other lines; take it back first.':
    'Abrechnung {text} von {text2} wurde mit anderen Zeilen gebucht; nehmen Sie sie zuerst zurück.',
  'Settlement {text} was imported by somebody else at this moment.':
    'Abrechnung {text} wurde in diesem Augenblick von jemand anderem importiert.',
  'There is no such remittance advice in this company.': 'In dieser Firma gibt es kein solches Zahlungsavis.',
  'This advice was changed after you opened it.': 'Dieses Avis wurde geändert, nachdem Sie es geöffnet haben.',
  'This advice was withdrawn.': 'Dieses Avis wurde zurückgezogen.',
  'There is no such receipt in this company.': 'In dieser Firma gibt es keinen solchen Zahlungseingang.',
  'The advice is in {code}, the receipt in {code2}.': 'Das Avis ist in {code}, der Zahlungseingang in {code2}.',
  'Another advice explains this receipt; withdraw that one first.':
    'Ein anderes Avis erklärt diesen Zahlungseingang; ziehen Sie das zuerst zurück.',
  'This advice is linked to no money.': 'Dieses Avis ist mit keinem Geld verbunden.',
  'Check {text} of this drawer and amount is registered already.':
    'Scheck {text} dieses Ausstellers und Betrags ist schon erfasst.',
  'There is no such batch in this company.': 'In dieser Firma gibt es keinen solchen Stapel.',
  'Batch {text} is {text2} already.': 'Stapel {text} ist schon {text2}.',
  'Check {text} of this batch was linked to money or withdrawn meanwhile; register the others one by one.':
    'Scheck {text} dieses Stapels wurde inzwischen mit Geld verbunden oder zurückgezogen; erfassen Sie die anderen einzeln.',
  'A corrected file took the place of batch {text}.': 'Eine berichtigte Datei trat an die Stelle von Stapel {text}.',
  'This receipt is not open any more, or somebody else worked on it after you opened it.':
    'Dieser Zahlungseingang ist nicht mehr offen, oder jemand anders hat seither daran gearbeitet.',
  'This person does not see the cash of {text}.': 'Diese Person sieht das Geld von {text} nicht.',
  'Say a number of months from 0 (never) to 600.': 'Nennen Sie eine Zahl von Monaten von 0 (nie) bis 600.',
  '"{text}" is not a country.': '„{text}“ ist kein Land.',
  'Say how many days before, from 0 (nobody is asked) to 730.':
    'Sagen Sie, wie viele Tage vorher, von 0 (niemand wird gefragt) bis 730.',
  'Refund {text} stands here with check {text2} and with check {text3}; one check pays it.':
    'Erstattung {text} steht hier mit Scheck {text2} und mit Scheck {text3}; ein Scheck bezahlt sie.',
  'Check {text} of {text2} is used already; a number is written once, also after it was voided.':
    'Scheck {text} von {text2} ist schon verwendet; eine Nummer wird nur einmal ausgestellt, auch nach dem Entwerten.',
  'A bank pays from today ({day}) on, and takes orders for the next {count} days.':
    'Eine Bank zahlt ab heute ({day}) und nimmt Aufträge für die nächsten {count} Tage an.',
  'The items are of the company whose bank has the money; apply it there.':
    'Die Posten gehören der Firma, deren Bank das Geld hat; ordnen Sie es dort zu.',
  'The books of {text} belong to its ERP, where the money counts as well; post what companies pay for one another there.':
    'Die Bücher von {text} gehören seinem ERP, wo das Geld ebenfalls zählt; buchen Sie dort, was Firmen füreinander zahlen.',
  'Name the items that are paid.': 'Nennen Sie die bezahlten Posten.',
  'There is no such receipt in {text}.': 'In {text} gibt es keinen solchen Zahlungseingang.',
  'Nothing of this receipt is open.': 'Von diesem Zahlungseingang ist nichts offen.',
  'There is no such item in {text}.': 'In {text} gibt es keinen solchen Posten.',
  '{amount} is not within the {text} that the receipt has open.':
    '{amount} liegt nicht in den {text}, die der Zahlungseingang offen hat.',
  'The bank’s line is {amount}, settlement {text} explains {amount2}.':
    'Die Zeile der Bank ist {amount}, Abrechnung {text} erklärt {amount2}.',
  '{text} has no terms on {day}.': '{text} hat am {day} keine Bedingungen.',
  'Settlement {text} moves a reserve, and the terms of {text2} name no account for it.':
    'Abrechnung {text} bewegt eine Rücklage, und die Bedingungen von {text2} nennen kein Konto dafür.',
  'The settlement or its deposit was posted meanwhile.':
    'Die Abrechnung oder ihr Geldeingang wurde inzwischen gebucht.',
  '{text}: no payment service is declared whose report it could be.':
    '{text}: Es ist kein Zahlungsdienst angelegt, dessen Bericht es sein könnte.',
  '{text} may be a report of {text2}; import it for one of them.':
    '{text} kann ein Bericht von {text2} sein; importieren Sie ihn für einen davon.',
  'The image of a check is a PNG, JPEG, TIFF or PDF of at most 10 MB.':
    'Das Bild eines Schecks ist PNG, JPEG, TIFF oder PDF mit höchstens 10 MB.',
  'A check is of an amount above zero.': 'Ein Scheck lautet auf einen Betrag über null.',
  'Say who gave the check: the customer or the drawer.':
    'Sagen Sie, wer den Scheck gab: der Kunde oder der Aussteller.',
  'There is no such check in this company.': 'In dieser Firma gibt es keinen solchen Scheck.',
  'There is no such bank account.': 'Ein solches Bankkonto gibt es nicht.',
  '{count} of the chosen refunds are not to be paid (any more): on their way, paid or reversed, or none of this company.':
    '{count} der gewählten Erstattungen sind nicht (mehr) zu zahlen: unterwegs, bezahlt oder storniert, oder nicht von dieser Firma.',
  'There is no such removed alias in this company.': 'In dieser Firma gibt es kein solches entferntes Kennzeichen.',
  'There is no such alias in use in this company.': 'In dieser Firma ist kein solches Kennzeichen in Gebrauch.',
  'Nothing has come back on {day} yet: today is {day2}.':
    'Am {day} kann noch nichts zurückgekommen sein: Heute ist {day2}.',
  'The line is in {code}, the receipt in {code2}.': 'Die Zeile ist in {code}, der Zahlungseingang in {code2}.',
  'The line is of {day}, before the receipt came in on {day2}.':
    'Die Zeile ist vom {day}, bevor der Zahlungseingang am {day2} kam.',
  'The bank took {amount} back, less than the {text} of what was chosen.':
    'Die Bank hat {amount} zurückgenommen, weniger als die {text} des Gewählten.',
  'This is no line of money out that waits to be linked to what it takes back.':
    'Dies ist keine Zeile über ausgehendes Geld, die auf ihr Zurückgenommenes wartet.',
  'This money has not come back, or that was taken back already.':
    'Dieses Geld kam nicht zurück, oder das wurde schon zurückgenommen.',
  'There is no such advice of a return that waits.': 'Ein solches wartendes Rückgabeavis gibt es nicht.',
  '{amount} came back, and the receipt is {amount2}.': '{amount} kamen zurück, und der Zahlungseingang ist {amount2}.',
  'Another line of the bank took this receipt back.':
    'Eine andere Zeile der Bank hat diesen Zahlungseingang zurückgenommen.',
  'The bank took {text} beside {text2}, more than the rules know as its charge ({amount}): a person says what it is.':
    'Die Bank hat {text} neben {text2} genommen, mehr, als die Regeln als ihre Gebühr kennen ({amount}): Eine Person sagt, was es ist.',
  'Settlement {text} is {text2}; there is nothing to take back.':
    'Abrechnung {text} ist {text2}; es gibt nichts zurückzunehmen.',
  'Line {count} of settlement {text} ({text2}) came back, took back another payment, or pays another company; take that back first.':
    'Zeile {count} der Abrechnung {text} ({text2}) kam zurück, nahm eine andere Zahlung zurück oder zahlt an eine andere Firma; nehmen Sie das zuerst zurück.',
  'Line {count} of settlement {text} came back, took back another payment, or pays another company; take that back first.':
    'Zeile {count} der Abrechnung {text} kam zurück, nahm eine andere Zahlung zurück oder zahlt an eine andere Firma; nehmen Sie das zuerst zurück.',
  '{count} lines of settlement {text} are not posted yet; apply the cash first.':
    '{count} Zeilen der Abrechnung {text} sind noch nicht gebucht; ordnen Sie zuerst das Geld zu.',
  'There is no such payment between companies.': 'Eine solche Zahlung zwischen Firmen gibt es nicht.',
  'This payment was taken back already.': 'Diese Zahlung wurde schon zurückgenommen.',
  'Rules begin today ({day}) or later; what was judged before was judged by the rules of its day.':
    'Regeln beginnen heute ({day}) oder später; früher Beurteiltes galt nach den Regeln seines Tages.',
  'The receipt or one of its items was changed at this moment.':
    'Der Zahlungseingang oder einer seiner Posten wurde in diesem Augenblick geändert.',
  'This receipt is not open, or its payer names no documents of other companies.':
    'Dieser Zahlungseingang ist nicht offen, oder sein Zahler nennt keine Belege anderer Firmen.',
  'It cannot be split: {parts}.': 'Er kann nicht aufgeteilt werden: {parts}.',
  'A person decides: {parts}.': 'Eine Person entscheidet: {parts}.',
  'There is no such payment file.': 'Eine solche Zahlungsdatei gibt es nicht.',
  'The bank paid {text} on {day}; it cannot be withdrawn any more.':
    'Die Bank hat {text} am {day} bezahlt; es lässt sich nicht mehr zurückziehen.',
  'Nothing of {text} is on its way any more.': 'Von {text} ist nichts mehr unterwegs.',
  'Not everything chosen of {text} is on its way any more.': 'Nicht alles Gewählte von {text} ist noch unterwegs.',
  'Say whose money it is: nobody is known for this receipt.':
    'Sagen Sie, wessen Geld es ist: Für diesen Zahlungseingang ist niemand bekannt.',
  'Choose the items that are paid.': 'Wählen Sie die bezahlten Posten.',
  'The chosen items take {text}, the receipt has {amount} left.':
    'Die gewählten Posten brauchen {text}, der Zahlungseingang hat noch {amount}.',
  'You may not let {amount} of {text} go: of what the rules let go of a customer in a month {amount2} is left, and it is more than you may write off alone.':
    'Sie dürfen {amount} von {text} nicht erlassen: Von dem, was die Regeln einem Kunden im Monat erlassen, sind {amount2} übrig, und es ist mehr, als Sie allein ausbuchen dürfen.',
  'You may not let {amount} of {text} go: it is more than you may write off alone.':
    'Sie dürfen {amount} von {text} nicht erlassen: Es ist mehr, als Sie allein ausbuchen dürfen.',
  'Apply what was paid, and ask for the write-off of the rest.':
    'Ordnen Sie zu, was gezahlt wurde, und beantragen Sie die Ausbuchung des Rests.',
  'A difference of {text} is nothing, or not what is missing.':
    'Eine Differenz von {text} ist null oder nicht das, was fehlt.',
  'A chosen item does not exist.': 'Ein gewählter Posten ist nicht vorhanden.',
  '{text} is in {code}, the receipt in {code2}: say what leaves it in {code3}, and no difference beside it.':
    '{text} ist in {code}, der Zahlungseingang in {code2}: Sagen Sie, was in {code3} davon abgeht, und keine Differenz daneben.',
  'Nothing was changed; see the ERP’s payments first.':
    'Nichts wurde geändert; sehen Sie zuerst die Zahlungen des ERP an.',
  '{count} receipts on {count2} days with {count3} items are too many to look at at once; ask for fewer months.':
    '{count} Zahlungseingänge an {count2} Tagen mit {count3} Posten sind auf einmal zu viele; fragen Sie nach weniger Monaten.',
  'The money is not any more as it was shown.': 'Das Geld ist nicht mehr so, wie es gezeigt wurde.',
  'Nobody was asked; look at it again.': 'Niemand wurde gefragt; sehen Sie es noch einmal an.',
  'Write what was said, or choose an outcome.': 'Schreiben Sie, was gesagt wurde, oder wählen Sie ein Ergebnis.',
  '"{text}" is not a calendar day.': '„{text}“ ist kein Kalendertag.',
  'There is no such customer account.': 'Ein solches Kundenkonto gibt es nicht.',
  'The customer has no such item.': 'Der Kunde hat keinen solchen Posten.',
  '{text} does not stand above level {count}.': '{text} steht nicht über Stufe {count}.',
  'Level {count} would come at {count2} days overdue, before level {count3} at {count4}.':
    'Stufe {count} käme bei {count2} Tagen Verzug, vor Stufe {count3} bei {count4}.',
  'The charge of level {count} is no amount of a currency.':
    'Die Gebühr der Stufe {count} ist kein Betrag einer Währung.',
  'The day is one that every month has, from 1 to 28.': 'Der Tag ist einer, den jeder Monat hat, von 1 bis 28.',
  'Work is taken over until today or a later day, not until "{text}".':
    'Arbeit wird bis heute oder einen späteren Tag übernommen, nicht bis „{text}“.',
  '{text} has taken over this customer until {day}; agree with them and give it back first.':
    '{text} hat diesen Kunden bis {day} übernommen; sprechen Sie sich ab und geben Sie ihn zuerst zurück.',
  'Nobody has taken this customer over: there is nothing to give back.':
    'Niemand hat diesen Kunden übernommen: Es gibt nichts zurückzugeben.',
  'The customer has no open document "{text}".': 'Der Kunde hat keinen offenen Beleg „{text}“.',
  'Nothing stands open for which customer {text} gets the letters; there is no statement to look at.':
    'Es steht nichts offen, wofür Kunde {text} die Briefe bekommt; es gibt keinen Auszug anzusehen.',
  'Customer {text} has no credit that a rule of dormant credits speaks of; there is no letter to look at.':
    'Kunde {text} hat kein Guthaben, das eine Regel für ruhende Guthaben betrifft; es gibt keinen Brief anzusehen.',
  'Nothing of customer {text} is overdue; there is no notice to look at.':
    'Von Kunde {text} ist nichts überfällig; es gibt keine Mahnung anzusehen.',
  'No money of customer {text} waits for its items; there is no request to look at.':
    'Kein Geld von Kunde {text} wartet auf seine Posten; es gibt keine Anfrage anzusehen.',
  'A request for the documents of an offset is looked at from its offset; there is none to look at here.':
    'Eine Anforderung von Dokumenten sieht man bei ihrer Aufrechnung an; hier gibt es keine.',
  'Nothing was changed; compare both and save again.':
    'Nichts wurde geändert; vergleichen Sie beide und speichern Sie noch einmal.',
  'The check digits of {text} are wrong; read it once more.':
    'Die Prüfziffern von {text} stimmen nicht; lesen Sie noch einmal nach.',
  'There is no customer "{text}" here.': 'Hier gibt es keinen Kunden „{text}“.',
  'A portfolio is handed over today or as of an earlier day.':
    'Ein Portfolio wird heute oder zu einem früheren Tag übergeben.',
  'There is no such substitution in force.': 'Eine solche Vertretung gilt nicht.',
  'Somebody else changed these settings after you opened them.':
    'Jemand anders hat diese Einstellungen geändert, nachdem Sie sie geöffnet haben.',
  'This account is in force already.': 'Dieses Konto gilt schon.',
  'The customer has these terms already.': 'Der Kunde hat diese Bedingungen schon.',
  '"{text}" is not a time zone.': '„{text}“ ist keine Zeitzone.',
  'This contact does not exist any more.': 'Diesen Ansprechpartner gibt es nicht mehr.',
  'Somebody else changed this portfolio after you opened it.':
    'Jemand anders hat dieses Portfolio geändert, nachdem Sie es geöffnet haben.',
  'Somebody else changed this contact after you opened it.':
    'Jemand anders hat diesen Ansprechpartner geändert, nachdem Sie ihn geöffnet haben.',
  'There is no such relation in force.': 'Eine solche Beziehung gilt nicht.',
  'No insolvency proceedings are recorded over customer {text}.':
    'Über Kunde {text} ist kein Insolvenzverfahren erfasst.',
  'The claim against customer {text} was filed on {day} already.':
    'Die Forderung gegen Kunde {text} wurde schon am {day} angemeldet.',
  'A claim is filed between the opening on {day} and today, {day2}.':
    'Eine Forderung wird zwischen der Eröffnung am {day} und heute, {day2}, angemeldet.',
  'No mail to this contact came back.': 'An diesen Ansprechpartner kam keine Mail zurück.',
  '"{text}" is no code of a portfolio; write letters, digits and dashes.':
    '„{text}“ ist kein Code eines Portfolios; schreiben Sie Buchstaben, Ziffern und Striche.',
  'There is a portfolio "{text}" already.': 'Ein Portfolio „{text}“ gibt es schon.',
  'It has this name and this collector.': 'Es hat diesen Namen und diese betreuende Person.',
  'Proceedings are recorded when they are open; {day} is to come.':
    'Verfahren werden erfasst, wenn sie eröffnet sind; {day} kommt erst noch.',
  'Claims cannot be due before the proceedings were opened.':
    'Forderungen können nicht vor der Eröffnung anzumelden sein.',
  'Proceedings over customer {text} are recorded already, since {day}.':
    'Ein Verfahren über Kunde {text} ist schon erfasst, seit {day}.',
  'Of a branch, and only of a branch, say whether its items stand on the head office or on the branch.':
    'Sagen Sie bei einer Filiale, und nur dort, ob ihre Posten bei der Zentrale oder der Filiale stehen.',
  'Only of an alternative payer, say whether letters go to the customer or to the payer.':
    'Sagen Sie nur bei einem abweichenden Zahler, ob Briefe an den Kunden oder den Zahler gehen.',
  'Customer {text} is insolvent and {text2} is not; who reads as one is insolvent together.':
    'Kunde {text} ist insolvent und {text2} nicht; wer als einer gilt, ist gemeinsam insolvent.',
  'Record the proceedings over {text} too, or end their record, before the merge.':
    'Erfassen Sie vor dem Zusammenlegen das Verfahren auch über {text}, oder beenden Sie die Erfassung.',
  'Say the new number.': 'Nennen Sie die neue Nummer.',
  'The number {text} is, or was, that of {text2}.': 'Die Nummer {text} ist oder war die von {text2}.',
  'A customer number stands twice in this call.': 'Eine Kundennummer steht zweimal in diesem Aufruf.',
  'A customer stands twice in this call, once by an old number.':
    'Ein Kunde steht zweimal in diesem Aufruf, einmal mit einer alten Nummer.',
  'Parent customer {text} does not exist.': 'Den übergeordneten Kunden {text} gibt es nicht.',
  'Customer {text} has other payment terms; changing them takes authority (customers.change-terms).':
    'Kunde {text} hat andere Zahlungsbedingungen; sie zu ändern braucht Befugnis (customers.change-terms).',
  'A customer cannot stand so to itself.': 'Ein Kunde kann nicht so zu sich selbst stehen.',
  'There is one already since {day}; take it back first.':
    'Es gibt schon eine seit {day}; nehmen Sie sie zuerst zurück.',
  'The customer would stand above itself.': 'Der Kunde stünde über sich selbst.',
  '"{text}" is not a month; write YYYY-MM.': '„{text}“ ist kein Monat; schreiben Sie JJJJ-MM.',
  'Nothing was kept.': 'Nichts wurde gespeichert.',
  'There is no such item in this company.': 'In dieser Firma gibt es keinen solchen Posten.',
  'A promise is of an amount above zero.': 'Eine Zusage lautet auf einen Betrag über null.',
  'The promised day must not be before the day the promise was made.':
    'Der zugesagte Tag darf nicht vor dem Tag der Zusage liegen.',
  'This customer has nothing open in {code}.': 'Dieser Kunde hat in {code} nichts offen.',
  'This promise is not open any more.': 'Diese Zusage ist nicht mehr offen.',
  'A certificate is a PDF, PNG, JPEG or TIFF of at most 10 MB, by its content.':
    'Eine Bescheinigung ist dem Inhalt nach PDF, PNG, JPEG oder TIFF mit höchstens 10 MB.',
  'There is no such item.': 'Einen solchen Posten gibt es nicht.',
  '{text} waits for no certificate of withheld tax.': '{text} wartet auf keine Bescheinigung einbehaltener Steuer.',
  'An item to be blocked does not exist.': 'Einen zu sperrenden Posten gibt es nicht.',
  'There is no such clearing.': 'Einen solchen Ausgleich gibt es nicht.',
  'There is nothing to clear.': 'Es gibt nichts auszugleichen.',
  'An item of this clearing is of another company.': 'Ein Posten dieses Ausgleichs gehört einer anderen Firma.',
  'This clearing was taken back already.': 'Dieser Ausgleich wurde schon zurückgenommen.',
  'There is no tax code {text} of {text2} on {day}; record it first.':
    'Es gibt am {day} kein Steuerkennzeichen {text} von {text2}; erfassen Sie es zuerst.',
  'Tax code {text} posts to account {text2}, which the chart of {text3} does not have.':
    'Steuerkennzeichen {text} bucht auf Konto {text2}, das der Kontenplan von {text3} nicht hat.',
  'The tax by code of {text} does not sum to its tax.':
    'Die Steuer nach Kennzeichen von {text} ergibt nicht seine Steuer.',
  'Base and tax of {text} exceed its amount, or have another sign.':
    'Basis und Steuer von {text} übersteigen seinen Betrag oder haben ein anderes Vorzeichen.',
  'An item to be moved is of another company.': 'Ein umzubuchender Posten gehört einer anderen Firma.',
  'There is no such customer account in company {text}.': 'In Firma {text} gibt es kein solches Kundenkonto.',
  'At most {count} documents are posted at once.': 'Höchstens {count} Belege werden auf einmal gebucht.',
  'The document {text} stands twice in this call.': 'Der Beleg {text} steht zweimal in diesem Aufruf.',
  '{text} is posted already as {word}, and stands; another document has another number.':
    '{text} ist schon als „{word}“ gebucht und steht; ein anderer Beleg hat eine andere Nummer.',
  '{text} is posted already with another amount, currency or customer.':
    '{text} ist schon mit anderem Betrag, anderer Währung oder anderem Kunden gebucht.',
  'The item that a document is linked to does not exist.':
    'Den Posten, mit dem ein Beleg verknüpft ist, gibt es nicht.',
  'A document settles an item of its own customer account; transfer the item first.':
    'Ein Beleg gleicht einen Posten des eigenen Kundenkontos aus; buchen Sie den Posten zuerst um.',
  'A recovery names the write-off it is for.': 'Eine Einbringung nennt die Ausbuchung, für die sie ist.',
  'The reason code {text} posts to "{text2}", which is no purpose of a GL account; set it again.':
    'Der Grundcode {text} bucht auf „{text2}“, was kein Zweck eines Sachkontos ist; legen Sie ihn neu fest.',
  '{text} is no write-off that stands.': '{text} ist keine bestehende Ausbuchung.',
  '{text} of {text2} can still be recovered.': 'Von {text2} können noch {text} eingebracht werden.',
  '{text} is a receivable; only credits are refunded.': '{text} ist eine Forderung; nur Guthaben werden zurückgezahlt.',
  "Customer {text} is insolvent since {day}; its money goes to the administrator's account.":
    'Kunde {text} ist seit {day} insolvent; sein Geld geht auf das Konto des Insolvenzverwalters.',
  'A refund goes to an account or leaves by check: name one of them.':
    'Eine Erstattung geht auf ein Konto oder per Scheck: Nennen Sie eines davon.',
  'There is no such company.': 'Eine solche Firma gibt es nicht.',
  'No tax waits for relief under this id.': 'Unter dieser Nummer wartet keine Steuer auf Entlastung.',
  'This relief could be claimed until {day}.': 'Diese Entlastung konnte bis {day} geltend gemacht werden.',
  'The condition is met on {day}, not before.': 'Die Bedingung ist am {day} erfüllt, nicht vorher.',
  '{month} ends on {day}; it has no closing rate yet.': '{month} endet am {day}; es gibt noch keinen Schlusskurs.',
  'There is no such document.': 'Einen solchen Beleg gibt es nicht.',
  'The document was cleared by somebody else just now; look again.':
    'Jemand anders hat den Beleg gerade ausgeglichen; sehen Sie noch einmal nach.',
  'Part of this write-off was recovered by {text}; reverse that first.':
    'Ein Teil dieser Ausbuchung wurde durch {text} eingebracht; stornieren Sie das zuerst.',
  'What this document brought was refunded or moved on; reverse that document first.':
    'Was dieser Beleg brachte, wurde zurückgezahlt oder umgebucht; stornieren Sie zuerst jenen Beleg.',
  '{text} is a reversal itself; post the document again instead.':
    '{text} ist selbst ein Storno; buchen Sie den Beleg stattdessen neu.',
  "The money of {text} stands on the bank's statement; take its clearing back, or transfer or refund it.":
    'Das Geld von {text} steht auf dem Bankauszug; nehmen Sie seinen Ausgleich zurück, buchen Sie es um oder zahlen Sie es zurück.',
  '{text} has allocations; take its clearing back first.':
    '{text} ist zugeordnet; nehmen Sie zuerst den Ausgleich zurück.',
  'Down payments came for {text}; reverse them first.': 'Für {text} kamen Anzahlungen; stornieren Sie sie zuerst.',
  '{text} is no money on account; only money becomes a down payment.':
    '{text} ist kein Geld a conto; nur Geld wird zur Anzahlung.',
  '{text} is a down payment already.': '{text} ist schon eine Anzahlung.',
  '{text} is no down payment request of this customer.': '{text} ist keine Anzahlungsanforderung dieses Kunden.',
  'There is no such customer account in the company.': 'In der Firma gibt es kein solches Kundenkonto.',
  '{text} is a credit of the customer; it is refunded, never written off.':
    '{text} ist ein Guthaben des Kunden; es wird zurückgezahlt, nie ausgebucht.',
  'Buckets are ascending numbers of days, such as 30,60,90,120.':
    'Stufen sind aufsteigende Zahlen von Tagen, etwa 30,60,90,120.',
  '"{text}" is not a bucket; write unapplied, current, 31-60 or 121+.':
    '„{text}“ ist keine Stufe; schreiben Sie unapplied, current, 31-60 oder 121+.',
  'There is no customer "{text}" in these companies.': 'In diesen Firmen gibt es keinen Kunden „{text}“.',
  'These are more than {count} groups; filter the items first, or group them by something else.':
    'Das sind mehr als {count} Gruppen; filtern Sie zuerst, oder gruppieren Sie nach etwas anderem.',
  'An item of this clearing does not exist.': 'Ein Posten dieses Ausgleichs ist nicht vorhanden.',
  '{text} is only noted; it cannot be cleared.': '{text} ist nur gemerkt; es kann nicht ausgeglichen werden.',
  'Both items of an allocation must be of one company.': 'Beide Posten einer Zuordnung müssen einer Firma gehören.',
  '{text} is in {code}, {text2} in {code2}; say what leaves the debit.':
    '{text} ist in {code}, {text2} in {code2}; sagen Sie, was von der Forderung abgeht.',
  '{text} is in {code}, {text2} in {code2} on another account.':
    '{text} ist in {code}, {text2} in {code2} auf einem anderen Konto.',
  'An allocation links a credit to a debit by a positive amount.':
    'Eine Zuordnung verbindet ein Guthaben mit einer Forderung über einen positiven Betrag.',
  '{text} has less open than would be allocated to it.': '{text} hat weniger offen, als ihm zugeordnet würde.',
  '"{text}" is not a document type.': '„{text}“ ist keine Belegart.',
  'A document of zero is not posted.': 'Ein Beleg über null wird nicht gebucht.',
  "A {word} must be positive on the customer's account.": '„{word}“ muss auf dem Kundenkonto positiv sein.',
  "A {word} must be negative on the customer's account.": '„{word}“ muss auf dem Kundenkonto negativ sein.',
  'A document that settles names the item it settles, a recovery the write-off it is for.':
    'Ein ausgleichender Beleg nennt seinen Posten, eine Einbringung ihre Ausbuchung.',
  'A {word} is made from a credit; {text} is none.': '„{word}“ entsteht aus einem Guthaben; {text} ist keines.',
  'A {word} is made from a receivable; {text} is none.': '„{word}“ entsteht aus einer Forderung; {text} ist keine.',
  "{text} stands on that customer's account already.": '{text} steht schon auf dem Konto dieses Kunden.',
  '{text} has less open than would be moved.': '{text} hat weniger offen, als umgebucht würde.',
  'The documents of {text} belong to its ERP; post it there, and the next load brings it here.':
    'Die Belege von {text} gehören ihrem ERP; buchen Sie dort, und die nächste Ladung bringt es her.',
  '{text} belongs to the ERP of {text2}; reverse it there, and the next load closes it here.':
    '{text} gehört dem ERP von {text2}; stornieren Sie es dort, und die nächste Ladung schließt es hier.',
  'What was cleared here is taken back by reversing the clearing, which the export queue tells the ERP.':
    'Was hier ausgeglichen wurde, nimmt man durch Storno des Ausgleichs zurück; die Ausgabe sagt es dem ERP.',
  'This clearing belongs to a document, a payment or an agreement and goes only with it: take that back instead.':
    'Dieser Ausgleich gehört zu einem Beleg, einer Zahlung oder einer Vereinbarung und geht nur mit ihr: Nehmen Sie jene zurück.',
  '{text} stands on a collective account; say whose it is, by name and address.':
    '{text} steht auf einem Sammelkonto; sagen Sie mit Name und Adresse, wessen es ist.',
  '{text} names a party of its own, but its account is no collective account.':
    '{text} nennt eine eigene Partei, sein Konto ist aber kein Sammelkonto.',
  "Customer {text} is insolvent since {day}; its money goes to the administrator's account alone: have that put in force as the customer’s bank account first, which takes a second person.":
    'Kunde {text} ist seit {day} insolvent; sein Geld geht nur auf das Konto des Insolvenzverwalters: Lassen Sie es zuerst als Bankkonto des Kunden in Kraft setzen, was eine zweite Person braucht.',
  "Customer {text} is insolvent since {day}; its money goes to the administrator's account alone, {text2}.":
    'Kunde {text} ist seit {day} insolvent; sein Geld geht nur auf das Konto des Insolvenzverwalters, {text2}.',
  "The money did not come from {text}, and nobody has verified it for customer {text2}: have it put in force as the customer's bank account first, which takes a second person.":
    'Das Geld kam nicht von {text}, und niemand hat das Konto für Kunde {text2} geprüft: Lassen Sie es zuerst als Bankkonto des Kunden in Kraft setzen, was eine zweite Person braucht.',
  'The money came from several accounts ({text}); say which it goes back to.':
    'Das Geld kam von mehreren Konten ({text}); sagen Sie, auf welches es zurückgeht.',
  'It is not known from which account the money came, and customer {text} has no bank account in force: have one put in force first, which takes a second person.':
    'Es ist nicht bekannt, von welchem Konto das Geld kam, und Kunde {text} hat kein gültiges Bankkonto: Lassen Sie zuerst eines in Kraft setzen, was eine zweite Person braucht.',
  'The mapping is wrong at "{text}": {text2}.': 'Die Zuordnung ist falsch bei „{text}“: {text2}.',
  'Nothing was read.': 'Nichts wurde gelesen.',
  'The file is empty.': 'Die Datei ist leer.',
  'The mapping wants the column "{text}", but the header is "{text2}".':
    'Die Zuordnung will die Spalte „{text}“, die Kopfzeile ist aber „{text2}“.',
  'The file is larger than {count} bytes.': 'Die Datei ist größer als {count} Byte.',
  'There is no such bank account in this company.': 'In dieser Firma gibt es kein solches Bankkonto.',
  'This money is applied already, or nobody knows whose it is.':
    'Dieses Geld ist schon zugeordnet, oder niemand weiß, wessen es ist.',
  'The payer cannot be asked: {part}.': 'Der Zahler kann nicht gefragt werden: {part}.',
  'Somebody else changed the company after you opened it.':
    'Jemand anders hat die Firma geändert, nachdem Sie sie geöffnet haben.',
  'The company is like this already; nothing was changed.': 'Die Firma ist schon so; nichts wurde geändert.',
  'Letters name this account already.': 'Briefe nennen dieses Konto schon.',
  'No public holidays are known for "{text}"; nothing was changed.':
    'Für „{text}“ sind keine Feiertage bekannt; nichts wurde geändert.',
  'The public holidays of {count} are gone by; nothing was changed.':
    'Die Feiertage von {count} sind vorbei; nichts wurde geändert.',
  'There is a company "{text}" already.': 'Eine Firma „{text}“ gibt es schon.',
  '{code}/{code2} of {day} stands twice with different rates.':
    '{code}/{code2} vom {day} steht zweimal mit verschiedenen Kursen da.',
  '"{text}" is not a country; write its two letters.': '„{text}“ ist kein Land; schreiben Sie seine zwei Buchstaben.',
  'A tax record names its source: the law or the notice.':
    'Ein Steuersatz nennt seine Quelle: das Gesetz oder den Erlass.',
  '"{text}" is not a rate in percent, such as 19 or 5.5.': '„{text}“ ist kein Satz in Prozent wie 19 oder 5.5.',
  '"{text}" is not a reason code; write capital letters, digits and dashes.':
    '„{text}“ ist kein Grundcode; schreiben Sie Großbuchstaben, Ziffern und Striche.',
  'The shares of the instalments must sum to 100 percent.': 'Die Anteile der Raten müssen 100 Prozent ergeben.',
  'There is no exchange rate {code}/{code2} on or before {day}; record one.':
    'Es gibt keinen Wechselkurs {code}/{code2} bis {day}; erfassen Sie einen.',
  'There are several companies; say which with --company CODE.':
    'Es gibt mehrere Firmen; sagen Sie mit --company CODE, welche.',
  'There is no company "{text}".': 'Es gibt keine Firma „{text}“.',
  '"{text}" is not a currency; write its three letters.':
    '„{text}“ ist keine Währung; schreiben Sie ihre drei Buchstaben.',
  'A rate is between two currencies, not between {code} and {code2}.':
    'Ein Kurs gilt zwischen zwei Währungen, nicht zwischen {code} und {code2}.',
  '"{text}" is not a calendar day; write YYYY-MM-DD.': '„{text}“ ist kein Kalendertag; schreiben Sie JJJJ-MM-TT.',
  '{day} is further ahead than rates are published; look at the year.':
    '{day} liegt weiter voraus, als Kurse veröffentlicht werden; prüfen Sie das Jahr.',
  '"{text}" is not a rate; write digits with a point above zero, such as 1.0825.':
    '„{text}“ ist kein Kurs; schreiben Sie Ziffern mit Punkt über null, etwa 1.0825.',
  'Say which way the rates are meant: to a currency (1 of the row’s in it), or from it (1 of it in the row’s).':
    'Sagen Sie, wie die Kurse gemeint sind: in eine Währung (1 der Zeile in ihr) oder aus ihr (1 von ihr in der der Zeile).',
  'The file has neither the columns date, currency and rate nor a date and a column for each currency; it has {text}.':
    'Die Datei hat weder die Spalten Datum, Währung und Kurs (date, currency, rate) noch ein Datum und eine Spalte je Währung; sie hat {text}.',
  'This batch is printed already; ask for a reprint with a reason.':
    'Dieser Stapel ist schon gedruckt; verlangen Sie einen Nachdruck mit Grund.',
  'Say why it is printed again.': 'Sagen Sie, warum er noch einmal gedruckt wird.',
  'This batch waits to be printed as it is; a reprint is for one that was printed.':
    'Dieser Stapel wartet ohnehin auf den Druck; ein Nachdruck ist für einen gedruckten.',
  'There is no such print batch in this company.': 'In dieser Firma gibt es keinen solchen Druckstapel.',
  'Somebody else saved a newer version after you opened this one.':
    'Jemand anders hat eine neuere Fassung gespeichert, nachdem Sie diese geöffnet haben.',
  'It may name {text}.': 'Sie darf nennen: {text}.',
  'There is no kind of message "{text}"; there is {text2}.': 'Es gibt keine Nachrichtenart „{text}“; es gibt {text2}.',
  '"{text}" is not among {text2}.': '„{text}“ ist nicht unter {text2}.',
  'A level of {text} is a number from 1 to {count}.': 'Eine Stufe von {text} ist eine Zahl von 1 bis {count}.',
  '{text} mails by SMTP, but this installation names no server; set DUNWELL_SMTP_URL.':
    '{text} versendet über SMTP, aber diese Installation nennt keinen Server; setzen Sie DUNWELL_SMTP_URL.',
  'Nothing was sent.': 'Nichts wurde gesendet.',
  '"{text}" is not a mail address.': '„{text}“ ist keine Mailadresse.',
  '{text} has no address to send from; name one.': '{text} hat keine Absenderadresse; nennen Sie eine.',
  'The content of a letter of this batch was erased; it cannot be printed again.':
    'Der Inhalt eines Briefs dieses Stapels wurde gelöscht; er kann nicht noch einmal gedruckt werden.',
  'The last day is before the first.': 'Der letzte Tag liegt vor dem ersten.',
  'The file needs the columns "reference" and "result".': 'Die Datei braucht die Spalten „reference“ und „result“.',
  '"{text}" is neither confirmed nor rejected.': '„{text}“ ist weder bestätigt noch abgelehnt (confirmed, rejected).',
  '"{text}" is no exported clearing of {text2}.': '„{text}“ ist kein ausgegebener Ausgleich von {text2}.',
  '"{text}" was confirmed before, and is rejected here.': '„{text}“ wurde vorher bestätigt und ist hier abgelehnt.',
  '"{text}" was rejected before, and is confirmed here.': '„{text}“ wurde vorher abgelehnt und ist hier bestätigt.',
  'The documents of {text} belong to its ERP; load its list of items instead.':
    'Die Belege von {text} gehören ihrem ERP; laden Sie stattdessen seine Postenliste.',
  'Company {text} keeps its own books; make it a mirror of its ERP first.':
    'Firma {text} führt eigene Bücher; machen Sie sie zuerst zum Spiegel ihres ERP.',
  'The file of load {text} ({text2}) is not in the file store any more; load it again.':
    'Die Datei der Ladung {text} ({text2}) liegt nicht mehr im Dateispeicher; laden Sie sie erneut.',
  'Load {text} shows {day}, but {text2} was read up to {day2}; an older snapshot changes nothing.':
    'Ladung {text} zeigt {day}, {text2} ist aber bis {day2} gelesen; ein älterer Stand ändert nichts.',
  'Discard it instead.': 'Verwerfen Sie sie stattdessen.',
  'Load {text} shows {day}, but today is {day2}; everything that comes until then would be older.':
    'Ladung {text} zeigt {day}, heute ist aber {day2}; alles bis dahin Kommende wäre älter.',
  'Discard it and send it with the day that it shows.':
    'Verwerfen Sie sie und senden Sie sie mit dem Tag, den sie zeigt.',
  'Say why; the reason is kept with the load.': 'Sagen Sie, warum; der Grund wird bei der Ladung vermerkt.',
  'There is no load {text} in company {text2}.': 'In Firma {text2} gibt es keine Ladung {text}.',
  'Load {text} is {text2}; only a held one waits for a person.':
    'Ladung {text} ist {text2}; nur eine angehaltene wartet auf eine Person.',
  "Company {text} has {count} open items of its own, which the ERP's load would bring a second time; clear or reverse them first.":
    'Firma {text} hat {count} eigene offene Posten, die die Ladung des ERP ein zweites Mal brächte; gleichen Sie sie zuerst aus oder stornieren Sie sie.',
  'Company {text} has {count} open items mirrored from its ERP; close them by a last full load first.':
    'Firma {text} hat {count} aus dem ERP gespiegelte offene Posten; schließen Sie sie zuerst durch eine letzte volle Ladung.',
  'There is no mirrored company; the manifest beside the file says which it is for.':
    'Es gibt keine gespiegelte Firma; das Begleitblatt neben der Datei sagt, für welche sie ist.',
  'There are several mirrored companies; the manifest beside the file says which it is for.':
    'Es gibt mehrere gespiegelte Firmen; das Begleitblatt neben der Datei sagt, für welche sie ist.',
  '"{text}" is no mirrored company.': '„{text}“ ist keine gespiegelte Firma.',
  '{text} is no JSON: {text2}.': '{text} ist kein JSON: {text2}.',
  'The manifest names no mapping, and the folder "mappings" does not hold exactly one.':
    'Das Begleitblatt nennt keine Zuordnung, und der Ordner „mappings“ enthält nicht genau eine.',
  'There is no mapping "{text}" in the folder "mappings", and none that comes with Dunwell.':
    'Es gibt keine Zuordnung „{text}“ im Ordner „mappings“ und keine, die mit Dunwell kommt.',
  'There is no such import.': 'Einen solchen Import gibt es nicht.',
  'Customers are master data: they are changed, not reversed.':
    'Kunden sind Stammdaten: Sie werden geändert, nicht storniert.',
  'Bring the file of before once more, or change them one by one.':
    'Bringen Sie die vorige Datei noch einmal, oder ändern Sie sie einzeln.',
  'What we owe suppliers is no posting: it is withdrawn where it is listed, one by one.':
    'Was wir Lieferanten schulden, ist keine Buchung: Es wird in seiner Liste einzeln zurückgezogen.',
  'A kept mapping has a name and is for customers, items or payables; that of an ERP goes with its load, that of a payment service with its terms.':
    'Eine gespeicherte Zuordnung hat einen Namen und ist für Kunden, Posten oder Verbindlichkeiten; die eines ERP gehört zu seiner Ladung, die eines Zahlungsdienstes zu seinen Bedingungen.',
  'The field "{text}" is needed; say which column holds it.':
    'Das Feld „{text}“ wird gebraucht; sagen Sie, welche Spalte es enthält.',
  'Say why; the reason is kept with the payment.': 'Sagen Sie, warum; der Grund wird bei der Zahlung vermerkt.',
  'There is no free payment "{text}" of the ERP in {text2}.':
    'In {text2} gibt es keine freie Zahlung „{text}“ des ERP.',
  'There is no receipt {text} in {text2}.': 'In {text2} gibt es keinen Zahlungseingang {text}.',
  'The payment is of another amount, currency or time than the receipt, so it is not the same money.':
    'Die Zahlung hat anderen Betrag, andere Währung oder Zeit als der Zahlungseingang, ist also nicht dasselbe Geld.',
  'The ERP keeps the payment on a special account, and the receipt is applied here; take its application back first.':
    'Das ERP führt die Zahlung auf einem Sonderkonto, und der Zahlungseingang ist hier zugeordnet; nehmen Sie zuerst die Zuordnung zurück.',
  'The payment and the receipt were both cleared already, each with its own; take one of the clearings back first.':
    'Zahlung und Zahlungseingang sind beide schon ausgeglichen, jeder für sich; nehmen Sie zuerst einen der Ausgleiche zurück.',
  'The folder "{text}" cannot be read: {text2}.': 'Der Ordner „{text}“ kann nicht gelesen werden: {text2}.',
  'The folder holds more than {count} files; attach it in parts.':
    'Der Ordner enthält mehr als {count} Dateien; hängen Sie ihn in Teilen an.',
  'It cannot be read: {text}.': 'Sie kann nicht gelesen werden: {text}.',
  'It is larger than {count} MB.': 'Sie ist größer als {count} MB.',
  'The mapping\'s "linkedTo" names {count} columns, its "identity" {count2}; both must name the same parts in the same order.':
    '„linkedTo“ der Zuordnung nennt {count} Spalten, „identity“ {count2}; beide müssen dieselben Teile in derselben Reihenfolge nennen.',
  '"{text}" is no regular expression with a group in parentheses.':
    '„{text}“ ist kein regulärer Ausdruck mit einer Gruppe in Klammern.',
  'The manifest is wrong at "{text}": {text2}.': 'Das Begleitblatt ist falsch bei „{text}“: {text2}.',
  '"{text}" is no total; write 1234.50 or EUR=1234.50,USD=10.00.':
    '„{text}“ ist keine Summe; schreiben Sie 1234.50 oder EUR=1234.50,USD=10.00.',
  '{text} does not say {text2}; declare it in a manifest beside the file, by flags or in the mapping.':
    '{text} nennt nicht: {text2}; geben Sie es in einem Begleitblatt, durch Schalter oder in der Zuordnung an.',
  '"{text}" in the total is not an ISO 4217 currency.': '„{text}“ in der Summe ist keine Währung nach ISO 4217.',
  '"{text}" is no balance of a control account; write 1234.50 or main=1234.50,down_payment=-300.00, of {text2}.':
    '„{text}“ ist kein Saldo eines Abstimmkontos; schreiben Sie 1234.50 oder main=1234.50,down_payment=-300.00, von {text2}.',
  'The mapping "{text}" is for {text2}, not for {text3}.': 'Die Zuordnung „{text}“ ist für {text2}, nicht für {text3}.',
  'The file has no row {count} with the column "{text}".': 'Die Datei hat keine Zeile {count} mit der Spalte „{text}“.',
  'Say why the month is changed.': 'Sagen Sie, warum der Monat geändert wird.',
  '"{text}" is no code of an account: up to 20 letters, digits, dots and dashes.':
    '„{text}“ ist keine Kontonummer des Kontenplans: bis zu 20 Buchstaben, Ziffern, Punkte und Striche.',
  'The chart has an account {text} already; choose it, or another code.':
    'Der Kontenplan hat schon ein Konto {text}; wählen Sie es oder eine andere Nummer.',
  'The month {month} is {text} already.': 'Der Monat {month} ist schon {text}.',
  'The month {month} is closed for good; what is wrong in it is corrected in an open month.':
    'Der Monat {month} ist endgültig geschlossen; Falsches darin wird in einem offenen Monat berichtigt.',
  'The month {month} is soft-closed; only a controller posts in it, and says why.':
    'Der Monat {month} ist vorläufig geschlossen; nur das Controlling bucht darin und sagt, warum.',
  'The offset is {word}.': 'Stand der Aufrechnung: {word}.',
  'There is no such offset in this company.': 'In dieser Firma gibt es keine solche Aufrechnung.',
  'The offset was changed just now; look again.': 'Die Aufrechnung wurde gerade geändert; sehen Sie noch einmal nach.',
  'The offset takes {amount} of it; withdraw it and propose anew.':
    'Die Aufrechnung nimmt {amount} davon; ziehen Sie sie zurück und schlagen Sie neu vor.',
  'At most {count} files come by one link; reply to our letter.':
    'Über einen Link kommen höchstens {count} Dateien; antworten Sie auf unser Schreiben.',
  'This link has ended.': 'Dieser Link gilt nicht mehr.',
  'There is no such document that waits with this offset.': 'Bei dieser Aufrechnung wartet kein solches Dokument.',
  'There is no such document with this offset.': 'Bei dieser Aufrechnung gibt es kein solches Dokument.',
  'A netting agreement names at least one customer and another customer or supplier.':
    'Eine Verrechnungsvereinbarung nennt mindestens einen Kunden und einen weiteren Kunden oder Lieferanten.',
  'A netting agreement {text} is recorded already; withdraw it and record its successor under a reference of its own.':
    'Eine Verrechnungsvereinbarung {text} ist schon erfasst; ziehen Sie sie zurück und erfassen Sie die nachfolgende unter eigener Referenz.',
  'The copy of {text} is kept already.': 'Die Kopie von {text} ist schon abgelegt.',
  'What was signed anew is an agreement of its own.': 'Was neu unterschrieben wurde, ist eine eigene Vereinbarung.',
  'There is no such netting agreement.': 'Eine solche Verrechnungsvereinbarung gibt es nicht.',
  'One of the companies does not exist here.': 'Eine der Firmen gibt es hier nicht.',
  '{text} is withdrawn from {day} on.': '{text} ist ab {day} zurückgezogen.',
  'There is no such payable in this company.': 'In dieser Firma gibt es keine solche Verbindlichkeit.',
  '{text} is in an offset that is open or executed; withdraw or reverse that first.':
    '{text} steht in einer offenen oder ausgeführten Aufrechnung; ziehen Sie die zuerst zurück oder stornieren Sie sie.',
  'Supplier {text} is linked to a customer already; end that first.':
    'Lieferant {text} ist schon mit einem Kunden verknüpft; beenden Sie das zuerst.',
  'Supplier {text} is linked to no customer.': 'Lieferant {text} ist mit keinem Kunden verknüpft.',
  'An offset takes what the customer owes, and either credits of the customer or what we owe the supplier.':
    'Eine Aufrechnung nimmt, was der Kunde schuldet, und entweder Guthaben des Kunden oder was wir dem Lieferanten schulden.',
  'Both sides of an offset are in one currency.': 'Beide Seiten einer Aufrechnung sind in einer Währung.',
  'It cannot be set off.': 'Es kann nicht aufgerechnet werden.',
  'Both sides have {amount}; that much or less can be set off.':
    'Beide Seiten haben {amount}; so viel oder weniger kann aufgerechnet werden.',
  'This document was not asked for.': 'Um dieses Dokument wurde nicht gebeten.',
  'Documents of this offset are requested until {day} already; withdraw that request first.':
    'Dokumente dieser Aufrechnung sind schon bis {day} angefordert; ziehen Sie die Anforderung zuerst zurück.',
  'No document of this offset is missing.': 'Kein Dokument dieser Aufrechnung fehlt.',
  'The day until which they are asked for has passed.': 'Der Tag, bis zu dem um sie gebeten war, ist vorbei.',
  'The customer cannot be asked: {part}.': 'Der Kunde kann nicht gefragt werden: {part}.',
  'No documents of this offset are requested.': 'Es sind keine Dokumente dieser Aufrechnung angefordert.',
  'No document of this offset is missing; there is nothing to ask for.':
    'Kein Dokument dieser Aufrechnung fehlt; es gibt nichts anzufordern.',
  'The two sides are different legal entities, and no netting agreement in force on that day names both for this company and currency.':
    'Die beiden Seiten sind verschiedene Rechtsträger, und keine an dem Tag geltende Verrechnungsvereinbarung nennt beide für diese Firma und Währung.',
  'The file is larger than {count} MB.': 'Die Datei ist größer als {count} MB.',
  'Its content is neither a PDF nor a PNG or JPEG picture, whatever its name says.':
    'Ihr Inhalt ist weder PDF noch PNG- oder JPEG-Bild, was auch der Name sagt.',
  'A run is under way; wait for its end.': 'Ein Lauf ist im Gange; warten Sie sein Ende ab.',
  'There is no such view among yours.': 'Eine solche Ansicht haben Sie nicht.',
  'You have a view "{text}" already; give this one another name.':
    'Eine Ansicht „{text}“ haben Sie schon; geben Sie dieser einen anderen Namen.',
  'There is no such file that waits; somebody may have dealt with it.':
    'Eine solche Datei wartet nicht; vielleicht hat sich jemand darum gekümmert.',
  'There is no such statement in this company.': 'In dieser Firma gibt es keinen solchen Auszug.',
  'Our ledger or a decision changed while this was written; look at it again.':
    'Unsere Bücher oder eine Entscheidung haben sich währenddessen geändert; sehen Sie es noch einmal an.',
  'Our balance and what we correct come to {amount}, not {text}; decide the differences that make up the rest.':
    'Unser Saldo und was wir berichtigen ergeben {amount}, nicht {text}; entscheiden Sie die Unterschiede, die den Rest ausmachen.',
  'No confirmation of the customer is attached.': 'Es ist keine Bestätigung des Kunden angehängt.',
  'No balance of this statement is agreed.': 'Zu diesem Auszug ist kein Saldo abgestimmt.',
  'A confirmation is attached already; withdraw the agreement to begin anew.':
    'Eine Bestätigung ist schon angehängt; ziehen Sie die Abstimmung zurück, um neu zu beginnen.',
  'Somebody has worked on this statement meanwhile; look at it again.':
    'Jemand hat inzwischen an diesem Auszug gearbeitet; sehen Sie ihn noch einmal an.',
  'The balance is agreed; withdraw the agreement first.':
    'Der Saldo ist abgestimmt; ziehen Sie die Abstimmung zuerst zurück.',
  'The comparison has no line "{text}".': 'Der Vergleich hat keine Zeile „{text}“.',
  'There is nothing of ours to be disputed in this line: it is settled, or disputed already.':
    'In dieser Zeile ist von uns nichts zu bestreiten: Es ist erledigt oder schon bestritten.',
  'No dispute stands from this line.': 'Aus dieser Zeile besteht keine Reklamation.',
  'The file does not say of which day it is; say it.': 'Die Datei sagt nicht, von welchem Tag sie ist; sagen Sie es.',
  'The statement has {count} lines; {count2} are compared at most.':
    'Der Auszug hat {count} Zeilen; höchstens {count2} werden verglichen.',
  '{month} is not over yet.': '{month} ist noch nicht vorbei.',
  '{month} is signed by {text}; reopen it first.':
    '{month} ist von {text} unterschrieben; öffnen Sie ihn zuerst wieder.',
  '{month} cannot be signed yet: {parts}; and {count} more.':
    '{month} kann noch nicht unterschrieben werden: {parts}; und {count} weitere.',
  '{month} cannot be signed yet: {parts}.': '{month} kann noch nicht unterschrieben werden: {parts}.',
  '{month} was signed meanwhile; reopen it first.':
    '{month} wurde inzwischen unterschrieben; öffnen Sie ihn zuerst wieder.',
  'Nobody has prepared {month} yet.': 'Niemand hat {month} bisher vorbereitet.',
  '{month} is signed by {text} already.': '{month} ist schon von {text} unterschrieben.',
  'You prepared this month; somebody else signs it.':
    'Sie haben diesen Monat vorbereitet; jemand anders unterschreibt ihn.',
  'Bank or ledger of this month have moved since it was prepared; prepare it again.':
    'Bank oder Hauptbuch dieses Monats haben sich seit der Vorbereitung bewegt; bereiten Sie ihn neu vor.',
  '{month} is not signed.': '{month} ist nicht unterschrieben.',
  'The comparison has no difference "{text}".': 'Der Vergleich hat keinen Unterschied „{text}“.',
  'The customer cannot be written to: {part}.': 'Dem Kunden kann nicht geschrieben werden: {part}.',
  '{count} differences have nobody who puts them right; say for each whether we correct our books, they correct theirs, or time does.':
    '{count} Unterschiede bringt niemand in Ordnung; sagen Sie für jeden, ob wir, der Kunde oder die Zeit ihn berichtigt.',
  'There is no action "{text}" that takes authority.': 'Es gibt keine Handlung „{text}“, die Befugnis braucht.',
  'Only a person delegates; say who with --user.': 'Nur ein Mensch überträgt Befugnis; nennen Sie ihn mit --user.',
  'Authority is delegated to another person, not to yourself.':
    'Befugnisse überträgt man einer anderen Person, nicht sich selbst.',
  'A delegation ends after it begins, within a year.': 'Eine Vertretung endet nach ihrem Beginn, binnen eines Jahres.',
  'There is no such delegation.': 'Eine solche Vertretung gibt es nicht.',
  'What the request names does not exist here.': 'Was die Anfrage nennt, gibt es hier nicht.',
  'The request is settled; file a new one.': 'Die Anfrage ist erledigt; stellen Sie eine neue.',
  'A person stands for a request.': 'Für eine Anfrage steht eine Person.',
  'Only its requester changes a request.': 'Nur wer sie gestellt hat, ändert eine Anfrage.',
  'There is no such request.': 'Eine solche Anfrage gibt es nicht.',
  'To {text} always takes two persons.': 'Dafür braucht es immer zwei Personen: {text}.',
  'A limit does not begin in the past.': 'Eine Grenze beginnt nicht in der Vergangenheit.',
  'The request is {word} already.': 'Stand der Anfrage: {word}.',
  'This is your own request; withdraw it instead.': 'Das ist Ihre eigene Anfrage; ziehen Sie sie stattdessen zurück.',
  'Only its requester withdraws a request.': 'Nur wer sie gestellt hat, zieht eine Anfrage zurück.',
  'You hold no authority here.': 'Sie haben hier keine Befugnis.',
  'Ask for approval by {word}.': 'Bitten Sie um Genehmigung durch: {word}.',
  'You may do this yourself; no approval is needed.': 'Sie dürfen dies selbst; es braucht keine Genehmigung.',
  'This takes authority: say who acts, with --user.': 'Dafür braucht es Befugnis: Sagen Sie mit --user, wer handelt.',
  'The request is {word}.': 'Die Anfrage ist: {word}.',
  'The request was changed after you looked at it; look again.':
    'Die Anfrage wurde geändert, nachdem Sie sie angesehen haben; sehen Sie noch einmal nach.',
  'What would be done is no longer what was asked for; the requester has to bring the request up to date.':
    'Was getan würde, ist nicht mehr, worum gebeten wurde; wer gefragt hat, muss die Anfrage erneuern.',
  'Nothing was posted.': 'Nichts wurde gebucht.',
  'There is no such person with a role in this company.':
    'Eine solche Person mit einer Rolle in dieser Firma gibt es nicht.',
  'The file holds no table with documents and amounts; its first row is "{text}".':
    'Die Datei enthält keine Tabelle mit Belegen und Beträgen; ihre erste Zeile ist „{text}“.',
  'The file holds no table with documents and amounts.': 'Die Datei enthält keine Tabelle mit Belegen und Beträgen.',
  'The table has a header but no lines.': 'Die Tabelle hat eine Kopfzeile, aber keine Zeilen.',
  'The file ends without the trailer of its account (record 33); it is cut.':
    'Die Datei endet ohne den Schlusssatz ihres Kontos (33); sie ist abgeschnitten.',
  'The file holds no statement.': 'Die Datei enthält keinen Auszug.',
  '"{text}" is not an amount.': '„{text}“ ist kein Betrag.',
  '"{text}" is finer than {code} allows ({count} decimals); it is not rounded.':
    '„{text}“ ist feiner, als {code} erlaubt ({count} Nachkommastellen); gerundet wird nicht.',
  'Line {count}: a record {text} cannot stand here.': 'Zeile {count}: Ein Satz {text} kann hier nicht stehen.',
  'Line {count}: the file ends without its trailer (99); it is cut.':
    'Zeile {count}: Die Datei endet ohne Schlusssatz (99); sie ist abgeschnitten.',
  'The file holds no account.': 'Die Datei enthält kein Konto.',
  'Line {count}: the amounts of {text} sum to {text2}, but its trailer says {text3}; the file is damaged.':
    'Zeile {count}: Die Beträge von {text} ergeben {text2}, der Schlusssatz nennt {text3}; die Datei ist beschädigt.',
  'Line {count}: where this record ends cannot be told: its text has no slash, and the trailer of the account counts {count2} records.':
    'Zeile {count}: Wo dieser Satz endet, ist nicht zu erkennen: Sein Text hat keinen Schrägstrich, und der Schlusssatz des Kontos zählt {count2} Sätze.',
  'This idempotency key was used before with other input; use a new key.':
    'Dieser Idempotenzschlüssel wurde schon mit anderen Angaben verwendet; nehmen Sie einen neuen.',
  'Line {count}: "{text}" is no BAI2 record.': 'Zeile {count}: „{text}“ ist kein BAI2-Satz.',
  'Line {count}: a record goes on over more than {count2} lines.':
    'Zeile {count}: Ein Satz läuft über mehr als {count2} Zeilen.',
  'This XML file is no bank statement (camt.052, .053 or .054) but "{text}".':
    'Diese XML-Datei ist kein Bankauszug (camt.052, .053 oder .054), sondern „{text}“.',
  'The message holds no statement.': 'Die Nachricht enthält keinen Auszug.',
  'Line {count}: the statement says that it is in {code} only after its entries.':
    'Zeile {count}: Der Auszug nennt {code} erst nach seinen Einträgen.',
  '{text}: the statement says that it is in {code} only after its entries.':
    '{text}: Der Auszug nennt {code} erst nach seinen Einträgen.',
  'Line {count}: "{text}" is not a currency.': 'Zeile {count}: „{text}“ ist keine Währung.',
  'Row {count}: "{text}" is not a currency.': 'Zeile {count}: „{text}“ ist keine Währung.',
  '{text}: "{text2}" is not a currency.': '{text}: „{text2}“ ist keine Währung.',
  '{text}: there is no amount.': '{text}: Es gibt keinen Betrag.',
  '{text}: CdtDbtInd is neither CRDT nor DBIT.': '{text}: CdtDbtInd ist weder CRDT noch DBIT.',
  '{text}: "{text2}" is not a date.': '{text}: „{text2}“ ist kein Datum.',
  'The file ends without a trailer (record 9); it is cut.':
    'Die Datei endet ohne Schlusssatz (9); sie ist abgeschnitten.',
  'The file has a header but no rows.': 'Die Datei hat eine Kopfzeile, aber keine Zeilen.',
  'The workbook has rows on {count} sheets ({text}); say which one in the mapping ("sheet").':
    'Die Mappe hat Zeilen auf {count} Blättern ({text}); sagen Sie in der Zuordnung, auf welchem („sheet“).',
  'No layout is known for the header "{text}"; give a mapping.':
    'Für die Kopfzeile „{text}“ ist kein Aufbau bekannt; geben Sie eine Zuordnung an.',
  'No layout is known for the header "{text}"; name a mapping.':
    'Für die Kopfzeile „{text}“ ist kein Aufbau bekannt; nennen Sie eine Zuordnung.',
  '"{text}" is not a date.': '„{text}“ ist kein Datum.',
  'Line {count} is longer than {count2} characters.': 'Zeile {count} ist länger als {count2} Zeichen.',
  'The file holds no MT940 statement.': 'Die Datei enthält keinen MT940-Auszug.',
  'Line {count}: ":{text}:{text2}" is not a balance.': 'Zeile {count}: „:{text}:{text2}“ ist kein Saldo.',
  'Line {count}: "{text}" is not a date YYMMDD.': 'Zeile {count}: „{text}“ ist kein Datum JJMMTT.',
  'Line {count}: ":61:{text}" is not a statement line.': 'Zeile {count}: „:61:{text}“ ist keine Auszugszeile.',
  'Line {count}: the file nests deeper than {count2} elements.':
    'Zeile {count}: Die Datei ist tiefer als {count2} Elemente verschachtelt.',
  'Line {count}: {text} holds more than {count2} characters.':
    'Zeile {count}: {text} enthält mehr als {count2} Zeichen.',
  'Line {count}: a DOCTYPE or an entity is declared, which is refused.':
    'Zeile {count}: Ein DOCTYPE oder eine Entität ist deklariert; das wird abgelehnt.',
  'Line {count}: "{text}" is no OFX element.': 'Zeile {count}: „{text}“ ist kein OFX-Element.',
  'The file holds no bank or card statement.': 'Die Datei enthält keinen Bank- oder Kartenauszug.',
  'Line {count}: the entry has no amount.': 'Zeile {count}: Der Eintrag hat keinen Betrag.',
  'Line {count}: the entry is in {code}, but the account is in {code2}.':
    'Zeile {count}: Der Eintrag ist in {code}, das Konto aber in {code2}.',
  'Line {count}: "{text}" is not a date YYYYMMDD.': 'Zeile {count}: „{text}“ ist kein Datum JJJJMMTT.',
  'This is no bank file that Dunwell can read (MT940, MT942, CAMT.052/053/054, BAI2, OFX, CODA, Norma 43, CSV, XLSX).':
    'Dies ist keine Bankdatei, die Dunwell lesen kann (MT940, MT942, CAMT.052/053/054, BAI2, OFX, CODA, Norma 43, CSV, XLSX).',
  '{text}: an amount of {text2} minor units; no bank books so much.':
    '{text}: ein Betrag von {text2} kleinsten Einheiten; so viel bucht keine Bank.',
  'The mail is larger than {count} bytes.': 'Die Mail ist größer als {count} Byte.',
  'The mail is no delivery report; a person reads it.': 'Die Mail ist kein Zustellbericht; eine Person liest sie.',
  'The mail cannot be read: {text}.': 'Die Mail kann nicht gelesen werden: {text}.',
  'This XML file is neither a bank message (camt.052/053/054), a payment (pain.001) nor an advice (remt.001).':
    'Diese XML-Datei ist weder Banknachricht (camt.052/053/054) noch Zahlung (pain.001) noch Avis (remt.001).',
  'No payment of this message carries remittance information.':
    'Keine Zahlung dieser Nachricht enthält Angaben zum Zweck.',
  'The file holds no check.': 'Die Datei enthält keinen Scheck.',
  'The mail names {text}, but does not say that it was paid: it asks, disputes or announces.':
    'Die Mail nennt {text}, sagt aber nicht, dass bezahlt wurde: Sie fragt, bestreitet oder kündigt an.',
  'The mail says that {text} was paid in part, but not how much.':
    'Die Mail sagt, dass {text} teilweise bezahlt wurde, aber nicht, wie viel.',
  'The mail holds no remittance that can be read ({text}).': 'Die Mail enthält kein lesbares Avis ({text}).',
  'The mail holds no remittance that can be read.': 'Die Mail enthält kein lesbares Avis.',
  'The file holds no ACH record.': 'Die Datei enthält keinen ACH-Satz.',
  'The PDF holds no table with documents and amounts.': 'Das PDF enthält keine Tabelle mit Belegen und Beträgen.',
  'No table with documents and amounts could be read off the scanned pages; key in what it says.':
    'Von den gescannten Seiten war keine Tabelle mit Belegen und Beträgen zu lesen; tippen Sie ein, was dasteht.',
  'No table with documents and amounts could be read off the scanned page; key in what it says.':
    'Von der gescannten Seite war keine Tabelle mit Belegen und Beträgen zu lesen; tippen Sie ein, was dasteht.',
  'The PDF is larger than {count} bytes.': 'Das PDF ist größer als {count} Byte.',
  'The PDF has more than {count} pages.': 'Das PDF hat mehr als {count} Seiten.',
  'The PDF has more than {count} scanned pages; give them in parts.':
    'Das PDF hat mehr als {count} gescannte Seiten; geben Sie sie in Teilen.',
  'The PDF holds more than {count} texts.': 'Das PDF enthält mehr als {count} Texte.',
  'The PDF holds neither text nor pictures of text; key in what it says.':
    'Das PDF enthält weder Text noch Bilder von Text; tippen Sie ein, was dasteht.',
  'The PDF is protected by a password.': 'Das PDF ist mit einem Kennwort geschützt.',
  '{text}: an amount of {text2} minor units; nobody pays so much.':
    '{text}: ein Betrag von {text2} kleinsten Einheiten; so viel zahlt niemand.',
  'Pictures are read as PNG, JPEG, TIFF or PDF; save it as one of them.':
    'Bilder werden als PNG, JPEG, TIFF oder PDF gelesen; speichern Sie es so.',
  'A remittance is no larger than {count} bytes; split it.':
    'Ein Avis ist nicht größer als {count} Byte; teilen Sie es.',
  'Mails are packed into mails more than {count} deep.': 'Mails sind mehr als {count} Ebenen tief ineinander verpackt.',
  'This is no remittance that Dunwell can read (X12 820/823/812, lockbox, ACH, ISO 20022, CSV, XLSX, PDF, PNG, JPEG, TIFF, mail).':
    'Dies ist kein Avis, das Dunwell lesen kann (X12 820/823/812, Lockbox, ACH, ISO 20022, CSV, XLSX, PDF, PNG, JPEG, TIFF, Mail).',
  'No row names a document and an amount (the file begins with "{text}"); give a mapping.':
    'Keine Zeile nennt Beleg und Betrag (die Datei beginnt mit „{text}“); geben Sie eine Zuordnung an.',
  'The interchange holds no transaction set.': 'Die Übertragung enthält keinen Transaktionssatz.',
  'Segment {text} is too long, or there are too many.': 'Segment {text} ist zu lang, oder es sind zu viele.',
  'The interchange header (ISA) is cut or has no delimiters.':
    'Der Kopf der Übertragung (ISA) ist abgeschnitten oder hat keine Trennzeichen.',
  'The picture cannot be read: {text}.': 'Das Bild kann nicht gelesen werden: {text}.',
  'The picture has more than {count} pixels; scan it with 300 dots per inch.':
    'Das Bild hat mehr als {count} Bildpunkte; scannen Sie es mit 300 dpi.',
  'The picture is an interlaced PNG; save it without that.':
    'Das Bild ist ein verschachteltes PNG (interlaced); speichern Sie es ohne das.',
  'The picture is a TIFF {text}; save it as PDF, PNG or JPEG.':
    'Das Bild ist ein TIFF {text}; speichern Sie es als PDF, PNG oder JPEG.',
  'The report has a header but no rows.': 'Der Bericht hat eine Kopfzeile, aber keine Zeilen.',
  'Settlement {text} has rows in {text2}; a payout is in one currency.':
    'Abrechnung {text} hat Zeilen in {text2}; eine Auszahlung ist in einer Währung.',
  'Row {count} has no amount.': 'Zeile {count} hat keinen Betrag.',
  'A payout that lacks a row explains nothing.': 'Eine Auszahlung, der eine Zeile fehlt, erklärt nichts.',
  'The file has more than {count} rows; split it.': 'Die Datei hat mehr als {count} Zeilen; teilen Sie sie.',
  'The mapping names "{text}", but {text2} have {text3}.': 'Die Zuordnung nennt „{text}“, aber {text2} haben {text3}.',
  'The mapping does not say where "{text}" stands.': 'Die Zuordnung sagt nicht, wo „{text}“ steht.',
  'The mapping lets an empty cell clear "{text}", but that can be only given.':
    'Die Zuordnung lässt eine leere Zelle „{text}“ leeren, das kann aber nur angegeben werden.',
  'The mapping lets an empty cell clear "{text}", but that can be only changed.':
    'Die Zuordnung lässt eine leere Zelle „{text}“ leeren, das kann aber nur geändert werden.',
  'This must not be empty.': 'Dies darf nicht leer sein.',
  '"{text}" is not a date written as {text2}.': '„{text}“ ist kein Datum der Form {text2}.',
  '"{text}" is neither yes nor no.': '„{text}“ ist weder ja noch nein.',
  '"{text}" is not an amount written with "{text2}".': '„{text}“ ist kein mit „{text2}“ geschriebener Betrag.',
  'The column "{text}" stands twice in the header.': 'Die Spalte „{text}“ steht zweimal in der Kopfzeile.',
  'The file is packed (gzip); unpack it and bring the file inside.':
    'Die Datei ist gepackt (gzip); entpacken Sie sie und bringen Sie die Datei darin.',
  'This is a mail as Outlook saves it (.msg); save it as .eml, or bring the file that is attached to it.':
    'Das ist eine E-Mail, wie Outlook sie speichert (.msg); speichern Sie sie als .eml, oder bringen Sie die angehängte Datei.',
  'This is an old .xls workbook or one with a password; save it as .xlsx without password.':
    'Dies ist eine alte .xls-Mappe oder eine mit Kennwort; speichern Sie sie als .xlsx ohne Kennwort.',
  'The workbook is larger than {count} bytes.': 'Die Mappe ist größer als {count} Byte.',
  'The workbook has no sheet "{text}"; it has {text2}.': 'Die Mappe hat kein Blatt „{text}“; sie hat {text2}.',
  'Sheet "{text}": row {count} stands after row {count2}.': 'Blatt „{text}“: Zeile {count} steht nach Zeile {count2}.',
  'Sheet "{text}" has more than {count} rows; split it.': 'Blatt „{text}“ hat mehr als {count} Zeilen; teilen Sie es.',
  'Sheet "{text}", row {count}: "{text2}" is no cell.': 'Blatt „{text}“, Zeile {count}: „{text2}“ ist keine Zelle.',
  'Sheet "{text}", {text2}{text3}: the formula was saved without its value; open the workbook in a spreadsheet program and save it again.':
    'Blatt „{text}“, {text2}{text3}: Die Formel wurde ohne ihren Wert gespeichert; öffnen Sie die Mappe in einer Tabellenkalkulation und speichern Sie sie neu.',
  'The workbook has more than {count} cells.': 'Die Mappe hat mehr als {count} Zellen.',
  'The workbook lacks its part "{text}".': 'Der Mappe fehlt ihr Teil „{text}“.',
  'This ZIP file holds no workbook; unpack it and give the file inside.':
    'Diese ZIP-Datei enthält keine Mappe; entpacken Sie sie und geben Sie die Datei darin.',
  'The bank gave no statement; it answered {text}.': 'Die Bank gab keinen Auszug; sie antwortete {text}.',
  'This is a binary (.xlsb) or OpenDocument (.ods) workbook; save it as .xlsx.':
    'Das ist eine binäre (.xlsb) oder OpenDocument-Mappe (.ods); speichern Sie sie als .xlsx.',
  'Every sheet of the workbook is hidden: {text}; show one, or say which one in the mapping ("sheet").':
    'Jedes Blatt der Mappe ist ausgeblendet: {text}; blenden Sie eines ein, oder nennen Sie es in der Zuordnung („sheet“).',
  'The workbook has no sheet.': 'Die Mappe hat kein Blatt.',
  'A sheet holds at most {count} rows; write CSV instead.':
    'Ein Blatt hat höchstens {count} Zeilen; schreiben Sie stattdessen CSV.',
  'Nothing was written.': 'Nichts wurde geschrieben.',
  'A cell holds at most {count} characters.': 'Eine Zelle enthält höchstens {count} Zeichen.',
  'The workbook is damaged: {text}.': 'Die Mappe ist beschädigt: {text}.',
  'Open and save it again.': 'Öffnen und speichern Sie sie neu.',
  'The workbook holds {count} parts; that is refused.': 'Die Mappe enthält {count} Teile; das wird abgelehnt.',
  'The workbook is protected by a password; save it without.':
    'Die Mappe ist mit einem Kennwort geschützt; speichern Sie sie ohne.',
  '"{text}" unfolds to more than a workbook needs (over {count} bytes out of {count2}).':
    '„{text}“ entfaltet sich zu mehr, als eine Mappe braucht (über {count} Byte aus {count2}).',
  '{text}: a text has over {count} characters.': '{text}: Ein Text hat über {count} Zeichen.',
  '{text}: a DOCTYPE or an entity is declared, which is refused.':
    '{text}: Ein DOCTYPE oder eine Entität ist deklariert; das wird abgelehnt.',
  '{text}: the entity "{text2}" is unknown.': '{text}: Die Entität „{text2}“ ist unbekannt.',
  '{text}: elements are nested deeper than {count}.': '{text}: Elemente sind tiefer als {count} verschachtelt.',
  '{text}: this is no XML, {text2}.': '{text}: Das ist kein XML, {text2}.',
  'Nothing was changed.': 'Nichts wurde geändert.',
  '{text} was reversed already.': '{text} wurde schon storniert.',
  '{text} is not closed.': '{text} ist nicht geschlossen.',
  '{text} is decided already: {text2} on {day}.': '{text} ist schon entschieden: {text2} am {day}.',
  '{text} has only {amount} open.': '{text} hat nur {amount} offen.',
  '{text} has {amount}; that much or less can be taken.':
    '{text} hat {amount}; so viel oder weniger kann genommen werden.',
  '{text} is only noted.': '{text} ist nur gemerkt.',
  '{text} is withdrawn already.': '{text} ist schon zurückgezogen.',
  'Row {count}: {text}.': 'Zeile {count}: {text}.',
  'Line {count}: {text}.': 'Zeile {count}: {text}.',
  'The mappings "{text}" and "{text2}" fit alike; say which, or for files of which names each is.':
    'Die Zuordnungen „{text}“ und „{text2}“ passen gleich gut; sagen Sie, welche gilt, oder für Dateien welchen Namens jede ist.',
  'A kept mapping has a name, and names columns or a lockbox: else it fits no file.':
    'Eine hinterlegte Zuordnung hat einen Namen und nennt Spalten oder eine Lockbox: Sonst passt sie auf keine Datei.',
  'Say which bank account the lines are of: a table does not.':
    'Sagen Sie, von welchem Bankkonto die Zeilen sind: Eine Tabelle sagt es nicht.',
  '{text} is closed since {day} and takes no more files.':
    '{text} ist seit {day} geschlossen und nimmt keine Dateien mehr an.',
  'There is no such mapping in use in this company.': 'In dieser Firma ist keine solche Zuordnung in Gebrauch.',
  'No mapping of remittances is kept as "{text}".': 'Als „{text}“ ist keine Zuordnung von Avisen hinterlegt.',
  'This is no table of columns, so there is nothing to point at.':
    'Das ist keine Tabelle mit Spalten, also gibt es nichts zu zeigen.',
  'No mapping of bank lines is kept as "{text}".': 'Als „{text}“ ist keine Zuordnung von Bankzeilen hinterlegt.',
  'Several companies keep a mapping as "{text}"; name the company.':
    'Mehrere Firmen haben eine Zuordnung als „{text}“ hinterlegt; nennen Sie die Firma.',
  '{text}: the mappings "{text2}" ({text3}) and "{text4}" ({text5}) fit alike; say which, or keep for each of which names its files are.':
    '{text}: Die Zuordnungen „{text2}“ ({text3}) und „{text4}“ ({text5}) passen gleich gut; sagen Sie, welche gilt, oder hinterlegen Sie zu jeder, wie ihre Dateien heißen.',
  'A file that is attached is a PDF of at most {count} MB, by its content.':
    'Eine angehängte Datei ist dem Inhalt nach ein PDF von höchstens {count} MB.',
  'Somebody let this customer sleep until another day meanwhile; that stands.':
    'Jemand lässt diesen Kunden inzwischen bis zu einem anderen Tag ruhen; das gilt weiter.',
  'There is no such file.': 'Eine solche Datei gibt es nicht.',
};
