import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { AppError } from '@subjectline/contracts';
import type { FastifyRequest } from 'fastify';

/** No body of ours is nested nearly as deep; what reads it further on is recursive. */
const deepest = 32;

/** Names through which a plain object would reach into its class. */
const hostileNames: readonly string[] = ['__proto__', 'constructor', 'prototype'];

type Path = readonly (string | number)[];

/** The JSON body, once the caller has been let in. What it has to look like is checked by the route. */
export const JsonBody = createParamDecorator((_data: unknown, context: ExecutionContext): unknown => {
  const { body } = context.switchToHttp().getRequest<FastifyRequest>();
  refuseHostile(body);
  return body;
});

/** Refuses what no route takes and no database stores: text that is none, traps for prototypes, endless nesting. */
export function refuseHostile(body: unknown): void {
  const rest: { value: unknown; path: Path }[] = [{ value: body, path: ['body'] }];
  for (let next = rest.pop(); next; next = rest.pop()) {
    const { value, path } = next;
    if (typeof value === 'string') refuseUnstorable(value, path);
    if (typeof value !== 'object' || value === null) continue;
    if (path.length > deepest) throw refusal(path.slice(0, 2), 'tooDeep', 'must not be nested that deep');
    for (const [name, child] of Object.entries(value)) {
      const childPath = [...path, Array.isArray(value) ? Number(name) : name];
      refuseUnstorable(name, path);
      if (hostileNames.includes(name)) throw refusal(childPath, 'extra', 'is not known here');
      rest.push({ value: child, path: childPath });
    }
  }
}

/** JSON can escape half a surrogate pair, which has no encoding: checks further on throw, and storage alters it. */
const halfPair = /\p{Surrogate}/u;

function refuseUnstorable(text: string, path: Path): void {
  if (text.includes('\0')) throw refusal(path, 'noNul', 'must not contain the NUL character');
  if (halfPair.test(text)) throw refusal(path, 'isWellFormed', 'must not contain half a surrogate pair');
}

function refusal(path: Path, rule: string, message: string): AppError {
  return new AppError('invalid', {}, [{ path, rule, message }]);
}
