/** Copies of documents: those of an item, those of a customer; looked at within the page, or saved. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { DocumentFilesAnswer, DocumentFilesPageAnswer } from '#receivables/contract';
import { ask } from '../../api.ts';
import { formatCount, formatInstant } from '../../format.ts';
import { t } from '../../language.ts';
import { download } from '../../parts/download.ts';
import { FileViewer } from '../../parts/file-viewer.tsx';
import { LedgerTable } from '../../parts/ledger-table.tsx';
import { Failure, Skeleton } from '../../parts/states.tsx';
import { useReading, useWork } from '../../session.tsx';
import { sayRefused } from '../../toasts.tsx';

type File = DocumentFilesAnswer['files'][number];

const kindWords = (): Readonly<Record<File['kind'], string>> => ({
  invoice: t('Invoice'),
  delivery_proof: t('Proof of delivery'),
  order: t('Order'),
  certificate: t('Certificate of withheld tax'),
});

/** The copies of an item's document. */
export function FilesOfItem({ item }: { item: bigint | string | number }) {
  const read = useReading<DocumentFilesAnswer>(`/api/items/${item}/files`, {});
  if (read.isPending) return <Skeleton rows={1} className="px-6 py-3" />;
  if (read.error && !read.data) return <Failure error={read.error} retry={() => void read.refetch()} />;
  const { files } = read.data!;
  return files.length === 0 ? (
    <p className="px-6 py-3 text-ink-2">{t('No file is attached to it.')}</p>
  ) : (
    <Files files={files} ofOne />
  );
}

/** The copies of all documents of a customer, the newest first; nothing where there are none. */
export function FilesOfCustomer({ customer }: { customer: string }) {
  const { tenant, company } = useWork();
  const path = `/api/customers/${encodeURIComponent(customer)}/files`;
  const pages = useInfiniteQuery({
    queryKey: [path, tenant, company],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam }) =>
      ask<DocumentFilesPageAnswer>('GET', path, { tenant, query: { company, before: pageParam, limit: 50 }, signal }),
    getNextPageParam: ({ next }) => (next === null ? undefined : String(next)),
  });
  if (pages.isPending) return <Skeleton rows={2} className="px-6 py-2" />;
  if (pages.error && !pages.data) return <Failure error={pages.error} retry={() => void pages.refetch()} />;
  const files = pages.data!.pages.flatMap((page) => page.files);
  if (files.length === 0) return null;
  return (
    <section aria-label={t('Attached files')} className="border-b border-line">
      <Files files={files} />
      {pages.hasNextPage && (
        <div className="px-6 py-3">
          <button
            type="button"
            className="button"
            disabled={pages.isFetchingNextPage}
            onClick={() => void pages.fetchNextPage()}
          >
            {pages.isFetchingNextPage ? t('Loading…') : t('Show earlier files')}
          </button>
        </div>
      )}
    </section>
  );
}

interface FilesProps {
  readonly files: readonly File[];
  /** All are copies of one document: its number is said above them. */
  readonly ofOne?: boolean;
}

/** A file in kilobytes, never less than one. */
const kilobytes = (bytes: number): string =>
  t('{size} KB', { size: formatCount(Math.max(1, Math.round(bytes / 1024))) });

function Files({ files, ofOne = false }: FilesProps) {
  const { tenant } = useWork();
  const [looked, setLooked] = useState<File>();
  const words = kindWords();
  const pathOf = ({ id }: File): string => `/api/files/${id}`;
  const save = (file: File): void =>
    void download(pathOf(file), { tenant, query: {}, progress: () => undefined }).catch((fault: unknown) =>
      sayRefused(fault),
    );
  return (
    <>
      <LedgerTable
        label={t('Attached files')}
        heads={[
          t('File'),
          ...(ofOne ? [] : [t('Document')]),
          t('Type'),
          { text: t('Size'), numeric: true },
          { text: t('Attached'), numeric: true },
          { text: t('What can be done'), unseen: true },
        ]}
      >
        <tbody>
          {files.map((file) => (
            <tr key={String(file.id)}>
              <th scope="row" className="max-w-80 truncate">
                <button
                  type="button"
                  className="drill"
                  title={t('Look at {name}', { name: file.fileName })}
                  onClick={() => setLooked(file)}
                >
                  {file.fileName}
                </button>
              </th>
              {!ofOne && <td className="tabular-nums">{file.number}</td>}
              <td className="text-ink-2">{words[file.kind]}</td>
              <td className="numeric text-ink-2">{kilobytes(file.sizeBytes)}</td>
              <td className="numeric text-ink-2">{formatInstant(file.attachedAt)}</td>
              <td className="text-right">
                <button
                  type="button"
                  className="link"
                  aria-label={t('Save {name}', { name: file.fileName })}
                  onClick={() => save(file)}
                >
                  {t('Save')}
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </LedgerTable>
      {looked && (
        <FileViewer
          title={`${looked.number} · ${looked.fileName}`}
          path={pathOf(looked)}
          query={{}}
          name={looked.fileName}
          close={() => setLooked(undefined)}
        />
      )}
    </>
  );
}
