import type { OpenAPIObject } from '@nestjs/swagger';
import { isObject, mapValues, type AnySchema } from './schema-walk';

const acceptLanguage = "The person's languages, as browsers send them; decides the language of messages";

/**
 * Nest describes each header that a handler reads as a required one. No route requires one: a handler's own reading
 * gives way to the description of the same header by `ApiHeader`, and `Authorization` is told by the security schemes.
 */
export function describeHeaders(paths: OpenAPIObject['paths']): OpenAPIObject['paths'] {
  const ofOperation = (operation: unknown) =>
    isObject(operation) && Array.isArray(operation['parameters'])
      ? { ...operation, parameters: withoutReadings(operation['parameters'] as AnySchema[]) }
      : operation;
  return mapValues(paths, (path) => mapValues(path as object, ofOperation)) as OpenAPIObject['paths'];
}

function withoutReadings(parameters: readonly AnySchema[]): AnySchema[] {
  const headers = new Map<string, AnySchema>();
  for (const parameter of parameters.filter(isHeader)) {
    const name = nameOf(parameter);
    if (name === 'authorization' || (headers.has(name) && !parameter['description'])) continue;
    const description = name === 'accept-language' && { description: acceptLanguage };
    headers.set(name, { ...description, ...parameter, required: false });
  }
  return [...parameters.filter((parameter) => !isHeader(parameter)), ...headers.values()];
}

const isHeader = (parameter: AnySchema): boolean => parameter['in'] === 'header';
const nameOf = (parameter: AnySchema): string => String(parameter['name']).toLowerCase();
