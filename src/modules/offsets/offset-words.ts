/** What the customer reads in requests for the documents of an offset. Pure. */
import type { DocumentKind } from './model.ts';

export interface OffsetWords {
  readonly documents: Readonly<Record<DocumentKind, string>>;
  readonly reference: string;
  readonly date: string;
  readonly amount: string;
  readonly youOwe: string;
  readonly credits: string;
  readonly weOwe: string;
  readonly total: string;
  /** Of a file that was handed in by the link and does not count; never by its name, which whoever has the link may choose. */
  readonly fileNotUsable: (document: string, day: string) => string;
}

const words: Readonly<Record<string, OffsetWords>> = {
  en: {
    documents: {
      credit_note_copy: 'a copy of the credit note',
      credit_statement: 'your statement of the credit',
      set_off_confirmation: 'your signed confirmation of the offset',
      netting_agreement_copy: 'a copy of the netting agreement',
      supplier_invoice_copy: 'a copy of your invoice to us',
    },
    reference: 'Reference',
    date: 'Date',
    amount: 'Amount',
    youOwe: 'Open on your account',
    credits: 'Your credits',
    weOwe: 'Your invoices to us',
    total: 'To be set off',
    fileNotUsable: (document, day) =>
      `We could not use the file that came on ${day} (${document}). Please send it again.`,
  },
  de: {
    documents: {
      credit_note_copy: 'eine Kopie der Gutschrift',
      credit_statement: 'Ihre Aufstellung der Gutschrift',
      set_off_confirmation: 'Ihre unterschriebene Bestätigung der Verrechnung',
      netting_agreement_copy: 'eine Kopie der Aufrechnungsvereinbarung',
      supplier_invoice_copy: 'eine Kopie Ihrer Rechnung an uns',
    },
    reference: 'Beleg',
    date: 'Datum',
    amount: 'Betrag',
    youOwe: 'Offen auf Ihrem Konto',
    credits: 'Ihre Guthaben',
    weOwe: 'Ihre Rechnungen an uns',
    total: 'Zu verrechnen',
    fileNotUsable: (document, day) =>
      `Die am ${day} eingetroffene Datei (${document}) konnten wir nicht verwenden. Bitte senden Sie sie erneut.`,
  },
  es: {
    documents: {
      credit_note_copy: 'una copia de la nota de abono',
      credit_statement: 'su relación del abono',
      set_off_confirmation: 'su confirmación firmada de la compensación',
      netting_agreement_copy: 'una copia del acuerdo de compensación',
      supplier_invoice_copy: 'una copia de su factura',
    },
    reference: 'Documento',
    date: 'Fecha',
    amount: 'Importe',
    youOwe: 'Pendiente en su cuenta',
    credits: 'Sus abonos',
    weOwe: 'Sus facturas a nosotros',
    total: 'Por compensar',
    fileNotUsable: (document, day) =>
      `No hemos podido utilizar el archivo recibido el ${day} (${document}). Le rogamos que lo envíe de nuevo.`,
  },
  fr: {
    documents: {
      credit_note_copy: 'une copie de l’avoir',
      credit_statement: 'votre relevé de l’avoir',
      set_off_confirmation: 'votre confirmation signée de la compensation',
      netting_agreement_copy: 'une copie de la convention de compensation',
      supplier_invoice_copy: 'une copie de votre facture',
    },
    reference: 'Pièce',
    date: 'Date',
    amount: 'Montant',
    youOwe: 'Dû sur votre compte',
    credits: 'Vos avoirs',
    weOwe: 'Vos factures',
    total: 'À compenser',
    fileNotUsable: (document, day) =>
      `Nous n’avons pas pu utiliser le fichier reçu le ${day} (${document}). Merci de l’envoyer à nouveau.`,
  },
};

/** The words of a language; English for one that there is none of. */
export const offsetWords = (language: string): OffsetWords => words[language] ?? words['en']!;
