import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const css = readFileSync(join(__dirname, '..', '..', '..', 'pages', 'links', 'links.css'), 'utf8');

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

/** WCAG 2.2, relative luminance. */
function luminanceOf(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((from) => {
    const channel = Number.parseInt(color.slice(from, from + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrastOf(palette: Palette, text: string, ground: string): number {
  const [a = 0, b = 0] = [text, ground].map((name) => luminanceOf(palette.get(name) ?? ''));
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

describe.each(Object.entries(palettes))('the pages behind links, %s', (_name, palette) => {
  it.each(pairs)('have %s to be read upon %s (WCAG 2.2, 1.4.3)', (text, ground) => {
    expect(contrastOf(palette, text, ground)).toBeGreaterThanOrEqual(4.5);
  });
});

it('the pages behind links load nothing by their style sheet', () => {
  expect(css).not.toMatch(/@import|url\(|https?:/);
});
