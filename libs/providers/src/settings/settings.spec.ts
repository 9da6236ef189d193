import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { describe, expect, it } from 'vitest';
import { formFields, providers } from '..';

/** What the caller does with settings that come in. */
function read(Settings: (new () => object) | null | undefined, plain: object) {
  if (!Settings) throw new Error('this provider has no such settings');
  const settings = plainToInstance(Settings, plain);
  const problems = validateSync(settings, { whitelist: true, forbidNonWhitelisted: true });
  return {
    settings: { ...settings },
    problems,
    constraints: Object.assign({}, ...problems.map((one) => one.constraints)),
  };
}

describe('Mailgun details', () => {
  const details = (plain: object) => read(providers.mailgun?.Details, plain);

  it('need no more than a domain', () => {
    const { settings, problems } = details({ domain: 'mg.example.com' });
    expect(problems).toEqual([]);
    expect(settings).toEqual({ domain: 'mg.example.com', is_eu_domain: false, api_version: 'v3' });
  });

  it.each([
    ['true', true],
    ['False', false],
    [null, false],
    [true, true],
    [1, true],
  ])('take %j for is_eu_domain', (given, taken) => {
    const { settings, problems } = details({ domain: 'mg.example.com', is_eu_domain: given });
    expect(problems).toEqual([]);
    expect(settings).toMatchObject({ is_eu_domain: taken });
  });

  it('refuse another word for is_eu_domain', () => {
    expect(details({ domain: 'mg.example.com', is_eu_domain: 'perhaps' }).problems).toHaveLength(1);
  });

  it('take no version for version 3', () => {
    expect(details({ domain: 'mg.example.com', api_version: null }).settings).toMatchObject({
      api_version: 'v3',
    });
  });

  it.each([
    'mg.example.com/v3',
    'mg example.com',
    '',
    '-mg.example.com',
    'mg..example.com',
    'mg.example.com\n',
    7,
  ])('refuse %j as domain', (domain) => expect(details({ domain }).constraints).toHaveProperty('isHostName'));

  it('refuse what they do not know', () => {
    expect(details({ domain: 'mg.example.com', colour: 'red' }).constraints).toHaveProperty(
      'whitelistValidation',
    );
  });
});

describe('SendGrid details', () => {
  const sender = (twilio_email_from: unknown) => read(providers.twilio_email?.Details, { twilio_email_from });

  it.each(['privacy@example.com', 'Web shop <privacy@example.com>', 'privacy@mail.internal.example'])(
    'take %j as sender',
    (given) => expect(sender(given).problems).toEqual([]),
  );

  it.each([
    '',
    'example.com',
    'privacy@',
    'a@example.com, b@example.com',
    'a@example.com\nBcc: b@example.com',
    7,
    'kränk@example.com',
  ])('refuse %j as sender', (given) => expect(sender(given).constraints).toHaveProperty('isEmail'));

  it.each([
    ['eu', 0],
    ['', 0],
    [null, 0],
    ['us', 1],
  ])('with the region %j have %i problems', (region, problems) => {
    const details = { twilio_email_from: 'a@example.com', region };
    expect(read(providers.twilio_email?.Details, details).problems).toHaveLength(problems);
  });
});

