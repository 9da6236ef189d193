import { contrastOf } from '@subjectline/testing';

/* For specs: whether what stands on a ground can be read there (WCAG 2.2, success criterion 1.4.3). */

const leastContrast = 4.5;

/** Light comes from the styles of the elements, dark from the rules that take their place. */
export function contrastProblems(html: string): string[] {
  const dark = /prefers-color-scheme:dark\)\{([^]*?\})\}/.exec(html)?.[1] ?? '';
  const light = (selector: string) => styleOfClass(html, selector);
  const atNight = (selector: string) => ruleOf(dark, selector);
  const [card, darkCard] = [light('card'), atNight('.card')];
  const pairs: [string, string | null, string | null][] = [
    ['the text', colorIn(card), groundIn(card)],
    ['the text in the dark', colorIn(darkCard), groundIn(darkCard)],
    ['a link in the dark', colorIn(atNight('.card a')), groundIn(darkCard)],
  ];
  if (html.includes('class="button"')) {
    const [button, darkButton] = [light('button'), atNight('.card .button')];
    pairs.push(
      ['a button', colorIn(button), groundIn(button)],
      ['a button in the dark', colorIn(darkButton), groundIn(darkButton)],
    );
  }
  if (html.includes('class="small"')) {
    pairs.push(
      ['small text', colorIn(light('small')), groundIn(card)],
      ['small text in the dark', colorIn(atNight('.card .small')), groundIn(darkCard)],
    );
  }
  return pairs.flatMap(([what, color, ground]) => {
    if (color === null || ground === null) return [`${what} has no colour, or no ground`];
    const contrast = contrastOf(color, ground);
    return contrast < leastContrast ? [`${what} has a contrast of ${contrast.toFixed(1)}`] : [];
  });
}

function styleOfClass(html: string, name: string): string {
  const tag = new RegExp(`<[^>]*class="${name}"[^>]*>`).exec(html)?.[0] ?? '';
  return /style="([^"]*)"/.exec(tag)?.[1] ?? '';
}

function ruleOf(rules: string, selector: string): string {
  const rule = rules.split('}').find((one) => one.split('{')[0] === selector);
  return rule?.split('{')[1] ?? '';
}

function colorIn(style: string): string | null {
  return /(?:^|;)color:(#[0-9a-f]{6})/.exec(style)?.[1] ?? null;
}

function groundIn(style: string): string | null {
  return /(?:^|;)background-color:(#[0-9a-f]{6})/.exec(style)?.[1] ?? null;
}
