/**
 * Failpoints: named places where the fault tests kill the process, to prove that nothing acknowledged is lost and
 * nothing doubled. In normal running a failpoint is one comparison.
 */
let armed: { name: string; hitsLeft: number } | undefined;

/** Every failpoint of the program; the fault tests walk this list. */
export const failpoints = [
  'command.before-work',
  'command.before-projectors',
  'command.before-head',
  'command.before-commit',
  'command.after-commit',
  'import.between-chunks',
  'bank-import.at-line',
  'erp-load.after-file',
  'erp-load.between-chunks',
  'cash-apply.between-groups',
  'dunning.after-propose',
  'dunning.after-claim',
  'dunning.after-write',
  'mail.content-begun',
  'day-run.between-stages',
  'backup.between-tables',
  'backup.before-name',
  'restore.between-files',
  'restore.between-tables',
  'restore.after-copy',
] as const;

export type Failpoint = (typeof failpoints)[number];

/** Arms one failpoint: `name` or `name@n` kills the process at its n-th passing. */
export function armFailpoint(specification: string | undefined): void {
  if (!specification) {
    armed = undefined;
    return;
  }
  const [name = '', nth] = specification.split('@');
  if (!(failpoints as readonly string[]).includes(name)) throw new Error(`unknown failpoint "${name}"`);
  armed = { name, hitsLeft: Number(nth ?? 1) };
}

/** Passes a failpoint; dies here, without any clean-up, when it is armed. */
export function failpoint(name: Failpoint): void {
  if (armed === undefined || armed.name !== name) return;
  armed.hitsLeft -= 1;
  if (armed.hitsLeft <= 0) process.kill(process.pid, 'SIGKILL');
}