describe('Twilio SMS secrets', () => {
  const service = `MG${'a'.repeat(32)}`;
  const secrets = (plain: object) =>
    read(providers.twilio_text?.Secrets, {
      twilio_account_sid: `AC${'0'.repeat(32)}`,
      twilio_auth_token: 't',
      ...plain,
    });

  it.each([
    { twilio_messaging_service_sid: service },
    { twilio_sender_phone_number: '+15551234567' },
    { twilio_messaging_service_sid: service, twilio_sender_phone_number: '' },
    { twilio_messaging_service_sid: null, twilio_sender_phone_number: '+15551049382910' },
  ])('take %j as sender', (sender) => expect(secrets(sender).problems).toEqual([]));

  it.each([{}, { twilio_messaging_service_sid: '' }, { twilio_sender_phone_number: null }])(
    'name both senders when there is only %j',
    (sender) => {
      const sentence: unknown = secrets(sender).constraints['atLeastOneOf'];
      expect(sentence).toContain('twilio_messaging_service_sid');
      expect(sentence).toContain('twilio_sender_phone_number');
    },
  );

  it.each([
    'foo',
    '+1-555-123-4568',
    '15551234567',
    '+123456',
    '+15551234567\n',
    '+05551234567',
    '12345436543',
  ])('refuse %j as number', (number) => {
    expect(secrets({ twilio_sender_phone_number: number }).constraints).toMatchObject({
      isPhoneNumber: expect.stringContaining('Phone number must be formatted in E.164 format'),
    });
  });
});

describe('AWS SES settings', () => {
  const details = (plain: object) => read(providers.aws_ses?.Details, { aws_region: 'eu-west-1', ...plain });
  const secrets = (plain: object) => read(providers.aws_ses?.Secrets, plain);
  const keys = { aws_access_key_id: 'AKIA1', aws_secret_access_key: 's/+' };

  it.each([
    [{ email_from: 'a@example.com' }, { email_from: 'a@example.com', domain: null }],
    [
      { domain: 'example.com', email_from: '' },
      { email_from: null, domain: 'example.com' },
    ],
    [
      { domain: 'example.com', aws_region: 'us-gov-west-1', configuration_set: '' },
      { domain: 'example.com' },
    ],
  ])('take %j', (plain, taken) => {
    expect(details(plain).problems).toEqual([]);
    expect(details(plain).settings).toMatchObject(taken);
  });

  it.each([{}, { email_from: '' }, { domain: null, email_from: null }])(
    'name both senders when there is only %j',
    (plain) => {
      const sentence: unknown = details(plain).constraints['atLeastOneOf'];
      expect(sentence).toContain('email_from');
      expect(sentence).toContain('domain');
    },
  );

  it.each(['eu', 'eu-west-1.example.com/', 'eu-west-1@example.com', '', 7])(
    'refuse %j as region',
    (aws_region) =>
      expect(details({ domain: 'example.com', aws_region }).constraints).toHaveProperty('matches'),
  );

  it.each([
    { auth_method: 'secret_keys', ...keys },
    { auth_method: 'automatic' },
    { auth_method: 'automatic', aws_assume_role_arn: 'arn:aws:iam::123456789012:role/mail/er' },
    { auth_method: 'automatic', aws_access_key_id: '', aws_secret_access_key: null, aws_assume_role_arn: '' },
  ])('take %j as secrets', (plain) => expect(secrets(plain).problems).toEqual([]));

  it.each([
    [{}, 'auth_method'],
    [{ auth_method: 'keys' }, 'auth_method'],
    [{ auth_method: 'secret_keys', aws_access_key_id: 'AKIA1' }, 'aws_secret_access_key'],
    [{ auth_method: 'secret_keys', aws_secret_access_key: 's' }, 'aws_access_key_id'],
    [{ auth_method: 'automatic', aws_assume_role_arn: 'mailer' }, 'aws_assume_role_arn'],
  ])('refuse %j as secrets', (plain, property) => {
    expect(secrets(plain).problems.map((one) => one.property)).toContain(property);
  });
});

