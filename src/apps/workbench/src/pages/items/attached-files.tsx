/** Files of an item, and those of a customer: attached by hand, looked at within the page, saved, taken away. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { AttachedFileAnswer, DocumentFilesAnswer, DocumentFilesPageAnswer } from '#receivables/contract';
import { ask, type Parameters } from '../../api.ts';
import { formatCount, formatInstant } from '../../format.ts';
import { useKeys } from '../../keys.tsx';
import { t } from '../../language.ts';
import { download } from '../../parts/download.ts';
import { DropFiles } from '../../parts/drop-files.tsx';
import { FileViewer } from '../../parts/file-viewer.tsx';
import { FileFrame, FilesAtHand, useFilesAtHand } from '../../parts/files-at-hand.tsx';
import { LedgerTable } from '../../parts/ledger-table.tsx';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';
import { Failure, Skeleton } from '../../parts/states.tsx';
import { useTakingBack } from '../../parts/taking-back.ts';
import { useUpload } from '../../parts/upload.ts';
import { useMay, useReading, useWork } from '../../session.tsx';
import { say, sayRefused } from '../../toasts.tsx';

type File = DocumentFilesAnswer['files'][number];

const kindWords = (): Readonly<Record<File['kind'], string>> => ({
  invoice: t('Invoice'),
  delivery_proof: t('Proof of delivery'),
  order: t('Order'),
  certificate: t('Certificate of withheld tax'),
  contract: t('Contract'),
  other: t('Other'),
});

/** The files of an item's document. */
export function FilesOfItem({ item }: { item: bigint | string | number }) {
  const read = useReading<DocumentFilesAnswer>(`/api/items/${item}/files`, {});
  if (read.isPending) return <Skeleton rows={1} className="px-6 py-3" />;
  if (read.error && !read.data) return <Failure error={read.error} retry={() => void read.refetch()} />;
  const { files } = read.data!;
  return (
    <>
      {files.length === 0 ? (
        <p className="px-6 py-3 text-ink-2">{t('No file is attached to it.')}</p>
      ) : (
        <Files files={files} ofOne />
      )}
      <AttachFiles
        title={t('Drop files of this item here')}
        path={`/api/items/${item}/files`}
        kinds={['invoice', 'delivery_proof', 'order']}
      />
    </>
  );
}

/** The files of a customer and of all its documents, the newest first. */
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
  return (
    <section aria-label={t('Attached files')} className="border-b border-line">
      <AttachFiles
        title={t('Drop files of this customer here')}
        path={path}
        query={{ company }}
        kinds={['contract', 'other']}
      />
      {files.length > 0 && (
        <div className="pb-5">
          <Files files={files} />
        </div>
      )}
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

interface AttachProps {
  readonly title: string;
  /** Where the files are sent, and the query that says so. */
  readonly path: string;
  readonly query?: Parameters;
  /** What they may be, the likeliest first. */
  readonly kinds: readonly File['kind'][];
}

/** Where files are attached, for whoever may: what is dropped is sent at once, what was not taken stays and is sent again. */
function AttachFiles(props: AttachProps) {
  return useMay('receivables.attach-files') ? <Attaching {...props} /> : null;
}

function Attaching({ title, path, query = {}, kinds }: AttachProps) {
  const words = kindWords();
  const [kind, setKind] = useState(kinds[0]!);
  const hand = useFilesAtHand();
  const chooser = useRef<HTMLInputElement>(null);
  useKeys([{ keys: 'f', label: t('Choose files to attach'), run: () => chooser.current?.click() }]);
  return (
    <div className="pt-4">
      <DropFiles
        title={title}
        text={t('PDF, at most 20 MB each; they are attached at once.')}
        label={t('Files to attach')}
        take={hand.take}
        chooser={chooser}
      >
        <select
          aria-label={t('What they are')}
          className="field"
          value={kind}
          onChange={(event) => setKind(kinds.find((one) => one === event.target.value)!)}
        >
          {kinds.map((one) => (
            <option key={one} value={one}>
              {words[one]}
            </option>
          ))}
        </select>
      </DropFiles>
      <FilesAtHand hand={hand}>
        {(file, close) => <FileToAttach file={file} path={path} query={query} kind={kind} close={close} />}
      </FilesAtHand>
    </div>
  );
}

interface FileToAttachProps {
  readonly file: globalThis.File;
  readonly path: string;
  readonly query: Parameters;
  /** What it is, as it was chosen when the file was dropped. */
  readonly kind: File['kind'];
  readonly close: () => void;
}

function FileToAttach({ file, path, query, kind, close }: FileToAttachProps) {
  const { name } = file;
  const sending = useUpload<AttachedFileAnswer>({ changes: true });
  const takeBack = useTakingBack();
  const [asked] = useState({ ...query, kind, fileName: name.slice(-longestName) });
  const send = (): void =>
    sending.mutate(
      { path, query: asked, file },
      {
        told: ({ id }) =>
          id === null
            ? say(t('{name} was attached already.', { name }))
            : say(
                t('{name} is attached.', { name }),
                () => void takeBack(removal(id), t('{name} is taken away.', { name })),
              ),
        onSuccess: close,
      },
    );
  // biome-ignore lint/correctness/useExhaustiveDependencies: the file is sent once, when it comes
  useEffect(send, []);
  return (
    <FileFrame
      file={file}
      close={close}
      told={sending.isPending && <span className="text-ink-2">{t('Sending…')}</span>}
      ready={sending.isError}
      taking={sending.isPending}
      take={send}
      does={t('Try again')}
      error={sending.error}
    />
  );
}

/** As long as the server takes a name; its end tells the kind. */
const longestName = 200;
/** What is taken back from a toast is not asked for its reason. */
const removal = (id: File['id'] | bigint) => ({ path: `/api/files/${id}/remove`, body: { reason: 'Taken back.' } });

/** A file in kilobytes, never less than one. */
const kilobytes = (bytes: number): string =>
  t('{size} KB', { size: formatCount(Math.max(1, Math.round(bytes / 1024))) });

function Files({ files, ofOne = false }: FilesProps) {
  const { tenant } = useWork();
  const [looked, setLooked] = useState<File>();
  const [leaving, setLeaving] = useState<File>();
  const mayAttach = useMay('receivables.attach-files');
  const takeBack = useTakingBack();
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
              <td className="space-x-4 text-right">
                {mayAttach && (
                  <button
                    type="button"
                    className="link"
                    aria-label={t('Take away {name}', { name: file.fileName })}
                    onClick={() => setLeaving(file)}
                  >
                    {t('Take away')}
                  </button>
                )}
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
          title={looked.number === '' ? looked.fileName : `${looked.number} · ${looked.fileName}`}
          path={pathOf(looked)}
          query={{}}
          name={looked.fileName}
          close={() => setLooked(undefined)}
        />
      )}
      {leaving && (
        <ReasonDialog
          title={t('Take away {name}', { name: leaving.fileName })}
          does={t('Take away')}
          write={{ path: `/api/files/${leaving.id}/remove` }}
          told={() => {
            const { id, fileName: name } = leaving;
            const back = { path: `/api/files/${id}/restore`, body: { reason: 'Taken back.' } };
            say(
              t('{name} is taken away.', { name }),
              () => void takeBack(back, t('{name} is attached again.', { name })),
            );
          }}
          close={() => setLeaving(undefined)}
        >
          <p className="text-ink-2">
            {t('It is listed here no more and goes along with no letter from now on; letters that left keep it.')}
          </p>
        </ReasonDialog>
      )}
    </>
  );
}
