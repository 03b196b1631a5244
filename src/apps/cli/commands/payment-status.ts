/** `items status`: where the money of an item is. */
import { paymentStatus } from '#cash';
import { done, refuse, textKey } from '#kernel';
import { runQuery, sql } from '#platform';
import { type Command, withCompany } from '../command.ts';
import { grouped, table } from '../output.ts';

export const itemStatusCommand: Command = {
  name: 'items status',
  arguments: 'NUMBER',
  summary:
    "Shows where an item's money is: promised, advised, in a bank file, unapplied, applied, returned; of a refund whether it waits, is on its way or paid.",
  files: [1, 1],
  run(invocation) {
    return withCompany(invocation, async ({ engine, tenant }, company, asOf) => {
      const number = invocation.files[0]!;
      const { rows } = await runQuery(engine, tenant.id, (db) =>
        sql<{ id: bigint }>`
          select id from receivables.v_item where tenant_id = ${tenant.id} and company_id = ${company.id} and number_key = ${textKey(number)}
            and document_type <> 'reversal' and reversed_by is null order by id`.execute(db),
      );
      if (rows.length === 0)
        return refuse('receivables.item-unknown', `There is no document "${number}" in ${company.code}.`, { number });
      const found = [];
      for (const { id } of rows) {
        const status = await paymentStatus(engine, tenant.id, { companyId: company.id, itemId: id, day: asOf });
        if (status) found.push(status);
      }
      const items = found.map((one) => ({
        ...one,
        itemId: one.itemId.toString(),
        steps: one.steps.map((step) => ({
          ...step,
          receiptId: step.receiptId?.toString() ?? null,
          paymentFileId: step.paymentFileId?.toString() ?? null,
        })),
      }));
      const text = items.map((one) => {
        const title = `${one.number}: ${one.status.replaceAll('_', ' ')}, ${grouped(one.open)} ${one.currency} open`;
        const steps = one.steps.map((step) => [
          step.day ?? '',
          step.step.replaceAll('_', ' '),
          grouped(step.amount),
          step.text,
        ]);
        return steps.length === 0
          ? title
          : `${title}\n${table(['Day', 'Step', 'Amount', ''], steps, ['left', 'left', 'right'])}`;
      });
      return done({ json: { company: company.code, asOf, items }, text: text.join('\n\n') });
    });
  },
};
