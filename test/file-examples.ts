/** Examples of the authorization matrix for the copies of documents. */
import { findCompany } from '#company';
import { done } from '#kernel';
import { runQuery } from '#platform';
import { attachFiles, loadDocumentFiles } from '#receivables';
import type { Example, ExampleMaker, Place } from './authorization-examples.ts';
import { must } from './books.ts';
import { callerAt, invoiceAt } from './document-examples.ts';

/** An invoice of the place with a copy. */
async function copyAt(place: Place): Promise<{ itemId: bigint; fileId: bigint }> {
  const { engine } = place.world;
  const caller = callerAt(place);
  const company = must(await findCompany(engine, caller.tenantId, place.company));
  const { itemId, number } = await invoiceAt(place);
  const bytes = new TextEncoder().encode(`%PDF-1.7\n${place.fresh}\n%%EOF\n`);
  must(
    await attachFiles(engine, caller, {
      company,
      standardKind: 'invoice',
      files: [{ fileName: `${number}.pdf`, folders: [], read: () => done(bytes) }],
    }),
  );
  const [file] = await runQuery(engine, caller.tenantId, (db) => loadDocumentFiles(db, caller.tenantId, { itemId }));
  return { itemId, fileId: file!.id };
}

const everywhere = (make: (place: Place) => Promise<Example>): ExampleMaker => ({
  own: make,
  otherCompany: make,
  otherTenant: make,
});

export const fileExamples: Readonly<Record<string, ExampleMaker>> = {
  'receivables.item-files': everywhere(async (place) => ({ params: { itemId: String((await copyAt(place)).itemId) } })),
  'receivables.customer-files': {
    own: async (place) => {
      await copyAt(place);
      return { params: { customer: place.fresh }, query: { company: place.company } };
    },
    otherCompany: ({ company, fresh }) => ({ params: { customer: fresh }, query: { company } }),
  },
  'receivables.file': everywhere(async (place) => ({ params: { fileId: String((await copyAt(place)).fileId) } })),
};
