/** The keys of the workbench on one page, for reading and printing. */

import { activeBindings } from '../../keys.tsx';
import { t } from '../../language.ts';
import { KeyList, LettersSwitch } from '../../parts/key-sheet.tsx';
import { PageHead } from '../../parts/page-head.tsx';

/** Keys of pages other than this one, in the words that they carry there. */
const elsewhere = (): readonly (readonly [
  title: string,
  keys: readonly (readonly [keys: string, label: string])[],
])[] => [
  [
    t('In lists'),
    [
      ['j|ArrowDown', t('Next row')],
      ['k|ArrowUp', t('Row before')],
      ['Enter', t('Open the row')],
      ['/', t('Filter the list')],
    ],
  ],
  [
    t('With a customer'),
    [
      ['c', t('Log a call')],
      ['n', t('Write a note')],
      ['h', t('Snooze')],
      ['t', t('Take over')],
      ['1', t('Choose the outcome of a call: 1 to 6')],
      ['mod+Enter', t('Save and go to the next')],
      ['Escape', t('Close, and give the focus back')],
    ],
  ],
];

export function KeysPage() {
  const here = activeBindings();
  return (
    <>
      <PageHead title={t('Keys')} meta={t('What single keys do, and where')} />
      <div className="min-h-0 flex-1 overflow-y-auto border-t border-line px-6 py-5">
        <div className="flex max-w-3xl flex-col gap-7">
          <section>
            <h2 className="pb-2 text-fact font-semibold">{t('Everywhere')}</h2>
            <KeyList bindings={here} />
          </section>
          {elsewhere().map(([title, keys]) => (
            <section key={title}>
              <h2 className="pb-2 text-fact font-semibold">{title}</h2>
              <KeyList bindings={keys.map(([one, label]) => ({ keys: one, label, run: () => undefined }))} />
            </section>
          ))}
          <section className="border-t border-line pt-4">
            <LettersSwitch />
            <p className="pt-1 text-ink-2">
              {t('Letters never act while you type. Switched off, only Escape and combinations with Ctrl act.')}
            </p>
          </section>
        </div>
      </div>
    </>
  );
}