describe('SMTP settings', () => {
  const given = { host: 'smtp.example.com', from: 'privacy@example.com' };
  const details = (plain: object) => read(providers.smtp?.Details, { ...given, ...plain });
  const secrets = (plain: object) => read(providers.smtp?.Secrets, plain);

  it.each([
    {},
    { security: 'tls', port: 465, max_connections: '3' },
    { security: '', port: '', max_connections: null, reply_to: '' },
    { port: '2525', from: '"Shop, Inc." <privacy@example.com>' },
    { host: '127.0.0.1', security: 'none' },
    { host: 'localhost', security: 'none' },
    { host: '::1', security: 'none' },
    { host: '10.0.0.5', security: 'starttls' },
  ])('take %j', (plain) => expect(details(plain).problems).toEqual([]));

  it('read numbers out of a form', () => {
    expect(details({ port: '2525', max_connections: '3' }).settings).toMatchObject({
      port: 2525,
      max_connections: 3,
    });
  });

  it.each([
    [{ host: 'smtp.example.com:587' }, 'isServerName'],
    [{ host: 'smtp://example.com' }, 'isServerName'],
    [{ host: 'smtp.example.com\r\nx' }, 'isServerName'],
    [{ security: 'none' }, 'isEncryptedOffMachine'],
    [{ security: 'none', host: '127.0.0.1.example.com' }, 'isEncryptedOffMachine'],
    [{ security: 'none', host: '10.0.0.5' }, 'isEncryptedOffMachine'],
    [{ security: 'ssl' }, 'isIn'],
    [{ port: 0 }, 'min'],
    [{ port: 65_536 }, 'max'],
    [{ port: 'smtp' }, 'isInt'],
    [{ port: 1.5 }, 'isInt'],
    [{ max_connections: 51 }, 'max'],
    [{ from: 'example.com' }, 'isEmail'],
    [{ from: 'a@example.com\r\nBcc: b@example.com' }, 'isEmail'],
  ])('refuse %j', (plain, rule) => expect(details(plain).constraints).toHaveProperty(rule));

  it.each([
    {},
    { username: '', password: '' },
    { username: 'mailer', password: 'with spaces and ünïcode' },
    { username: 'dom\\mailer', password: ' x ' },
  ])('take %j as login', (plain) => {
    const { problems, settings } = secrets(plain);
    expect(problems).toEqual([]);
    expect(settings).toEqual(
      Object.fromEntries(Object.entries(plain).map(([name, value]) => [name, value || undefined])),
    );
  });

  it.each([
    { username: 'mailer' },
    { password: 'word' },
    { username: 'mailer', password: '' },
    { username: 'mailer', password: '********' },
    { username: 'mailer\r\n', password: 'word' },
    { username: 7, password: 'word' },
  ])('refuse %j as login', (plain) => expect(secrets(plain).constraints).toHaveProperty('isPassword'));
});

describe('A key', () => {
  const keys = [
    ['mailgun', 'mailgun_api_key'],
    ['twilio_email', 'twilio_api_key'],
    ['twilio_text', 'twilio_auth_token'],
    ['mailchimp_transactional', 'mailchimp_transactional_api_key'],
  ] as const;
  const sms = { twilio_account_sid: `AC${'0'.repeat(32)}`, twilio_sender_phone_number: '+15551234567' };
  const given = (type: string, name: string, value: unknown) =>
    read(providers[type]?.Secrets, { ...(type === 'twilio_text' && sms), [name]: value });

  it.each(keys)('of %s is read without what was pasted around it', (type, name) => {
    const { settings, problems } = given(type, name, ' \tkey-1\r\n');
    expect(problems).toEqual([]);
    expect(settings).toMatchObject({ [name]: 'key-1' });
  });

  describe.each(keys)('of %s', (type, name) => {
    it.each(['********', '••••••••', 'two\nlines', 'two words', 'schlüssel'])('is not %j', (value) => {
      expect(given(type, name, value).constraints).toHaveProperty('isKey');
    });
  });

  it('is refused with its allowed characters', () => {
    expect(given('mailgun', 'mailgun_api_key', 'two words').constraints).toEqual({
      isKey: 'mailgun_api_key must contain only ASCII characters, without spaces or line breaks',
    });
  });

  it('is said to be masked where it is', () => {
    const { constraints } = given('mailgun', 'mailgun_api_key', '**********');
    expect(constraints).toMatchObject({ isKey: expect.stringContaining('masked') });
  });

  it.each([
    ['twilio_account_sid', 'AC0'],
    ['twilio_account_sid', `SK${'0'.repeat(32)}`],
    ['twilio_account_sid', `AC${'0'.repeat(31)}g`],
    ['twilio_messaging_service_sid', 'MG0'],
    ['twilio_messaging_service_sid', `AC${'0'.repeat(32)}`],
  ])('of Twilio that is the id %s is not %j', (name, value) => {
    const settings = { ...sms, twilio_auth_token: 't', [name]: value };
    expect(read(providers.twilio_text?.Secrets, settings).constraints).toMatchObject({
      isKey: expect.stringContaining('32 hexadecimal digits'),
    });
  });
});

