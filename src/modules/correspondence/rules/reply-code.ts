/** What a mail server's reply says without its words: they may name the recipient. Pure. */

/** The code of an SMTP reply (RFC 5321) with its enhanced one (RFC 3463), such as `550 5.1.1`; null: it has none. */
export const codeOfReply = (reply: string | null): string | null =>
  /^\d{3}(?:[ -]\d\.\d{1,3}\.\d{1,3})?(?![\d.])/.exec(reply?.trim() ?? '')?.[0].replace('-', ' ') ?? null;
