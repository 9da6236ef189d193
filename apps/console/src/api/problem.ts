/** One value that was refused. */
export interface FieldProblem {
  /** The name of the field, or an empty text for the whole. */
  readonly field: string;
  readonly message: string;
}

interface ProblemFacts {
  readonly status?: number;
  readonly code?: string | null;
  readonly reason?: string | null;
  readonly fields?: readonly FieldProblem[];
  readonly requestId?: string | null;
  readonly body?: unknown;
}

/** An error answer of any of the three API families, or no answer at all. */
export class Problem extends Error {
  /** 0 if the server could not be reached. */
  readonly status: number;
  /** As in `docs/errors.md`. Fides' routes send none. */
  readonly code: string | null;
  /** Why a vendor refused, or a test of it failed. */
  readonly reason: string | null;
  readonly fields: readonly FieldProblem[];
  /** Under which the log of the server has it. */
  readonly requestId: string | null;
  readonly body: unknown;

  constructor(message: string, facts: ProblemFacts = {}) {
    const { status = 0, code = null, reason = null, fields = [], requestId = null, body = null } = facts;
    super(message);
    this.status = status;
    this.code = code;
    this.reason = reason;
    this.fields = fields;
    this.requestId = requestId;
    this.body = body;
  }

  /** The scope that the caller lacks. */
  get scope(): string | null {
    if (this.status !== 403) return null;
    return this.message.match(/\b[a-z-]+:[a-z_-]+\b/)?.[0] ?? null;
  }
}

interface ErrorBody {
  readonly type?: string;
  readonly title?: string;
  readonly detail?: string | readonly FidesFieldError[];
  readonly error?: string;
  readonly message?: string;
  readonly reason?: string;
  readonly errors?: readonly ListedError[];
}

interface FidesFieldError {
  readonly loc?: readonly (string | number)[];
  readonly msg?: string;
}

interface ListedError {
  readonly pointer?: string;
  readonly parameter?: string;
  readonly path?: string;
  readonly detail?: string;
  readonly message?: string;
}

/** @param body what the answer holds, parsed */
export function problemOf(status: number, body: unknown, requestId: string | null = null): Problem {
  const parsed: ErrorBody = typeof body === 'object' && body !== null ? body : {};
  const { type, reason: word = null } = parsed;
  // Didomi's routes call their code so
  const code = type?.split(':').at(-1) ?? word;
  const reason = type === undefined ? null : word;
  const fields = fieldsOf(parsed);
  return new Problem(sentenceOf(parsed, status), { status, code, reason, fields, requestId, body });
}

function sentenceOf({ title, detail, error, message }: ErrorBody, status: number): string {
  const text = typeof detail === 'string' ? detail : undefined;
  if (title) return text ? `${title}. ${text}` : title;
  return text ?? error ?? message ?? `HTTP ${status}`;
}

function fieldsOf({ detail, errors = [] }: ErrorBody): FieldProblem[] {
  if (Array.isArray(detail)) {
    return (detail as readonly FidesFieldError[]).map(({ loc = [], msg = '' }) => ({
      field: String(loc.at(-1) ?? ''),
      message: msg.replace(/^Value error, /, ''),
    }));
  }
  return errors.map(({ pointer, parameter, path, detail: text, message }) => ({
    field: (pointer ?? parameter ?? path ?? '').split(/[/.]/).at(-1) ?? '',
    message: text ?? message ?? '',
  }));
}

/** Whatever a failed query or mutation threw. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  return new Problem(error instanceof Error ? error.message : String(error));
}
