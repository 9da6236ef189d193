import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { AppError, type Problem } from '@subjectline/contracts';
import type { FastifyRequest } from 'fastify';
import { catchError, type Observable } from 'rxjs';
import { requireTypeIdOf } from './email-id';

/** What says of a part that it is not of the right form at all, whatever it contains. */
const rulesOfForm: readonly string[] = ['isString', 'isArray', 'extra'];

/**
 * For routes whose body has `properties`: one that can be read, but holds what no template may, is `template_refused`, and
 * so is one of another `type_id`, whatever the rest of it says.
 */
@Injectable()
export class EmailRefusals implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    requireTypeIdOf(context.switchToHttp().getRequest<FastifyRequest>().body);
    return next.handle().pipe(
      catchError((error: unknown) => {
        throw asContentRefusal(error);
      }),
    );
  }
}

/**
 * What templates answers; it speaks of the parts by a name of its own.
 *
 * @param wrapper what it has in front of a part: `changes` or `draft`
 */
export async function placedProperties<T>(wrapper: string, answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof AppError) || error.problems.length === 0) throw error;
    const problems = error.problems.map(({ path, ...rest }): Problem => {
      const [first, ...others] = path;
      return { path: first === wrapper ? ['body', 'properties', ...others] : ['body', ...path], ...rest };
    });
    throw asContentRefusal(new AppError(error.code, error.facts, problems));
  }
}

function asContentRefusal(error: unknown): unknown {
  if (!(error instanceof AppError) || error.code !== 'invalid' || !error.problems.every(isOfContent)) {
    return error;
  }
  return new AppError('template_refused', {}, error.problems);
}

function isOfContent({ path: [, part, name], rule }: Problem): boolean {
  return part === 'properties' && name !== undefined && !rulesOfForm.includes(rule);
}
