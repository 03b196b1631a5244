/** Books for tests whose one company's documents an ERP owns. */
import { expect } from 'vitest';
import { type Company, findCompany } from '#company';
import { setCompanyMode } from '#integrations';
import { verify } from '#operations';
import { type Books, must, openFilledBooks } from './books.ts';

/** Says that an ERP owns the documents of the books' company, and answers the company as it is now. */
export async function makeMirrored({ engine, caller, company, tenantId }: Books): Promise<Company> {
  must(await setCompanyMode(engine, caller, { company, mode: 'mirrored', reason: 'SAP owns the documents.' }));
  return must(await findCompany(engine, tenantId, company.code));
}

/** Opens fresh books with a mirrored company DE01. */
export async function openMirroredBooks(customers: number): Promise<{ books: Books; company: Company }> {
  const books = await openFilledBooks(`mirrored-${customers}`, { customers }, makeMirrored);
  return { books, company: books.company };
}

/** Closes books in which nothing may have gone wrong. */
export async function closeVerified(books: Books): Promise<void> {
  const report = await verify(books.engine, books.tenantId);
  await books.close();
  expect(report.checks.filter((check) => check.failed > 0)).toEqual([]);
}
