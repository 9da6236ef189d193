import { classes } from '@sendgrid/helpers';
import { describe, expect, it } from 'vitest';
import type { OutgoingMessage } from '../provider';
import { toMailBody, type Frame } from './mail';

const frame: Frame = { sender: 'Privacy <privacy@example.com>', template: null };
const message: OutgoingMessage = {
  id: 'msg_1',
  to: 'Ana@bücher.example',
  subject: 'Your request',
  html: '<p>Hello</p>',
  bodyHtml: '<p>Hello</p>',
  text: 'Hello',
};

const shapes: [string, OutgoingMessage, Frame][] = [
  ['a message', message, frame],
  ['one without HTML', { ...message, html: undefined, bodyHtml: undefined }, frame],
  ['one without any text', { id: 'msg_1', to: 'a@example.com', text: '' }, frame],
  ['one that the person asked for', { ...message, isRequested: true }, frame],
  [
    'one with a name and addresses to reply to',
    { ...message, fromName: 'Shop, Inc.', replyTo: ['b@example.com'] },
    frame,
  ],
  ['one with the default address to reply to', message, { ...frame, replyTo: 'help@example.com' }],
  [
    'one in a template',
    { ...message, variables: { some_code: '1', otherCode: '2' } },
    { ...frame, template: 'd-1' },
  ],
];

describe('the body of SendGrid’s call', () => {
  // the SDK takes its own words and those of the wire; what it makes of the latter is what it would send
  it.each(shapes)('for %s is what the SDK would make of it', (_name, given, around) => {
    const body = toMailBody(given, around);
    const data = JSON.parse(JSON.stringify(body)) as ConstructorParameters<typeof classes.Mail>[0];
    expect(body).toEqual(JSON.parse(JSON.stringify(new classes.Mail(data))));
  });
});
