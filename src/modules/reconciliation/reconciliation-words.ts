/** The fixed words of a reconciliation in the languages that we write, as its reader, the customer, is addressed. Pure. */
import type { DifferenceReason } from './model.ts';

export interface ReconciliationWords {
  readonly subject: (asOf: string) => string;
  readonly opening: (company: string, asOf: string) => string;
  readonly request: string;
  readonly noDifference: string;
  readonly document: string;
  readonly date: string;
  readonly yours: string;
  readonly ours: string;
  readonly difference: string;
  readonly remark: string;
  readonly agrees: string;
  readonly agreeing: (count: number) => string;
  readonly bridge: string;
  readonly yourBalance: string;
  readonly ourBalance: string;
  readonly agreed: (on: string, by: string) => string;
  readonly file: string;
  readonly reasons: Readonly<Record<DifferenceReason, string>>;
}

const en: ReconciliationWords = {
  subject: (asOf) => `Reconciliation of your account as of ${asOf}`,
  opening: (company, asOf) =>
    `We have compared your statement of the account that you keep of ${company} with our ledger as of ${asOf}, line by line.`,
  request: 'Please look at the differences below and tell us where you see them otherwise.',
  noDifference: 'Both sides agree.',
  document: 'Document',
  date: 'Date',
  yours: 'Your books',
  ours: 'Our books',
  difference: 'Difference',
  remark: 'Remark',
  agrees: 'Agrees',
  agreeing: (count) => `${count} documents that agree`,
  bridge: 'From your balance to ours',
  yourBalance: 'Balance in your books',
  ourBalance: 'Balance in our books',
  agreed: (on, by) => `Balance agreed on ${on} with ${by}`,
  file: 'Your statement',
  reasons: {
    number_mistyped: 'Document number written differently',
    other_number: 'Booked under another number',
    date_differs: 'Booked under another date',
    payment_in_transit: 'Payment on its way at the balance date',
    payment_expected: 'Your payment, not yet received',
    payment_not_received: 'Your payment, not received by us; please send proof of payment',
    payment_not_booked_there: 'Payment received by us, not found in your books',
    settled_by_payment_here: 'Settled in our books',
    credit_not_booked_there: 'Our credit memo, not found in your books',
    credit_not_issued: 'Your deduction, for which we have issued no credit memo',
    invoice_in_transit: 'Invoice on its way at the balance date',
    invoice_not_received: 'Invoice not found in your books; a copy follows',
    dated_later_here: 'Dated after the balance date in our books',
    cancelled_here: 'Cancelled in our books',
    other_account: 'Stands on another account with us',
    duplicate_there: 'Booked twice in your books',
    duplicate_here: 'Perhaps invoiced twice by us; we look into it',
    unknown_here: 'Not known to us; please send a copy',
    charge_not_accepted: 'Our charge, not found in your books',
    deduction_not_listed: 'Deduction that is still open with us',
    not_listed_there: 'Not found in your books',
    discount_taken: 'Early-payment discount taken',
    without_tax: 'Booked without tax',
    amount_mistyped: 'Amount with digits in another order',
    partial_not_booked_there: 'Part payment or credit not found in your books',
    disputed: 'Under review between us',
    amount_differs: 'Different amount',
    opening_differs: 'Different opening balance',
    list_does_not_foot: 'Your lines do not add up to your balance',
  },
};

