import { describe, expect, it } from 'vitest';
import { Problem, problemOf, toProblem } from './problem';

describe('an error answer', () => {
  it('of our own routes has its code, its sentence and the fields', () => {
    const problem = problemOf(
      422,
      {
        type: 'urn:subjectline:error:invalid',
        title: 'The input does not fit',
        status: 422,
        errors: [{ pointer: '#/to/email', detail: 'must be an email' }],
      },
      'req_1',
    );
    expect(problem).toMatchObject({
      status: 422,
      code: 'invalid',
      message: 'The input does not fit',
      fields: [{ field: 'email', message: 'must be an email' }],
      requestId: 'req_1',
    });
  });

  it('that repeats the answer of a vendor has its reason', () => {
    const type = 'urn:subjectline:error:provider_not_accepted';
    expect(problemOf(422, { type, title: 'Refused', reason: 'key_wrong' })).toMatchObject({
      code: 'provider_not_accepted',
      reason: 'key_wrong',
    });
  });

  it("of Fides' routes has its sentence, or its fields", () => {
    expect(problemOf(404, { detail: 'No privacy request with id x.' }).message).toBe(
      'No privacy request with id x.',
    );
    const detail = [{ loc: ['body', 'reason'], msg: 'Value error, too long', type: 'value_error' }];
    expect(problemOf(422, { detail }).fields).toEqual([{ field: 'reason', message: 'too long' }]);
    expect(problemOf(429, { error: 'Rate limit exceeded' }).message).toBe('Rate limit exceeded');
  });

  it("of Didomi's routes has its reason as the code", () => {
    const body = {
      code: 400,
      name: 'BadRequest',
      message: 'The input does not fit',
      reason: 'invalid',
      errors: [{ path: 'value', rule: 'filled', message: 'must not be empty' }],
    };
    expect(problemOf(400, body)).toMatchObject({
      code: 'invalid',
      message: 'The input does not fit',
      fields: [{ field: 'value', message: 'must not be empty' }],
    });
  });

  it.each([
    [{ detail: 'Not Authorized for this action. Required scope(s): [privacy-request:review]' }],
    [{ title: 'The token lacks a scope', detail: 'This route needs the scope privacy-request:review.' }],
    [{ message: 'The key lacks the scope privacy-request:review that this route needs.' }],
  ])('names the scope that is missing: %j', (body) => {
    expect(problemOf(403, body).scope).toBe('privacy-request:review');
    expect(problemOf(422, body).scope).toBeNull();
  });

  it('that is no JSON still has its status', () => {
    expect(problemOf(502, null).message).toBe('HTTP 502');
    expect(toProblem(new TypeError('failed'))).toEqual(new Problem('failed'));
  });
});
