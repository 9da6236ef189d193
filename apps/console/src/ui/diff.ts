export interface DiffPart {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** Of what is compared; beyond it a difference is shown as a whole. */
const maxCells = 4_000_000;

/** What is to be removed from and added to one text to have the other, by lines and tags. */
export function diff(before: string, after: string): DiffPart[] {
  const [old, next] = [piecesOf(before), piecesOf(after)];
  const start = commonLength(old, next);
  const end = commonLength(old.slice(start).toReversed(), next.slice(start).toReversed());
  const [oldMiddle, nextMiddle] = [old.slice(start, old.length - end), next.slice(start, next.length - end)];
  return joined([
    ...old.slice(0, start).map((text): DiffPart => ({ kind: 'same', text })),
    ...middleOf(oldMiddle, nextMiddle),
    ...old.slice(old.length - end).map((text): DiffPart => ({ kind: 'same', text })),
  ]);
}

function piecesOf(text: string): string[] {
  return text === '' ? [] : text.split(/(?<=[\n>])/);
}

function commonLength(one: readonly string[], other: readonly string[]): number {
  const first = one.findIndex((piece, index) => piece !== other[index]);
  return first === -1 ? Math.min(one.length, other.length) : first;
}

/** The longest common subsequence, in a table of its lengths. */
function middleOf(old: readonly string[], next: readonly string[]): DiffPart[] {
  if (old.length * next.length > maxCells) return [...removed(old), ...added(next)];
  const width = next.length + 1;
  const lengths = new Uint32Array((old.length + 1) * width);
  const lengthAt = (i: number, j: number): number => lengths[i * width + j] ?? 0;
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = next.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] =
        old[i] === next[j] ? lengthAt(i + 1, j + 1) + 1 : Math.max(lengthAt(i + 1, j), lengthAt(i, j + 1));
    }
  }
  const parts: DiffPart[] = [];
  let [i, j] = [0, 0];
  while (i < old.length && j < next.length) {
    if (old[i] === next[j]) {
      parts.push({ kind: 'same', text: old[i] ?? '' });
      [i, j] = [i + 1, j + 1];
    } else if (lengthAt(i + 1, j) >= lengthAt(i, j + 1)) {
      parts.push({ kind: 'removed', text: old[i] ?? '' });
      i += 1;
    } else {
      parts.push({ kind: 'added', text: next[j] ?? '' });
      j += 1;
    }
  }
  return [...parts, ...removed(old.slice(i)), ...added(next.slice(j))];
}

const removed = (texts: readonly string[]): DiffPart[] => texts.map((text) => ({ kind: 'removed', text }));
const added = (texts: readonly string[]): DiffPart[] => texts.map((text) => ({ kind: 'added', text }));

function joined(parts: readonly DiffPart[]): DiffPart[] {
  const all: DiffPart[] = [];
  for (const part of parts) {
    const last = all.at(-1);
    if (last?.kind === part.kind) all[all.length - 1] = { ...part, text: last.text + part.text };
    else all.push(part);
  }
  return all;
}
