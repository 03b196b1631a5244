/** Examples of the authorization matrix for files of documents and customers. */
import { findCompany } from '#company';
import { done } from '#kernel';
import { runQuery } from '#platform';
import { attachFiles, loadDocumentFiles, removeFile } from '#receivables';
import type { Example, ExampleMaker, Place } from './authorization-examples.ts';
import { must } from './books.ts';
import { callerAt, invoiceAt } from './document-examples.ts';

interface Copy {
  readonly itemId: bigint;
  readonly fileId: bigint;
  readonly customer: string;
}

/** Copies are only looked at: one for each company. */
const copies = new Map<string, Copy>();

/** An invoice of the place with a copy. */
async function copyAt(place: Place): Promise<Copy> {
  const key = `${place.world.database.name} ${place.companyId}`;
  const copy = copies.get(key) ?? (await makeCopy(place));
  copies.set(key, copy);
  return copy;
}

async function makeCopy(place: Place): Promise<Copy> {
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
  return { itemId, fileId: file!.id, customer: place.fresh };
}

const reason = 'The authorization matrix asks for it.';

/** A copy that is attached, or removed, by nobody else's request. */
async function copyToMove(place: Place, removed: boolean): Promise<Example> {
  const { fileId } = await makeCopy(place);
  if (removed) must(await removeFile(place.world.engine, callerAt(place), { fileId, reason }));
  return { params: { fileId: String(fileId) }, body: { reason } };
}

/** A PDF as a request's body. */
const pdf = ({ fresh }: Place): Pick<Example, 'body' | 'headers'> => ({
  headers: { 'content-type': 'application/octet-stream' },
  body: `%PDF-1.7\n${fresh}\n%%EOF\n`,
});

const everywhere = (make: (place: Place) => Promise<Example>): ExampleMaker => ({
  own: make,
  otherCompany: make,
  otherTenant: make,
});

export const fileExamples: Readonly<Record<string, ExampleMaker>> = {
  'receivables.item-files': everywhere(async (place) => ({ params: { itemId: String((await copyAt(place)).itemId) } })),
  'receivables.customer-files': {
    own: async (place) => ({
      params: { customer: (await copyAt(place)).customer },
      query: { company: place.company },
    }),
    otherCompany: ({ company, fresh }) => ({ params: { customer: fresh }, query: { company } }),
  },
  'receivables.attach-to-item': everywhere(async (place) => ({
    params: { itemId: String((await copyAt(place)).itemId) },
    query: { fileName: 'invoice.pdf' },
    ...pdf(place),
  })),
  'receivables.attach-to-customer': {
    own: async (place) => ({
      params: { customer: (await copyAt(place)).customer },
      query: { company: place.company, fileName: 'contract.pdf' },
      ...pdf(place),
    }),
    otherCompany: (place) => ({
      params: { customer: place.fresh },
      query: { company: place.company, fileName: 'contract.pdf' },
      ...pdf(place),
    }),
  },
  'receivables.remove-file': everywhere((place) => copyToMove(place, false)),
  'receivables.restore-file': everywhere((place) => copyToMove(place, true)),
  'receivables.file': everywhere(async (place) => ({ params: { fileId: String((await copyAt(place)).fileId) } })),
};
