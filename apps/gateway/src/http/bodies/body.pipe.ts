import { Injectable, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import type { ClassOf } from '@subjectline/contracts';
import { hasFields } from '@subjectline/schema';
import type { Query } from '../page';
import { queryIndexesOf, readQuery } from '../query/query-class';
import { readBody, readOpenBody } from './placed';

/**
 * Reads a body or a query as the class that its parameter has: `@JsonBody() body: CreateNoteBody`, `@Query() query:
 * PageQuery`. A parameter of the type `unknown` gets it as it came.
 */
@Injectable()
export class BodyPipe implements PipeTransform {
  transform(value: unknown, { type, metatype, data }: ArgumentMetadata): unknown {
    if (!hasFields(metatype)) return value;
    if (type === 'query') return readQuery(metatype, value as Query);
    if (type !== 'custom') return value;
    const { isOpen, isOptional } = (data ?? {}) as BodyOptions;
    const body = value === undefined && isOptional ? {} : value;
    return isOpen ? readOpenBody(metatype, body) : readBody(metatype, body);
  }
}

/** What a body decorator is given. */
export interface BodyOptions {
  /** Fields that the class does not have are left out, not refused. */
  readonly isOpen?: boolean;
  /** No body is one without fields. */
  readonly isOptional?: boolean;
}

/** The class of a route's body, where its parameter has one. */
export function bodyClassOf(controller: object, method: string | symbol): ClassOf<object> | undefined {
  const types = Reflect.getMetadata('design:paramtypes', controller, method) as unknown[] | undefined;
  const indexes = queryIndexesOf(controller.constructor, method);
  return types?.filter((_type, index) => !indexes.includes(index)).find(hasFields);
}
