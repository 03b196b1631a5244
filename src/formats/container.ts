/** Files that hold others and are not taken apart: what is to be brought instead is said. Pure. */
import { raise } from '#kernel';

const begins = (bytes: Uint8Array, mark: readonly number[]): boolean => mark.every((byte, at) => bytes[at] === byte);

/** Names of the parts of a mail that Outlook saved, as its compound file writes them. */
const outlookParts = ['__nameid_version1.0', '__substg1.0_'].map((name) => Buffer.from(name, 'utf16le'));

/** Refuses a file packed by gzip (`file.packed`) and a mail that Outlook saved (`mail.outlook-msg`), by their first bytes. */
export function refuseContainers(bytes: Uint8Array): void {
  if (begins(bytes, [0x1f, 0x8b]))
    raise(
      'file.packed',
      'The file is packed (gzip); unpack it and bring the file inside. Nothing was read.',
      {},
      { file: '' },
    );
  if (begins(bytes, [0xd0, 0xcf, 0x11, 0xe0]) && outlookParts.some((part) => Buffer.from(bytes).includes(part)))
    raise(
      'mail.outlook-msg',
      'This is a mail as Outlook saves it (.msg); save it as .eml, or bring the file that is attached to it. Nothing was read.',
      {},
      { file: '' },
    );
}
