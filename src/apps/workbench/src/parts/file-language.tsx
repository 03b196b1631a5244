/** In which language a file is written that others read as well. */
import { type Language, languages, t } from '../language.ts';

interface FileLanguageProps {
  readonly value: Language;
  readonly onChange: (language: Language) => void;
}

/** Beside the button that saves the file; the page begins with the language of its reader. */
export const FileLanguage = ({ value, onChange }: FileLanguageProps) => (
  <select
    aria-label={t('Language of the PDF')}
    className="field"
    value={value}
    onChange={(event) => onChange(event.target.value as Language)}
  >
    {Object.entries(languages).map(([code, name]) => (
      <option key={code} value={code} lang={code}>
        {name}
      </option>
    ))}
  </select>
);
