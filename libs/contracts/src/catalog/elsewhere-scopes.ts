/** By what they are about, as Fides has them (its scope registry). */
const actions: Readonly<Record<string, string>> = {
  'cli-objects': 'create read update delete',
  connection: 'create_or_update delete read authorize instantiate',
  connection_type: 'read',
  connector_template: 'register',
  consent_settings: 'read update',
  ctl_dataset: 'create read update delete',
  ctl_policy: 'create read update delete',
  'current-privacy-preference': 'read',
  data_category: 'create read update delete',
  data_subject: 'create read update delete',
  data_use: 'create read update delete',
  database: 'reset',
  dataset: 'create_or_update delete read test',
  encryption: 'exec',
  evaluation: 'create read update delete',
  fides_taxonomy: 'update',
  generate: 'exec',
  masking: 'exec read',
  organization: 'update delete',
  policy: 'create_or_update delete read',
  'privacy-experience': 'create update read',
  'privacy-notice': 'create update read',
  'privacy-preference-history': 'read',
  'privacy-request': 'resume delete manual-steps:review manual-steps:respond transfer upload_data view_data',
  'privacy-request-access-results': 'read',
  rule: 'create_or_update delete read',
  saas_config: 'create_or_update delete read',
  storage: 'create_or_update delete read',
  system: 'create read update delete',
  system_manager: 'read update delete',
  taxonomy: 'create update delete',
  user: 'password-reset',
  'user-permission': 'create update read assign_owners',
  validate: 'exec',
  webhook: 'create_or_update delete read',
  'worker-stats': 'read',
};

/**
 * Scopes of the parts of Fides that are not here. A migrated client keeps them. They grant nothing, so every client
 * that may assign scopes may assign them.
 */
export const elsewhereScopes: ReadonlySet<string> = new Set(
  Object.entries(actions).flatMap(([about, names]) => names.split(' ').map((name) => `${about}:${name}`)),
);
