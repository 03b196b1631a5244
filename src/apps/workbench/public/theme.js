/** Puts the chosen theme on the page before its first paint; without a choice the system's applies. */
try {
  const { chosen } = JSON.parse(localStorage.getItem('dunwell-preferences') ?? '{}');
  if (chosen?.theme === 'light' || chosen?.theme === 'dark') document.documentElement.dataset.theme = chosen.theme;
} catch {
  // Storage is closed to us: the system's theme applies.
}
