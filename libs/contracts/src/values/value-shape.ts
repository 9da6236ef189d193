const maxDepth = 20;
const maxFields = 500;

/** Of values whose shape is the caller's own. A body may be nested a little deeper (`body-bounds.ts` in the gateway). */
export const valueShapeRule = `nested no deeper than ${maxDepth} levels, with no more than ${maxFields} fields in one object`;

export function hasPlainShape(value: unknown, depth = maxDepth): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (depth === 0) return false;
  const inner: unknown[] = Object.values(value);
  if (!Array.isArray(value) && inner.length > maxFields) return false;
  return inner.every((one) => hasPlainShape(one, depth - 1));
}
