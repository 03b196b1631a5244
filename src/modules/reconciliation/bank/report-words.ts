/** The fixed words of a bank reconciliation on paper in the languages that we write; its readers are auditors and colleagues. Pure. */
import type { Day } from '#kernel';
import type { BankFinding, BankItemKind, BankReportLanguage } from './model.ts';

export interface BankReportWords {
  readonly subject: (account: string, end: string) => string;
  readonly bankAccount: string;
  readonly item: string;
  readonly day: string;
  readonly byTheBank: string;
  readonly inTheLedger: string;
  readonly items: (count: number) => string;
  readonly kinds: Readonly<Record<BankItemKind, string>>;
  /** What is said of an item that no movement stands behind; the others have the bank's or the ledger's own text. */
  readonly because: Readonly<Partial<Record<BankItemKind, string>>>;
  /** What a reader must know, in one or two sentences. */
  readonly finding: (finding: BankFinding, dayOf: (day: Day) => string) => string;
  readonly statements: string;
  readonly statement: string;
  readonly lastDay: string;
  readonly opening: string;
  readonly closing: string;
  readonly ledger: string;
  readonly difference: string;
  readonly byRule: string;
  readonly rule: string;
  readonly lines: string;
  readonly notPrepared: string;
  readonly prepared: (person: string, day: string, note: string) => string;
  readonly signed: (person: string, day: string) => string;
  readonly changed: string;
}

