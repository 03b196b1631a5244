/** `verify`. */
import { done } from '#kernel';
import { verify } from '#operations';
import { type Command, withBooks } from '../command.ts';
import { table } from '../output.ts';

export const verifyCommand: Command = {
  name: 'verify',
  arguments: '',
  summary: 'Checks every invariant of the books and recomputes the audit chain; exit 1 when something does not hold.',
  files: [0, 0],
  run(invocation) {
    return withBooks(invocation, async ({ engine, tenant }) => {
      const report = await verify(engine, tenant.id, (name, count, total) =>
        invocation.progress.update(name.slice(0, 34), count, total),
      );
      const rows = report.checks.map((check) => [
        check.failed === 0 ? 'ok' : 'FAILED',
        check.name,
        String(check.checked),
        String(check.failed),
      ]);
      const offenders = report.checks.flatMap((check) => check.offenders.map((text) => `  ${check.name}: ${text}`));
      return done({
        json: report,
        text: [table(['', 'Check', 'Checked', 'Failed'], rows, ['left', 'left', 'right', 'right']), ...offenders].join(
          '\n',
        ),
        exit: report.ok ? 0 : 1,
      });
    });
  },
};
