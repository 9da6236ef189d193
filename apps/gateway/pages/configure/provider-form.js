import { call, find } from './api.js';
import { forgetProblems, showProblems } from './fields.js';
import { byId, once, tell } from './page.js';
import { showTypes } from './provider-types.js';
import { fieldsOf, missingIn, rowsOf, valuesIn } from './provider-values.js';

const form = byId('provider');

let chosen = null;
/** The config of the chosen type as it is stored, or null. */
let stored = null;
/** The provider that sends, or null. */
let active = null;
let report = null;

/** @param onSaved shows anew whatever a saved provider changes */
export function startProviderForm(onSaved, onError) {
  report = (error) => onError(error, form, chosen ? fieldsOf(chosen) : []);
  byId('open-provider').addEventListener('click', () => openForm(form.hidden));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void once(form, () => save(onSaved, true).catch(report));
  });
  byId('save-unchecked').addEventListener('click', () => {
    void once(form, () => save(onSaved, false).catch(report));
  });
}

/** The active one is chosen until the operator chooses. */
export function showProviders(providers, activeType) {
  const chosenType = chosen?.service_type ?? activeType;
  const onChoose = (provider) => choose(provider).catch(report);
  showTypes(byId('provider-types'), providers, { activeType, chosenType, onChoose });
  active = providers.find(({ service_type }) => service_type === activeType) ?? null;
  if (active && !chosen) void onChoose(active);
}

export function forgetProviders() {
  [chosen, stored, active] = [null, null, null];
  byId('provider-fields').replaceChildren();
  forgetOutcome();
  showSave(false);
  openForm(false);
}

function showSave(isShown) {
  const button = form.querySelector('[type=submit]');
  button.hidden = !isShown;
  // one that is only hidden is still pressed by Enter
  button.disabled = !isShown;
}

function openForm(isOpen) {
  form.hidden = !isOpen;
  byId('open-provider').setAttribute('aria-expanded', String(isOpen));
}

async function choose(provider) {
  chosen = provider;
  forgetOutcome();
  // another provider's fields, and what was wrong with them, are not this one's
  byId('provider-fields').replaceChildren();
  showSave(false);
  const found = await find(`/messaging/default/${provider.service_type}`);
  // another was chosen meanwhile
  if (chosen === provider) show(found);
}

function show(config) {
  stored = config;
  byId('provider-fields').replaceChildren(...rowsOf(chosen, stored));
  showSave(true);
}

function forgetOutcome() {
  forgetProblems(form);
  byId('saved').textContent = '';
  byId('save-unchecked').hidden = true;
}

/** @param check whether the vendor is asked first */
async function save(onSaved, check) {
  const provider = chosen;
  forgetOutcome();
  const missing = missingIn(form, provider, stored).map(({ name }) => ({ name, message: 'Fill this in' }));
  if (missing.length > 0) return void showProblems(form, missing, fieldsOf(provider));
  const types = byId('provider-types');
  // what comes back is about this provider
  types.disabled = true;
  try {
    const { config } = await store(provider, check);
    show(config);
  } finally {
    types.disabled = false;
  }
  await onSaved();
  tell(byId('saved'), check ? `Saved. ${provider.label} accepts these settings.` : 'Saved, but not checked.');
}

/** Details and secrets in one call, tried with the vendor first: all is stored, or nothing changes. */
async function store(provider, check) {
  const { service_type } = provider;
  try {
    return await call('POST', '/messaging/setup', { service_type, check, ...valuesIn(form, provider) });
  } catch (error) {
    const isUnchecked = error.code === 'provider_not_checked';
    if (isUnchecked || error.code === 'provider_not_accepted') error.message += staysActive(provider);
    if (isUnchecked) error.message += ' Try again later, or save without the check.';
    byId('save-unchecked').hidden = !isUnchecked;
    throw error;
  }
}

function staysActive(provider) {
  if (!active) return '';
  return active.service_type === provider.service_type
    ? ' The saved settings stay active.'
    : ` ${active.label} stays active.`;
}
