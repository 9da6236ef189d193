export const kinds = ['change', 'look', 'retention'] as const;

export interface AuditFilters {
  readonly kind?: (typeof kinds)[number];
  readonly actor?: string;
  readonly action?: string;
  readonly page?: number;
}

/** Ids and routes only, never a person: they are in the address of the page. */
export function readAuditFilters(search: Record<string, unknown>): AuditFilters {
  const kind = kinds.find((value) => value === search['kind']);
  const textOf = (name: string): string => {
    const value = search[name];
    return typeof value === 'string' ? value.trim() : '';
  };
  const actor = textOf('actor');
  const action = textOf('action');
  const page = Number(search['page']);
  return {
    ...(kind && { kind }),
    ...(actor && !actor.includes('@') && { actor }),
    ...(action && { action }),
    ...(Number.isInteger(page) && page > 1 && { page }),
  };
}
