/** All keys that act on this page. */
import { useState } from 'react';
import { activeBindings, Keys, switchLetters, useLetters } from '../keys.tsx';
import { t } from '../language.ts';
import { Dialog } from './dialog.tsx';
import { Check } from './field.tsx';

/** The keys that act at the moment in two columns. */
export function KeyList({ bindings }: { bindings: ReturnType<typeof activeBindings> }) {
  return (
    <dl className="columns-2 gap-10">
      {bindings.map((one) => (
        <div
          key={`${one.keys} ${one.label}`}
          className="flex break-inside-avoid items-center justify-between gap-4 py-1"
        >
          <dt>{one.label}</dt>
          <dd>
            <Keys keys={one.keys} />
            <span className="sr-only">{one.keys}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

export function LettersSwitch() {
  const on = useLetters();
  return (
    <Check checked={on} onChange={(on) => switchLetters(on)}>
      {t('Single letters act')}
    </Check>
  );
}

export default function KeySheet({ close }: { close: () => void }) {
  // What acts beneath this sheet: read once, before the sheet takes the keys.
  const [bindings] = useState(activeBindings);
  return (
    <Dialog title={t('Keys')} width="max-w-2xl" close={close}>
      <div className="flex flex-col gap-4 overflow-y-auto px-6 py-4">
        <KeyList bindings={bindings} />
        <div className="border-t border-line pt-3 text-ink-2">
          <LettersSwitch />
        </div>
      </div>
    </Dialog>
  );
}
