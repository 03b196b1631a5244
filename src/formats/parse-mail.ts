/** A mail taken apart, for whoever reads what it tells. Norm: RFC 5322, MIME (RFC 2045–2049). */
import PostalMime, { type Email } from 'postal-mime';
import { raise, withoutNul } from '#kernel';

/** Takes a mail apart; its texts and names hold no NUL, whatever they were packed as. Refuses `mail.malformed`. */
export async function parseMail(bytes: Uint8Array): Promise<Email> {
  let mail: Email;
  try {
    mail = await PostalMime.parse(bytes, { maxNestingDepth: 20, maxHeadersSize: 1024 * 1024 });
  } catch (fault) {
    return raise(
      'mail.malformed',
      `The mail cannot be read: ${(fault as Error).message.slice(0, 200)}. Nothing was read.`,
    );
  }
  const { subject, text, html, from } = mail;
  return {
    ...mail,
    ...(subject !== undefined && { subject: withoutNul(subject) }),
    ...(text !== undefined && { text: withoutNul(text) }),
    ...(html !== undefined && { html: withoutNul(html) }),
    ...(from !== undefined && {
      from: { ...from, name: withoutNul(from.name), ...(from.address && { address: withoutNul(from.address) }) },
    }),
    headers: mail.headers.map((header) => ({ ...header, value: withoutNul(header.value) })),
    attachments: mail.attachments.map((one) => ({ ...one, filename: one.filename && withoutNul(one.filename) })),
  } as Email;
}
