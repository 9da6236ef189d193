import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { AppError } from '@subjectline/contracts';
import type { FastifyRequest } from 'fastify';
import type { BodyOptions } from './body.pipe';

/** Names through which a plain object would reach into its class. */
const hostileNames: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

type Path = readonly (string | number)[];

/** The JSON body, once the caller has been let in; read as the class of the parameter (`body.pipe.ts`). */
export const JsonBody = createParamDecorator(
  (_options: BodyOptions | undefined, context: ExecutionContext): unknown => {
    const { body } = context.switchToHttp().getRequest<FastifyRequest>();
    refuseHostile(body);
    return body;
  },
);

/** The same for the public bodies of Fides: what it does not know there, it ignores. */
export const OpenBody = (): ParameterDecorator => JsonBody({ isOpen: true });

/** Refuses what no route takes and no database stores: text that is none, traps for prototypes. */
export function refuseHostile(body: unknown): void {
  look(body, ['body']);
}

/** @param path where `value` is; one list for the whole walk, whose depth `body-bounds.ts` has limited */
function look(value: unknown, path: (string | number)[]): void {
  if (typeof value === 'string') return refuseUnstorable(value, path);
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) return value.forEach((item, index) => lookAt(index, item, path));
  for (const name of Object.keys(value)) {
    refuseUnstorable(name, path);
    if (hostileNames.has(name)) throw refusal([...path, name], 'extra', 'is not known here');
    lookAt(name, Reflect.get(value, name), path);
  }
}

function lookAt(name: string | number, value: unknown, path: (string | number)[]): void {
  path.push(name);
  look(value, path);
  path.pop();
}

/** JSON can escape half a surrogate pair, which has no encoding: checks further on throw, and storage alters it. */
const halfPair = /\p{Surrogate}/u;

function refuseUnstorable(text: string, path: Path): void {
  if (text.includes('\0')) throw refusal(path, 'noNul', 'must not contain the NUL character');
  if (halfPair.test(text)) throw refusal(path, 'isWellFormed', 'must not contain half a surrogate pair');
}

function refusal(path: Path, rule: string, message: string): AppError {
  return new AppError('invalid', {}, [{ path: [...path], rule, message }]);
}
