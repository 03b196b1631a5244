/** What the matching engine and the offsets explain, in German: English sentence to sentence. */
import type { Catalogue } from '../../language.ts';

export const explanations: Catalogue = {
  '{amount} pays {list}, in part with {taken}: {part}.': '{amount} zahlt {list} zum Teil, mit {taken}: {part}.',
  '{amount} pays {list}, in part: {part}.': '{amount} zahlt {list} zum Teil: {part}.',
  '{amount} pays {list} with {taken}: {part}.': '{amount} zahlt {list} mit {taken}: {part}.',
  '{amount} pays {list}: {part}.': '{amount} zahlt {list}: {part}.',
  '{list} and {count} more': '{list} und {count} weitere',
  'To be confirmed: {parts}.': 'Zu bestätigen: {parts}.',
  '{amount} is left over.': '{amount} bleiben übrig.',
  'named in the payer’s remittance advice, without amounts, {part}':
    'im Zahlungsavis des Zahlers ohne Beträge genannt, {part}',
  'The remittance advice that explained it was taken from it.':
    'Das Avis, das es erklärte, wurde von diesem Geld getrennt.',
  'named in the payer’s remittance advice': 'im Zahlungsavis des Zahlers genannt',
  'named in the bank text ({part}), {part2}': 'im Banktext genannt ({part}), {part2}',
  'named in the bank text, {part}': 'im Banktext genannt, {part}',
  'and the amount agrees': 'und der Betrag stimmt',
  'less the discount in its date': 'abzüglich fristgerechten Skontos',
  'less the discount in its date and a bank charge': 'abzüglich fristgerechten Skontos und Bankspesen',
  'less a bank charge': 'abzüglich Bankspesen',
  'within tolerance': 'innerhalb der Toleranz',
  'with the payer’s open credit netted': 'mit der offenen Gutschrift des Zahlers verrechnet',
  'short by {amount} of tax withheld': 'um {amount} einbehaltene Steuer zu wenig',
  'short by {amount} after a conversion': 'um {amount} zu wenig nach einer Umrechnung',
  'short by {amount} with a reason': 'um {amount} zu wenig, mit Grund',
  'short by {amount}: its discount, which ended on {day}': 'um {amount} zu wenig: sein Skonto, das am {day} endete',
  'short by {amount}': 'um {amount} zu wenig',
  'and the rest is exactly another open item': 'und der Rest ist genau ein anderer offener Posten',
  'and more was paid': 'und es wurde mehr gezahlt',
  '"{text}" was read as {text2}': '„{text}“ wurde als {text2} gelesen',
  'some numbers were completed from the payer’s items': 'einige Nummern wurden aus den Posten des Zahlers ergänzt',
  'it is everything the payer owes': 'es ist alles, was der Zahler schuldet',
  'it is everything due by {day}': 'es ist alles, was bis {day} fällig ist',
  'the only open item of this payer with this amount': 'der einzige offene Posten dieses Zahlers mit diesem Betrag',
  'together they are exactly this amount': 'zusammen sind sie genau dieser Betrag',
  'it has this amount, as another item has': 'er hat diesen Betrag, wie noch ein anderer Posten',
  'the oldest of interchangeable items, as policy says':
    'der älteste von austauschbaren Posten, wie es die Regeln sagen',
  'no other open item of a customer with "{text}" in the name has this amount':
    'kein anderer offener Posten eines Kunden mit „{text}“ im Namen hat diesen Betrag',
  'the payer is another customer': 'der Zahler ist ein anderer Kunde',
  'the payer is unknown': 'der Zahler ist unbekannt',
  'the payer is not certain': 'der Zahler steht nicht fest',
  'the payer is unknown and the amount differs': 'der Zahler ist unbekannt und der Betrag weicht ab',
  '"{text}" was read as {text2}, and the payer is unknown':
    '„{text}“ wurde als {text2} gelesen, und der Zahler ist unbekannt',
  'another item has the same amount': 'ein anderer Posten hat denselben Betrag',
  'other items fit the damaged numbers as well': 'zu den beschädigten Nummern passen auch andere Posten',
  'what the advice names comes to {amount}': 'was das Avis nennt, ergibt {amount}',
  'the lines of the advice sum to {amount}': 'die Zeilen des Avis ergeben {amount}',
  '{amount} of what the advice pays did not come': '{amount} von dem, was das Avis zahlt, kamen nicht',
  'what came is exactly the advice without {list}': 'was kam, ist genau das Avis ohne {list}',
  '"{text}" is no open item of this payer': '„{text}“ ist kein offener Posten dieses Zahlers',
  '{text} is blocked (dispute)': '{text} ist reklamiert',
  '{text} is blocked (promise)': '{text} ist zugesagt',
  '{text} is blocked (plan)': '{text} ist in einem Zahlungsplan',
  '{text} is blocked (legal)': '{text} ist beim Anwalt',
  '{text} is blocked (stop)': '{text} ist angehalten',
  '{text} is blocked ({text2})': '{text} ist gesperrt ({text2})',
  'the search could not prove that it is the only explanation':
    'die Suche konnte nicht beweisen, dass es die einzige Erklärung ist',
  'another explanation is as good': 'eine andere Erklärung ist ebenso gut',
  'amounts alone meet too easily here': 'Beträge allein treffen hier zu leicht zusammen',
  'the text speaks of a prepayment': 'der Text spricht von einer Vorauszahlung',
  'the payer paid for the customer of {text} only once before':
    'der Zahler hat für den Kunden von {text} erst einmal gezahlt',
  'a person declined another explanation of this money': 'jemand hat eine andere Erklärung dieses Geldes abgelehnt',
  'the text names {text}, which is not open': 'der Text nennt {text}, und das ist nicht offen',
  'the text names {text}': 'der Text nennt {text}',
  'the bank or ledger is not read up to date': 'Bank oder Buch sind nicht auf dem Stand gelesen',
  'other credits explain the difference as well': 'andere Gutschriften erklären den Unterschied ebenso',
  'which of the named items is short is not said': 'welcher der genannten Posten zu kurz kommt, ist nicht gesagt',
  'the certificate of the tax withheld is to be asked for':
    'die Bescheinigung der einbehaltenen Steuer ist anzufordern',
  '{amount} is missing after the conversion that the text states':
    'nach der Umrechnung, die der Text nennt, fehlen {amount}',
  'the text states another amount': 'der Text nennt einen anderen Betrag',
  'the text states a conversion': 'der Text nennt eine Umrechnung',
  '{text} is not named': '{text} ist nicht genannt',
  'the rest fits several other items': 'der Rest passt zu mehreren anderen Posten',
  '{text} has exactly the advised amount': '{text} hat genau den angekündigten Betrag',
  'the rules leave this kind to a person': 'die Regeln überlassen diese Art einer Person',
  'the rules ask for more certainty': 'die Regeln verlangen mehr Sicherheit',
  'such explanations were wrong here in {count} of {count2}, more than the rules allow':
    'solche Erklärungen waren hier in {count} von {count2} Fällen falsch, mehr als die Regeln erlauben',
  'The advice was found by its amount alone; see whether the money is this payer’s.':
    'Das Avis wurde allein über seinen Betrag gefunden; sehen Sie nach, ob das Geld von diesem Zahler ist.',
  'The advice is a sentence of a mail; see whether it says what was read from it.':
    'Das Avis ist ein Satz aus einer E-Mail; sehen Sie nach, ob er sagt, was daraus gelesen wurde.',
  'The advice was read off a picture; see whether its figures were read right.':
    'Das Avis wurde von einem Bild gelesen; sehen Sie nach, ob die Zahlen richtig gelesen sind.',
  'discount {amount} ({part})': 'Skonto {amount} ({part})',
  'bank charge {amount} ({part})': 'Bankspesen {amount} ({part})',
  'tolerance {amount} ({part})': 'Toleranz {amount} ({part})',
  'withholding tax {amount} ({part})': 'Quellensteuer {amount} ({part})',
  'deduction {amount} ({part})': 'Abzug {amount} ({part})',
  'exchange difference {amount} ({part})': 'Kursdifferenz {amount} ({part})',
  'fx {amount} ({part})': 'Kursdifferenz {amount} ({part})',
  'stated in the text': 'im Text genannt',
  'what the payer kept': 'was der Zahler einbehielt',
  'within the set maximum': 'innerhalb der festgelegten Grenze',
  '{percent} % withheld': '{percent} % einbehalten',
  'paid by {day}': 'bezahlt bis {day}',
  '{amount} is reported by the bank as a returned payment; it pays nothing and is to be linked to the receipt that came back.':
    '{amount} meldet die Bank als zurückgegebene Zahlung; sie zahlt nichts und ist mit dem Eingang zu verknüpfen, der zurückkam.',
  '{amount} was taken back by the bank: a returned payment to be linked to the receipt it undoes.':
    '{amount} hat die Bank zurückgenommen: eine zurückgegebene Zahlung, die mit ihrem Eingang zu verknüpfen ist.',
  'Taken back by the bank: a returned payment, linked to the receipt that it undoes.':
    'Von der Bank zurückgenommen: eine zurückgegebene Zahlung, mit ihrem Eingang verknüpft.',
  '{amount} was received before for {text}, which it settled; this looks like the same payment again.':
    '{amount} kamen für {text} schon einmal an und glichen es aus; das sieht nach derselben Zahlung noch einmal aus.',
  'The payer is known, but no open item explains {amount}; it stays on account as a prepayment, which the text speaks of.':
    'Der Zahler ist bekannt, aber kein offener Posten erklärt {amount}; es bleibt als Vorauszahlung auf dem Konto, von der der Text spricht.',
  'The payer is known, but no open item explains {amount}; it stays on account.':
    'Der Zahler ist bekannt, aber kein offener Posten erklärt {amount}; es bleibt auf dem Konto.',
  "The payer's name could be that of {count} customers, and no open item decides between them.":
    'Der Name des Zahlers könnte der von {count} Kunden sein, und kein offener Posten entscheidet zwischen ihnen.',
  'Neither payer nor reference of {amount} is known.': 'Weder Zahler noch Verwendungszweck von {amount} ist bekannt.',
  '{text} has the same amount and terms': '{text} hat denselben Betrag und dieselben Bedingungen',
  '{text} has the same amount': '{text} hat denselben Betrag',
  '{text} sum to the same amount': '{text} ergeben denselben Betrag',
  '{text} may be the one that is paid in part': '{text} kann der teilweise bezahlte Posten sein',
  '{text} has exactly this amount': '{text} hat genau diesen Betrag',
  'Applied by a person to {text}; {text2} stays on account.':
    'Von einer Person {text} zugeordnet; {text2} bleiben auf dem Konto.',
  'Applied by a person to {text}.': 'Von einer Person {text} zugeordnet.',
  'What had explained it: {sentence}': 'Erklärt war es so: {sentence}',
  'Its application was taken back; it waits to be applied anew.':
    'Seine Zuordnung wurde zurückgenommen; es wartet darauf, neu zugeordnet zu werden.',
  'Left on account by a person.': 'Von einer Person auf dem Konto gelassen.',
  '{amount} credits {text}: its checks are receipts of their own.':
    '{amount} schreiben {text} gut: seine Schecks sind eigene Eingänge.',
  '{amount} pay documents of several companies: {parts}.': '{amount} zahlen Belege mehrerer Gesellschaften: {parts}.',
  '{amount} for {text} of {text2}': '{amount} für {text} von {text2}',
  'Applied by a person to {text}; {amount} stays on account.':
    'Von einer Person {text} zugeordnet; {amount} bleiben auf dem Konto.',
  'The payer is customer {text}, parent or head office of {list}.':
    'Zahler ist Kunde {text}, Muttergesellschaft oder Zentrale von {list}.',
  'The payer is customer {text}, recorded to pay for {list}.':
    'Zahler ist Kunde {text}, hinterlegt als Zahler für {list}.',
  'The payer is customer {text}, which paid before for {list}.':
    'Zahler ist Kunde {text}, der schon früher zahlte für {list}.',
  'Refund {text} was paid by the bank as {text2}.': 'Erstattung {text} wurde von der Bank als {text2} bezahlt.',
  'Refund {text} is paid by check {text2}, which the bank has not paid yet.':
    'Erstattung {text} ist mit Scheck {text2} bezahlt, den die Bank noch nicht eingelöst hat.',
  'Refund {text} stands in payment file {text2} as {text3}.':
    'Erstattung {text} steht in Zahlungsdatei {text2} als {text3}.',
  '{amount}: {list} against {list2} of customer {text}, up to {days} days overdue; {part}.':
    '{amount}: {list} gegen {list2} von Kunde {text}, bis zu {days} Tage überfällig; {part}.',
  '{amount}: {list} against {list2} of customer {text}, not overdue; {part}.':
    '{amount}: {list} gegen {list2} von Kunde {text}, nicht überfällig; {part}.',
  'one customer account': 'ein Kundenkonto',
  'merged customers': 'zusammengeführte Kunden',
  'the same tax number': 'dieselbe Steuernummer',
  'the supplier is recorded as this customer': 'der Lieferant ist als dieser Kunde erfasst',
  'netting agreement {text}': 'Verrechnungsvereinbarung {text}',
  '{text}: customer {text2} is insolvent since {day}; counsel decides on a set-off.':
    '{text}: Kunde {text2} ist seit {day} insolvent; über eine Aufrechnung entscheidet der Anwalt.',
  '{text} stands on a collective account of customers seen once.':
    '{text} steht auf einem Sammelkonto für Einmalkunden.',
  '{text} is a {text2}; it waits for its own paper.':
    '{text} ist ein besonderer Vorgang ({text2}) und wartet auf sein eigenes Papier.',
  '{text} is disputed.': '{text} ist strittig.',
  '{text} is in a legal case or insolvency.': '{text} ist in einem Rechtsfall oder einer Insolvenz.',
  '{text} is stopped.': '{text} ist angehalten.',
  '{text} is on a payment plan.': '{text} ist in einem Zahlungsplan.',
  'Cash application has a proposal for {text} that waits for a person.':
    'Die Zahlungszuordnung hat für {text} einen Vorschlag, der auf eine Person wartet.',
  '{text} is due on {day}, not {days} days overdue.': '{text} ist am {day} fällig, nicht {days} Tage überfällig.',
  '{text} belongs to {text2}, which is not aged yet.': '{text} gehört zu {text2}, das noch nicht alt genug ist.',
  '{text} is in another offset that is open.': '{text} ist in einer anderen offenen Verrechnung.',
  '{text} is not offered any more.': '{text} wird nicht mehr angeboten.',
  'Refund {amount} of {text} to customer {text2}, paid by check to {text3}: {text4}':
    '{amount} von {text} an Kunde {text2} erstatten, per Scheck an {text3}: {text4}',
  'Refund {amount} of {text} to customer {text2}, paid to {text3} (the account that the money came from): {text4}':
    '{amount} von {text} an Kunde {text2} erstatten, auf {text3} (das Konto, von dem das Geld kam): {text4}',
  'Refund {amount} of {text} to customer {text2}, paid to {text3} (verified by two persons): {text4}':
    '{amount} von {text} an Kunde {text2} erstatten, auf {text3} (von zwei Personen geprüft): {text4}',
  'Pay one refund, {amount} in all, from {text}.': 'Eine Erstattung zahlen, zusammen {amount}, von {text}.',
  'Pay {count} refunds, {amount} in all, from {text}.': '{count} Erstattungen zahlen, zusammen {amount}, von {text}.',
  'Pay one refund by check of {text}, {amount} in all.':
    'Eine Erstattung per Scheck von {text} zahlen, zusammen {amount}.',
  'Pay {count} refunds by check of {text}, {amount} in all.':
    '{count} Erstattungen per Scheck von {text} zahlen, zusammen {amount}.',
  'Make one refund of payment file {text} due again, {amount} in all: the bank refused what stands in it, and none of it is or will be paid.':
    'Eine Erstattung der Zahlungsdatei {text} wieder fällig machen, zusammen {amount}: Die Bank hat abgelehnt, was darin steht, und nichts davon ist oder wird bezahlt.',
  'Make {count} refunds of payment file {text} due again, {amount} in all: the bank refused what stands in it, and none of it is or will be paid.':
    '{count} Erstattungen der Zahlungsdatei {text} wieder fällig machen, zusammen {amount}: Die Bank hat abgelehnt, was darin steht, und nichts davon ist oder wird bezahlt.',
  'Make one refund of payment file {text} due again, {amount} in all: we withdraw what stands in it, and none of it is or will be paid.':
    'Eine Erstattung der Zahlungsdatei {text} wieder fällig machen, zusammen {amount}: Wir ziehen zurück, was darin steht, und nichts davon ist oder wird bezahlt.',
  'Make {count} refunds of payment file {text} due again, {amount} in all: we withdraw what stands in it, and none of it is or will be paid.':
    '{count} Erstattungen der Zahlungsdatei {text} wieder fällig machen, zusammen {amount}: Wir ziehen zurück, was darin steht, und nichts davon ist oder wird bezahlt.',
  'Void check {text} of {amount} to customer {text2}: refund {text3} is due again, and the bank never sees it.':
    'Scheck {text} über {amount} an Kunde {text2} ungültig machen: Erstattung {text3} ist wieder fällig, und die Bank sieht ihn nie.',
  'Stop check {text} of {amount} to customer {text2}: refund {text3} is due again, and the bank was told not to pay it.':
    'Scheck {text} über {amount} an Kunde {text2} sperren: Erstattung {text3} ist wieder fällig, und die Bank hat Weisung, ihn nicht zu zahlen.',
  'Take {count} items of customer {text} ({amount} open) down to dunning level {count2}.':
    '{count} Posten von Kunde {text} ({amount} offen) auf Mahnstufe {count2} senken.',
  'Take {text} of customer {text2} ({amount} open) down to dunning level {count}.':
    '{text} von Kunde {text2} ({amount} offen) auf Mahnstufe {count} senken.',
  'Pay customer {text} back to {text2} instead of {text3}.': 'Kunde {text} auf {text2} zurückzahlen statt auf {text3}.',
  'Pay customer {text} back to {text2}.': 'Kunde {text} auf {text2} zurückzahlen.',
  'Give customer {text} the terms "{text2}" instead of "{text3}".':
    'Kunde {text} die Bedingungen „{text2}“ statt „{text3}“ geben.',
  'Give customer {text} the terms "{text2}".': 'Kunde {text} die Bedingungen „{text2}“ geben.',
  'Change the payment term {text} of {count} customer accounts from "{part}" to "{part2}"; their {count2} open items keep their days.':
    'Die Zahlungsbedingung {text} von {count} Kundenkonten von „{part}“ auf „{part2}“ ändern; ihre {count2} offenen Posten behalten ihre Tage.',
  'Set off {part}.': 'Aufrechnen: {part}.',
  'Let {amount} of {text} go as a difference of the payment.':
    '{amount} von {text} als Differenz der Zahlung erlassen.',
  'Write off {amount} of {text} of customer {text2}: {text3}':
    '{amount} von {text} von Kunde {text2} ausbuchen: {text3}',
  'Reverse {amount} of {text} of customer {text2}: {text3}':
    '{amount} von {text} des Kunden {text2} stornieren: {text3}',
  'Take certificate {text} for {amount} withheld in {text2} by customer {text3}: {text4}':
    'Bescheinigung {text} über {amount}, einbehalten bei {text2} von Kunde {text3}, entgegennehmen: {text4}',
  'Move {amount} of {text} from customer {text2} to customer {text3}.':
    '{amount} von {text} von Kunde {text2} zu Kunde {text3} umbuchen.',
  '{count} limits of authority change.': '{count} Grenzen der Befugnis ändern sich.',
  'Limit to {part}: {word}, {taken}': 'Grenze für „{part}“: {word}, {taken}',
  'Limit to {part}: {text}, {taken}': 'Grenze für „{part}“: {text}, {taken}',
  'up to {amount} a day': 'bis {amount} am Tag',
  'up to {amount} per customer and month': 'bis {amount} je Kunde und Monat',
  'up to {amount} per customer and quarter': 'bis {amount} je Kunde und Quartal',
  'up to {amount} per customer and year': 'bis {amount} je Kunde und Jahr',
  'approved by {word}': 'freigegeben von: {word}',
  ends: 'endet',
  'This is your own request.': 'Das ist Ihre eigene Anfrage.',
  'The requester is not here any more.': 'Wer angefragt hat, ist nicht mehr hier.',
  'Reminder fee, notice of level {count}': 'Mahngebühr, Mahnung der Stufe {count}',
  'pay refunds by check': 'Erstattungen per Scheck zahlen',
  'the sum of the checks': 'die Summe der Schecks',
  'void or stop checks that pay refunds': 'Schecks für Erstattungen ungültig machen oder sperren',
  'the amount of the check': 'der Betrag des Schecks',
  'post memos that customers announce': 'Gut- und Lastschriften buchen, die Kunden ankündigen',
  'what the bank took beside the payment; up to what the rules know it takes no authority':
    'was die Bank neben der Zahlung genommen hat; bis zu dem, was die Regeln kennen, braucht es keine Befugnis',
  'the amount of the memo; a deduction takes no authority':
    'der Betrag der Gut- oder Lastschrift; ein Abzug braucht keine Befugnis',
  'Your role does not allow this; ask somebody who may, or an administrator.':
    'Ihre Rolle erlaubt das nicht; fragen Sie jemanden, der es darf, oder die Administration.',
  'The server does not answer.': 'Der Server antwortet nicht.',
  'The server answered something unreadable.': 'Der Server hat etwas Unlesbares geantwortet.',
  'Refund {amount} of {text} to customer {text2}, paid to {text3} of {text4} (the account that the money came from): {text5}':
    '{amount} von {text} an Kunde {text2} erstatten, auf {text3} von {text4} (das Konto, von dem das Geld kam): {text5}',
  'Refund {amount} of {text} to customer {text2}, paid to {text3} of {text4} (verified by two persons): {text5}':
    '{amount} von {text} an Kunde {text2} erstatten, auf {text3} von {text4} (von zwei Personen geprüft): {text5}',
  'short by {amount}: discounts, which ended on {day}': 'um {amount} zu wenig: Skonti, die am {day} endeten',
  'short by {amount}, of which this month no more is let go':
    'um {amount} zu wenig, wovon diesen Monat nichts mehr erlassen wird',
  '{amount} taken off is stated, and {amount2} is missing': 'als Abzug sind {amount} angegeben, und {amount2} fehlen',
  '{amount} is more than the {amount2} that the rules deduct without a person':
    '{amount} sind mehr als die {amount2}, die nach den Regeln ohne eine Person abgezogen werden',
  'discount that ended on {day}': 'Skonto, das am {day} endete',
  'discount that was not agreed': 'nicht vereinbartes Skonto',
  'kept back by the payer': 'vom Zahler einbehalten',
  'more than is let go in a month': 'mehr, als im Monat erlassen wird',
  'less the tax withheld': 'abzüglich einbehaltener Steuer',
  'less the tax withheld it has this amount': 'abzüglich einbehaltener Steuer hat er diesen Betrag',
  'a discount or a charge explains the difference as well': 'auch Skonto oder Spesen erklären die Differenz',
  'an open credit explains the difference as well': 'auch eine offene Gutschrift erklärt die Differenz',
  'the text states another rate of tax': 'der Text nennt einen anderen Steuersatz',
  'named in the bank text, {amount} are {amount2} at {text}, and {amount3} less was paid':
    'im Banktext genannt, {amount} sind {amount2} zu {text}, und {amount3} weniger wurden bezahlt',
  'named in the bank text, {amount} are {amount2} at {text}, and {amount3} more was paid':
    'im Banktext genannt, {amount} sind {amount2} zu {text}, und {amount3} mehr wurden bezahlt',
  'named in the bank text, {amount} are {amount2} at {text}': 'im Banktext genannt, {amount} sind {amount2} zu {text}',
  'it is in another currency, and a person confirms the rate':
    'er steht in anderer Währung, und eine Person bestätigt den Kurs',
  'the text states a rate of {text}': 'der Text nennt einen Kurs von {text}',
  'the amount is another than that of the reference': 'der Betrag ist ein anderer als der der Referenz',
  'The bank names {text} as the one who owes it.': 'Die Bank nennt {text} als den, der es schuldet.',
  'the bank names {text} as the one who owes it': 'die Bank nennt {text} als den, der es schuldet',
  'named in the bank text in several currencies, and {amount} less was paid: {parts}':
    'im Banktext in mehreren Währungen genannt, und {amount} weniger wurden bezahlt: {parts}',
  'named in the bank text in several currencies: {parts}': 'im Banktext in mehreren Währungen genannt: {parts}',
  '{amount} are {amount2} at {text}, and {amount3} less was paid':
    '{amount} sind {amount2} zu {text}, und {amount3} weniger wurden bezahlt',
  '{amount} are {amount2} at {text}, and {amount3} more was paid':
    '{amount} sind {amount2} zu {text}, und {amount3} mehr wurden bezahlt',
  '{amount} are {amount2} at {text}': '{amount} sind {amount2} zu {text}',
  'No statement was read yet.': 'Es wurde noch kein Auszug gelesen.',
  'The bank is read up to {day}, the month has business days up to {day2}.':
    'Die Bank ist bis {day} gelesen, der Monat hat Geschäftstage bis {day2}.',
  'The bank has told no balance; only its lines are compared.':
    'Die Bank hat keinen Saldo genannt; nur ihre Umsätze werden verglichen.',
  'Statement {text} up to {day} was read after one of later days.':
    'Auszug {text} bis {day} wurde nach einem späterer Tage gelesen.',
  'Statement {text} of {day} follows number {text2}, though its balance goes on: one between them may be missing.':
    'Auszug {text} vom {day} folgt auf Nummer {text2}, obwohl sein Saldo anschließt: einer dazwischen kann fehlen.',
  'Statement {text} of {text2} is held: {part}.': 'Auszug {text} von {text2} wird zurückgehalten: {part}.',
  'it does not foot by {text}': 'er geht um {text} nicht auf',
  'it has the balances of a statement read before, but other lines':
    'er hat die Salden eines schon gelesenen Auszugs, aber andere Umsätze',
  '{count} of its lines have day and amount of lines that came in {text} under another text; release it if they are others':
    '{count} seiner Umsätze haben Tag und Betrag von Umsätzen, die in {text} mit anderem Text kamen; geben Sie ihn frei, wenn es andere sind',
  'The bank booked it on {day}; that month was closed, so it is posted on {day2}.':
    'Die Bank hat es am {day} gebucht; dieser Monat war geschlossen, darum ist es am {day2} gebucht.',
  'The balance before the first statement that was read.': 'Der Saldo vor dem ersten gelesenen Auszug.',
  'The statement before it closed on {day} with another balance than this one opens with; a statement between them is missing.':
    'Der Auszug davor schloss am {day} mit einem anderen Saldo, als dieser beginnt; ein Auszug dazwischen fehlt.',
  'The statements moved by more than their lines.': 'Die Auszüge bewegten mehr als ihre Umsätze.',
  'No movement of either side explains it.': 'Keine Bewegung einer der beiden Seiten erklärt es.',
  '"{text}" names nothing that is open in any company': '„{text}“ nennt nichts, was in einer Gesellschaft offen ist',
  '"{text}" is open in {text2}': '„{text}“ ist in {text2} offen',
  '{text} is named twice': '{text} ist zweimal genannt',
  '{text} is a credit, which a person nets': '{text} ist eine Gutschrift, die eine Person verrechnet',
  '{text} has only {amount} open, {amount2} are said to pay it':
    '{text} hat nur {amount} offen, genannt sind {amount2}',
  '{text} is paid in part': '{text} wird teilweise bezahlt',
  '{amount} are left over': '{amount} bleiben übrig',
  'the documents come to {amount}, the money is {amount2}': 'die Belege ergeben {amount}, das Geld ist {amount2}',
  'the documents are not all the payer’s own': 'nicht alle Belege sind die des Zahlers',
  'a person decided otherwise before': 'eine Person hat vorher anders entschieden',
  'nobody is known on whose account the money stands': 'niemand ist bekannt, auf dessen Konto das Geld steht',
};
