/** How the company's tables of bank lines, remittances and lockboxes are read, as somebody kept it: shown, and ended. */
import type { FileMappingsAnswer } from '#cash/contract';
import { t } from '../../language.ts';
import { LedgerTable } from '../../parts/ledger-table.tsx';
import { Refused } from '../../parts/states.tsx';
import { WideTable } from '../../parts/wide-table.tsx';
import { useMay, useReading, useWork, useWriting } from '../../session.tsx';
import { say } from '../../toasts.tsx';
import { Part, Read } from './section.tsx';

type Row = FileMappingsAnswer['rows'][number];

export function FileMappings() {
  const { company } = useWork();
  const mayEdit = useMay('cash.edit-bank-accounts');
  const kept = useReading<FileMappingsAnswer>('/api/file-mappings', { company });
  const ending = useWriting();
  // What there is none of is made where a table is dropped. Who ends one that somebody else has just ended is told all the same.
  if (kept.data?.rows.length === 0 && !ending.error) return null;
  const end = (row: Row): void =>
    ending.mutate(
      { path: `/api/file-mappings/${row.id}/end`, query: { company } },
      { told: () => say(t('{name} is used no more; its files are asked about again.', { name: row.name })) },
    );
  return (
    <Part title={t('How tables of the bank are read in {company}', { company })}>
      <Read reading={kept}>
        {({ rows }) => (
          <>
            <WideTable>
              <LedgerTable
                label={t('Kept mappings')}
                className="border-t border-line bg-surface"
                heads={[
                  t('Name'),
                  t('Kind'),
                  t('Bank account'),
                  t('Files'),
                  ...(mayEdit ? [{ text: t('Edit'), unseen: true } as const] : []),
                ]}
              >
                <tbody>
                  {rows.map((row) => (
                    <tr key={String(row.id)}>
                      <th scope="row">{row.name}</th>
                      <td>{row.kind === 'bank' ? t('Bank statement') : t('Remittance advice')}</td>
                      <td>{row.account}</td>
                      <td className="text-ink-2">{row.files ?? t('all that fit')}</td>
                      {mayEdit && (
                        <td className="text-right">
                          <button
                            type="button"
                            className="link"
                            aria-label={t('Use {name} no more', { name: row.name })}
                            disabled={ending.isPending}
                            onClick={() => end(row)}
                          >
                            {t('End')}
                          </button>
                        </td>
                      )}
                    </tr>
                  ))}
                </tbody>
              </LedgerTable>
            </WideTable>
            <Refused error={ending.error} />
          </>
        )}
      </Read>
    </Part>
  );
}
