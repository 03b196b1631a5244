/** What a delivery report says about a mail of ours, whoever wrote it. Pure. */

export const reportActions = ['failed', 'delayed', 'delivered', 'relayed', 'expanded'] as const;
/** RFC 3464, 2.3.3. `failed`: given up; `delayed`: still tried; the others: it went on. */
export type ReportAction = (typeof reportActions)[number];

export interface ReportedRecipient {
  /** Where delivery ended; another one than the mail was sent to when somebody forwards. Null: the report does not say. */
  readonly address: string | null;
  /** The address as the sender wrote it, where the report keeps it apart. */
  readonly originalAddress: string | null;
  readonly action: ReportAction;
  /** Enhanced status code of RFC 3463, such as `5.1.1`; null where the report has none. */
  readonly status: string | null;
  /** The words of the server that refused. */
  readonly diagnostic: string | null;
}

export interface DeliveryReport {
  /** `dsn`: multipart/report of RFC 3464. `text`: a mail in plain words. */
  readonly dialect: 'dsn' | 'text';
  /** The server that writes. */
  readonly reportedBy: string | null;
  /** Message-IDs and envelope ids in the report, without brackets: by one of them the mail is known. */
  readonly references: readonly string[];
  readonly recipients: readonly ReportedRecipient[];
}
