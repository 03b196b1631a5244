/** Light, dark, or as the system has it; the choice stays in this browser. */
export type Theme = 'system' | 'light' | 'dark';

const key = 'dunwell-theme';

export function readTheme(): Theme {
  const theme = document.documentElement.dataset['theme'];
  return theme === 'light' || theme === 'dark' ? theme : 'system';
}

/** Applies and keeps a choice; `system` forgets it. */
export function chooseTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
  try {
    if (theme === 'system') localStorage.removeItem(key);
    else localStorage.setItem(key, theme);
  } catch {
    // Storage is closed to us: the choice lasts for this page.
  }
}
