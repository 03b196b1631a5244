/**
 * Every command of the command line, as somebody tries it who has not read the guide: it tells what it is for, says of wrong usage
 * what is wrong, and never stops with a fault. None of this needs its books, and none of it changes any.
 */
import { afterAll, describe, expect, it } from 'vitest';
import { commands } from '../../src/apps/cli/main.ts';
import { openCommandLine } from '../command-line.ts';

const home = await openCommandLine();
afterAll(() => home.close());

describe('R70 Every command', () => {
  it.each(commands.map((command) => [command.name, command] as const))('dunwell %s', async (name, command) => {
    const words = name.split(' ');
    const told = await home.run([...words, '--help']);
    expect(told).toMatchObject({ status: 0, errors: '' });
    expect(told.output).toContain(`Usage: dunwell ${name}`);
    expect(told.output).toContain(command.summary);
    const [least, most] = command.files;
    const files = (count: number): string[] => Array.from({ length: count }, (_, index) => `word${index}`);
    const wrong: (readonly [argv: readonly string[], says: string])[] = [
      [[...files(least), '--no-such-option'], '--no-such-option'],
      ...(Number.isFinite(most) ? [[files(most + 1), `"word${most}" is not expected here.`] as const] : []),
      ...(least > 0 ? [[files(least - 1), 'is missing.'] as const] : []),
    ];
    for (const [argv, says] of wrong) {
      const { status, output, errors } = await home.run([...words, ...argv]);
      expect([status, output, errors], argv.join(' ')).toEqual([2, '', expect.stringContaining(says)]);
      expect(errors).toContain(`Usage: dunwell ${name}`);
      expect(errors, argv.join(' ')).not.toContain('Something is missing');
    }
  });

  it('is found by its subject, and a subject that is none is told with all there are', async () => {
    for (const subject of new Set(commands.map((command) => command.name.split(' ')[0]!))) {
      const told = await home.run([subject, '--help']);
      expect([told.status, told.errors], subject).toEqual([0, '']);
      for (const { name } of commands.filter((one) => one.name.startsWith(`${subject} `)))
        expect(told.output).toContain(`dunwell ${name}`);
    }
    expect(await home.run(['--help'])).toMatchObject({ status: 0, errors: '' });
    const none = await home.run(['no-such-subject', '--help']);
    expect([none.status, none.output]).toEqual([2, '']);
    expect(none.errors).toContain('There is no command "no-such-subject --help"');
    expect((await home.run(['authority', 'no-such-verb'])).status).toBe(2);
  });
});
