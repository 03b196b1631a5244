/** How tall the rows of long lists are: the person's choice, for all lists. */
import { choosePreferences, type Preferences, usePreferences } from './preferences.ts';

/** Pixels, with what each is called. */
export const densities = [
  [28, 'Compact rows'],
  [36, 'Normal rows'],
  [44, 'Tall rows'],
] as const;
export type Density = NonNullable<Preferences['rowHeight']>;

/** The height of a row that the reader wants, in pixels. */
export const useDensity = (): Density => usePreferences().rowHeight ?? 28;

export const chooseDensity = (rowHeight: Density): void => choosePreferences({ rowHeight });
