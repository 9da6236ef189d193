import { Injectable, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import type { ClassOf } from '@subjectline/contracts';
import { fieldsOf } from '@subjectline/schema';
import { readBody, readOpenBody } from './placed';

/**
 * Reads a body as the class that its parameter has: `@JsonBody() body: CreateNoteBody`. A parameter of the type
 * `unknown` gets it as it came.
 */
@Injectable()
export class BodyPipe implements PipeTransform {
  transform(value: unknown, { type, metatype, data }: ArgumentMetadata): unknown {
    if (type !== 'custom' || !isBodyClass(metatype)) return value;
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
  return types?.find(isBodyClass);
}

function isBodyClass(type: unknown): type is ClassOf<object> {
  return typeof type === 'function' && fieldsOf(type as ClassOf<object>).size > 0;
}
