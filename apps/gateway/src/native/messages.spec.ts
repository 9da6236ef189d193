import { AppError, messageContext, ReadInbox, ReadMessage } from '@subjectline/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Stage } from '../stage.suite';

let stage: Stage;

beforeAll(async () => {
  stage = await Stage.set();
});

afterAll(() => stage?.close());

describe('messages', () => {
  const code = {
    kind: 'subject_identity_verification',
    to: { email: 'ada@example.com' },
    variables: { code: '482913', minutes: '10' },
  };

  it('are stored, sealed for whoever holds the keys, before they are accepted', async () => {
    const accepted = await stage.call('POST', '/api/v1/messages', { ...code, about: 'pri_7' });
    expect([accepted.status, accepted.body]).toEqual([
      202,
      { id: expect.stringMatching(/^msg_/), state: 'queued' },
    ]);
    const { id } = accepted.body as { id: string };
    expect(accepted.headers.get('location')).toBe(`/api/v1/messages/${id}`);
    const manager = await stage.ground.bus.connection.jetstreamManager();
    const stored = await manager.streams.getMessage('TASKS', { last_by_subj: 'task.dispatch.send-code.v1' });
    const task = stored.json<{ id: string; sealed_content: string; about: string }>();
    expect(task).toMatchObject({ id, about: 'pri_7', locale: 'en' });
    expect(stage.ground.keys.openJson(task.sealed_content, messageContext('default', id))).toEqual({
      to: code.to,
      variables: code.variables,
    });
  });

  it('are one message under one Idempotency-Key', async () => {
    const headers = { 'idempotency-key': 'order-17' };
    const first = await stage.call('POST', '/api/v1/messages', code, headers);
    const again = await stage.call('POST', '/api/v1/messages', code, headers);
    const other = await stage.call('POST', '/api/v1/messages', code, { 'idempotency-key': 'order-18' });
    expect(again.body).toEqual(first.body);
    expect(other.body).not.toEqual(first.body);
  });

  it('are refused with every variable that lacks or is unknown', async () => {
    const unfit = await stage.call('POST', '/api/v1/messages', {
      ...code,
      to: {},
      variables: { code: 1, colour: 'red' },
    });
    expect(unfit.status).toBe(422);
    expect(unfit.body).toMatchObject({
      errors: [
        { pointer: '#/to', rule: 'atLeastOneOf' },
        { pointer: '#/variables/minutes', rule: 'missing' },
        { pointer: '#/variables/code', rule: 'isString' },
        { pointer: '#/variables/colour', rule: 'extra' },
      ],
    });
  });

  it('are looked up by id, and kept ones are shown', async () => {
    await stage.play(ReadMessage, ({ id }) => {
      throw new AppError('message_unknown', { id });
    });
    await stage.play(ReadInbox, ({ limit }) => {
      expect(limit).toBe(3);
      return { messages: [] };
    });
    expect((await stage.call('GET', '/api/v1/messages/msg_0')).status).toBe(404);
    expect((await stage.call('GET', '/api/v1/inbox?limit=3')).body).toEqual({ messages: [] });
  });
});
