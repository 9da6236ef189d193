import Handlebars from 'handlebars';
import { flattenPieces, type FlatTemplate, type Reading } from './pieces';
import { TemplateReader } from './template-reader';

/** U+E000 to U+E0FF, as they are or as HTML spells them: we mark places with them while HTML is read (marks.ts). */
export const privateUse = /[\ue000-\ue0ff]|&#x0*e0[0-9a-f]{2}|&#0*57(?:34[4-9]|3[5-9]\d|[45]\d\d)/i;
export const privateUseProblem = 'it contains a private-use character (U+E000 to U+E0FF)';
/** Except tabs and line breaks. */
export const controls = /[^\P{Cc}\t\n\r]/u;
/** Handlebars takes time with the square of the depth: 1,000 cost 0.1 seconds, 9,000 nearly a minute. */
const maxConditions = 300;
/** Values and the tags of conditions together. 7,000 cost over a second until the mail is checked. */
const maxTags = 1_000;
/** It does so with expressions in expressions, too: 30,000 cost three minutes, 1,000 a tenth of a second. */
const maxBrackets = 1_000;
/** An opening bracket that Handlebars could take for one of an expression: not `rgb(`. */
const bracket = /(?<![\p{L}\p{N}_-])\(/gu;

/**
 * Handlebars reads a template; what is none of our three pieces is refused, so that nothing else ever needs to be
 * rendered, and no code is made out of a template.
 */
export function readTemplate(source: string): Reading {
  const problem = shapeProblem(source);
  if (problem !== null) return refused(problem);
  try {
    const reader = new TemplateReader();
    const pieces = reader.program(Handlebars.parse(source), 0);
    return { pieces, problems: [...new Set(reader.problems)] };
  } catch (error) {
    const [reason = ''] = error instanceof Error ? error.message.split('\n') : [];
    return refused(`it cannot be read: ${reason.replace(/:$/, '')}`);
  }
}

/**
 * What a template shows for authors who write placeholders and no conditions.
 * @param absent the names without a value; all others have one
 */
export function flatten(source: string, absent: readonly string[] = []): FlatTemplate {
  return flattenPieces(readTemplate(source).pieces, absent);
}

/** Problems that are checked before parsing, because with some of them parsing would take too long. */
function shapeProblem(source: string): string | null {
  if (privateUse.test(source)) return privateUseProblem;
  if (controls.test(source)) return 'it contains a control character';
  if (/\p{Surrogate}/u.test(source)) return 'it contains half of a character (a lone surrogate)';
  if (source.includes('{{{{')) return 'raw blocks ({{{{…}}}}) are not part of the language';
  const conditions = source.match(/\{\{~?\s*(?:#|\^|else\b)/g)?.length ?? 0;
  if (conditions > maxConditions) return `it has more than ${maxConditions} conditions`;
  const tags = source.split('{{').length - 1;
  if (tags > maxTags) return `it has more than ${maxTags} tags ({{…}})`;
  const brackets = source.match(bracket)?.length ?? 0;
  return brackets > maxBrackets ? `it has more than ${maxBrackets} opening brackets` : null;
}

function refused(problem: string): Reading {
  return { pieces: [], problems: [problem] };
}
