/**
 * PostgreSQL refuses to run as root. As root we run it in a user namespace in which we are an ordinary user (the files
 * stay root's); where namespaces are not allowed, under the ordinary user's own id.
 */
import { type SpawnOptions, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { raise } from '#kernel';

export interface Identity {
  readonly uid: number;
  readonly gid: number;
}

/** How a program of PostgreSQL is started: the command line, and the user to switch to (null: stay). */
export interface Launch {
  readonly command: string;
  readonly args: readonly string[];
  readonly options: Pick<SpawnOptions, 'uid' | 'gid'>;
  /** Set when files must belong to this user. */
  readonly owner: Identity | null;
}

/** An ordinary user that exists here: postgres, else nobody. An id without a passwd entry would not do. */
function ordinaryUser(): Identity {
  const rows = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  for (const name of ['postgres', 'nobody']) {
    const row = rows.find((one) => one[0] === name);
    if (row) return { uid: Number(row[2]), gid: Number(row[3]) };
  }
  raise(
    'platform.no-ordinary-user',
    'PostgreSQL cannot run as root, and there is no user "postgres" or "nobody" to run it as.',
  );
}

let namespaces: boolean | undefined;

/** Whether user namespaces may be made here; asked once. */
function namespacesAllowed(user: Identity): boolean {
  namespaces ??=
    spawnSync('unshare', ['--user', `--map-user=${user.uid}`, `--map-group=${user.gid}`, 'true'], { stdio: 'ignore' })
      .status === 0;
  return namespaces;
}

/** The way to start `command` here. */
export function launch(command: string, args: readonly string[]): Launch {
  if (process.getuid?.() !== 0) return { command, args, options: {}, owner: null };
  const user = ordinaryUser();
  if (namespacesAllowed(user)) {
    return {
      command: 'unshare',
      args: ['--user', `--map-user=${user.uid}`, `--map-group=${user.gid}`, command, ...args],
      options: {},
      owner: null,
    };
  }
  return { command, args, options: { uid: user.uid, gid: user.gid }, owner: user };
}
