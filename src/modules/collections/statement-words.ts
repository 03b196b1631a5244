/** The fixed words of a statement of account in the languages that we write. Pure. */

export interface StatementWords {
  readonly date: string;
  readonly amount: string;
  readonly debits: string;
  readonly credits: string;
  readonly overdue: string;
  readonly balance: string;
  readonly disputed: string;
  readonly aging: string;
  /** Unapplied, not due; then the ends of the buckets are put in. */
  readonly unapplied: string;
  readonly notDue: string;
  readonly days: (from: number, to: number) => string;
  readonly older: (than: number) => string;
  readonly movements: (since: string) => string;
  readonly opening: (since: string) => string;
  readonly difference: string;
  readonly types: Readonly<Record<string, string>>;
}

const en: StatementWords = {
  date: 'Date',
  amount: 'Amount',
  debits: 'Open items',
  credits: 'Credits and payments not yet applied',
  overdue: 'Of which past due',
  balance: 'Balance',
  disputed: 'under review',
  aging: 'Balance by age',
  unapplied: 'Not applied',
  notDue: 'Not due',
  days: (from, to) => `${from}–${to} days`,
  older: (than) => `Over ${than} days`,
  movements: (since) => `Movements since ${since}`,
  opening: (since) => `Balance on ${since}`,
  difference: 'Differences of clearings',
  types: {
    invoice: 'Invoice',
    debit_memo: 'Debit memo',
    finance_charge: 'Charge',
    credit_memo: 'Credit memo',
    payment: 'Payment',
    on_account: 'Payment on account',
    refund: 'Refund',
    returned_payment: 'Returned payment',
    deduction: 'Deduction',
    discount: 'Discount',
    bank_charge: 'Bank charge',
    tolerance: 'Difference',
    exchange_difference: 'Exchange difference',
    write_off: 'Written off',
    offset: 'Offset against payables',
    recovery: 'Recovery',
    down_payment: 'Down payment',
    bill_of_exchange: 'Bill of exchange',
    retention: 'Retention',
    withholding_tax: 'Withholding tax',
    transfer: 'Transfer',
    adjustment: 'Adjustment',
    reversal: 'Reversal',
  },
};

const de: StatementWords = {
  date: 'Datum',
  amount: 'Betrag',
  debits: 'Offene Posten',
  credits: 'Gutschriften und noch nicht zugeordnete Zahlungen',
  overdue: 'Davon überfällig',
  balance: 'Saldo',
  disputed: 'in Klärung',
  aging: 'Saldo nach Alter',
  unapplied: 'Nicht zugeordnet',
  notDue: 'Nicht fällig',
  days: (from, to) => `${from}–${to} Tage`,
  older: (than) => `Über ${than} Tage`,
  movements: (since) => `Bewegungen seit ${since}`,
  opening: (since) => `Saldo am ${since}`,
  difference: 'Ausgleichsdifferenzen',
  types: {
    invoice: 'Rechnung',
    debit_memo: 'Belastung',
    finance_charge: 'Gebühr',
    credit_memo: 'Gutschrift',
    payment: 'Zahlung',
    on_account: 'Akontozahlung',
    refund: 'Erstattung',
    returned_payment: 'Zurückgegebene Zahlung',
    deduction: 'Abzug',
    discount: 'Skonto',
    bank_charge: 'Bankgebühr',
    tolerance: 'Differenz',
    exchange_difference: 'Kursdifferenz',
    write_off: 'Ausbuchung',
    offset: 'Verrechnung mit Verbindlichkeiten',
    recovery: 'Nachträglicher Eingang',
    down_payment: 'Anzahlung',
    bill_of_exchange: 'Wechsel',
    retention: 'Sicherheitseinbehalt',
    withholding_tax: 'Quellensteuer',
    transfer: 'Umbuchung',
    adjustment: 'Berichtigung',
    reversal: 'Storno',
  },
};

const es: StatementWords = {
  date: 'Fecha',
  amount: 'Importe',
  debits: 'Partidas pendientes',
  credits: 'Abonos y pagos pendientes de aplicar',
  overdue: 'Del cual vencido',
  balance: 'Saldo',
  disputed: 'en revisión',
  aging: 'Saldo por antigüedad',
  unapplied: 'Sin aplicar',
  notDue: 'No vencido',
  days: (from, to) => `${from}–${to} días`,
  older: (than) => `Más de ${than} días`,
  movements: (since) => `Movimientos desde el ${since}`,
  opening: (since) => `Saldo al ${since}`,
  difference: 'Diferencias de compensación',
  types: {
    invoice: 'Factura',
    debit_memo: 'Nota de cargo',
    finance_charge: 'Gastos',
    credit_memo: 'Abono',
    payment: 'Pago',
    on_account: 'Pago a cuenta',
    refund: 'Reembolso',
    returned_payment: 'Pago devuelto',
    deduction: 'Deducción',
    discount: 'Descuento',
    bank_charge: 'Gastos bancarios',
    tolerance: 'Diferencia',
    exchange_difference: 'Diferencia de cambio',
    write_off: 'Baja',
    offset: 'Compensación con deudas',
    recovery: 'Recuperación',
    down_payment: 'Anticipo',
    bill_of_exchange: 'Letra de cambio',
    retention: 'Retención de garantía',
    withholding_tax: 'Retención fiscal',
    transfer: 'Traspaso',
    adjustment: 'Ajuste',
    reversal: 'Anulación',
  },
};

const fr: StatementWords = {
  date: 'Date',
  amount: 'Montant',
  debits: 'Postes ouverts',
  credits: 'Avoirs et règlements non encore affectés',
  overdue: 'Dont échu',
  balance: 'Solde',
  disputed: 'en cours d’examen',
  aging: 'Solde par ancienneté',
  unapplied: 'Non affecté',
  notDue: 'Non échu',
  days: (from, to) => `${from}–${to} jours`,
  older: (than) => `Plus de ${than} jours`,
  movements: (since) => `Mouvements depuis le ${since}`,
  opening: (since) => `Solde au ${since}`,
  difference: 'Écarts de lettrage',
  types: {
    invoice: 'Facture',
    debit_memo: 'Note de débit',
    finance_charge: 'Frais',
    credit_memo: 'Avoir',
    payment: 'Règlement',
    on_account: 'Acompte versé',
    refund: 'Remboursement',
    returned_payment: 'Paiement rejeté',
    deduction: 'Déduction',
    discount: 'Escompte',
    bank_charge: 'Frais bancaires',
    tolerance: 'Écart',
    exchange_difference: 'Différence de change',
    write_off: 'Passage en perte',
    offset: 'Compensation avec des dettes',
    recovery: 'Recouvrement',
    down_payment: 'Acompte',
    bill_of_exchange: 'Lettre de change',
    retention: 'Retenue de garantie',
    withholding_tax: 'Retenue à la source',
    transfer: 'Transfert',
    adjustment: 'Ajustement',
    reversal: 'Annulation',
  },
};

const byLanguage: Readonly<Record<string, StatementWords>> = { en, de, es, fr };

export const statementWords = (language: string): StatementWords => byLanguage[language] ?? en;
