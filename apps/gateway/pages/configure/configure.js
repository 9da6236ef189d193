import { call, find, Refused, signIn, signOut } from './api.js';
import { showProblems } from './fields.js';
import { byId, complain, once } from './page.js';
import { forgetProviders, showProviders, startProviderForm } from './provider-form.js';
import { showReports, startReports } from './reports.js';
import { showSwitches } from './switches.js';
import { showTest, startTest } from './test-message.js';

const signInForm = byId('sign-in');

async function enter() {
  complain(signInForm, '');
  await signIn(byId('client-id').value, byId('client-secret').value);
  byId('client-secret').value = '';
  await showEverything();
  showConsole(true);
  byId('open-provider').focus();
}

function leave(sentence) {
  signOut();
  forgetProviders();
  showConsole(false);
  byId('client-id').focus();
  complain(signInForm, sentence);
}

function showConsole(isSignedIn) {
  signInForm.hidden = isSignedIn;
  byId('console').hidden = !isSignedIn;
  byId('sign-out').hidden = !isSignedIn;
}

async function showEverything() {
  const [{ providers }, active] = await Promise.all([
    call('GET', '/messaging/providers'),
    find('/messaging/default/active'),
    showStatus(),
    showSwitches(report),
  ]);
  const provider = providers.find(({ service_type }) => service_type === active?.service_type) ?? null;
  showProviders(providers, provider?.service_type);
  showTest(provider);
  await showReports(active, provider);
}

async function showStatus() {
  const { config_status, detail } = await call('GET', '/messaging/default/status');
  byId('config-status').textContent = config_status;
  byId('config-status').className = config_status === 'configured' ? 'good' : 'lacking';
  byId('status-detail').textContent = detail;
}

/** Whatever went wrong, said where it belongs; without a token there is nothing but to sign in again. */
function report(error, part, fields) {
  if (!(error instanceof Refused)) throw error;
  if (error.isSignedOut) return leave('The token has expired, or its client was changed. Sign in again.');
  const rest = showProblems(part, error.problems, fields);
  if (rest.length > 0 || error.problems.length === 0) complain(part, rest.join(' ') || error.message);
}

signInForm.addEventListener('submit', (event) => {
  event.preventDefault();
  void once(signInForm, () => enter().catch(refuseSignIn));
});

function refuseSignIn(error) {
  signOut();
  if (!(error instanceof Refused)) throw error;
  complain(signInForm, error.status === 401 ? 'The client id or its secret is wrong.' : error.message);
}

byId('sign-out').addEventListener('click', () => leave(''));
startProviderForm(showEverything, report);
startTest(report);
startReports(report);
