/** Files of the inbox that were refused wait for a person; noting them, and saying what became of one. */
import { done, type Outcome, type Refusal, refuse } from '#kernel';
import { type Caller, type Engine, runCommand } from '#platform';
import { insertUnreadFile, settleUnreadFileRow } from '../store.ts';

/** A file of the inbox as its folder shows it. */
export interface FileOfInbox {
  readonly folder: string;
  readonly name: string;
  readonly sizeBytes: number;
  readonly modifiedAt: Date;
}

/** Notes that a file was refused, before it is set aside; noted again it is the same one. */
export function noteUnreadFile(
  engine: Engine,
  caller: Caller,
  input: { readonly file: FileOfInbox; readonly refusal: Refusal },
): Promise<Outcome<null>> {
  const { file, refusal } = input;
  return runCommand(
    engine,
    caller,
    {
      operation: 'operations.note-unread-file',
      reason: `${file.name} could not be read: ${refusal.message}`,
      input: { ...file, modifiedAt: file.modifiedAt.toISOString(), code: refusal.code },
    },
    async (tx) => {
      await insertUnreadFile(tx, file, refusal);
      tx.publish({ type: 'operations.file-unread', payload: { name: file.name, folder: file.folder } });
      return done(null);
    },
  );
}

/**
 * Says what became of a file that could not be read: it came again, was entered by hand, or is none of ours. It stays on record with
 * the reason. Refuses `operations.unread-file-not-found` where none waits.
 */
export function settleUnreadFile(
  engine: Engine,
  caller: Caller,
  input: { readonly fileId: bigint; readonly reason: string },
): Promise<Outcome<null>> {
  return runCommand(
    engine,
    caller,
    {
      operation: 'operations.settle-unread-file',
      reason: input.reason,
      input: { ...input, fileId: input.fileId.toString() },
    },
    async (tx) => {
      if (!(await settleUnreadFileRow(tx, input)))
        return refuse(
          'operations.unread-file-not-found',
          'There is no such file that waits; somebody may have dealt with it. Nothing was changed.',
        );
      tx.publish({ type: 'operations.unread-file-settled', payload: { fileId: input.fileId.toString() } });
      return done(null);
    },
  );
}
