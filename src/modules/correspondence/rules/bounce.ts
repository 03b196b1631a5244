/** What a delivery report means for a message and for the address behind it. Pure. */
import type { DeliveryReport, ReportedRecipient } from '#formats';

/** The key of a message of ours as reports repeat it: the left side of its Message-ID, or its envelope id. */
const key = /(?:^|[^0-9a-z])dunwell\.([1-9]\d{0,17})\.([0-9a-f]{32})(?![0-9a-f])/i;

/**
 * The message that a report is about, by id and token. The token is known only to us and to who got the mail, so a report
 * that somebody makes up finds nothing; null then.
 */
export function messageOf(report: DeliveryReport): { readonly id: bigint; readonly token: string } | null {
  for (const reference of report.references) {
    const match = key.exec(reference);
    if (match) return { id: BigInt(match[1]!), token: match[2]!.toLowerCase() };
  }
  return null;
}

/** Subject and detail of codes that say: this address is none (RFC 3463; 4.1 as Exchange uses it). */
const noSuchAddress = new Set(['1.1', '1.2', '1.3', '1.6', '1.10', '2.1', '4.1', '4.4']);
/** Policy, size, a full mailbox: the address is right. */
const addressIsRight = /^(7\.|3\.|6\.|2\.[23])/;
const words =
  /user unknown|unknown user|no such (user|recipient|mailbox|person|domain|host)|(does not|doesn.t) exist|mailbox (unavailable|not found|disabled)|not a (valid|known) (user|mailbox)|recipient (address )?(rejected|unknown|not found)|invalid (recipient|mailbox|address)|account .{0,40}(disabled|does not exist|inactive)|(host|domain)( or domain name)? (name )?not found|unrout?e?able (mail )?(address|domain)|address couldn.t be found|wasn.t found at/i;
const enhanced = /(?<![\d.])5\.(\d{1,3}\.\d{1,3})(?![\d.]*\d)/;

/**
 * How hard a failed delivery is. `hard`: the address cannot be reached, and writing to it again is of no use: its status says
 * so, or its words where the status says nothing (x.0.0). `soft`: everything else, also a refusal of our mail by policy; when
 * in doubt the address stays.
 */
export function severityOf({ status, diagnostic }: Pick<ReportedRecipient, 'status' | 'diagnostic'>): 'hard' | 'soft' {
  const said = diagnostic ?? '';
  const vague = status === null || /\.0\.0$/.test(status);
  const code = vague ? (enhanced.exec(said)?.[1] ?? null) : status.startsWith('5.') ? status.slice(2) : null;
  if (code !== null && noSuchAddress.has(code)) return 'hard';
  if (code !== null && addressIsRight.test(code)) return 'soft';
  if (!vague && code === null) return 'soft';
  return words.test(said) ? 'hard' : 'soft';
}

/**
 * The recipient of a report that speaks of this address: the one that names it, or the only one where the report names none.
 * Undefined: it speaks of other addresses, to which somebody forwards; ours may be right.
 */
export function recipientFor(report: DeliveryReport, address: string | null): ReportedRecipient | undefined {
  const same = (one: string | null): boolean => one !== null && one.toLowerCase() === address?.toLowerCase();
  const named = report.recipients.find((one) => same(one.originalAddress) || same(one.address));
  if (named) return named;
  const [only] = report.recipients;
  return report.recipients.length === 1 && only!.address === null && only!.originalAddress === null ? only : undefined;
}

/** So many mails in a row that came back soft count as hard: nobody gets them. */
export const softInARow = 3;

/** Why, for people: the code and what the server said. */
export const bounceReason = ({ status, diagnostic }: Pick<ReportedRecipient, 'status' | 'diagnostic'>): string =>
  [diagnostic?.includes(status ?? ' ') ? null : status, diagnostic]
    .filter((part): part is string => part !== null)
    .join(' ')
    .slice(0, 500) || 'The report gives no reason.';
