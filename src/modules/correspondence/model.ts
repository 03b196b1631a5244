/** Words of correspondence: messages, the checks at the moment of sending, transports. Pure. */
import type { Day, Outcome } from '#kernel';
import type { Transaction } from '#platform';

export interface Message {
  readonly id: bigint;
  readonly companyId: bigint;
  readonly accountId: bigint;
  readonly kind: string;
  readonly currency: string;
  readonly language: string;
  readonly recipientName: string | null;
  readonly recipientAddress: string | null;
  readonly proposedDate: Day;
  readonly facts: Readonly<Record<string, unknown>>;
  /** Set when an earlier claim of this message did its work already. */
  readonly attemptId: string | null;
}

/** A reason not to send: a whole message, or an item of it. */
export interface Suppression {
  readonly code: string;
  readonly reason: string;
  readonly itemId?: bigint;
}

/** What a message would say now, from current facts under the lock. */
export interface Rendered {
  readonly subject: string;
  readonly body: string;
  readonly itemIds: readonly bigint[];
  /** What the message asks for, after credits. */
  readonly netMinor: bigint;
  readonly dropped: readonly Suppression[];
  readonly facts: Readonly<Record<string, unknown>>;
}

/** A check of the send-time gate: null lets the message pass. Registered by the module that owns the knowledge. */
export interface SendCheck {
  readonly name: string;
  run(tx: Transaction, message: Message, rendered: Rendered, now: Date): Promise<Suppression | null>;
}

/** The owner of a kind of message: how it reads now, and what sending it changes. */
export interface MessageKind {
  readonly kind: string;
  /** From current facts, account locked; a suppression when nothing is due any more. */
  render(tx: Transaction, message: Message): Promise<Rendered | Suppression>;
  /** Advances levels and posts charges; runs once per message in the claim's transaction. */
  claimed(tx: Transaction, message: Message, rendered: Rendered): Promise<Outcome<null>>;
}

/** How a message leaves the building. */
export interface Transport {
  readonly name: string;
  /** Delivers, or throws; must be repeatable for one attempt id. */
  deliver(message: OutgoingMail): Promise<void>;
  /** After a crash: did this attempt leave? null: cannot be known. */
  delivered(attemptId: string): Promise<boolean | null>;
}

export interface OutgoingMail {
  readonly attemptId: string;
  readonly from: { readonly name: string; readonly address: string };
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly body: string;
  readonly date: Date;
  readonly language: string;
}

/** The one way out: every check, every kind, one transport. Built by the composition root. */
export interface SendPath {
  readonly checks: readonly SendCheck[];
  readonly kinds: readonly MessageKind[];
  readonly transport: Transport;
}
