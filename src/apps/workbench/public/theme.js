/** Puts the chosen theme on the page before its first paint; without a choice the system's applies. */
try {
  const theme = localStorage.getItem('dunwell-theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Storage is closed to us: the system's theme applies.
}
