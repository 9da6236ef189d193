import { ListOf, ObjectOf, Text } from '@subjectline/schema';
import { AppError, type Problem } from '@subjectline/contracts';
import { checkPlaced, requireBody } from '../http/bodies/placed';

/** One template as it is put. What its content has to hold is a matter of the one, not of the whole call. */
export class TemplateBody {
  @Text() type!: string;

  @ObjectOf<Record<string, unknown>>() content!: Record<string, unknown>;
}

class TemplateBodies {
  @ListOf(() => TemplateBody, { max: 50 }) templates!: TemplateBody[];
}

/** A bare list; what a caller got from us with a template (its label, its id) may come back with it. */
export function readTemplates(body: unknown): TemplateBody[] {
  requireBody(body);
  if (!Array.isArray(body)) throw refusal({ path: ['body'], rule: 'isArray', message: 'must be an array' });
  const templates = body.map((item: unknown, index) => {
    if (typeof item !== 'object' || item === null || Array.isArray(item)) {
      throw refusal({ path: ['body', index], rule: 'nestedValidation', message: 'must be an object' });
    }
    const { type, content }: { type?: unknown; content?: unknown } = item;
    return { ...(type !== undefined && { type }), ...(content !== undefined && { content }) };
  });
  return checkPlaced('body', TemplateBodies, { templates }, { wrapper: 'templates' }).templates;
}

function refusal(problem: Problem): AppError {
  return new AppError('invalid', {}, [problem]);
}
