/** How tall the rows of long lists are; the choice stays in this browser and holds for all lists. */
import { useSyncExternalStore } from 'react';

/** Pixels, with what each is called. */
export const densities = [
  [28, 'Compact rows'],
  [36, 'Normal rows'],
  [44, 'Tall rows'],
] as const;
export type Density = (typeof densities)[number][0];

const key = 'dunwell-density';
const listeners = new Set<() => void>();
let density: Density = read();

function read(): Density {
  try {
    const kept = Number(localStorage.getItem(key));
    return densities.find(([height]) => height === kept)?.[0] ?? 28;
  } catch {
    // Storage is closed to us: rows are compact.
    return 28;
  }
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** The height of a row that the reader wants, in pixels. */
export const useDensity = (): Density => useSyncExternalStore(subscribe, () => density);

export function chooseDensity(next: Density): void {
  density = next;
  try {
    localStorage.setItem(key, String(next));
  } catch {
    // The choice lasts for this page.
  }
  for (const listener of listeners) listener();
}