const de: ReconciliationWords = {
  subject: (asOf) => `Abstimmung Ihres Kontos zum ${asOf}`,
  opening: (company, asOf) =>
    `Wir haben Ihren Auszug des Kontos, das Sie für ${company} führen, zum ${asOf} Zeile für Zeile mit unserer Buchhaltung verglichen.`,
  request: 'Bitte sehen Sie die Abweichungen durch und sagen Sie uns, wo Sie es anders sehen.',
  noDifference: 'Beide Seiten stimmen überein.',
  document: 'Beleg',
  date: 'Datum',
  yours: 'Ihre Bücher',
  ours: 'Unsere Bücher',
  difference: 'Differenz',
  remark: 'Hinweis',
  agrees: 'Stimmt überein',
  agreeing: (count) => `${count} übereinstimmende Belege`,
  bridge: 'Von Ihrem Saldo zu unserem',
  yourBalance: 'Saldo in Ihren Büchern',
  ourBalance: 'Saldo in unseren Büchern',
  agreed: (on, by) => `Saldo vereinbart am ${on} mit ${by}`,
  file: 'Ihr Auszug',
  reasons: {
    number_mistyped: 'Belegnummer anders geschrieben',
    other_number: 'Unter anderer Nummer gebucht',
    date_differs: 'Unter anderem Datum gebucht',
    payment_in_transit: 'Zahlung am Stichtag unterwegs',
    payment_expected: 'Ihre Zahlung, noch nicht eingegangen',
    payment_not_received: 'Ihre Zahlung, bei uns nicht eingegangen; bitte senden Sie einen Zahlungsnachweis',
    payment_not_booked_there: 'Bei uns eingegangene Zahlung, in Ihren Büchern nicht gefunden',
    settled_by_payment_here: 'In unseren Büchern ausgeglichen',
    credit_not_booked_there: 'Unsere Gutschrift, in Ihren Büchern nicht gefunden',
    credit_not_issued: 'Ihr Abzug, zu dem es keine Gutschrift von uns gibt',
    invoice_in_transit: 'Rechnung am Stichtag unterwegs',
    invoice_not_received: 'Rechnung in Ihren Büchern nicht gefunden; eine Kopie folgt',
    dated_later_here: 'Bei uns nach dem Stichtag gebucht',
    cancelled_here: 'Bei uns storniert',
    other_account: 'Steht bei uns auf einem anderen Konto',
    duplicate_there: 'In Ihren Büchern doppelt gebucht',
    duplicate_here: 'Von uns vielleicht doppelt berechnet; wir prüfen es',
    unknown_here: 'Uns nicht bekannt; bitte senden Sie eine Kopie',
    charge_not_accepted: 'Unsere Gebühr, in Ihren Büchern nicht gefunden',
    deduction_not_listed: 'Abzug, der bei uns noch offen ist',
    not_listed_there: 'In Ihren Büchern nicht gefunden',
    discount_taken: 'Skonto abgezogen',
    without_tax: 'Ohne Steuer gebucht',
    amount_mistyped: 'Betrag mit vertauschten Ziffern',
    partial_not_booked_there: 'Teilzahlung oder Gutschrift in Ihren Büchern nicht gefunden',
    disputed: 'Zwischen uns in Klärung',
    amount_differs: 'Anderer Betrag',
    opening_differs: 'Anderer Anfangssaldo',
    list_does_not_foot: 'Ihre Zeilen ergeben nicht Ihren Saldo',
  },
};

const es: ReconciliationWords = {
  subject: (asOf) => `Conciliación de su cuenta al ${asOf}`,
  opening: (company, asOf) =>
    `Hemos comparado su extracto de la cuenta que llevan de ${company} con nuestra contabilidad al ${asOf}, línea por línea.`,
  request: 'Le rogamos que revise las diferencias y nos indique dónde no está de acuerdo.',
  noDifference: 'Ambas partes coinciden.',
  document: 'Documento',
  date: 'Fecha',
  yours: 'Sus libros',
  ours: 'Nuestros libros',
  difference: 'Diferencia',
  remark: 'Nota',
  agrees: 'Coincide',
  agreeing: (count) => `${count} documentos que coinciden`,
  bridge: 'De su saldo al nuestro',
  yourBalance: 'Saldo en sus libros',
  ourBalance: 'Saldo en nuestros libros',
  agreed: (on, by) => `Saldo acordado el ${on} con ${by}`,
  file: 'Su extracto',
  reasons: {
    number_mistyped: 'Número de documento escrito de otra forma',
    other_number: 'Registrado con otro número',
    date_differs: 'Registrado con otra fecha',
    payment_in_transit: 'Pago en camino en la fecha del saldo',
    payment_expected: 'Su pago, aún no recibido',
    payment_not_received: 'Su pago, no recibido; le rogamos que envíe el justificante',
    payment_not_booked_there: 'Pago recibido por nosotros que no consta en sus libros',
    settled_by_payment_here: 'Saldado en nuestros libros',
    credit_not_booked_there: 'Nuestro abono, que no consta en sus libros',
    credit_not_issued: 'Su deducción, para la que no hemos emitido abono',
    invoice_in_transit: 'Factura en camino en la fecha del saldo',
    invoice_not_received: 'Factura que no consta en sus libros; enviaremos una copia',
    dated_later_here: 'Con fecha posterior al saldo en nuestros libros',
    cancelled_here: 'Anulado en nuestros libros',
    other_account: 'Figura en otra cuenta con nosotros',
    duplicate_there: 'Registrado dos veces en sus libros',
    duplicate_here: 'Quizá facturado dos veces por nosotros; lo revisamos',
    unknown_here: 'No lo conocemos; le rogamos que envíe una copia',
    charge_not_accepted: 'Nuestro cargo, que no consta en sus libros',
    deduction_not_listed: 'Deducción que sigue abierta con nosotros',
    not_listed_there: 'No consta en sus libros',
    discount_taken: 'Descuento por pronto pago aplicado',
    without_tax: 'Registrado sin impuesto',
    amount_mistyped: 'Importe con cifras cambiadas de orden',
    partial_not_booked_there: 'Pago parcial o abono que no consta en sus libros',
    disputed: 'En revisión entre nosotros',
    amount_differs: 'Importe distinto',
    opening_differs: 'Saldo inicial distinto',
    list_does_not_foot: 'Sus líneas no suman su saldo',
  },
};

