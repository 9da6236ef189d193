import type { CallerLimit, Destination } from '@subjectline/storage';

/** Who has a message sent: the person's own browser, or an API client, which names addresses on its own account. */
export interface Asker {
  readonly clientDigest?: string | null | undefined;
  readonly byClient?: boolean;
  /** The messages are counted against the limit of the browser's address already. */
  readonly callerCounted?: boolean;
}

/** Counts messages against the limit of a browser's address; refuses them when they exceed it. */
export async function countedAsker(
  callerLimit: CallerLimit,
  organization: string,
  clientDigest: string | null | undefined,
  destinations: readonly Destination[],
): Promise<Asker> {
  const caller = { organization, client_digest: clientDigest };
  return { clientDigest, callerCounted: await callerLimit.require(caller, destinations) };
}
