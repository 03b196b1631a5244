/** Books with people for tests of authority: each signs for the own person, with a role. */
import { type Caller, createPerson, grantRole, type Role, systemActor } from '#platform';
import { type Books, must, openBooks } from './books.ts';

export interface PeopledBooks extends Books {
  /** Makes a person with a role in every company, or in one; answers who calls as that person. */
  hire(
    name: string,
    role: Role | null,
    companyId?: bigint | null,
    kind?: 'person' | 'agent',
  ): Promise<Caller & { readonly grantId: bigint }>;
}

/** Opens books in which people can be hired. Callers speak from `test`, as persons. */
export async function openPeopledBooks(options: Parameters<typeof openBooks>[0] = {}): Promise<PeopledBooks> {
  const books = await openBooks(options);
  const system = { ...books.caller, actor: systemActor };
  return {
    ...books,
    async hire(name, role, companyId = null, kind = 'person') {
      const personId = BigInt(must(await createPerson(books.engine, system, { name, kind })).personId);
      const grantId =
        role === null ? 0n : BigInt(must(await grantRole(books.engine, system, { personId, companyId, role })).grantId);
      return { tenantId: books.tenantId, actor: { personId }, source: 'test', grantId };
    },
  };
}
