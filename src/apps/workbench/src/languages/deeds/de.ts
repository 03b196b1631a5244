/** What the audit trail says of deeds, in German. */
import type { Catalogue } from '../../language.ts';

export const deeds: Catalogue = {
  'A delegation was revoked.': 'Eine Übertragung wurde widerrufen.',
  'Money of customers without a collector that no person was given has no owner from now on.':
    'Geld von Kunden ohne betreuende Person, das niemandem zugewiesen ist, hat ab jetzt keine zuständige Person.',
  'Money of customers without a collector that no person was given falls to one person from now on.':
    'Geld von Kunden ohne betreuende Person, das niemandem zugewiesen ist, fällt ab jetzt einer Person zu.',
  'Money of unknown payers that no person was given has no owner from now on.':
    'Geld unbekannter Zahler, das niemandem zugewiesen ist, hat ab jetzt keine zuständige Person.',
  'Money of unknown payers that no person was given falls to one person from now on.':
    'Geld unbekannter Zahler, das niemandem zugewiesen ist, fällt ab jetzt einer Person zu.',
  'The books were made to their end.': 'Die Bücher sind fertig eingerichtet.',
  'Actions that this version brought were given the limits that they begin with.':
    'Handlungen, die diese Version mitbringt, bekamen ihre Anfangsgrenzen.',
  'Actions without limits were given their defaults.': 'Handlungen ohne Grenzen bekamen ihre Vorgaben.',
  'Its content changed after it was asked for.': 'Sein Inhalt hat sich geändert, nachdem darum gebeten wurde.',
  'A person changed the own password.': 'Jemand hat das eigene Kennwort geändert.',
  'An account was closed.': 'Ein Zugang wurde geschlossen.',
  'A person was given an account.': 'Jemand bekam einen Zugang.',
  'A person was made known.': 'Eine Person wurde angelegt.',
  'The role {word} was granted in every company.': 'Die Rolle „{word}“ wurde in allen Firmen vergeben.',
  'The role {word} was granted in {text}.': 'Die Rolle „{word}“ wurde in {text} vergeben.',
  'A person replaced a one-time password by an own one.': 'Jemand hat ein Einmalkennwort durch ein eigenes ersetzt.',
  'A person was given a one-time password.': 'Jemand bekam ein Einmalkennwort.',
  'An account was opened again, with a one-time password.':
    'Ein Zugang wurde mit einem Einmalkennwort wieder geöffnet.',
  'A role was taken away.': 'Eine Rolle wurde entzogen.',
  'Cash application of {count} bank lines up to {day}.': 'Zuordnung von {count} Bankzeilen bis {day}.',
  'Bank lines are posted by the rule "{text}" to account {text2}.':
    'Bankzeilen werden nach der Regel „{text}“ auf Konto {text2} gebucht.',
  'Movements of the bank in {month} were posted by rule.':
    'Bewegungen der Bank im Monat {month} wurden nach Regel gebucht.',
  'The bank paid refunds out.': 'Die Bank hat Erstattungen ausgeführt.',
  'The bank brought a refund back.': 'Die Bank hat eine Erstattung zurückgebracht.',
  'The bank account was closed.': 'Das Bankkonto wurde geschlossen.',
  'The bank account was opened again.': 'Das Bankkonto wurde wieder geöffnet.',
  'A control sample of the automatic postings of {month} was drawn.':
    'Eine Stichprobe der automatischen Buchungen von {month} wurde gezogen.',
  'A posting of the control sample was right.': 'Eine Buchung der Stichprobe war richtig.',
  'A posting of the control sample was wrong.': 'Eine Buchung der Stichprobe war falsch.',
  'What became of the matching of the last {count} months was counted for {day}.':
    'Was aus der Zuordnung der letzten {count} Monate wurde, wurde für {day} ausgezählt.',
  'Bank account {text} was set up.': 'Bankkonto {text} wurde eingerichtet.',
  'The terms of the payment service {text} from {day} on were set.':
    'Die Bedingungen des Zahlungsdienstes {text} ab {day} wurden festgelegt.',
  'A person took back what was declined for receipt {text}.':
    'Jemand hat zurückgenommen, was für Zahlungseingang {text} abgelehnt war.',
  'A person took back that receipt {text} was left on account.':
    'Jemand hat zurückgenommen, dass der Zahlungseingang {text} auf dem Konto bleibt.',
  'What a person left on account may be proposed again; the next run looks.':
    'Was jemand auf dem Konto ließ, darf wieder vorgeschlagen werden; der nächste Lauf sieht nach.',
  'What a person declined may be proposed again; the next run looks.':
    'Was jemand abgelehnt hat, darf wieder vorgeschlagen werden; der nächste Lauf sieht nach.',
  'Checks were paid in on {day}.': 'Schecks wurden am {day} eingereicht.',
  'The bank credited a deposit of checks.': 'Die Bank hat eine Scheckeinreichung gutgeschrieben.',
  'The bank credited {count} batches of a lockbox.': 'Die Bank hat {count} Stapel einer Lockbox gutgeschrieben.',
  'Remittance advice {text} was read.': 'Zahlungsavis {text} wurde gelesen.',
  'Bank file {text} was read.': 'Bankdatei {text} wurde gelesen.',
  'Settlement {text} of {text2} was read.': 'Abrechnung {text} von {text2} wurde gelesen.',
  'A corrected report came: {text}.': 'Ein berichtigter Bericht kam: {text}.',
  '{count} remittance advices were linked to their money.': '{count} Avise wurden mit ihrem Geld verbunden.',
  'Remittance advice {text} was linked to receipt {text2} by a person.':
    'Avis {text} wurde von einer Person mit Zahlungseingang {text2} verbunden.',
  '{text} brought it again.': '{text} hat es noch einmal gebracht.',
  'Receipt {text} was given to who collects from its customer.':
    'Zahlungseingang {text} ging an die Person, die den Kunden betreut.',
  'Receipt {text} was given to a person.': 'Zahlungseingang {text} wurde einer Person zugewiesen.',
  'Money {text} that no person was given has no owner from now on.':
    'Geld {text}, das niemandem zugewiesen ist, hat ab jetzt keine zuständige Person.',
  'Money {text} that no person was given falls to one person from now on.':
    'Geld {text}, das niemandem zugewiesen ist, fällt ab jetzt einer Person zu.',
  'Credits without movement are dormant after {count} months from {day} on.':
    'Guthaben ohne Bewegung ruhen ab {day} nach {count} Monaten.',
  'Credits without movement of customers in {code} are dormant after {count} months from {day} on.':
    'Guthaben ohne Bewegung von Kunden in {code} ruhen ab {day} nach {count} Monaten.',
  'A deposit was explained by settlement {text}.': 'Ein Geldeingang wurde durch Abrechnung {text} erklärt.',
  'Check {text} came in.': 'Scheck {text} ist eingegangen.',
  'The image of check {text} was attached.': 'Das Bild von Scheck {text} wurde angehängt.',
  'A person lets what was learned about a payer ({text}) be used again.':
    'Jemand lässt das über einen Zahler Gelernte ({text}) wieder gelten.',
  'A bank account is now named {text}.': 'Ein Bankkonto heißt jetzt {text}.',
  'The fee for returned payments in {code} from {day} on was set.':
    'Die Gebühr für zurückgegebene Zahlungen in {code} ab {day} wurde festgelegt.',
  'Its payment was taken back: {text}.': 'Seine Zahlung wurde zurückgenommen: {text}.',
  'Charge of the bank for the returned payment {text} of {day}.':
    'Gebühr der Bank für die zurückgegebene Zahlung {text} vom {day}.',
  'Fee for the returned payment {text}': 'Gebühr für die zurückgegebene Zahlung {text}',
  'Returned payment {text}': 'Zurückgegebene Zahlung {text}',
  'Paid to {text}': 'Gezahlt an {text}',
  'Received by {text}': 'Eingegangen bei {text}',
  'Fee for the returned payment {text} of {day}, as policy says.':
    'Gebühr für die zurückgegebene Zahlung {text} vom {day}, wie die Regeln es sagen.',
  'Its bank sends statements on every business day from {day} on.':
    'Seine Bank sendet ab {day} an jedem Geschäftstag Auszüge.',
  'Its bank sends statements only on movement from {day} on.': 'Seine Bank sendet ab {day} nur bei Bewegung Auszüge.',
  'A batch that the bank booked in one amount was split into its payments.':
    'Ein Stapel, den die Bank in einem Betrag gebucht hat, wurde in seine Zahlungen aufgeteilt.',
  'Receipt {text} was split over companies as its payer names their documents.':
    'Zahlungseingang {text} wurde auf Firmen aufgeteilt, weil der Zahler deren Belege nennt.',
  '{count} payments name documents of several companies; a person decides.':
    '{count} Zahlungen nennen Belege mehrerer Firmen; eine Person entscheidet.',
  'Customers are asked what to do with credits that nobody has moved.':
    'Kunden werden gefragt, was mit unbewegten Guthaben geschehen soll.',
  'A {word} was logged.': 'Notiert: {word}.',
  'Priorities for {day}.': 'Prioritäten für {day}.',
  'The payer of receipt {text} is asked what it is for.':
    'Der Zahler von Zahlungseingang {text} wird gefragt, wofür er ist.',
  'Dunning run of {day}.': 'Mahnlauf vom {day}.',
  'Statements of account for {text}, as of {day}.': 'Kontoauszüge für {text}, Stand {day}.',
  'Dunning procedure {text} was set.': 'Mahnverfahren {text} wurde festgelegt.',
  '{text} sends statements from day {count} of the month.': '{text} sendet Kontoauszüge ab dem {count}. des Monats.',
  '{text} sends no statements by itself.': '{text} sendet von selbst keine Kontoauszüge.',
  'The work with the customer was taken over until {day}.': 'Die Arbeit mit dem Kunden wurde bis {day} übernommen.',
  'The work with the customer was given back.': 'Die Arbeit mit dem Kunden wurde zurückgegeben.',
  '{text} is closed on {text2}.': '{text} ist geschlossen: {text2}.',
  '{text} is closed on the public holidays of {text2} in {count}.':
    '{text} ist an den Feiertagen von {text2} im Jahr {count} geschlossen.',
  '{text} is open on {day} after all.': '{text} ist am {day} doch geöffnet.',
  'Company {text} was set up.': 'Firma {text} wurde eingerichtet.',
  '{count} exchange rates were recorded.': '{count} Wechselkurse wurden erfasst.',
  '{count} tax codes were recorded.': '{count} Steuerkennzeichen wurden erfasst.',
  '{count} tax policies were recorded.': '{count} Steuerregeln wurden erfasst.',
  '{count} reason codes were set.': '{count} Grundcodes wurden festgelegt.',
  'Starting tax codes, tax policies and reason codes were recorded.':
    'Anfängliche Steuerkennzeichen, Steuerregeln und Grundcodes wurden erfasst.',
  'Payment term {text} was set.': 'Zahlungsbedingung {text} wurde festgelegt.',
  'Message {text} was checked at the moment of sending.': 'Nachricht {text} wurde im Augenblick des Versands geprüft.',
  'Letters of {text} were collected for printing.': 'Briefe von {text} wurden zum Druck gesammelt.',
  'Print batch {text} was printed.': 'Druckstapel {text} wurde gedruckt.',
  'Print batch {text} is printed again.': 'Druckstapel {text} wird erneut gedruckt.',
  '{text} reports on a mail that is none of ours.': '{text} berichtet über eine Nachricht, die nicht von uns ist.',
  'A server reported on message {text}.': 'Ein Server hat über Nachricht {text} berichtet.',
  'A server reported on a mail that is none of ours.':
    'Ein Server hat über eine Nachricht berichtet, die nicht von uns ist.',
  'This report was read before.': 'Dieser Bericht wurde schon gelesen.',
  'A server reported on it, so it left.': 'Ein Server hat darüber berichtet, also ist sie hinausgegangen.',
  'Message {text}: {word} ({text2}).': 'Nachricht {text}: {word} ({text2}).',
  'Message {text}: {word}.': 'Nachricht {text}: {word}.',
  'The prose of the {word} in {text}, level {count}, was changed.':
    'Die Worte von „{word}“ auf {text}, Stufe {count}, wurden geändert.',
  '{text} mails by SMTP.': '{text} versendet Mails über SMTP.',
  '{text} mails into the outbox folder.': '{text} legt Mails in den Ausgangsordner.',
  'The report gives no reason.': 'Der Bericht nennt keinen Grund.',
  'Settings of customer {text} were changed.': 'Einstellungen von Kunde {text} wurden geändert.',
  'Claimed by {text}; not verified.': 'Angegeben von {text}; nicht geprüft.',
  'New bank details were claimed by {text}.': 'Neue Bankdaten wurden angegeben von: {text}.',
  'Contact of customer {text} was changed.': 'Ansprechpartner von Kunde {text} wurde geändert.',
  'Contact of customer {text} was added.': 'Ansprechpartner von Kunde {text} kam hinzu.',
  'Portfolio {text} was created.': 'Portfolio {text} wurde angelegt.',
  'Insolvency proceedings over customer {text} since {day}, {text2}: {text3}.':
    'Insolvenzverfahren über Kunde {text} seit {day}, {text2}: {text3}.',
  '{count} customers were saved.': '{count} Kunden wurden gespeichert.',
  'Clearings of {text} were exported to its ERP.': 'Ausgleiche von {text} wurden an ihr ERP ausgegeben.',
  'The ERP answered {count} exported clearings of {text}.':
    'Das ERP hat {count} ausgegebene Ausgleiche von {text} beantwortet.',
  'The ERP rejected {text}: no reason given.': 'Das ERP hat {text} abgelehnt: ohne Angabe eines Grundes.',
  'The ERP rejected {text}: {text2}.': 'Das ERP hat {text} abgelehnt: {text2}.',
  'The ERP told the money at this moment.': 'Das ERP hat das Geld in diesem Augenblick gemeldet.',
  'The ERP told the money of this receipt by {text}.':
    'Das ERP hat das Geld dieses Zahlungseingangs durch {text} gemeldet.',
  'Imported from {text}.': 'Importiert aus {text}.',
  'Load {text} of {text2} for {day}: {count} rows, {count2} items that it does not name.':
    'Ladung {text} von {text2} für {day}: {count} Zeilen, {count2} Posten, die sie nicht nennt.',
  'Load {text} of {text2} for {day} was taken in.': 'Ladung {text} von {text2} für {day} wurde übernommen.',
  'Load {text} of {text2} for {day} waited for what lay before it.':
    'Ladung {text} von {text2} für {day} wartete auf das, was vor ihr lag.',
  'A mapping of a file was kept.': 'Eine Dateizuordnung wurde gespeichert.',
  '{count} payments of {text} waited for their receipts and can be told now.':
    '{count} Zahlungen von {text} warteten auf ihre Zahlungseingänge und können jetzt erkannt werden.',
  'The chart of accounts was set up.': 'Der Kontenplan wurde eingerichtet.',
  'The offset was executed.': 'Die Aufrechnung wurde ausgeführt.',
  'A document ({word}) came for offset {text}.': 'Ein Dokument ({word}) kam zur Aufrechnung {text}.',
  'Document {text} of offset {text2} was looked at and counts.':
    'Dokument {text} der Aufrechnung {text2} wurde geprüft und zählt.',
  'The netting agreement {text} was recorded.': 'Die Verrechnungsvereinbarung {text} wurde erfasst.',
  'The copy of a netting agreement was kept.': 'Die Kopie einer Verrechnungsvereinbarung wurde abgelegt.',
  'Offsets of aged balances of {text} were looked for.': 'Aufrechnungen überfälliger Salden von {text} wurden gesucht.',
  '{count} payables were offered for offset.': '{count} Verbindlichkeiten wurden zur Aufrechnung angeboten.',
  'Nothing is left of it to be set off.': 'Es ist nichts mehr davon aufzurechnen.',
  'The customer is asked for the documents of offset {text}.':
    'Der Kunde wird um die Dokumente der Aufrechnung {text} gebeten.',
  'The customer is reminded of the documents of request {text}.':
    'Der Kunde wird an die Dokumente der Anfrage {text} erinnert.',
  'The rules of offsets of {text} were set from {day} on.':
    'Die Regeln der Aufrechnungen von {text} wurden ab {day} festgelegt.',
  'The {word} was asked for now.': 'Jetzt verlangt: {word}.',
  'A saved view was removed.': 'Eine gespeicherte Ansicht wurde entfernt.',
  'The view "{text}" of {text2} was saved for everybody.':
    'Die Ansicht „{text}“ von {text2} wurde für alle gespeichert.',
  'The view "{text}" of {text2} was saved.': 'Die Ansicht „{text}“ von {text2} wurde gespeichert.',
  'The schedule of the {word} was set from {day} on.': 'Zeitplan ab {day} festgelegt: {word}.',
  'Promises were judged as of {day}.': 'Zahlungszusagen wurden zum {day} beurteilt.',
  'Promise of {text} for {day}.': 'Zusage über {text} für {day}.',
  'Bill or post-dated check {text} taken for {text2}, due {day}.':
    'Wechsel oder vordatierter Scheck {text} für {text2} angenommen, fällig {day}.',
  'A certificate of withheld tax was attached to {text}.':
    'Eine Bescheinigung einbehaltener Steuer wurde an {text} angehängt.',
  '{count} files were attached to documents of {text}.': '{count} Dateien wurden an Belege von {text} angehängt.',
  '{count} documents were posted.': '{count} Belege wurden gebucht.',
  "{word} {text} posted on the customer's account.": '{word} {text} auf dem Kundenkonto gebucht.',
  '{word} {text} out of {text2}.': '{word} {text} aus {text2}.',
  'Money for what was written off with {text}.': 'Geld für das, was mit {text} abgeschrieben war.',
  'No policy of {text} is recorded; a person judges it.':
    'Keine Regel von {text} ist erfasst; eine Person beurteilt es.',
  'Relief of tax is taken back: {text}': 'Steuerentlastung wird zurückgenommen: {text}',
  'Relief of tax is repaid: {text} of what was claimed came in after all.':
    'Steuerentlastung wird zurückgezahlt: {text} des Geltendgemachten kamen doch herein.',
  'Open items in foreign currency were revalued for {month} and the open months before it.':
    'Offene Posten in Fremdwährung wurden für {month} und die offenen Monate davor bewertet.',
  'Open items in foreign currency were revalued for {month}.':
    'Offene Posten in Fremdwährung wurden für {month} bewertet.',
  'Tax withheld from {text}; its certificate is awaited.':
    'Von {text} einbehaltene Steuer; die Bescheinigung steht aus.',
  'Certificate {text} for the tax withheld in {text2}.': 'Bescheinigung {text} für die in {text2} einbehaltene Steuer.',
  'A balance of {amount} as of {day} was agreed with {text}.':
    'Ein Saldo von {amount} zum {day} wurde mit {text} abgestimmt.',
  'The confirmation "{text}" of an agreed balance was attached.':
    'Die Bestätigung „{text}“ eines abgestimmten Saldos wurde angehängt.',
  "{count} differences of a customer's statement were decided.":
    '{count} Unterschiede eines Kundenauszugs wurden entschieden.',
  'The statement of account "{text}" was received.': 'Der Kontoauszug „{text}“ ist eingegangen.',
  'The bank reconciliation of {month} was prepared.': 'Die Bankabstimmung von {month} wurde vorbereitet.',
  'The bank reconciliation of {month} was signed.': 'Die Bankabstimmung von {month} wurde unterschrieben.',
  'The customer is written to about {count} differences of statement {text}.':
    'Dem Kunden wird über {count} Unterschiede des Auszugs {text} geschrieben.',
  'Reminder fee of the dunning notice of level {count} (message {text}).':
    'Mahngebühr der Mahnung der Stufe {count} (Nachricht {text}).',
  'How tables of bank lines are read was kept as "{text}".':
    'Wie Tabellen mit Bankzeilen gelesen werden, wurde als „{text}“ hinterlegt.',
  'How remittances are read was kept as "{text}".': 'Wie Zahlungsavise gelesen werden, wurde als „{text}“ hinterlegt.',
  'A kept mapping of files is used no more.': 'Eine hinterlegte Zuordnung von Dateien wird nicht mehr verwendet.',
  'A file was attached to customer {text}.': 'Dem Kunden {text} wurde eine Datei angehängt.',
  'A file was attached to {text}.': '{text} wurde eine Datei angehängt.',
  'The role {word} was granted for all companies.': 'Die Rolle „{word}“ wurde für alle Firmen vergeben.',
  'The role {word} was granted for one company.': 'Die Rolle „{word}“ wurde für eine Firma vergeben.',
  'Payment term {text} was set: {text2}': 'Zahlungsbedingung {text} wurde festgelegt: {text2}',
  'The rules of cash application from {day} on were set: {text}':
    'Regeln des Zahlungsabgleichs ab {day} wurden festgelegt: {text}',
};
