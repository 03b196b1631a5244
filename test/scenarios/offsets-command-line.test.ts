/** R31 on the command line: what we owe a supplier comes by file, is set off with its confirmation, and verified. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openStaffedCommandLine } from '../command-line.ts';

const home = await openStaffedCommandLine({ dora: 'controller' });
const file = (name: string, ...lines: string[]): string => {
  const path = join(home.path, name);
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
};

afterAll(() => home.close());

const dora = home.as('dora');

describe('R31 dunwell offsets', () => {
  it('takes payables from a file and hands bad rows back, sets off within authority and reverses', async () => {
    const customers = file('customers.csv', 'number,name,country,taxNumber', 'C1,Customer,DE,DE811907980');
    await home.ask(['customers', 'import', customers]);
    const items = file('items.csv', 'customer,number,documentDate,amount', 'C1,RE-1,2026-01-02,1000.00');
    expect(await home.ask(['items', 'import', items])).toMatchObject({ imported: 1 });
    const payables = file(
      'payables.csv',
      'vendorNumber,vendorName,taxNumber,number,documentDate,amount',
      'V1,Customer GmbH,DE 811 907 980,L-1,2026-02-01,600.00',
      'V1,Customer GmbH,DE 811 907 980,L-2,2026-02-01,-50.00',
    );
    const read = ['offsets', 'payables', 'import', payables];
    expect(await home.ask([...read, '--check'])).toMatchObject({ imported: 1, check: true });
    expect(await home.ask(read)).toMatchObject({ imported: 1, known: 0, bad: [{ row: 3, code: 'payables.sign' }] });
    expect(existsSync(`${payables}.bad.csv`) && readFileSync(`${payables}.bad.csv`, 'utf8')).toContain('L-2');
    expect(await home.ask(read)).toMatchObject({ imported: 0, known: 1 });
    expect(await home.ask(['offsets', 'propose', '--as-of', '2026-03-02'])).toMatchObject({ proposed: 1 });
    const { rows } = await home.ask<{ rows: { id: string }[] }>(['offsets', 'list']);
    expect(rows).toMatchObject([{ kind: 'payable', basis: 'tax_number', amount: '600.00', gaps: 1 }]);
    const { id } = rows[0]!;
    const execute = ['offsets', 'execute', id, '--reason', 'Confirmed.', '--as-of', '2026-03-02', ...dora];
    const early = await home.run([...execute, '--json']);
    expect(JSON.parse(early.output)).toMatchObject({ refusal: { code: 'offsets.documents-missing' } });
    const paper = file('confirmation.pdf', '%PDF-1.4', '%%EOF');
    await home.ask(['offsets', 'attach', id, paper, '--kind', 'set_off_confirmation']);
    const { kept } = await home.ask<{ kept: { id: string }[] }>(['offsets', 'show', id]);
    const document = ['offsets', 'document', id, kept[0]!.id];
    const copy = join(home.path, 'looked-at.pdf');
    await home.ask([...document, '--out', copy]);
    expect(readFileSync(copy)).toEqual(readFileSync(paper));
    const refused = [...document, '--does-not-count', '--reason', 'Not signed.', ...dora];
    expect(await home.ask(refused)).toMatchObject({ gaps: 1, kept: [{ rejected: 'Not signed.' }] });
    await home.ask(['offsets', 'attach', id, paper, '--kind', 'set_off_confirmation']);
    expect(await home.ask(execute)).toMatchObject({ state: 'executed', postings: [{ number: 'OS-2026-000001' }] });
    expect(await home.ask(['verify'])).toMatchObject({ ok: true });
    const reverse = ['offsets', 'reverse', id, '--reason', 'Wrong.', '--as-of', '2026-03-03', ...dora];
    expect(await home.ask(reverse)).toMatchObject({ state: 'reversed' });
    expect(await home.ask(['offsets', 'payables', 'list'])).toMatchObject({
      rows: [{ number: 'L-1', open: '600.00' }],
    });
  });

  it('records and withdraws netting agreements and the rules of a company', async () => {
    const customers = file('more.csv', 'number,name,country', 'C2,Sister,DE');
    await home.ask(['customers', 'import', customers]);
    const record = ['netting', 'agreements', 'record', 'N 1', '--customers', 'C1,C2', '--from', '2026-01-01', ...dora];
    const { agreementId } = await home.ask<{ agreementId: string }>(record);
    const paper = file('agreement.pdf', '%PDF-1.4', '%%EOF');
    const attach = ['netting', 'agreements', 'attach', agreementId, paper, ...dora];
    expect(await home.ask(attach)).toMatchObject({ existing: false });
    const withdraw = ['netting', 'agreements', 'withdraw', agreementId, '--from', '2026-06-01', '--reason', 'Sold.'];
    await home.ask([...withdraw, ...dora]);
    expect(await home.ask(['netting', 'agreements', 'list'])).toMatchObject({
      rows: [
        {
          reference: 'N 1',
          fileName: 'agreement.pdf',
          companies: ['DE01'],
          withdrawn: { from: '2026-06-01', reason: 'Sold.' },
        },
      ],
    });
    const policy = ['offsets', 'policy', '--days-overdue', '60', '--payable-documents', 'none', ...dora];
    expect(await home.ask(policy)).toMatchObject({ daysOverdue: 60, payableDocuments: [], requestDays: 14 });
  });
});
