/** What the server finds in files, limits, the bank and the ERP, in German. */
import type { Catalogue } from '../../language.ts';

export const findings: Catalogue = {
  'The advice of {amount} says what {text} of {day} says, which waits for its money; it was left out.':
    'Das Avis über {amount} sagt, was {text} vom {day} sagt, das auf sein Geld wartet; es wurde weggelassen.',
  'The advice that says no amount says what {text} of {day} says, which waits for its money; it was left out.':
    'Das Avis ohne Betrag sagt, was {text} vom {day} sagt, das auf sein Geld wartet; es wurde weggelassen.',
  '{text} says again what another attachment says; that was taken once.':
    '{text} sagt noch einmal, was ein anderer Anhang sagt; das wurde einmal übernommen.',
  '{text} was not read: it announces adjustments beside advices; bring it as a file of its own.':
    '{text} wurde nicht gelesen: Es kündigt neben Avisen Anpassungen an; bringen Sie es als eigene Datei.',
  'Page {count} was hardly legible at {text} and {count2} more.':
    'Seite {count} war kaum lesbar bei {text} und {count2} weiteren.',
  'Post money {text} of the bank with {text2} up to {amount} to {text3}, by the rule "{text4}", instead of "{text5}" (up to {amount2} to {text6}).':
    'Geld der Bank ({text}) mit {text2} bis {amount} auf {text3} buchen, nach der Regel „{text4}“, statt nach „{text5}“ (bis {amount2} auf {text6}).',
  'Post money {text} of the bank with {text2} up to {amount} to {text3}, by the rule "{text4}".':
    'Geld der Bank ({text}) mit {text2} bis {amount} auf {text3} buchen, nach der Regel „{text4}“.',
  '{amount} paid {text} of payment file {text2} by check {text3}: the bank names it.':
    '{amount} bezahlten {text} der Zahlungsdatei {text2} mit Scheck {text3}: Die Bank nennt es.',
  '{amount} paid {text} of payment file {text2} by check {text3}: the bank names them.':
    '{amount} bezahlten {text} der Zahlungsdatei {text2} mit Scheck {text3}: Die Bank nennt sie.',
  '{amount} paid {text} of payment file {text2}: the bank names it.':
    '{amount} bezahlten {text} der Zahlungsdatei {text2}: Die Bank nennt es.',
  '{amount} paid {text} of payment file {text2}: the bank names them.':
    '{amount} bezahlten {text} der Zahlungsdatei {text2}: Die Bank nennt sie.',
  '{amount} paid {text} by check {text2}: the bank names it.':
    '{amount} bezahlten {text} mit Scheck {text2}: Die Bank nennt es.',
  '{amount} paid {text} by check {text2}: the bank names them.':
    '{amount} bezahlten {text} mit Scheck {text2}: Die Bank nennt sie.',
  '{text}: {text2} ({text3}) is closed since {day} and takes no more files; open it again first.':
    '{text}: {text2} ({text3}) ist seit {day} geschlossen und nimmt keine Dateien mehr an; öffnen Sie es zuerst wieder.',
  'Letters of {text} tell customers to pay to {text2} instead of {text3}.':
    'Briefe von {text} nennen den Kunden zur Zahlung {text2} statt {text3}.',
  'Overtaken: {text} keeps {text2} on a special account.': 'Überholt: {text} führt {text2} auf einem Sonderkonto.',
  'The ERP refused that it pays {list} ({text}) and gave no reason.':
    'Das ERP hat abgelehnt, dass es {list} zahlt ({text}), und keinen Grund genannt.',
  'The ERP refused that it pays {list} ({text}): {text2}.':
    'Das ERP hat abgelehnt, dass es {list} zahlt ({text}): {text2}.',
  'The items are open again and the money is on account: apply it anew once that is put right in the ERP, or to something else.':
    'Die Posten sind wieder offen, und das Geld steht auf dem Konto: Ordnen Sie es neu zu, sobald das im ERP berichtigt ist, oder anderem.',
  'Overtaken: {text} cleared {text2} itself.': 'Überholt: {text} hat {text2} selbst ausgeglichen.',
  'Overtaken: what it was applied to has another amount or another account in {text}.':
    'Überholt: Das, worauf es angewandt war, hat in {text} einen anderen Betrag oder ein anderes Konto.',
  'This comes from outside or always takes two persons.': 'Dies kommt von außen oder braucht immer zwei Personen.',
  'A limit belongs to a role or to a person: name one of them.':
    'Eine Grenze gehört zu einer Rolle oder einer Person: nennen Sie eine von beiden.',
  'This action has no amount.': 'Diese Handlung hat keinen Betrag.',
  'Name the currency of the amounts.': 'Nennen Sie die Währung der Beträge.',
  'A limit per customer names its period: month, quarter or year.':
    'Eine Grenze je Kunde nennt ihren Zeitraum: Monat, Quartal oder Jahr.',
  'An approving role goes with the mode with_approval.': 'Eine genehmigende Rolle gehört zur Art with_approval.',
  'Nobody approves the own request, whichever account is used.':
    'Niemand genehmigt die eigene Anfrage, mit welchem Zugang auch immer.',
  'Only a person approves; software asks.': 'Nur ein Mensch genehmigt; Software fragt.',
  'The requester holds no authority to ask for this any more.': 'Wer gefragt hat, hat keine Befugnis mehr dafür.',
  'Whoever acts for somebody does not approve what that person asks for.':
    'Wer jemanden vertritt, genehmigt nicht, was diese Person verlangt.',
  'You may not approve this.': 'Sie dürfen dies nicht genehmigen.',
  'Only a {word} may approve this.': 'Genehmigen darf dies nur: {word}.',
  'Row {count} has an amount but names no document and no date; it was left out.':
    'Zeile {count} hat einen Betrag, nennt aber weder Beleg noch Datum; sie blieb weg.',
  'Row {count} has an amount but names no document; it was left out.':
    'Zeile {count} hat einen Betrag, nennt aber keinen Beleg; sie blieb weg.',
  'One line is in another currency than {code}; compare it in a statement of its own.':
    'Eine Zeile ist in einer anderen Währung als {code}; vergleichen Sie sie in einem eigenen Auszug.',
  '{count} lines are in another currency than {code}; compare them in a statement of their own.':
    '{count} Zeilen sind in einer anderen Währung als {code}; vergleichen Sie sie in einem eigenen Auszug.',
  'Statement {text} of an unnamed account does not foot: {amount} is missing.':
    'Auszug {text} eines ungenannten Kontos geht nicht auf: {amount} fehlen.',
  'Statement {text} of {text2} does not foot: {amount} is missing.':
    'Auszug {text} von {text2} geht nicht auf: {amount} fehlen.',
  'The lines of payment {text} sum to {amount}, but it is {amount2}.':
    'Die Zeilen der Zahlung {text} ergeben {amount}, sie ist aber {amount2}.',
  "The file's last record counts {count} records, but there are {count2}.":
    'Der letzte Satz der Datei zählt {count} Sätze, es sind aber {count2}.',
  'The group is {text}; its entries inform only.': 'Die Gruppe ist {text}; ihre Einträge sind nur zur Kenntnis.',
  'The group corrects one that was sent before.': 'Die Gruppe berichtigt eine frühere.',
  'Account {text} has type {text2} twice; the first was taken.':
    'Konto {text} hat den Typ {text2} zweimal; der erste gilt.',
  'Type {text} is neither a credit nor a debit; the record was left out.':
    'Typ {text} ist weder Gutschrift noch Belastung; der Satz blieb weg.',
  'The trailer of {text} counts {text2}, but there are {count}.':
    'Der Schlusssatz von {text} zählt {text2}, es sind aber {count}.',
  '{text} does not say debit or credit; its amount is taken as written.':
    '{text} sagt nicht, ob Soll oder Haben; der Betrag gilt, wie er dasteht.',
  '{text}: the payments of the batch do not sum to the entry.':
    '{text}: Die Zahlungen des Stapels ergeben nicht den Eintrag.',
  '{text}: the documents do not sum to the payment.': '{text}: Die Belege ergeben nicht die Zahlung.',
  'The trailer counts {count} records, but there are {count2}.':
    'Der Schlusssatz zählt {count} Sätze, es sind aber {count2}.',
  "Line {count} is in {code}, not in the account's {code2}; it was left out.":
    'Zeile {count} ist in {code}, nicht in {code2} des Kontos; sie blieb weg.',
  'Day and month cannot be told apart in this file; day before month was taken.':
    'Tag und Monat lassen sich in dieser Datei nicht unterscheiden; Tag vor Monat wurde angenommen.',
  'Row {count} ("{text}") is no bank line; it was left out.':
    'Zeile {count} („{text}“) ist keine Bankzeile; sie blieb weg.',
  'Sheet "{text}" holds no bank lines of a known layout; it was left out.':
    'Blatt „{text}“ enthält keine Bankzeilen bekannter Art; es blieb weg.',
  'The statement does not say its currency; two decimals are taken.':
    'Der Auszug nennt seine Währung nicht; zwei Nachkommastellen werden angenommen.',
  'Field {text} stands after the end of a message; it was left out.':
    'Feld {text} steht hinter dem Ende einer Nachricht; es blieb weg.',
  'Statement fields without field 20: read as a fragment.': 'Auszugsfelder ohne Feld 20: als Bruchstück gelesen.',
  'Field {text} states {text2}, but {count} were read that sum to {text3} minor units.':
    'Feld {text} nennt {text2}, gelesen wurden aber {count} mit der Summe {text3} in kleinsten Einheiten.',
  '"{text}" has no currency; it was left out.': '„{text}“ hat keine Währung; es blieb weg.',
  '{text} is no calendar day; the last day of its month was taken.':
    '{text} ist kein Kalendertag; der letzte Tag des Monats gilt.',
  'The bank gave no statement here; it answered {text}.': 'Die Bank gab hier keinen Auszug; sie antwortete {text}.',
  'FITID {text} corrects {text2}, which the bank sent before; it informs only.':
    'FITID {text} berichtigt {text2}, das die Bank früher sandte; der Eintrag unterrichtet nur.',
  'FITID {text} stands twice; both entries were taken.':
    'FITID {text} steht zweimal da; beide Einträge wurden genommen.',
  'The statement does not say its account.': 'Der Auszug nennt sein Konto nicht.',
  'The file ends without its trailer (record 9); it may be cut.':
    'Die Datei endet ohne Schlusssatz (Satz 9); sie kann abgeschnitten sein.',
  'The total of the {text} says {count} checks of {count2} cents, it holds {count3} of {count4}.':
    'Die Summe von {text} nennt {count} Schecks über {count2} Cent, enthalten sind {count3} über {count4}.',
  'Entries stand without the header of their batch.': 'Einträge stehen ohne den Kopf ihres Stapels da.',
  'Line {count} has {count2} characters instead of 94.': 'Zeile {count} hat {count2} Zeichen statt 94.',
  'A batch begins before the control of the one before.': 'Ein Stapel beginnt vor der Kontrolle des vorigen.',
  'An addenda stands before any entry; it was left out.': 'Ein Zusatz steht vor jedem Eintrag; er blieb weg.',
  'A batch control stands without its batch.': 'Eine Stapelkontrolle steht ohne ihren Stapel da.',
  'The last batch has no control.': 'Der letzte Stapel hat keine Kontrolle.',
  'The file has no control.': 'Die Datei hat keine Kontrolle.',
  'The batch sums to {count} debit and {count2} credit, but its control says {count3} and {count4}.':
    'Der Stapel ergibt {count} Soll und {count2} Haben, seine Kontrolle nennt {count3} und {count4}.',
  'The batch control counts {count} entries and addenda, but there are {count2}.':
    'Die Stapelkontrolle zählt {count} Einträge und Zusätze, es sind aber {count2}.',
  'The file sums to {count} debit and {count2} credit, but its control says {count3} and {count4}.':
    'Die Datei ergibt {count} Soll und {count2} Haben, ihre Kontrolle nennt {count3} und {count4}.',
  'The file control counts {count} entries and addenda, but there are {count2}.':
    'Die Dateikontrolle zählt {count} Einträge und Zusätze, es sind aber {count2}.',
  'Page {count} is a picture; look whether its figures were read right.':
    'Seite {count} ist ein Bild; sehen Sie nach, ob die Zahlen richtig gelesen sind.',
  'Page {count} was hardly legible at {text}.': 'Seite {count} war kaum lesbar bei {text}.',
  'Segment {count} ({text}): {text2}.': 'Segment {count} ({text}): {text2}.',
  'The lockbox deposit {text} gives its total but no payments.':
    'Die Lockbox-Einreichung {text} nennt ihre Summe, aber keine Zahlungen.',
  'The reasons of adjustment {text} sum to {amount}, but it is {amount2}.':
    'Die Gründe der Anpassung {text} ergeben {amount}, sie ist aber {amount2}.',
  'Segment {count} (BCD): its reasons are about several documents and do not all say their amount; it was taken as one adjustment.':
    'Segment {count} (BCD): Seine Gründe betreffen mehrere Belege und nennen nicht alle ihren Betrag; es gilt als eine Anpassung.',
  'Segment {count} (CDD): it names {text} without an amount of each; its document was left open.':
    'Segment {count} (CDD): Es nennt {text} ohne einzelne Beträge; sein Beleg blieb offen.',
  'Its name holds control characters.': 'Sein Name enthält Steuerzeichen.',
  'It is a link; copy the file itself into the folder.':
    'Es ist eine Verknüpfung; kopieren Sie die Datei selbst in den Ordner.',
  'Folders are read {count} deep.': 'Ordner werden {count} Ebenen tief gelesen.',
  'It is no file.': 'Es ist keine Datei.',
  'Only PDF files are attached.': 'Nur PDF-Dateien werden angehängt.',
  'This identity stands in row {count} already; the identity that the mapping declares must tell every item from every other.':
    'Diese Kennung steht schon in Zeile {count}; die Kennung der Zuordnung muss jeden Posten von jedem anderen unterscheiden.',
  'A part of the item’s identity is empty.': 'Ein Teil der Kennung des Postens ist leer.',
  '"{text}" is no document type; the mapping\'s "values" say what the ERP\'s types mean.':
    '„{text}“ ist keine Belegart; „values“ der Zuordnung sagt, was die Arten des ERP bedeuten.',
  'The mapping does not say what the special G/L indicator "{text}" is; name its control account in "specialGlAccounts", or the indicator in "notedIndicators".':
    'Die Zuordnung sagt nicht, was das Sonderhauptbuchkennzeichen „{text}“ ist; nennen Sie sein Abstimmkonto in „specialGlAccounts“ oder das Kennzeichen in „notedIndicators“.',
  '"{text}" is neither a debit ({text2}) nor a credit ({text3}).':
    '„{text}“ ist weder Soll ({text2}) noch Haben ({text3}).',
  'An item of nothing cannot be mirrored.': 'Ein Posten über nichts kann nicht gespiegelt werden.',
  'What is open must lie between zero and the amount, on its side.':
    'Was offen ist, muss zwischen null und dem Betrag liegen, auf dessen Seite.',
  '{amount} were refunded by the service, and no open credit is named that it pays out.':
    '{amount} wurden vom Dienst erstattet, und kein offenes Guthaben ist genannt, das damit ausgezahlt ist.',
  '{amount} paid {text}: the bank names it.': '{amount} bezahlten {text}: Die Bank nennt es.',
  '{amount} paid {text}: the bank names them.': '{amount} bezahlten {text}: Die Bank nennt sie.',
  '{amount} came back: the bank could not deliver {text}, which is due again.':
    '{amount} kamen zurück: Die Bank konnte {text} nicht zustellen; es ist wieder fällig.',
  '{text} Left aside: {count} line.': '{text} Beiseitegelassen: {count} Zeile.',
  '{text} Left aside: {count} lines.': '{text} Beiseitegelassen: {count} Zeilen.',
  '{text} is closed since {day} and takes no more files; open it again first.':
    '{text} ist seit {day} geschlossen und nimmt keine Dateien mehr an; öffnen Sie es zuerst wieder.',
  '{text}: account {text2} in {text3} is no bank account of the company that the file is brought for; set it up first (Settings, Companies).':
    '{text}: Konto {text2} in {text3} ist kein Bankkonto der Firma, für die die Datei gebracht wird; richten Sie es zuerst ein (Einstellungen, Firmen).',
  '{text}: account {text2} in {text3} is no bank account of ours; set it up first (Settings, Companies).':
    '{text}: Konto {text2} in {text3} ist kein Bankkonto von uns; richten Sie es zuerst ein (Einstellungen, Firmen).',
  '{amount} is a batch of {count} payments that came back and that the bank lists: each is a return of its own.':
    '{amount} ist ein Stapel von {count} zurückgekommenen Zahlungen, die die Bank auflistet: Jede ist eine eigene Rückgabe.',
  '{amount} is a batch of {count} payments that the bank lists: each is money of its own.':
    '{amount} ist ein Stapel von {count} Zahlungen, die die Bank auflistet: Jede ist eigenes Geld.',
  'The bank took it back on {day}{text}: {text2}.': 'Die Bank hat es am {day} zurückgenommen{text}: {text2}.',
  'An advice told that it came back ({text}): {text2}.': 'Ein Avis hat gemeldet, dass es zurückkam ({text}): {text2}.',
  '{sentence} A person may split it: {parts}.': '{sentence} Eine Person darf ihn aufteilen: {parts}.',
  '{sentence} It cannot be split as it stands: {parts}.':
    '{sentence} So, wie er ist, kann er nicht aufgeteilt werden: {parts}.',
  '{text} is one payment for several companies.': '{text} ist eine Zahlung für mehrere Firmen.',
  '{amount} of {text} pays {list}, as its payer names it beside documents of other companies.':
    '{amount} von {text} bezahlen {list}, wie der Zahler es neben Belegen anderer Firmen nennt.',
  'It tells that an earlier payment came back ({text}); it waits among the returned payments.':
    'Es meldet, dass eine frühere Zahlung zurückkam ({text}); es wartet bei den zurückgegebenen Zahlungen.',
  'Its money, {amount}, went back; it waits for another payment.':
    'Sein Geld, {amount}, ging zurück; es wartet auf eine andere Zahlung.',
  'Refund {text} of {amount} to customer {text2}, insolvent since {day}, is on its way (payment file {text3} of {text4}): have the bank stop it.':
    'Erstattung {text} über {amount} an Kunde {text2}, insolvent seit {day}, ist unterwegs (Zahlungsdatei {text3} von {text4}): Lassen Sie sie von der Bank anhalten.',
  'Refund {text} of {amount} to customer {text2}, insolvent since {day}, is on its way (check {text3} of {text4}): have the bank stop it.':
    'Erstattung {text} über {amount} an Kunde {text2}, insolvent seit {day}, ist unterwegs (Scheck {text3} von {text4}): Lassen Sie sie von der Bank anhalten.',
  'It came back before.': 'Es kam schon einmal zurück.',
  '{text} is paid by check {text2}, which may be presented any moment: void or stop it first.':
    '{text} wird mit Scheck {text2} bezahlt, der jederzeit vorgelegt werden kann: zuerst entwerten oder sperren.',
  '{text} stands in payment file {text2} and may be paid any moment: withdraw it there first.':
    '{text} steht in Zahlungsdatei {text2} und kann jederzeit bezahlt werden: dort zuerst zurückziehen.',
  'The bank paid {text} on {day}; the money is gone.': 'Die Bank hat {text} am {day} bezahlt; das Geld ist fort.',
  'We have no such document.': 'Einen solchen Beleg haben wir nicht.',
  'It is not known which customer announces it.': 'Es ist nicht bekannt, welcher Kunde es ankündigt.',
  '{text} is a document of {text2}, and {text3} does not pay for that customer.':
    '{text} ist ein Beleg von {text2}, und {text3} zahlt nicht für diesen Kunden.',
  'Several documents have this number.': 'Mehrere Belege haben diese Nummer.',
  '{text} has {amount} open; a memo is posted in the ERP.':
    '{text} hat {amount} offen; die Gut- oder Lastschrift wird im ERP gebucht.',
  '{amount} of {text}, settlement {text2}: {text3}.': '{amount} von {text}, Abrechnung {text2}: {text3}.',
  'The ERP owns the documents of this company and pays its refunds; the export tells it which.':
    'Das ERP führt die Belege dieser Firma und zahlt ihre Erstattungen; die Ausgabe sagt ihm, welche.',
  'The ERP owns the documents of this company and pays its refunds.':
    'Das ERP führt die Belege dieser Firma und zahlt ihre Erstattungen.',
  "The customer is insolvent since {day} and may not be paid at its old account: have the administrator's account put in force as the customer's bank account, reverse this refund and refund the credit again.":
    'Der Kunde ist seit {day} insolvent und darf nicht auf sein altes Konto bezahlt werden: Lassen Sie das Konto des Insolvenzverwalters als Bankkonto des Kunden in Kraft setzen, stornieren Sie diese Erstattung und zahlen Sie das Guthaben erneut zurück.',
  'No account was kept with this refund: pay it by check, or reverse it and refund the credit again, then it names one.':
    'Bei dieser Erstattung ist kein Konto vermerkt: Zahlen Sie sie per Scheck, oder stornieren Sie sie und zahlen das Guthaben erneut zurück, dann nennt sie eines.',
  'The company has no bank account in {code} in use: set one up first.':
    'Die Firma hat kein Bankkonto in {code} in Gebrauch: Richten Sie zuerst eines ein.',
  'One SEPA credit transfer carries EUR 999,999,999.99 at most: refund the credit in parts.':
    'Eine SEPA-Überweisung trägt höchstens EUR 999.999.999,99: Zahlen Sie das Guthaben in Teilen zurück.',
  "The bank of {text} is not known (BIC, or the routing number of {code}): have the customer's account put in force with it, then refund again to that account.":
    'Die Bank von {text} ist nicht bekannt (BIC oder die Bankleitzahl für {code}): Lassen Sie das Konto des Kunden damit in Kraft setzen und zahlen Sie dann erneut dorthin zurück.',
  'The customer is insolvent since {day}: only the administrator may be paid, whose account is to be put in force first.':
    'Der Kunde ist seit {day} insolvent: Nur der Insolvenzverwalter darf bezahlt werden; dessen Konto ist zuerst in Kraft zu setzen.',
  'The account pays in another currency than {code}.': 'Das Konto zahlt in einer anderen Währung als {code}.',
  'Call about the payment that came back.': 'Rufen Sie wegen der zurückgegebenen Zahlung an.',
  '{text} cleared {text2} itself by {text3}.': '{text} hat {text2} selbst durch {text3} ausgeglichen.',
  '{text} cleared {text2} itself.': '{text} hat {text2} selbst ausgeglichen.',
  '{text} confirmed, but on {day} shows more of {text2} open than that.':
    '{text} hat bestätigt, zeigt am {day} aber mehr von {text2} offen als das.',
  '{text} posted the receipt {text2} as well.': '{text} hat den Zahlungseingang {text2} ebenfalls gebucht.',
  'It is the receipt {text}, which is applied here, but the ERP keeps it on a special account; take its application back, or have the ERP clear it.':
    'Es ist der Zahlungseingang {text}, der hier zugeordnet ist, den das ERP aber auf einem Sonderkonto führt; nehmen Sie die Zuordnung zurück oder lassen Sie das ERP ausgleichen.',
  '{text} is {text2} in {text3}, which keeps it otherwise; it counts once, there.':
    '{text} ist in {text3} {text2} und steht dort anders; es zählt einmal, dort.',
  '{text} is the money of {text2}, which {text3} keeps on a special account; it counts once, there.':
    '{text} ist das Geld von {text2}, das {text3} auf einem Sonderkonto führt; es zählt einmal, dort.',
  '{text} mirrored from {text2}, key date {day}.': '{text} gespiegelt aus {text2}, Stichtag {day}.',
  '{text} was closed: its amount or its account is another one in {text2}.':
    '{text} wurde geschlossen: Sein Betrag oder sein Konto ist in {text2} ein anderes.',
  'What it was netted with stood here twice.': 'Das, womit es verrechnet war, stand hier doppelt.',
  'Overtaken: what it was applied to stood here twice.': 'Überholt: Das, worauf es angewandt war, stand hier doppelt.',
  '{text} is {text2}, which was moved out of an invoice here before; it counts once.':
    '{text} ist {text2}, das hier vorher aus einer Rechnung herausgenommen wurde; es zählt einmal.',
  'What it was netted with has another amount or another account in {text}.':
    'Das, womit es verrechnet war, hat in {text} einen anderen Betrag oder ein anderes Konto.',
  '{text} is no longer linked to {text2} as an open item in {text3}.':
    '{text} ist in {text3} als offener Posten nicht mehr mit {text2} verknüpft.',
  '{text} was closed in {text2} by {text3}.': '{text} wurde in {text2} durch {text3} geschlossen.',
  '{text} is closed in {text2}, clearing unknown: the full load of {day} does not name it.':
    '{text} ist in {text2} geschlossen, Ausgleich unbekannt: Die volle Ladung vom {day} nennt ihn nicht.',
  '{text} has less open in {text2}.': '{text} hat in {text2} weniger offen.',
  '{text} belongs to {text2} in {text3}; the invoice shows the net.':
    '{text} gehört in {text3} zu {text2}; die Rechnung zeigt den Rest.',
  'Taken back here before it was exported.': 'Hier zurückgenommen, bevor es ausgegeben war.',
  'It is the money of {text} in the ERP, which says what it pays.':
    'Es ist das Geld von {text} im ERP, das sagt, was es bezahlt.',
  'It is the money of {text} in the ERP, which is in the books already and cleared there; it counts once.':
    'Es ist das Geld von {text} im ERP, das schon in den Büchern und dort ausgeglichen ist; es zählt einmal.',
  'It is the money of {text}, which the ERP keeps on a special account; it counts once, there.':
    'Es ist das Geld von {text}, das das ERP auf einem Sonderkonto führt; es zählt einmal, dort.',
  '{text} in the ERP is the money of the receipt {text2}; it counts once.':
    '{text} im ERP ist das Geld des Zahlungseingangs {text2}; es zählt einmal.',
  '{text} stands twice in this file; only the first was taken.':
    '{text} steht zweimal in dieser Datei; nur das erste gilt.',
  'The parent "{text}" is a bad row itself.':
    'Der übergeordnete Kunde „{text}“ steht selbst in einer fehlerhaften Zeile.',
  '"{text}" is not an ISO 3166 country code of two letters.':
    '„{text}“ ist kein ISO-3166-Länderkürzel aus zwei Buchstaben.',
  '"{text}" is not an ISO 3166 country.': '„{text}“ ist kein Land nach ISO 3166.',
  '"{text}" is not a language code of two letters.': '„{text}“ ist kein Sprachkürzel aus zwei Buchstaben.',
  '"{text}" is not an IANA time zone.': '„{text}“ ist keine IANA-Zeitzone.',
  'There is no payment term "{text}".': 'Es gibt keine Zahlungsbedingung „{text}“.',
  'There is no portfolio "{text}".': 'Es gibt kein Portfolio „{text}“.',
  'There is no customer "{text}" in company {text2}.': 'In Firma {text2} gibt es keinen Kunden „{text}“.',
  'There is no customer "{text}" in company {text2}; import the customer, or renumber the one whose number it is now.':
    'In Firma {text2} gibt es keinen Kunden „{text}“; importieren Sie ihn oder nummerieren Sie den um, dessen Nummer es jetzt ist.',
  'There is no customer "{text}".': 'Es gibt keinen Kunden „{text}“.',
  'A customer cannot be its own parent.': 'Ein Kunde kann sich nicht selbst übergeordnet sein.',
  'The parents of {text} and "{text2}" go in a circle; one of them has none.':
    'Die übergeordneten Kunden von {text} und „{text2}“ gehen im Kreis; einer von ihnen hat keinen.',
  'The parent "{text}" has no account in company {text2}; bring it there first.':
    'Der übergeordnete Kunde „{text}“ hat kein Konto im Buchungskreis {text2}; legen Sie es zuerst dort an.',
  'The parent "{text}" has a parent itself, {text2}; a branch stands below the head office, not below a branch.':
    'Der übergeordnete Kunde „{text}“ ist selbst {text2} untergeordnet; eine Filiale steht unter der Zentrale, nicht unter einer Filiale.',
  '{text} is the parent of {text2}, and so cannot stand below "{text3}".':
    '{text} ist {text2} übergeordnet und kann deshalb nicht unter „{text3}“ stehen.',
  '"{text}" is not an e-mail address.': '„{text}“ ist keine E-Mail-Adresse.',
  '{text} is posted already with another customer, currency or amount; a posted document is not changed.':
    '{text} ist schon mit anderem Kunden, anderer Währung oder anderem Betrag gebucht; ein gebuchter Beleg wird nicht geändert.',
  'The month {month} is closed.': 'Der Monat {month} ist geschlossen.',
  'There is no exchange rate from {code} to {code2} for {day}.':
    'Es gibt keinen Wechselkurs von {code} zu {code2} für {day}.',
  'There is no exchange rate from {code} to {code2} for {day}; record one, or map "companyAmount".':
    'Es gibt keinen Wechselkurs von {code} zu {code2} für {day}; erfassen Sie einen oder ordnen Sie „companyAmount“ zu.',
  'The customer has no document "{text}", here or in this file.':
    'Der Kunde hat keinen Beleg „{text}“, weder hier noch in dieser Datei.',
  'An item of nothing cannot be posted.': 'Ein Posten über nichts kann nicht gebucht werden.',
  '"{text}" is none of {text2}; say in the mapping what it means.':
    '„{text}“ ist keines von {text2}; sagen Sie in der Zuordnung, was es bedeutet.',
  '{word}: the amount is positive; a negative amount is a credit_memo.':
    '{word}: Der Betrag ist positiv; ein negativer ist eine Gutschrift (credit_memo).',
  'The tax is larger than the amount.': 'Die Steuer ist größer als der Betrag.',
  'There is no tax code "{text}" of {text2} on {day}.': 'Es gibt am {day} kein Steuerkennzeichen „{text}“ von {text2}.',
  'There is no reason code "{text}".': 'Es gibt keinen Grundcode „{text}“.',
  'A document on a collective account names whose it is.': 'Ein Beleg auf einem Sammelkonto nennt, wessen er ist.',
  'Only a document on a collective account names a party.': 'Nur ein Beleg auf einem Sammelkonto nennt eine Partei.',
  '{text} of supplier {text2} is offered with another amount already; withdraw that first.':
    '{text} des Lieferanten {text2} ist schon mit anderem Betrag angeboten; ziehen Sie das zuerst zurück.',
  'What we owe is positive; a credit of the supplier is not offered.':
    'Was wir schulden, ist positiv; eine Gutschrift des Lieferanten wird nicht angeboten.',
  '{text}: {count} rows were bad; they lie beside it with their reasons.':
    '{text}: {count} Zeilen waren fehlerhaft; sie liegen mit ihren Gründen daneben.',
  'Asked for approval; it is reversed once it is approved.':
    'Freigabe ist erbeten; er wird storniert, sobald sie erteilt ist.',
  'It was cleared or partly cleared since.': 'Er wurde seither ganz oder teilweise ausgeglichen.',
  'It can be told now: the next load or day run takes it in.':
    'Es lässt sich jetzt erkennen: Die nächste Ladung oder der nächste Tageslauf übernimmt es.',
  'It shows {day}, but today is {day2}; declare the day that it shows.':
    'Sie zeigt {day}, heute ist aber {day2}; geben Sie den Tag an, den sie zeigt.',
  'It shows {day}, but {text} was read up to {day2} already; an older snapshot changes nothing.':
    'Sie zeigt {day}, {text} ist aber schon bis {day2} gelesen; ein älterer Stand ändert nichts.',
  'It holds the changes after {day}, but {text} was never read in full; what lies between is missing.':
    'Sie enthält die Änderungen nach {day}, {text} wurde aber nie ganz gelesen; was dazwischen liegt, fehlt.',
  'It holds the changes after {day}, but {text} was read only up to {day2}; what lies between is missing.':
    'Sie enthält die Änderungen nach {day}, {text} wurde aber nur bis {day2} gelesen; was dazwischen liegt, fehlt.',
  'It is taken in by itself once that has come.': 'Sie wird von selbst übernommen, sobald das gekommen ist.',
  'It declares no count, so a file that was cut short cannot be told from a whole one.':
    'Sie gibt keine Anzahl an, sodass eine abgeschnittene Datei nicht von einer ganzen zu unterscheiden ist.',
  'It declares no total, so a file that was cut short cannot be told from a whole one.':
    'Sie gibt keine Summe an, sodass eine abgeschnittene Datei nicht von einer ganzen zu unterscheiden ist.',
  'It declares {count} items, but holds {count2}.': 'Sie gibt {count} Posten an, enthält aber {count2}.',
  '{count} rows have no readable identity, so what is missing from the file cannot be told.':
    '{count} Zeilen haben keine lesbare Kennung, sodass nicht zu sagen ist, was in der Datei fehlt.',
  'It does not name {count} of {count2} open items; more than {percent} % at once is looked at by a person.':
    'Sie nennt {count} von {count2} offenen Posten nicht; mehr als {percent} % auf einmal sieht sich eine Person an.',
  'Its key date lies in {month}, which is closed here; reopen the month or send a later key date.':
    'Ihr Stichtag liegt in {month}, das hier geschlossen ist; öffnen Sie den Monat oder senden Sie einen späteren Stichtag.',
  'It declares {text}, but its items sum to {text2}.': 'Sie gibt {text} an, ihre Posten ergeben aber {text2}.',
  '{text} stands on another customer here; if that customer was renumbered or merged, say so there.':
    '{text} steht hier bei einem anderen Kunden; wurde der umnummeriert oder zusammengelegt, sagen Sie es dort.',
  '{text} is a noted item here; an item does not change between the two.':
    '{text} ist hier ein Merkposten; ein Posten wechselt nicht zwischen beiden.',
  '{text} is an item of the balance here; an item does not change between the two.':
    '{text} ist hier ein Posten des Saldos; ein Posten wechselt nicht zwischen beiden.',
  '{text} stands on a collective account; the list says whose it is by the columns that the mapping names as "partyName" and "partyCountry".':
    '{text} steht auf einem Sammelkonto; die Liste sagt durch die Spalten „partyName“ und „partyCountry“ der Zuordnung, wessen es ist.',
  'A payment in the ERP of {amount} lies {count} days away; a person says whether it is the same money.':
    'Eine Zahlung im ERP über {amount} liegt {count} Tage entfernt; eine Person sagt, ob es dasselbe Geld ist.',
  'A receipt here of {amount} lies {count} days away; a person says whether it is the same money.':
    'Ein Zahlungseingang hier über {amount} liegt {count} Tage entfernt; eine Person sagt, ob es dasselbe Geld ist.',
  'A payment in the ERP of {amount} stands on another customer’s account; a person says whether it is the same money.':
    'Eine Zahlung im ERP über {amount} steht auf dem Konto eines anderen Kunden; eine Person sagt, ob es dasselbe Geld ist.',
  'A receipt here of {amount} stands on another customer’s account; a person says whether it is the same money.':
    'Ein Zahlungseingang hier über {amount} steht auf dem Konto eines anderen Kunden; eine Person sagt, ob es dasselbe Geld ist.',
  '{count} payments in the ERP are of {amount}; a person says which it is.':
    '{count} Zahlungen im ERP lauten auf {amount}; eine Person sagt, welche es ist.',
  '{count} receipts here are of {amount}; a person says which it is.':
    '{count} Zahlungseingänge hier lauten auf {amount}; eine Person sagt, welcher es ist.',
  'The bank is read up to no day; its receipt may still come.':
    'Die Bank ist noch nicht gelesen; der Zahlungseingang kann noch kommen.',
  'The bank is read up to {day}; its receipt may still come.':
    'Die Bank ist bis {day} gelesen; der Zahlungseingang kann noch kommen.',
  'A newer load of {text} with key date {day} was taken in.':
    'Eine neuere Ladung von {text} mit Stichtag {day} wurde übernommen.',
  'The same file came again as load {text}, declared or read otherwise.':
    'Dieselbe Datei kam als Ladung {text} wieder, anders angegeben oder gelesen.',
  'Documents are missing: {text}.': 'Es fehlen Dokumente: {text}.',
  'Request or attach them first.': 'Fordern Sie sie zuerst an oder hängen Sie sie an.',
  'Nobody has looked at what the customer handed in: {text}.':
    'Niemand hat angesehen, was der Kunde eingereicht hat: {text}.',
  'Say that it counts, or does not.': 'Sagen Sie, ob es zählt.',
  '{amount}: {list} against {list2} of customer {text}, up to {count} days overdue; {text2}.':
    '{amount}: {list} gegen {list2} von Kunde {text}, bis zu {count} Tage überfällig; {text2}.',
  '{amount}: {list} against {list2} of customer {text}, not overdue; {text2}.':
    '{amount}: {list} gegen {list2} von Kunde {text}, nicht überfällig; {text2}.',
  'Customer {text} cannot be asked about a credit: {text2}.':
    'Kunde {text} kann nicht zu einem Guthaben gefragt werden: {text2}.',
  '{count} messages may or may not have left; a person decides.':
    'Bei {count} Nachrichten ist ungewiss, ob sie hinausgingen; eine Person entscheidet.',
  'They wait to be printed.': 'Sie warten auf den Druck.',
  'Weekdays are numbers from 1 (Monday) to 7 (Sunday), at least one.':
    'Wochentage sind Zahlen von 1 (Montag) bis 7 (Sonntag), mindestens eine.',
  'The day run needs a time of day HH:MM.': 'Der Tageslauf braucht eine Uhrzeit HH:MM.',
  'The {text} runs every so many minutes, 1 to 1440.': '{text} läuft alle so viele Minuten, 1 bis 1440.',
  '{text}: the statement from {day} opens with {amount}, but the one before it closed on {day2} with {text2}; a statement between them is missing.':
    '{text}: Der Auszug ab {day} beginnt mit {amount}, der vorige schloss am {day2} aber mit {text2}; ein Auszug dazwischen fehlt.',
  'Statement {text} is held.': 'Auszug {text} ist angehalten.',
  '{text}: line {text2} of {amount} is posted and reversed on the account in the ledger.':
    '{text}: Zeile {text2} über {amount} ist auf dem Konto im Hauptbuch gebucht und storniert.',
  '{text}: line {text2} of {amount} is posted with {text3} on the account in the ledger.':
    '{text}: Zeile {text2} über {amount} ist auf dem Konto im Hauptbuch mit {text3} gebucht.',
  '{text}: {amount} were posted by hand ({count} postings), and the bank has not booked them.':
    '{text}: {amount} wurden von Hand gebucht ({count} Buchungen), und die Bank hat sie nicht gebucht.',
  'Its content is not a PDF, whatever its name says.': 'Sein Inhalt ist kein PDF, was auch der Name sagt.',
  "{count} documents may be meant (customers {text}); put the file into a folder named by the customer's number.":
    '{count} Belege können gemeint sein (Kunden {text}); legen Sie die Datei in einen Ordner mit der Kundennummer.',
  'There is no document with this number; the name is the number, or a word of the kind and the number.':
    'Es gibt keinen Beleg mit dieser Nummer; der Name ist die Nummer oder ein Wort der Art und die Nummer.',
  'It sends statements only on movement.': 'Sie sendet nur bei Bewegung Auszüge.',
  'The schema is older than this program; it is brought up to date at the next start.':
    'Das Schema ist älter als dieses Programm; es wird beim nächsten Start erneuert.',
  'The schema is newer than this program; start the version that migrated it.':
    'Das Schema ist neuer als dieses Programm; starten Sie die Version, die es erneuert hat.',
  'Field {text} states {text2} {text3} of {text4} {text5}, but {count} were read that sum to {text6} minor units.':
    'Feld {text} nennt {text2} {text3} über {text4} {text5}, gelesen wurden aber {count} mit der Summe {text6} in kleinsten Einheiten.',
  '":{text}:{text2}" has no currency; it was left out.': '„:{text}:{text2}“ hat keine Währung; es blieb weg.',
  'The file has no header.': 'Die Datei hat keinen Kopf.',
  'Post a {word} of {amount} on customer {text} for {text2}, by its adjustment {text3}.':
    '„{word}“ über {amount} bei Kunde {text} zu {text2} buchen, nach seiner Anpassung {text3}.',
  'Void check {text} of {amount} to customer {text2}: refund {text3} is due again, and the bank was told not to pay it.':
    'Scheck {text} über {amount} an Kunde {text2} entwerten: Erstattung {text3} ist wieder fällig, und die Bank ist angewiesen, ihn nicht zu bezahlen.',
  'Stop check {text} of {amount} to customer {text2}: refund {text3} is due again, and the bank never sees it.':
    'Scheck {text} über {amount} an Kunde {text2} sperren: Erstattung {text3} ist wieder fällig, und die Bank bekommt ihn nie zu sehen.',
  'This money is {text}: take that back first.': 'Dieses Geld ist {text}: Nehmen Sie das zuerst zurück.',
  'The report contradicts itself in {text} and more.': 'Der Bericht widerspricht sich in {text} und mehr.',
  'Letters of {text} tell customers to pay to {text2}.': 'Briefe von {text} nennen den Kunden zur Zahlung {text2}.',
  'The claim has become uncollectible.': 'Die Forderung ist uneinbringlich geworden.',
  'Written off, and six months have passed since the later of the due day and the supply.':
    'Abgeschrieben, und sechs Monate sind seit dem späteren von Fälligkeit und Lieferung vergangen.',
  'Uncollectible, at the latest one year after the due day.': 'Uneinbringlich, spätestens ein Jahr nach Fälligkeit.',
  '{text} is not in the file store any more.': '{text} liegt nicht mehr im Dateispeicher.',
  'The program was stopped while the message left.': 'Das Programm wurde angehalten, während die Nachricht hinausging.',
  'Found at the transport after an interruption.': 'Nach einer Unterbrechung beim Transport gefunden.',
  'Written to the outbox folder.': 'In den Ausgangsordner geschrieben.',
  'Written to the letters folder.': 'In den Briefordner geschrieben.',
  'It declares {text}, but its items sum to {text2}{text3}.':
    'Sie gibt {text} an, ihre Posten ergeben aber {text2}{text3}.',
  '"{text}" is not an ISO 4217 currency.': '„{text}“ ist keine Währung nach ISO 4217.',
  'Not prepared yet.': 'Noch nicht vorbereitet.',
  'Bank or ledger of this month have changed since it was signed.':
    'Bank oder Hauptbuch dieses Monats haben sich seit der Unterschrift geändert.',
  '{text}, but paid other documents than it names.': '{text}, aber es bezahlte andere Belege, als es nennt.',
  '{text}, but it speaks of {amount}.': '{text}, aber es spricht von {amount}.',
  '{text}; every document that it names is paid as it says.':
    '{text}; jeder Beleg, den es nennt, ist bezahlt, wie es sagt.',
  '{text}; it names no document.': '{text}; es nennt keinen Beleg.',
  '{text}; {count} of the {count2} lines that name a document are paid by it.':
    '{text}; {count} von {count2} Zeilen, die einen Beleg nennen, sind damit bezahlt.',
  '{text} is in {code}.': '{text} ist in {code}.',
  '{text} is open again in {text2}.': '{text} ist in {text2} wieder offen.',
  '"{text}" is none of {text2}.': '„{text}“ ist keines von {text2}.',
  '{text} is in {code} here; the identity must tell it from an item in {code2}.':
    '{text} ist hier in {code}; die Kennung muss ihn von einem Posten in {code2} unterscheiden.',
  '{text} was closed: {text2}.': '{text} wurde geschlossen: {text2}.',
  '{text} was accepted.': '{text} wurde übernommen.',
  'Page {count} has a picture on which no word was read; only its text was taken.':
    'Auf dem Bild von Seite {count} wurde kein Wort gelesen; nur ihr Text wurde übernommen.',
  'Segment {count} ({text}): the total of batch {text2} says {count2} checks of {amount}, it holds {count3} of {amount2}.':
    'Segment {count} ({text}): Die Summe von Stapel {text2} nennt {count2} Schecks über {amount}, er enthält {count3} über {amount2}.',
  'Segment {count} (DEP): the deposit says {amount}, its batches come to {amount2}.':
    'Segment {count} (DEP): Die Einreichung nennt {amount}, ihre Stapel ergeben {amount2}.',
  'Line {count}: {sentence}': 'Zeile {count}: {sentence}',
  '{amount} of {day} waits in the bank and equals what is due':
    '{amount} vom {day} warten auf der Bank und entsprechen dem Fälligen',
  '{amount} of {day} from a payer of nearly this name waits in the bank':
    '{amount} vom {day} warten auf der Bank, von einem Zahler mit fast diesem Namen',
  'there is neither an e-mail address nor a postal address': 'es gibt weder eine Mailadresse noch eine Postanschrift',
  'mail to {text} came back and there is no postal address':
    'Mail an {text} kam zurück, und es gibt keine Postanschrift',
  '{word} customers are not dunned': 'Kunden der Art „{word}“ werden nicht gemahnt',
  '{word} customers are asked by a person': 'Kunden der Art „{word}“ fragt eine Person',
  'nothing is due any more': 'nichts ist mehr fällig',
  'nothing is open any more': 'nichts ist mehr offen',
  'the money is applied, or is somebody else’s': 'das Geld ist zugeordnet oder gehört jemand anderem',
  'the credits were applied or paid back, or are somebody else’s':
    'die Guthaben wurden zugeordnet oder ausgezahlt oder gehören jemand anderem',
  'the statement of {text} has gone out already': 'der Kontoauszug für {text} ist schon hinausgegangen',
  'the address is not on the list of the trial (DUNWELL_MAIL_ONLY_TO)':
    'die Adresse steht nicht auf der Liste des Probebetriebs (DUNWELL_MAIL_ONLY_TO)',
};
