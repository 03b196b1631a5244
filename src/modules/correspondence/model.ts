/** Words of correspondence: messages, the checks at the moment of sending, transports. Pure. */
import type { Day, Outcome } from '#kernel';
import type { Sql, Transaction } from '#platform';
import type { Letter } from './rules/letter/letter.ts';

export const messageStates = ['proposed', 'sending', 'sent', 'suppressed', 'failed', 'unknown'] as const;
/** `unknown`: it may have left; a person or a delivery report decides, never the program by sending again. */
export type MessageState = (typeof messageStates)[number];

/** How a message came back. `hard`: its address cannot be reached. `soft`: this time it did not arrive. */
export type BounceKind = 'hard' | 'soft';

export const reportOutcomes = [
  'bounced_hard',
  'bounced_soft',
  'known',
  'delayed',
  'delivered',
  'elsewhere',
  'unmatched',
] as const;
/**
 * What a delivery report came to. `known`: the message was marked so before. `elsewhere`: it speaks of an address to which
 * somebody forwards. `unmatched`: no message of ours is meant.
 */
export type ReportOutcome = (typeof reportOutcomes)[number];

export type Channel = 'email' | 'letter';

export interface Message {
  readonly id: bigint;
  readonly companyId: bigint;
  readonly accountId: bigint;
  readonly kind: string;
  readonly channel: Channel;
  readonly currency: string;
  readonly language: string;
  readonly recipientName: string | null;
  readonly recipientAddress: string | null;
  readonly proposedDate: Day;
  readonly facts: Readonly<Record<string, unknown>>;
  /** Names the message outside; unguessable. */
  readonly token: string;
  /** How often it was claimed before. */
  readonly attempts: number;
}

/** A message as an upper module proposes it. `sourceKey`: the same proposal again changes nothing. */
export type NewMessage = Omit<Message, 'id' | 'token' | 'attempts'> & { readonly sourceKey: string };

/** A new message as it was written: its id, and what it was proposed by. */
export interface WrittenMessage {
  readonly id: bigint;
  readonly sourceKey: string;
}

/** A reason not to send: a whole message, or an item of it. */
export interface Suppression {
  readonly code: string;
  readonly reason: string;
  readonly itemId?: bigint;
}

/** A stored file that goes with a mail, under the name it has there. */
export interface Enclosure {
  readonly name: string;
  readonly sha256: string;
}

/** What a message would say now, from current facts under the lock. */
export interface Rendered {
  readonly letter: Letter;
  readonly channel: Channel;
  /** The mail carries the printed letter as well. */
  readonly attachLetter: boolean;
  /** Stored files that go with a mail; absent: none. */
  readonly enclosures?: readonly Enclosure[];
  readonly recipient: { readonly name: string; readonly address: string | null };
  readonly itemIds: readonly bigint[];
  /** What the message asks for, after credits. */
  readonly netMinor: bigint;
  readonly dropped: readonly Suppression[];
  readonly facts: Readonly<Record<string, unknown>>;
  /** The hour from which the recipient may be contacted; null when that is now. */
  readonly notBefore: string | null;
}

/** A check of the send-time gate: null lets the message pass. Registered by the module that owns the knowledge. */
export interface SendCheck {
  readonly name: string;
  run(tx: Transaction, message: Message, rendered: Rendered, now: Date): Promise<Suppression | null>;
}

/** The owner of a kind of message: how it reads now, and what sending it changes. */
export interface MessageKind {
  readonly kind: string;
  /**
   * From current facts, as if this message had not been claimed before; a suppression when nothing is due any more. Called
   * with the account locked.
   */
  render(db: Sql, tenantId: bigint, message: Message, now: Date): Promise<Rendered | Suppression>;
  /**
   * Advances levels and posts charges, once per message: when an earlier claim did the same already, nothing changes; when
   * the facts have changed since, the earlier is taken back first.
   */
  claimed(tx: Transaction, message: Message, rendered: Rendered): Promise<Outcome<null>>;
}

/**
 * The event of a message that was claimed and did not reach anybody: suppressed at a later claim, refused, given up, or come back.
 * Its owner takes back level and charge in the same transaction. Payload: `messageId`, `kind`, `reason`.
 */
export const didNotLeave = 'correspondence.did-not-leave';

const transportNames = ['outbox', 'smtp', 'print'] as const;
export type TransportName = (typeof transportNames)[number];

/**
 * What became of a delivery. `refused`: for good. `postponed`: certainly not accepted; with `server` the transport itself is
 * away and others need not try. `late`: the time between claim and content was over. `unknown`: it may have been accepted.
 */
export type Delivery =
  | { readonly outcome: 'accepted' | 'refused' | 'unknown'; readonly reply: string }
  | { readonly outcome: 'postponed'; readonly reply: string; readonly server: boolean }
  | { readonly outcome: 'late' };

/** How a message leaves the building. */
export interface Transport {
  readonly name: TransportName;
  /**
   * Delivers once. `beforeContent` must be awaited before the first byte of the content leaves; on false nothing may leave
   * (`late`). Does not throw for what the other side does.
   */
  deliver(message: Outgoing, beforeContent: () => Promise<boolean>): Promise<Delivery>;
  /** After a crash within the content: did it leave? null: cannot be known. */
  delivered(key: string): Promise<boolean | null>;
  /** Ends what it keeps open. */
  close?(): void;
}

/** A message on its way out: what it says, and its forms made from that. */
export interface Outgoing {
  /** Names the message outside: its file, the left side of its Message-ID. The same for every attempt. */
  readonly key: string;
  readonly letter: Letter;
  /** The printed form; always there for a letter, with a mail where it is attached. */
  readonly pdf: Uint8Array | null;
  /** PDFs that go with a mail; none with a letter. */
  readonly enclosures: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  /** Null for a letter. */
  readonly mail: OutgoingMail | null;
}

export interface MailAddress {
  readonly name: string;
  readonly address: string;
}

export interface OutgoingMail {
  readonly from: MailAddress;
  readonly to: MailAddress;
  readonly replyTo: MailAddress | null;
  readonly date: Date;
  /** Message-IDs of the mails before it in the thread, oldest first. */
  readonly references: readonly string[];
  /** Whom it was meant for, when a trial redirected it. */
  readonly redirectedFrom: string | null;
}

/** How a company mails. */
export interface MailSetting {
  readonly transport: 'outbox' | 'smtp';
  readonly senderAddress: string | null;
  readonly replyToAddress: string | null;
}

/** The one way out: every check, every kind, the transports. Built by the composition root. */
export interface SendPath {
  readonly checks: readonly SendCheck[];
  readonly kinds: readonly MessageKind[];
  /** The folder that mails nobody is always there; SMTP only where the installation names a server. */
  readonly transports: { readonly outbox: Transport; readonly smtp: Transport | null; readonly print: Transport };
  /** Trials: only these addresses and @domains are mailed over SMTP. */
  readonly mailOnlyTo: string | null;
}
