/** The companies as the settings speak of them: by code, with their currency, and which of them are the person's. */
import type { CompaniesAnswer } from '#company/contract';
import { t } from '../../language.ts';
import { useReading, useWork } from '../../session.tsx';

type Company = CompaniesAnswer['rows'][number];

interface CompaniesOfWork {
  readonly companies: readonly Company[];
  /** Those in which the person holds a role. */
  readonly own: readonly Company[];
  /** The company that the page works in. */
  readonly ownId: string | undefined;
  /** The code of a company; null stands for all. */
  readonly codeOf: (companyId: bigint | string | null) => string;
}

export function useCompaniesOfWork(): CompaniesOfWork {
  const { company, session, tenant } = useWork();
  const companies = useReading<CompaniesAnswer>('/api/companies').data?.rows ?? [];
  const mine = new Set(session.tenants.find((one) => one.code === tenant)!.companies.map((one) => one.code));
  const page = companies.find((one) => one.code === company);
  return {
    companies,
    own: companies.filter((one) => mine.has(one.code)),
    ownId: page && String(page.id),
    codeOf: (companyId) =>
      companyId === null
        ? t('all companies')
        : (companies.find((one) => String(one.id) === String(companyId))?.code ?? '…'),
  };
}
