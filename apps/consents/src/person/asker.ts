import type { CallerBudget, Destination } from '@subjectline/storage';

/** Who has a message sent: the person's own browser, or an API client, which names addresses on its own account. */
export interface Asker {
  readonly clientDigest?: string | null | undefined;
  readonly byClient?: boolean;
  /** The budget of the browser's address has been charged already. */
  readonly callerCounted?: boolean;
}

/** Charges a browser's budget for its messages; refuses them when the budget is used up. */
export async function countedAsker(
  budget: CallerBudget,
  organization: string,
  clientDigest: string | null | undefined,
  destinations: readonly Destination[],
): Promise<Asker> {
  const caller = { organization, client_digest: clientDigest };
  return { clientDigest, callerCounted: await budget.require(caller, destinations) };
}
