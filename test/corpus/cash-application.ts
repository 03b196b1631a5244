/** Cash-application problems with their answers: pairs found, and no wrong pair that would have been posted. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { solveDocument } from '../../src/modules/cash/rules/matching/document.ts';
import type { Suite } from './suite.ts';

interface Problem {
  readonly invoices: readonly {
    invoice_id: string;
    customer_id: string;
    customer_name: string;
    invoice_date: string;
    due_date: string;
    amount: number;
    description: string;
  }[];
  readonly payments: readonly {
    payment_id: string;
    payment_date: string;
    payer_name: string;
    amount: number;
    method: string;
    reference_info: string;
  }[];
  readonly remittance_lines: readonly { payment_id: string; invoice_ref: string; amount: number; memo: string }[];
  readonly ground_truth: { readonly applications: readonly { payment_id: string; invoice_id: string }[] };
}

/** The problem as the public document of `cash solve`. */
export function documentOf(problem: Problem) {
  const customers = new Map(problem.invoices.map((invoice) => [invoice.customer_id, invoice.customer_name]));
  return {
    asOf: '2025-12-31',
    customers: [...customers].map(([id, name]) => ({ id, name, aliases: [], accounts: [], parentId: null })),
    openItems: problem.invoices.map((invoice) => ({
      id: invoice.invoice_id,
      customerId: invoice.customer_id,
      number: invoice.invoice_id,
      references: [],
      type: invoice.amount < 0 ? 'credit_memo' : 'invoice',
      blocks: [],
      documentDate: invoice.invoice_date,
      dueDate: invoice.due_date,
      open: invoice.amount.toFixed(2),
      currency: 'USD',
      discount: null,
    })),
    receipts: problem.payments.map((payment) => ({
      id: payment.payment_id,
      date: payment.payment_date,
      amount: payment.amount.toFixed(2),
      currency: 'USD',
      payer: { name: payment.payer_name, account: null },
      reference: payment.reference_info,
      method: payment.method.toLowerCase(),
      remittance: problem.remittance_lines
        .filter((line) => line.payment_id === payment.payment_id)
        .map((line) => ({ reference: line.invoice_ref, amount: line.amount.toFixed(2), memo: line.memo })),
    })),
  };
}

export const cashApplication: Suite = async (corpus) => {
  const failures: string[] = [];
  const listed: string[] = [];
  let passed = 0;
  for (const size of ['n10', 'n30', 'n100']) {
    const problem = JSON.parse(
      readFileSync(join(corpus, `cash-application/spoj-taskgraph/${size}_seed42.json`), 'utf8'),
    ) as Problem;
    const solved = solveDocument(documentOf(problem));
    if (!solved.ok) {
      failures.push(`${size}: refused: ${solved.refusal.message}`);
      continue;
    }
    const truth = new Set(problem.ground_truth.applications.map((one) => `${one.payment_id} ${one.invoice_id}`));
    const pairs = solved.value.receipts.flatMap((one) =>
      one.allocations.map((allocation) => ({
        pair: `${one.id} ${allocation.itemId}`,
        decision: one.decision,
        explanation: one.explanation,
      })),
    );
    const right = pairs.filter((one) => truth.has(one.pair)).length;
    const f1 = (2 * right) / (pairs.length + truth.size);
    const wrong = pairs.filter((one) => one.decision === 'apply' && !truth.has(one.pair));
    listed.push(
      `${size}: F1 ${f1.toFixed(4)} over ${truth.size} pairs; applied ${solved.value.summary.applied}, proposed ${solved.value.summary.proposed}, wrong applied pairs ${wrong.length}`,
    );
    for (const one of wrong) failures.push(`${size}: would post wrongly ${one.pair}: ${one.explanation}`);
    if (wrong.length === 0) passed += 1;
    if (f1 >= 0.95) passed += 1;
    else failures.push(`${size}: F1 ${f1.toFixed(4)} is below 0.95`);
    if (process.env['DUNWELL_VERBOSE']) {
      const found = new Set(pairs.map((one) => one.pair));
      for (const pair of truth)
        if (!found.has(pair))
          console.log(
            'missed',
            pair,
            JSON.stringify(solved.value.receipts.find((one) => one.id === pair.split(' ')[0])),
          );
      for (const one of pairs) if (!truth.has(one.pair)) console.log('false', one.pair, one.decision, one.explanation);
    }
  }
  return { name: 'cash application (spoj-taskgraph)', passed, failures, listed };
};
