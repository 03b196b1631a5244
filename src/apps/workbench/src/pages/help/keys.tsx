/** The keys of the workbench on one page, for reading and printing: those of every place, as the sources bind them. */

import { useEffect, useState } from 'react';
import { activeBindings, type KeyBinding } from '../../keys.tsx';
import { t } from '../../language.ts';
import { KeyList, LettersSwitch } from '../../parts/key-sheet.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { keysOfPages } from './keys-of-pages.ts';

/** What lists and forms hear by themselves, beside what is bound. */
const heard = (place: string): readonly (readonly [keys: string, label: string])[] =>
  place === 'In lists'
    ? [
        ['Tab', t('To the heads, by which the list is sorted')],
        ['ArrowRight', t('Into the links of the row; Escape back')],
      ]
    : place === 'Everywhere'
      ? [['mod+Enter', t('Press the button of the form in which you type')]]
      : place === 'With a customer'
        ? [['1', t('Choose the outcome of a call: 1 to 6')]]
        : [];

export function KeysPage() {
  // Where this is the first page, the frame around it binds its keys with the same drawing: they are read when it stands.
  const [here, setHere] = useState(activeBindings);
  useEffect(() => setHere(activeBindings()), []);
  // Each stands once: where it acts everywhere, there.
  const acting = new Set(here.map((one) => one.keys));
  const everywhere = keysOfPages.find(([place]) => place === 'Everywhere')?.[1] ?? [];
  /** Those of a place; what acts on this page already is told above. */
  const of = (place: string, keys: typeof everywhere): KeyBinding[] =>
    [...keys.map(([one, label]) => [one, t(label)] as const), ...heard(place)]
      .filter(([one]) => !acting.has(one))
      .map(([one, label]) => ({ keys: one, label, run: () => undefined }));
  return (
    <>
      <PageHead title={t('Keys')} meta={t('What single keys do, and where')} />
      <div className="min-h-0 flex-1 overflow-y-auto border-t border-line px-6 py-5">
        <div className="flex max-w-3xl flex-col gap-7">
          <section>
            <h2 className="pb-2 text-fact font-semibold">{t('Everywhere')}</h2>
            <KeyList bindings={[...here, ...of('Everywhere', everywhere)]} />
          </section>
          {keysOfPages.map(
            ([place, keys]) =>
              place !== 'Everywhere' && (
                <section key={place}>
                  <h2 className="pb-2 text-fact font-semibold">{t(place)}</h2>
                  <KeyList bindings={of(place, keys)} />
                </section>
              ),
          )}
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
