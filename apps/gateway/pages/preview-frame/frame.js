// Shows the HTML of a mail that the page around it sends: {html, colors: 'light' or 'dark'}. Answers {height}, and
// {escape: true} when Escape is pressed, as no key in a frame reaches the dialog around it.
addEventListener('message', ({ source, data }) => {
  if (source !== parent || typeof data?.html !== 'string') return;
  const mail = new DOMParser().parseFromString(data.html, 'text/html');
  document.replaceChild(document.adoptNode(mail.documentElement), document.documentElement);
  // the colors of the page around do not reach into a frame, so that its media queries are decided here
  document.documentElement.style.colorScheme = data.colors ?? 'light';
  for (const { cssRules } of document.styleSheets) {
    for (const rule of cssRules) {
      if (!(rule instanceof CSSMediaRule)) continue;
      const query = /\(\s*prefers-color-scheme\s*:\s*(light|dark)\s*\)/g;
      rule.media.mediaText = rule.media.mediaText.replace(query, (_match, colors) =>
        colors === (data.colors ?? 'light') ? '(min-width: 0)' : '(max-width: 0)',
      );
    }
  }
  new ResizeObserver(() => {
    parent.postMessage({ height: document.documentElement.scrollHeight }, '*');
  }).observe(document.documentElement);
});
addEventListener('keydown', ({ key }) => {
  if (key === 'Escape') parent.postMessage({ escape: true }, '*');
});
// a link of the mail is shown, not followed
addEventListener('click', (event) => event.preventDefault(), true);
