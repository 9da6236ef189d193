import type { FieldOutline } from '@subjectline/schema';
import { compareRules } from './compare-rules';
import type { Differences, Direction } from './differences';

/** The version before neither sends it nor knows it: unknown fields of an output are dropped, those of an input refused. */
export function newField({ mayBeAbsent }: FieldOutline, direction: Direction): Differences {
  if (!mayBeAbsent) return { breaks: ['is new and required'], order: [] };
  return { breaks: [], order: direction === 'input' ? ['is new'] : [] };
}

export function compareField(before: FieldOutline, after: FieldOutline, direction: Direction): Differences {
  const { narrower, wider } = compareRules(before.rules, after.rules);
  const stricter = presence(after, before, ['is required now', 'may not be null now']);
  const looser = presence(before, after, ['may be absent now', 'may be null now']);
  // readers of the version before count on what an output always had
  if (direction === 'output') return { breaks: [...stricter, ...looser, ...narrower], order: wider };
  return { breaks: [...stricter, ...narrower], order: [...looser, ...wider] };
}

/** What the first may not be and the second may. */
function presence(
  strict: FieldOutline,
  lax: FieldOutline,
  [absent, none]: readonly [string, string],
): string[] {
  return [
    ...(lax.mayBeAbsent && !strict.mayBeAbsent ? [absent] : []),
    ...(lax.mayBeNull && !strict.mayBeNull ? [none] : []),
  ];
}
