import { Injectable } from '@nestjs/common';
import type { AuditActor, AuditKind, NewAuditEntry } from '@subjectline/contracts';
import { digestsToStore, KeyRing } from '@subjectline/storage';
import type { FastifyRequest } from 'fastify';
import type { Caller } from '../security/token.service';
import { fieldsIn, idsIn, isOwnId, isPlainName, personsIn } from './named-in';

/** Scopes of routes about persons: what a caller calls them by may be an address. */
const personScopes = /^(consent|privacy-request|person|suppression|messages):/;
const maxTargets = 500;

/** Who calls, as the audit trail names them. */
export function actorOf({ clientId }: Caller): AuditActor {
  return { kind: clientId.startsWith('opr_') ? 'operator' : 'client', id: clientId };
}

/** As the OpenAPI document writes it: `PUT /api/v1/laws/{id}`. */
function actionOf({ method, routeOptions }: FastifyRequest): string {
  return `${method} ${(routeOptions.url ?? '').replace(/:(\w+)/g, '{$1}')}`;
}

/** Describes calls without the values that were sent: persons by keyed digests, changes by the names of fields. */
@Injectable()
export class AuditEntries {
  constructor(private readonly keys: KeyRing) {}

  of(kind: AuditKind, request: FastifyRequest, caller: Caller, scope: string): NewAuditEntry {
    const { params, query, body } = request;
    const isOfPersons = personScopes.test(scope);
    const named = Object.values(params as Record<string, string>);
    const targets = [...named, ...idsIn(body)].filter(isOfPersons ? isOwnId : isPlainName);
    const persons = isOfPersons
      ? [...named.filter((name) => !isOwnId(name)), ...personsIn(body), ...personsIn(query)]
      : [];
    return {
      kind,
      actor: actorOf(caller),
      action: actionOf(request),
      targets: [...new Set(targets)].slice(0, maxTargets),
      persons: digestsToStore(this.keys, caller.organization, persons).slice(0, 50),
      fields: fieldsIn(kind === 'look' ? [query, body] : body, !isOfPersons),
      request_id: request.id,
    };
  }
}

/** What a reply says of what was done: the ids of what it made or shows, and the version of a wording. */
export function resultOf(reply: unknown): { targets: string[]; version: number | null } {
  const targets = [...new Set(idsIn(reply).filter(isPlainName))].slice(0, maxTargets);
  const version = (reply as { version?: unknown } | null | undefined)?.version;
  return {
    targets: targets.filter((id) => isOwnId(id) || targets.length === 1),
    version: wholeNumber(version),
  };
}

function wholeNumber(value: unknown): number | null {
  return typeof value === 'number' && Number.isInteger(value) ? value : null;
}
