import { Own } from '@subjectline/schema';

const form = /^#[0-9a-f]{6}$/i;
const white = '#ffffff';

/** WCAG 2.2, success criterion 1.4.3. */
const leastContrast = 4.5;

/** The contrast of two colors such as `#1f2933`, between 1 and 21: WCAG 2.2, contrast ratio. */
export function contrastRatio(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminanceOf(one), luminanceOf(other)].toSorted((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminanceOf(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((from) => {
    const channel = Number.parseInt(color.slice(from, from + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** A color under white text. */
export const ButtonColor = Own<string>(
  {
    name: 'isButtonColor',
    validate: (value) => problemOf(value) === null,
    message: (value) => problemOf(value) ?? '',
  },
  { example: '#0b5c4a' },
);

function problemOf(value: unknown): string | null {
  if (typeof value !== 'string' || !form.test(value)) return 'must be a color such as #0b5c4a';
  const contrast = contrastRatio(value, white);
  if (contrast >= leastContrast) return null;
  return `white text cannot be read on it: its contrast is ${contrast.toFixed(1)}:1, and ${leastContrast}:1 is needed. Choose a darker color`;
}
