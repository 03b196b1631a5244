/** Roles: the permission table as it is in force, action by action. */
import type { PermissionsAnswer } from '#platform';
import { humanise } from '../../format.ts';
import { t } from '../../language.ts';
import { CheckIcon } from '../../parts/icons.tsx';
import { WideTable } from '../../parts/wide-table.tsx';
import { useReading } from '../../session.tsx';
import { Part, Read } from './section.tsx';

export default function Roles() {
  const table = useReading<PermissionsAnswer>('/api/permissions');
  return (
    <Read reading={table}>
      {({ roles, actions }) => {
        const modules = [...new Set(actions.map((one) => one.action.split('.')[0]!))];
        return (
          <Part
            title={t('Roles')}
            meta={t('What is not ticked is denied. Amounts are bounded besides, under Authority.')}
          >
            <WideTable>
              <table className="ledger border-t border-line bg-surface" aria-label={t('Permissions')}>
                <thead>
                  <tr>
                    <th scope="col">{t('Action')}</th>
                    {roles.map((role) => (
                      <th key={role} scope="col" className="!text-center">
                        {t(humanise(role))}
                      </th>
                    ))}
                  </tr>
                </thead>
                {modules.map((module) => (
                  <tbody key={module}>
                    <tr className="total">
                      <th scope="rowgroup" colSpan={roles.length + 1}>
                        {t(humanise(module))}
                      </th>
                    </tr>
                    {actions
                      .filter((one) => one.action.startsWith(`${module}.`))
                      .map((one) => (
                        <tr key={one.action}>
                          <th scope="row">
                            {t(humanise(one.action.slice(module.length + 1)))}{' '}
                            <span className="pl-1 text-meta text-ink-2">{one.action}</span>
                          </th>
                          {roles.map((role) => (
                            <td key={role} className="!text-center">
                              {one.roles.includes(role) ? (
                                <>
                                  <CheckIcon className="mx-auto text-accent" />
                                  <span className="sr-only">{t('yes')}</span>
                                </>
                              ) : (
                                <span className="sr-only">{t('no')}</span>
                              )}
                            </td>
                          ))}
                        </tr>
                      ))}
                  </tbody>
                ))}
              </table>
            </WideTable>
          </Part>
        );
      }}
    </Read>
  );
}
