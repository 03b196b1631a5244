/** Changes what customers read of a company: its name, language, address, how it is reached, and what the law wants on a letter. */
import { done, type Outcome, refuse } from '#kernel';
import { type Caller, type Engine, runCommand } from '#platform';
import { loadCompany, lockCompany, updateCompany } from '../store.ts';

/** What may be changed; the bank accounts of the letterhead, currency, country, zone and books stay as they were set up. */
export interface CompanyChange {
  readonly companyId: bigint;
  /** The version that the caller saw. */
  readonly version: number;
  readonly name: string;
  readonly language: string;
  readonly addressLines: readonly string[];
  readonly email: string | null;
  readonly phone: string | null;
  readonly registration: readonly string[];
  readonly reason: string;
}

/**
 * Changes a company if it still has the version that the caller saw; letters from then on carry it, those that left stay.
 * Refuses `company.stale` with what stands there now in its details, and `company.nothing-changed`.
 */
export function changeCompany(
  engine: Engine,
  caller: Caller,
  input: CompanyChange,
): Promise<Outcome<{ version: number }>> {
  const { companyId, version, reason, ...settings } = input;
  return runCommand(
    engine,
    caller,
    {
      operation: 'company.change',
      reason: `What customers read of the company was changed: ${reason}`,
      input: { companyId, version, ...settings },
    },
    async (tx) => {
      await lockCompany(tx, companyId);
      const company = (await loadCompany(tx.db, tx.tenantId, companyId))!;
      const { addressLines = [], email = null, phone = null, registration = [] } = company.letterhead;
      const theirs = { name: company.name, language: company.language, addressLines, email, phone, registration };
      if (company.version !== version)
        return refuse(
          'company.stale',
          'Somebody else changed the company after you opened it. Nothing was changed; compare both and save again.',
          { yours: settings, theirs, version: company.version },
        );
      const same = (Object.keys(theirs) as (keyof typeof theirs)[]).every(
        (member) => JSON.stringify(theirs[member]) === JSON.stringify(settings[member]),
      );
      if (same) return refuse('company.nothing-changed', 'The company is like this already; nothing was changed.', {});
      await updateCompany(tx, companyId, {
        name: settings.name,
        language: settings.language,
        letterhead: {
          ...company.letterhead,
          addressLines: settings.addressLines,
          registration: settings.registration,
          email: settings.email ?? undefined,
          phone: settings.phone ?? undefined,
        },
      });
      tx.publish({ type: 'company.changed', payload: { companyId: companyId.toString() } });
      return done({ version: version + 1 });
    },
  );
}
