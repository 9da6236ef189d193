/* global SwaggerUIBundle */
SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#documentation',
  // its own badge asks a host on the internet
  validatorUrl: null,
  deepLinking: true,
});
