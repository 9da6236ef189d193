/* global SwaggerUIBundle */

/** Addresses in the document are relative to it; Swagger UI resolves some of them against the page. */
function resolved(spec, base) {
  const absolute = (address) => new URL(address, base).href.replace(/\/$/, '');
  const { clientCredentials } = spec.components.securitySchemes.client.flows;
  clientCredentials.tokenUrl = absolute(clientCredentials.tokenUrl);
  return { ...spec, servers: spec.servers.map((server) => ({ ...server, url: absolute(server.url) })) };
}

const darkMode = matchMedia('(prefers-color-scheme: dark)');
const showMode = () => document.documentElement.classList.toggle('dark-mode', darkMode.matches);
showMode();
darkMode.addEventListener('change', showMode);

const answer = await fetch(document.querySelector('link[rel=describedby]').href);
SwaggerUIBundle({
  spec: resolved(await answer.json(), answer.url),
  dom_id: '#documentation',
  // its own badge asks a host on the internet
  validatorUrl: null,
  deepLinking: true,
});