describe('Where answers go', () => {
  it.each([
    ['mailgun', { domain: 'mg.example.com' }],
    ['twilio_email', { twilio_email_from: 'a@example.com' }],
    ['mailchimp_transactional', { email_from: 'a@example.com' }],
    ['smtp', { host: 'smtp.example.com', from: 'a@example.com' }],
  ])('is an address or nothing, at %s', (type, details) => {
    const replyTo = (reply_to: unknown) => read(providers[type]?.Details, { ...details, reply_to });
    expect(replyTo('privacy@example.com').settings).toMatchObject({ reply_to: 'privacy@example.com' });
    expect(replyTo('').problems).toEqual([]);
    expect(replyTo('privacy').problems).toHaveLength(1);
  });
});

describe('The form of a provider', () => {
  it('lists the fields, which are secret and which are optional', () => {
    const fields = Object.values(providers).flatMap(({ Details, Secrets }) =>
      [Details, Secrets].flatMap((Settings) => (Settings ? formFields(Settings) : [])),
    );
    const choices = fields.filter((field) => field.choices.length > 0);
    expect(choices.map((field) => [field.name, ...field.choices])).toEqual([
      ['region', 'global', 'eu'],
      ['auth_method', 'secret_keys', 'automatic'],
      ['security', 'starttls', 'tls', 'none'],
    ]);
    expect(fields.map(({ name, kind, secret, required }) => [name, kind, secret, required])).toEqual([
      ['domain', 'text', false, true],
      ['is_eu_domain', 'boolean', false, false],
      ['api_version', 'text', false, false],
      ['reply_to', 'text', false, false],
      ['mailgun_api_key', 'text', true, true],
      ['mailgun_webhook_signing_key', 'text', true, false],
      ['twilio_email_from', 'text', false, true],
      ['region', 'text', false, false],
      ['reply_to', 'text', false, false],
      ['twilio_api_key', 'text', true, true],
      ['twilio_webhook_public_key', 'text', true, false],
      ['twilio_account_sid', 'text', true, true],
      ['twilio_auth_token', 'text', true, true],
      ['twilio_messaging_service_sid', 'text', true, false],
      ['twilio_sender_phone_number', 'text', true, false],
      ['twilio_secondary_auth_token', 'text', true, false],
      ['email_from', 'text', false, true],
      ['reply_to', 'text', false, false],
      ['mailchimp_transactional_api_key', 'text', true, true],
      ['mailchimp_transactional_webhook_key', 'text', true, false],
      ['aws_region', 'text', false, true],
      ['email_from', 'text', false, false],
      ['domain', 'text', false, false],
      ['configuration_set', 'text', false, false],
      ['reply_to', 'text', false, false],
      ['auth_method', 'text', true, true],
      ['aws_access_key_id', 'text', true, false],
      ['aws_secret_access_key', 'text', true, false],
      ['aws_assume_role_arn', 'text', true, false],
      ['aws_sns_topic_arn', 'text', true, false],
      ['host', 'text', false, true],
      ['security', 'text', false, false],
      ['port', 'text', false, false],
      ['from', 'text', false, true],
      ['reply_to', 'text', false, false],
      ['max_connections', 'text', false, false],
      ['username', 'text', true, false],
      ['password', 'text', true, false],
    ]);
  });

  it.each(Object.keys(providers))('is found under the service type %s', (serviceType) => {
    expect(providers[serviceType]?.serviceType).toBe(serviceType);
  });
});
