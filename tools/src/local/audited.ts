import type { Bus } from '@subjectline/bus';
import { BeginAudit, defaultOrganization, FinishAudit, type AuditEnd } from '@subjectline/contracts';

export interface AuditedCommand {
  /** As it is typed: `keys reseal`. */
  readonly name: string;
  readonly targets?: readonly string[];
}

export const notRecorded = 'not in the audit trail: the config service does not answer';

/**
 * Does what a command does, with an entry in the audit trail of the default organization. It is done without one while the
 * config service does not answer: it may be what mends it.
 */
export async function audited<T>(
  bus: Bus,
  { name, targets = [] }: AuditedCommand,
  work: () => Promise<T>,
): Promise<{ result: T; isRecorded: boolean }> {
  const organization = defaultOrganization;
  const entry = {
    kind: 'change' as const,
    actor: { kind: 'command' as const, id: name.split(' ', 1)[0] ?? name },
    action: name,
    targets: targets.slice(0, 500),
    persons: [],
    fields: [],
    request_id: null,
  };
  const begun = await bus.ask(BeginAudit, { organization, entry }).catch(() => null);
  const finish = async (end: AuditEnd): Promise<boolean> => {
    if (!begun) return false;
    const ended = { organization, id: begun.id, end, targets: [], version: null };
    // what was begun becomes an entry by itself
    return bus.ask(FinishAudit, ended).then(
      () => true,
      () => true,
    );
  };
  try {
    const result = await work();
    return { result, isRecorded: await finish('done') };
  } catch (error) {
    await finish('unknown');
    throw error;
  }
}
