import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum';
import type { ClassOf } from '@subjectline/contracts';
import { fieldsOf, hasFields, type FieldParts } from '@subjectline/schema';
import { checkPlaced } from '../bodies/placed';
import { readText, readTexts, type Query } from '../page';
import { QueryTexts } from './query-texts';

/** The parameters that a class has a field for, checked; others are left alone. */
export function readQuery<T extends object>(type: ClassOf<T>, query: Query): T {
  const given = [...fieldsOf(type)].flatMap(([name, { parts }]) => {
    // some clients mark the entries of a list with `[]`
    const texts = [...readTexts(query, name), ...readTexts(query, `${name}[]`)];
    const value = new QueryTexts(texts, isObjectField(parts) ? entriesOf(query, name) : {});
    return value.isGiven ? [[name, value]] : [];
  });
  return checkPlaced('query', type, Object.fromEntries(given));
}

function isObjectField({ schema }: FieldParts): boolean {
  return schema !== undefined && 'type' in schema && schema.type === 'object';
}

/** `name[key]=value` */
function entriesOf(query: Query, name: string): Record<string, string> {
  const entries = Object.keys(query).flatMap((parameter) => {
    if (!parameter.startsWith(`${name}[`) || !parameter.endsWith(']')) return [];
    const key = parameter.slice(name.length + 1, -1);
    const text = readText(query, parameter);
    return key === '' || text === undefined ? [] : [[key, text] as const];
  });
  return Object.fromEntries(entries);
}

/** The classes of a route's query, where its parameters have some. */
export function queryClassesOf(controller: object, method: string | symbol): ClassOf<object>[] {
  const types = Reflect.getMetadata('design:paramtypes', controller, method) as unknown[] | undefined;
  const indexes = queryIndexesOf(controller.constructor, method);
  return (types ?? []).filter((_type, index) => indexes.includes(index)).filter(hasFields);
}

/** Which parameters of the method are `@Query()`; Nest keeps them as `<kind>:<index>`. */
export function queryIndexesOf(controller: object, method: string | symbol): number[] {
  const kept = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, method) ?? {}) as object;
  const keys = Object.keys(kept).map((name) => name.split(':'));
  return keys.flatMap(([kind, index]) => (kind === String(RouteParamtypes.QUERY) ? [Number(index)] : []));
}

/** A query parameter in the OpenAPI document. */
export interface QueryParameter {
  readonly name: string;
  readonly description: string;
  readonly required: boolean;
  readonly schema: object;
}

export function parametersOf(type: ClassOf<object>): QueryParameter[] {
  const defaults = new type();
  return [...fieldsOf(type)].map(([name, { parts }]) => {
    const { description = '', ...schema } = (parts.schema ?? {}) as { description?: string };
    const value: unknown = Reflect.get(defaults, name);
    return {
      name,
      description,
      required: !parts.isOptional && value === undefined,
      schema: value === undefined ? schema : { ...schema, default: value },
    };
  });
}
