import { call, find } from './api.js';
import { forgetProblems, showProblems } from './fields.js';
import { byId, complain, once, tell } from './page.js';
import { showTypes } from './provider-types.js';
import { fieldsOf, missingIn, rowsOf, valuesIn } from './provider-values.js';

const form = byId('provider');

let chosen = null;
/** The config of the chosen type as it is stored, or null. */
let stored = null;
let report = null;

/** @param onSaved shows anew whatever a saved provider changes */
export function startProviderForm(onSaved, onError) {
  report = (error) => onError(error, form, chosen ? fieldsOf(chosen) : []);
  byId('open-provider').addEventListener('click', () => openForm(form.hidden));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void once(form, () => save(onSaved).catch(report));
  });
}

/** The active one is chosen until the operator chooses. */
export function showProviders(providers, activeType) {
  const chosenType = chosen?.service_type ?? activeType;
  const onChoose = (provider) => choose(provider).catch(report);
  showTypes(byId('provider-types'), providers, { activeType, chosenType, onChoose });
  const active = providers.find(({ service_type }) => service_type === activeType);
  if (active && !chosen) void onChoose(active);
}

export function forgetProviders() {
  [chosen, stored] = [null, null];
  byId('provider-fields').replaceChildren();
  byId('saved').textContent = '';
  form.querySelector('[type=submit]').hidden = true;
  openForm(false);
}

function openForm(isOpen) {
  form.hidden = !isOpen;
  byId('open-provider').setAttribute('aria-expanded', String(isOpen));
}

async function choose(provider) {
  chosen = provider;
  const found = await find(`/messaging/default/${provider.service_type}`);
  // another was chosen meanwhile
  if (chosen !== provider) return;
  forgetProblems(form);
  byId('saved').textContent = '';
  show(found);
}

function show(config) {
  stored = config;
  byId('provider-fields').replaceChildren(...rowsOf(chosen, stored));
  form.querySelector('[type=submit]').hidden = false;
}

async function save(onSaved) {
  const provider = chosen;
  forgetProblems(form);
  byId('saved').textContent = '';
  const missing = missingIn(form, provider, stored).map(({ name }) => ({ name, message: 'Fill this in' }));
  if (missing.length > 0) return void showProblems(form, missing, fieldsOf(provider));
  const config = await store(provider);
  await call('PATCH', '/config', everythingOn(provider.service_type));
  if (chosen === provider) show(config);
  await onSaved();
  await tryOut(config, provider);
}

/** Details and secrets in one call: both are stored or neither is. */
function store(provider) {
  const values = valuesIn(form, provider);
  if (stored) return call('PATCH', configPath(stored), values);
  return call('POST', '/messaging/config', { service_type: provider.service_type, ...values });
}

const configPath = ({ key }) => `/messaging/config/${encodeURIComponent(key)}`;

/** What saving means here: this provider, and everything through it. Single switches can be turned off again. */
function everythingOn(serviceType) {
  return {
    notifications: {
      notification_service_type: serviceType,
      send_request_receipt_notification: true,
      send_request_review_notification: true,
      send_request_completion_notification: true,
    },
    execution: { subject_identity_verification_required: true },
  };
}

/** The status above looks at the settings alone; only the vendor knows whether they are right. */
async function tryOut(config, { label }) {
  const { succeeded, reason, untried } = await call('POST', `${configPath(config)}/check`).catch((error) => {
    if (error.isSignedOut) throw error;
    return { untried: error.message };
  });
  if (untried) tell(byId('saved'), `Saved, but not tried out: ${untried}`);
  else if (succeeded) tell(byId('saved'), `Saved. ${label} accepts these settings.`);
  else complain(form, `Saved, but nothing can be sent like this: ${reason}`);
}
