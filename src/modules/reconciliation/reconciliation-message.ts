/** The letter about differences as a message: what the customer is asked or sent, with the copies that are kept. */
import { channelToAsk, noticeLanguage, noticeWords, type Recipient, renderAsking } from '#collections';
import type { Company } from '#company';
import type { Enclosure, Letter, MessageKind, Rendered, Suppression } from '#correspondence';
import { done } from '#kernel';
import { type Sql, sql } from '#platform';
import type { ComparedLine } from './model.ts';
import { compareStatement } from './queries/comparison.ts';
import { differencesLetter } from './report.ts';
import { type CustomerStatement, loadAgreements, loadStatements } from './store/customer-statements.ts';

/** A mail may carry so many bytes of copies: a third more once they are written as text, which servers still take. */
const maximumCopyBytes = 7 * 1024 * 1024;

/** The lines of a statement that are still differences and of which something is asked or sent. */
export async function linesToWrite(
  db: Sql,
  tenantId: bigint,
  statement: CustomerStatement,
  keys: readonly string[],
): Promise<ComparedLine[]> {
  const { lines } = await compareStatement(db, tenantId, statement);
  return lines.filter((line) => keys.includes(line.key) && line.reason !== null && line.differenceMinor !== 0n);
}

/** The copies of our documents that lines say are sent, as many as a mail may carry. */
async function copiesOf(
  db: Sql,
  tenantId: bigint,
  lines: readonly ComparedLine[],
  language: string,
): Promise<Enclosure[]> {
  const itemIds = lines.flatMap((line) => (line.proposal === 'send_copy' && line.ours ? [line.ours.itemId] : []));
  const { rows } = await sql<{ number: string; sha256: string; sizeBytes: number }>`
    select distinct on (i.id) i.number, f.sha256, f.size_bytes as "sizeBytes" from receivables.v_item i
    join receivables.v_document_file f on f.tenant_id = ${tenantId} and f.account_id = i.account_id and f.number_key = i.number_key
    where i.tenant_id = ${tenantId} and i.id = any(${itemIds}::bigint[]) and f.kind = 'invoice' order by i.id, f.id desc`.execute(
    db,
  );
  let left = maximumCopyBytes;
  return rows.flatMap(({ number, sha256, sizeBytes }) => {
    if (sizeBytes > left) return [];
    left -= sizeBytes;
    return [{ name: noticeWords(language).copies.invoice(number), sha256 }];
  });
}

/** The letter about some lines as its reader gets it now, with the copies that go along with a mail. */
export async function letterAbout(
  db: Sql,
  tenantId: bigint,
  recipient: Recipient,
  of: { company: Company; statement: CustomerStatement; lines: readonly ComparedLine[]; today: string },
): Promise<{ letter: Letter; enclosures: Enclosure[] }> {
  const channel = channelToAsk(recipient);
  const language = noticeLanguage(recipient.language);
  const byMail = !('code' in channel) && channel.channel === 'email';
  const enclosures = byMail ? await copiesOf(db, tenantId, of.lines, language) : [];
  const enclosed = enclosures.map((one) => one.name);
  return { letter: differencesLetter({ ...of, enclosed }, { recipient, today: of.today }), enclosures };
}

/** The kind `reconciliation_letter`, for the one send path: it asks and sends copies, and moves nothing. */
export const reconciliationLetterKind: MessageKind = {
  kind: 'reconciliation_letter',
  async render(db, tenantId, message, now): Promise<Rendered | Suppression> {
    const [statement] = await loadStatements(db, tenantId, { id: BigInt(String(message.facts['statementId'])) });
    const agreed =
      statement && (await loadAgreements(db, tenantId, [statement.id])).some((one) => one.withdrawn === null);
    if (!statement || statement.discardedReason !== null || agreed)
      return { code: 'reconciliation_ended', reason: 'the balance is agreed, or the statement was taken away' };
    const lines = await linesToWrite(db, tenantId, statement, message.facts['keys'] as string[]);
    if (lines.length === 0) return { code: 'differences_gone', reason: 'what it asks about is no difference any more' };
    return renderAsking(db, tenantId, message, now, async ({ recipient, company, channel }) => {
      const about = { company, statement, lines, today: message.proposedDate };
      return { ...(await letterAbout(db, tenantId, recipient, about)), attachLetter: channel === 'email' };
    });
  },
  async claimed() {
    return done(null);
  },
};
