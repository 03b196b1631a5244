/** Who stands on the other side of a CAMT entry, whichever way the version of the message names it. */
import { expect, it } from 'vitest';
import { must } from '#test/must';
import { readBankFile } from '../read-bank-file.ts';

const payerIn = (version: string, parties: string): string | null => {
  const text = `<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.${version}"><BkToCstmrDbtCdtNtfctn>
<GrpHdr><MsgId>M</MsgId></GrpHdr><Ntfctn><Id>N</Id><Acct><Id><IBAN>DE89370400440532013000</IBAN></Id></Acct>
<Ntry><Amt Ccy="EUR">10.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>${version > '06' ? '<Cd>BOOK</Cd>' : 'BOOK'}</Sts><BookgDt><Dt>2026-02-10</Dt></BookgDt>
<NtryDtls><TxDtls><RltdPties>${parties}</RltdPties></TxDtls></NtryDtls></Ntry></Ntfctn></BkToCstmrDbtCdtNtfctn></Document>`;
  const file = must(readBankFile(new TextEncoder().encode(text), { fileName: 'a.xml' }));
  return file.statements[0]!.entries[0]!.counterparty.name;
};

it.each([
  ['02', '<Dbtr><Nm>Acme</Nm></Dbtr>', 'Acme'],
  ['08', '<Dbtr><Pty><Nm>Acme</Nm></Pty></Dbtr>', 'Acme'],
  // The payer is a bank itself: interest, a guarantee, the collection of a factor.
  ['08', '<Dbtr><Agt><FinInstnId><Nm>Banca Nord</Nm></FinInstnId></Agt></Dbtr>', 'Banca Nord'],
  ['08', '<UltmtDbtr><Pty><Nm>Acme</Nm></Pty></UltmtDbtr>', 'Acme'],
])('version %s: %s', (version, parties, name) => expect(payerIn(version, parties)).toBe(name));
