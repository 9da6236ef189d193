import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ListOf, Nullish, ObjectOf, Optional, Text } from '@subjectline/schema';
import { AppError, type RequestFilter } from '@subjectline/contracts';
import type { BodyOptions } from '../../http/bodies/body.pipe';
import { refuseHostile } from '../../http/bodies/json-body';
import { checkAt } from '../../http/bodies/placed';
import { readFilter } from '../search/request-filter';
import { RequestSearchBody } from '../search/request-search.body';

/** Names requests by their ids, or selects them by filters; a bare list of ids means the same as the first. */
export class ReviewBody {
  @Optional(ListOf(Text({ max: 128 }), { max: 500 })) request_ids?: string[];
  @Nullish(ObjectOf<object>()) filters?: object | null;

  /** Excluded from the filters' selection. */
  @Nullish(ListOf(Text({ max: 128 }), { max: 500 })) exclude_ids?: string[] | null;
}

export class DenyBody extends ReviewBody {
  /** Sent to the person verbatim. */
  @Nullish(Text({ max: 32_000 })) reason?: string | null;
}

export class VerifyBody {
  @Text({ max: 32_000 }) code!: string;
}

/** Requests by their ids, or by filters. */
export type ReviewSelection =
  { readonly ids: string[] } | { readonly filter: RequestFilter; readonly exclude_ids?: string[] };

/** A bare list of ids is the same as one under `request_ids`. */
const ListOrObject = createParamDecorator((_options: BodyOptions, context: ExecutionContext): unknown => {
  const { body } = context.switchToHttp().getRequest<FastifyRequest>();
  refuseHostile(body);
  return Array.isArray(body) ? { request_ids: body as unknown[] } : body;
});

export const SelectionBody = (): ParameterDecorator => ListOrObject({ isOpen: true });

/** An empty selection is an error; it never means everything. */
export function selectionOf({ request_ids, filters, exclude_ids }: ReviewBody): ReviewSelection {
  if (request_ids?.length) return { ids: request_ids };
  if (!filters || request_ids) throw new AppError('selection_empty');
  const path = ['body', 'filters'];
  const filter = readFilter(checkAt(path, RequestSearchBody, filters), path);
  return { filter, ...(exclude_ids && { exclude_ids }) };
}
