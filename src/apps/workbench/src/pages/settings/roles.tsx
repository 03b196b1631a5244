/** Roles: who holds each, and the permission table as it is in force, action by action. */
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { PermissionsAnswer, PersonsAnswer } from '#platform';
import { formatCount, humanise } from '../../format.ts';
import { t } from '../../language.ts';
import { CheckIcon } from '../../parts/icons.tsx';
import { WideTable } from '../../parts/wide-table.tsx';
import { useMay, useReading } from '../../session.tsx';
import { Part, Read } from './section.tsx';

/** So many names stand in a column; the others are counted, and come when they are asked for. */
const mostNames = 4;

function Holders({ names }: { names: readonly string[] }) {
  const [all, setAll] = useState(false);
  return (
    <>
      {names.slice(0, all ? names.length : mostNames).map((name) => (
        <span key={name} className="block">
          {name}
        </span>
      ))}
      {names.length > mostNames && (
        <button type="button" className="link" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t('Fewer') : t('{count} more', { count: formatCount(names.length - mostNames) })}
        </button>
      )}
    </>
  );
}

export default function Roles() {
  const table = useReading<PermissionsAnswer>('/api/permissions');
  const maySeePersons = useMay('identity.view');
  const persons = useReading<PersonsAnswer>('/api/persons', { limit: 200 }, { enabled: maySeePersons });
  const holders = (role: string): readonly string[] =>
    (persons.data?.rows ?? []).filter((one) => one.grants.some((grant) => grant.role === role)).map((one) => one.name);
  return (
    <Read reading={table}>
      {({ roles, actions }) => {
        const modules = [...new Set(actions.map((one) => one.action.split('.')[0]!))];
        return (
          <Part
            title={t('Roles')}
            meta={t('What is not ticked is denied. Amounts are bounded besides, under Authority.')}
            actions={
              maySeePersons && (
                <Link to="/settings/{-$section}" params={{ section: 'users' }} search={{}} className="link">
                  {t('Given and taken away under Users')}
                </Link>
              )
            }
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
                {persons.data && (
                  <tbody>
                    <tr>
                      <th scope="row">{t('Who holds it')}</th>
                      {roles.map((role) => (
                        <td key={role} className="!whitespace-normal py-1 !text-center align-top text-meta text-ink-2">
                          <Holders names={holders(role)} />
                        </td>
                      ))}
                    </tr>
                  </tbody>
                )}
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
