// Before the first paint: the colors chosen in this browser, or those of the system.
{
  let scheme = 'auto';
  try {
    scheme = localStorage.getItem('subjectline-color-scheme') ?? 'auto';
  } catch {
    // a browser that stores nothing follows the system
  }
  if (scheme === 'auto') scheme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  document.documentElement.setAttribute('data-mantine-color-scheme', scheme);
}
