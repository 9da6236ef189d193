import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contrastOf } from '@subjectline/testing';
import { describe, expect, it } from 'vitest';

const css = readFileSync(join(__dirname, '..', '..', '..', '..', 'pages', 'links', 'links.css'), 'utf8');

type Palette = ReadonlyMap<string, string>;

function paletteOf(block: string): Palette {
  return new Map(
    [...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = '', color = '']) => [name, color]),
  );
}

const [light = '', dark = ''] = [...css.matchAll(/:root \{([^}]*)\}/g)].map(([, block]) => block ?? '');
const palettes = { light: paletteOf(light), dark: paletteOf(dark) };

/** Text upon ground, wherever the style sheet puts one upon the other. */
const pairs = [
  ['text', 'card'],
  ['strong', 'card'],
  ['quiet', 'card'],
  ['quiet', 'sheet'],
  ['strong', 'sheet'],
  ['accent', 'card'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-strong'],
  ['good', 'card'],
  ['warm', 'card'],
  ['warm', 'warm-tint'],
] as const;

describe.each(Object.entries(palettes))('the pages behind links, %s', (_name, palette) => {
  it.each(pairs)('have %s to be read upon %s (WCAG 2.2, 1.4.3)', (text, ground) => {
    const [one = '', other = ''] = [text, ground].map((name) => palette.get(name));
    expect(contrastOf(one, other)).toBeGreaterThanOrEqual(4.5);
  });
});

it('the pages behind links load nothing by their style sheet', () => {
  expect(css).not.toMatch(/@import|url\(|https?:/);
});
