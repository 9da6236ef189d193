import type { FieldOutline } from '@subjectline/schema';

type Rules = FieldOutline['rules'];
type Limits = readonly unknown[];

interface RuleChanges {
  readonly narrower: readonly string[];
  readonly wider: readonly string[];
}

/** Rules whose limit is a maximum or a minimum: which way lets more through is known. */
const maxima = ['max', 'maxLength', 'arrayMaxSize'];
const minima = ['min', 'minLength', 'arrayMinSize'];

export function compareRules(before: Rules, after: Rules): RuleChanges {
  const narrower: string[] = [];
  const wider: string[] = [];
  for (const name of Object.keys({ ...before, ...after })) {
    const [old, now] = [before[name], after[name]];
    if (!now) wider.push(`rule ${name} is gone`);
    else if (!old) narrower.push(`rule ${name} is new`);
    else compareLimits(name, old, now, { narrower, wider });
  }
  // another rule in the place of one: values of another type
  return narrower.length > 0 ? { narrower, wider: [] } : { narrower, wider };
}

function compareLimits(
  name: string,
  before: Limits,
  after: Limits,
  { narrower, wider }: { narrower: string[]; wider: string[] },
): void {
  const rule = name.replace(/^each /, '');
  const [old, now] = [before[0], after[0]];
  const change = `${name} ${JSON.stringify(old)} → ${JSON.stringify(now)}`;
  if (JSON.stringify(before) === JSON.stringify(after)) return;
  if (rule === 'isIn') return compareWords(name, old as Limits, now as Limits, { narrower, wider });
  const sign = maxima.includes(rule) ? 1 : minima.includes(rule) ? -1 : 0;
  // of a pattern or a rule of our own it is not known which way it has changed
  if (sign === 0 || sign * Number(now) < sign * Number(old)) narrower.push(change);
  else wider.push(change);
}

function compareWords(
  name: string,
  before: Limits,
  after: Limits,
  { narrower, wider }: { narrower: string[]; wider: string[] },
): void {
  const lost = before.filter((word) => !after.includes(word));
  const added = after.filter((word) => !before.includes(word));
  if (lost.length > 0) narrower.push(`${name} lost ${lost.join(', ')}`);
  if (added.length > 0) wider.push(`${name} gained ${added.join(', ')}`);
}
