import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { AppError } from '@subjectline/contracts';
import type { FastifyRequest } from 'fastify';

// the byte order mark is a part of what was signed
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The body of a route with `takesRaw`, byte for byte as text. What is not UTF-8 is refused. */
export const RawBody = createParamDecorator((_data: unknown, context: ExecutionContext): string => {
  const { body } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!Buffer.isBuffer(body)) return '';
  try {
    return utf8.decode(body);
  } catch {
    throw new AppError('malformed', { position: 0 });
  }
});
