/** A mail taken apart, for whoever reads what it tells: also what Outlook packs in winmail.dat. Norm: RFC 5322, MIME (RFC 2045–2049). */
import PostalMime, { type Email } from 'postal-mime';
import { raise, withoutNul } from '#kernel';
import { readTnef } from './tnef.ts';

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
  const { packed, attachments } = unpacked(mail.attachments);
  const { subject, text, from } = mail;
  const html = mail.html ?? packed;
  return {
    ...mail,
    ...(subject !== undefined && { subject: withoutNul(subject) }),
    ...(text !== undefined && { text: withoutNul(text) }),
    ...(html !== undefined && { html: withoutNul(html) }),
    ...(from !== undefined && {
      from: { ...from, name: withoutNul(from.name), ...(from.address && { address: withoutNul(from.address) }) },
    }),
    headers: mail.headers.map((header) => ({ ...header, value: withoutNul(header.value) })),
    attachments: attachments.map((one) => ({ ...one, filename: one.filename && withoutNul(one.filename) })),
  } as Email;
}

/** The attachments, in the place of each winmail.dat what it holds; with the HTML that stood in one. */
function unpacked(attachments: Email['attachments']): {
  attachments: Email['attachments'];
  packed: string | undefined;
} {
  let packed: string | undefined;
  const taken = attachments.flatMap((one) => {
    const bytes = typeof one.content === 'string' ? undefined : new Uint8Array(one.content);
    const content = bytes === undefined ? undefined : readTnef(bytes);
    if (content === undefined) return [one];
    packed ??= content.html ?? undefined;
    return content.files.map((file): Email['attachments'][number] => ({
      filename: file.name,
      mimeType: 'application/octet-stream',
      disposition: 'attachment',
      // A copy: the bytes of one file, and no others.
      content: file.content.slice().buffer as ArrayBuffer,
    }));
  });
  return { attachments: taken, packed };
}
