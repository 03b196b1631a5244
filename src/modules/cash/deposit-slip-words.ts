/** The fixed words of a deposit slip in the languages that we write; its reader is the bank. Pure. */

export interface DepositSlipWords {
  readonly title: (number: string) => string;
  readonly day: string;
  readonly account: string;
  readonly request: (company: string) => string;
  readonly number: string;
  readonly drawer: string;
  readonly dated: string;
  readonly sum: (checks: number) => string;
  readonly signature: string;
  /** "{page}" and "{pages}" stand for both. */
  readonly page: string;
  /** It was never brought to the bank. */
  readonly withdrawn: (day: string, reason: string) => string;
}

const words: Readonly<Record<'en' | 'de' | 'es' | 'fr', DepositSlipWords>> = {
  en: {
    title: (number) => `Deposit slip ${number}`,
    day: 'Paid in on',
    account: 'Account',
    request: (company) => `Please credit these checks to the account of ${company}, subject to collection.`,
    number: 'Check no.',
    drawer: 'Drawer',
    dated: 'Dated',
    sum: (checks) => (checks === 1 ? '1 check' : `${checks} checks`),
    signature: 'Day, signature of the depositor',
    page: 'Page {page} of {pages}',
    withdrawn: (day, reason) => `Withdrawn on ${day}, not to be brought to the bank: ${reason}`,
  },
  de: {
    title: (number) => `Scheckeinreichung ${number}`,
    day: 'Eingereicht am',
    account: 'Konto',
    request: (company) => `Bitte schreiben Sie diese Schecks dem Konto von ${company} gut, Eingang vorbehalten.`,
    number: 'Schecknr.',
    drawer: 'Aussteller',
    dated: 'Datiert',
    sum: (checks) => (checks === 1 ? '1 Scheck' : `${checks} Schecks`),
    signature: 'Tag, Unterschrift des Einreichers',
    page: 'Seite {page} von {pages}',
    withdrawn: (day, reason) => `Am ${day} zurückgezogen, nicht zur Bank zu bringen: ${reason}`,
  },
  es: {
    title: (number) => `Remesa de cheques ${number}`,
    day: 'Ingresado el',
    account: 'Cuenta',
    request: (company) => `Rogamos abonen estos cheques en la cuenta de ${company}, salvo buen fin.`,
    number: 'Cheque n.º',
    drawer: 'Librador',
    dated: 'Fecha',
    sum: (checks) => (checks === 1 ? '1 cheque' : `${checks} cheques`),
    signature: 'Fecha, firma del depositante',
    page: 'Página {page} de {pages}',
    withdrawn: (day, reason) => `Retirada el ${day}, no debe llevarse al banco: ${reason}`,
  },
  fr: {
    title: (number) => `Bordereau de remise ${number}`,
    day: 'Remis le',
    account: 'Compte',
    request: (company) => `Nous vous prions de porter ces chèques au crédit du compte de ${company}, sauf bonne fin.`,
    number: 'Chèque n°',
    drawer: 'Tireur',
    dated: 'Daté',
    sum: (checks) => (checks === 1 ? '1 chèque' : `${checks} chèques`),
    signature: 'Date, signature du remettant',
    page: 'Page {page} sur {pages}',
    withdrawn: (day, reason) => `Retiré le ${day}, à ne pas porter à la banque : ${reason}`,
  },
};

/** The languages in which a slip is printed. */
export const slipLanguages = ['en', 'de', 'es', 'fr'] as const;
export type SlipLanguage = (typeof slipLanguages)[number];

export const depositSlipWords = (language: SlipLanguage): DepositSlipWords => words[language];
