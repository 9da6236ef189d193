/**
 * What a brand colors on a page: the main button, and by day the links. White can be read on the color, so it can be read
 * on white; at night, links keep a color of ours that can be read on the dark.
 */
export function colorStyle(color: string): string {
  return [
    `button.first, button.first:hover { background: ${color}; border-color: ${color}; color: #ffffff }`,
    'button.first:hover { text-decoration: underline }',
    `@media not all and (prefers-color-scheme: dark) { :root { --accent: ${color}; --accent-strong: ${color} } }`,
    '@media (prefers-color-scheme: dark) { button.first, button.first:hover { border-color: #6b7681 } }',
    '',
  ].join('\n');
}
