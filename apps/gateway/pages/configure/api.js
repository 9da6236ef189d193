/** Here and nowhere else: gone with the page. */
let token = null;

/** What the API answered instead of what was asked for, in words for the operator. */
export class Refused extends Error {
  constructor(message, { status = 0, code = '', problems = [] } = {}) {
    super(message);
    this.status = status;
    /** What our own routes call it (docs/errors.md). */
    this.code = code;
    /** One for each value that does not fit: where it stands, and why. */
    this.problems = problems;
  }

  /** Fides' routes say it in words, ours by its code. */
  get isShortOfScope() {
    return this.code === 'scope_missing' || this.message.includes('Required scope');
  }

  /** The token has run out, or its client may do nothing any more. A missing scope is named and is not this. */
  get isSignedOut() {
    return this.status === 401 || (this.status === 403 && !this.isShortOfScope);
  }
}

export async function signIn(clientId, clientSecret) {
  const grant = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret };
  const answer = await ask('/oauth/token', { method: 'POST', body: new URLSearchParams(grant) });
  token = answer.access_token;
}

export function signOut() {
  token = null;
}

export function call(method, path, body) {
  const headers = { authorization: `Bearer ${token}` };
  if (body === undefined) return ask(path, { method, headers });
  headers['content-type'] = 'application/json';
  return ask(path, { method, headers, body: JSON.stringify(body) });
}

/** Null for what is not there. */
export async function find(path) {
  try {
    return await call('GET', path);
  } catch (error) {
    if (error.status === 404) return null;
    throw error;
  }
}

async function ask(path, request) {
  const answer = await fetch(new URL(`../../api/v1${path}`, import.meta.url), request).catch(() => {
    throw new Refused('The server cannot be reached.');
  });
  const body = await answer.json().catch(() => ({}));
  if (answer.ok) return body;
  throw new Refused(sentenceOf(body, answer.status), {
    status: answer.status,
    code: body.type?.split(':').at(-1),
    problems: problemsIn(body),
  });
}

/** Fides' routes say `detail` or, when there is too much of it all, `error`; ours say `title` and may say more. */
function sentenceOf({ detail, error, title }, status) {
  if (Array.isArray(detail)) return 'Some values do not fit.';
  return detail ?? error ?? title ?? `The server answered with status ${status}.`;
}

/** Fides' routes list them as `detail`, ours as `errors`. */
function problemsIn({ detail, errors = [] }) {
  if (Array.isArray(detail)) return detail.map(({ loc, msg }) => problemOf(loc.at(-1), msg));
  return errors.map(({ pointer, parameter, detail: sentence }) =>
    problemOf((pointer ?? parameter).split('/').at(-1), sentence),
  );
}

function problemOf(name = '', sentence) {
  return { name, message: sentence.replace(/^Value error, /, '') };
}
