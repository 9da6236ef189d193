const refreshMs = 3_000;

/** Gone when the tab is closed; never in a cookie, never in localStorage. */
const credentialsKey = 'subjectline-client';

const byId = (id) => document.getElementById(id);

let token = null;
let messages = [];
let shownId = null;

class Refused extends Error {}

async function fetchToken() {
  const credentials = JSON.parse(sessionStorage.getItem(credentialsKey) ?? '{}');
  const answer = await fetch('api/v1/oauth/token', {
    method: 'POST',
    body: new URLSearchParams(credentials),
  });
  if (answer.status === 401) throw new Refused('The client id or its secret is wrong.');
  if (!answer.ok) throw new Error(`The token could not be fetched (${answer.status}).`);
  return (await answer.json()).access_token;
}

async function fetchMessages() {
  token ??= await fetchToken();
  const answer = await fetch('api/v1/inbox?limit=100', { headers: { authorization: `Bearer ${token}` } });
  if (answer.status === 403) {
    token = null;
    throw new Error('The token has expired or may not read messages; trying again.');
  }
  if (!answer.ok) throw new Error(`The messages could not be fetched (${answer.status}).`);
  return (await answer.json()).messages;
}

async function refresh() {
  try {
    const fetched = await fetchMessages();
    if (JSON.stringify(fetched) !== JSON.stringify(messages)) showList(fetched);
    const count = messages.length === 1 ? '1 message' : `${messages.length} messages`;
    say(messages.length === 0 ? 'No message yet.' : count);
  } catch (error) {
    if (error instanceof Refused) signOut();
    say(error.message);
  }
}

/** Read out by a screen reader only when it changes. */
function say(text) {
  if (byId('status').textContent !== text) byId('status').textContent = text;
}

function showList(fetched) {
  const focused = document.activeElement?.dataset?.id;
  messages = fetched;
  byId('messages').replaceChildren(...messages.map(itemOf));
  if (focused) document.querySelector(`#messages [data-id="${CSS.escape(focused)}"]`)?.focus();
  if (!messages.some(({ id }) => id === shownId)) byId('message').hidden = true;
}

function itemOf(message) {
  const button = document.createElement('button');
  button.type = 'button';
  button.dataset.id = message.id;
  button.setAttribute('aria-current', String(message.id === shownId));
  const facts = document.createElement('small');
  facts.textContent = factsOf(message);
  button.append(titleOf(message), facts);
  button.addEventListener('click', () => showMessage(message));
  const item = document.createElement('li');
  item.append(button);
  return item;
}

function titleOf({ subject, text }) {
  return subject ?? text.slice(0, 60);
}

function factsOf({ channel, to, sent_at }) {
  return `${channel} to ${to}, ${new Date(sent_at).toLocaleString()}`;
}

function showMessage(message) {
  shownId = message.id;
  for (const button of document.querySelectorAll('#messages button')) {
    button.setAttribute('aria-current', String(button.dataset.id === shownId));
  }
  byId('subject').textContent = titleOf(message);
  byId('about').textContent = factsOf(message);
  byId('text').textContent = message.text;
  byId('html').hidden = message.html === null;
  // a link opens beside this page: inside the frame the policy lets nothing load
  byId('html').srcdoc = `<base target="_blank">${withPictures(message.html ?? '')}`;
  byId('message').hidden = false;
  byId('message').focus();
}

/** A mail has its logo inside itself; here it is read from where pages have it. */
function withPictures(html) {
  return html.replaceAll(/src="cid:([0-9a-f]{32})\.([a-z0-9_-]+)@logo"/g, 'src="brand/$2/logo/$1"');
}

function signIn() {
  byId('sign-in').hidden = true;
  byId('controls').hidden = false;
  byId('columns').hidden = false;
  void refresh();
}

function signOut() {
  sessionStorage.removeItem(credentialsKey);
  token = null;
  showList([]);
  byId('sign-in').hidden = false;
  byId('controls').hidden = true;
  byId('columns').hidden = true;
  say('');
}

byId('sign-in').addEventListener('submit', (event) => {
  event.preventDefault();
  const credentials = { client_id: byId('client-id').value, client_secret: byId('client-secret').value };
  sessionStorage.setItem(credentialsKey, JSON.stringify(credentials));
  byId('client-secret').value = '';
  signIn();
});
byId('refresh').addEventListener('click', () => void refresh());
byId('sign-out').addEventListener('click', signOut);

setInterval(() => {
  if (byId('refresh-by-itself').checked && !byId('controls').hidden && !document.hidden) void refresh();
}, refreshMs);

if (sessionStorage.getItem(credentialsKey)) signIn();
