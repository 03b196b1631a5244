/** The fixed words of a notice in the languages that we write. The prose around them is a template. Pure. */

import type { CopyKind } from './model.ts';

export interface NoticeWords {
  readonly date: string;
  readonly customerNumber: string;
  readonly document: string;
  readonly dueDate: string;
  readonly daysOverdue: string;
  readonly open: string;
  readonly alsoDue: string;
  readonly items: string;
  readonly credit: string;
  readonly charge: string;
  readonly total: string;
  readonly greetingTo: (name: string) => string;
  readonly greeting: string;
  readonly farewell: string;
  readonly payment: string;
  readonly payee: string;
  readonly bank: string;
  readonly accountNumber: string;
  readonly routingNumber: string;
  readonly amount: string;
  readonly reference: string;
  readonly scan: string;
  readonly readTo: (day: string) => string;
  readonly page: string;
  readonly phone: string;
  /** How a copy of a document is called, by its kind. */
  readonly copies: Readonly<Record<CopyKind, (number: string) => string>>;
  readonly enclosed: (list: string) => string;
  readonly onRequest: (list: string) => string;
  /** The tax in what the items ask for. */
  readonly taxIncluded: string;
  /** Who pays for the reader. */
  readonly payableBy: string;
  /** Above what a reader pays for somebody else. */
  readonly payableFor: (payer: string, debtor: string) => string;
}

const en: NoticeWords = {
  date: 'Date',
  customerNumber: 'Customer no.',
  document: 'Document',
  dueDate: 'Due date',
  daysOverdue: 'Days overdue',
  open: 'Open',
  alsoDue: 'Also due',
  items: 'Sum of items',
  credit: 'Credit',
  charge: 'Reminder fee',
  total: 'Amount due',
  greetingTo: (name) => `Dear ${name},`,
  greeting: 'Dear Sir or Madam,',
  farewell: 'Kind regards',
  payment: 'How to pay',
  payee: 'Pay to',
  bank: 'Bank',
  accountNumber: 'Account no.',
  routingNumber: 'Routing no. (ABA)',
  amount: 'Amount',
  reference: 'Reference',
  scan: 'Scan with your banking app',
  readTo: (day) =>
    `Payments received up to ${day} have been taken into account. If your payment has crossed with this letter, please disregard it.`,
  page: 'Page {page} of {pages}',
  phone: 'Phone',
  copies: {
    invoice: (number) => `copy of ${number}`,
    delivery_proof: (number) => `proof of delivery of ${number}`,
    order: (number) => `order of ${number}`,
  },
  enclosed: (list) => `Enclosed: ${list}.`,
  onRequest: (list) => `On file and sent on request: ${list}.`,
  taxIncluded: 'Tax included in the items',
  payableBy: 'Payable by',
  payableFor: (payer, debtor) => `Payable by ${payer} for ${debtor}`,
};

const de: NoticeWords = {
  date: 'Datum',
  customerNumber: 'Kundennummer',
  document: 'Beleg',
  dueDate: 'Fällig am',
  daysOverdue: 'Tage überfällig',
  open: 'Offen',
  alsoDue: 'Ebenfalls fällig',
  items: 'Summe der Posten',
  credit: 'Guthaben',
  charge: 'Mahngebühr',
  total: 'Zu zahlender Betrag',
  greetingTo: (name) => `Guten Tag ${name},`,
  greeting: 'Sehr geehrte Damen und Herren,',
  farewell: 'Mit freundlichen Grüßen',
  payment: 'So zahlen Sie',
  payee: 'Empfänger',
  bank: 'Bank',
  accountNumber: 'Kontonummer',
  routingNumber: 'Bankleitzahl (ABA)',
  amount: 'Betrag',
  reference: 'Verwendungszweck',
  scan: 'Mit der Banking-App scannen',
  readTo: (day) =>
    `Zahlungseingänge sind bis ${day} berücksichtigt. Sollte sich Ihre Zahlung mit diesem Schreiben gekreuzt haben, betrachten Sie es bitte als gegenstandslos.`,
  page: 'Seite {page} von {pages}',
  phone: 'Telefon',
  copies: {
    invoice: (number) => `Kopie von ${number}`,
    delivery_proof: (number) => `Liefernachweis zu ${number}`,
    order: (number) => `Bestellung zu ${number}`,
  },
  enclosed: (list) => `Anlagen: ${list}.`,
  onRequest: (list) => `Liegt uns vor und wird auf Wunsch gesandt: ${list}.`,
  taxIncluded: 'In den Posten enthaltene Steuer',
  payableBy: 'Zahlbar durch',
  payableFor: (payer, debtor) => `Zahlbar durch ${payer} für ${debtor}`,
};

