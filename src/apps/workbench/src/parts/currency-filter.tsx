/** Narrows a list to one currency, where it has several. */
import { t } from '../language.ts';

interface Props {
  readonly currencies: readonly string[];
  readonly value: string | undefined;
  readonly onChange: (currency: string | undefined) => void;
}

export function CurrencyFilter({ currencies, value, onChange }: Props) {
  const all = [...new Set([...currencies, value ?? ''])].filter(Boolean).sort();
  if (all.length < 2) return null;
  return (
    <select
      aria-label={t('Currency')}
      className="field"
      value={value ?? ''}
      onChange={(event) => onChange(event.target.value || undefined)}
    >
      <option value="">{t('All currencies')}</option>
      {all.map((one) => (
        <option key={one} value={one}>
          {one}
        </option>
      ))}
    </select>
  );
}
