import { Flag, ListOf, Nullish, Optional, Text } from '@subjectline/schema';
const blank = { message: 'name must not be empty' };

export class CreateClientBody {
  @Nullish(Text({ pattern: /\S/, max: 200, ...blank })) name?: string | null;
  @Nullish(Text({ max: 1_000 })) description?: string | null;
  @Optional(ListOf(Text(), { max: 200 })) scopes?: string[];
}

/** Name and scopes that are absent or null stay; a description that is null is taken away. */
export class ChangeClientBody {
  @Nullish(Text({ pattern: /\S/, max: 200, ...blank })) name?: string | null;
  @Nullish(Text({ max: 1_000 })) description?: string | null;
  @Nullish(ListOf(Text(), { max: 200 })) scopes?: string[] | null;

  /** Not in Fides: a client that is disabled gets no token, and its tokens are worth nothing. */
  @Optional(Flag) disabled?: boolean;
}
