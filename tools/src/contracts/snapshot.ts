import { contracts, type Contract } from '@subjectline/contracts';
import { outlinesOf, type ClassOf, type Outline } from '@subjectline/schema';

/** What the other side of a contract relies on. Payloads are named by their class. */
export interface Agreed {
  /** The services besides the owner that may use it. */
  readonly parties: readonly string[];
  /** What goes to the owner: a request or a task. */
  readonly input?: string;
  /** What comes from the owner: a reply, an event or a state. */
  readonly output?: string;
}

export interface Snapshot {
  /** By subject, or `bucket <name>`. */
  readonly contracts: Readonly<Record<string, Agreed>>;
  readonly classes: Readonly<Record<string, Outline>>;
}

/** What this version's contracts say. */
export function snapshotOf(all: readonly Contract[] = contracts): Snapshot {
  const entries = all.map((contract) => [placeOf(contract), agreed(contract)] as const);
  return {
    contracts: Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1))),
    classes: outlinesOf(all.flatMap(payloadsOf)),
  };
}

function placeOf(contract: Contract): string {
  return contract.kind === 'state' ? `bucket ${contract.bucket}` : contract.subject;
}

function agreed(contract: Contract): Agreed {
  switch (contract.kind) {
    case 'call': {
      const { request, reply, askedBy } = contract;
      return { parties: askedBy.toSorted(), input: request.name, output: reply.name };
    }
    case 'task':
      return { parties: contract.sentBy.toSorted(), input: contract.payload.name };
    case 'event':
      return { parties: contract.heardBy.toSorted(), output: contract.payload.name };
    case 'state':
      return { parties: contract.readBy.toSorted(), output: contract.value.name };
  }
}

function payloadsOf(contract: Contract): ClassOf<object>[] {
  if (contract.kind === 'call') return [contract.request, contract.reply];
  return [contract.kind === 'state' ? contract.value : contract.payload];
}
