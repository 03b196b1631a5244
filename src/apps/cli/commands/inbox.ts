/** `inbox unread`, `inbox settle`: files that could not be read, and what became of one. */
import { done } from '#kernel';
import { listUnreadFiles, settleUnreadFile } from '#operations';
import { type Answer, type Command, neededOption, UsageError, withBooks } from '../command.ts';
import { table } from '../output.ts';

const unread: Command = {
  name: 'inbox unread',
  arguments: '',
  summary: 'Files of the inbox that wait because they could not be read, or because nobody knew their company.',
  files: [0, 0],
  run: (invocation) =>
    withBooks<Answer>(invocation, async ({ engine, tenant }) => {
      const files = await listUnreadFiles(engine, tenant.id);
      return done({
        json: { files: files.map(({ id, ...file }) => ({ id: id.toString(), ...file })) },
        text:
          files.length === 0
            ? 'Every file was read.'
            : table(
                ['Id', 'Folder', 'File', 'Why'],
                files.map((one) => [one.id.toString(), one.folder, one.file, one.why]),
              ),
      });
    }),
};

const settle: Command = {
  name: 'inbox settle',
  arguments: 'ID --reason TEXT',
  summary: 'Says what became of a file that could not be read: it came again, was entered by hand, or is none of ours.',
  options: { reason: 'text' },
  files: [1, 1],
  run(invocation) {
    const id = invocation.files[0]!;
    if (!/^[1-9]\d{0,17}$/.test(id)) throw new UsageError('Say the id of a file, as inbox unread tells it.');
    const reason = neededOption(invocation, 'reason');
    return withBooks<Answer>(invocation, async ({ engine, caller }) => {
      const outcome = await settleUnreadFile(engine, caller, { fileId: BigInt(id), reason });
      if (!outcome.ok) return outcome;
      return done({ json: { file: id, settled: true }, text: `File ${id} is dealt with.` });
    });
  },
};

export const inboxCommands: readonly Command[] = [unread, settle];
