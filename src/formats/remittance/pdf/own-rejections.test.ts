/** What pdf.js leaves rejected behind it ends no process; what anybody else leaves does, as ever. */
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';

const file = new URL('./own-rejections.ts', import.meta.url).href;

/** A process that has read a PDF, in which then a promise is rejected that nobody holds. */
const processAfter = (name: string): { readonly status: number | null; readonly said: string } => {
  const { status, stdout } = spawnSync(
    process.execPath,
    [
      '--import',
      'tsx',
      '--input-type=module',
      '--eval',
      `const { dropOwnRejections } = await import(${JSON.stringify(file)});
      dropOwnRejections();
      dropOwnRejections();
      Promise.reject(Object.assign(new Error('Illegal character: 41'), { name: ${JSON.stringify(name)} }));
      setImmediate(() => setImmediate(() => console.log('lives')));`,
    ],
    { encoding: 'utf8' },
  );
  return { status, said: stdout.trim() };
};

describe('R38 a damaged PDF', () => {
  it('ends no process by what its reader leaves behind', () => {
    expect(processAfter('FormatError')).toEqual({ status: 0, said: 'lives' });
  });
  it('hides no fault of anybody else', () => {
    const { status, said } = processAfter('TypeError');
    expect(status).not.toBe(0);
    expect(said).toBe('');
  });
});