const es: NoticeWords = {
  date: 'Fecha',
  customerNumber: 'N.º de cliente',
  document: 'Documento',
  dueDate: 'Vencimiento',
  daysOverdue: 'Días de retraso',
  open: 'Pendiente',
  alsoDue: 'También vencidas',
  items: 'Suma de las partidas',
  credit: 'Abono',
  charge: 'Gastos de reclamación',
  total: 'Importe a pagar',
  greetingTo: (name) => `Estimado/a ${name}:`,
  greeting: 'Estimados señores:',
  farewell: 'Atentamente,',
  payment: 'Datos para el pago',
  payee: 'Beneficiario',
  bank: 'Banco',
  accountNumber: 'N.º de cuenta',
  routingNumber: 'Código de ruta (ABA)',
  amount: 'Importe',
  reference: 'Concepto',
  scan: 'Escanee con su aplicación bancaria',
  readTo: (day) =>
    `Se han tenido en cuenta los pagos recibidos hasta el ${day}. Si su pago se ha cruzado con este escrito, le rogamos que no lo tenga en cuenta.`,
  page: 'Página {page} de {pages}',
  phone: 'Teléfono',
  copies: {
    invoice: (number) => `copia de ${number}`,
    delivery_proof: (number) => `comprobante de entrega de ${number}`,
    order: (number) => `pedido de ${number}`,
  },
  enclosed: (list) => `Se adjunta: ${list}.`,
  onRequest: (list) => `Disponible a petición: ${list}.`,
  taxIncluded: 'Impuestos incluidos en las partidas',
  payableBy: 'Pagadero por',
  payableFor: (payer, debtor) => `Pagadero por ${payer} por cuenta de ${debtor}`,
};

const fr: NoticeWords = {
  date: 'Date',
  customerNumber: 'N° de client',
  document: 'Pièce',
  dueDate: 'Échéance',
  daysOverdue: 'Jours de retard',
  open: 'Restant dû',
  alsoDue: 'Également échus',
  items: 'Total des postes',
  credit: 'Avoir',
  charge: 'Frais de relance',
  total: 'Montant à régler',
  greetingTo: (name) => `Bonjour ${name},`,
  greeting: 'Madame, Monsieur,',
  farewell: 'Nous vous prions d’agréer, Madame, Monsieur, nos salutations distinguées.',
  payment: 'Pour régler',
  payee: 'Bénéficiaire',
  bank: 'Banque',
  accountNumber: 'N° de compte',
  routingNumber: 'Code de routage (ABA)',
  amount: 'Montant',
  reference: 'Référence',
  scan: 'À scanner avec votre application bancaire',
  readTo: (day) =>
    `Les règlements reçus jusqu’au ${day} ont été pris en compte. Si votre paiement a croisé ce courrier, veuillez ne pas en tenir compte.`,
  page: 'Page {page} sur {pages}',
  phone: 'Téléphone',
  copies: {
    invoice: (number) => `copie de ${number}`,
    delivery_proof: (number) => `preuve de livraison de ${number}`,
    order: (number) => `commande de ${number}`,
  },
  enclosed: (list) => `Pièces jointes : ${list}.`,
  onRequest: (list) => `Disponible sur demande : ${list}.`,
  taxIncluded: 'Taxes comprises dans les postes',
  payableBy: 'Payable par',
  payableFor: (payer, debtor) => `Payable par ${payer} pour le compte de ${debtor}`,
};

const byLanguage: Readonly<Record<string, NoticeWords>> = { en, de, es, fr };

/** The language that a notice is written in for a reader of this one: itself where we have words, else English. */
export const noticeLanguage = (language: string): string => (byLanguage[language] ? language : 'en');
export const noticeWords = (language: string): NoticeWords => byLanguage[language] ?? en;

/** Names of departments, which nobody is greeted by. */
const departments =
  /^(accounts?[ -]?payable|ap|accounting|accounts|finance|billing|buchhaltung|kreditoren(buchhaltung)?|rechnungswesen|contabilidad|administraci[oó]n|cuentas a pagar|comptabilit[eé]|service comptable|payables)(?!\p{L})/iu;

/** How a reader is greeted: by name, or as a department. */
export function greetingOf(words: NoticeWords, contactName: string | null): string {
  const name = contactName?.trim() ?? '';
  return name === '' || departments.test(name) ? words.greeting : words.greetingTo(name);
}