const fr: ReconciliationWords = {
  subject: (asOf) => `Rapprochement de votre compte au ${asOf}`,
  opening: (company, asOf) =>
    `Nous avons comparé ligne par ligne votre relevé du compte que vous tenez pour ${company} avec notre comptabilité au ${asOf}.`,
  request: 'Merci d’examiner les écarts ci-dessous et de nous dire où vous les voyez autrement.',
  noDifference: 'Les deux parties concordent.',
  document: 'Pièce',
  date: 'Date',
  yours: 'Vos livres',
  ours: 'Nos livres',
  difference: 'Écart',
  remark: 'Remarque',
  agrees: 'Concorde',
  agreeing: (count) => `${count} pièces qui concordent`,
  bridge: 'De votre solde au nôtre',
  yourBalance: 'Solde dans vos livres',
  ourBalance: 'Solde dans nos livres',
  agreed: (on, by) => `Solde convenu le ${on} avec ${by}`,
  file: 'Votre relevé',
  reasons: {
    number_mistyped: 'Numéro de pièce écrit autrement',
    other_number: 'Comptabilisé sous un autre numéro',
    date_differs: 'Comptabilisé sous une autre date',
    payment_in_transit: 'Règlement en route à la date du solde',
    payment_expected: 'Votre règlement, pas encore reçu',
    payment_not_received: 'Votre règlement, non reçu ; merci d’en envoyer la preuve',
    payment_not_booked_there: 'Règlement reçu par nous, absent de vos livres',
    settled_by_payment_here: 'Soldé dans nos livres',
    credit_not_booked_there: 'Notre avoir, absent de vos livres',
    credit_not_issued: 'Votre déduction, pour laquelle nous n’avons pas émis d’avoir',
    invoice_in_transit: 'Facture en route à la date du solde',
    invoice_not_received: 'Facture absente de vos livres ; une copie suit',
    dated_later_here: 'Datée après le solde dans nos livres',
    cancelled_here: 'Annulée dans nos livres',
    other_account: 'Figure sur un autre compte chez nous',
    duplicate_there: 'Comptabilisée deux fois dans vos livres',
    duplicate_here: 'Peut-être facturée deux fois par nous ; nous vérifions',
    unknown_here: 'Inconnue de nous ; merci d’en envoyer une copie',
    charge_not_accepted: 'Nos frais, absents de vos livres',
    deduction_not_listed: 'Déduction encore ouverte chez nous',
    not_listed_there: 'Absente de vos livres',
    discount_taken: 'Escompte déduit',
    without_tax: 'Comptabilisée hors taxe',
    amount_mistyped: 'Montant aux chiffres inversés',
    partial_not_booked_there: 'Acompte ou avoir absent de vos livres',
    disputed: 'En cours d’examen entre nous',
    amount_differs: 'Montant différent',
    opening_differs: 'Solde initial différent',
    list_does_not_foot: 'Vos lignes ne donnent pas votre solde',
  },
};

const byLanguage: Readonly<Record<string, ReconciliationWords>> = { en, de, es, fr };

export const reconciliationWords = (language: string): ReconciliationWords => byLanguage[language] ?? en;
