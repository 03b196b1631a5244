/** The words of matching quality: kinds of evidence, what became of an explanation, what keeps a kind from posting. */
import type { JudgedAnswer, QualityAnswer } from '#cash/contract';
import { t } from '../../language.ts';

export type Kind = QualityAnswer['kinds'][number];
export type Evidence = Kind['evidence'];
export type Outcome = JudgedAnswer['rows'][number]['outcome'];

export const evidenceWords = (): Readonly<Record<Evidence, string>> => ({
  advice: t('Payer’s advice'),
  advice_difference: t('Payer’s advice, with a difference'),
  reference: t('Reference and amount'),
  reference_other_payer: t('Reference and amount, another payer'),
  reference_learned: t('Reference as this payer writes it'),
  reference_repaired: t('Reference, repaired'),
  reference_netted: t('Reference, credit netted'),
  reference_difference: t('Reference, difference explained'),
  reference_over: t('Reference, more was paid'),
  reference_short: t('Reference, less was paid'),
  amount_statement: t('Everything due, no reference'),
  amount_single: t('One amount, no reference'),
  amount_sum: t('Sum of items, no reference'),
  amount_oldest: t('Oldest of equal items'),
  amount_likeness: t('Amount and a like name'),
});

export const kindText = ({ evidence, proved }: { evidence: Evidence; proved: boolean }): string =>
  proved ? evidenceWords()[evidence] : t('{kind}, in doubt', { kind: evidenceWords()[evidence] });

export const outcomeWords = (): Readonly<Record<Outcome, string>> => ({
  confirmed: t('Confirmed by a person'),
  stood: t('Posted, and stood'),
  young: t('Posted lately'),
  otherwise: t('Applied otherwise'),
  taken_back: t('Taken back'),
  declined: t('Declined'),
  returned: t('Returned by the bank'),
  waiting: t('Not decided'),
});

export const postsWords = (): Readonly<Record<Kind['posts'], string>> => ({
  posts: t('posts by itself'),
  class: t('the rules leave it to a person'),
  confidence: t('below the threshold'),
  history: t('wrong too often here'),
  not_proved: t('only proposed'),
});

/** A kind as the address names it. */
export const kindKey = ({ evidence, proved }: { evidence: Evidence; proved: boolean }): string =>
  `${evidence}.${proved ? 'proved' : 'doubted'}`;
