import { randomUUID } from 'node:crypto';
import {
  json,
  type Refusal,
  type Reply,
  type ReportSetup,
  type VendorApi,
  type VendorCall,
} from './vendor-api';
import { snsCertificatePath, snsTopic } from './reports/ses-reports';
import { sesKeys, signatureFault, temporaryKey } from './ses-signature';

/** The only identity that is verified besides the domain example.com. */
const verified = /^([^@]+@)?(mail\.)?example\.com$/;

export const ses: VendorApi = {
  name: 'ses',

  answer(call, _template, reports) {
    if (call.method === 'GET' && call.path === snsCertificatePath)
      return { status: 200, headers: { 'content-type': 'application/x-pem-file' }, body: reports.key() };
    if (call.method === 'GET' && call.query.get('Action') === 'ConfirmSubscription')
      return confirmSubscription(call.query, reports);
    const route = `${call.method} ${call.path}`;
    const [, identity] = /^GET \/v2\/email\/identities\/([^/]+)$/.exec(route) ?? [];
    const isRole = route === 'POST /' && call.body.includes('Action=AssumeRole');
    if (route !== 'POST /v2/email/outbound-emails' && identity === undefined && !isRole) return null;
    const fault = signatureFault(call, isRole ? 'sts' : 'ses');
    if (fault !== null) return isRole ? stsFault(fault) : fail({ status: 403, name: fault }, '');
    if (isRole) return assumeRole(call);
    return identity === undefined ? accept(call.body) : readIdentity(decodeURIComponent(identity));
  },

  fail,

  refusals: {
    sender_unverified: rejected('privacy@example.com'),
    sandbox: rejected('<to>'),
    virus: { status: 400, name: 'MessageRejected', says: 'Message contains a virus' },
    account_suspended: { status: 400, name: 'AccountSuspendedException', says: 'Sending is restricted' },
    sending_paused: { status: 400, name: 'SendingPausedException', says: 'Sending is paused' },
    mail_from_unverified: { status: 400, name: 'MailFromDomainNotVerifiedException', says: 'No MX record' },
    limit_exceeded: { status: 400, name: 'LimitExceededException', says: 'Limit exceeded' },
    rate: tooManyRequests('Maximum sending rate exceeded.'),
    daily_quota: tooManyRequests('Daily message quota exceeded.'),
    throttling: { status: 400, name: 'ThrottlingException', says: 'Rate exceeded' },
    address_illegal: { status: 400, name: 'BadRequestException', says: 'Illegal address <to>' },
    configuration_set_unknown: {
      status: 404,
      name: 'NotFoundException',
      says: 'Configuration set <none> does not exist.',
    },
    access_denied: {
      status: 403,
      name: 'AccessDeniedException',
      says: 'is not authorized to perform ses:SendEmail',
    },
    signature_wrong: {
      status: 403,
      name: 'InvalidSignatureException',
      says: 'The request signature does not match',
    },
    key_unknown: { status: 403, name: 'UnrecognizedClientException', says: 'The security token is invalid.' },
    outage: { status: 500, name: 'InternalFailure', says: 'Internal failure' },
  },

  quotaAnswers: {
    second: ({ to }) => fail(tooManyRequests('Maximum sending rate exceeded.'), to),
    day: ({ to }) => fail(tooManyRequests('Daily message quota exceeded.'), to),
  },
};

function tooManyRequests(says: string): Refusal {
  return { status: 429, name: 'TooManyRequestsException', says };
}

function rejected(identity: string): Refusal {
  const says = `Email address is not verified. The following identities failed the check in region EU-WEST-1: ${identity}`;
  return { status: 400, name: 'MessageRejected', says };
}

const names: Readonly<Record<number, string>> = {
  400: 'BadRequestException',
  401: 'UnrecognizedClientException',
  403: 'AccessDeniedException',
  404: 'NotFoundException',
  429: 'TooManyRequestsException',
};

function fail(
  { status, name = names[status] ?? 'InternalFailure', says = 'Illegal address <to>' }: Refusal,
  to: string,
): Reply {
  const type = `${name}:http://internal.amazon.com/coral/com.amazonaws.services.email/`;
  return json(status, { message: says.replace('<to>', to) }, { 'x-amzn-errortype': type });
}

interface Mail {
  FromEmailAddress?: string;
  Destination?: { ToAddresses?: string[] };
  Content?: {
    Simple?: {
      Subject?: { Data?: string };
      Body?: { Text?: { Data?: string }; Html?: { Data?: string } };
    };
  };
}

const ascii = /^[\x20-\x7e]+$/;

function accept(body: Buffer): Reply {
  const mail = JSON.parse(body.toString()) as Mail;
  const { FromEmailAddress: from = '', Destination: { ToAddresses: [to = ''] = [] } = {}, Content } = mail;
  if (!ascii.test(from) || !ascii.test(to) || !to.includes('@')) return fail({ status: 400 }, to);
  const id = `0102${randomUUID()}-000000`;
  const { Subject, Body } = Content?.Simple ?? {};
  return {
    ...json(200, { MessageId: id }),
    message: {
      vendor: 'ses',
      id,
      from,
      to,
      subject: Subject?.Data,
      html: Body?.Html?.Data,
      text: Body?.Text?.Data,
      fields: { ...mail },
      at: new Date().toISOString(),
    },
  };
}

function readIdentity(identity: string): Reply {
  if (identity.includes('@') && identity.endsWith('.example')) return fail({ status: 404 }, identity);
  const IdentityType = identity.includes('@') ? 'EMAIL_ADDRESS' : 'DOMAIN';
  return json(200, { IdentityType, VerifiedForSendingStatus: verified.test(identity) });
}

const xml = (status: number, body: string): Reply => ({
  status,
  headers: { 'content-type': 'text/xml' },
  body,
});

function stsFault(code: string): Reply {
  return xml(
    403,
    `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>no</Message></Error></ErrorResponse>`,
  );
}

/** The token holds the address that was subscribed. */
function confirmSubscription(query: URLSearchParams, reports: ReportSetup): Reply {
  const url = Buffer.from(query.get('Token') ?? '', 'hex').toString();
  if (query.get('TopicArn') !== snsTopic || !URL.canParse(url)) return stsFault('InvalidParameter');
  reports.setUrl(url);
  return xml(200, '<ConfirmSubscriptionResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"/>');
}

/** A role whose name holds `denied` may not be assumed. */
function assumeRole({ body }: VendorCall): Reply {
  const form = new URLSearchParams(body.toString());
  if (form.get('RoleArn')?.includes('denied')) return stsFault('AccessDenied');
  const { id, token } = temporaryKey;
  return xml(
    200,
    `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
<AccessKeyId>${id}</AccessKeyId><SecretAccessKey>${sesKeys[id] ?? ''}</SecretAccessKey><SessionToken>${token}</SessionToken>
<Expiration>${new Date(Date.now() + 3_600_000).toISOString()}</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`,
  );
}
