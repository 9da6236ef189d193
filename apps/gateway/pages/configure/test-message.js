import { call } from './api.js';
import { fieldRow, forgetProblems, inputOf, showProblems } from './fields.js';
import { byId, once, tell } from './page.js';

const form = byId('test');

const addresses = {
  email: { name: 'email', label: 'E-mail address', inputType: 'email' },
  sms: {
    name: 'phone_number',
    label: 'Phone number',
    inputType: 'tel',
    help: 'In E.164 form, e.g. +15551234567',
  },
};

let active = null;
let address = null;

/** @param provider the active one, or null */
export function showTest(provider) {
  active = provider;
  forgetProblems(form);
  form.hidden = !provider;
  byId('tested').textContent = '';
  byId('test-help').textContent = provider
    ? `Goes through ${provider.label} at once, to an address of yours.`
    : 'There is no active provider yet: save one first.';
  if (!provider) return;
  address = addresses[provider.channels[0]];
  byId('test-field').replaceChildren(
    fieldRow({ kind: 'text', required: true, ...address }, address.inputType),
  );
}

export function startTest(onError) {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void once(form, () => send().catch((error) => onError(error, form, [address])));
  });
}

async function send() {
  forgetProblems(form);
  byId('tested').textContent = '';
  const to = inputOf(form, address.name).value.trim();
  if (!to) return void showProblems(form, [{ name: address.name, message: 'Fill this in' }], [address]);
  const answer = await call('POST', `/messaging/test/${active.service_type}`, {
    to_identity: { [address.name]: to },
  });
  tell(byId('tested'), answer.details);
}
