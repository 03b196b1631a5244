/** What pdf.js leaves rejected behind it ends no process of the program; what anybody else leaves does, as ever. */
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';

const program = new URL('./cli/main.ts', import.meta.url).href;

/** A process of the program that has done two commands, in which then a promise is rejected that nobody holds. */
const processAfter = (name: string): { readonly status: number | null; readonly lives: boolean } => {
  const { status, stdout } = spawnSync(
    process.execPath,
    [
      '--import',
      'tsx',
      '--input-type=module',
      '--eval',
      `const { main } = await import(${JSON.stringify(program)});
      await main(['--help']);
      await main(['--help']);
      Promise.reject(Object.assign(new Error('Illegal character: 41'), { name: ${JSON.stringify(name)} }));
      setImmediate(() => setImmediate(() => console.log('lives')));`,
    ],
    { encoding: 'utf8' },
  );
  return { status, lives: stdout.trimEnd().endsWith('lives') };
};

describe('R38 a damaged PDF', () => {
  it('ends no process by what its reader leaves behind', () => {
    expect(processAfter('FormatError')).toEqual({ status: 0, lives: true });
  });
  it('hides no fault of anybody else', () => {
    const { status, lives } = processAfter('TypeError');
    expect(status).not.toBe(0);
    expect(lives).toBe(false);
  });
});
