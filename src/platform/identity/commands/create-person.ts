/** Makes a person known to the installation; a person can hold roles and, with an account, sign in. */
import { done, type Outcome, refuse } from '#kernel';
import { sql } from '../../database.ts';
import { type Caller, type CommandOutcome, type Engine, runCommand } from '../../transaction.ts';

export interface CreatePerson {
  readonly name: string;
  readonly email?: string | null | undefined;
  /** Software that acts in its own name, within the same limits of authority; it asks, and never approves. */
  readonly kind?: 'person' | 'agent' | undefined;
}

/** Refuses `identity.email-exists`. The caller's tenant becomes the one whose administrators manage the person. */
export function createPerson(
  engine: Engine,
  caller: Caller,
  input: CreatePerson,
): Promise<CommandOutcome<{ personId: string }>> {
  const description = { operation: 'identity.create-person', reason: 'A person was made known.', input };
  return runCommand(engine, caller, description, async (tx): Promise<Outcome<{ personId: string }>> => {
    const { rows } = await sql<{ id: bigint }>`
      insert into platform.person (name, email, home_tenant_id, kind)
      values (${input.name.trim()}, ${input.email?.trim().toLowerCase() ?? null}, ${tx.tenantId}, ${input.kind ?? 'person'})
      on conflict (email) do nothing returning id`.execute(tx.db);
    const id = rows[0]?.id;
    if (id === undefined) {
      return refuse(
        'identity.email-exists',
        'A person with this mail address is known already.',
        {},
        { field: 'email' },
      );
    }
    tx.count('persons');
    tx.publish({ type: 'identity.person-created', payload: { personId: id.toString() } });
    return done({ personId: id.toString() });
  });
}