const words: Readonly<Record<BankReportLanguage, BankReportWords>> = {
  en: {
    subject: (account, end) => `Bank reconciliation of ${account} at ${end}`,
    bankAccount: 'Bank account',
    item: 'Item',
    day: 'Day',
    byTheBank: 'Balance by the bank',
    inTheLedger: 'Balance in the ledger',
    items: (count) => `${count} items`,
    kinds: {
      balance_before_start: 'Balance before the first statement',
      statement_gap: 'Missing statement',
      lines_missing: 'Lines missing in statements',
      line_not_posted: 'Bank line not posted',
      posted_later: 'Posted in a later month',
      posted_early: 'Posted before the bank booked it',
      deposit_in_transit: 'Deposit in transit',
      payment_outstanding: 'Payment outstanding',
      unexplained: 'Unexplained',
    },
    because: {
      balance_before_start: 'The balance before the first statement that was read.',
      statement_gap: 'The statement before it closed with another balance than this one opens with.',
      lines_missing: 'The statements moved by more than their lines.',
      unexplained: 'No movement of either side explains it.',
    },
    finding: (one, dayOf) => {
      switch (one.code) {
        case 'statement_held':
          return `${nameOf('Statement', one.number)}${one.day === null ? '' : ` from ${dayOf(one.day)}`} is held until a person has decided about it.`;
        case 'not_read_to_end':
          return [
            one.readTo === null
              ? 'No statement was read yet.'
              : `The bank is read up to ${dayOf(one.readTo)}, the month has business days up to ${dayOf(one.lastBusinessDay)}.`,
            ...(one.blocks ? [] : ['It sends statements only on movement.']),
          ].join(' ');
        case 'no_balance':
          return 'The bank has told no balance; only its lines are compared.';
        case 'out_of_order':
          return `Statement ${one.number} up to ${dayOf(one.day)} was read after one of later days.`;
        case 'number_missing':
          return `Statement ${one.number} of ${dayOf(one.day)} follows number ${one.before}, though its balance goes on: one between them may be missing.`;
      }
    },
    statements: 'By statement',
    statement: 'Statement',
    lastDay: 'Last day',
    opening: 'Opening',
    closing: 'Closing',
    ledger: 'In the ledger',
    difference: 'Difference',
    byRule: 'Charges and interest posted by rule in the month',
    rule: 'Rule',
    lines: 'Lines',
    notPrepared: 'Not prepared yet.',
    prepared: (person, day, note) => `Prepared by ${person} on ${day}${note === '' ? '' : `: ${note}`}`,
    signed: (person, day) => `Signed by ${person} on ${day}`,
    changed: 'Bank or ledger of this month have changed since it was signed.',
  },
  de: {
    subject: (account, end) => `Bankabstimmung ${account} zum ${end}`,
    bankAccount: 'Bankkonto',
    item: 'Position',
    day: 'Tag',
    byTheBank: 'Saldo laut Bank',
    inTheLedger: 'Saldo im Hauptbuch',
    items: (count) => `${count} Positionen`,
    kinds: {
      balance_before_start: 'Saldo vor dem ersten Auszug',
      statement_gap: 'Fehlender Auszug',
      lines_missing: 'Zeilen fehlen in Auszügen',
      line_not_posted: 'Bankzeile nicht gebucht',
      posted_later: 'In späterem Monat gebucht',
      posted_early: 'Vor der Bank gebucht',
      deposit_in_transit: 'Einzahlung unterwegs',
      payment_outstanding: 'Zahlung noch nicht abgebucht',
      unexplained: 'Ungeklärt',
    },
    because: {
      balance_before_start: 'Der Saldo vor dem ersten eingelesenen Auszug.',
      statement_gap: 'Der vorige Auszug schloss mit einem anderen Saldo, als dieser beginnt.',
      lines_missing: 'Die Auszüge haben sich um mehr bewegt als ihre Zeilen.',
      unexplained: 'Keine Bewegung einer der beiden Seiten erklärt es.',
    },
    finding: (one, dayOf) => {
      switch (one.code) {
        case 'statement_held':
          return `${nameOf('Auszug', one.number)}${one.day === null ? '' : ` ab ${dayOf(one.day)}`} wird zurückgehalten, bis ein Mensch darüber entschieden hat.`;
        case 'not_read_to_end':
          return [
            one.readTo === null
              ? 'Es wurde noch kein Auszug eingelesen.'
              : `Die Bank ist bis ${dayOf(one.readTo)} eingelesen, der Monat hat Geschäftstage bis ${dayOf(one.lastBusinessDay)}.`,
            ...(one.blocks ? [] : ['Sie sendet nur bei Bewegung Auszüge.']),
          ].join(' ');
        case 'no_balance':
          return 'Die Bank hat keinen Saldo mitgeteilt; nur ihre Zeilen werden verglichen.';
        case 'out_of_order':
          return `Auszug ${one.number} bis ${dayOf(one.day)} wurde nach einem mit späteren Tagen eingelesen.`;
        case 'number_missing':
          return `Auszug ${one.number} vom ${dayOf(one.day)} folgt auf Nummer ${one.before}, obwohl der Saldo anschließt: Dazwischen fehlt vielleicht einer.`;
      }
    },
    statements: 'Je Auszug',
    statement: 'Auszug',
    lastDay: 'Letzter Tag',
    opening: 'Anfangssaldo',
    closing: 'Endsaldo',
    ledger: 'Im Hauptbuch',
    difference: 'Differenz',
    byRule: 'Im Monat nach Regel gebuchte Gebühren und Zinsen',
    rule: 'Regel',
    lines: 'Zeilen',
    notPrepared: 'Noch nicht vorbereitet.',
    prepared: (person, day, note) => `Vorbereitet von ${person} am ${day}${note === '' ? '' : `: ${note}`}`,
    signed: (person, day) => `Unterschrieben von ${person} am ${day}`,
    changed: 'Bank oder Hauptbuch dieses Monats haben sich seit der Unterschrift geändert.',
  },
  es: {
    subject: (account, end) => `Conciliación bancaria de ${account} al ${end}`,
    bankAccount: 'Cuenta bancaria',
    item: 'Concepto',
    day: 'Fecha',
    byTheBank: 'Saldo según el banco',
    inTheLedger: 'Saldo en el mayor',
    items: (count) => `${count} conceptos`,
    kinds: {
      balance_before_start: 'Saldo antes del primer extracto',
      statement_gap: 'Extracto que falta',
      lines_missing: 'Faltan líneas en los extractos',
      line_not_posted: 'Línea bancaria sin contabilizar',
      posted_later: 'Contabilizado en un mes posterior',
      posted_early: 'Contabilizado antes que el banco',
      deposit_in_transit: 'Depósito en tránsito',
      payment_outstanding: 'Pago pendiente de cargo',
      unexplained: 'Sin explicación',
    },
    because: {
      balance_before_start: 'El saldo antes del primer extracto leído.',
      statement_gap: 'El extracto anterior cerró con un saldo distinto del que abre este.',
      lines_missing: 'Los extractos se movieron más que sus líneas.',
      unexplained: 'Ningún movimiento de uno u otro lado lo explica.',
    },
    finding: (one, dayOf) => {
      switch (one.code) {
        case 'statement_held':
          return `${nameOf('El extracto', one.number)}${one.day === null ? '' : ` desde el ${dayOf(one.day)}`} queda retenido hasta que una persona decida.`;
        case 'not_read_to_end':
          return [
            one.readTo === null
              ? 'Aún no se ha leído ningún extracto.'
              : `El banco está leído hasta el ${dayOf(one.readTo)}; el mes tiene días hábiles hasta el ${dayOf(one.lastBusinessDay)}.`,
            ...(one.blocks ? [] : ['Solo envía extractos cuando hay movimientos.']),
          ].join(' ');
        case 'no_balance':
          return 'El banco no ha indicado ningún saldo; solo se comparan sus líneas.';
        case 'out_of_order':
          return `El extracto ${one.number} hasta el ${dayOf(one.day)} se leyó después de uno de fechas posteriores.`;
        case 'number_missing':
          return `El extracto ${one.number} del ${dayOf(one.day)} sigue al número ${one.before}, aunque su saldo continúa: puede faltar uno entre ambos.`;
      }
    },
    statements: 'Por extracto',
    statement: 'Extracto',
    lastDay: 'Último día',
    opening: 'Saldo inicial',
    closing: 'Saldo final',
    ledger: 'En el mayor',
    difference: 'Diferencia',
    byRule: 'Comisiones e intereses contabilizados por regla en el mes',
    rule: 'Regla',
    lines: 'Líneas',
    notPrepared: 'Aún no preparada.',
    prepared: (person, day, note) => `Preparada por ${person} el ${day}${note === '' ? '' : `: ${note}`}`,
    signed: (person, day) => `Firmada por ${person} el ${day}`,
    changed: 'El banco o el mayor de este mes han cambiado desde la firma.',
  },
  fr: {
    subject: (account, end) => `Rapprochement bancaire de ${account} au ${end}`,
    bankAccount: 'Compte bancaire',
    item: 'Élément',
    day: 'Date',
    byTheBank: 'Solde selon la banque',
    inTheLedger: 'Solde au grand livre',
    items: (count) => `${count} éléments`,
    kinds: {
      balance_before_start: 'Solde avant le premier relevé',
      statement_gap: 'Relevé manquant',
      lines_missing: 'Lignes manquantes dans les relevés',
      line_not_posted: 'Ligne bancaire non comptabilisée',
      posted_later: 'Comptabilisé un mois plus tard',
      posted_early: 'Comptabilisé avant la banque',
      deposit_in_transit: 'Remise en transit',
      payment_outstanding: 'Paiement en circulation',
      unexplained: 'Inexpliqué',
    },
    because: {
      balance_before_start: 'Le solde avant le premier relevé lu.',
      statement_gap: 'Le relevé précédent s’est clos sur un autre solde que celui qui ouvre celui-ci.',
      lines_missing: 'Les relevés ont varié de plus que leurs lignes.',
      unexplained: 'Aucun mouvement de part ni d’autre ne l’explique.',
    },
    finding: (one, dayOf) => {
      switch (one.code) {
        case 'statement_held':
          return `${nameOf('Le relevé', one.number)}${one.day === null ? '' : ` du ${dayOf(one.day)}`} est retenu jusqu’à ce qu’une personne en décide.`;
        case 'not_read_to_end':
          return [
            one.readTo === null
              ? 'Aucun relevé n’a encore été lu.'
              : `La banque est lue jusqu’au ${dayOf(one.readTo)}, le mois a des jours ouvrés jusqu’au ${dayOf(one.lastBusinessDay)}.`,
            ...(one.blocks ? [] : ['Elle n’envoie des relevés qu’en cas de mouvement.']),
          ].join(' ');
        case 'no_balance':
          return 'La banque n’a indiqué aucun solde ; seules ses lignes sont comparées.';
        case 'out_of_order':
          return `Le relevé ${one.number} jusqu’au ${dayOf(one.day)} a été lu après un relevé de dates ultérieures.`;
        case 'number_missing':
          return `Le relevé ${one.number} du ${dayOf(one.day)} suit le numéro ${one.before}, alors que son solde s’enchaîne : il en manque peut-être un entre les deux.`;
      }
    },
    statements: 'Par relevé',
    statement: 'Relevé',
    lastDay: 'Dernier jour',
    opening: 'Solde initial',
    closing: 'Solde final',
    ledger: 'Au grand livre',
    difference: 'Écart',
    byRule: 'Frais et intérêts comptabilisés par règle dans le mois',
    rule: 'Règle',
    lines: 'Lignes',
    notPrepared: 'Pas encore préparé.',
    prepared: (person, day, note) => `Préparé par ${person} le ${day}${note === '' ? '' : ` : ${note}`}`,
    signed: (person, day) => `Signé par ${person} le ${day}`,
    changed: 'La banque ou le grand livre de ce mois ont changé depuis la signature.',
  },
};

const nameOf = (word: string, number: string | null): string => (number === null ? word : `${word} ${number}`);

export const bankReportWords = (language: BankReportLanguage): BankReportWords => words[language];
